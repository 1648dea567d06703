"""The recipe in docs/batch.md, run as it stands there."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from extract.batch import Options, run_many
from tests.batch.tasks import documents, tree

ROOT = Path(__file__).parents[2]


def test_the_recipe_for_ray_gives_the_same_bytes(tmp_path: Path) -> None:
    pytest.importorskip("ray")
    recipe = (ROOT / "docs" / "batch.md").read_text("utf-8").split("```python\n", 1)[1].split("```", 1)[0]
    documents(tmp_path / "filings", 4)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", recipe], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    list(run_many([str(tmp_path / "filings")], tmp_path / "local", Options(jobs=1)))
    assert tree(tmp_path / "out") == tree(tmp_path / "local") and "filings/d003.txt" in done.stdout
