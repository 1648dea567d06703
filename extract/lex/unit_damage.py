"""Declarations of a unit that were misread: `(01 i thoucana)`, `In bl1lions of U.S. dollara`, `単位：百□円`.

Only that one stands there is told, and which it seems to be; nobody takes a misread unit for the unit.
"""

from __future__ import annotations

import regex as re

from extract.lex.misread_scales import LONG, SHORT, near_scale
from extract.lex.unit_words import currency_of, words

_LONGEST = 90
_ALIKE = str.maketrans({"白": "百", "干": "千", "方": "万", "憶": "億", "日": "円", "早": "単"})
_JAPANESE = re.compile(r"(?:単位\s*[:;・]?\s*)?(?P<scale>十億|百万|千万|[千万億兆])円")
# What stands for a character that could not be read.
_LOST = "□■▯◻�〓"
_LOST_WITHIN = re.compile(rf"(?<=[a-z])[{_LOST}?*](?=[a-z])", re.I)
_UNIT_LOST = re.compile(rf"(?:[単早]位|[{_LOST}]位|単[{_LOST}])\s*[:;・=]?\s*\S[^\d()\[\]]{{0,11}}")
_SCALE_LOST = re.compile(rf"(?=.*[{_LOST}])[十百千万億兆円{_LOST}]{{2,5}}")
# A scale of what no word of ours names, or of what may be several things: pounds are money and weights.
_UNKNOWN = re.compile(r"(?:in\s+)?(?P<scale>thousands|millions|billions)\s+of(?:\s+\p{L}{3,}){1,3}", re.I)
_IN = re.compile(r"[il1][nm]|1i|lm", re.I)


def damaged_unit(content: str) -> tuple[str | None, int] | None:
    """(currency, scale) that a misread declaration seems to say; None for other words, and for a clean one.

    `content` is what stands in brackets, folded. A currency is None where it is not legible, a scale 0.

    >>> damaged_unit("01 i thoucana"), damaged_unit("in rnillions of yen"), damaged_unit("単位:白万円")
    ((None, 3), ('JPY', 6), ('JPY', 6))
    >>> damaged_unit("単位:百□円"), damaged_unit("in mi11ions, except per share data")
    ((None, 0), (None, 6))
    >>> damaged_unit("Millions of pounds"), damaged_unit("in thousands of florins")
    ((None, 6), (None, 3))
    >>> damaged_unit("see note 5"), damaged_unit("単位:百万円"), damaged_unit("billings"), damaged_unit("missions")
    (None, None, None, None)
    """
    if not 3 <= len(content) <= _LONGEST:
        return None
    folded = content.translate(_ALIKE)
    if folded != content and (match := _JAPANESE.fullmatch(folded)):
        return "JPY", words().scales[match["scale"]]
    if any(sign in content for sign in _LOST) and (_UNIT_LOST.fullmatch(content) or _SCALE_LOST.fullmatch(content)):
        return None, 0
    if unknown := _UNKNOWN.fullmatch(content):
        return None, words().scales[unknown["scale"].lower()]
    pieces = re.findall(r"[a-z0-9]+", _LOST_WITHIN.sub("x", content).lower())
    near = [(n, scale) for n, word in enumerate(pieces) if (scale := near_scale(word)) is not None]
    if len(near) != 1:
        return None
    at, scale = near[0]
    others = [word for n, word in enumerate(pieces) if n != at]
    if pieces[at] in LONG and any(map(str.isdigit, others)):
        return None  # `$ 111.0 million`: an amount
    declares = at > 0 and _IN.fullmatch(pieces[at - 1]) is not None and pieces[at] not in LONG
    another = near_scale(pieces[at], 1) is None and scale > SHORT
    if not declares and (another or any(len(word) > 4 for word in others) or len(content) > 24):
        return None
    return next((code for word in others if (code := currency_of(word))), None), scale
