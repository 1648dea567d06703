"""Names that are enumerated share the noun that stands behind the last of them."""

from __future__ import annotations

import pytest

from extract import read

HEAD = "Marsh Foods plc, results for the year ended 31 March 2031\n\n"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Domestic and overseas sales were £318 million and £206 million, respectively.",
            ("Domestic sales", "overseas sales"),
        ),
        ("国内及び海外の売上高は、それぞれ318億円及び206億円となりました。", ("国内の売上高", "海外の売上高")),
        (
            "Operating profit and net profit were £318 million and £206 million, respectively.",
            ("Operating profit", "net profit"),
        ),
    ],
)  # fmt: skip
def test_the_noun_behind_the_last_name_is_that_of_all(text: str, names: tuple[str, str]) -> None:
    found = {f.printed: f for f in read((HEAD + text + "\n").encode(), name="page.txt").facts}
    assert (found["318"].label[-1], found["206"].label[-1]) == names
    assert found["318"].trusted
    assert found["206"].trusted


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Sales, operating profit and net profit rose by £318 million, £206 million and £99 million, respectively.",
            [("Sales", "318000000"), ("operating profit", "206000000"), ("net profit", "99000000")],
        ),
        (
            "Receivables, inventories and payables fell by £318 million, £206 million and £99 million, respectively.",
            [("Receivables", "-318000000"), ("inventories", "-206000000"), ("payables", "-99000000")],
        ),
    ],
)
def test_the_verb_before_the_first_amount_is_that_of_all(text: str, told: list[tuple[str, str]]) -> None:
    found = read((HEAD + text + "\n").encode(), name="page.txt").facts
    assert [(f.label[-1], f.value) for f in found] == told
    assert {f.measure for f in found} == {"change"}


def test_levels_that_are_enumerated_keep_their_sense() -> None:
    text = "Net sales rose by £318 million and operating profit was £206 million and £99 million, respectively.\n"
    found = {f.printed: f.measure for f in read((HEAD + text).encode(), name="page.txt").facts}
    assert found["206"] == found["99"] == "amount"
