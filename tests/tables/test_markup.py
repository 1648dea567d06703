"""HTML fragments to grids and words: where they begin in their document, and hostile nesting."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extract.model import GridBlock, Settings, Span, TextBlock
from extract.tables.markup import markup_to_blocks, squeeze


def test_places_count_from_where_the_fragment_stands() -> None:
    (block,) = markup_to_blocks("<table><tr><td>5</td>\n<td>6</td></table>", Settings(), line=7, column=10)
    assert isinstance(block, GridBlock)
    places = [(c.span.location.line, c.span.location.start) for c in block.grid.cells]
    assert places == [(7, 10 + len("<table><tr><td>")), (8, len("<td>"))]


def test_white_space_is_one_blank_and_a_break_one_line() -> None:
    span = Span.join([Span.of(" a \n b ", line=1), Span("\u2028"), Span.of("c", line=2)], "")
    assert squeeze(span).text == "a b\nc"
    assert [(p.location.line, p.location.start) for p in squeeze(span).parts] == [(1, 1), (1, 5), (2, 0)]


PIECE = st.sampled_from(
    [
        "<table>",
        "</table>",
        "<tr>",
        "</tr>",
        "<td>",
        "</td>",
        "<th rowspan=3>",
        "<td colspan=2>",
        "<p>",
        "</p>",
        "<br>",
        "<b>",
        "<sup>",
        "</sup>",
        "<thead>",
        "</thead>",
        "<caption>",
        "12",
        "3,456",
        "\n",
        " ",
        "&nbsp;",
        "&amp;",
        "&",
        "R&D7",
        "<div>",
        "</div>",
        "<",
        "<!--x-->",
        "<td",
        "89%",
    ]
)


@given(st.lists(PIECE, max_size=25).map("".join))
def test_every_visible_digit_stands_once(text: str) -> None:
    if "<R" in text or "<td" in text.replace("<td>", "").replace("<td colspan=2>", ""):
        return  # what follows in a broken tag is the tag's
    blocks = markup_to_blocks(text, Settings())
    shown = ""
    for block in blocks:
        spans = [block.span] if isinstance(block, TextBlock) else [c.span for c in block.grid.cells]
        shown += "".join(span.text for span in spans)
    visible = text.replace("<th rowspan=3>", "").replace("<td colspan=2>", "")
    if "<sup>" in text:
        return  # notes are dropped by design
    assert sorted(c for c in shown if c.isdigit()) == sorted(c for c in visible if c.isdigit())


@given(st.text(max_size=100))
def test_no_text_raises(text: str) -> None:
    markup_to_blocks("<table><tr><td>" + text, Settings())
