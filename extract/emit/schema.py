"""The JSON Schema of a result: generated from the model, shipped as a file, and held against every result.

What the types say comes from `msgspec`; what they cannot say is added here: every key is required, values are
decimal strings, dates are ISO 8601, and the promises that a status makes (`unresolved` has no value, `repaired`
has a proof, a document with an error is not `complete`).
"""

from __future__ import annotations

import functools
import re
from importlib import resources
from pathlib import Path
from typing import Any

import msgspec

from extract.model import SCHEMA, Result

SCHEMA_FILE = "result-2.schema.json"

DECIMAL = r"^-?(0|[1-9][0-9]*)(\.[0-9]+)?$"
UNSIGNED = r"^(0|[1-9][0-9]*)(\.[0-9]+)?$"
DATE = r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
DATE_OR_MONTH = r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
MONTH_DAY = r"^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"

# type, key -> what its string must look like
PATTERNS = {
    ("Fact", "value"): DECIMAL,
    ("Fact", "tolerance"): UNSIGNED,
    ("Check", "residual"): DECIMAL,
    ("Check", "allowance"): UNSIGNED,
    ("Period", "start"): DATE,
    ("Period", "end"): DATE,
    ("Document", "published"): DATE_OR_MONTH,
    ("Document", "fiscal_year_end"): MONTH_DAY,
    ("Source", "sha256"): r"^[0-9a-f]{64}$",
}
# type, key -> what its string must not hold: a file name has no slash; a line feed in it is a name
WITHOUT = {("Source", "name"): "/"}
# type, key -> smallest number
MINIMA = {
    **{("Location", key): 1 for key in ("line", "page")},
    **{("Location", key): 0 for key in ("start", "end")},
    **{(kind, key): 0 for kind in ("Fact", "TableCell") for key in ("row", "column")},
    **{("TableCell", key): 1 for key in ("row_span", "column_span")},
    **{("Table", key): 0 for key in ("rows", "columns")},
    ("ColumnHeader", "column"): 0,
    ("RowHeader", "row"): 0,
    ("Source", "bytes"): 0,
}
NULL, NOT_NULL = {"type": "null"}, {"not": {"type": "null"}}
# type -> what must hold over several of its keys: when the first is true, so is the second
PROMISES: dict[str, list[tuple[dict[str, Any], dict[str, Any]]]] = {
    "Fact": [
        ({"status": {"enum": ["unresolved", "nil"]}}, {"value": NULL}),
        ({"status": {"not": {"enum": ["unresolved", "nil"]}}}, {"value": NOT_NULL}),
        ({"status": {"enum": ["verbatim", "split", "repaired", "conflict"]}}, {"printed": NOT_NULL}),
        ({"status": {"const": "inferred"}}, {"tolerance": NOT_NULL}),
        ({"status": {"enum": ["repaired", "inferred"]}, "basis": {"enum": [None, "ocr"]}}, {"proof": {"minItems": 1}}),
    ],
    "Result": [
        (
            {"status": {"const": "complete"}},
            {"problems": {"items": {"properties": {"severity": {"not": {"const": "error"}}}}}},
        ),
    ],
}


class Refusal(msgspec.Struct, frozen=True):
    """Where a value breaks the schema, what is wrong, and what to do."""

    path: str
    message: str
    remedy: str


def schema_of_results() -> dict[str, Any]:
    """The schema, generated from `extract.model`."""
    (root,), defs = msgspec.json.schema_components([Result], ref_template="#/$defs/{name}")
    for name, definition in defs.items():
        _tighten(name, definition)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA,
        "title": "Result of ir-extract for one document",
        **root,
        "$defs": defs,
    }


def shipped_schema(name: str = SCHEMA_FILE) -> bytes:
    """A schema file: beside the package in a wheel, in `schemas/` of the repository otherwise."""
    inside = resources.files("extract") / "schemas" / name
    if inside.is_file():
        return inside.read_bytes()
    return (Path(__file__).parents[2] / "schemas" / name).read_bytes()


def refusals(value: object) -> tuple[Refusal, ...]:
    """Why a decoded JSON value is not a result; empty when it is one."""
    if _fast().is_valid(value):
        return ()
    errors = sorted(_reference().iter_errors(value), key=lambda error: (len(error.absolute_path), error.json_path))
    found = tuple(Refusal(error.json_path, _short(error.message), _remedy(error)) for error in errors)
    # the two validators are held to agree by a test; if they ever do not, the refusal stands
    return found or (Refusal("$", "refused by jsonschema-rs only", "report this document as a defect"),)


@functools.cache
def _fast() -> Any:
    import jsonschema_rs

    return jsonschema_rs.Draft202012Validator(msgspec.json.decode(shipped_schema()))


@functools.cache
def _reference() -> Any:
    import jsonschema

    return jsonschema.Draft202012Validator(msgspec.json.decode(shipped_schema()))


def _tighten(name: str, definition: dict[str, Any]) -> None:
    properties = definition.get("properties", {})
    if not properties:
        return
    definition["required"] = sorted(properties)
    definition["additionalProperties"] = False
    # a docstring explains a type to readers of the code; the schema keeps its first sentence
    if "description" in definition:
        first = re.split(r"(?<=\.)\s", definition["description"], maxsplit=1)[0]
        definition["description"] = re.sub(r"\s+", " ", first)
    for key, inner in properties.items():
        inner.pop("default", None)
        inner.get("anyOf", []).sort(key=lambda part: part.get("type") == "null")  # versions of msgspec differ in this
        if (name, key) in PATTERNS:
            # `$` of some engines also matches before a last line feed
            _part(inner, "string").update({"pattern": PATTERNS[name, key], "not": {"pattern": "\\n"}})
        if (name, key) in WITHOUT:
            _part(inner, "string")["not"] = {"pattern": WITHOUT[name, key]}
        if (name, key) in MINIMA:
            _part(inner, "integer")["minimum"] = MINIMA[name, key]
    if name == "Result":
        properties["schema"] = {"const": SCHEMA}
    promises = [
        {"if": {"properties": condition}, "then": {"properties": then}} for condition, then in PROMISES.get(name, [])
    ]
    if promises:
        definition["allOf"] = promises


def _part(inner: dict[str, Any], kind: str) -> dict[str, Any]:
    """The alternative of this type in `{"anyOf": [{"type": "string"}, {"type": "null"}]}`, or the schema itself."""
    return next(part for part in inner.get("anyOf", [inner]) if part.get("type") == kind)


def _short(message: str, limit: int = 300) -> str:
    return message if len(message) <= limit else f"{message[: limit - 1]}…"


def _remedy(error: Any) -> str:
    remedies = {
        "required": "add the key; null where it does not apply",
        "additionalProperties": "remove the key, or use the schema version that has it",
        "pattern": "write numbers as decimal strings in base units and dates as YYYY-MM-DD",
        "enum": f"use one of {', '.join(map(str, error.validator_value))}" if error.validator == "enum" else "",
        "const": f"use {error.validator_value!r}" if error.validator == "const" else "",
    }
    return remedies.get(str(error.validator)) or "write it again with `ir-extract run`"
