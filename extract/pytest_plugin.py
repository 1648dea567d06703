"""Goldens under pytest: `assert_golden(result)` compares what is read now with what was recorded, in any project.

    def test_release(assert_golden):
        assert_golden(extract.read("release.pdf"), fields=("value", "unit", "period"))

`pytest --update-goldens` records. A golden is the whole canonical JSON, in `goldens/<test module>/<test>.json` beside
the test or under `--goldens DIR`; no git is needed, and workers of pytest-xdist write files of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest

if TYPE_CHECKING:
    from extract.diff import Difference, Kind
    from extract.model import Result

# What may be asked for, and the kinds of difference that it stands for.
FIELDS: dict[str, tuple[Kind, ...]] = {
    "facts": ("lost", "gained"),
    "value": ("lost", "value", "scale", "sign", "tolerance"),
    "unit": ("unit",),
    "period": ("period",),
    "label": ("label",),
    "header": ("header",),
    "concept": ("concept",),
    "status": ("status",),
    "trusted": ("trust",),
    "printed": ("printed",),
    "grounds": ("grounds",),
    "proof": ("proof",),
    "place": ("moved",),
    "other": ("changed",),
}
DEFAULT = ("facts", "value", "unit", "period", "label", "status", "trusted")
MOST_LINES = 40


class AssertGolden(Protocol):
    """Compares a result with its golden, named `name` when a test has several; of facts, only `fields`."""

    def __call__(self, result: Result, *, name: str | None = None, fields: Iterable[str] = DEFAULT) -> None: ...


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("ir-extract", "goldens of ir-extract")
    group.addoption("--update-goldens", action="store_true", help="Record results as goldens instead of comparing.")
    group.addoption("--goldens", metavar="DIR", help="The folder of goldens; by default goldens/ beside each test.")


@pytest.fixture
def assert_golden(request: pytest.FixtureRequest) -> AssertGolden:
    """A function that fails with one line a difference: what, of which period, before and after."""
    used: set[str] = set()

    def check(result: Result, *, name: str | None = None, fields: Iterable[str] = DEFAULT) -> None:
        __tracebackhide__ = True
        path = _path(request, name)
        if path.name in used:
            raise ValueError(f"this test compares two results with {path.name}: give each a name=")
        used.add(path.name)
        compare_with_golden(result, path, fields=fields, update=bool(request.config.getoption("--update-goldens")))

    return check


def compare_with_golden(result: Result, path: Path, *, fields: Iterable[str] = DEFAULT, update: bool = False) -> None:
    """Raises AssertionError when the result differs from the golden at `path` in one of `fields`; with `update`, writes
    it there. Raises ValueError for a field that is none."""
    __tracebackhide__ = True
    kinds = _kinds(fields)
    from extract.batch.output import write_whole
    from extract.diff import differences
    from extract.emit import result_from_json, result_to_json

    if update:
        written = result_to_json(result)
        if not path.is_file() or path.read_bytes() != written:
            write_whole(path, written)
        return
    if not path.is_file():
        pytest.fail(f"no golden at {path}: record it with pytest --update-goldens", pytrace=False)
    found = differences(result_from_json(path.read_bytes(), name=str(path)), result)
    # Of a figure without a value, the print is all there is: another one is another figure.
    bare = {fact.id for fact in result.facts if fact.value is None} if "value" in kinds else set()
    told = [
        each
        for each in found
        if each.subject == "fact" and (each.kind in kinds or (each.kind == "printed" and each.fact in bare))
    ]
    if told:
        pytest.fail(_told(told, path), pytrace=False)


def _told(found: list[Difference], path: Path) -> str:
    from extract.lex.harmless import harmless

    lines = []
    for each in found[:MOST_LINES]:
        where = f" (line {each.line})" if each.line else f" (page {each.page})" if each.page else ""
        change = f"{each.before or 'nothing'} -> {each.after or 'nothing'}"
        lines.append(harmless(f"{each.name}: {each.kind} {change}{where}"))
    if len(found) > MOST_LINES:
        lines.append(f"and {len(found) - MOST_LINES} more")
    facts = len({each.fact for each in found})
    head = f"{facts} fact{'s' if facts != 1 else ''} differ{'s' if facts == 1 else ''} from {path}"
    return "\n  ".join([head, *lines, "(pytest --update-goldens records what is read now)"])


def _kinds(fields: Iterable[str]) -> frozenset[Kind]:
    asked = (fields,) if isinstance(fields, str) else tuple(fields)
    unknown = [field for field in asked if field not in FIELDS]
    if unknown or not asked:
        told = f"no field is called {', '.join(unknown)}" if unknown else "no field is asked for"
        raise ValueError(f"{told}; there are: {', '.join(FIELDS)}")
    return frozenset(kind for field in asked for kind in FIELDS[field])


def _path(request: pytest.FixtureRequest, name: str | None) -> Path:
    test = Path(str(request.node.path))
    given = request.config.getoption("--goldens")
    folder = request.config.invocation_params.dir / given if given else test.parent / "goldens"
    stem = request.node.name + (f"-{name}" if name else "")
    return folder / test.stem / f"{_file_name(stem)}.json"


def _file_name(stem: str) -> str:
    """A name that every file system takes; what had to be changed is told apart by a hash.

    >>> _file_name("test_a[2023]"), _file_name("test/b")
    ('test_a[2023]', 'test_b-b277e241')
    """
    import hashlib

    clean = re.sub(r"[^\w.,=\[\]() -]", "_", stem)[:100]
    return clean if clean == stem else f"{clean}-{hashlib.sha256(stem.encode()).hexdigest()[:8]}"


__all__ = ["AssertGolden", "assert_golden", "compare_with_golden"]
