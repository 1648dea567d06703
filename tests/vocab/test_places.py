"""Place × word: every currency, scale, unit and counted thing means the same in a cell, a heading, a caption, a
declaration and a sentence."""

from __future__ import annotations

import pytest

from extract.lex.fold import fold
from extract.lex.numbers import read_cell
from extract.lex.units import find_units
from extract.prose.numbers import find_numbers
from extract.vocab import Counted, Currency, Scale, Unit, vocabulary

WORDS = vocabulary()
# Lengths of time are periods in sentences (`within 12か月`), and a figure of theirs is none of its own.
NO_MEASURE_IN_SENTENCES = {"month", "week", "day", "hour", "minute"}

Said = tuple[str | None, int | None]


def in_cell(text: str) -> Said | str:
    reading = read_cell(text)
    if reading.kind != "figure" or reading.rest:
        return reading.kind
    figure = reading.figure
    if figure.percent:
        return "percent", 0
    return (figure.said.unit, figure.said.power or 0) if figure.said is not None else (None, 0)


def declared(text: str) -> list[Said]:
    return [(unit.unit, unit.scale) for unit in find_units(text) if unit.declared]


def in_sentence(text: str) -> list[Said]:
    return [(number.unit, number.scale) for number in find_numbers(fold(text), (), frozenset())]


@pytest.mark.parametrize("currency", WORDS.currencies, ids=lambda currency: currency.code)
def test_currencies(currency: Currency) -> None:
    code = currency.code
    for sign in (code, *currency.signs):
        assert in_cell(f"{sign} 1,234") == in_cell(f"{sign}1,234") == (code, 0), sign
        assert in_cell(f"{sign}1,234 million") == in_cell(f"({sign} 1,234 million)") == (code, 6), sign
        assert in_cell(f"1,234 {sign}") == (code, 0), sign
        assert declared(f"({sign} million)") == declared(f"Unit: {sign} million") == [(code, 6)], sign
        assert declared(f"Revenue (in thousands of {sign})") == declared(f"in {sign} thousand") == [(code, 3)], sign
        assert in_sentence(f"Sales were {sign} 1,234 million in all") == [(code, 6)], sign
        assert in_sentence(f"Sales were {sign}1,234 million in all") == [(code, 6)], sign
    for word in currency.words:
        assert in_cell(f"1,234 million {word}") == (code, 6), word
        assert declared(f"(millions of {word})") == declared(f"(in millions of {word})") == [(code, 6)], word
        assert in_sentence(f"Sales were 1,234 million {word} in all") == [(code, 6)], word
    for word in currency.ja:
        assert in_cell(f"1,234百万{word}") == (code, 6), word
        assert declared(f"（単位：百万{word}）") == [(code, 6)], word
        assert in_sentence(f"売上高は1,234百万{word}となった") == [(code, 6)], word


@pytest.mark.parametrize("scale", WORDS.scales, ids=lambda scale: str(scale.power))
def test_scales(scale: Scale) -> None:
    power = scale.power
    for word in (*scale.words, *scale.short):
        assert in_cell(f"$1,234 {word}") == ("USD", power), word
        assert declared(f"($ {word})") == [("USD", power)], word
        assert declared(f"in EUR {word}") == [("EUR", power)], word
        assert in_sentence(f"Sales were $1,234 {word} in all") == [("USD", power)], word
    for word in scale.words:
        assert declared(f"(in {word})") == [(None, power)], word
        assert in_cell(f"12.5 {word} tonnes") == ("tonne", power), word
        assert in_sentence(f"Output was 12.5 {word} tonnes") == [("tonne", power)], word
    for word in scale.declared:
        assert declared(f"(in US$ {word})") == [("USD", power)], word
    for word in scale.lead:
        assert declared(f"({word} EUR)" if len(word) > 1 else f"({word.upper()}EUR)") == [("EUR", power)], word
    for word in scale.letters:
        assert in_cell(f"$1.5{word}") == ("USD", power), word
        assert in_sentence(f"Sales were $1.5{word} in all") == [("USD", power)], word
    for word in scale.ja:
        assert in_cell(f"1,234{word}円") == ("JPY", power), word
        assert declared(f"（単位：{word}円）") == [("JPY", power)], word
        assert in_sentence(f"売上高は1,234{word}円となった") == [("JPY", power)], word


@pytest.mark.parametrize("unit", WORDS.units, ids=lambda unit: unit.unit)
def test_units(unit: Unit) -> None:
    said = (unit.unit, 0)
    for word in unit.words:
        assert in_cell(f"1,234 {word}") == in_cell(f"12.5{word}") == said, word
        assert declared(f"Output ({word})") == declared(f"（単位：{word}）") == [said], word
        if unit.unit not in NO_MEASURE_IN_SENTENCES:
            text = f"Output was 12.5 {word} in all" if word.isascii() else f"生産は12.5{word}となった"
            assert in_sentence(text) == [said], word
    for word in unit.headings:
        assert declared(f"Output ({word})") == [said], word
    for word in unit.figures:
        assert in_cell(f"1,234 {word}") == said, word


@pytest.mark.parametrize("kind", WORDS.counted, ids=lambda kind: kind.noun)
def test_counted_things(kind: Counted) -> None:
    for word in kind.en:
        assert in_cell(f"1,234 {word}") == ("count", 0), word
        assert declared(f"Output ({word})") == [("count", 0)], word
        assert declared(f"(thousands of {word})") == [("count", 3)], word
    for word in (*kind.en, *kind.sentences):
        assert in_sentence(f"There were 1,234 {word} in all") == [("count", 0)], word
    for word in kind.ja:
        assert in_cell(f"1,234{word}") == ("count", 0), word
        assert in_cell(f"12千{word}") == ("count", 3), word
        assert declared(f"（単位：{word}）") == declared(f"規模（単位：{word}）") == [("count", 0)], word
        assert in_sentence(f"数は1,234{word}となった") == [("count", 0)], word


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("12,345円", ("JPY", 0)), ("1,234百万円", ("JPY", 6)), ("4億円", ("JPY", 8)), ("38.5歳", ("year", 0)),
        ("(R$ 18.2 bn)", ("BRL", 9)), ("kr 1,234", (None, 0)), ("1,234 kr", (None, 0)), ("Rs.4,321 crore", ("INR", 7)),
        ("12.5 US cents", ("USD", -2)), ("18.4p", ("GBP", -2)), ("7.5c", (None, -2)), ("20 pence", ("GBP", -2)),
        ("1.3ppt", ("percentage_point", 0)), ("-0.7% pts", ("percentage_point", 0)), ("35 bps", ("basis_point", 0)),
        ("(0.4) %pt", ("percentage_point", 0)), ("12.5 percent", ("percent", 0)), ("1.8x", ("times", 0)),
    ],
)  # fmt: skip
def test_figures_with_their_units(text: str, said: Said) -> None:
    assert in_cell(text) == said


@pytest.mark.parametrize("text", ["5G", "3M", "4K", "1Q07", "Top 10 customers", "2022 Shares", "Item 7a", "A4"])
def test_names_are_no_figures(text: str) -> None:
    assert read_cell(text).kind == "text"
