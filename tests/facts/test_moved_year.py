"""A company that moved the end of its fiscal year: what is only named is not dated by the calendar of today."""

from __future__ import annotations

import pytest

import extract
from extract.calendar.moved_year import UNKNOWN, moved_in

SUMMARY = """<html><body><h1>2026年2月期　第1四半期決算短信〔日本基準〕（連結）</h1><p>（百万円未満切捨て）</p>
<p>1. 2026年2月期第1四半期の連結業績（2025年3月1日～2025年5月31日）</p>
<table><tr><td></td><td>売上高</td><td>営業利益</td></tr><tr><td></td><td>百万円</td><td>百万円</td></tr>
<tr><td>2026年2月期第1四半期</td><td>3,412</td><td>118</td></tr><tr><td>2025年2月期第1四半期</td><td>3,027</td><td>97</td></tr></table>
<table><tr><td></td><td>総資産</td><td>純資産</td></tr><tr><td></td><td>百万円</td><td>百万円</td></tr>
<tr><td>2026年2月期第1四半期</td><td>8,115</td><td>4,220</td></tr><tr><td>2025年2月期</td><td>7,904</td><td>4,135</td></tr></table>
{note}</body></html>"""
MOVED = "<p>当社は、2025年２月期より決算日を５月31日から２月末日に変更いたしました。</p>"
OF_OTHERS = "<p>連結子会社である㈱はまべは、当期より決算日を５月31日から２月28日に変更しております。</p>"


def periods(note: str) -> dict[str, tuple[str | None, str | None]]:
    result = extract.read(SUMMARY.format(note=note).encode(), name="a.html")
    out = {f.printed or "": (f.period.start, f.period.end) if f.period else (None, None) for f in result.facts}
    trusted = {f.printed for f in result.facts if f.trusted}
    return out | {f"{key} trusted": ("yes", None) for key in out if key in trusted}


def test_a_quarter_of_the_year_of_the_move_is_open() -> None:
    told = periods(MOVED)
    assert told["3,412"] == ("2025-03-01", "2025-05-31") and "3,412 trusted" in told
    assert told["3,027"] == (None, None) and "3,027 trusted" not in told
    assert told["7,904"] == (None, "2025-02-28") and "7,904 trusted" in told


@pytest.mark.parametrize("note", ["", OF_OTHERS])
def test_without_a_move_of_its_own_the_calendar_dates_it(note: str) -> None:
    assert periods(note)["3,027"] == ("2024-03-01", "2024-05-31")


@pytest.mark.parametrize(
    ("text", "moved"),
    [
        ("In 2023 the Group changed its financial year end from 31 March to 31 December.", UNKNOWN),
        ("In 2023 the Group changed its financial year end from March 31 to December 31.", UNKNOWN),
        ("当社は、2024年12月期より決算期を３月末日から12月末日に変更しております。", "2024-12"),
        ("The subsidiary changed its fiscal year end from June 30 to March 31.", None),
        ("We changed our segments from three to two.", None),
    ],
)
def test_what_is_said_of_a_move(text: str, moved: str | None) -> None:
    assert moved_in([text]) == moved
