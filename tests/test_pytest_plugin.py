"""The plugin in a project of its own: records, compares, says in one line what differs, also with workers."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from extract.pytest_plugin import compare_with_golden
from tests.results import fact, small_result

pytest_plugins = ["pytester"]
ROOT = Path(__file__).parents[1]
TESTS = """
import pytest
import ir_extract

TEXT = "Results for the year ended March 31, 2023\\n\\nRevenue was JPY {figure} million.\\n"

@pytest.mark.parametrize("number", range(3))
def test_release(assert_golden, number):
    assert_golden(ir_extract.read(TEXT.encode(), name="a.txt"), fields=("value", "unit"))
"""


def project(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """pytest in a fresh folder and process, with the plugin as an installed package would register it."""
    (folder / "test_releases.py").write_text(TESTS.replace("{figure}", "57,055"))
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments]
    if subprocess.run([sys.executable, "-c", _REGISTERED], check=False).returncode:
        command += ["-p", "extract.pytest_plugin"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTEST_ADDOPTS": ""}
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, env=environment)


_REGISTERED = """
from importlib.metadata import entry_points
raise SystemExit("ir_extract" not in {each.name for each in entry_points(group="pytest11")})
"""


def here(
    pytester: pytest.Pytester, *arguments: str, figure: str = "57,055", tests: str = TESTS
) -> tuple[pytest.ExitCode | int, str]:
    """The same in this process, which has the product loaded: how it ended and what it said."""
    (pytester.path / "test_releases.py").write_text(tests.replace("{figure}", figure))
    registered = subprocess.run([sys.executable, "-c", _REGISTERED], check=False).returncode == 0
    plugin = () if registered else ("-p", "extract.pytest_plugin")
    done = pytester.runpytest_inprocess("-q", "-p", "no:cacheprovider", *plugin, *arguments)
    return done.ret, done.stdout.str()


@pytest.fixture(autouse=True)
def _as_it_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is written twice in a second is no other to a cache of its byte code."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)


def test_it_records_compares_and_tells_in_one_line(pytester: pytest.Pytester) -> None:
    ended, said = here(pytester)
    assert ended == 1 and "record it with pytest --update-goldens" in said
    assert here(pytester, "--update-goldens")[0] == 0
    assert len(list((pytester.path / "goldens" / "test_releases").glob("*.json"))) == 3
    assert here(pytester)[0] == 0
    ended, said = here(pytester, figure="57,056")
    assert ended == 1
    assert "1 fact differs from" in said
    assert "value 57055000000 JPY -> 57056000000 JPY (line 3)" in said


def test_workers_record_the_same(pytester: pytest.Pytester) -> None:
    pytest.importorskip("xdist")
    folder = pytester.path
    assert project(folder, "-n", "2", "--update-goldens", "--goldens", "elsewhere").returncode == 0
    assert len(list((folder / "elsewhere" / "test_releases").glob("*.json"))) == 3
    assert here(pytester, "--goldens", "elsewhere")[0] == 0


def test_only_what_is_asked_for_is_compared(tmp_path: Path) -> None:
    path = tmp_path / "g.json"
    before = small_result(facts=(fact(1, "Revenues", "1", "1", 4, 9),), checks=(), problems=())
    after = small_result(facts=(fact(1, "Revenues", "1", "1", 4, 9, unit="USD"),), checks=(), problems=())
    compare_with_golden(before, path, update=True)
    compare_with_golden(after, path, fields=("value", "period"))
    with pytest.raises(pytest.fail.Exception, match="unit JPY -> USD"):
        compare_with_golden(after, path, fields="unit")


def test_what_is_no_field_is_told(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no field is called vaule; there are: facts, value"):
        compare_with_golden(small_result(), tmp_path / "g.json", fields=("vaule",))
    with pytest.raises(ValueError, match="no field is asked for"):
        compare_with_golden(small_result(), tmp_path / "g.json", fields=())


def test_long_lists_are_cut(tmp_path: Path) -> None:
    many = [tuple(fact(n, f"Item {n}", "1", value, 4, 0) for n in range(60)) for value in ("1", "2")]
    results = [small_result(facts=facts, checks=(), problems=()) for facts in many]
    compare_with_golden(results[0], tmp_path / "g.json", update=True)
    with pytest.raises(pytest.fail.Exception, match=r"60 facts differ[\s\S]*and 20 more"):
        compare_with_golden(results[1], tmp_path / "g.json")


TWICE = """
import ir_extract

def test_unnamed(assert_golden):
    result = ir_extract.read(b"Revenue was JPY 5 million.", name="a.txt")
    assert_golden(result, name="first")
    assert_golden(result, name="first")
"""


def test_two_results_of_one_test_need_names(pytester: pytest.Pytester) -> None:
    ended, said = here(pytester, "--update-goldens", tests=TWICE)
    assert ended == 1 and "give each a name=" in said
    assert (pytester.path / "goldens" / "test_releases" / "test_unnamed-first.json").is_file()


def test_another_print_of_a_figure_without_a_value_is_another_figure(tmp_path: Path) -> None:
    before = small_result(
        facts=(fact(1, "Rent", "(31)", None, 4, 9, status="unresolved", trusted=False),), checks=(), problems=()
    )
    after = small_result(
        facts=(fact(1, "Rent", "(37)", None, 4, 9, status="unresolved", trusted=False),), checks=(), problems=()
    )
    compare_with_golden(before, tmp_path / "a.json", update=True)
    with pytest.raises(pytest.fail.Exception, match=r"\(31\) -> \(37\)"):
        compare_with_golden(after, tmp_path / "a.json", fields=("value",))
    compare_with_golden(after, tmp_path / "a.json", fields=("unit", "period"))


def test_a_lost_figure_is_a_lost_value(tmp_path: Path) -> None:
    compare_with_golden(small_result(), tmp_path / "a.json", update=True)
    fewer = small_result(facts=small_result().facts[1:], checks=(), problems=())
    with pytest.raises(pytest.fail.Exception, match="lost"):
        compare_with_golden(fewer, tmp_path / "a.json", fields=("value",))
