"""Where the document of a result is: results hold no path, but the manifest says how it was called, and its SHA-256.

    input `in/deep/a.pdf`, bytes abc…  →  SOURCE/in/deep/a.pdf, SOURCE/deep/a.pdf, ./in/deep/a.pdf, OUT/../in/…
                                       →  the first of these whose bytes have the hash of the result

A document that has changed is not shown beside results of what it was.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

import msgspec

from extract.batch.output import known_sources
from extract.batch.places import ARCHIVE, Place, fetch, hash_of, holds_several, is_address, members
from extract.errors import ExtractError
from extract.model import Settings

State = Literal["found", "missing", "changed"]
_MOST_FILES = 200_000


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """A document as the manifest knows it, and the files that may hold it, the likeliest first."""

    label: str
    sha256: str
    files: tuple[str, ...]


class FoundSource(msgspec.Struct, frozen=True, kw_only=True):
    """The bytes of a document, or why there are none."""

    state: State
    data: bytes = b""


class Folders:
    """The folders in which documents are looked for: those given, each walked once, when it is first needed; those in
    which the run found them; the one at hand, and the one above the results."""

    def __init__(self, out: Path, given: Sequence[Path]) -> None:
        self.given = tuple(given)
        self._bases = (*given, *known_sources(out), Path(), out.resolve().parent)
        self._by_name: dict[str, list[str]] | None = None

    def candidates(self, label: str) -> tuple[str, ...]:
        """Files that the document of this name may be; for a member of an archive, the archive."""
        path = label.partition("://")[2] if is_address(label) else label.partition("!/")[0]
        parts = [part for part in path.split("/") if part not in ("", ".", "..")]
        found = [
            str(file)
            for base in self._bases
            for at in range(len(parts))
            if os.path.isfile(file := base.joinpath(*parts[at:]))  # noqa: PTH113 - bad names are False
        ]
        if parts:
            found += self._named(parts[-1])
        return tuple(dict.fromkeys(found))

    def _named(self, name: str) -> list[str]:
        """Files of this name anywhere below the folders that were given."""
        if self._by_name is None:
            self._by_name = {}
            for count, path in enumerate(_files(self.given)):
                if count >= _MOST_FILES:
                    break
                self._by_name.setdefault(os.path.basename(path), []).append(path)  # noqa: PTH119
        return self._by_name.get(name, [])


def _files(folders: Sequence[Path]) -> Iterator[str]:
    for folder in folders:
        for above, below, names in os.walk(folder):
            below[:] = sorted(name for name in below if not name.startswith("."))
            yield from (os.path.join(above, name) for name in sorted(names))  # noqa: PTH118


def find_source(wanted: Wanted, settings: Settings) -> FoundSource:
    """The document of a result. Opens archives, so it is for a worker."""
    changed = False
    for path in wanted.files:
        for place in _places(path, wanted.label):
            known = hash_of(place, settings.max_bytes)
            if known is not None and known != wanted.sha256:
                changed = True
                continue
            try:
                data = fetch(place, settings.max_bytes)
            except ExtractError:
                continue
            if hashlib.sha256(data).hexdigest() == wanted.sha256:
                return FoundSource(state="found", data=data)
            changed = True
    return FoundSource(state="changed" if changed else "missing")


def _places(path: str, label: str) -> Iterator[Place]:
    """The file itself, or those members of an archive or a submission that have the name of the document."""
    where = os.path.abspath(path)  # noqa: PTH100 - links are part of the name
    inner = label.partition("!/")[2]
    if not inner:
        yield Place(where=where)
    elif where.lower().endswith(ARCHIVE) or holds_several(where):
        try:
            last = inner.rpartition("!/")[2].lower()
            yield from (Place(where=where, members=each.way) for each in members(where, (last,)) if each.name == inner)
        except ExtractError:
            return
