"""Growth and decline: the word gives the sign, what it is compared with is told, and levels stay levels."""

import pytest

from tests.facts.telling import facts, told, values


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("Operating income (down 44.6% YoY)", "-44.6", "percent"),
        ("Revenues up 48.8% YoY", "48.8", "percent"),
        ("Revenues: -9.6% YoY, mainly due to a service that ended", "-9.6", "percent"),
        ("Revenues: +14.5% YoY", "14.5", "percent"),
        ("It showed a decrease of 22.2% from last year", "-22.2", "percent"),
        ("Revenues increased by 10.1%", "10.1", "percent"),
        ("Revenues increased 5.0%", "5.0", "percent"),
        ("an 8.8% increase for corporate use", "8.8", "percent"),
        ("a 3% decline in sales", "-3", "percent"),
        ("The ratio improved by 1.1 percentage points", "1.1", "percentage_point"),
        ("Gross margin ratio (YoY +1.3 points)", "1.3", "percentage_point"),
        ("Receivables decreased by JPY 1,731 million", "-1731000000", "JPY"),
        ("Gross margin: up JPY1,476 million YoY", "1476000000", "JPY"),
        ("change from previous target: down JPY1.3 billion", "-1300000000", "JPY"),
        ("decrease by approx. JPY100 million YoY", "-100000000", "JPY"),
        ("IP service connectivity (up 15 contracts YoY)", "15", "count"),
        ("Number of employees increased by 46 QoQ", "46", "count"),
        ("売上高は前年同期比12.3％増", "12.3", "percent"),
        ("売上高は前年同期比12.3％減", "-12.3", "percent"),
        ("売上高は前年同期比△5.2％", "-5.2", "percent"),
        ("経費は前期比28億円増加し", "2800000000", "JPY"),
        ("事業利益は、前期を55億円下回る", "-5500000000", "JPY"),
        ("利益率は前年同期比1.3ポイント上昇", "1.3", "percentage_point"),
        ("総需要は前年同期に比べ2.1千台（△3.4％）の減少", "-2100", "count"),
        ("買掛債務が122億円、有利子負債が115億円それぞれ増加した", "12200000000", "JPY"),
    ],
)
def test_sign_by_word(text: str, value: str, unit: str) -> None:
    assert values(text)[0] == (value, unit, "change")


@pytest.mark.parametrize(
    ("text", "value", "measure"),
    [
        ("Revenues from these services increased to over JPY 50 million per month", "50000000", "amount"),
        ("The gross margin ratio improved significantly to 17.5%", "17.5", "ratio"),
        ("Excluding new units: JPY2,731 million, a decrease YoY", "2731000000", "amount"),
        ("Increase in accounts receivable of JPY1,185 million", "1185000000", "amount"),
        ("Operating loss: JPY0.6 billion", "600000000", "amount"),
        ("売上高は3,216億４百万円（前期比100.5％）と増収となりました", "321604000000", "amount"),
        ("売掛金の増加 17億23百万円", "1723000000", "amount"),
        ("設備の減価償却費は12億円", "1200000000", "amount"),
    ],
)
def test_levels_stay_levels_with_the_printed_sign(text: str, value: str, measure: str) -> None:
    fact = facts(text)[0]
    assert (fact.value, fact.measure) == (value, measure)


def test_a_ratio_to_the_prior_year_is_no_growth() -> None:
    fact = facts("既存店売上高は前期比100.3％となりました。")[0]
    assert (fact.value, fact.measure) == ("100.3", "ratio")
    assert fact.dimensions["comparison"] == "prior period"


def test_net_cash_used_is_negative_and_provided_is_not() -> None:
    text = (
        "Net cash used in operating activities was JPY 1,328 million. Net cash provided by financing was JPY 5 million."
    )
    used, provided = facts(text)
    assert used.value == "-1328000000" and used.explanation
    assert provided.value == "5000000"
    assert values("Net cash provided by (used in) investing: JPY1,210 million")[0][0] == "1210000000"
    assert values("営業活動の結果使用した資金は12億円")[0][0] == "-1200000000"


def test_the_same_subject_compared_keeps_the_outflow() -> None:
    text = "Net cash used in investing activities in 1Q07 was JPY 3,520 million, compared to JPY 267 million in 1Q06."
    assert [f.value for f in facts(text)] == ["-3520000000", "-267000000"]


def test_change_then_level_then_base() -> None:
    text = "Revenues in 1Q07 totaled JPY 13,696 million, an increase of 10.1% from JPY 12,437 million in 1Q06."
    level, change, base = facts(text)
    assert (level.value, level.measure) == ("13696000000", "amount")
    assert (change.value, change.measure) == ("10.1", "change")
    assert change.dimensions == {"comparison": "YoY", "base": "1Q06"}
    assert (base.value, base.period and base.period.end) == ("12437000000", "2006-06-30")
    assert len({fact.label for fact in (level, change, base)}) == 1


def test_a_second_change_of_the_same_clause_inherits_its_direction() -> None:
    text = "Revenues decreased 0.2% compared to 1Q06 and by 11.2% compared to 2Q05, mainly due to one customer."
    assert [(f.value, f.dimensions["base"]) for f in facts(text)] == [("-0.2", "1Q06"), ("-11.2", "2Q05")]
    text = "Costs and expenses fell by 5% and 3%, respectively."
    assert [f.value for f in facts(text)] == ["-5", "-3"]


def test_a_list_of_changes_shares_unit_and_base() -> None:
    text = "Number of contracts: 16,112 (+758, +4.9% from 1Q06, +3,410, +26.8% from 2Q05)"
    got = [(f.value, f.unit, f.dimensions.get("base")) for f in facts(text)]
    assert got == [
        ("16112", "count", None),
        ("758", "count", "1Q06"),
        ("4.9", "percent", "1Q06"),
        ("3410", "count", "2Q05"),
        ("26.8", "percent", "2Q05"),
    ]


def test_a_level_behind_a_ratio_is_not_a_change() -> None:
    text = "SG&A Expenses were up 10.8% YoY, down 2.4% QoQ and the % of revenues was 15.1%"
    assert [(f.value, f.measure) for f in facts(text)] == [("10.8", "change"), ("-2.4", "change"), ("15.1", "ratio")]


@pytest.mark.parametrize(
    "text",
    [
        "Revenues increased by 10% from JPY 50 million to JPY 40 million.",
        "Revenues decreased from JPY 40 million to JPY 50 million.",
        "Revenue was JPY 65 million, an increase of 5% from JPY 440 million.",
        "Sales decreased by +5.0% YoY",
    ],
)
def test_word_against_arithmetic_is_told(text: str) -> None:
    assert [p.code for p in told(text)[1] if p.code != "unreadable_value"] == ["word_contradicts_arithmetic"]


@pytest.mark.parametrize(
    "text",
    [
        "Revenues increased by 10% from JPY 50 million to JPY 55 million.",
        "Other income was JPY 65 million, a decrease of 85.1% from JPY 440 million.",
        "Sales decreased by -5.0% YoY",
    ],
)
def test_word_with_arithmetic_is_not(text: str) -> None:
    assert told(text)[1] == ()


def test_sign_against_word_is_not_chosen_between() -> None:
    [fact] = facts("Sales decreased by +5.0% YoY")
    assert fact.value is None and fact.status == "unresolved"
    assert {candidate.value for candidate in fact.candidates} == {"5.0", "-5.0"}


def test_a_loose_dash_is_a_minus_only_where_nothing_else_is_meant() -> None:
    assert values("Net income (YoY - 6.1%)")[0][0] == "-6.1"
    assert values("Revenue – JPY 5 million")[0][0] == "5000000"
    [fact] = facts("Operating margin - 6.1%")
    assert fact.status == "unresolved" and len(fact.candidates) == 2


def test_targets_are_marked_and_comparisons_with_targets_are_not() -> None:
    assert facts("IIJ expects revenue of JPY 5 million")[0].dimensions == {"scenario": "forecast"}
    assert facts("売上高は1,500億円を見込んでおります。")[0].dimensions == {"scenario": "forecast"}
    [fact] = facts("Revenue (+5.6% compared to the initial target)")
    assert fact.dimensions == {"comparison": "target"}


def test_a_comparison_in_brackets_speaks_of_what_stands_in_them() -> None:
    level, change = facts("Operating margin ratio 6.1% (YoY +1.3 points)")
    assert (level.value, level.measure) == ("6.1", "ratio")
    assert (change.value, change.unit, change.dimensions["comparison"]) == ("1.3", "percentage_point", "YoY")
    assert values("Revenue 14.5% (YoY)")[0] == ("14.5", "percent", "change")


def test_a_comparison_before_a_list_holds_for_all_of_it() -> None:
    text = "Revenues JPY 57.1 billion (YoY +JPY 7.2 billion, +14.5%)"
    assert [f.dimensions.get("comparison") for f in facts(text)] == [None, "YoY", "YoY"]


def test_an_aside_does_not_take_over_the_subject() -> None:
    text = "Revenues: JPY 10,792 million, despite a merger of a company (JPY 468 million) (+6.3% YoY without it)"
    assert facts(text)[-1].label == facts(text)[0].label


def test_the_ends_of_a_range_are_told_apart() -> None:
    got = [
        (f.value, f.dimensions.get("bound")) for f in facts("Guidance for revenue: $1.025 billion to $1.035 billion")
    ]
    assert got == [("1025000000", "lower"), ("1035000000", "upper")]
    assert all("bound" not in f.dimensions for f in facts("Revenue increased from JPY 4 million to JPY 5 million"))


def test_a_signed_share_in_brackets_behind_a_change_is_a_change() -> None:
    assert [(f.value, f.measure) for f in facts("売上は、148億円減収（△69.6％）の65億円となりました。")] == [
        ("-14800000000", "change"),
        ("-69.6", "change"),
        ("6500000000", "amount"),
    ]
