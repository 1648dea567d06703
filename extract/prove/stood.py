"""Whether a figure stood in an empty slot.

An empty cell of a table is usually empty in the original too. A figure is known to have stood there when a fragment
of it is printed, when the same quantity stands beside it in another currency or elsewhere under the same name, when a
sum cannot come out without it, or when the slot is the one hole in a column of changes or shares, or beside another
column of shares. A statement of changes with many empty cells leaves out what is nothing or has not changed: there no
balance and its change tell that a figure stood in one of them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Sequence
from itertools import permutations
from typing import cast

import regex

from extract.lex.names import plain
from extract.prove.identity import STRONG, Identity
from extract.prove.infer import foots_shares, residual_without
from extract.prove.readings import malformed
from extract.prove.state import State
from extract.prove.structure import near_miss
from extract.prove.view import Sheet, View, measure_group

_SUMS = ("footing", "subtraction", "roll_forward", "periods", "balance")
_COLUMNS = ("share", "change", "margin")
_MOST = 0.8
_ENOUGH = 4
_SIZES = 100
_FEW = 4
_FIGURE_IN_LABEL = regex.compile(r"\s[(△▲−-]?\d[\d,.]+\)?%?$")


def stood(
    view: View, identities: Sequence[Identity], state: State, doubted: set[int], settled: Container[int]
) -> dict[int, str]:
    """Nodes without value in which a figure must have stood, and the reason in words.

    `settled` are the nodes whose value is printed or decided; the state may hold others for a trial.
    """
    there: dict[int, str] = {}
    for index, value in enumerate(state.value):
        if value is None and index not in view.excluded:
            fact = view.nodes[index].fact
            if (fact.printed or "").strip():
                there[index] = f"the cell shows `{(fact.printed or '').strip()}`"
            elif index < view.first_blank:
                there[index] = "a figure is said to stand there"
    strong = [i for i in identities if i.support >= STRONG and not state.known(i)]
    for identity in strong:
        for index in identity.nodes:
            if state.value[index] is None and index not in there:
                reason = _elsewhere(view, identity, index)
                if reason:
                    there[index] = reason
    for index in _holes(view, identities, state):
        there.setdefault(index, "every other row of the column has one")
    for index in _paired(view, identities, state, settled):
        there.setdefault(index, "the other column of shares has one, as in every other row")
    sparse = _sparse(view)
    wholes = {_row(view, i.nodes[2]) for i in identities if i.family == "share"}
    while True:
        more = {
            index: reason
            for identity in strong
            if identity.family in _SUMS
            for index, reason in _needed(view, identity, state, there, doubted).items()
            if index not in there
            and not (identity.family == "roll_forward" and view.nodes[index].fact.table in sparse)
            and not (foots_shares(identity) and _row(view, index) in wholes)
            and (foots_shares(identity) or not _is_measured_otherwise(view, index))
        }
        if not more:
            return there
        there |= more


def _sparse(view: View) -> set[str | None]:
    """Tables of which a quarter of the cells beside figures are empty."""
    cells: Counter[str | None] = Counter()
    empty: Counter[str | None] = Counter()
    for sheet in view.sheets.values():
        for indexes in sheet.at.values():
            cells[sheet.id] += 1
            empty[sheet.id] += not any(view.nodes[i].fact.printed for i in indexes)
    return {table for table, count in empty.items() if count >= _FEW and count * 4 >= cells[table]}


def _is_measured_otherwise(view: View, index: int) -> bool:
    """Whether the row of a slot is empty in all of several columns that are headed like that slot's, and printed in
    others of its unit: net interest income has an amount and no average balance, in this period as in the one before.
    A share may be lost in all of them with the figure it is of."""
    fact = view.nodes[index].fact
    sheet = view.sheets.get(fact.table or "")
    if sheet is None or fact.row is None:
        return False
    headed = _headed(view, sheet)
    full = {
        column
        for column in sheet.columns
        if any(
            view.nodes[i].fact.printed and view.nodes[i].fact.unit == fact.unit
            for i in sheet.at.get((fact.row, column), ())
        )
    }
    columns = headed[fact.header[-1]] if fact.header else set()
    return bool(full) and len(columns) > 1 and not columns & full


def _headed(view: View, sheet: Sheet) -> dict[str, set[int]]:
    """The columns of a table by the lowest heading over them."""
    memo = view.memo.setdefault(f"headed:{sheet.id}", defaultdict[str, set[int]](set))
    headed = cast("dict[str, set[int]]", memo)
    if not headed:
        for (_, column), indexes in sheet.at.items():
            for lowest in view.nodes[indexes[0]].fact.header[-1:]:
                headed[lowest].add(column)
    return headed


def _elsewhere(view: View, identity: Identity, index: int) -> str:
    """Why a second print of the quantity says that it stood here too; a row that is empty altogether is a heading."""
    if identity.family not in ("currency", "same_fact") or len(identity.nodes) != 2:
        return ""
    other = identity.nodes[0] if identity.nodes[1] == index else identity.nodes[1]
    if not view.nodes[other].value or not _row_is_printed(view, index):
        return ""
    in_currency = identity.family == "currency"
    return "the same quantity is printed in another currency" if in_currency else "it is printed elsewhere"


def _row(view: View, index: int) -> tuple[str | None, int | None]:
    fact = view.nodes[index].fact
    return fact.table, fact.row


def _row_is_printed(view: View, index: int) -> bool:
    """Whether the row of a slot has a printed figure of the same kind, so that it is no heading."""
    fact = view.nodes[index].fact
    sheet = view.sheets.get(fact.table or "")
    if sheet is None or fact.row is None:
        return False
    return any(
        view.nodes[other].value is not None and view.nodes[other].fact.measure == fact.measure
        for column in sheet.columns
        for other in sheet.at.get((fact.row, column), ())
    )


def _needed(view: View, identity: Identity, state: State, there: dict[int, str], doubted: set[int]) -> dict[int, str]:
    """Empty slots without which a sum cannot come out.

    In a column of shares many lines have none: a share stood in an empty slot only if a sister of the same sum, or
    for a total one of its parts, has one that is not itself in doubt. Of amounts most must be printed: a table may
    leave lines out for one column (a forecast without costs).
    """
    empty = [i for i in identity.nodes if state.value[i] is None]
    sure = [i for i in identity.nodes[:-1] if state.value[i] is not None and i not in doubted]
    total = identity.nodes[-1]
    if foots_shares(identity) and not [i for i in sure if not view.nodes[i].nil]:
        return {}
    if state.value[total] is None:
        if _left_out_of_row(view, total):
            return {}
        shares = foots_shares(identity)
        whole = len(sure) == len(identity.nodes) - 1 and sum(1 for i in sure if state.value[i]) > 1
        return (
            {total: "its parts are printed"} if whole or (shares and len(sure) * 2 >= len(identity.nodes) - 1) else {}
        )
    if any(state.value[i] is None and i in there for i in empty):
        return dict.fromkeys(empty, "its sum is not complete without it") if foots_shares(identity) else {}
    if not foots_shares(identity) and len(empty) * 2 >= len(identity.nodes):
        return {}
    left = residual_without(identity, state, empty)
    if left.low <= 0 <= left.high:
        return {}
    figures = [value for i in identity.nodes if (value := state.value[i]) is not None]
    if not foots_shares(identity) and near_miss((left.low + left.high) // 2, view.nodes[total].last, figures):
        return {}  # one misprint among the printed figures would explain it as well
    return dict.fromkeys(empty, "its sum does not come out without it")


def _left_out_of_row(view: View, index: int) -> bool:
    """Whether the row of an empty slot has no figure in any of several columns of its kind, in a table in which every
    figure is legible: `Combined ratio` has no amount in any quarter, and what is never given was not lost each time."""
    fact = view.nodes[index].fact
    sheet = view.sheets.get(fact.table or "")
    if sheet is None or fact.row is None:
        return False
    kind = fact.unit, measure_group(fact)
    here = (view.nodes[i].fact for column in sheet.columns for i in sheet.at.get((fact.row, column), ()))
    if any((each.printed or "").strip() and (each.unit, measure_group(each)) == kind for each in here):
        return False
    return len(_columns_of_kinds(view, sheet)[kind]) > 1 if _is_legible(view, sheet) else False


def _is_legible(view: View, sheet: Sheet) -> bool:
    """Whether no figure of a table is printed so that it cannot be one."""
    key = f"legible:{sheet.id}"
    if key not in view.memo:
        shown = (view.nodes[i] for indexes in sheet.at.values() for i in indexes)
        view.memo[key] = not any(malformed(node.fact.printed or "") for node in shown if not node.nil)
    return bool(view.memo[key])


def _columns_of_kinds(view: View, sheet: Sheet) -> dict[tuple[str | None, str], set[int]]:
    """The columns of a table in which figures of a unit and a measure are printed."""
    key = f"columns of kinds:{sheet.id}"
    if key not in view.memo:
        found: dict[tuple[str | None, str], set[int]] = defaultdict(set)
        for (_, column), indexes in sheet.at.items():
            for fact in (view.nodes[i].fact for i in indexes):
                if (fact.printed or "").strip():
                    found[fact.unit, measure_group(fact)].add(column)
        view.memo[key] = found
    return cast("dict[tuple[str | None, str], set[int]]", view.memo[key])


def _holes(view: View, identities: Sequence[Identity], state: State) -> list[int]:
    """Results of changes, margins and shares that are missing in a column nearly all of whose rows have one.

    Only rows in one unit are compared: many tables give no change for figures per share.
    """
    columns: dict[tuple[str, int | None, str | None], list[int]] = defaultdict(list)
    for identity in identities:
        if identity.family in _COLUMNS and identity.form != "linear" and identity.support >= STRONG:
            others = identity.nodes[1:]
            if all(state.value[index] is not None for index in others):
                column, unit = view.nodes[identity.nodes[0]].fact.column, view.nodes[others[-1]].fact.unit
                columns[(identity.scope, column, unit)].append(identity.nodes[0])
    holes = []
    for results in columns.values():
        missing = [index for index in results if state.value[index] is None]
        full = len(results) - len(missing)
        if missing and full >= _ENOUGH and full >= _MOST * len(results):
            holes += missing
    return holes


def _paired(view: View, identities: Sequence[Identity], state: State, settled: Container[int]) -> list[int]:
    """Shares that are missing in a column, where nearly all rows have one in it and in a sister column, or in neither.

    Statements give shares of totals for two periods side by side, in the same rows for both.
    """
    columns: dict[str, dict[int, dict[int, Identity]]] = defaultdict(lambda: defaultdict(dict))
    for identity in identities:
        if identity.family == "share" and identity.form != "linear" and identity.support >= STRONG:
            fact = view.nodes[identity.nodes[0]].fact
            if fact.row is None or fact.column is None or any(state.value[i] is None for i in identity.nodes[1:]):
                continue
            columns[fact.table or ""][fact.column][fact.row] = identity
    holes: list[int] = []
    for shares in columns.values():
        sound = {
            column: {
                row
                for row, i in rows.items()
                if i.nodes[0] in settled and (seen := state.outcome(i)) is not None and seen.verdict != "fails"
            }
            for column, rows in shares.items()
        }
        for one, other in permutations(sorted(shares), 2):
            empty = {row for row, identity in shares[one].items() if state.value[identity.nodes[0]] is None}
            lost, both = sound[other] & empty, len(sound[one] & sound[other])
            if both >= _ENOUGH and both >= _MOST * (both + len(lost) + len(sound[one] - sound[other])):
                holes += [shares[one][row].nodes[0] for row in sorted(lost)]
    return holes


def nameless(view: View, index: int) -> bool:
    """Whether the row of a slot has no label of its own: nothing says what would be repaired or computed there."""
    label = view.nodes[index].fact.label
    return not label or not plain(label[-1])


def figure_in_label(view: View, index: int) -> bool:
    """Whether a figure has slipped into the label of a row: the others stand in the wrong columns then."""
    label = view.nodes[index].fact.label
    return bool(label) and bool(_FIGURE_IN_LABEL.search(label[-1]))


def fits_row(view: View, index: int, low: int, high: int) -> bool:
    """Whether a computed value is of the kind its row shows elsewhere in the table: sign and size.

    A slot whose row holds only dashes elsewhere held one too, and a sum that wants a loss among gains, or a figure a
    hundred times the others, has been upset by a misprint and not by a lost figure.
    """
    fact = view.nodes[index].fact
    sheet = view.sheets.get(fact.table or "")
    if figure_in_label(view, index):
        return False
    if sheet is None or fact.row is None:
        return True
    peers = [
        view.nodes[i]
        for column in sheet.columns
        for i in sheet.at.get((fact.row, column), ())
        if i != index
        and view.nodes[i].fact.unit == fact.unit
        and measure_group(view.nodes[i].fact) == measure_group(fact)
    ]
    values = [peer.value for peer in peers if peer.value]
    if not values:
        return not any(peer.nil for peer in peers)
    same_sign = (high > 0 and any(v > 0 for v in values)) or (low < 0 and any(v < 0 for v in values))
    size = max(abs(low), abs(high))
    return same_sign and min(map(abs, values)) <= size * _SIZES and size <= max(map(abs, values)) * _SIZES
