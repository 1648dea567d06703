"""Rows of the same name told apart by the totals that close their blocks."""

from __future__ import annotations

import pytest

from extract.pipeline import read

PAGE = """<html><body><p>Halvorsen Group</p><p>Segments (in millions of euros)</p>
<table><tr><td></td><td>Year ended June 30, 2031</td><td>Year ended June 30, 2030</td></tr>{rows}</table></body>
</html>"""


def table(*rows: tuple[str, str, str]) -> list[tuple[tuple[str, ...], str | None, bool]]:
    cells = "".join(f"<tr><td>{a}</td><td>{b}</td><td>{c}</td></tr>" for a, b, c in rows)
    facts = read(PAGE.format(rows=cells).encode(), name="note.html").facts
    return [(f.label, f.printed, f.trusted) for f in facts]


@pytest.mark.parametrize(
    ("shipping", "revenue", "result"),
    [("Shipping", "Total segment revenues", "Total segment result"), ("海運", "売上高合計", "利益合計")],
)
def test_blocks_are_named_by_the_totals_that_close_them(shipping: str, revenue: str, result: str) -> None:
    found = table(
        (shipping, "812", "640"),
        ("Ports", "415", "377"),
        (revenue, "1,227", "1,017"),
        (shipping, "97", "(31)"),
        ("Ports", "44", "52"),
        (result, "141", "21"),
    )
    mine = [entry for entry in found if entry[0][-1] == shipping]
    assert [label[0] for label, _, _ in mine] == [revenue, revenue, result, result]
    assert all(trusted for _, _, trusted in mine)


def test_a_block_within_others_is_closed_by_what_is_called_its_total() -> None:
    found = table(
        ("Revenue", "2,000", "1,800"),
        ("Cost of goods", "700", "640"),
        ("Amortization", "90", "80"),
        ("Total cost of sales", "790", "720"),
        ("Marketing", "300", "280"),
        ("Amortization", "55", "45"),
        ("Operating income", "855", "755"),
    )
    labels = [label for label, _, _ in found if label[-1] == "Amortization"]
    assert labels == [("Total cost of sales", "Amortization")] * 2 + [("Amortization",)] * 2


def test_rows_that_no_total_parts_stay_in_doubt() -> None:
    found = table(("Shipping", "812", "640"), ("Ports", "415", "377"), ("Shipping", "97", "31"), ("Ports", "44", "52"))
    assert not any(trusted for _, _, trusted in found)
