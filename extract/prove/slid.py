"""Columns that slid by a line from some row on: sums of the other columns come out a line farther down or up.

    Gross profit       757     674          Gross profit               674
    Selling            318     297          Selling             757    297      757 - 318 - 142 = 297 stands one
    Research           142     128          Research            318    128      line below the rows that it is of
    Operating income   297     249          Operating income    142    249

A sum in which three figures live, that holds in another column, fails here as printed and holds here a line away, is no
accident where its figures have digits enough. All figures from the slip on are then in each other's rows, whether or
not a sum binds them, up to those that an identity bears out where they stand.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from math import log2

import msgspec

from extract.prove.decision import Decision, Option
from extract.prove.evidence import bits_of
from extract.prove.identity import DETECT, STRONG, Identity
from extract.prove.state import State
from extract.prove.view import Sheet, View
from extract.prove.words import figure, name_of, said

_LEAST_LIVING = 3
_WAYS = (1, -1)
_MOST_HOLES = 3
_ENOUGH_FROM_A_HOLE = 10  # bits, where a figure is missing at which the slip begins


Shape = tuple[tuple[int, int], ...]
Figures = tuple[int | None, ...]


class _Slip(msgspec.Struct, frozen=True):
    """Figures of a column of which a run stands `way` lines below its rows, and a sum of them as it comes out."""

    nodes: tuple[int, ...]
    column: Figures
    way: int
    shown: str


class _Columns:
    """The columns of a table by line, and the sums that hold down each of them, by their lines and coefficients."""

    def __init__(self, view: View, state: State, sheet: Sheet, sums: Sequence[Identity]) -> None:
        self.view, self.state = view, state
        self.figures: dict[int, Figures] = {
            column: tuple(_alone(sheet, row, column) for row in sheet.rows) for column in sheet.columns
        }
        lives = [any(view.nodes[i].value is not None for f in self.figures.values() if (i := f[at]) is not None)
                 for at in range(len(sheet.rows))]  # fmt: skip
        self.holes = {
            column: [at for at, index in enumerate(f) if lives[at] and (index is None or state.value[index] is None)]
            for column, f in self.figures.items()
        }
        place = {row: at for at, row in enumerate(sheet.rows)}
        self.shapes: dict[Shape, Identity] = {}
        for identity in sums:
            rows = [row for index in identity.nodes if (row := view.facts[index].row) in place and row is not None]
            if len(rows) == len(identity.nodes):
                lines = (place[row] for row in rows)
                self.shapes.setdefault(tuple(zip(lines, identity.coefficients, strict=True)), identity)
        self.held = {
            shape: {c for c, f in self.figures.items() if self.moved(shape, f, [line for line, _ in shape]) is not None}
            for shape in self.shapes
        }

    def moved(self, shape: Shape, figures: Figures, lines: Sequence[int]) -> Identity | None:
        """A sum over these lines of a column, if it holds and three figures live in it."""
        nodes = [figures[line] if 0 <= line < len(figures) else None for line in lines]
        whole = tuple(index for index in nodes if index is not None)
        if len(whole) < len(nodes) or len([index for index in whole if self.state.value[index]]) < _LEAST_LIVING:
            return None
        there = msgspec.structs.replace(self.shapes[shape], nodes=whole)
        seen = self.state.outcome(there)
        return there if seen is not None and seen.verdict == "holds" else None

    def borne(self, column: int) -> set[int]:
        """The figures of a column in sums that hold down another column too."""
        lines = {line for shape, held in self.held.items() if column in held and len(held) > 1 for line, _ in shape}
        return {index for line in lines if (index := self.figures[column][line]) is not None}

    def run(self, column: int, lines: set[int], borne: set[int]) -> tuple[int, ...]:
        """The figures of these lines, and those before and after them up to one that is borne out or a hole."""
        figures, stops = self.figures[column], borne | self.borne(column)
        first, last = min(lines), max(lines)
        while first and (index := figures[first - 1]) is not None and index not in stops:
            first -= 1
        while last + 1 < len(figures) and ((index := figures[last + 1]) is None or index not in stops):
            last += 1
        return tuple(index for index in figures[first : last + 1] if index is not None)


def slid(view: View, identities: Sequence[Identity], state: State) -> list[Decision]:
    """Conflicts for the figures of columns that slid by a line."""
    sums: dict[str, list[Identity]] = defaultdict(list)
    borne: set[int] = set()
    for identity in identities:
        seen = state.outcome(identity)
        if seen is None or seen.verdict == "fails":
            continue
        facts = [view.facts[index] for index in identity.nodes]
        table, places = facts[0].table, {(fact.table, fact.column) for fact in facts}
        if len(places) > 1 and (identity.support >= DETECT or identity.exact):
            borne.update(identity.nodes)
        elif identity.form == "linear" and table is not None and len(identity.nodes) >= _LEAST_LIVING:
            sums[table].append(identity)
    return [
        decision
        for sheet in view.sheets.values()
        if sheet.id in sums
        for slip in _slips(_Columns(view, state, sheet, sums[sheet.id]), borne)
        for decision in _decisions(view, state, slip)
    ]


def _slips(table: _Columns, borne: set[int]) -> Iterator[_Slip]:
    """The slips of a table. Of two columns that are one line apart the one slid in which a figure is missing; where
    both miss one or neither does, nothing tells which."""
    for column, figures in table.figures.items():
        holes = table.holes[column] if len(table.holes[column]) <= _MOST_HOLES else []
        tries = [(way, 0) for way in _WAYS] + [(1, hole) for hole in holes if hole]
        for way, start in tries:
            told, shown = -log2(len(tries)), ""
            own, theirs = set[int](), defaultdict[int, set[int]](set)
            for shape, held in table.held.items():
                others = held - {column}
                lines = [line + way if line >= start else line for line, _ in shape]
                there = table.moved(shape, figures, lines) if others and column not in held else None
                if there is not None:
                    told += bits_of(table.view, there)
                    shown = shown or said(table.view, there)
                    own |= {line + way for line, _ in shape if line >= start}
                    for other in others:
                        theirs[other] |= {line for line, _ in shape if line >= start}
            if not own or told < (_ENOUGH_FROM_A_HOLE if start else STRONG):
                continue
            for other, lines_there in theirs.items():
                if table.holes[column] or not table.holes[other]:
                    yield _Slip(table.run(column, own, borne), figures, way, shown)
                if table.holes[other] or not table.holes[column]:
                    yield _Slip(table.run(other, lines_there, borne), table.figures[other], -way, shown)


def _alone(sheet: Sheet, row: int, column: int) -> int | None:
    """The one node of a slot; None where there is none, or several."""
    found = sheet.at.get((row, column), ())
    return found[0] if len(found) == 1 else None


def _decisions(view: View, state: State, slip: _Slip) -> Iterator[Decision]:
    for index in slip.nodes:
        value = state.value[index]
        if value is None or view.nodes[index].nil:
            continue
        at = slip.column.index(index) + slip.way
        other = slip.column[at] if 0 <= at < len(slip.column) else None
        wanted = state.value[other] if other is not None else None
        yield Decision(
            node=index,
            status="conflict",
            value=value,
            options=(Option(wanted, "the figure of the line next to it"),) if wanted is not None else (),
            explanation=(
                f"{name_of(view, index)}: printed {figure(view, index)}; its column slid by a line, for "
                f"{slip.shown} comes out one line {'below' if slip.way > 0 else 'above'} the rows that it is of"
            ),
        )
