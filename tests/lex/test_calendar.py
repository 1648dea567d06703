"""The fiscal year, voted by the texts of a document."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from extract.calendar.dating import resolve
from extract.calendar.fiscal_year import infer_calendar
from extract.lex.periods import Mention, find_periods

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.mark.parametrize(
    ("texts", "month", "day", "label"),
    [
        (["FY2006 (2006/4-2007/3)"], 3, 31, "start"),
        (["FY2007 (2006/4-2007/3)"], 3, 31, "end"),
        (['the fiscal year ending March 31, 2008 ("FY2007")'], 3, 31, "start"),
        (['first quarter of the fiscal year ending March 31, 2008 ("FY2007")'], 3, 31, "start"),
        (["1H08 (08/4~08/9)"], 3, 31, "start"),
        (["2025年3月期"], 3, 31, None),
        (["2025年3月期（FY2024）"], 3, 31, "start"),
        (["2022年度 第1四半期", "2023年2月期"], 2, 28, None),
        (["First Quarter Results for the Fiscal Year Ending March 31, 2008", "1Q07", "1Q06"], 3, 31, "start"),
        (["First quarter of fiscal year ending March 31, 2008", "Q1 FY2008", "Q1 FY2007"], 3, 31, "end"),
        (["year ended December 31, 2023", "FY2023"], 12, 31, None),
        (["fiscal year ended September 28, 2024", "fiscal year ended September 30, 2023"], 9, None, None),
        (["当第1四半期連結累計期間", "自 2021年4月1日", "至 2021年6月30日"], 3, 31, None),
        (["第1四半期（4-6月）"], 3, 31, None),
        (["As of March 31, 2007", "three months ended June 30, 2007"], None, None, None),
        (["1,234", "Revenues"], None, None, None),
        (["Fiscal year = calendar year.", "FY 2023"], 12, 31, None),
        (["The Group's financial year corresponds to the calendar year."], 12, 31, None),
        (["Consolidated income statement, financial year 1 July to 30 June"], 6, 30, None),
        (["Das Geschäftsjahr entspricht dem Kalenderjahr."], 12, 31, None),
        (["The financial year ends on 31 July."], 7, 31, None),
        (["Our fiscal year closes on the 30th of June each year."], 6, 30, None),
        (["会計年度は暦年であります。"], 12, 31, None),
        (
            [
                "39-week period ended November 1, 2025",
                "third quarter of fiscal 2025",
                "13-week period ended November 1, 2025",
            ],
            1,
            None,
            "start",
        ),
        (
            [
                "39-week period ended October 26, 2024",
                "third quarter of fiscal 2025",
                "13-week quarter ended October 26, 2024",
            ],
            1,
            None,
            "end",
        ),
        (["Our fiscal year is not the calendar year."], None, None, None),
        (["The Company operates on a calendar year basis."], 12, 31, None),
        (["The Company does not operate on a calendar year basis."], None, None, None),
        ([], None, None, None),
    ],
)
def test_votes(texts: list[str], month: int | None, day: int | None, label: str | None) -> None:
    calendar, evidence = infer_calendar(texts)
    assert (calendar.end_month, calendar.end_day, calendar.label) == (month, day, label)
    assert bool(evidence) == (month is not None)


def _reported(label: str, day: str) -> list[tuple[Mention, date]]:
    return [(find_periods(label)[0], date.fromisoformat(day))]


@pytest.mark.parametrize(
    ("texts", "label", "day", "expected"),
    [
        # a cover of January: the third quarter of a year that begins in March was the last to have ended
        (["上期(3-8月)", "3Q(9-11月)", "上期(1-6月)", "3Q(7-9月)"], "2031年度 第3四半期", "2032-01-08", (2, "start")),
        (["上期(3-8月)", "3Q(9-11月)", "上期(1-6月)", "3Q(7-9月)"], "2031年度 第3四半期", "2031-11-08", (12, "start")),
        (["year ended June 30, 2031"], "fiscal 2031", "2031-08-17", (6, "end")),
        (["year ended June 30, 2031"], "fiscal 2030", "2031-08-17", (6, "start")),
        # what came out long after says nothing, nor what is still to come
        (["year ended June 30, 2031"], "fiscal 2031", "2033-08-17", (6, None)),
        (["year ended June 30, 2031"], "fiscal 2033", "2031-08-17", (6, None)),
    ],
)
def test_what_a_cover_reports_on(texts: list[str], label: str, day: str, expected: tuple[int, str | None]) -> None:
    calendar, _ = infer_calendar(texts, reported=_reported(label, day))
    wanted = expected if expected[0] != 12 else (12, None)  # calendar years have one name
    assert (calendar.end_month, calendar.label) == wanted


def test_the_year_in_a_bracket_dates_a_quarter() -> None:
    calendar, _ = infer_calendar(["Third Quarter of FY2030 (Year Ending February 28, 2031)"])
    assert (calendar.end_month, calendar.label) == (2, "start")
    assert find_periods("1Q FY2029 (fiscal year ended March 31, 2031)")[0].contradicts


_WEEKS = ["52 Weeks Ended January 25, 2031", "52 Weeks Ended January 26, 2030", "13 Weeks Ended January 25, 2031"]


@pytest.mark.parametrize(
    ("texts", "label", "expected"),
    [
        (_WEEKS, "fiscal 2030", ("2030-01-27", "2031-01-25")),
        (_WEEKS, "fiscal 2029", ("2029-01-28", "2030-01-26")),
        (_WEEKS, "fourth quarter of fiscal 2030", ("2030-10-27", "2031-01-25")),
        (_WEEKS, "Q2 fiscal 2030", ("2030-04-28", "2030-07-27")),
        (_WEEKS[:2], "Q2 fiscal 2030", (None, None)),  # nothing says that quarters have 13 weeks
        ([*_WEEKS[:2], "12 Weeks Ended April 20, 2030"], "Q1 fiscal 2030", ("2030-01-27", "2030-04-20")),
        ([*_WEEKS[:2], "12 Weeks Ended April 20, 2030"], "Q2 fiscal 2030", (None, None)),
        (_WEEKS, "fiscal 2032", (None, None)),
        (["Twelve Months Jan 2, 2032", "Twelve Months Jan 3, 2031", "Fiscal year ended January 2, 2032"], "Q4 2031",
         ("2031-10-04", "2032-01-02")),
    ],
)  # fmt: skip
def test_labels_of_years_of_weeks(texts: list[str], label: str, expected: tuple[str | None, str | None]) -> None:
    calendar, _ = infer_calendar(texts, reported=_reported("Fourth Quarter Fiscal 2030", "2031-03-01"))
    period = resolve(find_periods(label)[0], calendar)
    assert (period.start, period.end) == expected


def test_one_contradicting_header_is_outvoted() -> None:
    calendar, evidence = infer_calendar(["FY12 (11/4~12/3)", "1Q11 (11/4~11/6)", "1Q10 (10/4~10/6)"])
    assert calendar.label == "start"
    assert evidence[0] == "1Q11 (11/4~11/6)"


def test_a_tie_decides_nothing() -> None:
    calendar, _ = infer_calendar(["FY12 (11/4~12/3)", "FY11 (11/4~12/3)"])
    assert (calendar.end_month, calendar.label) == (3, None)
    assert infer_calendar(["2025年3月期", "2024年12月期"])[0].end_month is None


@pytest.mark.parametrize("seed", sorted(SEEDS.glob("*.txt")), ids=lambda path: path.stem)
def test_seeds(seed: Path) -> None:
    calendar, _ = infer_calendar(seed.read_text(encoding="utf-8").splitlines())
    assert (calendar.end_month, calendar.end_day, calendar.label) == (3, 31, "start")
