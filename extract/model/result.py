"""The result of a document: what is written as JSON and what `extract.read` returns.

Names follow the XBRL Open Information Model. Every key is always present in the JSON; null means "does not
apply" or "not known", never zero. Values are decimal strings in base units.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec

from extract.model.grid import Repair, Role
from extract.model.page import Source
from extract.model.place import Location

if TYPE_CHECKING:
    import pandas
    import polars

    from extract.library import WideStatement

SCHEMA = "https://ir-extract.example/schemas/result/2"

DocumentKind = Literal[
    "results_release",
    "results_presentation",
    "investor_presentation",
    "summary_report",
    "annual_report",
    "other",
]
Status = Literal["verbatim", "split", "repaired", "inferred", "corrected", "conflict", "unresolved", "nil"]
Measure = Literal["amount", "share", "ratio", "change", "target", "rate", "count", "per_share", "other"]
Severity = Literal["info", "warning", "error"]
Verdict = Literal["holds", "fails", "forced"]
Outcome = Literal["complete", "partial", "failed"]


class Period(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An instant or a duration with real dates (ISO 8601); dates are null when the document leaves them open."""

    kind: Literal["instant", "duration"]
    start: str | None = None
    end: str | None = None
    printed: str | None = None
    label: str | None = None


class Unit(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A unit in force and where it was declared. `scale` is the power of ten of the printed figures."""

    unit: str
    scale: int = 0
    printed: str | None = None
    location: Location | None = None


class Security(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    exchange: str
    code: str


class Issuer(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    name: str | None = None
    securities: tuple[Security, ...] = ()


class Evidence(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Why a property of the document was decided so: the words and their place."""

    property: str
    value: str
    printed: str
    location: Location


class Document(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    kind: DocumentKind | None = None
    evidence: tuple[Evidence, ...] = ()
    issuer: Issuer = Issuer()
    title: str | None = None
    published: str | None = None
    language: str | None = None
    accounting_standard: str | None = None
    fiscal_year_end: str | None = None
    period: Period | None = None
    currency: str | None = None


class TableCell(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    role: Role
    text: str
    location: Location


class ColumnHeader(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What stands over a column: header path from outermost to innermost, and what follows from it."""

    column: int
    path: tuple[str, ...]
    measure: Measure
    period: Period | None = None
    unit: Unit | None = None
    dimensions: dict[str, str] = {}


class RowHeader(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What stands before a row: label path from outermost parent to the row itself."""

    row: int
    path: tuple[str, ...]
    level: int = 0
    kind: Literal["heading", "item", "total"] = "item"
    unit: Unit | None = None


class Table(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    id: str
    title: str | None = None
    kind: str | None = None
    location: Location
    unit: Unit | None = None
    rows: int
    columns: int
    column_headers: tuple[ColumnHeader, ...] = ()
    row_headers: tuple[RowHeader, ...] = ()
    cells: tuple[TableCell, ...] = ()
    repairs: tuple[Repair, ...] = ()


class Candidate(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A reading that was considered: its value and what speaks for or against it."""

    value: str
    why: str


class Ground(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who settled an aspect of a fact: the words, their place, how near they stand (`rank`), and the rule that read
    them. `location` is null where the ground is a property of the document and not one place of it."""

    rank: str
    rule: str
    printed: str | None = None
    location: Location | None = None


class Definition(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the document says of its own words: a term, what it is said to be, and where."""

    term: str
    of: Literal["period", "fiscal_year", "entity", "rounding", "sign", "unit", "comparison"]
    value: str
    printed: str
    location: Location


class Fact(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One number: what it measures, of when, in which unit, how it was printed, and how far it can be trusted.

    `trusted` is the one thing that a user must look at; where it is false, `doubts` say why. `grounds` name, for each
    aspect that is settled (label, period, unit, scenario...), the places that settled it, and `against` the places
    farther off that say otherwise.
    """

    id: str
    table: str | None = None
    row: int | None = None
    column: int | None = None
    label: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    concept: str | None = None
    concept_candidates: tuple[str, ...] = ()
    entity: str | None = None
    dimensions: dict[str, str] = {}
    measure: Measure = "amount"
    period: Period | None = None
    unit: str | None = None
    value: str | None = None
    decimals: int | None = None
    tolerance: str | None = None
    printed: str | None = None
    status: Status
    trusted: bool = False
    doubts: tuple[str, ...] = ()
    grounds: dict[str, tuple[Ground, ...]] = {}
    against: dict[str, tuple[Ground, ...]] = {}
    basis: str | None = None
    proof: tuple[str, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    explanation: str | None = None
    location: Location


class Check(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An identity over facts: sum of coefficient x value, up to `allowance`.

    For families whose identity is not linear (shares, margins, growth) `terms` names the facts and the role
    coefficients of the family's formula; `residual` is always in the unit of the family's result.
    """

    id: str
    identity: str
    terms: tuple[tuple[str, str], ...]
    residual: str
    allowance: str
    verdict: Verdict
    explanation: str | None = None


class Problem(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    code: str
    severity: Severity
    location: Location | None = None
    facts: tuple[str, ...] = ()
    message: str
    data: dict[str, str] = {}


class Result(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    schema: str = SCHEMA
    product: str
    status: Outcome
    source: Source
    document: Document
    definitions: tuple[Definition, ...] = ()
    coverage: dict[str, int] = {}
    tables: tuple[Table, ...] = ()
    facts: tuple[Fact, ...] = ()
    checks: tuple[Check, ...] = ()
    problems: tuple[Problem, ...] = ()

    # What follows is for programs that hold a result; the room above is loaded when it is asked for.

    def to_json(self) -> str:
        """The canonical JSON, as `run` writes it; `extract.loads` reads it back."""
        from extract.library import to_json

        return to_json(self)

    def to_pandas(self, *, trusted: bool = False) -> pandas.DataFrame:
        """One row a fact; with `trusted`, only those that are. Values are `Decimal`."""
        from extract.library import to_pandas

        return to_pandas(self, trusted=trusted)

    def to_polars(self, *, trusted: bool = False) -> polars.DataFrame:
        """One row a fact; with `trusted`, only those that are."""
        from extract.library import to_polars

        return to_polars(self, trusted=trusted)

    def statement(self, kind: str) -> WideStatement:
        """The statement of this kind, `income_statement` for example, with a column for each period."""
        from extract.library import statement

        return statement(self, kind)

    def _repr_html_(self) -> str:
        from extract.library import result_to_html

        return result_to_html(self)
