"""Reading a PDF: tables in every style come back, and what cannot be read is said."""

from __future__ import annotations

import importlib

import pytest

from extract.errors import UnreadableDocument
from extract.model import GridBlock, Settings, TextBlock
from extract.read import _mupdf
from extract.read.pdf import read_pdf
from tests.read.pdf_pages import HEADINGS, STATEMENT, Paper, body, grids, print_statement, reading, rows_of

STYLES = ("plain", "grid", "booktabs", "stripes", "signs", "leaders", "underlines")


def bare(rows: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    return [tuple(text.replace("$ ", "") for text in row) for row in rows]


@pytest.mark.parametrize("style", STYLES)
def test_a_statement_comes_back_in_every_style(style: str) -> None:
    paper = Paper()
    paper.text(60, 80, "Consolidated statements of income", size=12, bold=True)
    paper.text(60, 96, "(Millions of yen)")
    print_statement(paper, style=style)
    (grid,) = grids(paper.pdf())
    assert bare(body(grid)) == list(STATEMENT)
    assert rows_of(grid)[: grid.headers] == [HEADINGS]
    assert [span.text for span in grid.caption][-1] == "(Millions of yen)"


@pytest.mark.parametrize("rotation", (0, 90, 180, 270))
def test_boxes_are_on_the_page_as_displayed(rotation: int) -> None:
    upright = Paper(842, 842)
    print_statement(upright)
    (straight,) = grids(upright.pdf())
    turned = Paper(842, 842)
    turned.page.set_rotation(rotation)
    matrix = turned.page.derotation_matrix
    turned.page.set_rotation(0)
    for block in upright.page.get_text("dict")["blocks"]:
        for line in block["lines"]:
            for span in line["spans"]:
                origin = turned.library.Point(span["origin"]) * matrix
                turned.page.insert_text(origin, span["text"], fontsize=span["size"], rotate=rotation)
    turned.rotation = rotation
    (grid,) = grids(turned.pdf())
    assert rows_of(grid) == rows_of(straight)
    for ours, theirs in zip(grid.cells, straight.cells, strict=True):
        assert ours.span.location.box == pytest.approx(theirs.span.location.box, abs=3.5)


def test_a_crop_box_moves_the_origin() -> None:
    paper = Paper()
    print_statement(paper)
    (whole,) = grids(paper.pdf())
    paper.page.set_cropbox((40, 60, 500, 700))
    (cut,) = grids(paper.pdf())
    x0, y0, *_ = whole.cells[3].span.location.box or (0, 0)
    assert (cut.cells[3].span.location.box or ())[:2] == pytest.approx((x0 - 40, y0 - 60), abs=0.02)


def test_every_visible_letter_is_at_the_place_its_part_names() -> None:
    paper = Paper()
    print_statement(paper, style="signs")
    data = paper.pdf()
    printed = _mupdf.open_pdf(data, "page.pdf")[0].get_text("words")
    places = {tuple(round(v, 2) for v in word[:4]): word[4] for word in printed}
    (grid,) = grids(data)
    count = 0
    for cell in grid.cells:
        for part in cell.span.parts:
            assert places[part.location.box] == cell.span.text[part.start : part.end]
            count += 1
    assert count == len(printed)


def test_labels_are_indented_by_level() -> None:
    paper = Paper()
    rows = [("Assets", "", ""), ("Cash", "10", "20"), ("Bonds", "30", "40"), ("Total assets", "40", "60")]
    for r, (label, *values) in enumerate(rows):
        paper.text(60 + 12 * (label in ("Cash", "Bonds")), 100 + 14 * r, label)
        for edge, value in zip((330, 420), values, strict=True):
            paper.right(edge, 100 + 14 * r, value)
    (grid,) = grids(paper.pdf())
    assert [cell.text for cell in grid.cells if cell.column == 0] == ["Assets", "  Cash", "  Bonds", "Total assets"]


def test_a_raised_mark_is_no_digit_of_a_number() -> None:
    paper = Paper()
    print_statement(paper)
    end = paper.text(60, 400, "Active accounts")
    paper.text(end, 397, "2", size=5)
    for edge, value in ((330, "1,234"), (420, "1,100")):
        paper.right(edge, 400, value)
        paper.text(edge, 396, "3", size=5)
    for r, label in enumerate(("Employees", "Offices"), 1):
        paper.text(60, 400 + 14 * r, label)
        paper.right(330, 400 + 14 * r, "812")
        paper.right(420, 400 + 14 * r, "790")
    texts = [cell.text for grid in grids(paper.pdf()) for cell in grid.cells]
    assert "1,234" in texts and "1,100" in texts
    assert not any("1,2343" in text for text in texts)


def test_marks_of_footnotes_go_to_the_label() -> None:
    paper = Paper()
    for r, (label, mark, one, two) in enumerate(
        [
            ("現金及び預金", "", "46,741", "26,137"),
            ("土地", "※３ ", "22,583", "21,435"),
            ("その他", "", "9,952", "12,003"),
        ]
    ):
        paper.text(60, 100 + 14 * r, label)
        paper.right(330, 100 + 14 * r, mark + one)
        paper.right(420, 100 + 14 * r, mark + two)
    (grid,) = grids(paper.pdf())
    assert rows_of(grid)[1] == ("土地 ※３", "22,583", "21,435")


def test_a_heading_over_two_columns_spans_them() -> None:
    paper = Paper()
    paper.text(262, 86, "Three months ended")
    paper.text(442, 86, "Six months ended")
    paper.line(250, 89, 352, 89)
    paper.line(430, 89, 532, 89)
    rows = [(f"Item {chr(65 + r)}", *(f"{(r + 2) * k},{r}00" for k in (3, 4, 5, 6))) for r in range(5)]
    print_statement(paper, rows, ("", "2007", "2006", "2007", "2006"), top=100, edges=(290, 350, 470, 530))
    (grid,) = grids(paper.pdf())
    assert grid.headers == 2
    spans = [(c.column, c.column_span, c.text) for c in grid.row(0)]
    assert spans == [(1, 2, "Three months ended"), (3, 2, "Six months ended")]
    assert body(grid) == rows


def test_statements_side_by_side_are_two_tables() -> None:
    paper = Paper(842, 595)
    assets = [("Cash", "10"), ("Receivables", "30"), ("Land", "25"), ("Total assets", "65")]
    debts = [("Payables", "12"), ("Loans", "33"), ("Equity", "20"), ("Total", "65")]
    for r, (one, other) in enumerate(zip(assets, debts, strict=True)):
        paper.text(60, 100 + 14 * r, one[0])
        paper.right(300, 100 + 14 * r, one[1])
        paper.text(420, 100 + 14 * r, other[0])
        paper.right(700, 100 + 14 * r, other[1])
    assert [rows_of(grid) for grid in grids(paper.pdf())] == [assets, debts]


def test_a_wrapped_label_is_one_label() -> None:
    paper = Paper()
    print_statement(paper, STATEMENT[:4], top=100)
    y = 100 + 14 * 5
    paper.text(60, y, "Income from operations before amortisation of")
    paper.text(60, y + 10, "intangible assets acquired")
    for edge, value in ((330, "2,675"), (420, "2,108")):
        paper.right(edge, y + 10, value)
    paper.text(60, y + 26, "Net income")
    for edge, value in ((330, "1,675"), (420, "1,108")):
        paper.right(edge, y + 26, value)
    (grid,) = grids(paper.pdf())
    assert body(grid)[-2:] == [
        ("Income from operations before amortisation of intangible assets acquired", "2,675", "2,108"),
        ("Net income", "1,675", "1,108"),
    ]


def test_prose_is_headings_paragraphs_and_bullets() -> None:
    paper = Paper()
    paper.text(60, 60, "Overview of results", size=18)
    lines = (
        "Revenue for the quarter was 13.7 billion yen, which is more",
        "than in the same quarter of the year before.",
    )
    for r, line in enumerate(lines):
        paper.text(60, 90 + 12 * r, line)
    paper.text(60, 130, "·")
    paper.text(72, 130, "Connectivity services grew")
    blocks = [b for b in reading(paper.pdf()).blocks if isinstance(b, TextBlock)]
    assert [(b.kind, b.span.text) for b in blocks] == [
        ("heading", "Overview of results"),
        ("paragraph", " ".join(lines)),
        ("bullet", "· Connectivity services grew"),
    ]
    assert not [b for b in reading(paper.pdf()).blocks if isinstance(b, GridBlock)]


def test_the_axis_of_a_chart_makes_no_table() -> None:
    paper = Paper()
    for k in range(7):
        paper.right(80, 400 - 30 * k, str(200 * k))
        paper.line(84, 397 - 30 * k, 400, 397 - 30 * k, 0.3)
    for k, year in enumerate(("FY02", "FY03", "FY04", "FY05")):
        paper.text(120 + 70 * k, 415, year)
        paper.box(115 + 70 * k, 300 - 10 * k, 145 + 70 * k, 397, (0.2, 0.3, 0.8))
    (grid,) = grids(paper.pdf())
    assert grid.drawn is not None and not [cell for cell in grid.cells if cell.role == "value"]


def test_text_that_nobody_sees_is_left_out_and_counted() -> None:
    paper = Paper()
    print_statement(paper)
    paper.text(60, 500, "white on white", color=(1, 1, 1))
    paper.text(60, 520, "drawn invisibly", render_mode=3)
    paper.text(700, 540, "beside the page")
    read, problems = read_pdf(paper.pdf(), "page.pdf", Settings(), second_opinions=False)
    # the library itself drops what lies beside the page, so only white and invisible words are counted
    assert [(p.code, p.data["words"]) for p in problems] == [("hidden_text", "5")]
    assert not [b for b in read.blocks if isinstance(b, TextBlock)]


def test_white_text_on_a_dark_box_is_seen() -> None:
    paper = Paper()
    paper.box(50, 40, 400, 70, (0.1, 0.1, 0.4))
    paper.text(60, 60, "Results for the quarter", color=(1, 1, 1))
    (block,) = reading(paper.pdf()).blocks
    assert isinstance(block, TextBlock) and block.span.text == "Results for the quarter"


def test_a_picture_without_text_is_a_problem() -> None:
    paper = Paper()
    picture = paper.library.Pixmap(paper.library.csRGB, (0, 0, 8, 8))
    picture.clear_with(90)
    paper.page.insert_image((50, 50, 545, 792), pixmap=picture)
    _, problems = read_pdf(paper.pdf(), "page.pdf", Settings(ocr="off"), second_opinions=False)
    assert "page_without_text" in [p.code for p in problems]


def test_a_page_with_too_many_drawing_commands_is_left_out_and_its_sibling_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    limits = importlib.import_module("extract.read.pdf_layout")
    monkeypatch.setattr(limits, "SMALL_PACKED_BYTES", 300)
    monkeypatch.setattr(limits, "MAX_CONTENT_BYTES", 20_000)
    paper = Paper()
    for k in range(900):
        paper.page.insert_text((50, 700), f"{k}")
    paper.document[0].clean_contents()
    paper.page = paper.document.new_page(width=595, height=842)
    print_statement(paper)
    read, problems = read_pdf(paper.pdf(), "page.pdf", Settings(), second_opinions=False)
    assert ("too_large", 1) in [(p.code, p.location.page if p.location else 0) for p in problems]
    assert [isinstance(b, GridBlock) for b in read.pages[1].blocks] == [True]


@pytest.mark.parametrize(("limit", "pages"), ((2, 2), (9, 3)))
def test_pages_beyond_the_limit_are_a_problem(monkeypatch: pytest.MonkeyPatch, limit: int, pages: int) -> None:
    monkeypatch.setattr(importlib.import_module("extract.read.pdf"), "MAX_PAGES", limit)
    paper = Paper()
    for _ in range(2):
        paper.page = paper.document.new_page()
    paper.text(60, 60, "last")
    read, problems = read_pdf(paper.pdf(), "page.pdf", Settings(), second_opinions=False)
    assert len(read.pages) == pages
    assert ("too_large" in [p.code for p in problems]) is (limit < 3)


def test_an_empty_password_opens_and_another_does_not() -> None:
    paper = Paper()
    print_statement(paper)
    library = paper.library
    free = paper.document.tobytes(encryption=library.PDF_ENCRYPT_AES_256, owner_pw="x", user_pw="")
    shut = paper.document.tobytes(encryption=library.PDF_ENCRYPT_AES_256, owner_pw="x", user_pw="y")
    assert len(grids(free)) == 1
    with pytest.raises(UnreadableDocument, match="password"):
        read_pdf(shut, "shut.pdf", Settings())


@pytest.mark.parametrize("data", (b"%PDF-1.7\n", b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>"))
def test_a_file_without_pages_is_unreadable(data: bytes) -> None:
    with pytest.raises(UnreadableDocument, match=r"page\.pdf"):
        read_pdf(data, "page.pdf", Settings())


def test_a_truncated_file_is_repaired_and_it_is_said() -> None:
    paper = Paper()
    print_statement(paper)
    data = paper.pdf()
    _, problems = read_pdf(data[: data.rindex(b"xref")], "page.pdf", Settings(), second_opinions=False)
    assert [p.code for p in problems] == ["file_repaired"]


def test_reading_twice_gives_the_same() -> None:
    paper = Paper()
    print_statement(paper, style="stripes")
    data = paper.pdf()
    assert reading(data) == reading(data)


def test_a_file_beyond_the_limit_of_bytes_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match="limit"):
        read_pdf(b"%PDF-" + b"0" * 100, "page.pdf", Settings(max_bytes=50))


def test_a_table_that_goes_on_over_the_page_is_one_table() -> None:
    paper = Paper()
    print_statement(paper, STATEMENT[:5], top=700)
    paper.page = paper.document.new_page(width=595, height=842)
    for r, (label, *values) in enumerate(STATEMENT[5:]):
        paper.text(60, 60 + 14 * r, label)
        for edge, value in zip((330, 420), values, strict=True):
            paper.right(edge, 60 + 14 * r, value)
    (whole,) = grids(paper.pdf())
    assert [tuple(text.strip() for text in row) for row in rows_of(whole)] == [HEADINGS, *STATEMENT]
    pages = [{part.location.page for cell in whole.row(r) for part in cell.span.parts} for r in range(whole.rows)]
    assert pages == [{1}] * 6 + [{2}] * 4


def test_words_below_a_table_end_it_and_the_next_page_only_takes_its_headings() -> None:
    paper = Paper()
    end = print_statement(paper, STATEMENT[:5], top=700)
    paper.text(60, end + 12, "See the notes to these statements, which are a part of them.")
    paper.page = paper.document.new_page(width=595, height=842)
    for r, (label, *values) in enumerate(STATEMENT[5:]):
        paper.text(60, 60 + 14 * r, label)
        for edge, value in zip((330, 420), values, strict=True):
            paper.right(edge, 60 + 14 * r, value)
    _, second = grids(paper.pdf())
    assert rows_of(second) == [HEADINGS, *STATEMENT[5:]]
    assert [part.location.page for cell in second.row(0) for part in cell.span.parts] == [1, 1]


def test_a_table_in_other_columns_takes_no_header_from_the_page_before() -> None:
    paper = Paper()
    print_statement(paper, STATEMENT[:5], top=700)
    paper.page = paper.document.new_page(width=595, height=842)
    for r, (label, *values) in enumerate(STATEMENT[5:]):
        paper.text(60, 60 + 14 * r, label)
        for edge, value in zip((250, 500), values, strict=True):
            paper.right(edge, 60 + 14 * r, value)
    assert rows_of(grids(paper.pdf())[1]) == list(STATEMENT[5:])


def test_full_width_spaces_part_no_line_of_japanese_prose() -> None:
    paper = Paper()
    at = 82.0
    for piece in (
        "当連結会計年度の経営成績は、「第２",
        "事業の状況",
        "１",
        "業績等の概要",
        "(1)業績」に記載のとおり、売上高は",
    ):
        at = paper.text(at, 100, piece) + 9
    paper.text(73, 113.5, "393,398百万円、営業利益は27,019百万円となりました。")
    blocks = [block.span.text for block in reading(paper.pdf()).blocks if isinstance(block, TextBlock)]
    assert len(blocks) == 1 and "売上高は393,398百万円" in blocks[0].replace(" ", "")
