"""Currency, stated rates of exchange, and cut-off fractions."""

import pytest

from tests.detect.builders import document_of, profile_of


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("Unit: JPY million\nRevenue of $5 million\n", "JPY"),
        ("（単位：百万円）\n", "JPY"),
        ("Revenue of $5.6 million and $3 million\n", "USD"),
        ("(Unaudited) statements of cadmium\n", None),
        ("Revenue of €5 million\nCost of £5 million\n", None),
    ],
)
def test_currency(text: str, currency: str | None) -> None:
    assert document_of(text).currency == currency


@pytest.mark.parametrize(
    ("text", "rates"),
    [
        ("at the rate of JPY 123.39 = US$1.00.", (("USD", "JPY", "123.39"),)),
        ("US$1=¥149.58", (("USD", "JPY", "149.58"),)),
        ("１米ドル=149.58円、１ユーロ＝160.2円", (("USD", "JPY", "149.58"), ("EUR", "JPY", "160.2"))),
        ("an exchange rate of 145 yen per U.S. dollar", (("USD", "JPY", "145"),)),
        ("5 apples = 3 pears, exchange rate unknown", ()),
        ("JPY 750 per share at the current rate", ()),
    ],
)
def test_exchange_rates(text: str, rates: tuple[tuple[str, str, str], ...]) -> None:
    assert profile_of(text)[0].exchange_rates == rates


@pytest.mark.parametrize(
    ("text", "truncated"),
    [
        ("（百万円未満切捨て）", True),
        ("Yen amounts are rounded down to millions.", True),
        ("記載金額は百万円未満を四捨五入して表示しております。", False),
        ("（百万円未満切捨て）\n比率は四捨五入して表示", False),
        ("Amounts in millions", False),
    ],
)
def test_truncated(text: str, truncated: bool) -> None:
    assert profile_of(text)[0].truncated is truncated
