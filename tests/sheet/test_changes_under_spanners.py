"""Columns of changes below `Six Months Ended`, beside those of the two years they compare."""

from __future__ import annotations

from extract.pipeline import read

HEADS = """<tr><td></td><td colspan="3">Three Months Ended</td><td colspan="3">Six Months Ended</td></tr>
<tr><td></td><td colspan="2">June 30,</td><td>Change</td><td colspan="2">June 30,</td><td>Change</td></tr>
<tr><td></td><td>2026</td><td>2025</td><td>%</td><td>2026</td><td>2025</td><td>%</td></tr>"""
PAGE = """<html><body><p>{caption}</p><p>(in thousands of dollars)</p><table>{heads}
<tr><td>Kits</td><td>574</td><td>524</td><td>10</td><td>1,111</td><td>957</td><td>16</td></tr>
<tr><td>Grants</td><td>59</td><td>77</td><td>(23)</td><td>121</td><td>133</td><td>(9)</td></tr></table></body></html>"""


def spans(caption: str) -> dict[str, tuple[str | None, str | None]]:
    facts = read(PAGE.format(caption=caption, heads=HEADS).encode(), name="a.html").facts
    return {f.printed or "": (f.period.start, f.period.end) for f in facts if f.period is not None}


def test_a_change_is_of_the_span_that_stands_over_it() -> None:
    for caption in ("Revenue by product", "Second-quarter 2026 revenue comprised of"):
        told = spans(caption)
        assert told["10"] == ("2026-04-01", "2026-06-30"), caption
        assert told["16"] == ("2026-01-01", "2026-06-30"), caption
