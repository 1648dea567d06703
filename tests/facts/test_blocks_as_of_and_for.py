"""Blocks of one table under `As of and for the …`: each is of the time that its own heading names."""

from __future__ import annotations

import pytest

import extract

TABLE = """<p>(In millions of U.S. dollars)</p><table>
<tr><td></td><td>Americas</td><td>Europe</td></tr>
<tr><td colspan="3">{lead} Three Months Ended June 30, 2031</td></tr>
<tr><td>Net sales</td><td>412</td><td>301</td></tr><tr><td>Segment assets</td><td>1,204</td><td>980</td></tr>
<tr><td colspan="3">{lead} Three Months Ended June 30, 2030</td></tr>
<tr><td>Net sales</td><td>398</td><td>290</td></tr><tr><td>Segment assets</td><td>1,110</td><td>920</td></tr></table>"""


@pytest.mark.parametrize("lead", ["As of and for the", "At and for the", "For the"])
def test_flows_are_of_the_span_and_balances_of_its_last_day(lead: str) -> None:
    facts = extract.read(TABLE.format(lead=lead).encode(), name="a.html").facts
    found = {f.printed: (f.period.start, f.period.end) for f in facts if f.trusted and f.period is not None}
    assert found["412"] == ("2031-04-01", "2031-06-30")
    assert found["1,204"] == (None, "2031-06-30")
    assert found["398"] == ("2030-04-01", "2030-06-30")
    assert found["1,110"] == (None, "2030-06-30")
