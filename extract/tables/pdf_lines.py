"""Words of a page → lines → chunks: runs of words that a reader takes for one piece of a row.

A chunk is a number with its currency sign and brackets, or text whose words stand a space apart. Its kind is what
the finders go by: `value` (a number), `nil` (a dash or `n.a.` where a number would stand) or `text`.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

import msgspec

from extract.lex.calendar_words import MONTH_IN_FULL
from extract.lex.unit_words import words
from extract.model.layout import Word
from extract.vocab import Vocabulary, made_of_words

Kind = Literal["value", "nil", "text"]
Cells = Mapping[int, int] | None

_CLOSE = re.compile(r"[)）\]]+%?|[%％]|[)）]?[%％]|pt|pts|x|bps|倍|円|％")
_NOTE = re.compile(
    r"(?:[※＊*†‡]\s*[0-9０-９a-z]{0,2}[,，、・.\s]*)+|[（(]?注[0-9０-９]{0,2}[)）]?|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}[)]?"
)
_RAISED_NOTE = re.compile(r"[(（\[]?[0-9０-９a-z]{1,2}[)）\]]")
_DAY = re.compile(r"[0-9]{1,2},")
_DAY_ALONE = re.compile(r"(?:[12]?[0-9]|3[01]),?")
_ENDS_IN_MONTH = re.compile(rf"\b{MONTH_IN_FULL}$", re.I)
_WHOLE = re.compile(
    r"[$€£¥]?(?:(?P<aside>[(（][0-9]{1,3}(?:,[0-9]{3})*(?:\.[0-9]+)?[)）]%?)|[-−△▲]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?)"
)
_LEVEL = 0.42
_LEAST_SPACE = 0.12
_OF_TEXT = 0.36  # of the type: the space between words of a text that is not spread
_SHORT = 40
_ITEM = re.compile(
    r"[(（]?(?:[0-9０-９]{1,2}|[a-zA-Z]|[ivx]{1,4})[)）.．]|[※＊*][0-9０-９]{0,2}|注[0-9０-９]{0,2}[.．)）]?|[①-⑳]"
)
_RANGE = re.compile(r"(?<=[0-9%％円倍])\s*(?:から|～|〜|~|to|–)\s*(?=[0-9△▲(])")
# `13-14%`, `EUR 1.55-1.60bn`: of one unit, which `2031-32` and `10-20` have not
_HYPHENED = re.compile(r"(?<=[0-9%％])\s?-\s?(?=(?:[$€£¥]|[A-Z]{3}\s?)?[0-9])")
_ABOUT = re.compile(
    r"(?:about|around|approx\.?|approximately|circa|ca\.|c\.|at least|at most|up to|over|more than|less than|roughly"
    r"|約|およそ|概ね)\s*(?=[^\sa-z])",
    re.IGNORECASE,
)
_UNIT_TAIL = re.compile(r"[^0-9０-９.,]+$")
_BRACKETED_RANGE = re.compile(r"[(（\[]\s*[0-9][0-9,.]*\s*[-‐-―−~～]\s*[0-9][0-9,.]*\s*[)）\]]")
_PAIR = re.compile(r"(.+?)\s?([(（\[].+[)）\]])")
_LEADER = re.compile(r"[.．·・…‥_ ]{4,}$")
# `（自 平成27年４月１日 至 平成28年３月31日）`: a full-width space between the words of one period is no gap.
_FROM = re.compile(r"(?:^|[(（\s])自$|(?:^|日\s?)至$")
_UNTIL = re.compile(r"(?:^|[(（\s])自\s?[^自至]*日$")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


class _Forms(msgspec.Struct, frozen=True):
    """Words of a page that are figures or belong to one: `sign` of money, what `opens` a figure, `number`, `nil`."""

    sign: re.Pattern[str]
    opens: re.Pattern[str]
    number: re.Pattern[str]
    nil: re.Pattern[str]


@made_of_words
def _forms(vocabulary: Vocabulary) -> _Forms:
    known = words()
    money = rf"(?:{known.drawn}|{known.code})"
    behind = rf"%|％|‰|pt|pts|pp|ppt|bps|x|倍|人|名|株|(?:{known.scale_ja})?(?:{known.money_ja})"
    behind += r"|million|billion|[mbt]n|[mMbBkK]"
    return _Forms(
        sign=re.compile(money),
        opens=re.compile(rf"[(（\[△▲∆]+|(?:[(（△▲∆])?(?:{known.drawn}|\ufffd)[(（]?"),
        number=re.compile(
            rf"[(（\[<~≈]*\s*[-+±−–—‐‑△▲∆＋－]?\s*[(（]?(?:{money})?\s*[-+±−–△▲∆＋－]?\s*[(（]?\s*"
            r"(?:[0-9０-９]{1,3}(?:[ \u00a0\u202f'’][0-9０-９]{3})+|[0-9０-９][0-9０-９,，.．]*|[.．][0-9０-９]+)"
            r"(?:[.,．][0-9０-９]+)?\s*[-−]?"
            rf"\s*(?:{behind})?\s*[)）\]>]*\s*(?:%|％)?"
            r"\s*[*†‡§⁰¹²³⁴⁵⁶⁷⁸⁹]*(?:\((?:[a-z]|[0-9])\))?"
        ),
        nil=re.compile(
            rf"[-‐‑–—―−ー─－]{{1,3}}|[(（][-–—−－][)）]|{known.drawn}\s*[-–—−－]{{1,2}}"
            r"|n\.?[/.]?\s?[am]\.?|N\.?[/.]?\s?[AM]\.?|[.…]{1,3}|[‥…]|:|\*{1,3}|N[MR]|[-–—−]\s*[%％]"
        ),
    )


def is_sign_of_money(text: str) -> bool:
    """Whether a word is a sign or a code of money and nothing else.

    >>> [is_sign_of_money(text) for text in ("$", "HK$", "CHF", "R$", "5", "Rs.")]
    [True, True, True, True, False, True]
    """
    return _forms().sign.fullmatch(text) is not None


class Chunk(msgspec.Struct, gc=False):
    """Words that stand together; `first` and `last` are the columns it takes, once they are known.

    `notes` are marks of footnotes printed beside a value (`※７ 5,278`); they belong to the row, not to the number.
    """

    x0: float
    y0: float
    x1: float
    y1: float
    base: float
    size: float
    words: list[Word]
    text: str
    kind: Kind
    first: int = -1
    last: int = -1
    notes: list[Word] = []

    @property
    def middle(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def left(self) -> float:
        """Where a value begins, the marks of footnotes before it included."""
        return min([self.x0, *(note.x0 for note in self.notes)])

    @property
    def edge(self) -> float:
        """Where the figures of a number end: a unit or bracket behind them hangs over the column's edge.

        The width of what hangs over is taken from the size of the type: a square for a CJK letter, else half.
        """
        tail = _UNIT_TAIL.search(self.text)
        if tail is None or self.kind != "value":
            return self.x1
        return self.x1 - self.size * sum(1.0 if is_cjk(c) or c in "）％" else 0.5 for c in tail[0])


class Line(msgspec.Struct, gc=False):
    """Chunks on one base line, from left to right."""

    y0: float
    y1: float
    base: float
    size: float
    chunks: list[Chunk]

    @property
    def x0(self) -> float:
        return self.chunks[0].x0

    @property
    def x1(self) -> float:
        return self.chunks[-1].x1

    @property
    def values(self) -> int:
        return sum(chunk.kind != "text" for chunk in self.chunks)


def kind_of(text: str) -> Kind:
    """What a chunk is to a table.

    >>> kind_of("41.8 (40.2‒46.3)"), kind_of("Note (2-4)")
    ('value', 'text')
    >>> [kind_of(t) for t in ("1,234", "$ (53)", "△161", "12.5%", "–", "n.a.", "Note 3", "1 649 692", "2007")]
    ['value', 'value', 'value', 'value', 'nil', 'nil', 'text', 'value', 'value']
    >>> [kind_of(t) for t in ("13-14%", "EUR 1.55-1.60bn", "around 14%", "2031-32", "10-20", "up to 5", "約5%")]
    ['value', 'value', 'value', 'text', 'text', 'text', 'value']
    """
    return kind_of_short(text) if len(text) < _SHORT else kind_of_any(text)


def kind_of_any(text: str) -> Kind:
    """`kind_of`, found out anew."""
    if not text:
        return "text"
    text = text.replace("\ufffd", "").strip() or text
    if any(map(str.isdigit, text)):
        if len(text) < 40 and _forms().number.fullmatch(text):
            return "value"
        about = _ABOUT.match(text)
        if about is not None and not text[about.end() :].isdecimal() and kind_of_any(text[about.end() :]) == "value":
            return "value"
        ends = _RANGE.split(text) if len(text) < 40 else []
        if len(ends) == 2 and all(_forms().number.fullmatch(end.strip()) for end in ends):
            return "value"
        ends = _HYPHENED.split(text) if len(text) < 40 else []
        if len(ends) == 2 and not (ends[0] + ends[1]).replace(".", "").isdecimal():
            return "value" if all(_forms().number.fullmatch(end.strip()) for end in ends) else "text"
        pair = _PAIR.fullmatch(text) if len(text) < 40 else None
        aside = pair is not None and (_forms().number.fullmatch(pair[2]) or _BRACKETED_RANGE.fullmatch(pair[2]))
        return "value" if pair and aside and _forms().number.fullmatch(pair[1]) else "text"
    return "nil" if len(text) <= 6 and _forms().nil.fullmatch(text) else "text"


# the same words are asked about time and again
kind_of_short = functools.lru_cache(maxsize=8_192)(kind_of_any)


def is_year(text: str) -> bool:
    """Whether a number may be a year, which headers hold and values do not.

    >>> is_year("2007"), is_year("2,007"), is_year("²⁰²⁰")
    (True, False, False)
    """
    bare = text.rstrip("*†‡¹²³ ")
    return len(bare) == 4 and bare.isdecimal() and 1950 <= int(bare) <= 2060


def is_cjk(text: str) -> bool:
    """Whether a text holds Chinese or Japanese letters.

    >>> is_cjk("売上高"), is_cjk("Net sales")
    (True, False)
    """
    return _CJK.search(text) is not None


def words_to_lines(words: Iterable[Word]) -> list[list[Word]]:
    """Words of one base line together, from top to bottom and from left to right.

    A raised mark goes with the line it hangs on. Text that does not run from left to right makes no lines.
    """
    level = sorted((w for w in words if w.upright), key=lambda w: w.base)
    lines: list[list[Word]] = []
    marks: list[Word] = []
    base = -1e9
    for word in level:
        if word.mark:
            marks.append(word)
            continue
        if lines and word.base - base <= 0.22 * min(word.size, lines[-1][-1].size) + 0.3:
            lines[-1].append(word)
        else:
            lines.append([word])
            base = word.base
    bases = [line[0].base for line in lines]
    for mark in marks:
        near = [
            (abs(at - mark.base), k)
            for k, at in enumerate(bases)
            if -0.2 * mark.size <= at - mark.base <= 1.2 * mark.size
            and any(w.x0 - mark.size <= mark.x0 <= w.x1 + mark.size for w in lines[k])
        ]
        if near:
            lines[min(near)[1]].append(mark)
        else:
            lines.append([mark])
    for line in lines:
        line.sort(key=lambda w: w.x0)
    lines.sort(key=lambda line: line[0].base)
    return lines


def line_to_chunks(words: Sequence[Word], walls: Sequence[float] = (), cells: Cells = None) -> list[Chunk]:
    """One line of words, cut where the gap is wider than a space or a wall stands in it.

    `cells` says in which drawn cell each word stands: words of two are parted, and within one a wall parts figures, but
    not the words of a heading.
    """
    runs: list[list[Word]] = []
    for word in words:
        if _LEADER.fullmatch(word.text) and len(word.text) >= 4:
            runs.append([])
            continue
        if runs and runs[-1] and not parts(runs[-1], word, walls, cells):
            runs[-1].append(word)
        else:
            runs.append([word])
    chunks = [without_notes(run_to_chunk(run)) for run in with_signs_ahead(runs) if run]
    return joined_signs(chunks, walls)


def with_signs_ahead(runs: list[list[Word]]) -> list[list[Word]]:
    """Where a line's first number has its sign before it, so have the others: `842 $` `875` is `842` `$ 875`, and `16 %
    $` `577` is `16 %` `$ 577`. So has the first: `Segment sales  $` `842` is `Segment sales` `$ 842`."""
    # the number in a label is none of the figures: `Cash at June 30` `$` `842 $` `875`
    leads = (w for run in runs for w in run if _forms().sign.match(w.text) or (w is run[0] and w.text[:1].isdigit()))
    first = next(leads, None)
    if first is None or not _forms().sign.match(first.text):
        return runs
    out: list[list[Word]] = []
    for run in runs:
        start = 0
        for k in range(1, len(run)):
            if is_sign_of_money(run[k].text) and (
                kind_of(words_to_text(run[start:k])) != "text"
                or (k + 1 == len(run) and run[k].x0 - run[k - 1].x1 > _OF_TEXT * run[k].size)
            ):
                out.append(run[start:k])
                start = k
        out.append(run[start:])
    return out


def without_notes(chunk: Chunk) -> Chunk:
    """A value without the marks of footnotes before or after it.

    Only whole words are parted, and only if a value is left: `※７ 5,278` gives `5,278` with the note `※７`.
    """
    words = chunk.words
    if len(words) < 2 or not any(map(str.isdigit, words[-1].text + words[0].text)):
        return chunk
    start, end = 0, len(words)
    while start < end - 1 and is_note(words[start]):
        start += 1
    while end - 1 > start and is_note(words[end - 1]):
        end -= 1
    if end - start == len(words) or kind_of(words_to_text(words[start:end])) == "text":
        return chunk
    out = run_to_chunk(words[start:end])
    out.notes = words[:start] + words[end:]
    return out


def is_note(word: Word) -> bool:
    """Whether a word marks a footnote: `※７`, `*`, `（注２）`, or `(1)` where it is raised."""
    return _NOTE.fullmatch(word.text) is not None or (word.mark and _RAISED_NOTE.fullmatch(word.text) is not None)


def parts(run: Sequence[Word], word: Word, walls: Sequence[float], cells: Cells = None) -> bool:
    """Whether a gap parts a word from the run before it."""
    last = run[-1]
    gap = word.x0 - last.x1
    size = max(last.size, word.size)
    if word.apart:
        return True
    if word.glued:
        return False
    if cells is not None and cells.get(id(last)) != cells.get(id(word)):
        return True
    if walls and any(last.x1 - 1 <= wall <= word.x0 + 1 for wall in walls):
        # a heading may stand over several columns of a merged cell: its words are no further apart than usual
        words = cells is not None and kind_of(last.text) == kind_of(word.text) == "text"
        if not words or gap > _OF_TEXT * size:
            return True
    if gap > 2.2 * size or (gap > _LEAST_SPACE * size and are_two_figures(last.text, word.text)):
        return True
    if gap <= 0.45 * size:
        return False
    numeric = kind_of(last.text) != "text"
    if numeric and kind_of(word.text) != "text":
        return gap > 0.95 * size or not (_DAY.fullmatch(last.text) and is_year(word.text.rstrip(",.;:)")))
    if len(last.text) == 1 and len(word.text) == 1 and _CJK.match(last.text) and _CJK.match(word.text):
        return False
    return gap > 0.95 * size or (gap > 0.7 * size and (numeric or kind_of(word.text) != "text"))


def are_two_figures(text: str, following: str) -> bool:
    """Whether two numbers are whole, so that they are of two columns however near they stand.

    A bracket behind a number may be an aside to it.

    >>> are_two_figures("8,614", "12,241"), are_two_figures("(341)", "(773)"), are_two_figures("8,614", "(341)")
    (True, True, False)
    >>> are_two_figures("1", "649"), are_two_figures("31,", "2024")
    (False, False)
    """
    one, other = _WHOLE.fullmatch(text), _WHOLE.fullmatch(following)
    return one is not None and other is not None and (one["aside"] is not None or other["aside"] is None)


def run_to_chunk(run: list[Word]) -> Chunk:
    """Words that stand together as one chunk."""
    text = words_to_text(run)
    kind = kind_of(text)
    return Chunk(
        run[0].x0,
        min(w.y0 for w in run),
        max(w.x1 for w in run),
        max(w.y1 for w in run),
        run[0].base,
        max(w.size for w in run),
        run,
        text,
        kind,
    )


def words_to_text(words: Sequence[Word]) -> str:
    """The words with what stands between them: a space, or nothing between CJK words that touch."""
    out = words[0].text
    for last, word in itertools.pairwise(words):
        out += joint(last, word) + word.text
    return out


def joint(last: Word, word: Word) -> str:
    """What stands between two words of one run."""
    if not word.upright and not last.upright:
        return "" if _CJK.match(last.text[-1]) and _CJK.match(word.text[0]) else " "
    if word.base - last.base > 0.5 * min(last.size, word.size) or word.x0 < last.x0:
        broken = last.text.endswith(("-", "\u2010", "\u00ad")) and len(last.text) > 2 and word.text[0].islower()
        return "" if broken or is_one_word(last.text[-1], word.text[0]) else " "
    if word.x0 - last.x1 < 0.08 * word.size and not word.mark and not last.mark and not word.glued:
        return ""
    if word.mark and len(last.text) <= 2 and last.text.isalpha() and last.text.islower():
        return ""
    return " "


def is_one_word(end: str, start: str) -> bool:
    """Whether nothing stands between the lines of a Japanese text, which may be broken within a date or a number.

    >>> is_one_word("月", "純"), is_one_word("１", "日"), is_one_word("月", "3"), is_one_word("a", "日")
    (True, True, True, False)
    """
    cjk = [_CJK.match(c) is not None for c in (end, start)]
    return any(cjk) and all(is_letter or c.isdigit() for is_letter, c in zip(cjk, (end, start), strict=True))


def joined_signs(chunks: list[Chunk], walls: Sequence[float]) -> list[Chunk]:
    """Currency signs and brackets that stand in columns of their own go to their number.

    `$` `1,234` becomes `$ 1,234`; `(53` `)` becomes `(53 )`.
    """
    out: list[Chunk] = []
    for chunk in chunks:
        if out and not between(walls, out[-1], chunk):
            last = out[-1]
            gap = chunk.x0 - last.x1
            if chunk.kind != "text" and _forms().opens.fullmatch(last.text) and gap < 9 * chunk.size:
                out[-1] = joined_chunk(last, chunk)
                continue
            if gap < 2.2 * chunk.size and same_period(last.text, chunk.text):
                out[-1] = joined_chunk(last, chunk)
                continue
            if (
                last.kind == "value"
                and gap < 1.6 * chunk.size
                and _CLOSE.fullmatch(chunk.text)
                and run_kind(last, chunk) == "value"
            ):
                out[-1] = joined_chunk(last, chunk)
                continue
            if chunk.kind == "text" and len(out) == 1 and is_item(last, gap):
                out[-1] = joined_chunk(last, chunk)
                continue
            if chunk.kind == "value" and _NOTE.fullmatch(last.text) and gap < 3 * chunk.size and len(last.text) < 12:
                chunk.notes = last.words + chunk.notes
                out[-1] = chunk
                continue
        out.append(chunk)
    return out


def same_period(text: str, following: str) -> bool:
    """Whether two pieces are words of one period, from (自) and until (至) a day.

    >>> same_period("前連結会計年度（自", "平成27年４月１日"), same_period("（自 平成27年４月１日", "至")
    (True, True)
    """
    if _FROM.search(text):
        return "年" in following
    return following.startswith("至") and _UNTIL.search(text) is not None


def is_item(chunk: Chunk, gap: float) -> bool:
    """Whether a piece numbers or marks the text after it: `(1)`, `①`, `※2`, or a bare figure right before it."""
    text, near = chunk.text, gap / chunk.size
    return (near < 3.5 and _ITEM.fullmatch(text) is not None) or (near < 1.3 and text.isdigit() and len(text) < 3)


def joined_chunk(one: Chunk, other: Chunk) -> Chunk:
    chunk = run_to_chunk(one.words + other.words)
    chunk.notes = one.notes + other.notes
    return chunk


def run_kind(last: Chunk, chunk: Chunk) -> Kind:
    return kind_of(last.text + " " + chunk.text)


def between(walls: Sequence[float], last: Chunk, chunk: Chunk) -> bool:
    return any(last.x1 - 1 <= wall <= chunk.x0 + 1 for wall in walls)


def chunks_to_line(chunks: list[Chunk]) -> Line:
    return Line(
        min(c.y0 for c in chunks),
        max(c.y1 for c in chunks),
        chunks[0].base,
        max(c.size for c in chunks),
        chunks,
    )


def words_to_chunked(words: Iterable[Word], walls: Sequence[float] = (), cells: Cells = None) -> list[Line]:
    """Words → lines of chunks; lines that overlap without touching (a value centred on its label) are one."""
    lines: list[Line] = []
    for row in words_to_lines(words):
        chunks = line_to_chunks(row, walls, cells)
        if not chunks:
            continue
        line = chunks_to_line(chunks)
        if lines and line.base - lines[-1].base < _LEVEL * min(line.size, lines[-1].size) and apart(lines[-1], line):
            both = sorted(lines[-1].chunks + chunks, key=lambda c: c.x0)
            lines[-1] = Line(
                min(line.y0, lines[-1].y0),
                max(line.y1, lines[-1].y1),
                lines[-1].base,
                max(line.size, lines[-1].size),
                both,
            )
        else:
            lines.append(line)
    for above, line in itertools.pairwise(lines):
        mark_days(above, line)
    return lines


def mark_days(above: Line, line: Line) -> None:
    """The day of a heading that breaks behind its month is no value: `Three months ended June` over `30`."""
    if line.base - above.base > 2 * line.size:
        return
    for chunk in line.chunks:
        if chunk.kind == "value" and _DAY_ALONE.fullmatch(chunk.text):
            over = [c for c in above.chunks if c.x0 < chunk.x1 and c.x1 > chunk.x0]
            if len(over) == 1 and _ENDS_IN_MONTH.search(over[0].text):
                chunk.kind = "text"


def apart(one: Line, other: Line) -> bool:
    """Whether no piece of one line stands over a piece of the other."""
    return not any(c.x0 < d.x1 + 1 and d.x0 < c.x1 + 1 for c in one.chunks for d in other.chunks)
