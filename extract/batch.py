"""Many documents, one after the other. A bad one is a row, not a stop.

Inputs are files, folders (searched whole, for the suffixes in SUFFIXES) and glob patterns, taken in a fixed order.
Each document gives `<stem>.json` in the output folder, written to a temporary file and then moved into place.
"""

from __future__ import annotations

import glob
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import msgspec

from extract.errors import ExtractError
from extract.model import Result

SUFFIXES = (".txt", ".text", ".htm", ".html", ".xhtml", ".pdf")

Reader = Callable[[Path], Result]


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one input: a result and the file it was written to, or the reason why there is none.

    `ours` says that the reason is a defect of this program and not of the document.
    """

    input: str
    result: Result | None = None
    output: str | None = None
    error: str | None = None
    ours: bool = False


def run_many(inputs: Iterable[str], out: Path, *, read: Reader) -> Iterator[Item]:
    """Reads every document that `inputs` name and writes its JSON into `out`. Never raises for a document."""
    found = inputs_to_paths(inputs)
    names = paths_to_names(path for path in found if isinstance(path, Path))
    for path in found:
        if isinstance(path, Item):
            yield path
        else:
            yield _run_one(path, out / f"{names[path]}.json", read)


def inputs_to_paths(inputs: Iterable[str]) -> tuple[Path | Item, ...]:
    """Files, folders and patterns as a list of files without repetition; what leads to no file, as a failed item."""
    found: dict[Path, Path | Item] = {}
    for given in inputs:
        hits = _hits(given)
        if not hits:
            what = "holds no document" if Path(given).is_dir() else "no such file"
            ends = ", ".join(SUFFIXES)
            remedy = f"name a file, a folder with {ends} files in it, or a quoted pattern"
            found[Path(given)] = Item(input=given, error=str(ExtractError(what, name=given, remedy=remedy)))
        for path in hits:
            found.setdefault(path.resolve(), path)
    return tuple(found.values())


def paths_to_names(paths: Iterable[Path]) -> dict[Path, str]:
    """A name for the output of each path: its stem; its whole name where stems collide; numbered where names do.

    >>> list(paths_to_names([Path("a/x.txt"), Path("b/x.txt"), Path("x.pdf")]).values())
    ['x', 'x.txt', 'x.pdf']
    """
    names: dict[Path, str] = {}
    taken: set[str] = set()
    for path in paths:
        choices = [path.stem, path.name]
        number = 2
        while choices[0].casefold() in taken:
            choices = choices[1:] or [f"{path.name}-{number}"]
            number += len(choices) == 1 and choices[0] != path.name
        taken.add(choices[0].casefold())
        names[path] = choices[0]
    return names


def write_whole(path: Path, data: bytes) -> None:
    """Writes the file at once or not at all: a reader never sees half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:64]}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _hits(given: str) -> list[Path]:
    path = Path(given)
    if path.is_dir():
        inside = (p for p in path.rglob("*") if p.is_file() and p.suffix.lower() in SUFFIXES)
        return sorted(p for p in inside if not any(part.startswith(".") for part in p.relative_to(path).parts))
    if path.exists():
        return [path]
    return sorted(p for hit in glob.glob(given, recursive=True) if (p := Path(hit)).is_file())  # noqa: PTH207


def _run_one(path: Path, output: Path, read: Reader) -> Item:
    from extract.emit import result_to_json

    try:
        result = read(path)
        write_whole(output, result_to_json(result))
    except ExtractError as error:
        return Item(input=str(path), error=str(error))
    except OSError as error:
        return Item(input=str(path), error=f"{error.filename or path}: {error.strerror or error}")
    except Exception as error:
        told = f"{path}: internal error, {type(error).__name__}: {error} (report it; the other documents are unharmed)"
        return Item(input=str(path), error=told, ours=True)
    return Item(input=str(path), result=result, output=str(output))
