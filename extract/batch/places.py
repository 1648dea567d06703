"""Where the bytes of a document are, and how to get them: a file, an object in a store, a member of an archive.

A place is plain data that a worker on another machine understands. Only `fetch` and `members` open anything, and
both are called in workers: an archive can be as hostile as a PDF. Reading stops at a limit, whatever an archive says
of its sizes, and nothing is ever unpacked into a folder.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import msgspec

from extract.errors import ExtractError, UnreadableDocument
from extract.read.container import NO_TEXT, Part, documents_of, is_submission, only

ARCHIVE = ".zip"
SUBMISSIONS = (".txt", ".text")
_HEAD = 2_000
DEEPEST = 3
MOST_MEMBERS = 1_000_000
MOST_INNER_BYTES = 512 * 1024 * 1024
# stores that live in the memory of one process; a worker would see another, empty one
PRIVATE_STORES = ("memory",)
_CHUNK = 1 << 20


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """A file or object, and the way into it: positions of members, from the outermost archive to the document.

    `where` is an absolute path, or an address with a scheme that fsspec knows. Members are found by position and not
    by name, for an archive may hold two members of one name.
    """

    where: str
    members: tuple[int, ...] = ()


class Member(msgspec.Struct, frozen=True, kw_only=True):
    """A document in an archive: its way in, its name with the names of the archives it stands in, its claimed size."""

    way: tuple[int, ...]
    name: str
    bytes: int


def is_address(where: str) -> bool:
    """Whether this names something in a store and not a path."""
    scheme, colon, _ = where.partition("://")
    return bool(colon) and scheme.replace("+", "").replace("-", "").replace(":", "").isalnum()


def filesystem(address: str) -> tuple[Any, str]:
    """The store and the path in it. Raises ExtractError when what it takes is not installed or not configured."""
    try:
        from fsspec.core import url_to_fs

        store, path = url_to_fs(address)
    except ImportError as error:
        scheme = address.partition("://")[0]
        remedy = f"install it: pip install 'ir-extract[{'gs' if scheme in ('gs', 'gcs') else 's3'}]'"
        raise ExtractError(
            f"{scheme}:// needs a package: {error}", name=without_secrets(address), remedy=remedy
        ) from error
    except ValueError as error:
        raise ExtractError(str(error), name=without_secrets(address), remedy="check the address") from error
    return store, str(path)


@contextlib.contextmanager
def reaching(where: str) -> Iterator[None]:
    """Within it, whatever a store raises (each has errors of its own) is an OSError that says what happened."""
    try:
        yield
    except (OSError, ExtractError):
        raise
    except Exception as error:
        if not is_address(where):
            raise
        raise OSError(f"the store cannot be reached: {type(error).__name__}: {str(error)[:300]}") from error


def without_secrets(address: str) -> str:
    """The address without user, password and query, as it may be printed.

    >>> without_secrets("s3://key:secret@bucket/a.txt?token=1")
    's3://bucket/a.txt'
    """
    scheme, colon, rest = address.partition("://")
    if not colon:
        return address
    head, slash, tail = rest.partition("/")
    return f"{scheme}://{head.rpartition('@')[2]}{slash}{tail.partition('?')[0]}"


def fetch(place: Place, limit: int) -> bytes:
    """The bytes of the document. Raises ExtractError when they cannot be had or are more than `limit`."""
    name = Path(without_secrets(place.where)).name
    try:
        with reaching(place.where):
            data = _fetched(place, limit, name)
    except ExtractError:
        raise
    except (OSError, EOFError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, ValueError) as error:
        told = getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise ExtractError(
            f"cannot be opened: {told}", name=name, remedy="check the file and its permissions"
        ) from error
    if len(data) > limit:
        told = f"more bytes than the limit of {limit:,}"
        raise UnreadableDocument(told, name=name, remedy="split the document")
    return data


def _fetched(place: Place, limit: int, name: str) -> bytes:
    """The bytes, at most one more than `limit`."""
    if not place.members:
        with _open(place.where) as file:
            return file.read(limit + 1)
    if not place.where.lower().endswith(ARCHIVE):
        data, parts = _submission(place.where, _stamp(place.where))
        if place.members[0] >= len(parts):
            raise ExtractError("the submission has changed while it was read", name=name, remedy="run again")
        return only(data, parts[place.members[0]])[: limit + 1]
    archive = _archive(place.where, _stamp(place.where))
    for position in place.members[:-1]:
        archive = _inner(archive, position, name)
    return _member_bytes(archive, _info(archive, place.members[-1], name), limit, name)


def hash_of(place: Place, limit: int) -> str | None:
    """SHA-256 of a file on this machine, without holding it in memory; None when it is elsewhere or unreadable."""
    if place.members or is_address(place.where):
        return None
    try:
        with Path(place.where).open("rb") as file:
            if file.seek(0, io.SEEK_END) > limit:
                return None
            file.seek(0)
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def members(where: str, suffixes: tuple[str, ...]) -> Iterator[Member]:
    """The documents in an archive, archives in it too, in the order of the archive.

    Raises ExtractError for what is no archive, is nested too deep or holds too many.
    """
    name = Path(without_secrets(where)).name
    if not where.lower().endswith(ARCHIVE):
        _, parts = _submission(where, _stamp(where))
        if not parts:
            raise ExtractError(NO_TEXT, name=name, remedy="give the document itself")
        yield from (Member(way=(n,), name=part.name, bytes=part.end - part.start) for n, part in enumerate(parts))
        return
    try:
        found = _walk(_archive(where, _stamp(where)), (), (), suffixes, name)
        for count, member in enumerate(found, start=1):
            if count > MOST_MEMBERS:
                raise ExtractError(f"holds more than {MOST_MEMBERS:,} documents", name=name, remedy="split the archive")
            yield member
    except (OSError, EOFError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, ValueError) as error:
        raise ExtractError(f"cannot be read as a zip archive: {error}", name=name, remedy="fetch it again") from error


def _walk(
    archive: zipfile.ZipFile, way: tuple[int, ...], above: tuple[str, ...], suffixes: tuple[str, ...], name: str
) -> Iterator[Member]:
    for position, info in enumerate(archive.infolist()):
        if info.is_dir() or any(
            part.startswith((".", "__MACOSX")) for part in info.filename.split("/") if part != ".."
        ):
            continue
        here, lower = (*way, position), info.filename.lower()
        if lower.endswith(suffixes):
            yield Member(way=here, name="!/".join((*above, info.filename)), bytes=info.file_size)
        elif lower.endswith(ARCHIVE):
            if len(way) + 1 >= DEEPEST:
                remedy = "unpack the inner archives first"
                raise ExtractError(f"archives are nested more than {DEEPEST} deep", name=name, remedy=remedy)
            yield from _walk(_inner(archive, position, name), here, (*above, info.filename), suffixes, name)


def _open(where: str) -> IO[bytes]:
    if not is_address(where):
        return Path(where).open("rb")
    store, path = filesystem(where)
    file: IO[bytes] = store.open(path, "rb")
    return file


def _stamp(where: str) -> tuple[int, ...]:
    """What changes when a file does, so that an archive that was replaced is opened anew."""
    if is_address(where):
        return ()
    facts = Path(where).stat()
    return facts.st_size, facts.st_mtime_ns, facts.st_ino


@functools.lru_cache(maxsize=1)
def _submission(where: str, stamp: tuple[int, ...]) -> tuple[bytes, list[Part]]:
    """A file of several documents, whole, and where each stands in it."""
    with _open(where) as file:
        data = file.read(MOST_INNER_BYTES + 1)
    if len(data) > MOST_INNER_BYTES:
        told = f"the submission is larger than {MOST_INNER_BYTES:,} bytes"
        raise UnreadableDocument(told, name=Path(where).name, remedy="split it")
    return data, documents_of(data)


def holds_several(where: str) -> bool:
    """Whether a text file on this machine is a submission of several documents."""
    if not where.lower().endswith(SUBMISSIONS):
        return False
    try:
        with Path(where).open("rb") as file:
            return is_submission(file.read(_HEAD))
    except OSError:
        return False


@functools.lru_cache(maxsize=1)
def _archive(where: str, stamp: tuple[int, ...]) -> zipfile.ZipFile:
    """The archive, opened. Kept, for its directory is read whole and would else be read for every member."""
    return zipfile.ZipFile(_open(where))


def _inner(archive: zipfile.ZipFile, position: int, name: str) -> zipfile.ZipFile:
    info = _info(archive, position, name)
    data = _member_bytes(archive, info, MOST_INNER_BYTES, name)
    if len(data) > MOST_INNER_BYTES:
        told = f"the inner archive {info.filename} is larger than {MOST_INNER_BYTES:,} bytes"
        raise ExtractError(told, name=name, remedy="unpack it first")
    return zipfile.ZipFile(io.BytesIO(data))


def _info(archive: zipfile.ZipFile, position: int, name: str) -> zipfile.ZipInfo:
    found = archive.infolist()
    if position >= len(found):
        raise ExtractError("the archive has changed while it was read", name=name, remedy="run again")
    return found[position]


def _member_bytes(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limit: int, name: str) -> bytes:
    """At most `limit` + 1 bytes of a member, whatever its header claims."""
    if info.flag_bits & 0x1:
        raise UnreadableDocument("is encrypted", name=f"{name}!/{info.filename}", remedy="unpack it with its password")
    parts, size = [], 0
    with archive.open(info) as file:
        while size <= limit and (part := file.read(min(_CHUNK, limit + 1 - size))):
            parts.append(part)
            size += len(part)
    return b"".join(parts)
