"""Rows that fell short of their table: a value is lost and those behind it moved one column to the left.

    Long-term debt   61   6.8%          instead of   Long-term debt   57   61   6.8%

The last slot of such a row is empty where other rows have a value, and what stands before it is of the kind of the
column behind it, or of a kind that both columns have. Figures of such a row that no identity bears out stand where
they do by preference only. So does a figure printed unlike its column and like the next, where that is empty, and a row
that ends early, in which a change is given and only one of the two figures that it compares:

                     2023     2022   Change   % change
    Employees      10,636   10,852     -216      -2.0%
    Utilisation              75.8%    48.6%
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from extract.prove.decision import Decision
from extract.prove.identity import DETECT, Identity
from extract.prove.state import State
from extract.prove.view import Sheet, View
from extract.prove.words import figure, name_of

_FULL = 0.75
_MOST_SHORT = 0.15
_LEAST_ROWS = 4
_LEAST_ALIKE = 3
Kind = tuple[bool, int]


class _Habit(NamedTuple):
    """How the figures of a column are printed: with a percent sign or not and with how many decimals (None where
    they differ), and between which sizes, in last places."""

    kind: Kind | None
    least: int
    most: int


def gaps(view: View, identities: Sequence[Identity], state: State) -> list[Decision]:
    """Figures of short rows, as printed but by preference, unless identities bear them out."""
    return [_by_preference(view, state, index) for index in out_of_place(view, identities, state)]


def out_of_place(view: View, identities: Sequence[Identity], state: State) -> list[int]:
    """The figures of each short row from the first on that no identity bears out, or that the column behind wants as
    well: those after it moved with it."""
    found: list[int] = []
    borne: set[int] | None = None
    binding: dict[int, list[Identity]] = {}
    compared = _compared(view, identities, state)
    for sheet in view.sheets.values():
        filled = _filled_slots(view, sheet)
        unlike = _unlike_their_columns(view, sheet, filled)
        moved = [*_short(view, sheet, filled), *_without_a_side(sheet, filled, compared)]
        moved += [before for index in unlike if (before := _no_growth_of(view, state, filled, index))]
        for row in moved:
            if borne is None:
                borne = _borne(identities, state)
                binding = _binding(identities)
            first = next((at for at, index in enumerate(row) if index not in borne), len(row))
            found += row[min(first, _first_wanted_behind(view, sheet, row, binding, state)) :]
        found += unlike
    return list(dict.fromkeys(found))


def _compared(view: View, identities: Sequence[Identity], state: State) -> dict[str, set[tuple[int, int, int]]]:
    """By table the columns of changes, each with the two columns that it compares in rows in which that holds."""
    found: dict[str, set[tuple[int, int, int]]] = defaultdict(set)
    for identity in identities:
        facts = [view.facts[index] for index in identity.nodes]
        if identity.family != "change" or len({(fact.table, fact.row) for fact in facts}) > 1 or len(facts) != 3:
            continue
        seen = state.outcome(identity) if identity.support >= DETECT else None
        change = next((fact.column for fact in facts if fact.measure == "change"), None)
        if seen is not None and seen.verdict != "fails" and change is not None:
            one, two = (fact.column or 0 for fact in facts if fact.column != change)
            found[facts[0].table or ""].add((change, one, two))
    return found


def _without_a_side(
    sheet: Sheet, filled: Mapping[int, dict[int, int]], compared: Mapping[str, set[tuple[int, int, int]]]
) -> list[list[int]]:
    """The figures of rows that end early and print a change and only one of the two figures that it compares."""
    return [
        list(row.values())
        for row in filled.values()
        if sheet.columns[-1] not in row
        and any(change in row and (one in row) != (two in row) for change, one, two in compared.get(sheet.id, ()))
    ]


def _unlike_their_columns(view: View, sheet: Sheet, filled: Mapping[int, dict[int, int]]) -> list[int]:
    """Figures printed unlike their column (with a percent sign or without, with decimals or without) where the next
    column is printed so and has none in their row, and what stands before them in the row is as usual."""
    rows = [row for row in filled.values() if row]
    if len(rows) < _LEAST_ALIKE:
        return []
    under = {column: [row[column] for row in rows if column in row] for column in sheet.columns}
    columns = [
        column
        for column, printed in under.items()
        if len(printed) >= _FULL * len(rows)
        or (len(printed) > 1 and all(_kind_of(view, index)[0] or view.nodes[index].nil for index in printed))
    ]
    habits = {column: _habit(view, under[column]).kind for column in columns}
    found: list[int] = []
    for column, after in pairwise(columns):
        own, other = habits[column], habits[after]
        if other is None:
            continue
        # A column of amounts and ratios has no habit of decimals, and may have one of percent signs.
        signed = own is None and other[0] and _seldom_percent(view, under[column])
        if signed or (own is not None and own != other):
            found += [
                row[column]
                for row in rows
                if column in row
                and after not in row
                and _kind_of(view, row[column]) == other
                and any(
                    before in row and _fits(view, row[before], habits[before])
                    for before in columns[: columns.index(column)]
                )
            ]
    return [index for index in found if not view.nodes[index].nil]


def _no_growth_of(view: View, state: State, filled: Mapping[int, dict[int, int]], index: int) -> list[int]:
    """The figures of a row up to a percentage that stands among amounts; none where it is the growth of two of them
    that stand side by side. Then these stand where they belong, and the amount of the change is lost."""
    fact = view.facts[index]
    row = [node for column, node in filled[fact.row or 0].items() if column <= (fact.column or 0)]
    if not _kind_of(view, index)[0]:
        return []
    for one, other in pairwise(row[:-1]):
        for later, earlier in ((one, other), (other, one)):
            if view.facts[later].unit != view.facts[earlier].unit:
                continue
            seen = state.outcome(Identity("change", "growth", (index, later, earlier), (1, 100, 1)))
            if seen is not None and seen.verdict != "fails":
                return []
    return row


def _borne(identities: Sequence[Identity], state: State) -> set[int]:
    """Nodes that an identity of printed figures bears out and none contradicts."""
    borne: set[int] = set()
    against: set[int] = set()
    first_blank = state.view.first_blank
    for identity in identities:
        if identity.support < DETECT or any(index >= first_blank for index in identity.nodes):
            continue
        seen = state.outcome(identity)
        if seen is not None:
            (against if seen.verdict == "fails" else borne).update(identity.nodes)
    return borne - against


def _binding(identities: Sequence[Identity]) -> dict[int, list[Identity]]:
    """The sums that are believed, by the figures and slots they bind."""
    binding: dict[int, list[Identity]] = defaultdict(list)
    for identity in identities:
        if identity.support >= DETECT and identity.form == "linear":
            for index in identity.nodes:
                binding[index].append(identity)
    return binding


def _first_wanted_behind(
    view: View, sheet: Sheet, row: Sequence[int], binding: Mapping[int, Sequence[Identity]], state: State
) -> int:
    """From which figure of a row on each is what the sums of the column behind want in its place: `(2.7) | ` where
    the second column lacks 2.7, and in the first something near it was lost."""
    first = len(row)
    for at in range(len(row) - 1, -1, -1):
        fact = view.facts[row[at]]
        after = next((column for column in sheet.columns if column > (fact.column or 0)), None)
        slot: Sequence[int] = sheet.at.get((fact.row or 0, after if after is not None else -1), ())
        sums = [each for each in binding.get(slot[0], ()) if row[at] not in each.nodes] if len(slot) == 1 else []
        value = state.value[row[at]]
        wanted = (
            value is not None
            and value != 0
            and any(
                (seen := state.outcome_with(each, slot[0], value)) is not None and seen.verdict != "fails"
                for each in sums
            )
        )
        if not wanted:
            break
        first = at
    return first


def _filled_slots(view: View, sheet: Sheet) -> dict[int, dict[int, int]]:
    """The printed figures of each row by column."""
    return {
        row: {
            column: indexes[0]
            for column in sheet.columns
            if (indexes := sheet.at.get((row, column), ())) and _printed(view, indexes[0])
        }
        for row in sheet.rows
    }


def _short(view: View, sheet: Sheet, filled: Mapping[int, dict[int, int]]) -> list[list[int]]:
    """The figures of each row whose last slot is empty and that may have moved to the left."""
    rows = [row for row in sheet.rows if filled[row]]
    if len(rows) < _LEAST_ROWS:
        return []
    counts = Counter(column for row in rows for column in filled[row])
    columns = [column for column in sheet.columns if counts[column] >= _FULL * len(rows)]
    if len(columns) < 2:
        return []
    last = columns[-1]
    short = [row for row in rows if max(filled[row]) < last and any(column in filled[row] for column in columns)]
    if len(short) > max(1.0, _MOST_SHORT * len(rows)):
        return []
    whole = [row for row in rows if row not in short]
    habits = {
        column: _habit(view, [filled[row][column] for row in whole if column in filled[row]]) for column in columns
    }
    return [list(filled[row].values()) for row in short if _may_have_moved(view, filled[row], columns, habits)]


def _printed(view: View, index: int) -> bool:
    node = view.nodes[index]
    return index < view.first_blank and (node.nil or bool((node.fact.printed or "").strip()))


def _habit(view: View, nodes: Sequence[int]) -> _Habit:
    seen = Counter(_kind_of(view, index) for index in nodes if not view.nodes[index].nil)
    kind, count = max(seen.items(), key=lambda item: (item[1], item[0]), default=(None, 0))
    sizes = [size for index in nodes if (size := _size(view, index))]
    return _Habit(kind if count * 3 >= 2 * sum(seen.values()) else None, min(sizes, default=0), max(sizes, default=0))


def _seldom_percent(view: View, nodes: Sequence[int]) -> bool:
    """Whether one figure of a column is printed with a percent sign, and two others or more are not."""
    signs = [_kind_of(view, index)[0] for index in nodes if not view.nodes[index].nil]
    return signs.count(True) == 1 and signs.count(False) > 1


def _size(view: View, index: int) -> int:
    node = view.nodes[index]
    return abs(node.value or 0) // node.last


def _kind_of(view: View, index: int) -> Kind:
    return _kind_of_print(view.nodes[index].fact.printed or "")


@lru_cache(maxsize=1 << 14)
def _kind_of_print(printed: str) -> Kind:
    printed = printed.strip()
    digits = printed.strip("()%％△▲ ").partition(".")[2]
    return ("%" in printed or "％" in printed, len(digits))


def _may_have_moved(view: View, row: Mapping[int, int], columns: Sequence[int], habits: Mapping[int, _Habit]) -> bool:
    """Whether only the last slot is empty, and the figures are printed as those of their own columns up to one of
    them, and from there on, the last at least, as those of the columns behind.

    Where neighbouring columns are printed alike and their sizes overlap, nothing tells the one from the other.
    """
    before = columns[:-1]
    if any(column not in row for column in before):
        return False
    here = [_fits(view, row[column], habits[column].kind) for column in before]
    behind = [
        _fits(view, row[column], habits[after].kind)
        and not _of_its_size(view, row[column], habits[column], habits[after])
        for column, after in zip(before, columns[1:], strict=True)
    ]
    return any(all(here[:at]) and all(behind[at:]) for at in range(len(before)))


def _of_its_size(view: View, index: int, own: _Habit, other: _Habit) -> bool:
    """Whether two columns share no size, and a figure has that of its own: thousands of dollars, and of yen."""
    apart = own.most < other.least or other.most < own.least
    return apart and own.kind == other.kind and own.least <= _size(view, index) <= own.most


def _fits(view: View, index: int, kind: Kind | None) -> bool:
    """Whether a figure is printed as those of a column; a dash fits all but a column of percents."""
    if kind is None:
        return True
    return not kind[0] if view.nodes[index].nil else _kind_of(view, index) == kind


def _by_preference(view: View, state: State, index: int) -> Decision:
    node = view.nodes[index]
    return Decision(
        node=index,
        status=node.fact.status,
        value=None if node.nil else state.value[index],
        basis="preference",
        explanation=(
            f"{name_of(view, index)}: {figure(view, index)} may belong to the column beside it, for the row is one "
            "value short and nothing bears its place out"
        ),
    )
