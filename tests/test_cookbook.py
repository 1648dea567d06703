"""Every recipe of the cookbook runs, in the order of the page."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "cookbook.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", PAGE, re.S | re.M)


def test_there_are_twelve_recipes() -> None:
    assert len(re.findall(r"^## ", PAGE, re.M)) == 12
    assert {language for language, _ in BLOCKS} == {"python", "sh"}


def test_recipes_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Those in Python run in this process, which has the product loaded, each with names of its own."""
    for package in ("duckdb", "pyarrow", "xlsxwriter", "pandas"):
        pytest.importorskip(package)
    (tmp_path / "seeds").mkdir()
    for name in set(re.findall(r"seeds/[\w-]+\.txt", PAGE)):
        shutil.copy(ROOT / name, tmp_path / name)
    command = tmp_path / "bin" / "ir-extract"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec {sys.executable} -m extract "$@"\n')
    command.chmod(0o755)
    path = f"{command.parent}:{os.environ.get('PATH', '/usr/bin:/bin')}"
    environment = {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT), "NO_COLOR": "1"}
    monkeypatch.chdir(tmp_path)
    for language, block in BLOCKS:
        if language == "python":
            exec(compile(block, "a recipe", "exec"), {"__name__": "__main__"})
            assert capsys.readouterr().out.strip(), block
            continue
        done = subprocess.run(["sh", "-ec", block], env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{block}\n{done.stdout}\n{done.stderr}"
    assert (tmp_path / "revenues.svg").read_text("utf-8").startswith("<")
    assert list((tmp_path / "sheets").glob("*.xlsx"))


def test_the_pages_are_a_site(tmp_path: Path) -> None:
    pytest.importorskip("mkdocs")
    build = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(tmp_path / "site")]
    done = subprocess.run(build, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "site" / "cookbook.html").is_file()


def test_the_manual_page_is_set() -> None:
    if shutil.which("groff") is None:
        pytest.skip("groff is not installed")
    page = ROOT / "docs" / "ir-extract.1"
    done = subprocess.run(["groff", "-man", "-ww", "-Tutf8", str(page)], capture_output=True, text=True, check=False)
    assert done.returncode == 0 and done.stderr == ""
    assert "internal error" in done.stdout and "…" in done.stdout


def test_a_pdf_without_its_library_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    import extract

    monkeypatch.setitem(sys.modules, "pymupdf", None)
    monkeypatch.delitem(sys.modules, "pymupdf")
    monkeypatch.setattr("importlib.import_module", _without(("pymupdf",)))
    result = extract.read((ROOT / "tests" / "pdfs" / "borderless.pdf").read_bytes(), name="a.pdf")
    assert result.status == "failed"
    assert any("pip install 'ir-extract[pages]'" in problem.message for problem in result.problems)


def _without(names: tuple[str, ...]) -> object:
    import importlib

    known = importlib.import_module

    def found(name: str, package: str | None = None) -> object:
        if name in names:
            raise ImportError(f"No module named {name!r}")
        return known(name, package)

    return found
