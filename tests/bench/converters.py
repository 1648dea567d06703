"""What becomes of known statements in the texts that converters make of them: `python -m tests.bench.converters`.

python -m tests.bench.converters                     every converter at hand, a few documents each
python -m tests.bench.converters --documents 40      more of them
python -m tests.bench.converters --only bs4 w3m      converters whose name holds one of these
python -m tests.bench.converters --keep DIR          keep each text in which something went wrong
python -m tests.bench.converters --list              every figure that came out wrong, with the fact that says so
python -m tests.bench.converters --json              the figures for machines

Made documents are printed as a web page, and from that as a PDF; converters turn either into text, and the product
reads the text. Of every printed figure is said whether a trusted fact has its value, unit, period and row (right), a
fact is there and says that it is not sure (flagged), a trusted fact is wrong (silent), or nothing is there (lost). The
page and the PDF themselves are read as well: what a text loses against them is the converter's part and ours together.

Converters are no dependency of the project: those that are not installed are left out and named. Programs are looked
for on the path, packages among those of this Python.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import io
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

import regex as re

from extract.model import Fact, Result
from extract.pipeline import read
from tests.bench.make_tables import make_document
from tests.bench.score import period_fault, unit_fault, value_fault
from tests.bench.sheet import Document, Truth
from tests.bench.write_forms import write

OUTCOMES = ("right", "flagged", "silent", "lost")
_SECONDS = 120
_DIGITS = re.compile(r"\D")
_WORDS = re.compile(r"\p{Han}|\p{Katakana}|\p{Hiragana}|[\p{L}\p{N}]+")


@dataclass(frozen=True)
class Converter:
    """What turns a page or a PDF into a text: its name, what it takes, the package or program it needs, and how."""

    name: str
    takes: Literal["html", "pdf"]
    needs: str
    convert: Callable[[bytes], bytes]
    suffix: str = ".txt"

    @property
    def at_hand(self) -> bool:
        if self.needs.startswith("$"):
            return shutil.which(self.needs[1:]) is not None
        return not self.needs or importlib.util.find_spec(self.needs) is not None


def _program(*command: str, suffix: str = "") -> Callable[[bytes], bytes]:
    """A program that reads a file (`FILE`), or its input where none is named, and writes its output."""

    def convert(data: bytes) -> bytes:
        with tempfile.NamedTemporaryFile(suffix=suffix) as file:
            file.write(data)
            file.flush()
            named = [file.name if word == "FILE" else word for word in command]
            given = None if "FILE" in command else data
            return subprocess.run(named, input=given, capture_output=True, timeout=_SECONDS, check=True).stdout

    return convert


def _html2text(data: bytes) -> bytes:
    writer = importlib.import_module("html2text").HTML2Text()
    writer.body_width = 0
    return str(writer.handle(data.decode())).encode()


def _soup(separator: str) -> Callable[[bytes], bytes]:
    def convert(data: bytes) -> bytes:
        soup = importlib.import_module("bs4").BeautifulSoup(data, "html.parser")
        return str(soup.get_text(separator, strip=bool(separator))).encode()

    return convert


def _markitdown(suffix: str) -> Callable[[bytes], bytes]:
    def convert(data: bytes) -> bytes:
        tool = importlib.import_module("markitdown").MarkItDown()
        return str(tool.convert_stream(io.BytesIO(data), file_extension=suffix).text_content).encode()

    return convert


def _mupdf(data: bytes) -> bytes:
    with importlib.import_module("pymupdf").open("pdf", data) as document:
        return "\n".join(page.get_text() for page in document).encode()


def _mupdf_layout(data: bytes) -> bytes:
    pages = []
    with importlib.import_module("pymupdf").open("pdf", data) as document:
        for page in document:
            layout = page.get_text("dict")
            layout["blocks"] = [block for block in layout["blocks"] if block["type"] == 0]
            pages.append(layout)
    return json.dumps(pages).encode()


def _plumber(layout: bool) -> Callable[[bytes], bytes]:
    def convert(data: bytes) -> bytes:
        with importlib.import_module("pdfplumber").open(io.BytesIO(data)) as document:
            return "\n".join(page.extract_text(layout=layout) for page in document.pages).encode()

    return convert


def _pypdf(data: bytes) -> bytes:
    reader = importlib.import_module("pypdf").PdfReader(io.BytesIO(data))
    return "\n".join(page.extract_text() for page in reader.pages).encode()


def _by_function(module: str, function: str, *, binary: bool = False, **options: Any) -> Callable[[bytes], bytes]:
    def convert(data: bytes) -> bytes:
        call = getattr(importlib.import_module(module), function)
        return str(call(io.BytesIO(data) if binary else data.decode(), **options) or "").encode()

    return convert


CONVERTERS = (
    Converter("page", "html", "", lambda data: data, ".html"),
    Converter("html2text", "html", "html2text", _html2text, ".md"),
    Converter("markdownify", "html", "markdownify", _by_function("markdownify", "markdownify"), ".md"),
    Converter("markitdown", "html", "markitdown", _markitdown(".html"), ".md"),
    Converter("inscriptis", "html", "inscriptis", _by_function("inscriptis", "get_text")),
    Converter("trafilatura", "html", "trafilatura", _by_function("trafilatura", "extract", include_tables=True)),
    Converter("bs4-glued", "html", "bs4", _soup("")),
    Converter("bs4-lines", "html", "bs4", _soup("\n")),
    Converter("pandoc-gfm", "html", "$pandoc", _program("pandoc", "-f", "html", "-t", "gfm", "--wrap=none"), ".md"),
    Converter("pandoc-plain", "html", "$pandoc", _program("pandoc", "-f", "html", "-t", "plain")),
    Converter("w3m", "html", "$w3m", _program("w3m", "-dump", "-T", "text/html", "-cols", "200")),
    Converter("lynx", "html", "$lynx", _program("lynx", "-dump", "-nolist", "-width=200", "FILE", suffix=".html")),
    Converter("pdf", "pdf", "", lambda data: data, ".pdf"),
    Converter("pdftotext", "pdf", "$pdftotext", _program("pdftotext", "FILE", "-")),
    Converter("pdftotext-layout", "pdf", "$pdftotext", _program("pdftotext", "-layout", "FILE", "-")),
    Converter("mupdf", "pdf", "pymupdf", _mupdf),
    Converter("mupdf-json", "pdf", "pymupdf", _mupdf_layout, ".json"),
    Converter("pdfplumber", "pdf", "pdfplumber", _plumber(layout=False)),
    Converter("pdfplumber-layout", "pdf", "pdfplumber", _plumber(layout=True)),
    Converter("pypdf", "pdf", "pypdf", _pypdf),
    Converter("pdfminer", "pdf", "pdfminer", _by_function("pdfminer.high_level", "extract_text", binary=True)),
    Converter("markitdown-pdf", "pdf", "markitdown", _markitdown(".pdf"), ".md"),
)


def page_to_pdf(page: bytes) -> bytes:
    """A web page printed on sheets, wide tables on wide ones."""
    mupdf = importlib.import_module("pymupdf")
    style = "td, th {padding: 2px 10px; text-align: right} td:first-child {text-align: left}"
    out = io.BytesIO()
    writer = mupdf.DocumentWriter(out)
    story = mupdf.Story(html=page.decode(), user_css=style)
    sheet = mupdf.Rect(0, 0, 1100, 842)
    more = True
    while more:
        device = writer.begin_page(sheet)
        more, _ = story.place(mupdf.Rect(40, 40, 1060, 802))
        story.draw(device)
        writer.end_page()
    writer.close()
    return out.getvalue()


def outcomes(document: Document, result: Result) -> Iterator[tuple[Truth, str, Fact | None]]:
    """What became of each printed figure, and the fact that is wrong of it."""
    by_digits: dict[str, list[Fact]] = {}
    for fact in result.facts:
        by_digits.setdefault(_DIGITS.sub("", fact.printed or ""), []).append(fact)
    alike: dict[str, list[Truth]] = {}
    for truth in document.truths.values():
        alike.setdefault(_DIGITS.sub("", truth.printed), []).append(truth)
    for truth in document.truths.values():
        digits = _DIGITS.sub("", truth.printed)
        if not digits or truth.value is None:
            continue
        here = by_digits.get(digits, [])
        rows = [fact for fact in here if _of_row(fact, truth)]
        trusted = [fact for fact in rows if fact.trusted and fact.value is not None]
        wrong = [f for f in trusted if all(_faults(f, other) for other in alike[digits] if _of_row(f, other))]
        if any(not _faults(fact, truth) for fact in trusted):
            yield truth, "right", None
        elif wrong:
            yield truth, "silent", wrong[0]
        elif rows or any(not fact.trusted for fact in here):
            yield truth, "flagged", None
        else:
            yield truth, "lost", None


def _faults(fact: Fact, truth: Truth) -> str:
    return value_fault(fact, truth) or unit_fault(fact, truth) or period_fault(fact, truth)


def _of_row(fact: Fact, truth: Truth) -> bool:
    """Whether the label of a fact names the row of a figure: most of its words."""
    asked = set(_WORDS.findall(truth.label.casefold()))
    named = set(_WORDS.findall(" ".join((*fact.label, *fact.header)).casefold()))
    return len(asked & named) >= 0.8 * len(asked)


def run(
    converters: list[Converter], documents: int, seed: int, keep: Path | None = None, *, told: bool = False
) -> list[dict[str, Any]]:
    """The counts of each converter; wrong figures are `told` as they are found."""
    counts: dict[str, Counter[str]] = {converter.name: Counter() for converter in converters}
    for number in range(documents):
        document = make_document(seed, number)
        page = write(document, "html").bytes()
        printed = page_to_pdf(page) if any(converter.takes == "pdf" for converter in converters) else b""
        for converter in converters:
            count = counts[converter.name]
            try:
                text = converter.convert(page if converter.takes == "html" else printed)
            except Exception as error:  # whatever a converter raises is told, and the others go on
                print(f"{document.name}, {converter.name}: {type(error).__name__}: {error}"[:200], file=sys.stderr)
                continue
            begun = time.process_time()
            result = read(text, name=f"{document.name}{converter.suffix}")
            count["milliseconds"] += round(1000 * (time.process_time() - begun))
            count["bytes"] += len(text)
            fates = list(outcomes(document, result))
            found = Counter(outcome for _, outcome, _ in fates)
            count.update(found)
            for truth, _, fact in fates if told else ():
                if fact is not None:
                    print(
                        f"{document.name} {converter.name}: {_faults(fact, truth)} of {truth.label!r} {truth.printed}"
                    )
                    print(f"    {fact.label} {fact.header} {fact.value} {fact.unit} {fact.period}")
            if keep is not None and found["silent"]:
                keep.mkdir(parents=True, exist_ok=True)
                (keep / f"{document.name}.{converter.name}{converter.suffix}").write_bytes(text)
    kept = (*OUTCOMES, "bytes", "milliseconds")
    return [{"converter": name, **{key: count[key] for key in kept}} for name, count in counts.items()]


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench.converters", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("--documents", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args(argv)
    chosen = [c for c in CONVERTERS if not given.only or any(part in c.name for part in given.only)]
    absent = [c.name for c in chosen if not c.at_hand]
    rows = run([c for c in chosen if c.at_hand], given.documents, given.seed, given.keep, told=given.list)
    if given.json:
        print(json.dumps({"converters": rows, "absent": absent}, indent=1))
        return 0
    print(
        f"{'converter':20} {'figures':>8} {'right %':>8} " + " ".join(f"{name:>8}" for name in OUTCOMES) + "  s/100 kB"
    )
    for row in rows:
        total = sum(row[name] for name in OUTCOMES)
        share = Decimal(100 * row["right"]) / max(total, 1)
        pace = row["milliseconds"] / 10 / max(row["bytes"], 1) * 1000
        fates = " ".join(f"{row[name]:8}" for name in OUTCOMES)
        print(f"{row['converter']:20} {total:8} {share:8.1f} {fates}  {pace:8.2f}")
    if absent:
        print(f"not installed: {', '.join(absent)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
