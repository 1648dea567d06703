"""Runs the whole product over damaged documents and counts: `python -m tests.bench.run`.

python -m tests.bench.run                                  every class, a few documents each
python -m tests.bench.run --classes none --documents 70    harm on undamaged documents, all forms
python -m tests.bench.run --json --seed 3 --documents 20   figures for machines
python -m tests.bench.run --edinet 200 --classes none      real tables with known cells, when the corpus is there
python -m tests.bench.run --cases DIR                      keep every document in which something went wrong
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

from extract.model import Result
from tests.bench import edinet
from tests.bench.damage import CLASSES, UNDETECTABLE, damage
from tests.bench.make_tables import make_document
from tests.bench.score import Tally, Verdict, merge, score
from tests.bench.sheet import Document
from tests.bench.write_forms import FORMS, Paper, write

Read = Callable[[bytes, str], Result]
MODES: dict[str, float] = {"single": 0.0, "light": 0.05, "heavy": 0.25}


def product(content: bytes, name: str) -> Result:
    from extract.pipeline import read

    return read(content, name=name)


def damaged_documents(seed: int, name: str, mode: str, count: int, forms: list[str]) -> Iterator[tuple[Document, str]]:
    """`count` documents in which the class found something, each with the form to write it in."""
    made = number = 0
    while made < count and number < count * 40 + 40:
        document = make_document(seed, number)
        rng = Random(f"damage {seed} {name} {mode} {number}")
        names = (
            [name]
            if name != "combined"
            else rng.sample([c for c in CLASSES if c not in UNDETECTABLE and c != "none"], 3)
        )
        hurt = damage(document, rng, names, MODES[mode])
        number += 1
        if hurt is not None:
            yield hurt, forms[(made + len(name)) % len(forms)]
            made += 1


class Bench:
    def __init__(self, read: Read, cases: Path | None = None) -> None:
        self.read, self.cases = read, cases
        self.tallies: dict[str, Tally] = {}
        self.forms: dict[str, Tally] = {}

    def run(self, document: Document, form: str, name: str, tag: str) -> list[Verdict]:
        paper = write(document, form)
        tally = self.tallies.setdefault(name, Tally())
        try:
            result = self.read(paper.bytes(), document.name)
        except Exception as error:  # a document the product gives up on is counted, and does not stop the bench
            tally.failures += 1
            tally.reasons[f"exception: {type(error).__name__}"] += 1
            self.keep(tag, paper, [f"exception: {error!r}"])
            return []
        verdicts = score(document, paper, result)
        tally.add(verdicts)
        self.forms.setdefault(form, Tally()).add(verdicts)
        bad = [v for v in verdicts if v.outcome == "silent" or (v.outcome != "right" and not document.touched)]
        if bad:
            self.keep(tag, paper, [describe(document, v, paper) for v in bad])
        return verdicts

    def keep(self, tag: str, paper: Paper, lines: list[str]) -> None:
        if self.cases is not None:
            self.cases.mkdir(parents=True, exist_ok=True)
            (self.cases / f"{tag}.txt").write_bytes(paper.bytes())
            (self.cases / f"{tag}.verdicts").write_text("\n".join(lines) + "\n", encoding="utf-8")

    def report(self) -> dict[str, Any]:
        aim = merge([t for n, t in self.tallies.items() if n != "none" and n not in UNDETECTABLE])
        return {
            "classes": {name: tally.as_json() for name, tally in self.tallies.items()},
            "forms": {name: tally.as_json() for name, tally in sorted(self.forms.items())},
            "damaged": aim.as_json(),
        }


def describe(document: Document, verdict: Verdict, paper: Paper) -> str:
    """One line: what was wanted and what came."""
    said = f"{verdict.outcome} [{verdict.status}] {verdict.reason}{' (told)' if verdict.told else ''}"
    said += " (nothing can tell)" if verdict.ambiguous else ""
    got = "nothing"
    if verdict.fact is not None:
        fact, period = verdict.fact, verdict.fact.period
        dates = (period.start, period.end) if period else None
        where = f"{fact.location.line}:{fact.location.start}"
        got = f"{fact.label} {fact.header} {fact.value} {fact.unit} {dates} {fact.printed!r} at {where}"
    if verdict.truth is None:
        return f"{said}: got {got}"
    truth = document.truths[verdict.truth]
    wanted = (str(truth.period.start), str(truth.period.end)) if truth.period else None
    lines = [place.line for place in paper.places.get(truth.id, [])]
    want = f"{truth.label!r} {truth.header!r} {truth.value} {truth.unit} {wanted} {truth.printed!r} on line {lines}"
    return f"{said}: want {want}; got {got}"


OUTCOMES = ("right", "flagged", "silent", "lost")


def table_of(report: dict[str, Any]) -> str:
    """The report for a person: a line per class, then per form, then per status."""
    heads = [*(f"hit {name}" for name in OUTCOMES), *(f"by {name}" for name in OUTCOMES)]
    heads += ["can't tell", "but told", "silent ppm", "at most"]
    lines = [f"{'class':26}{'docs':>5}{'facts':>8}" + "".join(f"{head:>11}" for head in heads)]
    groups = dict(report["classes"]) | {f"form {k}": v for k, v in report["forms"].items()} | {"all": report["damaged"]}
    for name, counts in groups.items():
        figures = [*(counts["hit"][o] for o in OUTCOMES), *(counts["beside"][o] for o in OUTCOMES)]
        figures += [
            counts["silent_ambiguous"],
            counts["silent_told"],
            counts["silent_per_million"],
            counts["silent_per_million_at_most"],
        ]
        lines.append(f"{name:26}{counts['documents']:5}{counts['facts']:8}" + "".join(f"{n:11}" for n in figures))
    for name, counts in groups.items():
        if counts["failures"]:
            lines.append(f"{name}: {counts['failures']} documents ended in an exception")
    lines += ["", f"{'status':12}" + "".join(f"{name:>9}" for name in OUTCOMES)]
    statuses: dict[str, Counter[str]] = {}
    for counts in report["classes"].values():
        for status, row in counts["by_status"].items():
            statuses.setdefault(status, Counter()).update(row)
    for status, row in sorted(statuses.items()):
        lines.append(f"{status:12}" + "".join(f"{row[name]:9}" for name in OUTCOMES))
    return "\n".join(lines)


def main(argv: list[str] | None = None, read: Read = product) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench.run", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--documents", type=int, default=7, help="documents per class and mode")
    parser.add_argument("--classes", nargs="*", default=[*CLASSES, "combined"])
    parser.add_argument("--modes", nargs="*", default=["single"], choices=list(MODES))
    parser.add_argument("--forms", nargs="*", default=list(FORMS), choices=FORMS)
    parser.add_argument(
        "--edinet", type=int, default=0, help="use so many tables of the corpus instead of generated ones"
    )
    parser.add_argument("--cases", type=Path, default=None)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args(argv)
    unknown = [name for name in given.classes if name not in CLASSES and name != "combined"]
    if unknown:
        parser.error(f"no such class: {', '.join(unknown)}")
    bench = Bench(read, given.cases)
    for name in given.classes:
        for mode in given.modes if name != "none" else given.modes[:1]:
            for n, (document, form) in enumerate(sources(given, name, mode)):
                bench.run(document, form, name, f"{name}-{mode}-{form}-{given.seed}-{n}")
    report = bench.report()
    print(json.dumps(report, indent=2, ensure_ascii=False) if given.json else table_of(report))
    return 0


def sources(given: argparse.Namespace, name: str, mode: str) -> Iterator[tuple[Document, str]]:
    if not given.edinet:
        yield from damaged_documents(given.seed, name, mode, given.documents, given.forms)
        return
    if not edinet.available():
        sys.exit(f"no corpus at {edinet.FOLDER.name}")
    for n, document in enumerate(edinet.documents(given.edinet, given.seed)):
        rng = Random(f"damage {given.seed} {name} {mode} {n}")
        hurt = damage(document, rng, [name], MODES[mode])
        if hurt is not None:
            yield hurt, given.forms[n % len(given.forms)]


if __name__ == "__main__":
    sys.exit(main())
