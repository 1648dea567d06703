"""Markup and decoration left in text: what is dropped, what stays, and that places stay true."""

from __future__ import annotations

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.lex.markup import collapse, drop_decoration, drop_markup
from extract.model import Span

MARKUP = [
    ("<b>1Q07</b> 1Q06 R&amp;D", "1Q07 1Q06 R&D"),
    ("<u>9,156</u>", "9,156"),
    ("***88***", "88"),
    ("**88**", "88"),
    ("**Net sales** up", "Net sales up"),
    ("*1 Excluding", "*1 Excluding"),
    ("12*", "12*"),
    ("2 * 3 * 4", "2 * 3 * 4"),
    ("5<br>6", "5 6"),
    ("<td>5</td><td>6</td>", "5 6"),
    ("1,2<b>34</b>", "1,234"),
    ("<Outsourcing> 5", "<Outsourcing> 5"),
    ("5 < 6 > 4", "5 < 6 > 4"),
    ("OEM<sup>4</sup> in the 1<sup>st</sup>", "OEM in the 1st"),
    ("<sup>1,234</sup>", "1,234"),
    ("1,234<sup>(*1)</sup>", "1,234"),
    ("5&nbsp;6", "5 6"),
    ("&#9650;5", "▲5"),
    ("S&P500 AT&T", "S&P500 AT&T"),
    ("\\*1 \\$5", "*1 $5"),
    ("&lt;sup&gt;1&lt;/sup&gt;5", "5"),
    ("&amp;lt;5", "<5"),
    ("<span style='a'>5</span>", "5"),
    ("**Three Months", "Three Months"),
    ("Ended**", "Ended"),
    ("<b>**5", "5"),
]


@pytest.mark.parametrize(("text", "plain"), MARKUP)
def test_markup(text: str, plain: str) -> None:
    assert drop_markup(Span.of(text, line=1)).text == plain


@pytest.mark.parametrize(
    ("text", "plain"),
    [("○○106 ○", "106"), ("●Sales", "Sales"), ("5 → 6", "5 6"), ("△5", "△5"), ("▲5", "▲5"), ("●", "")],
)
def test_decoration(text: str, plain: str) -> None:
    assert collapse(drop_decoration(Span.of(text, line=1)).text) == plain


def test_white_space_runs() -> None:
    assert collapse(" a\n\t b\u3000c ") == "a b c"


PIECES = st.sampled_from(
    [
        "5",
        "1,234",
        "a",
        " ",
        "  ",
        "<b>",
        "</b>",
        "<br>",
        "<sup>",
        "</sup>",
        "*",
        "**",
        "***",
        "&amp;",
        "&lt;",
        "&gt;",
        "&nbsp;",
        "&#49;",
        "\\",
        "$",
        "<",
        ">",
        "&",
        "○",
        "△",
        "(",
        ")",
        "%",
        "_",
    ]
)


@given(st.lists(PIECES, max_size=12).map("".join))
def test_places_stay_true_and_no_digit_is_invented(text: str) -> None:
    for drop in (drop_markup, drop_decoration):
        span = drop(Span.of(text, line=1))
        for part in span.parts:
            printed = text[part.location.start : part.location.end]
            shown = span.text[part.start : part.end]
            assert shown in (printed, html.unescape(printed), html.unescape(html.unescape(printed)))
        covered = {i for part in span.parts for i in range(part.start, part.end)}
        assert all(i in covered for i, c in enumerate(span.text) if not c.isspace())


@given(st.lists(PIECES, max_size=12).map("".join))
def test_done_twice_is_done_once(text: str) -> None:
    for drop in (drop_markup, drop_decoration):
        once = drop(Span.of(text, line=1))
        assert drop(once).text == once.text
