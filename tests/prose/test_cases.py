"""Whole documents of prose: what a careful reader makes of each figure.

A case is `=== name`, its text, `---`, and one line a figure: label | printed | value | unit | period | what else.
A label behind `^` is the whole path. A `-` is not judged, `?` must be open; `open` as value: the figure is there and
claims none; `none`: it is no figure. What else: `change`, `level`, `forecast`, `previous`, `actual`, or `key=value` of
a dimension. Figures printed alike stand in their order.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from extract import model, read

CASES = Path(__file__).parents[1] / "cases" / "prose"


class Line(NamedTuple):
    label: str
    printed: str
    value: str
    unit: str
    period: str
    also: tuple[str, ...]


class Case(NamedTuple):
    name: str
    text: str
    lines: tuple[Line, ...]


def cases() -> list[Case]:
    found = []
    for path in sorted(CASES.glob("*.txt")):
        for part in path.read_text(encoding="utf-8").split("=== ")[1:]:
            head, _, lines = part.partition("\n---\n")
            name, _, text = head.partition("\n")
            found.append(Case(f"{path.stem}: {name.strip()}", text, tuple(map(line_of, lines.strip().splitlines()))))
    return found


def line_of(text: str) -> Line:
    label, printed, value, unit, period, *also = [field.strip() for field in text.split("|")]
    return Line(label, printed, value, unit, period, tuple(also))


def period_of(fact: model.Fact) -> str:
    if fact.period is None or fact.period.end is None:
        return "?"
    return fact.period.end if fact.period.kind == "instant" else f"{fact.period.start}/{fact.period.end}"


def holds(fact: model.Fact, words: str) -> bool:
    key, equals, value = words.partition("=")
    if equals:
        return fact.dimensions.get(key) == value
    return {
        "change": fact.measure == "change",
        "level": fact.measure != "change",
        "forecast": fact.dimensions.get("scenario", "actual") != "actual",
        "previous": "previous" in fact.dimensions.get("scenario", ""),
        "actual": fact.dimensions.get("scenario") in (None, "actual"),
    }[words]


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_figures_of_prose_are_what_a_careful_reader_makes_of_them(case: Case) -> None:
    facts = list(read(case.text.encode(), name="case.txt").facts)
    for line in case.lines:
        if line.value == "none":
            assert not [f for f in facts if f.printed == line.printed], line
            continue
        found = next((f for f in facts if f.printed == line.printed), None)
        assert found is not None, f"{line.printed} is lost: {[(f.printed, f.label) for f in facts]}"
        facts.remove(found)
        label = " > ".join(found.label)
        said = f"{label} | {found.value} {found.unit} | {period_of(found)} | {found.measure} {found.dimensions}"
        if line.label.startswith("^"):
            assert label == line.label[1:], said
        assert line.label == "-" or line.label.lstrip("^") in label, said
        if line.value == "open":
            assert found.value is None or found.status == "unresolved", said
        else:
            assert line.value in (found.value, "-"), said
        assert line.unit in (found.unit, "-"), said
        assert line.period in (period_of(found), "-"), said
        assert all(holds(found, words) for words in line.also), said
