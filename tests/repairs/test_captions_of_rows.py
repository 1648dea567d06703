"""Rows that no table took are no captions of the next one."""

from __future__ import annotations

import pytest

from extract.pipeline import read


@pytest.mark.parametrize(
    "row",
    [
        "潜在株式調整後１株当たり当期純利益（円） 8.15 9.02",
        "潜在株式調整後１株当たり当期純利益（円）\n8.15\n9.02",
    ],
)
def test_the_unit_of_a_row_is_not_that_of_the_next_table(row: str) -> None:
    text = f"""四半期業績推移

{row}

2023年4月～2023年6月 2023年7月～2023年9月 2023年10月～2023年12月
加工食品 1,007 1,034 1,084
飲料 1,343 1,344 1,546
売上高合計 2,350 2,378 2,630
"""
    facts = [fact for fact in read(text.encode(), name="a.txt").facts if "飲料" in " ".join(fact.label)]
    assert facts and not any(fact.unit == "JPY_per_share" for fact in facts)


def test_a_quarter_broken_within_its_word_is_no_year() -> None:
    text = """連結損益計算書（単位：百万円）

                     2025年3月期第3四   2024年3月期第3四半期累計期間
                         半期累計期間
 食品                       5,957            6,526
 飲料                       5,503            5,668
 売上高合計                11,460           12,194
 営業利益                   1,205            1,390
"""
    facts = [f for f in read(text.encode(), name="a.txt").facts if "飲料" in " ".join(f.label) and f.trusted]
    assert all(f.period is not None and f.period.end in ("2024-12-31", "2023-12-31", None) for f in facts)
