"""The same documents in other money: what a figure is does not hang on whose money it is."""

from __future__ import annotations

import pytest

import extract

# Sign, code, words behind a figure and in a declaration, the same in Japanese.
YEN = ("¥", "JPY", "yen", "円")
OTHERS = [
    ("$", "USD", "U.S. dollars", "米ドル"),
    ("€", "EUR", "euros", "ユーロ"),
    ("CHF", "CHF", "Swiss francs", "スイスフラン"),
    ("₹", "INR", "rupees", "ルピー"),
    ("R$", "BRL", "reais", "レアル"),
]

# A table in Japanese: the unit of the amounts above it, that of a row in its label, its own cell or its heading.
RATIOS_JA = (
    "平成20年3月期 第1四半期決算短信\n\n（単位：百万{ja}）\n\n\t平成20年3月期第1四半期\t平成19年3月期第1四半期\n"
    "売上高\t13,696\t12,437\n"
    "１株当たり当期純利益（{ja}）\t12.50\t11.40\n"
    "１株当たり純資産\n　期末（{ja}）\t613.57\t611.54\n"
)
CELL_JA = (
    "<html><body><p>2024年3月期 決算短信</p><table>"
    "<tr><td></td><td></td><td>2023年3月期</td><td>2024年3月期</td></tr>"
    "<tr><td>売上高</td><td>百万{ja}</td><td>4,410</td><td>4,925</td></tr>"
    "<tr><td>１株当たり当期純利益</td><td>({ja})</td><td>41.32</td><td>45.07</td></tr>"
    "</table></body></html>"
)
# Words glued to figures, a line of prose, and a table whose first row bears the sign.
GLUED = (
    "Results for the nine months ended December 31, 2020 (April 1, 2020 to December 31, 2020)\n\n"
    "Total revenues{code}48.2 billionup 4.1% YoY\nOperating profit{code}3.4 billiondown 6.3% YoY\n"
    "Net profit{code}1.9 billionup 2.2% YoY\n"
)
SIGNED = (
    "Consolidated Statements of Income\n(In millions of {words})\n\n"
    "                     Year ended March 31, 2025   Year ended March 31, 2024\n"
    "Revenue                             {sign}39,421                     {sign}43,918\n"
    "Cost of sales                       {sign}(25,147)                   {sign}(26,349)\n"
    "Gross profit                        {sign}14,274                     {sign}17,569\n"
)


def written(template: str, money: tuple[str, str, str, str]) -> str:
    sign, code, words, ja = money
    return template.format(sign=sign, code=code, words=words, ja=ja)


def read(text: str, suffix: str) -> list[tuple[object, ...]]:
    result = extract.read(text.encode(), name=f"x.{suffix}")
    return [(f.label[-1], f.value, f.unit, f.trusted, f.period, f.measure) for f in result.facts]


@pytest.mark.parametrize("money", OTHERS, ids=[code for _, code, _, _ in OTHERS])
@pytest.mark.parametrize(
    ("template", "suffix"),
    [(RATIOS_JA, "txt"), (CELL_JA, "html"), (GLUED, "txt"), (SIGNED, "txt")],
    ids=["labels", "cells", "glued", "signed"],
)
def test_other_money_is_read_as_yen_are(template: str, suffix: str, money: tuple[str, str, str, str]) -> None:
    yen = read(written(template, YEN), suffix)
    assert yen and all(fact[3] for fact in yen)

    def swapped(said: object) -> object:
        return said.replace("JPY", money[1]).replace("円", money[3]) if isinstance(said, str) else said

    expected = [(swapped(label), value, swapped(unit), *rest) for label, value, unit, *rest in yen]
    assert read(written(template, money), suffix) == expected


def test_words_that_end_in_a_code_bear_no_sign_of_money() -> None:
    text = "Capital expenditure\n\n                 2024      2023\nOPEN 5          1,234     1,111\nEXPENSES$5\n"
    assert not {unit for _, _, unit, *_ in read(text, "txt")} & {"PEN", "SGD"}
