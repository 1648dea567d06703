"""Every aspect of a figure of prose names the place that settled it."""

from __future__ import annotations

from extract import read

TEXT = """Ferngrove Networks results for the year ended March 31, 2018

Revenues in the quarter ended March 31, 2018 were JPY 41,207 million.

Operating income was JPY 1,200 million.
"""


def test_the_places_that_say_label_unit_and_period() -> None:
    revenues, income = read(TEXT.encode(), name="g.txt").facts
    told = {aspect: (ground[0].rank, ground[0].printed) for aspect, ground in revenues.grounds.items()}
    assert told == {
        "label": ("sentence", "Revenues"),
        "unit": ("figure", "JPY 41,207 million"),
        "period": ("sentence", "the quarter ended March 31, 2018"),
    }
    assert income.grounds["period"][0].rank in ("heading", "document")
    lines = TEXT.split("\n")
    for ground in revenues.grounds.values():
        where = ground[0].location
        assert where is not None and where.line is not None
        assert lines[where.line - 1][where.start : where.end] == ground[0].printed
