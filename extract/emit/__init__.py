"""Result to canonical JSON and back. The last stage: what leaves here satisfies the schema, or does not leave.

Contract of the JSON: UTF-8, keys sorted, indented by one space, a line feed at the end, every key present. Values
are decimal strings; only rows, columns, lines, pages, counts and box coordinates are JSON numbers. No time stamps,
no paths. `result_to_json(result_from_json(data)) == data` for every `data` that this package wrote.
"""

from extract.emit.facts import FACT_COLUMNS, facts_to_csv, facts_to_jsonl
from extract.emit.integrity import broken_references
from extract.emit.json import calls_itself_result, result_as_written, result_from_json, result_to_json, value_to_json
from extract.emit.schema import SCHEMA_FILE, Refusal, refusals, schema_of_results, shipped_schema
from extract.emit.withheld import without_refused

__all__ = [
    "FACT_COLUMNS",
    "SCHEMA_FILE",
    "Refusal",
    "broken_references",
    "calls_itself_result",
    "facts_to_csv",
    "facts_to_jsonl",
    "refusals",
    "result_as_written",
    "result_from_json",
    "result_to_json",
    "schema_of_results",
    "shipped_schema",
    "value_to_json",
    "without_refused",
]
