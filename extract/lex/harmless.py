"""Text that nobody vouches for, made fit to be shown: what would act on a terminal or turn its reading is made visible.

    "\\x1b[2JSales\\n"  →  "␛[2JSales␊"          "Sales\\u202e901"  →  "Sales\\\\u202e901"

A newline within a name is part of the name. Nothing is left out, and text that is only print stays as it is.
"""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec
import regex as re

T = TypeVar("T", bound=msgspec.Struct)

# Controls, separators of lines, marks that turn the direction of writing, and what has no width.
_ACTS = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]"
)
_PICTURES = 0x2400


def _visible(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < 0x20:
        return chr(_PICTURES + code)
    return "␡" if code == 0x7F else f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def harmless(text: str, *, lines: bool = False) -> str:
    """The text with what acts made visible; with `lines`, breaks of lines and tabs stay.

    >>> harmless("a\\x1b[31m b\\u202e c"), harmless("two\\nlines", lines=True)
    ('a␛[31m b\\\\u202e c', 'two\\nlines')
    """
    if lines:
        return re.sub(r"[^\n\t]+", lambda piece: _ACTS.sub(_visible, piece[0]), text)
    return _ACTS.sub(_visible, text)


def within(text: str, most: int) -> str:
    """A text that is longer than `most` characters by its beginning, its end, and how long it is: a name of 60,000
    characters is one name, and no page of a terminal.

    >>> within("a" * 30 + "b" * 30 + ".pdf", 16), within("short.pdf", 16)
    ('aaaaaaaa…bbbb.pdf (64 characters)', 'short.pdf')
    """
    if len(text) <= most:
        return text
    half = most // 2
    return f"{text[: most - half]}…{text[-half:]} ({len(text):,} characters)"


def harmless_json(text: str) -> str:
    """JSON that says the same, with what acts written as `\\uXXXX`: within it, such characters stand in strings only.

    >>> harmless_json('{"a": "x\u202ey\x9b"}\\n')
    '{"a": "x\\\\u202ey\\\\u009b"}\\n'
    """
    return re.sub(r"[^\n]+", lambda line: _ACTS.sub(lambda found: f"\\u{ord(found[0]):04x}", line[0]), text)


def harmless_struct(value: T) -> T:
    """A result or a row of a manifest, with every text in it made fit to be shown, on one line each.

    A name with a break in it must not look like a line of ours.
    """
    return msgspec.convert(_through(msgspec.to_builtins(value)), type(value))


def _through(value: Any) -> Any:
    if isinstance(value, str):
        return harmless(value)
    if isinstance(value, dict):
        return {key: _through(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_through(each) for each in value]
    return value
