"""A figure of prose is trusted only where its words name what is measured, and its period says since when it runs."""

from __future__ import annotations

import pytest

from extract import Fact, read


def _facts(text: str) -> dict[str, Fact]:
    return {fact.printed or "": fact for fact in read(text.encode(), name="a.txt").facts}


@pytest.mark.parametrize(
    ("sentence", "printed"),
    [
        ("Taking into account these plans, the board foresees {} in the year ended March 31, 2031.", "4,120"),
        ("We remain focused on our three regions which delivered {} in the year ended March 31, 2031.", "4,120"),
        ("The agreement of the company allows for an additional {} in the year ended March 31, 2031.", "4,120"),
    ],
)
def test_words_that_are_no_name_of_a_measure_do_not_name_a_figure(sentence: str, printed: str) -> None:
    facts = _facts("Results for the year ended March 31, 2031\n\n" + sentence.format(f"JPY {printed} million"))
    assert facts and not any(fact.trusted for fact in facts.values())


def test_a_name_of_a_measure_names_a_figure() -> None:
    facts = _facts(
        "Results for the year ended March 31, 2031\n\n"
        "Operating margin widened to 8.5%. Liabilities were JPY 70 million."
    )
    assert facts["8.5"].trusted and facts["8.5"].label[-1] == "Operating margin"
    assert facts["70"].trusted


def test_a_part_of_what_stands_before_its_bracket_is_no_name() -> None:
    facts = _facts(
        "2031年3月期 配当金（自 2030年4月1日 至 2031年3月31日）\n\n"
        "信託が保有する株式への配当金（5月決議分2百万円）を含みます。"
    )
    assert not facts["2"].trusted


def test_a_bare_quarter_of_a_japanese_heading_may_run_since_the_first_day_of_the_year() -> None:
    text = (
        "第３四半期の連結決算\n\n2031年3月期 第３四半期（2030年４月～12月）の連結売上高は50億20百万円となりました。\n\n"
        "第３四半期の概況\n\n調味料の売上高は20億10百万円となりました。"
    )
    facts = [fact for fact in read(text.encode(), name="a.txt").facts if fact.unit == "JPY"]
    assert [fact.value for fact in facts if fact.trusted] == ["5020000000"]
    assert not [fact for fact in facts if fact.period and fact.period.start == "2030-10-01"]


def test_a_percentage_in_brackets_behind_an_amount_is_not_named_by_it() -> None:
    facts = _facts(
        "Results for the year ended March 31, 2031\n\nComprehensive income was 2,365 million yen (60.0%). "
        "The equity ratio was 41.5%."
    )
    assert facts["2,365"].trusted and facts["41.5"].trusted
    assert not facts["60.0"].trusted


def test_what_a_forecast_is_held_against_was_reached() -> None:
    text = (
        "Outlook\n\nForecast of operating profit for the year ending March 31, 2031: 340 million yen (Reference) "
        "Actual operating profit for the year ended March 31, 2030: 246 million yen"
    )
    facts = _facts(text)
    assert facts["340"].dimensions.get("scenario") == "forecast"
    assert not facts["246"].trusted or "scenario" not in facts["246"].dimensions


def test_what_moved_is_named_behind_the_figure_and_what_a_figure_is_of_too() -> None:
    facts = _facts(
        "Results for the year ended March 31, 2031\n\n"
        "R&D expenses were $9.8 million for the year ended March 31, 2031. "
        "The decrease was due to a $1.7 million decrease in staff costs, offset by a $0.5 million "
        "net increase in travel costs due to the new site, and a $2.2 million gain on the sale of a plant."
    )
    assert facts["1.7"].label[-1] == "staff costs" and facts["0.5"].label[-1] == "travel costs"
    assert not facts["2.2"].trusted or "gain" in facts["2.2"].label[-1]


def test_two_amounts_per_share_behind_what_is_compared_are_both_of_the_earlier_period() -> None:
    facts = _facts(
        "Net loss was $8.0 million for the first quarter of 2031, compared to net income of $8.1 million, or $0.21 per "
        "basic share and $0.19 per diluted share, for the first quarter of 2030."
    )
    period = facts["0.19"].period
    assert period is None or period.end is None or period.end[:4] == "2030"


def test_what_a_part_of_the_company_did_is_not_called_by_the_name_of_the_whole() -> None:
    facts = _facts(
        "Results for the three months ended June 30, 2031\n\nThe Attachments segment reported net sales of $130.4 "
        "million for the three months ended June 30, 2031, a rise of $25.8 million. Net income was $17.7 million."
    )
    assert not facts["130.4"].trusted and not facts["25.8"].trusted
    assert facts["17.7"].trusted


def test_a_list_behind_a_figure_is_its_whole_name() -> None:
    facts = _facts(
        "As of March 31, 2031, the Company had $7.7 million in cash, cash equivalents and marketable securities."
    )
    assert facts["7.7"].label[-1] == "cash, cash equivalents and marketable securities"
