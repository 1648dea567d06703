"""A heading that says change says what the column is: where it does not come out, its figures are in doubt."""

from __future__ import annotations

import pytest

from extract.pipeline import read

EN = """# Tarvel Retail Inc. results for the quarter ended June 30, 2031

## Operating data

| | As of June 30, 2031 | As of March 31, 2031 | Change | % change |
|---|---|---|---|---|
| Stores open at period end | {} |
| Active customers | {} |
"""
JA = """# 株式会社例示 2031年3月期 決算短信（連結）

（単位：百万円）

| | 2031年3月31日 | 2030年3月31日 | 増減額 | 増減率(%) |
|---|---|---|---|---|
| 商品 | {} |
| 貯蔵品 | {} |
"""
STORES = "143,804 | 164,455 | (20,651) | (12.6%)"


def doubted(form: str, *rows: str) -> list[str | None]:
    printed = [row.replace("(", "△").replace(")", "") if form is JA else row for row in rows]
    facts = read(form.format(*printed).encode(), name="a.md").facts
    return [fact.printed for fact in facts if fact.table is not None and not fact.trusted]


@pytest.mark.parametrize("form", [EN, JA])
def test_changes_that_come_out(form: str) -> None:
    assert doubted(form, STORES, "99,743 | 117,600 | (17,857) | (15.2%)") == []


def test_a_change_that_lost_its_sign() -> None:
    assert "17,857" in doubted(EN, STORES, "99,743 | 117,600 | 17,857 | (15.2%)")


@pytest.mark.parametrize("form", [EN, JA])
def test_figures_in_each_others_rows(form: str) -> None:
    swapped = doubted(form, "99,743 | 164,455 | (20,651) | (12.6%)", "143,804 | 117,600 | (17,857) | (15.2%)")
    assert {"99,743", "143,804"} <= {*swapped}


def test_growth_of_other_figures_than_those_beside_it() -> None:
    form = (
        EN.replace("| Change ", "").replace("---|---|\n", "---|\n").replace("% change", "% change, constant currency")
    )
    assert doubted(form, "143,804 | 164,455 | (10.1%)", "99,743 | 117,600 | (13.0%)") == []


COSTS = """# Delfin Instruments Ltd

Income statement, year ended December 31, 2031 (EUR million)

| | 2031 | 2030 | Change (%) |
|---|---|---|---|
| Net revenue | 1,318 | 1,204 | 9.5 |
| Personnel expenses | (612) | (571) | {} |
| Other expenses | (238) | (251) | {} |
| EBIT | 468 | 382 | 22.5 |
"""


@pytest.mark.parametrize("told", [("7.2", "-5.2"), ("-7.2", "5.2")])
def test_costs_in_brackets_grow_by_their_size_or_with_their_sign(told: tuple[str, str]) -> None:
    facts = read(COSTS.format(*told).encode(), name="a.md").facts
    assert [fact.printed for fact in facts if not fact.trusted] == []


def test_growth_of_costs_that_is_neither() -> None:
    facts = read(COSTS.format("9.2", "-5.2").encode(), name="a.md").facts
    assert "9.2" in [fact.printed for fact in facts if not fact.trusted]


PLANS = """# Tarvel Retail Inc. results for the year ended June 30, 2031

## Forecast for the year ending June 30, 2032

| (USD million) | Previous forecast | Revised forecast | % change |
|---|---|---|---|
| Shoes | {} | 309 | (6.1) |
| Coats | {} | 501 | 0.6 |
| Hats | {} | 635 | (10.3) |
| Total revenues | 1,535 | 1,445 | (5.9) |
| Cost of revenues | 1,018 | 943 | (7.4) |
| Gross profit | 517 | 502 | (2.9) |
"""


def test_the_base_of_growth_moved_on_by_one_row() -> None:
    """Half of the rows fail, and all come out with the figures of the first column moved back."""

    def conflicts(*figures: str) -> set[str | None]:
        return {f.printed for f in read(PLANS.format(*figures).encode(), name="a.md").facts if not f.trusted}

    assert conflicts("329", "498", "708") == set()
    assert conflicts("498", "708", "329") >= {"498", "708", "329"}


def test_costs_whose_growth_is_equal_but_for_the_sign() -> None:
    page = (
        "# 株式会社例示 2031年11月期 決算短信\n\n（単位：千円）\n\n"
        "| | 2031年11月期 | 2030年11月期 | 増減率 |\n|---|---|---|---|\n"
        "| 営業収入 | 312,500 | 250,000 | 25.0％ |\n| 人件費 | △115,500 | △105,000 | 10.0％ |\n"
        "| 減価償却費 | △27,000 | △30,000 | △10.0％ |\n"
    )
    assert [fact.printed for fact in read(page.encode(), name="a.md").facts if not fact.trusted] == []
