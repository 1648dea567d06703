"""Stubs of several columns: groups, what belongs to the name of a row, and what only tells of it."""

from __future__ import annotations

import extract


def paths(rows: list[str], heads: str) -> list[str]:
    cells = "".join(f"<tr>{''.join(f'<td>{c}</td>' for c in row.split('|'))}</tr>" for row in (heads, *rows))
    page = f"<html><body><p>Holm Ferries plc</p><p>(in millions of euros)</p><table>{cells}</table></body></html>"
    facts = extract.read(page.encode(), name="a.html").facts
    return list(dict.fromkeys(" > ".join(f.label) for f in facts))


def test_a_column_of_addresses_or_line_items_tells_of_the_row_and_does_not_name_it() -> None:
    rows = ["Holm Shipping|1 Quay Road|310|290", "Dunmore Lines|5 Harbour Street|12|14", "Others|Various|7|8"]
    assert paths(rows, "Name|Address|2023|2024") == ["Holm Shipping", "Dunmore Lines", "Others"]


def test_a_first_column_that_says_the_same_in_each_row_is_a_group() -> None:
    rows = ["Coast|Tickets|310|290", "Coast|Freight|12|14", "Islands|Tickets|7|8", "Islands|Freight|9|6"]
    assert all("Tickets" in path or "Freight" in path for path in paths(rows, "Route|Product|2023|2024"))


def test_figures_in_the_words_of_a_label_are_figures_of_its_row() -> None:
    label = "Treasury stock, at cost, 795 million shares at March 31, 2024 and 778 million shares at March 31, 2023"
    rows = ["Ordinary shares|310|290", f"{label}|(41)|(38)"]
    found = paths(rows, "|March 31, 2024|March 31, 2023")
    assert "Ordinary shares" in found and all(
        path.startswith(("Ordinary", "Treasury stock, at cost")) for path in found
    )


def test_a_cell_over_several_rows_is_a_group_of_its_own() -> None:
    page = """<html><body><p>Holm Ferries plc</p><p>(in millions of euros)</p><table>
    <tr><td></td><td></td><td>2023</td><td>2024</td></tr>
    <tr><td rowspan="2">Coast</td><td>Fares</td><td>310</td><td>290</td></tr>
    <tr><td>Freight</td><td>12</td><td>14</td></tr>
    <tr><td rowspan="2">Islands</td><td>Fares</td><td>7</td><td>8</td></tr>
    <tr><td>Freight</td><td>9</td><td>6</td></tr>
    </table></body></html>"""
    found = dict.fromkeys(f.label for f in extract.read(page.encode(), name="a.html").facts)
    assert list(found) == [("Coast", "Fares"), ("Coast", "Freight"), ("Islands", "Fares"), ("Islands", "Freight")]


def test_labels_in_further_columns_stand_further_in() -> None:
    rows = [
        "Assets||||", "|Current assets|||", "||Cash|310|290", "||Receivables|12|14", "||Total current assets|322|304",
        "|Fixed assets|||", "||Vessels|7|8", "Total assets|||329|312",
    ]  # fmt: skip
    assert paths(rows, "|||March 31, 2023|March 31, 2024") == [
        "Assets > Current assets > Cash",
        "Assets > Current assets > Receivables",
        "Assets > Current assets > Total current assets",
        "Assets > Fixed assets > Vessels",
        "Assets > Total assets",
    ]
