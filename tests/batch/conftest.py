"""Workers import the tasks of these tests by name, so the project folder must be on their path too."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from extract.batch.isolate import close_workers

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True, scope="session")
def _path_of_workers() -> Iterator[None]:
    before = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (str(ROOT), before)))
    yield
    close_workers()
    if before is None:
        del os.environ["PYTHONPATH"]
    else:
        os.environ["PYTHONPATH"] = before
