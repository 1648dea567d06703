"""What costs cash is no receipt in one year: told where the sums hold with either sign, and only there."""

from __future__ import annotations

import pytest

from tests.prove.builders import table
from tests.prove.test_repair import judged

COLUMNS = [("FY2023", "USD", "amount"), ("FY2022", "USD", "amount")]


@pytest.mark.parametrize(
    ("used", "parts", "expected"),
    [
        (("0.1", "(0.3)"), [("(1.3)", "(1.5)"), ("2.8", "2.7"), ("(1.6)", "(1.5)")], ["0.1"]),
        (("(0.1)", "(0.3)"), [("(1.3)", "(1.5)"), ("2.8", "2.7"), ("(1.6)", "(1.5)")], []),
        (("1.4", "(0.3)"), [("(1.3)", "(1.5)"), ("4.3", "2.7"), ("(1.6)", "(1.5)")], []),
        (("0.1", "0.3"), [("(1.3)", "(1.5)"), ("2.8", "3.3"), ("(1.4)", "(1.5)")], []),
    ],
    ids=["nothing tells", "with its sign", "the sum tells", "in both columns"],
)
def test_cash_used_that_is_above_zero(used: tuple[str, str], parts: list[tuple[str, str]], expected: list[str]) -> None:
    names = ("Additions to plant", "Disposals", "Business combinations")
    rows = [(name, list(cells)) for name, cells in zip(names, parts, strict=True)]
    result = judged(table([*rows, ("Net cash used in investing activities", list(used))], columns=COLUMNS, scale=9))
    assert [fact.printed for fact in result.statement.facts if fact.status == "conflict"] == expected


def test_either_way() -> None:
    rows = [("Opening", ["3.0", "4.1"]), ("Net cash provided by (used in) financing", ["0.1", "(0.3)"])]
    result = judged(table(rows, columns=COLUMNS, scale=9))
    assert {fact.status for fact in result.statement.facts} == {"verbatim"}
