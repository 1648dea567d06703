"""Broken and invented documents by the thousand: `python -m tests.bench.fuzz`.

python -m tests.bench.fuzz                               5,000: broken copies of seeds, of made HTML, Markdown and text
python -m tests.bench.fuzz --kinds pdf zip --count 200   so many of these kinds
python -m tests.bench.fuzz --first 5000 --jobs 2         others, on two workers
python -m tests.bench.fuzz --of FOLDER                   broken copies of the files below a folder
python -m tests.bench.fuzz --keep DIR                    keep each document that met a fault

A document follows from its kind and its number, so a fault can be met again: `--kinds html --first 814 --count 1`.
Each is read in a worker as `run` reads it, written, read back, and shown in colours and as rows of CSV. Faults are: a
worker that crashes or ends at a limit, an error of ours, a problem `internal`, numbers that the account does not hold,
a text that would act on a terminal.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import re
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from typing import Any

import msgspec

from extract.batch import Job, Limits, run_isolated
from extract.batch.inputs import SUFFIXES
from extract.batch.isolate import close_workers
from extract.batch.places import Place, fetch, members
from extract.emit import facts_to_csv, result_from_json, result_to_json
from extract.errors import ExtractError
from extract.facts.coverage import COUNTED
from extract.lex.harmless import harmless_struct
from extract.model import Result, Settings
from extract.pipeline import read_document
from tests.bench.bombs import FONT, FONT_OF_PAGE, one_page
from tests.bench.make_tables import make_document
from tests.bench.odd_files import ODD
from tests.bench.write_forms import FORMS, write
from tests.fuzzed import HEADINGS, LABELS, PROSE, VALUES, document, grid, mutant, spoilt

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))
WINDOW = 12_000
# CPU decides: on a machine that does other work, time says little.
LIMITS = Limits(seconds=3_600, cpu_seconds=30, memory_bytes=1024**3)
SETTINGS = Settings(ocr="off", max_bytes=20_000_000)
_ACTS = re.compile(r"[\x00-\x08\x0b-\x1a\x1c-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]|\x1b(?!\[[\d;]*m)")


class Given(msgspec.Struct, frozen=True):
    """A document to be broken and read: its kind, its number, and the file of which it is a copy, if any."""

    kind: str
    number: int
    of: str | None = None


class Met(msgspec.Struct, frozen=True):
    """What a document met: faults in words, how many numbers it held, how many facts came out."""

    faults: tuple[str, ...] = ()
    numbers: int = 0
    facts: int = 0
    status: str = "failed"


def broken(data: bytes, random: Random) -> bytes:
    """A piece of a document, spoilt line by line, or byte by byte, or both."""
    if len(data) > WINDOW and random.random() < 0.9:
        start = random.randrange(len(data) - WINDOW // 2)
        data = data[start : start + WINDOW]
    if random.random() < 0.7:
        data = spoilt(data.decode("utf-8", "replace"), random).encode("utf-8", "surrogatepass")
    return mutant(data, random) if random.random() < 0.6 else data


def seed(random: Random) -> bytes:
    return broken(random.choice(SEEDS).read_bytes(), random)


def made(*forms: str) -> Callable[[Random], bytes]:
    def make(random: Random) -> bytes:
        data = write(make_document(random.randrange(50), random.randrange(400)), random.choice(forms)).bytes()
        if "html" in forms:
            data = b"<!DOCTYPE html><html><body>" + data + b"</body></html>"
        return broken(data, random)

    return make


def invented(random: Random) -> bytes:
    return document(random.randrange(1 << 40))


def csv(random: Random) -> bytes:
    sign = random.choice(",;\t|")
    rows = [sign.join(f'"{cell}"' if random.random() < 0.3 else cell for cell in row) for row in grid(random)]
    return broken("\r\n".join(rows).encode(random.choice(("utf-8", "utf-8-sig", "utf-16")), "replace"), random)


def notes(random: Random) -> bytes:
    """JSON of some other tool, deep or flat."""
    value: Any = {"tables": [grid(random) for _ in range(2)], "text": [random.choice(PROSE) for _ in range(4)]}
    for _ in range(random.choice((0, 3, 300))):
        value = [value] if random.random() < 0.5 else {random.choice(LABELS): value}
    return broken(
        json.dumps(value, ensure_ascii=random.random() < 0.5, indent=random.choice((None, 1))).encode(), random
    )


def saved_page(random: Random) -> bytes:
    charset = random.choice(("utf-8", "shift_jis", "x-none", "", "utf-16", '"'))
    coding = random.choice(("8bit", "quoted-printable", "base64", "7bit", "x-uuencode", ""))
    head = (
        'From: <Saved>\nMIME-Version: 1.0\nContent-Type: multipart/related; type="text/html"; boundary="----b"\n\n'
        f"------b\nContent-Type: text/html; charset={charset}\nContent-Transfer-Encoding: {coding}\n\n"
    )
    return mutant(head.encode() + made("html")(random) + b"\n------b--\n", random)


def submission(random: Random) -> bytes:
    parts = [b"<SEC-DOCUMENT>0000000000-24-000001.txt\n<SEC-HEADER>x\n</SEC-HEADER>\n"]
    for n in range(random.choice((0, 1, 2, 4))):
        body = random.choice((made("html"), made("fixed"), invented))(random)
        parts.append(f"<DOCUMENT>\n<TYPE>EX-{n}\n<SEQUENCE>{n}\n<FILENAME>../{n}\x1b[1m.htm\n<TEXT>\n".encode() + body)
        parts.append(random.choice((b"\n</TEXT>\n</DOCUMENT>\n", b"\n</TEXT>\n", b"")))
    return mutant(b"".join(parts), random) if random.random() < 0.5 else b"".join(parts)


NAMES = ("a.txt", "../../b.html", "c\x1b[1m\n.txt", "\u202etxt.a", "d/.hidden.txt", "e.pdf", "f.zip")


def archive(random: Random) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", random.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))) as file:
        for n in range(random.choice((0, 1, 3))):
            name = random.choice(
                ("a.txt", "../../b.html", "c\x1b[1m\n.txt", "\u202etxt.a", "d/.hidden.txt", "e.pdf", "f.zip")
            )
            file.writestr(f"{n}{name}", random.choice((seed, invented, csv))(random))
    return mutant(out.getvalue(), random) if random.random() < 0.8 else out.getvalue()


def pdf(random: Random) -> bytes:
    """A page of words at odd places, sizes and turns, its objects broken."""
    out = []
    for r in range(random.choice((0, 1, 5, 20))):
        for c in range(random.choice((1, 2, 4))):
            words = random.choice((*VALUES, *HEADINGS) if c else LABELS)
            text = words.encode("cp1252", "replace").replace(b"\\", b"").replace(b"(", b"\\(").replace(b")", b"\\)")
            size = random.choice((9, 9, 9, 0, -9, 0.001, 900))
            turn = random.choice(("1 0 0 1",) * 8 + ("0 1 -1 0", "-1 0 0 -1", "0 0 0 0", "1e9 0 0 1", "1 0.3 0 1"))
            x, y = random.choice((72 + 110 * c,) * 6 + (-50, 1e7)), random.choice((700 - 14 * r,) * 6 + (-3, 1e9))
            out.append(b"BT /F %g Tf %s %g %g Tm (%s) Tj ET\n" % (size, turn.encode(), x, y, text))
        if random.random() < 0.3:
            out.append(b"%g %g m %g %g l S\n" % tuple(random.choice((0, 72, 300, 700, -1e8, 1e8)) for _ in range(4)))
    box = random.choice(((612, 792),) * 5 + ((0, 0), (-612, 792), (1, 99_999), (14_400, 14_400)))
    data = one_page(
        b"".join(out), more=FONT, page=FONT_OF_PAGE + random.choice(("", "/Rotate 90", "/Rotate 45")), size=box
    )
    return mutant(data, random) if random.random() < 0.6 else data


KINDS: dict[str, tuple[str, Callable[[Random], bytes]]] = {
    "seed": ("a.txt", seed),
    "html": ("a.html", made("html")),
    "markdown": ("a.md", made("pipe", "github")),
    "text": ("a.txt", made(*(form for form in FORMS if form not in ("html", "pipe", "github")))),
    "invented": ("a.txt", invented),
    "csv": ("a.csv", csv),
    "json": ("a.json", notes),
    "saved": ("a.mht", saved_page),
    "submission": ("a.txt", submission),
    "zip": ("a.zip", archive),
    "pdf": ("a.pdf", pdf),
    **ODD,
}
USUAL = ("seed", "html", "markdown", "text", "invented")


def make(given: Given) -> tuple[str, bytes]:
    """The name and the bytes of a document."""
    random = Random(f"{given.kind} {given.number} {Path(given.of).name if given.of else ''}")
    if given.of is not None:
        return Path(given.of).name, broken(Path(given.of).read_bytes(), random)
    name, maker = KINDS[given.kind]
    return name, maker(random)


def met(given: Given) -> Met:
    """What became of a document; runs in a worker."""
    name, data = make(given)
    results = [read_document(each, called, SETTINGS) for called, each in inside(name, data)]
    return Met(
        faults=tuple(fault for result in results for fault in faults_of(result)),
        numbers=sum(result.coverage.get("numbers", 0) for result in results),
        facts=sum(len(result.facts) for result in results),
        status=results[0].status if results else "failed",
    )


def inside(name: str, data: bytes) -> list[tuple[str, bytes]]:
    """The documents that `run` would find in a file of these bytes."""
    if not name.endswith(".zip") and b"<SEC-DOCUMENT>" not in data:
        return [(name, data)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        found = []
        with contextlib.suppress(ExtractError):
            for member in members(str(path), SUFFIXES):
                found.append((member.name, fetch(Place(where=str(path), members=member.way), SETTINGS.max_bytes)))
    return found if name.endswith(".zip") else [(name, data), *found]


def faults_of(result: Result) -> list[str]:
    """What must not be so in any result, whatever the document."""
    from rich.console import Console

    from extract.show import result_to_renderables

    faults = [
        f"internal: {p.data['part']}, {p.data['error']} {p.data['trace']}"
        for p in result.problems
        if p.code == "internal"
    ]
    if result.coverage and result.coverage["numbers"] != sum(result.coverage.get(fate, 0) for fate in COUNTED):
        faults.append(f"account: {result.coverage}")
    told = sum(int(p.data["numbers"]) for p in result.problems if p.code == "numbers_unread")
    if told != result.coverage.get("unread", 0):
        faults.append(f"unread numbers told: {told}, counted: {result.coverage.get('unread', 0)}")
    written = result_to_json(result)
    if result_to_json(result_from_json(written)) != written:
        faults.append("a result that is read back is another")
    screen = Console(file=io.StringIO(), force_terminal=True, width=120)
    for part in result_to_renderables(harmless_struct(result)):
        screen.print(part)
    for what, shown in (("screen", screen.file.getvalue()), ("csv", facts_to_csv((result,)).decode("utf-8-sig"))):  # type: ignore[attr-defined]
        if (acts := _ACTS.search(shown)) is not None:
            faults.append(f"acts on a reader of {what}: {acts[0]!r}")
    return faults


def main(argv: list[str] | None = None) -> int:
    """Reads them all and tells of faults; 1 when there was one."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kinds", nargs="+", choices=list(KINDS), default=list(USUAL))
    parser.add_argument("--count", type=int, default=5_000, help="how many, of all kinds together")
    parser.add_argument("--first", type=int, default=0, help="the number of the first")
    parser.add_argument("--of", type=Path, help="break the files below this folder instead")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="a folder for the documents that met a fault")
    given = parser.parse_args(argv)
    files = sorted(str(path) for path in given.of.rglob("*") if path.is_file()) if given.of else []
    kinds = ["of"] if files else given.kinds
    every = [
        Given(kinds[n % len(kinds)], n, files[n % len(files)] if files else None)
        for n in range(given.first, given.first + given.count)
    ]
    told = figures(every, given.jobs, given.keep)
    print(json.dumps(told, indent=1, ensure_ascii=False))
    return bool(told["faults"])


def figures(every: list[Given], jobs: int, keep: Path | None) -> dict[str, Any]:
    """Counts over all, and each fault with the documents that met it."""
    started = time.perf_counter()
    counts, numbers, facts, faults = Counter[str](), 0, 0, dict[str, list[str]]()
    slowest: list[tuple[float, str]] = []
    try:
        with ThreadPoolExecutor(jobs) as pool:
            for n, (each, outcome) in enumerate(zip(every, pool.map(_isolated, every), strict=True), start=1):
                if n % 100 == 0:
                    print(f"{n:,} of {len(every):,}", file=sys.stderr, flush=True)
                told = f"{each.kind} {each.number}"
                what = outcome.value if outcome.kind == "ok" else Met((f"{outcome.kind}: {outcome.reason}",))
                counts[f"{each.kind} {what.status}"] += 1
                numbers, facts = numbers + what.numbers, facts + what.facts
                slowest = sorted([*slowest, (round(outcome.usage.cpu_seconds, 2), told)])[-3:]
                for fault in what.faults:
                    faults.setdefault(fault, []).append(told)
                    print(f"{told}: {fault}", file=sys.stderr, flush=True)
                if what.faults and keep is not None:
                    keep.mkdir(parents=True, exist_ok=True)
                    name, data = make(each)
                    (keep / f"{each.kind}-{each.number}-{name}").write_bytes(data)
    finally:
        close_workers()
    return {
        "documents": len(every),
        "by_kind": dict(sorted(counts.items())),
        "numbers": numbers,
        "facts": facts,
        "faults": faults,
        "slowest_cpu_s": slowest[::-1],
        "seconds": round(time.perf_counter() - started, 1),
    }


def _isolated(given: Given) -> Any:
    return run_isolated(Job(task="tests.bench.fuzz:met", payload=given, limits=LIMITS))


if __name__ == "__main__":
    from tests.bench import fuzz  # workers do not know what is defined in the main module

    sys.exit(fuzz.main())
