"""The table by which listed companies revise a forecast: planned before, planned now, and last year."""

from __future__ import annotations

import pytest

import extract

PAGE = """<html lang="ja"><body><p>2024年８月５日</p><p>業績予想の修正に関するお知らせ</p><p>{period}</p>
<p>（単位：百万円）</p>
<table><tr><td></td><td>売上高</td><td>営業利益</td></tr>
<tr><td>前回発表予想（Ａ）</td><td>40,000</td><td>2,000</td></tr>
<tr><td>今回修正予想（Ｂ）</td><td>41,200</td><td>2,600</td></tr>
<tr><td>増減額（Ｂ－Ａ）</td><td>1,200</td><td>600</td></tr>
<tr><td>{before}</td><td>38,117</td><td>1,946</td></tr></table></body></html>"""


@pytest.mark.parametrize(
    ("period", "before", "start", "end"),
    [
        ("2025年３月期 通期（2024年４月１日～2025年３月31日）", "（ご参考）前期実績", "2023-04-01", "2024-03-31"),
        ("第２四半期累計期間（2024年４月１日～2024年９月30日）", "（参考）前年同期実績", "2023-04-01", "2023-09-30"),
        ("通期（2024年４月１日～2025年３月31日）", "前期実績（2024年３月期）", "2023-04-01", "2024-03-31"),
    ],
)
def test_what_was_planned_and_what_was_reached(period: str, before: str, start: str, end: str) -> None:
    found = [
        f for f in extract.read(PAGE.format(period=period, before=before).encode(), name="a.html").facts if f.table
    ]
    assert all(f.trusted for f in found)
    assert [f.dimensions.get("scenario") for f in found[:4]] == ["forecast:previous"] * 2 + ["forecast:revised"] * 2
    last = found[-1]
    assert last.period is not None
    assert (last.value, last.period.start, last.period.end) == ("1946000000", start, end)
    assert "scenario" not in last.dimensions
