"""The five source documents, as a person reads their covers."""

import json
from pathlib import Path

import pytest

from extract import model
from extract.pipeline import profile_of
from extract.read import read_pages

ROOT = Path(__file__).parents[2]
SEEDS = sorted(path for path in (ROOT / "seeds").glob("*.txt"))
KEYS = ("kind", "published", "title", "language", "accounting_standard", "fiscal_year_end", "currency")


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_profile_agrees_with_what_a_person_read(path: Path) -> None:
    truth = json.loads((ROOT / "tests/truth" / f"{path.stem}.json").read_text("utf-8"))["document"]
    reading, _ = read_pages(path.read_bytes(), path.name, model.Settings())
    profile, _ = profile_of(reading, model.Settings())
    document = profile.document
    assert document.issuer.name == truth["issuer"]
    assert sorted((s.exchange, s.code) for s in document.issuer.securities) == sorted(
        (s["exchange"], s["code"]) for s in truth["securities"]
    )
    got = {key: getattr(document, key) for key in KEYS if truth.get(key) is not None}
    assert got == {key: truth[key] for key in got}


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_every_witness_stands_where_it_says(path: Path) -> None:
    reading, _ = read_pages(path.read_bytes(), path.name, model.Settings())
    profile, _ = profile_of(reading, model.Settings())
    for evidence in profile.document.evidence:
        line = reading.lines[(evidence.location.line or 0) - 1]
        start, end = evidence.location.start, evidence.location.end
        printed = " ".join(evidence.printed.split())
        assert line[start:end] and " ".join(line[start:end].replace("*", "").split()) in printed
