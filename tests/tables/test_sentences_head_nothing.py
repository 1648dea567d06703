"""Sentences and titles of chapters head no column, though they name periods."""

from __future__ import annotations

from extract import read

REVISED = """計画の修正について

日付
2030年 08月 05日

2030年5月14日公表の2031年3月期の計画について、下記の通り修正いたします。

1. 2031年3月期計画の修正

上期(2030年4月1日~2030年9月30日)

(金額の単位:百万円)

  売上高 営業利益 経常利益 当期
純利益
1株当たり当期純利益
前回発表予想(A)
2030年5月14日公表
310,000 4,100 1,200 ▲3,300 ▲¥7.26
今回修正予想(B) 310,000 9,100 6,200 1,400 ▲¥0.68
前期実績
282,989 ▲15,222 ▲23,743 ▲25,248 ▲¥40.00
"""


def test_lines_of_prose_above_a_table_are_no_headings_of_its_columns() -> None:
    facts = [fact for fact in read(REVISED.encode(), name="a.txt").facts if fact.table is not None]
    assert len(facts) == 15
    assert not [fact for fact in facts if any("修正いたします" in head or "1. " in head for head in fact.header)]
    assert not [fact for fact in facts if fact.trusted and fact.period and fact.period.end == "2030-08-05"]
