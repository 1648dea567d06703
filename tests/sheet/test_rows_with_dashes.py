"""Rows that begin with a dash are the parts of the heading above them, and what follows without one is none of it."""

from __future__ import annotations

import extract

TABLE = """# Karoo Retail plc, year ended 31 December 2031

| EUR million | 2031 | 2030 |
|---|---|---|
| Turnover | 12,330 | 11,601 |
| Operations: |  |  |
| {0}domestic | 8,120 | 7,690 |
| {0}abroad | 4,210 | 3,911 |
| Rent | 4,512 | 4,401 |
"""


def path_of(printed: str, mark: str) -> tuple[str, ...]:
    facts = extract.read(TABLE.format(mark).encode(), name="a.md").facts
    return next(fact.label for fact in facts if fact.printed == printed)


def test_what_follows_the_rows_with_dashes_is_not_under_their_heading() -> None:
    for mark in ("– ", "- "):
        assert path_of("4,210", mark)[0] == "Operations"
        assert path_of("4,512", mark) == ("Rent",)


def test_without_dashes_nothing_tells_where_the_heading_ends() -> None:
    assert path_of("4,512", "") == ("Operations", "Rent")
