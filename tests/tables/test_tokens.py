"""Tables poured out one token a line: where they end, what heads them, and rows that fit no columns."""

from __future__ import annotations

from extract.tables.tokens import end_of_tokens, tokens_to_grid

ROWS = ["Costs", "7.3", "8.4", "Income", "9.5", "1.6", "Tax", "-", "2.3", "Net", "(1.5)", "2.7"]


def numbered(lines: list[str]) -> list[tuple[int, str]]:
    return list(enumerate(lines, start=1))


def rows(lines: list[str]) -> list[list[tuple[int, str]]]:
    grid = tokens_to_grid(numbered(lines))
    assert grid is not None
    return [[(c.column, c.text) for c in grid.row(r) if c.role != "noise"] for r in range(grid.rows)]


def noise(lines: list[str]) -> list[str]:
    grid = tokens_to_grid(numbered(lines))
    assert grid is not None
    return [c.text for c in grid.cells if c.role == "noise"]


def test_labels_with_as_many_figures_each_are_rows() -> None:
    assert rows(ROWS) == [
        [(0, "Costs"), (1, "7.3"), (2, "8.4")],
        [(0, "Income"), (1, "9.5"), (2, "1.6")],
        [(0, "Tax"), (1, "-"), (2, "2.3")],
        [(0, "Net"), (1, "(1.5)"), (2, "2.7")],
    ]


def test_periods_before_the_rows_head_the_columns() -> None:
    assert rows(["(JPY million)", "2007", "2006", *ROWS])[:3] == [
        [(0, "(JPY million)")],
        [(1, "2007"), (2, "2006")],
        [(0, "Costs"), (1, "7.3"), (2, "8.4")],
    ]


def test_a_line_may_hold_several_headings() -> None:
    assert rows(["**1Q07** 1Q06", *ROWS])[0] == [(1, "1Q07"), (2, "1Q06")]


def spans(lines: list[str]) -> list[list[tuple[int, int, str]]]:
    grid = tokens_to_grid(numbered(lines))
    assert grid is not None and grid.headers is not None
    return [[(c.column, c.column_span, c.text) for c in grid.row(r)] for r in range(grid.headers)]


def test_a_lone_header_covers_years_that_cover_repeated_units() -> None:
    three = ["Costs", "1", "2", "3", "Income", "4", "5", "6", "Tax", "7", "8", "9", "Net", "1", "2", "3"]
    heads = [
        "Three months ended March 31,",
        "2019",
        "2018",
        "Billions of yen",
        "Billions of dollars",
        "Billions of yen",
    ]
    assert spans([*heads, *three]) == [
        [(1, 3, "Three months ended March 31,")],
        [(1, 2, "2019"), (3, 1, "2018")],
        [(1, 1, "Billions of yen"), (2, 1, "Billions of dollars"), (3, 1, "Billions of yen")],
    ]


def test_pieces_of_a_period_stand_one_below_the_other() -> None:
    heads = ["(自 2019年4月1日 至", "(自 2018年4月1日 至", "2020年3月31日)", "2019年3月31日)"]
    assert [[text for _, _, text in row] for row in spans([*heads, *ROWS])] == [heads[:2], heads[2:]]


def test_a_row_that_lost_a_figure_has_no_columns() -> None:
    lines = [*ROWS, "Other", "4.4", *ROWS]
    assert [(0, "Other")] in rows(lines) and noise(lines) == ["4.4"]


def test_figures_before_the_first_whole_row_are_noise_and_not_lost() -> None:
    assert noise(["Sales", "5.1", *ROWS]) == ["Sales", "5.1"]
    assert noise(["5.5", "6.6", "1Q07", "1Q06", *ROWS]) == ["5.5", "6.6"]


def test_too_few_rows_are_no_table() -> None:
    lines = numbered(ROWS[:6])
    assert end_of_tokens(lines, 0)[0] == 0
    assert tokens_to_grid(numbered(["A", "1", "B", "2", "3", "C", "4", "5", "6"])) is None


def test_a_table_ends_where_prose_begins() -> None:
    lines = numbered([*ROWS, "", "", "After", "1.1"])
    assert end_of_tokens(lines, 0)[0] == len(ROWS)
    lines = numbered([*ROWS, "A sentence " * 10])
    assert end_of_tokens(lines, 0)[0] == len(ROWS)


def test_each_token_is_at_its_place() -> None:
    lines = ["  " + line for line in ROWS]
    grid = tokens_to_grid(numbered(lines))
    assert grid is not None
    for cell in grid.cells:
        where = cell.span.location
        assert where.line is not None and lines[where.line - 1][where.start : where.end] == cell.text
