"""Tables that declare amounts and percentages together: which a row without a word of its own is, stays open."""

from __future__ import annotations

import extract
from extract.model import Fact


def read(caption: str, rows: str) -> dict[str | None, Fact]:
    head = f"Segments\n{caption}\n\n\tYear ended March 31, 2023\tYear ended March 31, 2024\n"
    return {fact.printed: fact for fact in extract.read((head + rows).encode(), name="a.txt").facts}


def test_a_row_with_decimals_among_whole_amounts_is_of_either_unit() -> None:
    found = read("(百万円、%)", "Groceries\t21,310\t22,480\nMeals\t103.2\t105.5\nClothes\t9,120\t9,077\n")
    assert found["21,310"].value == "21310000000" and found["9,077"].unit == "JPY"
    assert found["103.2"].status == "unresolved" and not found["103.2"].trusted
    assert [each.value for each in found["103.2"].candidates] == ["103.2", "103200000"]


def test_a_row_that_says_what_it_is_needs_no_choice() -> None:
    found = read("(百万円、%)", "Groceries\t21,310\t22,480\nOperating margin (%)\t3.2\t5.5\n")
    assert (found["3.2"].value, found["3.2"].unit) == ("3.2", "percent")


def test_amounts_with_decimals_throughout_are_amounts() -> None:
    found = read("(億円、%)", "Groceries\t1,213.1\t1,224.8\nMeals\t103.2\t105.5\n")
    assert found["103.2"].value == "10320000000"


def test_without_a_declared_percentage_nothing_is_open() -> None:
    found = read("(百万円)", "Groceries\t21,310\t22,480\nMeals\t103.2\t105.5\n")
    assert found["103.2"].value == "103200000"


def test_a_whole_figure_of_a_row_named_as_a_rate_is_of_either_unit() -> None:
    rows = "Net sales\t650\t680\nEffective tax rate\t21\t22\nReturn on equity\t12\t13\nReturn on plan assets\t5\t6\n"
    found = read("(dollars in millions)", rows)
    assert found["650"].trusted and found["5"].value == "5000000"
    assert [(found[p].status, found[p].trusted) for p in ("21", "12")] == [("unresolved", False)] * 2
    assert [each.value for each in found["21"].candidates] == ["21", "21000000"]


def test_words_that_hold_the_one_for_rate_name_no_rate() -> None:
    found = read("(百万円)", "売上高\t21,310\t22,480\n業務効率化費用\t52\t55\n")
    assert found["52"].value == "52000000" and found["52"].trusted
