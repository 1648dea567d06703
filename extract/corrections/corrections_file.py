"""A file of corrections, JSON Lines, to corrections; what is wrong in it is told with file and line.

fixes.jsonl:7: contradicts line 3: the unit of `1,048` is JPY there and USD here
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from extract.errors import ExtractError
from extract.model import Location
from extract.model.correction import CORRECTION_SCHEMA, Correction, Days

CORRECTION_SCHEMA_FILE = "correction-1.schema.json"
MOST_BYTES = 64 * 1024 * 1024
MOST_LINES = 200_000
_VERSION = re.compile(r"/schemas/correction/(\d+)\Z")
_decode = msgspec.json.Decoder(Correction).decode
_peek = msgspec.json.Decoder(dict[str, Any]).decode


class CorrectionsError(ExtractError):
    """A file of corrections is wrong; the message says where."""


class Line(NamedTuple):
    """A correction and where it stands."""

    correction: Correction
    where: str


def load_corrections(paths: Iterable[str | Path]) -> tuple[Correction, ...]:
    """The corrections of some files, in their order, each once. Raises CorrectionsError."""
    lines: list[Line] = []
    for path in paths:
        try:
            with Path(path).open("rb") as file:
                data = file.read(MOST_BYTES + 1)
        except OSError as error:
            told = f"cannot be opened: {error.strerror or error}"
            raise CorrectionsError(told, name=str(path), remedy="check the path and its permissions") from error
        lines += lines_of_file(data, str(path))
    return _agreed(lines)


def read_corrections(data: bytes, name: str) -> tuple[Correction, ...]:
    """The corrections in the bytes of one file, each once. Raises CorrectionsError."""
    return _agreed(lines_of_file(data, name))


def lines_of_file(data: bytes, name: str) -> list[Line]:
    """The corrections of a file with their lines; empty lines are left out."""
    if len(data) > MOST_BYTES:
        raise CorrectionsError(f"more than {MOST_BYTES:,} bytes", name=name, remedy="split the file by documents")
    lines = []
    for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1):
        if line.strip():
            lines.append(_line(line, f"{name}:{number}"))
        if len(lines) > MOST_LINES:
            raise CorrectionsError(f"more than {MOST_LINES:,} corrections", name=name, remedy="split the file")
    return lines


def _line(line: bytes, where: str) -> Line:
    try:
        told = _peek(line)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise CorrectionsError(f"is no JSON object: {error}", name=where, remedy="one correction a line") from error
    version = _VERSION.search(str(told.get("schema")))
    if version and int(version[1]) > 1:
        raise CorrectionsError(
            f"is a correction of version {version[1]}; this program reads version 1",
            name=where,
            remedy="update ir-extract, or save the corrections again from a page of this version",
        )
    if told.get("schema") != CORRECTION_SCHEMA:
        given = str(told.get("schema", "none"))[:80]
        raise CorrectionsError(f"its schema is {given}", name=where, remedy=f"the schema is {CORRECTION_SCHEMA}")
    try:
        correction = _decode(line)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise CorrectionsError(str(error), name=where, remedy="see docs/review.md for what a line holds") from error
    wrong = _senseless(correction)
    if wrong:
        raise CorrectionsError(wrong, name=where, remedy="see docs/review.md for what a line holds")
    return Line(correction, where)


def _senseless(correction: Correction) -> str:
    """What no schema can say against a correction; "" for nothing."""
    place, aspects = correction.place, correction.aspects
    if not aspects.items():
        return "speaks of no aspect"
    if place.line is None and place.page is None:
        return "names no place"
    if not correction.who.strip() or not correction.reason.strip():
        return "has no one who says it, or no reason"
    period = aspects.period
    if isinstance(period, Days):
        return _senseless_period(period)
    return ""


def _senseless_period(period: Days) -> str:
    days = [day for day in (period.start, period.end) if day is not None]
    try:
        dates = [date.fromisoformat(day) for day in days]
    except ValueError:
        return f"{' / '.join(days)} are no days of the calendar"
    if (period.kind == "duration") != (len(dates) == 2):
        return "a duration has a first and a last day, an instant its day only (`end`)"
    return "" if dates == sorted(dates) else "the period ends before it begins"


def _agreed(lines: Sequence[Line]) -> tuple[Correction, ...]:
    """The corrections, each once; raises where two say different things of one aspect of one fact."""
    said: dict[tuple[bytes, str], list[tuple[Line, object]]] = {}
    kept: dict[bytes, Correction] = {}
    for line in lines:
        each = line.correction
        fact = msgspec.json.encode((each.document, _rounded(each.place), each.printed, each.seen))
        for aspect, value in each.aspects.items():
            before = said.setdefault((fact, aspect), [])
            for other, told in before:
                if contradict(other.correction.action, told, each.action, value):
                    raise CorrectionsError(
                        f"contradicts {other.where}: the {aspect} of `{each.printed or 'nothing legible'}` is"
                        f" {_told(other.correction, told)} there and {_told(each, value)} here",
                        name=line.where,
                        remedy="take one of the two out",
                    )
            before.append((line, value))
        same = msgspec.structs.replace(each, when="2000-01-01", who="-", reason="-")
        kept[msgspec.json.encode(same)] = each  # of those that say the same, the last is told
    return tuple(kept.values())


def contradict(action: str, value: object, other: str, told: object) -> bool:
    """Whether two corrections of one aspect cannot both be: two values are right, or one is right and wrong.

    >>> contradict("accept", "5", "change", "6"), contradict("reject", "5", "change", "6")
    (True, False)
    """
    if (action == "reject") != (other == "reject"):
        return value == told
    return action != "reject" and value != told


def _told(correction: Correction, value: object) -> str:
    plain = msgspec.json.encode(value).decode().strip('"')
    return f"not {plain}" if correction.action == "reject" else plain


def _rounded(place: Location) -> Location:
    box = place.box and tuple(round(edge, 1) for edge in place.box)
    return msgspec.structs.replace(place, box=box)


def of_document(corrections: Iterable[Correction], sha256: str | None, name: str) -> tuple[Correction, ...]:
    """Those that speak of a document, or of another one of its name; all where its hash is not known yet."""
    return tuple(each for each in corrections if sha256 is None or each.document == sha256 or each.name == name)


def schema_of_corrections() -> dict[str, Any]:
    """The schema of one line of a file of corrections, generated from the model."""
    (root,), defs = msgspec.json.schema_components([Correction], ref_template="#/$defs/{name}")
    for definition in defs.values():
        definition["additionalProperties"] = False
        definition["description"] = " ".join(str(definition.get("description", "")).split("\n\n")[0].split())
        for inner in definition.get("properties", {}).values():
            for part in (inner, *inner.get("anyOf", ())):
                if "pattern" in part:
                    part["pattern"] = part["pattern"].replace(r"\Z", "$")
            inner.get("anyOf", []).sort(key=lambda part: part.get("type") == "null")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": CORRECTION_SCHEMA,
        "title": "One line of a file of corrections of ir-extract",
        **root,
        "$defs": defs,
    }
