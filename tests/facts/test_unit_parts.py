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


@pytest.mark.parametrize("unit", ["(百万円Millions/of yen)", "（千円/Thousands of yen）"])
def test_one_unit_in_two_languages_at_the_right_is_of_all_columns(unit: str) -> None:
    heads = "".join(f"<td>{year}年３月期</td>" for year in (2022, 2023, 2024))
    rows = "".join(f"<tr><td>{name}</td><td>4,118</td><td>5,220</td><td>6,301</td></tr>" for name in ("紙", "糸"))
    page = f"""<html><body><p>セグメント別売上高</p><table><tr><td></td><td></td><td colspan="2">{unit}</td></tr>
<tr><td></td>{heads}</tr>{rows}</table></body></html>"""
    found = extract.read(page.encode(), name="a.html").facts
    assert {fact.unit for fact in found} == {"JPY"}
    assert len(found) == 6
