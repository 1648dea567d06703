"""Documents with decimal commas are told, and figures that read in two ways there stay open."""

from __future__ import annotations

from pathlib import Path

import pytest

import extract

PAGE = """Group results for the first half of 2024

(in EUR million)

| | H1 2024 | H1 2023 |
|---|---|---|
| Revenue | 1.234,5 | 1.100,2 |
| EBITDA | 210,3 | 198,7 |

Cash reached EUR 2.345 million at the end of June 2024.
"""


def test_the_document_is_partial_and_says_why() -> None:
    result = extract.read(PAGE.encode(), name="a.md")
    assert result.status == "partial"
    told = [p for p in result.problems if p.code == "decimal_comma"]
    assert len(told) == 1
    assert told[0].location is not None and told[0].location.line == 7


def test_a_point_may_divide_thousands_there() -> None:
    cash = next(f for f in extract.read(PAGE.encode(), name="a.md").facts if f.printed == "2.345")
    assert (cash.value, cash.status) == (None, "unresolved")
    assert {c.value for c in cash.candidates} == {"2345000", "2345000000"}


def test_one_misprint_among_points_is_no_habit() -> None:
    page = PAGE.replace("1.100,2", "1,100.2").replace("210,3", "210.3").replace("198,7", "198.7")
    result = extract.read(page.encode(), name="a.md")
    assert not [p for p in result.problems if p.code == "decimal_comma"]


@pytest.mark.parametrize("seed", sorted(Path("seeds").glob("*.txt")), ids=lambda p: p.stem)
def test_documents_with_decimal_points_are_left_alone(seed: Path) -> None:
    assert not [p for p in extract.read(seed).problems if p.code == "decimal_comma"]
