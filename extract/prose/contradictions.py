"""Where the words and the figures of one sentence disagree: told, never chosen between."""

from __future__ import annotations

from decimal import Decimal

import regex as re

from extract import model
from extract.problems import problem
from extract.prose.passages import Passage
from extract.prose.told import Told
from extract.prose.words import direction_within

_NAMES = {1: "growth", -1: "decline"}
_FROM_TO = re.compile(r"\bfrom\s*$", re.IGNORECASE)
_TO = re.compile(r"\bto\s*$", re.IGNORECASE)


def contradictions(told: list[Told], passage: Passage) -> list[model.Problem]:
    """Growth that is said of a level below its base, or decline of one above it; and a sign against its word."""
    problems = []
    for index, statement in enumerate(told):
        sign, word = statement.number.sign, statement.word
        if statement.role == "change" and sign and word is not None and (sign == "+") != (word > 0):
            problems.append(_problem(passage, statement, _NAMES[word], sign))
        pair = _pair(told, index)
        if pair is None:
            continue
        level, base, way = pair
        if level.value is None or base.value is None:
            continue
        moved = level.value * level.sign - base.value * base.sign
        if moved and (moved > 0) != (way > 0):
            problems.append(
                _problem(
                    passage, statement, _NAMES[1 if way > 0 else -1], f"{_told(base.value)} to {_told(level.value)}"
                )
            )
    return problems


def _pair(told: list[Told], index: int) -> tuple[Told, Told, int] | None:
    """Level, base and direction of one comparison that ends with the statement at `index`."""
    base = told[index]
    earlier = [t for t in told[max(0, index - 2) : index] if t.subject == base.subject]
    if base.role == "base" and _FROM_TO.search(base.before):
        level = next((t for t in earlier if t.role == "level" and t.unit == base.unit), None)
        change = next((t for t in earlier if t.role == "change"), None)
        if level is not None:
            sign = (change.word or (1 if (change.value or 0) > 0 else -1)) if change else direction_within(level.before)
            return (level, base, sign) if sign else None
    if base.role == "level" and _TO.search(base.before):
        start = next((t for t in earlier if t.role == "base" and t.unit == base.unit), None)
        if start is not None:
            change = next(
                (t for t in told[max(0, index - 3) : index] if t.role == "change" and t.subject == base.subject), None
            )
            sign = change.word if change and change.word else direction_within(start.before)
            return (base, start, sign) if sign else None
    return None


def _told(value: Decimal) -> str:
    return f"{value:f}"


def _problem(passage: Passage, statement: Told, word: str, figures: str) -> model.Problem:
    span = passage.block.span.cut(statement.number.at, statement.number.to)
    return problem(
        "word_contradicts_arithmetic",
        f"the words say {word}, the figures say {figures}",
        location=span.location,
        data={"word": word, "figures": figures},
    )
