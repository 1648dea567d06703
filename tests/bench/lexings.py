"""How often a text is lexed, and what reading costs: `python -m tests.bench.lexings [FILE...]`.

For each lexer the times it was asked, the texts it was asked for, and the readings it made: one a text is the aim.
CPU is that of all stages, for 25 kB of text, after the words are loaded. Without files, the seeds.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from typing import Any

from extract import read
from extract.lex.company_names import companies_in
from extract.lex.heading_pieces import text_to_pieces
from extract.lex.label_units import unit_of_label
from extract.lex.numbers import find_figures, read_cell
from extract.lex.periods import find_periods, read_header_period
from extract.lex.units import find_units
from extract.model import Settings

LEXERS: tuple[Any, ...] = (
    find_figures, read_cell, find_units, unit_of_label, find_periods, read_header_period, text_to_pieces, companies_in,
)  # fmt: skip
SEEDS = Path(__file__).resolve().parents[2] / "seeds"
_UNIT = 25_000


def main(arguments: list[str] | None = None) -> int:
    """Read each file, then tell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    files = parser.parse_args(arguments).files or sorted(SEEDS.glob("*.txt"))
    settings = Settings(ocr="off")
    read(files[0], settings=settings)
    before = [lexer.cache_info() for lexer in LEXERS]
    size, spent = 0, -time.process_time()
    for path in files:
        size += path.stat().st_size
        read(path, settings=settings)
    spent += time.process_time()
    print(f"{len(files)} files, {size:,} bytes: {spent * _UNIT / size:.2f} s of CPU for each {_UNIT:,} bytes")
    print(f"{'lexer':20} {'asked':>8} {'readings':>8} {'kept':>8}")
    for lexer, was in zip(LEXERS, before, strict=True):
        info = lexer.cache_info()
        asked = info.hits + info.misses - was.hits - was.misses
        print(f"{lexer.__name__:20} {asked:8,} {info.misses - was.misses:8,} {info.currsize:8,}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
