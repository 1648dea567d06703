"""A column between labels and figures that tells the unit of each row."""

from __future__ import annotations

import pytest

from extract.model import Result
from extract.pipeline import read

ROWS = (("Rental income", "S$'000", "41,806", "39,275"), ("Net asset value per unit", "S$", "1.42", "1.38"))
CRORE = """# Nila Ltd

Key metrics (₹ crore)

| | FY2031 (April 2030 - March 2031) |
|---|---|
| Revenue | 1,206.4 |
| {} | 84.46 |
"""
DATED = "Five-year summary, financial years ended 31 March"


def units(result: Result) -> list[tuple[str, str | None, str | None]]:
    return [(fact.printed or "", fact.value, fact.unit) for fact in result.facts if fact.trusted]


@pytest.mark.parametrize("form", ["html", "md"])
def test_a_sign_there_is_the_unit_of_its_whole_row(form: str) -> None:
    rows = [("", "", "2031", "2030"), *ROWS]
    if form == "html":
        body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
        text = f"<h2>Selat Logistics Trust</h2><p>{DATED}</p><table>{body}</table>"
    else:
        lines = ["| " + " | ".join(row) + " |" for row in rows]
        text = "\n".join([f"# Selat Logistics Trust\n\n{DATED}\n", lines[0], "|---" * 4 + "|", *lines[1:], ""])
    assert units(read(text.encode(), name=f"a.{form}")) == [
        ("41,806", "41806000", "SGD"), ("39,275", "39275000", "SGD"),
        ("1.42", "1.42", "SGD_per_share"), ("1.38", "1.38", "SGD_per_share"),
    ]  # fmt: skip


@pytest.mark.parametrize("label", ["Average USD-INR rate", "Closing EUR/USD rate", "期中平均レート"])
def test_a_rate_of_exchange_is_no_amount(label: str) -> None:
    text = CRORE.format(label)
    assert not any(fact.trusted for fact in read(text.encode(), name="a.md").facts if fact.printed == "84.46")


def test_a_rate_whose_currencies_stand_in_order() -> None:
    text = CRORE.format("Average INR per USD rate")
    assert ("84.46", "84.46", "INR_per_USD") in units(read(text.encode(), name="a.md"))
