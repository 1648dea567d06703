"""Which company a figure is of: the issuer, another that a heading names alone, or none where that is not said."""

from __future__ import annotations

import pytest

import extract
from extract.model import Fact


def facts(text: str) -> list[Fact]:
    return list(extract.read(text.encode(), name="a.md").facts)


COVER = "# Holm Ferries plc\n\nHolm Ferries plc results for the year ended March 31, 2024\n\n"
TABLE = "{caption}\n\n| (GBP thousand) | {one} | {two} |\n|---|---|---|\n| {label} | 418 | 377 |\n| Fuel | 41 | 38 |\n"


@pytest.mark.parametrize(
    ("caption", "one", "two", "label", "expected"),
    [
        ("Income statement", "2024", "2023", "Revenue", "Holm Ferries plc"),
        ("Skerry Lines GmbH", "2024", "2023", "Revenue", "Skerry Lines GmbH"),
        ("Income statement", "2024", "2023", "Loans to Skerry Lines Inc.", None),
        ("Shares held", "2024", "2023", "Skerry Lines Inc.", None),
        ("Holm Ferries plc", "2024", "2023", "Revenue", "Holm Ferries plc"),
        ("Income statement", "Skerry Lines Inc.", "Others", "Revenue", "Skerry Lines Inc."),
        ("Purchase of Skerry Lines Inc.", "2024", "2023", "Revenue", None),
        ("Skerry Lines Inc.", "2024", "2023", "Revenue", "Skerry Lines Inc."),
    ],
)
def test_the_company_of_a_table(caption: str, one: str, two: str, label: str, expected: str | None) -> None:
    found = facts(COVER + TABLE.format(caption=caption, one=one, two=two, label=label))
    fact = next(f for f in found if f.printed == "418")
    assert fact.entity == expected
    assert bool(fact.grounds.get("entity")) is (expected is not None)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Revenue was GBP 418 thousand in the year ended March 31, 2024.", "Holm Ferries plc"),
        ("Revenue of Skerry Lines Inc. was GBP 418 thousand in the year ended March 31, 2024.", None),
    ],
)
def test_the_company_of_a_sentence(sentence: str, expected: str | None) -> None:
    (fact,) = facts(COVER + sentence + "\n")
    assert fact.entity == expected
