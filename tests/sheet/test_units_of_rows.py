"""What the figures of a row measure where the unit stands at the end of its label."""

from __future__ import annotations

from extract.pipeline import read


def test_units_that_one_blank_parts_from_their_labels() -> None:
    text = """Production summary
                     Units   Sep Qtr 2031   Jun Qtr 2031
Ore mined            kt            512            498
Head grade           g/t          2.21           2.16
Gold produced        oz         41,250         39,870
Costs                A$/oz       1,985          2,040
"""
    facts = {fact.printed: fact for fact in read(text.encode(), name="report.txt").facts}
    assert {key: facts[key].unit for key in ("512", "41,250", "1,985")} == {
        "512": "kt",
        "41,250": "ounce",
        "1,985": "AUD",
    }
    assert facts["2.21"].unit is None or not facts["2.21"].trusted
    period = facts["512"].period
    assert period is not None and (period.start, period.end) == ("2031-07-01", "2031-09-30")
