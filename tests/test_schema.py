"""The schema file is what the model says, and both validators read it alike."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import jsonschema
import jsonschema_rs
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.emit import SCHEMA_FILE, refusals, result_to_json, schema_of_results, shipped_schema, value_to_json
from tests.results import small_result

ROOT = Path(__file__).parents[1]
SCHEMA = json.loads(shipped_schema())
DOCUMENT = json.loads(result_to_json(small_result()))


def test_committed_schema_is_the_generated_one() -> None:
    committed = (ROOT / "schemas" / SCHEMA_FILE).read_bytes()
    assert committed == value_to_json(schema_of_results()), (
        "the model changed: run `ir-extract schema --generate > schemas/" + SCHEMA_FILE + "`"
    )


def test_schema_is_itself_valid() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"].endswith("2020-12/schema") and SCHEMA["$id"].endswith("/result/2")


def test_every_object_is_closed_and_complete() -> None:
    for name, definition in SCHEMA["$defs"].items():
        assert definition["additionalProperties"] is False, name
        assert definition["required"] == sorted(definition["properties"]), name


def _paths(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(found for key, item in inner for found in _paths(item, (*path, key)))]


def _at(value: Any, path: tuple[str | int, ...]) -> Any:
    for key in path:
        value = value[key]
    return value


JUNK = st.sampled_from(
    [None, True, 0, -1, 1, 1.5, 1.0, "", "0", "-0", "1\n", "01", "+1", "1e3", "１", "2007-06-31", "06-30", "2007-13-01"]
) | st.sampled_from(["verbatim", "nil", "complete", "a/b", "ab" * 32, [], {}, [1, 2, 3, 4], ["f1", "1"], {"line": 1}])


@given(st.data())
def test_validators_agree_on_mutated_documents(data: st.DataObject) -> None:
    document = copy.deepcopy(DOCUMENT)
    for _ in range(data.draw(st.integers(0, 2))):
        path = data.draw(st.sampled_from(_paths(document)[1:]))
        parent, key = _at(document, path[:-1]), path[-1]
        deed = data.draw(st.sampled_from(["replace", "delete", "add"]))
        if deed == "replace":
            parent[key] = data.draw(JUNK)
        elif deed == "delete":
            del parent[key]
        elif isinstance(parent, dict):
            parent["unheard_of"] = data.draw(JUNK)
        else:
            parent.append(data.draw(JUNK))
    slow = jsonschema.Draft202012Validator(SCHEMA).is_valid(document)
    fast = jsonschema_rs.Draft202012Validator(SCHEMA).is_valid(document)
    assert slow == fast
    assert (not refusals(document)) == fast


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"status": "verbatim", "value": None}, "$.facts[0].value"),
        ({"status": "nil", "value": "1"}, "$.facts[0].value"),
        ({"status": "repaired", "proof": ()}, "$.facts[0].proof"),
        ({"status": "inferred", "proof": ("c1",), "tolerance": None}, "$.facts[0].tolerance"),
        ({"value": "1,000"}, "$.facts[0].value"),
        ({"value": "01"}, "$.facts[0].value"),
        ({"printed": None}, "$.facts[0].printed"),
    ],
)
def test_broken_promise_of_a_fact_is_refused_at_its_place(change: dict[str, object], path: str) -> None:
    result = small_result()
    fact = msgspec.structs.replace(result.facts[0], **change)
    broken = msgspec.structs.replace(result, facts=(fact, *result.facts[1:]))
    found = refusals(msgspec.json.decode(msgspec.json.encode(broken)))
    assert [refusal.path for refusal in found] == [path]
    assert found[0].remedy


def test_complete_with_an_error_is_refused() -> None:
    document = copy.deepcopy(DOCUMENT)
    document["status"] = "complete"
    assert not refusals(document)
    document["problems"][0]["severity"] = "error"
    assert refusals(document)
