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


def test_a_year_that_cannot_be_dated_takes_no_days_of_the_year_before_it() -> None:
    """When a year of weeks to come will end nothing tells; it does not end with the one that it is beside."""
    text = """Corvane Group plc outlook

| | 52 weeks ended 29 March 2031 | FY 2032 guidance |
|---|---|---|
| Organic growth | 2.8% | 3.5% |
| Capital expenditure | £81m | £85m |
"""
    told = {f.printed: (f.period.end if f.period else None, f.trusted) for f in read(text.encode(), name="a.md").facts}
    assert told["£81m"] == ("2031-03-29", True)
    assert [told[printed] for printed in ("3.5%", "£85m")] == [(None, False)] * 2


def trusted_beside(heading: str) -> set[bool]:
    """Whether the figures of a table of two years are trusted, in results of nine months of the second of them."""
    text = f"""# 株式会社北星フーズ 2031年2月期 第3四半期 決算補足資料

2031年1月10日

## セグメント別売上高（第3四半期累計）

（単位：億円）

| | 2030年2月期 | {heading} | 増減額 |
|---|---|---|---|
| 国内食品 | 1,820 | 1,901 | +81 |
| 海外食品 | 1,102 | 1,163 | +61 |
"""
    return {fact.trusted for fact in read(text.encode(), name="a.md").facts}


def test_a_year_that_was_not_over_when_its_results_came_out_is_not_all_that_its_column_is_of() -> None:
    assert trusted_beside("2031年2月期") == {False}


def test_a_year_in_brackets_called_planned_may_be_one_to_come() -> None:
    assert trusted_beside("2031年2月期（予）") == {True}
