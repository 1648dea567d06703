"""A folder of results to a folder of pages: one for each document, and an index of them all.

Each page is made in a worker with limits, as each document was read: a PDF that ends the engine, or a result that is
broken, is a row of the index that says so.
"""

from __future__ import annotations

import contextlib
import fnmatch
import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from extract.batch.engines import count_of_cores, local, spread
from extract.batch.isolate import Job
from extract.batch.limits import Limits
from extract.batch.manifest import Row, read_rows
from extract.batch.output import MANIFEST, Names, write_whole
from extract.batch.places import is_address
from extract.batch.product import product
from extract.errors import ExtractError
from extract.review.html_pages import data_to_json, page_to_html
from extract.review.one_document import WRITE, ToWrite, WrittenPage, page_name
from extract.review.sources import Folders, Wanted

FOLDER = "review"
KEPT = ".pages.jsonl"


class ReviewedDocument(msgspec.Struct, frozen=True, kw_only=True):
    """A document of the batch and its page, without `.html`, or why it has none. `key` is what the page is made of."""

    row: Row
    page: str | None = None
    key: str = ""
    written: WrittenPage | None = None
    error: str | None = None


class Review(msgspec.Struct, frozen=True, kw_only=True):
    """What was written: the index, and the documents in the order of the manifest."""

    index: Path
    documents: tuple[ReviewedDocument, ...]


def write_review(
    out: str,
    *,
    sources: Sequence[Path] = (),
    into: Path | None = None,
    only: str | None = None,
    pictures: bool = True,
    jobs: int | None = None,
    limits: Limits = Limits(),  # noqa: B008 - it is frozen
) -> Review:
    """Pages for the results that `run` wrote into a folder. Raises ExtractError when it holds no manifest."""
    if is_address(out):
        raise ExtractError("is no folder on this machine", name=out, remedy="copy the results here first")
    folder = Path(out)
    if not (folder / MANIFEST).is_file():
        raise ExtractError("holds no manifest", name=out, remedy="name the folder that `run` wrote into with --out")
    into = into or folder / FOLDER
    rows = sorted((row for row in read_rows(folder / MANIFEST) if not row.earlier), key=lambda r: (r.input, r.origin))
    pages, known = _pages(rows), _known(into)
    everything = [_stood(row, pages.get(row.number), known, folder, into, pictures=pictures) for row in rows]
    meant = [at for at, row in enumerate(rows) if _is_meant(row, only)]
    left = [everything[at] for at in meant if everything[at].page and everything[at].written is None]
    made = dict(_written(left, folder, Folders(folder, sources), into, pictures, jobs, limits))
    everything = [made.get(each.row.number, each) for each in everything]
    _remember(into, everything)
    index = into / "index.html"
    write_whole(index, index_to_html(out, everything).encode())
    return Review(index=index, documents=tuple(everything[at] for at in meant))


def _is_meant(row: Row, only: str | None) -> bool:
    return only is None or fnmatch.fnmatch(row.input, only) or fnmatch.fnmatch(row.input.rpartition("/")[2], only)


def _pages(rows: Sequence[Row]) -> dict[int, str]:
    """The names of the pages of documents that have a result, each once."""
    names = Names()
    return {row.number: names.claim(f"{page_name(row.output)}.html")[: -len(".json")] for row in rows if row.output}


class _Kept(msgspec.Struct, frozen=True, kw_only=True):
    """A page that was written in an earlier review, and what it was made of."""

    page: str
    key: str
    written: WrittenPage


def _known(into: Path) -> dict[str, _Kept]:
    """The pages of earlier reviews; a line that is torn is none."""
    kept: dict[str, _Kept] = {}
    try:
        lines = (into / KEPT).read_bytes().splitlines()
    except OSError:
        return kept
    for line in lines:
        with contextlib.suppress(msgspec.MsgspecError):
            each = msgspec.json.decode(line, type=_Kept)
            kept[each.page] = each
    return kept


def _remember(into: Path, documents: Sequence[ReviewedDocument]) -> None:
    lines = (
        msgspec.json.encode(_Kept(page=each.page, key=each.key, written=each.written)) + b"\n"
        for each in documents
        if each.page is not None and each.written is not None
    )
    write_whole(into / KEPT, b"".join(lines))


def _stood(
    row: Row, page: str | None, known: dict[str, _Kept], folder: Path, into: Path, *, pictures: bool
) -> ReviewedDocument:
    """A document before the review: with its page, if that was made of this very result and of the document itself."""
    if page is None or row.output is None or row.sha256 is None:
        return ReviewedDocument(row=row, error=row.reason or "it has no result")
    try:
        result = (folder / row.output).read_bytes()
    except OSError as error:
        return ReviewedDocument(row=row, error=f"its result cannot be opened: {error.strerror or error}")
    key = hashlib.sha256(f"{hashlib.sha256(result).hexdigest()} {product()} {pictures}".encode()).hexdigest()[:32]
    before = known.get(page)
    same = before is not None and before.key == key and before.written.source == "found"
    written = before.written if before is not None and same and (into / f"{page}.html").is_file() else None
    return ReviewedDocument(row=row, page=page, key=key, written=written)


def _written(
    documents: Sequence[ReviewedDocument],
    folder: Path,
    folders: Folders,
    into: Path,
    pictures: bool,
    jobs: int | None,
    limits: Limits,
) -> Iterator[tuple[int, ReviewedDocument]]:
    """The documents with their pages, written in workers, as these end."""

    def work() -> Iterator[tuple[ReviewedDocument, Job]]:
        for each in documents:
            assert each.page is not None and each.row.output is not None and each.row.sha256 is not None
            wanted = Wanted(label=each.row.input, sha256=each.row.sha256, files=folders.candidates(each.row.input))
            given = ToWrite(
                result=str(folder / each.row.output),
                wanted=wanted,
                folder=str(into),
                page=each.page,
                up="../" * each.page.count("/"),
                pictures=pictures,
            )
            yield each, Job(task=WRITE, payload=given, limits=limits)

    if not documents:
        return
    with local(min(jobs or count_of_cores(), len(documents))) as (executor, width):
        for each, outcome in spread(work(), executor, width):
            assert outcome is not None
            if isinstance(outcome.value, WrittenPage):
                yield each.row.number, msgspec.structs.replace(each, written=outcome.value)
            else:
                error = f"its page could not be made: {outcome.reason}"
                yield each.row.number, msgspec.structs.replace(each, page=None, error=error)


def index_to_html(out: str, documents: Sequence[ReviewedDocument]) -> str:
    """The index of a batch: every document with what a person has to look at, the neediest first."""
    lines = [_line(each) for each in documents]
    lines.sort(key=lambda line: (not line["error"], -line["needs"], line["name"]))
    counts = {name: sum(line[name] for line in lines) for name in ("facts", "trusted", "needs")}
    return page_to_html(
        "index",
        out=Path(out).resolve().name or out,
        lines=lines,
        counts=counts,
        data=data_to_json({"count": len(lines)}),
    )


def _line(each: ReviewedDocument) -> dict[str, Any]:
    summary, written = each.row.summary or {}, each.written
    checks = summary.get("checks", {})
    return {
        "name": each.row.input,
        "page": f"{each.page}.html" if written else None,
        "issuer": summary.get("issuer") or "",
        "kind": (summary.get("kind") or "").replace("_", " "),
        "period": summary.get("period") or "",
        "status": each.row.status,
        "facts": written.facts if written else 0,
        "trusted": written.trusted if written else 0,
        "needs": written.needs if written else 0,
        "failing": checks.get("fails", 0),
        "problems": written.problems if written else 0,
        "source": written.source if written else "",
        "error": each.error or ("" if written else "its page is not made yet"),
        "reason": each.row.reason or "",
    }
