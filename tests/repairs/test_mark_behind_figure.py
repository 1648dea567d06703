"""Marks of notes on figures: what becomes of the figure and of the mark."""

from __future__ import annotations

import extract

TEXT = """\
Orbel Instruments SA
Results for the year ended December 31, 2023

(EUR million)
                  Year ended December 31, 2023   Year ended December 31, 2022
Turnover                               9,4162                         8,870
Operating costs                       (7,002)                        (6,913)

2 Includes the companies bought in May.
"""


def test_the_figure_is_read_without_its_mark_and_every_number_is_accounted_for() -> None:
    result = extract.read(TEXT.encode(), name="orbel.txt")
    turnover = [f for f in result.facts if f.label[-1] == "Turnover"]
    assert [(f.value, f.printed, f.status, f.trusted) for f in turnover] == [
        ("9416000000", "9,416", "split", True),
        ("8870000000", "8,870", "verbatim", True),
    ]
    assert result.coverage["unread"] == 0 and result.status == "complete"
