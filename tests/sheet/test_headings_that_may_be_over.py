"""Headings that are set like their rows and that nothing closes: the room above a row may end them."""

from __future__ import annotations

import extract
from tests.read.pdf_pages import Paper

_HEAD = ("", "Pumps", "Gauges", "Group")
Line = tuple[str, ...] | None
"""A row, or None for room."""


def _web(*lines: Line, unit: str = "EUR million") -> dict[str, tuple[str, bool]]:
    """Labels by the first figure of each row, and whether the label is in doubt."""
    rows = [f"<tr>{''.join(f'<td>{c}</td>' for c in line or ('',) * 4)}</tr>" for line in (_HEAD, *lines)]
    page = f"<p>Ostrava Works, year ended 31 December 2031 ({unit})</p><table>{''.join(rows)}</table>"
    return _told(page.encode(), "a.html")


def _told(data: bytes, name: str) -> dict[str, tuple[str, bool]]:
    facts = extract.read(data, name=name).facts
    return {f.printed or "": (" > ".join(f.label), "label_open" in f.doubts) for f in facts if f.column == 1}


_BLOCK: tuple[Line, ...] = (
    ("Reported sales", "410", "200", "610"),
    None,
    ("Imaging business", "", "", ""),
    ("Units bought", "15", "11", "26"),
    ("Units let", "14", "19", "33"),
    None,
    ("Sales of wire", "33", "22", "55"),
    ("Sales without them", "348", "148", "496"),
)


def test_what_stands_apart_below_a_heading_that_nothing_closes_may_not_be_of_it() -> None:
    assert _web(*_BLOCK) == {
        "410": ("Reported sales", False),
        "15": ("Imaging business > Units bought", False),
        "14": ("Imaging business > Units let", False),
        "33": ("Imaging business > Sales of wire", True),
        "348": ("Imaging business > Sales without them", True),
    }


def test_room_on_a_page_is_room() -> None:
    paper, y = Paper(), 120.0
    paper.text(60, 90, "Ostrava Works, year ended 31 December 2031 (EUR million)")
    for line in (_HEAD, *_BLOCK):
        for x, text in zip((60, 330, 420, 510), line or (), strict=False):
            (paper.text if x == 60 else paper.right)(x, y, text)
        y += 14 if line else 11
    found = _told(paper.pdf(), "a.pdf")
    assert [found[p][1] for p in ("410", "15", "14", "33", "348")] == [False, False, False, True, True]


def test_a_total_and_rows_set_in_are_of_the_heading_whatever_room_is_above_them() -> None:
    found = _web(
        ("Sales of goods", "", "", ""), ("Wire", "10", "20", "30"), ("Rope", "11", "22", "33"), None,
        ("Total sales of goods", "21", "42", "63"), None,
        ("Costs", "", "", ""), ("&#160; Crew", "5", "6", "11"), ("&#160; Fuel", "7", "8", "15"), None,
        ("&#160; Rent", "9", "1", "10"),
    )  # fmt: skip
    assert found["21"] == ("Sales of goods > Total sales of goods", False)
    assert found["9"] == ("Costs > Rent", False)


def test_rows_that_come_again_under_the_next_heading_are_of_both() -> None:
    half: tuple[Line, ...] = (("Sales", "10", "20", "30"), ("Profit", "3", "2", "5"), None, ("Staff", "4", "6", "10"))
    other: tuple[Line, ...] = (("Sales", "12", "25", "37"), ("Profit", "1", "7", "8"), None, ("Staff", "9", "8", "17"))
    found = _web(("North", "", "", ""), *half, None, ("South", "", "", ""), *other)
    assert found["4"] == ("North > Staff", False) and found["9"] == ("South > Staff", False)


def test_headings_with_room_below_them_or_between_all_rows_are_not_doubted() -> None:
    rows: tuple[Line, ...] = (("Imaging", "", "", ""), None, ("Wire", "10", "20", "30"), None, ("Rope", "1", "2", "3"))
    assert _web(*rows)["1"] == ("Imaging > Rope", False)


def test_words_over_the_same_rows_stand_beside_a_heading_in_capitals() -> None:
    found = _web(
        ("ZELTA", "", "", ""), ("Home", "10", "20", "30"), ("Abroad", "11", "22", "33"),
        ("Arbol / arbolide", "", "", ""), ("Home", "12", "25", "37"), ("Abroad", "13", "27", "40"),
        ("MIRALAX", "", "", ""), ("Home", "14", "29", "43"), ("Abroad", "15", "31", "46"),
    )  # fmt: skip
    assert found["12"] == ("Arbol / arbolide > Home", False) and found["14"] == ("MIRALAX > Home", False)


def test_changes_in_working_capital_end_with_the_cash_of_their_activity() -> None:
    """A flat statement names no section of investing activities, and its adjustments have no total of their own."""
    text = """Larkfield Mills, Inc.: Statement of cash flows (In millions of U.S. dollars)

| | Six months ended June 30, 2032 | Six months ended June 30, 2031 |
|---|---|---|
| Net earnings | 7,500 | 3,600 |
| Adjustments to reconcile net earnings to cash from operating activities | | |
| Depreciation | 719 | 783 |
| Changes in operating working capital: | | |
| Receivables | (204) | (115) |
| Inventories | (311) | (267) |
| Cash from (used for) operating activities | 7,704 | 4,001 |
| Additions to property | (640) | (570) |
| Cash from (used for) investing activities | (640) | (570) |
| Dividends paid | (294) | (271) |
"""
    paths = {f.label[-1]: f.label[:-1] for f in extract.read(text.encode(), name="a.md").facts}
    assert paths["Inventories"][-1].startswith("Changes in operating working capital")
    assert paths["Additions to property"] == paths["Dividends paid"] == ()


def test_what_comes_of_a_heading_tells_that_it_is_not_over() -> None:
    told = _web(
        ("Continuing operations", "", "", ""),
        ("Revenue", "410", "200", "610"),
        ("Cost of sales", "(310)", "(150)", "(460)"),
        None,
        ("Administrative expenses", "(40)", "(20)", "(60)"),
        ("Profit from continuing operations", "60", "30", "90"),
        None,
        ("Adjusted profit", "75", "41", "116"),
    )
    assert told["(40)"] == ("Continuing operations > Administrative expenses", False)
    assert told["75"][1] or told["75"][0] == "Adjusted profit", "behind what came of it, it may be over"
