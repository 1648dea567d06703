"""A day without its year, set in the middle below the length that it ends, is of all columns of that length."""

from __future__ import annotations

import extract

PAGE = b"""Statements of Cash Flows
(In millions)
                                  Nine months ended
                                    December 31,
                                 2031         2030
Net income                     $  412       $  380
Depreciation                      120          115
Dividends paid                    (88)         (80)
Cash, end of period            $  853       $  762
"""


def test_a_day_set_in_the_middle_is_of_both_columns() -> None:
    result = extract.read(PAGE, name="a.txt")
    found = {f.printed: f.period for f in result.facts}
    for printed, year in (("120", 2031), ("115", 2030)):
        period = found[printed]
        assert period is not None and (period.start, period.end) == (f"{year}-04-01", f"{year}-12-31")
