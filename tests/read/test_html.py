"""HTML to pages: what a reader of the page sees is read, with its place, and nothing else."""

from __future__ import annotations

import html as entities

import pytest

import extract
from extract.model import GridBlock, Reading, Settings, Span, TextBlock
from extract.read import read_pages

HEAD = "<!DOCTYPE html><html><head><title>Results</title></head><body>"


def read(body: str, head: str = HEAD) -> Reading:
    reading, _ = read_pages((head + body).encode(), "page.html", Settings())
    assert reading.source.media_type == "text/html"
    for block in reading.blocks:
        for span in [block.span] if isinstance(block, TextBlock) else [c.span for c in block.grid.cells]:
            stands(reading, span)
    return reading


def stands(reading: Reading, span: Span) -> None:
    """Every visible character is at the place its part names."""
    covered = set()
    for part in span.parts:
        where = part.location
        assert where.line is not None
        printed = reading.lines[where.line - 1][where.start : where.end]
        text = span.text[part.start : part.end]
        assert " ".join(entities.unescape(printed).split()) == " ".join(text.split())
        covered |= set(range(part.start, part.end))
    assert all(i in covered for i, c in enumerate(span.text) if not c.isspace())


def cells(body: str, head: str = HEAD) -> list[list[tuple[int, int, str]]]:
    return [
        [(c.row, c.column, c.text) for c in b.grid.cells] for b in read(body, head).blocks if isinstance(b, GridBlock)
    ]


def words(body: str, head: str = HEAD) -> list[str]:
    return [block.span.text for block in read(body, head).blocks if isinstance(block, TextBlock)]


def test_headings_paragraphs_and_tables_stand_in_order() -> None:
    reading = read("<h2>Sales</h2><p>Up<br>5%</p><table><tr><td>1,234</td></tr></table><p>after</p>")
    shown = [(b.kind, b.span.text, b.level) if isinstance(b, TextBlock) else "table" for b in reading.blocks]
    assert shown == [("heading", "Sales", 2), ("paragraph", "Up", 0), ("paragraph", "5%", 0), "table",
                     ("paragraph", "after", 0)]  # fmt: skip


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<td>12\n34</td>", "12 34"),
        ("<td>12\r\n  34</td>", "12 34"),
        ("<td>12<br>34</td>", "12\n34"),
        ("<td><p>12</p><p>34</p></td>", "12\n34"),
        ("<td>1<b>,2</b>34</td>", "1,234"),
        ("<td>&#49;,&#x32;34&nbsp;%</td>", "1,234 %"),
        ("<td>R&amp;D</td>", "R&D"),
        ("<td>R&D</td>", "R&D"),
        ("<td>S&P500</td>", "S&P500"),
        ("<td>&#9650;5</td>", "▲5"),
        ("<td>1,234<sup>1</sup></td>", "1,234"),
        ("<td>1,234<sup>1,2</sup></td>", "1,234"),
        ("<td>1,234<sup>(*3)</sup></td>", "1,234"),
        ("<td>the 1<sup>st</sup></td>", "the 1st"),
        ("<td><sup>1,234</sup></td>", "1,234"),
    ],
)
def test_text_of_a_cell(markup: str, text: str) -> None:
    assert cells(f"<table><tr>{markup}</tr></table>") == [[(0, 0, text)]]


def test_spans_push_cells_aside() -> None:
    body = "<table><tr><th rowspan=2>a<th colspan=2>b<tr><td>c<td>d<tr><td>e<td>1<td>2</table>"
    (grid,) = [b.grid for b in read(body).blocks if isinstance(b, GridBlock)]
    assert [(c.row, c.column, c.row_span, c.column_span, c.text) for c in grid.cells] == [
        (0, 0, 2, 1, "a"), (0, 1, 1, 2, "b"), (1, 1, 1, 1, "c"), (1, 2, 1, 1, "d"),
        (2, 0, 1, 1, "e"), (2, 1, 1, 1, "1"), (2, 2, 1, 1, "2"),
    ]  # fmt: skip
    assert (grid.rows, grid.columns, grid.headers) == (3, 3, 1)


@pytest.mark.parametrize("number", ["²", "-1", "0", "x", "", "9" * 5000, "1.5", "٣"])
def test_spans_that_are_no_numbers_are_one(number: str) -> None:
    assert cells(f"<table><tr><td colspan='{number}'>1<td rowspan='{number}'>2</table>")[0][0] == (0, 0, "1")


def test_a_table_in_a_cell_is_a_table_of_its_own_and_parts_the_text_around_it() -> None:
    assert cells("<table><tr><td>1<table><tr><td>2</table>3</table>") == [[(0, 0, "2")], [(0, 0, "1\n3")]]


def test_words_of_a_table_outside_its_cells_stand_before_it() -> None:
    body = "<table><caption>Unit: JPY million</caption>12<tr>34<td>9</td>56</tr></table>"
    assert (words(body), cells(body)) == (["Unit: JPY million", "12", "34", "56"], [[(0, 0, "9")]])


@pytest.mark.parametrize(
    "head",
    [
        HEAD,
        "<html><head><title>x</title><meta name=a><body>",
        "<html><head><title>x</title>",
        "<html><title>x</title>",
        "<html><head><style>p{}</style><script>1<2</script>",
        "<?xml version='1.0'?><html><body>",
    ],
)
def test_a_head_without_end_does_not_hide_the_page(head: str) -> None:
    body = "<p>Sales 5</p><table><tr><td>6</table>"
    assert (words(body, head), cells(body, head)) == (["Sales 5"], [[(0, 0, "6")]])


@pytest.mark.parametrize(
    "hidden",
    [
        "<p style='display:none'>7</p>",
        "<p style='color:red; DISPLAY : none'>7<p>",
        "<div style='display:none'><div>7</div>8</div>",
        "<ix:header><ix:hidden>7</ix:hidden></ix:header>",
        "<script>var a = 7</script>",
        "<!-- 7 -->",
        "<div style='display:none'><table><tr><td>7<td>8</table></div>",
    ],
)
def test_what_is_hidden_is_not_read(hidden: str) -> None:
    body = f"<p>5</p>{hidden}<p>6</p><table><tr><td>9</table>"
    assert (words(body), cells(body)) == (["5", "6"], [[(0, 0, "9")]])


def test_a_hidden_cell_hides_itself_only() -> None:
    assert cells("<table><tr><td style='display:none'>1<td>2<tr style='display:none'><td>3<tr><td>4</table><p>5") == [
        [(0, 0, "2"), (1, 0, "4")]
    ]
    assert words("<table><tr><td>1<td style='display:none'>2</table><p>5") == ["5"]


def test_a_raised_note_without_end_hides_no_figure() -> None:
    assert cells("<table><tr><td>100<sup>1<td>200<td>300</table>") == [[(0, 0, "100"), (0, 1, "200"), (0, 2, "300")]]


def test_a_table_without_end_is_read() -> None:
    assert cells("<table><tr><td>a<td>1<tr><td>b<td>2") == [[(0, 0, "a"), (0, 1, "1"), (1, 0, "b"), (1, 1, "2")]]


def test_limits_lose_no_digit() -> None:
    settings = Settings(max_columns=4, max_cells=20)
    body = HEAD + "<table>" + ("<tr>" + "<td>7</td>" * 9) * 9 + "<tr><td colspan=4 rowspan=9>8</table>"
    reading, _ = read_pages(body.encode(), "x", settings)
    (grid,) = [b.grid for b in reading.blocks if isinstance(b, GridBlock)]
    assert "".join(c.text for c in grid.cells).count("7") == 81
    assert grid.columns <= 4


def test_tables_in_tables_five_hundred_deep() -> None:
    found = cells("<table><tr><td>5" * 500 + "</table>" * 500)
    assert len(found) == 500 and all(grid == [(0, 0, "5")] for grid in found)


@pytest.mark.parametrize(
    "mark", ["<![foo[", "<![ ", "<![", "<![0]>", "<![if !mso]>", "<![endif]-->", "<![CDATA[ x ]]>"]
)
def test_a_marked_section_of_no_kind_hides_nothing_behind_it(mark: str) -> None:
    page = f"<html><body><p>{mark}</p><table><tr><td>Sales{mark}</td><td>4,318</td></tr></table></body></html>"
    result = extract.read(page.encode(), name="page.html")
    assert "4,318" in [fact.printed for fact in result.facts]
    assert "internal" not in [problem.code for problem in result.problems]
