"""The accounting standard is what the document says of itself."""

import pytest

from tests.detect.builders import document_of


@pytest.mark.parametrize(
    ("text", "standard"),
    [
        ("All figures are prepared in accordance with U.S. GAAP.\n", "US-GAAP"),
        ("全ての財務情報はIFRSに則って算出されています。\n", "IFRS"),
        ("決算短信〔日本基準〕（連結）\n", "JP-GAAP"),
        ("Consolidated Results [Under US GAAP]\n", "US-GAAP"),
        ("わが国において一般に公正妥当と認められる会計基準に準拠して作成されております。\n", "JP-GAAP"),
    ],
)
def test_what_it_says_of_itself(text: str, standard: str) -> None:
    assert document_of(text).accounting_standard == standard


@pytest.mark.parametrize(
    "text",
    [
        "Reconciliation of non-GAAP measures\n",
        "国際財務報告基準の適用につきましては、今後検討してまいります。\n",
        "Our competitor reports IFRS figures.\n",
        "prepared in accordance with IFRS\nprepared in accordance with U.S. GAAP\n",
    ],
)
def test_mentions_plans_and_ties_decide_nothing(text: str) -> None:
    assert document_of(text).accounting_standard is None
