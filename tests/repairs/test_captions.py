"""The words over a table that stand on the page before it."""

from __future__ import annotations

import pytest

from extract.pipeline import read
from tests.read.pdf_pages import Paper

ROWS = (("Rents", "4,120", "3,987"), ("Upkeep", "(2,310)", "(2,256)"), ("Result", "1,810", "1,731"))


def two_pages(foot: tuple[str, ...], head: tuple[str, ...] = (), *, wide: bool = False) -> bytes:
    """A page of prose that ends with some words, and one that begins with a table."""
    size = (842, 595) if wide else (595, 842)
    paper = Paper(*size)
    for k in range(6):
        paper.text(60, 100 + 14 * k, "The group lets warehouses and keeps them in good order, as it did in every year.")
    for k, text in enumerate(foot):
        paper.text(60, 300 + 20 * k, text)
    paper.page = paper.document.new_page(width=size[0], height=size[1])
    for k, text in enumerate(head):
        paper.text(60, 40 + 14 * k, text)
    paper.text(300, 90, "Year ended June 30,")
    for x, year in ((330, "2031"), (420, "2030")):
        paper.right(x, 104, year)
    for k, (label, *values) in enumerate(ROWS):
        paper.text(60, 122 + 16 * k, label)
        for x, value in zip((330, 420), values, strict=True):
            paper.right(x, 122 + 16 * k, value)
    return paper.pdf()


FOOT = ("Consolidated statement of income", "(In thousands of euros)")


@pytest.mark.parametrize(
    ("foot", "head", "wide", "unit"),
    [
        (FOOT, (), False, "EUR"),
        (FOOT, ("The following is in other units.",), False, None),
        (FOOT, (), True, None),
        (("Consolidated statement of income",), (), False, None),
    ],
)
def test_the_unit_at_the_foot_of_a_page_is_that_of_the_table_on_the_next(
    foot: tuple[str, ...], head: tuple[str, ...], wide: bool, unit: str | None
) -> None:
    facts = read(two_pages(foot, head, wide=wide), name="pages.pdf").facts
    assert {fact.unit for fact in facts if fact.printed == "4,120"} == {unit}


def test_headings_printed_again_on_the_next_page_keep_the_unit_of_the_first() -> None:
    paper = Paper()
    paper.text(60, 80, "(In thousands of euros)")
    for page in range(2):
        paper.text(300, 100, "Year ended June 30,")
        for x, year in ((330, "2031"), (420, "2030")):
            paper.right(x, 114, year)
        for k, (label, *values) in enumerate(ROWS):
            paper.text(60, 132 + 16 * k, f"{label} {page + 1}")
            for x, value in zip((330, 420), values, strict=True):
                paper.right(x, 132 + 16 * k, value)
        if not page:
            paper.page = paper.document.new_page(width=595, height=842)
    assert {fact.unit for fact in read(paper.pdf(), name="pages.pdf").facts if fact.printed == "4,120"} == {"EUR"}
