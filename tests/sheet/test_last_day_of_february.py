"""A caption that names the last day of February in one year names it for the other years of its table."""

from __future__ import annotations

import pytest

from extract.pipeline import read


@pytest.mark.parametrize(
    ("caption", "row", "years", "ends"),
    [
        ("Income statement for the year ended 28 February 2031", "Sales", "2031 | 2030", ["2031-02-28", "2030-02-28"]),
        ("Income statement for the year ended 28 February 2033", "Sales", "2033 | 2032", ["2033-02-28", "2032-02-29"]),
        ("Balance sheet as at 29 February 2032", "Total assets", "2032 | 2031", ["2032-02-29", "2031-02-28"]),
        ("Income statement for the year ended 20 February 2033", "Sales", "2033 | 2032", ["2033-02-20", "2032-02-20"]),
    ],
)
def test_last_day_of_february(caption: str, row: str, years: str, ends: list[str]) -> None:
    table = f"| | {years} |\n|---|---|---|\n| {row} | 8,412 | 7,906 |\n"
    text = f"# Kloof Wool Ltd\n\n{caption} (in thousands of rand)\n\n{table}"
    facts = read(text.encode(), name="a.md").facts
    assert [fact.period and fact.period.end for fact in facts] == ends
