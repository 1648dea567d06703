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


SENSITIVITY = b"""Impact of a change of 1 yen, fiscal year ending March 31, 2032 (billions of yen)

| Currency | Assumed rate (yen) | Impact on sales |
|---|---|---|
| U.S. dollar | 145.00 | 4.1 |
| Euro | 160.00 | 1.8 |
"""


def test_a_currency_that_names_a_row_is_not_what_its_figures_are_in() -> None:
    found = {f.printed: (f.value, f.unit) for f in extract.read(SENSITIVITY, name="a.md").facts}
    assert found["145.00"] == ("145", "JPY")
    assert (found["4.1"], found["1.8"]) == (("4100000000", "JPY"), ("1800000000", "JPY"))
    bare = SENSITIVITY.replace(b" (billions of yen)", b"").replace(b" (yen)", b"")
    assert not any(fact.trusted for fact in extract.read(bare, name="a.md").facts if fact.printed in ("145.00", "4.1"))
