"""Units as declared, and as row labels say them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.lex.label_units import is_exchange_rate, unit_of_label
from extract.lex.units import UnitMention, find_units, scale_word

CASES = [
    tuple(part.strip() for part in line.split("=>"))
    for line in (Path(__file__).parents[1] / "cases" / "units.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def described(unit: UnitMention) -> str:
    marks = [
        *(["declared"] if unit.declared else []),
        *(["garbled"] if unit.garbled else []),
        *([unit.rounding] if unit.rounding else []),
        *([f"noun:{unit.noun}"] if unit.noun else []),
        *(f"but:{label}" for label in unit.excepts),
    ]
    return f"{unit.printed} | {unit.unit or '-'} | {unit.scale} | {' '.join(marks)}".strip()


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[case[0][:40] for case in CASES])
def test_declarations(text: str, expected: str) -> None:
    found = [described(unit) for unit in find_units(text)]
    assert found == ([part.strip() for part in expected.split(";;")] if expected else [])


@pytest.mark.parametrize(
    ("label", "unit", "scale", "hint"),
    [
        ("Harbour Group - Diluted EPS from kept mills", "per_share", 0, False),
        ("Non-GAAP EPS (US cents)", "USD_per_share", -2, False),
        ("Earnings per share (p)", "GBP_per_share", -2, False),
        ("Weighted average shares used for EPS", "count", 0, False),
        ("１株当たり当期純利益 (円 銭)", "JPY_per_share", 0, False),
        ("Basic EPS", "per_share", 0, False),
        ("連結EPS", "per_share", 0, False),
        ("BPS", "per_share", 0, False),
        ("Diluted EPS (yen)", "JPY_per_share", 0, False),
        ("潜在株式調整後１株当たり当期純利益", "per_share", 0, False),
        ("BASIC NET INCOME PER SHARE", "per_share", 0, False),
        ("Net Income attributable to IIJ per Share", "per_share", 0, False),
        ("BASIC WEIGHTED-AVERAGE NUMBER OF SHARES", "count", 0, False),
        ("期中平均株式数（千株）", "count", 3, False),
        ("Number of employees", "count", 0, False),
        ("従業員数", "count", 0, False),
        ("Dedicated Access Service Contracts", "count", 0, False),
        ("Dividend payout ratio (%)", "percent", 0, False),
        ("Gross Margin Ratio", "percent", 0, True),
        ("Operating margin", "percent", 0, True),
        ("自己資本比率", "percent", 0, True),
        ("株価収益率", "times", 0, True),
        ("Total contracted bandwidth", "bandwidth", 0, True),
    ],
)
def test_labels(label: str, unit: str, scale: int, hint: bool) -> None:
    said = unit_of_label(label)
    assert said is not None
    assert (said.unit, said.scale, said.hint) == (unit, scale, hint)


@pytest.mark.parametrize(
    "label",
    [
        "Gross Margin",
        "Revenues",
        "Total shareholders' equity",
        "(百万円、％)",
        "売上高",
        "前年同期比較",
        "SG&A/R&D",
        "基本的1株当たり当期利益の計算に使用する金額",
        "１株当たり情報の計算に用いる当期純利益",
        "Net income used in computing diluted earnings per share",
        "Revenues per employee",
    ],
)
def test_labels_that_say_no_unit_or_two(label: str) -> None:
    assert unit_of_label(label) is None


@pytest.mark.parametrize(
    ("word", "scale"),
    [
        ("million", 6), ("Millions", 6), ("billion", 9), ("bn", 9), ("mn", 6), ("m", 6), ("k", 3), ("thousand", 3),
        ("trillion", 12), ("千", 3), ("万", 4), ("百万", 6), ("億", 8), ("十億", 9), ("兆", 12), ("円", None),
        ("", None), ("millionaire", None),
    ],
)  # fmt: skip
def test_scale_words(word: str, scale: int | None) -> None:
    assert scale_word(word) == scale


@given(
    st.text(
        alphabet=st.sampled_from("()（）%％円銭百万千株人 JPYUSD$¥millionthousandsinofyenexcept,:単位0189"), max_size=50
    )
)
def test_mentions_stand_where_they_say(text: str) -> None:
    before = -1
    for unit in find_units(text):
        assert 0 <= unit.start <= unit.end <= len(text)
        assert text[unit.start : unit.end] == unit.printed
        assert unit.start >= before
        before = unit.start


@given(
    st.sampled_from([("JPY", "yen", "円"), ("USD", "U.S. dollars", "米ドル"), ("EUR", "euros", "ユーロ")]),
    st.sampled_from([("thousand", "千", 3), ("million", "百万", 6), ("billion", "十億", 9), ("trillion", "兆", 12)]),
    st.sampled_from(["({})", "（{}）", "Unit: {}", "（単位：{}）", "Revenues ({})", "{}"]),
)
def test_every_currency_at_every_scale(currency: tuple[str, str, str], scale: tuple[str, str, int], frame: str) -> None:
    code, english, japanese = currency
    word, kanji, power = scale
    for printed in (f"{word}s of {english}", f"{code} {word}", f"{code} in {word}s", f"{kanji}{japanese}"):
        (unit,) = find_units(frame.format(printed))
        assert (unit.unit, unit.scale, unit.declared) == (code, power, True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("($ and shares in millions except per share amounts)", ("USD", 6, ("per share", "shares in millions"))),
        (
            "(Dollars in millions, shares in thousands, except per share data)",
            ("USD", 6, ("per share", "shares in thousands")),
        ),
        ("ARPU（円/月）", ("JPY", 0, ())),
        ("販売単価（千円/台）", ("JPY", 3, ())),
        ("Average price ($/oz)", ("USD", 0, ())),
        ("TEUR", ("EUR", 3, ())),
        ("in Mio. EUR", ("EUR", 6, ())),
        ("k€", ("EUR", 3, ())),
        ("MSEK", ("SEK", 6, ())),
        ("(₹ crore)", ("INR", 7, ())),
    ],
)
def test_forms_of_declarations(text: str, expected: tuple[str, int, tuple[str, ...]]) -> None:
    (mention,) = find_units(text)
    assert (mention.unit, mention.scale, mention.excepts) == expected
    assert mention.declared


def test_the_end_of_a_date_that_broke_off_counts_no_days() -> None:
    assert [len(find_units(text)) for text in ("日）", "月)", "(日)", "百万円）")] == [0, 0, 1, 1]


def test_a_pair_of_currencies_parted_by_a_colon_is_a_rate() -> None:
    labels = ("USD:EUR average FX rate", "Closing exchange rate GBP:INR", "EUR/USD closing rate", "Average tax rate")
    said = [unit_of_label(label) for label in labels]
    assert [unit and unit.unit for unit in said[:3]] == ["EUR_per_USD", "INR_per_GBP", None]
    assert [is_exchange_rate(label) for label in labels] == [True, True, True, False]
    assert not is_exchange_rate("Effect of exchange rate changes on cash")


@pytest.mark.parametrize(
    ("label", "unit"),
    [
        ("Weighted average Common Units", "count"),
        ("Limited partner units outstanding", "count"),
        ("Weighted average unit price", None),
        ("Average price of shares repurchased", None),
        ("Proceeds from shares issued", None),
        ("Number of shares outstanding", "count"),
    ],
)
def test_what_shares_and_units_are_worth_is_no_number_of_them(label: str, unit: str | None) -> None:
    said = unit_of_label(label)
    assert (said.unit if said is not None else None) == unit
