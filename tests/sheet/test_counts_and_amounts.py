"""Labels that name shares: counts, or what was paid for them."""

from __future__ import annotations

from extract import read

EQUITY = """Fenwick Labs plc
Statement of changes in equity, year ended 31 December 2022 (£ thousand)

|  | {first} | {second} |
|---|---|---|
| Balance at 1 January 2022 | 1,204 | 8,330 |
| Shares issued | 36 | 512 |
| Balance at 31 December 2022 | 1,240 | 8,842 |
"""


def units(text: str) -> dict[str, str | None]:
    return {fact.printed or "": fact.unit for fact in read(text.encode(), name="a.md").facts}


def test_shares_issued_are_amounts_in_columns_of_equity() -> None:
    found = units(EQUITY.format(first="Share capital", second="Share premium"))
    assert (found["36"], found["512"]) == ("GBP", "GBP")


def test_shares_issued_are_counts_where_no_column_says_amounts() -> None:
    assert units(EQUITY.format(first="Class A", second="Class B"))["36"] == "count"


def test_a_number_of_shares_that_a_japanese_label_tells_is_not_what_its_figures_are() -> None:
    found = units(
        "（単位：千円）\n\n|  | 2023年３月31日 |\n|---|---|\n| 資本金（発行済株式総数 4,118,000株） | 310,000 |\n"
    )
    assert found["310,000"] == "JPY"


def test_a_heading_of_shares_held_is_one_of_counts() -> None:
    found = units("Directors at 30 June 2023\n\n| Name | Ordinary shares held |\n|---|---|\n| R. Ashdown | 48,200 |\n")
    assert found["48,200"] == "count"


BY = "Norrland Energi AB\n{title}\n\n|  | 2023 |\n|---|---|\n| Households | 1,204 |\n| Companies | 2,306 |\n"


def test_what_revenue_is_told_by_is_no_count() -> None:
    text = BY.format(title="Revenue by customer, year ended December 31, 2023 (SEK million)")
    assert {f.printed: (f.unit, f.trusted) for f in read(text.encode(), name="a.md").facts}["1,204"] == ("SEK", True)


def test_what_no_title_measures_is_open() -> None:
    assert units(BY.format(title="Key figures (SEK million)"))["1,204"] is None


def test_numbers_that_name_rows_among_words_are_labels() -> None:
    text = "Lease revenue (USD million)\n\n\t2022\t2021\n737\t118.4\t102.9\nA320\t96.1\t88.8\n787\t40.2\t41.7\n"
    facts = read(text.encode(), name="a.txt").facts
    assert {fact.label[-1] for fact in facts} == {"737", "A320", "787"}
