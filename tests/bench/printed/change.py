"""Which documents suit a style, and what a style changes of a document before it is printed."""

from __future__ import annotations

from dataclasses import replace

from tests.bench.printed.english import ENGLISH
from tests.bench.sheet import Cell, Column, Document, Piece, Prose, Sheet


def always(document: Document) -> bool:
    return True


def nothing(document: Document) -> Document:
    return document


def is_japanese(document: Document) -> bool:
    return document.language == "ja"


def has_translation(document: Document) -> bool:
    return any(column.kind == "translated" for sheet in document.sheets for column in sheet.columns)


def has_spans(document: Document) -> bool:
    return any(cell.span > 1 for sheet in document.sheets for row in sheet.header for cell in row)


def has_brackets(document: Document) -> bool:
    return any(truth.printed.startswith("(") for truth in document.truths.values())


def is_small(document: Document) -> bool:
    return sum(len(sheet.rows) <= 16 and sheet.width <= 5 for sheet in document.sheets) >= 2


def kept_column(sheet: Sheet) -> int | None:
    """The one column a table without headings keeps: the first of amounts with a period."""
    found = (j for j, column in enumerate(sheet.columns) if column.kind == "amount" and column.period is not None)
    return next(found, None)


def has_amounts(document: Document) -> bool:
    return all(kept_column(sheet) is not None and sheet.unit for sheet in document.sheets)


def one_column(document: Document) -> Document:
    """Tables of labels and one column of figures, whose period stands in the title and nowhere else."""
    made = document.copy()
    dropped: set[str] = set()
    items: list[Sheet | Prose] = []
    for item in made.items:
        if not isinstance(item, Sheet):
            items.append(item)
            continue
        keep = kept_column(item)
        assert keep is not None
        column = item.columns[keep]
        for row in item.rows:
            dropped |= {t for j, cell in enumerate(row.cells) if j != keep for t in cell.truths}
            row.cells = [row.cells[keep]]
        title = items.pop()
        assert isinstance(title, Prose)
        period = " ".join(part for part in column.header if part not in ("Amount", "金額"))
        items.append(
            Prose([*title.pieces, Piece("　" if made.language == "ja" else ", "), Piece(period)], title.heading)
        )
        bare = Column(column.kind, ("",), column.period)
        items.append(replace(item, columns=[bare], header=[], relations=[]))
    made.items = items
    made.truths = {
        key: replace(truth, header="", column=0) if truth.sheet != "prose" else truth
        for key, truth in made.truths.items()
        if key not in dropped
    }
    return made


def relabel(document: Document, say: dict[str, str]) -> Document:
    """The document with other labels, in print and in truth."""
    made = document.copy()
    for sheet in made.sheets:
        for row in sheet.rows:
            row.label = Cell.of(say.get(row.label.text, row.label.text))
    made.truths = {
        key: replace(truth, label=say.get(truth.label, truth.label)) if truth.sheet != "prose" else truth
        for key, truth in made.truths.items()
    }
    return made


def both_languages(document: Document) -> Document:
    """`売上高` becomes `売上高 Net sales`."""
    return relabel(document, {ja: f"{ja} {en}" for ja, en in ENGLISH.items()})


def english_beside(document: Document) -> Document:
    """Nothing is changed: the English label is printed at the other end of the row, see `Style.english_after`."""
    return document


def one_level_deeper(document: Document) -> Document:
    """Rows under a heading stand two steps in, so that a hierarchy of three levels is seen."""
    made = document.copy()
    for sheet in made.sheets:
        for row in sheet.rows:
            row.level *= 2
    return made
