"""A sign of a currency alone over a column: its scale is that of the table, where one is declared."""

from __future__ import annotations

import pytest

from extract.pipeline import read

PAGE = """<html><body><p>Year ended June 30, 2026</p>{declared}<table>
<tr><td></td><td>2026</td><td>2025</td><td colspan="2">Change</td></tr>
<tr><td></td><td></td><td></td><td>$</td><td>%</td></tr>
<tr><td>Kits</td><td>$ 57.4</td><td>$ 52.4</td><td>5.0</td><td>10</td></tr></table></body></html>"""


@pytest.mark.parametrize(("declared", "change"), [("<p>(in millions)</p>", "5000000"), ("", "5.0")])
def test_the_scale_of_a_change_is_that_of_its_amounts(declared: str, change: str) -> None:
    facts = {f.printed: f for f in read(PAGE.format(declared=declared).encode(), name="a.html").facts}
    value = facts["5.0"].value
    assert value is None or float(value) == float(change)
    assert facts["10"].unit == "percent"
