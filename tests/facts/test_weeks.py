"""Years of 52 and 53 weeks: first days are told only where the table tells them."""

from __future__ import annotations

from extract.pipeline import read


def starts(*heads: str, row: str = "Net sales") -> list[tuple[str | None, str | None]]:
    text = "Statements of Operations (In millions)\n\n" + "| | " + " | ".join(heads) + " |\n|---" * 1
    text += "|---" * len(heads) + "|\n"
    for k, label in enumerate((row, "Cost of sales", "Gross margin")):
        text += f"| {label} | " + " | ".join(f"{k + 3}{j},{100 + j}" for j in range(len(heads))) + " |\n"
    facts = [f for f in read(text.encode(), name="table.txt").facts if f.label[-1] == row]
    return [(f.period.start, f.period.end) if f.period else (None, None) for f in facts]


def test_a_year_of_weeks_begins_after_the_year_before_and_its_quarter_is_open() -> None:
    found = starts(
        "Three Months Ended September 30, 2023",
        "Twelve Months Ended September 30, 2023",
        "Twelve Months Ended September 24, 2022",
    )
    assert found == [(None, "2023-09-30"), ("2022-09-25", "2023-09-30"), (None, "2022-09-24")]


def test_years_of_months_begin_on_the_first() -> None:
    found = starts("Three Months Ended September 30, 2023", "Twelve Months Ended September 30, 2022")
    assert found == [("2023-07-01", "2023-09-30"), ("2021-10-01", "2022-09-30")]


def test_cash_at_the_beginning_of_a_year_whose_first_day_is_open_is_undated() -> None:
    found = starts(
        "Twelve Months Ended September 30, 2023",
        "Twelve Months Ended September 24, 2022",
        row="Cash, beginning balances",
    )
    assert found == [(None, "2022-09-24"), (None, None)]
