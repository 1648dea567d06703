"""Charts with known values: what is plotted, what of it is printed as a number, and in which words.

A chart is a sheet whose rows are series and whose columns are categories. A value that is plotted but not printed is
a truth without print: it may come back inferred, with its tolerance, or flagged, or not at all; never wrong.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import Literal

from tests.bench import statements, vocab
from tests.bench.house import House, current_span, duration_header, fiscal_end, make_house, quarter_span, span_of
from tests.bench.make_tables import opening, unit_line
from tests.bench.printer import quantize, signed
from tests.bench.sheet import Cell, Column, Document, Piece, Prose, Row, Sheet, Span, Truth

Kind = Literal["columns", "clustered", "stacked", "bars", "lines", "pie", "combo"]
PALETTES = (
    (0x1F4E79, 0x2E75B6, 0x9DC3E6, 0xF4B183, 0xA9D18E),
    (0xC00000, 0xED7D31, 0xFFC000, 0x70AD47, 0x5B9BD5),
    (0x404040, 0x7F7F7F, 0xBFBFBF, 0x1B9E77, 0xD95F02),
)


@dataclass(frozen=True)
class ChartStyle:
    """What is special about a chart. `axis` prints a value axis with its steps."""

    name: str
    kind: Kind
    labels: bool = True
    totals: bool = False
    axis: bool = False
    negative: bool = False
    cut: bool = False  # the value axis does not begin at zero, and says so only where it is printed


CHARTS: dict[str, ChartStyle] = {
    style.name: style
    for style in (
        ChartStyle("chart_columns", "columns"),
        ChartStyle("chart_columns_axis", "columns", axis=True),
        ChartStyle("chart_columns_unlabelled", "columns", labels=False, axis=True),
        ChartStyle("chart_columns_cut", "columns", cut=True),
        ChartStyle("chart_cut_unlabelled", "columns", labels=False, axis=True, cut=True),
        ChartStyle("chart_negative", "columns", negative=True),
        ChartStyle("chart_clustered", "clustered"),
        ChartStyle("chart_clustered_axis", "clustered", axis=True),
        ChartStyle("chart_clustered_unlabelled", "clustered", labels=False, axis=True),
        ChartStyle("chart_stacked", "stacked"),
        ChartStyle("chart_stacked_totals", "stacked", totals=True),
        ChartStyle("chart_totals_only", "stacked", labels=False, totals=True),
        ChartStyle("chart_bars", "bars"),
        ChartStyle("chart_bars_unlabelled", "bars", labels=False, axis=True),
        ChartStyle("chart_lines", "lines"),
        ChartStyle("chart_lines_unlabelled", "lines", labels=False, axis=True),
        ChartStyle("chart_pie", "pie"),
        ChartStyle("chart_combo", "combo"),
    )
}


@dataclass
class Chart:
    """A sheet as a chart. `numbers` are in the unit of print; `percents` is the line of a combined chart."""

    sheet: Sheet
    style: ChartStyle
    numbers: list[list[Decimal]]
    colors: tuple[int, ...]
    percents: list[Decimal] | None = None

    @property
    def series(self) -> list[str]:
        return [row.label.text for row in self.sheet.rows]

    @property
    def categories(self) -> list[str]:
        return [column.header[-1] for column in self.sheet.columns]

    @property
    def layers(self) -> int:
        """How many of the rows are plotted as layers, bars or lines of amounts."""
        return len(self.numbers)

    @property
    def sums(self) -> list[Decimal]:
        return [sum(values, Decimal(0)) for values in zip(*self.numbers, strict=True)]

    def label(self, row: int, column: int) -> tuple[str, str] | None:
        """The printed text and the truth's id, or None for a value that is only drawn."""
        cell = self.sheet.rows[row].cells[column]
        return (cell.text, cell.truths[0]) if cell.pieces else None

    @property
    def base(self) -> Decimal:
        """Where the value axis begins."""
        low = min(value for values in self.numbers for value in values)
        return Decimal(int(low * 7 / 10)) if self.style.cut else Decimal(0)

    def steps(self) -> list[Decimal]:
        """The steps of the value axis, from its beginning to beyond the greatest value.

        >>> even_steps(Decimal(0), Decimal(870))
        [Decimal('0'), Decimal('200'), Decimal('400'), Decimal('600'), Decimal('800'), Decimal('1000')]
        """
        stacked = self.style.kind == "stacked"
        return even_steps(self.base, max(self.sums if stacked else [v for values in self.numbers for v in values]))


def even_steps(low: Decimal, high: Decimal) -> list[Decimal]:
    unit = Decimal(1)
    while unit * 10 < high - low:
        unit *= 10
    while unit > high - low:
        unit /= 10
    step = next(unit * m for m in (1, 2, 5, 10) if unit * m * 6 >= high - low)
    start = Decimal(int(low / step)) * step
    steps = [start]
    while steps[-1] < high:
        steps.append(steps[-1] + step)
    return steps


@dataclass
class ChartDocument:
    document: Document
    charts: list[Chart]


def year_names(house: House, rng: Random, count: int) -> list[tuple[str, Span]]:
    """Fiscal years under names that leave no doubt when they ended."""
    names = []
    form = rng.randrange(3)
    for back in reversed(range(count)):
        end = fiscal_end(house, back + (house.quarter != 4))
        month = vocab.MONTHS[end.month - 1][:3]
        if house.ja:
            name = (f"{end.year}年{end.month}月期", f"{end.year % 100:02}/{end.month}期", f"{end.year}/{end.month}期")[
                form
            ]
        elif end.month == 12:
            name = (f"FY{end.year}", f"FY{end.year}", f"FY12/{end.year}")[form]
        else:
            name = (f"FY{end.month}/{end.year}", f"FY{end.month}/{end.year % 100:02}", f"FY ended {month}. {end.year}")[
                form
            ]
        names.append((name, span_of(end, 12)))
    return names


def quarter_names(house: House, rng: Random, count: int) -> list[tuple[str, Span]]:
    names = []
    form = rng.randrange(2)
    for back in reversed(range(count)):
        spans = quarter_span(house, 4 - back % 4, 1 + back // 4)
        start, end = spans.start, spans.end
        assert start is not None
        if house.ja:
            name = (f"{start.year}年{start.month}-{end.month}月", f"{start.year}/{start.month}-{end.month}")[form]
        elif house.fiscal_month == 12:
            name = (f"{4 - back % 4}Q{end.year % 100:02}", f"Q{4 - back % 4} {end.year}")[form]
        else:
            name = f"{start.year}/{start.month}-{end.month}"
        names.append((name, spans))
    return names


def make_chart(house: House, rng: Random, style: ChartStyle, key: str, truths: dict[str, Truth]) -> Chart:
    """One chart of the style; its truths are added to `truths`."""
    over_time = style.kind not in ("bars", "pie")
    names: list[tuple[str, Span]]
    title = "売上高" if house.ja else "Net Sales"
    if over_time:
        few = style.kind in ("clustered", "combo", "lines") or style.totals
        names = year_names(house, rng, rng.randint(4, 5)) if rng.random() < 0.6 or few else quarter_names(house, rng, 6)
        title += "の推移" if house.ja else " Trend"
    else:
        span = current_span(house)
        names = [(name, span) for name in house.revenues]
        title = ("事業別売上高 " if house.ja else "Net Sales by Business, ") + duration_header(house, 0, span)[0]
    parts = {"columns": 1, "bars": 1, "pie": 1, "combo": 1, "clustered": 2, "lines": 2, "stacked": 3}[style.kind]
    whole = "売上高" if house.ja else "Net sales"
    series = [whole] if parts == 1 else list(house.revenues[:parts])
    if style.negative:
        series, title = (["当期純利益"], "当期純利益の推移") if house.ja else (["Net income"], "Net Income Trend")
    numbers = [plotted(house, rng, style, len(names)) for _ in series]
    unit = unit_line(house, False)
    if style.kind == "pie":
        numbers, unit = [percents_of(numbers[0])], ""
    columns = [Column("amount" if over_time else "member", (name,), span) for name, span in names]
    sheet = Sheet(key, title, unit, columns, [[Cell(), *(Cell.of(name) for name, _ in names)]], [], "chart")
    chart = Chart(sheet, style, numbers, rng.choice(PALETTES))
    for row, values in enumerate(numbers):
        add_row(chart, house, series[row], values, style.labels, truths)
    if style.totals:
        add_row(chart, house, "合計" if house.ja else "Total", chart.sums, True, truths)
        for j in range(len(names)):
            members = frozenset(f"{key}.{i}.{j}" for i in range(len(sheet.rows)))
            sheet.relations.append(("footing", members))
    if style.kind == "combo":
        chart.percents = [Decimal(rng.randint(20, 180)) / 10 for _ in names]
        add_row(chart, house, "営業利益率" if house.ja else "Operating margin", chart.percents, True, truths, True)
    return chart


def plotted(house: House, rng: Random, style: ChartStyle, count: int) -> list[Decimal]:
    size = house.size // (40 if style.negative else 4)
    values = [statements.series(rng, size, 1)[0] * Decimal(rng.randint(70, 130)) / 100 for _ in range(count)]
    if style.negative:
        values = [-v if i in (1, count - 2) else v for i, v in enumerate(values)]
    return [quantize(house, v.scaleb(-house.scale), house.places) for v in values]


def percents_of(values: list[Decimal]) -> list[Decimal]:
    """Shares with one decimal that add up to a hundred."""
    total = sum(values, Decimal(0))
    shares = [(v * 100 / total).quantize(Decimal("0.1"), ROUND_HALF_UP) for v in values]
    shares[0] += 100 - sum(shares, Decimal(0))
    return shares


def add_row(
    chart: Chart, house: House, label: str, values: list[Decimal], printed: bool, truths: dict[str, Truth],
    percent: bool = False,
) -> None:  # fmt: skip
    sheet, row = chart.sheet, len(chart.sheet.rows)
    percent = percent or chart.style.kind == "pie"
    cells = []
    for column, value in enumerate(values):
        text = signed(house, f"{abs(value):,}" + ("%" if percent else ""), value < 0)
        truth = Truth(
            id=f"{sheet.key}.{row}.{column}",
            sheet=sheet.key,
            row=row,
            column=column,
            label=label,
            header=sheet.columns[column].header[-1],
            printed=text if printed else "",
            value=value if percent else value.scaleb(house.scale),
            unit="percent" if percent else house.currency,
            period=sheet.columns[column].period,
            scale=0 if percent else house.scale,
        )
        truths[truth.id] = truth
        cells.append(Cell([Piece(text, truth.id)]) if printed else Cell())
    sheet.rows.append(Row(Cell.of(label), cells, "item", 0, row))


def make_chart_document(style: ChartStyle, seed: int, number: int) -> ChartDocument:
    """A deck of two charts of one style after a title page that says whose figures they are and when its years end."""
    rng = Random(f"chart {style.name} {seed} {number}")
    house = make_house(rng)
    document = Document(f"{style.name}-{seed}-{number}.pdf", "ja" if house.ja else "en", [], {})
    document.items += [replace(item, heading=min(item.heading, 2)) for item in opening(house)]
    charts = []
    for n in range(2):
        chart = make_chart(house, rng, style, f"c{n}", document.truths)
        document.items += [Prose([Piece(chart.sheet.title)], 2), chart.sheet]
        charts.append(chart)
    return ChartDocument(document, charts)
