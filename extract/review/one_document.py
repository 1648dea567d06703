"""The page of one document, with pictures of the pages of a PDF that something was read on. Runs in a worker."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from extract.batch.output import write_whole
from extract.emit import result_from_json
from extract.errors import UnreadableDocument
from extract.model import Settings
from extract.read import is_page, lines_of
from extract.read.render import render_pages
from extract.review.html_pages import data_to_json, page_to_html
from extract.review.payload import result_to_payload
from extract.review.source_lines import Row, bounded, page_to_rows, text_to_rows
from extract.review.sources import FoundSource, State, Wanted, find_source

WRITE = "extract.review.one_document:write_document"
DPI = 110
MOST_PICTURES = 500
MOST_PICTURE_BYTES = 96 * 1024 * 1024

TOLD: dict[State, str] = {
    "found": "",
    "missing": "The document itself was not found, so its print is not shown; what was read of it stands at its places."
    " Name its folder with --source.",
    "changed": "The document has changed since it was read, so it is not shown beside results of what it was; what was"
    " read stands at its places. Run ir-extract again.",
}


class ToWrite(msgspec.Struct, frozen=True, kw_only=True):
    """A result, where its document may be, and where its page goes. `up` leads from the page to the index."""

    result: str
    wanted: Wanted
    folder: str
    page: str
    up: str
    pictures: bool = True


class WrittenPage(msgspec.Struct, frozen=True, kw_only=True):
    """What was written: bytes of the page and of its pictures, how many of these, what became of the source."""

    bytes: int
    pictures: int
    picture_bytes: int
    source: State
    needs: int
    trusted: int
    facts: int
    problems: int


def write_document(given: ToWrite) -> WrittenPage:
    """Writes the page of a document. Raises ExtractError when its result cannot be read."""
    path = Path(given.result)
    result = result_from_json(path.read_bytes(), name=path.name)
    payload = result_to_payload(result)
    payload["file"] = given.wanted.label
    source = find_source(given.wanted, Settings())
    payload["told"] = told = [TOLD[source.state]] if TOLD[source.state] else []
    pictures = picture_bytes = 0
    if payload["paged"]:
        target = Path(given.folder) / f"{given.page}.pages"
        payload["pages"] = pages = dict(_pages(payload, source, target, told, pictures=given.pictures))
        pictures = sum("src" in page for page in pages.values())
        picture_bytes = sum(page.pop("bytes", 0) for page in pages.values())
    else:
        payload["rows"] = _rows(payload, source, result.source.name, told)
    if payload["left"]["facts"]:
        told.append(f"{payload['left']['facts']:,} facts are left out of this page; the result holds them all.")
    if payload["left"]["tables"]:
        told.append(f"The cells of {payload['left']['tables']:,} tables are left out; the result holds them all.")
    trusted = sum(fact.trusted for fact in result.facts)
    html = page_to_html(
        "document",
        name=result.source.name,
        status=result.status,
        facts=len(result.facts),
        tables=len(result.tables),
        needs=len(payload["needs"]),
        trusted=trusted,
        issuer=result.document.issuer.name or "",
        up=given.up,
        data=data_to_json(payload),
    ).encode()
    write_whole(Path(given.folder) / f"{given.page}.html", html)
    return WrittenPage(
        bytes=len(html),
        pictures=pictures,
        picture_bytes=picture_bytes,
        source=source.state,
        needs=len(payload["needs"]),
        trusted=trusted,
        facts=len(result.facts),
        problems=len(result.problems),
    )


def _rows(payload: dict[str, Any], source: FoundSource, name: str, told: list[str]) -> list[Row]:
    """The text as rows, or only what is known of it: the print of what was read, line by line."""
    if source.state == "found":
        lines = lines_of(source.data, name)
        needed = frozenset(place[0] for place in payload["places"])
        shown = page_to_rows(lines) if is_page("\n".join(lines[:200])) else text_to_rows(lines)
        kept, left = bounded(shown, needed)
        if left:
            told.append(f"{left:,} lines of the document on which nothing was read are left out of this page.")
        return kept
    known: dict[int, dict[int, str]] = {}
    for place, text in _printed(payload):
        if len(place) == 3 and text:
            known.setdefault(place[0], {}).setdefault(place[1], text)
    rows: list[Row] = []
    for line in sorted(known):
        row: Row = []
        end = 0
        for start, text in sorted(known[line].items()):
            if start >= end:
                row += ([line, end, "\t"] if row and start > end else []) + [line, start, text]
                end = start + len(text)
        rows.append(row)
    return rows


def _printed(payload: dict[str, Any]) -> Iterator[tuple[list[Any], str]]:
    """All print that a result repeats, with its place."""
    places = payload["places"]
    for fact in payload["facts"]:
        if "at" in fact:
            yield places[fact["at"]], fact.get("printed", "")
    for table in payload["tables"]:
        yield from ((places[cell[6]], cell[5]) for cell in table["cells"] if cell[6] is not None)
    yield from ((places[each[3]], each[2]) for each in payload["grounds"] if each[3] is not None)


def _pages(
    payload: dict[str, Any], source: FoundSource, target: Path, told: list[str], *, pictures: bool
) -> Iterator[tuple[str, dict[str, Any]]]:
    """The pages that something was read on, each with its size and, where it can be had, its picture."""
    sizes: dict[int, list[float]] = {}
    for place in payload["places"]:
        size = sizes.setdefault(place[0], [595.0, 842.0])
        if len(place) == 5:
            size[:] = [max(size[0], place[3] + 12), max(size[1], place[4] + 12)]
    numbers = sorted(sizes)
    drawn: dict[int, dict[str, Any]] = {}
    if source.state == "found" and pictures:
        try:
            drawn = _draw(source.data, numbers, target, payload["name"])
        except UnreadableDocument as error:
            told.append(f"Its pages cannot be drawn: {error.message}.")
        else:
            bare = [number for number in numbers if number not in drawn]
            if bare:
                told.append(
                    f"{len(bare)} pages have no picture: {', '.join(map(str, bare[:12]))}"
                    f"{' and more' if len(bare) > 12 else ''}. What was read of them stands at its places."
                )
    for number in numbers:
        width, height = sizes[number]
        yield str(number), drawn.get(number) or {"w": round(width, 1), "h": round(height, 1)}


def _draw(data: bytes, numbers: list[int], target: Path, name: str) -> dict[int, dict[str, Any]]:
    drawn: dict[int, dict[str, Any]] = {}
    room = MOST_PICTURE_BYTES
    for number, picture in render_pages(data, numbers[:MOST_PICTURES], dpi=DPI, name=name):
        if picture is None:
            continue
        room -= len(picture.png)
        if room < 0:
            break
        file = f"{number:04}.png"
        write_whole(target / file, picture.png)
        drawn[number] = {
            "w": round(picture.width, 2),
            "h": round(picture.height, 2),
            "src": f"{target.name}/{file}",
            "bytes": len(picture.png),
        }
    return drawn


def page_name(output: str) -> str:
    """The name of the page of a result, without what an address takes for a sign of its own.

    >>> page_name("deep/a 100%#1.json")
    'deep/a 100_1'
    """
    return re.sub(r"[%#?&;\\\\]+", "_", output.removesuffix(".json"))
