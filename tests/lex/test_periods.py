"""Periods: forms of both languages as printed, resolved by calendars, combined over header rows."""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.calendar.dating import contradicts_calendar, resolve
from extract.lex.dates import first_day, months_between, months_later
from extract.lex.fold import fold
from extract.lex.periods import Mention, as_cumulative, combine, find_periods, read_header_period
from extract.model import Calendar

START = Calendar(end_month=3, end_day=31, label="start")
END = Calendar(end_month=3, end_day=31, label="end")
UNNAMED = Calendar(end_month=3, end_day=31)
DECEMBER = Calendar(end_month=12, end_day=31)

CASES = [
    tuple(part.strip() for part in line.split("=>"))
    for line in (Path(__file__).parents[1] / "cases" / "periods.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def described(mention: Mention) -> str:
    marks = [
        *(["end"] if mention.names_year_end and not mention.torn else []),
        *(["contra"] if mention.contradicts else []),
        *(["torn"] if mention.torn else []),
        *(["cum"] if mention.cumulative else []),
        *([f"rel:{mention.relative}"] if mention.relative else []),
        *([f"y:{mention.year}"] if mention.year else []),
        *([f"p:{mention.part}"] if mention.part else []),
    ]
    dates = f"{mention.begin or ''}..{mention.finish or ''}"
    return f"{mention.printed} | {mention.kind} | {mention.label or '-'} | {dates} | {' '.join(marks)}".strip()


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[case[0][:40] for case in CASES])
def test_forms(text: str, expected: str) -> None:
    found = [described(mention) for mention in find_periods(text)]
    assert found == ([part.strip() for part in expected.split(";;")] if expected else [])


@pytest.mark.parametrize(
    ("text", "calendar", "start", "end"),
    [
        ("1Q07", START, "2007-04-01", "2007-06-30"),
        ("1Q07", END, "2006-04-01", "2006-06-30"),
        ("1Q07", UNNAMED, None, None),
        ("1Q07", DECEMBER, "2007-01-01", "2007-03-31"),
        ("1Q07", Calendar(), None, None),
        ("4Q07", START, "2008-01-01", "2008-03-31"),
        ("9M24", START, "2024-04-01", "2024-12-31"),
        ("2H FY2006", START, "2006-10-01", "2007-03-31"),
        ("FY2006", START, "2006-04-01", "2007-03-31"),
        ("FY2024", Calendar(end_month=2, end_day=28, label="start"), "2024-03-01", "2025-02-28"),
        ("FY2023", Calendar(end_month=2, end_day=28, label="start"), "2023-03-01", "2024-02-29"),
        ("Q1 FY2024", Calendar(end_month=3, end_day=20, label="start"), "2024-03-21", "2024-06-20"),
        ("2024年度末", START, None, "2025-03-31"),
        ("FY2024/25", UNNAMED, "2024-04-01", "2025-03-31"),
        ("CY2023", Calendar(), "2023-01-01", "2023-12-31"),
        ("2025年3月期", Calendar(), "2024-04-01", "2025-03-31"),
        ("FY10 Target (11/4~12/3)", START, "2011-04-01", "2012-03-31"),
        ("Three Months Ended June 30,", START, None, None),
        ("当期", START, None, None),
        ("3Q", START, None, None),
    ],
)
def test_resolve(text: str, calendar: Calendar, start: str | None, end: str | None) -> None:
    (mention,) = find_periods(text)
    period = resolve(mention, calendar)
    assert (period.start, period.end) == (start, end)
    assert (period.kind, period.printed, period.label) == (mention.kind, mention.printed, mention.label)


def test_two_digit_years() -> None:
    assert [find_periods(text)[0].year for text in ("1Q07", "4Q99", "FY70", "FY71")] == [2007, 1999, 2070, 1971]


@pytest.mark.parametrize(
    ("cell", "year", "finish"),
    [
        ("2007", 2007, None),
        ("(2007)", 2007, None),
        ("**2007**", 2007, None),
        ("2007年", 2007, None),
        ("2007年度", 2007, None),
        ("<b>1Q07</b>", 2007, None),
        ("2025/3", None, "2025-03-31"),
        ("June 30, 2007", None, "2007-06-30"),
    ],
)
def test_header_cells(cell: str, year: int | None, finish: str | None) -> None:
    mention = read_header_period(cell)
    assert mention is not None
    assert (mention.year, mention.finish) == (year, finish)
    assert cell[mention.start : mention.end] == mention.printed


@pytest.mark.parametrize(
    "cell", ["2,007", "20.07", "March 31,", "Three Months E", "**1Q07** 1Q06", "YoY", "", "12/3", "2199"]
)
def test_header_cells_without_a_period(cell: str) -> None:
    assert read_header_period(cell) is None


def test_a_bare_year_is_dated_only_where_it_can_be_one_year() -> None:
    mention = read_header_period("2007")
    assert mention is not None
    assert resolve(mention, START).end is None
    assert resolve(mention, DECEMBER).end == "2007-12-31"


def test_a_part_of_a_year_that_nothing_calls_fiscal_is_dated_where_the_fiscal_year_is_the_calendars() -> None:
    mention = find_periods("the third quarter of 2022")[0]
    assert (resolve(mention, DECEMBER).start, resolve(mention, DECEMBER).end) == ("2022-07-01", "2022-09-30")
    assert resolve(mention, START).end is None


@pytest.mark.parametrize(
    ("outer", "inner", "label", "begin", "finish", "kind"),
    [
        ("FY2005", "1Q", "1Q05", None, None, "duration"),
        ("1Q", "FY2005", "1Q05", None, None, "duration"),
        ("FY2005", "Full Year", "FY2005", None, None, "duration"),
        ("2007", "1Q", "1Q07", None, None, "duration"),
        ("Three Months Ended June 30", "2007", None, "2007-04-01", "2007-06-30", "duration"),
        ("2007", "Three Months Ended June 30", None, "2007-04-01", "2007-06-30", "duration"),
        ("Fiscal years ended March 31,", "2007", None, "2006-04-01", "2007-03-31", "duration"),
        ("As of March 31,", "2007", None, None, "2007-03-31", "instant"),
        ("Three Months Ended", "June 30, 2007", None, "2007-04-01", "2007-06-30", "duration"),
        ("2025年3月期", "第1四半期", "2025年3月期第1四半期", "2024-04-01", "2024-06-30", "duration"),
        ("2025年3月期", "第2四半期末", "2025年3月期第2四半期", None, "2024-09-30", "instant"),
        ("当連結会計年度", "(自 2024年4月1日 至 2025年3月31日)", None, "2024-04-01", "2025-03-31", "duration"),
        ("当連結会計年度", "2025年3月31日", None, None, "2025-03-31", "instant"),
        ("自 2024年4月1日", "至 2025年3月31日", None, "2024-04-01", "2025-03-31", "duration"),
        ("第25期", "2023年3月", "第25期", "2022-04-01", "2023-03-31", "duration"),
        ("FY2006", "(2006/4-2007/3)", "FY2006", "2006-04-01", "2007-03-31", "duration"),
        ("FY2006", "March 31, 2007", "FY2006", None, "2007-03-31", "instant"),
        ("1Q07", "1Q07", "1Q07", None, None, "duration"),
    ],
)
def test_combine(outer: str, inner: str, label: str | None, begin: str | None, finish: str | None, kind: str) -> None:
    a, b = (read_header_period(text) or find_periods(text)[0] for text in (outer, inner))
    both = combine(a, b)
    assert both is not None
    assert (both.label, both.begin, both.finish, both.kind) == (label, begin, finish, kind)
    assert not both.torn


@pytest.mark.parametrize(
    ("outer", "inner"),
    [
        ("1Q07", "1Q06"),
        ("June 30, 2007", "March 31, 2007"),
        ("FY2005", "FY2006"),
        ("FY2007", "August 13, 2007"),
        ("As of March 31,", "As of June 30,"),
    ],
)
def test_what_does_not_combine(outer: str, inner: str) -> None:
    a, b = (read_header_period(text) or find_periods(text)[0] for text in (outer, inner))
    assert combine(a, b) is None


def test_dates_over_a_part_of_other_length_win_and_it_is_said() -> None:
    dates = find_periods("Three Months Ended June 30, 2007")[0]
    quarter, half = (combine(dates, find_periods(text)[0]) for text in ("1Q", "1H"))
    assert quarter is not None and half is not None
    assert (quarter.part, quarter.begin, quarter.contradicts) == ("Q1", "2007-04-01", False)
    assert (half.begin, half.finish, half.contradicts) == ("2007-04-01", "2007-06-30", True)


def test_relative_periods_keep_who_they_are() -> None:
    a, b = find_periods("前期")[0], find_periods("第1四半期")[0]
    both = combine(a, b)
    assert both is not None
    assert (both.relative, both.part, both.year) == ("prior", "Q1", None)


def test_cumulative_caption() -> None:
    third = as_cumulative(find_periods("2025年3月期第3四半期")[0])
    assert (third.part, third.begin, third.finish) == ("9M", "2024-04-01", "2024-12-31")
    assert as_cumulative(third) == third
    year = find_periods("2025年3月期")[0]
    assert as_cumulative(year) == year


def test_a_label_beside_dates_is_held_against_the_calendar() -> None:
    wrong, right = find_periods("FY12 (11/4~12/3)")[0], find_periods("FY11 (11/4~12/3)")[0]
    assert not wrong.contradicts
    assert contradicts_calendar(wrong, START)
    assert not contradicts_calendar(wrong, UNNAMED)
    assert not contradicts_calendar(right, START)


# --- properties -----------------------------------------------------------------------------------------------

texts = st.text(
    alphabet=st.sampled_from("0123456789/.,-~()'\n QHFYMqhfy年月期日度第四半当前自至末１２～（）JanMarch,ended of"),
    max_size=60,
)


@given(texts)
def test_mentions_stand_where_they_say_and_never_overlap(text: str) -> None:
    end = 0
    for mention in find_periods(text):
        assert end <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.printed
        end = mention.end
        if mention.begin and mention.finish:
            assert mention.begin < mention.finish


@given(st.text(max_size=200))
def test_folding_keeps_offsets(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(
    st.dates(min_value=date(1950, 1, 1), max_value=date(2098, 1, 1)).map(lambda day: day.replace(day=1)),
    st.sampled_from([1, 3, 6, 9, 12]),
)
def test_a_printed_range_is_read_back(begin: date, months: int) -> None:
    finish = months_later(begin - timedelta(days=1), months)
    assert first_day(finish, months) == begin
    assert months_between(begin, finish) == months
    printed = f"({begin.year}年{begin.month}月{begin.day}日～{finish.year}年{finish.month}月{finish.day}日)"
    (mention,) = find_periods(printed)
    assert (mention.begin, mention.finish, mention.months) == (begin.isoformat(), finish.isoformat(), months)


@given(st.integers(2000, 2060), st.integers(1, 12), st.sampled_from(["start", "end"]))
def test_parts_of_a_year_tile_it(year: int, month: int, name: str) -> None:
    calendar = Calendar(end_month=month, end_day=31, label=name)  # type: ignore[arg-type]
    whole = resolve(find_periods(f"FY{year}")[0], calendar)
    quarters = [resolve(find_periods(f"{n}Q{year % 100:02d}")[0], calendar) for n in (1, 2, 3, 4)]
    halves = [resolve(find_periods(f"{n}H{year % 100:02d}")[0], calendar) for n in (1, 2)]
    for parts in (quarters, halves):
        assert parts[0].start == whole.start
        assert parts[-1].end == whole.end
        for before, after in itertools.pairwise(parts):
            assert before.end is not None and after.start is not None
            assert date.fromisoformat(before.end) + timedelta(days=1) == date.fromisoformat(after.start)


@pytest.mark.parametrize(
    "text",
    [
        "third quarter of fiscal 2031, ended October 31, 2030",
        "third quarter fiscal 2031 (ended October 31, 2030)",
        "fiscal 2031 third quarter, which ended on October 31, 2030",
    ],
)
def test_a_part_of_a_fiscal_year_and_the_day_on_which_it_ended_are_one_period(text: str) -> None:
    (mention,) = find_periods(text)
    assert (mention.begin, mention.finish, mention.label) == ("2030-08-01", "2030-10-31", "3Q31")
