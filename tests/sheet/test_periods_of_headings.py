"""Periods of figures from the pieces that captions, corners, spanners, columns and rows say of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.pipeline import read

CASES = Path(__file__).parents[1] / "cases" / "periods_of_headings.txt"


def cases() -> list[tuple[str, str]]:
    lines = [line for line in CASES.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return [(left.strip(), right.strip()) for left, right in (line.split("->") for line in lines)]


@pytest.mark.parametrize(("places", "expected"), cases())
def test_period_of_a_figure(places: str, expected: str) -> None:
    caption, corner, spanner, column, row = (part.strip() for part in places.split(";"))
    over = f"<tr><td></td><td>{spanner}</td></tr>" if spanner else ""
    table = (
        f"<p>{caption}</p><p>(USD million)</p><table>{over}<tr><td>{corner}</td><td>{column}</td></tr>"
        f"<tr><td>{row}</td><td>1,234</td></tr><tr><td>{row}</td><td>1,235</td></tr></table>"
    )
    fact = next(f for f in read(table.encode(), name="a.html").facts if f.printed == "1,234")
    period = fact.period
    found = "" if period is None or period.end is None else f"{period.start or ''}/{period.end}"
    assert found == expected
    assert not found or fact.grounds["period"]


@pytest.mark.parametrize(
    ("title", "months", "first"),
    [
        ("Monthly orders by plant, 2031", ("Jan", "Feb", "Mar"), ("2031-01-01", "2031-01-31")),
        ("Monthly orders (2031)", ("October", "November", "December"), ("2031-10-01", "2031-10-31")),
        ("Monthly orders, 2031", ("Nov", "Dec", "Jan"), (None, None)),
        ("Monthly headcount, 2031", ("Jan", "Feb", "Mar"), (None, None)),
    ],
)
def test_the_year_of_a_monthly_title_is_that_of_its_months(
    title: str, months: tuple[str, ...], first: tuple[str | None, str | None]
) -> None:
    heads = "".join(f"<td>{month}</td>" for month in months)
    rows = "".join(f"<tr><td>{name}</td><td>31.3</td><td>41.4</td><td>51.5</td></tr>" for name in ("Leeds", "Lyon"))
    page = f"<h2>{title}</h2><p>(EUR million)</p><table><tr><td></td>{heads}</tr>{rows}</table>"
    period = read(page.encode(), name="a.html").facts[0].period
    assert (period.start, period.end) == first if period is not None else first == (None, None)
