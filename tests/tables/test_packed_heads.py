"""Headings pushed together to the left: a page's converter wrote one cell for each, whatever it covered."""

from __future__ import annotations

from extract import Fact, read

ROWS = """| Sales | 419.7 | 93.4 | 329.5 | 95.4 | 90.2 | 27.4 |
| Cost of materials | -244.3 | -54.4 | -187.0 | -54.1 | -57.3 | 30.6 |
| Pre-tax profit | 24.5 | 5.5 | 8.1 | 2.3 | 16.4 | |
| Earnings per share (in euros) | 0.32 | 0.13 | | | | |
"""


def facts(text: str) -> dict[str, Fact]:
    result = read(text.encode(), name="page.md")
    return {fact.printed: fact for fact in result.facts}


def test_headings_are_spread_over_the_names_that_return_below_them() -> None:
    found = facts(
        "| 01 July – 30 Sep. 2031 | 01 July – 30 Sep. 2030 | Changes 2031 against 2030 | ||||\n"
        "|---|---|---|---|---|---|---|\n"
        "| 3rd quarter | € million | % | € million | % | € million | % |\n" + ROWS
    )
    ends = [fact.period.end if fact.period else None for fact in map(found.get, ("419.7", "93.4", "329.5")) if fact]
    assert ends == ["2031-09-30", "2031-09-30", "2030-09-30"]
    assert all(found[printed].trusted for printed in ("419.7", "93.4", "329.5", "95.4", "24.5"))


def test_a_row_that_may_be_pushed_together_too_is_not_trusted() -> None:
    found = facts(
        "| 01 July – 30 Sep. 2031 | 01 July – 30 Sep. 2030 | Changes 2031 against 2030 | ||||\n"
        "|---|---|---|---|---|---|---|\n"
        "| 3rd quarter | € million | % | € million | % | € million | % |\n" + ROWS
    )
    assert not found["0.13"].trusted
    assert not found["0.32"].trusted


def test_headings_over_unequal_widths_date_nothing() -> None:
    """Two columns for each year and one for the change: nothing on the page says which."""
    found = facts(
        "| 01 July – 30 Sep. 2031 | 01 July – 30 Sep. 2030 | Change | |||\n|---|---|---|---|---|---|\n"
        "| 3rd quarter | € million | % | € million | % | % |\n"
        "| Sales | 419.7 | 93.4 | 329.5 | 95.4 | 27 |\n| Cost of materials | -244.3 | -54.4 | -187.0 | -54.1 | 31 |\n"
    )
    assert all(fact.period is None or fact.period.end is None for fact in found.values())
    assert not any(fact.trusted for fact in found.values())


def test_a_heading_for_each_of_the_first_columns_stays_where_it_stands() -> None:
    found = facts(
        "| | 30 June 2031 | 30 June 2030 | |\n|---|---|---|---|\n| | € million | € million | Note |\n"
        "| Inventories | 419.7 | 329.5 | 7 |\n| Receivables | 244.3 | 187.0 | 8 |\n"
    )
    assert found["329.5"].period is not None
    assert found["329.5"].period.end == "2030-06-30"
    assert found["329.5"].trusted
