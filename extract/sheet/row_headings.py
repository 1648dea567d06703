"""Which headings a row of a table stands under, and why.

What turns into what: the lines of a stub, in their order → for each line the headings open above it. Nothing is
decided in one place: small rules say that a line opens a section, that it ends one, or that it is a section's last.

    Current assets:                opens (words alone)
      Cash                 10      under Current assets
      Receivables          20      under Current assets
    Total current assets   30      the last of Current assets (its total)
    Long-term debt          5      under nothing
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import cached_property
from itertools import takewhile

import msgspec
import regex as re

from extract.lex.label_units import unit_of_label
from extract.lex.periods import read_header_period
from extract.lex.units import UnitMention
from extract.sheet.stub_words import (
    balance_of_a_day,
    generic,
    is_result,
    is_subtotal,
    is_total,
    kin,
    names_total,
    of_which,
    plain_name,
    same_section,
    says_less,
    shows_to_be_over,
)
from extract.sheet.wording import UNIT_LINE, counts_by_name, declares_for_rows, is_unit_only, titles_figures


class StubLine(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the stub: its words, how far they stand in, and the figures behind them, None where none stands;
    `apart`: more room is left above it than above most lines."""

    row: int
    label: str
    margin: int = 0
    figures: tuple[Decimal | None, ...] = ()
    valued: bool = False
    apart: bool = False

    @property
    def name(self) -> str:
        """The words without marks and case, for comparing."""
        return plain_name(self.label)


class Heading(msgspec.Struct, frozen=True, kw_only=True):
    """A line under which others stand; `inner`: how far the first of them stands in; `rule`: why it heads them;
    `doubted`: since where the room above a row may have ended it, and nothing tells."""

    at: int
    line: StubLine
    rule: str
    rank: int
    inner: int | None = None
    last: int | None = None
    """The line that closes it, where one is named for it below."""
    doubted: int | None = None


_BRACKETED = re.compile(
    r"[(（\[［【<＜〈《](?!内訳|うち|単位|注)[\p{Han}\p{Hiragana}\p{Katakana}・、]{2,30}[)）\]］】>＞〉》]"
)


_HAN = re.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}]")


_ABBREVIATION = re.compile(r"\W*(?:\p{Lu}\.?){2,5}\W*")


def _in_capitals(label: str) -> bool:
    return any(c.isupper() for c in label) and not any(c.islower() for c in label)


class Lines:
    """The lines of one stub, and what can be said of them before they are walked through."""

    def __init__(self, lines: Sequence[StubLine]) -> None:
        self.lines = lines

    @cached_property
    def _capitals_tell(self) -> bool:
        """Whether capitals set headings apart: the rows with figures are not in capitals themselves."""
        valued = [line.label for line in self.lines if line.valued]
        return sum(map(_in_capitals, valued)) * 2 < len(valued)

    def rank(self, at: int) -> int:
        """Outer headings are in capitals or brackets; inner ones end with a colon or are plain words."""
        label = self.lines[at].label
        if _BRACKETED.fullmatch(label.strip()) or (self._is_set_in_capitals(label) and self._capitals_tell):
            return 0
        return 1 if label.endswith((":", "：")) else 2

    def _is_set_in_capitals(self, label: str) -> bool:
        """Whether a heading is in capitals because it is set so: `UK` among `Germany` and `France` is spelled so."""
        if not _in_capitals(label):
            return False
        return _ABBREVIATION.fullmatch(label) is None or self._longer_in_capitals

    @cached_property
    def _longer_in_capitals(self) -> bool:
        """Whether another heading than an abbreviation is in capitals, or none is in small letters."""
        heads = [line.label for line in self.lines if not line.valued and line.label.strip()]
        return any(_in_capitals(h) and _ABBREVIATION.fullmatch(h) is None for h in heads) or all(
            map(_in_capitals, heads)
        )

    @cached_property
    def _times(self) -> Counter[str]:
        return Counter(line.name for line in self.lines if line.valued)

    def comes_again(self, at: int) -> bool:
        """Whether another row with figures has the name of this one."""
        return self._times[self.lines[at].name] > 1

    def run_behind(self, at: int) -> tuple[str, ...]:
        """The names behind a line that come again elsewhere in the stub, up to the first that does not."""
        first = at + 1 + self._says_again(at + 1)
        behind = (self.lines[n] for n in range(first, min(first + _LONGEST_RUN, len(self.lines))))
        run = takewhile(lambda line: line.valued and self._times[line.name] > 1, behind)
        return tuple(line.name for line in run)

    def _says_again(self, at: int) -> bool:
        """Whether a row says the one above it in another script: `営業収益`, `Revenues`, each with figures."""
        if not 0 < at < len(self.lines):
            return False
        line, above = self.lines[at], self.lines[at - 1]
        said = line.valued and above.valued and line.margin == above.margin
        return said and _HAN.search(above.label) is not None and _HAN.search(line.label) is None

    @cached_property
    def blocks(self) -> dict[int, int]:
        """Lines that head the same rows as other lines do, and the last row of each: a measure and its segments.

        `売上収益`, `タイヤ`, `化成品`, `事業利益`, `タイヤ`, `化成品`: two blocks.
        """
        runs: dict[int, tuple[str, ...]] = {}
        for at, line in enumerate(self.lines):
            if not line.valued or self._times[line.name] > 1 or is_total(line.label) or balance_of_a_day(line.label):
                continue
            if self._says_again(at):
                continue
            run = self.run_behind(at)
            if len([name for name in run if not generic(name)]) >= 2 and len(set(run)) == len(run):
                runs[at] = run
        last = {at: at + self._says_again(at + 1) + len(run) for at, run in runs.items()}
        # One block follows the other: rows that come again far apart, in sections of their own, make no blocks.
        joined = [(at, last[at] + 1) for at in runs if last[at] + 1 in runs]
        alike = [pair for pair in joined if len(_named(runs[pair[0]]) & _named(runs[pair[1]])) >= 2]
        return {at: last[at] for pair in alike for at in pair}

    @cached_property
    def first_of_total(self) -> dict[int, int]:
        """Of each line that is the total of words alone above it, the line of these words, the outermost first."""
        found: dict[int, int] = {}
        for at in range(len(self.lines)):
            if words_alone(self, at) and (last := self.closing_line(at)) is not None:
                found.setdefault(last, at)
        return found

    def closing_line(self, at: int) -> int | None:
        """The first line below that repeats the words of a heading as its total, before the heading comes again."""
        words = self.lines[at].label
        for n in range(at + 1, min(at + 1 + _LONGEST_SECTION, len(self.lines))):
            line = self.lines[n]
            if line.valued and same_section(words, line.label) and (n > at + 1 or is_total(line.label)):
                return n
            if not line.valued and line.name == self.lines[at].name:
                return None
        return None


def _named(run: Sequence[str]) -> set[str]:
    return {name for name in run if not generic(name)}


_LONGEST_RUN, _LONGEST_SECTION = 40, 120


class Sums:
    """The figures of an open section, added up column by column."""

    def __init__(self) -> None:
        self.totals: list[Decimal] = []
        self.terms = 0

    def reach(self, figures: Sequence[Decimal | None]) -> bool:
        """Whether figures are the sum so far, in every column in which one stands."""
        filled = [n for n, figure in enumerate(figures) if figure]
        return len(figures) == len(self.totals) and bool(filled) and all(figures[n] == self.totals[n] for n in filled)

    def equal(self, figures: Sequence[Decimal | None]) -> bool:
        """Whether they are the sum in two columns of two terms at least, so that it is no chance."""
        return self.terms >= 2 and sum(1 for figure in figures if figure) >= 2 and self.reach(figures)

    def add(self, figures: Sequence[Decimal | None]) -> None:
        """One more term."""
        self.totals = self.totals or [Decimal(0)] * len(figures)
        self.totals = [a + (b or 0) for a, b in zip(self.totals, figures, strict=False)]
        self.terms += any(figures)


# -- what opens a section: (lines, at) -> whether line `at` heads what follows ---------------------------------
def words_alone(lines: Lines, at: int) -> bool:
    """Words without figures: `Current assets:`; a line that says units names nothing."""
    line = lines.lines[at]
    named = counts_by_name(line.label) or not (is_unit_only(line.label) or UNIT_LINE.match(line.label))
    return bool(line.label) and not line.valued and named


def same_rows_again(lines: Lines, at: int) -> bool:
    """A measure whose rows come again under another: `Revenue` before `Europe`, `Asia`; `Profit` before the same."""
    return at in lines.blocks


def deeper_rows(lines: Lines, at: int) -> bool:
    """A row with figures of its own before rows that stand further in and add up to it.

    How far rows stand in is not enough: in many statements a total stands further in than the last row it adds.
    """
    line = lines.lines[at]
    if not line.valued or not line.label or not any(line.figures):
        return False
    behind = lines.lines[at + 1 : at + 1 + _LONGEST_RUN]
    deeper = list(takewhile(lambda part: part.valued and part.margin > line.margin, behind))
    sums = Sums()
    for part in deeper:
        if part.margin == deeper[0].margin:
            sums.add(part.figures)
    return sums.terms >= 2 and sums.reach(line.figures)


def part_named_below(lines: Lines, at: int) -> bool:
    """A row before one that says it is a part of it: `営業外費用` before `うち支払利息`, `Sales` before `of which:`."""
    line = lines.lines[at]
    below = lines.lines[at + 1] if at + 1 < len(lines.lines) else None
    return below is not None and line.valued and below.valued and of_which(below.label) and not of_which(line.label)


OPENS: tuple[Callable[[Lines, int], bool], ...] = (words_alone, same_rows_again, deeper_rows, part_named_below)


# -- what ends a section before a line: (lines, heading, at) -> whether the section is over --------------------
def next_heading(lines: Lines, heading: Heading, at: int) -> bool:
    """Words of the same rank, or of a higher one, that do not stand further in."""
    line = lines.lines[at]
    if line.valued or not line.label:
        return False
    rank = lines.rank(at)
    if heading.rank and heading.inner is not None and heading.inner > heading.line.margin >= line.margin:
        return True
    nested = line.margin > heading.line.margin and (rank > 0 or heading.rank == 0)
    return not (heading.rank < rank or nested)


def parallel_heading(lines: Lines, heading: Heading, at: int) -> bool:
    """Words over rows of the same names, set no further in: `ZELTA` over `Home`, `Abroad`, then `Zelta plus` over
    `Home`, `Abroad`. Capitals of one of them alone do not set it over the other."""
    line = lines.lines[at]
    if line.valued or not line.label or line.margin > heading.line.margin or heading.rule != "words_alone":
        return False
    below = [[row.name if row.valued else None for row in lines.lines[n + 1 : n + 3]] for n in (heading.at, at)]
    return len(below[1]) == _FEWEST_ALIKE and None not in below[0] and below[0] == below[1]


_FEWEST_ALIKE = 2
_NUMBERED = re.compile(r"(?P<open>[(（]?)(?:(?P<n>\d{1,2})|(?P<letter>[A-Za-z]))(?P<close>[.)）])\s*(?=\p{L})")


def _number(label: str) -> tuple[str, str, int] | None:
    """In which form and how a label is numbered: `3. Debt equity ratio`, `(b) Others`."""
    found = _NUMBERED.match(label)
    if found is None:
        return None
    form = f"{found['open']}{'1' if found['n'] else 'a' if found['letter'].islower() else 'A'}"
    return form, found["close"], int(found["n"]) if found["n"] else ord(found["letter"])


def next_in_list(lines: Lines, heading: Heading, at: int) -> bool:
    """`3. Debt equity ratio` is the next one after `2. Segment results`, and no part of it."""
    one, other = _number(heading.line.label), _number(lines.lines[at].label)
    if one is None or other is None or one[:2] != other[:2] or other[2] != one[2] + 1:
        return False
    between = (_number(line.label) for line in lines.lines[heading.at + 1 : at])
    return all(number is None or number[:2] != one[:2] for number in between)


def counted_below_amounts_per_share(lines: Lines, heading: Heading, at: int) -> bool:
    """`Number of employees` below `Per share (yen)` is none of it; `Shares` may be."""
    line = lines.lines[at]
    if not line.valued or not _is_per_share(unit_of_label(heading.line.label.rstrip(":："))):
        return False
    own = unit_of_label(line.label)
    return own is not None and own.unit == "count" and not own.hint and own.noun != "shares"


_UNFINISHED = re.compile(r"\b(?:to|from|by|for|of|in)\W*$", re.I)


def amount_per_share_below_owners(lines: Lines, heading: Heading, at: int) -> bool:
    """`Basic earnings per share` finishes no `Profit attributable to:`, which owners have finished above it."""
    line, words = lines.lines[at], heading.line.label
    if at == heading.at + 1 or not _UNFINISHED.search(words):
        return False
    own, over = unit_of_label(line.label), unit_of_label(words)
    return _is_per_share(own) and not _is_per_share(over)


def _is_per_share(unit: UnitMention | None) -> bool:
    return unit is not None and (unit.unit or "").endswith("per_share")


_DASHED = re.compile(r"\s*[-–—•‒]\s*\p{L}")


def below_rows_with_dashes(lines: Lines, heading: Heading, at: int) -> bool:
    """`Dividends per share` below `Earnings per share`, `– basic` and `– headline`: the rows with a dash are its parts,
    and a row without one is none."""
    line = lines.lines[at]
    if not line.valued or is_total(line.label) or at == heading.last or _DASHED.match(heading.line.label):
        return False
    parts = [above for above in lines.lines[heading.at + 1 : at] if above.label]
    dashed = bool(parts) and all(_DASHED.match(part.label) for part in parts)
    return dashed and line.margin <= parts[-1].margin and not _DASHED.match(line.label) and bool(line.label)


def back_at_its_margin(lines: Lines, heading: Heading, at: int) -> bool:
    """A row that stands no further in than the heading, after rows that did; the section's own total may. What ends
    with a colon, or is a period, heads the row directly below it, however far out that stands."""
    line = lines.lines[at]
    if not line.label or not line.valued or heading.rank == 0:
        return False  # what stands over all rows, or is centred over them, is in capitals
    if heading.inner is None:
        speaks_of_rows = heading.rank == 1 or read_header_period(heading.line.label) is not None
        return line.margin < heading.line.margin and not (heading.at == at - 1 and speaks_of_rows)
    if heading.inner <= heading.line.margin:
        return line.margin < heading.inner
    level = line.margin == heading.line.margin
    own = at == heading.last or (level and is_total(line.label) and kin(heading.line.label, line.label))
    return line.margin <= heading.line.margin and not (own and heading.rule == "words_alone")


def block_over(lines: Lines, heading: Heading, at: int) -> bool:
    """The rows that come again under each measure have ended."""
    return heading.rule == "same_rows_again" and at > lines.blocks[heading.at]


def parts_over(lines: Lines, heading: Heading, at: int) -> bool:
    """Rows that are parts of the one above by their own words have ended."""
    return heading.rule == "part_named_below" and not of_which(lines.lines[at].label)


def result_of_all(lines: Lines, heading: Heading, at: int) -> bool:
    """`Operating income` is no operating expense, `Cash at end of period` no financing activity."""
    line = lines.lines[at]
    if not line.valued or at == heading.last or not is_result(line.label):
        return False
    return heading.rule == "deeper_rows" or shows_to_be_over(line.label, heading.line.label)


def total_of_another(lines: Lines, heading: Heading, at: int) -> bool:
    """Words before the total of something else head no rows: `Contingencies` before `Total liabilities and equity`."""
    line = lines.lines[at]
    words = heading.line.label
    first = heading.rule == "words_alone" and heading.at == at - 1
    first = first and not (titles_figures(words) or declares_for_rows(words))
    return first and line.valued and names_total(line.label) and not kin(heading.line.label, line.label)


_CONTINGENCIES = r"conting(?:encies|ency|ent liabilities)"
_NO_AMOUNT = re.compile(
    r"\W*(?:legal proceedings[,\s]+)?(?:and\s+)?(?:commitments?[\s,]+(?:guarantees[\s,]+)?(?:and\s+)?)?"
    rf"{_CONTINGENCIES}(?:[\s,]+and\s+(?:commitments|guarantees))?\W*(?:\([^()]*\)|notes?\b.*)?\W*"
    r"|\W*(?:契約債務|コミットメント)?(?:及び|および|・|と)?偶発債務\W*(?:[(（][^()（）]*[)）])?\W*",
    re.I,
)


def item_without_amount(lines: Lines, heading: Heading, at: int) -> bool:
    """A balance sheet names what it has no amount for: `Commitments and contingencies (Note 9)` above `Preferred
    stock` heads no row that does not stand further in."""
    if heading.rule != "words_alone" or _NO_AMOUNT.fullmatch(heading.line.label) is None:
        return False
    return lines.lines[at].margin <= heading.line.margin


_ADJUSTMENTS = re.compile(
    r"\W*(?:(?:non-?gaap|reconciling|other|total)\s+)*(?:adjustments?|reconciling items|add[- ]?backs?|add)\W*"
    r"(?:\(.*\)|to reconcile.*)?\W*|\W*調整(?:項目|額)?\W*",
    re.I,
)
_ADJUSTED = re.compile(r"\W*(?:(?:total\s+)?(?:non-?gaap|adjusted|underlying|core|comparable)|gaap|調整後)\b", re.I)


def adjusted_after_adjustments(lines: Lines, heading: Heading, at: int) -> bool:
    """`Non-GAAP operating income` is what `Adjustments:` lead to, and none of them."""
    line = lines.lines[at]
    leads = heading.rule == "words_alone" and _ADJUSTMENTS.fullmatch(heading.line.label) is not None
    return leads and line.valued and at > heading.at + 1 and _ADJUSTED.match(line.label) is not None


_CASH_OF_ACTIVITY = re.compile(
    r"\W*(?:total\s+|net\s+)?cash\b(?:(?!\bchanges?\b).)*\b(?:operating|investing|financing)\s+activities\b", re.I
)
_WITHIN_ACTIVITY = re.compile(r"\W*(?:adjustments?\b|(?:net\s+)?changes?\s+in\b)", re.I)


def behind_cash_of_activity(lines: Lines, heading: Heading, at: int) -> bool:
    """`Changes in working capital` is over where the cash from operating activities is told, though no total of its
    own stands before."""
    above = lines.lines[at - 1]
    within = heading.last is None and heading.at < at - 1 and _WITHIN_ACTIVITY.match(heading.line.label) is not None
    return within and above.valued and _CASH_OF_ACTIVITY.match(above.label) is not None


def total_of_outer(lines: Lines, heading: Heading, at: int) -> bool:
    """The total of words further up is of no section that began between them and it, and has lost its own total:
    `Assets`, `Current assets`, `Cash`, `Total assets`."""
    outer = lines.first_of_total.get(at)
    between = outer is not None and outer < heading.at and at != heading.last
    return between and heading.rule == "words_alone" and is_total(lines.lines[at].label)


def total_of_siblings(lines: Lines, heading: Heading, at: int) -> bool:
    """A total that says less than the heading, and less than the total of the section before it, is of both: `Total
    liabilities` after `Total current liabilities` and the rows of `Non-current liabilities`, whose own total got lost.
    """
    label = lines.lines[at].label
    if not lines.lines[at].valued or heading.last is not None or heading.rule != "words_alone" or not is_total(label):
        return False
    before = (lines.lines[n] for n in range(heading.at - 1, max(-1, heading.at - 1 - _LONGEST_SECTION), -1))
    total = next((line.label for line in before if line.valued and is_total(line.label)), "")
    return says_less(label, heading.line.label) and says_less(label, total)


ENDS: tuple[Callable[[Lines, Heading, int], bool], ...] = (
    next_heading,
    next_in_list,
    parallel_heading,
    counted_below_amounts_per_share,
    amount_per_share_below_owners,
    below_rows_with_dashes,
    back_at_its_margin,
    block_over,
    parts_over,
    result_of_all,
    total_of_another,
    item_without_amount,
    adjusted_after_adjustments,
    behind_cash_of_activity,
    total_of_outer,
    total_of_siblings,
)


# -- what is the last line of a section: (lines, heading, innermost, at, added) -> whether it closes after the line
def named_total(lines: Lines, heading: Heading, innermost: bool, at: int, added: bool) -> bool:
    """The total that repeats the heading's words."""
    return at == heading.last


def kindred_total(lines: Lines, heading: Heading, innermost: bool, at: int, added: bool) -> bool:
    """A total with some of the heading's words, where none with all of them stands further down."""
    label = lines.lines[at].label
    return heading.last is None and is_total(label) and kin(heading.line.label, label)


def told_whole(lines: Lines, heading: Heading, innermost: bool, at: int, added: bool) -> bool:
    """The one row below a heading that ends with the heading's own words: `Profit for the year from discontinued
    operations` below `Discontinued operations` is all there is of it."""
    first = heading.at == at - 1 and heading.rule == "words_alone" and innermost
    words, name = plain_name(heading.line.label), lines.lines[at].name
    return first and " " in words and any(f" {link} {words}" in f" {name}" for link in ("from", "of", "for"))


def bare_total(lines: Lines, heading: Heading, innermost: bool, at: int, added: bool) -> bool:
    """`Total`, `合計` and no other word close the innermost section; a subtotal closes none."""
    label = lines.lines[at].label
    return innermost and is_total(label) and generic(plain_name(label)) and not is_subtotal(label)


def sum_of_it(lines: Lines, heading: Heading, innermost: bool, at: int, added: bool) -> bool:
    """A row that is the sum of all rows of the section in every column, where no total is named for it.

    A total of something else (`Total stores` under `REVENUES`) is a sum inside the section.
    """
    label = lines.lines[at].label
    alone = heading.last is None and heading.rule == "words_alone"
    return added and innermost and alone and not (is_total(label) and not kin(heading.line.label, label))


def torn_total(lines: Lines, heading: Heading, innermost: bool, at: int, added: bool) -> bool:
    """A total of which the begin stands behind the label of the row before it: `不動産賃貸 売上` over `高合計`."""
    label, above = lines.lines[at].label, lines.lines[at - 1].label.split()
    torn = at > 0 and len(above) > 1 and is_total(label) and heading.last is None
    return torn and says_less(label, heading.line.label) and same_section(heading.line.label, f"{above[-1]}{label}")


LAST: tuple[Callable[[Lines, Heading, bool, int, bool], bool], ...] = (
    named_total,
    kindred_total,
    torn_total,
    told_whole,
    bare_total,
    sum_of_it,
)


def may_be_over(lines: Lines, heading: Heading, at: int, added: bool) -> bool:
    """Whether room above a row may end a heading that is set like its rows, and of which nothing says where it ends:

    Own growth            4.1        the words stand close to the row below and apart from the one above; what stands
                                     apart from that again is a part of them, or beside them
    Imaging business
    Purchased units     (0.5)

    Other growth          0.3

    No total that may be theirs, no row that comes again under other words, and none that tells what came of them
    (`Profit from continuing operations`), there or further down the section.
    """
    line = lines.lines[at]
    if heading.rule != "words_alone" or heading.rank == 0 or heading.last is not None or at < heading.at + 2:
        return False  # what is in capitals stands over groups of rows
    first, inner = lines.lines[heading.at + 1], heading.inner if heading.inner is not None else 0
    attached = first.valued and not first.apart
    if not (line.valued and line.apart and attached) or inner > heading.line.margin or line.margin > inner:
        return False
    total = is_total(line.label) and (generic(line.name) or kin(heading.line.label, line.label))
    if added or total:
        return False
    rest = tuple(takewhile(lambda n: lines.lines[n].valued, range(at, len(lines.lines))))
    names = (lines.lines[n].name for n in rest)
    told = any(
        name.startswith(f"{heading.line.name}からの") or name.endswith(f" from {heading.line.name}") for name in names
    )
    return not (told or any(map(lines.comes_again, rest)))


def headings_over(lines: Sequence[StubLine]) -> list[tuple[Heading, ...]]:
    """For each line, the headings it stands under, the outermost first.

    >>> rows = [StubLine(row=0, label="Current assets:"), StubLine(row=1, label="Cash", valued=True),
    ...         StubLine(row=2, label="Total current assets", valued=True), StubLine(row=3, label="Debt", valued=True)]
    >>> [[h.line.label for h in over] for over in headings_over(rows)]
    [[], ['Current assets:'], ['Current assets:'], []]
    """
    stub = Lines(lines)
    open_now: list[tuple[Heading, Sums]] = []
    out: list[tuple[Heading, ...]] = []
    for at, line in enumerate(lines):
        for n, (heading, _) in enumerate(open_now):
            if any(rule(stub, heading, at) for rule in ENDS):
                # What stands inside a section that is over is over, too.
                del open_now[n:]
                break
        for n, (heading, sums) in enumerate(open_now):
            if heading.doubted is None and may_be_over(stub, heading, at, sums.equal(line.figures)):
                open_now[n] = (msgspec.structs.replace(heading, doubted=at), sums)
        out.append(tuple(heading for heading, _ in open_now))
        if line.valued:
            _count(stub, open_now, at)
        opened = next((rule.__name__ for rule in OPENS if rule(stub, at)), None)
        if opened is not None:
            heading = Heading(at=at, line=line, rule=opened, rank=stub.rank(at), last=stub.closing_line(at))
            open_now.append((heading, Sums()))
    return out


def _count(stub: Lines, open_now: list[tuple[Heading, Sums]], at: int) -> None:
    """A row with figures is counted in the sections it stands in, and closes those whose last row it is."""
    line = stub.lines[at]
    for n, (heading, sums) in enumerate(open_now):
        if heading.inner is None:
            open_now[n] = (msgspec.structs.replace(heading, inner=line.margin), sums)
    added = bool(open_now) and open_now[-1][1].equal(line.figures)
    for rule in LAST:
        for n in range(len(open_now) - 1, -1, -1):
            if rule(stub, open_now[n][0], n == len(open_now) - 1, at, added):
                del open_now[n:]
                break
        else:
            continue
        break
    if open_now:
        open_now[-1][1].add(line.figures)
