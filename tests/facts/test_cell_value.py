"""One printed figure to a value: the nearest unit wins, nothing is guessed, nothing is rounded."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.facts.value import value_of
from extract.lex.label_units import unit_of_label
from extract.lex.numbers import read_cell
from extract.lex.numerals import plain
from extract.lex.units import UnitMention, find_units
from extract.model import Location
from extract.sheet.parts import Column, Declared, Row


def declared(*texts: str) -> tuple[Declared, ...]:
    return tuple(Declared(mention=m, location=Location()) for text in texts for m in find_units(text))


def row(label: str) -> Row:
    return Row(index=0, path=(label,), level=0, kind="item", unit=unit_of_label(label))


def column(unit: str | None, *path: str) -> Column:
    mention: UnitMention | None = find_units(unit)[0] if unit else None
    return Column(index=1, path=path, unit=mention)


def value(printed: str, label: str, over: Column | None, *units: str) -> tuple[str | None, str | None, int | None, str]:
    valued = value_of(read_cell(printed).figure, row(label), over, declared(*units))
    return plain(valued.value) if valued.value is not None else None, valued.unit, valued.decimals, valued.measure


@pytest.mark.parametrize(
    ("printed", "label", "over", "units", "expected"),
    [
        ("5", "Sales", None, ["(JPY million)"], ("5000000", "JPY", -6, "amount")),
        ("5.1", "Sales", None, ["(JPY billion)"], ("5100000000", "JPY", -8, "amount")),
        ("5", "Sales", column("(thousands of yen)"), ["(JPY million)"], ("5000", "JPY", -3, "amount")),
        ("5%", "Sales", column("(thousands of yen)"), ["(JPY million)"], ("5", "percent", 0, "ratio")),
        ("5", "Sales", column("%"), ["(JPY million)"], ("5", "percent", 0, "ratio")),
        ("5百万円", "売上高", None, ["(単位：千円)"], ("5000000", "JPY", -6, "amount")),
        ("5円", "売上高", None, ["(単位：千円)"], ("5", "JPY", 0, "amount")),
        ("1.08", "EUR:USD average exchange rate", None, ["(EUR million)"], ("1.08", "USD_per_EUR", 2, "amount")),
        ("1.08", "Average exchange rate", None, ["(EUR million)"], (None, None, None, "other")),
        ("$5", "Sales", None, ["(JPY million)"], ("5", "USD", 0, "amount")),
        ("$5", "Sales", None, ["(USD in thousands)"], ("5000", "USD", -3, "amount")),
        ("$5 million", "Sales", None, ["(JPY million)"], ("5000000", "USD", -6, "amount")),
        ("5", "Number of shares", None, ["(JPY million)"], ("5", "count", 0, "count")),
        ("5.5", "EPS", None, ["(JPY million)"], ("5.5", "JPY_per_share", 1, "per_share")),
        ("5", "従業員数", None, ["(単位：百万円)"], ("5", "count", 0, "count")),
        ("5名", "Staff", None, ["(JPY million)"], ("5", "count", 0, "count")),
        ("5倍", "PER", None, ["(単位：百万円)"], ("5", "times", 0, "ratio")),
        ("0.5pt", "Margin", None, ["(JPY million)"], ("0.5", "percentage_point", 1, "change")),
        ("$5.2", "ARR (in millions)", None, [], ("5200000", "USD", -5, "amount")),
        ("$5.2", "ARR (in millions)", None, ["(USD in thousands)"], ("5200000", "USD", -5, "amount")),
        (
            "5,100",
            "Shares used in computing net loss per share",
            None,
            ["(in thousands, except per share data)"],
            ("5100000", "count", -3, "count"),
        ),
        ("18.4p", "Adjusted EPS", None, ["£m"], ("0.184", "GBP_per_share", 3, "per_share")),
        ("512p", "Share price", None, ["£m"], ("5.12", "GBP", 2, "amount")),
        ("12.5c", "Dividend per share", None, ["A$m"], ("0.125", "AUD_per_share", 3, "per_share")),
        ("14.3", "Earnings per share (pence)", None, ["£m"], ("0.143", "GBP_per_share", 3, "per_share")),
        ("14.3", "Dividend per share (cents)", None, ["A$m"], ("0.143", "AUD_per_share", 3, "per_share")),
        ("14.3", "Final dividend", column("pence"), ["£m"], ("0.143", "GBP_per_share", 3, "per_share")),
        ("5", "Sales", None, [], (None, None, None, "amount")),
        ("5", "Sales", None, ["(JPY million)", "(thousands of U.S. dollars)"], (None, None, None, "amount")),
    ],
)
def test_the_nearest_unit_wins(
    printed: str, label: str, over: Column | None, units: list[str], expected: tuple[str | None, str | None, int, str]
) -> None:
    assert value(printed, label, over, *units) == expected


def test_a_scale_over_amounts_per_share_is_misleading() -> None:
    figure = read_cell("12.5").figure
    valued = value_of(figure, row("Net income per share"), column("(thousands of yen)"), ())
    assert (valued.unit, valued.value, valued.misleading) == ("JPY_per_share", Decimal("12.5"), True)


@given(st.integers(-(10**20) + 1, 10**20 - 1), st.integers(0, 6))
def test_no_digit_is_rounded(number: int, places: int) -> None:
    printed = f"{abs(Decimal(number).scaleb(-places)):f}"
    reading = read_cell(printed if number >= 0 else f"△{printed}")
    if reading.kind != "figure":
        return
    valued = value_of(reading.figure, None, None, declared("(JPY billion)"))
    assert valued.value == Decimal(number) * 10**9 / 10**places
    assert valued.decimals == reading.figure.digits - 9


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6))
def test_plain_digits(number: Decimal) -> None:
    text = plain(number)
    assert Decimal(text) == number and "E" not in text and text != "-0"
    assert not (text.endswith("0") and "." in text) and not text.endswith(".")
