"""Pairs of currencies by their codes: which of the two is counted in the other is custom, and not said."""

from __future__ import annotations

import extract

PAGE = b"""Currency hedges outstanding as of September 30, 2031

| Currency pair | Notional (millions) | Average rate | Fair value ($ millions) |
|---|---|---|---|
| EUR/USD | \xe2\x82\xac 120 | 1.104 | (2.1) |
| USD/JPY | \xc2\xa5 4,500 | 148.2 | 0.8 |
"""


def test_a_pair_names_its_row_and_is_no_unit_of_it() -> None:
    found = {fact.printed: fact for fact in extract.read(PAGE, name="a.md").facts}
    assert (found["(2.1)"].value, found["(2.1)"].unit) == ("-2100000", "USD")
    assert (found["\u20ac 120"].value, found["\u20ac 120"].unit) == ("120000000", "EUR")
    assert not found["1.104"].trusted and not found["148.2"].trusted
