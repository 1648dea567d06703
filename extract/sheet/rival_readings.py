"""A figure of which the document itself gives two readings: what is drawn, and what the file says stands there."""

from __future__ import annotations

import msgspec

from extract.lex.numbers import find_figures
from extract.lex.numerals import plain
from extract.model import Candidate, Fact, Span


def with_rivals(fact: Fact, span: Span) -> Fact:
    """The fact without value and with both readings as candidates, where the span it is printed in has rivals.

    Drawn `666` of which the file says `999` gives the candidates 666 and 999, in the unit of the fact.
    """
    rivals = span.rivals
    if not rivals or fact.status == "nil":
        return fact
    drawn = find_figures(span.text)
    scale = (drawn[0].digits if drawn else 0) - (fact.decimals or 0)
    readings = [Candidate(value=fact.value, why="as drawn")] if fact.value is not None else list(fact.candidates)
    for rival in rivals:
        said = find_figures(rival)
        value = plain(said[0].value.scaleb(scale)) if len(said) == 1 else rival
        readings.append(Candidate(value=value, why=f"the file says or shows `{rival}` here"))
    return msgspec.structs.replace(fact, value=None, status="unresolved", candidates=tuple(readings))
