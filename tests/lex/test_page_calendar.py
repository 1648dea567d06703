"""Pages that say of their quarters other months than the year of the document has."""

from __future__ import annotations

import pytest

from extract.calendar.page_calendar import calendars_of_pages
from extract.model import Calendar, Location, Page, Print, Span, TextBlock

MARCH_TO_FEBRUARY = Calendar(end_month=2, end_day=28, label="start")


def page_of(number: int, title: str, *said: str) -> Page:
    heading = TextBlock("heading", Span.of(title, line=1), 1)
    return Page(number=number, blocks=(heading,), printed=tuple(Print(t, Location(page=number)) for t in said))


@pytest.mark.parametrize(
    ("said", "end"),
    [
        (("上期(3-8月)", "3Q(9-11月)"), 2),
        (("上期（1-6月）", "3Q（7-9月）"), 12),
        (("第1四半期（３～５月）",), 2),
        (("1Q(1～3月)",), 12),
        (("下期(10-3月)",), 3),
        (("上期(1-6月)", "上期(3-8月)"), 2),  # one of each: the page is on both
        (("上期(1-6月)", "1Q(4-6月)"), None),  # of two years, and none of them the document's
        (("2Q(1-6月)",), None),  # no quarter
        (("売上高 1,234",), 2),
    ],
)
def test_months_of_a_part_of_the_year(said: tuple[str, ...], end: int | None) -> None:
    found = calendars_of_pages([page_of(2, "業績", *said)], MARCH_TO_FEBRUARY)
    assert found.get(2, MARCH_TO_FEBRUARY).end_month == end


def test_where_the_year_ends_is_not_said_by_a_page() -> None:
    assert calendars_of_pages([page_of(2, "業績", "上期(1-6月)")], Calendar()) == {}


@pytest.mark.parametrize(
    ("titles", "own"),
    [
        (("累計業績（オルド）", "施策の進捗（オルド）", "施策の進捗（ネミ）"), {1, 2}),
        (("Results (ORD)", "Initiatives (Ord)", "Initiatives (ORD)"), {1, 3}),
        (("業績（連結）", "施策（連結）", "施策"), {1}),
        (("業績（3Q累計）", "施策（3Q累計）", "施策"), {1}),
    ],
)
def test_a_page_on_the_same_part_of_the_group_has_its_year(titles: tuple[str, ...], own: set[int]) -> None:
    months = page_of(1, titles[0], "上期(1-6月)", "3Q(7-9月)")
    found = calendars_of_pages([months, page_of(2, titles[1]), page_of(3, titles[2])], MARCH_TO_FEBRUARY)
    assert set(found) == own and {calendar.end_month for calendar in found.values()} == {12}


def test_a_part_of_the_group_with_two_years_has_none_of_them() -> None:
    pages = [
        page_of(1, "業績（オルド）", "上期(1-6月)"),
        page_of(2, "計画（オルド）", "上期(4-9月)"),
        page_of(3, "施策（オルド）"),
    ]
    assert calendars_of_pages(pages, MARCH_TO_FEBRUARY)[3].end_month is None
