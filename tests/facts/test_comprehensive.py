"""Rows of other comprehensive income: item, stage and side of the tax, by heading, column and the row of the tax."""

from __future__ import annotations

import pytest

from extract.facts.comprehensive import StagesOfIncome
from extract.vocab import vocabulary

OCI = "OtherComprehensiveIncome"
BY_HEADING = {
    1: ("Other comprehensive income", "Cash flow hedges", "Gains recognized in other comprehensive income"),
    2: ("Other comprehensive income", "Cash flow hedges", "Reclassified to net earnings"),
    3: ("Other comprehensive income", "Pension plans", "Actuarial gains (losses)"),
    4: ("Other comprehensive income", "Pension plans", "Amortization"),
    5: ("Other comprehensive income", "Debt securities", "Unrealized gains"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("row", "head", "concept"),
    [
        (1, "Pretax", f"{OCI}LossCashFlowHedgeGainLossBeforeReclassificationAndTax"),
        (1, "Tax", f"{OCI}LossCashFlowHedgeGainLossBeforeReclassificationTax"),
        (2, "After tax", f"{OCI}LossCashFlowHedgeGainLossReclassificationAfterTax"),
        (3, "Tax", f"{OCI}DefinedBenefitPlansNetUnamortizedGainLossArisingDuringPeriodTax"),
        (
            4,
            "Pretax",
            f"{OCI}LossReclassificationAdjustmentFromAOCIPensionAndOtherPostretirementBenefitPlansForNetGainLossBeforeTax",
        ),
        # Nothing was reclassified of the securities: what arose is all there is.
        (5, "Pretax", f"{OCI}LossAvailableForSaleSecuritiesAdjustmentBeforeTax"),
        (5, "Plan assets", None),
    ],
)
def test_below_the_heading_of_an_item(row: int, head: str, concept: str | None) -> None:
    table = StagesOfIncome(BY_HEADING, ((head,),), ())
    assert table.concept(BY_HEADING[row], (head,), row) == concept


ROLL = {
    1: ("Balance at January 1, 2031",),
    2: ("Other comprehensive income before reclassifications (a)",),
    3: ("Amounts reclassified from accumulated other comprehensive loss",),
    4: ("Net other comprehensive income",),
    5: ("Tax amounts",),
    6: ("Balance at March 31, 2031",),
}
COLUMNS = (("Currency translation",), ("Cash flow hedges",), ("Retirement benefits",), ("Other",), ("Total",))


def test_in_the_column_of_an_item_what_stands_above_the_tax_is_before_it() -> None:
    table = StagesOfIncome(ROLL, COLUMNS, ("Changes in accumulated other comprehensive loss",))

    def of(row: int, head: str) -> str | None:
        return table.concept(ROLL[row], (head,), row)

    assert of(2, "Cash flow hedges") == f"{OCI}LossCashFlowHedgeGainLossBeforeReclassificationAndTax"
    assert of(4, "Currency translation") == (
        f"{OCI}LossForeignCurrencyTransactionAndTranslationAdjustmentBeforeTax"
    )  # fmt: skip
    assert of(5, "Cash flow hedges") == f"{OCI}LossCashFlowHedgeGainLossAfterReclassificationTax"
    assert of(3, "Total") == "ReclassificationFromAociCurrentPeriodBeforeTaxAttributableToParent"
    assert of(6, "Retirement benefits") == "RemeasurementsOfDefinedBenefitPlans"
    assert of(2, "Other") is None


def test_without_a_tax_the_side_is_open_unless_the_title_says_it() -> None:
    rows = {row: path for row, path in ROLL.items() if row != 5}
    silent = StagesOfIncome(rows, COLUMNS, ("Changes in accumulated other comprehensive loss",))
    told = StagesOfIncome(rows, COLUMNS, ("Changes in accumulated other comprehensive loss, net of tax",))
    assert silent.concept(ROLL[2], ("Cash flow hedges",), 2) is None
    assert told.concept(ROLL[2], ("Cash flow hedges",), 2) == (
        f"{OCI}LossCashFlowHedgeGainLossBeforeReclassificationAfterTax"
    )  # fmt: skip


def test_beside_other_components_of_equity_a_column_is_a_component() -> None:
    columns = (("Common stock",), ("Retained earnings",), ("Cash flow hedges",), ("Currency translation",))
    table = StagesOfIncome(ROLL, columns, ("Other comprehensive loss",))
    assert table.concept(ROLL[6], ("Cash flow hedges",), 6) is None


def test_two_items_in_one_name_and_tables_about_something_else() -> None:
    both = {1: ("Other comprehensive income", "Securities available for sale and cash flow hedges, before tax")}
    assert StagesOfIncome(both, (), ()).concept(both[1], (), 1) is None
    other = {1: ("Notional amounts", "Cash flow hedges, before tax")}
    assert StagesOfIncome(other, (), ()).concept(other[1], (), 1) is None


def test_all_concepts_of_items_are_in_the_vocabulary() -> None:
    known = {concept.id for concept in vocabulary().concepts}
    for item in vocabulary().oci_items:
        named = {*item.arising.values(), *item.reclassified.values(), *item.net.values(), item.balance or "Assets"}
        assert named <= known, item.item
