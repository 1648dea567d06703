"""Each kind of document by the words it uses of itself, in both languages; ties and silence are problems."""

import pytest

from tests.detect.builders import codes, document_of

RELEASE = """FOR IMMEDIATE RELEASE
Example Corp. Announces Third Quarter Results for the Fiscal Year Ending March 31, 2024
Tokyo, February 9, 2024 - Example Corp. (NASDAQ: EXMP) today announced its financial results for the third quarter.
"""
DECK = """Example Corp.
Q3 FY2023 Earnings Presentation
February 9, 2024
"""
INVESTORS = """Example Corp.
Investor Presentation
June 2024
Corporate Profile
"""
CONFERENCE = """Example Corp.
Global Technology Conference 2024
Key Investment Highlights
Summary of Financial Results for FY2023
"""
SUMMARY = """２０２４年３月期　決算短信〔日本基準〕（連結）
2024年５月10日
上場会社名　例示株式会社　　上場取引所　東
コード番号　1234
決算補足説明資料作成の有無：有
"""
SUMMARY_EN = """Consolidated Financial Results for the Three Months Ended June 30, 2023 [Japanese GAAP]
August 10, 2023
Company name: Example Corp.
Stock exchange listing: Tokyo Stock Exchange
Code number: 1234
Scheduled date of filing quarterly securities report: August 14, 2023
"""
ANNUAL = """【表紙】
【提出書類】　有価証券報告書
【提出日】　2024年６月27日
"""
FORM = """FORM 10-K
ANNUAL REPORT PURSUANT TO SECTION 13 OR 15(d) OF THE SECURITIES EXCHANGE ACT OF 1934
For the fiscal year ended September 30, 2023
"""
QUARTERLY = """【提出書類】　四半期報告書
第３四半期
"""
NOTICE = """2024年５月10日
業績予想の修正に関するお知らせ
"""


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (RELEASE, "results_release"),
        (DECK, "results_presentation"),
        ("2024年３月期　決算説明会資料\n例示株式会社\n", "results_presentation"),
        (INVESTORS, "investor_presentation"),
        (CONFERENCE, "investor_presentation"),
        ("個人投資家向け会社説明会\n例示株式会社\n", "investor_presentation"),
        (SUMMARY, "summary_report"),
        (SUMMARY_EN, "summary_report"),
        (ANNUAL, "annual_report"),
        (FORM, "annual_report"),
        ("Annual Report 2023\nExample Corporation\n", "annual_report"),
        (QUARTERLY, "other"),
        (NOTICE, "other"),
    ],
)
def test_kind_by_its_own_words(text: str, kind: str) -> None:
    assert document_of(text).kind == kind


def test_evidence_names_words_that_stand_at_their_place() -> None:
    document = document_of(RELEASE)
    lines = RELEASE.splitlines()
    kinds = [e for e in document.evidence if e.property == "kind"]
    assert kinds
    for evidence in kinds:
        where = evidence.location
        assert lines[(where.line or 0) - 1][where.start : where.end] == evidence.printed


def test_no_evidence_is_a_problem_and_no_kind() -> None:
    assert document_of("Shopping list\nmilk\neggs\n").kind is None
    assert "kind_unknown" in codes("Shopping list\nmilk\neggs\n")


def test_two_winners_are_a_problem_and_no_kind() -> None:
    text = "Corporate Presentation\nAnnual Report\n"
    assert document_of(text).kind is None
    assert "kind_ambiguous" in codes(text)


def test_a_deck_that_quotes_its_release_stays_a_deck() -> None:
    text = DECK + "This is what our press release of today says.\n" * 3
    assert document_of(text).kind == "results_presentation"
