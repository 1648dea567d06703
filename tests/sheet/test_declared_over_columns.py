"""A unit declared for a table in a line over its columns, with what it excepts."""

from __future__ import annotations

import extract

TEXT = """\
                                     Orbel Inc.

                      CONDENSED STATEMENTS OF OPERATIONS (Unaudited)
         (In millions, except number of shares which are reflected in thousands and per share amounts)
                              Year Ended                Year Ended
                             May 31, 2023              May 31, 2022

Net sales                  $       81,797           $        82,959
Cost of sales                      45,384                    47,074
    Gross margin                   36,413                    35,885

Earnings per share         $         1.27           $          1.20
"""


def test_what_a_declaration_excepts_is_no_unit_of_a_column() -> None:
    facts = extract.read(TEXT.encode(), name="a.txt").facts
    read = {f.printed: (f.value, f.unit) for f in facts}
    assert read["45,384"] == ("45384000000", "USD") and read["35,885"] == ("35885000000", "USD")
    assert read["$ 1.27"][1] == "USD_per_share"
