"""The unit that a section declares once for all of its tables and sentences.

    NOTES TO CONSOLIDATED FINANCIAL STATEMENTS
    (Dollars in millions, except per share data)
    NOTE 1. SUMMARY OF SIGNIFICANT ACCOUNTING POLICIES
    Advertising costs were $709, $790 and $675 in 2032, 2031 and 2030.

A declaration in a line of its own over a table is that table's. Where text follows instead, it is of all that stands
below: until another such line, a marked heading of the rank of the one above it, or the title of another part. Columns
of tables follow it that print the sign of its currency: it says what amounts are in, and not that figures are amounts.
Sentences follow it where their authors write no scales themselves: between `$1.2 million` and `$300` the second is as
it stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import regex as re

from extract.lex.fold import fold
from extract.lex.unit_part import UnitPart, part_of
from extract.model import Document, DocumentKind, GridBlock, Location, Reading, TextBlock
from extract.model.claim import Claim, Rank
from extract.sheet.wording import declarations, is_unit_only

_LONGEST_LINE = 120
_IN_BRACKETS = re.compile(r"\s*[(（][^()（）]*[)）]\s*")
_CURRENCY = re.compile(r"[A-Z]{3}")
_AMOUNT = re.compile(
    r"\p{Sc}\s?\d[\d,]*(?P<scaled>(?:\.\d+)?[\s-]?(?:thousand|million|billion|trillion|[kmb]n?\b))?", re.IGNORECASE
)
_ENDS_IN_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?\s*\)?\s*$")
_CONTINUED = r"(?:\s*[(\[—–-]+\s*(?:continued|unaudited)\s*[)\]]?)*"
_OTHER_PART = re.compile(
    r"\W*(?:report\s+of\s+independent\b.{0,60}|(?:item\s+\d{1,2}[a-c]?|part\s+[ivx]{1,3})\b.{0,90}|signatures|exhibit\s+index"
    r"|(?:(?:condensed|consolidated|unaudited|interim)\s+)*(?:balance\s+sheets?|statements?\s+of\s+[\w’',\s()]{3,60})"
    + _CONTINUED
    + r")\W*",
    re.IGNORECASE,
)
_OF_SLIDES: tuple[DocumentKind, ...] = ("results_presentation", "investor_presentation")
_MOST_SECTIONS = 4
"""What is declared time and again is of what stands right below it: slides that nothing calls so."""
_NEAR = 2
"""A line of words, its title, may stand between the unit of a table and the table."""
_FEWEST, _MOST_SCALED = 3, 10
"""Amounts without a scale that show how sentences are written; one with a scale among ten is a slip."""


class Reigning(NamedTuple):
    """The declaration that reigns over a table, by its number in the document from 1, and over a text, by its place."""

    tables: dict[int, Claim[UnitPart]]
    texts: dict[Location, Claim[UnitPart]]


class _Reach(NamedTuple):
    declared: Claim[UnitPart]
    tables: list[int]
    texts: list[TextBlock]


def reigning_units(reading: Reading, document: Document) -> Reigning:
    """What the lines of a document declare for whole sections. Of slides each is a section, and says its own."""
    found = Reigning({}, {})
    if document.kind in _OF_SLIDES:
        return found
    reaches = _reaches(list(reading.blocks))
    for reach in reaches if len(reaches) <= _MOST_SECTIONS else ():
        found.tables.update(dict.fromkeys(reach.tables, reach.declared))
        if _writes_no_scales(reach.texts):
            found.texts.update((text.span.location, reach.declared) for text in reach.texts)
    return found


def _reaches(blocks: Sequence[TextBlock | GridBlock]) -> list[_Reach]:
    reaches: list[_Reach] = []
    reach: _Reach | None = None
    level = over = 0
    number = 0
    for at, block in enumerate(blocks):
        if isinstance(block, GridBlock):
            number += 1
            if reach is not None:
                reach.tables.append(number)
            continue
        if _OTHER_PART.fullmatch(block.span.text):
            reach = None
        if block.kind == "heading":
            level = block.level
            if reach is not None and over and level <= over:
                reach = None
        declared = _declared(block)
        if declared is not None and at + 1 < len(blocks) and all(map(_is_words, blocks[at + 1 : at + 1 + _NEAR])):
            reach, over = _Reach(declared, [], []), level
            reaches.append(reach)
        elif reach is not None:
            reach.texts.append(block)
    return reaches


def _declared(block: TextBlock) -> Claim[UnitPart] | None:
    """The scale of one currency that a line declares and says nothing else."""
    text = block.span.text
    if len(text) > _LONGEST_LINE or not (_IN_BRACKETS.fullmatch(text) or is_unit_only(text)):
        return None
    found = declarations(text)
    if len(found) != 1 or found[0].scale <= 0 or _CURRENCY.fullmatch(found[0].unit or "") is None:
        return None
    (mention,) = found
    where = block.span.cut(mention.start, mention.end).location
    return Claim(
        rank=Rank.HEADING, rule="unit_of_section", values=(part_of(mention),), printed=mention.printed, where=where
    )


def _is_words(block: TextBlock | GridBlock) -> bool:
    """Whether a block is text, and no line of figures that a table has lost."""
    if not isinstance(block, TextBlock) or _declared(block) is not None:
        return False
    return _ENDS_IN_FIGURE.search(block.span.text) is None


def _writes_no_scales(texts: Sequence[TextBlock]) -> bool:
    amounts = [match for text in texts for match in _AMOUNT.finditer(fold(text.span.text))]
    scaled = sum(match["scaled"] is not None for match in amounts)
    return len(amounts) - scaled >= _FEWEST and scaled * _MOST_SCALED <= len(amounts)


__all__ = ["Reigning", "reigning_units"]
