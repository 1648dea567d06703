"""Amounts, shares, points, counts and bandwidths as prose prints them, with unit, scale and decimals."""

import pytest

from extract import model
from tests.facts.telling import facts, profile, told, values


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Revenues: JPY 57,055 million", ("57055000000", "JPY", -6)),
        ("Gross margin JPY4,502 million", ("4502000000", "JPY", -6)),
        ("Revenue totaled ($ 111.0 million)", ("111000000", "USD", -5)),
        ("Revenue was ¥1.2 billion", ("1200000000", "JPY", -8)),
        ("Revenue was $5.6M", ("5600000", "USD", -5)),
        ("Costs were 7,221 million yen", ("7221000000", "JPY", -6)),
        ("Others: JPY155million", ("155000000", "JPY", -6)),
        ("Sales of EUR 3.5bn", ("3500000000", "EUR", -8)),
        ("dividend of JPY 750 per share", ("750", "JPY_per_share", 0)),
        ("earnings of $1.47 per diluted share", ("1.47", "USD_per_share", 2)),
        ("売上高は1,234百万円", ("1234000000", "JPY", -6)),
        ("売上高は12億3,400万円", ("1234000000", "JPY", -4)),
        ("売上高は１兆694億27百万円", ("1069427000000", "JPY", -6)),
        ("残高は5,783千円", ("5783000", "JPY", -3)),
        ("１株当たり配当金は15円", ("15", "JPY_per_share", 0)),
        ("１株当たり純利益は123円45銭", ("123.45", "JPY_per_share", 2)),
        ("借入金は100万米ドル", ("1000000", "USD", -4)),
        ("Operating margin ratio 6.1%", ("6.1", "percent", 1)),
        ("営業利益率は17.5％", ("17.5", "percent", 1)),
        ("Total contracted bandwidth: 253.2Gbps", ("253.2", "Gbps", 1)),
        ("Number of employees: 40", ("40", "count", 0)),
        ("Number of customers: Approximately 0.20 million", ("200000", "count", -4)),
        ("We serve 1,600 blue-chip corporate clients", ("1600", "count", 0)),
        ("従業員数は1,234名", ("1234", "count", 0)),
        ("総需要は60.1千台", ("60100", "count", -2)),
        ("受注倍率は2.5倍", ("2.5", "times", 1)),
    ],
)
def test_one_number(text: str, expected: tuple[str, str, int]) -> None:
    [fact] = facts(text)
    assert (fact.value, fact.unit, fact.decimals) == expected
    assert fact.status == "verbatim"


def test_printed_text_stands_at_its_place() -> None:
    text = "- Revenues were JPY 57,055 million (up 14.5% YoY), and 売上高は12億3,400万円"
    for fact in facts(text):
        where = fact.location
        assert where.line == 1
        assert text[where.start : where.end] == fact.printed


@pytest.mark.parametrize(
    "text",
    [
        "TEL: 03-5259-6500 FAX: 03-5259-6311",
        "Jinbocho Mitsui Bldg., 1-105 Kanda Jinbo-cho, Chiyoda-ku, Tokyo, 101-0051, Japan",
        "東京都中央区日本橋蛎殻町一丁目14番14号 第28期",
        "Users within Top 10 Companies in Each Industry",
        "IPv6, Mobile IPv6(MIPv6), 3G, ISO9001 and Form 20-F",
        "IP Service (100Mbps-999Mbps)",
        "The meeting of June 30, 2007 began at 10:30, see page 12 and Note 5",
        "https://www.example.jp/2007/5% or info24@example.jp",
        "Copyright 2006 Example Inc. Version 3.1",
        "普通株式１株につき２株の割合で株式分割",
        "(1) Revenue (2) Cost",
        "企業会計基準第29号",
    ],
)
def test_what_measures_nothing_is_no_fact(text: str) -> None:
    assert facts(text) == ()


def test_a_scale_without_a_currency_is_the_documents_only_currency() -> None:
    assert values("Revenues: 7,221 million")[0][:2] == ("7221000000", "JPY")
    [fact] = facts("Revenues: 7,221 million", profile(currency=None))
    assert fact.value is None and fact.unit is None and fact.status == "unresolved"


def test_a_dollar_is_the_dollar_of_the_document() -> None:
    assert values("Revenue was $5 million", profile(currency="AUD"))[0][1] == "AUD"
    assert values("Revenue was US$5 million", profile(currency="AUD"))[0][1] == "USD"


@pytest.mark.parametrize("joined", ("to", "per", "="))
def test_the_base_of_a_rate_is_no_amount(joined: str) -> None:
    told = facts(f"Dollar amounts are translated at the rate of JPY 133.74 {joined} US$1.")
    assert [fact.value for fact in told] == ["133.74"]


def test_a_rate_of_exchange_is_one_fact() -> None:
    [fact] = facts("translated at the rate of JPY 123.39 = US$1.00")
    assert (fact.value, fact.unit, fact.measure) == ("123.39", "JPY", "rate")
    assert fact.dimensions == {"per": "USD"}


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("Revenue: over JPY180 million", "over"),
        ("Around 6,500 clients", "approximately"),
        ("Approx.JPY0.1 billion of costs", "approximately"),
        ("up to JPY400 million in total", "up to"),
        ("約440億円の増収", "approximately"),
        ("顧客数は100社以上", "over"),
    ],
)
def test_how_firm_a_number_is(text: str, qualifier: str) -> None:
    assert facts(text)[0].dimensions["qualifier"] == qualifier


def test_a_bare_figure_under_a_declared_unit() -> None:
    text = "Network Costs\n\nUnit: JPY million\n\nFY10: 41,678 (Gross Margin: 19.3%)"
    amount, margin = facts(text)
    assert (amount.value, amount.unit, amount.decimals) == ("41678000000", "JPY", -6)
    assert amount.period is not None and amount.period.end == "2011-03-31"
    assert (margin.value, margin.unit) == ("19.3", "percent")


def test_codes_of_exchanges_are_no_counts() -> None:
    assert facts("- Number of Employees\n\n- Listed on NASDAQ(EXMP) , TSE1(1234)") == ()
    assert facts("Example Inc. (Tokyo Stock Exchange First Section: 1234)") == ()


def test_a_limit_that_names_a_class_is_no_measurement() -> None:
    [fact] = facts("+23 contracts for over 1Gbps YoY")
    assert (fact.value, fact.unit) == ("23", "count")


def test_words_of_a_table_without_their_label_take_no_currency() -> None:
    block = model.TextBlock("paragraph", model.Span.of("Approximately 0.20 million (estimated)", line=1))
    assert told("x", extra=(block,))[0] == ()


def test_brackets_with_the_sign_behind_them_are_negative_and_an_aside_is_not() -> None:
    assert values("Margin: (4.5)%") == [("-4.5", "percent", "ratio")]
    assert values("Margin improved (4.5%)")[0][0] == "4.5"


def test_a_dated_colon_leaves_the_subject_before_it() -> None:
    [fact] = facts("(Note) Comprehensive income: As of March 31, 2024: JPY 9,876 million")
    assert fact.label[-1] == "Comprehensive income" and fact.period is not None and fact.period.end == "2024-03-31"
