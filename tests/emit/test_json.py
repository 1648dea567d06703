"""Canonical JSON: emit, read, emit gives the same bytes; what breaks the schema or its own references is refused."""

from __future__ import annotations

import json
import re

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.emit import result_from_json, result_to_json, value_to_json
from extract.errors import SchemaViolation
from extract.model import Document, Fact, Location, Period, Problem, Result, Source
from tests.results import small_result

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
DECIMAL = st.decimals(allow_nan=False, allow_infinity=False, places=2).map(lambda d: format(d, "f"))
UNSIGNED = st.decimals(min_value=0, allow_nan=False, allow_infinity=False, places=1).map(lambda d: format(abs(d), "f"))
DATE = st.dates().map(str)
SMALL = st.none() | st.integers(0, 10**6)
COORDINATE = st.floats(allow_nan=False, allow_infinity=False)
LOCATIONS = st.builds(
    Location,
    line=st.none() | st.integers(1, 10**6),
    start=SMALL,
    end=SMALL,
    box=st.none() | st.tuples(COORDINATE, COORDINATE, COORDINATE, COORDINATE),
)
PERIODS = st.none() | st.builds(
    Period, kind=st.sampled_from(["instant", "duration"]), start=st.none() | DATE, end=st.none() | DATE, label=TEXT
)


@st.composite
def facts(draw: st.DrawFn) -> tuple[Fact, ...]:
    found = []
    for number in range(draw(st.integers(0, 4))):
        empty = draw(st.booleans())
        status = draw(st.sampled_from(["nil", "unresolved"] if empty else ["verbatim", "split", "conflict"]))
        fact = Fact(
            id=f"f{number}",
            label=tuple(draw(st.lists(TEXT, max_size=3))),
            dimensions=draw(st.dictionaries(TEXT, TEXT, max_size=3)),
            period=draw(PERIODS),
            unit=draw(st.none() | TEXT),
            value=None if empty else draw(DECIMAL),
            tolerance=draw(st.none() | UNSIGNED),
            printed=draw(TEXT),
            status=status,
            location=draw(LOCATIONS),
        )
        found.append(fact)
    return tuple(found)


@st.composite
def results(draw: st.DrawFn) -> Result:
    problems = st.builds(
        Problem, code=TEXT, severity=st.sampled_from(["info", "warning"]), message=TEXT, location=st.none() | LOCATIONS
    )
    return Result(
        product="1.0.0",
        status=draw(st.sampled_from(["complete", "partial", "failed"])),
        source=Source(name="x.txt", sha256="a" * 64, media_type="text/plain", bytes=draw(st.integers(0, 2**40))),
        document=Document(title=draw(st.none() | TEXT), period=draw(PERIODS)),
        facts=draw(facts()),
        problems=tuple(draw(st.lists(problems, max_size=3))),
    )


@given(results())
def test_emit_read_emit_gives_the_same_bytes(result: Result) -> None:
    data = result_to_json(result)
    again = result_from_json(data)
    assert again == result
    assert result_to_json(again) == data


def test_form_is_canonical() -> None:
    data = result_to_json(small_result())
    text = data.decode()
    assert "株式会社" in text and text.endswith("}\n") and not text.endswith("\n\n")
    standard = json.dumps(json.loads(text), indent=1, sort_keys=True, ensure_ascii=False) + "\n"
    assert [line.strip() for line in text.splitlines()] == [line.strip() for line in standard.splitlines()]


def test_every_key_is_present() -> None:
    document = json.loads(result_to_json(small_result()))
    assert set(document["facts"][0]) == set(Fact.__struct_fields__)
    assert document["facts"][0]["tolerance"] is None


def test_numbers_are_strings_except_places_and_counts() -> None:
    allowed = {"row", "column", "row_span", "column_span", "rows", "columns", "line", "start", "end", "page", "level"}
    allowed |= {"bytes", "pages", "scale", "decimals", "cells", "box"}

    def walk(value: object, key: str) -> None:
        if isinstance(value, dict):
            for name, inner in value.items():
                walk(inner, name)
        elif isinstance(value, list):
            for inner in value:
                walk(inner, key)
        elif isinstance(value, int | float) and not isinstance(value, bool):
            assert key in allowed, key

    walk(json.loads(result_to_json(small_result())), "")


def test_what_breaks_the_schema_is_not_written() -> None:
    result = small_result()
    broken = msgspec.structs.replace(result.facts[0], value="57,055")
    with pytest.raises(SchemaViolation, match=r"small\.txt.*\$\.facts\[0\]\.value.*57,055"):
        result_to_json(msgspec.structs.replace(result, facts=(broken, *result.facts[1:])))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"checks": ()}, None),
        ({"facts": ()}, "term f1"),
        ({"tables": ()}, "table t1"),
        ({"tables": small_result().tables * 2}, "table t1 is there 2 times"),
    ],
)
def test_references_lead_somewhere(change: dict[str, object], told: str | None) -> None:
    result = small_result(**change)
    if told is None:
        result_to_json(result)
        return
    with pytest.raises(SchemaViolation, match=told):
        result_to_json(result)


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"\xff\xfe", b'{"schema": "other"}', b"null"])
def test_what_is_no_result_is_refused_by_name(data: bytes) -> None:
    with pytest.raises(SchemaViolation, match=r"thing\.json"):
        result_from_json(data, name="thing.json")


def test_value_to_json_sorts_inside_structs_too() -> None:
    keys = [line.split('"')[1] for line in value_to_json(Location(line=1)).decode().splitlines() if '"' in line]
    assert keys == sorted(keys)


@pytest.mark.parametrize(
    ("version", "told"),
    [("3", "newer than the version 2 read here (update ir-extract)"), ("1", "older than the version 2 read here")],
)
def test_a_result_of_another_version_says_so(version: str, told: str) -> None:
    data = result_to_json(small_result()).replace(b"/result/2", f"/result/{version}".encode())
    with pytest.raises(SchemaViolation, match=re.escape(told)):
        result_from_json(data, name="a.json")
