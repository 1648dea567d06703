"""The prose of the five source documents against what a person read."""

from pathlib import Path

import pytest

from extract import model
from extract.pipeline import profile_of
from extract.prose import prose_facts
from extract.read import read_pages
from extract.truth.files import files_to_truth
from extract.truth.match import match_prose
from extract.truth.score import judge

ROOT = Path(__file__).parents[2]
SEEDS = sorted(path.stem for path in (ROOT / "seeds").glob("*.txt"))


@pytest.mark.parametrize("name", SEEDS)
def test_no_value_of_the_prose_is_silently_wrong(name: str) -> None:
    source = ROOT / "seeds" / f"{name}.txt"
    reading, _ = read_pages(source.read_bytes(), source.name, model.Settings())
    profile, _ = profile_of(reading, model.Settings())
    found, _ = prose_facts(reading, profile, model.Settings())
    truth = files_to_truth(name, [ROOT / "tests/truth" / f"{name}.json"])
    hits = match_prose(truth, found, reading.lines)
    verdicts = {index: judge(fact.cell, hits.get(index)) for index, fact in enumerate(truth.facts)}
    assert [truth.facts[i].text for i, verdict in verdicts.items() if verdict == "silent"] == []
    right = sum(verdict == "right" for verdict in verdicts.values())
    assert right >= 0.6 * len(verdicts)


@pytest.mark.parametrize("name", SEEDS)
def test_every_fact_of_the_prose_stands_at_its_place(name: str) -> None:
    source = ROOT / "seeds" / f"{name}.txt"
    reading, _ = read_pages(source.read_bytes(), source.name, model.Settings())
    profile, _ = profile_of(reading, model.Settings())
    for fact in prose_facts(reading, profile, model.Settings())[0]:
        line = reading.lines[(fact.location.line or 0) - 1]
        assert line[fact.location.start : fact.location.end] == fact.printed
