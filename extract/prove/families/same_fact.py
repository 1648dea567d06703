"""The same figure printed twice: in two tables, in two scales, in prose and in a table.

A label in common is not enough, for a table of one segment has the labels of the whole. Two places (a column of a
table, prose) are held to be about the same things when their other figures agree; only then is a disagreement one.
Nor is it enough below headings: `Logistics / Revenue` is not `Discontinued operations / Revenue`. Where nothing is
printed in both places that would say so, a figure is lent from one to the other only below headings that are the same,
or that another row shows to be.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

import msgspec

from extract.lex.names import plain
from extract.prove.evidence import bits_of, outcome
from extract.prove.identity import DETECT, STRONG, Identity, linear
from extract.prove.labels import head, tail
from extract.prove.structure import near_miss
from extract.prove.view import PeriodKey, View, measure_group

NAME = "same_fact"
_ALL_PAIRS = 5
_SURE_PLACES = 3
_SURE_POOL = 4
CROSSED = "crosswise"
Place = tuple[str, int]


def find(view: View) -> Iterable[Identity]:
    """Pairs of prints of one figure; those that disagree only where the two places agree otherwise."""
    pairs: dict[tuple[Place, Place], list[Identity]] = defaultdict(list)
    seen: set[tuple[int, int]] = set()
    for group in _groups(view):
        for first, second in _pairs(view, group):
            if (first, second) in seen:
                continue
            seen.add((first, second))
            places = tuple(sorted((_place(view, first), _place(view, second))))
            same = view.nodes[first].last == view.nodes[second].last
            scope = f"{places[0][0]}/{places[1][0]}/same"
            if _opposite(view, first, second):
                yield linear(NAME, [(first, 1), (second, 1)], scope=scope, exact=same, basis="with the sign turned")
                continue
            identity = linear(NAME, [(first, 1), (second, -1)], scope=scope, exact=same)
            pairs[(places[0], places[1])].append(identity)
    everything = [identity for group in pairs.values() for identity in group]
    record, headings = _record(view, everything), _Headings(view, everything)
    pools = _pools(view, pairs)
    for places, group_of_pair in pairs.items():
        yield from _backed(view, group_of_pair, record, headings, pools, places)


Path = tuple[str, ...]


def _path(view: View, index: int) -> Path:
    return tuple(part for part in map(plain, view.nodes[index].fact.label) if part)


class _Headings:
    """Which headings of two tables stand over the same things, by the figures below them that agree."""

    def __init__(self, view: View, pairs: Iterable[Identity]) -> None:
        self.view = view
        self.shown: dict[tuple[Path, Path], set[tuple[str, str]]] = defaultdict(set)
        for identity in pairs:
            seen = outcome(view, identity)
            if seen is not None and seen.verdict != "fails" and _long(view, identity):
                (over, leaf), (other, second) = self._sides(identity)
                self.shown[(over, other)].add((leaf, second))

    def _sides(self, identity: Identity) -> list[tuple[Path, str]]:
        """Headings and name of both figures, in one order whichever comes first."""
        paths = sorted(_path(self.view, index) for index in identity.nodes)
        return [(path[:-1], path[-1] if path else "") for path in paths]

    def agree(self, identity: Identity) -> bool:
        """Whether two figures stand below the same headings, or below two of which another row says so."""
        (over, leaf), (other, second) = self._sides(identity)
        return over == other or bool(self.shown[(over, other)] - {(leaf, second)})


class _Record:
    """How often two labels of two tables, with the headings over them, agree and disagree, over all their columns; and
    two labels anywhere."""

    def __init__(self) -> None:
        self.here: dict[tuple[Path, str, Path, str], list[int]] = defaultdict(lambda: [0, 0])
        self.anywhere: dict[tuple[Path, Path], list[int]] = defaultdict(lambda: [0, 0])

    def of(self, view: View, identity: Identity) -> tuple[list[int], list[int]]:
        sides = sorted((_path(view, i), view.nodes[i].fact.table or "") for i in identity.nodes)
        (first, left), (second, right) = sides
        return self.here[(first, left, second, right)], self.anywhere[(first, second)]

    def one_thing(self, view: View, identity: Identity, *, misprint: bool) -> bool:
        """Whether the labels name one thing: they agree where both are printed, but for one misprint at most."""
        here, anywhere = self.of(view, identity)
        held, failed = here if sum(here) > misprint else anywhere
        return held >= 1 and failed <= misprint

    def unheard(self, view: View, identity: Identity) -> bool:
        """Whether the labels are nowhere printed side by side, so that nothing speaks against them."""
        return sum(self.of(view, identity)[1]) == 0


def _record(view: View, identities: list[Identity]) -> _Record:
    record = _Record()
    for identity in identities:
        seen = outcome(view, identity)
        if seen is not None:
            for counts in record.of(view, identity):
                counts[seen.verdict == "fails"] += 1
    return record


def _place(view: View, index: int) -> Place:
    fact = view.nodes[index].fact
    return (fact.table or "", fact.column or 0) if fact.table else ("", 0)


def _groups(view: View) -> Iterator[list[int]]:
    """Nodes that say they are the same thing of the same time: by label, by concept, by the tail of a label."""
    keyed: dict[tuple[str, str | None, object, str, str], dict[int, None]] = defaultdict(dict)
    of_rows = _concepts_of_rows(view)
    placed = {i for sheet in view.sheets.values() for indexes in sheet.at.values() for i in indexes}
    tails: dict[tuple[str, str | None, object, str, str], dict[int, None]] = defaultdict(dict)
    for node in view.nodes:
        fact = node.fact
        if node.period is None or not node.key or node.nil or (node.value is None and node.index not in placed):
            continue
        told = "|".join(fact.dimensions.get(k, "") for k in ("comparison", "scenario", "scope", "segment"))
        rest = (fact.unit, node.period, told, measure_group(fact))
        keyed[(node.key, *rest)][node.index] = None
        if concept := fact.concept or of_rows.get((fact.table, fact.row)):
            keyed[(f"={concept}", *rest)][node.index] = None
        if fact.table is not None:
            for short in {tail(fact.label[-1]), head(fact.label[-1])} - {"", plain(fact.label[-1])}:
                tails[(short, *rest)][node.index] = None
    for key, indexes in keyed.items():
        if len(indexes) > 1:
            yield list(indexes)
        if key in tails:
            yield [*indexes, *tails[key]]


def _concepts_of_rows(view: View) -> dict[tuple[str | None, int | None], str]:
    """What the amounts of a row are of, by table and row: its percentages are percentages of the same."""
    found: dict[tuple[str | None, int | None], set[str]] = defaultdict(set)
    for node in view.nodes:
        if node.fact.table is not None and node.fact.concept:
            found[(node.fact.table, node.fact.row)].add(node.fact.concept)
    return {row: min(concepts) for row, concepts in found.items() if len(concepts) == 1}


def _pairs(view: View, group: list[int]) -> Iterator[tuple[int, int]]:
    """Pairs of a group from different tables, a name that stands twice in one place left out."""
    places: dict[Place, list[int]] = defaultdict(list)
    for index in group:
        places[_place(view, index)].append(index)
    single = sorted(i for place, indexes in places.items() for i in indexes if len(indexes) == 1 or place[0] == "")
    tables = {view.nodes[i].fact.table for i in single}
    if len(single) < 2 or (len(tables) == 1 and None not in tables):
        return
    if len(single) > _ALL_PAIRS:
        anchor = min(single, key=lambda i: (view.nodes[i].fact.table is None, view.nodes[i].last, i))
        yield from ((min(anchor, i), max(anchor, i)) for i in single if i != anchor and _differ(view, anchor, i))
        return
    yield from ((a, b) for a, b in combinations(single, 2) if _differ(view, a, b))


def _differ(view: View, first: int, second: int) -> bool:
    """Whether two nodes stand in different tables, or on different lines of prose."""
    a, b = view.nodes[first].fact, view.nodes[second].fact
    if a.table is None and b.table is None:
        return a.location.line != b.location.line
    return a.table != b.table


class _Pool(msgspec.Struct):
    """How often figures of one time agree and disagree between two tables, whatever their column, and what it tells."""

    held: int = 0
    failed: int = 0
    bits: float = 0.0

    @property
    def sure(self) -> bool:
        return not self.failed and self.held >= _SURE_POOL and self.bits >= 2 * STRONG


_Pools = dict[tuple[str, str, PeriodKey | None], _Pool]


def _pools(view: View, pairs: dict[tuple[Place, Place], list[Identity]]) -> _Pools:
    """The agreement of each two tables by time: their amounts tell what is beside them in percent."""
    pools: _Pools = defaultdict(_Pool)
    for (one, other), group in pairs.items():
        for identity in group:
            seen = outcome(view, identity)
            if seen is None:
                continue
            pool = pools[(one[0], other[0], view.nodes[identity.nodes[0]].period)]
            if seen.verdict == "fails":
                pool.failed += 1
            else:
                pool.held += 1
                pool.bits += bits_of(view, identity)
    return pools


def _backed(
    view: View,
    pairs: list[Identity],
    record: _Record,
    headings: _Headings,
    pools: _Pools,
    places: tuple[Place, Place],
) -> Iterator[Identity]:
    """Those that hold, and those that fail although both the two places and the label agree elsewhere.

    A disagreement is believed when the two places agree in twice as many figures as they disagree in, and the label
    itself is not one that disagrees in every column (then it names two things); or when two figures stand crosswise,
    or differ as one misprint would have it.
    """
    verdicts = [outcome(view, identity) for identity in pairs]
    bits = [
        bits_of(view, identity) if seen is not None and seen.verdict != "fails" else 0.0
        for identity, seen in zip(pairs, verdicts, strict=True)
    ]
    held = sum(1 for seen in verdicts if seen is not None and seen.verdict != "fails")
    failed = sum(1 for seen in verdicts if seen is not None and seen.verdict == "fails")
    backed = held >= 2 and held >= 2 * failed
    crossed = _crossed(view, [i for i, seen in zip(pairs, verdicts, strict=True) if seen and seen.verdict == "fails"])
    for identity, seen, own in zip(pairs, verdicts, bits, strict=True):
        support = min(40, int(sum(bits) - own)) if backed else 0
        misprinted = seen is not None and seen.verdict == "fails" and _one_misprint(view, identity)
        if seen is None:
            unheard = record.unheard(view, identity) and headings.agree(identity)
            sure = held >= _SURE_PLACES and failed == 0 and support >= 2 * STRONG and unheard
            pool = pools[(places[0][0], places[1][0], view.nodes[identity.nodes[0]].period)]
            if support and (sure or record.one_thing(view, identity, misprint=False)):
                yield msgspec.structs.replace(identity, support=support)
            elif held and not failed and pool.sure and unheard:
                yield msgspec.structs.replace(identity, support=min(40, int(pool.bits)))
        elif seen.verdict != "fails" or (support and misprinted and record.one_thing(view, identity, misprint=True)):
            yield msgspec.structs.replace(identity, support=support)
        elif identity in crossed:
            yield msgspec.structs.replace(identity, support=max(support, DETECT), basis=CROSSED)


def _crossed(view: View, failing: list[Identity]) -> list[Identity]:
    """Of the pairs that disagree, those in which two rows have exchanged their figures."""
    values = [tuple(view.nodes[i].value for i in identity.nodes) for identity in failing]
    return [
        identity
        for identity, (a, b) in zip(failing, values, strict=True)
        if a is not None and b is not None and a != b and (b, a) in values and _long(view, identity)
    ]


def _long(view: View, identity: Identity) -> bool:
    """Whether the figures have digits enough that two pairs standing crosswise are no coincidence."""
    return all(abs(view.nodes[i].value or 0) >= 100 * view.nodes[i].last for i in identity.nodes)


def _one_misprint(view: View, identity: Identity) -> bool:
    a, b = (view.nodes[i] for i in identity.nodes)
    return _long(view, identity) and near_miss((a.value or 0) - (b.value or 0), max(a.last, b.last), [a.value or 0])


def _opposite(view: View, first: int, second: int) -> bool:
    """Whether two prints of a figure differ in sign only: a loss shown negative here and positive there."""
    a, b = view.nodes[first], view.nodes[second]
    if a.value is None or b.value is None or a.value * b.value >= 0:
        return False
    return abs(a.value + b.value) <= max(a.last, b.last)
