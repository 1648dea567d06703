"""Brackets are a minus where the sums of the document say so, and what they were read as where they do not."""

from __future__ import annotations

from extract.model import Fact, Settings
from extract.pipeline import read_document

SPANS = (
    "前連結会計年度<br>(自 2021年４月１日 至 2022年３月31日)",
    "当連結会計年度<br>(自 2022年４月１日 至 2023年３月31日)",
)
TITLE = "<p>株式会社かもめ倉庫　2023年３月期　決算短信</p><p>（単位：百万円）</p>"


def facts(rows: list[tuple[str, str, str]]) -> dict[str, Fact]:
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in [("", *SPANS), *rows])
    page = f"<html lang='ja'><body>{TITLE}<table>{body}</table></body></html>"
    return {fact.printed or "": fact for fact in read_document(page.encode(), "t.html", Settings()).facts}


def test_sums_say_that_brackets_are_a_minus() -> None:
    found = facts(
        [
            ("税引前利益", "41,306", "38,927"),
            ("法人所得税の支払額", "(12,744)", "(11,980)"),
            ("その他", "1,095", "(2,413)"),
            ("営業活動によるキャッシュ・フロー", "29,657", "24,534"),
        ]
    )
    assert found["(12,744)"].value == "-12744000000"
    assert found["(2,413)"].value == "-2413000000"
    assert found["(2,413)"].grounds["sign"][0].rule == "brackets_by_sums"


def test_what_no_sum_tells_stays_as_it_was_read() -> None:
    rows = [("受注高", "41,306", "38,927"), ("うち海外", "(12,744)", "(11,980)"), ("受注残高", "88,120", "90,655")]
    found = facts(rows)
    assert "sign" not in found["(12,744)"].grounds
