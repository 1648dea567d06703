"""Pages that say of their quarters other months than the year of the document has."""

from __future__ import annotations

import pytest

from extract.calendar.page_calendar import calendars_of_pages
from extract.model import Block, Calendar, Cell, Grid, GridBlock, Location, Page, Print, Span, TextBlock

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


def page_on(number: int, headings: tuple[str, ...], *columns: str) -> Page:
    """A page under some headings, with a table of such columns."""
    blocks: list[Block] = [TextBlock("heading", Span.of(text, line=1), 2) for text in headings]
    cells = tuple(Cell(row=0, column=n, span=Span.of(text, line=2)) for n, text in enumerate(columns, 1))
    if cells:
        blocks.append(GridBlock(Grid(form="ruled", rows=1, columns=9, cells=cells)))
    return Page(number=number, blocks=tuple(blocks))


@pytest.mark.parametrize(
    ("columns", "end"),
    [
        (("FY2031", "Q1 Jan.-Mar.", "Q2累 Jan.-Jun."), 12),
        (("1Q (April-June)", "2Q (July-September)"), 3),
        (("Q1 Mar.-May", "Q2 Jun.-Aug."), 2),
        (("Q2 Jan.-May",), 2),  # neither a quarter nor two
    ],
)
def test_headings_of_columns_tell_the_year_of_the_company_that_a_page_is_on(columns: tuple[str, ...], end: int) -> None:
    group, company = page_on(1, ("Results",)), ("Results", "Ordna Bakers, Inc. (Dollar basis)")
    pages = [group, page_on(2, company, *columns), page_on(3, ("Results", "Ordna Bakers, Inc. (Yen basis)")), group]
    found = calendars_of_pages(pages, MARCH_TO_FEBRUARY, "Nemi Holdings Co., Ltd.")
    assert [found.get(number, MARCH_TO_FEBRUARY).end_month for number in (1, 2, 3)] == [2, end, end]


def test_a_table_with_other_months_on_a_page_of_the_group_is_of_that_table_alone() -> None:
    """Rates of exchange of the quarters of subsidiaries, among the results of the group."""
    rates = "Q1 Jan.-Mar.", "Q2 Jan.-Jun."
    pages = [page_on(1, ("Results",), *rates), page_on(2, ("Nemi Holdings Co., Ltd. Results",), *rates)]
    pages += [page_on(number, ("Results",)) for number in (3, 4, 5)]
    assert calendars_of_pages(pages, MARCH_TO_FEBRUARY, "Nemi Holdings Co., Ltd.") == {}


def test_a_company_that_most_pages_are_on_is_no_part_of_a_group() -> None:
    pages = [page_on(number, ("Ordna Bakers, Inc.",), "Q1 Jan.-Mar.") for number in (1, 2, 3)]
    assert calendars_of_pages([*pages, page_on(4, ("Outlook",))], MARCH_TO_FEBRUARY) == {}


def test_which_of_two_years_within_one_that_is_named_by_its_end_is_meant_nothing_says() -> None:
    by_end = Calendar(end_month=2, end_day=28, label="end")
    assert calendars_of_pages([page_of(1, "業績", "上期(1-6月)")], by_end)[1] == Calendar()
