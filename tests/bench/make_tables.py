"""Documents with accounting structure and exact truth, made from a seed. Truth is what is printed.

Print follows the customs of the two languages: parentheses or △ for negatives, thousands to billions, rounded
or truncated (Japanese 未満切捨て), totals that do not always foot, shares, growth, translated currency, quarters
and years.

    >>> document = make_document(7, 0)
    >>> all(t.printed for t in document.truths.values())
    True
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from random import Random

from tests.bench import statements, vocab
from tests.bench.house import (
    WORDS,
    House,
    current_span,
    day_en,
    day_ja,
    duration_header,
    fiscal_end,
    make_house,
    month_end,
    months_of,
    quarter_header,
    quarter_span,
    span_of,
)
from tests.bench.printer import Printer
from tests.bench.sheet import Cell, Column, Document, Piece, Prose, Sheet, Span, Truth
from tests.bench.statements import Statement


def unit_line(house: House, per_share: bool) -> str:
    if house.ja:
        return {6: "（単位：百万円）", 3: "（単位：千円）", 8: "（単位：億円）"}[house.scale]
    name = {"JPY": "yen", "USD": "U.S. dollars", "GBP": "pounds sterling"}[house.currency]
    scale = {3: "thousands", 6: "millions", 9: "billions"}[house.scale]
    return f"(In {scale} of {name}{', except per share data' if per_share else ''})"


def label_per_share(house: House, statement: Statement) -> None:
    """Per-share lines name their own unit, as filings do."""
    for line in statement.lines:
        if line.unit == "per_share":
            line.label += (
                "（円）"
                if house.ja
                else {"JPY": " (yen)", "USD": " (U.S. dollars)", "GBP": " (pounds)"}[house.currency]
            )


def header_rows(columns: list[Column]) -> list[list[Cell]]:
    """One row per level of the header paths; equal neighbours of an outer level become one spanning cell."""
    depth = max(len(column.header) for column in columns)
    paths = [(("",) * (depth - len(c.header))) + c.header for c in columns]
    rows = []
    for level in range(depth):
        cells: list[Cell] = [Cell()]
        for j, path in enumerate(paths):
            outer = level < depth - 1
            if outer and j and paths[j - 1][: level + 1] == path[: level + 1] and path[level]:
                cells[-1].span += 1
            else:
                cells.append(Cell.of(path[level]))
        rows.append(cells)
    return rows


def two_period_columns(house: House, rng: Random, instant: bool, plan: str) -> tuple[list[Column], list[int]]:
    """Columns of two periods with what a plan adds; returns also the period index of each column's values."""
    style = rng.randrange(2)
    spans = [current_span(house, back) for back in (0, 1)]
    if instant:
        spans = [Span(None, spans[0].end), Span(None, fiscal_end(house, 1))]

    def head(span: Span) -> tuple[str, ...]:
        if span.start is not None:
            return duration_header(house, style, span)
        return (day_ja(span.end) if house.ja else (f"As of {day_en(span.end)}" if style else day_en(span.end)),)

    heads = [head(span) for span in spans]
    order = [0, 1] if rng.random() < (0.3 if house.ja else 0.7) else [1, 0]
    share, amount = ("構成比(%)", "金額") if house.ja else ("% of total", "Amount")
    columns: list[Column] = []
    for p in order:
        if plan == "share":
            columns.append(Column("amount", (*heads[p], amount), spans[p]))
            columns.append(Column("share", (*heads[p], share), spans[p], base=len(columns) - 1))
        elif plan == "translated" and p == 0:
            columns.append(Column("amount", (*heads[p], "百万円" if house.ja else "Yen"), spans[p]))
            columns.append(
                Column(
                    "translated",
                    (*heads[p], "千米ドル" if house.ja else "Thousands of U.S. dollars"),
                    spans[p],
                    base=len(columns) - 1,
                )
            )
        else:
            columns.append(Column("amount", heads[p], spans[p]))
    at = {p: next(j for j, c in enumerate(columns) if c.period == spans[p] and c.kind == "amount") for p in order}
    if plan == "change":
        columns.append(Column("difference", ("増減額" if house.ja else "Change",), None, at[0], at[1]))
        columns.append(Column("change", ("増減率(%)" if house.ja else "% change",), None, at[0], at[1]))
    if plan == "growth":
        columns.append(Column("change", ("前年同期比増減率(%)" if house.ja else "YoY % change",), None, at[0], at[1]))
    return columns, order


def two_period_sheet(house: House, rng: Random, key: str, statement: Statement, plan: str) -> tuple[Sheet, Printer]:
    if plan == "translated" and (house.currency != "JPY" or (house.ja and house.scale != 6)):
        plan = "plain"
    if statement.name == "kpi" and plan in ("share", "translated"):
        plan = "change"
    if plan == "share" and statement.base is None:
        plan = "plain"
    columns, _ = two_period_columns(house, rng, statement.instant, plan)
    spans = sorted({c.period.end for c in columns if c.period}, reverse=True)
    label_per_share(house, statement)
    printer = Printer(house, rng, key, statement, columns)
    exact: dict[str, list[Decimal | None]] = {}
    for line in statement.lines:
        exact[line.key] = [
            line.values[spans.index(c.period.end)] if line.values and c.kind == "amount" and c.period else None
            for c in columns
        ]
    per_share = any(line.unit == "per_share" for line in statement.lines)
    unit = "" if statement.name == "kpi" else unit_line(house, per_share)
    if plan == "translated":
        unit = ""
        columns = printer.columns = [with_unit_header(house, column) for column in columns]
    return printer.sheet(unit, header_rows(columns), exact), printer


def with_unit_header(house: House, column: Column) -> Column:
    """A column that names its unit in its header, as tables of two currencies do."""
    if column.kind == "translated":
        return column
    names = {3: "Thousands of yen", 6: "Millions of yen", 9: "Billions of yen"}
    path = column.header[:-1] if column.header[-1] in ("百万円", "Yen") else column.header
    return replace(column, header=(*path, "百万円" if house.ja else names[house.scale]))


def quarterly_sheet(house: House, rng: Random, key: str) -> tuple[Sheet, Printer]:
    """Four quarters of the last full year and their sum."""
    statement = statements.income(rng, house.ja, house.size // 4, 4, list(house.revenues), short=True)
    statement.title = "四半期業績推移" if house.ja else "Quarterly Results"
    statement.name = "quarterly"
    spans = [quarter_span(house, n, 1) for n in (1, 2, 3, 4)]
    full = span_of(fiscal_end(house, 1), 12)
    columns = [Column("amount", (quarter_header(house, s),), s) for s in (*spans, full)]
    printer = Printer(house, rng, key, statement, columns)
    exact: dict[str, list[Decimal | None]] = {}
    for line in statement.lines:
        exact[line.key] = [*line.values, sum(line.values, Decimal(0))] if line.values else [None] * 5
    sheet = printer.sheet(unit_line(house, False), header_rows(columns), exact)
    for line in statement.lines:
        members = [printer.at.get((line.key, j)) for j in range(5)]
        if all(members):
            sheet.relations.append(("quarters", frozenset(m for m in members if m)))
    return sheet, printer


def matrix_sheet(house: House, rng: Random, key: str) -> tuple[Sheet, Printer]:
    """Segments as columns of one period, with adjustments and the consolidated total."""
    names = list(house.revenues[:3])
    span = current_span(house)
    title = ("セグメント別業績 " if house.ja else "Results by Segment, ") + " ".join(duration_header(house, 0, span))
    statement = Statement("matrix", title, False)
    labels = ["外部売上高", "内部売上高"] if house.ja else ["External sales", "Intersegment sales"]
    members = len(names) + 3
    rows: list[list[Decimal]] = []
    for i in range(2):
        values = [statements.series(rng, house.size // (3 if i == 0 else 60), 1)[0] for _ in names]
        adjust = -sum(values, Decimal(0)) if i else Decimal(0)
        rows.append([*values, sum(values, Decimal(0)), adjust, sum(values, Decimal(0)) + adjust])
    keys = [statement.item(labels[i], rows[i], 0) for i in range(2)]
    statement.total("計" if house.ja else "Total sales", [(k, 1) for k in keys])
    profit = [statements.series(rng, house.size // 50, 1)[0] for _ in names]
    adjust = -statements.series(rng, house.size // 200, 1)[0]
    statement.item(
        "営業利益" if house.ja else "Operating profit",
        [*profit, sum(profit, Decimal(0)), adjust, sum(profit, Decimal(0)) + adjust],
        0,
    )
    heads = [
        *names,
        "計" if house.ja else "Subtotal",
        "調整額" if house.ja else "Adjustments",
        "連結" if house.ja else "Consolidated",
    ]
    columns = [Column("member", (head,), span) for head in heads]
    printer = Printer(house, rng, key, statement, columns)
    exact: dict[str, list[Decimal | None]] = {line.key: list(line.values) for line in statement.lines}
    sheet = printer.sheet(unit_line(house, False), header_rows(columns), exact)
    for line in statement.lines:
        at = [printer.at[(line.key, j)] for j in range(members)]
        sheet.relations.append(("across", frozenset(at[: len(names) + 1])))
        sheet.relations.append(("across", frozenset(at[len(names) :])))
    return sheet, printer


PLANS = ("plain", "share", "change", "growth", "translated")


def alone(rng: Random, house: House) -> Statement:
    """Results of the parent company alone, in short; they bear the labels of the group's."""
    statement = statements.income(rng, house.ja, house.size // 2, 2, list(house.revenues[:2]), short=True)
    statement.title = "個別業績の概要" if house.ja else "Non-consolidated Results"
    statement.name, statement.scope = "alone", "non_consolidated"
    return statement


def forecast_sheet(house: House, rng: Random, key: str) -> tuple[Sheet, Printer]:
    """What a year brought or was said to bring, and what is said of the next or of the same one now."""
    statement = statements.income(rng, house.ja, house.size, 2, list(house.revenues), short=True)
    statement.name = "forecast"
    back = -1 if house.quarter == 4 else 0
    year, before = span_of(fiscal_end(house, back), 12), span_of(fiscal_end(house, back + 1), 12)
    revised = rng.random() < 0.5
    if house.ja:
        names = [f"{span.end.year}年{house.fiscal_month}月期" for span in (year, before)]
        statement.title = f"{names[0]}通期連結業績予想の修正" if revised else f"{names[0]}の連結業績予想"
        heads = ["今回修正予想", "前回発表予想"] if revised else [f"{names[0]}（予想）", f"{names[1]}（実績）"]
        change, growth = "増減額", "増減率(%)"
    else:
        ends = [f"Year {word} {day_en(span.end)}" for word, span in (("ending", year), ("ended", before))]
        forecast = f"Consolidated Forecast for the {ends[0]}"
        statement.title = f"Revision of {forecast}" if revised else forecast
        heads = (
            ["Revised forecast", "Previous forecast"] if revised else [f"{ends[0]} (Forecast)", f"{ends[1]} (Actual)"]
        )
        change, growth = "Change", "% change"
    now = Column("amount", (heads[0],), year, scenario="forecast", version="revised" if revised else None)
    then = Column("amount", (heads[1],), year if revised else before, scenario="forecast" if revised else "actual")
    columns = [replace(then, version="previous") if revised else then, now]
    columns += [Column("difference", (change,), None, 1, 0)] if rng.random() < 0.5 else []
    columns += [Column("change", (growth,), None, 1, 0)]
    printer = Printer(house, rng, key, statement, columns)
    exact: dict[str, list[Decimal | None]] = {}
    for line in statement.lines:
        two = [line.values[1], line.values[0]] if line.values else [None, None]
        exact[line.key] = [*two, *[None for _ in columns[2:]]]
    return printer.sheet(unit_line(house, False), header_rows(columns), exact), printer


def make_sheet(house: House, rng: Random, key: str, what: str) -> tuple[Sheet, Printer]:
    if what == "quarterly":
        return quarterly_sheet(house, rng, key)
    if what == "forecast":
        return forecast_sheet(house, rng, key)
    if what == "matrix":
        return matrix_sheet(house, rng, key)
    plan = rng.choice(PLANS)
    statement = {
        "income": lambda: statements.income(rng, house.ja, house.size, 2, list(house.revenues)),
        "balance": lambda: statements.balance(rng, house.ja, house.size, 2),
        "cash": lambda: statements.cash_flow(rng, house.ja, house.size // 4, 2),
        "segments": lambda: statements.segments(rng, house.ja, house.size, 2, list(house.revenues)),
        "counts": lambda: statements.counts(rng, house.ja, 2),
        "alone": lambda: alone(rng, house),
    }[what]()
    return two_period_sheet(house, rng, key, statement, plan if what != "cash" else rng.choice(("plain", "difference")))


def make_document(seed: int, number: int) -> Document:
    """Document `number` of a seed: opening lines, two or three tables, sentences that repeat figures."""
    rng = Random(f"document {seed} {number}")
    house = make_house(rng)
    kinds = rng.sample(
        ("income", "balance", "cash", "segments", "quarterly", "matrix", "counts", "forecast", "alone"),
        rng.choice((2, 2, 3)),
    )
    document = Document(f"bench-{seed}-{number}.txt", "ja" if house.ja else "en", [], {})
    document.items += opening(house)
    for n, what in enumerate(kinds):
        sheet, printer = make_sheet(house, rng, f"t{n}", what)
        document.truths.update(printer.truths)
        document.items.append(Prose([Piece(sheet.title)], heading=2))
        document.items.append(sheet)
        if what not in ("forecast", "alone"):  # a sentence says neither of a plan nor of a company alone
            document.items += sentences(house, rng, sheet, printer, document)
    if any(c.kind == "translated" for s in document.sheets for c in s.columns):
        truth_id = f"p{len(document.truths)}"
        document.truths[truth_id] = Truth(truth_id, "prose", -1, -1, "", "", f"{house.rate}", house.rate, "any", None)
        before, after = (
            ("（注）米ドル金額は、１米ドル＝", "円で換算しております。")
            if house.ja
            else ("Note: U.S. dollar amounts are translated from yen at the rate of JPY ", " to US$1.")
        )
        document.items.append(Prose([Piece(before), Piece(f"{house.rate}", truth_id), Piece(after)]))
    return document


def opening(house: House) -> list[Prose]:
    span = current_span(house)
    published = month_end(span.end.year, span.end.month + 1).replace(day=14)
    full = house.quarter == 4
    if house.ja:
        name = f"{house.year}年{house.fiscal_month}月期" + ("" if full else f" 第{house.quarter}四半期")
        lines = [
            (1, f"{name} 決算短信〔日本基準〕（連結）"),
            (0, day_ja(published)),
            (0, f"上場会社名 {house.issuer}　上場取引所 {house.exchange}　コード番号 {house.code}"),
            (0, f"決算期：{house.fiscal_month}月{fiscal_end(house).day}日（事業年度の末日）"),
        ]
        if house.places == 0:
            unit = {6: "百万円", 3: "千円"}[house.scale]
            lines.append((0, f"（{unit}未満{'切捨て' if house.truncate else '四捨五入'}）"))
    else:
        name = "Full Year" if full else ("First", "Second", "Third")[house.quarter - 1] + " Quarter"
        ended = f"{'Fiscal Year' if full else WORDS[3 * house.quarter] + ' Months'} Ended {day_en(span.end)}"
        lines = [
            (1, f"{house.issuer} Reports {name} Results"),
            (2, f"Consolidated Financial Results for the {ended}"),
            (0, day_en(published)),
            (
                0,
                f"{house.issuer} ({house.exchange}: {house.code}) today announced its results. "
                f"The fiscal year ends on {vocab.MONTHS[house.fiscal_month - 1]} {fiscal_end(house).day}.",
            ),
        ]
        if house.truncate:
            lines.append((0, "Amounts are truncated, not rounded, to the unit shown."))
    return [Prose([Piece(text)], level, opens=True) for level, text in lines]


def sentences(house: House, rng: Random, sheet: Sheet, printer: Printer, document: Document) -> list[Prose]:
    """One or two sentences that repeat an amount of the sheet."""
    made = []
    picks = [t for t in printer.truths.values() if t.unit == house.currency and t.value and t.value > 0 and t.period]
    totals = {i for i, row in enumerate(sheet.rows) if row.kind == "total"}
    if sheet.statement in ("segment", "matrix"):
        picks = [t for t in picks if t.row in totals]
    picks = [
        t
        for t in picks
        if sheet.columns[t.column].kind == "amount"
        and t.period == sheet.columns[t.column].period
        and not t.printed.startswith(("(", "-", "−", "△", "▲"))
        and (" used in " not in t.label or "(used in)" in t.label)  # in a sentence that says the sign
    ]
    for truth in rng.sample(picks, min(2, len(picks))):
        truth_id = f"p{len(document.truths)}"
        before, printed, after = sentence(house, truth)
        document.truths[truth_id] = replace(
            truth,
            id=truth_id,
            sheet="prose",
            row=-1,
            column=-1,
            header="",
            printed=printed,
            parents=frozenset(),
            needed=None,
            member=False,
        )
        made.append(Prose([Piece(before), Piece(printed, truth_id), Piece(after)]))
    return made


def sentence(house: House, truth: Truth) -> tuple[str, str, str]:
    """What stands before the amount, the amount, and what stands after it."""
    period = truth.period
    assert period is not None
    if house.ja:
        day = day_ja(period.end)
        when = f"{day}現在の" if period.start is None else f"{day_ja(period.start)}から{day}までの"
        return (
            f"{when}{truth.label}は",
            truth.printed + {3: "千円", 6: "百万円", 8: "億円"}[house.scale],
            "となりました。",
        )
    day = day_en(period.end)
    when = f"As of {day}" if period.start is None else f"For the {WORDS[months_of(period)].lower()} months ended {day}"
    sign = {"USD": "US$", "JPY": "JPY ", "GBP": "£"}[house.currency]
    scale = {3: "thousand", 6: "million", 9: "billion"}[house.scale]
    return f"{when}, {truth.label[0].lower()}{truth.label[1:]} amounted to ", f"{sign}{truth.printed} {scale}", "."
