"""A 117-page annual report as PDF against its own XBRL: `python -m tests.bench.tis [--json] [--misses]`.

891 amounts in yen with the string each is printed as and the pages on which that string stands. The periods come from
the XBRL contexts; a label is right when it is the element's Japanese name, or the words that stand on the page to the
left of the number (above and below it, where a label of several lines is centred on its numbers).
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
import unicodedata
from collections import defaultdict
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pymupdf

from extract.model import Fact
from extract.pipeline import read
from tests.bench.filing import Score, Truth, context_to_period, figure_of, report, score

CORPORA = Path(__file__).resolve().parents[3] / "shared" / "corpora"
FOLDER = CORPORA / "tis-yuho-fy2016"
YEAR_END = date(2017, 3, 31)
Word = tuple[float, float, float, float, str]


def available() -> bool:
    return (FOLDER / "facts_FY2016.jsonl").exists()


def element_labels() -> dict[str, str]:
    """The Japanese label of each element of the two taxonomies."""
    labels: dict[str, str] = {}
    for name, column in (("edinet_jpcrp_cor_labels.tsv", 2), ("edinet_jppfs_cor_labels.tsv", 1)):
        for line in (CORPORA / "taxonomies" / name).read_text(encoding="utf-8").splitlines()[1:]:
            parts = line.split("\t")
            labels[parts[0]] = parts[column].split("、経営指標等")[0]
    return labels


def truths(pages_of: dict[int, Page]) -> list[Truth]:
    """The printed amounts in yen, with the pages on which their string stands (the corpus names eight at the most)."""
    labels = element_labels()
    out = []
    for line in (FOLDER / "facts_FY2016.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        pages = row["pages_with_that_string"]
        if row["unit"] != "JPY" or not pages:
            continue
        label = labels.get(row["name"])
        if len(pages) > 7:
            pages = [number for number, page in pages_of.items() if page.prints(row["expected_display"])]
        truth = Truth(
            name=row["name"] + "".join(f"[{m.split(':')[-1]}]" for m in row["members"]),
            printed=row["expected_display"],
            value=Decimal(row["value"]),
            unit="JPY",
            period=context_to_period(row["name"], row["context"], YEAR_END),
            labels=(label,) if label else (),
            place=f"p{','.join(map(str, pages))}"[:20],
            own=tuple(pages),
        )
        out.append(truth)
    return placed(out)


def placed(found: list[Truth]) -> list[Truth]:
    """The truths stand in the order of the filing: a string that stands on several pages is on one between the pages
    of the nearest truths before and after that stand on one page only."""
    out = []
    for n, truth in enumerate(found):
        first = next((t.own[0] for t in reversed(found[: n + 1]) if len(t.own) == 1), 1)
        last = next((t.own[0] for t in found[n:] if len(t.own) == 1), 10**6)
        own = tuple(page for page in truth.own if first <= page <= last)
        assert own, truth
        out.append(replace(truth, own=own, elsewhere=tuple(p for p in truth.own if p not in own)))
    return out


class Page:
    """The words of a page, read apart from the product's own reader."""

    def __init__(self, page: pymupdf.Page) -> None:
        self.words: list[Word] = [w[:5] for w in page.get_text("words")]

    def prints(self, text: str) -> bool:
        """Whether a figure stands on the page, whatever words are set close to it."""
        return any(re.search(rf"(?<![\d,.△▲-]){re.escape(text)}(?![\d,.])", w[4]) for w in self.words)

    def row_labels(self, box: tuple[float, float, float, float]) -> list[str]:
        """Words on the line of a number to its left: all of them, the nearest run, and with the lines around them."""
        x0, y0, _, y1 = box
        left = [w for w in self.words if w[2] <= x0 + 1]
        middle, high = (y0 + y1) / 2, y1 - y0
        out = []
        for reach in (0.5, 1.0, 1.6, 2.2):
            near = [w for w in left if abs((w[1] + w[3]) / 2 - middle) <= reach * high and is_word(w[4])]
            near.sort(key=lambda w: (round((w[1] + w[3]) / 2 / (0.6 * high)), w[0]))
            if near:
                out.append("".join(w[4] for w in near))
                out.append(near[-1][4])
            if reach == 0.5 and near:
                # one list beside another: what stands behind the last number to the left
                numbers = [w[2] for w in left if abs((w[1] + w[3]) / 2 - middle) <= 0.5 * high and not is_word(w[4])]
                edge = max(numbers, default=0.0)
                out.append("".join(w[4] for w in near if w[0] >= edge - 1))
        return [text for text in out if text]


def is_word(text: str) -> bool:
    plain = unicodedata.normalize("NFKC", text)
    return any(c.isalpha() for c in plain) and not re.fullmatch(r"[△▲\d,.\s]*(?:百万円|千円|円)", plain)


def run() -> tuple[Score, float]:
    data = (FOLDER / "TIS_yuho_FY2016_117p.pdf").read_bytes()
    start = time.process_time()
    result = read(data, name="TIS_yuho_FY2016_117p.pdf")
    seconds = time.process_time() - start
    document = pymupdf.open(stream=data, filetype="pdf")
    pages = {n + 1: Page(document[n]) for n in range(document.page_count)}
    printed: defaultdict[tuple[int, str], list[Fact]] = defaultdict(list)
    for fact in result.facts:
        if fact.location.page is not None and fact.printed:
            printed[fact.location.page, figure_of(fact.printed)].append(fact)

    def facts_at(truth: Truth) -> list[Fact]:
        wanted = figure_of(truth.printed)
        other = wanted.removeprefix("-") if wanted.startswith("-") else f"-{wanted}"
        return [f for page in truth.own for form in (wanted, other) for f in printed[page, form]]

    def also_at(truth: Truth) -> list[Fact]:
        return [f for page in truth.elsewhere for f in printed[page, figure_of(truth.printed)]]

    def labels_at(truth: Truth, fact: Fact) -> list[str]:
        box = fact.location.box
        words = pages[fact.location.page or 0].row_labels(box) if box else []
        return [*truth.labels, *words]

    return score(truths(pages), facts_at, labels_at, also_at), seconds


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="figures for machines")
    parser.add_argument(
        "--misses", action="store_true", help="every truth that is not right, and the fact taken for it"
    )
    arguments = parser.parse_args()
    if not available():
        print(f"no corpus at {FOLDER}", file=sys.stderr)
        return 2
    result, seconds = run()
    print(report("tis-yuho-fy2016", result, as_json=arguments.json, misses=arguments.misses))
    if not arguments.json:
        print(f"CPU {seconds:.1f} s")
    return int(any(o.kind == "silent" for o in result.outcomes))


if __name__ == "__main__":
    raise SystemExit(main())
