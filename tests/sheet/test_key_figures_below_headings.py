"""Key figures below a heading of their own in a table of amounts: their unit is open, named amounts stay amounts."""

from __future__ import annotations

from pathlib import Path

import pytest

import extract

_ABOVE = "Harrow Ferries plc\nYear ended 31 December 2024\n\n(in thousands of euros)\n\n"
_AMOUNTS = [("", "2024", "2023"), ("Revenue", "41,206", "38,914"), ("Operating profit", "5,118", "4,720")]
_KEY_FIGURES = [("Piers in use", "1,204", "1,198"), ("Crossings without delay", "96,310", "95,407")]
_NAMED = [("Capital expenditures", "3,017", "2,866")]


def _units(tmp_path: Path, rows: list[tuple[str, str, str]]) -> dict[str, list[tuple[str | None, bool]]]:
    path = tmp_path / "ferries.txt"
    path.write_text(_ABOVE + "\n".join("\t".join(row).rstrip() for row in rows) + "\n", encoding="utf-8")
    units: dict[str, list[tuple[str | None, bool]]] = {}
    for fact in extract.read(str(path)).facts:
        units.setdefault(fact.label[-1], []).append((fact.unit, fact.trusted))
    return units


@pytest.mark.parametrize(
    "heading",
    [
        ("Operating statistics", "", ""),
        ("Other operating data:", "", ""),
        ("Key metrics", "31 December 2024", "31 December 2023"),
    ],
)
def test_the_unit_of_the_table_is_not_said_of_key_figures(tmp_path: Path, heading: tuple[str, str, str]) -> None:
    units = _units(tmp_path, [*_AMOUNTS, heading, *_KEY_FIGURES])
    assert units["Revenue"] == [("EUR", True)] * 2
    for label, _, _ in _KEY_FIGURES:
        assert units[label] == [(None, False)] * 2


def test_an_amount_that_is_named_one_has_the_unit_of_the_table(tmp_path: Path) -> None:
    units = _units(tmp_path, [*_AMOUNTS, ("Operating statistics", "", ""), *_NAMED, *_KEY_FIGURES])
    assert units["Capital expenditures"] == [("EUR", True)] * 2


def test_below_a_heading_of_amounts_nothing_changes(tmp_path: Path) -> None:
    units = _units(tmp_path, [*_AMOUNTS, ("Fees of ports", "", ""), *_KEY_FIGURES])
    assert units["Crossings without delay"] == [("EUR", True)] * 2
