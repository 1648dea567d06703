"""Figures printed against the habit of their document are flagged, and only where there is a habit."""

from __future__ import annotations

from extract.model import Judgement
from extract.prove import judge
from tests.prove.builders import SETTINGS, statement, table

COLUMNS = [("FY2005", "JPY", "amount"), ("FY2006", "JPY", "amount")]
LONG = [f"{number * 7919:,}" for number in range(1301, 1345, 2)]


def judged(printed: str, others: list[str]) -> Judgement:
    rows = [(f"Line {number}", [text, None]) for number, text in enumerate(others)]
    stray = table([("Legend", [printed, None])], columns=COLUMNS, id="t2", first=500)
    return judge(statement(table(rows, columns=COLUMNS), stray), SETTINGS)[0]


def stray_of(result: Judgement):  # type: ignore[no-untyped-def]
    return next(fact for fact in result.statement.facts if fact.table == "t2")


def test_a_figure_without_separators_in_a_document_that_has_them_is_flagged() -> None:
    fact = stray_of(judged("300000", LONG))
    assert (fact.status, fact.value) == ("unresolved", None)
    assert [candidate.value for candidate in fact.candidates] == ["300000000000"]
    assert fact.explanation is not None and "`300000`" in fact.explanation


def test_a_document_without_the_habit_is_left_alone() -> None:
    assert stray_of(judged("300000", LONG[:10])).status == "verbatim"
    mixed = [*LONG[:18], *(text.replace(",", "") for text in LONG[18:])]
    assert stray_of(judged("300000", mixed)).status == "verbatim"


def test_four_digits_are_a_habit_of_their_own() -> None:
    assert stray_of(judged("4552", LONG)).status == "verbatim"


def test_a_figure_that_an_identity_bears_out_stays() -> None:
    rows = [("Sales", ["210,450", "198,220"]), ("Fees", ["89550", "90,130"]), ("Other", ["12,345", "23,456"])]
    parts = [*rows, ("Total", ["312,345", "311,806"])]
    fees = [(f"Line {number}", [text, None]) for number, text in enumerate(LONG)]
    result, _ = judge(
        statement(table(fees, columns=COLUMNS), table(parts, columns=COLUMNS, id="t2", first=500)), SETTINGS
    )
    fact = next(f for f in result.statement.facts if f.printed == "89550")
    assert fact.status == "verbatim" and fact.proof


TENTHS = [(f"Line {n}", [f"{n}.{n % 7}", f"{n + 1}.{n % 5}"]) for n in range(11, 17)]


def unresolved(rows: list[tuple[str, list[str]]], unit: str = "USD") -> list[str | None]:
    columns = [("FY2005", unit, "amount"), ("FY2006", unit, "amount")]
    result, _ = judge(statement(table(rows, columns=columns, scale=9)), SETTINGS)
    return [fact.printed for fact in result.statement.facts if fact.status == "unresolved"]


def test_an_amount_with_a_digit_more_than_all_others_of_its_table() -> None:
    assert unresolved([*TENTHS, ("Net income", ["44.33", "42.1"])]) == ["44.33"]


def test_rows_and_tables_that_print_more_decimals() -> None:
    assert unresolved([*TENTHS, ("Price of a barrel", ["44.33", "42.15"])]) == []
    assert unresolved([*TENTHS[:2], ("Net income", ["44.33", "42.1"])]) == []
    assert unresolved([*TENTHS, ("Stake", ["44.33", "42.1"])], "percent") == []
