"""Japanese prose: which noun a figure is of, when the nouns before it give reasons, concede or stand in brackets."""

from __future__ import annotations

import pytest

import extract
from tests.facts.telling import facts, profile

ANNUAL = profile(kind="summary_report", start="2021-04-01", end="2022-03-31")
HALF = profile(kind="summary_report", start="2021-09-01", end="2022-02-28")


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        # Nouns enumerated before a reason are part of it.
        (
            "流動資産は、現金及び預金や売掛債権、その他流動資産等の増減により、前期末に比べて374億円増加しました。",
            ["流動資産"],
        ),
        ("「甲乙」は、主に市場の拡大、販売エリアの拡大、および処方の増加により、165億円増収となりました。", ["甲乙"]),
        ("経常利益は投資利益の計上等により前期対比7.4％減の497億円となりました。", ["経常利益", "経常利益"]),
        # `が` holds in its clause, `は` in the sentence.
        (
            "固定資産は、設備投資により有形固定資産が327億円増加したことや、販売権が182億円増加した一方で、"
            "資産の返還により前払年金が228億円減少しており、前期末に比べて290億円増加しました。",
            ["有形固定資産", "販売権", "前払年金", "固定資産"],
        ),
        # What only concedes has a topic of its own.
        (
            "食品事業の売上高は、飼料は減収となったものの、原薬の増収により、前期を117億円上回りました。",
            ["食品事業の売上高"],
        ),
        # Asides, quotation marks and nouns that a reason is built of.
        ("主な要因は、契約負債（流動負債）の増加371億円によるものであります。", ["契約負債の増加"]),
        (
            "有形固定資産の取得による支出43億円、株式の売却による収入7億円がありました。",
            ["有形固定資産の取得による支出", "株式の売却による収入"],
        ),
        ("営業活動により得た資金は818億円となりました。", ["営業活動により得た資金"]),
        (
            "のれん等を含む無形固定資産の増加32億円、負債合計の減少5億円がありました。",
            ["のれん等を含む無形固定資産の増加", "負債合計の減少"],
        ),
        # A bare metric is its topic's; an amount is not another amount's.
        ("便秘症治療剤「甲」は、後発品の影響により、売上は148億円減収となりました。", ["便秘症治療剤甲: 売上"]),
        ("販売費及び一般管理費は123億円減少し、営業利益は5億円となりました。", ["販売費及び一般管理費", "営業利益"]),
        (
            "この結果、暫定的に算定されたのれんの金額4,379百万円は、会計処理の確定により2,464百万円減少しました。",
            ["暫定的に算定されたのれんの金額"] * 2,
        ),
        ("「無形固定資産」の「その他」に表示していた1,061百万円は、組み替えております。", ["無形固定資産のその他"]),
        ("ROEは中期経営計画の目標（10％以上）を大きく下回る5.5％となりました。", ["中期経営計画の目標", "ROE"]),
        ("中間配当金を１株当たり20.0円といたしました。", ["中間配当金"]),
        ("現金及び現金同等物は、期首に比べ25億31百万円減少しました。", ["現金及び現金同等物"]),
        (
            "営業利益は100億円（前年同期は21億円の親会社株主に帰属する純損失）です。",
            ["営業利益", "親会社株主に帰属する純損失"],
        ),
    ],
)
def test_the_noun_a_figure_is_of(text: str, subjects: list[str]) -> None:
    assert [fact.label[-1] for fact in facts(text, ANNUAL)] == subjects


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "投資活動によるキャッシュ・フローは、615億円の支出（前期は662億円の収入）となりました。",
            ["-61500000000", "66200000000"],
        ),
        ("財務活動の結果使用した資金は111億円（前年同期は76億円の獲得）となりました。", ["-11100000000", "7600000000"]),
        ("営業活動の結果得られた資金は55億円（前年同期は15億円の使用）となりました。", ["5500000000", "-1500000000"]),
    ],
)
def test_cash_goes_the_way_the_noun_behind_it_says(text: str, expected: list[str]) -> None:
    told = facts(text, ANNUAL)
    assert [fact.value for fact in told] == expected
    assert len({fact.label for fact in told}) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "売上高は3,923百万円（前年同期は4,212百万円）となりました。",
            [("2021-09-01", "2022-02-28"), ("2020-09-01", "2021-02-28")],
        ),
        ("売上高は3,923百万円（前期は4,212百万円）となりました。", [("2021-09-01", "2022-02-28"), None]),
        ("１株当たり純資産額は4,222円（前期末は4,233円）となりました。", [(None, "2022-02-28"), (None, "2021-08-31")]),
        (
            "換算レートは122円／米ドル（前期末111円／米ドル、130円／ユーロ）です。",
            [(None, "2022-02-28"), (None, "2021-08-31"), (None, "2021-08-31")],
        ),
        (
            "ノンリコース債務が、前期末において542,602百万円含まれております。",
            [(None, "2021-08-31")],
        ),
        ("利益剰余金の当期首残高は103億円減少しております。", [(None, "2021-08-31")]),
        ("利益剰余金の前期首残高は103億円減少しております。", [None]),
        (
            "2021年４月の物流センター開業により減価償却費が増加し、売上高は146億円となりました。",
            [("2021-09-01", "2022-02-28")],
        ),
        ("2021年10月27日の「八千代店」をはじめ３店舗を開店いたしました。", [("2021-09-01", "2022-02-28")]),
    ],
)
def test_times_told_by_their_place(text: str, expected: list[tuple[str | None, str] | None]) -> None:
    assert [fact.period and (fact.period.start, fact.period.end) for fact in facts(text, HALF)] == expected


@pytest.mark.parametrize(
    ("text", "expected", "target"),
    [
        ("次期の連結売上高は1兆3,100億円を見込んでおります。", ("2022-04-01", "2023-03-31"), True),
        ("翌連結会計年度以降の処分を予定している資産を減額し、減少額26億円を計上しております。", None, False),
        (
            "この結果、当連結会計年度の売上高は100億円となり、中期経営計画の目標を上回りました。",
            ("2021-04-01", "2022-03-31"),
            False,
        ),
        ("グループ全体の売上高は8,060億円を見込んでおりますが、影響は軽微であります。", None, True),
    ],
)
def test_what_is_planned_and_what_was_reached(text: str, expected: tuple[str, str] | None, target: bool) -> None:
    current = "当連結会計年度（自 2021年４月１日 至 2022年３月31日）\n\n"
    told = facts(current + text, ANNUAL)[-1]
    assert ("scenario" in told.dimensions) is target
    assert (told.period and (told.period.start, told.period.end)) == expected


def test_a_balance_at_the_end_is_that_of_the_topic() -> None:
    text = (
        "2031年３月期 決算短信\n\n株式会社みさき銀行\n\n１．経営成績等の概況\n\n"
        "預金は、個人預金が増加したことから、前連結会計年度末比90億円"
        "増加して、当連結会計年度末残高は9,120億円となりました。また、"
        "有価証券は、社債等は増加しましたが、国債等が減少したことから、"
        "前連結会計年度末比42億円減少して、当連結会計年度末残高は3,038億円となりました。\n"
    )
    facts = {f.printed: f for f in extract.read(text.encode(), name="a.txt").facts}
    assert facts["9,120"].label[-1] == "預金: 残高" and facts["3,038"].label[-1] == "有価証券: 残高"
