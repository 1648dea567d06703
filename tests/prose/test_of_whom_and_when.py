"""Figures of prose that are of another company, of a part, of a time of their own, or not so yet: none is trusted as
the issuer's of the report's own time."""

from __future__ import annotations

import pytest

from extract import model, read

QUARTER = "Corwen Stores Inc. reports results for the second quarter ended June 30, 2031\n\n"
HALF = "Corwen Stores plc results for the six months ended 30 June 2031\n\n"
YEAR = (
    "Corwen Stores Inc. Reports Fourth Quarter and Fiscal Year 2031 Results\n\nCorwen Stores Inc. today reported "
    "results for the fourth quarter and fiscal year ended December 31, 2031.\n\n"
)


def facts_of(text: str) -> dict[str, model.Fact]:
    return {fact.printed: fact for fact in read(text.encode(), name="case.txt").facts if fact.printed is not None}


def label_of(fact: model.Fact) -> str:
    return " > ".join(fact.label)


@pytest.mark.parametrize(
    ("sentence", "printed"),
    [
        ("All but $20 million of the reduction came out of field services backlog.", "20"),
        ("Tarn Valves generated annual revenue of approximately $63 million and EBITDA of $11 million.", "63"),
        ("Tarn Valves generated annual revenue of approximately $63 million and EBITDA of $11 million.", "11"),
        (
            "In July 2031, Corwen acquired Tarn Valves, which employs 340 people and has annual sales of $63 million.",
            "63",
        ),
        ("Corwen owns a 45% interest in Tarn Valves, whose net income was $10 million.", "10"),
        ("In the Tools segment, revenue was $45 million. Operating profit was $6 million.", "6"),
        ("In North America, where we have 210 stores, sales grew 5%.", "5"),
        ("Increased same-store (432 stores) net operating income 5.0% year over year.", "5.0"),
        ("Results for the year were revenues from continuing operations of $316 million.", "316"),
        ("This is down from the previous year's revenues of $81.0 million and earnings per share of $0.44.", "0.44"),
        ("In the UK, revenue rose 4% to $52 million. Margins were 12.1%.", "12.1"),
        ("Group revenue was $88 million. UK revenue was $52 million and operating profit $6 million.", "6"),
        ("Exceptional costs of $3 million relate to the closure of the depot, which cost $2 million.", "2"),
        ("The second quarter was our fourth consecutive quarter of growth above 10%.", "10"),
    ],
)
def test_what_is_another_s_or_a_part_s_is_not_called_the_whole(sentence: str, printed: str) -> None:
    assert not facts_of(QUARTER + sentence)[printed].trusted


@pytest.mark.parametrize(
    ("sentence", "printed"),
    [
        ("The purchase price was $85 million in cash plus an earn-out of up to $10 million.", "10"),
        ("The Company's policy is to pay out 40% of net income as dividends.", "40"),
        ("If fuel prices rose by 10%, operating costs would increase by $12 million.", "12"),
        ("If fuel prices rose by 10%, operating costs would increase by $12 million.", "10"),
        ("Under the agreement, Corwen will receive an upfront payment of $15 million.", "15"),
        ("We have realized $18 million of the $25 million in annual savings targeted.", "25"),
        ("II-Corwen predicts earnings per share will range from $0.23 to $0.28.", "0.28"),
        ("The assumed exchange rate is 110 yen to the US dollar.", "110"),
        ("The leverage covenant is a maximum of 3.5 times.", "3.5"),
    ],
)
def test_what_may_be_once_is_no_figure_of_now(sentence: str, printed: str) -> None:
    assert not facts_of(QUARTER + sentence)[printed].trusted


@pytest.mark.parametrize(
    ("sentence", "printed"),
    [
        ("In the twelve months to June, sales reached $480 million.", "480"),
        ("Through the first four weeks of the third quarter, comparable sales are up 4%.", "4"),
        ("The third quarter started well, with orders in July of $44 million.", "44"),
        ("Wholly owned division with investment to date of $0.2 million.", "0.2"),
        ("A 1% rise in wages costs the company about $1 million a year.", "1"),
        ("As of July 31, 2031, the Company had repurchased 2.1 million shares since the beginning of the year.", "2.1"),
        ("Over the past five years, revenue grew by 30%.", "30"),
    ],
)
def test_a_time_that_is_not_read_is_not_replaced_by_the_report_s(sentence: str, printed: str) -> None:
    assert not facts_of(QUARTER + sentence)[printed].trusted


@pytest.mark.parametrize("printed", ["34.7", "33.2"])
def test_two_lengths_that_end_on_one_day_date_no_two_figures(printed: str) -> None:
    sentence = (
        "The effective tax rates were 34.7% and 33.2% for the three months and fiscal year ended December 31, 2031."
    )
    assert not facts_of(YEAR + sentence)[printed].trusted


def test_a_second_change_is_of_what_the_sentence_tells_and_not_of_what_it_compares_with() -> None:
    facts = facts_of(
        QUARTER
        + "Backlog at June 30, 2031 totaled $626 million, an increase of $129 million compared to the backlog at "
        "June 30, 2030 of $497 million and decreased by $17 million, or 2.7%, compared to the March 31, 2031 backlog "
        "of $644 million."
    )
    ends = {printed: fact.period.end for printed, fact in facts.items() if fact.period is not None}
    assert ends == {
        "626": "2031-06-30", "129": "2031-06-30", "497": "2030-06-30", "17": "2031-06-30", "2.7": "2031-06-30",
        "644": "2031-03-31",
    }  # fmt: skip


def test_points_below_a_point_are_of_the_part_it_names() -> None:
    facts = facts_of(
        HALF + "· Kilns: Revenues up 2.4% to £47.9m\n\no The gross margin for the period was 16.3%\n\n"
        "· Pumps: Revenues up 8.4% to £15.0m\n\no Operating profit increased by 30.4% to £2.5m\n\n"
        "Administrative expenses were £3.1m."
    )
    assert "Kilns" in label_of(facts["16.3"])
    assert "Pumps" in label_of(facts["30.4"])
    assert "Pumps" not in label_of(facts["3.1"])


def test_the_part_with_which_a_sentence_opens_names_its_figures() -> None:
    facts = facts_of(QUARTER + "In the Tools segment, revenue was $45 million.")
    assert "Tools segment" in label_of(facts["45"])


def test_an_earlier_figure_beside_a_forecast_is_none() -> None:
    facts = facts_of(
        QUARTER + "We expect third-quarter revenue of $125 million, compared with $111 million in the third quarter of "
        "2030."
    )
    assert facts["125"].dimensions.get("scenario") == "forecast"
    assert "scenario" not in facts["111"].dimensions


def test_a_gain_is_an_amount_of_its_own() -> None:
    fact = facts_of(QUARTER + "Last year's quarter included a gain of $9 million from the sale of land.")["9"]
    assert (label_of(fact).endswith("gain from the sale of land"), fact.measure) == (True, "amount")


def test_lower_than_planned_is_compared_with_the_plan() -> None:
    fact = facts_of(QUARTER + "Revenue was $1.2 million lower than planned.")["1.2"]
    assert (fact.measure, fact.dimensions.get("comparison")) == ("change", "target")


JAPANESE = (
    "コーウェン株式会社 2032年３月期 第２四半期決算短信\n\n"
    "2032年３月期第２四半期の業績（2031年４月１日～2031年９月30日）\n\n"
)


@pytest.mark.parametrize(
    ("sentence", "printed"),
    [
        ("工具事業においては、売上高は4,500百万円、営業利益は300百万円となりました。", "4,500"),
        ("仮に為替が１円円高になった場合、営業利益は50百万円減少します。", "50"),
        ("中期経営計画では最終年度に営業利益3,000百万円を掲げております。", "3,000"),
        ("訴訟において原告は1,500百万円の損害賠償を請求しております。", "1,500"),
        ("国内の工具市場は約2,000億円と推定されます。", "2,000"),
    ],
)
def test_what_a_part_did_or_is_only_supposed_is_doubted_in_japanese(sentence: str, printed: str) -> None:
    assert not facts_of(JAPANESE + sentence)[printed].trusted


def test_sales_of_all_in_japanese_stay_trusted() -> None:
    facts = facts_of(JAPANESE + "当第２四半期連結累計期間の売上高は12,345百万円（前年同期比4.2％増）となりました。")
    assert facts["12,345"].trusted


def test_a_bracket_compares_with_another_time_than_the_figure_before_it() -> None:
    text = "Corwen Stores plc\n\nInterim results for the six months ended 31 March 2031\n\n30 May 2031\n\n"
    facts = facts_of(text + "Revenue up 3.8% to £62.9m (H1 2030: £60.6m)")
    assert (facts["62.9"].trusted, facts["60.6"].trusted) == (True, False)


def test_what_is_made_a_day_is_a_rate() -> None:
    fact = facts_of(QUARTER + "Production was 52,000 tonnes of ore per day.")["52,000"]
    assert (fact.measure, fact.dimensions.get("per")) == ("rate", "day")
    assert facts_of(QUARTER + "Production was 52,000 barrels of oil equivalent per day.")["52,000"].unit == "boe/d"


def test_words_on_a_definition_are_no_name() -> None:
    fact = facts_of(QUARTER + "EBITDA, as defined in our credit agreement, was $22 million.")["22"]
    assert label_of(fact).endswith("EBITDA")


def test_what_stands_at_the_end_of_a_quarter_is_of_a_day() -> None:
    fact = facts_of(QUARTER + "Occupancy was 94.6% at quarter end, up 20 basis points.")["94.6"]
    assert fact.period is not None
    assert (fact.period.kind, fact.period.end) == ("instant", "2031-06-30")


def one(sentence: str, printed: str, lead: str = QUARTER) -> tuple[str, str, str | None, str | None, bool]:
    """The last name of a figure, its measure, its days, and whether it is trusted."""
    fact = facts_of(lead + sentence)[printed]
    period = fact.period or model.Period(kind="instant")
    return fact.label[-1], fact.measure, period.start, period.end, fact.trusted


@pytest.mark.parametrize(
    ("sentence", "printed", "trusted"),
    [
        ("Tools revenue was $45 million. Operating profit was $6 million.", "6", False),
        ("Hand Tools net sales were $45 million. Operating profit rose 3% to $6 million.", "6", False),
        ("Sales in Power Tools fell 2% to $45 million. The margin was 12.1%.", "12.1", False),
        ("Tools revenue was $45 million and operating profit was $6 million.", "6", False),
        ("Total revenue was $45 million. Operating profit was $6 million.", "6", True),
        ("Subscription revenue was $45 million. Operating profit was $6 million.", "6", True),
        ("Tools revenue was $45 million. Group revenue was $90 million. Operating profit was $6 million.", "6", True),
        ("Tools revenue was $45 million. Central costs were $6 million.", "6", True),
        ("Corwen revenue was $45 million. Operating profit was $6 million.", "6", True),
    ],
)
def test_a_measure_without_owner_behind_a_part_may_be_the_part_s(sentence: str, printed: str, trusted: bool) -> None:
    assert facts_of(QUARTER + sentence)[printed].trusted is trusted


@pytest.mark.parametrize(
    ("words", "name", "value"),
    [
        ("with 40 bps of margin expansion", "margin", "40"),
        ("with 40 basis points of gross margin contraction", "gross margin", "-40"),
        ("with 40 bps margin improvement", "margin", "40"),
    ],
)
def test_points_are_of_what_they_say_has_moved(words: str, name: str, value: str) -> None:
    fact = facts_of(QUARTER + f"Adjusted EBITDA was $71.2 million, {words}.")["40"]
    assert (fact.label[-1], fact.measure, fact.value) == (name, "change", value)


def test_an_amount_is_of_the_noun_that_is_joined_to_it() -> None:
    returned = "The Company returned cash through $10.5 million of dividends and $14.5 million of share repurchases."
    assert one(returned, "10.5")[0] == "dividends"
    assert one(returned, "14.5")[0] == "share repurchases"
    excluded = "Net income excludes $9.8 million of stock-based compensation and $2.1 million of amortization."
    assert one(excluded, "9.8")[0] == "stock-based compensation"
    assert one(excluded, "2.1")[0] == "amortization"
    assert not one("The Company repurchased $14.5 million of stock.", "14.5")[-1]


@pytest.mark.parametrize(
    ("sentence", "printed", "name"),
    [
        ("Online sales rose 14% and now represent 31% of revenue.", "31", "Online sales"),
        ("Operating income was $84.9 million, i.e. 11.3% of sales.", "11.3", "Operating income"),
        ("Net debt reduced by $95 million to $410 million.", "95", "Net debt"),
        ("Net income, Group share, stood at $51.7 million.", "51.7", "Net income, Group share"),
        ("Cash, cash equivalents and investments were $183 million.", "183", "Cash, cash equivalents and investments"),
        ("The Company has $88.7 million in cash and no debt.", "88.7", "cash"),
        ("Inventories, net at the end of the quarter totaled $1.6 billion.", "1.6", "Inventories, net"),
    ],
)
def test_a_name_begins_and_ends_with_its_noun(sentence: str, printed: str, name: str) -> None:
    assert name in facts_of(QUARTER + sentence)[printed].label


@pytest.mark.parametrize(
    ("sentence", "printed"),
    [
        ("Available liquidity totaled $389 million, including cash of $88.7 million.", "389"),
        ("Available liquidity totaled $389 million, including cash of $88.7 million.", "88.7"),
        ("The Company has $88.7 million in cash and no debt.", "88.7"),
        ("Cash at the end of the quarter was $88.7 million.", "88.7"),
        ("Headcount at the end of the quarter was 2,450.", "2,450"),
        ("Net debt reduced by $95 million to $410 million.", "410"),
        ("We employ 1,200 people.", "1,200"),
        ("Debt was $610 million, or 1.6x EBITDA.", "1.6"),
        ("Inventories, net at the end of the quarter totaled $1.6 billion.", "1.6"),
    ],
)
def test_what_there_is_stands_at_a_day(sentence: str, printed: str) -> None:
    assert one(sentence, printed)[2:4] == (None, "2031-06-30")


@pytest.mark.parametrize(
    ("sentence", "printed"),
    [
        ("The Company paid $12 million in cash.", "12"),
        ("The Company repaid $12 million of debt and received $4 million of deposits.", "12"),
        ("The Company repaid $12 million of debt and received $4 million of deposits.", "4"),
        ("Consensus for adjusted profit before tax is $58 million.", "58"),
        ("Revenue in the same period last year was $80 million.", "80"),
        ("Our retention rate rose by 12 points, and we returned $27 million to shareholders.", "27"),
        ("The Board declared a dividend of $3 per share of face value $2 each.", "2"),
    ],
)
def test_what_only_moved_or_is_of_others_or_of_then_is_no_figure_of_now(sentence: str, printed: str) -> None:
    assert not facts_of(QUARTER + sentence)[printed].trusted


def test_a_list_of_increases_goes_on() -> None:
    sentence = "Total assets rose mainly due to increases of $5.2 million in inventories and $4.9 million in goodwill."
    assert one(sentence, "4.9")[:2] == ("goodwill", "change")


def test_a_line_of_place_and_day_dates_no_figure() -> None:
    lead = "Corwen Stores SA: 2031 half-year results\n\nParis, July 29, 2031\n\n"
    assert one("Net income stood at $51.7 million.", "51.7", lead)[3] != "2031-07-29"


def test_the_lower_end_of_a_range_in_millions_is_no_amount_per_share() -> None:
    facts = facts_of(
        QUARTER + "We expect revenue of $145.0 to $146.0 million and income per share of $0.15 to $0.16 for 2031."
    )
    assert (facts["145.0"].value, facts["145.0"].unit) == ("145000000", "USD")
    assert facts["0.15"].unit == "USD_per_share"


def test_the_range_that_was_raised_is_no_plan_of_now() -> None:
    facts = facts_of(
        QUARTER + "The company raised its full-year 2031 revenue guidance to $236 million to $240 million from "
        "$230 million to $237 million."
    )
    assert [facts[printed].trusted for printed in ("236", "240", "230", "237")] == [True, True, False, False]


@pytest.mark.parametrize(
    ("sentence", "printed", "trusted"),
    [
        ("食品事業の売上高は31,110百万円、セグメント利益は1,880百万円となりました。", "1,880", False),
        ("食品事業の売上高は31,110百万円となりました。営業利益は1,880百万円でした。", "1,880", False),
        ("外食事業につきましては、売上高は31,110百万円となりました。営業利益は1,880百万円でした。", "1,880", False),
        ("食品事業の売上高は31,110百万円、連結営業利益は1,880百万円となりました。", "1,880", True),
        ("当社グループの売上高は31,110百万円となりました。営業利益は1,880百万円でした。", "1,880", True),
    ],
)
def test_a_japanese_measure_behind_a_business_may_be_its(sentence: str, printed: str, trusted: bool) -> None:
    assert facts_of(JAPANESE + sentence)[printed].trusted is trusted


def test_money_that_was_obtained_or_used_is_of_the_year() -> None:
    there = "当第２四半期連結累計期間末の現金及び現金同等物は9,812百万円となりました。"
    moved = "営業活動の結果得られた資金は5,204百万円となりました。"
    period = facts_of(JAPANESE + there + moved)["5,204"].period
    assert period is not None and period.kind == "duration"


def test_growth_below_a_day_is_of_the_time_that_is_reported_on() -> None:
    weeks = "CORWEN STORES PLC RESULTS FOR 26 WEEKS TO 26 FEBRUARY 2031\n\n"
    assert one("Gross transaction value up 3.2%", "3.2", weeks)[2:4] == ("2030-08-29", "2031-02-26")
    day = "Corwen Stores plc: trading update at 26 February 2031\n\n"
    assert not one("Gross transaction value up 3.2%", "3.2", day)[-1]


@pytest.mark.parametrize(
    "before",
    [
        "Sales in H1 2031 were $91 million, 6.6% higher compared to the first half of 2030.",
        "Sales in the first half of 2030 were $84 million. Sales in H1 2031 were $91 million.",
    ],
)
def test_a_half_year_without_its_year_is_not_the_one_that_is_compared_with(before: str) -> None:
    facts = facts_of(f"Corwen Stores plc half year results\n\n{before}\n\nEBITDA in H1 totalled $17 million.\n")
    period = facts["17"].period
    assert not facts["17"].trusted
    assert period is None or period.end is None


def test_a_half_year_without_its_year_is_the_one_that_was_dated() -> None:
    text = (
        "Sales in the six months ended June 30, 2031 (H1 2031) were $91 million.\n\nEBITDA in H1 totalled $17 million."
    )
    period = facts_of(f"Corwen Stores plc half year results\n\n{text}\n")["17"].period
    assert period is not None and (period.start, period.end) == ("2031-01-01", "2031-06-30")
