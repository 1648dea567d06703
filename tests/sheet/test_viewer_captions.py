"""Statements shown from their tags say currency and scales in the caption of their first column."""

from __future__ import annotations

import pytest

from extract.pipeline import read

PAGE = """<html><body><table class="report"><tr><th rowspan="2"><strong>{caption}</strong></th>
<th colspan="2">12 Months Ended</th></tr><tr><th>Dec. 31, 2033</th><th>Dec. 31, 2032</th></tr>
<tr><td>Lamp sales</td><td>$ 812.5</td><td>$ 790.1</td></tr><tr><td>Cost of lamps</td><td>312.0</td><td>301.4</td></tr>
<tr><td>Average shares (in shares)</td><td>40.2</td><td>39.9</td></tr>
<tr><td>Basic earnings per share (in dollars per share)</td><td>$ 1.25</td><td>$ 1.20</td></tr></table></body></html>"""


@pytest.mark.parametrize(
    ("caption", "values"),
    [
        ("Statements Of Income - USD ($)<br> $ in Millions, shares in Millions", ("812500000", "40200000", "1.25")),
        ("Statements Of Income - USD ($)<br> shares in Thousands, $ in Thousands", ("812500", "40200", "1.25")),
        ("STATEMENTS OF INCOME (USD $)<br>In Millions, unless otherwise specified", ("812500000", None, "1.25")),
    ],
)
def test_figures_take_the_scales_of_the_caption(caption: str, values: tuple[str | None, ...]) -> None:
    result = read(PAGE.format(caption=caption).encode(), name="operations.html")
    told = {fact.label[-1]: fact for fact in result.facts if fact.period and fact.period.end == "2033-12-31"}
    sales, shares, earned = (told[name] for name in told if not name.startswith("Cost"))
    assert (sales.value, shares.value, earned.value) == values
    assert (sales.unit, shares.unit, earned.unit) == ("USD", "count", "USD_per_share")


def test_a_caption_without_a_scale_leaves_figures_as_printed() -> None:
    result = read(PAGE.format(caption="Statements Of Income - USD ($)").encode(), name="operations.html")
    assert result.facts[0].value == "812.5"
    assert result.facts[0].unit == "USD"
