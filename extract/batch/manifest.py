"""What happened to each document: JSON Lines, one row each, appended as documents end.

A row is appended in one write; a line that is torn all the same (the disk was full, the power went) is left out when
the manifest is read, and its document is done again. The last row of a document counts. When a run ends, the manifest
is written anew with one row per document, in the order of their names.

Only where a row stands is kept in memory (about 200 bytes a document), never the rows themselves.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Literal

import msgspec

from extract.batch.isolate import Kind
from extract.batch.output import STATE, write_whole

Status = Literal["complete", "partial", "failed"]


class Row(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=False):
    """What became of one document. No absolute path stands in it: `origin` is a hash of where the document was found.

    `key` names the work: content, product and settings. `limits` are those under which a document failed. `outcome`
    says how its process ended, `status` what its result says; `reason` why it failed. `ours` marks a defect of the
    program, `again` a failure that the next run should try anew, `earlier` a row of an earlier run to whose document
    the inputs of the last one did not lead: it may be gone, and `run --prune` drops it. Times are in seconds, sizes in
    bytes.
    """

    input: str
    origin: str
    status: Status
    outcome: Kind
    reason: str | None = None
    ours: bool = False
    again: bool = False
    earlier: bool = False
    sha256: str | None = None
    bytes: int | None = None
    key: str | None = None
    limits: str | None = None
    product: str = ""
    output: str | None = None
    output_sha256: str | None = None
    output_bytes: int | None = None
    attempts: int = 1
    seconds: float = 0.0
    cpu_seconds: float = 0.0
    peak_bytes: int = 0
    summary: dict[str, Any] | None = None

    @property
    def number(self) -> int:
        """The origin as a number, which is what is kept in memory."""
        return int(self.origin, 16)


_encode = msgspec.json.Encoder(order="sorted").encode
_decode = msgspec.json.Decoder(Row).decode


class Manifest:
    """The manifest of one output folder, open for appending. A context manager."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._places: dict[int, int] = {}
        self._handle = -1
        self._end = 0

    def __enter__(self) -> Manifest:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._handle = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o644)
        self._index()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.close(self._handle)

    def __len__(self) -> int:
        return len(self._places)

    def get(self, number: int) -> Row | None:
        """The row of the document with this origin."""
        place = self._places.get(number)
        return None if place is None else self._at(place)

    def append(self, row: Row) -> None:
        """Adds a row in one write. Raises OSError when the disk is full; what was there stays readable."""
        line = _encode(row) + b"\n"
        if self._write(line) != len(line):
            self._write(b"\n")  # raises what the short write did not
            raise OSError("the row was only written in part")
        self._places[row.number] = self._end
        self._end += len(line)

    def forget(self, number: int) -> None:
        """Leaves out the row of this origin when the manifest is next written anew."""
        self._places.pop(number, None)

    def rows(self, numbers: Iterable[int] | None = None) -> Iterator[Row]:
        """The rows of these origins in this order, or all in the order in which they were written."""
        for number in list(self._places) if numbers is None else numbers:
            row = self.get(number)
            if row is not None:
                yield row

    def compact(self) -> None:
        """One row per document, in the order of their names; at once or not at all."""
        order = sorted((row.input, row.origin, place) for place in self._places.values() if (row := self._at(place)))
        fresh = self.path.parent / STATE / "unfinished" / "manifest"
        fresh.parent.mkdir(parents=True, exist_ok=True)
        places, end = {}, 0
        with fresh.open("wb") as file:
            for _, origin, place in order:
                line = self._line(place)
                file.write(line)
                places[int(origin, 16)] = end
                end += len(line)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self.path)
        # the old one is closed last: an interrupt may come between any two steps, and a handle is closed once
        before, self._handle = self._handle, os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o644)
        self._places, self._end = places, end
        os.close(before)

    def _index(self) -> None:
        """Finds where the rows stand, and mends a torn end."""
        self._places, self._end = {}, 0
        last = b"\n"
        for place, line in _lines(self.path):
            last = line
            row = _row(line)
            if row is not None:
                self._places[row.number] = place
            self._end = place + len(line)
        if not last.endswith(b"\n"):
            self._end += self._write(b"\n")

    def _write(self, data: bytes) -> int:
        return os.write(self._handle, data)

    def _line(self, place: int) -> bytes:
        parts: list[bytes] = []
        while not (parts and parts[-1].endswith(b"\n")):
            part = os.pread(self._handle, 8192, place)
            if not part:
                break
            place += len(part)
            head, newline, _ = part.partition(b"\n")
            parts.append(head + newline)
        return b"".join(parts)

    def _at(self, place: int) -> Row | None:
        return _row(self._line(place))


def read_rows(path: Path) -> Iterator[Row]:
    """The rows of a manifest, the last of each document, without opening it for writing. Raises OSError.

    Can be read while a run writes to it.
    """
    last = {row.number: place for place, line in _lines(path) if (row := _row(line)) is not None}
    with path.open("rb") as file:
        for place in last.values():
            file.seek(place)
            row = _row(file.readline())
            if row is not None:
                yield row


def write_rows(path: Path, rows: Iterable[Row]) -> None:
    """A manifest with these rows, written whole."""
    write_whole(path, b"".join(_encode(row) + b"\n" for row in rows))


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    place = 0
    with path.open("rb") as file:
        for line in file:
            yield place, line
            place += len(line)


def _row(line: bytes) -> Row | None:
    try:
        row = _decode(line)
        int(row.origin, 16)
    except (msgspec.MsgspecError, ValueError):
        return None
    return row
