"""When two labels name one thing: a label without its markup, notes, punctuation and case."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

import regex

MARKUP = regex.compile(r"<sup>.*?</sup>|<[^>]+>")
_NOTE = regex.compile(r"[\(（\[]?(?:note|注)\s*\d*[\)）\]]?$|[*※†‡¹²³⁴⁵⁶⁷⁸⁹⁰]+\d*$")
_SPACE = regex.compile(r"[\s\p{P}\p{S}]+")
_PER = regex.compile(r"[%&+]")
_GENERIC = regex.compile(
    r"^(?:sub)?total$|^others?$|^net$|^合計$|^小計$|^計$|^その他$|^調整額$|^総計$", regex.IGNORECASE
)


@lru_cache(maxsize=65536)
def plain(label: str) -> str:
    """A label without markup, footnote marks, punctuation and case.

    >>> plain("OEM<sup>4</sup>:"), plain("Total  Revenues*"), plain("営業利益（注）")
    ('oem', 'total revenues', '営業利益')
    """
    text = _NOTE.sub("", MARKUP.sub("", label).strip())
    text = unicodedata.normalize("NFKC", text).casefold()
    return _SPACE.sub(" ", _PER.sub(lambda m: f" {ord(m.group())} ", text)).strip()


def label_key(path: tuple[str, ...]) -> str:
    """What a row is called, for finding it again: its own name, with the parent's where the name is generic.

    >>> label_key(("REVENUES:", "Total")), label_key(("REVENUES:", "Equipment sales"))
    ('revenues/total', 'equipment sales')
    """
    names = [name for name in map(plain, path) if name]
    if not names:
        return ""
    if _GENERIC.match(names[-1]) and len(names) > 1:
        return "/".join(names[-2:])
    return names[-1]
