"""A text that is JSON, told from texts that only begin like it."""

from __future__ import annotations

import msgspec
import regex as re

_STARTS = re.compile(r"\s*[\[{]")


def json_in(text: str) -> object | None:
    """The object or list that a text is, whole; None for any other text.

    >>> json_in('{"width": 595}'), json_in("[Table 1] Net sales 1,234"), json_in("1,234")
    ({'width': 595}, None, None)
    """
    if _STARTS.match(text) is None or text.rstrip()[-1:] not in "]}":
        return None
    try:
        found: object = msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError):
        return None
    return found if isinstance(found, dict | list) else None
