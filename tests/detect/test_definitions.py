"""What a document says of its own words."""

from __future__ import annotations

import pytest

from extract import model, read
from extract.model import Settings
from extract.pipeline import profile_of
from extract.read import read_pages


def definitions(text: str) -> list[tuple[str, str, str]]:
    reading, _ = read_pages(text.encode(), "d.txt", Settings())
    profile, _ = profile_of(reading, Settings())
    return [(d.of, d.term, d.value) for d in profile.definitions]


@pytest.mark.parametrize(
    ("text", "of", "term", "value"),
    [
        ('the nine months ended December 31, 2023 ("9M23")', "period", "9M23", "2023-04-01/2023-12-31"),
        ('the year ended March 31, 2024 (hereinafter "FY2023")', "period", "FY2023", "2023-04-01/2024-03-31"),
        (
            'for 2017 ("2Q17", from July 1, 2017 to September 30, 2017)',
            "period",
            "2Q17",
            "2017-07-01/2017-09-30",
        ),
        ("Fiscal 2026 ends January 31, 2026.", "period", "Fiscal 2026", "2025-02-01/2026-01-31"),
        (
            "Fiscal 2031 and fiscal 2030 represent the fiscal years ended September 30, 2031 and 2030.",
            "period",
            "Fiscal 2031",
            "2030-10-01/2031-09-30",
        ),
        (
            "Our fiscal year 2031 began on July 1, 2030 and ended on June 30, 2031.",
            "period",
            "fiscal year 2031",
            "2030-07-01/2031-06-30",
        ),
        ("Fiscal 2024 ended on February 1, 2025.", "period", "Fiscal 2024", "2025-02-01"),
        (
            "中間期（2023年４月１日～2023年９月30日、以下「上期」といいます。）",
            "period",
            "上期",
            "2023-04-01/2023-09-30",
        ),
        (
            "１．2029年12月期の連結業績（2029年４月１日～2029年12月31日）",
            "period",
            "2029年12月期",
            "2029-04-01/2029-12-31",
        ),
        ('Lowmoor Tools, Inc. (the "Company") makes tools.', "entity", "Company", "Lowmoor Tools, Inc."),
        ("株式会社浜辺（以下「当社」といいます。）は", "entity", "当社", "株式会社浜辺"),
        ("百万円未満切捨て", "rounding", "amounts", "truncated"),
        ("Amounts are rounded to the nearest million yen.", "rounding", "amounts", "rounded"),
        ("（注）△は損失を示しております。", "sign", "△", "negative"),
        ("Figures in parentheses indicate losses.", "sign", "Figures in parentheses", "negative"),
        ("( )内は前年同期の数値です。", "sign", "( )内", "prior_year"),
        ("（％表示は、対前年同四半期増減率）", "comparison", "%表示", "対前年同四半期増減率"),
        ("Our fiscal year ends on September 30.", "fiscal_year", "fiscal year", "September 30"),
        ("The financial year ends on 31 December.", "fiscal_year", "fiscal year", "31 December"),
        ("The Group has a 30 June year end.", "fiscal_year", "fiscal year", "30 June"),
        ("Year-end: 30 September", "fiscal_year", "fiscal year", "30 September"),
        ("Its fiscal year runs from April 1 to March 31.", "fiscal_year", "fiscal year", "March 31"),
    ],
)
def test_what_a_document_says_of_its_words(text: str, of: str, term: str, value: str) -> None:
    assert (of, term, value) in definitions(text)


@pytest.mark.parametrize(
    "text",
    [
        'revenue for the year ended March 31, 2024 rose. The "Half" campaign was held.',
        'the "Quarter Pounder" was launched on March 31, 2024',
        "１．2029年12月期の連結業績（2029年１月１日～2029年12月31日）",
        "2029年12月期の業績予想（2029年４月１日～2029年９月30日）",
        "Fiscal 2024 was strong. On January 31, 2025 we opened a shop.",
    ],
)
def test_a_name_that_only_stands_near_a_date_is_no_term(text: str) -> None:
    assert not [of for of, _, _ in definitions(text) if of == "period"]


def test_names_of_several_lengths_mean_each_its_own() -> None:
    text = (
        'results for the three and six months ended June 30, 2031 ("Q2 2031" and "H1 2031") and for the three and nine'
        ' months ended September 30, 2030 ("Q3 2030" and "YTD 2030")'
    )
    assert [(term, value) for of, term, value in definitions(text) if of == "period"] == [
        ("Q2 2031", "2031-04-01/2031-06-30"),
        ("H1 2031", "2031-01-01/2031-06-30"),
        ("Q3 2030", "2030-07-01/2030-09-30"),
        ("YTD 2030", "2030-01-01/2030-09-30"),
    ]


@pytest.mark.parametrize("name", ["the period", "FY2031", "Q2 2031 and more periods"])
def test_one_name_of_two_lengths_means_neither(name: str) -> None:
    assert not definitions(f'for the three and six months ended June 30, 2031 ("{name}")')


def test_two_meanings_of_one_name_date_nothing() -> None:
    text = 'the six months ended June 30, 2024 ("1H24")\n\nthe six months ended September 30, 2024 ("1H24")'
    reading, _ = read_pages(text.encode(), "d.txt", Settings())
    profile, _ = profile_of(reading, Settings())
    assert profile.calendar.terms == (model.Term(key="1h24", kind="duration", part="H1"),)


STORY = """References to the second quarters of 2031 and 2030 represent the three-month periods ended March 31, 2031
and 2030, respectively.

In the second quarter of 2031, net sales of $229.1 million were higher than the $204.9 million in the second quarter of
2030. In the first six months of 2031, net sales were $434.6 million.
"""


def test_quarters_that_a_document_dates_itself_are_of_its_fiscal_year() -> None:
    """`of 2031` without `fiscal` might be the calendar's; the definition says that it is not."""
    dated = {f.printed: (f.period.start, f.period.end) for f in read(STORY.encode(), name="d.txt").facts if f.period}
    assert dated["229.1"] == ("2031-01-01", "2031-03-31")
    assert dated["204.9"] == ("2030-01-01", "2030-03-31")
    assert dated["434.6"] == ("2030-10-01", "2031-03-31")


def test_six_months_of_a_year_that_no_document_dates_stay_open() -> None:
    found = read(b"In the first six months of 2031, net sales were $434.6 million.\n", name="d.txt").facts
    assert found
    assert not any(fact.trusted for fact in found)
