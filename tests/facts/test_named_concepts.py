"""Concepts by whole meaning: columns, sides of a balance sheet, deductions, units, first pages of summary reports."""

# ruff: noqa: E501  (markup is read more safely on one line than cut to pieces)

from __future__ import annotations

import pytest

from extract.facts.concepts import naming_of
from extract.model import Fact, Settings
from extract.pipeline import read


def facts_of(title: str, head: tuple[str, ...], *rows: tuple[str, ...], unit: str = "（単位：百万円）") -> list[Fact]:
    lines = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in (("", *head), *rows))
    text = f"<html><body><p>Kawabe Mills Co., Ltd.</p><p>{title}</p><p>{unit}</p><table>{lines}</table></body></html>"
    return list(read(text.encode(), name="page.htm", settings=Settings(tags="off")).facts)


def concepts_of(facts: list[Fact]) -> dict[str, str | None]:
    """The concepts by print."""
    return {fact.printed or "": fact.concept for fact in facts}


YEARS_JA = ("前連結会計年度 (2023年３月31日)", "当連結会計年度 (2024年３月31日)")


def test_rows_between_totals_are_of_their_section() -> None:
    facts = facts_of(
        "Consolidated Balance Sheets",
        ("March 31, 2024",),
        ("Inventories", "1,101"), ("Total current assets", "1,102"), ("Deferred income taxes", "1,103"),
        ("Total assets", "1,104"), ("Operating lease liabilities", "1,105"), ("Total current liabilities", "1,106"),
        ("Deferred income taxes", "1,107"), ("Operating lease liabilities", "1,108"), ("Total liabilities", "1,109"),
        unit="(JPY million)",
    )  # fmt: skip
    found = concepts_of(facts)
    assert (found["1,103"], found["1,107"]) == ("DeferredTaxAssets", "DeferredTaxLiabilities")
    assert (found["1,105"], found["1,108"]) == ("CurrentLeaseLiabilities", "NoncurrentLeaseLiabilities")


def test_a_deduction_is_of_the_row_before_it_and_property_is_net_without_one() -> None:
    gross = facts_of(
        "連結貸借対照表", YEARS_JA, ("資産の部", "", ""), ("固定資産", "", ""), ("有形固定資産", "", ""),
        ("建物及び構築物", "8,101", "8,102"), ("減価償却累計額", "△3,101", "△3,102"),
        ("建物及び構築物（純額）", "5,101", "5,102"), ("有形固定資産合計", "5,101", "5,102"),
    )  # fmt: skip
    found = concepts_of(gross)
    assert found["8,102"] == "BuildingsAndStructures"
    assert found["△3,102"] == "AccumulatedDepreciationBuildingsAndStructures"
    net = facts_of(
        "貸借対照表", YEARS_JA, ("資産の部", "", ""), ("固定資産", "", ""), ("有形固定資産", "", ""),
        ("建物", "4,101", "4,102"), ("土地", "2,101", "2,102"), ("有形固定資産合計", "6,202", "6,204"),
    )  # fmt: skip
    assert (concepts_of(net)["4,102"], concepts_of(net)["2,102"]) == ("BuildingsNet", "Land")


def test_under_a_schedule_a_maturity_or_a_segment_a_row_is_something_else() -> None:
    facts = facts_of(
        "借入金の返済予定額", ("１年以内", "１年超５年以内", "合計"), ("長期借入金", "311", "412", "723")
    )  # fmt: skip
    found = concepts_of(facts)
    assert (found["311"], found["412"]) == (None, None)
    segments = facts_of(
        "セグメント情報", ("染色事業", "不動産事業", "連結財務諸表計上額"), ("売上高", "5,511", "2,412", "7,923")
    )
    found = concepts_of(segments)
    assert (found["5,511"], found["2,412"]) == (None, None)


def test_rows_of_a_note_are_parts_of_what_its_title_names() -> None:
    sold = facts_of(
        "※３ 固定資産売却益の内訳は次のとおりであります。", YEARS_JA, ("建物", "21", "32"), ("土地", "43", "54")
    )
    assert set(concepts_of(sold).values()) == {None}


def test_basic_and_diluted_are_what_their_unit_says() -> None:
    facts = facts_of(
        "Consolidated Statements of Income",
        ("Year ended March 31, 2024",),
        ("Net sales", "9,901"), ("Operating income", "902"), ("Net income", "603"),
        ("Earnings per share (yen):", ""), ("Basic", "12.34"), ("Diluted", "12.21"),
        ("Weighted average shares outstanding (thousands of shares):", ""), ("Basic", "48,871"), ("Diluted", "49,392"),
        unit="(JPY million, except per share data)",
    )  # fmt: skip
    found = concepts_of(facts)
    assert (found["12.34"], found["12.21"]) == ("EarningsPerShareBasic", "EarningsPerShareDiluted")
    assert found["48,871"] in (None, "AverageNumberOfShares")


def test_a_part_in_brackets_behind_a_figure_is_not_what_stands_before_it() -> None:
    facts = facts_of(
        "主要な経営指標等の推移", ("第40期", "第41期"), ("決算年月", "2023年３月", "2024年３月"),
        ("従業員数（外、平均臨時雇用者数） （人）", "311 (45)", "326 (48)"), ("売上高 （百万円）", "8,811", "9,012"),
        unit="",
    )  # fmt: skip
    counted = {fact.concept for fact in facts if "(" in (fact.printed or "")}
    assert "NumberOfEmployees" not in counted


SUMMARY_JA = """<html><body><p>2024年３月期 決算短信〔日本基準〕（連結）</p>
<p>上場会社名 河辺紡績株式会社 上場取引所 東 コード番号 9871</p>
<p>１．2024年３月期の連結業績（2023年４月１日～2024年３月31日）</p><p>（１）連結経営成績 （％表示は対前期増減率）</p>
<table><tr><td></td><td colspan="2">売上高</td><td colspan="2">経常利益</td><td colspan="2">親会社株主に帰属する当期純利益</td></tr>
<tr><td></td><td>百万円</td><td>％</td><td>百万円</td><td>％</td><td>百万円</td><td>％</td></tr>
<tr><td>2024年３月期</td><td>38,211</td><td>5.1</td><td>3,012</td><td>8.8</td><td>1,813</td><td>△2.3</td></tr>
<tr><td>2023年３月期</td><td>36,352</td><td>1.9</td><td>2,769</td><td>△3.2</td><td>1,856</td><td>4.0</td></tr></table>
<table><tr><td></td><td>１株当たり当期純利益</td><td>自己資本当期純利益率</td><td>売上高営業利益率</td></tr>
<tr><td></td><td>円 銭</td><td>％</td><td>％</td></tr>
<tr><td>2024年３月期</td><td>122.46</td><td>9.7</td><td>8.2</td></tr>
<tr><td>2023年３月期</td><td>125.11</td><td>10.4</td><td>7.6</td></tr></table>
<p>２．配当の状況</p>
<table><tr><td></td><td colspan="3">年間配当金</td><td rowspan="2">配当性向（連結）</td></tr>
<tr><td></td><td>第２四半期末</td><td>期末</td><td>合計</td></tr>
<tr><td></td><td>円 銭</td><td>円 銭</td><td>円 銭</td><td>％</td></tr>
<tr><td>2023年３月期</td><td>17.00</td><td>19.50</td><td>36.50</td><td>29.2</td></tr>
<tr><td>2024年３月期</td><td>18.50</td><td>21.50</td><td>40.00</td><td>32.7</td></tr></table></body></html>"""


def test_the_first_page_of_a_summary_report_has_its_concepts_in_the_column_heads() -> None:
    result = read(SUMMARY_JA.encode(), name="summary.htm")
    found = concepts_of(list(result.facts))
    assert (found["38,211"], found["36,352"]) == ("Revenues", "Revenues")
    assert (found["3,012"], found["1,813"]) == ("OrdinaryIncome", "ProfitLossAttributableToOwnersOfParent")
    assert (found["122.46"], found["9.7"]) == ("EarningsPerShareBasic", "RateOfReturnOnEquity")
    assert found["8.2"] == "OperatingIncomeToNetSalesRatio"
    assert (found["40.00"], found["32.7"]) == ("DividendPerShare", "PayoutRatio")
    assert (found["18.50"], found["21.50"], found["5.1"], found["△2.3"]) == (None, None, None, None)


@pytest.mark.parametrize(
    ("head", "concept"),
    [
        ("Net sales", "Revenues"),
        ("Ordinary profit", "OrdinaryIncome"),
        ("Equity-to-asset ratio", "EquityToAssetRatio"),
        ("Net assets per share", "NetAssetsPerShare"),
        ("Ratio of operating profit to net sales", "OperatingIncomeToNetSalesRatio"),
        ("Return on equity", "RateOfReturnOnEquity"),
    ],
)
def test_english_heads_of_a_summary_report(head: str, concept: str) -> None:
    from extract.facts.concepts import concept_of

    assert concept_of((head,), None) == concept


def test_summaries_of_two_standards_keep_their_concepts() -> None:
    rows = ("売上高", "営業利益", "税引前利益", "包括利益", "純資産額", "総資産額", "自己資本比率")

    def summary(standard: str, first: int) -> str:
        head = f"<tr><td>回次</td><td>{standard}</td></tr><tr><td>決算年月</td><td>2024年３月</td></tr>"
        lines = (f"<tr><td>{row}（百万円）</td><td>{first + 111 * at:,}</td></tr>" for at, row in enumerate(rows))
        return f"<table>{head}{''.join(lines)}</table>"

    statement = "".join(f"<tr><td>{row}</td><td>{91_000 + 111 * at:,}</td></tr>" for at, row in enumerate(rows[:4]))
    head = "<tr><td></td><td>当連結会計年度 (自 2023年４月１日 至 2024年３月31日)</td></tr>"
    text = (
        f"<html><body><p>主要な経営指標等の推移</p>{summary('国際会計基準', 91_000)}{summary('日本基準', 87_000)}"
        f"<p>連結損益計算書</p><p>（単位：百万円）</p><table>{head}{statement}</table></body></html>"
    )
    facts = read(text.encode(), name="report.htm").facts
    named = [fact.label[-1] for fact in facts if fact.concept == "Revenues"]
    assert len(named) == 3


def test_a_sum_of_some_columns_beside_the_total_is_not_of_the_whole_company() -> None:
    rows = ("<td>売上高</td><td>100</td><td>20</td><td>30</td><td>50</td><td>150</td>",)
    head = "<td></td><td>日本</td><td>アジア</td><td>北米</td><td>計</td><td>合計</td>"
    table = "".join(f"<tr>{row}</tr>" for row in (head, *rows))
    page = f"<p>地域別売上高（2023年４月１日～2024年３月31日）</p><p>（単位：百万円）</p><table>{table}</table>"
    facts = read(f'<meta charset="utf-8">{page}'.encode(), name="p.html").facts
    assert {fact.printed for fact in facts if fact.concept == "Revenues"} <= {"150"}


def test_flows_of_continuing_operations_are_not_those_of_all() -> None:
    rows = (
        ("Depreciation and amortization", "1,201"), ("Purchases of property and equipment", "(1,202)"),
        ("Net cash from operating activities - continuing operations", "1,203"),
        ("Net cash from operating activities - discontinued operations", "(1,204)"),
    )  # fmt: skip
    head, title = ("Year ended March 31, 2024",), "Consolidated Statements of Cash Flows"
    whole = concepts_of(
        facts_of(title, head, *rows, ("Net cash from operating activities", "1,205"), unit="(JPY million)")
    )
    assert whole["1,203"] == "NetCashProvidedByUsedInOperatingActivitiesContinuingOperations"
    assert whole["1,205"] == "NetCashProvidedByUsedInOperatingActivities"
    alone = concepts_of(facts_of(title, head, *rows, unit="(JPY million)"))
    assert alone["1,203"] is None  # all of them are not printed, and what was discontinued is


def test_what_is_left_for_common_shareholders_is_told_from_what_is_the_parents() -> None:
    rows = (
        ("Net sales", "9,301"), ("Operating income", "3,302"), ("Net earnings", "2,303"),
        ("Net earnings attributable to Kawabe Mills", "2,304"), ("Preferred stock dividends", "(105)"),
        ("Net earnings attributable to common shareholders", "2,199"),
    )  # fmt: skip
    head, title = ("Year ended March 31, 2024",), "Consolidated Statements of Income"
    found = concepts_of(facts_of(title, head, *rows, unit="(JPY million)"))
    assert found["2,304"] == "ProfitLossAttributableToOwnersOfParent"
    assert found["2,199"] == "NetIncomeLossAvailableToCommonStockholdersBasic"
    alone = concepts_of(facts_of(title, head, *rows[:3], rows[5], unit="(JPY million)"))
    assert alone["2,199"] == "ProfitLossAttributableToOwnersOfParent"


def test_property_before_the_depreciation_is_gross() -> None:
    facts = facts_of(
        "Consolidated Balance Sheets", ("March 31, 2024",), ("Inventories", "1,401"), ("Total current assets", "2,402"),
        ("Property and equipment", "6,403"), ("Accumulated depreciation", "(1,404)"),
        ("Property and equipment, net", "4,999"), ("Total assets", "7,401"), unit="(JPY million)",
    )  # fmt: skip
    found = concepts_of(facts)
    assert (found["6,403"], found["4,999"]) == ("PropertyPlantAndEquipmentGross", "PropertyPlantAndEquipment")


def test_charges_by_the_lines_they_are_in_are_not_the_lines() -> None:
    statement = "".join(
        f"<tr><td>{label}</td><td>{value}</td></tr>"
        for label, value in (
            ("Net sales", "90,000"), ("Cost of sales", "40,000"), ("Research and development", "8,000"),
            ("Selling and administrative expenses", "12,000"), ("Asset impairments", "3,000"),
            ("Restructuring charges", "2,000"), ("Other income, net", "700"), ("Net income", "20,000"),
        )
    )  # fmt: skip
    charges = "".join(
        f"<tr><td>{label}</td><td>{value}</td></tr>"
        for label, value in (
            ("Cost of sales", "301"), ("Research and development", "302"), ("Selling and administrative expenses", "303"),
            ("Asset impairments", "304"), ("Restructuring charges", "305"), ("Other income, net", "306"),
        )
    )  # fmt: skip
    head = "<tr><td></td><td>Year ended March 31, 2024</td></tr>"
    text = (
        f"<html><body><p>Consolidated Statements of Income</p><p>(JPY million)</p><table>{head}{statement}</table>"
        f"<p>Charges of the plan by line of the statement</p><p>(JPY million)</p><table>{head}{charges}</table></body></html>"
    )
    found = concepts_of(list(read(text.encode(), name="page.htm", settings=Settings(tags="off")).facts))
    assert found["40,000"] == "CostOfRevenue"
    assert [found[value] for value in ("301", "302", "303", "306")] == [None] * 4


def of_years(title: str, *rows: tuple[str, ...]) -> dict[str, str | None]:
    return concepts_of(facts_of(title, ("2024", "2023"), *rows, unit="(USD million)"))


def test_what_is_left_for_common_shareholders_is_less_than_what_the_owners_have() -> None:
    both = of_years(
        "Consolidated Statements of Income",
        ("Earnings from continuing operations attributable to the Company", "1,411", "1,202"),
        ("Earnings from continuing operations attributable to common shareholders", "1,377", "1,168"),
    )
    assert (both["1,411"], both["1,377"]) == ("IncomeLossFromContinuingOperations", None)
    alone = of_years(
        "Consolidated Statements of Income",
        ("Operating income", "1,900", "1,800"),
        ("Earnings from continuing operations attributable to common shareholders", "1,377", "1,168"),
    )
    assert alone["1,377"] == "IncomeLossFromContinuingOperations"


def test_the_total_of_a_section_is_not_what_its_last_row_is() -> None:
    said = of_years(
        "Consolidated Balance Sheets",
        ("Total current assets", "9,101", "8,101"), ("Other assets", "", ""), ("Goodwill", "3,102", "3,002"),
        ("Miscellaneous", "1,103", "1,003"), ("Total other assets", "4,205", "4,005"),
        ("Total assets", "13,306", "12,106"), ("Total current liabilities", "5,101", "5,001"),
    )  # fmt: skip
    assert (said["4,205"], said["3,102"]) == (None, "Goodwill")
    without_section = of_years(
        "Consolidated Balance Sheets",
        ("Total current assets", "9,101", "8,101"), ("Goodwill", "3,102", "3,002"), ("Total other assets", "1,205", "1,005"),
        ("Total assets", "13,408", "12,108"), ("Total current liabilities", "5,101", "5,001"),
    )  # fmt: skip
    assert without_section["1,205"] == "OtherAssetsNoncurrent"


def test_a_number_of_people_in_brackets_is_told_beside_another() -> None:
    facts = facts_of(
        "従業員の状況", ("従業員数（人）",), ("造船事業", "412 (38)"), ("合計", "655 (61)"), unit="2024年３月31日現在"
    )
    said = {fact.value: fact.concept for fact in facts}
    assert said["655"] == "NumberOfEmployees" and "NumberOfEmployees" not in {said.get("61"), said.get("-61")}


def test_shares_of_a_calculation_are_named_below_its_heading() -> None:
    path = ("Denominator:", "Basic weighted average shares")
    assert naming_of(path, None).concept == "AverageNumberOfShares"
    assert naming_of(("Retail stores", path[-1]), None).concept is None


def test_salaries_are_not_all_that_people_cost() -> None:
    said = concepts_of(
        facts_of("連結損益計算書", ("2024年３月期", "2023年３月期"), ("売上高", "9,001", "9,002"), ("人件費", "1,311", "1,312"),
                 ("給料及び手当", "1,021", "1,022"), ("営業利益", "801", "802"))
    )  # fmt: skip
    assert (said["1,311"], said["1,021"]) == ("PersonalExpensesSGA", "SalariesAndAllowancesSGA")


_SIGNED = (
    "<p>{title}</p><p>(In millions)</p><table><tr><td></td><td colspan=2>Three Months Ended</td></tr>"
    "<tr><td></td><td>June 30, 2024</td><td>June 30, 2023</td></tr>"
    "<tr><td></td><td colspan=2>Increase/(Decrease)</td></tr>"
    "<tr><td>Net income</td><td>$ 1,403</td><td>$ 1,136</td></tr>"
    "<tr><td>Foreign currency translation adjustments</td><td>(12)</td><td>31</td></tr>"
    "<tr><td>Total comprehensive income</td><td>$ 1,391</td><td>$ 1,167</td></tr></table>"
)


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Consolidated Statements of Comprehensive Income", ("ProfitLoss", "amount")),
        ("What moved our results", (None, "change")),
    ],
)
def test_the_legend_of_signs_over_a_statement_makes_no_change_of_its_figures(
    title: str, said: tuple[str | None, str]
) -> None:
    facts = read(f"<html><body>{_SIGNED.format(title=title)}</body></html>".encode(), name="page.htm").facts
    income = next(fact for fact in facts if fact.printed == "$ 1,403")
    assert (income.concept, income.measure) == said


def test_equity_moves_by_what_was_bought_and_not_by_what_was_paid() -> None:
    html = (
        "<html><body><p>Kawabe Mills Co., Ltd.</p><p>Consolidated Statements of Shareholders’ Equity</p><p>(In millions of dollars)</p>"
        "<table><tr><td></td><td>Year ended March 31, 2024</td><td>Year ended March 31, 2023</td></tr>"
        "<tr><td>Net income</td><td>811</td><td>704</td></tr><tr><td>Repurchases of common stock</td><td>(407)</td><td>(311)</td></tr>"
        "<tr><td>Stock-based compensation</td><td>61</td><td>52</td></tr></table></body></html>"
    )
    said = {fact.printed: fact.concept for fact in read(html.encode(), name="page.htm").facts}
    assert (said["811"], said["(407)"]) == ("ProfitLoss", "PurchaseOfTreasuryStock")


def test_common_shareholders_of_one_table_are_told_from_the_owners_of_another() -> None:
    def table(title: str, label: str, *figures: str) -> str:
        rows = f"<tr><td>Revenues</td><td>9,101</td></tr><tr><td>{label}</td><td>{figures[0]}</td></tr>"
        return f"<p>{title}</p><p>(USD million)</p><table><tr><td></td><td>2024</td></tr>{rows}</table>"

    owners, common = "Net earnings attributable to the Company", "Net earnings attributable to common shareholders"
    statement = table("Consolidated Statements of Income", owners, "1,411")
    other = table("Summary of results", common, "1,377")

    def concepts(*tables: str) -> dict[str | None, str | None]:
        body = f"<html><body><p>Kawabe Mills Co., Ltd.</p>{''.join(tables)}</body></html>"
        return {fact.printed: fact.concept for fact in read(body.encode(), name="page.htm").facts}

    assert concepts(statement, other)["1,377"] == "NetIncomeLossAvailableToCommonStockholdersBasic"
    assert concepts(other)["1,377"] == "ProfitLossAttributableToOwnersOfParent"
