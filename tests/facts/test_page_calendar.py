"""Pages that say of their quarters other months than the year of the document has."""

from __future__ import annotations

import pytest

from extract.facts.page_calendar import calendar_of_page
from extract.model import Calendar, Location, Page, Print

MARCH_TO_FEBRUARY = Calendar(end_month=2, end_day=28, label="start")


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (("上期(3-8月)", "3Q(9-11月)"), True),
        (("上期（1-6月）", "3Q（7-9月）"), False),
        (("第1四半期（３～５月）",), True),
        (("1Q(1～3月)",), False),
        (("上期(1-6月)", "上期(3-8月)"), True),  # one of each: the page is on both
        (("売上高 1,234",), True),
    ],
)
def test_months_of_a_part_of_the_year(said: tuple[str, ...], kept: bool) -> None:
    page = Page(number=2, printed=tuple(Print(text, Location(page=2)) for text in said))
    assert (calendar_of_page(page, MARCH_TO_FEBRUARY) == MARCH_TO_FEBRUARY) is kept


def test_where_the_year_ends_is_not_said_by_a_page() -> None:
    page = Page(number=2, printed=(Print("上期(1-6月)", Location(page=2)),))
    assert calendar_of_page(page, Calendar()) == Calendar()
