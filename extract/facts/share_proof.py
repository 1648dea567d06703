"""Counts of shares whose scale a table leaves open, settled by the table's own arithmetic.

Net income divided by the shares is the amount per share that the same column prints. The readings of a count differ by
a thousand or more; the one that meets a printed amount per share, where no other does, is what was meant. The scale
that is borne out so, whether declared or open, is that of the document's other counts of shares whose scale is open.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

import msgspec
import regex as re

from extract.model import Candidate, Fact, Table

_INCOME = re.compile(r"\b(?:income|profit|loss|earnings)\b|利益|損失", re.I)
_CURRENCY = re.compile(r"[A-Z]{3}")
_NO_DIGIT = re.compile(r"[^\d.]")
_MILLION, _FAR_MORE, _FAR_FEWER = 1_000_000, 100, 1_000
_SHARES = re.compile(r"\bshares?\b|株式?数", re.I)
Slot = tuple[str, str | None, int | None]


def with_proved_shares(facts: Sequence[Fact], tables: Sequence[Table] = ()) -> list[Fact]:
    """The facts with those counts of shares resolved that one amount per share of their column or row bears out.

    In a `table` whose scale is not printed, and was found by its figures only, that of its shares is open as well.
    """
    unsaid = {t.id for t in tables if t.unit is not None and t.unit.scale and t.unit.printed is None}
    facts = [_doubted(fact) if fact.table in unsaid else fact for fact in facts]
    incomes: dict[Slot, list[Fact]] = defaultdict(list)
    per_share: dict[Slot, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.table is None or fact.value is None or fact.unit is None:
            continue
        for slot in _slots(fact):
            if fact.unit.endswith("_per_share"):
                per_share[slot].append(fact)
            elif _CURRENCY.fullmatch(fact.unit) and _INCOME.search(" ".join(fact.label[-1:])):
                incomes[slot].append(fact)
    proved = [_proved(fact, [(i, e) for s in _slots(fact) for i in incomes[s] for e in per_share[s]]) for fact in facts]
    borne_out = [
        fact
        for fact in proved
        if fact.unit == "count" and fact.value is not None and fact.table is not None
        if any(_meets(i, Decimal(fact.value), e) for s in _slots(fact) for i in incomes[s] for e in per_share[s])
    ]
    return _as_borne_out(proved, borne_out)


def _slots(fact: Fact) -> tuple[Slot, Slot]:
    """The column and the row of a fact."""
    return ("column", fact.table, fact.column), ("row", fact.table, fact.row)


def _doubted(fact: Fact) -> Fact:
    """A count of shares as printed, where it may be in thousands or millions as the amounts around it are."""
    if fact.unit != "count" or fact.value is None or abs(Decimal(fact.value)) != abs(_printed(fact)):
        return fact
    if abs(_printed(fact)) >= _MILLION or not _SHARES.search(" ".join((*fact.label[-1:], *fact.header[-1:]))):
        return fact
    why = "the scale of the table is not printed, so that the scale of shares is open"
    readings = tuple(Candidate(value=format(Decimal(fact.value).scaleb(scale), "f"), why=why) for scale in (0, 3, 6))
    return msgspec.structs.replace(fact, value=None, status="unresolved", candidates=readings)


def _as_borne_out(facts: list[Fact], borne_out: Sequence[Fact]) -> list[Fact]:
    """Open counts of shares in the one scale in which the document's amounts per share bear counts out."""
    scales = {_scale(fact) for fact in borne_out}
    if len(scales) != 1:
        return facts
    (scale,) = scales
    sizes = [abs(Decimal(fact.value or 0)) for fact in borne_out]
    most, least = _FAR_MORE * max(sizes), min(sizes) / _FAR_FEWER if scale == 0 else Decimal(0)
    in_full = {_group(fact) for fact in facts if fact.unit == "count" and _is_in_full(fact)}
    if scale:  # counts printed in full beside scaled ones: no more is known of their neighbours
        in_full |= {_group(fact) for fact in facts if _open(fact) and abs(_printed(fact)).scaleb(scale) > most}
    mixed = scale > 0 and any(table is None for table, _ in in_full)
    out = []
    for fact in facts:
        value = format(_printed(fact).scaleb(scale), "f") if _open(fact) else None
        stands = any(value == c.value and abs(Decimal(c.value)) >= least for c in fact.candidates)
        spared = (mixed and fact.table is None) or _group(fact) in in_full
        out.append(_in_scale(fact, value, scale) if stands and value is not None and not spared else fact)
    return out


def _group(fact: Fact) -> tuple[str | None, tuple[str, ...]]:
    return fact.table, fact.label[:-1]


def _open(fact: Fact) -> bool:
    return (
        fact.unit == "count" and fact.status == "unresolved" and len(fact.candidates) > 1 and fact.printed is not None
    )


def _is_in_full(fact: Fact) -> bool:
    return fact.table is None and fact.value is not None and abs(Decimal(fact.value)) == abs(_printed(fact)) >= _MILLION


def _printed(fact: Fact) -> Decimal:
    """The digits of a count as printed, with the sign of its first reading."""
    digits = _NO_DIGIT.sub("", fact.printed or "").strip(".") or "0"
    first = fact.value or (fact.candidates[0].value if fact.candidates else "0")
    return Decimal(digits).copy_sign(Decimal(first))


def _scale(fact: Fact) -> int:
    printed = _printed(fact)
    return int((Decimal(fact.value or 0) / printed).adjusted()) if printed else 0


def _in_scale(fact: Fact, value: str, scale: int) -> Fact:
    why = "shares in the scale that the document's amounts per share bear out"
    return msgspec.structs.replace(
        fact, value=value, status="split", candidates=(), explanation=why, decimals=(fact.decimals or 0) - scale
    )


def _proved(fact: Fact, beside: Sequence[tuple[Fact, Fact]]) -> Fact:
    """`beside`: incomes and amounts per share that stand together in the column or row of the fact."""
    if fact.unit != "count" or fact.status != "unresolved" or len(fact.candidates) < 2:
        return fact
    met = [c for c in fact.candidates if any(_meets(i, Decimal(c.value), e) for i, e in beside)]
    why = "net income divided by this number of shares is the amount per share that stands beside it"
    if not met:
        met = _nearest(fact.candidates, beside)
        why = "in the scale of the table, and by the amounts per share beside it in no other"
    if len(met) != 1:
        return fact
    value = met[0].value
    whole = Decimal(value)
    printed = Decimal(next(iter(sorted((c.value for c in fact.candidates), key=Decimal))))
    shift = int((whole / printed).adjusted()) if printed else 0
    return msgspec.structs.replace(
        fact, value=value, status="verbatim", candidates=(), explanation=why, decimals=(fact.decimals or 0) - shift
    )


def _nearest(candidates: Sequence[Candidate], beside: Sequence[tuple[Fact, Fact]]) -> list[Candidate]:
    """The reading in the table's scale, where all amounts per share beside it speak for a number of its size, and for
    none of the size of another: an income before others' shares, or of another year, tells the scale and no more."""
    wanted = [
        abs(Decimal(income.value or 0) / Decimal(amount.value or 0))
        for income, amount in beside
        if Decimal(amount.value or 0) and Decimal(income.value or 0) and _NET.search(" ".join(income.label[-1:]))
    ]
    sizes = {c.value: [abs(Decimal(c.value)) / size for size in wanted] for c in candidates}
    near = [c for c in candidates if wanted and all(1 / _NEAR <= ratio <= _NEAR for ratio in sizes[c.value])]
    far = [c for c in candidates if all(ratio >= _FAR or ratio <= 1 / _FAR for ratio in sizes[c.value])]
    declared = len(near) == 1 and len(near) + len(far) == len(candidates) and max(candidates, key=_size) is near[0]
    return near if declared else []


def _size(candidate: Candidate) -> Decimal:
    return abs(Decimal(candidate.value))


_NET = re.compile(
    r"\bnet\s+(?:income|profit|loss|earnings)\b|\b(?:income|profit|loss|earnings)\b.{0,12}\b(?:for the|attributable)\b"
    r"|純利益|純損失",
    re.I,
)
_NEAR, _FAR = Decimal(6), Decimal(100)


def _meets(income: Fact, shares: Decimal, amount: Fact) -> bool:
    """Whether income over shares is the amount per share, up to the last places of both."""
    assert income.value is not None and amount.value is not None
    if shares == 0 or Decimal(amount.value) == 0:
        return False
    half = Decimal(5).scaleb(-(amount.decimals or 0) - 1)
    slack = half + Decimal(5).scaleb(-(income.decimals or 0) - 1) / shares
    close = abs(Decimal(income.value) / shares - Decimal(amount.value)) <= slack
    return close and slack * 10 <= abs(Decimal(amount.value))
