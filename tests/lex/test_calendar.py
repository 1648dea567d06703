"""The fiscal year, voted by the texts of a document."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.calendar.fiscal_year import infer_calendar

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
        (["Das Geschäftsjahr entspricht dem Kalenderjahr."], 12, 31, None),
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
