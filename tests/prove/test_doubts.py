"""Checks that fail are felt by their figures, and by no others."""

from __future__ import annotations

import pytest

from extract.model import Settings
from extract.pipeline import read_document
from tests.prove.builders import table
from tests.prove.test_repair import judged

HEADS = "\tFY2023 (April 1, 2023 to March 31, 2024)\tFY2022 (April 1, 2022 to March 31, 2023)\n"


def untrusted(body: str) -> list[str]:
    """Printed figures that are not trusted, in the order of the document."""
    text = f"# Corrib Quarries plc\n\n(EUR million)\n\n{HEADS}{body}"
    result = read_document(text.encode(), "r.md", Settings())
    return [fact.printed or "" for fact in result.facts if not fact.trusted]


def repaired(body: str) -> dict[str, str | None]:
    text = f"# Corrib Quarries plc\n\n(EUR million)\n\n{HEADS}{body}"
    result = read_document(text.encode(), "r.md", Settings())
    return {fact.printed or "": fact.value for fact in result.facts if fact.status == "repaired"}


NO_CORRECTION = """Limestone\t4,127\t3,980
Granite\t2,318\t2,244
Slate\t1,655\t1,702
Total\t8,327\t7,926
"""
SOUND = NO_CORRECTION.replace("8,327", "8,100")
LAST_LINE = """Revenue\t31,846\t29,907
Cost of sales\t(18,220)\t(17,415)
Gross profit\t13,626\t12,492
Administrative expenses\t(7,308)\t(6,990)
Operating profit\t6,318\t5,502
Income taxes\t(1,702)\t(1,488)
Profit for the year\t4,676\t4,014
"""
BETWEEN = LAST_LINE.replace("4,676", "4,616").replace("6,318", "6,878")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(SOUND, [], id="sound"),
        pytest.param(NO_CORRECTION, ["4,127", "2,318", "1,655", "8,327"], id="none can be singled out"),
        pytest.param(LAST_LINE, ["(1,702)", "4,676"], id="the result above is borne out"),
    ],
)
def test_figures_of_a_failing_check_are_in_doubt(body: str, expected: list[str]) -> None:
    assert untrusted(body) == expected


def test_a_figure_that_two_failing_checks_share_is_repaired_or_alone_in_doubt() -> None:
    assert untrusted(BETWEEN) in ([], ["6,878"])
    assert repaired(LAST_LINE.replace("4,676", "4,616").replace("6,318", "6,818")) == {"6,818": "6318000000"}


CASH = """Cash flows from operating activities\t9,214\t8,807
Cash flows from investing activities\t(4,130)\t(3,992)
Cash flows from financing activities\t(2,871)\t(2,350)
Net increase in cash\t2,213\t2,465
Cash at beginning of year\t18,640\t16,175
Cash at end of year\t{end}\t18,640
"""


def test_balances_stand_in_the_column_of_the_flows_between_them() -> None:
    assert untrusted(CASH.format(end="20,853")) == []
    assert "20,353" in untrusted(CASH.format(end="20,353"))


def test_two_arrangements_of_one_sum_do_not_turn_a_sign() -> None:
    """`612 + 8 = 620` holds everywhere; `620 + (-8) = 612` only where the line in the middle is nothing."""
    body = "Net earnings\t612\t571\nTranslation adjustments\t8\t(3)\nComprehensive income\t620\t568\n"
    assert untrusted(body) == [] and repaired(body) == {}


def test_a_currency_sign_is_no_damage() -> None:
    body = LAST_LINE.replace("\t31,846", "\t€31,846").replace("(18,220)", "(18,280)")
    assert repaired(body) == {} or repaired(body) == {"(18,280)": "-18220000000"}


def test_a_cost_printed_positive_in_all_columns_has_lost_no_sign() -> None:
    """Two figures of the other column have changed places; that turns no cost of this one into a negative."""
    body = """Revenue\t16,078\t9,340
Cost of sales\t8,427\t8,458
Gross profit\t7,651\t17,798
Administrative expenses\t3,108\t3,204
Operating profit\t4,543\t14,594
"""
    assert repaired(body) == {}


def test_figures_are_told_and_compared_in_the_scale_they_are_printed_in() -> None:
    """Hundreds of millions with one decimal: `6.9` is one misread digit away from `8.9`, and shown as printed."""
    rows = [
        ("税引前利益", ["17.1", "19.2"]),
        ("減価償却費", ["22.0", "23.5"]),
        ("仕入債務の増減額", ["7.4", "6.9"]),
        ("法人税等の支払額", ["-8.1", "-8.9"]),
        ("営業活動によるキャッシュ・フロー合計", ["38.4", "42.7"]),
    ]
    result = judged(table(rows, columns=[("FY2020", "JPY", "amount"), ("FY2021", "JPY", "amount")], scale=8))
    misread = next(fact for fact in result.statement.facts if fact.printed == "6.9")
    assert misread.status == "conflict" and "89" in {candidate.value[:2] for candidate in misread.candidates}
    assert "19.2 + 23.5 + 6.9 + (-8.9) = 42.7 is then 2.0 off" in (misread.explanation or "")


def test_what_one_failing_check_names_is_only_the_likeliest() -> None:
    """A balance of the next line would satisfy the sum as well as another digit in one of its parts."""
    rows = [
        ("Purchases of equipment", ["-51", "-60"]),
        ("Proceeds from sale of assets", ["124", "134"]),
        ("Acquisition of businesses", ["-42", "-37"]),
        ("Net cash from investing activities", ["25", "37"]),
        ("Proceeds from borrowings", ["28", "30"]),
        ("Dividends paid", ["-24", "-21"]),
        ("Net cash from financing activities", ["4", "9"]),
    ]
    facts = judged(table(rows, columns=[("FY2020", "USD", "amount"), ("FY2021", "USD", "amount")])).statement.facts
    bought = next(fact for fact in facts if fact.printed == "-51")
    assert bought.status == "conflict" or bought.doubts


@pytest.mark.parametrize(
    ("labels", "cells"),
    [
        (
            ("営業利益", "営業外収益合計", "営業外費用合計", "経常利益"),
            [["84.4", "52.8"], ["21.8", "21.6"], ["19.3", "17.5"], ["86.9", "66.9"]],
        ),
        (
            ("Operating income", "Total other income", "Total other expenses", "Income before income taxes"),
            [["338", "323"], ["21", "32"], ["17", "19"], ["342", "386"]],
        ),
    ],
)
def test_a_result_made_of_the_one_before_and_what_stands_between_speaks_where_it_fails(
    labels: tuple[str, ...], cells: list[list[str]]
) -> None:
    """Three digits in two columns tell little of a sum of four; the words say the rest of it."""
    columns = [("FY2021", "JPY", "amount"), ("FY2020", "JPY", "amount")]
    rows = [("Segment note", ["7", "9"]), *zip(labels, cells, strict=True)]
    result = judged(table(rows, columns=columns, scale=8))
    wrong = next(fact for fact in result.statement.facts if fact.printed == cells[-1][1])
    assert wrong.status in ("conflict", "repaired") or wrong.doubts
    cells[-1][1] = {"66.9": "56.9", "386": "336"}[cells[-1][1]]
    result = judged(table([rows[0], *zip(labels, cells, strict=True)], columns=columns, scale=8))
    assert {fact.status for fact in result.statement.facts} == {"verbatim"}
    assert not [fact.printed for fact in result.statement.facts if fact.doubts]
