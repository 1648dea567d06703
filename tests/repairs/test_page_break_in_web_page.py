"""A table of a web page that goes on behind the foot of a printed page."""

from __future__ import annotations

import pytest

from extract.pipeline import read

PAGE = """<html><body><p>Sund Devices Group: quarterly report</p><p>Sales by segment (in millions of euros)</p>
<table><tr><td></td><td>Quarter ended June 30, 2031</td><td>Quarter ended June 30, 2030</td><td>Change %</td></tr>
<tr><td>Implants</td><td></td><td></td><td></td></tr>
<tr><td>Domestic</td><td>1,204</td><td>1,100</td><td>9.5</td></tr>
<tr><td>Abroad</td><td>2,310</td><td>2,200</td><td>5.0</td></tr></table>
{between}
<table>{head}<tr><td>Diagnostics</td><td></td><td></td><td></td></tr>
<tr><td>Domestic</td><td>612</td><td>600</td><td>2.0</td></tr>
<tr><td>Abroad</td><td>945</td><td>900</td><td>5.0</td></tr></table></body></html>"""


def told(between: str, head: str = "") -> list[tuple[tuple[str, ...], str | None, str | None]]:
    facts = read(PAGE.format(between=between, head=head).encode(), name="report.html").facts
    return [(f.label, f.unit, f.period.end if f.period else None) for f in facts if f.printed in ("612", "600")]


@pytest.mark.parametrize(
    "between",
    ["<div>22</div><div><a href='#c'>Table of Contents</a></div>", "<p>Page 4 of 31</p>", "<hr/><p>- 17 -</p>"],
)
def test_rows_behind_the_foot_of_a_page_stand_under_the_headings_before_it(between: str) -> None:
    label = ("Diagnostics", "Domestic")
    assert told(between) == [(label, "EUR", "2031-06-30"), (label, "EUR", "2030-06-30")]


@pytest.mark.parametrize("between", ["<p>Stores at year end</p><p>22</p>", "<p>The following table shows stores.</p>"])
def test_words_between_part_two_tables(between: str) -> None:
    assert all(end is None for _, _, end in told(between))


def test_headings_of_its_own_part_two_tables() -> None:
    head = "<tr><td></td><td>June 30, 2029</td><td>June 30, 2028</td><td>Change %</td></tr>"
    assert [end for _, _, end in told("<p>22</p>", head)] != ["2031-06-30", "2030-06-30"]
