"""How time grows with the length of a document: `python -m tests.bench.growth`.

python -m tests.bench.growth                       each seed, and made documents, at 1, 10 and 100 times their length
python -m tests.bench.growth --times 1 10          shorter
python -m tests.bench.growth --only 2006 made      documents whose name holds one of these
python -m tests.bench.growth --json                the figures for machines

A long document is a document written many times over (the seeds), many documents one after the other (the made ones,
each of another company), or many sections of prose, so nothing but the length grows. Others grow in one thing alone:
digits of a run, columns, rows, comments that nothing ends, lists in lists, a label, sentences of a paragraph. Given is
the processor time of each stage, the whole, and the whole per fact (where one thing alone grows, per byte) as a
multiple of that of the shortest: 1.0 is linear, 10 at ten times the length quadratic.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from extract.facts.statement import normalise
from extract.model import Settings
from extract.pipeline import profile_of
from extract.prove.judge import judge
from extract.read import read_pages
from extract.repairs import repair_grids
from tests.bench.make_tables import make_document
from tests.bench.write_forms import write

SEEDS = Path(__file__).parents[2] / "seeds"
STAGES = ("read", "repairs", "detect", "normalise", "prove")
_BETWEEN = b"\n\n"


def documents() -> Iterator[tuple[str, Callable[[int], bytes]]]:
    """Names of documents, and what gives them at a multiple of their length."""
    for path in sorted(SEEDS.glob("*.txt")):
        yield path.name, partial(_repeated, path.read_bytes())
    for form in ("pipe", "html"):
        yield f"made.{form}", partial(_made, form)
    yield "prose.md", _prose
    yield from GROWN.items()


def _digits(times: int) -> bytes:
    return b"Revenues of 1Q07 were JPY " + b"1234567890" * 40 * times + b" million.\n"


def _table(columns: int, rows: int, form: str) -> bytes:
    """A statement of so many years and rows, as HTML or between tabs."""
    lines = [["(JPY million)", *(f"FY{1600 + c}" for c in range(columns))]]
    lines += [[f"Revenue {r}", *(f"{1_000 + 7 * r + c:,}" for c in range(columns))] for r in range(rows)]
    if form == "tab":
        return "\n".join("\t".join(line) for line in lines).encode()
    body = "\n".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in line) + "</tr>" for line in lines)
    return f"<!DOCTYPE html><html><body><table>{body}</table></body></html>".encode()


def _marked(piece: str, times: int) -> bytes:
    return f"<!DOCTYPE html><html><body><p>Sales were JPY 5 million.</p>{piece * times}".encode()


def _label(words: str, times: int) -> bytes:
    """A statement of two rows, of which one has a label without end."""
    head = "| (JPY million) | FY2023 | FY2024 |\n|---|---:|---:|\n"
    return f"{head}| {words * 40 * times} | 1,234 | 5,678 |\n| Costs | 1,034 | 4,678 |\n".encode()


def _paragraph(told: str, times: int) -> bytes:
    return " ".join(told.format(n, n + 1_000) for n in range(20 * times)).encode()


GROWN: dict[str, Callable[[int], bytes]] = {
    "digits.txt": _digits,
    "columns.html": lambda times: _table(4 * times, 30, "html"),
    "columns.txt": lambda times: _table(4 * times, 30, "tab"),
    "rows.html": lambda times: _table(3, 100 * times, "html"),
    "rows.txt": lambda times: _table(3, 100 * times, "tab"),
    "comments.html": lambda times: _marked("<!-- a 5 ", 100 * times),
    "lists.html": lambda times: _marked("<ul><li>Sales 5 ", 100 * times),
    "tables-in-cells.html": lambda times: _marked("<table><tr><td>Sales 5", 10 * times),
    "label.md": partial(_label, "net cash provided by operations "),
    "label-capitals.md": partial(_label, "NET CASH a PROVIDED BY OPERATIONS "),
    "sentences.txt": partial(_paragraph, "Revenue of segment {0} rose 4.2% to JPY {1:,} million."),
    "sentences-ja.txt": partial(_paragraph, "第{0}事業の売上高は前年同期比4.2％増の{1:,}百万円となりました。"),
    "clauses.txt": partial(_paragraph, "revenue of segment {0} rose 4.2% to JPY {1:,} million,"),
    "brackets.txt": partial(_paragraph, "(({0}) and ({1:,}"),
}


def _repeated(data: bytes, times: int) -> bytes:
    return _BETWEEN.join([data] * times)


def _made(form: str, times: int) -> bytes:
    return _BETWEEN.join(write(make_document(1, number), form).bytes() for number in range(times))


def _prose(times: int) -> bytes:
    """Ten sections of words and figures at a time, each of another segment."""
    told = (
        "## {0}. Segment {0}\n\nRevenues of segment {0} for 1Q07 were JPY {1:,} million, up 4.2% from JPY {2:,} "
        "million for 1Q06. Operating income was JPY {3:,} million. We target "
        "revenues of JPY {4:,} million for FY2007.\n\n"
    )
    return "".join(
        told.format(n, 11_000 + 17 * n, 10_556 + 17 * n, 900 + 3 * n, 45_000 + 70 * n) for n in range(1, 10 * times + 1)
    ).encode()


def stage_times(data: bytes, name: str) -> tuple[dict[str, float], int]:
    """Milliseconds of processor time per stage, and how many facts came out."""
    settings = Settings()
    marks = [time.process_time()]
    reading, _ = read_pages(data, name, settings)
    marks.append(time.process_time())
    reading, _ = repair_grids(reading, settings)
    marks.append(time.process_time())
    profile, _ = profile_of(reading, settings)
    marks.append(time.process_time())
    statement, _ = normalise(reading, profile, settings)
    marks.append(time.process_time())
    judgement, _ = judge(statement, settings)
    marks.append(time.process_time())
    spent = {stage: (marks[at + 1] - marks[at]) * 1000 for at, stage in enumerate(STAGES)}
    return spent, len(judgement.statement.facts)


def measured(make: Callable[[int], bytes], name: str, times: int) -> dict[str, float]:
    """One line of figures for a document at so many times its length."""
    data = make(times)
    spent, facts = stage_times(data, name)
    whole = sum(spent.values())
    return {
        "times": times,
        "bytes": len(data),
        "facts": facts,
        **spent,
        "whole": whole,
        "per_fact": whole / (facts or 1),
    }


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench.growth", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--times", type=int, nargs="+", default=[1, 10, 100])
    parser.add_argument("--only", nargs="+", default=[""], help="documents whose name holds one of these")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args(argv)
    every = [(name, make) for name, make in documents() if any(part in name for part in given.only)]
    if not every:
        sys.exit("no document of that name")
    measured(every[0][1], every[0][0], 1)  # what is only loaded once counts for nobody
    figures: dict[str, list[dict[str, float]]] = {}
    if not given.json:
        print(
            f"{'document':42}{'times':>6}{'facts':>8}"
            + "".join(f"{s:>11}" for s in (*STAGES, "whole ms", "per fact or byte"))
        )
    for name, make in every:
        for times in given.times:
            line = measured(make, name, times)
            first = figures.setdefault(name, [line])[0]
            if line is not first:
                figures[name].append(line)
            by = "bytes" if name in GROWN else "facts"
            line["growth"] = (line["whole"] / (line[by] or 1)) / (first["whole"] / (first[by] or 1))
            if not given.json:
                stages = "".join(f"{line[stage]:11.0f}" for stage in (*STAGES, "whole"))
                print(f"{name[:40]:42}{times:6}{line['facts']:8}{stages}{line['growth']:10.2f}x", flush=True)
    if given.json:
        print(json.dumps(figures, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
