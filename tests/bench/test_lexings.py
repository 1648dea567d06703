"""A text is lexed once, however often it is asked for; and the package is there at once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.bench import lexings


def test_a_text_is_lexed_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = "".join(f"| Item of list {n} | {n},{n}12 | {n},{n}45 |\n" for n in range(10, 40))
    path = tmp_path / "results.md"
    path.write_text(f"(JPY million)\n\n| | FY2023 | FY2024 |\n|---|---|---|\n{rows}")
    assert lexings.main([str(path)]) == 0
    asked, readings = map(int, capsys.readouterr().out.replace(",", "").splitlines()[3].split()[1:3])
    assert asked > 100 and readings == 0  # the reading before, which loads the words, has lexed them all


def test_the_package_loads_neither_metadata_nor_logging() -> None:
    code = "import sys, extract; print(*(m for m in ('logging', 'importlib.metadata', 'regex') if m in sys.modules))"
    done = subprocess.run([sys.executable, "-S", "-c", f"import sys; sys.path[:] = {sys.path!r}; {code}"],
                          check=True, capture_output=True, text=True)  # fmt: skip
    assert done.stdout.split() == []
