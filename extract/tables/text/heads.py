"""Words before the first row to headings over the columns.

What turns into what: [`Three Months Ended`, `Nine Months Ended`, `July 1,`, `2023`, `June 25,`, `2022`, …] and the
number of columns → rows of headings, outermost first. Words are cut into columns so that all columns are headed
alike: pieces of a heading follow each other, column by column or row by row. Where nothing fits, or one column would
be headed as another, there are no headings: the figures stay undated.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice, pairwise

import msgspec
import regex as re

from extract.lex.calendar_words import MONTH
from extract.lex.heading_pieces import WORDED_COUNT, text_to_pieces
from extract.lex.headings import half_bracketed, heading_kind, headings_of
from extract.lex.mention import Mention
from extract.lex.numbers import is_year
from extract.lex.period_days import Y4
from extract.lex.periods import find_periods
from extract.lex.scenarios import plan_heading, plan_words
from extract.lex.unit_words import words
from extract.lex.units import find_units
from extract.model import Span
from extract.tables.shape import periods_of
from extract.tables.text.atoms import Atom
from extract.tables.years_among_parts import years_among_parts
from extract.vocab import Vocabulary, made_of_words, remembered

Level = list[tuple[Span, int, int]]
"""Headings of one row: text, column, columns covered; column 0 is the first of figures, -1 the labels."""

# So many headings of rows may stand between the headings of columns and the first row.
_HEADED_ROWS = 6
# How many words a plan has: `Revised Full-Year Targets`.
_PLAN_WORDS = 3
# How many pieces (lines) one heading may be in.
_PIECES = 4
# So many words that head no column may stand among the headings: the head of the labels, the name of a section.
_ASIDE = 3
_LONGEST, _NAME, _NAMED = 70, 24, 40
# Said of all figures below, and no heading of a column.
_UNAUDITED = re.compile(r"\W*(?:(?:un)?audited|未監査)\W*", re.I)
_TRAILING = ("rolling", "last", "trailing")
# `金額(千円)`: over one column of several, each with its own.
_AMOUNT_IN = re.compile(r"\s*(?:金額|amounts?)\s*(?P<unit>[(（][^()（）]+[)）])\s*", re.I)
_BRACKETED_SPAN = re.compile(r"\s*[(（]\s?(?:自|from\b)", re.I)
_OPEN, _CLOSE = re.compile(r"[(（]"), re.compile(r"[)）]")
_ORDINAL = re.compile(r"first|second|third|fourth", re.I)
_DATED = ("date", "year", "day", "name")
_CLOSING = re.compile(r"[:：]\s*$")
_DECLARES = re.compile(
    r"^\s*[（(\[]|^\s*(?:in|単位|units?)\b|^(?:[\p{L}.]+\s){1,4}in\s(?:millions|thousands|billions)\b", re.I
)
_SLASHED = re.compile(r"\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})")
# The year of one heading and the day of the next, on one line: `July 1,` / `2023 June 25,` / `2022`.
_YEAR_AND_DAY = re.compile(r"\s*(?P<year>(?:19|20)\d\d)\s+(?P<day>\p{Lu}\p{L}{2,8}\.?\s\d{1,2},)\s*")
# Where a length ends and another begins: `Three Months Ended Six Months Ended`.
_NEXT_LENGTH = re.compile(r"\bend(?:ed|ing)\s+(?=\p{Lu})", re.I)
_SIGN = re.compile(r"\s*(?:[$€£¥]|US\$)\s*")
# A length that a day follows: `Six Months Ended July 1, 2023`.
_WITH_LENGTH = re.compile(r"(?:\S+\s+){1,3}end(?:ed|ing)\s+(?=\p{Lu}\p{L}{2,8}\.?\s\d{1,2},)", re.I)
# A length, a day without its year, a year: what headings of columns are made of, in the order in which each has them.
_PARTS = re.compile(
    rf"(?P<length>(?<![\w-])(?:for\s+(?:the\s+)?)?(?:fiscal\s+)?(?:(?:\d{{1,2}}|{WORDED_COUNT})[\s-]+(?:months?|weeks?)"
    rf"|years?|quarters?)\s+end(?:ed|ing))|(?P<day>(?<![A-Za-z]){MONTH}\s+\d{{1,2}},?(?!\d))"
    rf"|(?P<year>(?<![\d.,]){Y4}(?![\d.,%]))",
    re.I,
)
_COUNTED = re.compile(
    rf"\s*(?:for\s+(?:the\s+)?)?(?:fiscal\s+)?(?:(?:\d{{1,2}}|{WORDED_COUNT})[\s-]+(?:months?|weeks?)|years?|quarters?)\s*",
    re.I,
)
_ENDED = re.compile(r"\s*end(?:ed|ing)\s*", re.I)
_ORDER = ("length", "day", "year")
_NOTES = re.compile(r"\s*(?:notes?|注記?|注記番号)\s*", re.I)


class Heads(msgspec.Struct, frozen=True):
    """Rows of headings; the first and the last of the words they are made of."""

    levels: tuple[Level, ...]
    first: int
    after: int


@made_of_words
def _figure(vocabulary: Vocabulary) -> re.Pattern[str]:
    """What only a figure holds: thousands set apart, a sign of money or of percent."""
    return re.compile(rf"\d,\d{{3}}(?!\d)|(?:{words().drawn}|{words().code})\s?\d|\d\s?[%％]")


@remembered(8192)
def sort_of(text: str) -> str:
    """What kind of heading, or piece of one, a text is: year, day, date, name (of a year: `当期`), length, change,
    unit, notes; "" for other words.

    >>> [sort_of(t) for t in ["2023", "June 25,", "June 25, 2022", "Six Months Ended", "% Change", "Goodwill"]]
    ['year', 'day', 'date', 'length', 'change', '']
    """
    if is_year(text):
        return "year"
    if len(text) > _LONGEST + 50 or _CLOSING.search(text) or _figure().search(text):
        return ""
    if _SLASHED.fullmatch(text):
        return "date"  # whichever of the two numbers is the month
    found = find_periods(text)
    if found and _is_sentence(text, found):
        return ""
    if found:
        if any(m.finish or m.year is not None for m in found):
            return "date"
        if any(m.relative is not None or m.term is not None for m in found):
            return "name"
        if any(m.months is not None or m.part is not None or (m.torn and m.month is None) for m in found):
            return "length"
        return "day" if any(m.torn and m.month for m in found) else ""
    if len(text) <= _NAMED and len(said := text_to_pieces(text)) == 1 and (said[0].has_length or said[0].has_day):
        return "date" if said[0].has_day else "length"  # `Mar-24`; `Thirteen Weeks Ended`
    if _NOTES.fullmatch(text):
        return "notes"
    kind = heading_kind(text)
    amount = _AMOUNT_IN.fullmatch(text)
    if text.count(")") + text.count("）") > text.count("(") + text.count("（"):
        return ""  # `millions)`: the end of a longer heading
    if kind == "unit" or is_declaration(text) or (amount is not None and heading_kind(amount["unit"]) == "unit"):
        return "unit"
    if kind is not None:
        return "change"
    if half_bracketed(text) and any(c.isdigit() or c in "自至" for c in text):
        return "date"
    return ""


# `1. 2031年3月期業績予想数値の修正`, `(2) Results for 2031`: the title of a chapter.
_CHAPTER = re.compile(r"\s*[(（]?[1-9１-９][0-9]?\s?[.．)）]\s*[^\W\d]|\s*[(（]?[1-9１-９][.．]\s*(?:19|20)\d\d年")


def _is_sentence(text: str, found: Sequence[Mention]) -> bool:
    """Whether a text with periods in it is a sentence or the title of a chapter, which head no column: besides its
    periods it says more than a name does.

    >>> said = "On May 14, 2030 we told you of the plans."
    >>> _is_sentence(said, find_periods(said)), _is_sentence("March 31, 2030", find_periods("March 31, 2030"))
    (True, False)
    """
    if text.rstrip().endswith(("。", "ます", "ました")) or _CHAPTER.match(text) is not None:
        return True
    beside = "".join(c for n, c in enumerate(text) if not any(m.start <= n < m.end for m in found))
    return text.rstrip().endswith(".") and len(beside.split()) > _ASIDE


def is_declaration(text: str) -> bool:
    """`(In millions of U.S. dollars)`: a unit for the whole table."""
    if len(text) > 160 or periods_of(text) or _DECLARES.match(text) is None:
        return False
    return any(m.declared for m in find_units(text))


def is_scaled_money(text: str) -> bool:
    """`mSEK`: a line that is a currency with its scale and nothing else; whether of a table or of a column, the place
    says."""
    return any(m.scale and m.unit is not None and m.printed == text.strip() for m in find_units(text) if m.declared)


def headings(words: tuple[Atom, ...], width: int, *, scattered: bool = False, paired: bool = False) -> Heads | None:
    """The headings among the words before the first row, the last of which is its label.

    Other words between them and the label are few. In a `scattered` stream the label may be elsewhere, and pieces of
    headings may stand behind it: their numbers still tell what is over what. `paired` columns, an amount and a
    percentage each, may share a heading.
    """
    heads = heads_of(list(words[:-1]), width)
    if heads is None and paired:
        heads = _doubled(heads_of(list(words[:-1]), width // 2))
    if heads is None and scattered:
        heads = heads_of(list(words), width) or _gathered(list(words), width)
    if heads is None or sum(1 for a in words[heads.after :] if not _CLOSING.search(a.text)) > _HEADED_ROWS:
        return None
    names = {span.text for span, _, _ in heads.levels[-1] if not sort_of(span.text)}
    if any(atom.text in names for atom in words[heads.after : -1]):
        return None  # there are more names of columns than columns
    return None if _may_begin_later(heads, words[heads.after : -1]) else heads


def _may_begin_later(heads: Heads, behind: Sequence[Atom]) -> bool:
    """Whether so many words behind the headings as stand before the first one that says a time may be the last of the
    headings, and these the title and the unit: `Adjusted`, `€ in millions`, `Q2 2031`, `Q2 2030`, `Organic`, `Net`."""
    more = sum(1 for atom in behind if not _CLOSING.search(atom.text))
    over = sorted((column, span) for span, column, wide in heads.levels[-1] if column >= 0 and wide == 1)
    sorts = [sort_of(span.text) for _, span in over]
    first, others = sorts[:more], sorts[more:]
    return 0 < more == len(first) and set(first) <= {"", "unit"} and "unit" in first and "unit" not in others


def headings_off(label: Atom, width: int, *, paired: bool) -> tuple[Atom, ...]:
    """The words of a first row whose label runs on behind the headings of the columns, in pieces: `Results for 1Q22`,
    `FY22 Targets`, `Net sales`. The headings are periods without a word between them, one for each column or pair."""
    text = label.text
    found = [mention for mention in find_periods(text) if not mention.torn]
    starts = [mention.start for mention in found]
    ends = [_after_plan(text, mention, end) for mention, end in zip(found, [*starts[1:], len(text)], strict=False)]
    counts = {width, width // 2} if paired else {width}
    if (
        len(ends) < 2
        or len(ends) not in counts
        or any(text[a:b].strip() for a, b in zip(ends, starts[1:], strict=False))
    ):
        return (label,)
    rest = text[ends[-1] :].strip()
    if len(rest) < 2 or not (rest[0].isupper() or rest[0] > "\u2e80") or any(map(str.isdigit, rest[:-1])):
        return (label,)
    cuts = pairwise([0, *ends, len(text)])
    return tuple(msgspec.structs.replace(label, span=label.span.cut(a, b).strip(), uncut=None) for a, b in cuts)


def _after_plan(text: str, mention: Mention, limit: int) -> int:
    """Where the heading of a period ends: behind the words of a plan that follow it, `FY22 Revised Targets`."""
    end = mention.end
    for found in islice(re.compile(r"\s*\S+").finditer(text, mention.end, limit), _PLAN_WORDS):
        said = plan_heading(text[mention.start : found.end()])
        alone = plan_words(found[0])
        if said is not None or (alone is not None and alone.printed == found[0].strip()):
            end = found.end()
    return end


def _doubled(heads: Heads | None) -> Heads | None:
    """Each heading over two columns."""
    if heads is None:
        return None
    levels = tuple(
        [(span, column if column < 0 else 2 * column, 1 if column < 0 else 2 * wide) for span, column, wide in level]
        for level in heads.levels
    )
    return Heads(levels, heads.first, heads.after)


def _gathered(words: list[Atom], width: int) -> Heads | None:
    """Pieces of headings in any order: as many days, years or dates as there are columns, and lengths that divide
    them evenly."""
    kinds: dict[str, list[Item]] = {}
    for n, atom in enumerate(words):
        if (sort := sort_of(atom.text)) and sort not in ("unit", "notes"):
            kinds.setdefault(sort, []).append(Item(atom.span, sort, n))
    over = kinds.pop("length", [])
    counts = {len(items) for items in kinds.values()}
    if counts != {width} or set(kinds) not in ({"date"}, {"year"}, {"day", "year"}) or len(over) > width:
        return None
    columns = [_joined([kinds[sort][n] for sort in sorted(kinds)]) for n in range(width)]
    found = _over(columns, over, width)
    if found is None or sum(len(level) for level in found[0]) != width + len(over):
        return None
    placed = [item.first for items in kinds.values() for item in items] + [item.first for item in over]
    return Heads(tuple(found[0]), min(placed), max(placed) + 1)


def heads_of(words: list[Atom], width: int) -> Heads | None:
    """The headings over `width` columns among words that stand before the first row, the label left out."""
    sorts = [sort_of(a.text) for a in words]
    speaking = [n for n, sort in enumerate(sorts) if sort not in ("", "notes") and not _only_declares(words[n].text)]
    last = speaking[-1] if speaking else None
    if last is None:
        return None
    for after in range(last + 1, min(len(words), last + width + _ASIDE) + 1):
        parsed = _parse(words, sorts, after, width)
        if parsed is not None:
            return parsed
    # `First Quarter` … `Fourth Quarter`, and `2019` over the rows below them.
    if len(speaking) > 2 and [sorts[n] for n in speaking].count("year") == 1 and sorts[last] == "year":
        tries = (_parse(words, sorts, after, width) for after in range(last, speaking[-2], -1))
        return next((heads for heads in tries if heads is not None), None)
    return None


def _parse(words: list[Atom], sorts: list[str], after: int, width: int) -> Heads | None:
    """Headings that end before the word `after`."""
    items = [
        item
        for n in range(after)
        if sorts[n] != "notes" and not _only_declares(words[n].text)
        if sorts[n] or any(map(str.isalnum, words[n].text))
        for item in _apart_on_line(words[n].span, sorts[n], n)
    ]
    items = _with_years_of_two(_with_ends(items))
    merged = _merged(items)
    orders = (items, merged) if _by_rows(items) else (merged, items)
    for pieces in (*orders, _each_with_year(merged), _without_lengths(merged), _under_names(merged), _with_days(items)):
        for columns, rest in _bottoms(pieces, width):
            found = _over(columns, rest, width)
            if found is not None:
                return Heads(tuple(found[0]), found[1], after)
    return None


def _with_ends(items: list[Item]) -> list[Item]:
    """Lengths with the word that a narrow column broke off: `Twelve Months`, `Ended`."""
    out: list[Item] = []
    for item in items:
        if out and _ENDED.fullmatch(item.span.text) and _COUNTED.fullmatch(out[-1].span.text):
            joined = Span.join([out[-1].span, item.span])
            out[-1] = Item(joined, "length", out[-1].first)
        else:
            out.append(item)
    return out


def _with_years_of_two(items: list[Item]) -> list[Item]:
    """`2030/2031` below `Jul-Jun`, among `Apr-Jun` over `2031`: a year as the others are."""
    return [
        msgspec.structs.replace(item, sort="year")
        if above is not None and above.sort == "length" and _TWO_YEARS.fullmatch(item.span.text)
        else item
        for above, item in zip([None, *items], items, strict=False)
    ]


_TWO_YEARS = re.compile(r"\s*(?:19|20)\d\d\s?/\s?(?:(?:19|20)?\d\d)\s*")


def _with_days(items: list[Item]) -> list[Item]:
    """Lengths with the days that follow them, where some stand on one line with theirs: `Three Months Ended`, `July
    31,`, `Six Months Ended July 31,`. Empty where a length has no day."""
    out: list[Item] = []
    for item in items:
        above = out[-1] if out else None
        if above is not None and above.sort == "length" and item.sort == "day" and not _has_day(above):
            out[-1] = Item(Span.join([above.span, item.span]), "length", above.first)
        else:
            out.append(item)
    lengths = [item for item in out if item.sort == "length"]
    return out if len(lengths) > 1 and all(map(_has_day, lengths)) else []


def _has_day(item: Item) -> bool:
    return any(part.lastgroup == "day" for part in _PARTS.finditer(item.span.text))


def _by_rows(items: list[Item]) -> bool:
    """Whether days stand side by side, and their years below them: `July 1,`, `September 24,`, `2023`, `2022`."""
    return any(a.sort == b.sort == "day" for a, b in pairwise(items))


def _each_with_year(items: list[Item]) -> list[Item]:
    """Years with the months below them, column by column, where a column without a year stands among them: `2018`,
    `Jul-Sep`, `2018`, `Jan-Sep`, `Rolling 12 months`. Empty where a year stands over several."""
    out: list[Item] = []
    for item in items:
        above = out[-1] if out else None
        if above is not None and above.sort == "year" and item.sort == "length":
            joined = Span.join([above.span, item.span])
            out[-1] = Item(joined, sort_of(joined.text), above.first)
        elif item.sort == "length" and any(i.sort == "date" for i in out) and not _is_trailing(item):
            return []
        else:
            out.append(Item(item.span, "date", item.first) if _is_trailing(item) else item)
    return out[next((n for n, item in enumerate(out) if item.sort == "date"), len(out)) :]


def _under_names(items: list[Item]) -> list[Item]:
    """Spans with the names that stand above them, column by column, where each has one that is no other word's:
    `前連結会計期間` / `（自 2031年4月1日 至 2032年3月31日）`. Empty where one has none."""
    first = next((n for n, item in enumerate(items) if item.sort == "date"), 0) - 1
    pairs = list(zip(items[first::2], items[first + 1 :: 2], strict=False)) if first >= 0 else []
    whole = len(pairs) > 1 and 2 * len(pairs) == len(items) - first
    named = all(
        not name.sort and len(name.span.text) <= _NAME and span.sort == "date" and _BRACKETED_SPAN.match(span.span.text)
        for name, span in pairs
    )
    if not whole or not named:
        return []
    return [Item(Span.join([name.span, span.span]), "date", name.first) for name, span in pairs]


def _without_lengths(items: list[Item]) -> list[Item]:
    """The length of a span by itself where it runs into the first day below it: `Three Months Ended`, `Six Months Ended
    June 30, 2023`, `June 30, 2022`, `June 30, 2023`, `June 30, 2022`. Empty where no such days follow."""
    cuts = [_WITH_LENGTH.match(item.span.text) if item.sort == "date" else None for item in items]
    alone = [cut is None and item.sort == "date" for cut, item in zip(cuts, items, strict=True)]
    if not any(cuts) or not all(follows for cut, follows in zip(cuts, [*alone[1:], False], strict=True) if cut):
        return []
    out: list[Item] = []
    for item, cut in zip(items, cuts, strict=True):
        if cut is None:
            out.append(item)
            continue
        for part in (item.span.cut(0, cut.end()), item.span.cut(cut.end(), len(item.span.text))):
            out.append(Item(part.strip(), sort_of(part.strip().text), item.first))
    return out


def _is_trailing(item: Item) -> bool:
    return any(m.part == "LTM" for m in find_periods(item.span.text))


class Item(msgspec.Struct, frozen=True):
    """One heading or piece of one, and the word it begins with."""

    span: Span
    sort: str
    first: int


def _merged(items: list[Item]) -> list[Item]:
    """Pieces that follow each other joined: `July 1,` and `2023`; `Percent` and `to Sales`; `Three Months` `Ended`."""
    out: list[Item] = []
    for item in items:
        above = out[-1] if out else None
        if above is not None and _are_one_date(above, item):
            out[-1] = Item(Span.join([above.span, item.span]), "date", above.first)
        elif above is not None and item.span.text.lower() == "quarter" and _ORDINAL.fullmatch(above.span.text):
            joined = Span.join([above.span, item.span])
            out[-1] = Item(joined, sort_of(joined.text), above.first)
        elif above is not None and above.span.text.lower() in _TRAILING and item.sort == "length":
            joined = Span.join([above.span, item.span])
            out[-1] = Item(joined, "length", above.first)
        elif above is not None and item.span.text[:1].islower() and len(above.span.text) < _LONGEST:
            joined = Span.join([above.span, item.span])
            out[-1] = Item(joined, sort_of(joined.text), above.first)
        else:
            out.append(item)
    return out


def _are_one_date(above: Item, below: Item) -> bool:
    """Whether two lines are a date: a day and its year, or the ends of a span in one bracket."""
    if above.sort == "day":
        return below.sort == "year"
    return above.sort == below.sort == "date" and _is_bracket_of(above.span.text, below.span.text)


def _is_bracket_of(above: str, below: str) -> bool:
    """Whether a line closes the bracket that the line above opens: `(2031年4月1日から` / `2032年3月31日まで)`."""
    opened, closed = _OPEN.findall(above), _CLOSE.findall(above)
    return len(opened) == len(closed) + 1 and not _OPEN.search(below) and len(_CLOSE.findall(below)) == 1


def _bottoms(items: list[Item], width: int) -> list[tuple[list[Item], list[Item]]]:
    """Ways in which the last items head the columns one by one: (heading of each column, the items above them)."""
    ways: list[tuple[list[Item], list[Item]]] = []
    for pieces in range(_PIECES, 0, -1):
        size = pieces * width
        tail = items[-size:] if size <= len(items) else []
        if not tail:
            continue
        by_column = [tail[n * pieces : (n + 1) * pieces] for n in range(width)]
        by_row = [tail[n::width] for n in range(width)]
        for groups in (by_column, by_row) if pieces > 1 else (by_column,):
            if pieces > 1 and (len({tuple(i.sort for i in g) for g in groups}) > 1 or not _apart(groups[0])):
                continue
            columns = [_joined(group) for group in groups]
            # Words alone head columns where they stand between a heading over all of them and the labels.
            above = items[max(0, len(items) - size - 2) : len(items) - size]
            named = width > 2 and not any(i.sort for i in columns) and any(i.sort for i in above)
            named = named and not any(_CLOSING.search(i.span.text) for i in columns)
            if pieces == 1 and not named and not _whole(columns):
                continue
            ways.append((columns, items[:-size]))
    return ways


def _apart_on_line(span: Span, sort: str, first: int) -> list[Item]:
    """The headings that stand together on one line: `FY2024 FY2023`."""
    cuts = (headings_of(span.text) or _in_a_row(span.text) if sort else ()) or _broken_within(span.text)
    cuts = cuts or (_behind_unit(span.text) if sort in ("length", "day", "date") else ())
    return [Item(span.cut(a, b).strip(), sort_of(span.text[a:b].strip()), first) for a, b in cuts] or [
        Item(span, sort, first)
    ]


def _behind_unit(text: str) -> tuple[tuple[int, int], ...]:
    """Where unit and heading stand on the line on which the headings begin: `MSEK Apr-Jun`; () for other lines."""
    found = find_periods(text)
    start = found[0].start if found else 0
    return ((0, start), (start, len(text))) if start and heading_kind(text[:start].strip()) == "unit" else ()


def _only_declares(text: str) -> bool:
    return is_declaration(text) and not _broken_within(text)


def _broken_within(text: str) -> tuple[tuple[int, int], ...]:
    """Where the pieces stand on a line that ends within a heading, since the cells of a row follow each other and only
    the lines within a cell are broken; () for other lines. The head of the labels may stand before them.

    >>> [[t[a:b] for a, b in _broken_within(t)] for t in ["June 30, Six Months Ended", "in millions July 30,"]]
    [['June 30,', 'Six Months Ended'], ['July 30,']]
    >>> _broken_within("Six Months Ended June 30, 2031"), _broken_within("Balance at June 30,")
    ((), ())
    """
    if len(text) > _LONGEST + 50:
        return ()
    cuts: list[tuple[int, int]] = []
    kinds: set[str | None] = set()
    last = len(_ORDER)
    for part in _PARTS.finditer(text):
        rank = _ORDER.index(part.lastgroup or "")
        if cuts and text[cuts[-1][1] : part.start()].strip():
            cuts, kinds, last = [], set(), len(_ORDER)
        if rank <= last:
            cuts.append(part.span())
        else:
            cuts[-1] = (cuts[-1][0], part.end())
        kinds.add(part.lastgroup)
        last = rank
    if not cuts or text[cuts[-1][1] :].strip():
        return ()
    before = text[: cuts[0][0]].strip()
    if before and is_declaration(before):
        return tuple(cuts)
    if len(cuts) < 2 or (before and kinds == {"year"}):
        return ()
    return ((0, cuts[0][0]), *cuts) if before else tuple(cuts)


def _in_a_row(text: str) -> tuple[tuple[int, int], ...]:
    """Where periods stand that a text is made of and of nothing else: `令和６年４月令和７年３月`."""
    if (year_first := _YEAR_AND_DAY.fullmatch(text)) is not None:
        return year_first.span("year"), year_first.span("day")
    bounds = [0, *(found.end() for found in _NEXT_LENGTH.finditer(text)), len(text)]
    if len(bounds) > 2 and all(sort_of(text[a:b].strip()) == "length" for a, b in pairwise(bounds)):
        return tuple(pairwise(bounds))
    found = [(m.start, m.end) for m in find_periods(text) if not m.torn]
    rest = "".join(c for i, c in enumerate(text) if not any(a <= i < b for a, b in found))
    return tuple(found) if len(found) > 1 and not rest.strip() else ()


def _apart(group: list[Item]) -> bool:
    """Whether the pieces of one heading are of different sorts, each of which says something."""
    sorts = [item.sort for item in group]
    return len(set(sorts)) == len(sorts) and "" not in sorts


_LEADS_TO_DAY = re.compile(r"\bend(?:ed|ing)\s*$", re.I)


def _whole(columns: list[Item]) -> bool:
    """Whether headings can stand alone: pieces of dates head no column beside whole ones."""
    sorts = {item.sort for item in columns}
    if len(sorts & {"day", "date", "year"}) > 1 or {"length", "year"} <= sorts or {"day", ""} <= sorts:
        return False
    if "date" in sorts and any(i.sort == "length" and _LEADS_TO_DAY.search(i.span.text) for i in columns):
        return False  # `Three months ended` says of what is below it how long it is
    signs = [_SIGN.fullmatch(i.span.text) is not None for i in columns]
    if any(signs) and not all(signs):
        return False  # the sign of a figure that stands elsewhere
    with_length = [_WITH_LENGTH.match(i.span.text) is not None for i in columns if i.sort == "date"]
    if any(with_length) and not all(with_length):
        return False  # the first day has run into a heading above it
    names = [i.span.text for i in columns if not i.sort]
    if any(len(name) > _NAMED or any(map(str.isdigit, name)) for name in names):
        return False
    in_turn = len(columns) > 2 and all(a.sort == b.sort for a, b in zip(columns, columns[2:], strict=False))
    return len(names) * 2 < len(columns) or (len(names) * 2 == len(columns) and in_turn)


def _joined(group: list[Item]) -> Item:
    if len(group) == 1:
        return group[0]
    span = Span.join(item.span for item in group)
    return Item(span, sort_of(span.text), group[0].first)


def _over(columns: list[Item], rest: list[Item], width: int) -> tuple[list[Level], int] | None:
    """(rows of headings, the first word of them): the headings of single columns and those above that divide the
    columns; None where two columns of one period stand under one heading, so that something is lost."""
    levels: list[Level] = [[(item.span, n, 1) for n, item in enumerate(columns)]]
    first = min(item.first for item in columns)
    below = {item.sort for item in columns}
    starts, cover = _sets(columns), [(0, width)]
    while rest:
        named = len(levels) == 1 and not any(item.sort for item in columns)
        found = _spanners(rest, width, starts if len(levels) == 1 else [0], below, named_columns=named)
        if found is None:
            break
        level, stub, sorts, rest, first = found
        levels[0] = [*stub, *levels[0]]
        levels.insert(0, level)
        below |= sorts
        cover = [(a, a + n) for _, a, n in level if a >= 0] if len(cover) == 1 else cover
    if rest and rest[-1].sort in ("day", "year"):
        return None  # a piece is left over
    if rest and all(map(_is_day_alone, (rest[-1], *columns))):
        return None  # one more of the same: there are more columns than a row has figures
    for a, b in cover:
        dated = [columns[n].span.text for n in range(a, b) if columns[n].sort in _DATED]
        if len(set(dated)) < len(dated) and len({columns[n].span.text for n in range(a, b)}) < b - a:
            return None
    return levels, first


def _is_day_alone(item: Item) -> bool:
    """Whether a heading is a day, or the last of a span, and nothing besides: `Dec. 31, 2031`."""
    found = find_periods(item.span.text) if item.sort == "date" else ()
    whole = len(found) == 1 and not item.span.text[found[0].end :].strip(" .,")
    return whole and found[0].start == 0 and found[0].kind == "instant" and found[0].part is None


def _sets(columns: list[Item]) -> list[int]:
    """Where the headings begin again: [0, 2] for `2023`, `2022`, `2023`, `2022`, and for `3Q`, `4Q`, `1Q`, `2Q`."""
    if parted := years_among_parts([item.span.text for item in columns]):
        return min(parted, key=len)
    starts, seen = [0], set[str]()
    alike = len({item.sort for item in columns}) == 1
    for n, item in enumerate(columns):
        if item.span.text in seen and (item.sort in _DATED or (alike and item.sort)):
            starts.append(n)
            seen = set()
        seen.add(item.span.text)
    return starts


def _spanners(
    rest: list[Item], width: int, starts: list[int], below: set[str], *, named_columns: bool
) -> tuple[Level, Level, set[str], list[Item], int] | None:
    """(a row of headings over several columns each, the head of the labels beside the row below it, their sorts, the
    items above, its first word), or None."""
    stub: Level = []
    for n in range(1, _ASIDE + 1):
        # `決算年月`: the head of the labels; names of a section and its units may stand there as well.
        if named_columns:
            break  # a name that stands before the names of columns may be one of theirs
        if len(rest) > n and rest[-n - 1].sort and not any(item.sort for item in rest[-n:]):
            stub, rest = [(Span.join(item.span for item in rest[-n:]), -1, 1)], rest[:-n]
            break
    for pieces in (3, 2, 1):
        for count in dict.fromkeys((len(starts), *(n for n in range(width, 0, -1) if width % n == 0))):
            size = pieces * count
            if size > len(rest):
                continue
            tail = rest[-size:]
            groups = [tail[n * pieces : (n + 1) * pieces] for n in range(count)]
            # `移行日`, `第41期`: names of single columns above their dates; one of them may be no period.
            each = count == width > 1 and pieces == 1 and sum(1 for i in tail if i.sort) * 2 >= count
            each = each and all(len(i.span.text) <= _NAME for i in tail)
            # A unit, a length and a day are no three headings over three days: the day is that of a fourth column.
            each = each and not (any(map(_is_day_alone, tail)) and {i.sort for i in tail} & {"unit", "length"})
            if not each and (len({tuple(i.sort for i in g) for g in groups}) > 1 or any(not i.sort for i in tail)):
                continue
            if not each and pieces == 1 and size < len(rest) and rest[-size - 1].sort == tail[0].sort:
                continue  # more of the same stand above: which of them head what?
            if pieces > 1 and not _apart(groups[0]):
                continue
            if not each and "date" in below and any(i.sort in _DATED[:3] for i in tail):
                continue  # a day over whole days: the title's
            if not each and "year" in below and any(i.sort in ("date", "year") for i in tail):
                continue  # nor a year over years: `2023`, `2022`, `V` may be three columns
            if count == len(starts):
                edges = [*starts, width]
            elif len(starts) > 1:
                continue
            else:
                edges = [n * width // count for n in range(count + 1)]
            joined = [_joined(group) for group in groups]
            level = [(item.span, a, b - a) for item, a, b in zip(joined, edges, edges[1:], strict=False)]
            return level, stub, {item.sort for item in joined}, rest[:-size], tail[0].first
    return None
