"""Dollars of a document that does not say whose they are: read, and open; nothing of them is lost."""

from __future__ import annotations

from extract import read

TEXT = """Corwen Press Corporation (TSX: CWP) reports results for the quarter ended June 30, 2031

Revenue was $180.8 million in the quarter, or $0.09 per share. Costs fell to 4%.
"""


def test_open_dollars_are_facts_without_a_unit() -> None:
    result = read(TEXT.encode(), name="a.txt")
    found = {fact.printed: (fact.value, fact.unit, fact.doubts) for fact in result.facts}
    assert found["180.8"] == ("180800000", None, ("unit_open",))
    assert found["0.09"][:2] == ("0.09", None)
    assert not [problem for problem in result.problems if problem.code == "numbers_unread"]


def test_dollars_that_are_said_have_their_unit() -> None:
    said = TEXT + "\nAll amounts are in Canadian dollars.\n"
    units = {fact.printed: fact.unit for fact in read(said.encode(), name="a.txt").facts}
    assert (units["180.8"], units["0.09"]) == ("CAD", "CAD_per_share")


def test_an_amount_per_share_in_brackets_is_in_no_scale_of_the_amount_before_it() -> None:
    text = TEXT + "\nNet loss was $7.2 million ($0.09 per share) in the quarter.\n"
    found = {(fact.printed, fact.value) for fact in read(text.encode(), name="a.txt").facts}
    assert {("7.2", "7200000"), ("0.09", "0.09")} <= found
