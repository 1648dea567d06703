"""Which power of ten a declaration leaves for counts of shares.

`(In thousands, except per share amounts)` leaves out amounts per share and nothing else, so that shares are in
thousands as well; `(In thousands, except share and per share data)` leaves out both; `Thousands of yen` speaks of yen
alone; `$ in millions, except per share data` and `in thousands of dollars, except per share amounts` leave open whether
shares are meant, and then nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import regex as re

from extract.lex.units import UnitMention, find_units

_SHARES = re.compile(r"\bshares?\b|株式?数")
_PER_SHARE = re.compile(r"\bper[\s-]+(?:\w+\s+)?(?:share|ADS)|1\s*株", re.I)


_NOUNS = ("shares", "share", "株")  # `口` are units of a fund, `単元` lots of shares


def counts_shares(unit: str | None, noun: str | None) -> bool:
    """Whether a unit is a number of shares, in either language.

    >>> counts_shares("count", "株"), counts_shares("count", "社")
    (True, False)
    """
    return unit == "count" and noun in _NOUNS


def scales_of_shares(mention: UnitMention | None) -> tuple[int, ...]:
    """The powers of ten that a declaration leaves for counts of shares: one, or two when it does not say.

    >>> for text in ("In thousands, except share data", "Thousands of yen", "$ in millions, except per share data"):
    ...     scales_of_shares(find_units(text)[0])
    (0,)
    (0,)
    (6, 0)
    """
    if mention is None:
        return (0,)
    for k, words in enumerate(mention.excepts):
        if _SHARES.search(_PER_SHARE.sub("", words)):
            said = [m.scale for text in mention.excepts[k : k + 2] for m in find_units(text) if m.scale]
            return (said[0] if said else 0,)
    if mention.scale <= 0:
        return (0,)
    if counts_shares(mention.unit, mention.noun):  # `Shares in millions`, `千株`
        return (mention.scale,)
    spoken = find_units(mention.printed)
    of_money = bool(spoken) and spoken[0].unit is not None
    per_share = any(_PER_SHARE.search(words) for words in mention.excepts)
    if not of_money:
        return (mention.scale,) if per_share else (mention.scale, 0)
    return (mention.scale, 0) if per_share else (0,)


def mention_of_counted(noun: UnitMention, above: Sequence[UnitMention]) -> UnitMention | None:
    """What a title counts; shares in the scale that the declarations above leave for them, None if that is open."""
    amount = next((mention for mention in above if mention.unit not in ("percent", "count")), None)
    if not counts_shares(noun.unit, noun.noun) or noun.scale or amount is None:
        return noun
    scales = scales_of_shares(amount)
    return msgspec.structs.replace(noun, scale=scales[0]) if len(scales) == 1 else None
