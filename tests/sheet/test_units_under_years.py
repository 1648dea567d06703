"""A year and, under it or behind it, a unit: the heading of accounts in pounds and euros."""

from __future__ import annotations

import pytest

from extract.lex.headings import unit_under_year
from extract.pipeline import read

PAGE = """<html><body><p>Hollin Dairies plc: income statement for the year ended 31 March 2024</p>
<table>{heads}<tr><td>Revenue</td><td>4</td><td>912,460</td><td>869,734</td></tr>
<tr><td>Cost of sales</td><td></td><td>(702,300)</td><td>(688,050)</td></tr></table></body></html>"""
IN_ONE = "<tr><td></td><td>Note</td><td>2024{0}</td><td>2023{0}</td></tr>"
IN_TWO = "<tr><td></td><td>Note</td><td>2024</td><td>2023</td></tr><tr><td></td><td></td><td>{0}</td><td>{0}</td></tr>"


@pytest.mark.parametrize(
    ("heads", "unit", "value"),
    [
        (IN_ONE.format("<br>£"), "GBP", "912460"),
        (IN_ONE.format(" €"), "EUR", "912460"),
        (IN_ONE.format("<br>£'000"), "GBP", "912460000"),
        (IN_TWO.format("£"), "GBP", "912460"),
        (IN_TWO.format("€000"), "EUR", "912460000"),
        ("<tr><td></td><td>Note</td><td>Year ended 31 March 2024 £</td><td>Year ended 31 March 2023 £</td></tr>",
         "GBP", "912460"),
    ],
)  # fmt: skip
def test_the_unit_under_a_year_is_the_columns(heads: str, unit: str, value: str) -> None:
    facts = {f.printed: f for f in read(PAGE.format(heads=heads).encode(), name="a.html").facts}
    sales, before = facts["912,460"], facts["869,734"]
    assert (sales.unit, sales.value, sales.trusted) == (unit, value, True)
    assert [f.period.end for f in (sales, before) if f.period] == ["2024-03-31", "2023-03-31"]


def test_amounts_of_as_many_euros_are_figures() -> None:
    rows = "<tr><td>Licence</td><td>2024 €</td><td>1987 €</td></tr><tr><td>Rent</td><td>710 €</td><td>695 €</td></tr>"
    page = f"<table><tr><td></td><td>2023</td><td>2022</td></tr>{rows}</table>"
    facts = read(f"<html><body><p>Year ended 31 December 2023</p>{page}</body></html>".encode(), name="a.html").facts
    assert [(f.value, f.unit) for f in facts][:2] == [("2024", "EUR"), ("1987", "EUR")]


def test_what_is_no_unit_is_none() -> None:
    assert [unit_under_year(text) for text in ("2024 Plan", "2024 restated", "Note 2024", "20 240 £")] == [None] * 4
