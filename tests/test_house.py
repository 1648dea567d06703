"""The rules of the house that a machine can hold: who imports whom, how long a module is, which codes exist."""

from __future__ import annotations

import ast
import functools
import re
from pathlib import Path

import pytest

from extract.problems import CATALOGUE

PACKAGE = Path(__file__).parents[1] / "extract"
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if "__pycache__" not in path.parts)
BY_NAME = {".".join(("extract", *path.relative_to(PACKAGE).with_suffix("").parts)): path for path in MODULES}

# What each room may import besides itself. Whoever needs more moves what he needs, or the wall, in one step.
BASE = {"model", "problems", "errors", "faults", "version", "vocab"}
WORDS = BASE | {"lex", "calendar"}
MAY_IMPORT: dict[str, set[str]] = {
    "version": set(),
    "model": set(),
    "problems": {"model"},
    "errors": set(),
    "faults": {"model", "problems", "errors"},
    "vocab": {"errors"},
    "lex": {"model", "vocab"},
    "calendar": {"model", "lex", "vocab"},
    "tables": WORDS,
    "read": WORDS | {"tables"},
    "repairs": WORDS | {"tables"},
    "detect": WORDS | {"tables"},
    "sheet": WORDS | {"tables"},
    "prose": WORDS | {"sheet"},
    "facts": WORDS | {"tables", "sheet", "prose"},
    "prove": WORDS | {"tables"},
    "emit": WORDS,
    "corrections": BASE,
    "pipeline": WORDS
    | {"read", "detect", "repairs", "sheet", "facts", "prose", "prove", "emit", "tables", "corrections"},
}

# What stands above the pipeline and may import it; nothing below imports these.
ABOVE = {
    *(
        "__main__",
        "batch",
        "cli",
        "compare",
        "diff",
        "docs",
        "export",
        "golden",
        "library",
        "pytest_plugin",
        "review",
        "series",
        "serve",
        "show",
        "store",
        "summary",
        "truth",
    ),
}


# Methods of convenience on a result load the room above when they are called, and only then.
LAZILY = {"extract.model.result": {"extract.library"}}


def room_of(module: str) -> str:
    """The folder, or the single file, that a module of the package belongs to; "" for the package itself."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 and parts[1] != "__init__" else ""


@functools.cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@functools.cache
def imported(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module == "extract":
            found |= {f"extract.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    ours = {name for name in found if name == "extract" or name.startswith("extract.")}
    return ours - next((lazily for name, lazily in LAZILY.items() if BY_NAME.get(name) == path), set())


@pytest.mark.parametrize("module", [name for name in BY_NAME if room_of(name) in MAY_IMPORT])
def test_stages_do_not_import_each_other(module: str) -> None:
    room = room_of(module)
    rooms = {room_of(name) for name in imported(BY_NAME[module])}
    assert rooms - {room} <= MAY_IMPORT[room]


def test_nothing_below_the_pipeline_imports_it() -> None:
    above = {"pipeline", *ABOVE} - {"__main__"}
    for name, path in BY_NAME.items():
        if room_of(name) in MAY_IMPORT and room_of(name) != "pipeline":
            assert not {room_of(other) for other in imported(path)} & above, name
        if room_of(name) not in ("cli", "docs", "__main__"):
            assert "cli" not in {room_of(other) for other in imported(path)}, name


def test_every_room_has_its_walls() -> None:
    rooms = {room_of(name) for name in BY_NAME} - {""}
    assert MAY_IMPORT.keys() <= rooms
    assert rooms - MAY_IMPORT.keys() <= ABOVE


# File names that stand for two or three things; the list may only shrink.
HOMONYMS = {
    "currency",
    "dates",
    "dating",
    "golden",
    "identity",
    "labels",
    "markup",
    "match",
    "numbers",
    "page",
    "passages",
    "periods",
    "run",
    "schema",
    "show",
    "units",
    "words",
}


def test_a_file_name_stands_for_one_thing() -> None:
    stems: dict[str, int] = {}
    for path in MODULES:
        if path.stem not in ("__init__", "__main__"):
            stems[path.stem] = stems.get(path.stem, 0) + 1
    assert {stem for stem, count in stems.items() if count > 1} <= HOMONYMS


def shared_names() -> set[str]:
    """Names of functions that a module takes from another."""
    names = set()
    for path in MODULES:
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("extract"):
                names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


SHARED = shared_names()
# Helpers that others call and that have no docstring yet; the list may only shrink.
STILL_SILENT = {
    "sheet.running_text": {"is_year_long"},
    "prose.amounts": {"speaks_of_shares"},
    "prose.words": {"qualifier_after"},
    "sheet.wording": {"row_unit", "units_said", "only_units", "indent_of"},
    "prove.identity": {"floor_div", "ceil_div"},
    "prove.labels": {"names_begin", "names_end"},
    "read.pdf_prose": {"paragraph_to_span"},
    "tables.pdf_lines": {"chunks_to_line"},
    "lex.dates": {"last_day", "is_month_end"},
}


@pytest.mark.parametrize("module", list(BY_NAME))
def test_every_module_and_every_function_that_others_call_says_what_it_does(module: str) -> None:
    tree = ast.parse(BY_NAME[module].read_text(encoding="utf-8"))
    assert ast.get_docstring(tree), "the module"
    silent = {
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
        and f"{module.removesuffix('.__init__')}.{node.name}" in SHARED
        and not ast.get_docstring(node)
    }
    assert silent <= STILL_SILENT.get(module.removeprefix("extract."), set())


def raised_codes() -> set[str]:
    """Strings that are handed to `problem(...)`, or stand in a module that hands on codes it looked up."""
    codes = set()
    for path in MODULES:
        if path.name == "problems.py":
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "problem" and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant):
                    assert first.value in CATALOGUE, f"{path.name}: {first.value}"
        codes |= {c for c in CATALOGUE if re.search(rf'"{c}"', path.read_text(encoding="utf-8"))}
    return codes


def test_every_code_that_is_raised_is_in_the_catalogue_and_every_code_of_it_is_raised() -> None:
    assert CATALOGUE.keys() == raised_codes()


def test_no_page_holds_two_sides_of_a_merge() -> None:
    root = PACKAGE.parent
    marks = re.compile(r"^(?:<{7}|>{7}) ", re.M)
    pages = [*root.glob("*.md"), *root.glob("*.toml"), *root.glob("docs/*"), *PACKAGE.rglob("*.jsonl"), *MODULES]
    assert [str(path) for path in pages if path.is_file() and marks.search(path.read_text("utf-8"))] == []
