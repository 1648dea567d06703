"""The captions of statements shown from their tags: `Consolidated Balance Sheets - USD ($) $ in Millions`.

They say the currency twice, the scale behind its second mention, and the scale of shares on their own:
`USD ($) shares in Millions, $ in Thousands`; older ones have `(USD $) In Millions, except Share data`.
"""

from __future__ import annotations

import msgspec
import regex as re

from extract.lex.unit_words import currency_of, squeezed, words
from extract.vocab import Vocabulary, made_of_words

_SIGN = r"[A-Z]{0,3}[$€£¥₩₹]|[A-Z][A-Za-z]{0,2}\.?"


class Caption(msgspec.Struct, frozen=True):
    start: int
    end: int
    unit: str
    scale: int
    shares: str | None
    """What is printed of shares: `shares in Millions`."""


@made_of_words
def _form(vocabulary: Vocabulary) -> re.Pattern[str]:
    scale = words().spelled_scale
    return re.compile(
        rf"(?:^|(?<=[-\u2013\u2014\s]))\(?(?P<code>[A-Z]{{3}})\s*(?:\((?:{_SIGN})\)|(?:{_SIGN})\))(?P<said>"
        rf"(?:[\s,]*(?:(?P<shares>shares\s+in\s+(?:{scale}|units))|(?:{_SIGN})?\s*/\s*shares\s+in\s+units"
        rf"|(?:(?:{_SIGN})\s+)?in\s+(?P<scale>{scale})))+)[\s,]*$",
        re.IGNORECASE,
    )


def caption_of_viewer(text: str) -> Caption | None:
    """The declaration that such a caption ends with; None where it says no scale, scales of two currencies, or is none.

    >>> caption = caption_of_viewer("Statements Of Income - USD ($) shares in Thousands, $ in Millions")
    >>> (caption.unit, caption.scale, caption.shares)
    ('USD', 6, 'shares in Thousands')
    """
    form = _form().search(text) if ")" in text else None
    if form is None or not form["code"].isupper() or len(form.captures("scale")) > 1:
        return None
    unit: str = form["code"]
    if currency_of(unit) != unit:
        return None
    scale = words().scales[squeezed(form["scale"])] if form["scale"] else 0
    return Caption(form.start("code"), form.start() + len(form.group().rstrip(" ,")), unit, scale, form["shares"])
