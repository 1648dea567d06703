"""Changes: a column (or row) that says by how much, or by how many percent, another grew over a third.

Which two columns are compared is read off the numbers: of all pairs the one that most rows bear out, with the
number of pairs tried counted against it. In rows of a time series the comparison is a lag: four quarters back, one
quarter back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from extract.prove.evidence import best, grows_by_size, is_turned, is_void, outcome, weighed
from extract.prove.identity import DETECT, LOST_SIGN, Identity, linear
from extract.prove.moves import LONGEST, moves
from extract.prove.view import PeriodKey, Sheet, View

NAME = "change"
_PERCENT = "percent"
_NEAREST_COLUMNS = 12
_NEAREST_ROWS = 4
_LEAST_MOVED = 3  # growth of two rows exchanged may come out by chance
_LAGS = (1, 2, 4, 3, 12)


def find(view: View) -> Iterable[Identity]:
    """Change columns and change rows of all tables, and growth told in prose."""
    for sheet in view.sheets.values():
        yield from _change_columns(view, sheet)
        yield from _change_rows(view, sheet)
    yield from _prose(view)


def _bind(result: int, later: int, earlier: int, *, percent: bool, scope: str, form: str = "growth") -> Identity:
    if not percent:
        return linear(NAME, [(later, 1), (earlier, -1), (result, -1)], scope=scope)
    if form == "ratio":
        return Identity("ratio", "ratio", (result, later, earlier), (1, 100, 1), scope=scope)
    return Identity(NAME, "growth", (result, later, earlier), (1, 100, 1), scope=scope)


def _is_change(view: View, index: int) -> bool:
    fact = view.nodes[index].fact
    return fact.measure == "change" or (fact.unit == _PERCENT and fact.measure in ("ratio", "rate", "other"))


def _is_base(view: View, index: int) -> bool:
    return view.nodes[index].fact.measure in ("amount", "count", "target", "per_share", "share", "ratio", "other")


def _by_column(sheet: Sheet, keep: Iterable[int]) -> dict[int, dict[int, int]]:
    wanted = set(keep)
    columns: dict[int, dict[int, int]] = defaultdict(dict)
    for (row, column), indexes in sheet.at.items():
        for index in indexes:
            if index in wanted:
                columns[column].setdefault(row, index)
    return columns


def _change_columns(view: View, sheet: Sheet) -> Iterable[Identity]:
    everything = [index for indexes in sheet.at.values() for index in indexes]
    changes = _by_column(sheet, (i for i in everything if _is_change(view, i)))
    bases = _by_column(sheet, (i for i in everything if _is_base(view, i)))
    for column, cells in sorted(changes.items()):
        by_unit: dict[str | None, dict[int, int]] = defaultdict(dict)
        for row, index in cells.items():
            by_unit[view.nodes[index].fact.unit][row] = index
        near = sorted((c for c in bases if c != column), key=lambda c: (abs(c - column), c))[:_NEAREST_COLUMNS]
        compared: tuple[int, int] | None = None
        for unit, rows in sorted(by_unit.items(), key=lambda item: (-len(item[1]), str(item[0]))):
            forms = ("growth", "ratio") if unit == _PERCENT else ("growth",)
            scope = f"{sheet.id}/{column}/change"
            guesses = [
                _pair(view, rows, bases[later], bases[earlier], unit == _PERCENT, scope, form)
                for form in forms
                for later in sorted(near)
                for earlier in sorted(near)
                if later != earlier
            ]
            found = best(view, guesses)
            if found and unit != _PERCENT and compared is None:
                compared = _compared_by(view, found[0])
            elif not found and unit != _PERCENT and compared is not None:
                # Amounts per share in a column whose amounts are the change from `Previous` to `Revised`: so are they.
                later, earlier = (bases[column] for column in compared)
                yield from _held(view, _pair(view, rows, later, earlier, False, scope, "growth"))
                continue
            found = found or _in_other_rows(view, guesses)
            if found:
                yield from found
            elif not _of_another_basis(view, column, changes, said := _said_change(view, rows, bases, unit, scope)):
                yield from said


def _compared_by(view: View, identity: Identity) -> tuple[int, int] | None:
    """The columns (the later, the earlier) that a change of amounts compares."""
    columns = [view.nodes[index].fact.column for index in identity.nodes[:2]]
    later, earlier = columns[0], columns[1]
    return None if later is None or earlier is None else (later, earlier)


def _held(view: View, guess: Iterable[Identity]) -> Iterable[Identity]:
    """What changes say whose two columns are known: it proves nothing by itself, but what fails is told."""
    for identity in guess:
        if outcome(view, identity) is not None:
            yield msgspec.structs.replace(identity, support=DETECT)


def _said_change(
    view: View, rows: dict[int, int], bases: dict[int, dict[int, int]], unit: str | None, scope: str
) -> list[Identity]:
    """A column that its heading calls a change, beside two columns of its rows that are of an earlier and of a later
    time: what it is the change of is said, and few rows suffice. Growth may be told of other figures than those beside
    it (without acquisitions, at last year's rates), so it must hold in as many rows as it fails in."""
    nodes, percent = view.nodes, unit == _PERCENT
    dated: dict[int, str] = {}
    for column, cells in bases.items():
        own = [
            i for row in rows if (i := cells.get(row)) is not None and not (percent and nodes[i].fact.unit == _PERCENT)
        ]
        ends = {p[2] for i in own if (p := nodes[i].period) is not None}
        if len(ends) == 1:
            dated[column] = ends.pop()
    if len(dated) != 2 or not all(nodes[i].fact.measure == "change" for i in rows.values()):
        return []
    earlier, later = sorted(dated, key=lambda column: dated[column])
    if dated[earlier] == dated[later]:
        return []
    guess = [
        i for i in _pair(view, rows, bases[later], bases[earlier], percent, scope, "growth") if not is_void(view, i)
    ]
    seen = [(identity, told) for identity in guess if (told := outcome(view, identity)) is not None]
    holds = [identity for identity, told in seen if told.verdict != "fails"]
    fails = [i for i, told in seen if told.verdict == "fails" and not any(nodes[index].nil for index in i.nodes)]
    turned = [identity for identity in fails if is_turned(view, identity)]
    if percent and len(holds) < len(fails) and not _in_each_others_rows(view, fails):
        return []
    sure = [*holds, *turned] if len(holds) > len(turned) else []
    return [
        msgspec.structs.replace(identity, support=LOST_SIGN if identity in sure else DETECT)
        for identity in (*holds, *fails)
    ]


def _of_another_basis(view: View, column: int, changes: dict[int, dict[int, int]], said: Sequence[Identity]) -> bool:
    """Whether growth fails in a row in which another column of growth comes out: of two that print different figures
    one is at constant rates, without what was bought, or of another basis still."""
    for identity in said:
        row = view.nodes[identity.nodes[0]].fact.row
        seen = outcome(view, identity)
        if identity.form != "growth" or row is None or seen is None or seen.verdict == "holds":
            continue
        beside = [cells[row] for other, cells in changes.items() if other != column and row in cells]
        for index in beside:
            if view.nodes[index].fact.unit != _PERCENT or view.nodes[index].nil:
                continue
            told = outcome(view, msgspec.structs.replace(identity, nodes=(index, *identity.nodes[1:])))
            if told is not None and told.verdict == "holds":
                return True
    return False


def _in_other_rows(view: View, guesses: Sequence[Sequence[Identity]]) -> list[Identity]:
    """The guess that most rows bear out, and those in which it fails only for the figures of one column stand in each
    other's rows: the column is a change, though it fails too often for one."""
    for guess in guesses:
        seen = [(identity, told) for identity in guess if (told := outcome(view, identity)) is not None]
        fails = [identity for identity, told in seen if told.verdict == "fails"]
        holds = [identity for identity, told in seen if told.verdict != "fails"]
        if len(holds) < len(fails) or not any(_in_each_others_rows(view, fails, place) for place in range(3)):
            continue
        sure = weighed(view, holds, len(guesses))[1]
        if sure:
            return [*sure, *(msgspec.structs.replace(identity, support=DETECT) for identity in fails)]
    return []


def _in_each_others_rows(view: View, fails: Sequence[Identity], place: int = 0) -> bool:
    """Whether growth that fails in a few rows comes out in all of them once the figures of one column (at this place in
    each identity: its own, the later or the earlier ones) are moved on by one row."""
    if not _LEAST_MOVED <= len(fails) <= LONGEST:
        return False
    figures = [identity.nodes[place] for identity in fails]
    for move in moves(len(figures)):
        turned = [
            msgspec.structs.replace(
                identity, nodes=(*identity.nodes[:place], figures[source], *identity.nodes[place + 1 :])
            )
            for identity, source in zip(fails, move, strict=True)
        ]
        if all((seen := outcome(view, identity)) is not None and seen.verdict == "holds" for identity in turned):
            return True
    return False


def _pair(
    view: View,
    rows: dict[int, int],
    later: dict[int, int],
    earlier: dict[int, int],
    percent: bool,
    scope: str,
    form: str,
) -> list[Identity]:
    """The guess that `rows` compare these two columns: one identity per row in which all three stand."""
    guess = []
    for row, index in rows.items():
        a, b = later.get(row), earlier.get(row)
        if a is None or b is None or not _comparable(view, index, a, b, percent):
            continue
        identity = _bind(index, a, b, percent=percent, scope=scope, form=form)
        if not grows_by_size(view, identity):
            guess.append(identity)
    return guess


def _comparable(view: View, result: int, later: int, earlier: int, percent: bool) -> bool:
    """Same unit in both, of which the result is the difference; a base that may be divided by."""
    nodes = view.nodes
    unit = nodes[later].fact.unit
    if unit != nodes[earlier].fact.unit:
        return False
    if percent:
        return unit not in (_PERCENT, "percentage_point") and bool(nodes[earlier].value or nodes[earlier].value is None)
    told = nodes[result].fact.unit
    return told == unit or (unit == _PERCENT and told == "percentage_point")


def _change_rows(view: View, sheet: Sheet) -> Iterable[Identity]:
    """Rows of growth under a row of figures: the comparison is with the figure some columns back."""
    if len(sheet.columns) < 3:
        return
    rows: dict[int, dict[int, int]] = defaultdict(dict)
    for (row, column), indexes in sheet.at.items():
        if len(indexes) == 1:
            rows[row][column] = indexes[0]
    for row, cells in sorted(rows.items()):
        told = {c: i for c, i in cells.items() if _is_change(view, i)}
        if len(told) < 2:
            continue
        near = [
            r
            for r in range(row - _NEAREST_ROWS, row + 3)
            if r != row and r in rows and any(_is_base(view, i) for i in rows[r].values())
        ]
        guesses = []
        for other in sorted(near, key=lambda r: (abs(row - r), r)):
            base = rows[other]
            order = sorted(base)
            for lag in _LAGS:
                guess = []
                for column, index in told.items():
                    if column not in base:
                        continue
                    at = order.index(column) - lag
                    percent = view.nodes[index].fact.unit == _PERCENT
                    if at >= 0 and _comparable(view, index, base[column], base[order[at]], percent):
                        guess.append(
                            _bind(
                                index,
                                base[column],
                                base[order[at]],
                                percent=percent,
                                scope=f"{sheet.id}/row{row}/change",
                            )
                        )
                guesses.append(guess)
        yield from best(view, guesses)


def _prose(view: View) -> Iterable[Identity]:
    """`JPY 13,696 million, an increase of 10.1% from 1Q06`: growth of a label between two periods it is known for."""
    known: dict[tuple[str, PeriodKey], list[int]] = defaultdict(list)
    for node in view.nodes:
        if node.fact.measure in ("amount", "count", "per_share") and node.period is not None and node.value is not None:
            for name in {node.key, node.fact.concept or node.key}:
                known[(name, node.period)].append(node.index)
    guess = []
    for node in view.nodes:
        fact, period = node.fact, node.period
        if fact.table is not None or fact.measure != "change" or period is None or fact.unit != _PERCENT:
            continue
        back = fact.dimensions.get("comparison", "YoY")
        earlier_period = _year_before(period) if back == "YoY" else None
        if earlier_period is None:
            continue
        for name in dict.fromkeys((node.key, fact.concept or node.key)):
            later, earlier = known.get((name, period), []), known.get((name, earlier_period), [])
            pair = next(((a, b) for a in later for b in earlier if _comparable(view, node.index, a, b, True)), None)
            if pair is not None:
                guess.append(_bind(node.index, *pair, percent=True, scope="prose/change"))
                break
    for identity in weighed(view, guess, 1)[1]:
        seen = outcome(view, identity)
        # Words are tied to figures by their labels, which is no proof that they speak of the same thing: of what
        # disagrees only a wrong sign is believed, `down 10.1%` where the figures rose by 10.1 %.
        if seen is None or seen.verdict != "fails" or is_turned(view, identity):
            yield identity


def _year_before(period: PeriodKey) -> PeriodKey | None:
    """The same period a year earlier.

    >>> _year_before(("duration", "2007-04-01", "2007-06-30"))
    ('duration', '2006-04-01', '2006-06-30')
    """
    kind, start, end = period
    if start == "label":
        return None
    return (kind, _shifted(start), _shifted(end))


def _shifted(day: str) -> str:
    year, dash, rest = day.partition("-")
    if not year.isdigit() or not dash:
        return day
    before = int(year) - 1
    if rest == "02-29":
        rest = "02-28"
    leap = before % 4 == 0 and (before % 100 != 0 or before % 400 == 0)
    if rest == "02-28" and leap:
        rest = "02-29"
    return f"{before:04d}-{rest}"
