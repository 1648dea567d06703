"""A count in a row's label gives way to the unit of a column, where the count has a column of its own."""

import extract

TABLE = """| {corner} | {count} | {amount} |
|---|---|---|
| {row} | 2,750 | 4,829,000 |
| {other} | 1,300 | 2,100,000 |
"""


def units(**words: str) -> list[str | None]:
    text = "Year ended March 31, 2024\n\n" + TABLE.format(**words)
    return [fact.unit for fact in extract.read(text.encode(), name="a.md").facts][:2]


def test_the_column_says_what_its_figures_are() -> None:
    words = {"corner": "区分", "row": "処分株式数", "other": "消却株式数"}
    assert units(count="株式数（株）", amount="処分価額の総額（円）", **words) == ["count", "JPY"]
    words = {"corner": "Class", "row": "Number of shares sold", "other": "Number of shares retired"}
    assert units(count="Shares", amount="Proceeds (USD)", **words) == ["count", "USD"]


def test_a_row_of_counts_among_amounts_keeps_its_unit() -> None:
    words = {"corner": "区分", "row": "従業員数（人）", "other": "売上高"}
    assert units(count="2024年3月期（百万円）", amount="2023年3月期（百万円）", **words) == ["count", "count"]


def test_a_column_without_signs_beside_columns_with_them_holds_no_amounts() -> None:
    """The heading `Shares` has got lost; the statement is in millions of dollars."""
    text = (
        "Kiln Inc. Statements of equity\n\n| (In millions) | Common Stock |  | Retained Earnings | Total |\n"
        "|---|---|---|---|---|\n| Balances as of February 1, 2023 | 2,693 | $ 269 | $ 83,135 | $ 83,404 |\n"
        "| Net income |  |  | 1,673 | 1,673 |\n| Purchase of stock | (5) | (1) | (682) | (683) |\n"
        "| Balances as of April 30, 2023 | 2,688 | $ 268 | $ 84,126 | $ 84,394 |\n"
    )
    found = {fact.printed: fact.trusted for fact in extract.read(text.encode(), name="a.md").facts}
    assert not found["2,693"] and not found["2,688"] and found["$ 83,404"]
