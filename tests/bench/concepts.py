"""Concepts against the elements with which filings themselves are tagged: `python -m tests.bench.concepts [--wrong]`.

    right      the fact's concept has the element of the tag among its names
    null       the fact has no concept, or candidates
    wrong      the fact has a concept that the element is none of the names of

Facts are asked for by print, row and period. Tags are left out while reading. A tag with members (a segment, a column
of a statement of changes in equity) is counted apart, and so is an element that no taxonomy has (an issuer's own):
there null is all that can be right.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from extract.model import Fact, Settings, Tag
from extract.pipeline import read
from extract.read import read_pages
from extract.vocab import vocabulary
from tests.bench import edinet, ixbrl, tis

CORPORA = Path(__file__).resolve().parents[3] / "shared" / "corpora"
STANDARD = re.compile(r"(?:us-gaap|ifrs-full|jpigp_cor|jppfs_cor|jpcrp_cor|tse-ed-t|srt|dei):")


class Asked(NamedTuple):
    """A tagged figure and the fact that is printed so in its row."""

    corpus: str
    place: str
    element: str
    core: bool
    whole: bool  # of the entity: no member of any axis
    fact: Fact


def settings() -> Settings:
    return Settings(tags="off")


def verdict(asked: Asked, names: dict[str, set[str]]) -> str:
    if asked.fact.concept is None:
        return "null"
    return "right" if asked.element in names.get(asked.fact.concept, ()) else "wrong"


def names_of() -> dict[str, set[str]]:
    """The elements by concept."""
    return {concept.id: set(concept.elements) for concept in vocabulary().concepts}


# --- corpora --------------------------------------------------------------------------------------------------


def _figure(text: str | None) -> str:
    return re.sub(r"[^\d.]", "", unicodedata.normalize("NFKC", text or "")).strip(".")


def _row(text: str) -> str:
    return re.sub(r"[\W_]+", " ", unicodedata.normalize("NFKC", text).casefold()).strip()


def _same_row(truth: str, fact: Fact) -> bool:
    want = _row(truth)
    return bool(want) and any(_row(text) == want for text in (*fact.label[-1:], " ".join(fact.label)))


def filings(only: str) -> Iterator[Asked]:
    """The exam's filings: the HTML without tags, and what the tags said."""
    for folder in sorted((CORPORA / "filings").glob("*")):
        if not (folder / "truth.json").exists() or not re.search(only, folder.name):
            continue
        facts = defaultdict(list)
        for fact in read(folder / "plain.html", settings=settings()).facts:
            facts[_figure(fact.printed)].append(fact)
        seen, used = set(), set()
        for truth in json.loads((folder / "truth.json").read_text(encoding="utf-8")):
            key = (truth["table"], truth["label"], truth["printed"], truth["start"], truth["end"], truth["concept"])
            if key in seen:
                continue
            seen.add(key)
            fits = [
                fact
                for fact in facts[_figure(truth["printed"])]
                if _same_row(truth["label"], fact)
                and fact.period is not None
                and (fact.period.start, fact.period.end) == (truth["start"], truth["end"])
            ]
            fits = [fact for fact in fits if fact.id not in used] or fits
            if fits:
                used.add(fits[0].id)
                corpus = "us" if folder.name.startswith("us") else "ja"
                place = f"{folder.name} {truth['label']}"
                whole = all("NonConsolidated" in member for member in truth["dims"].values())
                yield Asked(corpus, place, truth["concept"], truth["core"], whole, fits[0])


_CORE_FILES = ("0101010", "0105010", "0105020", "0105025", "0105040", "0105050", "0105310", "0105320", "0105330")


def raccoon(only: str) -> Iterator[Asked]:
    """An annual report with inline XBRL; of its files the primary statements and the summary of results are core."""
    if not ixbrl.available() or not re.search(only, "raccoon"):
        return
    for path in sorted((ixbrl.FOLDER / "html").glob("*.htm")):
        facts = defaultdict(list)
        for fact in read(path.read_bytes(), name=path.name, settings=settings()).facts:
            facts[fact.location.line].append(fact)
        pages = read_pages(path.read_bytes(), path.name, Settings())[0]
        for tag in pages.tags:
            here = [fact for fact in facts[tag.location.line] if _overlaps(fact, tag)]
            if here:
                members = [name for axis, name in tag.members.items() if name != "NonConsolidated"]
                core = path.name[:7] in _CORE_FILES
                yield Asked("raccoon", path.name[:7], tag.element, core, not members, here[0])


def _overlaps(fact: Fact, tag: Tag) -> bool:
    start, end = fact.location.start or 0, fact.location.end or 0
    return (tag.location.start or 0) < end and start < (tag.location.end or 0)


def tis_report(only: str) -> Iterator[Asked]:
    """An annual report as PDF: the facts that are right in value and period."""
    if not tis.available() or not re.search(only, "tis"):
        return
    prefixes = {}
    for name, prefix in (("edinet_jpcrp_cor_labels.tsv", "jpcrp_cor"), ("edinet_jppfs_cor_labels.tsv", "jppfs_cor")):
        for line in (CORPORA / "taxonomies" / name).read_text(encoding="utf-8").splitlines()[1:]:
            prefixes[line.split("\t")[0]] = prefix
    for outcome in tis.run()[0].outcomes:
        if outcome.fact is None or outcome.kind not in ("right", "flagged"):
            continue
        name, _, members = outcome.truth.name.partition("[")
        whole = not members.replace("NonConsolidatedMember]", "")
        prefix = prefixes.get(name, "own")
        core = prefix == "jppfs_cor" or name.endswith("SummaryOfBusinessResults")
        yield Asked("tis", outcome.truth.place, f"{prefix}:{name}", core, whole, outcome.fact)


def tables(only: str) -> Iterator[Asked]:
    """Tables of annual reports with questions that name the element by its label."""
    if not edinet.available() or not re.search(only, "edinet"):
        return
    elements = defaultdict(set)
    for name, prefix, column in (
        ("edinet_jpcrp_cor_labels.tsv", "jpcrp_cor", 2),
        ("edinet_jppfs_cor_labels.tsv", "jppfs_cor", 1),
    ):
        for line in (CORPORA / "taxonomies" / name).read_text(encoding="utf-8").splitlines()[1:]:
            parts = line.split("\t")
            elements[parts[column]].add(f"{prefix}:{parts[0]}")
    golds: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for gold in edinet.records("gold.jsonl.gz"):
        golds[gold["table_id"]].append(gold)
    for table in edinet.records("tables.jsonl.gz"):
        asked = golds.get(table["table_id"])
        if not asked:
            continue
        facts = defaultdict(list)
        for fact in read(_html(table).encode(), name="table.html", settings=settings()).facts:
            facts[_figure(fact.printed)].append(fact)
        for gold in asked:
            label = re.search(r"「([^」]+)」は[？?]?$", gold["question"])
            names = elements.get(label[1], set()) if label else set()
            figure = _figure(gold["cell_text"].split("\n")[-1])
            fits = facts.get(figure, []) if names and figure else []
            if len({fact.label for fact in fits}) == 1:
                core = any(name.startswith("jppfs") or "Summary" in name for name in names)
                known = names_of_cached().get(fits[0].concept or "", set())
                element = next(iter(sorted(names & known) or sorted(names)))
                yield Asked("edinet", f"{table['table_id']} {label[1] if label else ''}", element, core, True, fits[0])


def _html(table: dict[str, Any]) -> str:
    lines = "".join(
        "<tr>" + "".join(_cell(cell) for cell in row) + "</tr>" for row in table["rows"]
    )  # fmt: skip
    before = "".join(f"<p>{part}</p>" for part in table["context_before"].split(" ¶ ")[-3:] if part.count("\n") < 6)
    return f'<html><meta charset="utf-8"><body>{before}<table>{lines}</table></body></html>'


def _cell(cell: dict[str, Any]) -> str:
    text = cell["t"].replace("\n", "<br>")
    return f'<td colspan="{cell.get("cs") or 1}" rowspan="{cell.get("rs") or 1}">{text}</td>'


_NAMES: dict[str, set[str]] = {}


def names_of_cached() -> dict[str, set[str]]:
    if not _NAMES:
        _NAMES.update(names_of())
    return _NAMES


# --- report ---------------------------------------------------------------------------------------------------

CORPUS = {"filings": filings, "raccoon": raccoon, "tis": tis_report, "edinet": tables}


def summary(asked: Iterable[Asked]) -> dict[tuple[str, str], Counter[str]]:
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for one in asked:
        counts[one.corpus, kind_of(one)][verdict(one, names_of_cached())] += 1
    return counts


def kind_of(one: Asked) -> str:
    if not STANDARD.match(one.element):
        return "own element"
    return ("primary" if one.core else "rest") + ("" if one.whole else " of a part")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="folders or corpora by name (a regular expression)")
    parser.add_argument("--corpora", nargs="*", default=list(CORPUS), choices=list(CORPUS))
    parser.add_argument("--wrong", action="store_true", help="every wrong concept")
    parser.add_argument("--null", action="store_true", help="every fact without one")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    if not CORPORA.is_dir():
        print(f"no corpora at {CORPORA}", file=sys.stderr)
        return 2
    asked = [one for name in arguments.corpora for one in CORPUS[name](arguments.only)]
    counts = summary(asked)
    if arguments.json:
        print(json.dumps({f"{corpus} {kind}": dict(count) for (corpus, kind), count in sorted(counts.items())}))
    else:
        print(f"{'corpus':10}{'kind':22}{'n':>7}{'right':>8}{'null':>8}{'wrong':>8}")
        for (corpus, kind), count in sorted(counts.items()):
            n = count.total()
            shares = "".join(f"{100 * count[name] / n:7.1f}%" for name in ("right", "null", "wrong"))
            print(f"{corpus:10}{kind:22}{n:7}{shares}   {count['wrong']}")
    shown = {name for name, wanted in (("wrong", arguments.wrong), ("null", arguments.null)) if wanted}
    lines: Counter[str] = Counter()
    for one in asked:
        if (said := verdict(one, names_of_cached())) in shown:
            path, head = " > ".join(one.fact.label), " / ".join(one.fact.header)
            what = f"{said} {one.corpus} {kind_of(one)} {one.place[:60]}"
            lines[f"{what} | {path} [{head}] {one.fact.concept} {one.element}"] += 1
    for line, count in lines.items():
        print(count, line)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
