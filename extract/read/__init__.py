"""Bytes to pages. The only folder that opens documents, and the only one that knows file formats."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import msgspec
import regex as re

from extract.errors import UnreadableDocument
from extract.lex.style import reading_as, style_of
from extract.model import Problem, Problems, Reading, Settings, Source
from extract.problems import problem
from extract.read.container import NO_TEXT, documents_of, is_mhtml, is_submission, only, page_of
from extract.read.decode import Decoded, decode
from extract.read.delimited_file import delimiter_of, read_delimited
from extract.read.glyph_numbers import with_characters
from extract.read.html import read_html
from extract.read.json_text import json_in
from extract.read.text import read_text, split_lines
from extract.read.turns import one_at_a_time

_HTML = re.compile(r"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html\b|head\b|body\b)", re.I | re.S)


SNIFFED = 65_536
"""How many bytes of the head of a document say what it is."""


def sniff(data: bytes) -> str:
    """The media type by content: application/pdf, or text/plain for whatever is to be decoded.

    A PDF whose first line is lost is known by the objects it begins with; as a text, their numbers would be figures.
    Other containers (zip, office files, images) are named so that the refusal can say what they are.
    """
    if b"%PDF-" in data[:1024] or (_OBJECT.search(data[:4096]) and _OBJECT_ENDS.search(data[:SNIFFED])):
        return "application/pdf"
    for mark, media_type in _CONTAINERS:
        if data.startswith(mark):
            return media_type
    return "text/plain"


_OBJECT = re.compile(rb"^\d{1,7} \d{1,5} obj\b\s*<<", re.M)
_OBJECT_ENDS = re.compile(rb"^endobj\b|>>\s*endobj\b", re.M)
_CONTAINERS = (
    (b"PK\x03\x04", "application/zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"\x89PNG\r\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"\x1f\x8b", "application/gzip"),
)


def read_pages(data: bytes, name: str, settings: Settings) -> tuple[Reading, Problems]:
    """A document of any kind the product reads.

    Raises UnreadableDocument, which names the file and the remedy, when nothing of it can be read.
    """
    source = describe(data, name)
    if len(data) > settings.max_bytes:
        raise UnreadableDocument(
            f"{len(data):,} bytes are more than the limit of {settings.max_bytes:,}",
            name=name,
            remedy="split the document, or raise the limit max_bytes",
        )
    if source.media_type == "application/pdf":
        from extract.read.pdf import read_pdf  # the PDF library is only paid for by those who need it

        with one_at_a_time():
            return read_pdf(data, name, settings)
    if source.media_type != "text/plain":
        raise UnreadableDocument(
            f"this is {source.media_type}, not a text, HTML or PDF document",
            name=name,
            remedy="convert it to PDF, HTML or text first",
        )
    if not data.strip(b"\x00 \t\r\n\x0b\x0c\xef\xbb\xbf\xff\xfe"):
        raise UnreadableDocument(
            "the document is empty", name=name, remedy="check that the download or conversion finished"
        )
    whole, found = _document_in(data, name)
    decoded = decode(whole)
    if decoded is None:
        raise UnreadableDocument(
            "the bytes are binary, not text in any known encoding",
            name=name,
            remedy="convert it to PDF, HTML or text first",
        )
    problems = (*found, *_told(name, decoded))
    with reading_as(style_of([decoded.text])):  # where a table begins is seen by its figures
        reading, found = _read_text(decoded, source, settings)
    return reading, problems + found


def _document_in(data: bytes, name: str) -> tuple[bytes, Problems]:
    """The bytes of the document itself: the first of a submission, the page of a saved one; else all of them."""
    if is_mhtml(data):
        page = page_of(data)
        return (data, ()) if page is None else (page, ())
    if not is_submission(data):
        return data, ()
    parts = documents_of(data)
    if not parts:
        raise UnreadableDocument(NO_TEXT, name=name, remedy="give the document itself")
    left = [f"{part.name} ({part.kind})" for part in parts[1:]]
    if not left:
        return only(data, parts[0]), ()
    message = (
        f"{name}: a submission of {len(parts)} documents, of which {parts[0].name} ({parts[0].kind}) was"
        f" read. `ir-extract run` gives each its own result. Left out: {', '.join(left[:8])}"
        + (" and more" if len(left) > 8 else "")
    )
    return only(data, parts[0]), (problem("documents_left_out", message, data={"documents": str(len(parts))}),)


def _told(name: str, decoded: Decoded) -> Iterator[Problem]:
    """What is to be said of a file before it is read."""
    if decoded.replaced:
        yield problem(
            "undecodable_bytes",
            f"{name}: {decoded.replaced:,} bytes are not valid {decoded.encoding}; each stands as U+FFFD."
            " Numbers that touch them are not read.",
            data={"encoding": decoded.encoding, "count": str(decoded.replaced)},
        )
    if name.lower().endswith(".pdf"):
        kind = "a web page" if is_page(decoded.text) else "a text"
        yield problem("misnamed", f"{name}: is no PDF but {kind}; it was read as such")


def _read_text(decoded: Decoded, source: Source, settings: Settings) -> tuple[Reading, Problems]:
    """Decoded text by what it is: a web page, a file of tables, or a text."""
    if is_page(decoded.text):
        return read_html(decoded.text, _as(source, "text/html"), decoded.encoding, settings)
    layout = json_in(decoded.text)
    if layout is not None:
        from extract.read.layout_json import read_layout_json  # brings the readers of pages along

        return read_layout_json(layout, source, decoded.encoding)
    if source.name.lower().endswith(".csv"):
        delimiter = delimiter_of(split_lines(decoded.text[:200_000]))
        if delimiter is not None:
            csv = _as(source, "text/csv")
            return read_delimited(decoded.text, delimiter, csv, decoded.encoding, settings), ()
    return read_text(decoded.text, source, decoded.encoding, settings)


def _as(source: Source, media_type: str) -> Source:
    return msgspec.structs.replace(source, media_type=media_type)


def lines_of(data: bytes, name: str) -> tuple[str, ...]:
    """The lines that places in a text or a web page refer to; none of what is no text."""
    if sniff(data) != "text/plain":
        return ()
    try:
        decoded = decode(_document_in(data, name)[0])
    except UnreadableDocument:
        return ()
    if decoded is None:
        return ()
    lines = split_lines(decoded.text)
    if is_page(decoded.text):
        return tuple(lines)
    return tuple(line for _, line in with_characters(list(enumerate(lines, start=1)))[0])


def is_page(text: str) -> bool:
    """Whether a decoded text is a web page."""
    return _HTML.match(text[:20_000]) is not None


def describe(data: bytes, name: str) -> Source:
    """Name, hash, size and media type of a document that may be unreadable."""
    digest = hashlib.sha256(data).hexdigest()
    return Source(name=name, sha256=digest, media_type=sniff(data), bytes=len(data))
