"""Years that a document dates by half a year, as trusts do: no name of a last month makes them whole years."""

from __future__ import annotations

import extract
from extract.model import Fact

REPORT = """# 2031年12月期 決算短信（REIT）

不動産投資信託証券発行者名 ひがし浜リート投資法人

1. 2031 年 12 月期の運用、資産の状況(2031 年 7 月 1 日~2031 年 12 月 31 日)（百万円未満切捨て）

| | 営業収益 | 営業利益 |
|---|---|---|
| | 百万円 | 百万円 |
| 2031年12月期 | 10,349 | 5,451 |
| 2031年6月期 | 10,240 | 5,411 |

1 口当たり分配金は増加しました。
{forecast}
"""
FORECAST = "2. 2032年６月期の運用状況の予想（2032年１月１日～2032年６月30日）"


def facts_of(forecast: str = "") -> dict[str, Fact]:
    return {f.printed or "": f for f in extract.read(REPORT.format(forecast=forecast).encode(), name="a.md").facts}


def span(fact: Fact) -> tuple[str | None, str | None]:
    return (fact.period.start, fact.period.end) if fact.period is not None else (None, None)


def test_a_half_year_is_as_long_as_its_dates_say() -> None:
    facts = facts_of()
    assert span(facts["10,349"]) == ("2031-07-01", "2031-12-31") and facts["10,349"].trusted
    assert span(facts["10,240"]) == (None, "2031-06-30") and "period_open" in facts["10,240"].doubts
    assert "1" not in facts


def test_where_several_are_halves_the_others_are() -> None:
    assert span(facts_of(FORECAST)["10,240"]) == ("2031-01-01", "2031-06-30")


def test_beside_a_whole_year_nothing_is_known_of_the_others() -> None:
    facts = facts_of("2. 2032年12月期の連結業績予想（2032年１月１日～2032年12月31日）")
    assert span(facts["10,240"]) == (None, "2031-06-30") and span(facts["10,349"]) == ("2031-07-01", "2031-12-31")


def test_a_term_is_as_long_as_the_dates_beside_it() -> None:
    page = (
        "| | 自 2031年2月1日 至 2031年7月31日 第3期 | 第4期 自 2031年8月1日 至 2032年1月31日 |\n|---|---|---|\n"
        "| 営業収益（百万円） | 3,211 | 3,194 |\n| 1口当たり純資産額（円） | 101,116 | 101,063 |\n"
    )
    facts = {f.printed: f for f in extract.read(page.encode(), name="a.md").facts}
    assert span(facts["3,211"]) == ("2031-02-01", "2031-07-31") and facts["3,211"].trusted
    assert span(facts["3,194"]) == ("2031-08-01", "2032-01-31")
    assert span(facts["101,063"]) == (None, "2032-01-31") and facts["101,063"].unit == "JPY_per_share"
