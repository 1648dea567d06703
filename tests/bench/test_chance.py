"""The count of accidents counts what is there: a table that adds up, and none in a table of random figures."""

from __future__ import annotations

from random import Random

from extract.model import Settings
from extract.prove import judge
from tests.bench.chance import Shape, counted, harm_of, random_table
from tests.prove.builders import statement, table


def test_what_a_sound_table_would_count_as() -> None:
    rows = [("Sea", ["4,127", "3,980"]), ("Rail", ["2,318", "2,244"]), ("Total", ["6,445", "6,224"])]
    columns = [("FY2023", "JPY", "amount"), ("FY2022", "JPY", "amount")]
    assert harm_of(judge(statement(table(rows, columns=columns)), Settings())[0]) == {"holds"}


def test_random_figures_prove_nothing() -> None:
    shape = Shape(20, 2, 5, totals=True)
    assert counted(shape, 5, seed=3) == {"tables": 5}
    first, second = (random_table(shape, Random(7)) for _ in range(2))
    assert first == second
