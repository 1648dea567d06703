"""Fonts whose table says other digits than they draw: the drawn ones count, and a figure with two readings is told."""

from __future__ import annotations

import pytest

from extract.model import Settings
from extract.read.pdf import read_pdf
from tests.read.pdf_pages import Paper, grids, rows_of

ROWS = (("Sales", "1,350", "1,170"), ("Costs", "(430)", "(210)"), ("Margin", "920", "960"))


def with_table(codes: dict[str, int]) -> bytes:
    """A page whose figures are set in a font with a table that says other characters for some digits."""
    paper = Paper()
    for r, (label, *values) in enumerate(ROWS):
        paper.text(60, 100 + 14 * r, label)
        for edge, value in zip((300, 400), values, strict=True):
            paper.right(edge, 100 + 14 * r, value, font="cour")
    document = paper.document
    (xref,) = (font[0] for font in paper.page.get_fonts(full=True) if font[3] == "Courier")
    pairs = [f"<{k:02X}> <{codes.get(chr(k), k):04X}>" for k in range(32, 127)]
    table = "\n".join(("1 begincodespacerange <00> <FF> endcodespacerange", "95 beginbfchar", *pairs, "endbfchar"))
    stream = document.get_new_xref()
    document.update_object(stream, "<<>>")
    head = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
    document.update_stream(stream, (head + table + "\nendcmap end end").encode())
    document.xref_set_key(xref, "ToUnicode", f"{stream} 0 R")
    return paper.pdf()


@pytest.mark.parametrize("base", (0xE000, 0xF030))
def test_private_characters_for_digits_are_the_digits_drawn(base: int) -> None:
    data = with_table({digit: base + k for k, digit in enumerate("0123456789")})
    assert rows_of(grids(data)[0]) == list(ROWS)
    assert not read_pdf(data, "page.pdf", Settings(), second_opinions=False)[1]


def test_exchanged_digits_are_read_as_drawn_and_told() -> None:
    data = with_table({"3": ord("5"), "5": ord("3")})
    (grid,) = grids(data)
    assert rows_of(grid) == list(ROWS)
    assert {cell.text: cell.span.rivals for cell in grid.cells if cell.span.rivals} == {
        "1,350": ("1,530",),
        "(430)": ("(450)",),
    }
    assert [p.code for p in read_pdf(data, "page.pdf", Settings(), second_opinions=False)[1]] == ["two_readings"]


def test_a_table_that_says_what_is_drawn_changes_nothing() -> None:
    (grid,) = grids(with_table({}))
    assert rows_of(grid) == list(ROWS)
    assert not any(cell.span.rivals for cell in grid.cells)
