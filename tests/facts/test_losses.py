"""Concepts of rows that are called a loss: the sign of their figures decides."""

from __future__ import annotations

import pytest

import extract
from extract.model import Fact

ENGLISH = """Holm Ferries plc

Consolidated statements of operations (USD thousands, except per share data)

\tYear ended March 31, 2023\tYear ended March 31, 2024
Revenue\t9,411\t9,412
Cost of revenue\t9,911\t9,982
Gross loss\t{0}500{1}\t{0}570{1}
Operating expenses\t100\t120
Operating loss\t{0}600{1}\t{0}690{1}
Loss before income taxes\t{0}605{1}\t{0}695{1}
Net loss\t{0}610{1}\t{0}700{1}
Net loss per share, basic\t{0}1.10{1}\t{0}1.22{1}
Impairment loss\t{0}41{1}\t{0}42{1}
"""
JAPANESE = """株式会社ほるむ海運

連結損益計算書（単位：百万円）

\t2023年３月期\t2024年３月期
売上高\t9,411\t9,412
営業損失\t{0}600\t{0}690
経常損失\t{0}605\t{0}695
親会社株主に帰属する当期純損失\t{0}610\t{0}700
１株当たり当期純損失（円）\t{0}1.10\t{0}1.22
減損損失\t41\t42
"""
IN_ENGLISH = {
    "Gross loss": "GrossProfit",
    "Operating loss": "OperatingIncome",
    "Loss before income taxes": "ProfitLossBeforeTax",
    "Net loss": "ProfitLoss",
    "Net loss per share, basic": "EarningsPerShareBasic",
}
IN_JAPANESE = {
    "営業損失": "OperatingIncome",
    "経常損失": "OrdinaryIncome",
    "親会社株主に帰属する当期純損失": "ProfitLossAttributableToOwnersOfParent",
    "１株当たり当期純損失（円）": "EarningsPerShareBasic",
}


def facts_of(text: str) -> tuple[Fact, ...]:
    return extract.read(text.encode(), name="a.txt").facts


@pytest.mark.parametrize(("text", "names"), [(ENGLISH, IN_ENGLISH), (JAPANESE, IN_JAPANESE)])
def test_a_loss_printed_as_one_is_the_income(text: str, names: dict[str, str]) -> None:
    facts = facts_of(text.format("(", ")") if text is ENGLISH else text.format("△"))
    assert {(f.label[-1], f.concept) for f in facts if f.label[-1] in names} == set(names.items())
    assert all((f.value or "").startswith("-") for f in facts if f.label[-1] in names)


@pytest.mark.parametrize(("text", "names"), [(ENGLISH, IN_ENGLISH), (JAPANESE, IN_JAPANESE)])
def test_a_loss_printed_as_an_amount_has_the_income_for_a_candidate(text: str, names: dict[str, str]) -> None:
    facts = [f for f in facts_of(text.format("", "")) if f.label[-1] in names]
    assert len(facts) == 2 * len(names)
    assert {(f.label[-1], f.concept, *f.concept_candidates) for f in facts} == {(k, None, v) for k, v in names.items()}


def test_other_losses_are_no_results() -> None:
    for text, label in ((ENGLISH, "Impairment loss"), (JAPANESE, "減損損失")):
        results = {"OperatingIncome", "ProfitLoss", "OrdinaryIncome", "GrossProfit"}
        for fact in facts_of(text.format("(", ")")):
            if fact.label[-1] == label:
                assert fact.concept not in results and results.isdisjoint(fact.concept_candidates)
