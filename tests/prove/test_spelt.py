"""Damaged print whose digits are what a sum or a change leaves is read; whose digits are not stays open."""

from __future__ import annotations

import pytest

from extract.model import Fact, Settings
from extract.pipeline import read_document

TEXT = """# Ostrava Glass Inc.

Net sales by region (in millions of dollars)

|  | Year ended December 31, 2024 | Year ended December 31, 2023 |
| --- | --- | --- |
| North | 5,318 | 5,072 |
| South | {cell} | 6,140 |
| Overseas | 3,905 | 3,711 |
| Total | 16,496 | 14,923 |
"""


def cell(printed: str) -> Fact:
    result = read_document(TEXT.format(cell=printed).encode(), "t.md", Settings())
    return next(fact for fact in result.facts if fact.printed == printed)


@pytest.mark.parametrize("printed", ["7,2l3", "8,27S", "9.273"])
def test_digits_that_a_sum_does_not_leave_are_not_trusted(printed: str) -> None:
    found = cell(printed)
    assert not found.trusted


def test_a_comma_read_as_a_point_is_read_where_the_sum_leaves_its_digits() -> None:
    found = cell("7.273")
    assert (found.status, found.value, found.trusted) == ("repaired", "7273000000", True)


def test_letters_for_digits_are_read_where_the_sum_leaves_their_digits() -> None:
    text = TEXT.replace("16,496", "16,323")
    result = read_document(text.format(cell="7,1OO").encode(), "t.md", Settings())
    found = next(fact for fact in result.facts if fact.printed == "7,1OO")
    assert (found.status, found.value) == ("repaired", "7100000000")


def test_letters_whose_digits_the_sum_does_not_leave_stay_open() -> None:
    found = cell("7,1OO")
    assert not found.trusted
