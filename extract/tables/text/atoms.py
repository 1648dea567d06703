"""Lines of a text to atoms: the smallest pieces that are one cell, or a piece of one.

What turns into what: `Net sales 1,234 987` → words, figure, figure; `Net sales1,234987` → words and figures that can
be cut further once it is known how many there are; `$` → a sign that belongs to the next figure. A line of prose is a
wall: no table goes through it.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Literal

import msgspec
import regex as re

from extract.lex.calendar_words import MONTH
from extract.lex.fold import MOJIBAKE_BEFORE, mojibake_at
from extract.lex.fold import fold_figures as fold
from extract.lex.heading_pieces import WORDED_COUNT
from extract.lex.markup import drop_markup
from extract.lex.numbers import is_nil, is_year, read_cell
from extract.lex.period_days import Y4
from extract.lex.periods import find_periods
from extract.lex.torn import torn_piece
from extract.lex.unit_words import words
from extract.model import Span
from extract.tables.delimited import Numbered
from extract.tables.joints import broken_quarter
from extract.vocab import Vocabulary, made_of_words

Place = tuple[int, int]
Kind = Literal["words", "figure", "nil", "open", "close", "wall"]

# `up 3.9% YoY`: the words of a change are part of its cell.
_TURN = r"(?:\b|(?<=[a-z\d)]))(?:up|down)\s+"
_AGAINST = r"(?:YoY|QoQ|y/y|q/q)"
# `※１、※２` on a line of its own, or before a figure: the marks of notes that belong to the figure behind them.
_NOTED = re.compile(r"(?:[※*]\s?\d{1,2}\s?[,、]?\s?)+")
_CLOSES = re.compile(rf"[)%‰]{{1,2}}|{_AGAINST}\d?", re.I)
_SCALES = r"(?:thousand|million|billion|trillion|bn|mn)(?:s?\b|(?=up\b|down\b))"


class _Forms(msgspec.Struct, frozen=True):
    """Figures and what belongs to them, as print sets them, glued or not.

    `opens`: what stands alone before a figure; `figure`: its digits are settled later; `token`: a figure or nil;
    `unit`: a unit in a cell of its own; `code`: a currency by its letters, before a figure.
    """

    opens: re.Pattern[str]
    figure: re.Pattern[str]
    token: re.Pattern[str]
    unit: re.Pattern[str]
    code: re.Pattern[str]


@made_of_words
def _forms(vocabulary: Vocabulary) -> _Forms:
    known = words()
    behind = rf"{_SCALES}|(?:{known.scale_ja})?(?:{known.money_ja})|株|倍"
    money = rf"(?:{known.drawn}|{known.code}(?=\s?[\d(△-]))"
    figure = (
        rf"(?:{_TURN})?(?:{money}\s*)?(?:[(]\s*)?(?:[△+]\s?|[-–]|(?<![\p{{L}}\d)%])—)?(?:{money}\s*)?(?:[(]\s*)?"
        rf"(?P<digits>\.?\d(?:[\d,.]*\d)?)(?:\s?[%‰])?(?:\s?[)])?(?:\s?[%‰])?(?:\s?(?:{behind}))?"
        rf"(?:\s{{0,2}}{_AGAINST}\d?(?!\w))?"
    )
    nil = (
        rf"(?:{money}\s*)?(?:(?<![^\s)%\d])[-–―－]{{1,2}}(?=\s|$)"
        rf"|(?<![\s][-–]|—)—{{1,2}}(?=\s*(?:{money}|[—–(\d]|$)|\s))%?"
    )
    return _Forms(
        opens=re.compile(rf"{money}?\s?[(△]?\s?{money}?|{known.code}|up|down", re.I),
        figure=re.compile(figure),
        token=re.compile(rf"(?P<figure>{figure})|(?P<nil>{nil})"),
        unit=re.compile(rf"{known.money_ja}|株|倍|口"),
        code=re.compile(rf"{known.code}\s+(?=[\d(△▲.-])"),
    )


# Digits that are part of a name or a reference.
_NAMED = re.compile(
    r"\((?:see\s)?(?:[Nn]otes?|NOTES?|注)[^()]{0,30}\)|\b(?:[Nn]otes?|NOTES?|[Ll]evel|[Tt]ier|[Ii]tem|[Pp]art|[Rr]ule|[Ff]orm|[Ss]ection|No\.)"
    r"\s(?:\d{1,3}[A-Za-z]?(?:-[A-Z])?)(?!\d|,\d|\.\d)|\b\d{1,3}-[A-Z]\b|\b(?:FY|CY|[QH])\d{1,4}\b|\b[1-4][QH]\d{0,4}\b|第\d{1,3}期?"
    r"|(?<![\d.,])\d{2,}(?:-\d+)+|(?<=\p{L})\d{1,4}(?:-\d{1,4})+|(?<!\d)\d{1,4}(?:-\d{1,4}){2,}|\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?"
)
# `January 29, 202390`: the digits of a year are four, what touches them begins another figure.
_DATED = re.compile(r"(?<=\p{L}{3,9}\.?\s\d{1,2},\s?)(?:19|20)\d\d(?=\d)")
_YEARS = re.compile(r"(?<!\d)(?:(?:19|20)\d\d){2,6}(?!\d)")
# `January 31, February 1, 2004 2003`: years under the days of headings are no figures.
_YEARS_BELOW = re.compile(rf"(?<=(?:{MONTH}\s+\d{{1,2}},?|\bended)\s+)(?:{Y4}\s+){{1,11}}{Y4}(?![\d.,%])", re.I)
# `9/9/20319/3/2030`: days by their numbers, with the four digits of a year; what stands over them, `12 Weeks Ended`.
_SLASHED = re.compile(r"(?<![\d/.,])(?:\d{1,2}/\d{1,2}/(?:19|20)\d\d\s?)+")
_SLASHED_ONE = re.compile(r"\d{1,2}/\d{1,2}/(?:19|20)\d\d")
_LENGTH = re.compile(r"(?<![\d.,])\d{1,2}[\s-](?:weeks?|months?)\sended(?!\p{Ll})", re.I)
# Where glued words part: a digit, bracket or sign before a capital, a small letter before a capitalised word.
_SEAMS = re.compile(
    r"(?<=[\d)%])(?=\p{Lu}\p{L})|(?<=\p{Ll}{3})(?=\p{Lu}\p{Ll}{2})|(?<=[:：])\s{2,}(?=\p{L})|(?<=[:：])(?=[\p{L}(])|(?<=\p{Ll}{4}[)])(?=\p{Lu})"
    r"|(?<=\p{L}{3,9}\.?\s\d{1,2},\s?(?:19|20)\d\d)(?=\p{L})|(?<=\p{L}{3,9}\.?\s\d{1,2},)(?=[\p{Lu}(])|(?<=\p{Lu}{3})(?=\p{Lu}\p{Ll}{2})|(?<=\p{Ll}{4})(?=\p{Lu}{4})|(?<=\p{L})(?=[(]?in\s(?:millions|thousands|billions)(?![a-z]))|(?<=(?:19|20)\d\d\s{0,3})(?=[(](?i:in|dollars|amounts|millions|thousands)\b)|(?<=[\d)%])(?=[\p{Han}\p{Katakana}]{2})(?!(?:兆|億|百万|千|万)?円|[年月日期株倍]|四半期)"
)
# Where the heading of a section ends, in a line that holds a whole table.
_SECTION_ENDS = re.compile(
    r"(?<=[:：])(?<!\b(?i:less|add|plus|deduct|note|memo|including|excluding|which)[:：])\s(?=\p{Lu}\p{Ll})"
    r"|(?<=(?i:cash\sflows?\sfrom\s(?:operating|investing|financing)\sactivities))\s{1,4}(?=\p{Lu}\p{Ll})"
)
# `Aster U.S.$6,114 $5,683`: the end of a label, where the figures behind have the sign alone.
_STATES = re.compile(r"U\.\s?S\.\s?(?=\$)")
_FIGURE = re.compile(r"\d[\d,.]*")
_WALL = re.compile(r"^\s*(?:#{1,6}\s|[|<]|(?:[-*+•·●○◆◇■□►▶➤➢>≻※]|[-*]\s*[▶➤➢>≻◆])\s+\p{L}|[-=_*—]{3,}\s*$)|\t|\|.*\|")
# `<small>150,825</small>`, `<div>150,825</div>`: a line in one element is a cell; rows and tables have a reader.
_INLINE = re.compile(
    r"\s*<(?:a|abbr|b|big|code|dd|del|div|dt|em|font|i|ins|ix:[a-z]+|li|mark|nobr|p|s|small|span|strong|sub|sup|td|th|tt|u)(?:\s[^<>]*)?>[^|\t]*$",
    re.I,
)
_SENTENCE = re.compile(r"\p{L}.*[.。;]\s*$|(?:\p{Ll}+\s+){14}")
_LONGEST = 320
_GROUPED = re.compile(r"(?<!\d)\d{1,3},\d{3}(?!\d)")
_BROKEN = re.compile(r"[月日年期][)）]?(?!\p{Han})|当たり|あたり")
_BREAKS = re.compile(r"[\d０-９][月日]?$|１株$|1株$")
# `潜在株式調整後１` / `株当たり当期純利益`: a name of amounts per share, broken within.
_PER_SHARE = re.compile(r"株当た?り")
_ONE = re.compile(r"(?<![\d０-９.,，．])[1１]$")
_DAY = re.compile(r"\d{1,2},?")
_FROM = re.compile(r"\s*[（(]?\s*自")
_UNTIL = re.compile(r"\s*至")
_IN_YEAR = re.compile(r"年\s*$")
_MONTH_AND_DAY = re.compile(r"\s*[\d０-９]{1,2}月(?:[\d０-９]{1,2}日)?\s*[)）]?")
_BROKEN_AT = 40
# `(SEK M) Note 2018`: the head of the labels and that of the notes before the first year over the columns.
_STUB_HEAD = re.compile(
    r"(?P<unit>\([^()]{3,90}\)|(?:\p{L}+\s)?in\s(?:millions|thousands|billions)(?=\s)|)\s*"
    r"(?P<name>(?:(?:勘定)?科\s?目|区\s?分|項\s?目|(?:line\s)?items?|particulars|description)(?=\s)|)\s*"
    r"(?P<notes>(?:notes?|注記|)(?=\s))",
    re.I,
)
_ONE_YEAR = re.compile(rf"(?<!\S){Y4}(?!\S)")
# `6,688  $`: the sign of the next cell.
_SIGN_BEHIND = re.compile(r"(?P<figure>[^\p{L}]*[\d)%])\s+(?P<sign>[$€£¥])")
_MARK = re.compile(r"[(（][a-z][)）]")
_LETTER = re.compile(r"\p{L}")
_MARKS = re.compile(r"\d(?:,\d){1,3}")
_POINT = re.compile(r"\d\.\d")
# `|Jun-2024`: the one cell of a line, its frame open.
_ONE_CELL = re.compile(r"\|\s*([^|]*[^|\s])\s*")
_GOES_ON = re.compile(r"\s*(?:[;,.&/¢]|\p{Ll}(?!\p{Lu}))|\s*[-–—]\s?\p{L}")
_NOTE_MARK = re.compile(r"\(\d\)")
_WORDS_BEHIND = re.compile(r"\s\p{L}")
# A line that holds so many figures behind as many labels is a table of its own.
_POURED = 6
# So many pieces of headings in a row head columns.
_HEADED = 3


class Atom(msgspec.Struct, frozen=True, kw_only=True):
    """A cell, or a piece of one.

    `inline` tells that words of the same line stand before the figure: it may belong to them. `digits` are those of a
    figure that may be several, glued: `75,18338,798`. `lead` holds signs that stood before it in cells of their own.
    `uncut` is the line of a label and its inline figures as words.
    """

    kind: Kind
    span: Span
    inline: bool = False
    digits: str = ""
    lead: Span | None = None
    uncut: Span | None = None

    @property
    def text(self) -> str:
        return self.span.text

    @property
    def whole(self) -> Span:
        """With the signs that stood before it."""
        if self.lead is None:
            return self.span
        return Span.join([self.lead, self.span], " " if self.lead.text[-1:].isalnum() else "")

    @property
    def begins(self) -> Place:
        """The line and the character at which it begins."""
        where = (self.lead or self.span).parts[0].location
        return where.line or 0, where.start or 0

    @property
    def ends(self) -> Place:
        """The line and the character after its last."""
        where = self.span.parts[-1].location
        return where.line or 0, where.end or 0


def lines_to_atoms(lines: list[Numbered]) -> list[Atom]:
    """All lines to atoms, signs joined to their figures.

    >>> [a.whole.text for a in lines_to_atoms([(1, "Net sales"), (2, "$"), (3, "1,234"), (4, "(55"), (5, ")%")])]
    ['Net sales', '$1,234', '(55)%']
    """
    atoms: list[Atom] = []
    # Where commas group thousands, a blank that does not break only keeps a figure at the end of its cell.
    commas = any(_GROUPED.search(text) for _, text in lines)
    for span in _logical(lines):
        plain = Span(span.text.replace("\u00a0", " "), span.parts) if commas else span
        for atom in _line_to_atoms(plain):
            _append(atoms, atom)
    return _with_units([_as_words(atom) if atom.kind in ("open", "close") else atom for atom in atoms])


def _with_units(atoms: list[Atom]) -> list[Atom]:
    """Units in cells behind their figures, joined to them: `51.2`, `円`, `60.4`, `円`. One alone may be a heading.

    >>> [a.text for a in lines_to_atoms([(1, "基本的"), (2, "51.2"), (3, "円"), (4, "60.4"), (5, "円"), (6, "株")])]
    ['基本的', '51.2円', '60.4円', '株']
    """
    behind = {
        n
        for n, (figure, unit) in enumerate(pairwise(atoms), start=1)
        if figure.kind in ("figure", "nil") and unit.kind == "words" and _forms().unit.fullmatch(unit.text)
    }
    several = {n for n in behind if any(m in behind and atoms[m].text == atoms[n].text for m in (n - 2, n + 2))}
    out: list[Atom] = []
    for n, atom in enumerate(atoms):
        if n in several:
            out[-1] = msgspec.structs.replace(out[-1], span=Span.join([out[-1].span, atom.span], ""))
        else:
            out.append(atom)
    return out


def _logical(lines: list[Numbered]) -> list[Span]:
    """Lines that hold something, as spans; what was broken within a date or a number of its unit is one line again:
    `（令和７年３月31` and `日）`, `令和４年３` and `月`, `１株` and `当たり`."""
    out: list[Span] = []
    for number, text in lines:
        span = Span.of(text, line=number).strip()
        if not span.text:
            continue
        joint = joint_of(out[-1].text, span.text) if out else None
        if joint is None and len(out) > 1:
            joint = _joint_in_span(out[-2].text, out[-1].text, span.text)
        if len(out) > 1 and _is_end_of_word(out[-2].text, out[-1].text, span.text):
            out[-2:] = [Span.join(out[-2:], "")]
        if joint is not None:
            out[-1] = Span.join([out[-1], span], joint)
        else:
            out.append(span)
    return out


def _is_end_of_word(above: str, mark: str, below: str) -> bool:
    """Whether a long vowel's mark alone on its line ends the word above: a unit stands below it, so that it is no nil.

    >>> _is_end_of_word("キャッシュ・フロ", "ー", "(百万円)"), _is_end_of_word("リース", "ー", "1,234")
    (True, False)
    """
    return mark in ("ー", "ｰ") and _KATAKANA.search(above) is not None and _OPEN_UNIT.match(below) is not None


_KATAKANA = re.compile(r"[\p{Katakana}ｦ-ﾝ]$")
# `(百万円)`, or its first line.
_OPEN_UNIT = re.compile(r"[(（]\s?(?:百万|千万|億|十億|千|円|％|%|倍|人|株|名)")


def _joint_in_span(before: str, above: str, below: str) -> str | None:
    """What stands between two lines of a span that was broken over several: `自令和６年`, `４月１日`, `至令和６年`,
    `９月30日`. Where all beginnings stand first and all ends behind them, the lines are no one's in particular.

    >>> _joint_in_span("期間", "自令和６年", "４月１日"), _joint_in_span("期間", "自令和６年４月１日", "至令和６年")
    ('', ' ')
    >>> _joint_in_span("自令和５年", "自令和６年", "４月１日") is None
    True
    """
    if _FROM.match(before) and "至" not in before:
        return None
    if _FROM.match(above) is None or len(above) >= _BROKEN_AT:
        return None
    if _IN_YEAR.search(above) and _MONTH_AND_DAY.fullmatch(below):
        return ""
    return " " if "至" not in above and _UNTIL.match(below) else None


def joint_of(above: str, below: str) -> str | None:
    """What stands between two lines that are one, where a line is the rest of a date, of a part of the year, or of the
    unit of a figure, that the line above begins; None for two lines.

    >>> joint_of("（令和７年３月31", "日）"), joint_of("１株", "当たり"), joint_of("Six months ended June", "30,")
    ('', '', ' ')
    >>> joint_of("潜在株式調整後１", "株当たり当期純利益")
    ''
    >>> joint_of("1,234", "年金資産"), joint_of("Cash", "30")
    (None, None)
    """
    below = below.strip()
    if len(above) >= _BROKEN_AT:
        return None
    if (_BROKEN.match(below) and _BREAKS.search(above.rstrip())) or broken_quarter(above, below):
        return ""
    if _PER_SHARE.match(below) and _ONE.search(above.rstrip()):
        return ""
    if _ORDINAL.fullmatch(above.strip()) and _PART.fullmatch(below):
        return " "
    return " " if _DAY.fullmatch(below) and torn_piece(above.strip()) == "period" else None


# `First` / `Quarter`: one cell, broken within.
_ORDINAL = re.compile(r"first|second|third|fourth|[1-4](?:st|nd|rd|th)", re.I)
_PART = re.compile(r"quarter|half", re.I)


def _append(atoms: list[Atom], atom: Atom) -> None:
    last = atoms[-1] if atoms else None
    if last is not None and atom.kind == "close" and last.kind in ("figure", "nil"):
        joined = Span.join([last.span, atom.span], " " if atom.text[0].isalpha() else "")
        atoms[-1] = msgspec.structs.replace(last, span=joined)
    elif last is not None and last.kind == "open" and atom.kind in ("figure", "nil", "open"):
        lead = last.span if last.lead is None else Span.join([last.lead, last.span], "")
        atoms[-1] = msgspec.structs.replace(atom, lead=lead)
    elif last is not None and last.kind == "words" and atom.kind == "words" and _hangs(atom, last):
        atoms[-1] = msgspec.structs.replace(last, span=Span.join([last.span, atom.span], ""), uncut=None)
    else:
        if last is not None and last.kind == "open":
            atoms[-1] = _as_words(last)
        atoms.append(atom)


def _hangs(atom: Atom, last: Atom) -> bool:
    """Whether words are but a mark that belongs to the words before (`®`, `:`, `*`), or close their bracket."""
    if atom.begins[0] - last.ends[0] > 2:
        return False
    if len(last.text) + len(atom.text) < 16 and atom.text[-1:] in ")）":
        return fold(last.text).count("(") > fold(last.text).count(")") and "(" not in fold(atom.text)
    if _MARK.fullmatch(atom.text):
        return True
    return len(atom.text) < 4 and not any(c.isalnum() or c in "☐☒" for c in atom.text)


def _as_words(atom: Atom) -> Atom:
    if atom.lead is not None:
        return msgspec.structs.replace(atom, kind="words", span=atom.whole, lead=None)
    return msgspec.structs.replace(atom, kind="words")


def _line_to_atoms(line: Span) -> list[Atom]:
    if (framed := _ONE_CELL.fullmatch(line.text)) is not None:
        line = line.cut(*framed.span(1))
    if _WALL.search(line.text) and not _INLINE.match(line.text):
        return [Atom(kind="wall", span=line)]
    span = drop_markup(line) if any(c in line.text for c in "<*&[\\") else line
    plain = fold(span.text)
    kind: Kind = "words"
    if not plain.strip() or not span.parts:
        return [Atom(kind="wall", span=line)]
    if _forms().opens.fullmatch(plain) or _NOTED.fullmatch(plain):
        kind = "open"
    elif _CLOSES.fullmatch(plain):
        kind = "close"
    elif is_nil(plain):
        kind = "nil"
    else:
        years = [m.span() for m in re.finditer(r"\S+", plain)] if plain[:2] in ("19", "20") else []
        if len(years) == 1 and _YEARS.fullmatch(plain.strip()):
            years = _glued_years(plain, *years[0])
        if years and all(is_year(plain[a:b]) for a, b in years):
            return [_atom("words", span, a, b) for a, b in years]
        if any(map(str.isdigit, plain)):
            signed = _SIGN_BEHIND.fullmatch(plain)
            if signed is not None:
                return [*_line_to_atoms(span.cut(0, signed.end("figure"))), _atom("open", span, *signed.span("sign"))]
            noted = _NOTED.match(plain)
            if noted is not None and read_cell(span.text).kind == "figure":
                return [_atom("open", span, 0, noted.end()), *_line_to_atoms(span.cut(noted.end(), len(plain)))]
            found = read_cell(span.text)
            if found.kind in ("figure", "fragment"):
                held = _forms().figure.fullmatch(plain)
                return [_atom("figure", span, 0, len(plain), digits=held["digits"] if held else "")]
            if _LETTER.search(plain) or found.kind == "figures":
                return _cut(span, plain)
        if _is_wall(plain):
            kind = "wall"
    return [Atom(kind=kind, span=span)]


def _glued_years(plain: str, start: int, end: int) -> list[tuple[int, int]]:
    """Years that follow each other without a blank, `20222021`; none where they do not follow each other."""
    places = [(at, at + 4) for at in range(start, end, 4)]
    follow = all(abs(int(plain[a:b]) - int(plain[c:d])) == 1 for (a, b), (c, d) in pairwise(places))
    return places if follow else []


def _is_wall(plain: str) -> bool:
    """Whether a line is prose."""
    return len(plain) > _LONGEST or (len(plain) > 60 and _SENTENCE.search(plain) is not None)


def _atom(
    kind: Kind, span: Span, a: int, b: int, *, inline: bool = False, digits: str = "", uncut: Span | None = None
) -> Atom:
    """The piece of a line between two characters, white space left out."""
    return Atom(kind=kind, span=span.cut(a, b).strip(), inline=inline, digits=digits, uncut=uncut)


def _cut(span: Span, plain: str) -> list[Atom]:
    """A line that holds words and digits: one label and its figures, many of them, or words alone."""
    if heads := _stub_head(plain):
        return [_atom("words", span, a, b) for a, b in heads]
    pieces = _with_marks(plain, _with_whole_signs(span.text, _with_code_of_row(plain, _pieces(plain))))
    figures = [piece for piece in pieces if piece[0] != "words"]
    rows = sum(1 for left, right in pairwise(pieces) if left[0] == "words" != right[0])
    tail = pieces[-1][0] != "words"
    poured = rows > 1 and len(figures) >= _POURED and "。" not in plain
    listed = rows == 1 and plain[: figures[0][1]].rstrip().endswith((",", ";", "、"))  # a sentence
    if poured:
        pieces = [part for piece in pieces for part in _apart(plain, piece)]
    if poured or (rows <= 1 and tail and not listed):
        inline = rows == 1 and pieces[0][0] == "words"
        return [
            _atom(
                kind, span, a, b, digits=digits,
                inline=inline and kind != "words", uncut=span if inline and kind == "words" else None,
            )
            for kind, a, b, digits in pieces
            if plain[a:b].strip()
        ]  # fmt: skip
    return [Atom(kind="wall" if _is_wall(plain) else "words", span=span)]


def _with_whole_signs(text: str, pieces: list[Piece]) -> list[Piece]:
    """A sign of another encoding, three characters for one, stands whole before its figure: the fold reads the last
    of them as the sign, and a figure cut there would keep a quotation mark in its place."""
    for i, (kind, start, end, digits) in enumerate(pieces):
        sign = start - MOJIBAKE_BEFORE if kind == "figure" else -1
        if sign >= 0 and mojibake_at(text, sign):
            pieces[i] = (kind, sign, end, digits)
            if i and pieces[i - 1][2] > sign:
                pieces[i - 1] = (*pieces[i - 1][:2], sign, pieces[i - 1][3])
    return pieces


def _with_marks(plain: str, pieces: list[Piece]) -> list[Piece]:
    """`Leased assets (1)Property and equipment2,881 2,899`: a mark behind a label that touches the next words, where
    most rows have several figures, is of the label."""
    figures = [n for n, piece in enumerate(pieces) if piece[0] != "words"]
    marks = [
        n
        for n in figures
        if 0 < n < len(pieces) - 1
        and (pieces[n - 1][0], pieces[n + 1][0]) == ("words", "words")
        and _NOTE_MARK.fullmatch(plain, *pieces[n][1:3])
        and plain[pieces[n][1] - 1].isspace()
        and plain[pieces[n][2]].isupper()
    ]
    several = sum(1 for left, right in pairwise(figures) if right == left + 1)
    if not marks or several < len(figures) // 3:
        return pieces
    out: list[Piece] = []
    for n, piece in enumerate(pieces):
        if n in marks:
            out[-1] = ("words", out[-1][1], piece[2], "")
        else:
            out.append(piece)
    return out


def _with_code_of_row(plain: str, pieces: list[Piece]) -> list[Piece]:
    """`Earnings per share, SEK 2.33 1.94`: the currency before the first of several figures, and before none of the
    others, is the end of the label."""
    if len(pieces) < _LABEL_AND_TWO or pieces[0][0] != "words" or any(kind == "words" for kind, *_ in pieces[1:]):
        return pieces
    kind, start, end, digits = pieces[1]
    code = _forms().code.match(plain, start, end)
    if code is None or any(_forms().code.match(plain, a, b) for _, a, b, _ in pieces[2:]):
        return pieces
    return [("words", pieces[0][1], code.end(), ""), (kind, code.end(), end, digits), *pieces[2:]]


_LABEL_AND_TWO = 3


def _stub_head(plain: str) -> list[tuple[int, int]]:
    """Where the pieces of a line stand that is the head of the labels, that of the notes and periods over the columns:
    `(SEK M) Note 2018 2017`, `Note 1.1.-30.6.2023 1.1.-30.6.2022`; none for other lines."""
    head = _STUB_HEAD.match(plain)
    if head is None:
        return []
    periods = [m.span() for m in _ONE_YEAR.finditer(plain, head.end())]
    if not periods and (head["notes"] or head["name"]):
        periods = [(m.start, m.end) for m in find_periods(plain) if m.start >= head.end() and not m.torn]
    seams = [head.end(), *(at for period in periods for at in period), len(plain)]
    if not periods or any(plain[a:b].strip() for a, b in zip(seams[::2], seams[1::2], strict=True)):
        return []
    return [(a, b) for a, b in (head.span("unit"), head.span("name"), head.span("notes"), *periods) if a < b]


Piece = tuple[Kind, int, int, str]

# What headings of columns are made of, where a whole table came on one line.
_HEADS = re.compile(
    rf"\([^()]{{3,80}}\)|(?<![\w-])(?:(?:\d{{1,2}}|{WORDED_COUNT})[\s-]+(?:months?|weeks?)|(?:fiscal\s+)?(?:years?|quarters?))\s+ended"
    rf"|(?<![A-Za-z]){MONTH}\s+\d{{1,2}},?(?!\d)|(?<![\d.,]){Y4}(?![\d.,%])",
    re.I,
)


def _apart(plain: str, piece: Piece) -> list[Piece]:
    """The headings of columns in the words before the first row, each by itself: `Three Months Ended Six Months Ended
    June 30, June 30, 2023 2022 2023 2022 Net sales`."""
    kind, left, right, _ = piece
    runs: list[list[re.Match[str]]] = []
    for head in _HEADS.finditer(plain, left, right) if kind == "words" else ():
        if runs and not plain[runs[-1][-1].end() : head.start()].strip():
            runs[-1].append(head)
        else:
            runs.append([head])
    out: list[Piece] = []
    at = left
    for run in runs:
        if sum(1 for head in run if not head[0].startswith("(")) >= _HEADED:
            out.append(("words", at, run[0].start(), ""))
            out += [("words", head.start(), head.end(), "") for head in run]
            at = run[-1].end()
    return [*out, ("words", at, right, "")] if out else [piece]


def _pieces(plain: str) -> list[Piece]:
    """(kind, start, end, digits) of the words and figures of a line, in order."""
    out: list[Piece] = []
    parted = {m.start() for m in _SEAMS.finditer(plain)} | {m.end() for m in _DATED.finditer(plain)}
    parted |= {at for m in _YEARS.finditer(plain) for at in range(m.start(), m.end() + 1, 4)} - {0, len(plain)}
    for slashed in _SLASHED.finditer(plain):
        parted |= {at for day in _SLASHED_ONE.finditer(plain, *slashed.span()) for at in day.span()} - {0, len(plain)}
    parted |= {at for m in _LENGTH.finditer(plain) for at in m.span()} - {0, len(plain)}
    if len(_FIGURE.findall(plain)) >= _POURED:
        parted |= {m.end() for m in _SECTION_ENDS.finditer(plain)}
    seams = [0, *sorted(parted), len(plain)]
    for left, right in pairwise(seams):
        out += _fragment(plain, left, right)
    return out


def _fragment(plain: str, left: int, right: int) -> list[Piece]:
    """The pieces between two seams. Figures that words of the same sentence follow are part of those words."""
    text = plain[left:right]
    if is_year(text):
        return [("words", left, right, "")]
    forms = (_NAMED, _YEARS, _YEARS_BELOW, _SLASHED, _LENGTH)
    closed = [(m.start(), m.end()) for form in forms for m in form.finditer(text)]
    closed += [(m.start, m.end) for m in find_periods(text)] if any(map(str.isdigit, text)) else []
    inside = {i for a, b in closed for i in range(a, b)}
    out: list[Piece] = []
    at = 0
    tokens = [m for m in _forms().token.finditer(text) if not inside.intersection(range(m.start(), m.end()))]
    groups: list[list[re.Match[str]]] = []
    for token in tokens:
        if groups and not text[groups[-1][-1].end() : token.start()].strip():
            groups[-1].append(token)
        else:
            groups.append([token])
    for group in groups:
        # `EBITDA 1,2 62.8 53.4`: marks of notes, where a point parts decimals
        while len(group) > 1 and _MARKS.fullmatch(group[0].group()) and _POINT.search(text, group[0].end()):
            group = group[1:]
        a, b = group[0].start() + _of_label(group), group[-1].end()
        lone_nil = len(group) == 1 and group[0]["figure"] is None
        if _GOES_ON.match(text, b) or (lone_nil and text[b:].strip()) or _within_label(text, at, group):
            continue
        if text[at:a].strip():
            out.append(("words", left + at, left + a, ""))
        for token in group:
            kind: Kind = "nil" if token["figure"] is None else "figure"
            out.append((kind, left + max(a, token.start()), left + token.end(), token["digits"] or ""))
        at = b
    if text[at:].strip():
        out.append(("words", left + at, right, ""))
    return out


def _within_label(text: str, start: int, group: list[re.Match[str]]) -> bool:
    """Whether a lone figure is part of a label: `Shares held, 872,791,028 Class A shares(7,517)`; no label ends with
    the comma before it, and what follows is no other cell."""
    before, behind = text[start : group[0].start()], text[group[-1].end() :]
    return len(group) == 1 and before.rstrip().endswith(",") and _WORDS_BEHIND.match(behind) is not None


def _of_label(group: list[re.Match[str]]) -> int:
    """How many characters of the first figure are the label's: `U.S.` before a sign that the others have alone."""
    first = _STATES.match(group[0].group())
    others = [token.group() for token in group[1:]]
    alone = any("$" in text for text in others) and not any(_STATES.search(text) for text in others)
    return first.end() if first is not None and alone else 0
