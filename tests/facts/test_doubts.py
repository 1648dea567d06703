"""Units that are damaged, double, or not those of the values they stand over: told, and never taken."""

from __future__ import annotations

import pytest

from extract import Result, read

ROWS = "\tJune 30, 2007\tJune 30, 2006\nCash\t5,100\t6,200\nBonds\t1,100\t2,200\n"


def result_of(text: str) -> Result:
    return read(("The fiscal year ends on March 31.\n\n" + text).encode(), name="table.txt")


def codes(result: Result) -> set[str]:
    return {p.code for p in result.problems}


def test_a_damaged_declaration_is_told() -> None:
    result = result_of("Balance Sheets\n(In thoucanas)\n\n" + ROWS)
    assert "unit_garbled" in codes(result)
    assert {f.value for f in result.facts} == {None}


def test_a_scale_behind_a_misread_one_is_not_taken() -> None:
    assert {f.unit for f in result_of("貸借対照表\n（単位：白万円）\n\n" + ROWS).facts} == {None}


def test_two_declared_units_of_money_are_told() -> None:
    result = result_of("Balance Sheets\n(Millions of yen, Thousands of U.S. dollars)\n\n" + ROWS)
    assert "unit_ambiguous" in codes(result)
    assert {f.basis for f in result.facts} == {"preference"}


def test_a_scale_over_amounts_per_share_is_misleading_and_told() -> None:
    table = "\tJune 30, 2007\n\tThousands of Yen\nSales\t5,100\nCosts\t1,100\nNet income per share\t12.50\n"
    result = result_of(table)
    (told,) = [p for p in result.problems if p.code == "misleading_unit"]
    (share,) = [f for f in result.facts if f.printed == "12.50"]
    assert told.facts == (share.id,)
    assert (share.unit, share.value) == ("JPY_per_share", "12.5")


def test_a_currency_sign_on_the_first_row_alone_says_no_scale() -> None:
    table = "\tJune 30, 2007\tJune 30, 2006\nCash\t$5,100\t$6,200\nBonds\t1,100\t2,200\nLand\t1,300\t2,400\n"
    assert {f.value for f in result_of("Balance Sheets\n\n" + table).facts} == {None}
    every = "\tJune 30, 2007\tJune 30, 2006\nCash\t$5,100\t$6,200\nBonds\t$1,100\t$2,200\nLand\t$1,300\t$2,400\n"
    assert {f.unit for f in result_of("Balance Sheets\n\n" + every).facts} == {"USD"}


@pytest.mark.parametrize(
    "declared",
    [
        "(in mi11ions",
        "(in rnillions, except per share data)",
        "In bil1ions of dollars",
        "(in m□llions)",
        "(単位:百□円)",
    ],
)
def test_nothing_from_afar_speaks_over_a_declaration_that_cannot_be_read(declared: str) -> None:
    above = "Costs\n(USD in thousands)\n\n\tJune 30, 2007\tJune 30, 2006\nRent\t4,100\t4,200\n\n"
    result = result_of(f"{above}Balance Sheets\n{declared}\n\n" + ROWS + "Equity ratio\t41.5%\t42.5%\n")
    under = [f for f in result.facts if f.label[-1] in ("Cash", "Bonds")]
    assert len(under) == 4
    assert not any(f.trusted for f in under), [(f.unit, f.value) for f in under]
    assert {f.unit for f in result.facts if f.label[-1] == "Equity ratio"} == {"percent"}
    assert "unit_garbled" in codes(result)


def test_a_damaged_declaration_and_a_legible_one_that_say_the_same_scale_are_one() -> None:
    said = "Balance Sheets\n(USD in {})\n(01 i thoucana)\n\n" + ROWS
    assert {f.unit for f in result_of(said.format("thousands")).facts} == {"USD"}
    assert not any(f.trusted for f in result_of(said.format("millions")).facts)


def test_a_misread_unit_over_one_column_leaves_that_column_open() -> None:
    table = (
        "(USD in thousands)\n\n\tJune 30, 2007 (in mi11ions)\tJune 30, 2006\nCash\t5,100\t6,200\nBonds\t1,100\t2,200\n"
    )
    facts = result_of("Balance Sheets\n" + table).facts
    assert {f.trusted for f in facts if f.printed in ("5,100", "1,100")} == {False}
    assert {f.value for f in facts if f.trusted} == {"6200000", "2200000"}


@pytest.mark.parametrize("words", ["(billings)", "(missions)", "(see notes)", "単位の変更", "(unit sales)"])
def test_words_that_only_look_like_a_scale_are_no_declaration(words: str) -> None:
    said = f"Balance Sheets\n(USD in thousands)\n{words}\n\n" + ROWS
    assert {f.value for f in result_of(said).facts} >= {"5100000", "6200000"}
