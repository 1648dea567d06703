"""What rows stand under: tables of `tests/cases/stub.txt`, read as the product reads them."""

from __future__ import annotations

from pathlib import Path

import pytest

import extract

CASES = (Path(__file__).parents[1] / "cases" / "stub.txt").read_text(encoding="utf-8")
HEADER = "Consolidated data\n(JPY million)\n\n\tYear ended March 31, 2023\tYear ended March 31, 2024"


def cases() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for part in CASES.split("\n== ")[1:]:
        name, _, rows = part.partition("\n")
        found[name] = [line for line in rows.split("\n") if line.strip()]
    return found


@pytest.mark.parametrize("name", cases())
def test_rows_stand_under_their_headings(name: str) -> None:
    lines, wanted = [], []
    for row in cases()[name]:
        printed, _, path = row.partition(" -> ")
        label, *figures = printed.split("|")
        lines.append("\t".join([label.rstrip(), *(f.strip() for f in figures)]))
        wanted += [path] if path else []
    text = "\n".join([HEADER, *lines])
    result = extract.read(text.encode(), name="a.txt")
    paths = dict.fromkeys((f.row, f.location.line, " > ".join(f.label)) for f in result.facts)
    assert [path for _, _, path in sorted(paths)] == wanted
