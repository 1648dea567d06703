"""Lines that a printed page left between two others: the way back to the contents, and the number of the page.

What turns into what: `Long-term debt` / `13` / `Table of Contents` / `4.5% notes due 2041` → the numbers of the two
lines in between, which are no rows of the table that goes on over the page. They are known by coming again and again,
with numbers that rise.
"""

from __future__ import annotations

from itertools import pairwise

import regex as re

from extract.tables.delimited import Numbered

_CONTENTS = re.compile(r"\W*(?:(?:back|return) to )?table of contents\W*|\W*目次へ\W*", re.I)
_PAGE = re.compile(r"\s*[-–—]?\s*(\d{1,3})\s*[-–—]?\s*")
_FEWEST = 3
# So many lines off may the number of the page stand, with a picture's name or the title of the report between.
_NEAR = 3


def page_lines(lines: list[Numbered]) -> frozenset[int]:
    """The numbers of the lines that stand between the pages of a text.

    >>> text = [line for page in range(1, 5) for line in (f"Net sales {page},100", f"{page}", "", "Table of Contents")]
    >>> sorted(page_lines(list(enumerate(text, start=1))))
    [2, 4, 6, 8, 10, 12, 14, 16]
    >>> page_lines([(1, "Table of Contents"), (2, "Part I"), (3, "1")])
    frozenset()
    """
    contents = [n for n, (_, text) in enumerate(lines) if _CONTENTS.fullmatch(text)]
    if len(contents) < _FEWEST:
        return frozenset()
    found = {lines[n][0] for n in contents}
    pages: list[tuple[int, int]] = []
    for n in contents:
        for m in range(n - 1, max(-1, n - 1 - _NEAR), -1):
            if (page := _PAGE.fullmatch(lines[m][1])) is not None:
                pages.append((int(page[1]), lines[m][0]))
                break
    if len(pages) >= _FEWEST and all(a[0] < b[0] for a, b in pairwise(pages)):
        found |= {number for _, number in pages}
    return frozenset(found)
