"""Prints documents in every style, has the whole product read them, and counts what became of each number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zlib import crc32

from extract.model import Result
from tests.bench.make_tables import make_document
from tests.bench.printed.chart import CHARTS, ChartStyle, make_chart_document
from tests.bench.printed.chart_drawn import draw_document
from tests.bench.printed.chart_plotted import PlotPaper, plot_document
from tests.bench.printed.paper import PdfPaper
from tests.bench.printed.release import print_document
from tests.bench.printed.scan import scanned
from tests.bench.printed.score import KINDS, counted, describe, score_printed
from tests.bench.printed.seeds import truth_documents
from tests.bench.printed.style import STYLES, Style
from tests.bench.score import Verdict, upper_bound
from tests.bench.sheet import Document

Read = Callable[[bytes, str], Result]


def product(content: bytes, name: str) -> Result:
    from extract.pipeline import read

    return read(content, name=name)


@dataclass
class Print:
    """A document, the paper it was printed on, and the bytes."""

    name: str
    document: Document
    paper: PdfPaper | PlotPaper
    content: bytes


def print_one(document: Document, style: Style, name: str) -> Print:
    paper = print_document(document, style)
    content = paper.bytes()
    return Print(name, document, paper, scanned(content, style.scan_dpi) if style.scan_dpi else content)


def prints(style: Style, seed: int, count: int) -> Iterator[Print]:
    """`count` documents of the seed that suit the style."""
    made, number = 0, crc32(style.name.encode()) % 40  # styles begin with different documents
    last = number + 60 * count + 60
    while made < count and number < last:
        document = make_document(seed, number)
        number += 1
        if style.suits(document):
            yield print_one(style.change(document), style, f"{style.name}-{seed}-{number - 1}")
            made += 1


def charts(style: ChartStyle, seed: int, count: int) -> Iterator[Print]:
    """`count` decks of charts, drawn and plotted by turns."""
    for number in range(count):
        made = make_chart_document(style, seed, number)
        paper = plot_document(made) if number % 2 else draw_document(made)
        yield Print(f"{style.name}-{seed}-{number}", made.document, paper, paper.bytes())


def all_prints(name: str, seed: int, count: int) -> Iterator[Print]:
    """The documents of a style, of tables or of charts."""
    return charts(CHARTS[name], seed, count) if name in CHARTS else prints(STYLES[name], seed, count)


@dataclass
class Bench:
    """Counts per style. `keep` is a folder for every PDF in which something went wrong, with what it was."""

    read: Read = product
    keep: Path | None = None
    counts: dict[str, Counter[str]] = field(default_factory=dict)
    reasons: dict[str, Counter[str]] = field(default_factory=dict)

    def run(self, style: str, printed: Print) -> list[Verdict]:
        counts, reasons = self.counts.setdefault(style, Counter()), self.reasons.setdefault(style, Counter())
        counts["documents"] += 1
        try:
            result = self.read(printed.content, f"{printed.name}.pdf")
        except Exception as error:  # a document the product gives up on is counted, and does not stop the bench
            counts["failures"] += 1
            self.write(printed, [f"exception: {error!r}"])
            return []
        verdicts = score_printed(printed.document, printed.paper, result)
        counts.update(counted(verdicts))
        bad = [v for v in verdicts if v.outcome != "right"]
        reasons.update(f"{v.outcome}: {v.reason}" for v in bad)
        self.write(printed, [describe(printed.document, printed.paper, v) for v in bad])
        return verdicts

    def write(self, printed: Print, lines: list[str]) -> None:
        if self.keep is not None and lines:
            self.keep.mkdir(parents=True, exist_ok=True)
            (self.keep / f"{printed.name}.pdf").write_bytes(printed.content)
            (self.keep / f"{printed.name}.verdicts").write_text("\n".join(lines) + "\n", encoding="utf-8")

    def report(self) -> dict[str, Any]:
        made = {name: self.figures(counts, self.reasons[name]) for name, counts in self.counts.items()}
        groups = {"tables": [n for n in made if n not in CHARTS], "charts": [n for n in made if n in CHARTS]}
        return {"styles": made, **{f"all {group}": self.together(names) for group, names in groups.items() if names}}

    def together(self, names: list[str]) -> dict[str, Any]:
        counts = sum((self.counts[name] for name in names), Counter[str]())
        return self.figures(counts, sum((self.reasons[name] for name in names), Counter[str]()))

    @staticmethod
    def figures(counts: Counter[str], reasons: Counter[str]) -> dict[str, Any]:
        facts = max(1, counts["facts"])
        return {
            "documents": counts["documents"],
            "failures": counts["failures"],
            "facts": counts["facts"],
            **{kind: counts[kind] for kind in KINDS},
            "proved": counts["proved"],
            "share_right": round((counts["right"] + counts["inferred"]) / facts, 4),
            "silent_per_million": round(counts["silent"] / facts * 1_000_000),
            "silent_per_million_at_most": round(upper_bound(counts["silent"], facts) * 1_000_000),
            "reasons": dict(sorted(reasons.items(), key=lambda item: (-item[1], item[0]))),
        }


def run_styles(bench: Bench, names: list[str], seed: int, count: int) -> None:
    for name in names:
        for printed in all_prints(name, seed, count):
            bench.run(name, printed)


def run_truth(bench: Bench, names: list[str], folders: list[Path]) -> None:
    """The tables of the truth files printed in each style."""
    for document in truth_documents(folders):
        for name in names:
            bench.run(
                f"{document.name.removesuffix('.pdf')[:26]} {name}",
                print_one(document, STYLES[name], f"{name}-{document.name}"),
            )


def table_of(report: dict[str, Any]) -> str:
    """The report for a person: a line per style."""
    heads = ("facts", *KINDS, "proved")
    lines = [f"{'style':44}{'docs':>5}" + "".join(f"{h:>10}" for h in heads) + f"{'right %':>9}{'silent ppm':>12}"]
    for name, row in (*report["styles"].items(), *((n, r) for n, r in report.items() if n != "styles")):
        figures = "".join(f"{row[head]:10}" for head in heads)
        lines.append(
            f"{name:44}{row['documents']:5}{figures}{100 * row['share_right']:9.2f}{row['silent_per_million']:12}"
        )
        if row["failures"]:
            lines.append(f"{'':44}{row['failures']} documents ended in an exception")
    return "\n".join(lines)
