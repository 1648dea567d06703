"""What the stages hand to each other between reading and the result."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from extract.model.drawn import Drawn
from extract.model.result import Check, Definition, Document, Fact, Problem, Table

Problems = tuple[Problem, ...]


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that may change a result besides the document. Budgets count work, never seconds.

    `fiscal_year_end` (`MM-DD`) and `fiscal_year_label` (the year by which a fiscal year is named) hold where the
    document does not say it.
    """

    max_bytes: int = 64 * 1024 * 1024
    max_line_chars: int = 200_000
    max_columns: int = 400
    max_cells: int = 400_000
    max_facts: int = 200_000
    solver_budget: int = 2_000_000
    ocr: Literal["auto", "off"] = "auto"
    max_ocr_pages: int = 12
    tags: Literal["beside", "off"] = "beside"
    vocab: str | None = None
    fiscal_year_end: str | None = None
    fiscal_year_label: Literal["start", "end"] | None = None

    def __post_init__(self) -> None:
        if self.fiscal_year_end is not None:
            try:
                date.fromisoformat(f"2000-{self.fiscal_year_end}")
            except ValueError:
                raise ValueError(f"fiscal_year_end is {self.fiscal_year_end!r}, and no day like 03-31") from None


class Term(msgspec.Struct, frozen=True, kw_only=True):
    """A period by the name that the document gives it: `("3Q16", from April 1, 2016 to December 31, 2016)`.

    `key` is the name as it is compared (see `calendar.terms`). Without `end` the document says two different dates.
    `part` is what the name would mean by custom.
    """

    key: str
    kind: Literal["instant", "duration"]
    start: str | None = None
    end: str | None = None
    part: str | None = None


class Calendar(msgspec.Struct, frozen=True, kw_only=True):
    """The issuer's fiscal year: its last day, and whether `FY2006` is named by the year it starts or ends in.

    `short_years`: what `20年3月期` counts in; None where the document leaves it open. `cumulative`: the document names
    by `第３四半期` the nine months since the first day of the year, as Japanese summary reports do. `terms`: the
    periods that the document names and dates itself; they hold before all else. `spans`: first and last days of its
    quarters and years of whole weeks, where these close on days that differ. `moved_in`: the last month (`2024-01`) of
    the first year that ended as years do now, where the document says that their end was moved (`calendar.moved_year`).
    Years of whole weeks have no `end_day`: `closings` are the days on which the document says that they closed, `days`
    all days of its headings, `even_quarters` whether it tells quarters of 13 weeks. `counts_fiscal`: the document dates
    a `second quarter of 2023` by its fiscal year, so that such names are never the calendar's.
    """

    end_month: int | None = None
    end_day: int | None = None
    label: Literal["start", "end"] | None = None
    short_years: Literal["western", "昭和", "平成", "令和"] | None = "western"
    cumulative: bool = False
    month_first: bool | None = None
    terms: tuple[Term, ...] = ()
    spans: tuple[tuple[str, str], ...] = ()
    moved_in: str | None = None
    closings: tuple[date, ...] = ()
    days: tuple[date, ...] = ()
    even_quarters: bool = False
    counts_fiscal: bool = False


class Profile(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of the document as a whole before its tables are read."""

    document: Document
    calendar: Calendar = Calendar()
    definitions: tuple[Definition, ...] = ()
    exchange_rates: tuple[tuple[str, str, str], ...] = ()
    truncated: bool = False


class Sighting(msgspec.Struct, frozen=True, kw_only=True):
    """How a fact came off a picture: the engines, what they read at its place, and whether two read the same.

    `second` is None when no second engine was asked there.
    """

    engines: tuple[str, ...]
    first: str
    second: str | None = None
    agreed: bool = False


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """Tables and facts of one document. `blanks` are slots of tables in which a value may have stood: facts
    without value, of status unresolved, that the prover fills, flags or drops. `captions` are the lines that stand
    before a chart, nearest last, by table id: its legend may be among them. `drawn` is the geometry of charts that
    were understood, by table id. `sightings`, by fact id, are of those that engines read off a picture."""

    profile: Profile
    tables: tuple[Table, ...]
    facts: tuple[Fact, ...]
    blanks: tuple[Fact, ...] = ()
    captions: dict[str, tuple[str, ...]] = {}
    drawn: dict[str, Drawn] = {}
    sightings: dict[str, Sighting] = {}


class Judgement(msgspec.Struct, frozen=True, kw_only=True):
    """What arithmetic says: facts with their statuses, and the checks behind them."""

    statement: Statement
    checks: tuple[Check, ...] = ()
