"""A comparison for the eyes of a person: one line a difference, what follows from others left out unless asked for."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.rule import Rule
from rich.text import Text

from extract.compare.folders import Compared, Comparison
from extract.diff import Difference
from extract.lex.harmless import harmless

# What follows when a fact changes or a table is put in; and what says how, not what.
FOLLOWS = frozenset({"moved", "grounds", "proof", "header"})
STYLES = {"value": "bold red", "sign": "bold red", "scale": "bold red", "lost": "red", "gained": "green"}
STATES = {"new": "green", "gone": "red", "changed": "yellow"}


def is_told(each: Difference) -> bool:
    """Whether a difference is told without being asked for: of a fact, a problem, or the document's own properties."""
    if each.subject == "fact":
        return each.kind not in FOLLOWS
    return each.subject == "problem" or (each.subject == "document" and each.name not in ("definitions", "evidence"))


def comparison_to_renderables(found: Comparison, *, everything: bool, limit: int) -> Iterator[RenderableType]:
    """Document by document what `diff` prints; at most `limit` lines of differences, and how many were left out."""
    left, untold = limit, 0
    for each in found.documents:
        if each.state == "same":
            continue
        yield _head(each)
        lines = [one for one in each.differences if everything or is_told(one)]
        for one in lines[:left]:
            yield _line(one)
        untold += max(0, len(lines) - left)
        left = max(0, left - len(lines))
        follows = len(each.differences) - len(lines)
        if follows:
            yield Text(f"  and {follows} that follow (moved, tables, grounds, checks): --all", "dim")
    if untold:
        yield Text(f"{untold} more lines: --limit {limit + untold} prints all of them", "dim")


def _head(each: Compared) -> RenderableType:
    told = f"{harmless(each.name)}: {each.state}"
    facts = "" if each.state == "changed" else f", {each.facts} facts"
    return Rule(Text(told + facts, STATES[each.state]), align="left")


def _line(one: Difference) -> Text:
    where = f"line {one.line}" if one.line else f"page {one.page}" if one.page else ""
    text = Text("  ")
    text.append(f"{one.kind:<9}", STYLES.get(one.kind, "cyan"))
    text.append(f" {harmless(one.name)}")
    text.append(f"  {where}" if where else "", "dim")
    text.append(f"\n            {_side(one.before)} -> {_side(one.after)}")
    return text


def _side(side: str | None) -> str:
    return harmless(" ".join(side.split())) if side else "nothing"
