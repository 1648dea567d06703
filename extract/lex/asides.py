"""What a label says of figures that stand in brackets beside others: `従業員数（外、平均臨時雇用者数）`."""

from __future__ import annotations

from collections.abc import Sequence
from unicodedata import normalize

import msgspec
import regex as re

_NAMED = re.compile(
    r"[(（〔\[［](?P<name>(?:(?:外|他|ほか|うち|内)[、，,\s]?[^()（）〔〕\[\]［］]{2,40}|比較指標[^()（）〔〕\[\]［］]{0,40}))[)）〕\]］]"
)
_OPEN, _CLOSE = "(（〔[［", ")）〕]］"
_UNIT = re.compile(r"[(（〔\[［][^()（）〔〕\[\]［］]{1,6}[)）〕\]］]")


def name_of_aside(words: Sequence[str]) -> str | None:
    """What the row's label or the header says of figures in brackets.

    >>> name_of_aside(["従業員数（外、平均臨時雇用者数）"]), name_of_aside(["従業員数（人）"])
    ('外、平均臨時雇用者数', None)
    """
    found = {named["name"] for text in words for named in _NAMED.finditer("".join(text.split()))}
    return next(iter(found)) if len(found) == 1 else None


def without_aside(label: str) -> str:
    """A label without what it says of figures in brackets.

    >>> without_aside("従業員数（外、平均臨時雇用者数）"), without_aside("従業員数（人）")
    ('従業員数', '従業員数（人）')
    """
    found = _NAMED.search(label)
    rest = label if found is None else (label[: found.start()] + label[found.end() :]).strip()
    return rest or label


class NotedAside(msgspec.Struct, frozen=True):
    """What a note says of figures in brackets of a kind; `prior`: they are of the same period a year before."""

    name: str
    prior: bool


def noted_aside(note: str, bracket: str) -> NotedAside | None:
    """What a note beside a table says of the figures that stand in brackets like `bracket`.

    >>> noted_aside("（注）臨時従業員数は（　）内に年間の平均人員を外数で記載しております。", "(").name
    '臨時従業員数'
    >>> noted_aside("注：[ ]内は前年同期の換算レート", "["), noted_aside("注：[ ]内は前年同期の換算レート", "(")
    (NotedAside(name='前年同期の換算レート', prior=True), None)
    """
    found = _NOTE.search(normalize("NFKC", note))
    if found is None or _KIND.get(normalize("NFKC", bracket)) != _KIND.get(found["bracket"] or found["word"].lower()):
        return None
    name = (found["name"] or found["what"]).strip(" :、。")
    if _HOW.match(name):
        return None
    return NotedAside(name=name, prior=_PRIOR.search(name) is not None)


# Which brackets a note speaks of: as drawn, or by their name.
_KIND = {"(": "(", "[": "[", "〔": "[", "【": "【", "parentheses": "(", "round brackets": "(", "brackets": "(",
         "square brackets": "[",
         "カッコ": "(", "かっこ": "(", "括弧": "("}  # fmt: skip
_NOTE = re.compile(
    r"(?:(?P<name>[^。、,.()\[\]〔〕:\s]{2,30})(?:\([^()]{0,40}\))?は、?(?:[^。()\[\]〔〕]{0,20}を)?)?(?:(?P<bracket>[(\[〔【])\s*[)\]〕】]|(?P<word>カッコ|かっこ|括弧))"
    r"\s*(?:内|書き)(?:の(?:数[字値]|金額|人数))?[にはで]*、?\s*(?P<what>[^。]{2,40}?)(?:を|です|である|であり|$|。)"
    r"|\b(?:figures|amounts|numbers|rates|percentages) (?:shown )?in"
    r" (?P<word>parentheses|(?:round |square )?brackets) (?:are|represent|show|indicate|refer to|denote)\s+"
    r"(?:those )?(?:for |of )?(?:the )?(?P<what>[^.;]{3,60})",
    re.I,
)
_HOW = re.compile(r"外数|内数|外書|内書|記載|表示|示し")  # how it is printed, and not what it is
_PRIOR = re.compile(
    r"前年(?!.{0,6}[比増減差])|前期(?!.{0,4}[比増減差])|\b(?:prior|previous|preceding)[- ](?:fiscal )?year"
    r"|\ba year (?:ago|earlier)|\byear-earlier",
    re.I,
)


def is_aside(text: str) -> bool:
    """Whether a text names what stands in brackets, and nothing else but its unit.

    >>> is_aside("（外、平均臨時雇用者数）（人）"), is_aside("従業員数（外、平均臨時雇用者数）"), is_aside("（減少）")
    (True, False, False)
    """
    plain = "".join(text.split())
    named = _NAMED.match(plain)
    return named is not None and (named.end() == len(plain) or _UNIT.fullmatch(plain, named.end()) is not None)


def in_brackets(text: str) -> bool:
    """Whether a text stands in brackets."""
    plain = text.strip()
    return plain[:1] in _OPEN and plain[-1:] in _CLOSE and len(plain) > 1
