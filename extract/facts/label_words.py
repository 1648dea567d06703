"""Figures in the words of a label are figures of its row: `Common stock; authorized: 10,000 shares; issued: 1,796`.

What turns into what: facts of prose, and the labels of rows with figures in them → the facts below the row's path.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import msgspec

from extract.model import Fact, Location, Part, Span

_Path = tuple[str, ...]


def under_their_rows(facts: Iterable[Fact], labels: Iterable[tuple[Span, _Path]]) -> tuple[Fact, ...]:
    """Facts that stand in the label of a row, under the row; all others as they are."""
    by_place: dict[tuple[int | None, int | None], list[tuple[Part, _Path]]] = defaultdict(list)
    for span, path in labels:
        for part in span.parts:
            by_place[part.location.page, part.location.line].append((part, path))
    out = []
    for fact in facts:
        place = (fact.location.page, fact.location.line)
        near = by_place[place] if fact.table is None and place in by_place else []
        row: _Path = next((path for part, path in near if _holds(part.location, fact.location)), ())
        if row:
            own = tuple(word for word in fact.label if word not in row)
            fact = msgspec.structs.replace(fact, label=(*row, *own))
        out.append(fact)
    return tuple(out)


def _holds(place: Location, inner: Location) -> bool:
    """Whether a place holds another one of the same line, or of the same page."""
    if place.box is not None and inner.box is not None:
        (a, b, c, d), (e, f, g, h) = place.box, inner.box
        return a - 1 <= e and b - 1 <= f and g <= c + 1 and h <= d + 1
    starts = place.start is not None and inner.start is not None and place.start <= inner.start
    return starts and place.end is not None and inner.end is not None and inner.end <= place.end
