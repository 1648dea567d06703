"""The words around a number: growth and decline, what it is compared with, how firm it is, and of which scenario.

All functions read folded text. Each direction word stands once, with its sign; nothing else decides a sign.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

import msgspec
import regex as re

from extract.lex.scenarios import EARLIER, plan_heading, spoken_plans

Sign = Literal[1, -1]

_UP = (
    r"up|increas(?:e[ds]?|ing)|rose|ris(?:e[ns]?|ing)|grew|grow(?:n|s|th|ing)?|improv(?:e[ds]?|ing|ements?)|gain(?:ed|s)?|climb(?:ed|s)?"
    r"|jump(?:ed|s)?|surg(?:e[ds]?|ing)|soar(?:ed|s)?|advanc(?:e[ds]?)|expand(?:ed|s)?|expansion|widen(?:ed|s|ing)?|higher|added"
)
_DOWN = (
    r"down|decreas(?:e[ds]?|ing)|fell|fall(?:en|s|ing)?|declin(?:e[ds]?|ing)|dropp?(?:ed|s)?|drops?|reduc(?:e[ds]?|tions?|ing)|lower(?:ed)?"
    r"|worsen(?:ed|s|ing)?|deteriorat(?:e[ds]?|ion)|shr[aiu]nk|contract(?:ed|ion)|slid|slipped|plung(?:e[ds]?)|plummet(?:ed)?|narrow(?:ed|s|ing)|eased|dipped"
    r"|slump(?:ed)?|tumbl(?:ed)|sank|lost|less"
)
_ADVERB = r"(?:\s+(?:\w+ly|further|again|slightly|about|net))*"
# `increased during the quarter by`: the period is blotted out.
_WHEN = r"(?:\s+(?:in|for|during|over|through)(?:\s+the)?)?\s*␣+"
# `increased in Europe by`, `fell in the Americas by`
_WHERE = r"\s+in\s+(?:the\s+)?(?-i:\p{Lu}[\p{L}.&'’-]*(?:\s+(?:and\s+)?\p{Lu}[\p{L}.&'’-]*)*)\s+by"
_QUALIFIER = (
    r"(?P<over>over|more than|at least|in excess of|above|exceed(?:s|ed|ing)|upwards of)|"
    # `went up to 4.8%`: it moved
    r"(?P<upto>(?<!\b(?:went|moved|gone|was|were|is|are|came|picked|inched)\s)up to|at most"
    r"|a maximum of|max\.?|as much as)"
    r"|(?P<under>less than|under|below|fewer than|just under|nearly|almost)"
    r"|(?P<about>approximately|approx\.?|about|around|roughly|some|circa|ca\.|~|約|およそ|概ね|おおよそ)|(?P<ja_upto>最大|上限)"
)
_QUALIFIED = re.compile(rf"(?:(?<![A-Za-z])(?:{_QUALIFIER}))\s*\(?\s*$", re.IGNORECASE)
_QUALIFIED_AFTER = re.compile(
    r"^\s?(?:(?P<over>以上|超(?!過)|を超え|余り|強)|(?P<under>未満|以下|弱(?!点))|(?P<about>程度|前後|ほど"
    r"|\s?(?:or so)\b))"
)
_NAMES = {"over": "over", "upto": "up to", "ja_upto": "up to", "under": "under", "about": "approximately"}


def qualifier_before(text: str) -> tuple[str | None, int]:
    """How firm the number after this text is, and where the text ends without the qualifying word.

    >>> qualifier_before("Revenue: over "), qualifier_before("Revenue: ")
    (('over', 9), (None, 9))
    """
    match = _QUALIFIED.search(text)
    if match is None:
        return None, len(text)
    name = next(_NAMES[key] for key, value in match.groupdict().items() if value)
    return name, match.start()


def qualifier_after(text: str) -> str | None:
    match = _QUALIFIED_AFTER.match(text)
    return next((_NAMES[key] for key, value in match.groupdict().items() if value), None) if match else None


# --- direction ------------------------------------------------------------------------------------------------

# `increased it by a further`: what moved was named before.
_IT = r"(?:\s+(?:it|them|this|these|that))?"
_MORE = r"(?:\s+(?:an?\s+)?(?:further|additional|total\s+of)|\s+another)?"
_BEFORE = re.compile(
    rf"(?<![A-Za-z])(?:(?P<up>{_UP})|(?P<down>{_DOWN})){_ADVERB}(?:{_IT},?\s+by(?:\s+an?\s+(?:\w+\s+)?rate\s+of)?{_MORE}"
    rf"|\s+(?:of|was|were|is)|{_WHEN}\s+by|{_WHERE})?\s*:?\s*$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"^\s*(?:(?:yoy|qoq|y/y|q/q|year[- ]on[- ]year|year[- ]over[- ]year|quarter[- ]on[- ]quarter|annual|net)\s+)?"
    r"(?:(?P<up>increases?|growth|rise|gain|improvement|higher|more|jump|surge|leap|uptick)"
    r"|(?P<down>decreases?|declines?|drop|fall|reductions?|lower|less|fewer|decrease|slump|dip|plunge))"
    r"(?![A-Za-z])(?!\s+of\s+\d)",
    re.IGNORECASE,
)
_DISTANCE = re.compile(
    r"^\s*(?:(?P<up>ahead\s+of|above|better\s+than)|(?P<down>below|behind|short\s+of|worse\s+than))(?![A-Za-z])",
    re.IGNORECASE,
)
_AFTER_JA = re.compile(
    r"^\s*(?:\((?P<inner>[^()]*)\)\s*|\)\s*)?(?:分?の|だけ|も)?\s?(?:(?P<up>増(?!資|設|員|床)|上昇|上回|拡大|改善|プラス|伸長|伸び)|(?P<down>減(?!価|損|資|免)|低下|下回|縮小|悪化|マイナス|下落))"
)
_ANY = re.compile(rf"(?<![A-Za-z])(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?![A-Za-z])", re.IGNORECASE)
_NOT_A_MOVE = re.compile(r"(?:compared|due|related|in addition|owing|thanks) $", re.IGNORECASE)


def direction_before(text: str) -> Sign | None:
    """+1 or -1 when a word of growth or decline governs the number that follows this text.

    >>> direction_before("Revenues increased by "), direction_before("improved to "), direction_before("(down ")
    (1, None, -1)
    """
    match = _BEFORE.search(text)
    return None if match is None else 1 if match["up"] else -1


def direction_after(text: str) -> Sign | None:
    """
    >>> direction_after(" increase for corporate use"), direction_after("(△3.4%)の減少"), direction_after("減価償却費")
    (1, -1, None)
    """
    match = _AFTER.match(text) or _AFTER_JA.match(text)
    return None if match is None else 1 if match["up"] else -1


def distance_after(text: str) -> Sign | None:
    """Which way from another figure a percentage leads that stands before this text.

    >>> distance_after(" ahead of the prior year"), distance_after(" below budget"), distance_after(", above all")
    (1, -1, None)
    """
    match = _DISTANCE.match(text)
    return None if match is None else 1 if match["up"] else -1


_EACH_JA = re.compile(
    r"^[^。;]*?それぞれ、?(?:の)?(?:(?P<up>増(?!資|益|収)|上昇|拡大|改善)|(?P<down>減(?!価|損|益|収)|低下|縮小|悪化))"
)
_EACH = re.compile(r"^[^.;()]{0,120}\brespectively\b", re.IGNORECASE)


def direction_of_each(text: str) -> Sign | None:
    """`買掛債務が122億円、有利子負債が115億円それぞれ増加した`: the word behind the last holds for all."""
    match = _EACH_JA.match(text)
    return None if match is None else 1 if match["up"] else -1


def is_one_of_several(text: str) -> bool:
    """Whether the sentence says behind this number that its numbers belong to its subjects in turn."""
    return _EACH.match(text) is not None


def direction_within(text: str) -> Sign | None:
    """The last word of growth or decline in a text; None without any."""
    last = None
    for match in _ANY.finditer(text):
        last = match
    return None if last is None else 1 if last["up"] else -1


# --- comparison -----------------------------------------------------------------------------------------------

_THE_YEAR = r"(?:previous|prior|last|preceding)[- ](?:fiscal |financial )?year(?:'s)?(?: (?:period|quarter|level))?"
_AGAINST = (
    r"(?:compared (?:to|with)|from|over|versus|vs\.?|against|relative to|than"
    r"|ahead of|above|below|behind"
    r"|(?:(?:the )?same|flat|unchanged|level|equal|in line) (?:as|with|to))"
)
_COMPARISONS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        (
            "target",
            r"than (?:(?:was|were|had been|originally|previously|initially) )?"
            r"(?:planned|budgeted|expected|anticipated|forecast|guided|targeted)(?![A-Za-z])|"
            rf"{_AGAINST} (?:the |its |our )?(?:(?:initial|previous|original|announced|latest|revised"
            rf"|first) )*(?:targets?|forecasts?|plans?|budgets?|guidance)(?![A-Za-z])"
            r"|対?(?:計画|業績予想|公表予想|予想)(?:比|[にと]比[べ較]|に対し)",
        ),
        (
            "YoY",
            r"(?<![A-Za-z])(?:y[- ]?o[- ]?y|y/y|year[- ]on[- ]year|year[- ]over[- ]year)(?![A-Za-z])"
            rf"|{_AGAINST} (?:the )?(?:(?:same|corresponding|comparable|year[- ]ago|year[- ]earlier)"
            rf" (?:period|quarter|half|month)s?(?: (?:of|in))?(?: (?:the )?(?:{_THE_YEAR}|a year (?:ago|earlier)))?"
            rf"|{_THE_YEAR}|a year (?:ago|earlier))"
            r"|前年(?:同期|同四半期|同月|同期間|度)?(?:間)?(?:対?比|[にと]比[べ較]|に対し|より|から|を)|対前年|前年比",
        ),
        (
            "QoQ",
            rf"(?<![A-Za-z])(?:q[- ]?o[- ]?q|q/q|quarter[- ]on[- ]quarter|quarter[- ]over[- ]quarter"
            rf"|sequentially)(?![A-Za-z])|{_AGAINST} (?:the )?(?:previous|prior|last|preceding) quarter"
            rf"|前四半期(?:比|[にと]比[べ較]|より|から)",
        ),
        (
            "prior period",
            rf"{_AGAINST} (?:the )?(?:beginning|start|end) of (?:the )?(?:previous |prior |last |fiscal )?"
            r"(?:year|period|quarter|(?:19|20)\d\d)"
            r"|(?:前期末?|前(?:連結|事業|中間)*(?:会計|事業)?年度末?)(?:対?比|[にと]比[べ較]|に対し|より|から|を)|期首比|期首に比べ|[当今](?:期|年度|連結会計年度)対?比|増減率",
        ),
    )
)
_BASE_LINK = re.compile(
    rf"(?:^|[\s,(]){_AGAINST}\s+(?:the\s+)?(?:(?:respective\s+)?(?:amounts?|balances?|levels?|figures?"
    rf"|end)\s+)?(?:as of|as at|at|in|for|of|that of|those of|recorded in)?\s*(?:the\s+)?$"
    # `+9% on H1 2030`
    r"|(?:%|\bper\s?cent|\bpercent)\)?\s+on\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_JA_BASE_LINK = re.compile(r"^\s*(?:末)?(?:比|[にと]比[べ較]|に対し|より|から|と同(?:じく|様に|額の?|水準の?))")


class Compared(msgspec.Struct, frozen=True):
    """What a text compares with, and where it says so."""

    name: str
    start: int
    end: int


@lru_cache(maxsize=4096)
def comparisons(text: str) -> tuple[Compared, ...]:
    """All comparisons a text names, left to right.

    >>> [c.name for c in comparisons("(up 7.0% YoY, up 3.5% QoQ)")]
    ['YoY', 'QoQ']
    """
    found = [Compared(name, m.start(), m.end()) for name, pattern in _COMPARISONS for m in pattern.finditer(text)]
    return tuple(sorted(found, key=lambda c: c.start))


def is_base(before: str, after: str) -> bool:
    """Whether a period between these texts is what something is compared with: `compared to | 1Q06`."""
    return _BASE_LINK.search(before) is not None or _JA_BASE_LINK.match(after) is not None


_BASE_VALUE = re.compile(
    r"(?:^|[\s,(])(?:(?:compare[sd]? (?:to|with)|versus|vs\.?|(?:as )?against)\s+(?:(?!up\b"
    # `compared to the backlog at June 30, 2030 of`: the day is blotted out
    r"|down\b)(?:[A-Za-z'/&-]+|(?<=\p{Ll}\s)␣+)\s+){0,9}?|(?:from|against|than)\s+(?:an?\s+(?:[A-Za-z'-]+\s+){1,4}?of\s+)?)$"
    # `compared to the fourth quarter of 2030 net loss of`: the period is blotted out.
    r"|(?:^|[\s,(])(?:compare[sd]? (?:to|with)|versus|over|from|than|against)\s+(?:the\s+)?␣+\s+(?:\(\s*␣+\s*\)\s*)?"
    r"(?:(?!(?:up|down|to|at|was|were|and|or|by)\b)"
    r"[A-Za-z'/&-]+\s+){0,6}?$"
    # `from the previous year's revenues from continuing operations of`
    r"|(?:^|[\s,(])(?:from|against|than|over)\s+(?:the\s+)?(?:(?:previous|prior|last|preceding)\s+year['’]s|␣+['’]?s?)\s+"
    r"(?:[A-Za-z'/&-]+\s+){0,8}?of\s+$"
    # `40% | above the $6.5 billion achieved in 2030`
    r"|^\s*(?:ahead\s+of|above|below|behind|short\s+of)\s+(?:the\s+|last\s+year['’]s\s+)?$"
    r"|に対し\S{0,2}\s*$|(?:\d|億円|万円)から\s*$",
    re.IGNORECASE,
)


def base_value_before(text: str) -> bool:
    """Whether the number that follows is an earlier level: `compared to JPY`, `from`."""
    return _BASE_VALUE.search(text) is not None and _RANGES_FROM.search(text) is None


_RANGES_FROM = re.compile(r"\brang(?:e[sd]?|ing)\s+(?:\w+\s+)?from\s*$", re.IGNORECASE)


_BRACKETS = re.compile(
    r"(?:figures?|amounts?|numbers?|values?|comparatives?)\s+(?:\w+\s+)?(?:with)?in\s+(?:parenthes[ei]s|brackets)\s+"
    r"(?:\w+\s+){0,2}?(?:refers?|pertains?|relates?|corresponds?|are|is|shows?|indicates?|represents?|concern)\b[^.;]{0,40}"
    r"(?:\b(?:corresponding|same|comparable|equivalent)\s+(?:periods?|quarter|months)|\b(?:previous|prior|last|preceding)\s+year)"
    # `(prior-year figures in brackets)`, `figures for the six months ended 30 June 2023 in brackets`
    r"|\b(?:previous|prior|last|preceding|comparative|corresponding)(?:[\s-](?:years?|periods?)(?:'s?)?)?\s+"
    r"(?:figures?|amounts?|numbers?|values?)\s+(?:\w+\s+){0,3}?in\s+(?:parenthes[ei]s|brackets)"
    r"|\b(?:figures?|amounts?|numbers?|values?|comparatives)\s+(?:for|of)\s+(?:the\s+)?[^.;()]{0,60}?\s"
    r"(?:(?:are|is)\s+)?(?:(?:shown|given|stated|set out)\s+)?in\s+(?:parenthes[ei]s|brackets)",
    re.IGNORECASE,
)


def brackets_are_prior(text: str) -> bool:
    """Whether a text says of the figures in brackets that they are of the year before.

    >>> brackets_are_prior("Figures in parentheses refer to the corresponding period of last year.")
    True
    """
    return _BRACKETS.search(text) is not None


def told_by_brackets(text: str, start: int, end: int) -> bool:
    """Whether a period is the one of which a text says that its figures stand in brackets.

    >>> text = "Results for 2024 (figures for 2023 in brackets)"
    >>> told_by_brackets(text, 29, 33), told_by_brackets(text, 12, 16)
    (True, False)
    """
    return any(found.start() < start and end < found.end() for found in _BRACKETS.finditer(text))


# --- scenario -------------------------------------------------------------------------------------------------


def plans_before(line: str) -> Literal["earlier", "later"] | None:
    """Which of two plans a line heads, if it is nothing but such a heading.

    >>> plans_before("(Previous Target)"), plans_before("今回修正予想"), plans_before("We raised our previous targets")
    ('earlier', 'later', None)
    """
    said = plan_heading(line) if len(line) <= 60 else None
    version = said.scenario.partition(":")[2] if said is not None else ""
    return None if not version else "earlier" if version in EARLIER else "later"


_PAST_TARGET = re.compile(
    rf"(?:{_AGAINST}|in excess of|exceed(?:ed|ing)|above|below|in line with|to)\s+(?:\S+\s+){{0,3}}$", re.IGNORECASE
)


def is_target(text: str) -> bool:
    """Whether the words speak of what is planned, and not of a plan something is held against.

    >>> is_target("IIJ expects a cash dividend of "), is_target("+5.6% compared to the initial target")
    (True, False)
    """
    return any(not _PAST_TARGET.search(text[:start]) for start, _, _ in spoken_plans(text))
