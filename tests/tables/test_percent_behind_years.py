"""A percent sign behind a year in a row of years heads the next column."""

from __future__ import annotations

import extract

PAGE = """KEY FIGURES                 Q3        Q3      Change    9M        9M      Change
EUR million                2031      2030       %      2031      2030       %
Orders                    1,204     1,150      +5     3,512     3,310      +6
Revenue                   1,101     1,088      +1     3,240     3,188      +2
EBITA                        88        91      -3       250       261      -4
The financial year is the calendar year.
"""


def test_years_before_a_percent_sign_are_headings() -> None:
    found = {f.printed: f for f in extract.read(PAGE.encode(), name="a.txt").facts}
    period = found["1,204"].period
    assert found["1,204"].value == "1204000000" and period is not None
    assert (period.start, period.end) == ("2031-07-01", "2031-09-30")
    assert (found["+6"].unit, found["+6"].measure) == ("percent", "change")
    assert "2030" not in found
