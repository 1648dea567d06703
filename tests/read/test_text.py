"""Text conversions: which lines are tables of which form, which are prose, and that no digit goes missing."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import extract
from extract.model import Block, GridBlock, Settings, Span, TextBlock
from extract.read import read_pages
from extract.read.text import lines_to_blocks, split_lines


def blocks_of(text: str) -> list[Block]:
    return lines_to_blocks(list(enumerate(split_lines(text), start=1)), Settings())


def shown(text: str) -> list[str]:
    """Blocks as words: the kind of a text and its words, or the form of a grid and its rows."""
    out = []
    for block in blocks_of(text):
        if isinstance(block, TextBlock):
            out.append(f"{block.kind}{block.level or ''}: {block.span.text}")
        else:
            grid = block.grid
            rows = [" | ".join(c.text for c in grid.row(r)) for r in range(grid.rows)]
            out.append(f"{grid.form}: " + " / ".join(rows))
    return out


def spans_of(blocks: list[Block]) -> list[Span]:
    spans = []
    for block in blocks:
        spans += [block.span] if isinstance(block, TextBlock) else [cell.span for cell in block.grid.cells]
    return spans


CASES = {
    "tabs": ("\t1Q07\t1Q06\nSales\t5\t6\n", ["tab: 1Q07 | 1Q06 / Sales | 5 | 6"]),
    "a wrapped label between rows": (
        "Cash and\t\t\nCash\t5\nequivalents\nBonds\t6\n",
        ["tab: Cash and / Cash | 5 / equivalents / Bonds | 6"],
    ),
    "pipes": ("| | 1Q07 |\n|---|---|\n| Sales | 5 |\n\nafter", ["pipe: 1Q07 / Sales | 5", "paragraph: after"]),
    "pipes without frame": ("a | b\n---|---\n1 | 2\n", ["pipe: a | b / 1 | 2"]),
    "html": (
        "Before 5 <table><tr><td>6</td></tr></table> after 7\nnext 8",
        ["paragraph: Before 5", "html: 6", "paragraph: after 7", "paragraph: next 8"],
    ),
    "html over lines": (
        "<table>\n<tr>\n<td>Sales\n5</td><td>6</td>\n</tr>\n</table>\nnext",
        ["html: Sales 5 | 6", "paragraph: next"],
    ),
    "html never closed": (
        "<table>\n<tr><td>1</td><td>2</td>\n\nmore 6\n# H 7",
        ["html: 1 | 2", "paragraph: more 6", "heading1: H 7"],
    ),
    "the word <table": (
        "Text with <table in prose 5\nmore 6",
        ["paragraph: Text with <table in prose 5", "paragraph: more 6"],
    ),
    "a table tag over tabs": ("<table>\nSales\t5\t6\n", ["tab: Sales | 5 | 6"]),
    "fixed width": (
        "Net sales       1,234   5,678\nCosts             234     678\n",
        ["fixed: Net sales | 1,234 | 5,678 / Costs | 234 | 678"],
    ),
    "one token a line": (
        "Sales\n5.1\n6.2\nCosts\n7.3\n8.4\nIncome\n9.5\n1.6\n",
        ["tokens: Sales | 5.1 | 6.2 / Costs | 7.3 | 8.4 / Income | 9.5 | 1.6"],
    ),
    "headings and bullets": (
        "## Sales 5\n- up 6%\n  ・ 7 up\n1. first 8\n",
        ["heading2: Sales 5", "bullet1: up 6%", "bullet3: 7 up", "bullet1: first 8"],
    ),
    "a wrapped paragraph": (
        "The sales of the group in the first quarter of the year rose by\n5% to JPY 6 million.\nNext.",
        [
            "paragraph: The sales of the group in the first quarter of the year rose by 5% to JPY 6 million.",
            "paragraph: Next.",
        ],
    ),
    "every end of line": (
        "a 1\r\nb 2\rc 3\x0cd 4\u2028e 5\u0085f 6\n",
        [f"paragraph: {c} {n}" for n, c in enumerate("abcdef", start=1)],
    ),
    "blank": (" \n\t\n\n", []),
}


@pytest.mark.parametrize("name", list(CASES))
def test_blocks(name: str) -> None:
    text, blocks = CASES[name]
    assert shown(text) == blocks


def test_places_are_those_of_the_line() -> None:
    lines = ["# Results", "", "Sales\t1,234\t<b>5</b>", "  - up 6%"]
    for span in spans_of(blocks_of("\n".join(lines))):
        for part in span.parts:
            where = part.location
            assert where.line is not None
            assert lines[where.line - 1][where.start : where.end] == span.text[part.start : part.end]


def test_a_line_beyond_the_limit_is_cut_and_told() -> None:
    data = b"Sales\t5\t6\n" + b"7" * 500 + b"\nCosts\t8\t9\n"
    reading, problems = read_pages(data, "x.txt", Settings(max_line_chars=100))
    assert [(p.code, p.severity, p.data["line"]) for p in problems] == [("too_large", "error", "2")]
    assert [len(line) for line in reading.lines] == [9, 100, 9]


def test_a_million_columns_stand_in_few_cells_and_lose_no_digit() -> None:
    (block,) = lines_to_blocks([(1, "\t".join(["5"] * 100_000)), (2, "Sales\t5\t6")], Settings())
    assert isinstance(block, GridBlock)
    assert block.grid.columns <= Settings().max_columns + 1
    assert sum(c.text.count("5") for c in block.grid.row(0)) == 100_000


PIECE = st.sampled_from(
    [
        "Sales",
        "12",
        "3,456",
        "(7.8)",
        "90%",
        "\t",
        "  ",
        " ",
        "|",
        "a",
        "の",
        "売上高",
        "—",
        "△5",
        "<b>",
        "</b>",
        "<table>",
        "</table>",
        "<tr>",
        "</tr>",
        "<td>",
        "</td>",
        "<TABLE>",
        "<CAPTION>",
        "#",
        "-",
        ".....",
        "----",
        "&amp;",
        "**",
        "$",
        "FY07",
    ]
)
LINES = st.lists(st.lists(PIECE, max_size=7).map("".join), max_size=14)


@settings(max_examples=400, deadline=None)
@given(LINES)
def test_every_digit_stands_in_one_block_exactly_once(lines: list[str]) -> None:
    blocks = lines_to_blocks(list(enumerate(lines, start=1)), Settings())
    found: Counter[tuple[int, int]] = Counter()
    for span in spans_of(blocks):
        for part in span.parts:
            where = part.location
            assert where.line is not None and where.start is not None
            for i, c in enumerate(span.text[part.start : part.end]):
                if c.isdigit():
                    found[where.line, where.start + i] += 1
    expected = {(n, i) for n, line in enumerate(lines, start=1) for i, c in enumerate(line) if c.isdigit()}
    assert found == Counter(expected)


@given(st.text(max_size=200))
def test_no_text_raises(text: str) -> None:
    for span in spans_of(blocks_of(text)):
        assert span.text.strip()


@pytest.mark.parametrize("mark", ["[TABLE]", "  \\[TABLE\\]", "(table omitted)", "<!-- table omitted -->"])
def test_a_table_that_a_converter_left_out_is_told(mark: str) -> None:
    text = (
        f"Sales by region were as follows:\n\n{mark}\n\nNet sales for the year ended March 31, 2025 were $31 million."
    )
    result = extract.read(text.encode(), name="a.txt")
    assert [p.location.line for p in result.problems if p.code == "table_omitted" and p.location] == [3]
    assert result.status == "partial"


def test_a_link_to_a_table_is_none_that_was_left_out() -> None:
    result = extract.read(b"See [Table] below.\n\n[Table 1]\n\nNet sales were $31 million.", name="a.md")
    assert "table_omitted" not in {p.code for p in result.problems}


def test_what_stands_for_a_table_is_no_label() -> None:
    text = "Acquisition Plans\n\n[TABLE]\n\nDuring the year ended December 31, 2031, sales were $12 million.\n"
    (fact,) = extract.read(text.encode(), name="a.txt").facts
    assert not [part for part in fact.label if "TABLE" in part]
