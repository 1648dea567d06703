"""What is left of lost tables, sentences and torn headings over a table says nothing of it."""

from __future__ import annotations

import extract
from extract.model import Fact

TITLE = """# Sakura Instruments Ltd.

Results for the nine months ended June 30, 2018. The fiscal year ends on September 30.

"""


def facts(text: str) -> list[Fact]:
    return [fact for fact in extract.read((TITLE + text).encode(), name="a.md").facts if fact.table is not None]


COUNTS = """| | June 30, 2018 | September 30, 2017 |
|---|---|---|
| Stores open at period end | 6,971 | 6,683 |
| Vehicles in fleet | 148,322 | 156,319 |
"""


def test_an_amount_per_share_of_a_lost_table_is_no_unit_of_the_next_one() -> None:
    found = facts(
        f"Consolidated results\n\nNet income\n\nDiluted earnings per share (yen)\n\n## Operating data\n\n{COUNTS}"
    )
    assert {fact.unit for fact in found} == {"count"}


def test_directly_over_its_table_it_is_one() -> None:
    head = "| | June 30, 2018 | September 30, 2017 |\n|---|---|---|\n"
    table = f"{head}| Basic | 69.71 | 66.83 |\n| Diluted | 69.12 | 66.11 |\n"
    found = facts(f"Earnings per share (yen)\n\n{table}")
    assert {fact.unit for fact in found} == {"JPY_per_share"}


QUARTERS = """## Quarterly results

(EUR thousand)

| | 1Q | 2Q | 3Q |
|---|---|---|---|
| Bearings | 82,739 | 86,717 | 101,222 |
| Pumps | 71,677 | 74,490 | 79,644 |
"""


def test_a_sentence_with_an_amount_of_its_own_dates_no_table_below_it() -> None:
    said = "For the nine months ended June 30, 2018, depreciation amounted to EUR 66,481 thousand.\n\n"
    assert "2017-10-01" not in {f.period.start for f in facts(said + QUARTERS) if f.period is not None and f.trusted}


def test_a_year_alone_in_the_corner_beside_another_one_leaves_the_columns_open() -> None:
    cells = [
        ("", "Nine months ended June 30,", "June 30, 2018"),
        ("2017", "", ""),
        ("Net income", "812", "934"),
        ("Depreciation", "645", "701"),
    ]
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in cells)
    found = facts(f"Cash flows (EUR million)\n\n<table>{rows}</table>\n")
    assert [fact.printed for fact in found if fact.trusted] == []


def test_a_year_in_the_corner_under_which_days_stand_is_that_of_all() -> None:
    head = "| Nine months ended June 30, | 2018 | 2017 |\n|---|---|---|\n"
    table = f"{head}| Net income | 812 | 934 |\n| Depreciation | 645 | 701 |\n"
    found = facts(f"Cash flows (EUR million)\n\n{table}")
    assert {fact.period.end for fact in found if fact.period} == {"2018-06-30", "2017-06-30"}


def test_a_dot_that_begins_one_label_only_is_the_middle_of_one() -> None:
    head = "| （百万円） | 2018年3月期 | 2017年3月期 |\n|---|---|---|\n"
    table = head + "| 雑誌 文具 | 6,074 | 6,592 |\n| {}雑貨 | 5,793 | 5,344 |\n| {}書籍 | 3,554 | 3,020 |\n"
    text = "# 株式会社さくら計器 2018年3月期 決算短信\n\n"

    def labels(first: str, second: str) -> list[str]:
        read = extract.read((text + table.format(first, second)).encode(), name="a.md").facts
        return [fact.label[-1] for fact in read if "label_open" in fact.doubts]

    assert set(labels("・", "")) >= {"・雑貨"}
    assert set(labels("・", "・")) & {"・雑貨", "雑貨", "・書籍", "書籍"} == set()


def test_the_begin_of_a_label_behind_one_with_its_unit() -> None:
    table = (
        "| 主要な指標 | 2022年3月31日 | 2021年3月31日 |\n|---|---|---|\n| 社員数（人） 生産台 | 7,242 | 7,214 |\n"
        "| 数（台） | 11,506 | 12,542 |\n| 店舗数（店） | 879 | 543 |\n"
    )
    read = extract.read(f"# 株式会社さくら計器 2022年3月期 決算短信\n\n{table}".encode(), name="a.md").facts
    assert {fact.printed for fact in read if "label_open" in fact.doubts} >= {"11,506", "12,542"}
    assert {"879", "543"}.isdisjoint(fact.printed for fact in read if "label_open" in fact.doubts)
