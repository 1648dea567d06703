"""What one document has lost another may print; the order of the documents does not matter."""

from __future__ import annotations

from decimal import Decimal

import msgspec

from extract.batch.second import judge_results
from extract.model import Document, Issuer, Judgement, Security, Statement
from extract.pipeline import read
from extract.prove import judge, judge_together
from tests.prove.builders import SETTINGS, statement, table

THOUSANDS = [
    ("Cash", ["13,554,544", "13,727,021"]),
    ("Accounts receivable", ["9,675,725", "11,962,000"]),
    ("Intangible assets", ["2,876,894", "633,111"]),
    ("Property", ["9,832,396", "10,299,123"]),
    ("Guarantee deposits", [None, "1,402,555"]),
    ("Other assets", [None, "1,252,777"]),
    ("Total assets", ["40,885,753", "39,276,587"]),
]
MILLIONS = [
    ("Cash", ["13,555", "13,727"]),
    ("Accounts receivable", ["9,676", "11,962"]),
    ("Intangible assets", ["2,877", "633"]),
    ("Property", ["9,832", "10,299"]),
    ("Other assets", ["3,260", "1,253"]),
]
COLUMNS = [("2007-03-31", "JPY", "amount"), ("2006-03-31", "JPY", "amount")]


def document(rows, scale: int, code: str = "3774", columns=COLUMNS) -> Judgement:  # type: ignore[no-untyped-def]
    given: Statement = statement(table(rows, columns=columns, scale=scale))
    issuer = Issuer(name="Some Corporation", securities=(Security(exchange="TSE", code=code),))
    profile = msgspec.structs.replace(given.profile, document=Document(issuer=issuer, title=f"Document {scale}"))
    judged, _ = judge(msgspec.structs.replace(given, profile=profile), SETTINGS)
    return judged


def test_a_figure_printed_elsewhere_fills_the_gap_and_its_neighbour() -> None:
    release, deck = document(THOUSANDS, 3), document(MILLIONS, 6)
    assert {f.status for f in release.statement.facts if f.row in (4, 5) and f.column == 0} == {"unresolved"}
    (judged, problems), _ = judge_together((release, deck), SETTINGS, names=("release", "deck"))
    facts = {(f.row, f.column): f for f in judged.statement.facts}
    other, deposits = facts[(5, 0)], facts[(4, 0)]
    assert [f.status for f in (other, deposits)] == ["inferred", "inferred"]
    assert abs(Decimal(other.value or 0) - 3_260_000_000) <= Decimal(other.tolerance or 0)
    assert abs(Decimal(deposits.value or 0) - 1_686_194_000) <= Decimal(deposits.tolerance or 0)
    assert {p.code for p in problems} == {"inferred"}
    added = judged.checks[len(release.checks) :]
    assert any(id.startswith("deck#") for check in added for id, _ in check.terms)
    assert [c.id for c in judged.checks] == [f"c{n + 1}" for n in range(len(judged.checks))]


def test_the_order_of_the_documents_does_not_matter() -> None:
    release, deck = document(THOUSANDS, 3), document(MILLIONS, 6)
    forth = judge_together((release, deck), SETTINGS, names=("release", "deck"))
    back = judge_together((deck, release), SETTINGS, names=("deck", "release"))
    assert forth == back[::-1]


def test_a_printed_figure_is_never_changed_by_another_document() -> None:
    full = [(label, [first or "1,000,000", second]) for label, (first, second) in THOUSANDS]
    release, deck = document(full, 3), document(MILLIONS, 6)
    (judged, _), _ = judge_together((release, deck), SETTINGS, names=("release", "deck"))
    assert [(f.status, f.value) for f in judged.statement.facts] == [
        (f.status, f.value) for f in release.statement.facts
    ]


def test_another_issuer_says_nothing() -> None:
    release, deck = document(THOUSANDS, 3), document(MILLIONS, 6, code="9999")
    assert judge_together((release, deck), SETTINGS, names=("release", "deck"))[0] == (release, ())


def test_a_share_shifted_to_foot_comes_from_the_document_that_prints_it() -> None:
    """3,260 of 47,693 is 6.84 %, printed 6.9 so that the column foots; the amount beside it stays what it is."""
    columns = [("2007-03-31", "JPY", "amount"), ("2007-03-31", "percent", "share")]
    release_rows = [
        ("Current assets", ["26,337,289", "55.2"]),
        ("Affiliates", ["858,490", "1.8"]),
        ("Other investments", ["2,841,741", "6.0"]),
        ("Property", ["9,832,396", "20.6"]),
        ("Intangible assets", ["2,876,894", "6.0"]),
        ("Guarantee deposits", [", ,", ". "]),
        ("Other assets", [", ,", ". "]),
        ("Total assets", ["47,693,004", "100.0"]),
    ]
    deck_rows = [
        ("Current assets", ["26,337", "55.2"]),
        ("Property", ["9,832", "20.6"]),
        ("Intangible assets", ["2,877", "6.0"]),
        ("Other assets", ["3,260", "6.9"]),
        ("Total liabilities", ["27,581", "57.8"]),
    ]
    release, deck = document(release_rows, 3, columns=columns), document(deck_rows, 6, columns=columns)
    (judged, _), _ = judge_together((release, deck), SETTINGS, names=("release", "deck"))
    facts = {(f.row, f.column): f for f in judged.statement.facts}
    assert (facts[6, 1].status, facts[6, 1].value) == ("inferred", "6.9")
    assert facts[5, 1].value in (None, "3.5")
    assert (facts[6, 0].status, facts[6, 0].value) == ("inferred", "3260000000")


def test_amounts_that_are_cut_off_are_so_in_the_second_pass_too() -> None:
    """9,675,925 thousand is printed 9,675 in millions: nothing is bent there."""
    text = "# 連結決算 2023年5月10日\n\n株式会社見本 (証券コード 9999 東証)\n\n（{unit}未満切捨て）\n\n"
    text += "## 連結貸借対照表\n\n"
    text += "| （単位：{unit}） | 2023年3月31日 |\n|---|---|\n| 現金及び預金 | {} |\n| 売掛金 | {} |\n| 商品 | {} |\n"
    text += "| 建物 | {} |\n| 土地 | {} |\n"
    thousands = (13_554_944, 9_675_925, 2_876_994, 9_832_896, 5_120_777)
    results = [
        read(text.format(*(f"{v:,}" for v in thousands), unit="千円").encode(), name="a.md"),
        read(text.format(*(f"{v // 1000:,}" for v in thousands), unit="百万円").encode(), name="b.md"),
    ]
    for before, after in zip(results, judge_results(results), strict=True):
        assert [(c.identity, c.verdict) for c in after.checks[len(before.checks) :]] == [("same_fact", "holds")] * 5
