"""Cells one a line below a length of time, two days, and two columns of changes by other names than usual."""

from __future__ import annotations

import extract

TEXT = "\n".join(
    ("Ardent Gears Inc.", "Supplemental Information", "(dollars in millions)", "Three months ended", "March 31, 2031",
     "Dec 31, 2030", "Sequential change", "Year-ago change", "Data center", "1,204", "1,150", "5%", "22%",
     "Client", "640", "702", "(9)%", "(4)%", "Embedded", "210", "205", "2%", "(11)%",
     "Total revenue", "2,054", "2,057", "0%", "9%", "")
)  # fmt: skip


def test_a_length_heads_no_column_beside_days_and_changes_are_named_in_more_ways_than_one() -> None:
    found = {f.printed: f for f in extract.read(TEXT.encode(), name="a.txt").facts if f.label == ("Data center",)}
    assert set(found) == {"1,204", "1,150", "5%", "22%"}
    periods = {printed: (f.period.start, f.period.end) for printed, f in found.items() if f.period is not None}
    assert periods["1,204"] == ("2031-01-01", "2031-03-31")
    assert periods["1,150"] == ("2030-10-01", "2030-12-31")
    assert found["5%"].header[-1] == "Sequential change" and found["22%"].header[-1] == "Year-ago change"


def test_a_unit_of_noughts_is_no_figure_and_its_digits_are_accounted_for() -> None:
    page = (
        b"# Fair values at 30 June 2031 (CHF 000)\n\n| | Level 1 | Total CHF'000 |\n|---|---|---|\n"
        b"| Shares held | 12,104 | 15,614 |\n"
    )
    result = extract.read(page, name="a.md")
    assert {fact.printed for fact in result.facts} == {"12,104", "15,614"}
    assert all(problem.code != "numbers_unread" for problem in result.problems)


def test_a_unit_below_a_long_title_is_the_unit_of_the_table() -> None:
    text = (
        "Ardent Gears AG quarterly statement for the first quarter 2031/32 (October 1 to December 31, 2031)\n"
        "in EUR million\n\n"
        "                  Q1 2031/32   Q1 2030/31\n"
        "Order intake           410.2        398.7\n"
        "Sales                  388.0        401.1\n"
    )
    facts = extract.read(text.encode(), name="a.txt").facts
    assert [(f.printed, f.unit, f.value) for f in facts if f.label == ("Sales",)] == [
        ("388.0", "EUR", "388000000"), ("401.1", "EUR", "401100000"),
    ]  # fmt: skip


def test_the_length_a_title_tells_of_this_years_day_holds_for_the_same_day_of_another_year() -> None:
    page = (
        b"Statement of income for the six months ended December 31, 2031\n\n"
        b"| (USD thousands) | December 31, 2031 | December 31, 2030 | June 30, 2031 |\n|---|---|---|---|\n"
        b"| Net sales | 81,204 | 77,310 | 150,112 |\n| Cost of sales | (71,204) | (67,310) | (130,001) |\n"
    )
    found = {fact.printed: fact for fact in extract.read(page, name="a.md").facts}
    for printed, start, end in (("81,204", "2031-07-01", "2031-12-31"), ("77,310", "2030-07-01", "2030-12-31")):
        period = found[printed].period
        assert found[printed].trusted and period is not None and (period.start, period.end) == (start, end)
    assert not found["150,112"].trusted
