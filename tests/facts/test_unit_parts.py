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


def test_columns_that_name_what_is_per_share_are_asked_before_the_heading_of_the_rows() -> None:
    lines = ("<table><tr><td>(In millions)</td><td>Net income</td><td>Shares</td><td>EPS</td></tr>",
             "<tr><td>Basic EPS:</td></tr>",
             "<tr><td>&nbsp;&nbsp;Allocated to common stock</td><td>$ 1,713</td><td>908</td><td>$ 1.89</td></tr>",
             "<tr><td>Diluted EPS:</td></tr>",
             "<tr><td>&nbsp;&nbsp;Of ordinary stock</td><td>$ 1,714</td><td>916</td><td>$ 1.87</td></tr></table>",
             )  # fmt: skip
    facts = extract.read("".join(lines).encode(), name="a.html").facts
    units = {fact.printed: fact.unit for fact in facts}
    assert (units["$ 1,713"], units["$ 1.89"]) == ("USD", "USD_per_share")
