"""What a grid looks like before repair: header rows, rows of values, columns of values, columns of labels."""

from __future__ import annotations

import pytest

from extract.model import Settings
from extract.tables.delimited import tabs_to_grid
from extract.tables.shape import Shape, header_term, periods_of


def shape_of(*lines: str) -> Shape:
    return Shape(tabs_to_grid(list(enumerate(lines, start=1)), Settings()))


@pytest.mark.parametrize(
    ("lines", "first", "values", "labels"),
    [
        (["\t1Q07\t1Q06", "Sales\t5\t6", "Costs\t7\t8"], 1, [1, 2], [0]),
        (["\t2007\t2006", "Sales\t5\t6"], 1, [1, 2], [0]),
        (["\tJune 30, 2007\tMarch 31, 2007", "Cash\t5\t6"], 1, [1, 2], [0]),
        (["Sales\t5\t6"], 0, [1, 2], [0]),
        (["\t1Q07\t1Q06", "ASSETS", "Cash\t—\t—", "Debt\t5\t6"], 2, [1, 2], [0]),
        (["\t1Q07\tReason", "Sales\t5\trent 3 up", "Costs\t7\tless"], 1, [1], [0]),
        (["\tNote\t1Q07", "Sales\t*1\t5", "Costs\t*2\t6"], 1, [2], [0, 1]),
        (["Name\tRole", "One\tA"], 2, [], [0, 1]),
    ],
)
def test_rows_and_columns(lines: list[str], first: int, values: list[int], labels: list[int]) -> None:
    shape = shape_of(*lines)
    assert (shape.first_data_row, shape.value_columns, shape.label_columns) == (first, values, labels)


def test_what_a_column_holds() -> None:
    shape = shape_of("\t1Q07\tYoY\tBoth", "Sales\t5\t10%\t1", "Costs\t6\t11%\t2%")
    assert [shape.content(c) for c in shape.value_columns] == ["amount", "percent", "mixed"]


def test_noise_is_not_looked_at() -> None:
    shape = shape_of("\t1Q07", "Sales\t5")
    cells = [c if c.text != "5" else type(c)(row=1, column=1, span=c.span, role="noise") for c in shape.grid.cells]
    assert Shape(shape.grid.with_cells(cells)).value_columns == []


@pytest.mark.parametrize("text", ["1Q07", "June 30, 2007", "YoY", "% of revenues", "Target", "増減", "構成比",
                                  "JPY million", "2025年3月期", "Three months ended"])  # fmt: skip
def test_words_that_stand_over_columns(text: str) -> None:
    assert header_term(text)


@pytest.mark.parametrize("text", ["Cash", "5", "Rent", "現金", "x" * 200 + " YoY"])
def test_words_that_do_not(text: str) -> None:
    assert not header_term(text)


def test_a_day_without_year_is_no_period() -> None:
    assert periods_of("Feb. 8") == () and len(periods_of("Feb. 8, 2008")) == 1


def test_a_row_of_headers_below_values() -> None:
    shape = shape_of("\t1Q07\t1Q06", "Sales\t5\t6", "\t2Q07\t2Q06", "Sales\t7\t8", "Rent\tpaid\tlater")
    assert [r for r in range(5) if shape.is_header_like(r)] == [0, 2]
