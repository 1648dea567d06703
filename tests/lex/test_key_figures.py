"""Names of key figures: each word of the data is known in its place, and names of money are none."""

from __future__ import annotations

import pytest

from extract.lex.key_figures import heads_key_figures, key_figure
from extract.vocab import KeyFigure, vocabulary


@pytest.mark.parametrize("known", vocabulary().key_figures, ids=lambda known: known.kind)
def test_every_word_is_known_in_its_place(known: KeyFigure) -> None:
    if known.kind == "heading":
        assert all(map(heads_key_figures, known.names)) and not any(map(key_figure, known.names))
        return
    names = (*known.names, *(f"{word} something" for word in known.begins), *(f"Average {w}" for w in known.ends))
    assert {name: key_figure(name) for name in names} == dict.fromkeys(names, known.kind)


@pytest.mark.parametrize(
    "label",
    [
        "Gross margin", "Purchase price", "Fixed rate", "Loans past due 90 days", "Due within 30 days", "Yields sold",
        "Sale of frequent flyer miles", "Growth", "Growth fund", "Interest rate swaps", "Ratio analysis costs",
        "Cost of working hours", "Return on plan assets", "Days", "Miles Davis Ltd.", "Share price adjustment",
    ],
)  # fmt: skip
def test_names_of_money_are_none(label: str) -> None:
    assert key_figure(label) is None


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Vessel days (2)", "measured"), ("Tonnes milled", "measured"), ("Acres under lease", "measured"),
        ("Net leverage ratio, end of period", "ratio"), ("Share price at year end", "price"),
        ("Return on equity (annualised)", "ratio"), ("Occupancy as at 30 June 2031", "ratio"),
        ("Average realised price*", "price"), ("Available seat kilometres", "measured"),
    ],
)  # fmt: skip
def test_asides_and_times_are_no_part_of_the_name(label: str, kind: str) -> None:
    assert key_figure(label) == kind
