"""The same figure in several documents: who disagrees is told in both, and doubted where neither is later."""

from __future__ import annotations

import msgspec
import pytest

from extract.model import Fact, Ground, Result
from extract.model.correction import PERSON
from extract.series.held_together import hold_together
from tests.series.made import figure, result

FY = ("2022-04-01", "2023-03-31")
# What all documents print alike: they are of one company.
ALIKE = (
    figure(11, *FY, 400, concept="CostOfSales"),
    figure(12, None, "2023-03-31", 900, concept="Assets"),
    figure(13, None, "2023-03-31", 300, concept="NetAssets"),
)


def held(*results: Result) -> list[tuple[list[str], list[str]]]:
    """Codes of problems, and ids of facts in doubt, of each document."""
    told = hold_together(results, [each.source.name for each in results])
    return [([p.code for p in each.problems], [f.id for f in each.facts if not f.trusted]) for each in told]


def test_papers_of_one_day_that_disagree_are_in_doubt_in_both() -> None:
    report = result("report.txt", "2023-05-10", *ALIKE, figure(1, *FY, 500))
    deck = result("deck.txt", "2023-05-10", *ALIKE, figure(2, *FY, 50))
    assert held(report, deck) == [(["documents_disagree"], ["f0001"]), (["documents_disagree"], ["f0002"])]
    first, second = hold_together((report, deck), ("report.txt", "deck.txt"))
    assert first.problems[0].data == {
        "document": "deck.txt", "fact": "f0002", "value": "500000000", "other": "50000000", "line": "2",
    }  # fmt: skip
    assert second.problems[0].facts == ("f0002",)


def test_what_a_person_vouches_for_is_told_and_not_doubted() -> None:
    vouched = msgspec.structs.replace(figure(1, *FY, 500), grounds={"value": (Ground(rank=PERSON, rule="accepted"),)})
    report = result("report.txt", "2023-05-10", *ALIKE, vouched)
    deck = result("deck.txt", "2023-05-10", *ALIKE, figure(2, *FY, 50))
    assert held(report, deck) == [(["documents_disagree"], []), (["documents_disagree"], ["f0002"])]


@pytest.mark.parametrize(
    ("fact", "other"),
    [
        (figure(1, *FY, 500), figure(2, *FY, 470)),  # the column of the year before
        (figure(1, None, "2022-03-31", 80, concept="Cash"), figure(2, None, "2022-03-31", 70, concept="Cash")),
    ],
    ids=["prior year", "opening balance"],
)
def test_a_later_document_that_says_otherwise_is_told_in_both_and_doubts_neither(fact: Fact, other: Fact) -> None:
    told = held(result("old.txt", "2023-05-10", *ALIKE, fact), result("new.txt", "2024-05-10", *ALIKE, other))
    assert told == [(["restated"], []), (["restated"], [])]


def test_rounding_cut_off_and_language_are_no_disagreement() -> None:
    japanese = result("ja.txt", "2023-05-10", *ALIKE, figure(1, *FY, 57_055))
    english = result(
        "en.txt", "2023-05-10", *ALIKE, figure(2, *FY, 570, power=8), figure(3, *FY, 57_054, label="Revenues")
    )
    assert held(japanese, english) == [([], []), ([], [])]


def test_a_revised_forecast_is_none_but_the_forecast_before_must_be_what_it_was() -> None:
    old = result("old.txt", "2023-05-10", *ALIKE, figure(1, "2023-04-01", "2024-03-31", 450, scenario="forecast"))

    def new(*facts: Fact) -> Result:
        return result("new.txt", "2023-11-10", *ALIKE, *facts)

    revised = figure(2, "2023-04-01", "2024-03-31", 470, scenario="forecast:revised")
    right = figure(3, "2023-04-01", "2024-03-31", 450, scenario="forecast:previous")
    wrong = figure(3, "2023-04-01", "2024-03-31", 540, scenario="forecast:previous")
    assert [codes for codes, _ in held(old, new(revised, right))] == [[], []]
    assert [codes for codes, _ in held(old, new(revised, wrong))] == [["restated"], ["restated"]]


def test_documents_that_agree_in_nothing_speak_of_different_things() -> None:
    one = result("a.txt", "2023-05-10", figure(1, *FY, 500), figure(2, *FY, 90, concept="Cash"))
    other = result("b.txt", "2023-05-10", figure(1, *FY, 50), figure(2, *FY, 9, concept="Cash"))
    assert held(one, other) == [([], []), ([], [])]


def test_a_segment_and_the_parent_alone_are_not_the_group() -> None:
    one = result("a.txt", "2023-05-10", *ALIKE, figure(1, *FY, 500))
    other = result(
        "b.txt",
        "2023-05-10",
        *ALIKE,
        figure(2, *FY, 50, segment="Cloud"),
        figure(3, *FY, 300, scope="non_consolidated"),
    )
    assert held(one, other) == [([], []), ([], [])]


def test_the_order_of_documents_changes_nothing() -> None:
    results = [
        result(name, day, *ALIKE, figure(1, *FY, value))
        for name, day, value in (
            ("a.txt", "2023-05-10", 500),
            ("b.txt", "2023-05-10", 510),
            ("c.txt", "2024-05-10", 520),
        )
    ]
    forth = hold_together(results, ["a.txt", "b.txt", "c.txt"])
    back = hold_together(results[::-1], ["c.txt", "b.txt", "a.txt"])
    for one, other in zip(forth, back[::-1], strict=True):
        assert one.facts == other.facts
        assert sorted(p.message for p in one.problems) == sorted(p.message for p in other.problems)
