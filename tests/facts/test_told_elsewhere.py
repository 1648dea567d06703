"""Tables that sentences put right, and those that only contradict them."""

from __future__ import annotations

import pytest

import extract
from extract.model import Fact

TITLE = "# Orbel Inc. Reports Results for the Fiscal Year Ended December 31, 2023\n"
SAYS = (
    "Net sales were EUR 1,571 million in the first quarter (January 1, 2023 to March 31, 2023) and EUR 1,673 million in"
    " the second quarter (April 1, 2023 to June 30, 2023).\n"
)


def quarters(first: str, second: str, third: str) -> str:
    rows = ["North\t518\t546\t625", "South\t1,053\t1,127\t1,270", "Total\t1,571\t1,673\t1,895"]
    return f"\nSales by quarter (EUR million)\n\n\t{first}\t{second}\t{third}\n" + "\n".join(rows)


def facts(text: str) -> dict[str, Fact]:
    return {f.printed or "": f for f in extract.read(text.encode(), name="a.txt").facts if f.table is not None}


def test_headings_exchanged() -> None:
    found = facts(TITLE + SAYS + quarters("2Q23", "1Q23", "3Q23"))
    ends = {printed: fact.period.end for printed, fact in found.items() if fact.period is not None}
    assert (ends["518"], ends["1,127"], ends["1,571"], ends["625"]) == (
        "2023-03-31", "2023-06-30", "2023-03-31", "2023-09-30"
    )  # fmt: skip
    assert all(fact.trusted for fact in found.values())
    assert [g.printed for g in found["518"].grounds["period"]] != ["2Q23"]


@pytest.mark.parametrize(
    "text",
    [
        TITLE + SAYS.replace("1,673", "1,674") + quarters("2Q23", "1Q23", "3Q23"),  # one figure is told, not two
        TITLE + SAYS.replace("first", "third").replace("January 1, 2023 to March 31", "July 1, 2023 to September 30")
        + quarters("1Q23", "2Q23", "3Q23"),  # the table is in order by itself
    ],
)  # fmt: skip
def test_a_contradiction_is_no_exchange(text: str) -> None:
    found = facts(text)
    heads = {p: f.header[-1] for p, f in found.items()}
    quarter = {"1Q23": "2023-03-31", "2Q23": "2023-06-30", "3Q23": "2023-09-30"}
    assert all(f.period is not None and f.period.end == quarter[heads[p]] for p, f in found.items())


def points(*rows: str) -> str:
    return "\nResults (EUR million)\n\n\tYear ended December 31, 2023\tYear ended December 31, 2022\n" + "\n".join(rows)


ROWS = ("Net sales\t23.418\t21.906", "Costs\t15.227\t14.380", "Profit\t8.191\t7.526")
TOLD = "Net sales for the year ended December 31, 2023 were EUR 23,418 million.\n"


def test_points_for_commas() -> None:
    found = facts(TITLE + TOLD + points(*ROWS))
    assert (found["15.227"].value, found["7.526"].value, found["7.526"].decimals) == ("15227000000", "7526000000", -6)
    assert all(fact.trusted for fact in found.values())


@pytest.mark.parametrize(
    ("told", "rows"),
    [
        (TOLD.replace("23,418 million", "23.418 billion"), ROWS),  # no comma tells of one
        (TOLD.replace("23,418", "23,419"), ROWS),  # other digits
        (TOLD, (*ROWS[:2], "Profit\t8.19\t7.52")),  # not all have three decimals
    ],
)
def test_points_that_may_be_points(told: str, rows: tuple[str, ...]) -> None:
    found = facts(TITLE + told + points(*rows))
    assert found["15.227"].value != "15227000000" or not found["15.227"].trusted
