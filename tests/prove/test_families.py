"""Each family finds its identity in a small table, says how it comes out, and keeps quiet about coincidences."""

from __future__ import annotations

from collections import Counter

import pytest

import extract
from extract.model import Check
from extract.prove import judge
from tests.prove.builders import SETTINGS, SHARED, statement, table, truth_statement

AMOUNT = ("JPY", "amount")


def checks(*tables, **kind) -> list[Check]:  # type: ignore[no-untyped-def]
    judged, _ = judge(statement(*tables, **kind), SETTINGS)
    return list(judged.checks)


def verdicts(found: list[Check]) -> Counter[tuple[str, str]]:
    return Counter((check.identity, check.verdict) for check in found)


def two_years(rows, **kind):  # type: ignore[no-untyped-def]
    return table(rows, columns=[("1Q07", *AMOUNT), ("1Q06", *AMOUNT)], **kind)


def test_footing_below_and_above_and_of_totals() -> None:
    found = checks(
        two_years(
            [
                ("Corporate", ["2,972,772", "2,732,789"]),
                ("Home", ["806,326", "490,096"]),
                ("Total connectivity", ["3,779,098", "3,222,885"]),
                ("Systems", ["6,334,464", "6,031,963"]),
                ("Total revenues", ["10,113,562", "9,254,848"]),
                ("Headcount cost", ["3,412", "2,809"]),
                ("of engineers", ["3,100", "2,700"]),
                ("of others", ["312", "109"]),
            ],
            scale=3,
        )
    )
    assert verdicts(found)[("footing", "holds")] == 6
    assert all(check.verdict == "holds" for check in found)


def test_chain_with_costs_printed_positive_and_losses_in_brackets() -> None:
    found = checks(
        two_years(
            [
                ("Total revenues", ["13,695,751", "12,437,437"]),
                ("Total costs", ["10,942,189", "10,134,058"]),
                ("Gross margin", ["2,753,562", "2,303,379"]),
                ("SG&A expenses", ["2,062,024", "1,744,327"]),
                ("Operating income", ["691,538", "559,052"]),
                ("Income tax expense", ["175,366", "148,874"]),
                ("Equity in net loss", ["(19,852)", "(73,037)"]),
                ("Net income", ["496,320", "337,141"]),
            ]
        )
    )
    assert verdicts(found) == {("subtraction", "holds"): 6}


def test_a_coincidence_in_one_column_is_no_identity() -> None:
    found = checks(
        two_years([("A", ["3", "17"]), ("B", ["4", "21"]), ("C", ["7", "55"]), ("D", ["12", "9"])], scale=0),
    )
    assert found == []


def test_change_columns_in_amount_and_percent() -> None:
    columns = [("1Q07", *AMOUNT), ("1Q06", *AMOUNT), ("1Q07", "percent", "change"), ("1Q07", "JPY", "change")]
    rows = [
        ("Revenue", ["13,696", "12,437", "10.1%", "1,259"]),
        ("Costs of sales", ["10,942", "10,134", "8.0%", "808"]),
        ("Expenses", ["2,062", "1,744", "18.2%", "318"]),
        ("Pretax", ["757", "999", "(24.2%)", "(242)"]),
    ]
    found = checks(table(rows, columns=columns))
    assert verdicts(found)[("change", "holds")] == 8


def test_growth_row_compares_with_the_column_four_quarters_back() -> None:
    quarters = ["1Q06", "2Q06", "3Q06", "4Q06", "1Q07", "2Q07", "3Q07", "4Q07"]
    revenue = ["12,437", "14,101", "14,500", "16,017", "13,696", "15,932", "16,281", "18,210"]
    growth = [None, None, None, None, "10.1%", "13.0%", "12.3%", "13.7%"]
    upper = table([("Revenue", revenue)], columns=[(q, *AMOUNT) for q in quarters])
    lower = table([("x", revenue), ("YoY", growth)], columns=[(q, "percent", "change") for q in quarters], first=50)
    facts = [*upper[1], *(f for f in lower[1] if f.row == 1)]
    found = checks((upper[0], facts, []))
    assert verdicts(found) == {("change", "holds"): 4}


def test_shares_are_of_the_row_printed_as_hundred() -> None:
    columns = [("1Q07", *AMOUNT), ("1Q07", "percent", "share")]
    rows = [
        ("Total cost", ["10,942,189", "79.9"]),
        ("Sales", ["939,130", "6.9"]),
        ("Total revenues", ["13,695,751", "100.0"]),
        ("Operating income", ["691,538", "5.0"]),
    ]
    found = checks(table(rows, columns=columns, scale=3))
    assert verdicts(found)[("share", "holds")] == 3


def test_margin_row_over_many_columns() -> None:
    columns = [(q, *AMOUNT) for q in ("1Q06", "2Q06", "3Q06", "4Q06")]
    rows = [
        ("Revenues", ["12,437", "14,101", "14,500", "16,017"]),
        ("Gross income", ["2,303", "2,811", "3,150", "2,990"]),
    ]
    upper = table(rows, columns=columns)
    margin = table(
        [*rows, ("Gross margin ratio", ["18.5%", "19.9%", "21.7%", "18.7%"])],
        columns=[(q, "percent", "ratio") for q in ("1Q06", "2Q06", "3Q06", "4Q06")],
        first=50,
    )
    found = checks((upper[0], [*upper[1], *(f for f in margin[1] if f.row == 2)], []))
    assert verdicts(found) == {("margin", "holds"): 4}


def test_currency_at_the_stated_and_at_an_unstated_rate() -> None:
    columns = [("1Q07", "USD", "amount"), ("1Q07", *AMOUNT)]
    dollars = ["91,731", "47,462", "20,405", "64,385", "27,380", "6,833"]
    yen = ["11,318,712", "5,856,291", "2,517,824", "7,944,525", "3,378,436", "843,176"]
    rows = [(f"Item {i}", [d, y]) for i, (d, y) in enumerate(zip(dollars, yen, strict=True))]
    made = table(rows, columns=columns, scale=3)
    assert verdicts(checks(made, rates=(("USD", "JPY", "123.39"),)))[("currency", "holds")] == 6
    assert verdicts(checks(made))[("currency", "holds")] == 6
    assert verdicts(checks(made, rates=(("USD", "JPY", "110.00"),)))[("currency", "holds")] == 0


def test_quarters_make_the_year_in_a_row_and_across_tables() -> None:
    columns = [(q, *AMOUNT) for q in ("1Q05", "2Q05", "3Q05", "4Q05", "FY2005")]
    rows = [
        ("Connectivity", ["3,445,570", "3,377,764", "3,227,255", "3,248,487", "13,299,076"]),
        ("VAS", ["446,469", "461,044", "494,460", "505,298", "1,907,271"]),
        ("Other", ["286,726", "262,532", "229,828", "202,539", "981,625"]),
    ]
    assert verdicts(checks(table(rows, columns=columns)))[("periods", "holds")] == 3
    quarters = table([(label, cells[:4]) for label, cells in rows], columns=columns[:4], id="t1")
    years = table([(label, cells[4:]) for label, cells in rows], columns=columns[4:], id="t2", first=50)
    assert verdicts(checks(quarters, years))[("periods", "holds")] == 3


def test_roll_forward_and_balance() -> None:
    cash = two_years(
        [
            ("Net decrease in cash", ["(956,596)", "(636,001)"]),
            ("Cash, beginning of period", ["13,554,544", "13,727,021"]),
            ("Cash, end of period", ["12,597,948", "13,091,020"]),
        ]
    )
    assert verdicts(checks(cash))[("roll_forward", "holds")] == 2
    sheet = table(
        [
            ("Cash", ["12,597,948", "13,554,544"]),
            ("Other assets", ["39,177,030", "34,138,460"]),
            ("Total assets", ["51,774,978", "47,693,004"]),
            ("Total liabilities", ["30,548,769", "26,765,818"]),
            ("Equity", ["21,226,209", "20,927,186"]),
            ("Total liabilities and equity", ["51,774,978", "47,693,004"]),
        ],
        columns=[("2007-06-30", *AMOUNT), ("2007-03-31", *AMOUNT)],
    )
    found = verdicts(checks(sheet))
    assert found[("balance", "holds")] == 2
    assert found[("footing", "holds")] == 4


def test_per_share_is_income_over_shares() -> None:
    columns = [("1Q07", *AMOUNT), ("1Q06", *AMOUNT)]
    income = table([("Net income", ["570,756", "733,671"])], columns=columns, scale=3, id="t1")
    shares = table(
        [("Number of shares", ["205,521", "203,989"]), ("Net income per share", ["2,777", "3,597"])],
        columns=columns,
        units={"Number of shares": "count", "Net income per share": "JPY_per_share"},
        id="t2",
        first=50,
    )
    found = checks(income, shares)
    assert verdicts(found)[("per_share", "holds")] == 2


def test_same_fact_in_two_scales_and_a_namesake_that_is_none() -> None:
    thousands = two_years(
        [
            ("Revenues", ["13,695,751", "12,437,437"]),
            ("Total cost", ["10,942,189", "10,134,058"]),
            ("Under own brand", ["313,344", "307,084"]),
        ],
        scale=3,
        id="t1",
    )
    millions = two_years(
        [
            ("Revenues", ["13,696", "12,437"]),
            ("Total cost", ["10,942", "10,134"]),
            ("Under own brand", ["466", "456"]),
        ],
        id="t2",
        first=50,
    )
    found = checks(thousands, millions)
    assert verdicts(found) == {("same_fact", "holds"): 4}


def test_truncated_figures_hold_one_sidedly() -> None:
    rows = [("A", ["100", "210"]), ("B", ["200", "320"]), ("C", ["300", "430"]), ("Total", ["602", "962"])]
    plain = verdicts(checks(two_years(rows)))
    cut = verdicts(checks(two_years(rows), truncated=True))
    assert cut[("footing", "holds")] == 2
    assert plain[("footing", "holds")] + plain[("footing", "forced")] == 2


def test_forced_is_one_last_place_beyond_rounding_and_stays_as_printed() -> None:
    thousands = two_years(
        [("Systems", ["6,334,464", "6,031,963"]), ("Equipment", ["490,211", "541,545"]), ("Other", ["1,002,333", "2"])],
        scale=3,
        id="t1",
    )
    millions = two_years(
        [("Systems", ["6,334", "6,032"]), ("Equipment", ["491", "541"]), ("Other", ["1,002", "0"])], id="t2", first=50
    )
    judged, problems = judge(statement(thousands, millions), SETTINGS)
    forced = [check for check in judged.checks if check.verdict == "forced"]
    assert len(forced) == 2
    assert problems == ()
    assert {fact.printed: fact.value for fact in judged.statement.facts}["491"] == "491000000"


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs the shared truth files")
@pytest.mark.parametrize(("name", "at_least"), [("000", 80), ("003", 500)])
def test_truth_tables_fail_only_where_they_are_damaged(name: str, at_least: int) -> None:
    given, truth = truth_statement(name)
    judged, _ = judge(given, SETTINGS)
    assert len(judged.checks) >= at_least
    for check in judged.checks:
        if check.verdict == "fails":
            assert any(truth[fact]["status"] in ("repaired", "ambiguous", "inferred") for fact, _ in check.terms)


def test_days_are_no_part_of_yen() -> None:
    page = (
        "| | 第3期 自 2031年2月1日 至 2031年7月31日 | 第4期 自 2031年8月1日 至 2032年1月31日 "
        "| 第5期 自 2032年2月1日 至 2032年7月31日 |\n"
        "|---|---|---|---|\n| 有利子負債額 (百万円) | 38,730 | 37,350 | 43,230 |\n"
        "| 配当性向 (%) | 100.0 | 93.7 | 100.0 |\n| 運用日数 (日) | 181 | 184 | 182 |\n"
    )
    assert extract.read(page.encode(), name="a.md").checks == ()
