"""The stage: pages with repaired tables → a statement of tables, facts and blanks."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
import regex as re

from extract.facts.decimal_comma import with_doubts
from extract.facts.label_lists import beside_particulars
from extract.facts.label_words import under_their_rows
from extract.facts.lost_units import units_from_equals
from extract.facts.named_concepts import with_concepts
from extract.facts.ocr_sightings import sightings_of
from extract.facts.share_counts import with_share_scale
from extract.facts.share_proof import with_proved_shares
from extract.facts.shared_rows import with_shared_periods
from extract.facts.table_doubts import doubts_to_problems
from extract.facts.table_facts import grids_to_facts
from extract.facts.units_of_sums import with_units_of_sums
from extract.facts.whole_among_decimals import without_lent_units
from extract.facts.whole_or_part import without_concepts_of_parts
from extract.lex.unit_part import UnitPart
from extract.model import Fact, Location, Period, Problem, Problems, Profile, Reading, Settings, Statement
from extract.model.claim import Claim
from extract.problems import problem
from extract.prose import prose_facts
from extract.sheet.reigning_units import reigning_units


def _of_sections(reading: Reading, profile: Profile) -> dict[str, Claim[UnitPart]]:
    """What the sections of a document declare for their tables, by the names of these."""
    return {f"t{number:02d}": claim for number, claim in reigning_units(reading, profile.document).tables.items()}


def normalise(reading: Reading, profile: Profile, settings: Settings) -> tuple[Statement, Problems]:
    """Facts of all tables and of the prose, in document order, each with its unit, period and place."""
    draft = grids_to_facts(reading, profile, settings)
    told, found = prose_facts(reading, profile, settings, extra=tuple(draft.words))
    told = with_share_scale(told, draft.words, draft.declared)
    told = under_their_rows(told, draft.labels)
    told = beside_particulars(told, draft.facts)
    facts = [*with_units_of_sums(draft.facts), *told]
    tables, facts, blanks = units_from_equals(draft.tables, facts, draft.blanks, _of_sections(reading, profile))
    tables, facts, blanks = with_shared_periods(tables, facts, blanks)
    standard = profile.document.accounting_standard
    facts = with_concepts(with_proved_shares(facts, tables), tables, draft.before, standard)
    facts = without_lent_units(without_concepts_of_parts(facts, tables))
    blanks = with_concepts(blanks, tables, draft.before, standard)
    facts, commas = with_doubts(facts)
    facts = sorted(facts, key=_place)
    facts = [msgspec.structs.replace(f, id=f"f{n:04d}") for n, f in enumerate(facts, start=1)]
    blanks = sorted(blanks, key=_place)
    blanks = [msgspec.structs.replace(b, id=f"b{n:04d}") for n, b in enumerate(blanks, start=1)]
    problems = [*draft.problems, *found, *doubts_to_problems(draft.doubts, facts), *open_questions(facts)]
    problems += [*_unnamed_years(facts, profile), *commas]
    statement = Statement(
        profile=profile, tables=tuple(tables), facts=tuple(facts), blanks=tuple(blanks), captions=draft.captions,
        drawn=draft.drawn,
        sightings=sightings_of([*facts, *blanks], reading),
    )  # fmt: skip
    return statement, tuple(problems)


def _place(fact: Fact) -> tuple[int, int, float, float, str, int, int]:
    where: Location = fact.location
    box = where.box or (0.0, 0.0, 0.0, 0.0)
    return (where.page or 0, where.line or 0, box[1], where.start or box[0], fact.table or "", fact.row or 0,
            fact.column or 0)  # fmt: skip


_FISCAL = re.compile(r"FY ?\d|\d{4}年度|\d{2,4}/\d期")


def _unnamed_years(facts: list[Fact], profile: Profile) -> list[Problem]:
    """One problem for all values of a fiscal year that may be named by its first year or by its last."""
    calendar = profile.calendar
    if calendar.label is not None or calendar.end_month is None or (calendar.end_month, calendar.end_day) == (12, 31):
        return []
    open_ = [f for f in facts if f.period is not None and f.period.end is None and _named(f.period)]
    if not open_:
        return []
    printed = open_[0].period.printed if open_[0].period is not None else None
    message = (
        f"nothing says whether `{printed}` is the year that begins or the one that ends then; {len(open_)} values"
        " have no dates for that"
    )
    where = open_[0].location
    return [problem("fiscal_year_label_unknown", message, location=where, facts=tuple(f.id for f in open_))]


def _named(period: Period) -> bool:
    return _FISCAL.search(f"{period.label or ''} {period.printed or ''}") is not None


def open_questions(facts: Iterable[Fact]) -> list[Problem]:
    """One problem a table for values without unit, and one for values without period."""
    unitless: dict[str, list[Fact]] = {}
    undated: dict[str, list[Fact]] = {}
    for fact in facts:
        if fact.table is None or fact.status == "nil":
            continue
        if fact.unit is None:
            unitless.setdefault(fact.table, []).append(fact)
        if fact.period is None or fact.period.end is None:
            undated.setdefault(fact.table, []).append(fact)
    problems = []
    for code, groups, words in (
        ("unit_unknown", unitless, "no unit is declared for {n} values of table {t}; their scale is open"),
        ("period_unknown", undated, "no dated period is stated for {n} values of table {t}"),
    ):
        for table, group in groups.items():
            message = words.format(n=len(group), t=table)
            ids = tuple(f.id for f in group)
            problems.append(problem(code, message, location=group[0].location, facts=ids))
    return problems
