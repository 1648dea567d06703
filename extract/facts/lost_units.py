"""The unit of a table that declares none: from the same figures where they are printed with a unit.

A figure under the same words with the same digits elsewhere in the document shows the unit. All such figures must
agree. Where there is none, but every amount of the document is declared in one and the same unit, that unit is hinted
at, and what rests on it is marked as a preference (`basis`); otherwise the values stay without unit, and a problem says
so. It is more than a hint where the document shows how it prints its tables without a declaration: others of them are
in that unit by equal figures, none is in another, and the table prints the sign of the currency. Each is a claim of the
document as a whole, which the label of a row completes or contradicts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal

import msgspec
import regex as re

from extract.facts.concepts import concept_of
from extract.facts.label_lists import FAR_LARGER
from extract.lex.key_figures import is_no_amount
from extract.lex.label_units import is_rate, unit_of_label
from extract.lex.numbers import find_figures
from extract.lex.numerals import plain
from extract.lex.unit_part import UnitPart, part_of
from extract.lex.units import UnitMention
from extract.model import Fact, Location, Table, Unit
from extract.model.claim import Claim, Rank
from extract.model.grounds import grounds_of
from extract.sheet.resolve import resolve_unit

_WORD = re.compile(r"[^\W\d_]{2,}")
_AMOUNTS = re.compile(
    r"\b(?:revenues?|sales|income|profits?|costs?|expenses?|assets|liabilities|earnings)\b"
    r"|売上|利益|収益|費用|原価|資産|負債",
    re.I,
)
_CURRENCY = re.compile(r"[A-Z]{3}")
_SIGN = re.compile(r"\p{Sc}")
_WHOLE = 7
"""Digits of an amount that is printed in whole units of its currency and not in thousands of it."""
_THIN = {"total", "the", "and", "of", "in", "for", "net"}

Scaled = tuple[str, int]


def units_from_equals(
    tables: list[Table], facts: list[Fact], blanks: list[Fact], parts: Mapping[str, Claim[UnitPart]]
) -> tuple[list[Table], list[Fact], list[Fact]]:
    """Tables and facts with lost units filled in where other figures show them, or where the part of the document in
    which a table stands declares one (`parts`, by table): for columns that print the sign of its currency."""
    facts = _without_customs(tables, facts)
    lost = _tables_without_unit(facts)
    if not lost:
        return tables, facts, blanks
    witnesses = _witnesses(facts)
    shown = {name: _shown_unit(its, witnesses) for name, its in lost.items()}
    units = {name: claim for name, claim in shown.items() if claim is not None}
    signed = _signed_columns(facts)
    told = {name: claim for name, claim in parts.items() if name in lost and name not in units}
    facts = [
        _with_unit(f, told[f.table])
        if f.table in told and f.unit is None and not _open(f) and (f.table, f.column) in signed
        else f
        for f in facts
    ]
    facts = _told_in_labels(facts, told)
    blanks = [
        _slot_with_unit(b, told[b.table], facts)
        if b.table in told and b.unit is None and (b.table, b.column) in signed
        else b
        for b in blanks
    ]
    common = _common_unit(tables)
    for table in tables:
        if table.id in told:
            continue  # what its part says does not hold for the rest of it
        if table.id in lost and table.id not in units and common and _mostly_statement_items(table, lost[table.id]):
            units[table.id] = common
    facts = [
        _with_unit(f, units[f.table]) if f.table in units and f.unit is None and not _open(f) else f for f in facts
    ]
    facts = _told_in_labels(facts, units)
    blanks = [_slot_with_unit(b, units[b.table], facts) if b.table in units and b.unit is None else b for b in blanks]
    return [_declaring(t, units[t.id]) if t.id in units and t.unit is None else t for t in tables], facts, blanks


def _signed_columns(facts: list[Fact]) -> set[tuple[str | None, int | None]]:
    """The columns, by table, that print the sign of a currency."""
    return {(f.table, f.column) for f in facts if f.table is not None and _SIGN.search(f.printed or "")}


def _without_customs(tables: list[Table], facts: list[Fact]) -> list[Fact]:
    """Facts in whole dollars or shares by custom alone, without unit or value where another table declares thousands or
    millions: `$112` in a note of such a document is most often in millions as well, and nothing says so."""
    if not any(t.unit is not None and t.unit.scale > 0 and t.unit.printed for t in tables):
        return facts
    undeclared = {t.id for t in tables if t.unit is None}
    return [_without_custom(fact) if fact.table in undeclared or fact.table is None else fact for fact in facts]


def _without_custom(fact: Fact) -> Fact:
    if not _is_whole_by_custom(fact):
        return fact
    # `500 shares authorized`, in a label, in millions as the amounts beside it are, or 500?
    return _as_lost(fact) if fact.measure == "amount" else msgspec.structs.replace(_as_lost(fact), unit=fact.unit)


def _is_whole_by_custom(fact: Fact) -> bool:
    digits = digits_of(fact.printed) or "0"
    short = "." not in digits and len(digits) < _WHOLE
    customary = any(ground.rule == "whole_units" for ground in fact.grounds.get("unit", ()))
    measured = (fact.measure == "amount" and fact.table is not None) or fact.unit == "count"
    return customary and short and measured and fact.status in ("verbatim", "split")


def _as_lost(fact: Fact) -> Fact:
    return msgspec.structs.replace(fact, unit=None, value=None, decimals=None, status="unresolved")


def _claim(rule: str, scaled: Scaled, where: Fact | Unit, *, hinted: bool = False) -> Claim[UnitPart]:
    """The claim of another place of the document: of an equal figure, or of all declarations."""
    unit, scale = scaled
    plainly = UnitMention(start=0, end=0, printed="", unit=unit, scale=scale)
    return Claim(
        rank=Rank.DOCUMENT, rule=rule, values=(part_of(plainly),), said="hinted" if hinted else "said",
        printed=where.printed or "", where=where.location or Location(),
    )  # fmt: skip


def _declaring(table: Table, claim: Claim[UnitPart]) -> Table:
    part = claim.values[0]
    return msgspec.structs.replace(table, unit=Unit(unit=part.name or "", scale=part.scale or 0))


def _open(fact: Fact) -> bool:
    """Whether the heading of a figure is damaged, so that the unit of its table is not shown to be its own."""
    return fact.measure == "other" and bool(fact.candidates)


def _mostly_statement_items(table: Table, facts: list[Fact]) -> bool:
    """Statement items are amounts, and so are the parts of what the title calls sales; other rows may be counts."""
    if table.title and _AMOUNTS.search(table.title):
        return True
    labels = {f.label for f in facts}
    return 2 * sum(1 for label in labels if concept_of(label, None)) >= len(labels)


def _tables_without_unit(facts: list[Fact]) -> dict[str, list[Fact]]:
    lost: dict[str, list[Fact]] = {}
    for fact in facts:
        if fact.table is not None and fact.unit is None and fact.status != "nil" and not _open(fact):
            lost.setdefault(fact.table, []).append(fact)
    return lost


def digits_of(printed: str | None) -> str | None:
    """The digits of a printed figure, sign and commas left out; None for fewer than three."""
    figures = find_figures(printed or "")
    if len(figures) != 1:
        return None
    text = plain(abs(figures[0].value))
    return text if len(text.replace(".", "")) >= 3 else None


def words_of(fact: Fact) -> frozenset[str]:
    """The words by which a fact may be known elsewhere: those of its row, in the singular, without the thin ones."""
    # What prose says under a heading, it says of the heading's subject.
    text = " ".join(fact.label[-1:] if fact.table is not None else fact.label).lower()
    return frozenset(w.rstrip("s") for w in _WORD.findall(text) if w not in _THIN)


Witnesses = dict[str, list[tuple[frozenset[str], Scaled, Fact]]]


def _witnesses(facts: list[Fact]) -> Witnesses:
    out: Witnesses = {}
    for fact in facts:
        digits = digits_of(fact.printed)
        if digits is None or fact.unit is None or fact.value is None or fact.unit == "percent":
            continue
        if Decimal(digits) == 0 or fact.basis is not None:
            continue
        ratio = abs(Decimal(fact.value)) / Decimal(digits)
        if ratio == 0 or ratio.normalize().as_tuple().digits != (1,):
            continue
        scaled = (fact.unit, int(ratio.normalize().adjusted()))
        if scaled[1] == 0 and len(scaled[0]) == 3 and len(digits) < _WHOLE:
            continue  # `$ 4,059` may be in whole dollars or be bare as well: it vouches for no scale
        out.setdefault(digits, []).append((words_of(fact), scaled, fact))
    return out


def _shown_unit(facts: list[Fact], witnesses: Witnesses) -> Claim[UnitPart] | None:
    """The unit on which all equal figures of four digits agree; where there are none, two of three digits. None for
    what is no money, unless most of its figures are shown to be: one count, or one weight in kilograms, does not make
    the table one of these."""
    strong: dict[Scaled, list[Fact]] = {}
    weak: dict[Scaled, list[Fact]] = {}
    pairs = [(digits, words_of(f)) for f in facts if (digits := digits_of(f.printed)) is not None]
    told: Counter[str] = Counter()
    for digits, words in [*pairs, *_year_sums(facts)]:
        shown = [(scaled, fact) for other, scaled, fact in witnesses.get(digits, []) if words & other]
        told.update({unit for (unit, _), _ in shown})
        for scaled, fact in shown:
            seen = strong if len(digits.replace(".", "")) >= 4 else weak
            seen.setdefault(scaled, []).append(fact)
    agreed = strong or (weak if sum(map(len, weak.values())) >= 2 else {})
    if len(agreed) != 1:
        return None
    scaled, shown_by = next(iter(agreed.items()))
    borne_out = _CURRENCY.fullmatch(scaled[0]) is not None or 2 * told[scaled[0]] > len(facts)
    return _claim("unit_of_equal_figure", scaled, shown_by[0]) if borne_out else None


def _year_sums(facts: list[Fact]) -> list[tuple[str, frozenset[str]]]:
    """Digits of the sum of four quarters that make a year, row by row, with the words of the row."""
    rows: dict[tuple[int | None, tuple[str, ...]], dict[str, Fact]] = {}
    for fact in facts:
        if fact.period is not None and fact.period.start and fact.period.end and digits_of(fact.printed):
            rows.setdefault((fact.row, fact.label), {})[fact.period.start] = fact
    sums = []
    for (_, label), quarters in rows.items():
        for start in sorted(quarters):
            year = [start, *_next_quarters(start)]
            if all(s in quarters for s in year):
                total = sum(find_figures(quarters[s].printed or "")[0].value for s in year)
                sums.append((plain(abs(Decimal(total))), words_of(quarters[start]) if label else frozenset()))
    return sums


def _next_quarters(start: str) -> list[str]:
    year, month = int(start[:4]), int(start[5:7])
    following = []
    for n in (3, 6, 9):
        months = month - 1 + n
        following.append(f"{year + months // 12}-{months % 12 + 1:02d}-01")
    return following


def _common_unit(tables: list[Table]) -> Claim[UnitPart] | None:
    declared = [t.unit for t in tables if t.unit is not None and _CURRENCY.fullmatch(t.unit.unit) and t.column_headers]
    units = {(unit.unit, unit.scale) for unit in declared}
    return _claim("common_unit", units.pop(), declared[0], hinted=True) if len(units) == 1 else None


def _told_in_labels(facts: list[Fact], units: dict[str, Claim[UnitPart]]) -> list[Fact]:
    """`net of taxes of $(13), $46` in the labels of tables whose unit was found, in the scale of the rows: their scale
    was open as long as the table's was. What is far larger than its row may be in another scale than it is."""
    rows: dict[Location, tuple[Claim[UnitPart], Decimal]] = {}
    for fact in facts:
        place, figures = _label_place(fact), find_figures(fact.printed or "")
        if fact.table in units and place is not None and len(figures) == 1:
            largest = rows[place][1] if place in rows else Decimal(0)
            rows[place] = units[fact.table], max(largest, abs(figures[0].value))
    return [_in_scale_of_row(fact, rows) for fact in facts]


def _in_scale_of_row(fact: Fact, rows: dict[Location, tuple[Claim[UnitPart], Decimal]]) -> Fact:
    place = _label_place(fact)
    told = fact.table is None and fact.status == "unresolved" and fact.measure == "amount" and bool(fact.candidates)
    if not told or place not in rows or len(found := find_figures(fact.printed or "")) != 1:
        return fact
    claim, largest = rows[place]
    if claim.values[0].name != fact.unit or abs(found[0].value) > FAR_LARGER * largest:
        return fact
    if found[0].bracketed:
        return fact  # of what is taken off: whether the bracket is a sign or says that it is added, nothing tells
    shown = _with_unit(msgspec.structs.replace(_as_lost(fact), candidates=()), claim)
    return fact if shown.value is None else msgspec.structs.replace(shown, status="split")


def _label_place(fact: Fact) -> Location | None:
    grounds = fact.grounds.get("label", ())
    return grounds[-1].location if grounds else None


def _is_amount_too(fact: Fact, hinted: UnitMention, claim: Claim[UnitPart]) -> bool:
    """Whether a figure may be one of the table's amounts though its label hints at a percentage: `Expected return on
    plan assets | (5)`, printed whole. Where the table declares its unit, such a hint does not outweigh it either."""
    whole = all(figure.digits == 0 for figure in find_figures(fact.printed or ""))
    return claim.said == "said" and hinted.hint and hinted.unit == "percent" and whole and not is_rate(fact.label[-1])


def _slot_with_unit(slot: Fact, claim: Claim[UnitPart], facts: list[Fact]) -> Fact:
    """The slot in the unit of its table, to the last place that most figures of its column have. What is left of a
    figure in it (`30,`) has no value in any unit."""
    told = _with_unit(msgspec.structs.replace(slot, printed=None), claim)
    alike = (f for f in facts if (f.table, f.column, f.unit) == (slot.table, slot.column, told.unit))
    usual = Counter(f.decimals for f in alike if f.status != "nil").most_common(1)
    return msgspec.structs.replace(told, printed=slot.printed, decimals=usual[0][0] if usual else told.decimals)


def _with_unit(fact: Fact, claim: Claim[UnitPart]) -> Fact:
    """The fact in the unit of its table; where its label speaks of another kind of unit, only what both say holds."""
    said = unit_of_label(fact.label[-1]) if fact.label else None
    figures = find_figures(fact.printed or "")
    if fact.label and len(figures) == 1 and is_no_amount(fact.label[-1], figures[0].value):
        return fact  # `Vessel days`: whatever the amounts of its table are in
    claims = [claim]
    if fact.measure == "per_share":
        claims.append(Claim(rank=Rank.ROW, rule="measured_per_share", values=(UnitPart(kind="per_share"),)))
    elif said is not None and not _is_amount_too(fact, said, claim):
        claims.append(Claim(rank=Rank.ROW, rule="unit_of_row", values=(part_of(said),), printed=said.printed))
    settled = resolve_unit([msgspec.structs.replace(c, said="said") for c in claims])
    part = settled.value
    if part is None or part.name is None or all(ground.rule != claim.rule for ground in settled.grounds):
        return fact
    scale, basis = part.scale or 0, "preference" if claim.said == "hinted" else None
    grounds = fact.grounds | grounds_of(unit=settled.grounds)
    if fact.printed and len(figures) == 1 and not fact.candidates:
        figure = figures[0]
        return msgspec.structs.replace(
            fact, unit=part.name, value=plain(figure.value.scaleb(scale)), decimals=figure.digits - scale, basis=basis,
            status="verbatim" if fact.status == "unresolved" else fact.status, grounds=grounds,
        )  # fmt: skip
    return msgspec.structs.replace(fact, unit=part.name, decimals=-scale, basis=basis, grounds=grounds)
