"""Whether a number of a sentence is a level, an earlier level (`compared to JPY 478 million`) or a change, and in which
direction."""

from __future__ import annotations

from typing import NamedTuple

import regex as re

from extract.lex.measure_names import names_amount, names_measure
from extract.prose.labels import subject_of
from extract.prose.told import Sentence, Told
from extract.prose.words import (
    Sign,
    base_value_before,
    comparisons,
    direction_after,
    direction_before,
    direction_of_each,
    direction_within,
    distance_after,
    is_one_of_several,
)

_FAR, _NEAR = 240, 60
_FROM_JA = re.compile(r"から(?!の)")
_OR = re.compile(r"\s*(?:per\s[^,;]{0,30})?,?\s*(?:or|\()\s*", re.IGNORECASE)
_AND = re.compile(r"\s*(?:per\s[^,;]{0,30})?,?\s*and\s*", re.IGNORECASE)
_SHARE_OF = re.compile(r"^\s*of\s[^();,]{2,60}\)")
_STANDS_AT = re.compile(
    r"\b(?:static|flat|stable|steady|unchanged|constant)\s+at\s*$|\b(?:reduced|lowered|improved|raised|cut)\s+to\s*$",
    re.IGNORECASE,
)
MOVED_OBJECT = re.compile(
    r"\b(?:(?P<down>reduced|reducing|lowered|cut|decreased|trimmed)|increased|increasing|raised|grew|expanded)\s+"
    r"(?:(?P<whose>its|our|their)\s+|the\s+|(?!(?:in|by|at|on|for|from|to|with|during|across|over|and|or|as|than|year|\p{L}+ly)\b))"
    r"(?P<thing>[^,;.\d]{2,60}?)\sby\s*$",
    re.IGNORECASE,
)
MOVED_BY = re.compile(r"[A-Za-z]+(?:ed|s)\s+by\s*$")
# `a gain of $9 million from the sale of land`: an amount that is called so, and nothing has moved by it.
_GAIN_OF = re.compile(
    r"\bgains?\s+of\s+(?:(?:approximately|about|some)\s+)?(?:(?:US|HK|NT|[ACSR])?[$¥€£]|[A-Z]{3})?\s*$", re.IGNORECASE
)
_BY = re.compile(r"\bby(?:\s+(?:approximately|about|some|nearly|almost))?\s*$", re.IGNORECASE)
# A name and `by`, and no verb of its own: not `, offset by`, `, driven by`, `, followed by`.
_GAPPED = re.compile(
    r"[\s,;]*(?:(?:and|while)\s+)?(?:(?!\w+(?:ed|en|wn|ing)\b\s+by\b|(?:was|were|is|are|has|have|had|offset|led|hit)\b)"
    r"[A-Za-z][\w'’&/-]*\s+){1,6}by(?:\s+(?:approximately|about|some|nearly|almost))?\s*",
    re.IGNORECASE,
)
_ONE_MORE = re.compile(r"(?:,|\band|\bor)\s*(?:by\s*)?$")
_BREAK = re.compile(r"[;。]|[,、(]\s*\S")
_SHORT_BREAK = re.compile(r"[;,(]")
_RANGE = re.compile(r"\s*(?:to|-|~|から)\s*", re.IGNORECASE)
_OPEN_BRACKET = re.compile(r"\s*(?:[増減]\w{0,3})?\s*\(\s*")
_JAPANESE_NEAR = re.compile(r"[\u3041-\u30FA\u4E00-\u9FFF]")


def set_role(sentence: Sentence, told: Told, words: str, previous: Told | None) -> None:
    """Says of a number whether it is a level, an earlier level or a change, and of a change the direction in words."""
    number = told.number
    behind = _behind_range(sentence.behind(told))
    named_gain = number.kind == "money" and _GAIN_OF.search(words) is not None
    word = (
        (None if named_gain else direction_before(words))
        or direction_after(behind[:_NEAR])
        or direction_of_each(behind[:_FAR])
    )
    if word is not None:
        told.role, told.word = "change", word
    elif (moved_points := points_moved(told)) is not None:
        told.role, told.word = "change", moved_points.way
    elif (way := _distance(told, words, behind, previous)) is not None:
        told.role, told.word = "change", way
    elif _is_one_more_change(sentence, told, words, previous):
        told.role = "change"
        told.word = previous.word if previous is not None and not number.sign else None
    elif previous is not None and not number.sign and (gap := _direction_of_gap(told, words, previous)) is not None:
        told.role, told.word = "change", gap
    elif number.sign == "+" or (number.sign and _is_beside_comparison(sentence, told, words)):
        told.role = "change"
    elif _is_other_end(told, words, previous):
        told.role, told.word = "change", previous.word if previous is not None else None  # `growth of 11% to 12%`
    elif (moved := MOVED_OBJECT.search(words)) is not None and names_measure(moved["thing"]):
        told.role, told.word = "change", -1 if moved["down"] else 1
    elif previous is not None and _is_share_of_change(told, words, previous):
        told.role, told.word = "change", None if number.sign else previous.word
    elif number.sign and previous is not None and previous.role == "change" and _OPEN_BRACKET.fullmatch(words):
        told.role = "change"  # 148億円減収（△69.6%）
    elif number.kind in ("points", "basis_points") and MOVED_BY.search(words):
        told.role = "change"
    elif base_value_before(words) or _FROM_JA.match(behind) or _is_one_more_base(words, previous):
        told.role = "base"
    elif previous is not None and previous.role == "change" and _is_same_change(told, words, behind, previous):
        told.role, told.word = "change", previous.word
    elif number.kind == "percent" and not number.sign and _SHARE_OF.match(behind):
        told.role = "level"  # `(7.7% of sales revenue) compared to …`: what is compared stands outside of the bracket
    elif number.kind == "percent" and not number.sign and _STANDS_AT.search(words):
        told.role = "level"  # `remained static at 0.08% year-on-year`, `growth was reduced to 8.7% (Y-o-Y)`
    elif number.kind in ("percent", "points", "basis_points") and _is_beside_comparison(sentence, told, words):
        if number.kind == "percent" and not number.sign and _JAPANESE_NEAR.search(words[-12:]):
            told.is_ratio = True  # 前期比100.3%: the level in percent of the earlier one, unless a word says growth
        else:
            told.role, told.word = "change", direction_within(words)
    # `sales decreased by $64 million to $9 billion, costs by $31 million`: the verb of the first holds for the second
    told.moves_by = previous.moves_by if previous is not None else None
    if told.role == "change" and told.word is not None and _BY.search(told.before):
        told.moves_by = told.word


class Moved(NamedTuple):
    """What moved by some points, which way, and how many characters behind the figure say so."""

    noun: str
    way: Sign
    end: int


# `40 bps of margin expansion`, `120 basis points of gross margin contraction`
_POINTS_MOVED = re.compile(
    r"\s+(?:of\s+)?(?P<noun>(?:[\p{L}-]+\s){0,3}?(?:margins?|ratio|rate|share|leverage))\s+"
    r"(?:(?P<up>expansion|improvement|increase|gains?|growth|accretion)"
    r"|(?P<down>contraction|decline|decrease|compression|erosion|dilution|reduction|deterioration))\b",
    re.IGNORECASE,
)


def points_moved(told: Told) -> Moved | None:
    """What the words behind points say to have moved by them; None where they say nothing."""
    if told.number.kind not in ("points", "basis_points"):
        return None
    found = _POINTS_MOVED.match(told.after)
    return None if found is None else Moved(" ".join(found["noun"].split()), 1 if found["up"] else -1, found.end())


# `12-18% below the prior year`: what stands behind the upper end is told of both.
_OTHER_END = re.compile(r"(?:-|\sto\s|\sand\s)\d[\d.,]*\s?(?:%|per\s?cent)?(?=\s)", re.IGNORECASE)


def _behind_range(behind: str) -> str:
    """The words behind a figure, or behind the range that it begins."""
    other = _OTHER_END.match(behind)
    return behind[other.end() :] if other is not None else behind


def _is_share_of_change(told: Told, words: str, previous: Told) -> bool:
    """`orders rose 13%, of which 6% was organic`: what is a part of a change is a change."""
    of_which = OF_WHICH.search(words) is not None or (
        previous.named_by == "of_which" and LISTED.fullmatch(words) is not None
    )
    return of_which and previous.role == "change" and told.number.kind in ("percent", "points")


def _distance(told: Told, words: str, behind: str, previous: Told | None) -> Sign | None:
    """`EBITDA of $22 million was 8% ahead of the prior year`: how far it is from another figure. Of a margin that is
    34% it may be the level as well."""
    if told.number.kind != "percent" or told.number.sign:
        return None
    held = previous.subject if previous is not None and subject_of(words) is None else None
    return None if _AS_RATIO.search(f"{words} {held or ''}") is not None else distance_after(behind)


OF_WHICH = re.compile(r"\bof\s+which\s*(?:(?:about|approximately|around|some)\s*)?$", re.IGNORECASE)
LISTED = re.compile(r"[^,;.()]*?(?:,|\band)\s+", re.IGNORECASE)
_AS_RATIO = re.compile(
    r"\b(?:margins?|rates?|ratios?|yields?|shares?|returns?|percentages?|proportions?|occupancy|utili[sz]ation|RO[A-Z]{1,3})\b",
    re.IGNORECASE,
)


def _direction_of_gap(told: Told, words: str, previous: Told) -> Sign | None:
    """`steel sales decreased by $64 million, aluminum sales by $31 million`, `revenue rose 5% and EBITDA 7%`: the verb
    of the first holds for the second."""
    if _GAPPED.fullmatch(words) is not None:
        return previous.moves_by
    name = _NAME_ALONE.fullmatch(words)
    alike = previous.role == "change" and told.number.kind == previous.number.kind == "percent"
    return previous.word if alike and name is not None and names_amount(name["name"]) else None


_NAME_ALONE = re.compile(r"[\s,]*(?:(?:and|while)\s+)(?P<name>(?:[A-Za-z][\w'’&/-]*\s+){1,4})", re.IGNORECASE)


def _is_same_change(told: Told, words: str, behind: str, previous: Told) -> bool:
    """Whether a percentage is the change before it, of another part or on another basis."""
    next_one = _is_next_of_list(told, words, behind, previous)
    return next_one or _is_on_other_basis(told, words, behind)


def _is_on_other_basis(told: Told, words: str, behind: str) -> bool:
    """`revenue fell by 5%, from £46m to £44m (7% at constant exchange rates)`: the same change on another basis."""
    percent = told.number.kind == "percent" and not told.number.sign
    return percent and words.rstrip().endswith("(") and _OTHER_BASIS.match(behind) is not None


def _is_next_of_list(told: Told, words: str, behind: str, previous: Told) -> bool:
    """`sales rose 5% in North America and 3% in Latin America`: growth here and growth there."""
    alike = told.number.kind == previous.number.kind == "percent" and not told.number.sign
    if (
        told.number.kind == previous.number.kind == "money"
    ):  # `increases of $5 million in stocks and $4 million in plant`
        moved = _MOVES_OF.search(previous.before) is not None or previous.named_by == "list_goes_on"
        return moved and bool(_IN_BEHIND.match(previous.after) and _IN_BEHIND.match(behind) and _NEXT.search(words))
    links = (_LINK_BEHIND.match(previous.after), _LINK_BEHIND.match(behind), _NEXT.search(words))
    return alike and all(links)


_MOVES_OF = re.compile(r"\b(?:in|de)creases\s+of\s+\P{L}*(?:(?:about|approximately)\s+)?\P{L}*$", re.IGNORECASE)
_IN_BEHIND = re.compile(r"\s+in\s")
_LINK_BEHIND = re.compile(r"\s+in\s+(?:the\s+)?\p{Lu}")
_NEXT = re.compile(r"(?:,|\band)\s*(?:by\s+)?$")
_OTHER_BASIS = re.compile(
    r"\s*(?:(?:at|in|on)\s+(?:an?\s+)?(?:constant|comparable|local|like[\s-]for[\s-]like|organic)\b|organic(?:ally)?\b"
    r"|like[\s-]for[\s-]like\b|excluding\b|currency[\s-](?:adjusted|neutral))",
    re.IGNORECASE,
)


def _is_other_end(told: Told, words: str, previous: Told | None) -> bool:
    """`up approximately 11% to 12%`: both ends of a range of growth are growth."""
    alike = previous is not None and previous.role == "change" and previous.number.kind == told.number.kind
    ends = told.number.kind in ("percent", "points", "basis_points")
    return alike and ends and _RANGE.fullmatch(words) is not None


def _is_one_more_base(words: str, previous: Told | None) -> bool:
    """`compared to $101.2 million, or $0.63 per basic share and $0.62 per diluted share`: the second and the third are
    of the earlier period as well."""
    said = _OR.fullmatch(words) is not None or _AND.fullmatch(words) is not None
    return previous is not None and previous.role == "base" and said


def _is_one_more_change(sentence: Sentence, told: Told, words: str, previous: Told | None) -> bool:
    """`decreased 0.2% compared to 1Q06 and 11.2% compared to 2Q05`: the second is a change as well."""
    if previous is None or previous.role != "change":
        return False
    if previous.word is not None and not told.number.sign and _OR.fullmatch(words):
        return True  # `a decrease of $8.4 million or 5.0 per cent`: the same change, in other words
    if previous.number.kind != told.number.kind:
        return False
    if told.number.kind == "bare" or not _ONE_MORE.search(words) or subject_of(words) is not None:
        return False
    return _is_beside_comparison(sentence, told, words) or is_one_of_several(sentence.behind(told)[:_FAR])


def _is_beside_comparison(sentence: Sentence, told: Told, words: str) -> bool:
    near = sentence.behind(told)[:48]
    after = comparisons(near)
    if after and _goes_with(near, after[0].start, after[0].end):
        return True
    before = comparisons(sentence.before(told)[: len(words)])
    if before and len(words) - before[-1].end <= 8:
        return True
    end = told.number.end
    gaps = (sentence.plain[end : d.mention.start] for d in sentence.dated if d.base and end <= d.mention.start)
    return any(len(gap) <= 40 and not _SHORT_BREAK.search(gap) for gap in gaps)


def _goes_with(text: str, start: int, end: int) -> bool:
    """Whether the comparison at `text[start:end]` speaks of the number before: `5% YoY`, `5% (YoY)`."""
    gap = text[:start].lstrip(" )")
    if _BREAK.search(gap):
        return False
    return not gap.rstrip().endswith("(") or text[end:].lstrip().startswith(")")
