"""One digit read as another along a row: repaired where nothing else explains all the sums."""

from __future__ import annotations

import pytest

import extract

HEAD = "Orbel Inc.\nReports Results for the Fiscal Year Ended December 31, 2023\nRevenues by quarter (EUR million)\n\n"
QUARTERS = "\t1Q23\t2Q23\t3Q23\t4Q23\n"


def read(*rows: str) -> dict[str, list[tuple[str | None, str, bool]]]:
    text = HEAD + QUARTERS + "\n".join(row.replace(" | ", "\t") for row in rows)
    found: dict[str, list[tuple[str | None, str, bool]]] = {}
    for fact in extract.read(text.encode(), name="a.txt").facts:
        value = None if fact.value is None else fact.value.removesuffix("000000")
        found.setdefault(fact.label[-1], []).append((value, fact.status, fact.trusted))
    return found


def test_five_read_as_six_in_a_row() -> None:
    found = read("North | 412 | 561 | 617 | 1,062", "South | 298 | 307 | 344 | 912", "Total | 710 | 858 | 861 | 1,964")
    assert found["North"] == [
        ("412", "verbatim", True), ("551", "repaired", True), ("517", "repaired", True), ("1052", "repaired", True)
    ]  # fmt: skip
    assert all(status == "verbatim" and trusted for _, status, trusted in found["South"] + found["Total"])


@pytest.mark.parametrize(
    "rows",
    [
        # two columns are too few
        ("North | 412 | 561 | 617 | 1,027", "South | 298 | 307 | 344 | 912", "Total | 710 | 858 | 861 | 1,939"),
        # a figure with the digit stands in a sum that comes out
        ("North | 416 | 561 | 617 | 1,062", "South | 298 | 307 | 344 | 912", "Total | 714 | 858 | 861 | 1,964"),
        # another row explains it as well: every 0 read as 1
        ("North | 412 | 561 | 662 | 761", "South | 298 | 212 | 213 | 212", "Total | 710 | 763 | 865 | 963"),
    ],
)
def test_what_may_be_something_else_is_not_repaired(rows: tuple[str, ...]) -> None:
    found = read(*rows)
    assert not any(status == "repaired" for figures in found.values() for _, status, _ in figures)
