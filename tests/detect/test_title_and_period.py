"""Title, language, fiscal year end and the period reported on."""

import pytest

from extract import model
from tests.detect.builders import codes, document_of, profile_of


def period(text: str) -> tuple[str | None, str | None] | None:
    found = document_of(text).period
    return (found.start, found.end) if found else None


def test_the_title_is_the_line_that_says_what_it_is() -> None:
    text = "Example Inc.\n1H FY2008 Consolidated Financial Results\nExample Inc. 2008.11.13\n"
    assert document_of(text).title == "1H FY2008 Consolidated Financial Results"


def test_names_and_dates_around_the_title_are_left_out() -> None:
    text = "Example Inc. Annual Report 2023 Tokyo, May 10, 2024\n"
    assert document_of(text).title == "Annual Report 2023"


def test_a_sentence_is_no_title() -> None:
    assert document_of("A facility has to report data if it fulfils the following criteria:\n").title is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Revenue of the company increased in the first quarter.\n", "en"),
        ("売上高は前年同期比12.3％増となりました。\n", "ja"),
        ("Die Umsätze stiegen im ersten Quartal deutlich gegenüber Vorjahr.\n", None),
        ("123 456\n", None),
    ],
)
def test_language(text: str, language: str | None) -> None:
    assert document_of(text).language == language


def test_period_of_the_title() -> None:
    text = "Example Inc. Announces First Quarter Results for the Fiscal Year Ending March 31, 2008\n"
    assert period(text) == ("2007-04-01", "2007-06-30")


def test_period_of_a_statutory_report() -> None:
    text = "【提出書類】\n有価証券報告書\n【事業年度】\n第28期(自　2023年５月１日　至　2024年４月30日)\n"
    assert period(text) == ("2023-05-01", "2024-04-30")


def test_a_quarterly_summary_report_reports_from_the_first_day_of_the_year() -> None:
    text = "2024年３月期　第３四半期決算短信〔日本基準〕\n当事業年度（自 2023年４月１日 至 2024年３月31日）\n"
    assert period(text) == ("2023-04-01", "2023-12-31")


@pytest.mark.parametrize(
    "text",
    [
        "Financial Target for FY2007 (2007/4-2008/3)\n",
        "企業会計基準第29号 2020年３月31日 業績\n",
        "前連結会計年度（自 2020年４月１日 至 2021年３月31日）の業績\n",
    ],
)
def test_targets_standards_and_prior_years_are_not_the_period(text: str) -> None:
    assert period(text) is None


def test_fiscal_year_end_comes_from_the_calendar() -> None:
    profile, problems = profile_of("Results\n", model.Calendar(end_month=3, end_day=31))
    assert profile.document.fiscal_year_end == "03-31"
    assert "fiscal_year_unknown" not in [p.code for p in problems]
    assert "fiscal_year_unknown" in codes("Results\n")


def test_an_empty_reading_gives_an_empty_document() -> None:
    document = document_of("")
    assert document.kind is document.title is document.published is None


@pytest.mark.parametrize(
    ("title", "dates"),
    [
        ("Interim report January – June 2031", ("2031-01-01", "2031-06-30")),
        ("Interim report January-September 2031", ("2031-01-01", "2031-09-30")),
        ("Year-end report January — December 2031", ("2031-01-01", "2031-12-31")),
    ],
)
def test_the_last_month_of_a_span_is_no_date_behind_the_title(title: str, dates: tuple[str, str]) -> None:
    document = document_of(f"{title}\n\nNet sales rose in the quarter.\n")
    assert document.title == title
    assert document.period is not None
    assert (document.period.start, document.period.end) == dates
    assert document.fiscal_year_end == "12-31"
