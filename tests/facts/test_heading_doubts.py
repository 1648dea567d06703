"""Headings that contradict each other or their figures are no ground for trust."""

from __future__ import annotations

import pytest

from extract.pipeline import read

TORN = """Tarvel Bearings Inc. Reports First Quarter Results

April 14, 2031

Tarvel Bearings Inc. announced its results. The fiscal year ends on December 31.

For the three months ended September 30, 2030, cost of revenues amounted to US$210 million.

Segment Information

<TABLE>
<CAPTION>
                     (In millions of U.S. dollars)

                                                 Three
                                         months ended March 31,
                                        2031                2030
                                  Amount  % of total  Amount  % of total
<S>                                  <C>         <C>     <C>         <C>
  Precision bearings ..........      190       19.6%     185       18.9%
  Hydraulic pumps .............      254       26.2%     252       25.8%
  Aftermarket parts ...........      289       29.8%     276       28.2%
  Field service ...............      237       24.4%     264       27.1%
Total sales ...................      970      100.0%     977      100.0%
</TABLE>
"""
SLID = """# Tarvel Freight Ltd. reports results for the six months ended September 30, 2032

## Segment information

(In millions of yen)

Six months ended September 30,
%
2031
2032
Change
change
Sales to external customers
""" + "\n".join(
    f"{name}\n{one}\n{two}\n{change}\n{percent}"
    for name, one, two, change, percent in (
        ("Container shipping", "41,545", "43,863", "2,318", "5.6%"),
        ("Warehousing", "63,004", "58,870", "(4,134)", "(6.6%)"),
        ("Customs brokerage", "58,804", "55,324", "(3,480)", "(5.9%)"),
        ("Total sales", "163,353", "158,057", "(5,296)", "(3.2%)"),
    )
)
SOUND = """# Tarvel Freight Ltd. reports results for the six months ended September 30, 2032

(In millions of yen)

| | Six months ended September 30, 2031 | Six months ended September 30, 2032 | Change | % |
|---|---|---|---|---|
| Container shipping | 41,545 | 43,863 | 2,318 | 5.6% |
| Warehousing | 63,004 | 58,870 | (4,134) | (6.6%) |
| Customs brokerage | 58,804 | 55,324 | (3,480) | (5.9%) |
"""


FIRST_COLUMN = ("190", "254", "289", "237", "970")
SECOND_COLUMN = ("43,863", "58,870", "55,324", "158,057")


@pytest.mark.parametrize(("text", "name"), [(TORN, "a.txt"), (SLID, "a.md")])
def test_figures_under_headings_that_contradict_each_other(text: str, name: str) -> None:
    facts = [fact for fact in read(text.encode(), name=name).facts if fact.printed in (*FIRST_COLUMN, *SECOND_COLUMN)]
    assert len(facts) >= 4
    assert not [fact.printed for fact in facts if fact.trusted]


def test_a_percent_sign_over_percentages() -> None:
    facts = [fact for fact in read(SOUND.encode(), name="a.md").facts if fact.table is not None]
    assert [fact.trusted for fact in facts] == [True] * 12


@pytest.mark.parametrize("under", ["2031", "2030"])
def test_a_year_under_the_heading_of_another(under: str) -> None:
    text = f"""# Tarvel Bearings Inc. reports results for the year ended December 31, 2031

(In millions of U.S. dollars)

<table><tr><td></td><td>Year ended December 31, 2030</td><td>Change</td></tr><tr><td></td><td>{under}</td><td></td></tr>
<tr><td>Bearings</td><td>190</td><td>5</td></tr><tr><td>Pumps</td><td>254</td><td>2</td></tr></table>
"""
    facts = [fact for fact in read(text.encode(), name="a.txt").facts if fact.printed in ("190", "254")]
    assert len(facts) == 2
    assert [fact.trusted for fact in facts] == [under == "2030"] * 2


def test_quarters_that_are_dated_alike() -> None:
    text = """Tarvel Chemical Co., Ltd. Reports Second Quarter Results

Consolidated Financial Results for the Six Months Ended September 30, 2034

Tarvel Chemical Co., Ltd. (TSE: 4119) today announced its results. The fiscal year ends on March 31.

Quarterly Results

<TABLE>
<CAPTION>
                                                (In millions of yen)

                                            1Q               2Q                 3Q               4Q               FY
                               (2033/4-2033/6)  (2033/7-2033/9)  (2033/10-2033/12)  (2034/1-2034/3)  (2033/4-2034/3)
<S>                                        <C>              <C>                <C>              <C>              <C>
  Oncology .................             7,859            7,825              7,856            9,183           32,725
  Vaccines .................            12,355           12,773             12,524           11,580           49,233
Total revenues .............            20,214           20,598             20,380           20,763           81,958
</TABLE>
"""
    found = read(text.encode(), name="a.txt").facts
    dates = {fact.printed: fact.period and fact.period.start for fact in found if fact.trusted}
    assert dates.get("7,859") in (None, "2033-04-01")
    assert dates.get("12,773") in (None, "2033-07-01")


PARTS = """Holm Stores plc

Results by division for the year ended June 30, 2031

(In millions of pounds)

| | {} |
|---|---|---|---|
| Sales | 417 | 392 | 88 |
| Profit | 41 | 36 | 9 |
"""


@pytest.mark.parametrize(
    ("heads", "doubted"),
    [
        ("Apparel | Grocery | Online", set()),
        ("Apparel | Grocery Online | ", {"392", "88", "36", "9"}),
        ("Apparel | | Grocery", {"392", "36"}),
        ("June 30, 2029 | June 30, 2030 | Change", set()),
    ],
)
def test_a_column_without_a_heading_beside_columns_that_headings_alone_tell_apart(
    heads: str, doubted: set[str]
) -> None:
    facts = read(PARTS.format(heads).encode(), name="a.md").facts
    assert {f.printed for f in facts if "headings_disagree" in f.doubts} == doubted


def test_pieces_of_two_dates_over_one_column() -> None:
    text = """（単位：百万円）

|  | 前連結会計年度31 （令和12年３月 | |
|  | （令和11年３月 日） | 当連結会計年度31 日） |
|---|---|---|
| 現金預金 | 78,030 | 95,278 |
| 売掛金 | 75,535 | 48,312 |
| 流動資産合計 | 153,565 | 143,590 |
"""
    facts = [fact for fact in read(text.encode(), name="a.md").facts if fact.table is not None]
    assert facts
    assert not [fact.printed for fact in facts if fact.trusted]


def test_a_row_of_figures_heads_no_column() -> None:
    text = """Tarvel Bearings Inc. reports results for the year ended December 31, 2031

(In millions of U.S. dollars)

| | Total | Total |
|---|---|---|
| | Sales 109,851 152,607 | Sales 109,851 152,607 |
| Costs | 70,500 | 97,842 |
| Profit | 5,684 | 11,243 |
"""
    facts = [fact for fact in read(text.encode(), name="a.md").facts if fact.printed in ("70,500", "97,842")]
    assert len(facts) == 2
    assert not [fact.printed for fact in facts if fact.trusted]


def test_a_unit_broken_in_its_bracket_is_whole_again_and_its_end_says_no_scale() -> None:
    text = """監査報酬 令和12年４月１日から令和13年３月31日まで

| 区分 | 監査業務に基づく報酬（百 | 非監査業務に基づく報酬（百万 |
|  | 万円） | 円） |
|---|---|---|
| 提出会社 | 39 | 9 |
| 連結子会社 | 19 | 3 |
"""
    facts = [fact for fact in read(text.encode(), name="a.md").facts if fact.printed in ("39", "9", "19", "3")]
    assert len(facts) == 4
    assert all(fact.value in (None, f"{fact.printed}000000") or not fact.trusted for fact in facts)


def test_a_count_stands_over_no_money() -> None:
    text = """Aster Tools, Inc. reports for the six months ended June 30, 2031

(In millions)

|  | Stock issued |  | Capital | Stock held |  | Total |
| Year to date | Shares | Amount | Shares | Amount |  |  |
|---|---|---|---|---|---|---|
| Balance at December 31, 2030 | 660.6 | $ 16.6 | $ 231.6 | (15.8) | $ (810.2) | $ 601.0 |
| Options exercised | 1.2 | 0.1 | 54.5 | 1.3 | 44.1 | 98.6 |
| Balance at June 30, 2031 | 661.8 | $ 16.7 | $ 286.1 | (14.5) | $ (766.1) | $ 699.6 |
"""
    facts = {fact.printed: fact for fact in read(text.encode(), name="a.md").facts}
    assert "headings_disagree" not in facts["1.2"].doubts
    assert "headings_disagree" in facts["54.5"].doubts
