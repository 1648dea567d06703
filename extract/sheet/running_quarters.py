"""Whether the quarters that a table names run from the first day of their fiscal year."""

from __future__ import annotations

from collections.abc import Sequence

import regex as re

from extract.lex.period_labels import CUMULATIVE
from extract.lex.periods import find_periods

_LONGEST = 80
_PROGRESS = re.compile(r"進捗率?|達成率|progress", re.I)


def runs_on(headings: Sequence[str], labels: Sequence[str], custom: bool) -> bool:
    """Whether the named quarters of a table run from the first day of the year: by custom of the document, by a word
    over the table or in its rows (`四半期累計`), or because it tells how much of the year's forecast they make; never
    where several quarters stand side by side.

    >>> runs_on(["24/3期2Q", "25/3期2Q", "通期予想", "進捗率"], [], False), runs_on(["25/3期1Q", "2Q"], [], True)
    (True, False)
    """
    texts = [text for text in (*headings, *labels) if len(text) <= _LONGEST]
    parts = {m.part for text in texts for m in find_periods(text) if m.kind == "duration" and m.part in CUMULATIVE}
    if len(parts) > 1:
        return False
    return (
        custom
        or any(_PROGRESS.search(text) for text in headings)
        or any("累計" in text and "会計期間" not in text for text in headings)
        or any("四半期累計" in text for text in labels)
    )
