"""Canonical JSON of a result, and reading it back."""

from __future__ import annotations

import re

import msgspec

from extract.emit.integrity import broken_references
from extract.emit.schema import Refusal, refusals
from extract.errors import SchemaViolation
from extract.model import SCHEMA, Result


def value_to_json(value: object) -> bytes:
    """Any value in the canonical form: sorted keys, one space of indent, UTF-8, a line feed at the end.

    >>> value_to_json({"b": "百万円", "a": 1}).decode()
    '{\\n "a": 1,\\n "b": "百万円"\\n}\\n'
    """
    return msgspec.json.format(msgspec.json.encode(value, order="sorted"), indent=1) + b"\n"


def result_to_json(result: Result) -> bytes:
    """The canonical JSON of a result. Raises SchemaViolation when it breaks the schema or its own references."""
    plain = msgspec.json.encode(result, order="sorted")
    _demand(msgspec.json.decode(plain), result.source.name)
    _demand_whole(result, result.source.name)
    return msgspec.json.format(plain, indent=1) + b"\n"


def result_from_json(data: bytes, *, name: str = "result") -> Result:
    """The result that this JSON describes; `name` is used in messages. Raises SchemaViolation when it is not one."""
    try:
        value = msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise SchemaViolation(f"not JSON: {error}", name=name, remedy="hand in a file that `run` wrote") from error
    _demand_own_version(value, name)
    _demand(value, name)
    try:
        result = msgspec.convert(value, Result)
    except msgspec.ValidationError as error:
        raise SchemaViolation(str(error), name=name, remedy="write it again with `ir-extract run`") from error
    _demand_whole(result, name)
    return result


def result_as_written(data: bytes, *, name: str) -> Result:
    """The result that a run wrote, quickly: without proving the schema again. Raises SchemaViolation for what is no
    result, or one of another version, in which missing keys would be read as unknown."""
    try:
        _demand_own_version(msgspec.json.decode(data, type=dict[str, msgspec.Raw]), name)
        return msgspec.json.decode(data, type=Result)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise SchemaViolation(f"is no result: {error}", name=name, remedy="hand in a file that `run` wrote") from error


def calls_itself_result(data: bytes) -> bool:
    """Whether JSON says of itself that it is a result, of whatever version; what is no JSON at all does as well, so
    that the reader of results tells what is wrong with it.

    >>> calls_itself_result(b'{"schema": "https://ir-extract.example/schemas/result/2"}')
    True
    >>> calls_itself_result(b'{"schema_name": "DoclingDocument"}'), calls_itself_result(b'{"schema":')
    (False, True)
    """
    try:
        value = msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return True
    return isinstance(value, dict) and _VERSION.fullmatch(str(value.get("schema"))) is not None


def _demand_own_version(value: object, name: str) -> None:
    """Raises SchemaViolation for a result of another version, which says nothing about what is wrong with it."""
    schema = value.get("schema") if isinstance(value, dict) else None
    schema = msgspec.json.decode(schema) if isinstance(schema, msgspec.Raw) else schema
    said = _VERSION.fullmatch(str(schema))
    own = _VERSION.fullmatch(SCHEMA)
    if said is None or own is None or said[2] == own[2]:
        return
    newer = int(said[2]) > int(own[2])
    than = "newer" if newer else "older"
    remedy = "update ir-extract" if newer else "read the document again with `ir-extract run`"
    told = f"a result of version {said[2]}, which is {than} than the version {own[2]} read here"
    raise SchemaViolation(told, name=name, remedy=remedy)


_VERSION = re.compile(r"(.*/result/)([1-9][0-9]{0,5})")


def _demand(value: object, name: str) -> None:
    found = refusals(value)
    if found:
        raise SchemaViolation(_told(found), name=name, remedy=found[0].remedy)


def _demand_whole(result: Result, name: str) -> None:
    broken = broken_references(result)
    if broken:
        more = f" and {len(broken) - 1} more" if len(broken) > 1 else ""
        raise SchemaViolation(broken[0] + more, name=name, remedy="every id must be unique and name what is there")


def _told(found: tuple[Refusal, ...]) -> str:
    more = f" and {len(found) - 1} more" if len(found) > 1 else ""
    return f"at {found[0].path}: {found[0].message}{more}"
