"""Equity rolled forward: what a period earned, paid out and issued is what its balance sheet changed by.

`equity = equity before + net income - dividends + shares issued + change in other comprehensive income`. The terms
stand in three statements, and no statement says that these are all; so the sum is believed only where it comes out to
the last place. Then the earnings and the dividends are the change in retained earnings, and what was issued is that in
capital surplus, also where the balance sheet has lost them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations, pairwise
from math import log2

import msgspec
import regex

from extract.prove.identity import STRONG, Identity, linear
from extract.prove.view import View

NAME = "roll_forward"
_WHOLES = ("Equity", "EquityAttributableToOwnersOfParent", "ShareholdersEquity")
_WITHOUT_OTHER_INCOME = ("ShareholdersEquity",)
_RETAINED = ("RetainedEarnings", "RetainedEarningsAccumulatedDeficit")
_EARNED = ("ProfitLossAttributableToOwnersOfParent", "ProfitLoss")
_UNMOVED = ("CapitalStock", "TreasuryStock")
_ISSUED = regex.compile(
    r"share exchange|(?:issuance|issue|exercise) of .{0,30}(?:shares?|stock|options?)|株式交換|(?:新株|株式)の発行",
    regex.IGNORECASE,
)
_MOST_ISSUES = 4
_ENOUGH_BITS = 12.0
Term = tuple[int, int]
_Span = tuple[str, str, str]


class _Balance(msgspec.Struct, frozen=True):
    """A concept of a balance sheet at two dates."""

    before: int
    after: int


def find(view: View) -> Iterable[Identity]:
    """The sums that come out, for each period whose first and last day have a balance sheet."""
    by_concept = _by_concept(view)
    issued = _issued(view)
    for (table, unit), balances in _balance_sheets(view).items():
        for (start, end), own in balances.items():
            earned = _told(view, by_concept, _EARNED, (unit, start, end))
            if earned is not None:
                paid = _told(view, by_concept, ("CashDividendsPaidFinCF",), (unit, start, end))
                yield from _rolled(view, f"{table}/equity", own, earned, paid, issued.get((unit, start, end), []))


def _rolled(
    view: View, scope: str, own: dict[str, _Balance], earned: int, paid: int | None, issued: Sequence[int]
) -> Iterator[Identity]:
    """The roll-forward of all equity, if it closes, and those of its parts."""
    if any(name in own and not _same(view, own[name]) for name in _UNMOVED):
        return
    kept: list[Term] = [(earned, 1), *([(paid, 1)] if paid is not None else [])]
    for name in _WHOLES:
        if name not in own:
            continue
        other = own.get("ValuationAndTranslationAdjustments") if name not in _WITHOUT_OTHER_INCOME else None
        moved = [*kept, *([(other.after, 1), (other.before, -1)] if other is not None else [])]
        ends: list[Term] = [(own[name].before, 1), (own[name].after, -1)]
        for count in range(len(issued) + 1):
            for chosen in combinations(issued, count):
                more: list[Term] = [(index, 1) for index in chosen]
                bits = _closes(view, [*moved, *more, *ends], 2 ** len(issued))
                if bits < _ENOUGH_BITS:
                    continue
                yield linear(NAME, [*moved, *more, *ends], scope=scope)
                support = max(STRONG, int(bits))
                for names, terms in ((_RETAINED, kept), (("CapitalSurplus",), more)):
                    part = next((own[each] for each in names if each in own), None)
                    if part is not None and terms:
                        whole = [(part.before, 1), *terms, (part.after, -1)]
                        if not view.known(index for index, _ in whole) or _closes(view, whole, 1):
                            yield linear(NAME, whole, support=support, scope=scope)
                return


def _closes(view: View, terms: Sequence[Term], tried: int) -> float:
    """How many bits it tells that a sum comes out to the last place; 0 where it does not, or a term is missing."""
    nodes = [view.nodes[index] for index, _ in terms]
    if any(node.value is None for node in nodes) or len({node.last for node in nodes if not node.nil}) != 1:
        return 0.0
    if sum(sign * (view.nodes[index].value or 0) for index, sign in terms):
        return 0.0
    size = sorted(abs(node.value or 0) for node in nodes)[-3]  # how finely the change is told, not the balances
    last = max(node.last for node in nodes)
    return max(0.0, log2(max(1, size // last)) - log2(tried))


def _same(view: View, balance: _Balance) -> bool:
    before, after = view.nodes[balance.before], view.nodes[balance.after]
    return before.value is not None and before.value == after.value


def _by_concept(view: View) -> dict[tuple[str, _Span], list[int]]:
    """Amounts of durations by concept, unit, first and last day."""
    found: dict[tuple[str, _Span], list[int]] = defaultdict(list)
    for node in view.nodes:
        fact, period = node.fact, node.period
        if fact.concept and fact.table and fact.measure == "amount" and period and period[0] == "duration":
            found[(fact.concept, (fact.unit or "", period[1], period[2]))].append(node.index)
    return found


def _told(view: View, found: dict[tuple[str, _Span], list[int]], concepts: Sequence[str], span: _Span) -> int | None:
    """The most finely printed amount of the first of these concepts that has one; None if two of them disagree."""
    for concept in concepts:
        given = [i for i in found.get((concept, span), ()) if view.nodes[i].value]
        if given:
            finest = min(view.nodes[i].last for i in given)
            fine = [i for i in given if view.nodes[i].last == finest]
            return fine[0] if len({view.nodes[i].value for i in fine}) == 1 else None
    return None


def _issued(view: View) -> dict[_Span, list[int]]:
    """Amounts of shares that were issued or exchanged, by unit, first and last day."""
    found: dict[_Span, list[int]] = defaultdict(list)
    for node in view.nodes:
        fact, period = node.fact, node.period
        if not node.value or not fact.table or fact.measure != "amount" or not fact.label or period is None:
            continue
        own = found[(fact.unit or "", period[1], period[2])]
        if period[0] == "duration" and _ISSUED.search(fact.label[-1]) and len(own) < _MOST_ISSUES:
            own.append(node.index)
    return found


def _balance_sheets(view: View) -> dict[tuple[str, str], dict[tuple[str, str], dict[str, _Balance]]]:
    """For each table and unit: concepts told at two dates, by the first and last day of the time between them."""
    tables: dict[tuple[str, str, str], dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    wanted = {*_WHOLES, *_RETAINED, *_UNMOVED, "CapitalSurplus", "ValuationAndTranslationAdjustments"}
    for node in view.nodes:
        fact, period = node.fact, node.period
        if fact.concept in wanted and fact.table and fact.measure == "amount" and period and period[0] == "instant":
            tables[(fact.table, fact.unit or "", fact.concept)][period[2]].append(node.index)
    found: dict[tuple[str, str], dict[tuple[str, str], dict[str, _Balance]]] = defaultdict(lambda: defaultdict(dict))
    for (table, unit, concept), dates in tables.items():
        for first, last in pairwise(sorted(dates)):
            start, pair = _day_after(first), (*dates[first], *dates[last])
            if start is not None and len(pair) == 2:
                found[(table, unit)][(start, last)][concept] = _Balance(*pair)
    return found


def _day_after(day: str) -> str | None:
    try:
        return (date.fromisoformat(day) + timedelta(days=1)).isoformat()
    except (ValueError, OverflowError):
        return None
