"""Numbers whose signs, digits or groups another encoding, reader or hand has changed: told, read where only one way."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extract.facts.beside import doubts_beside
from extract.facts.value import Valued
from extract.lex.label_units import unit_of_label
from extract.lex.numbers import is_nil, read_cell
from extract.lex.style import Style, reading_as, style_of
from extract.lex.units import find_units


@pytest.mark.parametrize("printed", ["3,OO7", "l,904", "O.7", "1,2O4", "I2,345", "7,4S1.O"])
def test_letters_taken_for_digits_are_a_fragment_and_no_words(printed: str) -> None:
    reading = read_cell(printed)
    assert (reading.kind, reading.figures) == ("fragment", ())
    assert reading.fragments == ((0, len(printed)),)


@pytest.mark.parametrize("printed", ["△1,.,.", "1,,.", "(7,.)", ",904", "△,904", "$,904", "3,904,", "9,"])
def test_what_commas_leave_of_a_figure_is_a_fragment(printed: str) -> None:
    assert (read_cell(printed).kind, read_cell(printed).figures) == ("fragment", ())


@pytest.mark.parametrize(
    ("printed", "values"), [("3,904.", [3904]), ("5, 6", [5, 6]), ("3, 904, 7", [3, 904, 7]), ("904...", [904])]
)
def test_stops_and_commas_between_figures_take_nothing_of_them(printed: str, values: list[int]) -> None:
    assert [int(figure.value) for figure in read_cell(printed).figures] == values


@pytest.mark.parametrize("printed", ["Ol, Inc", "SO2", "IO", "Iso", "O. Smith", "L,l"])
def test_words_of_such_letters_stay_words(printed: str) -> None:
    assert read_cell(printed).kind == "text"


@pytest.mark.parametrize(
    "printed", ["\x962,845", "â€“2,845", "−2,845", "–2,845", "△2,845", "▲2,845", "(2,845)", "âˆ’2,845"]
)
def test_the_many_forms_of_a_minus(printed: str) -> None:
    reading = read_cell(printed)
    assert (reading.kind, reading.figure.value) == ("figure", Decimal(-2845))


@pytest.mark.parametrize("mark", ["\x12", "\x03", "¬", "?", "\ufffd", "\ue01a"])
def test_a_character_that_may_have_been_a_minus_leaves_the_sign_open(mark: str) -> None:
    reading = read_cell(f"{mark}2,845")
    assert reading.kind == "figure"
    valued = Valued(unit="JPY", value=reading.figure.value, decimals=0, measure="amount")
    assert {doubt.value for doubt in doubts_beside(reading.rest, valued)} == {"2845", "-2845"}


@pytest.mark.parametrize(
    "printed", ["…", "None", "Not applicable", "n.a.", "該当事項なし", "nil", "－", "ー", "not meaningful"]
)
def test_words_and_signs_for_no_value(printed: str) -> None:
    assert is_nil(printed)


@pytest.mark.parametrize(
    ("printed", "value"),
    [("※３ , ※４ 8,215", "8215"), ("※３,※４ 8,215", "8215"), ("*1、*2 640", "640"), ("※１ 218,406", "218406")],
)
def test_several_marks_before_a_figure(printed: str, value: str) -> None:
    reading = read_cell(printed)
    assert (reading.kind, str(reading.figure.value)) == ("figure", value)


INDIA, SWISS, SPACED, COMMAS = Style(lakh=True), Style(), Style(blanks=True), Style(comma=True)


@pytest.mark.parametrize(
    ("style", "printed", "value"),
    [
        (INDIA, "₹ 1,07,45,221", "10745221"),
        (INDIA, "(3,45,221.5)", "-345221.5"),
        (INDIA, "45,221", "45221"),
        (SWISS, "CHF 12'345.60", "12345.60"),
        (SWISS, "1’234’567", "1234567"),
        (SPACED, "-12 345", "-12345"),
        (SPACED, "1 234 567", "1234567"),
        (COMMAS, "12.345,6", "12345.6"),
        (COMMAS, "(98,1)", "-98.1"),
        (COMMAS, "4,25 %", "4.25"),
        (COMMAS, "1.234.567", "1234567"),
    ],
)
def test_numbers_as_their_document_prints_them(style: Style, printed: str, value: str) -> None:
    with reading_as(style):
        reading = read_cell(printed)
    assert (reading.kind, reading.figure.value) == ("figure", Decimal(value))
    assert reading.figure.printed == printed


@pytest.mark.parametrize("printed", ["1,07,45,221", "12.345,6", "98,1"])
def test_elsewhere_they_are_fragments(printed: str) -> None:
    assert read_cell(printed).kind == "fragment"


@pytest.mark.parametrize(
    ("texts", "style"),
    [
        (["12.345,6", "98,1", "4,2 %", "31.12.2023"], Style(comma=True)),
        (["1 234,5", "1 100,2", "98,1"], Style(comma=True, blanks=True)),
        (["1,234.5", "98.1", "1.234,5"], Style()),
        (["Amounts in Rs. lakhs", "12,34,567"], Style(lakh=True)),
        (["12,34,567", "1,234,567"], Style()),
        (["| 193 257 | 98 064 |", "| 7 964 | 251 753 |"], Style(blanks=True)),
        (["193 257", "98 064", "7 964", "251 753", "616 2,045", "12 34"], Style()),
        (["Revenue 1,234 in 2023", "rose 5, 6 and 7"], Style()),
        ([], Style()),
    ],
)
def test_the_style_of_a_document(texts: list[str], style: Style) -> None:
    assert style_of(texts) == style


@pytest.mark.parametrize(
    ("text", "unit", "scale"),
    [
        ("EPS, diluted (US cents)", "USD_per_share", -2),
        ("EPS (diluted, US cents)", "USD_per_share", -2),
        ("EPS (Basic and diluted US cents)", "USD_per_share", -2),
        ("Dividend per share (US cents)", "USD_per_share", -2),
        ("Dividend (pence)", "GBP_per_share", -2),
        ("Unit cost per tonne (US cents)", "USD", -2),
        ("EPS (Rs.)", "INR_per_share", 0),
        ("EPS (yen)", "JPY_per_share", 0),
    ],
)
def test_hundredths_in_labels(text: str, unit: str, scale: int) -> None:
    said = unit_of_label(text)
    assert said is not None and (said.unit, said.scale) == (unit, scale)


@pytest.mark.parametrize(
    ("text", "unit", "scale"),
    [
        ("Net sales by region, in CHF 1’000", "CHF", 3),
        ("in CHF 1 000 (unless indicated otherwise)", "CHF", 3),
        ("CHF 1'000", "CHF", 3),
        ("in CHF million", "CHF", 6),
        ("Umsatz nach Regionen, in Mio. EUR", "EUR", 6),
        ("(€m)", "EUR", 6),
        ("$000", "USD", 3),
        ("£'000", "GBP", 3),
        ("(Rs. in lakhs)", "INR", 5),
        ("₹ crore", "INR", 7),
        ("US$ thousands", "USD", 3),
        ("(in thousands, except per share data)", None, 3),
        ("単位：百万円", "JPY", 6),
        ("TEUR", "EUR", 3),
        ("MSEK", "SEK", 6),
        ("RM'000", "MYR", 3),
        ("NT$ thousands", "TWD", 3),
        ("(RMB ten thousand)", "CNY", 4),
    ],
)
def test_scales_as_declared(text: str, unit: str | None, scale: int) -> None:
    said = [mention for mention in find_units(text) if mention.declared]
    assert [(mention.unit, mention.scale) for mention in said] == [(unit, scale)]


@pytest.mark.parametrize("text", ["CHF 1,000", "$1,000", "(1,000)", "Fee of CHF 1 000 per year"])
def test_amounts_are_no_scales(text: str) -> None:
    assert not [mention for mention in find_units(text) if mention.declared and mention.scale == 3]


@pytest.mark.parametrize("label", ["Common stock, 217 million shares outstanding", "Class A, 1,204 shares issued"])
def test_a_label_that_tells_a_number_of_shares_counts_none(label: str) -> None:
    said = unit_of_label(label)
    assert said is None or said.noun != "shares"
