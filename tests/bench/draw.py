"""Trusted facts drawn at random, each beside what its document prints: `python -m tests.bench.draw FILE...`.

For a reader who judges by eye: label, heading, period, unit and value of a fact, the words that settled each of them,
and what the source prints: the row of its table under the rows that head it, `[…]` around the figure, and the line on
which it stands, without tags. `--crops DIR` writes a picture of the row of every fact of a PDF, under the headings of
its table. The same seed draws the same facts.
"""

from __future__ import annotations

import argparse
import html
import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from extract import read
from extract.model import Box, Fact, Location, Result, Table, TableCell
from extract.read.render import render_part

_WIDTH = 160
_LONGEST_CELL = 40
_TAG = re.compile(r"<[^<>]*>?|^[^<>]*>")
_ROOM = 6.0  # points around the row of a crop


def drawn(result: Result, count: int, chance: random.Random) -> list[Fact]:
    """So many trusted facts of a result, or all that there are, in the order of the document."""
    trusted = [fact for fact in result.facts if fact.trusted]
    chosen = set(chance.sample(range(len(trusted)), min(count, len(trusted))))
    return [fact for index, fact in enumerate(trusted) if index in chosen]


def told(fact: Fact, lines: list[str], table: Table | None = None) -> Iterator[str]:
    """A fact in words, its grounds, the rows of its table that print it, and its place."""
    period = fact.period
    when = f"{period.start or ''}/{period.end}" if period is not None else "-"
    marks = ", ".join(f"{key}={value}" for key, value in sorted(fact.dimensions.items()))
    status = "" if fact.status == "verbatim" else f" {fact.status}"
    yield f"{fact.printed} = {fact.value} {fact.unit}  {when}  {fact.measure}{status} {marks}".rstrip()
    yield f"    label   {' > '.join(fact.label)}   heading {' > '.join(fact.header)}"
    for aspect, grounds in sorted(fact.grounds.items()):
        said = "; ".join(f"{g.rank} «{g.printed or ''}»{_place(g.location)}" for g in grounds)
        yield f"    {aspect:7} {said}"
    for row in rows_of(fact, table) if table is not None else ():
        yield f"    row     {row}"
    yield f"    source {_place(fact.location)} {_line(fact.location, lines)}".rstrip()


def rows_of(fact: Fact, table: Table) -> Iterator[str]:
    """The rows of a table that head its columns, and the row of a fact, as they were read."""
    heads = {cell.row for cell in table.cells if cell.role == "header"}
    for row in sorted(heads | ({fact.row} if fact.row is not None else set())):
        cells = sorted((cell for cell in table.cells if cell.row == row), key=lambda cell: cell.column)
        yield " | ".join(_cell(cell, fact) for cell in cells)


def _cell(cell: TableCell, fact: Fact) -> str:
    text = " ".join(cell.text.split())
    text = text if len(text) <= _LONGEST_CELL else f"{text[:_LONGEST_CELL]}…"
    return f"[{text}]" if (cell.row, cell.column) == (fact.row, fact.column) else text


def crop_of(fact: Fact, table: Table | None) -> Box | None:
    """The part of a page that shows a fact: its row, up to the first heading of its table where that is on its page."""
    where = fact.location
    if where.page is None or where.box is None:
        return None
    own = table.cells if table is not None else ()
    shown = [c for c in own if c.location.page == where.page and (c.row == fact.row or c.role == "header")]
    boxes = [where.box, *(c.location.box for c in shown if c.location.box is not None)]
    left, top = min(b[0] for b in boxes), min(b[1] for b in boxes)
    return left, top, max(b[2] for b in boxes), where.box[3]


def _place(where: Location | None) -> str:
    if where is None:
        return ""
    return f" line {where.line}" if where.line is not None else f" page {where.page} {where.box}"


def _line(where: Location, lines: list[str]) -> str:
    """The text around a place of a line, tags left out."""
    if where.line is None or where.line > len(lines):
        return ""
    line, at, end = lines[where.line - 1], where.start or 0, where.end or where.start or 0
    before, after = _plain(line[:at])[-_WIDTH // 2 :], _plain(line[end:])[: _WIDTH // 2]
    return " ".join(f"{before}[{_TAG.sub('', line[at:end])}]{after}".split())


def _plain(text: str) -> str:
    return html.unescape(_TAG.sub(" ", text)) if "<" in text or ">" in text else text


def main(arguments: list[str] | None = None) -> int:
    """Draw from each file in turn and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--count", type=int, default=10, help="facts of each file")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--crops", type=Path, help="a folder for pictures of the rows of PDFs")
    asked = parser.parse_args(arguments)
    chance = random.Random(asked.seed)
    for path in asked.files:
        result = read(path)
        tables = {table.id: table for table in result.tables}
        is_pdf = path.suffix == ".pdf"
        lines = [] if is_pdf else path.read_text(encoding="utf-8", errors="replace").splitlines()
        facts = drawn(result, asked.count, chance)
        print(f"== {path.name}: {len(facts)} of {sum(f.trusted for f in result.facts)} trusted facts, {result.status}")
        for fact in facts:
            table = tables.get(fact.table or "")
            print("\n".join(told(fact, lines, table)))
            box = crop_of(fact, table) if is_pdf and asked.crops is not None else None
            if box is not None:
                asked.crops.mkdir(parents=True, exist_ok=True)
                picture = asked.crops / f"{path.stem}-{fact.id}.png"
                picture.write_bytes(render_part(path.read_bytes(), fact.location.page or 1, box, margin=_ROOM))
                print(f"    crop    {picture}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
