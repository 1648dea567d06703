"""Figures in another row or column than theirs, told by sentences, by what other rows do, by the next column."""

from __future__ import annotations

from extract.pipeline import read

TITLE = "# Tarvel Foods Inc. results for the year ended December 31, 2031\n\n(In billions of U.S. dollars)\n\n"
YEARS = "| | Year ended December 31, 2031 | Year ended December 31, 2030 |\n|---|---|---|\n"
QUARTERS = (
    "| | 1Q (2031/1-2031/3) | 2Q (2031/4-2031/6) | 3Q (2031/7-2031/9) | 4Q (2031/10-2031/12) | FY (2031/1-2031/12) |\n"
    "|---|---|---|---|---|---|\n"
)


def doubted(text: str) -> set[str | None]:
    return {fact.printed for fact in read(text.encode(), name="a.md").facts if not fact.trusted}


def test_a_sentence_tells_the_figure_of_another_row() -> None:
    rows = (
        "| Share capital | 58.7 | 58.7 |\n| Capital surplus | 103.6 | 103.6 |\n| Retained earnings | 240.1 | 222.8 |\n"
    )
    said = "Capital surplus was $58.7 billion as of December 31, 2031.\n\n"
    days = YEARS.replace("Year ended ", "")
    assert {"58.7", "103.6"} <= doubted(TITLE + said + days + rows)
    assert not doubted(TITLE + said.replace("58.7", "103.6") + days + rows)


def test_the_years_of_two_rows_exchanged() -> None:
    quarters = (
        "| Bearings | 14.7 | 15.1 | 15.9 | 16.8 | {} |\n| Pumps | 16.2 | 18.0 | 16.3 | 16.5 | {} |\n"
        "| Spares | 11.3 | 11.1 | 11.8 | 11.4 | 45.6 |\n| Service | 15.2 | 13.6 | 15.3 | 16.5 | 60.6 |\n"
        "| Total revenues | 57.4 | 57.8 | 59.3 | 61.2 | 235.7 |\n"
        "| Cost of revenues | 32.8 | 33.4 | 33.9 | 35.3 | 135.4 |\n"
        "| Gross profit | 24.6 | 24.4 | 25.4 | 25.9 | 100.3 |\n"
    )
    assert not doubted(TITLE + QUARTERS + quarters.format("62.5", "67.0"))
    assert {"62.5", "67.0"} <= doubted(TITLE + QUARTERS + quarters.format("67.0", "62.5"))


def test_net_income_that_is_not_left_of_income_before_tax() -> None:
    rows = "| Income before income taxes | 52.0 | 58.5 |\n| Income tax expense | {} | 17.5 |\n"
    rows += "| Net income | 36.4 | 41.0 |\n"
    assert not doubted(TITLE + YEARS + rows.format("15.6"))
    assert "155.6" in doubted(TITLE + YEARS + rows.format("155.6"))


def test_a_figure_of_the_next_column_in_a_short_row() -> None:
    rows = (
        "| Net income | 14.2 | 15.1 |\n| Depreciation | 9.3 | 9.8 |\n| Stock compensation | 2.4 | 2.2 |\n"
        "| Change in receivables | {} |\n| Change in inventories | (1.9) | (1.2) |\n"
        "| Net cash provided by operating activities | 21.4 | 23.1 |\n"
    )
    assert not doubted(TITLE + YEARS + rows.format("(2.6) | (2.8)"))
    assert "(2.8)" in doubted(TITLE + YEARS + rows.format("(2.8) | "))


def test_a_token_alone_in_the_row_of_a_heading() -> None:
    rows = (
        "| Sales to customers | {} | |\n| Bearings | 14.7 | 15.1 |\n| Pumps | 16.2 | 18.0 |\n| Spares | 11.3 | 11.1 |\n"
    )
    assert doubted(TITLE + YEARS + rows.format("4.552") + "| Total sales | 42.2 | 44.2 |\n") == {"4.552"}


def test_an_amount_among_amounts_per_share() -> None:
    rows = "| Net income | 36.4 | 41.0 |\n| Diluted earnings per share (dollars) | {} | 71.33 |\n"
    assert not doubted(TITLE + YEARS + rows.format("69.09"))
    assert "5,478" in doubted(TITLE + YEARS + rows.format("5,478"))


def test_a_result_that_is_not_shared_out_among_its_owners() -> None:
    rows = (
        "| Net income | 36.4 | 41.0 |\n| Net income attributable to non-controlling interests | 0.8 | 1.0 |\n"
        "| Net income attributable to owners of the parent | {} | 40.0 |\n"
    )
    assert not doubted(TITLE + YEARS + rows.format("35.6"))
    assert "36.6" in doubted(TITLE + YEARS + rows.format("36.6"))


def test_two_figures_of_one_cell_are_held_against_the_sum_of_their_row() -> None:
    head = "## セグメント情報 2032年3月期第1四半期\n\n（単位：百万円）\n\t食品\t飲料\t酒類\t計\t調整額\t連結\n"
    rows = (
        "外部売上高\t6,717\t9,321\t9,072\t25,110\t―\t25,110\n"
        "計\t7,052\t9,674\t9,453\t{}\t25,110\n"
        "営業利益\t512\t318\t481\t1,311\t▲119\t1,192\n"
    )
    torn, whole = (read(f"{head}{rows.format(cells)}".encode(), name="a.md").facts
                   for cells in ("\t▲1,069 ▲1,069", "26,179\t▲1,069"))  # fmt: skip
    assert all(fact.trusted for fact in whole if fact.status != "nil")
    assert not any(fact.trusted for fact in torn if fact.printed == "▲1,069" and fact.header == ("計",))


def test_cash_is_rolled_forward_by_what_it_grew_by_and_by_nothing_that_is_in_it() -> None:
    """Of figures of one digit a sum of all flows and their totals comes out by rounding alone."""
    flows = [
        ("Net income", 4, 4), ("Depreciation", 7, 6), ("Stock-based compensation", 6, 5),
        ("Change in receivables", -4, -5), ("Change in inventories", -7, -6), ("Change in payables", 4, 4),
        ("Net cash provided by operating activities", 9, 9), ("Purchases of property and equipment", -5, -5),
        ("Proceeds from sale of assets", 4, 4), ("Acquisition of businesses", -6, -5),
        ("Net cash used in investing activities", -6, -5), ("Proceeds from borrowings", 8, 8),
        ("Repayment of borrowings", -7, -6), ("Dividends paid", -4, -4), ("Repurchase of shares", -5, -5),
        ("Net cash used in financing activities", -8, -7), ("Effect of exchange rate changes on cash", -1, 0),
        ("Net increase (decrease) in cash", -6, -3),
    ]  # fmt: skip
    rows = "".join(f"| {label} | {one} | {two} |\n" for label, one, two in flows)
    rows += "| Cash at beginning of period | 59 | {} |\n| Cash at end of period | 53 | 50 |\n"
    years = YEARS.replace("2031", "2029")  # the earlier year first
    assert not doubted(TITLE + years + rows.format("53"))
    assert "63" in doubted(TITLE + years + rows.format("63"))


def test_of_two_figures_in_one_cell_none_is_read_as_the_other() -> None:
    head = (
        "| | Year ended December 31, 2030 | Year ended December 31, 2031 | Change | % change |\n|---|---|---|---|---|\n"
    )
    rows = (
        "| Meals | 324.0 | 316.7 | (7.3) | (2.3%) |\n| Drinks | 639.9 | 627.8 | (12.1) | (1.9%) |\n"
        "| Wines | 589.7 | 607.7 | 18.0 | 3.1% |\n| Inns | 537.5 | 502.6 | (34.9) | (6.5%) |\n"
        "| Total revenues | 2,091.1 | 2,054.8 | (36.3) | {} |\n| Cost of revenues | 1,401.3 | 1,391.6 | (9.7) | {} |\n"
        "| Gross profit | 689.8 | 663.2 | (26.6) | (3.9%) |\n"
    )
    whole, fused = (read((TITLE + head + rows.format(*cells)).encode(), name="a.md").facts
                    for cells in (("(1.7%)", "(0.7%)"), ("", "(1.7%) (0.7%)")))  # fmt: skip
    assert all(fact.trusted for fact in whole)
    assert not any(fact.trusted for fact in fused if fact.printed == "(1.7%)")


def test_a_point_behind_a_digit_alone_in_the_row_of_a_heading() -> None:
    rows = (
        "| Operating expenses: | | {} |\n| Advertising | 1,575 | 1,607 |\n| Rent | 2,628 | 2,496 |\n"
        "| Wages | 3,606 | 3,744 |\n| Total operating expenses | 7,809 | 7,847 |\n"
    )
    for strayed in ("1.", ""):
        found = read((TITLE + YEARS + rows.format(strayed)).encode(), name="a.md").facts
        assert {fact.printed for fact in found if not fact.trusted} == ({"1"} if strayed else set())
