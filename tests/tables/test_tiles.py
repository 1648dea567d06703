"""Tiles of a slide: which figure is named by what, and which change belongs to it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extract.pipeline import read
from tests.read.pdf_pages import Paper, grids, rows_of

TILES = (("Net revenue", "$2,190M", "+4.1%"), ("Gross margin", "61.2%", "-0.8pt"), ("Free cash flow", "$310.5M", "+9%"),
         ("Dealers", "1,207", ""))  # fmt: skip


def slide(since: tuple[str, ...], *, touching: bool = False, first: bool = False) -> Paper:
    """A slide of tiles, two in a row, each with what its change is measured against."""
    paper = Paper(720, 405)
    paper.text(40, 40, "Year ended June 30, 2031 in brief", size=16)
    for k, (name, figure, change) in enumerate(TILES):
        x, y = 40 + (240 if not touching else 230) * (k % 2), 80 + (120 if not touching else 110) * (k // 2)
        paper.box(x, y, x + 230, y + 110, (0.9, 0.92, 1.0))
        paper.text(x + 12, y + 24, name)
        paper.text(x + 12, y + 60, figure, size=22)
        if change:
            words = (since[k % len(since)], change) if first else (change, since[k % len(since)])
            paper.text(x + 12, y + 92, " ".join(words).strip())
    return paper


def test_each_tile_is_a_row_and_what_all_changes_are_since_heads_them() -> None:
    (grid,) = grids(slide(("YoY",)).pdf())
    assert rows_of(grid) == [("", "", "YoY"), *TILES]


def test_what_a_change_is_since_may_stand_before_it() -> None:
    (grid,) = grids(slide(("YoY",), first=True).pdf())
    assert rows_of(grid) == [("", "", "YoY"), *TILES]


def test_changes_since_different_days_have_rows_of_their_own() -> None:
    (grid,) = grids(slide(("YoY", "QoQ")).pdf())
    said = zip(TILES, ("YoY", "QoQ", "YoY", "QoQ"), strict=True)
    rows = [row for (n, f, c), since in said for row in ((n, f), *([(f"{n} {since}", c)] if c else []))]
    assert rows_of(grid) == rows


def test_changes_of_which_nothing_is_said_stand_in_a_column_without_a_heading() -> None:
    (grid,) = grids(slide(("",)).pdf())
    assert rows_of(grid) == [*TILES]


OUTLINED = (
    (("Order", "intake"), "EUR 517m", "(Q3 2030: EUR 389m)"),
    (("Order", "backlog"), "EUR 1,904m", "(Q3 2030: EUR 1,655m)"),
)


def outlined() -> Paper:
    """Boxes drawn as outlines, names in two lines, and figures of another quarter in brackets."""
    paper = Paper(720, 405)
    paper.text(40, 40, "Q3 2031 key figures", size=16)
    for k, (names, figure, before) in enumerate(OUTLINED):
        x = 40 + 240 * k
        paper.page.draw_rect((x, 80, x + 220, 200), color=(0.3, 0.3, 0.3), width=1)
        for n, name in enumerate(names):
            paper.text(x + 12, 104 + 16 * n, name, size=12)
        paper.text(x + 12, 156, figure, size=24)
        paper.text(x + 12, 184, before, size=11)
    return paper


def test_what_a_tile_prints_of_another_quarter_is_a_table_of_its_own() -> None:
    assert [rows_of(grid) for grid in grids(outlined().pdf())] == [
        [("Order intake", "EUR 517m"), ("Order backlog", "EUR 1,904m")],
        [("", "Q3 2030:"), ("Order intake", "EUR 389m"), ("Order backlog", "EUR 1,655m")],
    ]
    facts = {f.printed: f for f in read(outlined().pdf(), name="slide.pdf").facts}
    assert {p: (f.label[-1], f.period.label if f.period else None) for p, f in facts.items()} == {
        "EUR 517m": ("Order intake", "3Q31"), "EUR 389m": ("Order intake", "3Q30"),
        "EUR 1,904m": ("Order backlog", "3Q31"), "EUR 1,655m": ("Order backlog", "3Q30"),
    }  # fmt: skip


def bare(figures: Sequence[str], names: Sequence[str], changes: Sequence[str], *, above: bool) -> Paper:
    """Figures in large type side by side, names above or below them and changes below, without boxes."""
    paper = Paper(720, 405)
    paper.text(40, 40, "Year ended June 30, 2031 in brief", size=16)
    for k, (figure, name, change) in enumerate(zip(figures, names, changes, strict=True)):
        for y, text, size in (
            (128 if above else 186, name, 14),
            (164, figure, 32),
            (186 if above else 206, change, 12),
        ):
            paper.text(130 + 220 * k - paper.width(text, size, "helv") / 2, y, text, size=size, font="helv")
    return paper


@pytest.mark.parametrize("above", [True, False])
def test_figures_side_by_side_are_tiles_with_the_names_above_or_below_them(above: bool) -> None:
    paper = bare(("$412m", "1,208", "14.1%"), ("Revenue", "Stores", "Margin"), ("+6%", "+14", "+0.6pt"), above=above)
    (grid,) = grids(paper.pdf())
    rows = [("Revenue", "$412m", "+6%"), ("Stores", "1,208", "+14"), ("Margin", "14.1%", "+0.6pt")]
    assert rows_of(grid) == rows


def test_figures_of_a_row_with_a_label_before_them_are_no_tiles() -> None:
    paper = bare(("$412m", "$389m", "+6%"), ("This half", "Last half", "Change"), ("", "", ""), above=True)
    paper.text(20, 164, "Revenue", size=14)
    assert all(("This half", "$412m") not in rows_of(grid) for grid in grids(paper.pdf()))


def test_years_over_figures_are_no_names_of_tiles() -> None:
    paper = bare(("412", "389"), ("North", "South"), ("", ""), above=False)
    paper.text(105, 128, "2031", size=14)
    paper.text(325, 128, "2030", size=14)
    assert all(grid.columns > 2 or grid.form != "ruled" for grid in grids(paper.pdf()))


def test_words_in_brackets_say_since_when_a_change_is_and_what_is_counted_may_have_no_sign() -> None:
    paper = Paper(720, 405)
    paper.text(40, 40, "2030年11月30日現在", size=20)
    for k, (name, figure, change) in enumerate(
        (("自己資本比率", "48.2%", "+1.4pt"), ("店舗数", "1,045店", "+22店"), ("会員数", "215万人", "+8万人"))
    ):
        at = 40 + 220 * k
        paper.box(at, 90, at + 200, 190, (0.9, 0.92, 1.0))
        paper.text(at + 20, 115, name, size=14)
        paper.text(at + 20, 152, figure, size=26)
        paper.text(at + 20, 178, f"（前期末差 {change}）", size=11)
    (grid,) = grids(paper.pdf())
    assert rows_of(grid) == [
        ("", "", "前期末差"), ("自己資本比率", "48.2%", "+1.4pt"), ("店舗数", "1,045店", "+22店"),
        ("会員数", "215万人", "+8万人"),
    ]  # fmt: skip


def test_a_list_of_figures_with_their_names_beside_them_is_one_of_tiles() -> None:
    paper = Paper(720, 405)
    paper.text(40, 40, "As of June 30, 2031", size=16)
    rows = (("vessels under construction", "17"), ("employees", "1,240"), ("order backlog", "EUR 1.9bn"))
    for k, (name, figure) in enumerate(rows):
        paper.right(300, 110 + 70 * k, figure, size=30)
        paper.text(330, 110 + 70 * k, name, size=15)
    (grid,) = grids(paper.pdf())
    assert rows_of(grid) == [*rows]


def test_tiles_that_say_a_name_twice_are_in_doubt() -> None:
    paper = Paper(720, 405)
    paper.text(40, 40, "Year ended June 30, 2031 in brief", size=16)
    for k, (name, figure) in enumerate((("Sales growth", "0.8%"), ("Margin", "31.8%"), ("Sales growth", "1.5%"))):
        paper.box(40 + 220 * k, 90, 240 + 220 * k, 150, (0.9, 0.92, 1.0))
        paper.text(52 + 220 * k, 112, name, size=12)
        paper.text(52 + 220 * k, 138, figure, size=20)
    facts = read(paper.pdf(), name="slide.pdf").facts
    assert [(f.label[-1], f.printed, f.trusted) for f in facts] == [
        ("Sales growth", "0.8%", False), ("Margin", "31.8%", True), ("Sales growth", "1.5%", False)
    ]  # fmt: skip


def test_the_facts_of_tiles_have_the_period_of_the_slide_and_the_name_of_their_tile() -> None:
    facts = {f.printed: f for f in read(slide(("YoY",)).pdf(), name="slide.pdf").facts}
    said = {p: (f.label[-1], f.unit, f.measure, f.trusted) for p, f in facts.items()}
    assert said["$2,190M"] == ("Net revenue", "USD", "amount", True)
    assert said["-0.8pt"] == ("Gross margin", "percentage_point", "change", True)
    assert {f.period.end if f.period else None for f in facts.values()} == {"2031-06-30"}


def test_boxes_that_touch_are_cells_and_no_tiles() -> None:
    assert all(grid.columns != 3 for grid in grids(slide(("YoY",), touching=True).pdf()))


def test_changes_of_counts_are_since_what_is_told_behind_them() -> None:
    tiles = (("Revenue", "$412.6M", "+8.4% YoY"), ("Customers", "18,204", "+1,022 YoY"),
             ("Retention", "109%", "-2 pts YoY"), ("Offices", "88", "+4 YoY"))  # fmt: skip
    paper = Paper(720, 405)
    paper.text(40, 40, "Year ended June 30, 2031 in brief", size=16)
    for k, (name, figure, change) in enumerate(tiles):
        x, y = 40 + 240 * (k % 2), 80 + 120 * (k // 2)
        paper.box(x, y, x + 230, y + 110, (0.9, 0.92, 1.0))
        for text, down, size in ((name, 24, 12), (figure, 60, 26), (change, 92, 12)):
            paper.text(x + 12, y + down, text, size=size)
    (grid,) = grids(paper.pdf())
    assert rows_of(grid) == [("", "", "YoY"), *((name, figure, change[:-4]) for name, figure, change in tiles)]
    facts = {f.printed: f for f in read(paper.pdf(), name="slide.pdf").facts}
    assert facts["109%"].measure != "change" and facts["-2 pts"].measure == "change"


def test_a_row_that_is_called_year_on_year_is_a_change() -> None:
    facts = {f.printed: f for f in read(slide(("YoY", "QoQ")).pdf(), name="slide.pdf").facts}
    assert (facts["+4.1%"].label[-1], facts["+4.1%"].measure) == ("Net revenue YoY", "change")
