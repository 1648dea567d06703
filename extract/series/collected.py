"""Results to the figures of one concept or label, each with what it is of and which document says it.

What is kept of a result is its document and the facts asked for, so that a large folder needs little memory.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
import regex as re

from extract.facts.concepts import concept_of
from extract.facts.losses import RESULTS, as_income, is_loss_alone
from extract.facts.subtotals import subtotal_columns
from extract.model import Document, Fact, Result
from extract.series.dimension_keys import PARTS, key_of, name_of_table, normal_text
from extract.series.model import Key

# `Total segment revenues` over segments: what is measured of each of them.
_OF_SEGMENTS = re.compile(
    r"^\s*(?:total )?(?:reportable |operating |business )?segments?(?:['’]s?)?\s+(?=\w)|^報告?セグメント(?:の)?(?=\w)",
    re.I,
)


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A fact, what it is of, and its document by number."""

    fact: Fact
    key: Key
    document: int


class Collected(msgspec.Struct, frozen=True, kw_only=True):
    """The documents at hand, their names, and the figures asked for. `copies`: names of files that hold what another
    holds, byte for byte. `losses`: figures that are called a loss and printed as an amount, of the concept with the
    other sign. `unitless`: how many figures asked for have no unit, by document."""

    documents: tuple[Document, ...]
    sources: tuple[str, ...]
    found: tuple[Found, ...]
    copies: tuple[tuple[str, str], ...] = ()
    losses: tuple[Found, ...] = ()
    unitless: dict[int, int] = {}


def collect_figures(results: Iterable[Result], *, concept: str | None, label: str | None) -> Collected:
    """The figures of a concept (`Revenues`, `jppfs_cor:NetSales`) or of a label, in all results."""
    documents: list[Document] = []
    sources: list[str] = []
    found: list[Found] = []
    losses: list[Found] = []
    unitless: dict[int, int] = {}
    copies: list[tuple[str, str]] = []
    seen: dict[str, str] = {}
    wanted = _local(concept) if concept is not None else None
    words = normal_text(label) if label is not None else None
    for result in results:
        first = seen.get(result.source.sha256)
        if first is not None:
            copies.append((result.source.name, first))
            continue
        seen[result.source.sha256] = result.source.name
        at = len(documents)
        documents.append(result.document)
        sources.append(result.source.name)
        titles = {table.id: name_of_table(table) for table in result.tables}
        subtotals = subtotal_columns(result.facts)
        for fact in result.facts:
            lost = False
            if wanted is not None:
                fact, lost = _with_own_concept(fact)
                if fact.concept is None or _local(fact.concept) != wanted:
                    continue
            key = key_of(fact, result.document, titles.get(fact.table or ""), subtotals)
            if wanted is not None and fact.unit is None and fact.status != "nil":
                unitless[at] = unitless.get(at, 0) + 1
            if key is not None and (words is None or _is_labelled(key, words)):
                (losses if lost else found).append(Found(fact=fact, key=key, document=at))
    return Collected(
        documents=tuple(documents), sources=tuple(sources), found=tuple(found), copies=tuple(copies),
        losses=tuple(losses), unitless=unitless,
    )  # fmt: skip


def _with_own_concept(fact: Fact) -> tuple[Fact, bool]:
    """A part's figure with the concept that its row names, for results give it to the figures of the entity only, and
    whether the row is a loss that is printed as an amount. Where the row names the part, the heading above it names
    what is measured: `Net sales > Japan`."""
    own = [fact.dimensions[name] for name in PARTS if name in fact.dimensions]
    if fact.concept is not None or not fact.label or fact.measure in ("share", "change"):
        return fact, False
    label = fact.label
    while own and label and " ".join(label[-1].split()) in own:
        label = label[:-1]
    if not label:
        return fact, False
    label = (*label[:-1], _OF_SEGMENTS.sub("", label[-1])) if own else label
    lost = is_loss_alone(label[-1])
    if own:
        earned = (concept_of((name,), None) for name in as_income(label[-1]))
        concept = next((each for each in earned if each is not None), None) if lost else concept_of(label[-1:], None)
    else:
        concept = next((each for each in fact.concept_candidates if lost and each in RESULTS), None)
    return msgspec.structs.replace(fact, concept=concept), lost and not (fact.value or "").startswith("-")


def _local(concept: str) -> str:
    """`jppfs_cor:NetSales` is `netsales`: the prefix of the taxonomy and the case do not count."""
    return concept.rpartition(":")[2].strip().casefold()


def _is_labelled(key: Key, words: str) -> bool:
    """Whether a row without a concept is called so, or its path ends so (`Revenues > Systems Integration`)."""
    if key.of == "concept":
        return False
    path = key.what.split(" > ")
    return any(" ".join(path[at:]) == words for at in range(len(path)))
