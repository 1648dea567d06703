"""Figures of one name below other headings: `Logistics / Revenue` lends nothing to `Disposals / Revenue`."""

from __future__ import annotations

from extract.model import Fact
from extract.pipeline import read

SHARED = """| Net sales | 10,482 |
| Operating profit | 1,294 |
| Net income | 873 |
| Fleet and depots, at cost | 2,118 |
"""


def facts(first: str, second: str) -> dict[str, Fact]:
    """Facts by heading and name, of two tables that agree in four figures; the first has one that is torn."""
    head = "| (EUR million) | Year ended March 31, 2024 |\n|---|---|\n"
    text = (
        "# Fenwick Haulage plc\n\nResults for the year ended March 31, 2024\n\n"
        f"## Key figures\n\n{head}{SHARED}{first}\n## Business areas\n\n{head}{SHARED}{second}"
    )
    return {" / ".join(f.label): f for f in read(text.encode(), name="r.md").facts if f.table is not None}


def test_a_namesake_below_another_heading_lends_no_value() -> None:
    found = facts(
        "| Discontinued operations: | |\n| Revenue | 3,4I7% |\n| Expenses | 298 |\n",
        "| Logistics: | |\n| Revenue | 3,417 |\n| Segment assets | 5,112 |\n",
    )
    torn = found["Discontinued operations / Revenue"]
    assert (torn.status, torn.value) == ("unresolved", None)
    assert found["Logistics / Revenue"].proof == ()


def test_a_figure_below_the_same_heading_is_lent() -> None:
    found = facts(
        "| Logistics: | |\n| Revenue | 3,4I7% |\n| Expenses | 298 |\n",
        "| Logistics: | |\n| Revenue | 3,417 |\n| Segment assets | 5,112 |\n",
    )
    assert (found["Logistics / Revenue"].status, found["Logistics / Revenue"].value) == ("repaired", "3417000000")


def test_another_row_shows_that_two_headings_stand_over_the_same() -> None:
    found = facts(
        "| Transport: | |\n| Revenue | 3,4I7% |\n| Segment profit | 1,846 |\n",
        "| Logistics: | |\n| Revenue | 3,417 |\n| Segment profit | 1,846 |\n",
    )
    assert found["Transport / Revenue"].value == "3417000000"
