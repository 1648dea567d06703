"""What a document says on its cover that it reports on, and by which day that had ended.

`Fourth Quarter Fiscal 2030 Results` on a release of March 7, 2031; `2031年度 第3四半期` on slides of 8 January 2032.
What is reported on had ended when the document came out, and not long before: so the name tells where the year ends,
and by which of its two calendar years it is named (see `calendar.fiscal_year`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

import regex as re

from extract.detect.dates import detect_published
from extract.detect.passages import Passage
from extract.lex.mention import PARTS
from extract.lex.periods import Mention, find_periods
from extract.lex.scenarios import plan_words
from extract.model import Block, TextBlock

_ENDED, _YEAR = re.compile(r"\bended\b", re.I), 12
_CLOSE_A_YEAR = ("FY", "Q4", "H2")
_FULL = re.compile(r"\bfull\b|通期", re.I)
_RESULTS = re.compile(
    r"\W*(?:full[- ]year |annual |financial |operating )*(?:results|earnings|highlights)|\W*決算", re.I
)
_LONGEST_TITLE, _HEAD_ROWS, _MOST_COLUMNS, _LONGEST_HEADING = 160, 5, 60, 120


def reported_periods(passages: tuple[Passage, ...]) -> tuple[tuple[Mention, date], ...]:
    """Undated names of years and of parts of years on the cover, each with the day on which the document came out, or
    the latest on which it says that a year ended."""
    published, _ = detect_published(passages, None)
    named = tuple(_on_cover(passages))
    if published is not None and len(published) == len("2032-01-08"):
        day = date.fromisoformat(published)
        return tuple((mention, day) for mention, _ in named)
    last = _last_year(passages)
    if last is None or any(mention.part not in _CLOSE_A_YEAR for mention, _ in named):
        return ()
    return tuple((mention, date.fromisoformat(last)) for mention, after in named if _reached(mention, after))


def _reached(mention: Mention, after: str) -> bool:
    """Whether the words say that the year is over: `fiscal 2023 results`, `Fiscal 2023 Full Year`, a fourth quarter."""
    return mention.part == "Q4" or _FULL.search(mention.printed) is not None or _RESULTS.match(after) is not None


def _last_year(passages: Iterable[Passage]) -> str | None:
    """The latest day on which the document says that a year ended."""
    days = []
    for passage in passages:
        if len(passage.text) > _LONGEST_TITLE or not _ENDED.search(passage.text):
            continue
        for mention in find_periods(passage.text):
            year = mention.part == "FY" or mention.months == _YEAR
            if year and mention.finish is not None and mention.day is not None and _ENDED.search(mention.printed):
                days.append(mention.finish)
    return max(days, default=None)


def _on_cover(passages: Iterable[Passage]) -> Iterator[tuple[Mention, str]]:
    """Names of periods on the cover, each with the words behind it."""
    for passage in passages:
        if passage.where != "head":
            return
        if passage.cell or len(passage.text) > _LONGEST_TITLE:
            continue
        said = plan_words(passage.text)
        if said is not None and said.plan:
            continue
        for mention in find_periods(passage.text):
            dated = mention.finish is not None or mention.names_year_end or mention.torn
            if mention.year is not None and mention.part in PARTS and mention.kind == "duration" and not dated:
                yield mention, passage.text[mention.end :]


def stacked_headings(blocks: Iterable[Block]) -> Iterator[str]:
    """The headings over each column of each table as one line: `Twelve Months` over `Jan 2, 2032`."""
    for block in blocks:
        if isinstance(block, TextBlock) or block.grid.drawn is not None:
            continue
        columns: dict[int, list[str]] = {}
        for cell in block.grid.cells:
            if cell.row < _HEAD_ROWS and cell.column < _MOST_COLUMNS and cell.text.strip():
                columns.setdefault(cell.column, []).append(" ".join(cell.text.split()))
        for words in columns.values():
            line = " ".join(words)
            if len(words) > 1 and len(line) <= _LONGEST_HEADING:
                yield line
