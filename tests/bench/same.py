"""The same bytes from every Python, number of workers and load: `python -m tests.bench.same`.

python -m tests.bench.same                            digests of the results of a corpus, with 0, 1, 2 and 4 workers
python -m tests.bench.same --workers 1 --into FILE    as JSON, to be compared with those of another Python or machine
python -m tests.bench.same --record                   adds what the libraries of now see to tests/pdfs/seen.json

The corpus: the five seeds, made documents as HTML, Markdown and text, invented ones, and the pages in `tests/pdfs`. It
exits with 1 when two numbers of workers give different bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from typing import Any

from extract.batch import Batch, Options
from extract.model import Settings
from extract.read import _camelot, _mupdf
from tests.batch.tasks import tree
from tests.bench.make_tables import make_document
from tests.bench.write_forms import FORMS, write
from tests.fuzzed import document

ROOT = Path(__file__).parents[2]
PDFS = ROOT / "tests" / "pdfs"
SEEN = PDFS / "seen.json"
LIBRARIES = ("pymupdf", "camelot-py", "pandas")


def corpus(folder: Path) -> Path:
    """Writes the documents into a folder."""
    folder.mkdir(parents=True)
    for path in (*sorted((ROOT / "seeds").glob("*.txt")), *sorted(PDFS.glob("*.pdf"))):
        (folder / path.name).write_bytes(path.read_bytes())
    for number, form in enumerate(FORMS):
        (folder / f"made-{form}.{'html' if form == 'html' else 'txt'}").write_bytes(
            write(make_document(7, number), form).bytes()
        )
    for number in range(40):
        (folder / f"invented-{number:02}.txt").write_bytes(document(number))
    return folder


def digests(folder: Path, out: Path, workers: int) -> dict[str, str]:
    """Result → SHA-256 of its bytes, as a batch with so many workers writes them."""
    with Batch(out, Options(jobs=workers, settings=Settings(ocr="off"))) as batch:
        for _ in batch.documents([str(folder)]):
            pass
    return {name: hashlib.sha256(data).hexdigest() for name, data in tree(out).items()}


def seen(data: bytes) -> dict[str, str]:
    """What each library sees in a PDF, as a digest: words with their boxes, drawings, what is painted, tables."""
    looked: dict[str, list[Any]] = {"words": [], "drawings": [], "painted": [], "camelot": []}
    with _mupdf.open_pdf(data, "page.pdf") as pages:
        for index in range(pages.page_count):
            page = _mupdf.load_page(pages, index)
            looked["words"] += [(*map(_tenth, word[:4]), word[4]) for word in _mupdf.raw_words(page)]
            looked["drawings"] += [(path["type"], *map(_tenth, path["rect"])) for path in _mupdf.raw_drawings(page)]
            looked["painted"] += [(kind, *map(_tenth, box)) for kind, box in _mupdf.paint_log(page)]
            height = float(page.rect.height)
            for flavour in () if page.rotation else ("lattice", "stream"):  # camelot is not asked about turned pages
                boxes = _camelot.flavour_to_boxes(data, index + 1, flavour, height)
                looked["camelot"] += [(flavour, *map(_tenth, box)) for box in boxes]
    return {what: f"{len(each)} {_digest(each)}" for what, each in looked.items()}


def _tenth(points: float) -> float:
    """A tenth of a point: libraries of one version agree on far more, and a reader sees less."""
    return round(float(points), 1) + 0.0


def _digest(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, ensure_ascii=False).encode()).hexdigest()[:16]


def recorded() -> dict[str, Any]:
    """What libraries saw in each page of the corpus: `versions` of them, and page → kind → digests."""
    known: dict[str, Any] = json.loads(SEEN.read_text("utf-8")) if SEEN.exists() else {"versions": [], "pages": {}}
    return known


def record() -> dict[str, Any]:
    """What is recorded, and what the libraries of now see."""
    known, now = recorded(), {name: version(name) for name in LIBRARIES}
    for path in sorted(PDFS.glob("*.pdf")):
        page = known["pages"].setdefault(path.name, {})
        for kind, digest in seen(path.read_bytes()).items():
            page[kind] = sorted({*page.get(kind, ()), digest})
    return {**known, "versions": [*(each for each in known["versions"] if each != now), now]}


def main(argv: list[str] | None = None) -> int:
    """Compares or records; 1 where bytes differ."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--workers", type=int, nargs="+", default=[0, 1, 2, 4])
    parser.add_argument("--into", type=Path, help="a file for the digests")
    parser.add_argument("--record", action="store_true")
    given = parser.parse_args(argv)
    if given.record:
        SEEN.write_text(json.dumps(record(), indent=1, sort_keys=True) + "\n", "utf-8")
        return 0
    with tempfile.TemporaryDirectory() as scratch:
        folder = corpus(Path(scratch) / "in")
        found = {n: digests(folder, Path(scratch) / f"out-{n}", n) for n in given.workers}
    first, *others = found
    different = sorted(name for n in others for name in found[first] if found[n].get(name) != found[first][name])
    whole = _digest(sorted(found[first].items()))
    print(f"{len(found[first])} documents, {len(found)} numbers of workers, together {whole}")
    print("\n".join(f"differs: {name}" for name in different), end="\n" if different else "")
    if given.into is not None:
        given.into.write_text(json.dumps(found[first], indent=1), "utf-8")
    return bool(different)


if __name__ == "__main__":
    sys.exit(main())
