"""Small batches to be reviewed: results made by hand beside their documents, as a run leaves them."""

from __future__ import annotations

import hashlib
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import msgspec

from extract.batch.manifest import Row, write_rows
from extract.emit import result_to_json
from extract.model import Result, Source
from tests.results import LINES, small_result

TEXT = "\n".join(LINES).encode()


def batch(folder: Path, documents: dict[str, tuple[bytes, Result]]) -> Path:
    """A folder of results of these documents, `in/NAME` each, which are written into `folder/in`."""
    rows = []
    for number, (name, (data, result)) in enumerate(documents.items()):
        path = folder / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        sha256 = hashlib.sha256(data).hexdigest()
        source = Source(
            name=path.name,
            sha256=sha256,
            media_type=result.source.media_type,
            bytes=len(data),
            pages=result.source.pages,
        )
        output = f"{name.rpartition('.')[0]}.json"
        written = folder / "out" / output
        written.parent.mkdir(parents=True, exist_ok=True)
        written.write_bytes(result_to_json(msgspec.structs.replace(result, source=source)))
        row = Row(input=f"in/{name}", origin=f"{number + 1:016x}", status=result.status, outcome="ok")
        rows.append(msgspec.structs.replace(row, sha256=sha256, bytes=len(data), output=output))
    (folder / "out").mkdir(parents=True, exist_ok=True)
    write_rows(folder / "out" / "manifest.jsonl", rows)
    return folder / "out"


def small_batch(folder: Path, **more: Any) -> Path:
    """One document of six lines and its result."""
    return batch(folder, {"small.txt": (TEXT, small_result(**more))})


def data_of(page: Path) -> dict[str, Any]:
    """The data that stands in a page."""
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page.read_text("utf-8"), re.S)
    assert found is not None
    data: dict[str, Any] = msgspec.json.decode(found[1])
    return data


class Tags(HTMLParser):
    """The elements of a page with the names of their attributes, in order, and what they lead to."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.seen: list[tuple[str, tuple[str, ...]]] = []
        self.links: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes the element."""
        self.seen.append((tag, tuple(name for name, _ in attrs)))
        self.links += [value or "" for name, value in attrs if name in ("src", "href", "action")]
