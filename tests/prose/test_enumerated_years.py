"""`$83 million and $49 million in the second quarters of 2031 and 2030, respectively`: each figure has its own year."""

from __future__ import annotations

import pytest

from extract import read

QUARTERS = "Sample Instruments\nResults for the three months ended June 30, 2031\n\n"
YEARS = "Sample Instruments\nFiscal 2031 ended on September 30, 2031.\n\n"
SPRING, SPRING_BEFORE = ("2031-04-01", "2031-06-30"), ("2030-04-01", "2030-06-30")
HALF, HALF_BEFORE = ("2031-01-01", "2031-06-30"), ("2030-01-01", "2030-06-30")
YEAR, YEAR_BEFORE = ("2030-10-01", "2031-09-30"), ("2029-10-01", "2030-09-30")


def dates(text: str) -> dict[str, tuple[str | None, str | None]]:
    facts = read(text.encode(), name="page.txt").facts
    assert all(fact.trusted for fact in facts)
    return {fact.printed: (fact.period.start, fact.period.end) for fact in facts if fact.period is not None}


def test_two_enumerations_in_one_sentence() -> None:
    found = dates(
        QUARTERS + "Debt expense was $83 million and $49 million for the second quarters of 2031 and 2030, "
        "respectively, and $157 million and $101 million for the first six months of 2031 and 2030, respectively.\n"
    )
    assert found == {"83": SPRING, "49": SPRING_BEFORE, "157": HALF, "101": HALF_BEFORE}


@pytest.mark.parametrize(
    "when",
    [
        "the second quarters of 2031 and 2030, respectively",
        "the second quarter of 2031 and 2030, respectively",
        "the second quarters of fiscal 2031 and fiscal 2030, respectively",
    ],
)
def test_a_quarter_of_two_years(when: str) -> None:
    found = dates(QUARTERS + f"Sales were $229 million and $205 million in {when}.\n")
    assert found == {"229": SPRING, "205": SPRING_BEFORE}


@pytest.mark.parametrize(
    "when",
    ["fiscal 2031 and 2030, respectively", "fiscal years 2031 and 2030, respectively"],
)
def test_two_fiscal_years_of_which_the_document_defines_one(when: str) -> None:
    found = dates(YEARS + f"Rent expense was $83 million and $49 million in {when}.\n")
    assert found == {"83": YEAR, "49": YEAR_BEFORE}


def test_a_second_year_that_is_not_enumerated_stays_a_year_of_its_own() -> None:
    """`and 2032` begins another sentence: it names no second quarter."""
    found = dates(QUARTERS + "Sales were $229 million in the second quarter of 2031 and 2032 should be better.\n")
    assert found == {"229": SPRING}


LENGTHS = "Harbour Foods Corp.\nThird quarter results for the three and nine months ended September 30, 2031\n\n"
AUTUMN, NINE = ("2031-07-01", "2031-09-30"), ("2031-01-01", "2031-09-30")


def test_two_lengths_that_share_their_last_day() -> None:
    found = dates(
        LENGTHS + "Sales to one customer accounted for 14% and 16% of net sales for the three and nine months ended "
        "September 30, 2031, respectively.\n"
    )
    assert found == {"14": AUTUMN, "16": NINE}


def test_lengths_and_years_crossed_are_told_in_either_order() -> None:
    facts = read(
        (
            LENGTHS
            + "Rent expense was $1 million, $2 million, $3 million and $4 million for the three and nine months "
            "ended September 30, 2031 and 2030, respectively.\n"
        ).encode(),
        name="page.txt",
    ).facts
    assert len(facts) == 4
    assert not any(fact.trusted for fact in facts)


def test_what_is_compared_is_not_enumerated_again() -> None:
    facts = read(
        (
            LENGTHS + "Stock expense was $0.8 million and $2.5 million for the three and nine months ended "
            "September 30, 2031, respectively, compared to $0.7 million and $2.2 million in the same periods of 2030.\n"
        ).encode(),
        name="page.txt",
    ).facts
    assert [(f.printed, f.trusted, f.period and f.period.start) for f in facts] == [
        ("0.8", True, "2031-07-01"), ("2.5", True, "2031-01-01"), ("0.7", False, None), ("2.2", False, None),
    ]  # fmt: skip


LIST = """In the third quarter of 2031, sales, net earnings and diluted earnings per share were $229.1 million, $17.9
million and $0.69 per share, respectively, compared to $204.9 million, $16.6 million and $0.64 per share,
respectively, in the third quarter of 2030.
"""


def test_three_figures_have_the_three_names_before_them() -> None:
    facts = read((LENGTHS + LIST).encode(), name="page.txt").facts
    names = ["sales", "net earnings", "diluted earnings per share"]
    assert [fact.label[-1] for fact in facts] == [*names, *names]
    assert [fact.period and fact.period.end for fact in facts] == ["2031-09-30"] * 3 + ["2030-09-30"] * 3
    assert all(fact.trusted for fact in facts)


def test_three_figures_of_two_names_are_of_neither() -> None:
    text = "In the third quarter of 2031, the sum of sales and net earnings was $9 million, $7 million and $1 million, "
    facts = read((LENGTHS + text + "respectively.\n").encode(), name="page.txt").facts
    assert len(facts) == 3
    assert not any(fact.trusted for fact in facts)
