"""Scales from lengths and values: what agrees, and intervals that hold for every scale that agrees."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from extract.tables.charts.proportion import Scaling, Sighting, agreeing

HALF = Fraction(1, 2)
ZERO = Sighting(0, Fraction(0), Fraction(0), 350)


@given(
    st.lists(st.integers(20, 400), min_size=3, max_size=12, unique=True),
    st.integers(20, 400),
    st.integers(300, 4000),
    st.data(),
)
def test_what_is_measured_lies_within_the_interval(
    values: list[int], hidden: int, pace: int, data: st.DataObject
) -> None:
    off = st.integers(-300, 300)
    seen = [Sighting(v * pace + data.draw(off), v - HALF, v + HALF, 350) for v in values]
    found = agreeing([ZERO], seen)
    assert found is not None and len(found[0]) == len(values)
    reach = Scaling([ZERO], seen, found[1]).at(hidden * pace + data.draw(off), 350)
    assert reach.low <= hidden <= reach.high


def test_a_value_off_its_length_is_left_out() -> None:
    seen = [Sighting(v * 2000, v - HALF, v + HALF, 350) for v in (52, 61, 70, 48)]
    seen.append(Sighting(180_000, Fraction(12) - HALF, Fraction(12) + HALF, 350))
    found = agreeing([ZERO], seen)
    assert found is not None and found[0] == [0, 1, 2, 3]
