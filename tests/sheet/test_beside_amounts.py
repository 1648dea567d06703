"""Columns of rates under one and the same heading are each of the amounts beside them."""

from __future__ import annotations

import pytest

from extract import Fact, read

HEAD = "2032年３月期の連結業績予想（2031年４月１日～2032年３月31日）\n\n（％表示は、対前期増減率）\n\n"


def facts(heads: str, row: str) -> dict[str, Fact]:
    table = f"| | {heads} |\n|{'---|' * (heads.count('|') + 2)}\n| 通期 | {row} |\n"
    return {f.printed or "": f for f in read((HEAD + table).encode(), name="page.md").facts}


@pytest.mark.parametrize("rate", ["％", "増減率（％）"])
def test_a_rate_is_of_the_amounts_before_it(rate: str) -> None:
    found = facts(f"売上高（百万円） | {rate} | 営業利益（百万円） | {rate}", "43,200 | 4.6 | 3,300 | 2.7")
    assert [found[p].header for p in ("4.6", "2.7")] == [("売上高（百万円）", rate), ("営業利益（百万円）", rate)]
    assert found["2.7"].trusted
    assert found["2.7"].unit == "percent"


def test_rates_beside_rates_are_named_by_none() -> None:
    found = facts("売上高（百万円） | ％ | ％ | 営業利益（百万円）", "43,200 | 4.6 | 2.7 | 3,300")
    assert not any(found[p].trusted for p in ("4.6", "2.7"))
