"""Scale and currency on lines of their own, whichever is nearer to the table."""

from __future__ import annotations

import pytest

import extract

BODY = "|  | June 30, 2024 | June 30, 2023 |\n|---|---|---|\n"
BODY += "| Total equity | 8,204 | 7,655 |\n| Borrowings | 3,118 | 2,940 |\n"


@pytest.mark.parametrize(
    ("lines", "unit", "value"),
    [
        (("Consolidated Balance Sheets (in millions)", "Amounts in U.S. dollars"), "USD", "8204000000"),
        (("Amounts in euros", "(in thousands)"), "EUR", "8204000"),
        (("Presented in Swiss francs", "Balance sheet", "(in millions)"), "CHF", "8204000000"),
        (("(in thousands of yen)", "(in millions of yen)"), "JPY", "8204000000"),
    ],
)
def test_parts_of_a_declaration(lines: tuple[str, ...], unit: str, value: str) -> None:
    result = extract.read(("Marlow Tools plc\n\n" + "\n\n".join(lines) + "\n\n" + BODY).encode(), name="a.md")
    fact = next(fact for fact in result.facts if fact.printed == "8,204")
    assert (fact.unit, fact.value) == (unit, value)
