"""Digits that were read as letters, and digits lost at a separator, are told and never given as read."""

from __future__ import annotations

import pytest

from extract.pipeline import read

TABLE = """# Brell Corp. results for the year ended March 31, 2030

(In millions of yen)

| | Year ended March 31, 2030 | Year ended March 31, 2029 |
|---|---|---|
| Hosting | {} | 4,118 |
| Licences | 2,431 | 2,380 |
| Support | 5,006 | 4,870 |
| Training | 812 | 790 |
"""
SUMS = """# Brell Corp. results for the year ended March 31, 2030

(In millions of yen)

| | Year ended March 31, 2030 | Year ended March 31, 2029 |
|---|---|---|
| Hosting | 2,005 | 4,118 |
| Licences | {} | 2,380 |
| Support | 5,006 | 4,870 |
| Total revenues | 7,516 | 11,368 |
"""


@pytest.mark.parametrize(
    "printed",
    [
        "2,OO5",
        "O.4",
        "l,234",
        "S5",
        "B80",
        "2OO5",
        "5OO",
        "5 OO",
        "12.O%",
        "D,452",
        "1,Q34",
        "(S5)",
        "O",
        "I,OOO",
        "1.S",
    ],
)
def test_letters_for_digits_among_figures(printed: str) -> None:
    result = read(TABLE.format(printed).encode(), name="a.md")
    told = [fact for fact in result.facts if fact.printed == printed]
    assert [(fact.status, fact.value, fact.trusted) for fact in told] == [("unresolved", None, False)]


@pytest.mark.parametrize("printed", ["247.", "247,", ",234", "(1,247.)"])
def test_a_digit_lost_at_a_separator(printed: str) -> None:
    result = read(TABLE.format(printed).encode(), name="a.md")
    told = [fact for fact in result.facts if fact.location.line == 7 and fact.header[-1:] != ("4,118",)]
    assert [fact.trusted for fact in told if fact.printed and fact.printed in printed] == [False]


@pytest.mark.parametrize(("printed", "value"), [("5O5", "505000000"), ("S05", "505000000")])
def test_letters_that_a_sum_reads(printed: str, value: str) -> None:
    fact = next(fact for fact in read(SUMS.format(printed).encode(), name="a.md").facts if fact.printed == printed)
    assert (fact.value, fact.status) in ((value, "repaired"), (None, "unresolved"))
    assert fact.candidates or fact.value == value


@pytest.mark.parametrize("printed", ["3Q", "II", "A", "n.m.", "Class B", "AA-"])
def test_words_among_figures_are_no_digits(printed: str) -> None:
    result = read(TABLE.format(printed).encode(), name="a.md")
    assert printed not in [fact.printed for fact in result.facts if fact.status != "nil"]


def test_a_small_figure_that_lost_its_decimal() -> None:
    rows = "| Hosting | {} | 41.1 |\n| Licences | 24.3 | 23.8 |\n| Support | 50.0 | 48.7 |\n| Training | 8.1 | 7.9 |\n"
    text = TABLE.partition("| Hosting")[0] + rows.format("42.")
    assert [fact.trusted for fact in read(text.encode(), name="a.md").facts if fact.printed == "42"] == [False]


@pytest.mark.parametrize(
    ("row", "printed"),
    [
        ("Diluted earnings per share (yen) | 510.4 | 71.33", "510.4"),
        ("Utilisation (%) | 664 | 62.1", "664"),
        ("…たり当期純利益（円） | 4.51 | 4.73", "4.51"),
    ],
)
def test_figures_unlike_their_row(row: str, printed: str) -> None:
    text = TABLE.format("2,005") + f"| {row} |\n"
    assert [fact.trusted for fact in read(text.encode(), name="a.md").facts if fact.printed == printed] == [False]


def test_a_first_row_of_letters_for_digits_is_no_heading() -> None:
    text = TABLE.replace("| Hosting | {} | 4,118 |", "| Hosting | 2,OO5 | l,118 |")
    facts = read(text.encode(), name="a.md").facts
    hosting = [fact for fact in facts if fact.label == ("Hosting",)]
    assert [(fact.printed, fact.status) for fact in hosting] == [("2,OO5", "unresolved"), ("l,118", "unresolved")]
    assert all("OO" not in part for fact in facts for part in fact.header)
