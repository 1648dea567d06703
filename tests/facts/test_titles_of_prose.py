"""What stands alone on a line and heads no text below it: the number of a page, the heading of a column."""

from __future__ import annotations

import pytest

import extract

TEXT = """Quarter ended 30 June 2031

Ekdal mine

{line}

Output followed the mine plan with ore hauled increasing by 12% to 311kt in the June quarter from 278kt \
in the March quarter.
"""


@pytest.mark.parametrize("line", ["Page 3 of 15", "% Variance", "March", "Change"])
def test_they_are_in_no_label(line: str) -> None:
    facts = {f.printed: f for f in extract.read(TEXT.format(line=line).encode(), name="a.txt").facts}
    assert facts["311"].label == ("Ekdal mine", "ore hauled")
    assert facts["278"].label == ("Ekdal mine", "ore hauled")


def test_a_title_is_in_the_label() -> None:
    facts = {f.printed: f for f in extract.read(TEXT.format(line="Variance analysis").encode(), name="a.txt").facts}
    assert facts["311"].label[-2:] == ("Variance analysis", "ore hauled")
