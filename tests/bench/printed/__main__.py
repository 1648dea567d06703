"""Prints documents as PDF, reads them back and counts.

python -m tests.bench.printed                                     three documents in every style of tables and charts
python -m tests.bench.printed --charts --documents 10             the charts alone; --tables for the tables
python -m tests.bench.printed --styles ruled zebra --documents 20 --seed 3
python -m tests.bench.printed --truth tests/truth ../shared/truth --styles ruled slides
python -m tests.bench.printed --keep DIR                          keeps every PDF in which something went wrong
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from tests.bench.printed.bench import Bench, Read, product, run_styles, run_truth, table_of
from tests.bench.printed.chart import CHARTS
from tests.bench.printed.style import STYLES


def main(argv: list[str] | None = None, read: Read = product) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench.printed",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--documents", type=int, default=3, help="documents per style")
    parser.add_argument("--styles", nargs="*", default=[], choices=[*STYLES, *CHARTS], metavar="STYLE")
    parser.add_argument("--tables", action="store_true", help="all styles of tables")
    parser.add_argument("--charts", action="store_true", help="all styles of charts")
    parser.add_argument(
        "--truth", nargs="*", type=Path, default=[], help="print the tables of these truth files instead"
    )
    parser.add_argument("--keep", type=Path, default=None)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args(argv)
    bench = Bench(read, given.keep)
    names = [*given.styles, *(STYLES if given.tables else ()), *(CHARTS if given.charts else ())]
    if given.truth:
        run_truth(bench, names or list(STYLES), given.truth)
    else:
        run_styles(bench, names or [*STYLES, *CHARTS], given.seed, given.documents)
    report = bench.report()
    print(json.dumps(report, indent=2, ensure_ascii=False) if given.json else table_of(report))
    return 0


if __name__ == "__main__":
    sys.exit(main())
