"""What the proof says of filings nobody damaged: `python -m tests.bench.harm`.

python -m tests.bench.harm                     every corpus that is present, a line per document
python -m tests.bench.harm --only tanshin      documents whose corpus or name holds this
python -m tests.bench.harm --list              every failing check, and every fact that is not as printed, in words
python -m tests.bench.harm --json              the counts for machines

A filing foots as its issuer printed it. A check that fails there, a conflict, a repair or an inferred figure is a fault
of our reading until the document shows otherwise, so all of them are to be read, not only counted.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from extract.model import Result
from extract.pipeline import read
from tests.bench import edinet
from tests.bench.write_forms import write

CORPORA = Path(__file__).parents[3] / "shared" / "corpora"
PAGES = {
    "tanshin": ("jpx-tanshin-html", "*.htm*"),
    "raccoon": ("raccoon-ixbrl-fy2024", "**/*.htm*"),
    "filings": ("filings", "*/plain.html"),
    "tis": ("tis-yuho-fy2016", "*.pdf"),
}
STATUSES = ("verbatim", "split", "nil", "conflict", "repaired", "inferred", "unresolved")
VERDICTS = ("holds", "forced", "fails")
HARM = ("repaired", "inferred", "conflict", "fails")


def documents(tables: int, only: str) -> Iterator[tuple[str, str, bytes]]:
    """(corpus, name, content) of every document at hand, in the order of their names."""
    for corpus, (folder, pattern) in PAGES.items():
        for path in sorted((CORPORA / folder).glob(pattern)):
            name = f"{path.parent.name}/{path.name}" if pattern.startswith("*/") else path.name
            if only in f"{corpus}/{name}":
                yield corpus, name, path.read_bytes()
    if edinet.available() and tables:
        for document in edinet.documents(tables):
            if only in f"edinet/{document.name}":
                yield "edinet", document.name.replace(".txt", ".html"), write(document, "html").bytes()


def counted(result: Result) -> Counter[str]:
    """How many facts have each status, and how many checks each verdict."""
    counts = Counter(fact.status for fact in result.facts)
    counts += Counter(check.verdict for check in result.checks)
    counts["facts"] = len(result.facts)
    return counts


def told(result: Result) -> Iterator[str]:
    """Each failing check, and each fact whose value the proof changed, doubted or could not find, in words."""
    for check in result.checks:
        if check.verdict == "fails":
            yield f"{check.id} {check.identity}: {check.explanation}"
    for fact in result.facts:
        if fact.status in ("conflict", "repaired", "inferred", "unresolved"):
            yield f"{fact.id} {fact.status} line {fact.location.line}: {fact.explanation or fact.printed}"


def row(name: str, counts: Counter[str]) -> str:
    """One line of the table of counts."""
    figures = [counts["facts"], *(counts[key] for key in (*STATUSES, *VERDICTS))]
    return f"{name[:44]:46}" + "".join(f"{figure:11}" for figure in figures)


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench.harm", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", default="", help="documents whose corpus/name holds this")
    parser.add_argument("--tables", type=int, default=200, help="so many tables of the corpus of annual reports")
    parser.add_argument("--list", action="store_true", help="also say what is wrong, in words")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args(argv)
    every: dict[str, Counter[str]] = {}
    sums: dict[str, Counter[str]] = {}
    if not given.json:
        print(
            row("document", Counter()).replace("0", " ")[:46]
            + "".join(f"{k:>11}" for k in ("facts", *STATUSES, *VERDICTS))
        )
    for corpus, name, content in documents(given.tables, given.only):
        result = read(content, name=name)
        counts = every[f"{corpus}/{name}"] = counted(result)
        sums.setdefault(corpus, Counter()).update(counts)
        lines = list(told(result)) if given.list else []
        if not given.json and (corpus != "edinet" or lines):
            print(row(name, counts))
            for line in lines:
                print("    " + line)
    if given.json:
        print(json.dumps({name: dict(sorted(c.items())) for name, c in every.items()}, ensure_ascii=False, indent=1))
        return 0
    for corpus, counts in sums.items():
        print(row(f"all of {corpus}", counts))
    for corpus, counts in sums.items():
        wrong = ", ".join(f"{key} {1000 * counts[key] / max(1, counts['facts']):.2f}" for key in HARM)
        print(f"{corpus}: per 1,000 facts {wrong}")
    if not every:
        sys.exit("no corpus at hand")
    return 0


if __name__ == "__main__":
    sys.exit(main())
