"""One form of each character, and every place of the print kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.lex.fold import fold, fold_figures
from extract.lex.numbers import read_cell


@given(st.text(max_size=40))
def test_folding_keeps_every_place_and_is_done_once(text: str) -> None:
    for form in (fold, fold_figures):
        assert len(form(text)) == len(text)
        assert form(form(text)) == form(text)


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ("（▲１２．５％）", "(△12.5%)"),
        ("46,770²", "46,770 "),
        ("１２，３４５㎡", "12,345㎡"),
        ("m²あたり", "m2あたり"),
        ("120 m²", "120 m2"),
        ("①12", "①12"),
        ("¥1\u30001", "¥1 1"),
    ],
)
def test_what_a_character_is_folded_to(printed: str, plain: str) -> None:
    assert fold(printed) == plain


def test_long_dashes_and_asides_stay_what_they_are_beside_figures() -> None:
    assert fold_figures("—〔12〕") == "—〔12〕"
    assert fold("—〔12〕") == "-(12)"
    assert read_cell("18,880 〔2,345〕").figures[1].value == 2345
