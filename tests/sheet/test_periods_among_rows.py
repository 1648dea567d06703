"""A period over rows of its own, set in further than they are: it dates them, and not what names the table."""

from __future__ import annotations

import extract

TEXT = """\
ASTER TOOLS, INC.

Results of our segments for the three months ended May 31, 2031 and May 31, 2030 were as follows:

(dollars in millions)                        Pumps          Valves           Total
  Three months ended May 31, 2031
Revenue                                 $    3,594     $     1,229     $     4,823
Cost of revenue                                161             397             558
  Three months ended May 31, 2030
Revenue                                 $    3,232     $     1,120     $     4,352
Cost of revenue                                136             385             521
"""


def test_a_period_set_in_further_than_its_rows_is_over_them() -> None:
    facts = {fact.printed: fact for fact in extract.read(TEXT.encode()).facts}
    assert [facts[p].period.end for p in ("$ 3,594", "397", "$ 3,232", "385")] == [
        "2031-05-31",
        "2031-05-31",
        "2030-05-31",
        "2030-05-31",
    ]
    assert facts["385"].label == ("Three months ended May 31, 2030", "Cost of revenue")
