"""What is wrong with the headings and units of a table, as problems that name the facts it touches.

What turns into what: a sheet and what was found on the way → `TableDoubt`s; these and the numbered facts → problems.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from extract.calendar.dating import contradicts_calendar
from extract.lex.periods import find_periods
from extract.lex.units import find_units
from extract.model import Fact, Location, Problem, Span
from extract.problems import problem
from extract.sheet.header_trust import Doubt
from extract.sheet.parts import Declared
from extract.sheet.sheet import Sheet
from extract.sheet.wording import shown

_HEADER_RULES = ("header_fused", "header_shifted", "header_torn")

Slot = tuple[int, int]


class TableDoubt(msgspec.Struct, frozen=True, kw_only=True):
    """A problem of one table, with the columns or the cells it touches; of the table itself when it names neither."""

    table: str
    code: str
    message: str
    location: Location
    columns: frozenset[int] = frozenset()
    cells: frozenset[Slot] = frozenset()


def doubts_of(
    sheet: Sheet, table: str, declared: tuple[Declared, ...], headings: tuple[Doubt, ...], misled: set[Slot]
) -> list[TableDoubt]:
    """What is wrong with the headings and the units of a table, and which repairs its headings needed."""

    def doubt(
        code: str, message: str, location: Location, columns: frozenset[int] = frozenset(), **cells: frozenset[Slot]
    ) -> TableDoubt:
        return TableDoubt(table=table, code=code, message=message, location=location, columns=columns, **cells)

    found = [doubt(d.code, d.message, d.location, columns=d.columns) for d in headings]
    every = frozenset(sheet.columns) if sheet.value_columns else frozenset()
    rules = {r.rule: r for r in sheet.grid.repairs if r.rule in _HEADER_RULES}
    if every and rules:
        why = "; ".join(r.why for r in rules.values())
        cell = next((c for r in rules.values() for c in sheet.header_cells if (c.row, c.column) in r.cells), None)
        where = cell.span.location if cell is not None else sheet.grid.location
        found.append(doubt("header_rebuilt", f"{', '.join(rules)}: {why}", where))
    found += [doubt("header_contradicts_period", message, where, columns=columns)
              for message, where, columns in _contradictions(sheet, every)]  # fmt: skip
    found += [doubt("unit_garbled", f"`{shown(s)}` declares a unit, but is damaged", s.location, columns=every)
              for s in _garbled(sheet, declared)]  # fmt: skip
    amounts = {(d.mention.unit, d.mention.scale) for d in declared if _is_money(d)}
    if len(amounts) > 1 and every:
        said = " and ".join(dict.fromkeys(d.mention.printed for d in declared if _is_money(d)))
        found.append(doubt("unit_ambiguous", f"`{said}` are declared for the same table", declared[0].location))
    if misled:
        cell = next(c for c in sheet.grid.cells if (c.row, c.column) in misled)
        message = f"the unit printed over {len(misled)} values cannot be theirs; their rows say another"
        where = cell.span.location
        found.append(doubt("misleading_unit", message, where, cells=frozenset(misled)))
    return found


def _contradictions(sheet: Sheet, columns: frozenset[int]) -> Iterator[tuple[str, Location, frozenset[int]]]:
    """Headings whose label names another period than their dates, each with its columns."""
    said: dict[str, set[int]] = {}
    for k in sorted(columns):
        for mention in (m for cell in sheet.heads_over(k) for m in find_periods(cell.text)):
            if contradicts_calendar(mention, sheet.calendar):
                said.setdefault(mention.printed, set()).add(k)
    for printed, over in said.items():
        heads = [c for c in sheet.header_cells if c.column <= min(over) < c.column + c.column_span]
        where = heads[-1].span.location if heads else sheet.grid.location
        message = f"`{printed}`: the label names another period than the dates; the dates were taken"
        yield message, where, frozenset(over)


def _is_money(declared: Declared) -> bool:
    unit = declared.mention.unit
    return unit is not None and len(unit) == 3 and unit.isupper()


def _garbled(sheet: Sheet, declared: tuple[Declared, ...]) -> Iterator[Span]:
    """Damaged declarations near a table that declares no unit legibly."""
    if any(d.legible for d in declared) or not sheet.value_columns:
        return
    for span in (*sheet.grid.caption[-3:], *(c.span for c in sheet.header_cells)):
        if any(m.garbled for m in find_units(span.text)):
            yield span
            return


def doubts_to_problems(doubts: Iterable[TableDoubt], facts: list[Fact]) -> Iterator[Problem]:
    """Problems that name the facts they touch; none for columns in which no fact stands."""
    by_table: dict[str | None, list[Fact]] = {}
    for fact in facts:
        by_table.setdefault(fact.table, []).append(fact)
    for doubt in doubts:
        own = by_table.get(doubt.table, [])
        touched = [f for f in own if f.column in doubt.columns or (f.row, f.column) in doubt.cells]
        if touched or not (doubt.columns or doubt.cells):
            ids = tuple(f.id for f in touched)
            yield problem(doubt.code, doubt.message, location=doubt.location, facts=ids, data={"table": doubt.table})
