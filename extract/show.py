"""A result for the eyes of a person: tables as they were rebuilt, marks on what is not simply as printed.

Marks are readable without colour: every status has its own sign, and the legend is always there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

import msgspec
from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.rule import Rule
from rich.table import Table as Drawing
from rich.text import Text

from extract.model import Check, ColumnHeader, Fact, Location, Problem, Result, Status, Table, Verdict
from extract.summary import is_flagged, period_in_words, result_to_summary, unit_in_words

# status -> (mark, style, meaning)
MARKS: dict[Status, tuple[str, str, str]] = {
    "verbatim": ("", "", "as printed"),
    "split": ("/", "cyan", "as printed, in a cell shared or misplaced"),
    "repaired": ("*", "bold yellow", "misprint corrected, with proof"),
    "inferred": ("~", "bold magenta", "not legible, computed with proof"),
    "corrected": ("=", "bold blue", "as a person says"),
    "conflict": ("!", "bold red", "print and arithmetic disagree"),
    "unresolved": ("?", "bold red reverse", "could not be read or proved"),
    "nil": ("", "dim", "no value"),
}
PREFERRED = ("^", "a preference only, no proof")
DOUBTED = ("°", "legible, but in doubt and not trusted")
VERDICT_WORDS: tuple[tuple[Verdict, str, str], ...] = (
    ("holds", "hold", ""),
    ("forced", "forced", ""),
    ("fails", "fail", "red"),
)
STATUS_STYLES = {"complete": "green", "partial": "yellow", "failed": "bold red"}
SEVERITY_STYLES = {"error": "bold red", "warning": "yellow", "info": "dim"}


def result_to_renderables(
    result: Result, *, table: str | None = None, only_problems: bool = False, width: int | None = None
) -> Iterator[RenderableType]:
    """What `show` prints, part by part: head, tables, legend, prose, failing checks, problems.

    `width` is that of the screen in characters: a table that is wider is shown in parts, one below the other. Texts
    that no screen holds are cut, which the last line says.
    """
    result, cut = shortened(result)
    yield _head(result)
    if not only_problems:
        for each in result.tables:
            if table in (None, each.id):
                yield table_to_renderable(each, [fact for fact in result.facts if fact.table == each.id], width)
        yield legend()
        if table is None:
            yield _prose([fact for fact in result.facts if fact.table is None])
    of_table = {fact.id for fact in result.facts if table in (None, fact.table)}
    failing = [c for c in result.checks if c.verdict == "fails" and any(term in of_table for term, _ in c.terms)]
    if failing:
        facts = {fact.id: fact for fact in result.facts}
        yield Rule("Checks that fail", align="left")
        yield Group(*(Text(check_in_words(check, facts), "red") for check in failing))
    told = [p for p in result.problems if table is None or any(fact in of_table for fact in p.facts)]
    if told:
        yield Rule("Problems", align="left")
        yield Group(*(_problem(problem) for problem in told))
    if cut:
        texts = "1 text is" if cut == 1 else f"{cut:,} texts are"
        yield Text(f"{texts} longer than {LONGEST} characters and cut at …; --json prints all", "bold")


LONGEST = 400  # characters of one label, cell or message
_SHOWN_OF_RESULT = ("document", "tables", "facts", "checks", "problems")
_NEVER_CUT = frozenset({"id", "table", "value", "tolerance", "residual", "allowance", "proof"})
_NOT_SHOWN = frozenset({"grounds", "against", "candidates"})


def shortened(result: Result) -> tuple[Result, int]:
    """A result with the texts that are shown cut to what a screen can hold, and how many different ones were cut.
    Numbers and ids stay whole."""
    long: set[str] = set()

    def cut(value: Any) -> Any:
        if isinstance(value, str) and len(value) > LONGEST:
            long.add(value)
            return f"{value[:LONGEST]}… ({len(value) - LONGEST:,} more)"
        if isinstance(value, list | tuple):
            return [cut(each) for each in value]
        if isinstance(value, dict):
            return {name: each if name in _NEVER_CUT | _NOT_SHOWN else cut(each) for name, each in value.items()}
        return value

    parts = {name: getattr(result, name) for name in _SHOWN_OF_RESULT}
    made = {name: cut(msgspec.to_builtins(part)) for name, part in parts.items()}
    if not long:
        return result, 0
    whole = {**msgspec.to_builtins(result), **made}
    return msgspec.convert(whole, Result), len(long)


def _head(result: Result) -> RenderableType:
    document, summary = result.document, result_to_summary(result)
    codes = ", ".join(f"{security.exchange} {security.code}" for security in document.issuer.securities)
    rows = {
        "document": result.source.name,
        "status": result.status,
        "kind": document.kind,
        "issuer": " ".join(part for part in (document.issuer.name, f"({codes})" if codes else "") if part),
        "title": document.title,
        "published": document.published,
        "period": period_in_words(document.period),
        "fiscal year ends": document.fiscal_year_end,
        "standard": document.accounting_standard,
        "currency": document.currency,
        "facts": ", ".join(f"{n} {name}" for name, n in summary["facts"].items() if n or name == "trusted"),
        "checks": ", ".join(f"{count} {name}" for name, count in summary["checks"].items() if count),
    }
    drawing = Drawing(box=None, show_header=False)
    drawing.add_column(style="bold")
    drawing.add_column(overflow="fold")
    for name, value in rows.items():
        drawing.add_row(name, Text(value or "?"))
    return drawing


def table_to_renderable(table: Table, facts: Iterable[Fact], width: int | None = None) -> RenderableType:
    """A table as it was rebuilt: labels and headers as paths, each value with its mark. What is wider than `width` is
    shown in parts, each with the labels and as many columns as fit, under a line that says which these are."""
    values: dict[tuple[int, int], list[Text]] = {}
    for fact in facts:
        if fact.row is not None and fact.column is not None:
            values.setdefault((fact.row, fact.column), []).append(fact_to_text(fact))
    texts = {(cell.row, cell.column): Text(cell.text) for cell in table.cells}
    heads = {head.column: head for head in table.column_headers}
    labels = {head.row: head for head in table.row_headers}
    first = min(labels, default=0)
    columns = sorted({column for _, column in values} | set(heads))
    names, rows = [], {}
    for row in range(first, table.rows):
        label = labels.get(row)
        cells = {
            c: Text(" ").join(values[row, c]) if (row, c) in values else _plain(texts.get((row, c))) for c in columns
        }
        name = "  " * label.level + (label.path[-1] if label.path else "") if label else ""
        if name or any(cell.plain for cell in cells.values()):
            style = "bold" if label and label.kind != "item" else ""
            rows[row] = cells
            names.append(Text(name or texts.get((row, 0), Text("")).plain, style))
    over = {column: Text(_over(heads.get(column))) for column in columns}
    needed = {c: max([_FEWEST, *(cells[c].cell_len for cells in rows.values())]) for c in columns}
    stub = max([_STUB, *(name.cell_len for name in names)])
    if width is not None:
        stub = min(stub, max(_STUB, width // 3))
    parts = _parts(columns, needed, None if width is None else width - stub - 2 * _PADDING)
    drawings: list[RenderableType] = []
    for part in parts:
        if len(parts) > 1:
            at = columns.index(part[0])
            told = f"columns {at + 1} to {at + len(part)} of {len(columns)}"
            drawings.append(Text(f"  {told}", "dim"))
        drawing = Drawing(header_style="bold", box=SIMPLE_HEAD, padding=(0, _PADDING))
        drawing.add_column("", overflow="fold", width=stub if width is not None else None, min_width=_STUB)
        for column in part:
            drawing.add_column(over[column], justify="right", overflow="fold")
        for words, cells in zip(names, rows.values(), strict=True):
            drawing.add_row(words, *(cells[column] for column in part))
        drawings.append(drawing)
    unit = unit_in_words(table.unit) or "no unit"
    title = f"{table.id}  {table.title or 'without title'}  ({table.kind or 'table'}; {unit}; {place(table.location)})"
    repairs = [Text(f"  {repair.rule}: {repair.why}", "dim") for repair in table.repairs]
    return Group(Rule(Text(title), align="left"), *drawings, *repairs)


_STUB, _FEWEST, _PADDING = 12, 11, 1  # the least room for labels and for a column, and what stands beside each


def _over(head: ColumnHeader | None) -> str:
    """What stands over a column: its path, its period, its unit, each on a line of its own."""
    if head is None:
        return ""
    under = (period_in_words(head.period).replace("/", "/\n"), head.unit.unit if head.unit else "")
    return "\n".join(filter(None, ("\n".join(dict.fromkeys(head.path)), *under)))


def _parts(columns: list[int], needed: dict[int, int], room: int | None) -> list[list[int]]:
    """The columns in runs that fit into the room; one run where that is not bounded.

    >>> _parts([1, 2, 3], {1: 10, 2: 10, 3: 10}, 26), _parts([1, 2, 3], {1: 10, 2: 10, 3: 10}, None)
    ([[1, 2], [3]], [[1, 2, 3]])
    """
    runs: list[list[int]] = [[]]
    taken = 0
    for column in columns:
        wide = needed[column] + 2 * _PADDING
        if room is not None and runs[-1] and taken + wide > room:
            runs.append([])
            taken = 0
        runs[-1].append(column)
        taken += wide
    return runs


def _plain(text: Text | None) -> Text:
    return Text(text.plain, "dim") if text else Text("")


def fact_to_text(fact: Fact) -> Text:
    """A value with its mark: `57,055`, `-266,993* (200,993`, `~5,856,291`, `?`."""
    mark, style = _mark(fact), MARKS[fact.status][1]
    if fact.basis not in (None, "ocr"):
        mark += PREFERRED[0]
    if fact.status == "repaired":
        return Text(f"{mark}{as_printed(fact)} «{fact.printed}»", style)
    if fact.status == "corrected" and not is_printed_so(fact):
        return Text(f"{mark}{as_printed(fact)}{f' «{fact.printed}»' if fact.printed else ''}", style)
    if fact.status == "inferred":
        about = f" ±{_scaled(fact.tolerance, fact)}" if fact.tolerance not in (None, "0") else ""
        return Text(f"{mark}{as_printed(fact)}{about}", style)
    return Text(mark + (fact.printed or ""), style if not is_flagged(fact) or style else "bold red")


def _mark(fact: Fact) -> str:
    """The mark of a fact's status, with that of doubt where nothing else says that it is not trusted."""
    mark = MARKS[fact.status][0]
    said = fact.status in ("conflict", "unresolved", "nil") or fact.basis not in (None, "ocr")
    return mark if fact.trusted or said else mark + DOUBTED[0]


def as_printed(fact: Fact) -> str:
    """The value in the scale in which its neighbours are printed: `-266,993` for -266993000 with decimals -3."""
    return _scaled(fact.value, fact)


def is_printed_so(fact: Fact) -> bool:
    """Whether the value is the one that the print says: `(1,048)` and -1048000000, but not `1,048` and -1048000000."""
    printed, shown = fact.printed or "", as_printed(fact)
    digits = ["".join(sign for sign in text if sign.isdigit() or sign == ".").strip(".") for text in (printed, shown)]
    return digits[0] == digits[1] and printed.lstrip("$¥€£ ").startswith(("(", "-", "−", "△", "▲")) == shown.startswith(
        "-"
    )


def _scaled(value: str | None, fact: Fact) -> str:
    if value is None:
        return ""
    number = Decimal(value).scaleb(min(fact.decimals or 0, 0))
    return f"{number.normalize() if fact.decimals is None or fact.decimals < 0 else number:,f}"


def legend() -> RenderableType:
    """What the marks mean."""
    parts = [f"{mark or 'none'} {meaning}" for mark, _, meaning in MARKS.values() if meaning != "no value"]
    return Text("marks: " + "; ".join([*parts, " ".join(PREFERRED), " ".join(DOUBTED)]), "dim")


def _prose(facts: list[Fact]) -> RenderableType:
    if not facts:
        return Text("")
    drawing = Drawing(title="Facts in prose", title_justify="left", header_style="bold", box=None, padding=(0, 2, 0, 0))
    for name in ("line", "label", "period", "unit"):
        drawing.add_column(name, overflow="fold")
    drawing.add_column("value", justify="right")
    drawing.add_column("printed", overflow="fold")
    for fact in facts:
        line = str(fact.location.line or fact.location.page or "")
        label = Text(" > ".join(fact.label))
        value = Text(f"{_mark(fact)}{fact.value or ''}", MARKS[fact.status][1])
        drawing.add_row(line, label, period_in_words(fact.period), fact.unit or "?", value, Text(fact.printed or ""))
    return Group(Rule(), drawing)


def check_in_words(check: Check, facts: dict[str, Fact]) -> str:
    """A failing check as a sentence: which identity, over which figures, by how much it is off."""
    terms = [f"{coefficient} x {_name(facts[term])}" for term, coefficient in check.terms if term in facts]
    head = f"{check.id} {check.identity}: off by {check.residual}, allowed {check.allowance}"
    return f"{head}: {check.explanation}" if check.explanation else f"{head}: {'; '.join(terms)}"


def _name(fact: Fact) -> str:
    label = fact.label[-1] if fact.label else "value"
    return f"{label} {period_in_words(fact.period)} «{fact.printed or ''}» ({place(fact.location)})"


def _problem(problem: Problem) -> Text:
    where = f" ({place(problem.location)})" if problem.location else ""
    return Text(f"{problem.severity} {problem.code}{where}: {problem.message}", SEVERITY_STYLES[problem.severity])


def place(location: Location) -> str:
    """`line 286`, `page 3`, or `no place`."""
    if location.line is not None:
        return f"line {location.line}"
    return f"page {location.page}" if location.page is not None else "no place"
