"""Layouts that other tools wrote as JSON: pages of PyMuPDF, documents of docling; JSON of other shapes is refused."""

from __future__ import annotations

import json
from typing import Any

import pytest

from extract.pipeline import read

ROWS = [
    ("(EUR thousand)", "June 30, 2031", "June 30, 2030"),
    ("Trade receivables", "14,120", "13,870"),
    ("Other receivables", "1,310", "1,295"),
    ("Total assets", "15,430", "15,165"),
]


def span(text: str, x: float, y: float) -> dict[str, Any]:
    return {
        "size": 9.0,
        "flags": 0,
        "color": 0,
        "text": text,
        "origin": [x, y],
        "bbox": [x, y - 8, x + 5.0 * len(text), y + 2],
    }


def page_of_mupdf() -> dict[str, Any]:
    lines = [
        {"dir": [1.0, 0.0], "wmode": 0, "spans": [span(text, x, 100.0 + 14 * n)], "bbox": [x, 90, x + 80, 110]}
        for n, row in enumerate(ROWS)
        for x, text in zip((60.0, 300.0, 420.0), row, strict=True)
    ]
    title = {
        "dir": [1.0, 0.0],
        "wmode": 0,
        "spans": [span("Consolidated balance sheets", 60, 70)],
        "bbox": [60, 60, 200, 72],
    }
    return {"width": 595.0, "height": 842.0, "blocks": [{"type": 0, "number": 0, "lines": [title, *lines]}]}


def document_of_docling() -> dict[str, Any]:
    def prov(left: float, top: float) -> list[dict[str, Any]]:
        box = {"l": left, "t": 842 - top, "r": left + 80, "b": 842 - top - 10, "coord_origin": "BOTTOMLEFT"}
        return [{"page_no": 1, "bbox": box, "charspan": [0, 5]}]

    cells = [
        {
            "text": text, "start_row_offset_idx": r, "end_row_offset_idx": r + 1, "start_col_offset_idx": c,
            "end_col_offset_idx": c + 1, "row_span": 1, "col_span": 1, "column_header": r == 0, "row_header": False,
            "bbox": {"l": 60 + 120 * c, "t": 90 + 14 * r, "r": 140 + 120 * c, "b": 100 + 14 * r,
                     "coord_origin": "TOPLEFT"},
        }
        for r, row in enumerate(ROWS)
        for c, text in enumerate(row)
    ]  # fmt: skip
    return {
        "schema_name": "DoclingDocument", "version": "1.5.0", "name": "results",
        "body": {"self_ref": "#/body", "children": [{"$ref": "#/texts/0"}, {"$ref": "#/groups/0"}]},
        "groups": [{"self_ref": "#/groups/0", "children": [{"$ref": "#/tables/0"}, {"$ref": "#/groups/0"}]}],
        "texts": [{"self_ref": "#/texts/0", "label": "section_header", "level": 1, "prov": prov(60, 60),
                   "text": "Consolidated balance sheets"}],
        "tables": [{"self_ref": "#/tables/0", "label": "table", "prov": prov(60, 90),
                    "data": {"num_rows": 4, "num_cols": 3, "table_cells": cells}}],
        "pages": {"1": {"page_no": 1, "size": {"width": 595.0, "height": 842.0}}},
    }  # fmt: skip


@pytest.mark.parametrize(
    "data", [page_of_mupdf(), [page_of_mupdf()], {"pages": [page_of_mupdf()]}, document_of_docling()]
)
def test_a_layout_is_read_as_the_page_it_is_of(data: object) -> None:
    result = read(json.dumps(data).encode(), name="results.json")
    facts = {(f.label[-1], f.period.end if f.period else None): f for f in result.facts}
    fact = facts["Total assets", "2030-06-30"]
    assert (fact.value, fact.unit, fact.trusted) == ("15165000", "EUR", True)
    assert fact.location is not None and fact.location.page == 1 and fact.location.box is not None
    assert 90 <= fact.location.box[1] <= 150
    assert (result.source.media_type, result.source.pages) == ("application/json", 1)
    assert result.status == "complete"


@pytest.mark.parametrize("data", [{"words": [[1, 2, 3, 4, "1,234"]]}, [{"text": "Net sales 1,234"}], []])
def test_json_of_another_shape_is_refused_by_name(data: object) -> None:
    result = read(json.dumps(data).encode(), name="x.json")
    assert result.status == "failed" and "neither a page of PyMuPDF" in result.problems[0].message


def test_a_text_in_brackets_is_a_text() -> None:
    result = read(
        b"[Table 1]\nYear ended March 31, 2031\n(JPY million)\nNet sales | 1,234 |\nCosts | 900 |\n[end]", name="a.txt"
    )
    assert result.source.media_type == "text/plain"


@pytest.mark.parametrize(
    "broken",
    [
        {"width": 1, "blocks": [{"lines": [{"spans": [{"text": 7}, {"text": "1,234", "bbox": [1, 2]}]}]}]},
        {"width": None, "blocks": [None, {"type": 1, "bbox": "x"}, {"lines": {"spans": 1}}]},
        {"schema_name": "DoclingDocument", "pages": {"a": 1}, "body": {"children": [{"$ref": "#/texts/9"}, 3]}},
        {"schema_name": "DoclingDocument", "body": {"children": [{"$ref": "#/tables/0"}]},
         "tables": [{"data": {"table_cells": [
             {"text": "1,234", "start_row_offset_idx": 0, "start_col_offset_idx": -1},
             {"text": "1,234", "start_row_offset_idx": 10**9, "start_col_offset_idx": 1},
             {"text": "1,234", "start_row_offset_idx": 1, "start_col_offset_idx": 1, "row_span": 10**9}]}}]},
    ],
)  # fmt: skip
def test_a_broken_layout_is_no_fault_of_ours(broken: object) -> None:
    result = read(json.dumps(broken).encode(), name="x.json")
    assert result.status != "complete" and not any(p.code == "internal_error" for p in result.problems)


PLACES: dict[str, dict[str, Any]] = {
    "none": {"start_row_offset_idx": None},
    "one that is no number": {"start_col_offset_idx": "two"},
    "one beyond all tables": {"start_row_offset_idx": 10**6},
    "one that another cell has": {"start_row_offset_idx": 1, "start_col_offset_idx": 1},
}


@pytest.mark.parametrize("place", PLACES)
def test_the_number_of_a_cell_whose_place_is_not_known_is_unread_and_told(place: str) -> None:
    document = document_of_docling()
    whole = read(json.dumps(document).encode(), name="results.json")
    document["tables"][0]["data"]["table_cells"][-1].update(PLACES[place])
    result = read(json.dumps(document).encode(), name="results.json")
    assert result.coverage["numbers"] == whole.coverage["numbers"]
    assert result.coverage["unread"] == whole.coverage["unread"] + 1 and result.status == "partial"
    assert "numbers_unread" in [problem.code for problem in result.problems]


def test_numbers_that_the_body_does_not_lead_to_are_counted() -> None:
    document = document_of_docling()
    before = read(json.dumps(document).encode(), name="results.json").coverage
    document["texts"].append({"label": "text", "text": "Orders were EUR 9,431 thousand.", "prov": [{"page_no": 1}]})
    document["tables"].append({"data": {"table_cells": [{"text": "7,654"}]}})
    after = read(json.dumps(document).encode(), name="results.json").coverage
    assert (after["numbers"], after["unread"]) == (before["numbers"] + 2, before["unread"] + 2)


MISTYPED: dict[str, dict[str, Any]] = {
    "a direction that is a number": {"line": {"dir": 5}},
    "no size": {"span": {"size": 0}},
    "a size beyond all floats": {"span": {"size": 10**400}},
    "a size at the end of floats": {"span": {"size": 1e308}},
    "truth for numbers": {"span": {"size": True, "flags": True, "color": True, "bbox": [True] * 4}},
}


@pytest.mark.parametrize("what", MISTYPED)
def test_a_value_of_another_type_costs_no_more_than_its_piece(what: str) -> None:
    page = page_of_mupdf()
    line = page["blocks"][0]["lines"][4]
    line.update(MISTYPED[what].get("line", {}))
    line["spans"][0].update(MISTYPED[what].get("span", {}))
    result = read(json.dumps(page).encode(), name="results.json")
    assert "15165000" in [fact.value for fact in result.facts]
    assert "internal" not in [problem.code for problem in result.problems]


@pytest.mark.parametrize("times", [10**9, 10**400])
def test_boxes_beyond_any_page_are_work_as_others_are(times: int) -> None:
    page = page_of_mupdf()
    for line in page["blocks"][0]["lines"]:
        for each in line["spans"]:
            each["bbox"] = [int(edge) * times for edge in each["bbox"]]
    result = read(json.dumps(page).encode(), name="results.json")
    assert result.coverage["unread"] and result.status == "partial"
    assert "internal" not in [problem.code for problem in result.problems]


@pytest.mark.parametrize("name", ["²", "9" * 5_000, "-1", "x"])
def test_pages_and_references_are_named_by_numbers(name: str) -> None:
    document = document_of_docling()
    document["pages"][name] = {"size": {"width": 1.0, "height": 1.0}}
    document["body"]["children"].append({"$ref": f"#/tables/{name}"})
    document["texts"][0]["prov"][0]["page_no"] = True
    document["tables"][0]["data"]["table_cells"][5].update(row_span=10**9, col_span=True)
    result = read(json.dumps(document).encode(), name="results.json")
    assert "15165000" in [fact.value for fact in result.facts]
    assert "internal" not in [problem.code for problem in result.problems]
