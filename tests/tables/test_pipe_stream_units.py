"""Cells poured out on lines between pipes: units in cells of their own."""

from __future__ import annotations

from extract.tables.pipe_stream import stream_to_grid


def test_units_in_cells_behind_their_figures_shift_no_cells() -> None:
    cells = ["", "", "2024", "2023", "Sales", "", "4,120", "3,870", "Costs", "", "2,010", "1,905",
             "Profit", "", "2,110", "1,965", "Per share", "", "9.66", "円", "8.70", "円"]  # fmt: skip
    lines = [line for cell in cells for line in (cell, "|")]
    grid = stream_to_grid(list(enumerate(lines, start=1)))
    assert grid is not None
    assert [cell.text for cell in grid.row(grid.rows - 1)] == ["Per share", "9.66円", "8.70円"]
