"""Charts by matplotlib's PDF backend: another hand, with its own order of strokes, axes and legends."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

import matplotlib
import pymupdf
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator, FuncFormatter

from tests.bench.printed.chart import Chart, ChartDocument
from tests.bench.printed.chart_drawn import opening_lines
from tests.bench.printed.paper import Spot

WIDE, HIGH = 10.0, 5.625  # inches
PT = 72.0


@cache
def japanese_family() -> str:
    """The Japanese face that comes with PyMuPDF, made known to matplotlib."""
    path = Path(tempfile.mkdtemp()) / "japanese.ttf"
    path.write_bytes(pymupdf.Font("japan").buffer)
    font_manager.fontManager.addfont(path)
    return str(font_manager.FontProperties(fname=path).get_name())


@dataclass
class PlotPaper:
    """A PDF of figures with the places of the truths on it."""

    places: dict[str, list[Spot]] = field(default_factory=dict)
    sheets: dict[str, list[Spot]] = field(default_factory=dict)
    content: bytes = b""

    def bytes(self) -> bytes:
        return self.content


def plot_document(made: ChartDocument) -> PlotPaper:
    rng = Random(f"plot {made.document.name}")
    paper, out = PlotPaper(), BytesIO()
    families = [japanese_family()] if made.document.language == "ja" else []
    faces = {"font.family": [*families, rng.choice(("DejaVu Sans", "DejaVu Serif", "STIXGeneral"))]}
    with (
        matplotlib.rc_context({**faces, "pdf.fonttype": rng.choice((3, 42)), "svg.hashsalt": "x"}),
        PdfPages(out, metadata={"CreationDate": None}) as pages,
    ):
        pages.savefig(title_page(made))
        for number, chart in enumerate(made.charts, 2):
            figure, texts = plot(chart, rng)
            pages.savefig(figure)
            keep_places(paper, number, chart, figure, texts)
    paper.content = out.getvalue()
    return paper


def title_page(made: ChartDocument) -> Figure:
    figure = Figure(figsize=(WIDE, HIGH))
    for n, line in enumerate(opening_lines(made)):
        figure.text(0.06, 0.7 - 0.09 * n, line, fontsize=10 if n else 15)
    return figure


def keep_places(paper: PlotPaper, number: int, chart: Chart, figure: Figure, texts: dict[str, Any]) -> None:
    figure.set_dpi(PT)
    renderer = FigureCanvasAgg(figure).get_renderer()
    for truth, text in texts.items():
        box = text.get_window_extent(renderer)
        place = (box.x0 - 1, HIGH * PT - box.y1 - 1, box.x1 + 1, HIGH * PT - box.y0 + 1)
        paper.places[truth] = [Spot(number, place)]
    paper.sheets[chart.sheet.key] = [Spot(number, (0, 0.12 * HIGH * PT, WIDE * PT, HIGH * PT))]


def plot(chart: Chart, rng: Random) -> tuple[Figure, dict[str, Any]]:
    """The figure of a chart and the text that prints each truth."""
    figure = Figure(figsize=(WIDE, HIGH))
    figure.text(0.05, 0.92, chart.sheet.title, fontsize=18, fontweight="bold")
    figure.text(0.95, 0.86, chart.sheet.unit, fontsize=9, ha="right")
    axes = figure.add_axes((0.14, 0.18, 0.8, 0.62))
    draw = {"pie": pie, "bars": bars, "lines": lines}.get(chart.style.kind, columns)
    texts = draw(chart, axes)
    if chart.style.kind != "pie":
        frame(chart, axes, rng)
    if chart.layers > 1 or chart.percents:
        handles, names = axes.get_legend_handles_labels()
        for other in figure.axes[1:]:
            more, others = other.get_legend_handles_labels()
            handles, names = handles + more, names + others
        figure.legend(handles, names, loc="lower center", ncols=4, frameon=False, fontsize=9)
    return figure, texts


def frame(chart: Chart, axes: Axes, rng: Random) -> None:
    """Axes as a deck has them: a value axis only where the chart is to have one."""
    lying = chart.style.kind == "bars"
    axis = axes.xaxis if lying else axes.yaxis
    for side in ("top", "right", "bottom" if lying else "left"):
        axes.spines[side].set_visible(False)
    if chart.style.axis:
        axis.set_major_locator(FixedLocator([float(step) for step in chart.steps()]))
        axis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,g}"))
        axis.grid(visible=True, color="#d9d9d9", linewidth=0.5)
        axes.set_axisbelow(True)
    else:
        axis.set_visible(False)
    top, base = float(chart.steps()[-1]), float(chart.base)
    if not chart.style.negative:
        (axes.set_xlim if lying else axes.set_ylim)(base, base + (top - base) * (1.0 if chart.style.axis else 1.1))
    if rng.random() < 0.5:
        axes.tick_params(length=0)


def hexed(color: int) -> str:
    return f"#{color:06x}"


def named(chart: Chart, row: int, made: list[Any]) -> dict[str, Any]:
    """The texts of one series by truth."""
    found = {}
    for column, text in enumerate(made):
        label = chart.label(row, column)
        if label is not None:
            found[label[1]] = text
    return found


def printed(chart: Chart, row: int) -> list[str]:
    return [(chart.label(row, column) or ("", ""))[0] for column in range(len(chart.categories))]


def columns(chart: Chart, axes: Axes) -> dict[str, Any]:
    style, texts = chart.style, {}
    places = list(range(len(chart.categories)))
    wide = 0.8 / chart.layers if style.kind == "clustered" else 0.6
    below = [0.0] * len(places)
    for i in range(chart.layers):
        heights = [float(v) for v in chart.numbers[i]]
        shift = (i - (chart.layers - 1) / 2) * wide if style.kind == "clustered" else 0.0
        drawn = axes.bar(
            [p + shift for p in places], heights, wide, below, color=hexed(chart.colors[i]), label=chart.series[i]
        )
        if style.labels:
            inside = style.kind == "stacked"
            made = axes.bar_label(
                drawn,
                printed(chart, i),
                label_type="center" if inside else "edge",
                padding=0 if inside else 3,
                fontsize=8,
            )
            texts |= named(chart, i, made)
        if style.kind == "stacked":
            below = [b + h for b, h in zip(below, heights, strict=True)]
    if style.totals:
        row = chart.layers
        made = [axes.annotate(t, (p, b), (0, 4), textcoords="offset points", ha="center", fontsize=9, fontweight="bold")
                for p, b, t in zip(places, below, printed(chart, row), strict=True)]  # fmt: skip
        texts |= named(chart, row, made)
    axes.set_xticks(places, chart.categories)
    if chart.percents:
        texts |= percent_line(chart, axes, places)
    return texts


def percent_line(chart: Chart, axes: Axes, places: list[int]) -> dict[str, Any]:
    assert chart.percents is not None
    other = axes.twinx()
    heights = [float(p) for p in chart.percents]
    row = len(chart.sheet.rows) - 1
    other.plot(places, heights, marker="o", color=hexed(chart.colors[3]), label=chart.series[row])
    other.set_ylim(-6 * max(heights), max(heights) * 1.1)
    other.axis("off")
    made = [other.annotate(t, (p, h), (0, 5), textcoords="offset points", ha="center", fontsize=8)
            for p, h, t in zip(places, heights, printed(chart, row), strict=True)]  # fmt: skip
    return named(chart, row, made)


def lines(chart: Chart, axes: Axes) -> dict[str, Any]:
    texts: dict[str, Any] = {}
    places = list(range(len(chart.categories)))
    for i, values in enumerate(chart.numbers):
        axes.plot(places, [float(v) for v in values], marker="o", color=hexed(chart.colors[i]), label=chart.series[i])
        if chart.style.labels:
            made = []
            for j, value in enumerate(values):
                up = value >= chart.numbers[1 - i][j]
                made.append(
                    axes.annotate(
                        printed(chart, i)[j],
                        (j, float(value)),
                        (0, 6 if up else -14),
                        textcoords="offset points",
                        ha="center",
                        fontsize=8,
                    )
                )
            texts |= named(chart, i, made)
    axes.set_xticks(places, chart.categories)
    axes.set_xlim(-0.4, len(places) - 0.6)
    return texts


def bars(chart: Chart, axes: Axes) -> dict[str, Any]:
    places = list(range(len(chart.categories)))
    drawn = axes.barh(places, [float(v) for v in chart.numbers[0]], 0.6, color=hexed(chart.colors[0]))
    axes.set_yticks(places, chart.categories)
    axes.invert_yaxis()
    if not chart.style.labels:
        return {}
    return named(chart, 0, axes.bar_label(drawn, printed(chart, 0), padding=4, fontsize=9))


def pie(chart: Chart, axes: Axes) -> dict[str, Any]:
    values = [float(v) for v in chart.numbers[0]]
    colors = [hexed(chart.colors[j % len(chart.colors)]) for j in range(len(values))]
    shares = iter(printed(chart, 0))
    made = axes.pie(
        values,
        labels=chart.categories,
        colors=colors,
        startangle=90,
        counterclock=False,
        autopct=lambda _: next(shares),
        pctdistance=0.7,
    )
    return named(chart, 0, list(made[2]))
