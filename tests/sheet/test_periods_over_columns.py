"""A period alone over the columns of a table heads them; it is no name that reigns over the next table."""

from __future__ import annotations

import extract

NAMES = "| (Dollars in millions) | North | South | Total |\n"
PAGES = (
    "Quarterly report\n\n"
    "|  | THREE MONTHS ENDED AUGUST 31, 2023 |  |  |\n|---|---|---|---|\n" + NAMES
    + "| Footwear | 5,423 | 3,610 | 9,033 |\n| Apparel | 1,735 | 1,572 | 3,307 |\n"
    + NAMES + "| Footwear | 3,805 | 2,012 | 5,817 |\n| Apparel | 1,494 | 1,153 | 2,647 |\n"
)  # fmt: skip


def test_a_period_over_columns_does_not_date_the_next_table() -> None:
    starts = {
        f.printed: f.period.start for f in extract.read(PAGES.encode(), name="a.md").facts if f.trusted and f.period
    }
    assert starts.get("5,423") == "2023-06-01"
    assert "3,805" not in starts
