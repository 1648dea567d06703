"""Labels that are the end of a longer one, or name nothing: the figure stands, and says that its label is open."""

from __future__ import annotations

import pytest

import extract
from extract.model import Fact

HEAD = "Year ended March 31, 2024 (USD million)\n\n| | FY2024 | FY2023 |\n|---|---|---|\n"


def facts(text: str) -> list[Fact]:
    return list(extract.read(text.encode(), name="a.md").facts)


@pytest.mark.parametrize(
    ("above", "label", "is_open"),
    [
        ("Income before taxes and equity in losses", "of affiliated companies", True),
        ("Network services", "Service)", True),
        ("Proceeds from sales and redemption of other", "holdings", True),
        ("Purchase of other holdings", "holdings sold", False),
        ("Net sales", "Of which: overseas", False),
        ("Net sales", "Revenue 2)", False),
        ("Net sales", "Fees (net)", False),
    ],
)
def test_the_end_of_a_wrapped_label_names_no_row(above: str, label: str, is_open: bool) -> None:
    text = f"{HEAD}| {above} | 812 | 745 |\n| {label} | 123 | 98 |\n| Other expenses | 55 | 41 |\n"
    fact = next(f for f in facts(text) if f.printed == "123")
    assert ("label_open" in fact.doubts) is is_open and fact.trusted is not is_open


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("# Results for the year ended March 31, 2024\n\n- 2014 Revenue: USD 65 million\n", None),
        ("# Results for the year ended March 31, 2024\n\n- 1014 Revenue: USD 65 million\n", "label_open"),
        (
            "# Results for the year ended March 31, 2024\n\nYen amounts were translated at the rate of USD 1.25.\n",
            "label_open",
        ),
        ("Impact to the financial target for FY2007 (April 1, 2007 to March 31, 2008)\nRevenue: USD 65 million\n",
         "scenario_open"),
    ],
)  # fmt: skip
def test_a_sentence_that_leaves_label_or_plan_open(text: str, doubt: str | None) -> None:
    for fact in facts(text):
        assert (doubt in fact.doubts) if doubt is not None else not {"label_open", "scenario_open"} & set(fact.doubts)


def test_a_change_of_a_plan_is_planned() -> None:
    head = "(USD million)\n\n| | FY2023 Actual (22/4~23/3) | FY2024 Target (23/4~24/3) | YoY |\n|---|---|---|---|\n"
    found = {f.column: f.dimensions.get("scenario") for f in facts(f"{head}| Revenue | 60 | 65 | 8.3% |\n")}
    assert found == {1: None, 2: "target", 3: "target"}
