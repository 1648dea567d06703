"""The series of the five seeds are what a person reads in them (`truth.json`), and no key has several values."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import extract
from extract.model import Result
from extract.series.collected import Found
from extract.series.dimension_keys import key_of
from extract.series.prints import Vintage, agree, decides

ROOT = Path(__file__).parents[2]
TRUTH = json.loads(Path(__file__).with_name("truth.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def results(seed_result: Callable[[str], Result]) -> list[Result]:
    return [seed_result(path.stem) for path in sorted((ROOT / "seeds").glob("*.txt"))]


@pytest.mark.parametrize("wanted", TRUTH["series"], ids=lambda wanted: wanted["concept"])
def test_quarters_of_a_concept(results: list[Result], wanted: dict[str, Any]) -> None:
    series = extract.series(results, issuer=TRUTH["issuer"], concept=wanted["concept"], every="quarter")
    told = [[p.start, p.end, p.value] for p in series.points if p.state in ("printed", "inferred", "conflict")]
    assert told == [quarter[:3] for quarter in wanted["quarters"]]
    assert series.findings == 0


@pytest.mark.parametrize("label", TRUTH["lines"]["rows"])
def test_quarters_of_a_service(results: list[Result], label: str) -> None:
    series = extract.series(results, issuer=TRUTH["issuer"], label=label, every="quarter")
    told = [str(int(p.value or 0) // 10**6) for p in series.points if p.state == "printed" and p.restated is None]
    wanted = TRUTH["lines"]["rows"][label].split()
    assert (series.points[0].start, told[: len(wanted)]) == ("2004-04-01", wanted)


def test_no_key_of_one_document_has_several_values(results: list[Result]) -> None:
    values: dict[object, list[Found]] = defaultdict(list)
    vintages = [Vintage(source=each.source.name, document=each.document) for each in results]
    for at, each in enumerate(results):
        titles = {table.id: table.title for table in each.tables}
        for fact in each.facts:
            key = key_of(fact, each.document, titles.get(fact.table or ""))
            if key is not None and fact.period is not None and fact.period.end is not None:
                found = Found(fact=fact, key=key, document=at)
                if decides(found, vintages):
                    span = (fact.period.start, fact.period.end, fact.dimensions.get("scenario"))
                    values[at, key, span].append(found)
    several = [group for group in values.values() if any(not agree(f.fact, group[0].fact) for f in group)]
    assert several == []
