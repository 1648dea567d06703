"""The draw shows trusted facts only, the same for the same seed, each with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench.draw import main

SEED = Path(__file__).parents[2] / "seeds" / "iij-2006-11-results-presentation.txt"


def test_the_same_seed_draws_the_same_facts(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(SEED), "--count", "5", "--seed", "3"]) == 0
    first = capsys.readouterr().out
    assert main([str(SEED), "--count", "5", "--seed", "3"]) == 0
    assert capsys.readouterr().out == first
    assert first.count("    source  line ") == 5 and "    period " in first
