"""Percentages under a bare `%`: shares of the amounts beside them, or something else."""

from __future__ import annotations

import pytest

import extract

HEAD = "Results (EUR million)\n\n\tYear ended 31 May 2023\t%\tYear ended 31 May 2022\t%\n"


@pytest.mark.parametrize(
    ("rows", "periods"),
    [
        (
            ["Sales\t840.6\t100.0\t712.9\t100.0", "Cost\t503.4\t59.9\t445.7\t62.5", "Profit\t337.2\t40.1\t267\t37.5"],
            ["2023-05-31", "2022-05-31"],
        ),
        # shares of a whole that is not printed
        (["North\t210.0\t25.0\t178.2\t25.0", "South\t252.2\t30.0\t71.3\t10.0", "West\t84.1\t10.0\t142.6\t20.0"],
         ["2023-05-31", "2022-05-31"]),
        # growth
        (["Sales\t840.6\t17.9\t712.9\t4.1", "Costs\t-503.4\t12.9\t-445.7\t3.3", "Profit\t337.2\t26.2\t267.2\t5.0"],
         [None, None]),
    ],
)  # fmt: skip
def test_shares_are_of_the_period_on_their_left(rows: list[str], periods: list[str | None]) -> None:
    facts = extract.read((HEAD + "\n".join(rows)).encode(), name="a.txt").facts
    percent = [f for f in facts if f.unit == "percent" and f.label[-1] in ("Profit", "West")]
    assert [f.period and f.period.end for f in percent] == periods
    assert all((f.measure == "share") == (periods[0] is not None) for f in percent)
