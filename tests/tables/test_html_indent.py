"""How far labels of HTML tables stand in: styles and blanks to levels."""

from __future__ import annotations

import pytest

import extract

PAGE = """<html><body><p>Holm Ferries plc</p><p>(in millions of euros)</p><table>
<tr><td></td><td>Year ended March 31, 2023</td><td>Year ended March 31, 2024</td></tr>
{rows}</table></body></html>"""

FORMS = {
    "padding of the cell": "<td style='padding:2px 1pt 2px {x}pt'>{t}</td>",
    "padding on one side": "<td style='padding-left:{x}px'>{t}</td>",
    "margin of a paragraph": "<td style='padding:0px'><p style='margin-left:{x}.33333333333333333px'>{t}</p></td>",
    "a first line set out": "<td><div style='padding-left:{y}pt;text-indent:-20pt'>{t}</div></td>",
    "blanks that do not break": "<td>{b}{t}</td>",
    "wide blanks": "<td>{w}{t}</td>",
}


@pytest.mark.parametrize("form", FORMS)
def test_rows_back_at_the_margin_of_a_heading_are_not_under_it(form: str) -> None:
    lines = [("Routes:", 0, ""), ("Coast", 1, "31"), ("Islands", 1, "12"), ("Crew on leave", 0, "7")]
    rows = ""
    for label, level, figure in lines:
        cell = FORMS[form].format(x=level * 12, y=20 + level * 12, t=label, b="&#160;" * 4 * level, w="　" * level)
        rows += f"<tr>{cell}<td>{figure}</td><td>{figure and figure + '5'}</td></tr>\n"
    facts = extract.read(PAGE.format(rows=rows).encode(), name="a.html").facts
    assert list(dict.fromkeys(f.label for f in facts)) == [
        ("Routes", "Coast"),
        ("Routes", "Islands"),
        ("Crew on leave",),
    ]
    assert all(f.printed in PAGE.format(rows=rows) for f in facts)
