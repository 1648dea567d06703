"""Fiscal years that a table sets side by side, and the year that the document reports on → which of them is which.

`Results for the year ended 30 June 2025` over a table of `FY25` and `FY24`: the later of two years that are compared is
the one reported on, so years are named by the one they end in. Over `2026年２月期 第３四半期` a table of the third
quarter with `24年度` and `25年度` says that they are named by the year they begin in. Where a plan is spoken of near
the label, the later year may be the next one: nothing is said then.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extract.lex.mention import Mention
from extract.lex.periods import find_periods, fiscal_year_of
from extract.lex.scenarios import REACHED, plan_words
from extract.model import Block, GridBlock, TextBlock

_HEAD_BLOCKS, _LONGEST_TITLE, _LONGEST_LABEL = 12, 160, 60


def compared_years(blocks: Iterable[Block]) -> tuple[tuple[Mention, Mention], ...]:
    """The label of the later of the years compared, and the dated mention of the year that the document reports on."""
    blocks = tuple(blocks)
    own = _reported(blocks)
    if own is None:
        return ()
    last = (fiscal_year_of(own) or (None, None))[1]
    labels = {m.year: m for m, part in _latest_labels(blocks) if _may_be(m, own, part=part)}
    reached = {m.year: m for m in _latest_reached(blocks) if m.year is not None} if own.part == "FY" else {}
    if last is None or last.month == 12:
        return ()
    if max(reached, default=0) == last.year:
        return ((reached[last.year], own),)
    labels = {m.year: m for m, part in _latest_labels(blocks) if _may_be(m, own, part=part)}
    if len(labels) != 1:
        return ()
    ((year, label),) = labels.items()
    if year == last.year and not _is_planned(label, blocks):
        return ((label, own),)
    if year == last.year - 1 and not any(m.year == last.year for _, m in _labels_of(blocks)):
        return ((label, own),)
    return ()


def _reported(blocks: tuple[Block, ...]) -> Mention | None:
    """The one fiscal year, or part of one, that the titles before the first table date."""
    titles: dict[object, Mention] = {}
    for block in blocks[:_HEAD_BLOCKS]:
        if isinstance(block, GridBlock):
            break
        text = block.span.text
        if len(text) > _LONGEST_TITLE or ((said := plan_words(text)) is not None and said.plan):
            continue
        for mention in find_periods(text):
            if mention.names_year_end and (year := fiscal_year_of(mention)) is not None:
                titles.setdefault(year[1], mention)
    return next(iter(titles.values())) if len(titles) == 1 else None


def _latest_labels(blocks: tuple[Block, ...]) -> Iterator[tuple[Mention, bool]]:
    """The later label of each table that sets two fiscal years, or more, side by side and speaks of no plan; and
    whether what stands over the table names a part of a year."""
    before = ""
    for block in blocks:
        if isinstance(block, TextBlock):
            before = block.span.text
            continue
        texts = [cell.text for cell in block.grid.cells if len(cell.text) <= _LONGEST_LABEL]
        years = {m.year: m for text in texts for m in _labels(text) if m.year is not None}
        planned = any((said := plan_words(text)) is not None and said.plan for text in (*texts, before[:200]))
        if len(years) > 1 and max(years) - 1 in years and not planned:
            yield years[max(years)], any(m.part not in (None, "FY") for m in find_periods(before[:200]))


def _latest_reached(blocks: tuple[Block, ...]) -> Iterator[Mention]:
    """The years of which a heading says that they were reached: `FY2030 Result` beside `FY2030 Plan`. Under a title on
    the year ended in June 2030 that is the year which ended then: the other of that name is not over."""
    for block in blocks:
        if isinstance(block, TextBlock):
            continue
        for cell in block.grid.cells:
            said = plan_words(cell.text) if len(cell.text) <= _LONGEST_LABEL else None
            if said is not None and said.scenario in REACHED:
                yield from _labels(cell.text)


def _may_be(label: Mention, own: Mention, *, part: bool) -> bool:
    """Whether the later year of a table may be told from the document's own: whole years in a document on a quarter
    are those of a history, unless the table is of a quarter too."""
    year = fiscal_year_of(own)
    return year is not None and (label.year == year[1].year or own.part == "FY" or part)


def _labels(text: str) -> Iterator[Mention]:
    found = find_periods(text)
    bare = len(found) == 1 and found[0].part == "FY" and found[0].finish is None and not found[0].torn
    if bare and found[0].year is not None and not found[0].names_year_end and not found[0].in_year:
        yield found[0]


def _labels_of(blocks: tuple[Block, ...]) -> Iterator[tuple[str, Mention]]:
    for block in blocks:
        texts = [block.span.text] if isinstance(block, TextBlock) else [cell.text for cell in block.grid.cells]
        for text in texts:
            for mention in find_periods(text):
                if mention.part == "FY" and mention.finish is None and not mention.names_year_end:
                    yield text, mention


def _is_planned(label: Mention, blocks: tuple[Block, ...]) -> bool:
    """Whether words of a plan stand beside the label anywhere: it may be the year to come."""
    return any(
        mention.year == label.year and (said := plan_words(text)) is not None and said.plan is not None
        for text, mention in _labels_of(blocks)
    )
