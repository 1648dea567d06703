"""Texts of web pages as crawlers store them: cells on lines with pipes between, empty cells kept or left out, figures
on one line, highlights in sentences. Each case is read as the product reads it."""

from __future__ import annotations

from extract import Fact, read


def facts(text: str) -> list[Fact]:
    return list(read(text.encode(), name="page.txt").facts)


def told(text: str) -> list[str]:
    """`label | printed = value unit start/end`, a question mark before what is not trusted."""
    out = []
    for fact in facts(text):
        period = fact.period
        when = f"{period.start or ''}/{period.end or ''}" if period is not None else ""
        mark = "" if fact.trusted else "? "
        out.append(f"{mark}{fact.label[-1] if fact.label else ''} | {fact.printed} = {fact.value} {fact.unit} {when}")
    return out


def poured(rows: str) -> str:
    """Rows with slashes between cells as a crawler stores them: each pipe on a line of its own."""
    return "|\n" + "\n|\n".join("\n|\n".join(row.split("/")) for row in rows.splitlines()) + "\n|\n"


def test_pipes_between_cells_of_rows_of_unlike_lengths() -> None:
    """Rows of amounts have three cells, rows of yen a unit behind each figure."""
    text = "連結損益計算書\n(単位:百万円)\n" + poured(
        "/前連結会計年度 (自 2021年4月1日 至 2022年3月31日)/当連結会計年度 (自 2022年4月1日 至 2023年3月31日)\n"
        "売上収益/41,305/44,872\n売上原価/△30,118/△32,940\n売上総利益/11,187/11,932\n"
        "1株当たり当期利益////\n継続事業/51.30/円/60.22/円\n非継続事業/△1.10/円/△0.75/円"
    )
    found = told(text)
    assert "売上収益 | 44,872 = 44872000000 JPY 2022-04-01/2023-03-31" in found
    assert "売上原価 | △30,118 = -30118000000 JPY 2021-04-01/2022-03-31" in found
    assert "継続事業 | 60.22円 = 60.22 JPY_per_share 2022-04-01/2023-03-31" in found
    assert "非継続事業 | △0.75円 = -0.75 JPY_per_share 2022-04-01/2023-03-31" in found


def test_pipes_before_figures_and_signs_left_out_in_some_rows() -> None:
    text = """|
Three Months Ended
March 31,
|
2021
|
2020
|
(In thousands)
|
Premiums earned
|$
|4,210
|$
|3,985
|
Claims incurred
|2,650
|2,410
|
Underwriting result
|1,560
|1,575
|
"""
    found = told(text)
    assert "Premiums earned | $4,210 = 4210000 USD 2021-01-01/2021-03-31" in found
    assert "Claims incurred | 2,410 = 2410000 USD 2020-01-01/2020-03-31" in found


QUARTERS = """|Particulars (Rupees in Crores.)
|Sept-2022
|Jun-2022
|Mar-2022
Gross Sales
1,204
1,190
1,155
Total Income
1,240.5
1,221.7
1,180.3
Interest
31
30
28
Net Profit
101
98
95
Equity
44
44
44
"""


def test_a_flow_under_a_bare_month_is_no_balance() -> None:
    """`Interest` under `Jun-2022`, between sales and equity: of how long a span is not said."""
    found = told(QUARTERS)
    assert "Equity | 44 = 440000000 INR /2022-09-30" in found
    assert "? Interest | 30 = 300000000 INR /2022-06-30" in found
    assert "? Total Income | 1,240.5 = 12405000000 INR /2022-09-30" in found
