"""Results on disk: a folder that `run` wrote, any other folder of results, or one file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from extract.emit import result_from_json
from extract.errors import ExtractError
from extract.model import Result

MANIFEST = "manifest.jsonl"
_OURS = b'"schema": "https://ir-extract.example/schemas/result/'


class Stored(msgspec.Struct, frozen=True, kw_only=True):
    """A result and where it was found. `name` is its path within the folder, without `.json`."""

    name: str
    path: Path
    result: Result


def stored_results(where: Path) -> Iterator[Stored]:
    """The results of a file or a folder, in the order of their names.

    Of a folder that `run` wrote, those its manifest names; of another, every JSON file that is a result. Raises
    ExtractError when there is none, when one cannot be read, or when a later version of ir-extract wrote it.
    """
    if where.is_file():
        yield _stored(where, where.stem)
        return
    if not where.is_dir():
        raise ExtractError("no such file or folder", name=str(where), remedy="name a folder that `run --out` wrote")
    found = False
    for path in result_paths(where):
        found = True
        yield _stored(path, path.relative_to(where).with_suffix("").as_posix())
    if not found:
        raise ExtractError("no results in it", name=str(where), remedy="write some with `ir-extract run … --out`")


def result_paths(folder: Path) -> tuple[Path, ...]:
    """The files of results under a folder, in the order of their names within it."""
    manifest = folder / MANIFEST
    named = _named_by(manifest) if manifest.is_file() else _alike(folder)
    return tuple(sorted(named, key=lambda path: path.relative_to(folder).as_posix()))


def _named_by(manifest: Path) -> list[Path]:
    from extract.batch.manifest import read_rows

    folder, inside = manifest.parent, manifest.parent.resolve()
    paths = []
    for row in read_rows(manifest):
        path = folder / row.output if row.output else None
        if path is None or not path.resolve().is_relative_to(inside):
            continue
        if not path.is_file():
            told = f"the manifest names {row.output}, which is not there"
            raise ExtractError(told, name=str(folder), remedy="run the batch again, which writes what is missing")
        paths.append(path)
    return paths


def _alike(folder: Path) -> list[Path]:
    """JSON files that say they are results; hidden folders are not looked into."""
    paths = []
    for path in folder.rglob("*.json"):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if not hidden and path.is_file() and _is_result(path):
            paths.append(path)
    return paths


def _is_result(path: Path) -> bool:
    """Whether the file calls itself a result. The canonical form ends with `schema`, `source`, `status` and `tables`,
    so the whole file is looked through."""
    try:
        return _OURS in path.read_bytes()
    except OSError:
        return False


def _stored(path: Path, name: str) -> Stored:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ExtractError(error.strerror or str(error), name=str(path), remedy="name a file that is there") from error
    return Stored(name=name, path=path, result=result_from_json(data, name=str(path)))
