"""What a fact is of, in a normal form: equal things are equal, however they are printed.

{"segment": "Systems Integration segment"} and {"segment": "SYSTEMS INTEGRATION"}  →  segment "systems integration"
{"scenario": "forecast:revised"}  →  scenario "forecast", version "revised"
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
from functools import lru_cache

from extract.lex.headings import heading_kind
from extract.lex.part_names import region_named
from extract.lex.periods import find_periods
from extract.lex.scenarios import plan_heading
from extract.lex.units import find_units
from extract.model import Document, Fact, Period, Table
from extract.series.model import Key, Span
from extract.sheet.wording import is_unit_only
from extract.vocab import active
from extract.vocab.register import are_of_one_issuer, issuer_key, issuer_marks

_FEWEST_ROWS = 3
PARTS = ("segment", "product", "region")
"""Dimensions whose members are parts of the entity."""
# Dimensions that tell how a figure is said and not what it is of.
_OF_THE_SAYING = frozenset({"scenario", "comparison", "base", "qualifier"})
_KNOWN = frozenset({"scope", "segment", "product", "region", "basis", "standard"})
_PART_WORDS = re.compile(
    r"(?:^(?:the|reportable segments?|報告セグメント)\s+|\s*(?:reportable segments?|operating segments?|segments?"
    r"|business(?:es)?|division"
    r"|事業セグメント|報告セグメント|セグメント|事業部門|事業|部門)$)"
)
_WHOLE = frozenset(
    {"", "total", "consolidated", "consolidated total", "group", "合計", "連結", "連結計", "計", "総計", "全社"}
)
# What may stand beside a period in a heading that names nothing else.
_BESIDE_A_PERIOD = frozenset(
    {"", "full", "the", "for", "for the", "of", "actual", "results", "通期", "実績", "当期", "前期"}
)
_FILER = re.compile(r"[EG]\d{5}(?:-\d{3})?|\d{10}|[0-9A-Z]{18}\d{2}")
_NOTE_MARKS = re.compile(r"(?:\s*(?:\(?\*+\d*\)?|※\d*|\(注\)?\d*\)?|\(\d{1,2}\)|[¹²³⁴⁵⁶⁷⁸⁹⁰]+|<sup>[^<]*</sup>))+$")
_IN_BRACKETS = re.compile(r"[(（][^()（）]{1,40}[)）]")
_TAGS = re.compile(r"<[^<>]{1,20}>")
_MARKS = re.compile(r"[^\w%&]+")
_ADJUSTED = re.compile(
    r"\b(?:adjusted|non-?gaap|underlying|normali[sz]ed|pro forma|constant currency"
    r"|core (?:operating|profit|income|earnings|eps))\b"
    r"|調整後|コア(?:営業利益|純利益|eps)|為替影響を?除く|実質ベース"
)
# First and last number of days of each length; quarters have 12 to 17 weeks where years are counted in weeks.
_DAYS: tuple[tuple[Span, int, int], ...] = (
    ("month", 27, 36),
    ("quarter", 77, 119),
    ("half", 168, 196),
    ("nine_months", 245, 287),
    ("year", 357, 378),
)


@lru_cache(maxsize=50_000)
def normal_text(text: str) -> str:
    """Free text in one form: width, case, blanks, note marks and punctuation do not count.

    >>> normal_text("Connectivity Services (Corporate Use) *2"), normal_text("システム　インテグレーション")
    ('connectivity services corporate use', 'システム インテグレーション')
    """
    plain = unicodedata.normalize("NFKC", _NOTE_MARKS.sub("", _TAGS.sub("", text))).casefold()
    return _MARKS.sub(" ", _NOTE_MARKS.sub("", plain)).strip()


@lru_cache(maxsize=10_000)
def normal_part(text: str) -> str | None:
    """A segment, product or region in normal form; None for what is the whole.

    >>> normal_part("Systems Integration segment"), normal_part("ネットワーク事業"), normal_part("Total")
    ('systems integration', 'ネットワーク', None)
    """
    plain = normal_text(text)
    bare = _PART_WORDS.sub("", plain).strip() or plain
    return None if bare in _WHOLE else bare


def name_of_table(table: Table) -> str | None:
    """What a table is called: by its title, or where that says no more than a unit by the row that closes it, which
    totals the others: `Dollars in millions` over the parts of `Other current assets`."""
    if table.title is None or not is_unit_only(table.title) or len(table.row_headers) < _FEWEST_ROWS:
        return table.title
    closing = max(table.row_headers, key=lambda header: header.row).path
    return closing[-1] if closing else None


def path_of(fact: Fact, title: str | None = None) -> tuple[str, ...]:
    """How a row is called, from the title of its table to itself, in normal form; periods and units name nothing.

    Where the row is a period, as in a table of targets, its column is what names the figure.
    """
    parts = [part for part in map(_named_part, fact.label) if part]
    if not parts:
        parts = [part for part in map(_named_part, fact.header) if part]
    head = _named_part(_without_periods(title)) if title else ""
    return (head, *parts) if head and head not in parts[:1] else tuple(parts)


@lru_cache(maxsize=50_000)
def _named_part(text: str) -> str:
    bare = _IN_BRACKETS.sub(lambda found: "" if find_units(found[0]) else found[0], text)
    plain = normal_text(bare)
    if not plain or normal_text(_without_periods(bare)) in _BESIDE_A_PERIOD:
        return ""
    return plain


def _without_periods(text: str) -> str:
    """
    >>> _without_periods("Consolidated Financial Results for 1H06")
    'Consolidated Financial Results for '
    """
    out, at = "", 0
    for mention in find_periods(text):
        out, at = out + text[at : mention.start], mention.end
    return out + text[at:]


def key_of(
    fact: Fact, document: Document, title: str | None = None, subtotals: frozenset[tuple[str, int]] = frozenset()
) -> Key | None:
    """What a fact is of; None for what is no figure of a series: a change, a share, a fact without a unit or a name.

    `title` is that of its table: it tells a row of revenues from a row of costs that is called alike. `subtotals` are
    the columns, by table and number, whose total is that of a part of the table.
    """
    if fact.unit is None or fact.measure in ("change", "share", "other") or not (fact.concept or fact.label):
        return None
    if "comparison" in fact.dimensions:
        return None
    dimensions = fact.dimensions
    part = {name: normal_part(dimensions[name]) if name in dimensions else None for name in PARTS}
    if "region" in dimensions:
        part["region"] = normal_region(dimensions["region"])
    basis = dimensions.get("basis") or ("adjusted" if _is_adjusted(fact) else None)
    others = tuple(
        (name, normal_text(value))
        for name, value in sorted(dimensions.items())
        if name not in _OF_THE_SAYING and name not in _KNOWN and not (name == "member" and any(part.values()))
    )
    other = other_entity(fact.entity, document)
    entity = (("entity", other),) if other else ()
    # A concept is given for what row and column say together; a label is the row's alone.
    column = () if fact.concept else tuple(name for name in column_of(fact) if name not in _names_of_parts(fact))
    standard = dimensions.get("standard")
    under = (("standard", standard),) if standard not in (None, document.accounting_standard) else ()
    if fact.table is not None and fact.column is not None and (fact.table, fact.column) in subtotals:
        column = (*column, normal_text(fact.header[-1]))
    return Key(
        what=fact.concept or " > ".join(path_of(fact, title)),
        of="concept" if fact.concept else "label",
        unit=fact.unit,
        measure="amount" if fact.measure == "target" else fact.measure,
        scope=None if dimensions.get("scope") in (None, "consolidated") else dimensions["scope"],
        basis=None if basis == "gaap" else basis,
        currency="translated" if _is_translated(fact.unit, document) else None,
        others=(*(("column", part) for part in column), *entity, *under, *others),
        **part,
    )


def normal_region(text: str) -> str | None:
    """A region in normal form, the same in both languages; None for what is the whole.

    >>> normal_region("日本"), normal_region("JAPAN"), normal_region("Upper Valley"), normal_region("Total")
    ('japan', 'japan', 'upper valley', None)
    """
    return normal_part(region_named(text) or text)


def _names_of_parts(fact: Fact) -> frozenset[str | None]:
    """What the parts that a figure is of are called, in normal form: a heading that is one of them says no more."""
    return frozenset(normal_part(fact.dimensions[name]) for name in PARTS if name in fact.dimensions)


def column_of(fact: Fact) -> tuple[str, ...]:
    """What the headings over a figure name besides its time, unit, scenario and measure: a segment, a kind of equity.

    `(Three months ended June 30, 2007 | Thousands of Yen)` names nothing, and neither does a column of totals.
    """
    if not any(_named_part(part) for part in fact.label):
        return ()  # the column is what the figure is called
    return tuple(part for part in map(_column_part, fact.header) if part)


@lru_cache(maxsize=50_000)
def _column_part(text: str) -> str:
    if heading_kind(text) is not None or plan_heading(text) is not None:
        return ""
    bare = _IN_BRACKETS.sub(lambda found: "" if find_units(found[0]) else found[0], _without_periods(text))
    units = [(unit.start, unit.end) for unit in find_units(bare)]
    for start, end in reversed(units):
        bare = bare[:start] + bare[end:]
    plain = normal_text(bare)
    return "" if plain in _BESIDE_A_PERIOD or plan_heading(bare.strip()) is not None else normal_part(plain) or ""


def other_entity(entity: str | None, document: Document) -> str | None:
    """The entity of a fact in normal form, where it is another than the issuer: a subsidiary, an investee.

    A tag names its filer by a number of the authority (`E05563-000`, a CIK), which is the issuer's.
    """
    if not entity or _FILER.fullmatch(entity.rpartition("|")[2].strip()):
        return None
    own = document.issuer
    marks = issuer_marks(own.name, [(each.exchange, each.code) for each in own.securities])
    key = issuer_key(entity)
    if are_of_one_issuer(issuer_marks(entity, ()), marks) or (own.name is not None and key == issuer_key(own.name)):
        return None
    return key


def _is_adjusted(fact: Fact) -> bool:
    """Whether the row, or what stands over the column, says that a figure is not as the standards have it. A concept
    that is adjusted by its name is what it is."""
    if fact.concept and "adjusted" in fact.concept.casefold():
        return False
    words = unicodedata.normalize("NFKC", " ".join((*fact.label[-1:], *fact.header))).casefold()
    return _ADJUSTED.search(words) is not None


def _is_translated(unit: str, document: Document) -> bool:
    currencies = {currency.code for currency in active().currencies}
    return document.currency is not None and unit in currencies and unit != document.currency


def scenario_of(fact: Fact) -> tuple[str | None, str | None]:
    """The scenario of a fact and its version; (None, None) for what was reached.

    >>> from extract.model import Fact, Location
    >>> scenario_of(Fact(id="f1", status="verbatim", location=Location(), dimensions={"scenario": "forecast:previous"}))
    ('forecast', 'previous')
    """
    said = fact.dimensions.get("scenario")
    if said is None or said in ("actual", "results"):
        return None, None
    scenario, _, version = said.partition(":")
    return scenario, version or None


def span_of(period: Period) -> Span:
    """How long a period is, in the words of reports."""
    if period.kind == "instant":
        return "instant"
    assert period.start is not None and period.end is not None
    days = (date.fromisoformat(period.end) - date.fromisoformat(period.start)).days + 1
    return next((name for name, least, most in _DAYS if least <= days <= most), "other")


def day_before(day: str) -> str:
    """
    >>> day_before("2024-03-01")
    '2024-02-29'
    """
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def day_after(day: str) -> str:
    """
    >>> day_after("2023-12-31")
    '2024-01-01'
    """
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()
