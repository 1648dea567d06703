"""A row short of a cell takes the columns in which its figures fit the totals."""

from __future__ import annotations

import extract

HEAD = ["|  | Q1 | Q2 | Q3 | Q4 |", "|---|---|---|---|---|"]


def columns(*rows: str) -> dict[str, str]:
    """The heading of each figure of the rows, by what is printed; figures of which none is known are left out."""
    text = "\n".join(["Sales by region, fiscal 2024 (USD million)", "", *HEAD, *rows])
    facts = extract.read(text.encode(), name="a.md").facts
    return {fact.printed or "": fact.header[0] for fact in facts if fact.header}


def test_the_totals_tell_which_cell_is_missing() -> None:
    found = columns(
        "| North | 318 | 406 | 571 | 690 |", "| South | 207 | 389 | 442 |", "| Total | 525 | 662 | 960 | 1,132 |"
    )
    assert {figure: found.get(figure) for figure in ("207", "389", "442")} == {"207": "Q1", "389": "Q3", "442": "Q4"}


def test_where_two_placings_fit_or_no_total_stands_nothing_is_placed() -> None:
    same = columns("| North | 318 | 318 | 571 | 690 |", "| South | 207 | 442 |", "| Total | 525 | 525 | 571 | 1,132 |")
    assert "207" not in same
    bare = columns(
        "| North | 318 | 406 | 571 | 690 |", "| South | 207 | 389 | 442 |", "| West | 525 | 662 | 96 | 132 |"
    )
    assert "389" not in bare
