"""Days on which something falls due, rates beside amounts, and participles between a subject and its verb."""

from __future__ import annotations

import pytest

import extract
from extract.model import Fact


def facts(text: str) -> dict[str, list[Fact]]:
    found: dict[str, list[Fact]] = {}
    told = "Larkfield Mills, Inc.\n\nYear ended September 30, 2032\n\n" + text
    for fact in extract.read(told.encode(), name="a.txt").facts:
        found.setdefault(fact.printed, []).append(fact)
    return found


def test_what_falls_due_dates_nothing() -> None:
    found = facts(
        "In May 2032, the Company issued $1,100 million in senior notes, including $500 million of senior notes with an"
        " annual fixed rate of 4.40%, final maturity in May 2039 that carry an effective rate of 3.89%, and"
        " $600 million of senior notes with an annual fixed rate of 4.60%, due in May 2042.\n"
    )
    (effective,), (other,) = found["3.89"], found["600"]
    assert not any(fact.period is not None and (fact.period.end or "") > "2033" for fact in (effective, other))
    assert not other.trusted or "rate" not in " ".join(other.label)


def test_a_year_in_which_amounts_fall_due_is_theirs() -> None:
    (due,) = facts("The Company expects payments due in fiscal year 2033 of $14 million.\n")["14"]
    assert due.period is None or due.period.end != "2032-09-30"


def test_as_of_a_year_is_on_its_last_day() -> None:
    found = facts("Equity investments were $52 million and $55 million as of the fiscal years ended September 30, 2032"
                  " and 2031, respectively.\n")  # fmt: skip
    days = [(fact.period.kind, fact.period.end) for fact in (*found["52"], *found["55"]) if fact.period is not None]
    assert days == [("instant", "2032-09-30"), ("instant", "2031-09-30")]


@pytest.mark.parametrize(
    ("clause", "label"),
    [
        ("presented in Other assets and accounted for under the equity method", "Net sales"),
        ("driven by price increases", "Net sales"),
        ("partly offset by a weaker currency", "Net sales"),
        ("mainly held by subsidiaries in Asia", "Net sales"),
        ("translated at constant currencies", "Net sales, translated at constant currencies"),
        ("adjusted for one-off items", "Net sales, adjusted for one-off items"),
    ],
)
def test_a_participle_is_no_subject(clause: str, label: str) -> None:
    (fact,) = facts(f"Net sales, {clause}, were $53 million for the year ended September 30, 2032.\n")["53"]
    assert fact.label[-1] == label
