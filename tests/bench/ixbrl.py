"""An annual report as inline XBRL against its own tags: `python -m tests.bench.ixbrl [--json] [--misses] [--pdf]`.

974 tagged figures of 23 files, each with its cell, row label, scale and sign; and 88 tagged dashes. Where the corpus
names no label, none is asked for. Each file is read
as a document of its own, so that years which only another file dates stay undated; `--whole` reads the filing as one
document. `--pdf` scores the PDF prints of ten of the files in the same way.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import defaultdict
from datetime import date
from decimal import Decimal
from pathlib import Path

from extract.model import Fact, Settings
from extract.pipeline import read
from tests.bench.filing import Score, Truth, context_to_period, figure_of, report, same_label, score

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "corpora" / "raccoon-ixbrl-fy2024"
YEAR_END = date(2024, 4, 30)
UNITS = {"shares": "count", "JPYPerShares": "JPY_per_share"}


def available() -> bool:
    return (FOLDER / "facts.jsonl").exists()


def truths() -> list[Truth]:
    """Tagged figures and dashes by file. The sign is that of the print: a tag may turn it round."""
    out = []
    for line in (FOLDER / "facts.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        printed = row["text"] or row["cell_text"] or ""
        unit = UNITS.get(row["unit"], row["unit"])
        value = None if row["value"] is None else Decimal(row["value"])
        if row["scale"] == "-2" and value is not None:
            unit, value = "percent", value * 100
        cell = row["cell_text"] or row["text"]
        if value is not None and row["sign"] == "-" and not cell.lstrip().startswith(("△", "▲", "-", "−")):
            value = abs(value)
        elif value is not None and row["sign"] == "-":
            printed = "-" + row["text"]
        out.append(
            Truth(
                name=row["name"].split(":")[-1] + "".join(f"[{m}]" for m in row["context"].split("_")[1:]),
                printed=printed,
                value=value,
                unit=unit,
                period=context_to_period(row["name"], row["context"], YEAR_END),
                labels=(row["row_label"],) if row["row_label"] and any(c.isalpha() for c in row["row_label"]) else (),
                place=row["file"],
                file=row["file"],
            )
        )
    return out


def facts_by_print(path: Path) -> dict[str, list[Fact]]:
    result = read(path.read_bytes(), name=path.name, settings=Settings(tags="off"))
    found: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact in result.facts:
        found[print_of(fact)].append(fact)
    return found


def print_of(fact: Fact) -> str:
    return "nil" if fact.status == "nil" else figure_of(fact.printed or "")


def whole_filing() -> dict[str, dict[str, list[Fact]]]:
    """The files one after the other as one document, its facts by the file in which they are printed."""
    head, starts, bodies = "", [], []
    for path in sorted((FOLDER / "html").glob("*.htm")):
        text = path.read_text(encoding="utf-8")
        opened = re.search(r"<body[^>]*>", text)
        assert opened is not None
        head = head or text[: opened.end()] + "\n"
        body = text[opened.end() : text.rindex("</body>")] + "\n"
        starts.append((path.name[:7], body.count("\n")))
        bodies.append(body)
    result = read(
        (head + "".join(bodies) + "</body></html>").encode(), name="filing.htm", settings=Settings(tags="off")
    )
    ends: list[tuple[int, str]] = []
    at = head.count("\n")
    for name, lines in starts:
        at += lines
        ends.append((at, name))
    found: dict[str, dict[str, list[Fact]]] = {name: {} for name, _ in starts}
    for fact in result.facts:
        name = next(name for end, name in ends if (fact.location.line or 0) <= end)
        found[name].setdefault(print_of(fact), []).append(fact)
    return found


def run(form: str) -> tuple[Score, Score]:
    """Scores of the figures and of the dashes."""
    if form == "whole":
        files = whole_filing()
    else:
        files = {p.name[:7]: facts_by_print(p) for p in sorted((FOLDER / form).iterdir())}

    def facts_at(truth: Truth) -> list[Fact]:
        found = files[truth.file]
        if truth.value is None:
            return [f for f in found.get("nil", []) if truth.labels and is_labelled(f, truth)]
        wanted = figure_of(truth.printed)
        other = wanted.removeprefix("-") if wanted.startswith("-") else f"-{wanted}"
        return [*found.get(wanted, []), *found.get(other, [])]

    def labels_at(truth: Truth, fact: Fact) -> list[str]:
        return list(truth.labels)

    asked = [t for t in truths() if t.file in files]
    figures = score([t for t in asked if t.value is not None], facts_at, labels_at)
    return figures, score([t for t in asked if t.value is None], facts_at, labels_at)


def is_labelled(fact: Fact, truth: Truth) -> bool:
    return any(same_label(part, truth.labels) for part in (*fact.label, " ".join(fact.label)))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="figures for machines")
    parser.add_argument(
        "--misses", action="store_true", help="every truth that is not right, and the fact taken for it"
    )
    parser.add_argument("--pdf", action="store_true", help="the PDF prints of ten of the files instead of the HTML")
    parser.add_argument("--whole", action="store_true", help="the HTML files as one document")
    arguments = parser.parse_args()
    if not available():
        print(f"no corpus at {FOLDER}", file=sys.stderr)
        return 2
    form = "pdf" if arguments.pdf else "whole" if arguments.whole else "html"
    figures, dashes = run(form)
    for name, result in ((f"raccoon {form} figures", figures), (f"raccoon {form} dashes", dashes)):
        print(report(name, result, as_json=arguments.json, misses=arguments.misses))
    return int(any(o.kind == "silent" for o in figures.outcomes))


if __name__ == "__main__":
    raise SystemExit(main())
