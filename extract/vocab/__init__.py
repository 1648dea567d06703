"""What the product knows of words: currencies, scales, units, counted things and plans, as data that
a person can extend.

Each `*.jsonl` beside this file holds one entry a line; lines that begin with `#` are remarks. A folder of the same
files (an issuer's or a language's words) is laid over them with `using`: its lines are read after ours, and what they
say of a code, power, unit or noun that we have is added to it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache, wraps
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

import msgspec

from extract.errors import ExtractError

T = TypeVar("T")
E = TypeVar("E", bound="_Entry")

_OURS = Path(__file__).parent


class VocabularyError(ExtractError):
    """A file of words that cannot be read; the message names the file and the line."""


class _Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One line of a file."""


class Currency(_Entry, frozen=True):
    """`code` is that of ISO 4217; `signs` touch figures, `words` and `ja` are said, `cents` is its hundredth, and
    `cent_signs` letters that are that directly behind a figure only (`18.4p`). `also`: signs that are this currency
    only where the document says so (`$`, `kr`). `is_word`: its code in small letters is a word (`try`)."""

    code: str
    signs: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    ja: tuple[str, ...] = ()
    cents: tuple[str, ...] = ()
    cent_signs: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    is_word: bool = False

    @property
    def all(self) -> tuple[str, ...]:
        """Every way to write it, its code first."""
        return (self.code, *self.signs, *self.words, *self.ja)


class Scale(_Entry, frozen=True):
    """A power of ten and its words, by the places in which they mean it (`scales.jsonl`)."""

    power: int
    words: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    declared: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    ja: tuple[str, ...] = ()


class Unit(_Entry, frozen=True):
    """A unit that is neither money nor a count, and its words, by the places in which they mean it (`units.jsonl`)."""

    unit: str
    words: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()


class Counted(_Entry, frozen=True):
    """A kind of things that are counted, and its words, by the places in which they mean it (`counted.jsonl`)."""

    noun: str
    en: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    sentences: tuple[str, ...] = ()
    ja: tuple[str, ...] = ()


class Scenario(_Entry, frozen=True):
    """What is planned or was reached, and the words that say so of a heading, a column or a row (`scenarios.jsonl`)."""

    scenario: str
    en: tuple[str, ...] = ()
    ja: tuple[str, ...] = ()
    sentences: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()


class Version(_Entry, frozen=True):
    """A version of a plan and the words for it (`versions.jsonl`)."""

    version: str
    en: tuple[str, ...] = ()
    ja: tuple[str, ...] = ()


class Event(_Entry, frozen=True):
    """Something that happens on a day, and the labels of that day (`events.jsonl`)."""

    event: str
    en: tuple[str, ...] = ()
    ja: tuple[str, ...] = ()


class Vocabulary(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """All words that are known to one reading. Compared by identity, so that it can be the key of a cache."""

    currencies: tuple[Currency, ...]
    scales: tuple[Scale, ...]
    units: tuple[Unit, ...]
    counted: tuple[Counted, ...]
    scenarios: tuple[Scenario, ...]
    versions: tuple[Version, ...]
    events: tuple[Event, ...]


def entries_of(path: Path, kind: type[E]) -> Iterator[E]:
    """The entries of one file, in its order; an error names the file and the line."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise VocabularyError(str(error), name=str(path), remedy="give a file of UTF-8 text") from error
    decoder = msgspec.json.Decoder(kind)
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        try:
            entry = decoder.decode(line)
        except msgspec.DecodeError as error:
            raise VocabularyError(str(error), name=f"{path}:{number}", remedy="one entry a line, as JSON") from error
        if any(not word.strip() for words in _lists(entry) for word in words):
            raise VocabularyError("an empty word", name=f"{path}:{number}", remedy="take it out")
        yield entry


def _lists(entry: _Entry) -> list[tuple[str, ...]]:
    return [value for value in msgspec.structs.astuple(entry) if isinstance(value, tuple)]


def _joined(files: list[Path], kind: type[E]) -> tuple[E, ...]:
    """The entries of several files, those of one key made one, in the order in which keys came."""
    found: dict[object, E] = {}
    for path in files:
        if not path.exists():
            continue
        for entry in entries_of(path, kind):
            key = getattr(entry, kind.__struct_fields__[0])
            before = found.get(key)
            found[key] = entry if before is None else _both(before, entry)
    return tuple(found.values())


def _both(one: E, other: E) -> E:
    """One entry with the words of two, each word once."""
    lists = {
        name: tuple(dict.fromkeys((*getattr(one, name), *getattr(other, name))))
        for name in one.__struct_fields__
        if isinstance(getattr(one, name), tuple)
    }
    return msgspec.structs.replace(one, **lists)


@lru_cache(maxsize=16)
def vocabulary(folder: Path | None = None) -> Vocabulary:
    """Our words, and those of a folder laid over them.

    >>> "BRL" in {currency.code for currency in vocabulary().currencies}
    True
    """
    folders = [_OURS] if folder is None else [_OURS, folder]
    if folder is not None and not folder.is_dir():
        raise VocabularyError("is no folder", name=str(folder), remedy="name a folder that holds *.jsonl files")

    def files(name: str) -> list[Path]:
        return [place / name for place in folders]

    return Vocabulary(
        currencies=_joined(files("currencies.jsonl"), Currency),
        scales=_joined(files("scales.jsonl"), Scale),
        units=_joined(files("units.jsonl"), Unit),
        counted=_joined(files("counted.jsonl"), Counted),
        scenarios=_joined(files("scenarios.jsonl"), Scenario),
        versions=_joined(files("versions.jsonl"), Version),
        events=_joined(files("events.jsonl"), Event),
    )


def words_digest(folder: str | None) -> str:
    """A hash of the words of a folder, "" for none. An error in them is raised."""
    if folder is None:
        return ""
    vocabulary(Path(folder))
    files = sorted(path for path in Path(folder).iterdir() if path.suffix == ".jsonl")
    return sha256(b"\0".join(path.name.encode() + b"\0" + path.read_bytes() for path in files)).hexdigest()


_active: ContextVar[Vocabulary | None] = ContextVar("vocabulary", default=None)


def active() -> Vocabulary:
    """The words that the reading at hand goes by."""
    return _active.get() or vocabulary()


@contextmanager
def using(folder: str | None) -> Iterator[None]:
    """Whatever is read inside goes by our words and those of the folder."""
    token = _active.set(vocabulary(Path(folder)) if folder is not None else None)
    try:
        yield
    finally:
        _active.reset(token)


def made_of_words(make: Callable[[Vocabulary], T]) -> Callable[[], T]:
    """Something made of a vocabulary, such as a pattern: made when it is first asked for, once for each vocabulary."""
    made = lru_cache(maxsize=16)(make)

    @wraps(make)
    def of_active() -> T:
        return made(active())

    return of_active


def remembered(size: int, *, by: Callable[[], Hashable] = bool) -> Callable[[Callable[[str], T]], Callable[[str], T]]:
    """A function of text whose answers hang on the words, and on what `by` says: each distinct text is read once."""

    def remember(function: Callable[[str], T]) -> Callable[[str], T]:
        @lru_cache(maxsize=size)
        def kept(_words: Vocabulary, _by: Hashable, text: str) -> T:
            return function(text)

        @wraps(function)
        def answer(text: str) -> T:
            return kept(active(), by(), text)

        return answer

    return remember
