"""Labels that are the end of a longer one, or name nothing: the figure stands, and says that its label is open."""

from __future__ import annotations

import pytest

import extract
from extract.model import Fact

HEAD = "Year ended March 31, 2024 (USD million)\n\n| | FY2024 | FY2023 |\n|---|---|---|\n"


def facts(text: str) -> list[Fact]:
    return list(extract.read(text.encode(), name="a.md").facts)


@pytest.mark.parametrize(
    ("above", "label", "is_open"),
    [
        ("Income before taxes and equity in losses", "of affiliated companies", True),
        ("Network services", "Service)", True),
        ("Proceeds from sales and redemption of other", "holdings", True),
        ("Purchase of other holdings", "holdings sold", False),
        ("Interest and dividends Fee-based", "revenue", True),
        ("Interest and dividends, fee-based", "revenue", False),
        ("Net sales", "Of which: overseas", False),
        ("Net sales", "Revenue 2)", False),
        ("売上債権", "の増減額", True),
        ("退職給付", "に係る負債", True),
        ("建物", "及び構築物", True),
        ("商品", "のれん償却額", False),
        ("商品", "その他", False),
        ("Net sales", "Purchases of", True),
        ("売上高", "退職給付に係る", True),
        ("Net sales", "Paid for", True),
        ("稼働", "（％）", True),
        ("Net sales", "Fees (net)", False),
    ],
)
def test_the_end_of_a_wrapped_label_names_no_row(above: str, label: str, is_open: bool) -> None:
    text = f"{HEAD}| {above} | 812 | 745 |\n| {label} | 123 | 98 |\n| Other expenses | 55 | 41 |\n"
    fact = next(f for f in facts(text) if f.printed == "123")
    assert ("label_open" in fact.doubts) is is_open and fact.trusted is not is_open


def test_what_is_counted_names_a_row() -> None:
    head = "Year ended March 31, 2024\n\n## Operating data\n\n| | FY2024 | FY2023 |\n|---|---|---|\n"
    found = facts(f"{head}| Utilisation of capacity (%) | 81 | 79 |\n| Customers | 312 | 293 |\n")
    assert [f.doubts for f in found if f.label == ("Customers",)] == [(), ()]


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("# Results for the year ended March 31, 2024\n\n- 2014 Revenue: USD 65 million\n", None),
        ("# Results for the year ended March 31, 2024\n\n- 1014 Revenue: USD 65 million\n", "label_open"),
        (
            "# Results for the year ended March 31, 2024\n\nYen amounts were translated at the rate of USD 1.25.\n",
            "label_open",
        ),
        ("Impact to the financial target for FY2007 (April 1, 2007 to March 31, 2008)\nRevenue: USD 65 million\n",
         "scenario_open"),
    ],
)  # fmt: skip
def test_a_sentence_that_leaves_label_or_plan_open(text: str, doubt: str | None) -> None:
    for fact in facts(text):
        assert (doubt in fact.doubts) if doubt is not None else not {"label_open", "scenario_open"} & set(fact.doubts)


def test_a_change_of_a_plan_is_planned() -> None:
    head = "(USD million)\n\n| | FY2023 Actual (22/4~23/3) | FY2024 Target (23/4~24/3) | YoY |\n|---|---|---|---|\n"
    found = {f.column: f.dimensions.get("scenario") for f in facts(f"{head}| Revenue | 60 | 65 | 8.3% |\n")}
    assert found == {1: None, 2: "target", 3: "target"}


@pytest.mark.parametrize(
    ("label", "dated"), [("Revenue", False), ("Operating profit", False), ("Total assets", True), ("Equity", True)]
)
def test_growth_of_a_flow_is_of_no_day(label: str, dated: bool) -> None:
    head = "| (EUR million) | June 30, 2023 | Dec 31, 2022 | Change |\n|---|---|---|---|\n"
    fact = next(f for f in facts(f"{head}| {label} | 412.5 | 371.2 | 11.1% |\n") if f.printed == "11.1%")
    assert fact.trusted is dated


def test_amounts_of_a_table_that_is_called_per_share_are_per_share() -> None:
    head = "Key figures per share\n\n| (euro) | June 30, 2023 | Dec 31, 2022 |\n|---|---|---|\n"
    text = f"{head}| Equity | 25.65 | 21.93 |\n"
    assert {(f.unit, f.value) for f in facts(text)} == {("EUR_per_share", "25.65"), ("EUR_per_share", "21.93")}


def test_a_line_of_figures_is_no_label() -> None:
    head = "Key figures January-June 2023\n\nEUR thousand 1-6/2023 1-6/2022 Change 1-12/2022\n"
    text = f"{head}Revenue 17,106 15,426 10.9% 29,146\n"
    assert not [f for f in facts(text) if f.trusted and any(ch.isdigit() for ch in f.label[-1])]


def test_a_period_before_figures_names_none_of_several_columns() -> None:
    head = "業績\n\n| | 百万円 | ％ | 百万円 | ％ |\n|---|---|---|---|---|\n"
    found = facts(
        head + "| 2024年３月期 | 27,226 | 10.7 | 1,041 | 4.2 |\n| 2023年３月期 | 24,592 | 3.1 | 999 | 1.8 |\n"
    )
    assert found and not any(f.trusted for f in found)


@pytest.mark.parametrize(
    ("above", "label", "doubt"),
    [
        ("Ordinary shares Share", "premium", True),
        ("Ordinary shares", "premium", False),
        ("Ordinary shares Share", "of which issued", False),
        ("Ordinary shares Share", "including premium", False),
        ("Harlow Data", "i-north Networks", False),
        ("国際物流 倉", "庫", True),
        ("国際物流", "庫", False),
    ],
)
def test_a_label_whose_first_word_stands_at_the_end_of_the_one_above_is_open(
    above: str, label: str, doubt: bool
) -> None:
    head = "| (EUR million) | June 30, 2023 | June 30, 2022 |\n|---|---|---|\n"
    rows = (("Cash", "40"), (above, "41"), (label, "52"), ("Other", "63"))
    found = facts(head + "".join(f"| {name} | {n}.1 | {n}.9 |\n" for name, n in rows))
    assert {"label_open" in f.doubts for f in found if f.printed in ("52.1", "52.9")} == {doubt}
    assert not any("label_open" in f.doubts for f in found if f.printed == "63.1")


@pytest.mark.parametrize(
    ("above", "label", "doubt"),
    [
        ("オフィス フラン", "チャイズ", True),  # in katakana too
        ("オフィス", "フランチャイズ", False),
        ("自己株式 純資", "産合計", True),  # together a name that is known, whatever other labels hold
        ("自己 株式", "少数株主持分", False),
    ],
)
def test_the_begin_of_the_next_japanese_label_makes_that_one_a_piece(above: str, label: str, doubt: bool) -> None:
    head = "| （百万円） | 2023年6月30日 | 2022年6月30日 |\n|---|---|---|\n"
    other = (("現金", "40"),) if "オフィス" in above else (("流動 負債", "40"),)
    found = facts(
        head + "".join(f"| {name} | {n},100 | {n},900 |\n" for name, n in (*other, (above, "41"), (label, "52")))
    )
    assert {"label_open" in f.doubts for f in found if f.printed in ("52,100", "52,900")} == {doubt}


@pytest.mark.parametrize(
    ("label", "foot", "doubt"),
    [
        ("Consolidated", "Operating profit", True),
        ("連結", "営業利益", True),
        ("Consolidated", "Note: restated", False),
        ("Consolidated", "(Unaudited)", False),
        ("Consolidated", "", False),
    ],
)
def test_words_at_the_foot_of_a_table_head_nothing_and_may_end_the_label_above(
    label: str, foot: str, doubt: bool
) -> None:
    table = HEAD + f"| Segments | 51 | 41 |\n| {label} | 52 | 42 |\n" + (f"| {foot} | | |\n" if foot else "")
    found = facts(table)
    assert {"label_open" in f.doubts for f in found if f.printed in ("52", "42")} == {doubt}
    assert not any("label_open" in f.doubts for f in found if f.printed in ("51", "41"))


def test_one_letter_with_a_row_of_words_below_it_is_no_label() -> None:
    head = "| 主要な指標 | 2022年3月31日 | 増減率(%) |\n|---|---|---|\n"
    found = facts(head + "| 店 | 7,242 | 1.5% |\n| 舗数（店） | | |\n| 会員数（人） | 879 | 3.5% |\n")
    assert {f.printed: "label_open" in f.doubts for f in found if f.unit == "percent"} == {"1.5%": True, "3.5%": False}


def test_headings_below_their_rows_name_none_of_them() -> None:
    names = [("Operating profit", ""), ("Asia", 21), ("Europe", 31), ("Total profit", 52)]
    names += [("Sales", ""), ("Asia", 210), ("Europe", 310), ("Total sales", 520)]
    rows = [f"| {name} | {figure} | {figure} |" for name, figure in names]
    upright, turned = (facts(HEAD + "\n".join(order)) for order in (rows, rows[::-1]))
    assert not any("label_open" in fact.doubts for fact in upright)
    assert turned and all("label_open" in fact.doubts for fact in turned)
