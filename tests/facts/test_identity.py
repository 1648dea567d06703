"""Facts that say they are the same and are not: which are doubted, which stay."""

from __future__ import annotations

import pytest

from extract.facts.identity import DOUBT
from extract.model import Result, Settings
from extract.pipeline import read_document

TWO_COLUMNS = "\tFY2023 (April 1, 2023 to March 31, 2024)\tFY2022 (April 1, 2022 to March 31, 2023)\n"


def read(text: str) -> Result:
    return read_document(text.encode(), "release.md", Settings())


def doubted(result: Result) -> list[str]:
    """Printed figures that another fact contradicts."""
    return [fact.printed or "" for fact in result.facts if DOUBT in fact.doubts]


TWICE = f"""# Hallmoor Ports plc
(GBP million)

{TWO_COLUMNS}Towage\t3,114\t2,908
Pilotage\t1,226\t1,180
Pilotage\t1,226\t1,130
Total\t4,340\t4,088
"""

IN_TWO_TABLES = f"""# Hallmoor Ports plc
## Highlights
(GBP million)

{TWO_COLUMNS}Turnover\t9,417\t9,022
Trading profit\t1,364\t1,205

## Group results
(GBP million)

{TWO_COLUMNS}Turnover\t9,417\t9,022
Trading profit\t1,346\t1,205
"""

OTHER_THINGS = f"""# Hallmoor Ports plc
## Group
(GBP million)

{TWO_COLUMNS}Turnover\t9,417\t9,022
Trading profit\t1,364\t1,205

## Parent company
(GBP million)

{TWO_COLUMNS}Turnover\t7,011\t6,954
Trading profit\t902\t871
"""

ROUNDED = f"""# Hallmoor Ports plc
Turnover for FY2023 (April 1, 2023 to March 31, 2024) was GBP 9.4 billion.

(GBP million)

{TWO_COLUMNS}Turnover\t9,417\t9,022
Trading profit\t1,364\t1,205
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(TWICE, ["1,180", "1,130"], id="a row twice, one figure differs"),
        pytest.param(IN_TWO_TABLES, ["1,364", "1,346"], id="two digits exchanged in one of two tables"),
        pytest.param(OTHER_THINGS, [], id="two tables of different things"),
        pytest.param(ROUNDED, [], id="the same figure, rounded"),
    ],
)
def test_figures_that_contradict_each_other(text: str, expected: list[str]) -> None:
    assert doubted(read(text)) == expected


SCALES_JA = """# 株式会社はまかぜ海運 2024年３月期 決算短信

経営成績 （単位：百万円）

|  | 2024年３月期 | 2023年３月期 |
| --- | --- | --- |
| 売上高 | 48,127 | 45,963 |
| 経常利益 | 3,604 | 3,219 |

損益計算書 （単位：千円）

|  | 2024年３月期 | 2023年３月期 |
| --- | --- | --- |
| 売上高 | 48,127 | 45,963 |
| 経常利益 | 3,604 | 3,219 |
"""

SCALE_BY_PROSE = """# Wrenfield Dairies, Inc.

At September 30, 2024, total assets were $731.9 million and inventories were $88.4 million.

Balance sheets (in millions of dollars)

|  | September 30, 2024 | September 30, 2023 |
| --- | --- | --- |
| Inventories | 88,412 | 81,377 |
| Other assets | 643,488 | 620,115 |
| Total assets | 731,900 | 701,492 |
"""


def test_two_scales_leave_all_figures_of_both_tables_in_doubt() -> None:
    result = read(SCALES_JA)
    assert len(doubted(result)) == 8
    assert [p.code for p in result.problems].count("facts_disagree") == 2


def test_two_figures_of_prose_outweigh_the_heading_of_a_table() -> None:
    result = read(SCALE_BY_PROSE)
    assert doubted(result) == ["88,412", "81,377", "643,488", "620,115", "731,900", "701,492"]
    assert [f.printed for f in result.facts if f.table is None and f.trusted] == ["731.9", "88.4"]


def test_columns_whose_headings_are_exchanged() -> None:
    text = """# Wrenfield Dairies, Inc. Reports Results for the Fiscal Year Ended December 31, 2022
Total revenues were USD 2,418 million in the third quarter (July 1, 2022 to September 30, 2022) and USD 2,907 million
in the fourth quarter (October 1, 2022 to December 31, 2022).

(USD million)

\t1Q22\t2Q22\t4Q22\t3Q22
Butter\t731\t744\t801\t955
Cheese\t1,402\t1,388\t1,617\t1,952
Total\t2,133\t2,132\t2,418\t2,907
"""
    result = read(text)
    table = [fact for fact in result.facts if fact.table is not None]
    ends = {fact.column: fact.period.end for fact in table if fact.period is not None}
    assert ends == {1: "2022-03-31", 2: "2022-06-30", 3: "2022-09-30", 4: "2022-12-31"}
    assert all(fact.trusted for fact in table)
    two = text.replace("1Q22\t2Q22\t", "").replace("731\t744\t", "").replace("1,402\t1,388\t", "")
    two = two.replace("2,133\t2,132\t", "")  # in either order two quarters may stand
    assert {fact.column for fact in read(two).facts if fact.table and DOUBT in fact.doubts} == {1, 2}


AGAINST = """# Tarn Outdoor Inc.

Revenue for the quarter ended March 31, 2023 was USD {told} million.

(USD million)

| | Quarter ended March 31, 2023 | Quarter ended March 31, 2022 |
|---|---|---|
| Revenue | 48.1 | 40.6 |
| Gross profit | 20.2 | 17.9 |
"""


@pytest.mark.parametrize("told", ["41.8", "46.1"])
def test_a_sentence_and_a_table_that_differ_by_one_misprint_are_both_in_doubt(told: str) -> None:
    assert doubted(read(AGAINST.format(told=told))) == [told, "48.1"]


@pytest.mark.parametrize("told", ["48.1", "48.13", "12.7"])
def test_a_sentence_that_agrees_or_tells_of_another_thing_doubts_nothing(told: str) -> None:
    assert doubted(read(AGAINST.format(told=told))) == []


TWIN_ROWS = """# Hallmoor Ports plc
(GBP million)

\tFY2023 (April 1, 2023 to March 31, 2024)\tFY2022 (April 1, 2022 to March 31, 2023)\tChange at constant rates
Towage\t3,114\t2,908\t5.2%
Pilotage\t1,226\t1,180\t1.1%
Towage\t{}\t{}\t—
Pilotage\t288\t305\t(9.3%)
"""


def test_the_rest_of_rows_that_nothing_tells_apart() -> None:
    """The change of one Towage meets a dash of the other, which contradicts nothing."""
    assert set(doubted(read(TWIN_ROWS.format("(412)", "390")))) >= {"3,114", "2,908", "5.2%", "(9.3%)", "(412)", "390"}
    assert "5.2%" not in doubted(read(TWIN_ROWS.format("3,114", "2,908")))


BLOCKS = """# Hallmoor Ports plc
(GBP million)

\tFY2023 (April 1, 2023 to March 31, 2024)\tFY2022 (April 1, 2022 to March 31, 2023)
Sales to customers
Towage\t3,114\t2,908
Pilotage\t1,226\t1,180
{}\t4,340\t4,088
{}
Towage\t412\t390
Pilotage\t(88)\t(71)
Total segment profit\t324\t319
"""


def test_rows_below_a_heading_that_ran_into_the_total_before_it() -> None:
    """`Towage` stands below `Sales to customers` first, and below nothing when it comes again."""
    lost = BLOCKS.format("Total sales Segment profit", "").replace("\n\nTowage", "\nTowage")
    assert set(doubted(read(lost))) >= {"412", "390", "(88)", "(71)"}
    assert "3,114" not in doubted(read(lost))
    assert doubted(read(BLOCKS.format("Total sales", "Segment profit"))) == []


SPANNED = f"""# Hallmoor Ports plc

Results for the six months ended December 31, 2031

                          (In millions of U.S. dollars)

{"":32}Six months ended December 31,
{"":32}{"2031":>15}{"2030":>15}{"Change":>8}
{"  Towage ":.<32}{"":15}{"1,585":>15}{"137":>8}
{"  Pilotage ":.<32}{{}}{"1,882":>15}{"84":>8}
{"Total revenues ":.<32}{"3,688":>15}{"3,467":>15}{"221":>8}
{"Cost of revenues ":.<32}{"2,771":>15}{"2,603":>15}{"168":>8}
{"Gross profit ":.<32}{"917":>15}{"864":>15}{"53":>8}
"""


@pytest.mark.parametrize(("printed", "expected"), [("  1,722   1,966", ["1,722"]), ("          1,966", [])])
def test_a_figure_below_a_spanner_alone_is_of_no_column(printed: str, expected: list[str]) -> None:
    result = read_document(SPANNED.format(printed).encode(), "release.txt", Settings())
    assert doubted(result) == expected and [f.trusted for f in result.facts if f.printed == "1,966"] == [True]
