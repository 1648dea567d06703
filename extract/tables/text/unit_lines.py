"""Rows below a line of units: how many figures each of them has, and what heads these.

What turns into what:

    親会社株主に帰属する
    売上高 営業利益 経常利益
    四半期純利益
    百万円 ％ 百万円 ％ 百万円 ％ 百万円 ％
    2024年３月期第２四半期 7,924 △1.9 596 － 524 0.3 366 △2.0

→ headings over one column of amounts and one of rates each, the units below them, rows. Where every cell stands on a
line of its own, the units and the figures do as well. Names that were wrapped beside
others come in pieces; which pieces are one name, and over which columns it stands, is known where the form of the
exchanges prints all of them, in its order. Where it does not, there is no table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

import msgspec
import regex as re

from extract.lex.fold import fold
from extract.model import Cell, Grid, Span
from extract.tables.delimited import Numbered
from extract.tables.text.atoms import Atom, lines_to_atoms
from extract.tables.text.runs import Row, atoms_to_runs, fit

_UNIT = re.compile(r"円\s*銭|(?:百万|千|億|十億)?円|[%％]|株|倍")
_LINE = re.compile(rf"\s*(?:{_UNIT.pattern})(?:\s+(?:{_UNIT.pattern}))+\s*")
_RATE = re.compile(r"[%％]")
# So many lines may stand above the units, and so many lines may one row be broken into.
_ABOVE, _BROKEN = 12, 3
_MOST_COLUMNS, _MOST_TOKENS = 16, 14
_NO_HEADING = re.compile(r"^\s*[(（]|[。:：]|\d{2}|\d[.．]|[-－]\s*$|^\s*$")
_GLUED = re.compile(r"(?P<amount>[△▲-]?(?P<digits>\d{1,3}(?:,\d{3})+))(?P<rate>\d{1,3}\.\d)")
_TERMS = ("四半期", "当期", "中間", "中間期")

# The columns of the summary page of results (決算短信 サマリー情報) in the order of the exchange's form, each by all
# its names; {} is the term that the report is of. Source: Tokyo Stock Exchange, 決算短信作成要領.
_FORM: tuple[tuple[str, ...], ...] = (
    ("売上高", "営業収益", "売上収益", "営業収入", "経常収益", "収益", "事業収益", "完成工事高", "営業総収入"),
    ("営業利益", "事業利益", "コア営業利益"),
    ("税引前利益", "税引前{}利益", "税金等調整前{}純利益"),
    ("経常利益",),
    ("{}純利益", "{}利益"),
    ("親会社株主に帰属する{}純利益", "親会社の所有者に帰属する{}利益", "親会社株主に帰属する{}利益"),
    ("{}包括利益合計額", "{}包括利益", "包括利益"),
    ("1株当たり{}純利益", "1株当たり{}純利益金額", "1株当たり{}利益", "基本的1株当たり{}利益"),
    ("潜在株式調整後1株当たり{}純利益", "潜在株式調整後1株当たり{}純利益金額", "希薄化後1株当たり{}利益"),
    ("自己資本{}純利益率", "親会社所有者帰属持分{}利益率"),
    ("総資産経常利益率", "資産合計税引前利益率"),
    ("売上高営業利益率", "売上収益営業利益率"),
    ("総資産", "資産合計"),
    ("純資産", "資本合計"),
    ("親会社の所有者に帰属する持分",),
    ("自己資本比率", "親会社所有者帰属持分比率"),
    ("1株当たり純資産", "1株当たり親会社所有者帰属持分"),
    ("営業活動によるキャッシュ・フロー",),
    ("投資活動によるキャッシュ・フロー",),
    ("財務活動によるキャッシュ・フロー",),
    ("現金及び現金同等物期末残高", "現金及び現金同等物{}末残高"),
    ("配当金総額(合計)",),
    ("配当性向(連結)", "配当性向"),
    ("純資産配当率(連結)", "純資産配当率", "親会社所有者帰属持分配当率(連結)"),
)


def tables_of_unit_lines(lines: list[Numbered]) -> Iterator[tuple[int, int, Grid]]:
    """The tables below lines of units: (index of the first line, index after the last, grid), top to bottom."""
    free = i = 0
    while i < len(lines):
        columns = _columns(lines[i])
        after = i + 1
        if not columns:
            columns, after = _units_below(lines, i)
        found = _table(lines, free, i, after, columns) if columns else None
        if found is None:
            i = after
            continue
        yield found
        free = i = found[1]


def _columns(line: Numbered) -> list[Span]:
    """The units of a line that holds nothing else, one for each column."""
    number, text = line
    if _LINE.fullmatch(text) is None:
        return []
    span = Span.of(text, line=number)
    return [span.cut(*found.span()) for found in _UNIT.finditer(text)][: _MOST_COLUMNS + 1]


def _units_below(lines: list[Numbered], start: int) -> tuple[list[Span], int]:
    """(units that stand on a line each, from a line on; the index after them); none where there are not several."""
    end = start
    while end < len(lines) and _UNIT.fullmatch(lines[end][1].strip()):
        end += 1
    if end - start < 2:
        return [], start + 1
    return [Span.of(text, line=number).strip() for number, text in lines[start:end]][: _MOST_COLUMNS + 1], end


class _Placed(msgspec.Struct, frozen=True):
    """A row and the column of figures in which the first of it stands."""

    row: Row
    first: int = 0


def _table(lines: list[Numbered], free: int, at: int, after: int, units: list[Span]) -> tuple[int, int, Grid] | None:
    """The table whose units stand from line `at` on, its rows from `after` on; its names stand above."""
    first = at
    while first > max(free, at - _ABOVE) and not _NO_HEADING.search(lines[first - 1][1]):
        first -= 1
    apart = after > at + 1
    rows, end = _rows(lines, after, len(units), apart=apart)
    if not rows or len(units) > _MOST_COLUMNS:
        return None
    for widths in _widths(units):
        levels = _names(lines[first:at], len(widths), apart=apart)
        if levels is not None:
            return first + levels[0], end, _grid(levels[1], widths, units, rows)
    return None


def _widths(units: Sequence[Span]) -> Iterator[list[int]]:
    """Over how many columns each name may stand: an amount and its rate under one, or one column each. Where all units
    come in such pairs, that is likelier; `百万円 ％ 百万円 ％ 円 銭` may be either."""
    rates = [_RATE.fullmatch(unit.text) is not None for unit in units]
    pairs: list[int] = []
    for n, rate in enumerate(rates):
        if rate and n and not rates[n - 1]:
            pairs[-1] = 2
        else:
            pairs.append(1)
    ways = [pairs, [1] * len(units)] if set(pairs) == {2} else [[1] * len(units), pairs]
    yield from ways[: 1 + (2 in pairs)]


def _rows(lines: list[Numbered], start: int, width: int, *, apart: bool) -> tuple[list[_Placed], int]:
    """The rows of so many figures from a line on, each on one line or broken into a few, and the index after them. Of
    cells on lines of their own (`apart`) none are glued."""
    broken = width + 1 if apart else _BROKEN
    rows: list[_Placed] = []
    i = start
    while i < len(lines):
        found = next(
            ((row, n) for n in range(1, broken + 1) if (row := _row(lines[i : i + n], width, cut=not apart))), None
        )
        if found is not None:
            rows.append(_Placed(found[0]))
            i += found[1]
        elif rows and not apart and (halves := _reached_and_planned(lines[i : i + 2], width)):
            rows += halves
            i += 2
        else:
            break
    return rows, i


def _reached_and_planned(lines: list[Numbered], width: int) -> list[_Placed]:
    """Two rows of a year of which a part is over: what was reached fills the columns from the left, what is planned
    those that are left, to the right, and the second is called so: `2031年3月期 ― 25.00` and `2031年3月期(予想) ― 25.00
    50.00` in five columns. None where they do not fill them."""
    if len(lines) < 2:
        return []
    rows = [next((row for n in range(1, width) if (row := _row([line], n, cut=False))), None) for line in lines]
    reached, planned = rows
    if reached is None or planned is None or len(reached.cells) + len(planned.cells) != width:
        return []
    names = [fold("".join(atom.text for atom in row.words)) for row in (reached, planned)]
    if names[1] != f"{names[0]}(予想)":
        return []
    return [
        _Placed(msgspec.structs.replace(reached, split=True)),
        _Placed(msgspec.structs.replace(planned, split=True), len(reached.cells)),
    ]


def _row(lines: list[Numbered], width: int, *, cut: bool) -> Row | None:
    if any(not text.strip() for _, text in lines):
        return None
    runs = atoms_to_runs([part for atom in lines_to_atoms(lines) for part in _amount_and_rate(atom)])
    if len(runs) != 1 or not runs[0].words or len({atom.begins[0] for atom in runs[0].words}) > 1:
        return None
    row = fit(runs[0], width, cut=cut)
    return row if row is not None and row.bottom[0] == lines[-1][0] else None


def _amount_and_rate(atom: Atom) -> list[Atom]:
    """`3,41262.7` → `3,412` and `62.7`: digits stand in groups of three behind a comma, and rates have a decimal."""
    found = _GLUED.fullmatch(atom.text)
    if found is None:
        return [atom]
    cut, end = found.end("amount"), len(atom.text)
    amount = msgspec.structs.replace(atom, span=atom.span.cut(0, cut), digits=atom.digits[: len(found["digits"])])
    return [amount, msgspec.structs.replace(atom, span=atom.span.cut(cut, end), digits=found["rate"], lead=None)]


def _names(lines: list[Numbered], count: int, *, apart: bool) -> tuple[int, list[list[Span]]] | None:
    """(how many lines above are no headings, rows of headings): names in pieces that the form orders, where cells stand
    on lines of their own (`apart`) whole names as well; or a line of as many names as there are columns, below one that
    may head all of them."""
    tokens = [[Span.of(t, line=n).cut(*m.span()) for m in re.finditer(r"\S+", t)] for n, t in lines]
    for skipped in range(len(tokens)):
        pieces = [span for line in tokens[skipped:] for span in line]
        if count + (not apart) <= len(pieces) <= _MOST_TOKENS:
            ordered = _by_form(pieces, count)
            if ordered is not None:
                return skipped, [ordered]
    if not tokens or len(tokens[-1]) != count:
        return None
    above = tokens[-2] if len(tokens) > 1 else []
    if len(above) == 1 < count:
        return len(tokens) - 2, [above, tokens[-1]]
    if above and _by_form(tokens[-1], count) is None:
        return None  # `親会社の所有者に 四半期包括利益` above `帰属する四半期利益 合計額`: which is whose, nothing says
    return len(tokens) - 1, [tokens[-1]]


def _by_form(pieces: Sequence[Span], count: int) -> list[Span] | None:
    """Pieces of names to the names of the form, in its order, if they are all of them and in one way."""
    texts = [fold(piece.text) for piece in pieces]
    ways: list[list[tuple[int, ...]]] = []

    def go(slot: int, left: tuple[int, ...], chosen: list[tuple[int, ...]]) -> None:
        if len(ways) > 1:
            return
        if not left:
            if len(chosen) == count:
                ways.append(chosen)
            return
        if slot == len(_FORM) or len(chosen) == count:
            return
        for name, term in product(_FORM[slot], _TERMS):
            if "{}" not in name and term != _TERMS[0]:
                continue
            used = _made_of(name.format(term), texts, left)
            if used is not None:
                go(slot + 1, tuple(n for n in left if n not in used), [*chosen, used])
        go(slot + 1, left, chosen)

    go(0, tuple(range(len(texts))), [])
    if len(ways) != 1:
        return None
    return [Span.join([pieces[n] for n in used], "") for used in ways[0]]


def _made_of(name: str, texts: Sequence[str], left: tuple[int, ...]) -> tuple[int, ...] | None:
    """The first pieces, from left to right, that make up a name: `1株当たり` and `純利益`."""
    for n, index in enumerate(left):
        if texts[index] == name:
            return (index,)
        if name.startswith(texts[index]):
            rest = _made_of(name[len(texts[index]) :], texts, left[n + 1 :])
            if rest is not None:
                return (index, *rest)
    return None


def _grid(levels: list[list[Span]], widths: list[int], units: list[Span], rows: list[_Placed]) -> Grid:
    cells: list[Cell] = []
    for r, level in enumerate(levels):
        wide = widths if len(level) == len(widths) else [len(units) // len(level)] * len(level)
        cells += [Cell(row=r, column=1 + sum(wide[:n]), column_span=wide[n], span=span) for n, span in enumerate(level)]
    at = len(levels)
    cells += [Cell(row=at, column=1 + n, span=span) for n, span in enumerate(units)]
    for r, placed in enumerate(rows, start=at + 1):
        row = placed.row
        cells.append(Cell(row=r, column=0, span=Span.join([atom.span for atom in row.words])))
        cells += [
            Cell(row=r, column=1 + placed.first + n, span=span, split=row.split) for n, span in enumerate(row.cells)
        ]
    return Grid(form="tokens", rows=at + 1 + len(rows), columns=1 + len(units), cells=tuple(cells), headers=at + 1)
