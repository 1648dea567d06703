"""A folder of results to a folder of pages: one for each document, and an index of them all.

Each page is made in a worker with limits, as each document was read: a PDF that ends the engine, or a result that is
broken, is a row of the index that says so.
"""

from __future__ import annotations

import fnmatch
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from extract.batch.engines import count_of_cores, local, spread
from extract.batch.isolate import Job, Outcome
from extract.batch.limits import Limits
from extract.batch.manifest import Row, read_rows
from extract.batch.output import MANIFEST, write_whole
from extract.batch.places import is_address
from extract.errors import ExtractError
from extract.review.html_pages import data_to_json, page_to_html
from extract.review.one_document import WRITE, ToWrite, WrittenPage, page_name
from extract.review.sources import Folders, Wanted

FOLDER = "review"


class ReviewedDocument(msgspec.Struct, frozen=True, kw_only=True):
    """A document of the batch and its page; `error` says why it has none."""

    row: Row
    page: str | None = None
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
    rows = [row for row in read_rows(folder / MANIFEST) if not row.earlier and _is_meant(row, only)]
    rows.sort(key=lambda row: (row.input, row.origin))
    done = dict(_written(rows, folder, Folders(folder, sources), into, pictures, jobs, limits))
    documents = tuple(done[row.number] for row in rows)
    index = into / "index.html"
    write_whole(index, index_to_html(out, documents).encode())
    return Review(index=index, documents=documents)


def _is_meant(row: Row, only: str | None) -> bool:
    return only is None or fnmatch.fnmatch(row.input, only) or fnmatch.fnmatch(row.input.rpartition("/")[2], only)


def _written(
    rows: Sequence[Row], folder: Path, folders: Folders, into: Path, pictures: bool, jobs: int | None, limits: Limits
) -> Iterator[tuple[int, ReviewedDocument]]:
    def work() -> Iterator[tuple[tuple[Row, str | None], Job | None]]:
        for row in rows:
            if row.output is None or row.sha256 is None:
                yield (row, None), None
                continue
            page = page_name(row.output)
            given = ToWrite(
                result=str(folder / row.output),
                wanted=Wanted(label=row.input, sha256=row.sha256, files=folders.candidates(row.input)),
                folder=str(into),
                page=page,
                up="../" * page.count("/"),
                pictures=pictures,
            )
            yield (row, page), Job(task=WRITE, payload=given, limits=limits)

    with local(max(1, min(jobs or count_of_cores(), len(rows) or 1))) as (executor, width):
        for (row, page), outcome in spread(work(), executor, width):
            yield row.number, _document(row, page, outcome)


def _document(row: Row, page: str | None, outcome: Outcome | None) -> ReviewedDocument:
    if outcome is None:
        return ReviewedDocument(row=row, error=row.reason or "it has no result")
    if isinstance(outcome.value, WrittenPage):
        return ReviewedDocument(row=row, page=f"{page}.html", written=outcome.value)
    return ReviewedDocument(row=row, error=f"its page could not be made: {outcome.reason}")


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
        "page": each.page,
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
        "error": each.error or "",
        "reason": each.row.reason or "",
    }
