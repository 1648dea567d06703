"""Figures in brackets whose sign is open: settled by sums, and by what brackets mean in the rest of the document."""

from __future__ import annotations

import extract
from extract.model import Fact

HEAD = "株式会社南洋繊維 2024年３月期 決算短信〔IFRS〕（連結）\n\n（単位：百万円）\n\n"
CASH = """連結キャッシュ・フロー計算書

|  | 2023年３月期 | 2024年３月期 |
|---|---|---|
| 営業活動によるキャッシュ・フロー | 31,604 | 28,350 |
| 投資活動によるキャッシュ・フロー | (12,118) | (9,027) |
| 財務活動によるキャッシュ・フロー | (15,211) | (16,408) |
| 現金及び現金同等物の増減額 | 4,275 | 2,915 |

"""
OTHER = """その他の情報（単位：百万円）

|  | 2023年３月期 | 2024年３月期 |
|---|---|---|
| 持分法による投資損益 | (318) | 127 |
| 為替差損益 | 452 | (96) |
"""


def bracketed(text: str) -> list[Fact]:
    result = extract.read((HEAD + text).encode(), name="a.md")
    return [fact for fact in result.facts if "(" in (fact.printed or "")]


def test_what_sums_say_of_brackets_holds_for_the_other_tables_of_the_document() -> None:
    facts = bracketed(CASH + OTHER)
    assert [fact.value for fact in facts[-2:]] == ["-318000000", "-96000000"]
    assert {fact.status for fact in facts} == {"verbatim"} and all(fact.trusted for fact in facts)
    assert all(not fact.candidates for fact in facts)


def test_alone_the_other_table_stays_open() -> None:
    assert [fact.value for fact in bracketed(OTHER)] == [None, None]


def test_where_brackets_are_also_remarks_the_others_stay_open() -> None:
    remarks = "従業員の状況\n\n|  | 2023年３月期 | 2024年３月期 |\n|---|---|---|\n| 従業員数 | 4,120 | 4,233 |\n"
    remarks += "| （外、臨時雇用者数） | (512) | (498) |\n\n"
    assert [fact.value for fact in bracketed(CASH + remarks + OTHER)[-2:]] == [None, None]


def test_a_sign_that_a_sum_settles_is_no_repair() -> None:
    """Changes whose table has too few figures for its sums to speak alone, held against the balances beside them."""
    body = """要約財政状態計算書

|  | 2023年３月31日 | 2024年３月31日 | 増減 |
|---|---|---|---|
| 営業債権 | 216,122 | 208,015 | (8,107) |
| 棚卸資産 | 190,310 | 228,070 | 37,760 |
| その他 | 18,422 | 16,205 | (2,217) |
| 資産合計 | 424,854 | 452,290 | 27,436 |
"""
    facts = bracketed(body)
    assert {fact.status for fact in facts} <= {"verbatim", "unresolved"}
    assert all(fact.value is None or fact.value.startswith("-") for fact in facts)
