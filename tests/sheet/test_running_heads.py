"""Which blocks of text are running heads: what stands again at the edge of a page, and what counts pages there."""

from __future__ import annotations

from extract.model import Page, Reading, Source, Span, TextBlock
from extract.sheet.running_text import running_heads


def reading(*pages: tuple[str, ...]) -> Reading:
    blocks = [Page(blocks=tuple(TextBlock("paragraph", Span.of(t, line=1)) for t in page)) for page in pages]
    source = Source(name="a.pdf", sha256="", media_type="application/pdf", bytes=1)
    return Reading(source=source, pages=tuple(blocks), lines=(), encoding=None)


def test_a_head_that_stands_again_and_the_numbers_of_pages() -> None:
    body = ("Ferries", "Revenue was 1.", "Fares rose.", "Costs fell.")
    first = ("HOLM FERRIES - RESULTS", "Page 1 of 2", *body)
    second = ("HOLM FERRIES - RESULTS", "Page 2 of 2", "Harbours", "Revenue was 2.", "Berths rose.", "Rents fell.")
    assert running_heads(reading(first, second)) == {1, 6, 7}


def test_a_document_of_one_page_has_none() -> None:
    assert running_heads(reading(("Revenue", "JPY 1 million", "JPY 2 million"))) == frozenset()
