"""Units that are damaged, double, or not those of the values they stand over: told, and never taken."""

from __future__ import annotations

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
