"""What stands in the way of trust, by the fact alone."""

from __future__ import annotations

import msgspec
import pytest

from extract.facts.trust import with_trust
from extract.model import Fact, Ground, Location, Period

YEAR = Period(kind="duration", start="2023-01-01", end="2023-12-31")
SOUND = Fact(
    id="f1",
    label=("Sales",),
    unit="USD",
    value="5",
    printed="5",
    status="verbatim",
    period=YEAR,
    location=Location(line=1),
)
LENT = Ground(rank="document", rule="currency_of_document")
BESIDE = Ground(rank="caption", rule="unit_of_table")
FAR = Ground(rank="document", rule="period_of_document")
REPORTED = Ground(rank="document", rule="year_of_document")
PART = Ground(rank="column", rule="period_of_column", printed="3Q")


@pytest.mark.parametrize(
    ("change", "doubts"),
    [
        ({}, ()),
        ({"unit": None}, ("unit_open",)),
        ({"period": None}, ("period_open",)),
        ({"period": Period(kind="duration", end="2023-12-31")}, ("period_open",)),
        ({"period": Period(kind="instant", end="2023-12-31")}, ()),
        ({"grounds": {"period": (FAR,)}}, ("period_hinted",)),
        ({"grounds": {"period": (PART, REPORTED)}}, ("period_hinted",)),  # `3Q`: of which year only the cover says
        ({"grounds": {"period": (PART, FAR)}}, ()),
        ({"grounds": {"unit": (LENT,)}}, ("unit_hinted",)),
        ({"grounds": {"unit": (LENT, BESIDE)}}, ()),
        ({"label": ("",)}, ("label_open",)),
        ({"label": ("Assets", "of which pledged)")}, ("label_open",)),
        ({"label": ("少）",)}, ("label_open",)),
        ({"label": ("a) Sales",)}, ()),
        ({"label": ("Sales (net)",)}, ()),
        ({"label": ("売掛金 ※１ 77,058",)}, ("label_open",)),
        ({"label": ("Shares issued: 1,651 and 1,645",)}, ()),
        ({"label": ("Share-based pay 45.2 45.2", "Options exercised")}, ("label_open",)),
        ({"label": ("Options exercised and other 55.1",)}, ("label_open",)),
        ({"label": ("583.5 Cash dividends declared",)}, ("label_open",)),
        ({"label": ("Cash dividends", "(2,042.0)")}, ("label_open",)),
        ({"label": ("— — Common stock",)}, ("label_open",)),
        ({"label": ("Common stock, par value of 0.5",)}, ()),
        ({"label": ("Notes, 4.5% due 2031",)}, ()),
        ({"label": ("Common stock, shares held of 12,100",)}, ()),
        ({"unit": "JPY", "value": "2.48", "printed": "2.48"}, ("unit_open",)),
        ({"unit": "JPY", "value": "2480000", "printed": "2.48"}, ()),
        ({"unit": "JPY_per_share", "value": "2.48", "printed": "2.48"}, ()),
        ({"basis": "preference"}, ("preference",)),
        ({"status": "conflict"}, ("conflict",)),
        ({"label": ("Treasury stock",), "unit": "count", "value": "-7", "printed": "(7)"}, ("sign_open",)),
        ({"label": ("Change in headcount",), "unit": "count", "value": "-7", "printed": "(7)"}, ()),
    ],
)
def test_doubts(change: dict[str, object], doubts: tuple[str, ...]) -> None:
    (fact,) = with_trust((msgspec.structs.replace(SOUND, **change),))
    assert (fact.doubts, fact.trusted) == (doubts, not doubts)
