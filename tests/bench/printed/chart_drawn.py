"""Charts drawn stroke by stroke on a slide, as office programs export them."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from math import cos, pi, sin
from random import Random

from tests.bench.printed.chart import Chart, ChartDocument
from tests.bench.printed.paper import Box, Ink, PdfPaper, Spot, face_for, width_of
from tests.bench.printed.style import SLIDE
from tests.bench.sheet import Prose

GREY, LIGHT = 0x595959, 0xD9D9D9


def draw_document(made: ChartDocument) -> PdfPaper:
    """A title page and a page for each chart."""
    rng = Random(f"draw {made.document.name}")
    paper = PdfPaper(*SLIDE)
    pen = Pen(paper, "HeiseiKakuGo-W5", rng.choice(("Helvetica", "Times-Roman", "DejaVuSans")), rng)
    paper.page()
    for n, line in enumerate(opening_lines(made)):
        pen.write(50, 120 + 26 * n, line, 10 if n else 14)
    for chart in made.charts:
        paper.page()
        pen.slide(chart)
    return paper


class Pen:
    """Writes in the faces of one deck and draws the charts of it."""

    def __init__(self, paper: PdfPaper, japanese: str, latin: str, rng: Random) -> None:
        self.paper, self.japanese, self.latin, self.rng = paper, japanese, latin, rng

    def ink(self, text: str, size: float, color: int = 0) -> Ink:
        return Ink(face_for(text, self.latin, self.japanese), size, color)

    def write(self, x: float, base: float, text: str, size: float, truth: str | None = None, color: int = 0) -> None:
        self.paper.text(x, base, text, self.ink(text, size, color), truth)

    def centred(self, x: float, base: float, text: str, size: float, truth: str | None = None, color: int = 0) -> None:
        self.write(x - width_of(text, self.ink(text, size)) / 2, base, text, size, truth, color)

    def slide(self, chart: Chart) -> None:
        paper = self.paper
        self.write(30, 40, chart.sheet.title, 18)
        paper.fill((30, 48, SLIDE[0] - 30, 49.2), chart.colors[0])
        if chart.sheet.unit:
            self.write(
                SLIDE[0] - 40 - width_of(chart.sheet.unit, self.ink(chart.sheet.unit, 9)), 64, chart.sheet.unit, 9
            )
        self.write(SLIDE[0] - 40, SLIDE[1] - 12, str(paper.number), 7, color=GREY)
        box = (80.0, 90.0, 640.0, 330.0)
        draw = {"pie": self.pie, "bars": self.lying, "lines": self.lines}.get(chart.style.kind, self.standing)
        draw(chart, box)
        if chart.layers > 1 or chart.percents:
            self.legend(chart, 372.0)
        paper.sheets[chart.sheet.key] = [Spot(paper.number, (40, 66, 680, 390))]

    def legend(self, chart: Chart, base: float) -> None:
        x = 120.0
        names = chart.series[: chart.layers] + ([chart.series[-1]] if chart.percents else [])
        for n, name in enumerate(names):
            color = chart.colors[n] if n < chart.layers else chart.colors[3]
            self.paper.fill((x, base - 6.5, x + 7, base + 0.5), color)
            self.write(x + 11, base, name, 8.5)
            x += 30 + width_of(name, self.ink(name, 8.5))

    # --- standing columns ----------------------------------------------------------------------------------------

    def axis(self, chart: Chart, box: Box, top: Decimal) -> None:
        """Steps with grid lines, to the left of the columns."""
        for step in chart.steps():
            y = at(step, chart.base, top, box[3], box[1])
            if y < box[1] - 1 or y > box[3] + 1:
                continue
            self.paper.line(box[0], y, box[2], y, 0.4, LIGHT)
            text = f"{step:,f}"
            self.write(box[0] - 6 - width_of(text, self.ink(text, 8)), y + 3, text, 8, color=GREY)

    def standing(self, chart: Chart, box: Box) -> None:
        style, paper = chart.style, self.paper
        top = max(chart.steps()[-1], max(chart.sums)) if style.kind == "stacked" else chart.steps()[-1]
        floor = box[3]
        if style.negative:
            lowest = min(v for values in chart.numbers for v in values)
            floor = box[1] + (box[3] - box[1]) * float(top / (top - lowest * Decimal("1.3")))
        if style.axis:
            self.axis(chart, box, top)
        room = (box[2] - box[0]) / len(chart.categories)
        for j, name in enumerate(chart.categories):
            middle = box[0] + (j + 0.5) * room
            self.column(chart, j, middle, room, floor, (box[1], top))
            self.centred(middle, box[3] + 14, name, 9)
        paper.line(box[0], floor, box[2], floor, 0.8, GREY)
        if chart.percents:
            self.percent_line(chart, box, room)

    def column(
        self, chart: Chart, j: int, middle: float, room: float, floor: float, scale: tuple[float, Decimal]
    ) -> None:
        """The bars over one category: one, some side by side, or layers."""
        high, top = scale
        style = chart.style
        wide = room * (0.5 if style.kind != "clustered" else 0.7 / chart.layers)
        below = Decimal(0)
        for i in range(chart.layers):
            value = chart.numbers[i][j]
            x0 = middle - wide / 2
            start = chart.base
            if style.kind == "clustered":
                x0 = middle + (i - chart.layers / 2) * wide
            if style.kind == "stacked":
                start, below = below, below + value
                value = below
            y0, y1 = at(start, chart.base, top, floor, high), at(value, chart.base, top, floor, high)
            self.paper.fill((x0, min(y0, y1), x0 + wide, max(y0, y1)), chart.colors[i])
            self.label(chart, i, j, x0 + wide / 2, (y0, y1))
        if style.totals and (label := chart.label(len(chart.numbers), j)) is not None:
            self.centred(middle, at(chart.sums[j], chart.base, top, floor, high) - 4, label[0], 9, label[1])

    def label(self, chart: Chart, i: int, j: int, x: float, ends: tuple[float, float]) -> None:
        label = chart.label(i, j)
        if label is None:
            return
        y0, y1 = ends
        if chart.style.kind == "stacked":
            dark = sum((chart.colors[i] >> shift) & 255 for shift in (0, 8, 16)) < 380
            self.centred(x, (y0 + y1) / 2 + 3, label[0], 8, label[1], 0xFFFFFF if dark else 0)
        elif y1 > y0:
            self.centred(x, y1 + 10, label[0], 8.5, label[1])
        else:
            self.centred(x, y1 - 3.5, label[0], 8.5, label[1])

    def percent_line(self, chart: Chart, box: Box, room: float) -> None:
        """A line over the columns, on a scale of its own."""
        assert chart.percents is not None
        points = [(box[0] + (j + 0.5) * room, box[1] - 2 - 0.9 * float(p)) for j, p in enumerate(chart.percents)]
        self.path(points, chart.colors[3])
        for j, (x, y) in enumerate(points):
            label = chart.label(len(chart.sheet.rows) - 1, j)
            assert label is not None
            self.centred(x, y - 5, label[0], 8.5, label[1], chart.colors[3])

    def path(self, points: list[tuple[float, float]], color: int) -> None:
        for (x0, y0), (x1, y1) in pairwise(points):
            self.paper.line(x0, y0, x1, y1, 1.6, color)
        for x, y in points:
            self.paper.wedge((x - 2.5, y - 2.5, x + 2.5, y + 2.5), 0, 359.9, color)

    # --- the others ----------------------------------------------------------------------------------------------

    def lines(self, chart: Chart, box: Box) -> None:
        top = chart.steps()[-1]
        if chart.style.axis:
            self.axis(chart, box, top)
        room = (box[2] - box[0]) / len(chart.categories)
        for i, values in enumerate(chart.numbers):
            points = [
                (box[0] + (j + 0.5) * room, at(value, chart.base, top, box[3], box[1]))
                for j, value in enumerate(values)
            ]
            self.path(points, chart.colors[i])
            for j, (x, y) in enumerate(points):
                label = chart.label(i, j)
                if label is not None:
                    above = chart.numbers[i][j] >= chart.numbers[1 - i][j]
                    self.centred(x, y - 6 if above else y + 13, label[0], 8.5, label[1], chart.colors[i])
        for j, name in enumerate(chart.categories):
            self.centred(box[0] + (j + 0.5) * room, box[3] + 14, name, 9)
        self.paper.line(box[0], box[3], box[2], box[3], 0.8, GREY)

    def lying(self, chart: Chart, box: Box) -> None:
        top, left = chart.steps()[-1], box[0] + 90
        if chart.style.axis:
            for step in chart.steps():
                x = at(step, Decimal(0), top, left, box[2])
                self.paper.line(x, box[1], x, box[3], 0.4, LIGHT)
                self.centred(x, box[3] + 12, f"{step:,f}", 8, color=GREY)
        room = (box[3] - box[1]) / len(chart.categories)
        for j, name in enumerate(chart.categories):
            middle = box[1] + (j + 0.5) * room
            end = at(chart.numbers[0][j], Decimal(0), top, left, box[2])
            self.paper.fill((left, middle - 0.3 * room, end, middle + 0.3 * room), chart.colors[0])
            self.write(left - 6 - width_of(name, self.ink(name, 9)), middle + 3, name, 9)
            if (label := chart.label(0, j)) is not None:
                self.write(end + 4, middle + 3, label[0], 9, label[1])
        self.paper.line(left, box[1], left, box[3], 0.8, GREY)

    def pie(self, chart: Chart, box: Box) -> None:
        """Slices clockwise from noon, each with its name and share beside it."""
        x, y, radius = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2, 105.0
        turn = 90.0
        for j, share in enumerate(chart.numbers[0]):
            extent = 3.6 * float(share)
            color = chart.colors[j % len(chart.colors)]
            self.paper.wedge((x - radius, y - radius, x + radius, y + radius), turn - extent, extent, color)
            angle = (turn - extent / 2) * pi / 180
            far = radius + 40
            label = chart.label(0, j)
            assert label is not None
            at_x, at_y = x + 1.5 * far * cos(angle), y - far * sin(angle)
            self.centred(at_x, at_y, chart.categories[j], 9)
            self.centred(at_x, at_y + 11, label[0], 9, label[1])
            turn -= extent


def at(value: Decimal, base: Decimal, top: Decimal, start: float, end: float) -> float:
    """Where a value lies between the place of the axis' beginning and that of its top."""
    return start + (end - start) * float((value - base) / (top - base))


def opening_lines(made: ChartDocument) -> list[str]:
    """What stands on the title page."""
    lines = []
    for item in made.document.items:
        if not isinstance(item, Prose) or item.pieces[0].text == made.charts[0].sheet.title:
            break
        lines.append(item.pieces[0].text)
    return lines
