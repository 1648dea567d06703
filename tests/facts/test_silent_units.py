"""Amounts that were given as counts, days or amounts per share: what stands near them speaks of another thing."""

from __future__ import annotations

import pytest

from extract.lex.label_units import unit_of_label
from extract.model import Fact
from extract.tables.joints import awaits_another, goes_on
from tests.facts.test_forms import facts_of


def units(text: str, label: str, name: str = "f.txt") -> list[tuple[str | None, str | None]]:
    found: list[Fact] = [f for f in facts_of(text, name) if label in " > ".join(f.label)]
    return [(f.value, f.unit) for f in found]


@pytest.mark.parametrize(
    ("label", "unit"),
    [
        ("Foreign exchange contracts", None),
        ("Interest rate contracts (b)", None),
        ("Long-duration insurance contracts(a)", None),
        ("Forward contracts", None),
        ("Number of contracts", "count"),
        ("Mobile contracts", "count"),
        ("Potentially dilutive shares from employee plans", "count"),
        ("Anti-dilutive common shares", "count"),
    ],
)
def test_instruments_are_amounts_and_dilutive_shares_are_counted(label: str, unit: str | None) -> None:
    said = unit_of_label(label)
    assert (said.unit if said is not None else None) == unit


SHARE_DATA = """
Condensed Balance Sheets

| (in millions, except {excepted}) | March 31, 2024 | December 31, 2023 |
|---|---|---|
| Total assets | $ 9,412 | $ 9,105 |
| Treasury stock, 41,200,300 Class A common shares | (1,517) | (1,402) |
| Total Heron shareholders' equity | 3,240 | 3,118 |
| Share repurchase liability | 212 | 204 |
"""


@pytest.mark.parametrize("excepted", ["share data", "per share data", "share and per share data"])
def test_a_bare_share_excepts_only_what_is_per_share(excepted: str) -> None:
    text = SHARE_DATA.format(excepted=excepted)
    for label in ("Treasury stock", "shareholders' equity", "repurchase"):
        assert {unit for value, unit in units(text, label, "f.md") if value != "41200300"} == {"USD"}, label


def test_income_for_earnings_per_share_is_no_amount_per_share() -> None:
    text = """
The components of earnings per share:

| (In millions, except per share amounts) | 2023 | 2022 |
|---|---|---|
| Net income for basic earnings per share | $ 427 | $ 391 |
| Basic earnings per share | $ 1.12 | $ 1.04 |
"""
    assert units(text, "Net income for", "f.md") == [("427000000", "USD"), ("391000000", "USD")]
    assert units(text, "Basic earnings", "f.md") == [("1.12", "USD_per_share"), ("1.04", "USD_per_share")]


def test_the_day_cut_off_a_date_is_no_unit() -> None:
    text = """
【損益計算書】
（単位：百万円）

| | 前期 | 当期 |
|---|---|---|
| | (自 令和５年４月１ | (自 令和６年４月１ |
| | 日 | 日 |
| | 至 令和６年３月31 | 至 令和７年３月31 |
| | 日) | 日) |
| 経常収益 | 32,109 | 33,525 |
"""
    assert {unit for _, unit in units(text, "経常収益", "f.md")} == {"JPY"}


@pytest.mark.parametrize(
    ("above", "below", "on"),
    [
        ("December 31,", "2023", True),
        ("March 31,", "Statements of Income", False),
        ("Sept. 30,", "Consolidated Balance Sheets", False),
        ("June 30,", "and December 31, 2022", True),
    ],
)
def test_a_day_goes_on_in_its_year_only(above: str, below: str, on: bool) -> None:
    assert goes_on(above, below) is on
    assert awaits_another(above, below) is not on


def test_years_below_days_stand_in_a_row_of_their_own_beside_the_name_of_the_statement() -> None:
    text = """
HERON INSTRUMENTS

| | | | | | | | | | | | | |
---|---|---|---|---|---|---|---|---|---|---|---|---|---
| | March 31,| | December 31,
Consolidated Balance Sheets| | 2024| | 2023
(In millions, except par value)| |  | |
Cash and cash equivalents| | $| 3,412 | | | $| 3,017 |
Inventories| | 1,231 | | | 1,115 |
Total assets| | $| 30,914 | | | $| 29,207 |
"""
    found = [f for f in facts_of(text, "f.md") if "Inventories" in f.label[-1]]
    assert [f.period.end if f.period else None for f in found] == ["2024-03-31", "2023-12-31"]


def test_one_count_does_not_make_a_table_of_amounts_one_of_counts() -> None:
    text = """
| | July 1, 2022 |
|---|---|
| Number of shares, balance | 14,898 |

The rollforward follows. Nothing is said of its unit here.

| | Currency Translation | Hedges |
|---|---|---|
| Balance as of July 1, 2022 | (14,898) | 265 |
| Net other comprehensive loss | (549) | 138 |
"""
    assert units(text, "Number of shares", "f.md") == [("14898", "count")]
    assert units(text, "Net other", "f.md") == [(None, None)] * 2


def test_columns_that_most_rows_leave_empty_are_those_of_the_headings() -> None:
    text = """
Condensed Statement of Equity

(in millions, unaudited)

| | | | | | | | | | | |
---|---|---|---|---|---|---|---|---|---|---|---
| 13 Weeks Ended
| 5/4/2024| | 4/29/2023
| Shares| | Amount| | Shares| | Amount
Common Stock| | | | | | | |
Balance, beginning of period| 877 | | | $| 23 | | | 881 | | | $| 23 |
Repurchases| (2)| | | — | | | (3)| | | — |
Capital in Excess of Par| | | | | | | |
Balance, beginning of period| | | 4,081 | | | | | 3,972 |
Share-based compensation| | | 88 | | | | | 76 |
Taxes withheld| | | (16)| | | | | (11)|
Retained Earnings| | | | | | | |
Balance, beginning of period| | | 69,131 | | | | | 67,762 |
Net income| | | 3,091 | | | | | 2,703 |
"""
    assert units(text, "compensation", "f.md") == [("88000000", "USD"), ("76000000", "USD")]
    assert [unit for _, unit in units(text, "Repurchases", "f.md")][::2] == ["count", "count"]


def test_figures_under_headings_that_find_no_columns_are_given_and_not_trusted() -> None:
    text = """
(in millions)

| | | | | | | | | | | |
---|---|---|---|---|---|---|---|---|---|---|---
| Common Stock| | Surplus| | Retained Earnings| | Treasury Stock
Dollars and shares in millions| Shares| | Par Value| | Shares| | Cost|
Balance at December 31, 2023| 923 | | | $| 92 | | | $| 5,165 | | | $| 25,503 | | | 82 | | | $| (3,618)|
Net earnings| — | | | — | | | — | | | 2,262 | | | — | | | — |
Repurchases| — | | | — | | | — | | | — | | | 4 | | | (250)|
"""
    found = [f for f in facts_of(text, "f.md") if f.label and f.label[-1] in ("Net earnings", "Repurchases")]
    assert len(found) >= 3
    assert not any(f.trusted for f in found)


def test_the_name_of_a_statement_beside_a_date_is_a_label_and_no_heading() -> None:
    text = """
HERON INSTRUMENTS

| | | | | | | | | | | | | |
---|---|---|---|---|---|---|---|---|---|---|---|---|---|---
| | For Six Months Ended
Statements of Cash Flows| | June 30,
(In millions)| | 2024| | 2023
Cash flows from operating activities| |  | |
Net income| | $| 3,412 | | | $| 4,410 |
Depreciation| | 553 | | | 421 |
"""
    found = [f for f in facts_of(text, "f.md") if f.label[-1] == "Depreciation"]
    dates = [(f.period.start, f.period.end) if f.period else None for f in found]
    assert dates == [("2024-01-01", "2024-06-30"), ("2023-01-01", "2023-06-30")]


def test_a_slashed_day_of_two_small_numbers_heads_its_column() -> None:
    lines = (
        "Condensed Statement of Cash Flows", "(in millions, unaudited)", "", "36 Weeks Ended", "9/9/2023", "9/3/2022",
        "Operating Activities", "Net income", "$", "7,412  $", "8,318 ", "Depreciation", "1,962 ", "1,845 ",
        "Impairment charges", "104 ", "1,871 ", "Share-based compensation", "261 ", "237 ",
    )  # fmt: skip
    text = "\n".join(lines)
    found = [f for f in facts_of(text, "f.txt") if f.label and f.label[-1] == "Depreciation"]
    assert [f.header[-1] for f in found] == ["9/9/2023", "9/3/2022"]
    # Nothing here says whether the month or the day comes first.
    assert [f.period.end if f.period else None for f in found] == ["2023-09-09", None]


@pytest.mark.parametrize(
    ("caption", "values"),
    [
        ("(in millions, except per share amounts)", ("877000000", "81000000")),
        ("(in millions, except share and per share data)", ("877", "81000000")),
        ("(Millions of yen)", ("877", "81000000")),
    ],
)
def test_a_column_of_shares_takes_the_scale_that_the_declaration_leaves_it(
    caption: str, values: tuple[str, str]
) -> None:
    text = f"""
{caption}

| | Shares | Amount |
|---|---|---|
| Balance at May 4, 2024 | 877 | $ 81 |
"""
    found = [
        f for f in facts_of(text.replace("$ ", "" if "yen" in caption else "$ "), "f.md") if "Balance" in f.label[-1]
    ]
    assert tuple(f.value for f in found) == values
    assert found[0].unit == "count"


def test_a_sign_alone_says_no_whole_dollars_where_other_tables_are_in_millions() -> None:
    text = """
    # Brisling Pumps Inc.

    Income statement (in millions of US dollars)

    | | Year ended June 30, 2031 | Year ended June 30, 2030 |
    |---|---|---|
    | Revenue | $4,812 | $4,377 |
    | EBIT | 613 | 598 |

    Our pumps are sold in forty countries and the order intake was good in all of them.

    ## Pension expense

    | | Year ended June 30, 2031 | Year ended June 30, 2030 |
    |---|---|---|
    | Service cost | $112 | $98 |
    | Interest cost | $45 | $41 |
    """
    facts = facts_of(text)
    assert [f.trusted for f in facts if f.label[-1] in ("Service cost", "Interest cost")] == [False] * 4
    assert [f.value for f in facts if f.label[-1] == "Revenue"] == ["4812000000", "4377000000"]
