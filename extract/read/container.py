"""One file that holds several documents: the submissions of EDGAR, and web pages saved with all that belongs to them.

    <SEC-DOCUMENT> ... <DOCUMENT><TYPE>10-Q<FILENAME>q3.htm<TEXT> ... </TEXT></DOCUMENT><DOCUMENT><TYPE>EX-99 ...

Source: EDGAR Filer Manual, volume II, "PDS and SGML"; RFC 2557 (MHTML).
"""

from __future__ import annotations

import email
import email.policy
from email.message import Message
from typing import NamedTuple

import regex as re

_HEAD = 2_000
_SUBMISSION = re.compile(rb"<SEC-DOCUMENT>|<SEC-HEADER>|<SUBMISSION>|\A\s*<DOCUMENT>\s*<TYPE>", re.I)
# The head of a document are the lines before its text, whatever they hold: a description may run over several.
_DOCUMENT = re.compile(
    rb"<DOCUMENT>[^\S\n]*\n(?P<head>(?:(?![^\S\n]*<(?:TEXT|/?DOCUMENT)>)[^\n]*\n){0,40}+)[^\S\n]*<TEXT>[^\S\n]*\n?",
    re.I,
)
_END = re.compile(rb"</TEXT>|</DOCUMENT>", re.I)
_FIELD = re.compile(rb"<(TYPE|FILENAME|SEQUENCE|DESCRIPTION)>([^\n<]*)", re.I)
# What is no text: files packed by uuencode, data of XBRL and JSON, XML that is no web page.
_ENCODED = re.compile(
    rb"\s*(?:<PDF>|<XBRL>|<XML>|<JSON>)?\s*(?:begin \d{3} |\{|<\?xml(?![^>]*>\s*<(?:!doctype\s+html|html)))", re.I
)
_MHTML = re.compile(rb"\A(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,40}?content-type:\s*multipart/related", re.I)

_BOUNDARY = re.compile(rb"^content-type:[^\n]*(?:\n[ \t][^\n]*){0,5}?boundary=", re.I | re.M)
_MOST_BOUNDARIES = 100  # a browser writes one, a mail program three
NO_TEXT = "a submission without a text or a web page: it holds pictures and data only"


class Part(NamedTuple):
    """A document within the bytes of a file: its kind, its name, and where its text begins and ends."""

    kind: str
    name: str
    start: int
    end: int


def is_submission(head: bytes) -> bool:
    """Whether a file begins as a submission of several documents does."""
    return _SUBMISSION.search(head[:_HEAD]) is not None


def documents_of(data: bytes) -> list[Part]:
    """The documents of a submission that are texts or web pages, in their order; pictures and data are left out. One
    that marks no document (a header and text, or a file that breaks off) is a document as it stands."""
    parts: list[Part] = []
    at, marked = 0, False
    while (found := _DOCUMENT.search(data, at)) is not None:
        marked = True
        end = _END.search(data, found.end())
        at = end.start() if end is not None else len(data)
        if not _ENCODED.match(data, found.end(), min(at, found.end() + 400)):
            fields = {key.upper(): value.strip().decode("latin-1") for key, value in _FIELD.findall(found["head"])}
            kind = fields.get(b"TYPE", "")
            parts.append(Part(kind, fields.get(b"FILENAME") or f"{kind or 'document'}.txt", found.end(), at))
    return parts if marked else [Part("", "document.txt", 0, len(data))]


def only(data: bytes, part: Part) -> bytes:
    """The bytes of one document of a submission, with empty lines before it, so that its lines keep their numbers."""
    return b"\n" * data.count(b"\n", 0, part.start) + data[part.start : part.end]


def is_mhtml(head: bytes) -> bool:
    """Whether a file is a web page saved with its pictures."""
    return _MHTML.match(head[:_HEAD]) is not None


def page_of(data: bytes) -> bytes | None:
    """The web page in a saved one, as its bytes; None when it holds none, or its parts are nested too deep: each line
    is asked whether it ends one of the parts around it, so depth counts twice."""
    if len(_BOUNDARY.findall(data)) > _MOST_BOUNDARIES:
        return None
    try:
        parts: list[Message] = [email.message_from_bytes(data, policy=email.policy.default)]
    except RecursionError:
        return None
    while parts:
        part = parts.pop()
        inside = part.get_payload()
        if isinstance(inside, list):
            parts += reversed([each for each in inside if isinstance(each, Message)])
        elif part.get_content_type() in ("text/html", "application/xhtml+xml"):
            content = part.get_payload(decode=True)
            if isinstance(content, bytes):
                return _in_utf8(content, part)
    return None


def _in_utf8(content: bytes, part: Message) -> bytes:
    """The headers of a part say its encoding, or what is none; the page itself may say another."""
    try:
        charset = part.get_content_charset()
        return content.decode(charset).encode() if charset else content
    except (LookupError, ValueError):
        return content
