"""Where results go: names that stay inside the output folder, files whole or not at all, one run at a time."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import hashlib
import os
import re
import shutil
import tempfile
import time
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from extract.batch.isolate import LimitReached, OutputFailed
from extract.batch.places import filesystem, is_address, reaching, without_secrets
from extract.errors import ExtractError

STATE = ".ir-extract"
MANIFEST = "manifest.jsonl"
LONGEST_PART = 120
# An earlier result beyond this many bytes is not compared with the new one: it would double the memory of the work.
LARGEST_COMPARED = 64_000_000
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\/]')
_HOPELESS = {errno.ENOSPC, errno.EROFS, errno.EDQUOT, errno.EACCES, errno.EPERM}


def write_whole(path: Path, data: bytes, *, scratch: Path | None = None) -> None:
    """Writes the file at once or not at all: a reader never sees half of it.

    `scratch` is a folder of the same file system for the unfinished file; without it, it stands beside the target.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if scratch is not None:
        scratch.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=scratch or path.parent, prefix=f".{path.name[:48]}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def safe_name(name: str) -> str:
    """A relative path that cannot leave its folder; `/` and `!/` part it. Nothing in it is hidden or unprintable.

    >>> safe_name("../../etc/pass:wd"), safe_name("/a/./.b"), safe_name("決算.zip!/1Q/短信")
    ('etc/pass_wd', 'a/b', '決算.zip/1Q/短信')
    """
    parts = [_safe_part(part) for part in name.replace("!/", "/").replace("\\", "/").split("/")]
    return "/".join(part for part in parts if part) or "document"


def _safe_part(part: str) -> str:
    encodable = part.encode("utf-8", "replace").decode()
    clean = _UNSAFE.sub("_", unicodedata.normalize("NFC", encodable)).strip(" .")
    if len(clean.encode()) > LONGEST_PART:
        digest = hashlib.sha256(part.encode("utf-8", "replace")).hexdigest()[:8]
        clean = clean.encode()[: LONGEST_PART - 9].decode("utf-8", "ignore") + f"~{digest}"
    return clean


class Names:
    """Hands out output names, each once, also on file systems that do not tell upper from lower case."""

    def __init__(self) -> None:
        self._files: set[int] = set()
        self._folders: set[int] = set()

    def claim(self, name: str) -> str:
        """`deep/a.txt` gives `deep/a.json`, or `deep/a.txt.json` when that is taken, or `deep/a.txt-2.json`."""
        safe = safe_name(name)
        *above, last = safe.split("/")
        folder = ""
        for part in above:
            folder = f"{folder}/{part}" if folder else part
            while _key(folder) in self._files:  # a result has this name, so the folder takes another
                folder += "~"
        stem = last.rpartition(".")[0] or last
        number = 1
        while True:
            chosen = stem if number == 1 else last if number == 2 else f"{last}-{number - 1}"
            output = f"{folder}/{chosen}.json" if folder else f"{chosen}.json"
            if self.take(output):
                return output
            number += 1

    def take(self, output: str) -> bool:
        """Takes this very name; False when it is taken, or when a file would have to be a folder or the reverse."""
        key = _key(output)
        above = [_key(output[:at]) for at, letter in enumerate(output) if letter == "/"]
        if key in self._files or key in self._folders or any(each in self._files for each in above):
            return False
        self._files.add(key)
        self._folders.update(above)
        return True


def _key(name: str) -> int:
    """64 bits stand for a name: a set of them stays small with a million documents."""
    return int.from_bytes(hashlib.blake2b(name.casefold().encode(), digest_size=8).digest(), "big")


class Target:
    """A folder, or a place in an object store, that results are written to."""

    def __init__(self, where: str) -> None:
        self.where = where
        self.remote = is_address(where)

    def write(self, output: str, data: bytes) -> None:
        """Writes one file whole. Raises OutputFailed when nothing can be written there at all."""
        try:
            if self.remote:
                with reaching(self.where):
                    store, root = filesystem(self.where)
                    path = f"{root.rstrip('/')}/{output}"
                    store.makedirs(path.rpartition("/")[0], exist_ok=True)
                    store.pipe_file(path, data)
            else:
                write_whole(self.path(output), data, scratch=self._scratch())
        except OSError as error:
            raise self.told(error, output) from error

    def earlier(self, output: str) -> bytes | None:
        """What stands there before it is written anew; nothing where only a store could tell, or it is very large."""
        if self.remote:
            return None
        path = self.path(output)
        try:
            return path.read_bytes() if path.stat().st_size <= LARGEST_COMPARED else None
        except OSError:
            return None

    @contextlib.contextmanager
    def growing(self, output: str) -> Iterator[IO[bytes]]:
        """A file that is written bit by bit, and is there when all of it is."""
        try:
            with tempfile.TemporaryDirectory(dir=self._scratch()) as scratch:
                path = Path(scratch) / "growing"
                with path.open("wb") as file:
                    yield file
                if self.remote:
                    with reaching(self.where):
                        store, root = filesystem(self.where)
                        store.put_file(str(path), f"{root.rstrip('/')}/{output}")
                else:
                    path.replace(self.path(output))
        except OSError as error:
            raise self.told(error, output) from error

    def _scratch(self) -> Path | None:
        if self.remote:
            return None
        folder = Path(self.where) / STATE / "unfinished"
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def told(self, error: OSError, output: str = "") -> ExtractError:
        """What an error of the system means for the batch."""
        place = without_secrets(str(error.filename or self.where))
        told = f"cannot be written: {error.strerror or error}"
        if error.errno == errno.EFBIG:
            return LimitReached("its result is larger than the limit", name=output, remedy="raise --output-size")
        if error.errno in _HOPELESS or self.remote:
            remedy = "free space or choose another --out, then run the same command again: it goes on from here"
            return OutputFailed(told, name=place, remedy=remedy)
        return ExtractError(told, name=place, remedy="run again")

    def path(self, output: str) -> Path:
        """The path of an output. Raises ExtractError for one that would leave the folder."""
        root = Path(self.where)
        path = root / output
        if not Path(os.path.normpath(path)).is_relative_to(os.path.normpath(root)):
            raise ExtractError("would be written outside of the output folder", name=output, remedy="report it")
        return path

    def read(self, output: str, *, sure: bool = False) -> bytes | None:
        """The bytes of a file in the target; None when there is none, or when it cannot be had.

        With `sure`, only a file that is not there is none: raises ExtractError for a target that cannot be reached.
        """
        try:
            if self.remote:
                with reaching(self.where):
                    store, root = filesystem(self.where)
                    data: bytes = store.cat_file(f"{root.rstrip('/')}/{output}")
                    return data
            return self.path(output).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None
        except (OSError, ExtractError) as error:
            if not sure or isinstance(error, ExtractError):
                return None
            told = f"cannot be read: {error.strerror or error}"
            raise ExtractError(
                told, name=without_secrets(self.where), remedy="check the address and try again"
            ) from error

    def holds(self, output: str, sha256: str, size: int) -> bool:
        """Whether this very file is there: by its hash in a folder, by its size in a store."""
        if not self.remote:
            try:
                with self.path(output).open("rb") as file:
                    return hashlib.file_digest(file, "sha256").hexdigest() == sha256
            except (OSError, ExtractError):
                return False
        try:
            with reaching(self.where):
                store, root = filesystem(self.where)
                return bool(store.info(f"{root.rstrip('/')}/{output}")["size"] == size)
        except OSError:
            return False

    def remove(self, output: str) -> None:
        """Removes a file that is no longer the result of its document."""
        with contextlib.suppress(OSError, ExtractError), reaching(self.where):
            if self.remote:
                store, root = filesystem(self.where)
                store.rm_file(f"{root.rstrip('/')}/{output}")
            else:
                self.path(output).unlink()


SOURCES, MOST_SOURCES = "sources", 1_000


def remember_sources(folder: Path, given: Iterable[str]) -> None:
    """Keeps, beside the lock of an output folder and in no result, the folders in which the inputs of a run stood, so
    that a review finds the documents again. What cannot be kept is no fault of the run."""
    known = known_sources(folder)
    found = {str(path) for path in known} | {str(_above(each)) for each in given}
    lines = [each for each in sorted(found) if "\n" not in each][:MOST_SOURCES]
    if lines != [str(path) for path in known]:
        with contextlib.suppress(OSError):
            text = "".join(f"{each}\n" for each in lines)
            write_whole(folder / STATE / SOURCES, text.encode("utf-8", "surrogateescape"))


def known_sources(folder: Path) -> tuple[Path, ...]:
    """The folders in which the inputs of earlier runs stood."""
    try:
        text = (folder / STATE / SOURCES).read_bytes().decode("utf-8", "surrogateescape")
    except OSError:
        return ()
    return tuple(Path(line) for line in text.split("\n")[:MOST_SOURCES] if line)


def _above(given: str) -> Path:
    """The folder above an input; of a pattern, above what comes before its first wildcard."""
    fixed = re.split(r"[*?\[]", given, maxsplit=1)[0]
    return Path(os.path.realpath(fixed if fixed == given else fixed.rpartition("/")[0] or ".")).parent


@contextlib.contextmanager
def locked(folder: Path, *, wait: bool = False) -> Iterator[None]:
    """Holds the output folder for one run. The system lets go of it when the run ends, also when it is killed.

    Raises ExtractError when another run holds it and `wait` is not set, OutputFailed when it cannot be written.
    """
    state = folder / STATE
    try:
        state.mkdir(parents=True, exist_ok=True)
        handle = os.open(state / "lock", os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise Target(str(folder)).told(error) from error
    try:
        _acquire(handle, folder, wait)
        os.ftruncate(handle, 0)
        os.pwrite(handle, str(os.getpid()).encode(), 0)
        _sweep(state / "unfinished")
        yield
    except OSError as error:
        if error.errno in _HOPELESS:
            raise Target(str(folder)).told(error) from error
        raise
    finally:
        os.close(handle)


def _acquire(handle: int, folder: Path, wait: bool) -> None:
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if not wait:
                holder = os.pread(handle, 32, 0).decode("ascii", "replace").strip() or "unknown"
                remedy = "wait for it, run with --wait, or choose another --out"
                told = f"another run (process {holder}) is writing here"
                raise ExtractError(told, name=str(folder), remedy=remedy) from None
            time.sleep(0.2)


def _sweep(folder: Path) -> None:
    """Removes unfinished files of a run that was killed."""
    if folder.is_dir():
        shutil.rmtree(folder, ignore_errors=True)
