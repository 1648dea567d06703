"""Scans of pages whose numbers are known: how many come out right, flagged, silently wrong, lost.

    python -m tests.bench.scans                                  invented statements, at 150, 200 and 300 dpi
    python -m tests.bench.scans --documents 4 --engines one      RapidOCR alone
    python -m tests.bench.scans --pdf FILE --pages 50,52-54      pages of a file, against its born-digital reading

The invented documents are those of the damage bench, printed as ruled and borderless tables; their truth is exact. A
file's truth is what the product reads off its own text. A scan is the page drawn at so many dots per inch, turned by
`skew` degrees, with noise of a standard deviation of `noise` shades, packed as JPEG.
"""

from __future__ import annotations

import argparse
import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

from extract.model import Fact, Result, Settings
from extract.pipeline import read
from extract.read import _image, _mupdf, _rapidocr, _tesseract
from tests.bench.make_tables import make_document
from tests.bench.score import period_fault, unit_fault
from tests.bench.sheet import Cell, Document, Prose, Sheet, Truth

OUTCOMES = ("right", "flagged", "silent", "lost")
TRUSTED = frozenset({"verbatim", "split", "repaired", "inferred"})
WAYS = ((150, 0.0, 0), (150, 1.3, 10), (200, 0.0, 0), (200, -0.8, 10), (300, 0.0, 0), (300, 1.7, 14))


@dataclass(frozen=True)
class Place:
    """The middle of a printed number: page from 1, points from the top left."""

    page: int
    x: float
    y: float


@dataclass(frozen=True)
class Known:
    """A number whose place is known: what a reading of it must say."""

    place: Place
    value: Decimal | None
    truth: Truth | None = None
    fact: Fact | None = None


# --- printing --------------------------------------------------------------------------------------------------------


class Press:
    """Prints the sheets and sentences of a document on A4 pages, ruled or not, and notes where each number stands."""

    def __init__(self, seed: int) -> None:
        self.library = _mupdf.library()
        self.document: Any = self.library.open()
        self.rng = Random(f"press {seed}")
        self.places: dict[str, list[Place]] = {}
        self.ruled = self.rng.random() < 0.5
        self.size = self.rng.choice((8.0, 9.0, 10.0))
        self.japanese = False
        self.y = 1e9

    def printed(self, document: Document) -> bytes:
        """The PDF; `places` holds the middles of the truths afterwards."""
        self.japanese = document.language == "ja"
        for item in document.items:
            if isinstance(item, Prose):
                self.prose(item)
            else:
                self.sheet(item)
        data: bytes = self.document.tobytes()
        return data

    def room(self, height: float) -> None:
        if self.y + height > 790:
            self.page = self.document.new_page(width=595, height=842)
            self.y = 60.0

    def runs(self, text: str) -> list[tuple[str, str]]:
        """The text in runs of one font: the built-in Japanese one sets figures far apart, as no filing does."""
        parts = re.findall(r"[\u0000-\u00ff]+|[^\u0000-\u00ff]+", text.replace("–", "-"))
        return [("helv" if ord(part[0]) < 0x100 else "japan", part) for part in parts]

    def width(self, text: str, size: float) -> float:
        measure = self.library.get_text_length
        return float(sum(measure(part, fontname=font, fontsize=size) for font, part in self.runs(text)))

    def put(self, x: float, text: str, size: float) -> None:
        for font, part in self.runs(text):
            self.page.insert_text((x, self.y), part, fontsize=size, fontname=font)
            x += self.library.get_text_length(part, fontname=font, fontsize=size)

    def note(self, truth: str, x0: float, x1: float) -> None:
        place = Place(self.document.page_count, (x0 + x1) / 2, self.y - 0.35 * self.size)
        self.places.setdefault(truth, []).append(place)

    def prose(self, prose: Prose) -> None:
        size = self.size + (3 if prose.heading == 1 else 1.5 if prose.heading else 0)
        self.room(3 * size)
        x = 50.0
        for piece in prose.pieces:
            for word in self.words(piece.text) if piece.truth is None else [piece.text]:
                wide = self.width(word, size)
                if x + wide > 545:
                    self.y += 1.5 * size
                    x = 50.0
                self.put(x, word, size)
                if piece.truth is not None:
                    self.note(piece.truth, x, x + wide)
                x += wide
        self.y += 2.0 * size

    def words(self, text: str) -> list[str]:
        if self.japanese:
            return list(text)
        parts = text.split(" ")
        return [part + (" " if k < len(parts) - 1 else "") for k, part in enumerate(parts)]

    def sheet(self, sheet: Sheet) -> None:
        size, step = self.size, 1.7 * self.size
        labels = max(self.width("  " * row.level + row.label.text, size) for row in sheet.rows) + 8
        wide = (495 - labels) / max(1, sheet.width)
        need = max((self.width(c.text, size) for r in sheet.rows for c in r.cells), default=0) + 8
        size *= min(1.0, wide / need)
        edges = [50 + labels + k * wide for k in range(sheet.width + 1)]
        self.room((len(sheet.rows) + len(sheet.header) + 3) * step)
        if sheet.unit:
            self.put(545 - self.width(sheet.unit, size), sheet.unit, size)
            self.y += step
        top = self.y - 1.2 * size
        for header in sheet.header:
            self.row(header[0] if header else Cell(), header[1:], edges, size, centred=True)
            self.y += step
        head = self.y - 1.2 * size
        for row in sheet.rows:
            self.put(50 + 8 * row.level, row.label.text, size)
            self.row(Cell(), row.cells, edges, size, centred=False)
            self.y += step
        foot = self.y - 1.2 * size
        self.rules(edges, (top, head, foot), step if self.ruled else 0.0)
        self.y += step

    def row(self, label: Cell, cells: Sequence[Cell], edges: Sequence[float], size: float, *, centred: bool) -> None:
        if label.text:
            self.put(50, label.text, size)
        at = 0
        for cell in cells:
            left, right = edges[min(at, len(edges) - 1)], edges[min(at + cell.span, len(edges) - 1)]
            text_size = min(size, size * (right - left - 2) / max(1.0, self.width(cell.text, size)))
            wide = self.width(cell.text, text_size)
            x = (left + right - wide) / 2 if centred else right - 4 - wide
            for piece in cell.pieces:
                self.put(x, piece.text, text_size)
                end = x + self.width(piece.text, text_size)
                if piece.truth is not None:
                    self.note(piece.truth, x, end)
                x = end
            at += cell.span

    def rules(self, edges: Sequence[float], heights: tuple[float, float, float], step: float) -> None:
        top, head, foot = heights
        lines = [top, head, foot]
        if step:
            lines += [head + k * step for k in range(1, int((foot - head) / step + 0.5))]
            for x in (46, *edges):
                self.page.draw_line((x, top), (x, foot), width=0.6)
        for y in lines:
            self.page.draw_line((46, y), (edges[-1], y), width=0.6)


def scanned(data: bytes, dpi: int, skew: float, noise: int, pages: Sequence[int] = ()) -> bytes:
    """A PDF of pictures of the pages of another (all, or those numbered from 1)."""
    cv, np = _image.cv2(), _image.numpy()
    library = _mupdf.library()
    given, made = library.open(stream=data, filetype="pdf"), library.open()
    for number in pages or range(1, given.page_count + 1):
        page = given[number - 1]
        grey = _image.grey(*_mupdf.grey_pixels(page, dpi))
        if skew:
            grey = _image.turned(grey, -skew)
        if noise:
            grain = np.random.default_rng(number).normal(0, noise, grey.shape)
            grey = np.clip(grey + grain, 0, 255).astype("uint8")
        _, packed = cv.imencode(".jpg", grey, [cv.IMWRITE_JPEG_QUALITY, 70 if noise else 90])
        sheet = made.new_page(width=page.rect.width, height=page.rect.height)
        sheet.insert_image(sheet.rect, stream=packed.tobytes())
    out: bytes = made.tobytes()
    return out


def turned_place(place: Place, skew: float, width: float, height: float) -> Place:
    """Where a place of the straight page lies on one that was turned by `skew` degrees."""
    turn = math.radians(skew)
    x, y = place.x - width / 2, place.y - height / 2
    return Place(
        place.page,
        x * math.cos(turn) - y * math.sin(turn) + width / 2,
        x * math.sin(turn) + y * math.cos(turn) + height / 2,
    )


# --- scoring ---------------------------------------------------------------------------------------------------------


def score(known: Iterable[Known], result: Result, skew: float = 0.0) -> tuple[Counter[str], list[str]]:
    """What became of each known number, and a line for each that did not come out right; `invented` are trusted numbers
    where none is known."""
    count: Counter[str] = Counter()
    told: list[str] = []
    size = dict.fromkeys(range(1, 1000), (595.0, 842.0))
    used: set[str] = set()
    for each in known:
        place = turned_place(each.place, skew, *size[each.place.page])
        here = [fact for fact in result.facts if stands_at(fact, place)]
        used.update(fact.id for fact in here)
        outcome, fact, why = judged(each, here)
        count[outcome] += 1
        if outcome != "right":
            wanted = each.truth.printed if each.truth else each.fact.printed if each.fact else ""
            seen = f"`{fact.printed}` ({fact.status}, {fact.value}, {fact.explanation})" if fact else "nothing"
            told.append(f"{outcome} p{place.page} `{wanted}` read as {seen} {why}")
    for fact in result.facts:
        if fact.id not in used and fact.value is not None and is_trusted(fact):
            count["invented"] += 1
            told.append(f"p{fact.location.page} invented `{fact.printed}` ({fact.status}, {fact.value}) {fact.label}")
    return count, told


def judged(known: Known, facts: Sequence[Fact]) -> tuple[str, Fact | None, str]:
    """The outcome for a number and the facts at its place, worst first."""
    trusted = [fact for fact in facts if is_trusted(fact) and fact.value is not None]
    faults = [(fact, fault(known, fact)) for fact in trusted]
    bad = [(fact, why) for fact, why in faults if why not in ("", "open")]
    good = [fact for fact, why in faults if why == ""]
    if good:
        return "right", good[0], ""
    if bad:
        return "silent", *bad[0]
    if facts:
        nil = known.value is None and any(fact.status == "nil" for fact in facts)
        return ("right" if nil else "flagged"), facts[0], ""
    return "lost", None, ""


def fault(known: Known, fact: Fact) -> str:
    """What is wrong with a trusted fact; "open" when its unit or period is not said."""
    if known.value is None or Decimal(fact.value or "0") != known.value:
        return "value"
    if known.truth is not None:
        faults = (unit_fault(fact, known.truth), period_fault(fact, known.truth))
        opened = fact.unit is None or fact.period is None or fact.period.end is None
        wrong = [why for why in faults if why and not opened]
        return wrong[0] if wrong else "open" if opened and any(faults) else ""
    other = known.fact
    assert other is not None
    if fact.unit is None or fact.period is None:
        return "" if (fact.unit, fact.period) == (other.unit, other.period) else "open"
    if other.unit is not None and fact.unit != other.unit:
        return "unit"
    dates = (fact.period.start, fact.period.end)
    if other.period is not None and other.period.end and (other.period.start, other.period.end) != dates:
        return "period" if fact.period.end else "open"
    return ""


def is_trusted(fact: Fact) -> bool:
    return fact.status in TRUSTED and fact.basis in (None, "ocr")


def stands_at(fact: Fact, place: Place) -> bool:
    box = fact.location.box
    return (
        fact.location.page == place.page
        and box is not None
        and box[0] - 2 <= place.x <= box[2] + 2
        and box[1] - 2 <= place.y <= box[3] + 2
    )


def known_of(document: Document, places: dict[str, list[Place]]) -> list[Known]:
    """The numbers of an invented document at the places where they were printed."""
    return [
        Known(place, document.truths[name].value, truth=document.truths[name])
        for name, there in sorted(places.items())
        for place in there
    ]


def known_from(result: Result) -> list[Known]:
    """The trusted numbers of a born-digital reading."""
    out = []
    for fact in result.facts:
        box = fact.location.box
        if box is None or fact.value is None or not is_trusted(fact) or fact.status == "inferred":
            continue
        place = Place(fact.location.page or 1, (box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
        out.append(Known(place, Decimal(fact.value), fact=fact))
    return out


# --- running ---------------------------------------------------------------------------------------------------------


def pages_of(text: str) -> list[int]:
    """The pages of a list like `50,52-54`."""
    out: list[int] = []
    for part in filter(None, text.split(",")):
        first, _, last = part.partition("-")
        out.extend(range(int(first), int(last or first) + 1))
    return out


def without_engine(name: str) -> None:
    """Makes an engine absent for the rest of the run."""
    if name == "tesseract":
        _tesseract.version = lambda: None  # type: ignore[assignment]
    else:
        _rapidocr.version = lambda: None  # type: ignore[assignment]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=3)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--pdf", type=Path)
    parser.add_argument("--pages", default="")
    parser.add_argument("--engines", choices=["two", "one", "tesseract"], default="two")
    parser.add_argument("--ways", default="", help="dpi:skew:noise, separated by commas")
    parser.add_argument("--misses", action="store_true", help="list what did not come out right")
    parser.add_argument("--keep", type=Path, help="folder for the scans that were made")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    if given.engines != "two":
        without_engine("tesseract" if given.engines == "one" else "rapidocr")
    ways = [tuple(map(float, way.split(":"))) for way in given.ways.split(",")] if given.ways else WAYS
    settings = Settings(max_ocr_pages=1_000)
    jobs: list[tuple[str, bytes, list[Known]]] = []
    if given.pdf is not None:
        library = _mupdf.library()
        whole, part = library.open(str(given.pdf)), library.open()
        for number in pages_of(given.pages) or range(1, whole.page_count + 1):
            part.insert_pdf(whole, from_page=number - 1, to_page=number - 1)
        data = part.tobytes()
        jobs.append((given.pdf.name, data, known_from(read(data, name="born.pdf", settings=settings))))
    else:
        for number in range(given.documents):
            document, press = make_document(given.seed, number), Press(given.seed * 1000 + number)
            data = press.printed(document)
            jobs.append((document.name, data, known_of(document, press.places)))
    rows = []
    for way in [None, *ways]:
        total: Counter[str] = Counter()
        for name, data, known in jobs:
            picture = data if way is None else scanned(data, int(way[0]), way[1], int(way[2]))
            if given.keep is not None and way is not None:
                given.keep.mkdir(exist_ok=True)
                (given.keep / f"{Path(name).stem}-{'-'.join(map(str, way))}.pdf").write_bytes(picture)
            result = read(picture, name=name, settings=settings)
            count, told = score(known, result, 0.0 if way is None else way[1])
            total += count
            total["pages"] += result.source.pages or 0
            if given.misses:
                for line in told:
                    print(f"   {name} {way}: {line}")
        rows.append({"way": "born digital" if way is None else "{:g} dpi, skew {:g}, noise {:g}".format(*way), **total})
    if given.json:
        print(json.dumps(rows))
        return 0
    print(f"{'':34}{'pages':>7}{'numbers':>9}" + "".join(f"{name:>10}" for name in (*OUTCOMES, "invented")))
    for row in rows:
        numbers = sum(int(row.get(name, 0)) for name in OUTCOMES)
        counts = "".join(f"{row.get(name, 0):>10}" for name in (*OUTCOMES, "invented"))
        print(f"{row['way']:34}{row['pages']:>7}{numbers:>9}{counts}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
