"""Numbers misprinted, lost or decorated, and tokens that are no numbers."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from tests.bench.damage_base import Damage, damage_class, looks_whole, number_cells, pick, reprint, shows, touch
from tests.bench.sheet import Cell, Document, Piece, Prose, Row


def each_number(name: str, digits: int, change: Callable[[Random, str], str]) -> Damage:
    """A class that misprints single numbers; those that the change leaves as they were are no targets."""

    def damage(document: Document, rng: Random, rate: float) -> bool:
        cells = [(c, change(rng, document.truths[c.truths[0]].printed)) for *_, c in number_cells(document, digits)]
        cells = [(cell, text) for cell, text in cells if text != document.truths[cell.truths[0]].printed]
        for cell, text in pick(rng, cells, rate):
            reprint(cell, lambda _, text=text: text)  # type: ignore[misc]
            touch(document, name, cell)
            if looks_whole(text) and not shows(document, cell.truths[0], text):
                document.ambiguous.update(cell.truths)
        return bool(cells)

    damage.__name__ = name
    return damage_class(damage)


def swap_digit(rng: Random, text: str, table: dict[str, str]) -> str:
    """One character of the table replaced by one of those it is mistaken for."""
    at = [i for i, c in enumerate(text) if c in table]
    if not at:
        return text
    i = rng.choice(at)
    return text[:i] + rng.choice(table[text[i]]) + text[i + 1 :]


def drop_digit(rng: Random, text: str) -> str:
    """`1,907,27` for `1,907,274`: the last digit gone, or the first."""
    at = [i for i, c in enumerate(text) if c.isdigit()]
    i = at[-1] if rng.random() < 0.6 else at[0]
    cut = text[:i] + text[i + 1 :]
    return cut.lstrip(",") if text[0].isdigit() else cut


def double_digit(rng: Random, text: str) -> str:
    i = rng.choice([i for i, c in enumerate(text) if c.isdigit()])
    return text[:i] + text[i] + text[i:]


def comma_to_period(rng: Random, text: str) -> str:
    at = [i for i, c in enumerate(text) if c == ","]
    if not at:
        return text
    i = rng.choice(at)
    return text[:i] + "." + text[i + 1 :]


def break_glyph(rng: Random, text: str) -> str:
    """One bracket of a negative gone, or a digit read as a letter."""
    if text.startswith("(") and text.endswith(")") and rng.random() < 0.5:
        return text[:-1] if rng.random() < 0.7 else text[1:]
    return swap_digit(rng, text, {"0": "O", "1": "lI", "5": "S", "8": "B"})


LOOKALIKE = {
    "0": "68",
    "1": "7",
    "2": "7",
    "3": "8",
    "4": "9+",
    "5": "6",
    "6": "58",
    "7": "1",
    "8": "360",
    "9": "4",
}

each_number("misread_digits", 2, lambda rng, text: swap_digit(rng, text, LOOKALIKE))


@damage_class
def misread_in_two_columns(document: Document, rng: Random, rate: float) -> bool:
    """One digit misread in a statement of two columns that stands alone, where a relation of the statement shows it.

    The commonest table there is: no prose, no other table and no growth column tell, only the other column.
    """
    sheets = [s for s in document.sheets if s.width == 2 and all(c.kind == "amount" for c in s.columns)]
    if not sheets:
        return False
    sheet = sheets[0]
    at = next(n for n, item in enumerate(document.items) if item is sheet)
    title = document.items[at - 1]
    document.items = [
        item for item in document.items if item is sheet or item is title or (isinstance(item, Prose) and item.opens)
    ]
    printed = document.printed()
    document.truths = {name: truth for name, truth in document.truths.items() if name in printed}
    cells = []
    for *_, cell in number_cells(document, 2):
        truth = cell.truths[0]
        text = swap_digit(rng, document.truths[truth].printed, LOOKALIKE)
        if (
            looks_whole(text)
            and any(truth in members for _, members in sheet.relations)
            and shows(document, truth, text)
        ):
            cells.append((cell, text))
    for cell, text in pick(rng, cells, rate):
        reprint(cell, lambda _, text=text: text)  # type: ignore[misc]
        touch(document, "misread_in_two_columns", cell)
    return bool(cells)


each_number("comma_as_period", 4, comma_to_period)
each_number("glyph_confusion", 2, break_glyph)
each_number("truncated_digits", 3, drop_digit)
each_number("duplicated_digits", 2, double_digit)


@damage_class
def none(document: Document, rng: Random, rate: float) -> bool:
    """No damage: what goes wrong here is harm."""
    return True


@damage_class
def lost_value(document: Document, rng: Random, rate: float) -> bool:
    """The cell is empty where a number stood."""
    cells = number_cells(document)
    redundancy = document.redundancy()
    for *_, cell in pick(rng, cells, rate):
        touch(document, "lost_value", cell)
        document.ambiguous.update(t for t in cell.truths if redundancy[t] == 0)
        cell.pieces.clear()
    return bool(cells)


@damage_class
def lost_dash(document: Document, rng: Random, rate: float) -> bool:
    """The dash that says there is no value is gone."""
    cells = [c for s in document.sheets for *_, c in s.values() if document.truths[c.truths[0]].value is None]
    for cell in pick(rng, cells, rate):
        touch(document, "lost_dash", cell)
        cell.pieces.clear()
    return bool(cells)


@damage_class
def lost_sign(document: Document, rng: Random, rate: float) -> bool:
    """The brackets or the triangle of a negative are gone."""
    cells = [c for *_, c in number_cells(document) if c.text[0] in "(△▲-−"]
    redundancy = document.redundancy()
    for cell in pick(rng, cells, rate):
        reprint(cell, lambda text: text.strip("()△▲-−"))
        touch(document, "lost_sign", cell)
        document.ambiguous.update(t for t in cell.truths if redundancy[t] == 0)
    return bool(cells)


@damage_class
def unrepairable_digits(document: Document, rng: Random, rate: float) -> bool:
    """Two digits of a number that no identity holds are replaced by others. The print looks good and is wrong.

    Nobody can see this; it is here to keep the bench honest and is left out of the overall figure.
    """
    redundancy = document.redundancy()
    cells = [c for *_, c in number_cells(document, 3) if redundancy[c.truths[0]] == 0]

    def change(text: str) -> str:
        for i in rng.sample([i for i, c in enumerate(text) if c.isdigit()], 2):
            text = text[:i] + rng.choice([d for d in "123456789" if d != text[i]]) + text[i + 1 :]
        return text

    for cell in pick(rng, cells, rate):
        reprint(cell, change)
        touch(document, "unrepairable_digits", cell)
        document.ambiguous.update(cell.truths)
    return bool(cells)


# --- what should not be there ----------------------------------------------------------------------------------


@damage_class
def ghost_row(document: Document, rng: Random, rate: float) -> bool:
    """A row read twice, the second time with 3, 5, 6, 8 and 9 as 0 and without a label."""
    targets = [(s, i) for s in document.sheets for i, r in enumerate(s.rows) if len(r.truths) > 1]
    for sheet, i in reversed(pick(rng, targets, rate)):
        cells = []
        for cell in sheet.rows[i].cells:
            text = "".join("0" if c in "35689" and rng.random() < 0.7 else c for c in cell.text)
            cells.append(Cell.of(text))
        touch(document, "ghost_row", *sheet.rows[i].cells)
        sheet.rows.insert(i + 1, Row(Cell(), cells, "extra"))
    return bool(targets)


NOISE = ("4.552", "300000", "111 610", "0,00", "1.", "_", "- -", ",  .")


@damage_class
def noise_token(document: Document, rng: Random, rate: float) -> bool:
    """Tokens that are nothing: in an empty cell, or in a row of their own."""
    targets = [(s, i) for s in document.sheets for i, r in enumerate(s.rows) if r.home >= 0 and len(r.cells) == s.width]
    for sheet, i in reversed(pick(rng, targets, rate)):
        token = rng.choice(NOISE)
        empty = [n for n, c in enumerate(sheet.rows[i].cells) if not c.pieces]
        for row in sheet.rows[max(0, i - 1) : i + 2]:
            touch(document, "noise_token", *row.cells)
        if empty and rng.random() < 0.5:
            sheet.rows[i].cells[rng.choice(empty)] = Cell.of(token)
        else:
            cells = [Cell() for _ in range(sheet.width)]
            cells[rng.randrange(sheet.width)] = Cell.of(token)
            sheet.rows.insert(i + 1, Row(Cell(), cells, "extra"))
    return bool(targets)


DECORATION = (("***", "***"), ("○○", " ○"), ("**", "**"), ("■ ", ""), ("◆", ""), ("_", "_"))
MARKUP = (("<u>", "</u>"), ("<b>", "</b>"), ("", " <sup>2</sup>"), ("<i>", "</i>"), ("<small>", "</small>"))


def wrap_numbers(document: Document, rng: Random, rate: float, name: str, around: tuple[tuple[str, str], ...]) -> bool:
    cells = number_cells(document)
    for *_, cell in pick(rng, cells, rate):
        before, after = rng.choice(around)
        cell.pieces = [Piece(before), *cell.pieces, Piece(after)]
        touch(document, name, cell)
    return bool(cells)


@damage_class
def decoration_glyphs(document: Document, rng: Random, rate: float) -> bool:
    """`***88***`, `○○106 ○`."""
    return wrap_numbers(document, rng, rate, "decoration_glyphs", DECORATION)


@damage_class
def markup_residue(document: Document, rng: Random, rate: float) -> bool:
    """`<u>9,156</u>`, a footnote mark in `<sup>`."""
    return wrap_numbers(document, rng, rate, "markup_residue", MARKUP)
