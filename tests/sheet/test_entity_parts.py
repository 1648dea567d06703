"""Of whom a figure is: the parent alone, the group, a part of the business, where the document says it."""

from __future__ import annotations

import pytest

import extract

HEADER = "\tYear ended March 31, 2023\tYear ended March 31, 2024\n"
HEADER_JA = "\t2023年３月期\t2024年３月期\n"


def dimensions(text: str) -> dict[tuple[str, str], dict[str, str]]:
    facts = extract.read(text.encode(), name="a.txt").facts
    return {
        (f.label[-1], f.printed): {k: f.dimensions[k] for k in f.dimensions if k in ("scope", "segment")} for f in facts
    }


ALONE = {"scope": "non_consolidated"}


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Non-consolidated results (JPY million)", ALONE),
        ("Parent-only statements of income (JPY million)", ALONE),
        ("Consolidated results (JPY million)", {}),
        ("Company balance sheets (JPY million)", ALONE),
        ("Parent company statement of financial position (JPY million)", ALONE),
        ("Interim separate statement of financial position (JPY million)", ALONE),
        ("Results of separate accounts (JPY million)", {}),
        ("Group income statement (JPY million)", {}),
        ("Results of the parent company's lenders (JPY million)", {}),
        ("Results of unconsolidated affiliates (JPY million)", {}),
        ("Results by Service - Ferry Cruises (JPY million)", {"segment": "Ferry Cruises"}),
        ("Harbour Segment (JPY million)", {"segment": "Harbour Segment"}),
        ("Segment information (JPY million)", {}),
    ],
)
def test_the_title_of_a_table(title: str, expected: dict[str, str]) -> None:
    text = f"Holm Ferries plc\n\n{title}\n\n{HEADER}Revenue\t418\t377\nFuel\t41\t38\n"
    assert set(map(str, dimensions(text).values())) == {str(expected)}


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("（参考）個別業績の概要（単位：百万円）", ALONE),
        ("単体損益計算書（単位：百万円）", ALONE),
        ("連結業績（単位：百万円）", {}),
        ("（１）非連結子会社の状況（単位：百万円）", {}),
        ("第４【提出会社の状況】（単位：百万円）", {}),
        ("（２）提出会社の状況（単位：百万円）", ALONE),
        ("① 海運事業", {"segment": "海運事業"}),
        ("継続事業（単位：百万円）", {}),
    ],
)
def test_the_title_of_a_table_in_japanese(title: str, expected: dict[str, str]) -> None:
    text = f"株式会社ほるむ海運\n\n{title}\n\n{HEADER_JA}運賃収入\t418\t377\n燃料費\t41\t38\n"
    assert set(map(str, dimensions(text).values())) == {str(expected)}


def test_the_heading_of_a_column_or_of_rows_is_nearer_than_the_title() -> None:
    title = "Consolidated and other results (JPY million)"
    found = dimensions(f"Holm plc\n\n{title}\n\n\tConsolidated\tNon-consolidated\nRevenue\t418\t377\n")
    assert found["Revenue", "418"] == {} and found["Revenue", "377"] == ALONE
    rows = f"Holm plc\n\n(JPY million)\n\n{HEADER}Consolidated:\t\t\nRevenue\t41\t37\nParent only:\t\t\nRevenue\t8\t7\n"
    found = dimensions(rows)
    assert found["Revenue", "41"] == {} and found["Revenue", "8"] == ALONE


@pytest.mark.parametrize(
    ("heads", "expected"),
    [
        (("Group", "Company"), ({}, ALONE)),
        (("The Group", "The Company"), ({}, ALONE)),
        (("Consolidated", "Bank"), ({}, ALONE)),
        (("Standalone", "Consolidated"), (ALONE, {})),
        (("Separate", "Consolidated"), (ALONE, {})),
        (("Company", "Subsidiaries", "Group"), (ALONE, {}, {})),
        (("Bank", "Leasing", "Group"), ({}, {}, {})),
        (("Company", "Peers"), ({}, {})),
    ],
    ids=str,
)
def test_the_company_beside_the_group_is_the_parent(
    heads: tuple[str, ...], expected: tuple[dict[str, str], ...]
) -> None:
    figures = ("418", "377", "296")[: len(heads)]
    rows = "\n".join("\t".join(row) for row in (("", *heads), ("Inventories", *figures), ("Debt", *figures[::-1])))
    found = dimensions(f"Holm Ferries plc\n\nBalance sheet as at March 31, 2031 (JPY million)\n\n{rows}\n")
    assert tuple(found["Inventories", printed] for printed in figures) == expected


@pytest.mark.parametrize(
    ("group", "alone", "times"),
    [
        ("Consolidated {}", "Parent company {}", ("03/31/2031", "03/31/2030")),
        ("Consolidated {}", "Separate {}", ("6M31", "6M30")),
        ("Group {} US$'000", "Company {} US$'000", ("31.12.2031", "31.12.2030")),
        ("The Group {} (unaudited)", "The Bank {} (unaudited)", ("December 31, 2031", "December 31, 2030")),
        ("{} Consolidated", "{} Individual", ("2031", "2030")),
        ("Consolidated {}", "Unconsolidated {}", ("2031", "2030")),
        ("Consolidated {}", "Parent Bank {}", ("December 31, 2031", "December 31, 2030")),
        ("Group {} ₦'million", "Company {} ₦'million", ("30/06/2031", "30/06/2030")),
    ],
)
def test_a_heading_that_says_whom_and_when_in_one_cell(group: str, alone: str, times: tuple[str, str]) -> None:
    heads = "\t".join(heading.format(time) for heading in (group, alone) for time in times)
    text = f"Holm Ferries plc\n\nResults in US$ thousand\n\n\t{heads}\nRevenue\t4,018\t3,977\t2,021\t1,998\n"
    found = [f.dimensions.get("scope") for f in extract.read(text.encode(), name="a.txt").facts]
    assert found == [None, None, "non_consolidated", "non_consolidated"]


def test_headings_of_rows_and_a_column_of_notes_are_no_third_beside_group_and_bank() -> None:
    heads = "\tNotes\tGroup\tGroup\tBank\tBank\n\t\t2031 ¥m\t2030 ¥m\t2031 ¥m\t2030 ¥m\n"
    rows = "Assets\t\t\t\t\t\nCash\t4\t418\t377\t296\t281\nLiabilities\t\t\t\t\t\nDeposits\t5\t318\t277\t196\t181\n"
    found = dimensions(f"Holm Bank plc\n\nBalance sheets at 31 December 2031 (JPY million)\n\n{heads}{rows}")
    assert found["Cash", "418"] == {} and found["Cash", "296"] == ALONE and found["Deposits", "181"] == ALONE


def test_a_heading_over_rows_or_a_title_that_names_the_company_beside_the_group() -> None:
    rows = f"Holm plc\n\n(JPY million)\n\n{HEADER}Group:\t\t\nRevenue\t41\t37\nCompany:\t\t\nRevenue\t8\t7\n"
    found = dimensions(rows)
    assert found["Revenue", "41"] == {} and found["Revenue", "8"] == ALONE
    title = "Statement of changes in equity – Company (JPY million)"
    assert dimensions(f"Holm plc\n\n{title}\n\n{HEADER}Balance\t41\t37\n")["Balance", "41"] == ALONE


def test_a_statement_without_the_word_is_the_parents_where_the_groups_are_named() -> None:
    group = f"連結貸借対照表\n（単位：百万円）\n\n{HEADER_JA}現金\t418\t377\n\n"
    alone = f"貸借対照表\n（単位：百万円）\n\n{HEADER_JA}現金\t99\t88\n"
    found = dimensions(group + alone)
    assert found["現金", "418"] == {} and found["現金", "99"] == ALONE
    assert dimensions(alone)["現金", "99"] == {}


def test_the_total_of_a_part_of_the_business_is_not_the_companys() -> None:
    rows = "Operating income\t41\t38\n"
    whole = f"Holm plc\n\nResults (JPY million)\n\n{HEADER}{rows}"
    part = f"Holm plc\n\nHarbour Division (JPY million)\n\n{HEADER}{rows}"
    assert [f.concept for f in extract.read(whole.encode(), name="a.txt").facts] == ["OperatingIncome"] * 2
    assert [f.concept for f in extract.read(part.encode(), name="a.txt").facts] == [None] * 2


def test_a_table_that_bears_its_name_over_its_columns_is_not_of_the_company_above_it() -> None:
    alone = f"Holm Ferries plc\n\nNon-consolidated results (JPY million)\n\n{HEADER}Revenue\t418\t377\nFuel\t41\t38\n\n"
    named = "\tResults by Segment, Year ended March 31, 2024\t\n\tCruises\tFreight\nSales\t217\t312\nProfit\t41\t39\n"
    assert dimensions(alone + named)[("Sales", "217")] == {"segment": "Cruises"}
    unnamed = "\tCruises\tFreight\nSales\t217\t312\nProfit\t41\t39\n"
    assert dimensions(alone + unnamed)[("Sales", "217")] == ALONE


_OF_COMPANY = "\t前事業年度（2023年３月31日）\t当事業年度（2024年３月31日）\n船舶\t99\t88\n"
_OF_GROUP = "\t前連結会計年度（2023年３月31日）\t当連結会計年度（2024年３月31日）\n船舶\t418\t377\n"


def test_a_year_of_the_company_is_the_parents_where_statements_of_the_group_are_named() -> None:
    group = f"連結貸借対照表\n（単位：百万円）\n\n{_OF_GROUP}\n"
    below = f"（単位：百万円）\n\n{_OF_COMPANY}"
    found = dimensions(group + below)
    assert found["船舶", "418"] == {} and found["船舶", "99"] == ALONE
    assert dimensions(below)["船舶", "99"] == {}


def test_a_title_outweighs_the_word_for_the_year() -> None:
    text = f"連結貸借対照表\n（単位：百万円）\n\n{_OF_COMPANY}"
    assert dimensions(text)["船舶", "99"] == {}


def test_a_year_of_the_group_ends_what_the_table_above_said_of_the_company() -> None:
    text = f"（２）提出会社の状況\n（単位：百万円）\n\n{_OF_COMPANY}\n{_OF_GROUP}\n連結貸借対照表\n"
    found = dimensions(text)
    assert found["船舶", "99"] == ALONE and found["船舶", "418"] == {}


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("（２）最近３中間会計期間及び最近２事業年度に係る主要な経営指標等の推移", ALONE),
        ("会計期間", {}),
        ("（１）最近３中間連結会計期間及び最近２連結会計年度に係る主要な経営指標等の推移", {}),
    ],
)
def test_a_title_that_names_years_of_the_company(title: str, expected: dict[str, str]) -> None:
    text = f"連結貸借対照表\n\n{title}\n\n{HEADER_JA}運賃収入（百万円）\t418\t377\n"
    assert dimensions(text)["運賃収入（百万円）", "418"] == expected


@pytest.mark.parametrize(("between", "expected"), [("2024年３月31日現在\n", ALONE), ("（２）船員の状況\n", {})])
def test_a_day_before_a_table_opens_no_other_subject(between: str, expected: dict[str, str]) -> None:
    text = f"（２）提出会社の状況\n\n{HEADER_JA}船舶\t99\t88\n\n{between}\n{HEADER_JA}船員\t418\t377\n"
    found = dimensions(text)
    assert found["船舶", "99"] == ALONE and found["船員", "418"] == expected


def test_a_corner_that_says_by_what_rows_are_parted_opens_no_other_subject() -> None:
    html = (
        "<html><head><meta charset=utf-8></head><body><p>連結貸借対照表</p><p>(2) 提出会社の状況</p>"
        "<p>2031年３月31日現在</p>"
        "<table><tr><td>従業員数（人）</td><td>平均年齢（歳）</td></tr><tr><td>807</td><td>41.2</td></tr></table>"
        "<table><tr><td>セグメントの名称</td><td>従業員数（人）</td></tr><tr><td>海運</td><td>511</td></tr>"
        "<tr><td>港湾</td><td>296</td></tr></table></body></html>"
    )
    facts = {f.printed: f for f in extract.read(html.encode(), name="a.html").facts}
    assert facts["511"].dimensions == {"scope": "non_consolidated", "segment": "海運"}
    assert facts["296"].dimensions["scope"] == "non_consolidated"
