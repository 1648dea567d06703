"""Cells that hold one figure for each line of their heading."""

from __future__ import annotations

import pytest

from extract.pipeline import read

PAGE = """<p>Listed investments held at March 31, 2031 (previous year: March 31, 2030)</p><table>
<tr><td>Issuer</td><td>March 31, 2031</td><td>March 31, 2030</td></tr>
<tr><td></td><td>{head}</td><td>{head}</td></tr>
<tr><td>Sano Denki Co., Ltd.</td><td>{}</td><td>476,300<br>2,127</td></tr>
<tr><td>Mikage Steel Corp.</td><td>913,400<br>846</td><td>905,800<br>―</td></tr></table>"""
EN, JA = "Number of shares<br>Carrying amount (millions of yen)", "株式数（株）<br>貸借対照表計上額（百万円）"


@pytest.mark.parametrize("head", [EN, JA])
def test_a_column_for_each_line(head: str) -> None:
    facts = read(PAGE.format("482,100<br>2,031", head=head).encode(), name="a.html").facts
    assert [(f.printed, f.value, f.unit, f.period and f.period.end) for f in facts if f.trusted and f.value] == [
        ("482,100", "482100", "count", "2031-03-31"), ("2,031", "2031000000", "JPY", "2031-03-31"),
        ("476,300", "476300", "count", "2030-03-31"), ("2,127", "2127000000", "JPY", "2030-03-31"),
        ("913,400", "913400", "count", "2031-03-31"), ("846", "846000000", "JPY", "2031-03-31"),
        ("905,800", "905800", "count", "2030-03-31"),
    ]  # fmt: skip


@pytest.mark.parametrize("head", [EN, "Number of shares"])
def test_cells_that_do_not_have_the_lines_of_their_heading(head: str) -> None:
    cell = "482,100" if head is EN else "482,100<br>2,031"
    facts = read(PAGE.format(cell, head=head).encode(), name="a.html").facts
    assert not any(f.trusted for f in facts if f.printed in ("482,100", "2,031") and f.unit == "JPY")
    assert {"482,100", "913,400"} <= {f.printed for f in facts}


def test_a_heading_without_figures_between_two_that_have_them() -> None:
    heads = ["Q1<br>(Apr-Jun)", "Q2<br>(Jul-Sep)", "Q3<br>(Oct-Dec)", "Q4<br>(Jan-Mar)", "9M<br>(Apr-Dec)"]
    figures = ["41,306", "43,918", "42,775", "", "127,999"]
    rows = [["", *heads], ["Net revenue", *figures]]
    table = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    page = f"<p>Financial year 2031 (1 April 2030 to 31 March 2031), £ thousand</p><table>{table}</table>"
    facts = read(page.encode(), name="a.html").facts
    assert [(f.period and f.period.start, f.period and f.period.end) for f in facts] == [
        ("2030-04-01", "2030-06-30"), ("2030-07-01", "2030-09-30"), ("2030-10-01", "2030-12-31"),
        ("2030-04-01", "2030-12-31"),
    ]  # fmt: skip
