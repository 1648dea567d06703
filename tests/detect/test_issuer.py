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
        ("Name of Listed Company: Example Holdings Co., Ltd.  Code Number: 9876\n", "Example Holdings Co., Ltd."),
        (
            "Results [Japan GAAP] November 7, 2018 Name of Listed Company: Example Milk Co., Ltd. Code: 9876\n",
            "Example Milk Co., Ltd.",
        ),
        (
            "財務情報はIFRSに則っています。例示グループ㈱及び例示グループ㈱の連結子会社を「例示」と記載します。\n",
            "例示グループ㈱",
        ),
        ("会 社 名　 株式会社例示電機\n代表者名 例示 太郎\n", "株式会社例示電機"),
        ("October 26, 2023, Example Inc (NYSE: EXM) announced its results.\n", "Example Inc"),
        ("Kao : Summary of Consolidated Financial Results for the Nine Months Ended December 31, 2021\n", "Kao"),
        ("【英訳名】\nExample Kasei Corporation\n", "Example Kasei Corporation"),
        ("Q4 results\n©2023 EXAMPLE INC. ALL RIGHTS RESERVED\n", "EXAMPLE INC."),
        ("Results\nABOUT US\nAbout Example Inc.\n", "Example Inc."),
        ("決算短信\n\n上場会社名株式会社ひかり書店 上場取引所東証 コード番号3187\n", "株式会社ひかり書店"),
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


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "FORM 10-Q\nMcEXAMPLE’S CORPORATION\n(Exact Name of Registrant as Specified in Its Charter)\n",
            "McEXAMPLE’S CORPORATION",
        ),
        ("FORM 10-Q\nExample & Example\n(Exact name of registrant as specified in its charter)\n", "Example & Example"),
        ("FORM 10-Q\nTHE EXAMPLE DEPOT, INC.\nCONSOLIDATED BALANCE SHEETS\n", "THE EXAMPLE DEPOT, INC."),
        (
            "Springfield, May 8, 2023 – Example Resorts International (NYSE: EXR) today reported results.\n",
            "Example Resorts International",
        ),
        ("例示自動車㈱(9876) 2023年３月期 第１四半期決算短信\n○添付資料の目次\n", "例示自動車㈱"),
        ("例示銀行(9876) 2023年３月期 決算短信\n", "例示銀行"),
        ("業績について\n\n2023年５月11日\n\n例示 ホールディングス株式会社\n", "例示 ホールディングス株式会社"),
    ],
)
def test_named_without_a_label(text: str, name: str) -> None:
    assert document_of(text).issuer.name == name


def test_the_cover_table_of_several_registrants_names_the_issuer_under_its_heading() -> None:
    text = (
        "| Commission File Number | Exact Name of Registrant; State of Incorporation | I.R.S. Employer No. |\n"
        "| 001-99999 | EXAMPLE CORPORATION | 12-3456789 |\n"
    )
    assert document_of(text).issuer.name == "EXAMPLE CORPORATION"


@pytest.mark.parametrize(
    "text",
    [
        "（連結の範囲に関する事項）\n\n連結子会社の名称\n\n株式会社例示コマース\n\n株式会社例示レント\n",
        "Consolidated subsidiaries\n\nExample Leasing Co., Ltd.\n",
        "| Results | 3 |\n| Example Bank, Ltd. | 42 |\n| Segment Information | 44 |\n",
        "The Company sold all shares of Example Bank, Ltd. and its subsidiaries on June 24, 2025.\n",
    ],
)
def test_a_subsidiary_and_an_entry_of_the_contents_are_no_issuers(text: str) -> None:
    assert document_of(text).issuer.name is None


NARRATIVE = (
    "○添付資料の目次\n\n経営成績に関する説明\n\n帝国グループの当期の売上高は、前期比10.7％増の9,261億円となりました。\n"
)


@pytest.mark.parametrize(
    ("file", "name", "codes_of"),
    [
        ("花王_2021年12月期_決算短信.htm", "花王株式会社", [("unknown", "4452")]),
        ("tse-qcedjpfr-44520-2021-06-30-01-2021-08-04-ixbrl.htm", "花王株式会社", [("TSE", "4452")]),
        (
            "0101010_honbun_jpcrp030000-asr-001_E00883-000_2021-12-31_01_2022-03-25_ixbrl.htm",
            "花王株式会社",
            [("unknown", "4452")],
        ),
        ("帝国.htm", "帝国", []),
        ("帝国工業.htm", None, []),
        ("アルファ.htm", None, []),  # two listed issuers bear that name
        ("qualitative.htm", None, []),
        ("2021.htm", None, []),
        ("report.htm", None, []),
    ],
)
def test_the_name_of_the_file_is_a_witness(file: str, name: str | None, codes_of: list[tuple[str, str]]) -> None:
    document = document_of(NARRATIVE, file=file)
    assert document.issuer.name == name
    assert [(each.exchange, each.code) for each in document.issuer.securities] == codes_of
    assert all(each.printed in file for each in document.evidence if each.property == "issuer")


def test_the_print_wins_over_the_name_of_the_file() -> None:
    text = "会社名 株式会社例示\n2021年12月期 決算短信\n"
    document = document_of(text, file="花王.htm")
    assert (document.issuer.name, document.issuer.securities) == ("株式会社例示", ())


def test_two_languages_name_one_issuer() -> None:
    text = "2021年12月期 決算説明\n\n花王株式会社\n\nKao Corporation\n\nExample Bank, Ltd.\n"
    assert document_of(text).issuer.name == "花王株式会社"
