"""Documents that print decimals with a comma (`1.234,5`): told, and what could be read in two ways is not read in one.

Figures with a comma before their decimals are not read at all, so that nothing of such a document may pass for all of
it; and `1.234`, which reads as one and a bit elsewhere, may be a thousand here.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

import msgspec
import regex as re

from extract.model import Block, Candidate, Fact, GridBlock, Problem, Reading, Span, TextBlock
from extract.problems import problem

_COMMA = re.compile(
    r"(?<![\d.,])\d{1,3}(?:\.\d{3})+,\d{1,2}(?![\d.,]*\d)|(?<![\d.,])\d{1,3},\d{1,2}(?=\s?%|\s*(?:$|[|\t(]))"
)
_WHOLE = re.compile(r"(?<![\d.,])\d{1,3}(?:\.\d{3})+,\d{1,2}(?![\d.,]*\d)")
_POINT = re.compile(r"(?<![\d.,])(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d{1,2})(?![\d.,]*\d)")
_GROUPED = re.compile(r"(?<!\d)\d{1,3}(?:\.\d{3})+(?!\d)")
_LEAST, _TIMES_MORE = 3, 3


def prints_decimal_commas(texts: Iterable[str]) -> bool:
    """Whether a document sets its decimals off with a comma, and hardly any with a point.

    >>> prints_decimal_commas(["1.234,5", "98,1 %", "210,3"]), prints_decimal_commas(["1,234.5", "1.234,5", "98.1"])
    (True, False)
    """
    commas = points = whole = 0
    for text in texts:
        commas += len(_COMMA.findall(text))
        whole += len(_WHOLE.findall(text))
        points += len(_POINT.findall(text))
    return whole > 0 and commas >= _LEAST and commas > _TIMES_MORE * points


def with_doubts(facts: list[Fact], reading: Reading) -> tuple[list[Fact], list[Problem]]:
    """The facts with `1.234` left open, and one problem, where a document prints decimals with a comma."""
    first = next((span for block in reading.blocks for span in _spans(block) if _WHOLE.search(span.text)), None)
    if first is None or not prints_decimal_commas(s.text for block in reading.blocks for s in _spans(block)):
        return facts, []
    message = (
        "the document prints decimals with a comma; figures like this one are not read."
        " Convert it to decimal points and read it again"
    )
    return [_open(fact) for fact in facts], [problem("decimal_comma", message, location=first.location)]


def _spans(block: Block) -> list[Span]:
    if isinstance(block, TextBlock):
        return [block.span]
    assert isinstance(block, GridBlock)
    return [cell.span for cell in block.grid.cells]


def _open(fact: Fact) -> Fact:
    if fact.value is None or _GROUPED.search(fact.printed or "") is None:
        return fact
    try:
        thousandfold = f"{Decimal(fact.value) * 1000:f}"
    except InvalidOperation:  # pragma: no cover - values are decimals
        return fact
    candidates = (
        Candidate(value=thousandfold, why="the point divides thousands"),
        Candidate(value=fact.value, why="the point divides decimals"),
    )
    return msgspec.structs.replace(fact, value=None, status="unresolved", candidates=candidates)
