"""Periods that stand alone in a line hold for the tables below further headings, where another period has the same."""

from __future__ import annotations

import extract
from extract.model import Fact

TABLE = """<table><tr><td>日本</td><td>アメリカ</td><td>合計</td></tr>
<tr><td>{0}</td><td>{1}</td><td>{2}</td></tr></table>"""
YEARS = (
    "前連結会計年度（自 2020年４月１日 至 2021年３月31日）",
    "当連結会計年度（自 2021年４月１日 至 2022年３月31日）",
)


def _page(*parts: str) -> str:
    return "<html><body><p>2022年３月期 決算短信</p>" + "".join(parts) + "</body></html>"


def _facts(page: str) -> list[Fact]:
    return [f for f in extract.read(page.encode("utf-8"), name="a.html").facts if f.table is not None]


def _part(year: str, *values: int, sales: str = "(1)売上高", things: str = "(2)有形固定資産") -> str:
    a, b, c, d = values
    return (
        f"<p>{year}</p><p>２．地域ごとの情報</p><p>{sales}</p><p>（単位：百万円）</p>{TABLE.format(a, b, a + b)}"
        f"<p>（注）売上高は顧客の所在地を基礎としています。</p><p>{things}</p><p>（単位：百万円）</p>"
        f"{TABLE.format(c, d, c + d)}"
    )


def test_a_year_over_headings_that_the_other_year_has_as_well() -> None:
    page = _page("<p>【関連情報】</p>", _part(YEARS[0], 110, 120, 130, 140), _part(YEARS[1], 210, 220, 230, 240))
    periods = {f.printed: f.period and (f.period.start, f.period.end) for f in _facts(page)}
    assert periods["110"] == ("2020-04-01", "2021-03-31")
    assert periods["210"] == ("2021-04-01", "2022-03-31")
    # What stands there is that of the last day.
    assert periods["130"] == (None, "2021-03-31")
    assert periods["230"] == (None, "2022-03-31")


def test_a_heading_that_only_one_year_has_stands_beside_the_years() -> None:
    page = _page(
        "<p>【関連情報】</p>",
        _part(YEARS[0], 110, 120, 130, 140),
        _part(YEARS[1], 210, 220, 230, 240, things="（１株当たり情報）"),
    )
    periods = {f.printed: f.period and f.period.end for f in _facts(page)}
    assert periods["230"] is None
    assert periods["130"] is None


def test_a_heading_of_the_kind_above_the_years_ends_them() -> None:
    page = _page(
        "<p>【関連情報】</p>", _part(YEARS[0], 110, 120, 130, 140), "<p>【セグメント】</p>", _part("", 1, 2, 330, 340)
    )
    periods = {f.printed: f.period and f.period.end for f in _facts(page)}
    assert periods["330"] is None
