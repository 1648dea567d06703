"""Several figures in one cell, each behind its name: `Full-time: 68.3%` over `Part-time: 74.9%`, `男性 12／女性 8`."""

from __future__ import annotations

from collections.abc import Sequence

import regex as re

from extract.lex.numbers import Figure

_COLON = re.compile(r"\s*[,、;；/／・|]?\s*(?P<name>[^\d:：\n]{1,40}?)\s*[:：]\s*")
_LINE = re.compile(r"(?:^|\s*[\n/／])\s*(?P<name>[^\d:：\n(（+△▲-]{1,40}?)\s+")


def named_figures(text: str, figures: Sequence[Figure]) -> tuple[tuple[str, Figure], ...]:
    """The names and figures of a cell that holds nothing else; empty where one figure has no name or a name stands
    twice.

    >>> from extract.lex.numbers import read_cell
    >>> cell = "Full-time: 68.3%\\nPart-time: 74.9%"
    >>> [(name, figure.printed) for name, figure in named_figures(cell, read_cell(cell).figures)]
    [('Full-time', '68.3%'), ('Part-time', '74.9%')]
    """
    if len(figures) < 2 or text[figures[-1].end :].strip(" \n。"):
        return ()
    for form in (_COLON, _LINE):
        found, at = [], 0
        for figure in figures:
            named = form.fullmatch(text[at : figure.start])
            if named is None or not any(map(str.isalpha, named["name"])):
                break
            found.append((named["name"].strip(), figure))
            at = figure.end
        if len(found) == len(figures) and len({name for name, _ in found}) == len(found):
            return tuple(found)
    return ()
