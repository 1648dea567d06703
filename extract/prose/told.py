"""What is handed on while a sentence is read: its numbers, what is said of each, and what held before."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Literal

import msgspec

from extract import model
from extract.lex.unit_part import UnitPart
from extract.model.claim import Claim
from extract.prose.labels_ja import Mark
from extract.prose.numbers import Number
from extract.prose.passages import Dated, Passage
from extract.prose.sections import Section
from extract.prose.words import Sign

UnitClaim = Claim[UnitPart]
Role = Literal["level", "base", "change"]


class Told(msgspec.Struct, kw_only=True):
    """A number and what the sentence says of it.

    `before` and `after` are the words around it, with periods blotted out. `sign` is what the words make of an
    unsigned number, `word` the direction they name. `explicit`: the sentence itself names the period, `left_open`:
    one that nothing dates; `dated_by`: the claim that settled it. `reach`: how many characters behind the number
    belong to its subject. `named_by`: the rule that settled its subject (see `subject_claims`). `basis`: the words by
    which it is another measure than its subject (`excluding one-off items`), `own_basis`: they stand behind the
    figure and hold for it alone. `part`: the words that say of which part it is (`in Europe`). `basis_reach`: how far
    behind the figure these words stand. `aside`: it stands in brackets, `outer` is the subject outside of them.
    `unit_claims`: who speaks of its unit, `measured_by`: those that settled it. `rate_of`: the currency of which one
    unit is priced. `bound`: which end of a range it is. `cash`: the direction that a noun behind it gives a cash
    flow. `mark`: what holds the subject (see `labels_ja`). `prior`: it is of an earlier time than the figure before
    it. `previous`: it is of a plan that a newer one took the place of. `run_in`: the words before a first colon:
    `Repair shops: Revenues: JPY904 million`. `of_thing`: the amount says how large a thing is that is named behind it
    (`its $500 million loan facility`), and is of no period. `negative`: brackets around it are a minus. `inserted`:
    it is of something named behind it, and what held before holds again. `moves_by`: the direction of the last verb
    that said `by` how much.
    """

    number: Number
    role: Role
    before: str
    after: str
    subject: str | None = None
    named_by: str | None = None
    mark: Mark = "none"
    noun: str | None = None
    basis: str | None = None
    own_basis: bool = False
    part: str | None = None
    basis_reach: int = 0
    reach: int = 0
    aside: bool = False
    outer: str | None = None
    unit: str | None = None
    value: Decimal | None = None
    readings: tuple[tuple[Decimal, str], ...] = ()
    decimals: int = 0
    unit_claims: tuple[UnitClaim, ...] = ()
    measured_by: tuple[UnitClaim, ...] = ()
    rate: bool = False
    rate_of: str | None = None
    sign: Sign = 1
    word: Sign | None = None
    outflow: bool = False
    cash: Sign | None = None
    comparison: str | None = None
    base: str | None = None
    is_ratio: bool = False
    qualifier: str | None = None
    bound: str | None = None
    target: bool = False
    previous: bool = False
    run_in: str | None = None
    of_thing: bool = False
    negative: bool = False
    inserted: bool = False
    moves_by: Sign | None = None
    period: model.Period | None = None
    dated_by: Claim[model.Period] | None = None
    second: model.Period | None = None
    second_by: Claim[model.Period] | None = None
    explicit: bool = False
    left_open: bool = False
    prior: bool = False

    @property
    def declared(self) -> bool:
        """Whether its unit is the one declared for the section."""
        return any(claim.rule == "unit_of_section" for claim in self.measured_by)


class Memory(msgspec.Struct, kw_only=True):
    """What holds from one passage of a section to the next: the bullet above, the last level and its period, and which
    of two plans is told. `local_at`: where the bullet stands; `heading`: the period of the line above;
    `subjects`: where the subjects of the section were named last; `part`: the quarter, half
    or nine months that a paragraph below the heading named last; `points`: the points of a list above this one, their
    levels and the names with which they begin."""

    local: str | None = None
    local_at: model.Span | None = None
    subjects: dict[str, model.Span] = msgspec.field(default_factory=dict)
    last: Told | None = None
    heading: Claim[model.Period] | None = None
    heading_level: int = 0
    heads_results: bool = False
    part: Dated | None = None
    scenario: Literal["earlier", "later"] | None = None
    points: tuple[tuple[int, str | None], ...] = ()


class Voice(msgspec.Struct, frozen=True, kw_only=True):
    """What the whole document says: its properties, its currency, which dollar its `$` is, its style, its period, and
    whether figures in brackets are of the same time a year before. `of_sections`: the unit that the section of a text
    declares, by the place of the text."""

    currency: str | None
    dollar: str
    whole: frozenset[tuple[str, int]]
    document: model.Document
    period: model.Period | None = None
    brackets_prior: bool = False
    of_sections: Mapping[model.Location, Claim[UnitPart]] = {}


class Sentence(msgspec.Struct, frozen=True, kw_only=True):
    """One sentence of a passage: `plain[start:end]`, and the same in `text` with its periods blotted out.

    `per_share`: the sentence speaks of dividends or of amounts per share.
    """

    passage: Passage
    section: Section
    memory: Memory
    voice: Voice
    text: str
    start: int
    end: int
    numbers: tuple[Number, ...]
    dated: tuple[Dated, ...]
    per_share: bool = False

    @property
    def plain(self) -> str:
        return self.passage.text

    @property
    def headings(self) -> str:
        """The bullet above and the heading of the section."""
        return " ".join(filter(None, (self.memory.local, *self.section.path[-1:])))

    def before(self, told: Told) -> str:
        """The words before a number, periods legible."""
        return self.plain[told.number.start - len(told.before) : told.number.start]

    def behind(self, told: Told) -> str:
        """The rest of the sentence behind a number."""
        return self.plain[told.number.end : self.end]
