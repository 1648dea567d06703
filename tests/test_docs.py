"""Generated pages say what the program says, and the written pages point to what exists."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest

from extract.corrections import applied
from extract.docs import KEYS, PAGES, pages
from extract.emit import schema_of_results
from extract.facts import identity, tagged, trust
from extract.facts.coverage import COUNTED
from extract.model import Result
from extract.model.claim import Rank
from extract.model.result import Status, Verdict
from extract.prove import doubts, lying_digits
from tests.test_house import MAY_IMPORT

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
WRITTEN = (ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted(DOCS.glob("*.md")))


@pytest.mark.parametrize("name", PAGES)
def test_a_generated_page_is_up_to_date(name: str) -> None:
    made = pages()[name]
    assert (DOCS / name).read_text(encoding="utf-8") == made, f"docs/{name}: run `python -m extract.docs`"


def test_every_key_of_a_result_is_explained_and_no_other() -> None:
    types = schema_of_results()["$defs"]
    known = {(name, key) for name, definition in types.items() for key in definition.get("properties", {})}
    own = {pair for pair in KEYS if pair[0] != "*"}
    general = {key for name, key in KEYS if name == "*"}
    assert own <= known
    assert {key for name, key in known - own} == general


@pytest.mark.parametrize("page", WRITTEN, ids=lambda page: page.name)
def test_links_lead_to_files(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", WRITTEN, ids=lambda page: page.name)
def test_paths_that_a_page_names_exist(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    named = re.findall(r"`((?:extract|tests|docs|schemas|golden|seeds|\.ci)/[\w./-]*)`", text)
    assert [path for path in named if not (ROOT / path).exists()] == []


DOUBTS = (*trust.DOUBTS, identity.DOUBT, tagged.DOUBT, doubts.DOUBT, lying_digits.DOUBT, applied.DOUBT)
NAMED = {
    "docs/glossary.md": (*(rank.name.lower() for rank in Rank), *COUNTED, *get_args(Status), *get_args(Verdict)),
    "docs/architecture.md": (*MAY_IMPORT, *DOUBTS),
    "README.md": (*DOUBTS, *get_args(Status), *get_args(Verdict)),
}


@pytest.mark.parametrize("page", NAMED)
def test_a_written_page_names_all_there_is_of_a_kind(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    assert [name for name in NAMED[page] if f"`{name}`" not in text] == []


def test_the_example_of_the_readme_comes_out(seed_result: Callable[[str], Result]) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    rows = [
        [cell.strip().strip("`") for cell in line.strip("|").split("|")]
        for line in text.splitlines()
        if line.endswith("| line 240 |")
    ]
    name = re.search(r"`(seeds/[\w.-]+\.txt)`", text)
    assert name is not None and len(rows) == 4
    facts = {(f.printed, f.location.line): f for f in seed_result(Path(name[1]).stem).facts}
    for label, period, unit, value, printed, status, _ in rows:
        fact = facts[printed, 240]
        assert fact.period is not None
        dates = f"{fact.period.start}/{fact.period.end}"
        assert [fact.label[-1], dates, fact.unit, fact.value, fact.status] == [label, period, unit, value, status]
    fact = facts["46.0", 240]
    shown = re.findall(r'"rank": "(\w+)", +"rule": "(\w+)", +"printed": "([^"]+)", +"location": {"line": (\d+)', text)
    grounds = [ground for aspect in ("label", "period", "unit") for ground in fact.grounds[aspect]]
    assert fact.trusted and f'"proof": {list(fact.proof)}'.replace("'", '"') in text
    assert [(g.rank, g.rule, g.printed, str(g.location and g.location.line)) for g in grounds] == shown
