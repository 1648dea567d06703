"""How time grows with the length of a document: `python -m tests.bench.growth`.

python -m tests.bench.growth                       each seed, and made documents, at 1, 10 and 100 times their length
python -m tests.bench.growth --times 1 10          shorter
python -m tests.bench.growth --only 2006 made      documents whose name holds one of these
python -m tests.bench.growth --json                the figures for machines

A long document is a document written many times over (the seeds), many documents one after the other (the made ones,
each of another company), or many sections of prose, so nothing but the length grows. Given is the processor time of
each stage, the whole, and the whole per fact as a multiple of that of the shortest: 1.0 is linear, 10 at ten times the
length quadratic.
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
            f"{'document':42}{'times':>6}{'facts':>8}" + "".join(f"{s:>11}" for s in (*STAGES, "whole ms", "per fact"))
        )
    for name, make in every:
        for times in given.times:
            line = measured(make, name, times)
            first = figures.setdefault(name, [line])[0]
            if line is not first:
                figures[name].append(line)
            line["growth"] = line["per_fact"] / first["per_fact"]
            if not given.json:
                stages = "".join(f"{line[stage]:11.0f}" for stage in (*STAGES, "whole"))
                print(f"{name[:40]:42}{times:6}{line['facts']:8}{stages}{line['growth']:10.2f}x", flush=True)
    if given.json:
        print(json.dumps(figures, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
