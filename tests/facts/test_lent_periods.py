"""Which columns the period of a caption is lent to."""

from __future__ import annotations

from extract.pipeline import read
from tests.read.pdf_pages import Paper


def ends(*headings: str) -> list[str | None]:
    """The last days of the values of a ruled row below such headings, in a table of nine months."""
    paper = Paper()
    paper.text(60, 60, "Results for the Nine Months Ended September 30, 2016 (In millions of dollars)")
    rows = (("", *headings), ("Grocery", "10.7", "12.0", "12.8"), ("Apparel", "16.9", "18.8", "17.5"))
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            if text:
                paper.text((62, 202, 302, 402)[c], 100 + 16 * r, text, size=7)
    for x in (60, 200, 300, 400, 500):
        paper.line(x, 88, x, 136)
    for y in (88, 104, 120, 136):
        paper.line(60, y, 500, y)
    facts = read(paper.pdf(), name="page.pdf").facts
    return [fact.period.end if fact.period else None for fact in facts if fact.label[-1] == "Grocery"]


def test_a_table_whose_headings_name_no_period_has_that_of_its_caption() -> None:
    assert ends("Store", "Online", "Total") == ["2016-09-30"] * 3


def test_columns_beside_a_heading_of_periods_that_cannot_be_read_have_none() -> None:
    """`1Q 2Q 3Q`, torn out of their columns, stand in one of them."""
    assert ends("1Q (2015/1-3)2Q (2015/4-", "", "") == [None] * 3
