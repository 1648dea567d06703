"""Rows that name their time from where the document stands: this half-year, the same period of last year."""

from __future__ import annotations

import pytest

from extract.pipeline import read

PAGE = """# Penrhos Boats plc: {} results to 30 June 2031

Order book summary (£ thousand)

| | Sales | Operating profit |
|---|---|---|
| {} | 41,806 | 3,120 |
| {} | 39,275 | 2,846 |
"""


def spans(text: str) -> list[tuple[str | None, str | None, bool]]:
    facts = [f for f in read(text.encode(), name="a.md").facts if f.printed in ("41,806", "39,275")]
    return [(f.period and f.period.start, f.period and f.period.end, f.trusted) for f in facts]


@pytest.mark.parametrize(
    ("now", "before"),
    [
        ("This half-year", "Same period last year"),
        ("Current period", "Prior corresponding period"),
        ("Current half", "Corresponding period of the previous year"),
    ],
)
def test_the_stretch_of_the_table_and_that_of_the_year_before(now: str, before: str) -> None:
    assert spans(PAGE.format("half-year", now, before)) == [
        ("2031-01-01", "2031-06-30", True), ("2030-01-01", "2030-06-30", True),
    ]  # fmt: skip


@pytest.mark.parametrize("before", ["Previous quarter", "Last half-year"])
def test_the_stretch_before_is_not_that_of_the_year_before(before: str) -> None:
    quarter = "quarter" if "quarter" in before else "half-year"
    told = spans(PAGE.format(quarter, f"This {quarter}", before))
    assert told[0][2] and not told[1][2]
