"""Trusted facts drawn at random, each beside what its document prints: `python -m tests.bench.draw FILE...`.

For a reader who judges by eye: label, heading, period, unit and value of a fact, the words that settled each of them,
and the line of the source on which it stands (for a page its number and box; `ir-extract show FILE --page N --image
OUT.png` draws it). The same seed draws the same facts.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator
from pathlib import Path

from extract import read
from extract.model import Fact, Location, Result

_WIDTH = 160


def drawn(result: Result, count: int, chance: random.Random) -> list[Fact]:
    """So many trusted facts of a result, or all that there are, in the order of the document."""
    trusted = [fact for fact in result.facts if fact.trusted]
    chosen = set(chance.sample(range(len(trusted)), min(count, len(trusted))))
    return [fact for index, fact in enumerate(trusted) if index in chosen]


def told(fact: Fact, lines: list[str]) -> Iterator[str]:
    """A fact in words, its grounds, and its place."""
    period = fact.period
    when = f"{period.start or ''}/{period.end}" if period is not None else "-"
    marks = ", ".join(f"{key}={value}" for key, value in sorted(fact.dimensions.items()))
    yield f"{fact.printed} = {fact.value} {fact.unit}  {when}  {fact.measure} {marks}".rstrip()
    yield f"    label   {' > '.join(fact.label)}   heading {' > '.join(fact.header)}"
    for aspect, grounds in sorted(fact.grounds.items()):
        said = "; ".join(f"{g.rank} «{g.printed or ''}»{_place(g.location)}" for g in grounds)
        yield f"    {aspect:7} {said}"
    yield f"    source {_place(fact.location)} {_line(fact.location, lines)}"


def _place(where: Location | None) -> str:
    if where is None:
        return ""
    return f" line {where.line}" if where.line is not None else f" page {where.page} {where.box}"


def _line(where: Location, lines: list[str]) -> str:
    if where.line is None or where.line > len(lines):
        return ""
    start = max(0, (where.start or 0) - _WIDTH // 2)
    return " ".join(lines[where.line - 1][start : start + _WIDTH].split())


def main(arguments: list[str] | None = None) -> int:
    """Draw from each file in turn and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--count", type=int, default=10, help="facts of each file")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(arguments)
    chance = random.Random(asked.seed)
    for path in asked.files:
        result = read(path)
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines() if path.suffix != ".pdf" else []
        facts = drawn(result, asked.count, chance)
        print(f"== {path.name}: {len(facts)} of {sum(f.trusted for f in result.facts)} trusted facts, {result.status}")
        for fact in facts:
            print("\n".join(told(fact, lines)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
