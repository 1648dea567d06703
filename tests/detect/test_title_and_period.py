"""Title, language, fiscal year end and the period reported on."""

import pytest

import extract
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


def _period(page: str) -> tuple[str | None, str | None] | None:
    period = extract.read(page.encode(), name="a.html").document.period
    return (period.start, period.end) if period is not None else None


def test_a_survey_of_years_reports_on_the_last_of_them() -> None:
    years = range(2029, 2032)
    heads = "".join(f"<td>{y}年度 中間連結会計期間（自 {y}年４月１日 至 {y}年９月30日）</td>" for y in years)
    rows = "<tr><td>売上高（百万円）</td><td>4,120</td><td>4,330</td><td>4,505</td></tr>"
    page = f"<html><body><p>主要な経営指標等の推移</p><table><tr><td>回次</td>{heads}</tr>{rows}</table></body></html>"
    assert _period(page) == ("2031-04-01", "2031-09-30")


def test_the_span_before_is_not_what_is_reported_on() -> None:
    names = (("前", 2030), ("当", 2031))
    heads = "".join(
        f"<td>{which}第１四半期連結累計期間（{year}年６月30日に終了した３ヵ月間）</td>" for which, year in names
    )
    rows = "<tr><td>売上高</td><td>4,120</td><td>4,330</td></tr>"
    page = f"<html><body><p>経営成績</p><table><tr><td></td>{heads}</tr>{rows}</table></body></html>"
    assert _period(page) == ("2031-04-01", "2031-06-30")


def test_the_day_on_which_a_dividend_was_paid_is_no_period() -> None:
    told = "当年度の業績を踏まえ、2031年11月30日に実施した中間配当は15円となりました。"
    assert _period(f"<html><body><p>{told}</p></body></html>") is None


NEWS = """Wrenfield Cloud, Inc. Announces Third Quarter Fiscal 2031 Financial Results

SAN MATEO, Calif., December 3, 2030 -- Wrenfield Cloud, Inc. (NYSE: WRFC) today announced results for its third
quarter of fiscal 2031, ended October 31, 2030.

Revenue was $900.3 million.
"""


def test_the_first_sentence_of_a_news_item_is_no_title_and_its_dateline_no_period() -> None:
    document = extract.read(NEWS.encode(), name="a.txt").document
    assert document.title == "Wrenfield Cloud, Inc. Announces Third Quarter Fiscal 2031 Financial Results"
    assert document.period is not None
    assert (document.period.start, document.period.end) == ("2030-08-01", "2030-10-31")
