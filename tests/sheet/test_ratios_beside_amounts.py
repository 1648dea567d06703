"""`Ratio` beside `Amount` in a table in millions and `%`: shares where the sizes of the figures say so."""

from __future__ import annotations

import extract

_ROWS = (
    ("", "Year ended March 31, 2031", "", "Year ended March 31, 2030", ""),
    ("", "Amount", "Ratio", "Amount", "Ratio"),
    ("East", "9,000", "60.0", "8,800", "55.0"),
    ("West", "4,500", "30.0", "5,600", "35.0"),
    ("South", "1,500", "10.0", "1,600", "10.0"),
    ("Total", "15,000", "100.0", "16,000", "100.0"),
)


def test_a_ratio_that_is_a_share_by_its_size_is_a_percentage() -> None:
    text = "Sales by region\n(Millions of yen, %)\n\n" + "\n".join(map("\t".join, _ROWS)) + "\n"
    found = {f.printed: (f.unit, f.trusted) for f in extract.read(text.encode(), name="a.txt").facts}
    assert [found[printed] for printed in ("60.0", "30.0", "55.0", "35.0")] == [("percent", True)] * 4
    assert found["9,000"] == ("JPY", True)
