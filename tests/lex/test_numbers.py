"""What one cell says: every form of a printed figure, what is no figure, and that no digit goes unaccounted."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.lex.fold import fold_figures as fold
from extract.lex.numbers import find_figures, is_nil, is_year, read_cell

# (printed, value, decimals, percent, currency, word)
ONE = [
    ("1,234", "1234", 0, False, None, None),
    ("0", "0", 0, False, None, None),
    ("0.00", "0.00", 2, False, None, None),
    (".5", "0.5", 1, False, None, None),
    ("(1,234)", "-1234", 0, False, None, None),
    ("( 1,234 )", "-1234", 0, False, None, None),
    ("（１，２３４）", "-1234", 0, False, None, None),
    ("△1,234", "-1234", 0, False, None, None),
    ("▲ 1,234", "-1234", 0, False, None, None),
    ("△１２．５％", "-12.5", 1, True, None, None),
    ("−5", "-5", 0, False, None, None),
    ("－５", "-5", 0, False, None, None),
    ("- 5", "-5", 0, False, None, None),
    ("–5", "-5", 0, False, None, None),
    ("+5.3%", "5.3", 1, True, None, None),
    ("(△5)", "-5", 0, False, None, None),
    ("(-5)", "-5", 0, False, None, None),
    ("(+12.5%)", "12.5", 1, True, None, None),
    ("(12.5%)", "-12.5", 1, True, None, None),
    ("(12.5)%", "-12.5", 1, True, None, None),
    ("12.3 %", "12.3", 1, True, None, None),
    ("¥1,234", "1234", 0, False, "¥", None),
    ("¥ (1,234)", "-1234", 0, False, "¥", None),
    ("(¥1,234)", "-1234", 0, False, "¥", None),
    ("-$1,234", "-1234", 0, False, "$", None),
    ("△¥5", "-5", 0, False, "¥", None),
    ("US$ 1.5", "1.5", 1, False, "US$", None),
    ("JPY 26,519", "26519", 0, False, "JPY", None),
    ("5 EUR", "5", 0, False, "EUR", None),
    ("5€", "5", 0, False, "€", None),
    ("10 million", "10", 0, False, None, "million"),
    ("1.5 billion USD", "1.5", 1, False, "USD", "billion"),
    ("1,234百万円", "1234", 0, False, None, "百万円"),
    ("12円50銭", "12.50", 2, False, None, "円"),
    ("△12円5銭", "-12.05", 2, False, None, "円"),
    ("5名", "5", 0, False, None, "名"),
    ("5.0x", "5.0", 1, False, None, "x"),
    ("+0.5pt", "0.5", 1, False, None, "pt"),
    ("(0.3pt)", "-0.3", 1, False, None, "pt"),
    ("(2.5 million)", "-2.5", 1, False, None, "million"),
    ("(5 EUR)", "-5", 0, False, "EUR", None),
    ("(1,234百万円)", "-1234", 0, False, None, "百万円"),
    ("$1,076M", "1076", 0, False, "$", "M"),
    ("($18M)", "-18", 0, False, "$", "M"),
    ("€ 2.5 bn", "2.5", 1, False, "€", "bn"),
    ("¥3.2B", "3.2", 1, False, "¥", "B"),
    ("US$5mm", "5", 0, False, "US$", "mm"),
    ("2.4M", "2.4", 1, False, None, "M"),
    ("(1,200K)", "-1200", 0, False, None, "K"),
]

# Marks of notes are nothing of the figure, and nothing of the figure is a mark.
MARKED = [
    ("1,234*", "1234"),
    ("1,234 (*1)", "1234"),
    ("1,234 *1", "1234"),
    ("*1 1,234", "1234"),
    ("※1 1,234", "1234"),
    ("※２ 189,542", "189542"),
    ("(注)１ 500", "500"),
    ("(注)１,500", "1500"),
    ("*1,234", "1234"),
    ("※1,500", "1500"),
    ("※12,500", "12500"),
    ("*1.5", "1.5"),
    ("1,234¹", "1234"),
    ("1,234(注1)", "1234"),
]

FRAGMENTS = ["1,907,27", "(1,1+7)", "0,123", "007", "00", "1,2345", "12.34.56", "1..2", "1.234,5", "1O", "2S",
             "8B", "1I,234", ",", ".", "1" * 21, "9,999,999,999,999,999,999,999"]  # fmt: skip
NIL = ["-", "--", "—", "―", "－", "(-)", "n.a.", "N/A", "n/m", "nil", "－ ", "該当なし"]
TEXT = ["Cash", "*1", "※２", "(*1)", "*1, *2", "注3", "1Q07", "IPv6", "5th", "12/31", "2007/3/31", "2007.3.31", "12:30",
"03-1234-5678", "1e5", "10-20",
        "△", "¥", "①", "3年", "12月", "第5期"]  # fmt: skip
SEVERAL = [
    ("80.6% 46.0", ["80.6", "46.0"]),
    ("44(3.2%)", ["44", "-3.2"]),
    ("(144) (28,524)", ["-144", "-28524"]),
    ("1 234", ["1", "234"]),
    ("1, 234", ["1", "234"]),
    ("100～200", ["100", "200"]),
    ("1,234 *5,678", ["1234", "5678"]),
    ("12 — 5", ["12", "5"]),
    ("1,234 ※5,678", ["1234", "5678"]),
    ("1,234 $ 5,678", ["1234", "5678"]),
    ("12¥+34", ["12", "34"]),
    ("▲12,345 ▲3.4%", ["-12345", "-3.4"]),
]


@pytest.mark.parametrize(("printed", "value", "digits", "percent", "currency", "word"), ONE)
def test_one_figure(
    printed: str, value: str, digits: int, percent: bool, currency: str | None, word: str | None
) -> None:
    reading = read_cell(f" {printed} ")
    assert (reading.kind, reading.rest) == ("figure", "")
    figure = reading.figure
    assert (figure.value, figure.digits, figure.percent) == (Decimal(value), digits, percent)
    assert (figure.currency, figure.word) == (currency, word)
    assert figure.printed == printed == f" {printed} "[figure.start : figure.end]


@pytest.mark.parametrize(("printed", "value"), MARKED)
def test_marks_of_notes(printed: str, value: str) -> None:
    reading = read_cell(printed)
    assert (reading.kind, str(reading.figure.value)) == ("figure", value)


@pytest.mark.parametrize("printed", FRAGMENTS)
def test_what_breaks_the_rules_of_figures_is_never_a_number(printed: str) -> None:
    assert (read_cell(printed).kind, find_figures(printed)) == ("fragment", ())


@pytest.mark.parametrize("printed", NIL)
def test_nil(printed: str) -> None:
    assert read_cell(printed).kind == "nil" and is_nil(printed)


@pytest.mark.parametrize("printed", TEXT)
def test_digits_that_measure_nothing(printed: str) -> None:
    assert (read_cell(printed).kind, read_cell(printed).figures) == ("text", ())


@pytest.mark.parametrize(("printed", "values"), SEVERAL)
def test_several_figures(printed: str, values: list[str]) -> None:
    reading = read_cell(printed)
    assert (reading.kind, [str(f.value) for f in reading.figures]) == ("figures", values)


def test_half_a_bracket_is_told() -> None:
    figure = read_cell("(200,993").figure
    assert (figure.open_bracket, figure.bracketed) == (True, False)
    assert read_cell("200,993)").rest == ")"


def test_a_bracket_of_words_is_no_sign() -> None:
    (up,) = find_figures("(up 48.8%)")
    assert (up.value, up.percent, up.bracketed) == (Decimal("48.8"), True, False)
    (million,) = find_figures("(about JPY5.2 million)")
    assert (million.value, million.word) == (Decimal("5.2"), "million")


def test_a_dash_between_words_is_no_sign() -> None:
    assert [str(f.value) for f in find_figures("Sales — 5 million, A-12")] == ["5", "12"]


def test_years() -> None:
    assert is_year("2007") and is_year("２００７") and not is_year("2,007") and not is_year("1949")


# -- properties ----------------------------------------------------------------------------------------------
AMOUNT = st.decimals(min_value=0, max_value=10**14, places=2, allow_nan=False).filter(lambda d: d > 0)
SIGNS = ["{}", "({})", "( {} )", "△{}", "▲ {}", "-{}", "−{}", "+{}"]
MONEY = ["{}", "¥{}", "US$ {}", "{} EUR"]
WIDE = str.maketrans("0123456789,.()%-+¥", "０１２３４５６７８９，．（）％－＋￥")


@given(AMOUNT, st.sampled_from(SIGNS), st.sampled_from(MONEY), st.booleans(), st.booleans(), st.integers(0, 2))
def test_what_is_printed_is_read_back(
    amount: Decimal, sign: str, money: str, percent: bool, wide: bool, places: int
) -> None:
    amount = amount.quantize(Decimal(1).scaleb(-places))
    body = f"{amount:,f}" + ("%" if percent and money == "{}" else "")
    printed = money.format(sign.format(body)) if money != "{} EUR" else sign.format(money.format(body))
    reading = read_cell(printed.translate(WIDE) if wide else printed)
    assert reading.kind == "figure", printed
    negative = sign not in ("{}", "+{}")
    assert reading.figure.value == (amount.copy_negate() if negative else amount)
    assert reading.figure.digits == places
    assert reading.figure.percent == ("%" in body)


FIGURE_TEXT = st.text(alphabet="0123456789,.()%-+△—*※¥$ abc円銭百万Oo\t'注\n１２，（）％", max_size=40)


@given(st.one_of(FIGURE_TEXT, st.text(max_size=40)))
def test_no_text_raises_and_every_digit_is_accounted_for(text: str) -> None:
    reading = read_cell(text)
    ends = 0
    for figure in reading.figures:
        assert ends <= figure.start < figure.end <= len(text)
        assert text[figure.start : figure.end] == figure.printed
        ends = figure.end
    if any(mark in fold(text) for mark in "*※†‡§¹²³⁴⁵⁶⁷⁸⁹") or "注" in text or "note" in text.lower():
        return  # marks of notes are left out by design; what they may hold is tested above
    figures = sorted(c for f in reading.figures for c in fold(f.printed) if c.isdigit())
    rest = sorted(c for c in reading.rest if c.isdigit())
    if reading.kind not in ("empty", "nil"):
        assert sorted(figures + rest) == sorted(c for c in fold(text) if c.isdigit())


@given(FIGURE_TEXT)
def test_figures_in_prose_lie_in_order_and_are_as_printed(text: str) -> None:
    at = 0
    for figure in find_figures(text):
        assert at <= figure.start
        assert figure.printed == text[figure.start : figure.end] and any(c.isdigit() for c in fold(figure.printed))
        at = figure.end


@given(st.integers(1, 10**13))
def test_a_figure_with_one_comma_misplaced_is_a_fragment(number: int) -> None:
    printed = f"{number:,}"
    if "," not in printed:
        return
    place = printed.rindex(",")
    broken = printed[:place] + printed[place + 1] + "," + printed[place + 2 :]
    assert read_cell(broken).kind == "fragment"


def test_work_grows_with_the_length_only() -> None:
    # 40,000 figures in one cell: a quadratic reading of it would run for hours.
    assert len(read_cell("1 (2) " * 20_000).figures) == 40_000
    assert len(find_figures("1 million " * 20_000)) == 20_000


def test_the_mark_of_a_note_is_of_another_width_than_the_figure_it_touches() -> None:
    assert str(read_cell("※２51,057").figure.value) == "51057"
    assert str(read_cell("※１△51,057").figure.value) == "-51057"
    assert str(read_cell("※２ 51,057").figure.value) == "51057"
