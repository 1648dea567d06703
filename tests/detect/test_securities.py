"""Exchange and code in every printed form."""

import pytest

from extract.detect.securities import canonical_exchange
from tests.detect.builders import document_of


def securities(text: str) -> list[tuple[str, str]]:
    return [(s.exchange, s.code) for s in document_of(text).issuer.securities]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("TSE1:3774 NASDAQ:IIJI\n", [("TSE", "3774"), ("NASDAQ", "IIJI")]),
        ("Listed on NASDAQ(EXMP) , TSE1(1234)\n", [("NASDAQ", "EXMP"), ("TSE", "1234")]),
        (
            "Example Inc. (Nasdaq: EXMP, Tokyo Stock Exchange First Section: 1234)\n",
            [("NASDAQ", "EXMP"), ("TSE", "1234")],
        ),
        ("Example Inc. (NYSE: BRK.A)\n", [("NYSE", "BRK.A")]),
        ("（コード番号：1234 東証プライム）\n", [("TSE", "1234")]),
        ("上場会社名　例示株式会社　上場取引所　東\nコード番号　1234　URL\n", [("TSE", "1234")]),
        ("証券コード：130A\n", [("unknown", "130A")]),
        ("東証プライム：1234\n", [("TSE", "1234")]),
    ],
)
def test_printed_forms(text: str, expected: list[tuple[str, str]]) -> None:
    assert securities(text) == expected


def test_a_ticker_printed_once_wrong_loses_to_the_one_printed_often() -> None:
    text = 'NASDAQ:EXMP\nListed on NASDAQ(EXMP)\nThe U.S. NASDAQ Market since 1999 (Ticker symbol "EXM")\n'
    assert securities(text) == [("NASDAQ", "EXMP")]


def test_words_are_no_codes() -> None:
    assert securities("新型コロナ: COVID-19 の影響\nTSE: see below\n") == []


def test_names_of_exchanges() -> None:
    assert [canonical_exchange(name) for name in ("TSE1", "東証", "New York Stock Exchange", "Mars")] == [
        "TSE",
        "TSE",
        "NYSE",
        None,
    ]
