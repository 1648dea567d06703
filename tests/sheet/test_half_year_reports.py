"""A report on a half-year tells in which month the year ends, and so which years `2023/24` and `2022/23` are."""

from __future__ import annotations

import pytest

from extract import read

TABLE = """Alder Water plc
{title}

|  | H1 2023/24 | H1 2022/23 |
|---|---|---|
| Revenue (GBP million) | 512.4 | 488.9 |
"""


def ends(title: str) -> list[str | None]:
    facts = read(TABLE.format(title=title).encode(), name="a.md").facts
    return [fact.period.end if fact.period else None for fact in facts]


@pytest.mark.parametrize("title", ["Half-year report for the six months ended 30 September 2023",
                                   "Interim results for the 6 months ended 30 September 2023"])  # fmt: skip
def test_what_a_half_year_report_is_of_is_the_first_half(title: str) -> None:
    assert ends(title) == ["2023-09-30", "2022-09-30"]


def test_six_months_alone_may_be_any() -> None:
    """Nor does the one of two spans that a name may mean."""
    title = "Figures of the six months ended 30 September 2023 and of the six months ended 31 March 2023"
    assert ends(title) == [None, None]


def test_one_date_does_not_stand_for_two_columns() -> None:
    facts = read(TABLE.format(title="Results for the six months ended 30 September 2023").encode(), name="a.md").facts
    assert not any(fact.trusted and fact.printed == "488.9" and fact.period.end == "2023-09-30" for fact in facts)
