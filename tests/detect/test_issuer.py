"""The issuer is named where issuers name themselves; a company in the story is not the issuer."""

import pytest

from tests.detect.builders import codes, document_of


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Example Holdings Co., Ltd.\nConsolidated Results for FY2023\n", "Example Holdings Co., Ltd."),
        ("上場会社名　例示自動車株式会社　　上場取引所　東\n", "例示自動車株式会社"),
        ("【会社名】\n株式会社例示ホールディングス\n", "株式会社例示ホールディングス"),
        ("会社名 株式会社ＡＢＣ\n業績予想の修正に関するお知らせ\n", "株式会社ＡＢＣ"),
        ("Q4 results\n©2023 EXAMPLE INC. ALL RIGHTS RESERVED\n", "EXAMPLE INC."),
        ("Results\nABOUT US\nAbout Example Inc.\n", "Example Inc."),
        ("Revenue grew. (text)\nExample Corporation (NYSE: EXM) today reported results.\n", "Example Corporation"),
    ],
)
def test_named_at_its_place(text: str, name: str) -> None:
    assert document_of(text).issuer.name == name


def test_a_company_of_the_story_is_not_the_issuer() -> None:
    text = "経営成績の概況\n" + "当社は連結子会社である他社商事株式会社の株式を取得いたしました。" * 8 + "\n"
    assert document_of(text).issuer.name is None
    assert "issuer_unknown" in codes(text)


def test_the_exchange_and_the_auditor_are_no_issuers() -> None:
    assert document_of("株式会社東京証券取引所\n有限責任あずさ監査法人\n").issuer.name is None


def test_two_names_of_equal_standing_are_no_name() -> None:
    assert document_of("First Example Inc.\nSecond Example Inc.\n").issuer.name is None
