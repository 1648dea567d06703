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
from typing import Literal, TypeVar

import msgspec

from extract.errors import ExtractError

T = TypeVar("T")
E = TypeVar("E", bound="_Entry")

Part = Literal["balance_sheet", "income_statement", "cash_flow", "equity", "summary", "notes"]
"""Where the figures of a concept are printed: a statement, a summary of results, or the notes."""

_OURS = Path(__file__).parent
_CALENDAR = ("months.jsonl", "eras.jsonl")


class VocabularyError(ExtractError):
    """A file of words that cannot be read; the message names the file and the line."""


class _Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One line of a file."""


class Currency(_Entry, frozen=True):
    """`code` is that of ISO 4217; `signs` touch figures, `words` and `ja` are said, `cents` is its smaller unit,
    `10 ** -minor` of it, and `cent_signs` letters that are that directly behind a figure only (`18.4p`). `also`: signs
    that are this currency only where the document says so (`$`, `kr`). `before_scale`: letters that are it before a
    scale and nowhere else (`R million`, `R'000`), and with `apart` before none that touches them (`N'000`, while `Nm`
    is of newtons). `is_word`: its code in small letters is a word (`try`). `scales`: words that beside it are another
    power of ten than elsewhere (`R$ mil` is thousands)."""

    code: str
    signs: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    ja: tuple[str, ...] = ()
    cents: tuple[str, ...] = ()
    minor: int = 2
    cent_signs: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    before_scale: tuple[str, ...] = ()
    apart: bool = False
    is_word: bool = False
    scales: dict[str, int] = {}

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


class Language(_Entry, frozen=True):
    """A language whose sentences are not read, by its code of ISO 639-1, and the small words that tell it
    (`languages.jsonl`)."""

    language: str
    small: tuple[str, ...] = ()


class Event(_Entry, frozen=True):
    """Something that happens on a day, and the labels of that day (`events.jsonl`)."""

    event: str
    en: tuple[str, ...] = ()
    ja: tuple[str, ...] = ()


class Measure(_Entry, frozen=True):
    """A family of things that are measured, and the nouns that name one; `before`: words before such a noun that name
    no part of a company (`measures.jsonl`)."""

    measure: str
    en: tuple[str, ...] = ()
    ja: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    before: tuple[str, ...] = ()


class Month(_Entry, frozen=True):
    """A month by its number, its name and what it is shortened to (`months.jsonl`)."""

    month: int
    en: tuple[str, ...]


class Era(_Entry, frozen=True):
    """An era of the Japanese calendar, the letter it is shortened to, and the year before its first (`eras.jsonl`)."""

    era: str
    letter: str
    before: int


class Concept(_Entry, frozen=True, rename={"us_gaap": "us-gaap", "ifrs_full": "ifrs-full", "tse_ed_t": "tse-ed-t"}):
    """What an amount is of, by the name that a taxonomy has for it; the elements that mean it, taxonomy by taxonomy,
    and the labels under which it is printed (`concepts.jsonl`)."""

    id: str
    statements: tuple[Part, ...] = ()
    balance: Literal["debit", "credit"] | None = None
    period: Literal["instant", "duration"] | None = None
    parent: str | None = None
    us_gaap: tuple[str, ...] = ()
    ifrs_full: tuple[str, ...] = ()
    jpigp_cor: tuple[str, ...] = ()
    jppfs_cor: tuple[str, ...] = ()
    jpcrp_cor: tuple[str, ...] = ()
    tse_ed_t: tuple[str, ...] = ()
    en: tuple[str, ...] = ()
    ja: tuple[str, ...] = ()

    @property
    def labels(self) -> tuple[str, ...]:
        """All labels, the English ones first."""
        return (*self.en, *self.ja)

    @property
    def elements(self) -> tuple[str, ...]:
        """Every element that means it, with the prefix of its taxonomy: `us-gaap:Revenues`."""
        return tuple(
            f"{prefix}:{name}" for prefix, field in TAXONOMIES.items() for name in getattr(self, field)
        )  # fmt: skip


class Alike(_Entry, frozen=True):
    """A word, and the words and phrases that say the same within one statement; "" is what adds nothing
    (`alike.jsonl`)."""

    word: str
    en: tuple[str, ...] = ()


class OciItem(_Entry, frozen=True):
    """An item of other comprehensive income, the words for it, and its concepts by stage and by side of the tax
    (`oci_items.jsonl`)."""

    item: str
    of: str | None = None
    balance: str | None = None
    en: tuple[str, ...] = ()
    ja: tuple[str, ...] = ()
    arising: dict[str, str] = {}
    reclassified: dict[str, str] = {}
    net: dict[str, str] = {}


class OciStage(_Entry, frozen=True):
    """A stage of other comprehensive income and the words for it (`oci_stages.jsonl`)."""

    stage: Literal["arising", "reclassified", "net"]
    en: tuple[str, ...] = ()
    beneath: tuple[str, ...] = ()


class Breakdown(_Entry, frozen=True):
    """A dimension by whose parts figures are told, and the words of a heading that say so (`breakdowns.jsonl`)."""

    dimension: Literal["region", "product", "segment"]
    en: tuple[str, ...] = ()
    ja: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()


class Region(_Entry, frozen=True):
    """A country or region and its names as the whole of a label (`regions.jsonl`)."""

    region: str
    en: tuple[str, ...] = ()
    ja: tuple[str, ...] = ()


class Standard(_Entry, frozen=True):
    """An accounting standard and its names as the whole of a heading (`standards.jsonl`)."""

    standard: Literal["JP-GAAP", "IFRS", "US-GAAP"]
    en: tuple[str, ...] = ()
    ja: tuple[str, ...] = ()


class KeyFigure(_Entry, frozen=True):
    """A kind of figures that are no amounts of the scale of their table, whatever it declares, and the words with which
    their names begin or end, or that are all of the name (`key_figures.jsonl`); `heading`: the names of what stands
    over such figures."""

    kind: Literal["ratio", "price", "measured", "heading"]
    names: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()


TAXONOMIES = {
    "us-gaap": "us_gaap", "ifrs-full": "ifrs_full", "jpigp_cor": "jpigp_cor", "jppfs_cor": "jppfs_cor",
    "jpcrp_cor": "jpcrp_cor", "tse-ed-t": "tse_ed_t",
}  # fmt: skip
"""The taxonomies whose elements a concept may name, and the field that holds them."""


class Vocabulary(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """All words that are known to one reading. Compared by identity, so that it can be the key of a cache."""

    currencies: tuple[Currency, ...]
    scales: tuple[Scale, ...]
    units: tuple[Unit, ...]
    counted: tuple[Counted, ...]
    scenarios: tuple[Scenario, ...]
    versions: tuple[Version, ...]
    events: tuple[Event, ...]
    measures: tuple[Measure, ...]
    languages: tuple[Language, ...]
    concepts: tuple[Concept, ...]
    alike: tuple[Alike, ...]
    oci_items: tuple[OciItem, ...]
    oci_stages: tuple[OciStage, ...]
    breakdowns: tuple[Breakdown, ...]
    regions: tuple[Region, ...]
    standards: tuple[Standard, ...]
    key_figures: tuple[KeyFigure, ...]


def entries_of(path: Path, kind: type[E]) -> Iterator[tuple[str, E]]:
    """The entries of one file with their places, in its order; an error names the file and the line."""
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
        yield f"{path}:{number}", entry


def _lists(entry: _Entry) -> list[tuple[str, ...]]:
    return [value for value in msgspec.structs.astuple(entry) if isinstance(value, tuple)]


def _joined(files: list[Path], kind: type[E]) -> tuple[E, ...]:
    """The entries of several files, those of one key made one, in the order in which keys came."""
    found: dict[object, E] = {}
    for path in files:
        if not path.exists():
            continue
        for place, entry in entries_of(path, kind):
            key = getattr(entry, kind.__struct_fields__[0])
            before = found.get(key)
            found[key] = entry if before is None else _both(before, entry, place)
    return tuple(found.values())


def _both(one: E, other: E, place: str) -> E:
    """One entry with the words of two, each word once. What they say of one thing in two ways is an error."""
    said: dict[str, object] = {}
    for name in one.__struct_fields__:
        first, second = getattr(one, name), getattr(other, name)
        if isinstance(first, tuple):
            said[name] = tuple(dict.fromkeys((*first, *second)))
        elif first and second and first != second:
            key = getattr(one, one.__struct_fields__[0])
            message = f"`{name}` of `{key}` is `{second}` here and `{first}` before"
            raise VocabularyError(message, name=place, remedy="leave it out, or give the entry another name")
        else:
            said[name] = second or first
    return msgspec.structs.replace(one, **said)


@lru_cache(maxsize=16)
def vocabulary(folder: Path | None = None) -> Vocabulary:
    """Our words, and those of a folder laid over them.

    >>> "BRL" in {currency.code for currency in vocabulary().currencies}
    True
    """
    folders = [_OURS] if folder is None else [_OURS, folder]
    if folder is not None and not folder.is_dir():
        raise VocabularyError("is no folder", name=str(folder), remedy="name a folder that holds *.jsonl files")
    for name in _CALENDAR:
        if folder is not None and (folder / name).exists():
            raise VocabularyError(
                "the calendar is the same for all readings", name=str(folder / name), remedy="take the file out"
            )

    def files(name: str) -> list[Path]:
        return [place / name for place in folders]

    concepts = _joined(files("concepts.jsonl"), Concept)
    if folder is not None and (folder / "concepts.jsonl").exists():
        _check_concepts(folder / "concepts.jsonl", concepts)
    return Vocabulary(
        currencies=_joined(files("currencies.jsonl"), Currency),
        scales=_joined(files("scales.jsonl"), Scale),
        units=_joined(files("units.jsonl"), Unit),
        counted=_joined(files("counted.jsonl"), Counted),
        scenarios=_joined(files("scenarios.jsonl"), Scenario),
        versions=_joined(files("versions.jsonl"), Version),
        events=_joined(files("events.jsonl"), Event),
        measures=_joined(files("measures.jsonl"), Measure),
        languages=_joined(files("languages.jsonl"), Language),
        concepts=concepts,
        alike=_joined(files("alike.jsonl"), Alike),
        oci_items=_joined(files("oci_items.jsonl"), OciItem),
        oci_stages=_joined(files("oci_stages.jsonl"), OciStage),
        breakdowns=_joined(files("breakdowns.jsonl"), Breakdown),
        regions=_joined(files("regions.jsonl"), Region),
        standards=_joined(files("standards.jsonl"), Standard),
        key_figures=_joined(files("key_figures.jsonl"), KeyFigure),
    )


@lru_cache(maxsize=1)
def months() -> tuple[Month, ...]:
    """The months in their order. The calendar is the same for all readings: a folder of words adds nothing to it."""
    return _joined([_OURS / "months.jsonl"], Month)


@lru_cache(maxsize=1)
def eras() -> tuple[Era, ...]:
    """The eras of the Japanese calendar in their order, for all readings as the months."""
    return _joined([_OURS / "eras.jsonl"], Era)


def _check_concepts(path: Path, concepts: tuple[Concept, ...]) -> None:
    """Whether the concepts of a folder fit ours: their parents are known, and none takes the label of another concept
    that is printed in the same statement as a part of the same whole."""
    by_id = {concept.id: concept for concept in concepts}
    taken: dict[tuple[str, str, str | None], str] = {}
    for concept in concepts:
        for label in concept.labels:
            for statement in concept.statements:
                taken.setdefault((label.casefold(), statement, concept.parent), concept.id)
    for place, entry in entries_of(path, Concept):
        if entry.parent is not None and entry.parent not in by_id:
            message = f"the parent `{entry.parent}` of `{entry.id}` is no concept"
            raise VocabularyError(message, name=place, remedy="add it, or name one of docs/concepts.csv")
        whole = by_id[entry.id]
        for label in entry.labels:
            for statement in whole.statements:
                other = taken[label.casefold(), statement, whole.parent]
                if other != entry.id:
                    message = f"`{label}` is `{other}` in the same place"
                    raise VocabularyError(message, name=place, remedy=f"add what you mean to `{other}`")


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
    made, chosen = lru_cache(maxsize=16)(make), _active.get

    @wraps(make)
    def of_active() -> T:
        return made(chosen() or vocabulary())

    return of_active


def remembered(size: int, *, by: Callable[[], Hashable] = bool) -> Callable[[Callable[[str], T]], Callable[[str], T]]:
    """A function of text whose answers hang on the words, and on what `by` says: each distinct text is read once."""

    def remember(function: Callable[[str], T]) -> Callable[[str], T]:
        @lru_cache(maxsize=size)
        def kept(_words: Vocabulary, _by: Hashable, text: str) -> T:
            return function(text)

        chosen = _active.get

        @wraps(function)
        def answer(text: str) -> T:
            return kept(chosen() or vocabulary(), by(), text)

        answer.cache_info = kept.cache_info  # type: ignore[attr-defined]
        return answer

    return remember
