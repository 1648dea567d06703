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


@made_of_words
def _second_line(vocabulary: Vocabulary) -> re.Pattern[str]:
    """What text keeps of such a caption on a line of its own: `$ / shares in Units, shares in Millions, $ in Millions`,
    all three or the last two."""
    scale = words().spelled_scale
    each = rf"(?:(?:{_SIGN})\s*/\s*shares\s+in\s+units\s*,\s*)"
    shares = rf"(?P<shares>shares\s+in\s+(?:{scale}|units))\s*,\s*"
    return re.compile(
        rf"\s*(?:{each}(?:{shares})?|{shares})(?P<sign>{_SIGN})\s+in\s+(?P<scale>{scale})[\s,]*", re.IGNORECASE
    )


def _of_second_line(text: str) -> Caption | None:
    form = _second_line().fullmatch(text) if "shares" in text.lower() else None
    unit = currency_of(form["sign"]) if form is not None else None
    if form is None or unit is None:
        return None
    start, end = len(text) - len(text.lstrip()), len(text.rstrip(" ,"))
    shares = next((said for said in form.captures("shares") if said), None)
    return Caption(start, end, unit, words().scales[squeezed(form["scale"])], shares)


def caption_of_viewer(text: str) -> Caption | None:
    """The declaration that such a caption ends with; None where it says no scale, scales of two currencies, or is none.

    >>> caption = caption_of_viewer("Statements Of Income - USD ($) shares in Thousands, $ in Millions")
    >>> (caption.unit, caption.scale, caption.shares)
    ('USD', 6, 'shares in Thousands')
    >>> caption = caption_of_viewer("$ / shares in Units, shares in Millions, $ in Thousands")
    >>> (caption.unit, caption.scale, caption.shares)
    ('USD', 3, 'shares in Millions')
    """
    if (second := _of_second_line(text)) is not None:
        return second
    form = _form().search(text) if ")" in text else None
    if form is None or not form["code"].isupper() or len(form.captures("scale")) > 1:
        return None
    unit: str = form["code"]
    if currency_of(unit) != unit:
        return None
    scale = words().scales[squeezed(form["scale"])] if form["scale"] else 0
    return Caption(form.start("code"), form.start() + len(form.group().rstrip(" ,")), unit, scale, form["shares"])
