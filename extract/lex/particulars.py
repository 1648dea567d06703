"""Particulars in the words of a line item: what statements tell of it in brackets and clauses behind its name.

`Common stock, $0.01 par value; 900 shares authorized; 601 and 598 shares issued`, `Receivables, net of allowances of
$18 and $23`: a par value, counts of shares, amounts that were taken off. A list has one figure for each period of the
table, in the order of its columns; a single figure holds for all of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Literal

import msgspec
import regex as re

from extract.lex.fold import fold
from extract.lex.mention import Mention
from extract.lex.numbers import Figure, find_figures
from extract.lex.periods import find_periods

Kind = Literal["par", "shares", "amount", "rate"]


class Particular(msgspec.Struct, frozen=True, kw_only=True):
    """One list of figures: what they are, the words that name them, and the days that are said beside them, if any."""

    kind: Kind
    name: str
    figures: tuple[Figure, ...]
    days: tuple[Mention, ...] = ()


_JOINT = re.compile(r"\s*(?:[,&]\s*|(?:,\s*)?and\s+)", re.I)
_STATES = r"(?:authori[sz]ed|issued(?:\s+(?:and|or)\s+outstanding)?|outstanding|unissued|held(?:\s+in\s+treasury)?)"
_STATE_BEFORE = re.compile(
    rf"(?P<name>(?:shares\s+)?(?:{_STATES})(?:\s+shares)?|(?:shares|treasury))\s*[-:,–—]{{0,2}}\s*$", re.I
)
_STATE_BEHIND = re.compile(rf"\s*(?:\w+\s+){{0,2}}?(?:shares\s+)?(?P<name>{_STATES})(?!\s*[-:–—,]\s*\d)", re.I)
_OF_CLASS = re.compile(r"\s*class\s+\w\s+(?:common\s+)?shares\b", re.I)
_PAR_BEFORE = re.compile(r"\b(?:par|stated|nominal)(?:\s+value)?(?:\s+of|,)?\s*$", re.I)
_PAR_BEHIND = re.compile(r"\s*(?:per\s+share\s+)?(?:par|stated|nominal)\b", re.I)
_TAKEN_OFF = re.compile(
    r"(?P<name>(?:\bnet\s+of|\bless|\bafter|\bincluding|\bincludes|\bof\s+which)\b[^;$€£¥\d]{0,90}?\bof|\bnet\s+of"
    r"|\bless\s+(?:\w+\s+)?(?:allowances?|reserves?|accumulated\s+\w+)(?:\s+for\s+[\w\s]{1,40}?)?)\s*$",
    re.I,
)
_TWO_THINGS = re.compile(
    r"\b(?!depreciation\s+and\s+(?:amorti[sz]ation|depletion))\w+\s*(?:,\s*\w+\s*)*\s(?:and|&)\s", re.I
)
_CLASSES = re.compile(r"\b(?:class|series|tranche)e?s?\s+\w+\s*(?:,|and|&)\s*(?:class\s+|series\s+)?\w+", re.I)
_AND_ALONE = re.compile(r"\W*(?:(?:and|at|as of)\W*)*", re.I)
_LEADS = re.compile(r"\s*[-:–—]\s*")
_RATED = re.compile(r"\s*(?:[\w-]+\s+){0,4}?(?:notes?|bonds?|debentures?|loans?|preferred)\b", re.I)
_RATED_BEFORE = re.compile(
    r"\b(?:notes?|bonds?|debentures?|loans?)\b[^.;%$€£]{0,40}?(?:\bat|\bdue\s+(?:\w+\s+)?(?:\d{1,2},\s+)?(?:19|20)\d\d,?)\s*$",
    re.I,
)
_DUE = re.compile(r"\bdue\s+(?P<year>(?:19|20)\d\d)\b(?![.,]\d)", re.I)
# `2.40% senior notes due September 2033`: the day on which they are paid back is none of the rate.
_MATURES = re.compile(
    r"\b(?:due|matur(?:ing|es?)|expir(?:ing|es?)|payable|redeemable|callable)\s+(?:(?:in|on|by|from|through|until)\s+)?$"
    r"|\b(?:through|until)\s+$",
    re.I,
)
_NOTHING_MORE = re.compile(r"\W*(?:\(\w{1,2}\)|per annum|p\.a\.)?\W*$", re.I)


def find_particulars(text: str) -> tuple[Particular, ...]:
    """The particulars in the label of a line item, in order.

    >>> for found in find_particulars("Common stock, $0.01 par value; issued: 601 and 598 shares"):
    ...     found.kind, found.name, [figure.printed for figure in found.figures]
    ('par', 'par value', ['$0.01'])
    ('shares', 'shares issued', ['601', '598 shares'])
    >>> [found.name for found in find_particulars("Receivables, net of allowances of $18 and $23, respectively")]
    ['net of allowances']
    >>> [found.kind for found in find_particulars("Notes due 2024 at 2.25%")], find_particulars("Due 2024 and 2026")
    (['rate'], ())
    """
    folded = fold(text)
    told = find_periods(folded)
    days = [day for day in told if not _MATURES.search(folded[: day.start])]
    dates = [(d.start, d.end) for d in told] + [match.span("year") for match in _DUE.finditer(folded)]
    figures = [f for f in find_figures(folded) if not any(f.start < end and start < f.end for start, end in dates)]
    lists = _lists(folded, figures)
    edges = [0, *(figures_of_one[-1].end for figures_of_one in lists)]
    starts = [*(figures_of_one[0].start for figures_of_one in lists), len(folded)]
    found: list[Particular] = []
    for n, figures_of_one in enumerate(lists):
        one = _listed(folded, figures_of_one, (edges[n], starts[n + 1]), days, found[-1:])
        if one is not None and not (len(one.figures) > 1 and _CLASSES.search(folded)):
            found.append(one)
    return tuple(_on_days_to_come(found))


def _on_days_to_come(found: list[Particular]) -> Iterator[Particular]:
    """What is told again with each day is of the day behind it: `authorized, 377 shares; issued, 206 shares at June 30
    and authorized, 377 shares; issued, 204 shares at March 31`."""
    told = Counter((one.kind, one.name) for one in found)
    for n, one in enumerate(found):
        days = next((later.days for later in found[n:] if later.days), ())
        yield msgspec.structs.replace(one, days=days) if told[one.kind, one.name] > 1 else one


def _listed(
    text: str, figures: tuple[Figure, ...], around: tuple[int, int], days: Sequence[Mention], last: list[Particular]
) -> Particular | None:
    """One list between its neighbours, with the day that stands before or behind it. A day and `and` continue the
    list before: `issued: 1,796 shares at July 30 and 1,794 shares at January 29`."""
    start, end = figures[0].start, figures[-1].end
    before = [d for d in days if around[0] <= d.start and d.end <= start]
    after = [d for d in days if end <= d.start and d.end <= around[1]]
    leads = bool(before) and _leads(text[before[-1].end : start], figures[0])
    said = before[-1:] if leads else _joined(text, after)
    named = text[around[0] : before[-1].start if leads else start]
    one = next(_readings(named, figures, text[end : around[1]]), None)
    bare = "".join(text[i] for i in range(around[0], start) if not any(d.start <= i < d.end for d in before))
    if before and last and _AND_ALONE.fullmatch(bare):
        one = msgspec.structs.replace(last[0], figures=tuple(map(_counted, figures)))
    return None if one is None else msgspec.structs.replace(one, days=tuple(said))


def _joined(text: str, days: list[Mention]) -> list[Mention]:
    """The first of some days, and those that `and` joins to it: `at June 30, 2007 and March 31, 2007`."""
    kept = days[:1]
    for day in days[1:]:
        if not _AND_ALONE.fullmatch(text, kept[-1].end, day.start):
            break
        kept.append(day)
    return kept


def _lists(text: str, figures: list[Figure]) -> list[tuple[Figure, ...]]:
    """Figures that nothing but commas and `and` part."""
    number, numbered = 0, []
    for n, figure in enumerate(figures):
        number += n > 0 and _JOINT.fullmatch(text, figures[n - 1].end, figure.start) is None
        numbered.append((number, figure))
    return [tuple(figure for _, figure in group) for _, group in groupby(numbered, key=lambda entry: entry[0])]


def _leads(between: str, figure: Figure) -> bool:
    """Whether a day stands before its figure: `June 30, 2023 – 833`, whose dash may be read as a sign."""
    return _LEADS.fullmatch(between) is not None or (not between.strip() and figure.printed[0] in "-–—−")


def _counted(figure: Figure) -> Figure:
    """A count behind a dash: `issued – 1,660.6 million shares` is no negative number."""
    dash = re.match(r"[-–—−]\s*", figure.printed)
    if dash is None:
        return figure
    return msgspec.structs.replace(
        figure,
        start=figure.start + dash.end(),
        printed=figure.printed[dash.end() :],
        value=abs(figure.value),
        signed=False,
    )


def _readings(before: str, figures: tuple[Figure, ...], behind: str) -> Iterator[Particular]:
    first, last = figures[0], figures[-1]
    money = first.currency is not None
    if money and (_PAR_BEHIND.match(behind) or _PAR_BEFORE.search(before)):
        yield Particular(kind="par", name="par value", figures=figures)
    if first.percent:
        leads = not before.strip(" (-") and _RATED.match(behind) is not None
        closes = _RATED_BEFORE.search(before) is not None and _NOTHING_MORE.match(behind) is not None
        if len(figures) == 1 and (leads or closes):
            yield Particular(kind="rate", name="interest rate", figures=figures)
        return
    if not money:
        counted = (last.word or "").endswith(("share", "shares")) or _OF_CLASS.match(behind) is not None
        state = _STATE_BEHIND.match(behind) if counted or behind.lstrip().startswith("shares") else None
        state = state or _STATE_BEFORE.search(before)
        if state is not None:
            words = re.sub(r"^shares\s+|\s+shares$", "", state["name"].strip().lower())
            name = f"shares {words}" if words != "shares" else words
            yield Particular(kind="shares", name=name, figures=tuple(map(_counted, figures)))
        elif counted:
            yield Particular(kind="shares", name="shares", figures=tuple(map(_counted, figures)))
        return
    taken = _TAKEN_OFF.search(before)
    if taken is not None and not (len(figures) > 1 and _TWO_THINGS.search(taken["name"])):
        name = re.sub(r"\s+of$", "", " ".join(taken["name"].split()))
        yield Particular(kind="amount", name=name, figures=figures)
