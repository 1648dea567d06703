"""Lines of pages between two halves of a note open no subject: the unit declared before them still holds."""

from __future__ import annotations

import pytest

from extract.pipeline import read

ROW = "<tr><td>{}</td><td>{}</td></tr>"
TABLE = "<table>" + ROW.format("", "{head}") + ROW.format("Cash", "{a}") + ROW.format("Bonds", "{b}") + "</table>"


def page(between: str) -> str:
    parts = ["<p>Fair values (in millions of dollars)</p>", TABLE.format(head="July 1, 2023", a="1,337", b="2,415")]
    for number in (7, 8, 9):
        parts.append(f"<p>{between.format(n=number)}</p>")
        parts.append(TABLE.format(head=f"May {number}, 2022", a=f"1,54{number}", b=f"2,91{number}"))
    return "".join(parts)


@pytest.mark.parametrize(
    ("between", "holds"),
    [("Fenwick Corp. | Report | {n}", True), ("{n}", True), ("Number of branches in region {n}x", False)],
)
def test_units_reach_over_lines_of_pages_only(between: str, holds: bool) -> None:
    facts = [f for f in read(page(between).encode(), name="a.html").facts if f.printed in ("1,547", "2,919")]
    # A line that tells of a number of branches opens a table of counts.
    assert {f.trusted and f.unit == "USD" for f in facts} == {holds}
    assert not holds or {(f.unit, f.grounds["unit"][-1].printed) for f in facts} == {("USD", "in millions of dollars")}
