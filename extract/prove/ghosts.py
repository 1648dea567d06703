"""Ghost rows: a neighbour row read a second time, with 3, 5, 6, 8 and 9 turned into 0 and the like.

    CAPITAL LEASE OBLIGATIONS   41,213   5,085,243   9.8   4,318,309   9.1
                                41,210   0,000,240   0.0   4,010,000   0.1

A ghost is a witness of its neighbour, never a source of values. It stands where no figures belong: in a row without
a label, or on the line of a heading.
"""

from __future__ import annotations

import regex

from extract.prove.view import Sheet, View

_NOT_DIGIT = regex.compile(r"\D")
_LEADING_ZERO = regex.compile(r"(?<![\d.,])0[\d,]{2,}")
_FADED = 0.6


def ghost_rows(view: View) -> dict[int, int]:
    """Nodes of ghost rows, and for each the node of the neighbour row it repeats (or itself, if that is empty)."""
    ghosts: dict[int, int] = {}
    for sheet in view.sheets.values():
        for at, row in enumerate(sheet.rows):
            cells = _figures(view, sheet, row)
            if len(cells) < 2 or not _out_of_place(view, cells):
                continue
            for near in (at - 1, at + 1):
                if 0 <= near < len(sheet.rows):
                    other = _figures(view, sheet, sheet.rows[near])
                    if _repeats(view, cells, other):
                        ghosts |= {index: other.get(column, index) for column, index in cells.items()}
                        break
    return ghosts


def _figures(view: View, sheet: Sheet, row: int) -> dict[int, int]:
    """Printed figures of a row by column."""
    found = {}
    for column in sheet.columns:
        for index in sheet.at.get((row, column), ()):
            if _digits(view, index):
                found[column] = index
    return found


def _digits(view: View, index: int) -> str:
    return _NOT_DIGIT.sub("", view.nodes[index].fact.printed or "")


def _out_of_place(view: View, cells: dict[int, int]) -> bool:
    """Whether the row has no label of its own, or one that ends like a heading, or is all capitals."""
    label = next((view.nodes[index].fact.label for index in cells.values()), ())
    name = label[-1].strip() if label else ""
    letters = [c for c in name if c.isalpha()]
    return not name or name.endswith((":", "：")) or (bool(letters) and all(c.isupper() for c in letters))


def _repeats(view: View, ghost: dict[int, int], row: dict[int, int]) -> bool:
    """Whether the figures are faded copies: as many digits, and where they differ mostly a 0 in the ghost.

    Two like rows (basic and diluted per-share figures) differ in digits that are not 0, and are no ghosts.
    """
    compared = differing = zeros = 0
    for column, index in ghost.items():
        if column not in row:
            continue
        left, right = _digits(view, index), _digits(view, row[column])
        if len(left) != len(right):
            return False
        pairs = [(a, b) for a, b in zip(left, right, strict=True) if a != b]
        compared += 1
        differing += len(pairs)
        zeros += sum(a == "0" for a, _ in pairs)
    faded = differing >= 2 and zeros >= _FADED * differing
    impossible = any(_LEADING_ZERO.search(view.nodes[index].fact.printed or "") for index in ghost.values())
    return compared >= 2 and faded and (compared * 2 >= len(ghost) or impossible)


def stray_marks(view: View) -> list[int]:
    """Shares that are none: a single digit without decimals in a column of decimals, alone in its row."""
    strays = []
    for sheet in view.sheets.values():
        for lane in view.lanes(sheet, even=False):
            if lane.kind != "share":
                continue
            for index in sorted(view.coarse(lane.nodes.values())):
                row = view.nodes[index].fact.row
                others = [i for column in sheet.columns for i in sheet.at.get((row or 0, column), ()) if i != index]
                if len(_digits(view, index)) == 1 and all(view.nodes[i].value is None for i in others):
                    strays.append(index)
    return strays
