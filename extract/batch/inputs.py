"""What the user names, as a stream of documents: files, folders, patterns, lists, archives, addresses in stores.

The order is fixed: as given, and sorted by name within a folder, pattern or store. No document comes twice. Nothing
is opened here but lists; archives are listed in a worker.
"""

from __future__ import annotations

import glob
import hashlib
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePosixPath

import msgspec

from extract.batch.document import LIST, Member, ToList
from extract.batch.isolate import Job, Outcome
from extract.batch.limits import Limits
from extract.batch.output import MANIFEST, STATE
from extract.batch.places import (
    ARCHIVE,
    PRIVATE_STORES,
    Place,
    filesystem,
    holds_several,
    is_address,
    reaching,
    without_secrets,
)
from extract.errors import ExtractError

SUFFIXES = (
    *(".txt", ".text", ".md", ".markdown", ".tsv", ".csv"),
    *(".htm", ".html", ".xhtml", ".mht", ".mhtml"),
    ".pdf",
)

Run = Callable[[Job], Outcome]


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A document, or an input that leads to none.

    `label` is its name in reports: as given, below the folder or archive that was named. `inside` is its path in
    there, after which its result is named. `origin` is a hash of where it is. `data` reads bytes that only this
    process can reach. `error` says why there is nothing.
    """

    label: str
    inside: str
    origin: str
    place: Place
    error: str | None = None

    @property
    def name(self) -> str:
        """The name of the document itself."""
        return _printable(PurePosixPath(self.inside.replace("!/", "/").replace("\\", "/")).name) or "document"

    @property
    def private(self) -> bool:
        """Whether only this process can reach the bytes."""
        return self.place.where.partition("://")[0] in PRIVATE_STORES


def find(
    inputs: Iterable[str], run: Run, limits: Limits, skipped: Counter[str] | None = None, *, below: Path | None = None
) -> Iterator[Found]:
    """The documents that the inputs name, each once. `run` lists an archive in a worker, within `limits`.

    What folders hold besides is counted by suffix in `skipped`. With `below`, the inputs are paths of files below that
    folder and are called as if the folder had been named.
    """
    seen: set[int] = set()
    for given in inputs:
        if below is not None:
            stream = _file(below / given, _label(str(below), given), given, run, limits)
        else:
            stream = _found_in(given, run, limits, skipped)
        for found in stream:
            number = int(found.origin, 16)
            if number not in seen:
                seen.add(number)
                yield found


def count(inputs: Iterable[str]) -> int | None:
    """How many documents there are, when these are files and folders; None where it would take long to find out."""
    total = 0
    for given in inputs:
        if is_address(given) or given.startswith("@") or given.lower().endswith(ARCHIVE):
            return None
        path = Path(given)
        try:
            if not path.is_dir():
                total += 1 if path.exists() else sum(1 for _ in glob.iglob(given, recursive=True))  # noqa: PTH207
                continue
            for inside in walk(path, ""):
                if inside.lower().endswith(ARCHIVE):
                    return None
                total += 1
        except OSError:
            return None
    return total


def _found_in(
    given: str, run: Run, limits: Limits, skipped: Counter[str] | None, within: tuple[str, ...] = ()
) -> Iterator[Found]:
    try:
        if given.startswith("@") and not Path(given).exists():
            yield from _in_list(given[1:], run, limits, skipped, within)
        elif is_address(given):
            with reaching(given):
                yield from _in_store(given, run, limits)
        else:
            yield from _in_files(given, run, limits, skipped)
    except ExtractError as error:
        yield _nothing(given, str(error))
    except (OSError, UnicodeError) as error:
        yield _nothing(
            given, f"{without_secrets(given)}: cannot be opened: {getattr(error, 'strerror', None) or error}"
        )


def _in_list(
    path: str, run: Run, limits: Limits, skipped: Counter[str] | None, within: tuple[str, ...]
) -> Iterator[Found]:
    """One input a line; empty lines and lines that start with # are left out."""
    if path in within:
        raise ExtractError("the list names itself", name=path, remedy="take it out")
    # only the end of a line parts two names: whatever else `splitlines` takes for one may stand in a name
    lines: Iterable[str] = sys.stdin if path == "-" else Path(path).read_text("utf-8-sig").split("\n")
    for line in lines:
        given = line.strip()
        if given and not given.startswith("#"):
            yield from _found_in(given, run, limits, skipped, (*within, path))


def _in_files(given: str, run: Run, limits: Limits, skipped: Counter[str] | None = None) -> Iterator[Found]:
    path = Path(given)
    if path.is_dir():
        count = 0
        for inside in walk(path, "", skipped):
            count += 1
            yield from _file(path / inside, _label(given, inside), inside, run, limits)
        if not count:
            raise _no_document("holds no document", given)
    elif path.exists():
        if not path.is_file():  # a pipe or a device would be waited for without end
            raise ExtractError("is no file", name=given, remedy="write it to a file first")
        yield from _file(path, _label(given, ""), path.name, run, limits)
    else:
        hits = sorted(hit for hit in glob.iglob(given, recursive=True) if _is_input(Path(hit)))  # noqa: PTH207
        if not hits:
            raise _no_document("no such file", given)
        root = _fixed_part(given)
        for hit in hits:
            yield from _file(Path(hit), _label(hit, ""), Path(hit).relative_to(root).as_posix(), run, limits)


def _no_document(what: str, given: str) -> ExtractError:
    ends = ", ".join((*SUFFIXES, ARCHIVE))
    return ExtractError(what, name=given, remedy=f"name a file, a folder with {ends} files in it, or a quoted pattern")


def holds_results(folder: Path) -> bool:
    """Whether a folder is the output of a run, with its manifest and its state: what is in it is no input."""
    return (folder / MANIFEST).is_file() and (folder / STATE).is_dir()


def _is_input(hit: Path) -> bool:
    """A file that a pattern found, if it is none of our own results."""
    return hit.is_file() and not any(holds_results(folder) for folder in hit.parents)


NO_FILE = "pipes, devices or links"


def walk(folder: Path, above: str, skipped: Counter[str] | None = None) -> Iterator[str]:
    """Paths of documents below the folder, sorted; nothing that is hidden; links to folders are not followed.

    Files of other kinds are counted by suffix in `skipped`, and pipes, devices and links to folders that are called
    like a document as NO_FILE; folders that hold results of a run are passed over. What
    cannot be looked at (it may not be read, it has just gone, its path is too long) is given by its name all the same,
    so that a row says so; a folder's ends with `/`. Raises OSError for the folder itself.
    """
    if above and holds_results(folder):
        return
    for name, is_folder, is_document in _entries(folder):
        if name.startswith("."):
            continue
        if is_folder:
            try:
                yield from walk(folder / name, f"{above}{name}/", skipped)
            except OSError:
                yield f"{above}{name}/"
        elif name.lower().endswith((*SUFFIXES, ARCHIVE)):
            if is_document:
                yield f"{above}{name}"
            elif skipped is not None:
                skipped[NO_FILE] += 1
        elif skipped is not None:
            skipped[PurePosixPath(name).suffix.lower()] += 1


def _entries(folder: Path) -> list[tuple[str, bool, bool]]:
    """What a folder holds, sorted: name, whether it is a folder, whether it is a file or something unknown."""
    found = []
    with os.scandir(folder) as entries:
        for entry in entries:
            try:
                kinds = entry.is_dir(follow_symlinks=False), entry.is_file()
            except OSError:
                kinds = False, True
            found.append((entry.name, *kinds))
    return sorted(found)


def _fixed_part(pattern: str) -> Path:
    """The folder before the first part of a pattern that is not plain."""
    parts = Path(pattern).parts
    plain = next((at for at, part in enumerate(parts) if glob.has_magic(part)), len(parts) - 1)
    return Path(*parts[:plain])


def _file(path: Path, label: str, inside: str, run: Run, limits: Limits) -> Iterator[Found]:
    where = os.path.abspath(path)  # noqa: PTH100 - links are part of the name
    if inside.endswith("/"):
        yield _nothing(label, f"{label}: this folder cannot be looked into", where)
    elif path.name.lower().endswith(ARCHIVE) or holds_several(where):
        yield from _in_archive(where, label, inside.removesuffix(path.suffix), run, limits)
    else:
        yield Found(label=label, inside=inside, origin=_origin(os.path.realpath(path)), place=Place(where=where))


def _in_archive(where: str, label: str, inside: str, run: Run, limits: Limits) -> Iterator[Found]:
    with tempfile.TemporaryDirectory(prefix="ir-extract-") as scratch:
        into = str(Path(scratch) / "members.jsonl")
        payload = ToList(where=where, suffixes=SUFFIXES, into=into)
        outcome = run(Job(task=LIST, payload=payload, limits=limits))
        if outcome.kind != "ok" or not outcome.value:
            reason = outcome.reason if outcome.kind != "ok" else "holds no document"
            yield _nothing(label, f"{label}: {reason}", where)
            return
        root = where if is_address(where) else os.path.realpath(where)
        with open(into, "rb") as file:  # noqa: PTH123
            for line in file:
                member = msgspec.json.decode(line, type=Member)
                yield Found(
                    label=f"{label}!/{member.name}",
                    inside=f"{inside}/{member.name}",
                    origin=_origin(f"{root}!{'/'.join(map(str, member.way))}"),
                    place=Place(where=where, members=member.way),
                )


def _in_store(given: str, run: Run, limits: Limits) -> Iterator[Found]:
    store, path = filesystem(given)
    if given.startswith(("file://", "local://")):
        yield from _in_files(path, run, limits)
        return
    scheme = given.partition("://")[0]
    if store.isdir(path):
        ends = (*SUFFIXES, ARCHIVE)
        paths = sorted(each for each in store.find(path) if each.lower().endswith(ends) and _is_open(each, path))
        root = path.rstrip("/") + "/"
    elif glob.has_magic(path):
        paths = sorted(each for each in store.glob(path) if store.isfile(each))
        fixed = str(_fixed_part(path))
        root = "" if fixed == "." else f"{fixed.rstrip('/')}/"
    else:
        if not store.exists(path):
            raise ExtractError("no such object", name=without_secrets(given), remedy="check the address")
        paths, root = [path], path.rpartition("/")[0] + "/"
    if not paths:
        raise _no_document("holds no document", without_secrets(given))
    for each in paths:
        where = f"{scheme}://{each.lstrip('/')}"
        inside = each.removeprefix(root)
        label = without_secrets(where)
        if each.lower().endswith(ARCHIVE) and scheme not in PRIVATE_STORES:
            yield from _in_archive(where, label, inside[: -len(ARCHIVE)], run, limits)
        else:
            yield Found(label=label, inside=inside, origin=_origin(where), place=Place(where=where))


def _is_open(path: str, root: str) -> bool:
    return not any(part.startswith(".") for part in path.removeprefix(root).split("/"))


def _label(given: str, inside: str) -> str:
    """How a document is called: as given, but a name alone where a path is absolute or leads upwards.

    >>> _label("in", "deep/a.txt"), _label("/home/me/in", "a.txt"), _label("../b.txt", "")
    ('in/deep/a.txt', 'in/a.txt', 'b.txt')
    """
    path = Path(os.path.normpath(given))
    head = path.name if path.is_absolute() or ".." in path.parts else path.as_posix()
    head = "" if head == "." else head
    return _printable("/".join(part for part in (head, inside) if part))


def _printable(name: str) -> str:
    """File names are bytes; those that are no UTF-8 are told with U+FFFD."""
    return os.fsencode(name).decode("utf-8", "replace")


def _origin(where: str) -> str:
    return hashlib.blake2b(where.encode("utf-8", "surrogateescape"), digest_size=8).hexdigest()


def _nothing(given: str, error: str, where: str | None = None) -> Found:
    label = _printable(without_secrets(given))
    place = where or (given if is_address(given) else os.path.abspath(given))  # noqa: PTH100
    return Found(label=label, inside=label, origin=_origin(place), place=Place(where=place), error=error)
