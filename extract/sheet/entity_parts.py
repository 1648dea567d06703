"""Of whom a figure is: of the group, of the parent company alone, or of a segment, where the document says it.

What turns into what: the headings of a row and a column, the corner and the title rows of a table, and the words
before it → `{"scope": "non_consolidated"}`, `{"segment": "Leasing Division"}`. The nearest words that say anything
decide; words that say both say nothing.

    2024年３月期通期個別業績予想数値の修正        the figures of the table are the parent's alone
    Results by Service - Cloud Services       the figures of the table are of that service
    Consolidated | Non-consolidated           each column is what its heading says
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

import regex as re

from extract.model import Reading, TextBlock
from extract.sheet.wording import shown

if TYPE_CHECKING:
    from extract.sheet.parts import Column, Row
    from extract.sheet.sheet import Sheet

PARENT, GROUP = "non_consolidated", "consolidated"

_PARENT = re.compile(
    r"\bnon[- ]?consolidated\b|\bunconsolidated (?:results|basis|financial|statements?)"
    r"|\bparent[- ](?:company[- ])?only\b|\bstand-?alone (?:results|basis|financial)"
    r"|個別(?=業績|財務|決算|経営|財政|予想|貸借|損益|キャッシュ|ベース|\W|$)|単体|単独|(?<!\w)非連結(?!子会社|の)"
    r"|^(?!\W*第).{0,12}提出会社",
    re.I,
)
_GROUP = re.compile(
    r"(?<!non[- ])(?<!non)(?<!un)consolidated\b(?! subsidiar)"
    r"|(?<!非)連結(?!会計年度|累計期間|子会社|の?範囲|対象|除外|決算日)",
    re.I,
)
# Statements that a document gives twice: with `連結` in their name for the group, without it for the parent.
_STATEMENT = re.compile(
    r"\W*(?:[(（]?[\d０-９①-⑳]{1,2}[)）]?)?\W*(?:要約)?(?:四半期|中間)?(?:貸借対照表|損益計算書"
    r"|株主資本等変動計算書|キャッシュ・フロー計算書)(?:関係)?\W*"
)
_GROUP_STATEMENT = re.compile(r"連結(?:貸借対照表|損益計算書|株主資本等変動計算書|財政状態計算書)")
# What names a part of the business as a heading: `Cloud Segment`, `（住宅事業）`, `By region: Asia`.
_BY_PARTS = re.compile(
    r"\b(?:by|per) (?:\w+ ){0,2}(?:segment|service|business|region|division|product|industry|category)s?\s*[-–—:]\s*"
    r"(?P<name>\p{L}[^()（）:]{1,50}?)\s*(?:[(（].*)?$"
    r"|(?:セグメント|事業|部門|地域)別[^:：－]{0,12}[:：－―—]\s*(?P<name>\p{L}[^()（）]{1,30}?)\s*(?:[(（].*)?$",
    re.I,
)
_PART = re.compile(
    r"^[\W\d_]*(?P<name>(?!Operating|Reportable|Each|All)\p{Lu}[\w&,'’./ -]{1,40}?\s+"
    r"(?:[Bb]usiness )?(?:[Ss]egment|[Dd]ivision))\W*(?:[(（].*)?$"
    r"|^(?!.*(?:継続|廃止|全社|主要な|報告|各|全|当社|子会社|年度|連結))[\W\d_]*"
    r"(?P<name>[\p{L}・＆&ー]{2,24}(?:事業|セグメント|部門))\W*(?:[(（].*)?$"
)
_LONGEST = 100


class OfWhom:
    """Of whom the figures of one table are: what its words say, with the scope of the table above where it has none."""

    def __init__(self, sheet: Sheet, above: str | None, group_named: bool) -> None:
        self.scope = _scope_of_table(sheet, group_named) or (None if sheet.grid.caption else above)
        self.segment = _part((sheet.title,)) if sheet.title else None

    def dimensions(self, row: Row, column: Column) -> dict[str, str]:
        """What the document says of the entity behind a figure; of the group and of no part it says nothing."""
        scope = _nearest(_scope, row.path, column.path) or self.scope
        segment = _nearest(_part, row.path[:-1], column.path) or self.segment
        found = {"scope": PARENT} if scope == PARENT else {}
        return found if segment is None else found | {"segment": segment}


def _nearest(read: Callable[[Iterable[str]], str | None], row: Sequence[str], column: Sequence[str]) -> str | None:
    """What the headings of a row say, the innermost first, or those of its column."""
    return read(row[::-1]) or read(column[::-1])


def _scope(words: Iterable[str]) -> str | None:
    """The scope that the first of several words says that say one; None where it says both."""
    for text in words:
        parent, group = _PARENT.search(text) is not None, _GROUP.search(text) is not None
        if parent or group:
            return None if parent and group else PARENT if parent else GROUP
    return None


def _part(words: Iterable[str]) -> str | None:
    """The part of the business that is named by words that name nothing else."""
    for text in words:
        found = _BY_PARTS.search(text) or _PART.match(text) if len(text) <= _LONGEST else None
        if found is not None:
            return " ".join(found["name"].split())
    return None


def _words_near(sheet: Sheet) -> list[str]:
    """The corner and title rows of a table, then the words before it, nearest first; no sentences."""
    corner = [shown(c.span) for c in sheet.header_cells if c.column in sheet.label_columns]
    before = [shown(span) for span in reversed(sheet.grid.caption)]
    texts = (*reversed(corner), *before)
    return [t for t in texts if len(t) <= _LONGEST and not t.endswith(("。", ".")) and t not in sheet.running]


def _scope_of_table(sheet: Sheet, group_named: bool) -> str | None:
    """The scope that the words nearest to a table say.

    In a document that names statements of the group, one without that word in its name is the parent's.
    """
    for text in _words_near(sheet):
        if (said := _scope((text,))) is not None:
            return said
        if group_named and _STATEMENT.fullmatch(text):
            return PARENT
    return None


def names_group_statements(reading: Reading) -> bool:
    """Whether a document names statements of the group: `連結貸借対照表`."""
    spans = (
        span
        for page in reading.pages
        for block in page.blocks
        for span in ((block.span,) if isinstance(block, TextBlock) else block.grid.caption)
    )
    return any(_GROUP_STATEMENT.search(span.text) for span in spans)
