"""One digit read as another all along a row: where every figure with it breaks a sum, and none does with the other.

    Hosting     581   1,167     685   1,048        every 3 of the row was read as 8: the sums of three columns
    Systems   1,040   2,101   1,640   2,784        miss by 50, 50 and 5, and all come out with 531, 635 and
    Total     1,571   3,268   2,275   3,827        1,043; no other row explains all of them in such a way

A single column would leave open which of its figures is wrong; three that one exchange of digits puts right do not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import permutations

import msgspec

from extract.prove.decision import Decision, Option
from extract.prove.identity import DETECT, Identity
from extract.prove.state import State
from extract.prove.view import View
from extract.prove.words import figure, name_of, said

_LEAST = 3
_MOST_ROWS = 40  # rows with failing sums of one table; where more fail, something else is wrong


class _Misread(msgspec.Struct, frozen=True):
    """Two digits, one read as the other in a row, and the figures as they were."""

    read: str
    was: str
    values: dict[int, int]


def misread_rows(view: View, identities: Sequence[Identity], state: State) -> list[Decision]:
    """Repairs of the rows in which one digit was read as another, where one row and one pair of digits explain all
    failing sums of a table that the row stands in, three at least."""
    failing: dict[int, list[Identity]] = defaultdict(list)
    bound: dict[int, list[Identity]] = defaultdict(list)
    for identity in identities:
        seen = state.outcome(identity) if identity.support >= DETECT and identity.form == "linear" else None
        for index in identity.nodes if seen is not None else ():
            bound[index].append(identity)
            if seen is not None and seen.verdict == "fails":
                failing[index].append(identity)
    decisions: list[Decision] = []
    for rows in _rows_of_tables(view, failing):
        found = [each for row in rows for each in _explanations(view, state, row, failing, bound)]
        if len(found) == 1:
            decisions += [_decision(view, state, found[0], index, failing[index]) for index in found[0].values]
    return decisions


def _rows_of_tables(view: View, failing: dict[int, list[Identity]]) -> Iterator[list[list[int]]]:
    """For each table the rows that hold three figures or more of failing sums, each with all its figures."""
    for sheet in view.sheets.values():
        rows = [[index for column in sheet.columns for index in sheet.at.get((row, column), ())] for row in sheet.rows]
        wrong = [row for row in rows if sum(index in failing for index in row) >= _LEAST]
        if len(wrong) <= _MOST_ROWS:
            yield wrong


def _explanations(
    view: View, state: State, row: list[int], failing: dict[int, list[Identity]], bound: dict[int, list[Identity]]
) -> Iterator[_Misread]:
    """The pairs of digits of which one, read as the other, is what is wrong with all figures of a row."""
    digits = {index: _digits(view, state, index) for index in row if state.value[index] is not None}
    for read, was in permutations("0123456789", 2):
        touched = {index: text for index, text in digits.items() if read in text}
        if len(touched) < _LEAST or not all(index in failing for index in touched):
            continue
        if not view.certain.isdisjoint(touched) or any(index in failing and index not in touched for index in row):
            continue
        if len({id(identity) for index in touched for identity in failing[index]}) < _LEAST:
            continue  # the one sum along the row, which one figure explains as well
        values = {index: _value(view, state, index, text.replace(read, was)) for index, text in touched.items()}
        if all(_holds(state, identity, values) for index in touched for identity in bound[index]):
            yield _Misread(read, was, values)


def _digits(view: View, state: State, index: int) -> str:
    return str(abs(state.at(index)) // view.nodes[index].last)


def _value(view: View, state: State, index: int, digits: str) -> int:
    value = int(digits) * view.nodes[index].last
    return -value if state.at(index) < 0 else value


def _holds(state: State, identity: Identity, values: dict[int, int]) -> bool:
    seen = state.outcome_given(identity, values)
    return seen is not None and seen.verdict != "fails"


def _decision(view: View, state: State, misread: _Misread, index: int, group: Sequence[Identity]) -> Decision:
    values = misread.values
    sums = "; ".join(said(view, i, {n: values.get(n, state.at(n)) for n in i.nodes}) for i in group[:2])
    return Decision(
        node=index,
        status="repaired",
        value=values[index],
        tolerance=0,
        proof=tuple(group),
        options=(Option(state.at(index), "as printed; no sum of this row then comes out"),),
        explanation=(
            f"{name_of(view, index)}: printed {figure(view, index)}; every {misread.was} of the row was read as"
            f" {misread.read}, in {len(values)} figures: {sums}; no other row explains the sums so"
        ),
    )
