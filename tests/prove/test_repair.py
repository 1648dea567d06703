"""Repairs are made where they are forced, and nothing that is right in the print ever comes out changed."""

from __future__ import annotations

import random
from decimal import Decimal

import msgspec
import pytest

from extract.model import Fact, Judgement
from extract.pipeline import read
from extract.prove import judge
from tests.prove.builders import SETTINGS, SHARED, number, statement, table, truth_statement

QUARTERS = [("1Q05", "JPY", "amount"), ("2Q05", "JPY", "amount"), ("3Q05", "JPY", "amount"), ("4Q05", "JPY", "amount")]
YEAR = [*QUARTERS, ("FY2005", "JPY", "amount")]
SERVICES = [
    ("Connectivity", ["3,445,570", "3,377,764", "3,227,255", "3,248,487", "13,299,076"]),
    ("Corporate", ["2,899,273", "2,844,659", "2,711,736", "2,723,650", "11,179,318"]),
    ("IP Service", ["2,166,078", "2,121,083", "1,987,448", "2,015,813", "8,290,422"]),
    ("Fiber", ["446,469", "461,044", "494,460", "505,298", "1,907,271"]),
    ("Others", ["286,726", "262,532", "229,828", "202,539", "981,625"]),
    ("Home", ["546,297", "533,105", "515,519", "524,837", "2,119,758"]),
]


def services(changed: dict[tuple[int, int], str | None]):  # type: ignore[no-untyped-def]
    rows = [
        (label, [changed.get((row, column), cell) for column, cell in enumerate(cells)])
        for row, (label, cells) in enumerate(SERVICES)
    ]
    return table(rows, columns=YEAR, scale=3)


def judged(*tables, **kind) -> Judgement:  # type: ignore[no-untyped-def]
    result, _ = judge(statement(*tables, **kind), SETTINGS)
    return result


def fact_at(result: Judgement, row: int, column: int, id: str = "t1") -> Fact:
    return next(f for f in result.statement.facts if (f.table, f.row, f.column) == (id, row, column))


def proof_holds(result: Judgement, fact: Fact) -> bool:
    verdicts = {check.id: check.verdict for check in result.checks}
    return bool(fact.proof) and all(verdicts[id] != "fails" for id in fact.proof)


def test_two_sums_that_want_the_same_figure_correct_it() -> None:
    result = judged(services({(3, 2): "434,460"}))
    fact = fact_at(result, 3, 2)
    assert (fact.status, fact.value, fact.tolerance, fact.printed) == ("repaired", "494460000", "0", "434,460")
    assert proof_holds(result, fact)
    assert fact.candidates[0].value == "434460000"
    assert "434,460" in (fact.explanation or "")


def test_two_misprints_in_one_column_are_corrected_together() -> None:
    result = judged(services({(3, 2): "434,460", (4, 2): "223,828"}))
    assert [fact_at(result, row, 2).value for row in (3, 4)] == ["494460000", "229828000"]
    assert "together" in (fact_at(result, 3, 2).explanation or "")


def test_a_truncated_figure_is_restored_from_its_row_and_column() -> None:
    fact = fact_at(judged(services({(3, 4): "1,907,27"})), 3, 4)
    assert (fact.status, fact.value) == ("repaired", "1907271000")


def test_a_lost_figure_is_inferred_with_its_checks() -> None:
    result = judged(services({(2, 1): ","}))
    fact = fact_at(result, 2, 1)
    assert (fact.status, fact.value, fact.tolerance) == ("inferred", "2121083000", "0")
    assert proof_holds(result, fact)


def test_a_sum_that_fails_alone_changes_no_value_and_its_suspects_are_told() -> None:
    rows = [("A", ["120", "130", "140"]), ("B", ["230", "250", "270"]), ("Total", ["350", "380", "440"])]
    columns = [(q, "JPY", "amount") for q in ("1Q05", "1Q06", "1Q07")]
    result, problems = judge(statement(table(rows, columns=columns, scale=0)), SETTINGS)
    suspects = {f.printed for f in result.statement.facts if f.status == "conflict"}
    assert suspects and suspects <= {"140", "270", "440"}
    assert {f.status for f in result.statement.facts if f.printed not in suspects} == {"verbatim"}
    assert [f.value for f in result.statement.facts] == [c for _, cells in rows for c in cells]
    assert "check_fails" in [p.code for p in problems]
    problems = [p for p in problems if p.code == "check_fails"]
    assert len(problems[0].facts) == 3


def test_a_deduction_printed_positive_in_both_columns_is_presentation() -> None:
    rows = [("Revenue", ["13,696", "12,437"]), ("Costs", ["10,942", "10,134"]), ("Gross margin", ["2,754", "2,303"])]
    columns = [("1Q07", "JPY", "amount"), ("1Q06", "JPY", "amount")]
    result = judged(table(rows, columns=columns))
    assert {f.status for f in result.statement.facts} == {"verbatim"}
    assert {check.verdict for check in result.checks} == {"holds"}


def test_a_deduction_printed_positive_in_one_column_only_has_lost_its_sign() -> None:
    rows = [
        ("Adjusted EBITDA", ["1,740", "1,666"]),
        ("Depreciation and amortization", ["1,048", "(1,107)"]),
        ("Operating income", ["692", "559"]),
    ]
    columns = [("1Q07", "JPY", "amount"), ("1Q06", "JPY", "amount")]
    result = judged(table(rows, columns=columns))
    fact = fact_at(result, 1, 0)
    assert (fact.status, fact.value) == ("repaired", "-1048000000")
    assert "lost sign" in (fact.explanation or "")
    assert [f.status for f in result.statement.facts if f is not fact] == ["verbatim"] * 5


def test_figures_exchanged_between_two_rows_are_a_conflict() -> None:
    new = [("Own brand", ["54,192"]), ("hi-ho", ["186,677"]), ("OEM", ["315,077"]), ("Total home", ["555,946"])]
    old = [("Own brand", ["54,192"]), ("hi-ho", ["315,077"]), ("OEM", ["186,677"]), ("Total home", ["555,946"])]
    column = [("1Q07", "count", "count")]
    tables = [
        table(rows, columns=column, id=f"t{n}", first=50 * n, scale=0)
        for n, rows in enumerate((new, new, old), start=1)
    ]
    result = judged(*tables)
    swapped = [(f.table, f.row) for f in result.statement.facts if f.status == "conflict"]
    assert swapped == [("t3", 1), ("t3", 2)]
    assert [f.value for f in result.statement.facts if f.status == "conflict"] == ["315077", "186677"]


def test_an_empty_cell_without_evidence_is_no_fact() -> None:
    columns = [("1Q07", "JPY", "amount"), ("1Q07", "percent", "share")]
    rows = [
        ("Cash", ["12,597,948", None]),
        ("Inventories", ["2,077,268", None]),
        ("Total current assets", ["14,675,216", "28.3"]),
        ("Property", ["11,318,712", "21.9"]),
        ("Other", ["25,781,050", "49.8"]),
        ("Total assets", ["51,774,978", "100.0"]),
    ]
    result = judged(table(rows, columns=columns, scale=3))
    assert [(f.row, f.column) for f in result.statement.facts if f.column == 1] == [(2, 1), (3, 1), (4, 1), (5, 1)]


def test_a_fragment_where_nothing_is_missing_is_given_no_figure() -> None:
    rows = [*SERVICES[1:5], ("hi-ho", ["(,", "—", "—", "—", "—"])]
    total = ("Corporate total", SERVICES[1][1])
    result = judged(table([*rows[1:], total], columns=YEAR, scale=3))
    fact = fact_at(result, 3, 0)
    # Five sums that hold say little of a last place: it is a dash, or a figure that rounding hides.
    assert (fact.status, fact.value) == ("unresolved", None)


def test_a_lost_amount_beside_its_translation_is_known_within_half_a_place() -> None:
    dollars = ["91,731", "47,462", "20,405", "64,385", "27,380", "6,833", "16,835", "18,058", "6,369", "1,207"]
    yen = ["11,318,712", None, "2,517,824", "7,944,525", "3,378,436", "843,176", "2,077,268", "2,228,120", "785,912"]
    rows = [(f"Item {i}", [d, y]) for i, (d, y) in enumerate(zip(dollars, [*yen, "148,983"], strict=True))]
    columns = [("1Q07", "USD", "amount"), ("1Q07", "JPY", "amount")]
    result = judged(table(rows, columns=columns, scale=3), rates=(("USD", "JPY", "123.39"),))
    fact = fact_at(result, 1, 1)
    assert fact.status == "inferred"
    assert abs(Decimal(fact.value or 0) - Decimal(5_856_336_000)) <= 1000
    assert Decimal(fact.tolerance or 0) == 62000
    assert "only to within" in (fact.explanation or "")


def test_shares_shifted_to_foot_are_not_guessed() -> None:
    columns = [("1Q07", "JPY", "amount"), ("1Q07", "percent", "share")]
    rows = [
        ("Common stock", ["16,833,847", "32.5"]),
        ("Paid-in capital", ["27,611,753", "53.3"]),
        ("Deficit", ["(24,006,479)", ". ,"]),
        ("Other income", ["638,105", None]),
        ("Total equity", ["21,077,226", "40.7"]),
        ("Liabilities", ["30,697,752", "59.3"]),
        ("Total", ["51,774,978", "100.0"]),
    ]
    result = judged(table(rows, columns=columns, scale=3))
    lost = [fact_at(result, row, 1) for row in (2, 3)]
    assert [f.status for f in lost] == ["unresolved", "unresolved"]
    assert {"-46.4", "-46.3"} <= {c.value for c in lost[0].candidates}


def test_a_ghost_row_is_a_witness_and_no_source() -> None:
    columns = [("1Q07", "USD", "amount"), ("1Q07", "JPY", "amount"), ("1Q06", "JPY", "amount")]
    rows = [
        ("Total revenues", ["110,996", "13,695,751", "12,437,437"]),
        ("COST AND EXPENSES:", ["110,000", "10,000,701", "12,407,407"]),
        ("Total cost", ["88,680", "10,942,189", "10,134,058"]),
        ("Gross income", ["22,316", "2,753,562", "2,303,379"]),
    ]
    result = judged(table(rows, columns=columns, scale=3))
    assert [fact_at(result, 1, column).status for column in range(3)] == ["unresolved"] * 3
    assert all(fact_at(result, 1, column).value is None for column in range(3))
    assert all(check.verdict == "holds" for check in result.checks)


def test_rows_that_differ_by_real_digits_are_no_ghosts() -> None:
    columns = [("1Q07", "JPY", "amount"), ("1Q06", "JPY", "amount")]
    rows = [("BASIC NET INCOME PER SHARE", ["2,777", "3,597"]), ("DILUTED NET INCOME PER SHARE", ["2,773", "3,592"])]
    result = judged(table(rows, columns=columns, scale=0))
    assert {f.status for f in result.statement.facts} == {"verbatim"}


@pytest.mark.parametrize("seed", range(40))
def test_single_damage_is_never_silently_corrected_wrong(seed: int) -> None:
    """One character of one figure changed at random: it comes out right, or as printed, and all others unchanged."""
    dice = random.Random(seed)
    row, column = dice.randrange(len(SERVICES)), dice.randrange(5)
    right = SERVICES[row][1][column]
    at = dice.choice([i for i, c in enumerate(right) if c.isdigit()])
    wrong = right[:at] + dice.choice([d for d in "0123456789" if d != right[at]]) + right[at + 1 :]
    result = judged(services({(row, column): wrong}))
    for fact in result.statement.facts:
        cell = SERVICES[fact.row or 0][1][fact.column or 0]
        truth = number(cell, 3)
        assert truth is not None
        if (fact.row, fact.column) == (row, column) and fact.status in ("verbatim", "conflict"):
            assert fact.printed == wrong
        else:
            assert fact.value == truth[0]


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs the shared truth files")
@pytest.mark.parametrize("name", ["000", "003"])
def test_truth_files_have_no_silent_error(name: str) -> None:
    given, truth = truth_statement(name)
    result, _ = judge(given, SETTINGS)
    for fact in result.statement.facts:
        cell = truth[fact.id]
        if fact.value is None or fact.status == "conflict":
            continue
        assert cell["value"] is not None, fact
        allowed = Decimal(fact.tolerance or 0) + Decimal(str(cell.get("tolerance") or 0))
        assert abs(Decimal(fact.value) - Decimal(str(cell["value"]))) <= allowed, fact


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs the shared truth files")
def test_what_is_known_of_seed_003_stays_known() -> None:
    given, truth = truth_statement("003")
    result, _ = judge(given, SETTINGS)
    out = {f.id: f for f in result.statement.facts}
    lost = [id for id, cell in truth.items() if cell["status"] in ("inferred", "repaired")]
    right = [id for id in lost if id in out and out[id].status in ("inferred", "repaired", "nil")]
    assert len(lost) == 37
    assert len(right) == 29


def test_judging_twice_gives_the_same() -> None:
    given = statement(services({(3, 2): "434,460", (2, 1): ","}))
    assert judge(given, SETTINGS) == judge(given, SETTINGS)


def test_no_budget_means_flagged_not_guessed() -> None:
    given = statement(services({(3, 2): "434,460", (4, 2): "223,828"}))
    result, problems = judge(given, msgspec.structs.replace(SETTINGS, solver_budget=0))
    assert [fact_at(result, row, 2).value for row in (3, 4)] == ["434460000", "223828000"]
    assert "budget_exhausted" in {p.code for p in problems}


def test_dollars_translated_from_coarser_yen_need_not_foot() -> None:
    columns = [("1Q07", "JPY", "amount"), ("1Q06", "JPY", "amount"), ("1Q07", "USD", "amount")]
    rows = [
        ("Shipping", ["4,581", "4,222", "41,643"]),
        ("Warehousing", ["4,084", "3,999", "37,123"]),
        ("Brokerage", ["7,358", "7,111", "66,889"]),
        ("Total revenues", ["16,023", "15,332", "145,664"]),
    ]
    made, facts, _ = table(rows, columns=columns)
    dollars = [
        msgspec.structs.replace(f, value=(f.value or "").removesuffix("000"), decimals=-3) if f.unit == "USD" else f
        for f in facts
    ]
    given = statement((made, dollars, []), rates=(("USD", "JPY", "110.00"),))
    result, problems = judge(given, SETTINGS)
    assert problems == ()
    assert {f.status for f in result.statement.facts} == {"verbatim"}


def test_a_dash_for_a_growth_rate_is_not_zero_percent() -> None:
    columns = [("1Q07", "JPY", "amount"), ("1Q06", "JPY", "amount"), ("1Q07", "percent", "change")]
    rows = [
        ("Revenue", ["13,696", "12,437", "10.1%"]),
        ("Costs of sales", ["10,942", "10,134", "8.0%"]),
        ("Expenses", ["2,062", "1,744", "18.2%"]),
        ("Eliminations", ["(744)", "(680)", "—"]),
    ]
    result, problems = judge(statement(table(rows, columns=columns)), SETTINGS)
    assert problems == ()
    assert {check.verdict for check in result.checks} == {"holds"}


def test_a_dash_in_a_chain_says_not_given_and_fills_nothing() -> None:
    columns = [("1H08", "JPY", "amount"), ("1H07", "JPY", "amount"), ("FY2008", "JPY", "target")]
    rows = [
        ("Total revenues", ["33,345", "30,056", "33,200"]),
        ("Total costs", ["27,123", "23,877", None]),
        ("Gross margin", ["6,222", "6,179", None]),
        ("SG&A expenses", ["5,211", "4,365", "—"]),
        ("Operating income", ["1,011", "1,814", "1,000"]),
    ]
    result = judged(table(rows, columns=columns))
    assert [f for f in result.statement.facts if f.status in ("inferred", "unresolved")] == []


def test_a_missing_separator_is_visible_damage() -> None:
    columns = [("1Q07", "JPY", "amount"), ("1Q06", "JPY", "amount")]
    rows = [
        ("Sales", ["12,901", "12,437"]),
        ("Service", ["9311", "8,977"]),
        ("Parts", ["14,362", "15,101"]),
        ("Rent", ["11,480", "10,998"]),
        ("Total revenues", ["39,674", "47,513"]),
    ]
    fact = fact_at(judged(table(rows, columns=columns, scale=3)), 1, 0)
    assert (fact.status, fact.value) == ("repaired", "931000")


def test_a_figure_that_slipped_into_a_label_proves_nothing_of_its_row() -> None:
    columns = [("1Q07", "USD", "amount"), ("1Q07", "JPY", "amount")]
    dollars = ["91,731", "47,462", "20,405", "64,385", "27,380", "6,833", "16,835", "18,058", "6,369", "1,207"]
    yen = ["11,318,712", "5,856,291", "2,517,824", "7,944,525", "3,378,436", "843,176", "2,077,268", "2,228,120"]
    rows = [(f"Item {i}", [d, y]) for i, (d, y) in enumerate(zip(dollars, yen, strict=False))]
    rows.append(("Interest received 81", ["73", None]))
    result = judged(table(rows, columns=columns, scale=3), rates=(("USD", "JPY", "123.39"),))
    assert [f.value for f in result.statement.facts if f.status == "inferred"] == []


SHARED_COLUMNS = [
    ("1Q06", "JPY", "amount"),
    ("1Q06", "percent", "share"),
    ("1Q07", "JPY", "amount"),
    ("1Q07", "percent", "share"),
]


def shares_of(rows, lost):  # type: ignore[no-untyped-def]
    result = judged(table([*rows, lost], columns=SHARED_COLUMNS, scale=3))
    row = len(rows)
    return {(f.row, f.column): f for f in result.statement.facts}.get((row, 3))


def test_a_share_that_its_sister_column_has_in_this_row_as_in_all_others_is_lost() -> None:
    rows = [
        ("Revenues", ["12,437,437", "100.0", "13,695,751", "100.0"]),
        ("Salaries", ["3,134,058", None, "3,942,189", None]),
        ("Costs", ["10,134,058", "81.5", "10,942,189", "79.9"]),
        ("Sales and marketing", ["789,932", "6.4", "939,130", "6.9"]),
        ("Rents", ["211,385", None, "204,213", None]),
        ("Administrative", ["914,711", "7.4", "1,066,843", "7.8"]),
        ("Operating income", ["559,052", "4.5", "691,538", "5.0"]),
    ]
    lost = shares_of(rows, ("Net income", ["733,671", "5.9", "570,756", None]))
    assert (lost.status, lost.value, lost.tolerance) == ("inferred", "4.2", "0.1")
    assert shares_of(rows, ("Interest", ["733,671", None, "570,756", None])) is None
    assert shares_of(rows, ("Interest", ["733,671", "4", "570,756", None])) is None


def growth(*rates: str, periods: tuple[str, str] = ("FY2024", "FY2023")) -> list[str]:
    """The statuses of the rates of three rows, beside the two amounts that each compares."""
    amounts = [["2,904", "3,211"], ["1,012", "1,096"], ["318", "299"]]
    names = ["Freight revenue", "Passenger revenue", "Catering revenue"]
    rows = [(name, [*two, rate]) for name, two, rate in zip(names, amounts, rates, strict=True)]
    columns = [*((period, "USD", "amount") for period in periods), (periods[0], "percent", "change")]
    result = judged(table(rows, columns=columns))
    return [f"{fact.status} {fact.value}" for row in range(3) if (fact := fact_at(result, row, 2))]


def test_a_fall_printed_without_the_sign_that_its_column_prints_has_lost_it() -> None:
    assert growth("9.6%", "-7.7%", "6.4%") == ["repaired -9.6", "verbatim -7.7", "verbatim 6.4"]
    assert growth("-9.6%", "-7.7%", "6.4%") == ["verbatim -9.6", "verbatim -7.7", "verbatim 6.4"]
    # no sign in the whole column: that is how it is printed, and what fell is not known to be said
    assert all("repaired" not in said for said in growth("9.6%", "7.7%", "6.4%"))
    # what is off by more than its sign is no lost sign
    assert growth("8.1%", "-7.7%", "6.4%")[0] == "verbatim 8.1"


def test_a_fall_beside_an_amount_is_no_sign_that_the_amount_was_negative() -> None:
    """Three figures of a column moved on by one: with a minus one sum would come out, and the changes would not."""
    rows = [
        ("Operating profit", ["77,048", "79,224", "2,176"]),
        ("Interest income", ["1,130", "1,033", "(122)"]),
        ("Share of profit of associates", ["923", "2,041", "110"]),
        ("Total other income", ["2,053", "1,008", "(12)"]),
        ("Rent expense", ["795", "778", "(17)"]),
        ("Interest expense", ["1,077", "1,016", "(61)"]),
        ("Total other expense", ["1,872", "1,794", "(78)"]),
    ]
    columns = [("2013-01-01/2013-09-30", "JPY", "amount"), ("2014-01-01/2014-09-30", "JPY", "amount")]
    columns.append(("2014-01-01/2014-09-30", "JPY", "change"))
    facts = judged(table(rows, columns=columns)).statement.facts
    assert not [fact.printed for fact in facts if fact.status == "repaired"]
    assert {fact.printed for fact in facts if fact.status == "conflict"} == {"1,033", "2,041", "1,008"}


def test_what_a_sum_wants_in_an_empty_cell_is_not_inferred_while_it_stands_in_the_next_row() -> None:
    years = [(f"{year}-04-01/{year + 1}-03-31", "JPY", "amount") for year in (2018, 2019, 2019)]
    rows: list[tuple[str, list[str | None]]] = [
        ("Roads", ["6,902", None, "7,644"]),
        ("Houses", ["8,503", "7,388", "4,248"]),
        ("Bridges", ["4,178", None, None]),
        ("Total sales", ["19,583", None, "19,280"]),
        ("Cost of sales", ["14,788", None, "14,359"]),
        ("Gross profit", ["4,795", None, "4,921"]),
    ]
    assert not [f.value for f in judged(table(rows, columns=years)).statement.facts if f.status == "inferred"]
    alone = [(label, [cells[0], cells[2]]) for label, cells in rows]
    found = judged(table(alone, columns=[years[0], years[2]])).statement.facts
    assert [f.value for f in found if f.status == "inferred"] == ["7388000000"]


def test_a_figure_that_lost_its_decimal_is_not_called_whole() -> None:
    """The sum wants 252.5 or a little more or less, and the column prints one decimal in all other figures."""
    text = """
# 株式会社例示 2017年12月期 第1四半期決算短信（連結）

（単位：億円）

| | 2017年12月期第1四半期 | 2016年12月期第1四半期 |
|---|---|---|
| 税引前利益 | 90.2 | 88.1 |
| 減価償却費 | 175.9 | 171.3 |
| 売上債権の増減額 | (77.1) | (70.2) |
| 仕入債務の増減額 | 146.7 | 140.6 |
| 法人税等の支払額 | (83.2) | (80.1) |
| 営業活動によるキャッシュ・フロー合計 | 252 | 249.7 |
| 有形固定資産の取得による支出 | (210.4) | (190.2) |
| 投資有価証券の取得による支出 | (105.6) | (98.8) |
| 投資活動によるキャッシュ・フロー合計 | (316.0) | (289.0) |
| 長期借入金の返済による支出 | (201.3) | (180.6) |
| 配当金の支払額 | (134.7) | (120.3) |
| 財務活動によるキャッシュ・フロー合計 | (336.0) | (300.9) |
| 現金及び現金同等物に係る換算差額 | 14.9 | 12.3 |
| 現金及び現金同等物の減少額 | (384.5) | (327.9) |
"""
    facts = [fact for fact in read(text.encode(), name="a.md").facts if fact.printed == "252"]
    assert [fact.trusted for fact in facts] == [False]


FLOWS = [
    ("Net cash provided by operating activities", "13", "16"),
    ("Net cash used in investing activities", "(2)", "(2)"),
    ("Net cash used in financing activities", "(17)", "(17)"),
    ("Net decrease in cash", "(6)", "(3)"),
    ("Cash at beginning of period", "50", "53"),
    ("Cash at end of period", "44", "50"),
]


def read_flows(changed: dict[tuple[int, int], str]) -> dict[tuple[int, int], Fact]:
    """Few millions of pounds, so that sums tell little by their digits, in two columns, some of them changed."""
    lines = [
        "(In millions of pounds sterling)",
        "",
        "| | Year ended December 31, 2012 | Year ended December 31, 2011 |",
    ]
    lines += ["|---|---|---|"]
    for row, (label, *cells) in enumerate(FLOWS):
        lines.append("| " + " | ".join([label, *(changed.get((row, n), cell) for n, cell in enumerate(cells))]) + " |")
    found = [f for f in read("\n".join(lines).encode(), name="a.md").facts if f.table]
    rows = sorted({f.row for f in found if f.row is not None})
    return {(rows.index(f.row), f.column - 1): f for f in found if f.row is not None and f.column is not None}


def test_what_cash_grew_by_is_the_sum_of_the_flows_that_moved_it() -> None:
    clean = read_flows({})
    assert all(fact.trusted for fact in clean.values())
    assert not read_flows({(3, 1): "(8)"})[3, 1].trusted


def test_figures_of_cash_in_the_lines_of_each_other_are_no_lost_sign() -> None:
    found = read_flows({(3, 1): "53", (4, 1): "50", (5, 1): "(3)"})
    assert [found[row, 1].status for row in (3, 4, 5)].count("repaired") == 0
    assert not any(found[row, 1].trusted for row in (3, 4, 5))


def test_a_section_that_adds_up_to_zero_in_one_column_is_a_sum_in_the_other() -> None:
    lines = ["(In billions of yen)", "", "| | Year ended March 31, 2023 | Year ended March 31, 2022 |", "|---|---|---|"]
    lines += ["| Cash flows from investing activities: | | |", "| Purchases of property | -0.7 | -0.7 |"]
    lines += ["| Proceeds from sale of assets | 1.3 | 1.3 |", "| Acquisition of businesses | -0.6 | -0.5 |"]
    for total, sure in (("0.1", True), ("0.7", False)):
        rows = [*lines, f"| Net cash used in investing activities | 0.0 | {total} |"]
        facts = read("\n".join(rows).encode(), name="a.md").facts
        assert next(f for f in facts if f.printed == total).trusted is sure


def test_what_cash_grew_by_is_held_against_a_flow_that_is_zero_in_the_other_column() -> None:
    flows = {(0, 0): "15", (0, 1): "18", (1, 0): "0", (1, 1): "(2)", (2, 0): "(21)", (2, 1): "(19)"}
    assert all(fact.trusted for fact in read_flows(flows).values())
    assert not read_flows({**flows, (2, 1): "(69)"})[2, 1].trusted


def test_income_before_taxes_of_few_millions_is_held_against_what_stands_between() -> None:
    lines = ["(In millions of pounds sterling)", "", "| | Year ended June 30, 2013 | Year ended June 30, 2012 |"]
    lines += ["|---|---|---|", "| Operating income | 76 | 76 |", "| Other income (expense), net | (4) | (5) |"]
    for income, sure in (("72", True), ("77", False)):
        rows = [*lines, f"| Income before income taxes | {income} | 71 |", "| Income tax expense | 22 | 21 |"]
        facts = read("\n".join([*rows, "| Net income | 50 | 50 |"]).encode(), name="a.md").facts
        assert next(f for f in facts if f.printed == income).trusted is sure
