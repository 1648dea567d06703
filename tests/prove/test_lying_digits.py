"""Two digits exchanged in all figures of a page: what is proved is turned back, the rest is in doubt."""

from __future__ import annotations

import msgspec
import pytest

from extract.model import Location
from extract.prove import judge
from tests.prove.builders import SETTINGS, statement, table

ROWS = [
    ("Revenue", ["64,183", "59,872"]),
    ("Cost of sales", ["(38,465)", "(36,018)"]),
    ("Gross profit", ["25,718", "23,854"]),
    ("Administrative expenses", ["(14,386)", "(13,972)"]),
    ("Operating profit", ["11,332", "9,882"]),
    ("Finance costs", ["(1,083)", "(964)"]),
    ("Profit before tax", ["10,249", "8,918"]),
    ("Income taxes", ["(3,175)", "(2,846)"]),
    ("Profit for the year", ["7,074", "6,072"]),
]
COLUMNS = [("1Q07", "JPY", "amount"), ("1Q06", "JPY", "amount")]


def judged(exchange: str, page: int | None):  # type: ignore[no-untyped-def]
    turn = str.maketrans(exchange, exchange[::-1])
    rows = [(label, [text.translate(turn) for text in texts]) for label, texts in ROWS]
    given = statement(table(rows, columns=COLUMNS, scale=6))
    facts = tuple(msgspec.structs.replace(fact, location=Location(page=page)) for fact in given.facts)
    return judge(msgspec.structs.replace(given, facts=facts), SETTINGS)[0].statement.facts


@pytest.mark.parametrize("exchange", ["38", "14", "09"])
def test_no_figure_keeps_the_digits_of_a_lying_font(exchange: str) -> None:
    true = [text for _, texts in ROWS for text in texts]
    for fact, text in zip(judged(exchange, 1), true, strict=True):
        value = int(text.strip("()").replace(",", "")) * 10**6
        assert fact.doubts or fact.status == "conflict" or abs(int(fact.value or 0)) == value
        assert fact.status in ("verbatim", "repaired") or abs(int(fact.value or 0)) != value


def test_a_sound_page_stays_as_it_is() -> None:
    assert {(fact.status, fact.doubts) for fact in judged("", 1)} == {("verbatim", ())}
