"""Small documents, and what the product says of figures in them (`tests/cases/documents`).

    === what it is about (name of the file, if it is no text)
    the document; `<12>` is the byte 0x12, `<t>` a tab
    ---
    label | printed | value | unit | first day/last day | marks

An empty value, unit or period is null. Marks: `open` (not trusted), `change`, `forecast`, and words that stand in the
headings or dimensions. Figures that are not named may be what they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from extract import model, read

_FOLDER = Path(__file__).parents[1] / "cases" / "documents"


def _cases() -> Iterator[tuple[str, str, str, list[str]]]:
    for path in sorted(_FOLDER.glob("*.txt")):
        for case in re.split(r"^=== ", path.read_text(encoding="utf-8"), flags=re.M)[1:]:
            title, _, rest = case.partition("\n")
            document, _, expected = rest.rpartition("\n---\n")
            named = re.fullmatch(r"(.*) \((\S+)\)", title)
            about, name = (named[1], named[2]) if named else (title, "a.txt")
            text = re.sub(r"<(1[0-9a-f])>", lambda m: chr(int(m[1], 16)), document).replace("<t>", "\t")
            yield f"{path.stem}: {about}", name, text, expected.strip().splitlines()


def _told(fact: model.Fact) -> tuple[str, str, str, str]:
    period = fact.period
    days = f"{period.start or ''}/{period.end or ''}" if period is not None and period.end else ""
    return fact.printed, fact.value or "", fact.unit or "", days


def _fits(fact: model.Fact, label: str, told: tuple[str, str, str, str], marks: list[str]) -> bool:
    named = " ".join((*fact.header, *fact.label, *fact.dimensions.values()))
    if label not in " ".join(fact.label) or _told(fact) != told or fact.trusted == ("open" in marks):
        return False
    planned, compared = "scenario" in fact.dimensions, fact.measure == "change" or "comparison" in fact.dimensions
    if planned != ("forecast" in marks) or (compared and "change" not in marks) or ("change" in marks and not compared):
        return False
    return all(word in named for word in marks if word not in ("open", "change", "forecast"))


@pytest.mark.parametrize(("about", "name", "text", "expected"), [pytest.param(*c, id=c[0]) for c in _cases()])
def test_figures_of_a_small_document(about: str, name: str, text: str, expected: list[str]) -> None:
    facts = list(read(text.encode(), name=name).facts)
    for line in expected:
        label, printed, value, unit, days, *rest = (part.strip() for part in line.split("|"))
        told, marks = (printed, value, unit, days), " ".join(rest).split()
        fitting = [f for f in facts if _fits(f, label, told, marks)]
        assert fitting, (line, [(f.label, f.header, *_told(f), f.trusted, f.dimensions) for f in facts])
        facts.remove(fitting[0])
