"""A column in which nothing but dashes stands is a column still."""

from __future__ import annotations

from extract import read

TABLE = """Otter Creek Group
Segments in the year ended June 30, 2022 (AUD million)

|  | {first} | {second} | {third} |
|---|---|---|---|
| External revenue | {cells} |
| Impairment | {below} |
"""


def nils(first: str, second: str, third: str, cells: str, below: str) -> list[tuple[str, ...]]:
    text = TABLE.format(first=first, second=second, third=third, cells=cells, below=below)
    return [fact.header for fact in read(text.encode(), name="a.md").facts if fact.status == "nil"]


def test_among_columns_of_figures_any_name_heads_dashes() -> None:
    assert nils("Mining", "Corporate", "Total", "418 | — | 418", "(12) | – | (12)") == [("Corporate",)] * 2


def test_before_the_first_figures_a_column_of_dashes_is_none() -> None:
    assert nils("Remark", "Mining", "Total", "— | 418 | 418", "— | (12) | (12)") == []
