"""What the figures of a row measure where the unit stands at the end of its label."""

from __future__ import annotations

from extract.pipeline import read


def test_units_that_one_blank_parts_from_their_labels() -> None:
    text = """Production summary
                     Units   Sep Qtr 2031   Jun Qtr 2031
Ore mined            kt            512            498
Head grade           g/t          2.21           2.16
Gold produced        oz         41,250         39,870
Costs                A$/oz       1,985          2,040
"""
    facts = {fact.printed: fact for fact in read(text.encode(), name="report.txt").facts}
    assert {key: facts[key].unit for key in ("512", "41,250", "1,985")} == {
        "512": "kt",
        "41,250": "ounce",
        "1,985": "AUD",
    }
    assert facts["2.21"].unit is None or not facts["2.21"].trusted
    period = facts["512"].period
    assert period is not None and (period.start, period.end) == ("2031-07-01", "2031-09-30")


def test_ratios_in_a_table_that_declares_percentages_beside_money() -> None:
    text = """2031年３月期　決算説明資料

（単位：億円、％）

| | 2030年３月期 | 2031年３月期 | 増減額 |
|---|---|---|---|
| 売上高 | 1,820 | 1,955 | 135 |
| 営業利益 | 142 | 163 | 21 |
| 営業利益率 | 7.8 | 8.3 | 0.5 |
"""
    facts = {fact.printed: fact for fact in read(text.encode(), name="deck.md").facts}
    assert [(facts[key].value, facts[key].unit) for key in ("7.8", "8.3")] == [("7.8", "percent"), ("8.3", "percent")]
    assert facts["7.8"].trusted
    assert not facts["0.5"].trusted  # a difference of percentages is one of points, and nothing says so


def test_the_name_of_a_statement_over_a_column_is_no_period() -> None:
    text = """当第２四半期連結累計期間（自 2031年４月１日 至 2031年９月30日）

（単位：百万円）

| | 機械 | 部品 | 計 | 四半期連結損益計算書計上額 |
|---|---|---|---|---|
| 売上高 | 20,110 | 9,880 | 29,990 | 29,990 |
| セグメント利益 | 1,640 | 590 | 2,230 | 2,020 |
"""
    fact = next(fact for fact in read(text.encode(), name="note.md").facts if fact.printed == "2,020")
    assert fact.trusted
    assert fact.period is not None and (fact.period.start, fact.period.end) == ("2031-04-01", "2031-09-30")


def test_a_row_that_names_the_measures_of_all_columns_has_no_unit_of_its_own() -> None:
    page = """<p>Holm Ferries plc, year ended 31 December 2031 ($ million)</p><table>
    <tr><td></td><td>EBIT</td><td>Net income</td><td>EPS (Diluted US cents)</td></tr>
    <tr><td>Net income of owners</td><td>181</td><td>181</td><td>12.3</td></tr>
    <tr><td>EBIT, Net income and EPS</td><td>323</td><td>182</td><td>12.4</td></tr>
    <tr><td>% growth - EBIT, Net income and EPS</td><td>14</td><td>23</td><td>21</td></tr></table>"""
    facts = {f.printed: (f.value, f.unit) for f in read(page.encode(), name="a.html").facts}
    assert facts["12.3"] == ("0.123", "USD_per_share") and facts["12.4"] == ("0.124", "USD_per_share")
    assert facts["323"] == ("323000000", "USD") and facts["21"][1] in ("percent", None)
