"""Headings over two groups of columns whose row has lost its empty corner."""

from __future__ import annotations

from extract.pipeline import read

HEAD = "# Dunmore Catering plc: results for the six months ended 31 March 2031\n\n"
ROWS = (
    "Revenue | $2,094m | $1,880m | 11.4% | $2,071m | $1,871m | 10.7% |\n"
    "Operating profit | $147m | $124m | 18.5% | $142m | $105m | 35.2% |\n"
    "Profit before tax | $128m | $110m | 16.4% | $121m | $92m | 31.5% |\n"
)


def trusted_ends(text: str, printed: str) -> set[tuple[str | None, str | None]]:
    facts = [f for f in read(text.encode(), name="release.md").facts if f.printed == printed and f.trusted]
    return {(f.period.start, f.period.end) for f in facts if f.period is not None}


def test_headings_that_begin_again_are_put_back_over_their_columns() -> None:
    text = HEAD + "HY 2031 | HY 2030 | Change | HY 2031 | HY 2030 | Change | |\n" + ROWS
    assert trusted_ends(text, "$2,094m") <= {("2030-10-01", "2031-03-31")}
    assert trusted_ends(text, "$105m") <= {("2029-10-01", "2030-03-31")}


def test_with_their_corner_they_stay_where_they_are() -> None:
    text = HEAD + " | HY 2031 | HY 2030 | Change | HY 2031 | HY 2030 | Change |\n" + ROWS
    assert trusted_ends(text, "$147m") <= {("2030-10-01", "2031-03-31")}
