"""Concepts of row labels: exact after normalising, in the light of their parents, and alike within one statement."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.facts.concepts import concept_of, naming_of

TAXONOMY = Path(__file__).parents[3] / "shared" / "corpora" / "taxonomies" / "tdnet_tse-ed-t_labels.tsv"


@pytest.mark.parametrize(
    ("label", "concept"),
    [
        ("Total Revenues", "Revenues"),
        ("Total Revenues:", "Revenues"),
        ("Ⅰ　売上高", "Revenues"),
        ("売上高（百万円）", "Revenues"),
        ("Cost of Revenues:", "CostOfRevenue"),
        ("Net income (loss)*1", "ProfitLoss"),
        ("Net profit3", "ProfitLoss"),
        ("四半期純利益", "ProfitLoss"),
        ("当期純利益又は当期純損失（△）", "ProfitLoss"),
        ("当期純損失（△）", "ProfitLoss"),
        ("当期純利益（△は損失）", "ProfitLoss"),
        ("包括利益", "ComprehensiveIncome"),
        ("親会社株主に帰属する当期純利益", "ProfitLossAttributableToOwnersOfParent"),
        ("Net Income Attributable to Example Corp.", "ProfitLossAttributableToOwnersOfParent"),
        ("Net income attributable to noncontrolling interests", "ProfitLossAttributableToNonControllingInterests"),
        ("営業損失（△）", "OperatingIncome"),
        ("Income before Income Tax Expense (Benefit)", "ProfitLossBeforeTax"),
        ("税金等調整前四半期純利益", "ProfitLossBeforeTax"),
        ("１株当たり当期純利益（円 銭）", "EarningsPerShareBasic"),
        ("DILUTED NET INCOME PER SHARE", "EarningsPerShareDiluted"),
        ("Total shareholders’ equity", "Equity"),
        ("PROPERTY AND EQUIPMENT—Net", "PropertyPlantAndEquipment"),
        ("受取手形、売掛金及び契約資産", "NotesAndAccountsReceivableTradeAndContractAssets"),
        ("Net cash provided by (used in) operating activities", "NetCashProvidedByUsedInOperatingActivities"),
        ("営業活動によるキャッシュ・フロー", "NetCashProvidedByUsedInOperatingActivities"),
        ("販売費及び一般管理費合計", "SellingGeneralAndAdministrativeExpenses"),
        ("SG&A", "SellingGeneralAndAdministrativeExpenses"),
        ("自己資本比率（％）", "EquityToAssetRatio"),
    ],
)
def test_labels(label: str, concept: str) -> None:
    assert concept_of((label,), None) == concept


@pytest.mark.parametrize(
    "label",
    ["Cost of", "Revenue growth", "Systems Integration Revenues", "純利益率の", "Operating Loss", "Net loss", "その他",
     "Total", "Total Costs", "SG&A/R&D", "包括", "税引", "", "売上高総利益", "Net income before"],
)  # fmt: skip
def test_near_labels_are_not_guessed(label: str) -> None:
    assert concept_of((label,), None) is None


@pytest.mark.parametrize(
    ("path", "kind", "concept"),
    [
        (("ASSETS", "TOTAL"), "balance_sheet", "Assets"),
        (("LIABILITIES AND SHAREHOLDERS' EQUITY", "TOTAL"), "balance_sheet", "LiabilitiesAndNetAssets"),
        (("負債の部", "合計"), None, "Liabilities"),
        (("Connectivity services", "Total"), "income_statement", None),
        (("流動資産", "その他"), "balance_sheet", "OtherAssetsCurrent"),
        (("Earnings per share", "Basic"), None, "EarningsPerShareBasic"),
        (("REVENUES:", "Total revenues"), "income_statement", "Revenues"),
        (("Equipment Sales", "Revenues"), None, None),
        (("Non-Consolidated", "Total Revenues"), None, None),
        (("連結経営成績", "売上高"), None, "Revenues"),
        (("OPERATING ACTIVITIES:", "Net income"), "cash_flow", "ProfitLoss"),
        (("OPERATING ACTIVITIES:", "Inventories"), "cash_flow", "IncreaseDecreaseInInventories"),
        (("Inventories",), "balance_sheet", "Inventories"),
        (("Total assets",), "income_statement", "Assets"),
        ((), None, None),
    ],
)
def test_parents_and_statements(path: tuple[str, ...], kind: str | None, concept: str | None) -> None:
    assert concept_of(path, kind) == concept


@pytest.mark.parametrize(
    ("path", "statement", "candidates"),
    [
        (("リース債務",), "balance_sheet", {"LeaseObligationsCL", "LeaseObligationsNCL"}),
        (("Deferred income taxes",), "balance_sheet", {"DeferredTaxAssets", "DeferredTaxLiabilities"}),
        (("Deferred tax assets", "Inventories"), None, {"Inventories"}),
    ],
)
def test_several_that_it_may_be_are_candidates_and_none_is_chosen(
    path: tuple[str, ...], statement: str | None, candidates: set[str]
) -> None:
    naming = naming_of(path, statement)
    assert naming.concept is None
    assert set(naming.candidates) >= candidates


@pytest.mark.skipif(not TAXONOMY.exists(), reason="the taxonomy's labels are not at hand")
def test_summary_of_results_is_known() -> None:
    """Every line of the standard summary of results that is a plain amount or per-share figure, in both languages."""
    names = {
        "NetSales": "Revenues", "OperatingIncome": "OperatingIncome", "OrdinaryIncome": "OrdinaryIncome",
        "ProfitLoss": "ProfitLoss", "TotalAssets": "Assets", "NetAssets": "NetAssets", "NetIncomePerShare":
        "EarningsPerShareBasic", "NetAssetsPerShare": "NetAssetsPerShare", "CapitalAdequacyRatio": "EquityToAssetRatio",
    }  # fmt: skip
    rows = [line.split("\t") for line in TAXONOMY.read_text(encoding="utf-8").splitlines()]
    checked = [(label, names[row[0]]) for row in rows if row[0] in names for label in row[1:3]]
    assert len(checked) >= 16
    assert [label for label, concept in checked if concept_of((label,), None) != concept] == []


@pytest.mark.parametrize(
    ("path", "kind", "concept"),
    [
        (("INVESTING ACTIVITIES", "Payments for acquired intangible assets"), "cash_flow",
         "PurchaseOfIntangibleAssetsInvCF"),
        (("Cash flows from investing activities", "Businesses acquired, net of cash, and purchases of intangibles"),
         "cash_flow", None),
        (("Net (income) loss attributable to noncontrolling interests",), "income_statement",
         "ProfitLossAttributableToNonControllingInterests"),
        (("Benefit (provision) for income taxes",), "income_statement", "IncomeTaxes"),
        (("Cash and cash equivalents at June 30",), "cash_flow", "CashAndCashEquivalents"),
        (("EQUITY", "Example shareholders' equity", "Additional paid-in capital"), "balance_sheet", "CapitalSurplus"),
        (("Additional paid-in capital", "Stock-based compensation"), None, None),
        (("営業外収益", "固定資産売却益"), "income_statement", "GainOnSalesOfNoncurrentAssetsNOI"),
        (("特別利益", "固定資産売却益"), "income_statement", "GainOnSalesOfNoncurrentAssetsEI"),
        (("営業外費用", "減損損失"), "income_statement", None),
        (("特別損失", "その他"), "income_statement", "OtherEL"),
        (("純営業収益",), "income_statement", "NetOperatingRevenuesSE"),
        (("営業収益",), "income_statement", "Revenues"),
        (("Operating activities", "Loss on early retirement of debt"), "cash_flow",
         "GainsLossesOnExtinguishmentOfDebt"),
        (("Operating activities", "Decrease in prepaid expenses and other current assets"), "cash_flow",
         "IncreaseDecreaseInPrepaidDeferredExpenseAndOtherAssets"),
        (("Investing activities", "Acquisition of Kawabe Looms, net of cash acquired"), "cash_flow",
         "PaymentsToAcquireBusinessesNetOfCashAcquired"),
        (("Operating activities", "Adjustments to reconcile net loss to cash used", "Other"), "cash_flow",
         "OtherOperatingActivitiesCashFlowStatement"),
        (("Operating expenses", "Depreciation and amortization"), "income_statement", "DepreciationAndAmortization"),
        (("Earnings from continuing operations attributable to Kawabe",), "income_statement",
         "IncomeLossFromContinuingOperations"),
        (("Other comprehensive loss attributable to Kawabe",), "income_statement",
         "OtherComprehensiveIncomeLossNetOfTaxPortionAttributableToParent"),
        (("Other comprehensive income", "Cash flow hedges, net of tax benefit (expense) of $0.8"), "income_statement",
         "DeferredGainsOrLossesOnHedgesNetOfTaxOCI"),
    ],
)  # fmt: skip
def test_other_words_and_other_places(path: tuple[str, ...], kind: str | None, concept: str | None) -> None:
    assert concept_of(path, kind) == concept


def test_what_is_alike_is_compared_within_a_statement_only() -> None:
    assert concept_of(("Payments for acquired intangible assets",), None) is None
    assert concept_of(("Payments for acquired intangible assets",), "balance_sheet") is None


def test_the_standard_of_a_document_tells_concepts_of_one_place_apart() -> None:
    path = ("Operating activities", "(Increase) decrease in inventories")
    assert naming_of(path, "cash_flow").concept is None and len(naming_of(path, "cash_flow").candidates) > 1
    assert naming_of(path, "cash_flow", standard="US-GAAP").concept == "IncreaseDecreaseInInventories"
