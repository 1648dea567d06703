"""Declarations of a unit that were misread: `(01 i thoucana)`, `In bl1lions of U.S. dollara`, `単位：白万円`.

Only that one stands there is told, and which it seems to be; nobody takes a misread unit for the unit.
"""

from __future__ import annotations

import regex as re

from extract.lex.misread_scales import LONG, near_scale
from extract.lex.unit_words import currency_of, words

_LONGEST = 90
_ALIKE = str.maketrans({"白": "百", "干": "千", "方": "万", "憶": "億", "日": "円", "早": "単"})
_JAPANESE = re.compile(r"(?:単位\s*[:;・]?\s*)?(?P<scale>十億|百万|千万|[千万億兆])円")


def damaged_unit(content: str) -> tuple[str | None, int] | None:
    """(currency, scale) that a misread declaration seems to say; None for other words, and for a clean one.

    `content` is what stands in brackets, folded. A currency is None where it is not legible.

    >>> damaged_unit("01 i thoucana"), damaged_unit("in rnillions of yen"), damaged_unit("単位:白万円")
    ((None, 3), ('JPY', 6), ('JPY', 6))
    >>> damaged_unit("see note 5"), damaged_unit("単位:百万円")
    (None, None)
    """
    if not 3 <= len(content) <= _LONGEST:
        return None
    folded = content.translate(_ALIKE)
    if folded != content and (match := _JAPANESE.fullmatch(folded)):
        return "JPY", words().scales[match["scale"]]
    pieces = re.findall(r"[a-z0-9]+", content.lower())
    near = [(n, scale) for n, word in enumerate(pieces) if (scale := near_scale(word)) is not None]
    if len(near) != 1:
        return None
    at, scale = near[0]
    others = [word for n, word in enumerate(pieces) if n != at]
    if pieces[at] in LONG and any(word.isdigit() for word in others):
        return None  # `$ 111.0 million`: an amount
    declares = at == 1 and len(pieces[0]) == 2 and pieces[0][1] == "n" and pieces[2:3] in ([], ["of"], ["0f"])
    if not declares and (any(len(word) > 4 for word in others) or len(content) > 24):
        return None
    return next((code for word in others if (code := currency_of(word))), None), scale
