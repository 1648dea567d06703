"""Tables between rulers of dashes: the rulers draw the columns, blank lines the rows."""

from __future__ import annotations

from extract.model import Grid, GridBlock, Settings
from extract.read.text import lines_to_blocks


def grids(text: str) -> list[Grid]:
    blocks = lines_to_blocks(list(enumerate(text.split("\n"), start=1)), Settings())
    return [block.grid for block in blocks if isinstance(block, GridBlock)]


def table(grid: Grid) -> list[list[tuple[int, str]]]:
    return [[(c.column, c.text.replace("\n", " ")) for c in grid.row(r)] for r in range(grid.rows) if grid.row(r)]


WRAPPED = """\
  ------------------ ------ -------- ------ --------
                     2025            2024
                     (thou-
                     sands)

  Fees from other    $      1,310    $      1,204
  partners

  Loss per
  share

  Basic              $      (0.07)   $      (0.02)
  ------------------ ------ -------- ------ --------"""


def test_lines_between_blank_lines_are_one_row() -> None:
    (grid,) = grids(WRAPPED)
    assert table(grid) == [
        [(1, "2025 (thou- sands)"), (2, "2024")],
        [(0, "Fees from other partners"), (1, "$ 1,310"), (2, "$ 1,204")],
        [(0, "Loss per share")],
        [(0, "Basic"), (1, "$ (0.07)"), (2, "$ (0.02)")],
    ]


def test_without_blank_lines_every_line_is_a_row() -> None:
    (grid,) = grids("""\
  ------------ ------- -------
               2025    2024
  Net sales    1,310   1,204
  Costs        900     811

  Total        410     393
  ------------ ------- -------""")
    assert [row[0][1] for row in table(grid)] == ["2025", "Net sales", "Costs", "Total"]


def test_a_bar_opens_the_heading_and_closes_the_table() -> None:
    (grid,) = grids("""\
  -------------------------------
  Segment      This      Last
               quarter   quarter
  ------------ --------- --------
  Optics       1,310     1,204

  Acoustics    900       811
  -------------------------------""")
    assert table(grid)[0] == [(0, "Segment"), (1, "This quarter"), (2, "Last quarter")]
    assert grid.headers == 1


def test_wide_characters_stand_in_their_columns() -> None:
    (grid,) = grids("""\
  ------------ -------- --------
               3月期    4月期
  売上高       1,310    1,204
  営業利益     △41      39
  ------------ -------- --------""")
    assert table(grid)[2] == [(0, "営業利益"), (1, "△41"), (2, "39")]


def test_lines_under_figures_draw_no_columns() -> None:
    text = """\
Net sales                  1,310     1,204
                         -------   -------
Cost of sales                900       811
Gross profit                 410       393
                         -------   -------"""
    assert [grid.form for grid in grids(text)] == ["fixed"]
