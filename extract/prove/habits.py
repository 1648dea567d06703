"""Figures printed against the habit of their document: `300000` where every other long figure is `1,234,567`.

A converter that reads the frame of a chart, a barcode or the feet of two rows as digits leaves figures without
separators between thousands. In a document that separates them everywhere else such a figure fits no role: unless an
identity bears it out it is not taken for a value. A document that leaves more figures unseparated has no such habit.

A digit printed twice behind the point, `44.33` among figures of one decimal, is off by less than they are rounded, so
no sum tells. An amount with more decimals than all others of its table is none.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection

import regex

from extract.model import Fact
from extract.prove.decision import Decision, Option
from extract.prove.view import Node, View, is_money
from extract.prove.words import name_of

_LEAST = 20  # fewer separated figures are no habit
_SHARE = 20  # one exception in so many is still an exception
_FIGURE = regex.compile(r"\d+(?:[,.'’  ]\d{3})*")
_YEARS = range(1900, 2101)
_FEWEST_ALIKE = 8  # figures of one last place
_FINER_SHARE = 10  # one exception in so many is still an exception


def unseparated(view: View, borne: Collection[int]) -> list[Decision]:
    """Unresolved for money and counts printed without separators in a document that has them; `borne` are exempt.

    Figures of four digits and longer ones are two habits: many print `1234` and `12,345`.
    """
    separated: dict[bool, int] = defaultdict(int)
    plain: dict[bool, list[int]] = defaultdict(list)
    for node in view.nodes[: view.first_blank]:
        form = _form(node.fact) if node.value else None
        if form is not None:
            long, marked = form
            if marked:
                separated[long] += 1
            else:
                plain[long].append(node.index)
    return [
        Decision(
            node=index,
            status="unresolved",
            options=(Option(view.nodes[index].value or 0, "the print, if it were a figure"),),
            explanation=(
                f"{name_of(view, index)}: `{view.nodes[index].fact.printed}` is printed without separators between "
                f"thousands, which {separated[long]} other figures of the document have; no identity bears it out"
            ),
        )
        for long, indexes in sorted(plain.items())
        if separated[long] >= _LEAST and len(indexes) * _SHARE <= separated[long]
        for index in indexes
        if index not in borne
    ]


def finer_than_the_rest(view: View, decided: Collection[int]) -> list[Decision]:
    """Unresolved for amounts and counts printed to a finer place than all others of their unit in their table, those of
    their own row among them; what was `decided` otherwise stays."""
    alike: dict[tuple[str, str], list[Node]] = defaultdict(list)
    for node in view.nodes[: view.first_blank]:
        unit = node.fact.unit
        if node.value and node.fact.table is not None and unit is not None and (is_money(unit) or unit == "count"):
            alike[(node.fact.table, unit)].append(node)
    found: list[Decision] = []
    for nodes in alike.values():
        lasts = Counter(node.last for node in nodes)
        usual, count = max(lasts.items(), key=lambda item: (item[1], item[0]))
        odd = [node for node in nodes if node.last != usual]
        if count < _FEWEST_ALIKE or not 0 < len(odd) * _FINER_SHARE <= count:
            continue
        if any(node.last > usual for node in odd):
            continue
        rows = {node.fact.row for node in nodes if node.last == usual}
        found += [_finer(view, node) for node in odd if node.index not in decided and node.fact.row in rows]
    return found


def _finer(view: View, node: Node) -> Decision:
    return Decision(
        node=node.index,
        status="unresolved",
        options=(Option(node.value or 0, "the print, if all its decimals were printed"),),
        explanation=(
            f"{name_of(view, node.index)}: `{node.fact.printed}` is printed to a finer place than all other figures of "
            "its table, so that a digit too many is likely, and sums of the others cannot tell"
        ),
    )


def _form(fact: Fact) -> tuple[bool, bool] | None:
    """Whether a figure has five digits or more before its decimals, and whether they are separated; None if neither."""
    if fact.status != "verbatim" or not (is_money(fact.unit) or fact.unit == "count" or fact.unit is None):
        return None
    figures = _FIGURE.findall(fact.printed or "")
    if len(figures) != 1:
        return None
    digits = sum(map(str.isdigit, figures[0]))
    marked = digits < len(figures[0])
    if digits < 4 or (digits == 4 and not marked and int(figures[0]) in _YEARS):
        return None
    return digits > 4, marked
