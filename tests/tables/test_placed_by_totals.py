"""A row short of a cell takes the columns in which its figures fit the totals."""

from __future__ import annotations

import extract

HEAD = ["|  | Q1 | Q2 | Q3 | Q4 |", "|---|---|---|---|---|"]


def columns(*rows: str) -> dict[str, str]:
    """The heading of each figure of the rows, by what is printed; figures of which none is known are left out."""
    text = "\n".join(["Sales by region, fiscal 2024 (USD million)", "", *HEAD, *rows])
    facts = extract.read(text.encode(), name="a.md").facts
    return {fact.printed or "": fact.header[0] for fact in facts if fact.header}


def test_the_totals_tell_which_cell_is_missing() -> None:
    found = columns(
        "| North | 318 | 406 | 571 | 690 |", "| South | 207 | 389 | 442 |", "| Total | 525 | 662 | 960 | 1,132 |"
    )
    assert {figure: found.get(figure) for figure in ("207", "389", "442")} == {"207": "Q1", "389": "Q3", "442": "Q4"}


def test_where_two_placings_fit_or_no_total_stands_nothing_is_placed() -> None:
    same = columns("| North | 318 | 318 | 571 | 690 |", "| South | 207 | 442 |", "| Total | 525 | 525 | 571 | 1,132 |")
    assert "207" not in same
    bare = columns(
        "| North | 318 | 406 | 571 | 690 |", "| South | 207 | 389 | 442 |", "| West | 525 | 662 | 96 | 132 |"
    )
    assert "389" not in bare


def test_totals_place_a_short_row_of_tabs_below_bare_years() -> None:
    lines = ["\t2020\t2021\t2022\t2023", "Retail\t8,104\t8,660\t9,012\t9,377", "Wholesale\t2,415\t2,733\t2,954"]
    text = "\n".join(
        ["Sales (thousands of dollars), calendar years", "", *lines, "Total\t10,519\t11,393\t11,907\t12,331"]
    )
    facts = extract.read(text.encode(), name="a.txt").facts
    found = {fact.printed: fact.header[0] for fact in facts if fact.header}
    assert {figure: found.get(figure) for figure in ("2,415", "2,733", "2,954")} == {
        "2,415": "2020", "2,733": "2021", "2,954": "2023",
    }  # fmt: skip


def test_a_short_row_of_tabs_stands_as_printed_where_no_total_tells_otherwise() -> None:
    lines = ["\t2020\t2021\t2022\t2023", "Retail\t8,104\t8,660\t9,012\t9,377", "Wholesale\t2,415\t2,733\t2,954"]
    facts = extract.read("\n".join(["Sales (thousands of dollars)", "", *lines]).encode(), name="a.txt").facts
    assert next(f for f in facts if f.printed == "2,954").header[0] == "2022"


def test_totals_place_a_short_row_of_a_web_table_and_a_year_heads_the_last_column() -> None:
    rows = [
        ("", "Q1 2031", "Q2 2031", "Q3 2031", "2031"),
        ("Ferries", "31.2", "40.8", "37.6", "109.6"),
        ("Harbours", "12.7", "14.3", "27.0"),
        ("Total", "31.2", "53.5", "51.9", "136.6"),
    ]
    table = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    text = f"<html><body><p>Sales (USD million)</p><table>{table}</table></body></html>"
    facts = [f for f in extract.read(text.encode(), name="a.html").facts if f.label[-1] == "Harbours"]
    assert [(f.printed, f.header[0]) for f in facts] == [("12.7", "Q2 2031"), ("14.3", "Q3 2031"), ("27.0", "2031")]
