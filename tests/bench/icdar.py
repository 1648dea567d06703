"""ICDAR-2013, EU half, through the scorer beside the corpora; and what it costs, as a ratio to the floor.

    python tests/bench/icdar.py [--cheap] [--per-doc] [--only eu-004]

The floor is `get_text("rawdict")` + `get_drawings()` of PyMuPDF over the same pages in the same run.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
sys.path.insert(0, str(ROOT))


def main() -> int:
    from extract.read import _mupdf
    from extract.read.pdf_layout import page_to_layout
    from extract.tables.proposals import layout_to_tables

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cheap", action="store_true", help="never ask the costly proposers")
    parser.add_argument("--bare", action="store_true", help="take all rules and fills away: every table borderless")
    parser.add_argument("--per-doc", action="store_true")
    parser.add_argument("--only", default="")
    parser.add_argument("--out", default="")
    arguments = parser.parse_args()
    files = sorted((SHARED / "corpora" / "icdar2013-eu").glob(f"{arguments.only or 'eu-'}*.pdf"))
    documents, ours, floor, asked, table_pages = [], [], [], [], 0
    library = _mupdf.library()
    _mupdf.layout_boxes(library.open().new_page()) if not arguments.cheap else None
    for path in files:
        data = path.read_bytes()
        document = _mupdf.open_pdf(data, path.name)
        plain = library.open(stream=data, filetype="pdf")
        tables = []
        for index in range(document.page_count):
            page = plain[index]
            start = time.process_time()
            page.get_text("rawdict")
            page.get_drawings()
            floor.append(time.process_time() - start)
            start = time.process_time()
            page = document[index]
            layout, _ = page_to_layout(document, page, index + 1)
            if arguments.bare:
                layout.across, layout.down, layout.fills = [], [], []
            second = None if arguments.cheap else lambda page=page: _mupdf.table_boxes(page)
            found, steps = layout_to_tables(layout, second)
            ours.append(time.process_time() - start)
            if steps:
                asked.append((path.stem, index + 1, *steps))
            table_pages += bool(found)
            for table in (t for t in found if t.form != "chart"):
                tables.append(
                    {
                        "page": index + 1,
                        "bbox": None,
                        "cells": [
                            {
                                "row": s.row,
                                "col": s.column,
                                "rowspan": s.row_span,
                                "colspan": s.column_span,
                                "text": s.text,
                            }
                            for s in table.slots
                        ],
                    }
                )
        documents.append({"pdf": path.name, "tables": tables})
    with tempfile.NamedTemporaryFile("w", suffix=".json", delete=False) as out:
        json.dump(documents, out)
    if arguments.out:
        Path(arguments.out).write_text(json.dumps(documents))
    command = [sys.executable, str(SHARED / "bench" / "score.py"), "--pred", out.name, "--gt"]
    command += [str(SHARED / "corpora" / "icdar2013-eu")]
    command += ["--per-doc", "--tables"] if arguments.per_doc else []
    subprocess.run(command, check=False)
    ratios = sorted(a / b for a, b in zip(ours, floor, strict=True))
    print(
        f"pages {len(ours)}, with tables {table_pages}, asked the costly proposers on {len(asked)}; "
        f"CPU ms/page {1000 * statistics.mean(ours):.1f}, floor {1000 * statistics.mean(floor):.1f}; "
        f"x floor: total {sum(ours) / sum(floor):.2f}, mean {statistics.mean(ratios):.2f}, "
        f"median {statistics.median(ratios):.2f}, p95 {ratios[int(0.95 * len(ratios))]:.2f}; "
        f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MiB"
    )
    for line in asked:
        print("asked:", *line)
    return 0


if __name__ == "__main__":
    assert importlib.util.find_spec("pymupdf")
    raise SystemExit(main())
