"""A folder of results: each file as a result, or why it is none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from extract.emit import result_from_json
from extract.errors import ExtractError, SchemaViolation
from extract.model import Result
from extract.model.result import SCHEMA


class Refused(msgspec.Struct, frozen=True, kw_only=True):
    """A file that is no result we can read: what is wrong, and what to do."""

    file: str
    reason: str
    remedy: str


def files_of(places: Sequence[Path]) -> list[Path]:
    """The JSON files of some folders, and files named outright; what is hidden in folders is left alone.

    Raises ExtractError for a place that is not there.
    """
    files: list[Path] = []
    for place in places:
        if place.is_dir():
            inside = (path for path in place.rglob("*.json") if path.is_file())
            files += sorted(p for p in inside if not any(part.startswith(".") for part in p.relative_to(place).parts))
        elif place.is_file():
            files.append(place)
        else:
            raise ExtractError("is not there", name=str(place), remedy="name a folder that `ir-extract run` wrote")
    return files


def read_results(files: Sequence[Path], refused: list[Refused]) -> Iterator[Result]:
    """The results of some files, one at a time; those that are none are told in `refused`."""
    for file in files:
        try:
            data = file.read_bytes()
            _demand_version(data, file.name)
            yield result_from_json(data, name=file.name)
        except SchemaViolation as error:
            refused.append(Refused(file=str(file), reason=error.message, remedy=error.remedy))
        except OSError as error:
            refused.append(Refused(file=str(file), reason=error.strerror or str(error), remedy="check its permissions"))


def _demand_version(data: bytes, name: str) -> None:
    """Results of an earlier version have other keys: what is missing in them is not read as unknown."""
    try:
        schema = msgspec.json.decode(data, type=_Versioned).schema
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return  # what it is instead is told by the reader of results
    if schema is not None and schema != SCHEMA:
        ours, its = SCHEMA.rpartition("/")[2], schema.rpartition("/")[2]
        told = f"is of version {its} of the result, and this program reads version {ours}"
        raise SchemaViolation(told, name=name, remedy="write it again with `ir-extract run`")


class _Versioned(msgspec.Struct):
    schema: str | None = None
