"""What a number measures, as the words around it say."""

import pytest

from tests.facts.telling import facts


@pytest.mark.parametrize(
    ("text", "label"),
    [
        (
            "Net cash used in investing activities in 1Q07 was JPY 3,520 million",
            "Net cash used in investing activities",
        ),
        ("mainly due to an increase in costs of JPY 406 million", "increase in costs"),
        ("the increase of JPY 407 million in gross margin from services, despite costs", "gross margin from services"),
        (
            "We recorded proceeds of JPY 538 million from the sale of securities.",
            "proceeds from the sale of securities",
        ),
        ("We paid JPY 1,975 million for the purchase of stock.", "purchase of stock"),
        (
            "Systems revenue fell short of our budget: Approx. JPY0.9 billion",
            "Systems revenue fell short of our budget",
        ),
        ("Loss from 4 new subsidiaries JPY453 million", "Loss from 4 new subsidiaries"),
        ("revenues are increasing and the number of projects reached 600", "number of projects"),
        ("以上の結果、営業利益は65億11百万円", "営業利益"),
        ("資金利益は、貸出金の増加等により516億円", "資金利益"),
        ("当第３四半期会計期間末の総資産は、前事業年度末に比べ57億円増加", "総資産"),
    ],
)
def test_subject(text: str, label: str) -> None:
    assert label in facts(text)[-1].label


def test_path_of_heading_bullet_and_subject() -> None:
    text = "# Results\n\n# Income\n\n# Connectivity\n\n- Dedicated Access Services\n- Revenues: JPY 5 million"
    assert facts(text)[0].label == ("Connectivity", "Dedicated Access Services", "Revenues")


def test_a_change_in_its_own_line_belongs_to_the_level_above() -> None:
    text = "◆ Operating Income\n\nFY05: JPY 2,411 million\n-> FY06: JPY 3,500 million\n(+45.2% YoY)"
    last = facts(text)[-1]
    assert (last.value, last.measure) == ("45.2", "change")
    assert last.period is not None and last.period.end == "2007-03-31"
    assert "Operating Income" in last.label


def test_shares_of_holders_are_named_by_the_holder() -> None:
    got = [(fact.label[-1], fact.value) for fact in facts("NTT(24.7%), Koichi Suzuki(6.1%), Itochu Corp.(5.1%)")]
    assert got == [("NTT", "24.7"), ("Koichi Suzuki", "6.1"), ("Itochu Corp", "5.1")]
