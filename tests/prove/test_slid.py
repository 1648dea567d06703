"""A column that slid by a line: no figure from the slip on is trusted, and nothing else is doubted."""

from __future__ import annotations

import pytest

from extract.pipeline import read

TITLE = "# Tarvel Instruments Inc.\n\n(In thousands of U.S. dollars)\n\n| | Year ended December 31, 2031 |"
HEAD = TITLE + " Year ended December 31, 2030 |\n|---|---|---|\n"
ROWS = [
    ("Product revenue", "412,906", "388,174"),
    ("Service revenue", "187,343", "161,287"),
    ("Total revenue", "600,249", "549,461"),
    ("Cost of product revenue", "231,512", "219,866"),
    ("Cost of service revenue", "96,058", "84,310"),
    ("Total cost of revenue", "327,570", "304,176"),
    ("Gross profit", "272,679", "245,285"),
    ("Research and development", "71,845", "68,402"),
    ("Selling and administration", "118,630", "109,518"),
    ("Total operating expenses", "190,475", "177,920"),
    ("Operating income", "82,204", "67,365"),
]


def trusted(rows: list[tuple[str, str, str]]) -> list[tuple[str, str | None]]:
    text = HEAD + "".join(f"| {' | '.join(row)} |\n" for row in rows)
    facts = read(text.encode(), name="a.md").facts
    return [(fact.label[-1], fact.printed) for fact in facts if fact.trusted]


def slid_down(start: int) -> list[tuple[str, str, str]]:
    """The first column from `start` on one line below its rows; the last figure is gone."""
    first = [row[1] for row in ROWS]
    moved = [*first[:start], "", *first[start:-1]]
    return [(label, one, other) for (label, _, other), one in zip(ROWS, moved, strict=True)]


def slid_up(start: int) -> list[tuple[str, str, str]]:
    """The figure of `start` is gone from the first column, and those below it moved up."""
    first = [row[1] for row in ROWS]
    moved = [*first[:start], *first[start + 1 :], ""]
    return [(label, one, other) for (label, _, other), one in zip(ROWS, moved, strict=True)]


def test_sound() -> None:
    assert len(trusted(ROWS)) == 2 * len(ROWS)


@pytest.mark.parametrize("start", [3, 4, 5, 6])
@pytest.mark.parametrize("slide", [slid_down, slid_up])
def test_figures_of_other_rows_are_not_trusted(slide, start: int) -> None:  # type: ignore[no-untyped-def]
    own = {(label, figure) for label, *figures in ROWS for figure in figures}
    found = trusted(slide(start))
    assert [each for each in found if each not in own] == []
    assert len(found) >= 6


def test_a_blank_in_one_column_is_no_slip() -> None:
    rows = [(label, "" if label == "Service revenue" else one, other) for label, one, other in ROWS]
    assert len(trusted(rows)) >= 2 * len(ROWS) - 4
