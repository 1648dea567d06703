"""Rows of whole numbers among amounts with decimals: the unit over the column is not theirs unless they say so."""

from __future__ import annotations

import pytest

import extract

HEAD = "| £m | Year ended 31 March 2031 | Year ended 31 March 2030 |\n|---|---|---|\n"
MONEY = "| Revenue | 141.2 | 133.9 |\n| Operating profit | 20.1 | 18.8 |\n"


def _row(rows: str, label: str) -> list[extract.Fact]:
    return [fact for fact in extract.read((HEAD + rows).encode(), name="a.md").facts if fact.label == (label,)]


@pytest.mark.parametrize("label", ["Crew", "Wagons on the road", "Turbines turning"])
def test_what_is_printed_whole_among_decimals_has_no_unit_from_afar(label: str) -> None:
    for fact in _row(f"{MONEY}| {label} | 1,204 | 1,180 |\n", label):
        assert not fact.trusted and "unit_open" in fact.doubts


@pytest.mark.parametrize(
    ("rows", "label"),
    [
        (MONEY + "| Net debt | 1,204 | 1,180 |\n", "Net debt"),  # a name of money
        (
            MONEY + "| Net debt | 1,204 | 1,180 |\n| Crew tools | 204 | 180 |\n",
            "Crew tools",
        ),  # money is printed whole too
        ("| Revenue | 141.2 | 133.9 |\n| Crew tools | 204 | 180 |\n", "Crew tools"),  # one row is no habit
        (MONEY + "| Crew tools | £204 | £180 |\n", "Crew tools"),  # the figures say it themselves
    ],
)
def test_a_unit_is_kept_where_nothing_speaks_against_it(rows: str, label: str) -> None:
    found = _row(rows, label)
    assert len(found) == 2 and all("unit_open" not in fact.doubts for fact in found)
