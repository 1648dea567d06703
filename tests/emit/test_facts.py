"""Facts flattened to rows."""

from __future__ import annotations

import csv
import io
import json

import msgspec

from extract.emit import FACT_COLUMNS, facts_to_csv, facts_to_jsonl
from tests.results import fact, small_result


def test_one_row_per_fact_with_the_same_keys_in_both_forms() -> None:
    results = [small_result(), small_result()]
    lines = [json.loads(line) for line in facts_to_jsonl(results).splitlines()]
    rows = list(csv.DictReader(io.StringIO(facts_to_csv(results).decode("utf-8-sig"))))
    assert len(lines) == len(rows) == 8
    assert tuple(lines[0]) == tuple(rows[0]) == FACT_COLUMNS
    assert lines[2]["value"] == rows[2]["value"] == "46000000000"
    assert lines[2]["tolerance"] is None and rows[2]["tolerance"] == ""


def test_a_spreadsheet_is_given_no_formula_but_keeps_negative_values() -> None:
    facts = (fact(1, "=cmd()", "-5", "-5000000", 4, 9),)
    row = next(
        csv.DictReader(
            io.StringIO(facts_to_csv([msgspec.structs.replace(small_result(), facts=facts)]).decode("utf-8-sig"))
        )
    )
    assert row["label"] == "'=cmd()" and row["printed"] == "'-5" and row["value"] == "-5000000"
