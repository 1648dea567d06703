"""Generated pages say what the program says, and the written pages point to what exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from extract.docs import KEYS, PAGES, pages
from extract.emit import schema_of_results
from extract.model.claim import Rank

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


def test_the_glossary_names_every_rank_of_a_table() -> None:
    text = (DOCS / "glossary.md").read_text(encoding="utf-8")
    assert [rank.name for rank in Rank if f"`{rank.name.lower()}`" not in text] == []
