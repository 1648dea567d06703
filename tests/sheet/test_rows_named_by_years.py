"""Rows that are years by bare numbers: under a heading that speaks of time, or under none."""

from __future__ import annotations

import pytest

from extract import read

HEAD = "Record for the years ended 30 June (NOK million)\n\n"
ROWS = "| 2029 | 3,118 | 206 |\n| 2030 | 3,406 | 251 |\n| 2031 | 3,377 | 188 |\n"


def told(
    corner: str, columns: str = "Revenue | Equity at year-end", rows: str = ROWS
) -> dict[str, tuple[str | None, ...]]:
    text = f"{HEAD}| {corner} | {columns} |\n|---|---|---|\n{rows}"
    facts = read(text.encode(), name="page.md").facts
    return {f.printed or "": (f.period and f.period.start, f.period and f.period.end) for f in facts if f.trusted}


@pytest.mark.parametrize("corner", ["", "Year", "Fiscal year", "年度", "Year ended 30 June"])
def test_each_row_is_a_year(corner: str) -> None:
    found = told(corner)
    assert found["3,406"] == ("2029-07-01", "2030-06-30")
    assert found["251"] == (None, "2030-06-30")
    assert "2030" not in found


@pytest.mark.parametrize("corner", ["Orders", "Sites"])
def test_figures_of_a_quantity_are_no_years(corner: str) -> None:
    assert "3,406" not in told(corner)


def test_numbers_that_do_not_follow_each_other_are_no_years() -> None:
    assert "3,406" not in told("", rows="| 2029 | 3,118 | 206 |\n| 2011 | 3,406 | 251 |\n| 2031 | 3,377 | 188 |\n")
