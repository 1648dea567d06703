"""The period of a number: the nearest that is its own, what is carried, and what is never carried."""

import pytest

from extract import model
from tests.facts.telling import facts, periods, profile, reading_of, told

Q1 = ("2007-04-01", "2007-06-30")
RELEASE = profile(kind="results_release", start="2007-04-01", end="2007-06-30")
DECK = profile(kind="results_presentation", start="2008-04-01", end="2008-09-30")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Revenue was JPY 5 million in 1Q07", [Q1]),
        ("In 1Q07, revenue was JPY 5 million", [Q1]),
        ("Cash as of June 30, 2007 was JPY 5 million", [(None, "2007-06-30")]),
        ("FY05: JPY 2 million -> FY06: JPY 3 million", [("2005-04-01", "2006-03-31"), ("2006-04-01", "2007-03-31")]),
        ("Revenue was JPY 5 million, compared to JPY 4 million in 1Q06", [None, ("2006-04-01", "2006-06-30")]),
        ("Monthly revenue for June 2011: JPY 180 million", [("2011-06-01", "2011-06-30")]),
        (
            "dividend of JPY 750 per share for the interim period ending September 30, 2007",
            [("2007-04-01", "2007-09-30")],
        ),
        ("Established April 2008 (100% Consolidated subsidiary)", [None]),
        ("Revenue was JPY 5 million", [None]),
    ],
)
def test_named_in_the_sentence(text: str, expected: list[object]) -> None:
    assert periods(text) == expected


THIRD = ("2022-07-01", "2022-09-30")
DECEMBER = model.Calendar(end_month=12, end_day=31, label="end")
QUARTER = profile(kind="results_release", start="2023-07-01", end="2023-09-30", currency="USD", calendar=DECEMBER)


def test_what_is_compared_with_never_takes_the_period_of_the_heading() -> None:
    text = "# Third quarter of 2023\n\n"
    third = ("2023-07-01", "2023-09-30")
    margin = "- Gross margin of 62.4%, compared to 61.1% in the third quarter of 2022"
    assert periods(text + margin, QUARTER) == [third, THIRD]
    income = (
        "- Net income of $156.7 million, or $0.98 per share, compared to $101.2 million, or $0.63 per share, last year"
    )
    year_before = ("2022-07-01", "2022-09-30")
    assert periods(text + income, QUARTER) == [third, third, year_before, year_before]


def test_what_stands_before_the_colon_holds_for_all_of_a_list() -> None:
    text = "Outlook for the fourth quarter of 2023: revenue of $1.25 billion; gross margin of approximately 62.0%."
    fourth = ("2023-10-01", "2023-12-31")
    assert periods(text, QUARTER) == [fourth, fourth]
    assert [fact.dimensions.get("scenario") for fact in facts(text, QUARTER)] == ["forecast", "forecast"]


def test_the_period_compared_with_is_not_the_period() -> None:
    text = "As of June 30, 2007, total assets increased by JPY 4,082 million from the amount as of March 31, 2007."
    [fact] = facts(text)
    assert fact.period is not None and fact.period.end == "2007-06-30"
    assert fact.dimensions == {"comparison": "QoQ", "base": "2007-03-31"}


def test_a_later_sentence_keeps_the_period_and_a_bracket_does_not_change_it() -> None:
    text = (
        "Cash used in 1Q07 was JPY 3 million. We recorded JPY 5 million from the sale of securities"
        " (the fair value at June 30, 2006 was JPY 1 million). We paid JPY 2 million for stock."
    )
    assert periods(text) == [Q1, Q1, (None, "2006-06-30"), Q1]


def test_several_values_at_several_days_respectively() -> None:
    text = "allowance of JPY 29,115 thousand and JPY 32,489 thousand at June 30, 2007 and March 31, 2007, respectively"
    assert periods(text) == [(None, "2007-06-30"), (None, "2007-03-31")]


def test_one_value_at_two_days_is_two_facts() -> None:
    text = "net of allowance of JPY 4,570 thousand at June 30, 2007 and March 31, 2007"
    assert periods(text) == [(None, "2007-06-30"), (None, "2007-03-31")]
    assert {fact.value for fact in facts(text)} == {"4570000"}


def test_a_release_tells_of_its_period_and_a_deck_does_not() -> None:
    assert periods("Revenue was JPY 5 million.", RELEASE) == [Q1]
    assert periods("Revenue was JPY 5 million.", DECK) == [None]


def test_a_heading_holds_until_the_next_heading() -> None:
    text = "# Results for 1Q07\n\n- Revenue JPY 5 million\n\n# Other matters\n\n- Cost JPY 4 million\n\n# Third\n\nx"
    assert periods(text, DECK) == [Q1, None]


def test_a_bracketed_line_sets_the_period_and_an_axis_does_not() -> None:
    text = "Income\n\n<Net Income - 1Q07>\n\n- Tax JPY 5 million"
    assert periods(text) == [Q1]
    assert periods("Income\n\n1Q07\n\n2Q07\n\n- Tax JPY 5 million") == [None]


def test_a_numbered_part_holds_for_its_chapters() -> None:
    text = (
        "II. Results for 1Q07\n\nII-2. Revenues\n\n- Recurring: JPY 5 million\n\nII-3. Costs\n\n- Rent: JPY 4 million"
    )
    assert periods(text) == [Q1, Q1]


def test_a_quarter_compared_with_the_quarter_before_is_the_last_one() -> None:
    text = "Costs\n\n- Cost of services: up 10.3% YoY, up 3.0% QoQ"
    assert periods(text, DECK) == [("2008-07-01", "2008-09-30")] * 2


def test_what_is_planned_does_not_take_the_period_reported_on() -> None:
    text = "We expect costs of JPY 5 million."
    assert periods(text, RELEASE) == [None]
    assert periods("Board-approved plan to repurchase shares\n\n- Up to 4,000 shares", RELEASE)[-1] is None


def test_a_quarter_without_a_year_lies_in_the_year_of_the_document() -> None:
    assert periods("Revenue of JPY 5 million in the first quarter", RELEASE) == [Q1]
    assert periods("Revenue of JPY 5 million in the first quarter") == [(None, None)]


def test_balances_are_of_the_last_day() -> None:
    assert periods("Order backlog was JPY 5 million in FY2006") == [(None, "2007-03-31")]
    assert periods("Increase in order backlog of JPY 5 million in FY2006") == [("2006-04-01", "2007-03-31")]


def test_a_note_of_a_label_takes_nothing_from_the_document() -> None:
    span = model.Span.of("net of allowance of JPY 5 thousand", line=1)
    block = model.TextBlock("paragraph", span)
    found, _ = told("x", RELEASE, (block,))
    assert [fact.period for fact in found] == [None]
    assert reading_of("x").lines == ("x",)


def test_an_amount_cut_off_at_the_end_of_a_label_has_no_value() -> None:
    block = model.TextBlock("paragraph", model.Span.of("net of allowance of JPY 29,115", line=1))
    found, problems = told("x", RELEASE, (block,))
    assert [(f.value, f.status) for f in found] == [(None, "unresolved")]
    assert [p.code for p in problems] == ["unreadable_value"]


def test_the_day_of_an_event_is_not_the_period_of_a_figure() -> None:
    assert periods("2021年４月、当社は事業の譲渡を完了し、譲渡価額は1,330億円でした。") == [None]
    assert periods("2021年３月末の残高は1,330億円でした。") == [(None, "2021-03-31")]


YEARS_JA = (
    "前連結会計年度（自 2006年4月1日 至 2007年3月31日）\n\n当連結会計年度（自 2007年4月1日 至 2008年3月31日）\n\n"
)
BEFORE, NOW = ("2006-04-01", "2007-03-31"), ("2007-04-01", "2008-03-31")
ANNUAL = profile(kind="annual_report", start="2007-04-01", end="2008-03-31")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("前連結会計年度の連結損益計算書において、「その他」に表示していた541百万円は、組み替えております。", [BEFORE]),
        ("前連結会計年度末の残高は541百万円であります。", [(None, "2007-03-31")]),
        (
            "資産は、前連結会計年度末の541百万円に対して増加し、600百万円となりました。",
            [(None, "2007-03-31"), (None, "2008-03-31")],
        ),
        ("資産は、前連結会計年度末に対して10百万円増加し、600百万円となりました。", [(None, "2008-03-31")] * 2),
        ("前連結会計年度に大型案件を受注したことにより、売上高は600百万円となりました。", [NOW]),
        ("売上高は、当連結会計年度から10百万円増収の610百万円を見込んでいます。", [None, None]),
    ],
)
def test_years_that_the_document_dates_elsewhere(text: str, expected: list[tuple[str | None, str] | None]) -> None:
    """What is only compared with, or explains, lends its day to the figure right behind it and to no other."""
    assert periods(YEARS_JA + text, ANNUAL) == expected


def test_a_number_of_companies_is_that_of_the_last_day() -> None:
    assert periods(YEARS_JA + "連結子会社の数 ３社", ANNUAL) == [(None, "2008-03-31")]


@pytest.mark.parametrize("heading", ["<<1H06 (2006/4-9)>>", "[1H06 (2006/4-9)]", "First half 2006"])
def test_a_heading_that_is_a_period_and_nothing_else(heading: str) -> None:
    """In brackets of its own a label of a period heads what follows; bare, it may be that of an axis."""
    text = f"{heading}\n\n- Total revenues JPY 6,444 million\n\n- Operating income JPY 137 million\n"
    found = [f.period.end if f.period else None for f in facts(text, profile(kind="results_presentation"))]
    assert len(set(found)) == 1
    assert (found[0] is not None) == heading.startswith(("<", "["))


@pytest.mark.parametrize("name", ["April 2022 Notes", "December 2022 Senior Notes", "March 2021 Credit Facility"])
def test_a_month_in_the_name_of_a_debt_dates_nothing(name: str) -> None:
    found = [f.period.end if f.period else None for f in facts(f"The {name} issuance was JPY 5 million", DECK)]
    assert not any((end or "").startswith(("2021", "2022")) for end in found)
