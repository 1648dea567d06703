"""Lines between the pages of a text: no rows of the table that goes on over them."""

from __future__ import annotations

import extract
from extract.tables.text.page_lines import page_lines

NOTES = [
    [f"{rate}.125% notes due {year}", f"{amount},000", f"{amount},100"]
    for rate, year, amount in ((2, 2041, 1), (3, 2043, 2), (4, 2045, 3), (5, 2047, 4), (6, 2049, 5), (7, 2051, 6))
]


def text(between: list[list[str]]) -> str:
    head = ["(in millions)", "June 30, 2031", "December 31, 2030"]
    body = [line for n, row in enumerate(NOTES) for line in (*row, *(between[n // 2] if n % 2 else ()))]
    return "\n".join([*head, *body])


def test_the_way_back_to_the_contents_and_page_numbers_head_no_rows() -> None:
    between = [[str(page), "Table of Contents", ""] for page in (7, 8, 9)]
    read = extract.read(text(between).encode())
    labels = {part for fact in read.facts for part in fact.label}
    assert not any("Contents" in part for part in labels)
    assert not {"7", "8", "9"} & {fact.printed for fact in read.facts}
    assert {"1,000", "6,100"} <= {fact.printed for fact in read.facts}


def test_numbers_that_do_not_rise_are_not_of_pages() -> None:
    lines = ["7", "Table of Contents", "Pumps", "7", "Table of Contents", "Valves", "6", "Table of Contents"]
    assert page_lines(list(enumerate(lines, start=1))) == {2, 5, 8}


def test_one_table_of_contents_is_a_heading() -> None:
    assert not page_lines([(1, "Table of Contents"), (2, "1"), (3, "Part I")])
