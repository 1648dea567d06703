"""Which fact stands for which value of a truth file.

A value is matched by where and how it is printed, never by being right: otherwise a wrong number could hide. The
passes go from strict to loose over the whole document, so that a loose match never takes a fact from a strict one:
the same print on the same row; the same figures on the same row; the same figures elsewhere in the table under a
like label; and, where nothing legible is printed, the like label with the same period and unit.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise

from extract.model import Fact
from extract.summary import is_flagged
from extract.truth.files import (
    AS_PRINTED,
    NIL,
    NOT_NUMBERS,
    Expected,
    Truth,
    TruthCell,
    TruthFact,
    TruthRow,
    TruthTable,
)

ALIKE = 0.75
AT_A_MOMENT = frozenset({"count", "Gbps", "Mbps"})  # counts are printed under quarters and mean their last day

Slot = tuple[int, int, int]  # table, row, cell
Matcher = Callable[[dict[int, list[Fact]], set[str], TruthTable, TruthRow, TruthCell], Fact | None]


def match_tables(truth: Truth, facts: Iterable[Fact]) -> tuple[dict[Slot, Fact], set[str]]:
    """The fact of each cell that has one, and the ids of all facts that were taken."""
    by_line: dict[int, list[Fact]] = {}
    for fact in sorted(facts, key=lambda f: (f.location.line or 0, f.location.start or 0)):
        by_line.setdefault(fact.location.line or 0, []).append(fact)
    found: dict[Slot, Fact] = {}
    used: set[str] = set()
    passes: tuple[Matcher, ...]
    passes = (
        *(_same_print, _same_figures, _same_digits, _part_of_cell),
        *(_within_flagged, _elsewhere, _by_meaning, _by_like_meaning),
    )
    for match in passes:
        for slot, table, row, cell in _slots(truth):
            if slot in found:
                continue
            if (hit := match(by_line, used, table, row, cell)) is not None:
                found[slot] = hit
                used.add(hit.id)
    return found, used


def _slots(truth: Truth) -> Iterator[tuple[Slot, TruthTable, TruthRow, TruthCell]]:
    for t, table in enumerate(truth.tables):
        for r, row in enumerate(table.rows):
            for c, cell in enumerate(row.cells):
                if cell.unit not in NOT_NUMBERS or cell.status in NIL:
                    yield (t, r, c), table, row, cell


def _lines(table: TruthTable, row: TruthRow, cell: TruthCell) -> Iterable[int]:
    return (cell.line,) if cell.line is not None else row.lines or range(table.line_start, table.line_end + 1)


def _on_row(
    by_line: dict[int, list[Fact]], used: set[str], table: TruthTable, row: TruthRow, cell: TruthCell
) -> list[Fact]:
    here = [fact for line in _lines(table, row, cell) for fact in by_line.get(line, []) if fact.id not in used]
    if cell.line is None and not row.lines:
        return [fact for fact in here if label_likeness(row.label, fact) >= ALIKE]
    return here


def _by_form(form: Callable[[str], str]) -> Matcher:
    def match(
        by_line: dict[int, list[Fact]], used: set[str], table: TruthTable, row: TruthRow, cell: TruthCell
    ) -> Fact | None:
        wanted = form(cell.raw or "")
        hits = [f for f in _on_row(by_line, used, table, row, cell) if wanted and form(f.printed or "") == wanted]
        return best(hits, row.label, cell)

    return match


def _part_of_cell(
    by_line: dict[int, list[Fact]], used: set[str], table: TruthTable, row: TruthRow, cell: TruthCell
) -> Fact | None:
    """Where the truth quotes a whole cell, `(144) (28,524)`: the print of the one number in it that is meant."""
    if cell.value is None:
        return None
    meant = [token for token in tokens(cell.raw or "") if significant(token) == significant(str(cell.value))]
    hits = [
        f for f in _on_row(by_line, used, table, row, cell) if meant and digits(meant[0]) == digits(f.printed or "")
    ]
    return best(hits, row.label, cell)


def _within_flagged(
    by_line: dict[int, list[Fact]], used: set[str], table: TruthTable, row: TruthRow, cell: TruthCell
) -> Fact | None:
    """A fact that was not split and says so stands for every value printed in it, so it is never used up."""
    wanted = figures(cell.raw or "")
    hits = [fact for fact in _on_row(by_line, set(), table, row, cell) if is_flagged(fact)]
    return best([f for f in hits if wanted and wanted in tokens(f.printed or "")], row.label, cell)


def _elsewhere(
    by_line: dict[int, list[Fact]], used: set[str], table: TruthTable, row: TruthRow, cell: TruthCell
) -> Fact | None:
    wanted = figures(cell.raw or "")
    return best(
        [f for f in _alike(by_line, used, table, row) if wanted and figures(f.printed or "") == wanted], row.label, cell
    )


def _by_meaning(
    by_line: dict[int, list[Fact]], used: set[str], table: TruthTable, row: TruthRow, cell: TruthCell
) -> Fact | None:
    """Where nothing legible is printed: the same label, period and unit."""
    hit = _by_like_meaning(by_line, used, table, row, cell)
    return hit if hit is not None and label_likeness(row.label, hit) == 1 else None


def _by_like_meaning(
    by_line: dict[int, list[Fact]], used: set[str], table: TruthTable, row: TruthRow, cell: TruthCell
) -> Fact | None:
    """The same with a like label, or any label on the same line."""
    if cell.value is None or (cell.raw and cell.status in AS_PRINTED):
        return None
    hits = [f for f in _alike(by_line, used, table, row) if same_period(cell, f) and f.unit == cell.unit]
    return best(hits, row.label, cell)


def _alike(by_line: dict[int, list[Fact]], used: set[str], table: TruthTable, row: TruthRow) -> list[Fact]:
    lines = range(table.line_start, table.line_end + 1)
    here = [fact for line in lines for fact in by_line.get(line, []) if fact.id not in used]
    return [f for f in here if f.location.line in row.lines or label_likeness(row.label, f) >= ALIKE]


def best(hits: list[Fact], label: str, cell: TruthCell) -> Fact | None:
    """Of facts printed alike, the one that means the same; otherwise the first that is printed."""

    def rank(fact: Fact) -> tuple[bool, bool, float]:
        likeness = round(label_likeness(label, fact), 1) if label else 0.0
        return same_period(cell, fact), fact.unit == cell.unit, likeness

    return max(hits, key=rank, default=None)


def match_prose(truth: Truth, facts: Iterable[Fact], lines: tuple[str, ...]) -> dict[int, Fact]:
    """The fact of each statement in prose, by its place within the words and by its significant digits."""
    by_line: dict[int, list[Fact]] = {}
    for fact in facts:
        by_line.setdefault(fact.location.line or 0, []).append(fact)
    found: dict[int, Fact] = {}
    used: set[str] = set()
    for index, statement in enumerate(truth.facts):
        if statement.cell.value is None:
            continue
        near = [f for n in range(statement.line, statement.line_end + 1) for f in by_line.get(n, [])]
        inside = [f for f in near if _is_within(f, statement, lines)]
        digits = {significant(str(v)) for v in (statement.cell.value, statement.cell.stated) if v is not None}
        same = [
            f for f in inside if significant(f.value or "") in digits or significant(figures(f.printed or "")) in digits
        ]
        # a corrected or computed value is its own claim; it is held against the words even where digits differ
        claims = [f for f in inside if f.status in ("repaired", "inferred") or is_flagged(f)]
        for hits in ([f for f in same if f.id not in used], same, [f for f in claims if f.id not in used]):
            if (hit := best(hits, "", statement.cell)) is not None:
                found[index] = hit
                used.add(hit.id)
                break
    return found


def _is_within(fact: Fact, statement: TruthFact, lines: tuple[str, ...]) -> bool:
    where = fact.location
    if where.line is not None and where.start is not None and where.line <= len(lines):
        line = lines[where.line - 1]
        spots = [m.start() for m in re.finditer(re.escape(statement.text), line)]
        if spots:
            return any(spot <= where.start < spot + len(statement.text) for spot in spots)
    return bool(fact.printed) and squashed(fact.printed or "") in squashed(statement.text)


def same_period(cell: TruthCell, fact: Fact) -> bool:
    """Whether the fact is of the period the truth names; a truth without period asks for none."""
    expected: Expected | None = cell.period
    if expected is None:
        return True
    if fact.period is None:
        return False
    start = None if fact.period.kind == "instant" else fact.period.start
    if fact.period.end != expected.end:
        return False
    return start == expected.start or (cell.unit in AT_A_MOMENT and None in (start, expected.start))


@lru_cache(maxsize=100_000)
def squashed(text: str) -> str:
    """Without tags, emphasis and white space; full width as half width; one kind of minus.

    >>> squashed("<u> + 14.5%</u>"), squashed("**88**")
    ('+14.5%', '88')
    """
    text = unicodedata.normalize("NFKC", re.sub(r"<[^<>]+>", " ", text))
    return re.sub(r"[\s*_]+", "", re.sub("[−–‐‑﹣]", "-", text))


def figures(text: str) -> str:
    """Digits, separators, signs and brackets only.

    >>> figures("JPY 26,519"), figures("approx 70%"), figures("($4.6 million)")
    ('26,519', '70%', '(4.6)')
    """
    return re.sub(r"[^0-9.,%()+\-△▲]", "", squashed(text))


def tokens(text: str) -> tuple[str, ...]:
    """The numbers in a text, each with its sign, brackets and percent sign.

    >>> tokens("(144) (28,524)"), tokens("Consolidated: 1,155 70% of employees"), tokens("- 6.1%")
    (('(144)', '(28,524)'), ('1,155', '70%'), ('-6.1%',))
    """
    plain_text = re.sub(r"(?<=[-+△▲(])\s+(?=\d)", "", unicodedata.normalize("NFKC", re.sub(r"<[^<>]+>", " ", text)))
    found = (figures(token).strip(".,") for token in plain_text.split())
    return tuple(token for token in found if digits(token))


def digits(text: str) -> str:
    """Digits and points only, with at least one digit."""
    kept = re.sub(r"[^0-9.]", "", squashed(text)).strip(".")
    return kept if re.search("[0-9]", kept) else ""


def significant(value: str) -> str:
    """The digits of a value without sign, point, leading and trailing zeros: what is left of `13,696 million`.

    >>> significant("-13696000000"), significant("0.4")
    ('13696', '4')
    """
    return re.sub("[^0-9]", "", value).strip("0") or ("0" if "0" in value else "")


_same_print, _same_figures, _same_digits = _by_form(squashed), _by_form(figures), _by_form(digits)


def label_likeness(label: str, fact: Fact) -> float:
    """How like the row label and the fact's own label are, 0 to 1, by the last step or the whole path."""
    wanted = plain(label)
    forms = [plain(fact.label[-1]), plain(" ".join(fact.label))] if fact.label else [""]
    return max(_likeness(wanted, form) for form in forms)


_LETTERS = re.compile(r"[^\W\d_]{2,}")
_NAMED = 0.6
"""How much of a row's name a label must hold, or be like: names wrap, lose letters and are fused."""


def names(label: str, fact: Fact, *, title: str = "", prose: bool = False) -> bool:
    """Whether the label of a fact, with its headings and the title of its table, is that of a row or statement. A
    person names statements in words of his own, of which one must be the document's.

    >>> from extract.model import Location
    >>> fact = Fact(id="f1", label=("Costs", "Cost of sales"), status="verbatim", location=Location())
    >>> names("Cost of sales", fact), names("xyzzy", fact), names("cost_of_sales_target", fact, prose=True)
    (True, False, True)
    """
    wanted = set(_LETTERS.findall(plain(label.replace("_", " "))))
    marks = [text for key, text in fact.dimensions.items() if key != "scenario"]
    words = plain(" ".join((*fact.label, *fact.header, *marks, title, fact.concept or "")))
    said = {*_LETTERS.findall(words), *(a + b for a, b in pairwise(words.split()))}
    if not wanted or prose:
        return not wanted or any(_shares(word, said) for word in wanted)
    held = sum(_shares(word, said) for word in wanted) / len(wanted)
    initials = len(plain(" ".join(fact.label[-1:]))) <= 4 and wanted & set(plain(" ".join(fact.label)).split())
    return held >= _NAMED or label_likeness(label, fact) >= _NAMED or bool(initials)


def _shares(word: str, said: set[str]) -> bool:
    """Whether a word is said, also as the beginning of one or with an ending of its own: `cost`, `costs`."""
    return word in said or any(len(word) > 3 and (one.startswith(word[:-1]) or word.startswith(one)) for one in said)


@lru_cache(maxsize=100_000)
def _likeness(left: str, right: str) -> float:
    if not left or not right:
        return 0.0
    return 1.0 if left == right else SequenceMatcher(None, left, right, autojunk=False).ratio()


@lru_cache(maxsize=100_000)
def plain(text: str) -> str:
    return re.sub(r"\W+", " ", squashed_keeping_words(text)).strip().casefold()


def squashed_keeping_words(text: str) -> str:
    return unicodedata.normalize("NFKC", re.sub(r"<[^<>]+>", " ", text))
