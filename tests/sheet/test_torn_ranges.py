"""Headings of Japanese periods torn over lines: what cannot be put together is no period, and `日` is no unit."""

from __future__ import annotations

import extract

TORN = """\
当社の連結決算は次のとおりです。（単位：百万円）

\t（自 令和６年４月１\t（自 令和７年４月１
\t31 至 令和８年３月31\t31 至 令和８年３月31
\t日）\t日）
固定資産の取得による支出\t△16,522\t△19,400
貸付けによる支出\t△2,890\t△7,178
貸付金の回収による収入\t3,324\t5,802
"""


def test_a_range_of_which_the_begin_is_torn_dates_nothing() -> None:
    facts = [f for f in extract.read(TORN.encode(), name="a.txt").facts if f.table is not None]
    assert facts and not any(f.trusted for f in facts)
    assert {f.unit for f in facts} <= {"JPY", None}
