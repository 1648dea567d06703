"""Scales and currencies of two places that contradict each other leave both in doubt, unless more places say one."""

from __future__ import annotations

import pytest

from extract.pipeline import read

TITLE = "# Corvane Inc. Reports Results for the Year Ended December 31, 2030\n\n{}\n\n"
HEAD = "| | Year ended December 31, 2030 | Year ended December 31, 2029 |\n|---|---|---|\n"
SMALL = [("Revenue", "5,214", "4,587"), ("Cost of revenue", "3,102", "2,871"), ("Gross profit", "2,112", "1,716")]
LARGE = [("Revenue", "5,214,118", "4,587,204"), ("Cost of revenue", "3,102,040", "2,871,233")]
SEGMENTS = [("Marine", "3,011", "2,700"), ("Aviation", "2,203", "1,887"), ("Total revenue", "5,214", "4,587")]
BALANCE = [("Cash and cash equivalents", "812,440", "701,225"), ("Total assets", "1,916,442", "1,699,325")]
CASH = [("Net increase in cash", "111,215", "80,100"), ("Cash at end of year", "812,440", "701,225")]
EARNED = [*SMALL, ("Net income", "612", "401"), ("Basic earnings per share", "6.12", "4.05")]
SHARES = ("Weighted average shares outstanding", "100,012,000", "99,010,000")


def table(unit: str, rows: list[tuple[str, ...]], title: str = "Results") -> str:
    body = "".join(f"| {' | '.join(row)} |\n" for row in rows)
    return f"\n## {title}\n\n({unit})\n\n{HEAD}{body}"


def trusted(text: str) -> set[str | None]:
    facts = read(text.encode(), name="a.md").facts
    return {fact.printed for fact in facts if fact.trusted and fact.measure == "amount" and fact.unit in ("USD", "JPY")}


@pytest.mark.parametrize(
    "text",
    [
        TITLE.format("Revenue was $5.2 billion in the year ended December 31, 2030.")
        + table("In thousands of U.S. dollars", [("Total revenue", "5,214", "4,587"), *SMALL[1:]]),
        TITLE.format("") + table("In thousands of U.S. dollars", LARGE)
        + table("In thousands of U.S. dollars", SEGMENTS, "Segments"),
        TITLE.format("") + table("In millions of U.S. dollars", BALANCE, "Balance sheets").replace("Year ended ", "")
        + table("In thousands of U.S. dollars", CASH, "Statements of cash flows"),
        TITLE.format("Revenue for the year ended December 31, 2030 was JPY 5,214 million.")
        + table("In millions of U.S. dollars", SMALL),
        TITLE.format("") + table("In thousands of U.S. dollars, except per share data", [*EARNED, SHARES]),
        TITLE.format("") + table("In thousands of U.S. dollars", EARNED[:-1])
        + table("In U.S. dollars, except number of shares", [EARNED[-1], SHARES], "Per share data"),
    ],
    ids=["prose", "segments", "cash", "currency", "per share", "per share in another table"],
)  # fmt: skip
def test_two_places_that_contradict_each_other(text: str) -> None:
    assert trusted(text) == set()


def test_what_more_places_say_is_spared() -> None:
    said = "Revenue was $5.2 billion and net income was $612 million in the year ended December 31, 2030."
    assert trusted(TITLE.format(said) + table("In thousands of U.S. dollars", EARNED)) == {"5.2", "612"}
    wrong = "Revenue was $5.2 million and gross profit was $2.1 billion in the year ended December 31, 2030."
    assert trusted(TITLE.format(wrong) + table("In millions of U.S. dollars", SMALL)) == {
        "2.1", *(figure for row in SMALL for figure in row[1:])
    }  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        TITLE.format("Revenue was $5.2 billion in the year ended December 31, 2030.")
        + table("In millions of U.S. dollars", SMALL) + table("In thousands of U.S. dollars", LARGE, "In detail"),
        TITLE.format("") + table("In millions of U.S. dollars, except per share data", [*EARNED, SHARES]),
        TITLE.format("") + table("In millions of U.S. dollars", [("Marine", "5.2", "4.1"), ("Aviation", "8.1", "7.0")])
        + table("In millions of U.S. dollars", [("Marine", "4,917", "4,001"), ("Aviation", "7,213", "6,100")], "New"),
    ],
    ids=["rounded", "per share", "other figures"],
)  # fmt: skip
def test_places_that_agree(text: str) -> None:
    result = read(text.encode(), name="a.md")
    assert not [fact.printed for fact in result.facts if "facts_disagree" in fact.doubts]


def test_amounts_per_share_of_another_table_that_come_out() -> None:
    parts = TITLE.format("") + table("In millions of U.S. dollars", EARNED[:-1])
    parts += table("In U.S. dollars, except number of shares", [EARNED[-1], SHARES], "Per share data")
    assert trusted(parts) == {figure for row in EARNED[:-1] for figure in row[1:]}
