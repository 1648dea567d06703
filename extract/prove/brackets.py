"""What round brackets mean, told by the sums: `(48,217)` is a minus where the table adds up with it as one.

    有形固定資産の取得による支出       (48,217)   (51,604)      with brackets as minus both columns come out to
    定期預金の払戻による収入            17,905     12,386      their total; read as they stand they would have to be
    投資有価証券の取得による支出        (2,118)    (3,047)      subtracted without a word that says so
    投資活動によるキャッシュ・フロー   (32,430)   (42,265)

Documents in which △ is the minus put remarks in brackets, those that follow international custom put losses there. The
tables in which sums tell decide for those of the same document in which none does, if they agree. Where the sums are
silent, figures stay as they were read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

import msgspec
import regex

from extract.model import Fact, Ground, Statement
from extract.prove.sums import Sums
from extract.prove.view import View, is_money

_FIGURE = r"[(（]\s*[\d０-９][\d０-９,，.．\s]*"
_BRACKETED = regex.compile(rf"{_FIGURE}[)）]\s*[%％]?|{_FIGURE}[%％]\s*[)）]")
_LEAST = 14.0  # bits that the sums of a table must tell, read with brackets as minus
_MARGIN = 4.0  # and by how many these must be more than they tell as it was read
_FAILS = 8.0  # what a column in which a sum fails tells against it
_RULE = "brackets_by_sums"


def with_signs(statement: Statement) -> Statement:
    """The statement with figures in brackets turned negative where the sums of the document say so."""
    bracketed = [i for i, fact in enumerate(statement.facts) if _is_bracketed(fact)]
    if not bracketed:
        return statement
    tables = {fact.table for fact in (statement.facts[i] for i in bracketed)}
    there = [i for i, fact in enumerate(statement.facts) if fact.table in tables]
    marked = {statement.facts[i].id for i in bracketed}
    plain = [statement.facts[i] for i in there]
    turned = [_turned(fact) if fact.id in marked else fact for fact in plain]
    as_read, as_minus = (_told(statement, facts, marked) for facts in (plain, turned))
    minus = {t for t in tables if as_minus[t] >= _LEAST and as_minus[t] >= as_read[t] + _MARGIN}
    remark = {t for t in tables if as_read[t] >= _LEAST and as_read[t] >= as_minus[t] + _MARGIN}
    if not minus:
        return statement
    wide = minus if remark else tables
    chosen = {i for i in bracketed if statement.facts[i].table in wide}
    facts = tuple(_turned(fact) if i in chosen else fact for i, fact in enumerate(statement.facts))
    return msgspec.structs.replace(statement, facts=facts)


def _is_bracketed(fact: Fact) -> bool:
    """Whether a figure of a table stands in brackets, and nothing but it, and is read as positive."""
    if fact.table is None or fact.status != "verbatim" or fact.value is None or fact.value.startswith("-"):
        return False
    measurable = is_money(fact.unit) or fact.unit in ("percent", "percentage_point")
    return measurable and fact.value != "0" and _BRACKETED.fullmatch((fact.printed or "").strip()) is not None


def _turned(fact: Fact) -> Fact:
    ground = Ground(rank="document", rule=_RULE, printed=fact.printed, location=fact.location)
    return msgspec.structs.replace(fact, value=f"-{fact.value}", grounds=fact.grounds | {"sign": (ground,)})


def _told(statement: Statement, facts: list[Fact], marked: Collection[str]) -> dict[str | None, float]:
    """For each table, what its sums tell in which figures in brackets take part, in bits."""
    view = View(msgspec.structs.replace(statement, facts=tuple(facts), blanks=()))
    told: dict[str | None, float] = defaultdict(float)
    best: dict[tuple[str, int, tuple[int, ...]], float] = {}
    for found in Sums(view).found:
        nodes = (found.total, *(node for node, _ in found.parts))
        at = next((k for k in found.sum.held if k in found.sum.bits), None)
        if at is None or not any(view.nodes[n].id in marked and view.nodes[n].value for n in nodes):
            continue
        worth = sum(found.sum.bits[k] for k in found.sum.held if k in found.sum.bits) - found.sum.cost
        worth -= _FAILS * len(found.sum.failed)
        key = (found.lane.table, found.sum.total, tuple(line for line, _ in found.sum.parts))
        best[key] = max(best.get(key, 0.0), worth)
    for (table, *_), worth in best.items():
        told[table] += max(0.0, worth)
    return told
