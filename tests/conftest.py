"""What holds for all tests: no limit of time, the same examples in every run, and a file of tests in one worker."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:  # what hands tests to workers needs nothing of the product
    from extract.model import Result

SEEDS = Path(__file__).parents[1] / "seeds"

# A busy machine must not make a property test fail.
settings.register_profile("house", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")


@pytest.fixture(scope="session")
def seed_result(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Result]:
    """The result of a seed by its stem, read once for all tests of one run, whatever worker runs them."""
    base = tmp_path_factory.getbasetemp()
    folder = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def result(stem: str) -> Result:
        import extract
        from extract.emit import result_from_json, result_to_json

        path = folder / f"{stem}.json"
        if not path.exists():
            made = base / f"{stem}.made"
            made.write_bytes(result_to_json(extract.read(SEEDS / f"{stem}.txt")))
            made.replace(path)  # whole or not at all, also where two workers make it at once
        return result_from_json(path.read_bytes())

    return result


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """With `-n`, the tests of a file go to one worker, in their order: what a file prepares (documents that are read, a
    browser, a server) is prepared once and not in every worker. None, the usual way, where another was asked for."""
    if config.getvalue("dist") != "load":
        return None
    from xdist.scheduler import LoadFileScheduling

    config.option.loadscopereorder = False  # files of many tests are not those that take long
    return LoadFileScheduling(config, log)
