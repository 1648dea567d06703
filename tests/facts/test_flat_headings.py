"""Headings of rows in forms that keep no indentation, and periods whose name is broken over two lines of a corner."""

from __future__ import annotations

import pytest

import extract

HEAD = (
    "あさぎ硝子株式会社 2023年3月期 決算短信\n\n（単位：百万円）\n\n|  | 2022年3月期 | 2023年3月期 |\n|---|---|---|\n"
)
HEAD_EN = (
    "Alder plc results for the year ended March 31, 2023\n\n(In millions of dollars)\n\n"
    "|  | 2023 | 2022 |\n|---|---|---|\n"
)


@pytest.mark.parametrize(
    ("head", "heading", "rows", "unit"),
    [
        (HEAD, "基本的１株当たり当期利益（円）", ("継続事業", "非継続事業"), "JPY_per_share"),
        (HEAD_EN, "Earnings per share", ("Continuing operations", "Discontinued operations"), "USD_per_share"),
    ],
)
def test_amounts_below_a_heading_per_share_are_per_share(
    head: str, heading: str, rows: tuple[str, str], unit: str
) -> None:
    first = f"{head}| 売上高 | 1,216 | 1,304 |\n| {heading} |  |  |\n"
    text = f"{first}| {rows[0]} | 171.38 | 142.06 |\n| {rows[1]} | 4.15 | 2.94 |\n"
    found = {f.printed: (f.value, f.unit) for f in extract.read(text.encode(), name="a.md").facts}
    assert found["171.38"] == ("171.38", unit) and found["2.94"] == ("2.94", unit)


def test_a_whole_amount_below_a_heading_per_share_has_no_unit_from_afar() -> None:
    text = f"{HEAD}| １株当たり当期純利益（円） |  |  |\n| その他 | 1,216 | 1,304 |\n"
    fact = next(f for f in extract.read(text.encode(), name="a.md").facts if f.printed == "1,216")
    assert not fact.trusted


def test_a_name_that_comes_again_below_a_heading_per_share_is_per_share_whatever_sign_it_has() -> None:
    text = (
        f"{HEAD_EN}| Net income from continuing operations | 1,216 | 1,304 |\n| Net income | $ 1,209 | $ 1,301 |\n"
        "| Earnings per share - Basic: |  |  |\n| Net income from continuing operations | $ 1.71 | $ 1.42 |\n"
        "| Net income | $ 1.69 | $ 1.41 |\n| Net revenue | $ 41.27 | $ 40.08 |\n"
    )
    found = {f.printed: (f.value, f.unit, f.trusted) for f in extract.read(text.encode(), name="a.md").facts}
    assert found["$ 1.71"] == ("1.71", "USD_per_share", True) and found["$ 1.41"] == ("1.41", "USD_per_share", True)
    assert found["$ 1,209"] == ("1209000000", "USD", True)
    assert not found["$ 41.27"][2]  # in millions, or per share?


def test_a_name_that_comes_again_says_nothing_where_the_amounts_have_decimals_as_well() -> None:
    text = (
        f"{HEAD_EN}| Net income | 120.9 | 130.1 |\n| Earnings per share: |  |  |\n| Basic | 1.71 | 1.42 |\n"
        "| Net income | 120.8 | 130.2 |\n"
    )
    found = {f.printed: f.trusted for f in extract.read(text.encode(), name="a.md").facts}
    assert not found["120.8"] and not found["130.2"]


@pytest.mark.parametrize(("below", "start"), [("連結累計期間", "2023-01-01"), ("連結会計期間", "2023-04-01")])
def test_the_name_of_a_period_goes_on_in_the_next_line_of_the_corner(below: str, start: str) -> None:
    text = (
        "株式会社ゆきのビール　2023年12月期第２四半期決算短信\n\n（単位：百万円）\n\n"
        f"第２四半期    売上収益\n{below}\n              2022年  2023年\n"
        "酒類事業      118,402 127,936\n飲料事業      54,611  52,870\n合計          173,013 180,806\n"
    )
    periods = {f.printed: f.period for f in extract.read(text.encode(), name="a.txt").facts}
    period = periods["127,936"]
    assert period is not None and (period.start, period.end) == (start, "2023-06-30")


def test_the_unit_of_a_heading_has_the_place_of_the_heading() -> None:
    text = f"{HEAD}| 売上高 | 1,216 | 1,304 |\n| １株当たり当期純利益（円） |  |  |\n| 継続事業 | 171.38 | 142.06 |\n"
    fact = next(f for f in extract.read(text.encode(), name="a.md").facts if f.printed == "171.38")
    (ground,) = fact.grounds["unit"]
    assert ground.location.line == 1 + text.split("\n").index("| １株当たり当期純利益（円） |  |  |")
