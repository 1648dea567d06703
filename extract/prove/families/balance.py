"""Balance: assets equal liabilities and equity at the same date, in one table or in two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import regex

from extract.lex.names import plain
from extract.prove.evidence import weighed
from extract.prove.identity import Identity, linear
from extract.prove.view import Sheet, View

NAME = "balance"
_ASSETS = regex.compile(r"^total assets$|^資産(?:の部)?合計$|^総資産$|^資産の部 合計$")
_CLAIMS = regex.compile(
    r"^total liabilit(?:y|ies).*(?:equity|capital|net assets|deficit)|^負債.*(?:純資産|資本|持分).*合計$"
    r"|^total equity and liabilities$"
)
_CLAIMS_SIDE = regex.compile(r"liabilit|負債")


def find(view: View) -> Iterable[Identity]:
    """Total assets = total liabilities and equity, per date and unit."""
    assets, claims = _sides(view)
    guess = []
    for key, left in assets.items():
        right = claims.get(key)
        if right is not None and right != left:
            guess.append(linear(NAME, [(left, 1), (right, -1)], scope="balance", exact=True))
    yield from weighed(view, guess, 1)[1]


_Key = tuple[str | None, object]


def _sides(view: View) -> tuple[dict[_Key, int], dict[_Key, int]]:
    """The totals of both sides by unit and date: by their names, or as the bare last total of each side's table."""
    assets: dict[_Key, int] = {}
    claims: dict[_Key, int] = {}
    for node in view.nodes:
        fact = node.fact
        if fact.table is None or node.period is None or fact.measure != "amount" or not fact.label:
            continue
        name = plain(fact.label[-1])
        if _ASSETS.match(name):
            assets.setdefault((fact.unit, node.period), node.index)
        elif _CLAIMS.match(name):
            claims.setdefault((fact.unit, node.period), node.index)
    for sheet in view.sheets.values():
        side, totals = _bare_totals(view, sheet)
        for key, index in totals.items():
            (claims if side == "claims" else assets).setdefault(key, index)
    return assets, claims


def _bare_totals(view: View, sheet: Sheet) -> tuple[str, dict[_Key, int]]:
    """The last row of a balance sheet table, when it is called just a total; the side its labels name."""
    if sheet.kind != "balance_sheet" or not sheet.rows:
        return "", {}
    last: dict[_Key, int] = {}
    names: dict[str, None] = defaultdict(None)
    for (row, _), indexes in sheet.at.items():
        for index in indexes:
            fact = view.nodes[index].fact
            for label in fact.label:
                names[plain(label)] = None
            bare = bool(fact.label) and plain(fact.label[-1]) in ("total", "合計")
            if row == sheet.rows[-1] and fact.measure == "amount" and bare:
                last[(fact.unit, view.nodes[index].period)] = index
    side = "claims" if any(_CLAIMS_SIDE.search(name) for name in names) else "assets"
    return side, last
