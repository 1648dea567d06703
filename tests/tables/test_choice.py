"""Cuttings of one text: the one wins in which figures stand alone behind labels and below headings."""

from __future__ import annotations

from extract.model import GridBlock, Settings
from extract.read.text import lines_to_blocks


def grids(text: str) -> list[list[list[tuple[int, str]]]]:
    blocks = lines_to_blocks(list(enumerate(text.split("\n"), start=1)), Settings())
    found = [block.grid for block in blocks if isinstance(block, GridBlock)]
    return [[[(c.column, c.text) for c in grid.row(r)] for r in range(grid.rows)] for grid in found]


def test_blanks_that_part_some_figures_and_not_others_are_not_believed() -> None:
    (table,) = grids("""\
     Six Months Ended
     June 30,
   2024 June 30,
   2023
     (In thousands)
   Operating activities:
   Profit for the period 1,204  1,187
   Depreciation 318  295
   Impairment of goodwill 40  12
   Deferred taxes (58) (61)
   Other (2) 9
   Receivables — (77)
   Cash from operating activities 1,502  1,365""")
    assert [(0, "Deferred taxes"), (1, "(58)"), (2, "(61)")] in table
    assert [(0, "Profit for the period"), (1, "1,204"), (2, "1,187")] in table


def test_columns_that_places_bear_out_stay() -> None:
    (table,) = grids("""\
                               June 30,        March 31,
                                 2024            2024
   Cash                         1,204           1,187
   Loans (1)                      318
   Deposits                                       295
   Total                        1,522           1,482""")
    assert [(0, "Deposits"), (2, "295")] in table and [(0, "Loans (1)"), (1, "318")] in table
