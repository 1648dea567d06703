"""Headings: what a whole one says, and where one ends and the next begins."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.lex.heading_pieces import text_to_pieces
from extract.lex.headings import half_bracketed, heading_kind, headings_of

WHOLE = {
    "period": ["June 30, 2007", "As of June 30, 2007", "FY2007", "1Q07", "2007", "Year ended March 31, 2008", "前期",
               "2018年3月期第3四半期累計期間", "(自 2016年1月1日 至 2016年12月31日)", "FY (2011/7-2012/6)"],
    "difference": ["Change", "Increase (decrease)", "Better / (worse)", "Inc/(dec)", "Fav./(unfav.)", "増減額", "増減"],
    "growth": ["伸率(％)", "伸長率",
               "% change", "YoY % change", "YoY", "Change (%)", "増減率(%)", "前年同期比", "前年同期比増減率（％）"],
    "share": ["% of total", "% of total revenues", "構成比(%)", "構成比"],
    "amount": ["Amount", "金額"],
    "unit": ["Thousands of yen", "百万円", "(In millions of U.S. dollars)", "%"],
}  # fmt: skip
PIECES = [
    "% of",
    "As of",
    "Year ended March",
    "30,",
    "2019年12月31日)",
    "(自 2019年4月1日 至",
    "Freight",
    "Total",
    "1Q",
]


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in WHOLE.items() for text in texts])
def test_whole_headings(kind: str, text: str) -> None:
    assert heading_kind(text) == kind
    assert headings_of(text) == ()


@pytest.mark.parametrize("text", PIECES)
def test_a_piece_or_a_name_has_no_kind(text: str) -> None:
    assert heading_kind(text) is None


@pytest.mark.parametrize(
    "parts",
    [
        ["2016", "2015"],
        ["June 30, 2007", "Change", "% change"],
        ["4Q (2012/4-2012/6)", "FY (2011/7-2012/6)"],
        ["Six months ended June 30, 2019", "2018"],
        ["% of total", "Amount"],
        ["百万円", "千米ドル"],
        ["2014年3月期", "前年同期比増減率(%)"],
    ],
)
def test_several_headings_in_one_text(parts: list[str]) -> None:
    text = " ".join(parts)
    assert [text[a:b] for a, b in headings_of(text)] == parts


@pytest.mark.parametrize("text", ["Freight Station retail", "2Q 2014", "FY2010 Target", "YoY % change", "2007 Freight"])
def test_words_that_are_no_headings_are_not_cut(text: str) -> None:
    assert headings_of(text) == ()


ANY = st.sampled_from([text for texts in WHOLE.values() for text in texts] + PIECES)


@given(st.lists(ANY, min_size=1, max_size=4))
def test_every_cut_leaves_whole_headings_and_loses_no_character(parts: list[str]) -> None:
    text = " ".join(parts)
    found = headings_of(text)
    assert all(heading_kind(text[a:b]) is not None for a, b in found)
    if found:
        assert "".join(text[a:b] for a, b in found).replace(" ", "") == text.replace(" ", "")


def test_half_a_bracket() -> None:
    assert half_bracketed("2019年12月31日）") and not half_bracketed("（自 2019年4月1日）")


def test_the_period_that_figures_are_compared_with_is_not_theirs() -> None:
    texts = ("SALES vs. PRIOR PERIOD ($MM)", "Growth compared with the prior year", "Prior period")
    assert [len(text_to_pieces(text)) for text in texts] == [0, 0, 1]
