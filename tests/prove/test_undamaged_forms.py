"""Forms of filings that nobody damaged, in which sums and growth seem to fail: nothing may fail, or be repaired."""

from __future__ import annotations

from extract.model import Result
from extract.pipeline import read

TITLE = "# Tarvel Retail Inc. results for the year ended December 31, 2031\n\n(In millions of U.S. dollars)\n\n"
GROWTH = (
    "| | Year ended December 31, 2031 | Year ended December 31, 2030 | Reported % change |"
    " Constant currency % change |\n|---|---|---|---|---|\n"
)
YEARS = "| | Year ended December 31, 2031 | Year ended December 31, 2030 |\n|---|---|---|\n"
NET_SALES = "| Net sales | 11,154 | 11,151 | — | 1% |\n"
EBIT = "| Adjusted EBIT | 1,429 | 1,517 | {} | {} |\n"


def result_of(text: str) -> Result:
    return read(text.encode(), name="a.md")


def unsound(text: str) -> list[str | None]:
    """What fails, and the figures that are not as printed."""
    result = result_of(text)
    fails = [check.explanation for check in result.checks if check.verdict == "fails"]
    return fails + [f.printed for f in result.facts if f.status in ("conflict", "repaired", "inferred")]


def test_growth_at_constant_rates_beside_growth_as_reported() -> None:
    assert not unsound(TITLE + GROWTH + NET_SALES + EBIT.format("(6%)", "1%"))


def test_a_dash_for_growth_of_next_to_nothing() -> None:
    heads = YEARS.replace("2030 |", "2030 | % change |").replace("---|\n", "---|---|\n")
    assert not unsound(
        TITLE + heads + "| Net sales | 11,154 | 11,151 | — |\n| Adjusted EBIT | 1,429 | 1,517 | (6%) |\n"
    )


def test_growth_as_reported_that_is_off_still_fails() -> None:
    """Neither column of growth comes out in the row: it is no matter of another basis."""
    rows = "| Net sales | 11,154 | 10,151 | 9.9% | 8.1% |\n| Orders | 9,310 | 8,112 | 14.8% | 12.0% |\n"
    assert unsound(TITLE + GROWTH + rows + EBIT.format("(7.8%)", "1.2%"))


def test_ten_that_became_nine_does_not_say_by_how_much_it_fell() -> None:
    rows = (
        "| Pumps | 1,482 | 1,566 | {} | {} |\n| Valves | 812 | 768 | 5.7% | 6.0% |\n"
        "| Bearings | 640 | 655 | (2.3%) | (2.0%) |\n"
        "| Seals | {} | 1.2% | 1.2% |\n"
    )
    repaired = [
        [
            fact.printed
            for fact in result_of(TITLE + GROWTH + rows.format(*change, seals)).facts
            if fact.status == "repaired"
        ]
        for change, seals in ((("(5.4%)", "(5.1%)"), "9 | 10"), (("5.4%", "(5.1%)"), "10.12 | 10"))
    ]
    assert repaired == [[], ["5.4%"]]


def test_a_total_of_one_line_is_no_second_part() -> None:
    rows = (
        "| Tangible assets | | |\n| Buildings | 89 | 36 |\n| Tools | 0 | 0 |\n| Total tangible assets | 89 | 36 |\n"
        "| Intangible assets | | |\n| Other | 6 | 2 |\n| Total intangible assets | 6 | 2 |\n"
        "| Investments | | |\n| Securities | 4,216 | 3,997 |\n| Shares of affiliates | 75,848 | 75,306 |\n"
        "| Total investments | 80,064 | 79,303 |\n| Total fixed assets | 80,160 | 79,342 |\n"
    )
    assert not unsound(TITLE + YEARS.replace("Year ended ", "") + rows)


def test_cost_impairment_and_carrying_amount_are_each_rolled_forward() -> None:
    rows = (
        "| Cost | | |\n| Opening balance | 30,541 | 30,541 |\n| Closing balance | 30,541 | 30,541 |\n"
        "| Accumulated impairment | | |\n| Opening balance | — | 170 |\n| Impairment | 170 | — |\n"
        "| Closing balance | 170 | 170 |\n"
        "| Carrying amount | | |\n| Opening balance | 30,541 | 30,371 |\n| Closing balance | 30,371 | 30,371 |\n"
    )
    years = YEARS.replace("31, 2031 | Year", "31, 2030 | Year").replace("31, 2030 |\n", "31, 2031 |\n")
    assert not unsound(TITLE + years + rows)


def test_what_is_eliminated_says_nothing_of_a_segments_sign() -> None:
    heads = "| | Other | Subtotal | Eliminations | Total |\n|---|---|---|---|---|\n"
    rows = "| Sales | 2,308 | 6,718 | (652) | 6,066 |\n| Capital expenditures | 36 | 506 | (25) | 481 |\n"
    assert not unsound(TITLE + "Segments, year ended December 31, 2031\n\n" + heads + rows)


def test_columns_of_growth_without_a_sign_are_no_amounts() -> None:
    heads = "| | 2031 | 2030 | Operational | Adjusted |\n|---|---|---|---|---|\n"
    rows = "| Domestic | 48,580 | 47,156 | 3.0 | 3.0 |\n| International | 46,363 | 46,619 | 9.1 | 9.3 |\n"
    result = result_of(TITLE + heads + rows + "| Total | 94,943 | 93,775 | 6.1 | 6.2 |\n")
    assert not [check for check in result.checks if check.verdict == "fails"]
    assert not [fact for fact in result.facts if fact.status == "conflict"]
