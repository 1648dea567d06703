"""What is asked before a figure is corrected or computed: places in order, one misprint, brackets only ever lost."""

from __future__ import annotations

from tests.prove.builders import table
from tests.prove.test_repair import QUARTERS, SERVICES, YEAR, fact_at, judged, services

SHARES = [("1Q07", "JPY", "amount"), ("1Q07", "percent", "share")]
ASSETS = [
    ("Cash", ["12,598", "24.3%"]),
    ("Inventories", ["2,077", "4.0%"]),
    ("Property", ["11,319", "21.9%"]),
    ("Goodwill", ["3,378", "6.5%"]),
    ("Investments", ["22,403", "43.3%"]),
    ("Total assets", ["51,775", "100.0%"]),
]


def test_a_good_figure_where_another_is_wanted_is_neither_replaced_nor_believed() -> None:
    fact = fact_at(judged(services({(3, 2): "77,777"})), 3, 2)
    assert (fact.status, fact.value) == ("conflict", "77777000")
    assert [option.value for option in fact.candidates] == ["494460000"]


def test_a_good_figure_of_another_column_is_not_overruled_by_a_ratio() -> None:
    rows = [(label, ["8.4% 21.9%" if label == "Property" else cell for cell in cells]) for label, cells in ASSETS]
    rows[2] = ("Property", ["11,319", "8.4"])
    fact = fact_at(judged(table(rows, columns=SHARES)), 2, 1)
    assert fact.status != "repaired"
    assert fact.status != "inferred"


def test_brackets_are_lost_and_never_put_round_a_figure() -> None:
    fact = fact_at(judged(services({(3, 2): "(494,460)"})), 3, 2)
    assert (fact.status, fact.value) == ("conflict", "-494460000")


def test_a_comma_read_as_a_point_gives_the_figure_of_the_column() -> None:
    fact = fact_at(judged(services({(3, 2): "494.460"})), 3, 2)
    assert (fact.status, fact.value, fact.decimals) == ("repaired", "494460000", -3)
    assert "comma as period" in (fact.explanation or "")


def test_the_figure_of_the_next_row_is_no_misprint() -> None:
    """Two rows' figures exchanged are two places in doubt, however like one misprint the figures look."""
    rows = [
        ("Outside sales", ["8,143", "5,856", "5,952", "19,951", "—", "19,951"]),
        ("Inside sales", ["438", "332", "434", "1,204", "(1,204)", "—"]),
        ("Total", ["8,581", "6,188", "6,386", "21,155", "(104)", "19,951"]),
        ("Operating income", ["264", "394", "382", "1,040", "(1,204)", "936"]),
    ]
    columns = [("1Q07", "JPY", "amount")] * 6
    result = judged(table(rows, columns=columns))
    assert fact_at(result, 2, 4).status == "conflict"


def test_of_two_rounded_sums_the_print_says_which_came_out_exactly() -> None:
    """The year wants 1,449,309 and the column 1,449,310: the print is one digit from the first."""
    rows = [
        ("Machines", ["1,391,952", "1,622,887", "1,549,324", "1,655,141", "6,219,304"]),
        ("Pumps", ["799,378", "791,521", "904,179", "1,025,532", "3,520,610"]),
        ("Parts", ["1,398,523", "7,449,309", "1,276,990", "1,208,633", "5,333,455"]),
        ("Service", ["1,296,062", "1,347,317", "1,380,054", "1,238,353", "5,261,787"]),
        ("Total revenues", ["4,885,915", "5,211,035", "5,110,547", "5,127,659", "20,335,156"]),
    ]
    fact = fact_at(judged(table(rows, columns=YEAR, scale=3)), 2, 1)
    assert (fact.status, fact.value) in (("repaired", "1449309000"), ("conflict", "7449309000"))
    assert fact.status == "repaired"


def test_two_misread_digits_need_two_witnesses() -> None:
    rows = [(label, cells[:4]) for label, cells in SERVICES]
    alone = fact_at(judged(table([*rows[1:5][1:], rows[1]], columns=QUARTERS, scale=3)), 0, 0)
    assert alone.status == "verbatim"
    rows[2] = ("IP Service", ["2,186,073", *rows[2][1][1:]])
    fact = fact_at(judged(table([*rows[2:5], rows[1]], columns=QUARTERS, scale=3)), 0, 0)
    assert (fact.status, fact.value) == ("conflict", "2186073000")
