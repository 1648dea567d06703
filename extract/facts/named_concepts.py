"""Facts with the concepts that their labels name."""

from __future__ import annotations

import msgspec

from extract.facts.concept_labels import ENTITY_TOTALS
from extract.facts.concepts import concept_of
from extract.model import Fact, Table


def with_concepts(facts: list[Fact], tables: list[Table]) -> list[Fact]:
    """Facts with the concept their label names, where it names one."""
    kinds = {table.id: table.kind for table in tables}
    known: dict[tuple[tuple[str, ...], str | None], str | None] = {}
    out = []
    for fact in facts:
        key = (fact.label, kinds.get(fact.table or ""))
        if key not in known:
            known[key] = concept_of(*key) if fact.label else None
        concept = known[key]
        if concept in ENTITY_TOTALS and "segment" in fact.dimensions:
            concept = None  # the total of a part of the business is not the company's
        out.append(msgspec.structs.replace(fact, concept=concept) if concept else fact)
    return out
