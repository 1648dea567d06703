"""ICDAR-2013, EU half, read as shipped and scored by the scorer beside the corpora; and what it costs, as a ratio to
the floor.

    python -m tests.bench.icdar [--per-doc] [--only eu-004] [--out TABLES.json]

Each document is run through `ir-extract run`, with repairs, charts and second opinions on, and the tables of its JSON
are scored: a table over several pages counts on each with the rows printed there, and charts are none. The floor is
`get_text("rawdict")` + `get_drawings()` of PyMuPDF over the same pages; the cost is the CPU time of the command and of
all programs it asks, without what it takes for a page of one line. Ratios are by document.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

from extract.read import _mupdf

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"


def tables_of(result: dict[str, Any]) -> list[dict[str, Any]]:
    """The tables of a result in the form of the scorer: a part for each page on which a table stands.

    >>> cell = {"row": 3, "column": 1, "row_span": 1, "column_span": 1, "text": "12", "location": {"page": 2}}
    >>> tables_of({"tables": [{"kind": None, "cells": [cell]}]})[0]["page"]
    2
    """
    tables = []
    for table in result["tables"]:
        if table["kind"] == "chart":
            continue
        pages: dict[int, list[dict[str, Any]]] = defaultdict(list)
        for cell in table["cells"]:
            names = {"row": "row", "column": "col", "row_span": "rowspan", "column_span": "colspan", "text": "text"}
            pages[cell["location"]["page"]].append({ours: cell[name] for name, ours in names.items()})
        tables += [{"page": page, "bbox": None, "cells": cells} for page, cells in sorted(pages.items())]
    return tables


def run(path: Path, folder: Path) -> float:
    """Reads a document into a folder; returns the CPU seconds of the command, which does the work itself, and of the
    programs it asks."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "extract", "run", str(path), "--out", str(folder), "--quiet", "--jobs", "0"]
    subprocess.run(command, check=False, cwd=ROOT, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def floor_of(path: Path) -> tuple[int, float]:
    """Pages of a document, and the CPU seconds of taking words and drawings off them."""
    document = _mupdf.library().open(path)
    start = time.process_time()
    for page in document:
        page.get_text("rawdict")
        page.get_drawings()
    return document.page_count, time.process_time() - start


def main() -> int:
    """Run, score and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--per-doc", action="store_true")
    parser.add_argument("--only", default="eu-")
    parser.add_argument("--out", type=Path, help="keep the tables as they are scored")
    given = parser.parse_args()
    corpus = SHARED / "corpora" / "icdar2013-eu"
    files = sorted(corpus.glob(f"{given.only}*.pdf"))
    if not files:
        print("the corpus is not there")
        return 0
    documents, ours, floors, pages = [], [], [], 0
    with tempfile.TemporaryDirectory() as folder:
        nothing = Path(folder) / "nothing.pdf"
        line = _mupdf.library().open()
        line.new_page().insert_text((72, 72), "Nothing.")
        line.save(nothing)
        start = run(nothing, Path(folder) / "none")
        for path in files:
            out = Path(folder) / path.stem
            ours.append(max(0.0, run(path, out) - start))
            count, floor = floor_of(path)
            floors.append(floor)
            pages += count
            written = out / f"{path.stem}.json"
            result = json.loads(written.read_text()) if written.exists() else {"tables": []}
            documents.append({"pdf": path.name, "tables": tables_of(result)})
        scored = given.out or Path(folder) / "tables.json"
        scored.write_text(json.dumps(documents))
        command = [sys.executable, str(SHARED / "bench" / "score.py"), "--pred", str(scored), "--gt", str(corpus)]
        subprocess.run([*command, *(["--per-doc", "--tables"] if given.per_doc else [])], check=False)
    ratios = sorted(own / floor for own, floor in zip(ours, floors, strict=True))
    print(
        f"documents {len(files)}, pages {pages}; CPU ms a page {1000 * sum(ours) / pages:.1f}, "
        f"floor {1000 * sum(floors) / pages:.1f}; x floor: all {sum(ours) / sum(floors):.2f}, "
        f"mean {statistics.mean(ratios):.2f}, median {statistics.median(ratios):.2f}, "
        f"p95 {ratios[int(0.95 * (len(ratios) - 1))]:.2f}; the command alone {start:.2f} s"
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
