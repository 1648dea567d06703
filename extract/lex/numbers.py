"""What a cell says: numbers, dashes, words. The lexer of printed figures, in English and Japanese.

Contract: `read_cell` accounts for every visible character of the cell. A character is part of a number, of a
sign, unit or mark that goes with it, or of `rest`. A token that looks like a figure and breaks the rules of
figures (`1,907,27`, `(1,1+7)`, `,`) is a fragment; it is never read as a number. Money is a Decimal.
"""

from __future__ import annotations

from decimal import Decimal

import msgspec
import regex as re

from extract.lex.fold import fold_figures
from extract.lex.numerals import is_scale_alone
from extract.lex.style import plain_numbers, style
from extract.lex.unit_words import Meaning, currency_of, meaning_behind, power_beside, words
from extract.vocab import Vocabulary, made_of_words, remembered

_DASHES = "-–—―_ー─‒⁃"
_GROUPING = re.compile("[,']")
# A blank that does not break between digits groups thousands: `2 845.3`.
_UNBROKEN = "[\u00a0\u2007-\u200a\u202f]"
_THIN = re.compile(rf"(?<=(?<![\d.,])\d{{1,3}}(?:{_UNBROKEN}\d{{3}})*){_UNBROKEN}(?=\d{{3}}(?!\d))")
# In India groups of two stand before the last three digits.
_LAKH = re.compile(r"[1-9]\d?(?:,\d{2})+,\d{3}(?:\.\d+)?")
# Groups of three behind commas; no leading zeros (a figure that starts `0,0` or `00` is a misprint).
_FIGURE = re.compile(
    r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?|[1-9]\d{0,2}(?:'\d{3})+(?:\.\d+)?|(?:0|[1-9]\d*)(?:\.\d+)?|(?<![\d.,])\.\d+"
)
# A run that looks like a figure, legal or not: what the eye takes for one token.
# Letters that are taken for digits (`2,OO5`, `l,234`, `O.4`) are a part of it where the separators say that it is one.
_RUN = re.compile(
    r"(?<![A-Za-z\d.,])(?:(?=[\d,.]*[OolIS])(?=[OolIS,.]*\d)[\dOolIS]{1,3}(?:,[\dOolIS]{3})+(?:\.[\dOol]+)?|[Oo]\.\d+)(?![A-Za-z\d])"
    r"|[\d.,+']*\d[\d.,+']*(?:(?<=\d)[OolISB](?![a-zA-Z])[\d.,]*)*"
)
# What letters for digits leave of a figure where no separator tells: `S5`, `12.O%`, `5 OO`, `lO`. `3Q` is a quarter,
# `II` a class.
LETTERS_FOR_DIGITS = re.compile(
    r"(?!\d?Q\d?$|I+$)[(△▲−+ -]*(?:[$€£¥]\s?)?"
    r"(?:(?=\D*\d)(?=[^A-Za-z|]*[A-Za-z|])[\dOoQDlIiSsZBbGqgA|](?:[.,]?\s?[\dOoQDlIiSsZBbGqgAE|])*"
    r"|[OoQlI|](?:[.,]?[OoQlISs|])*)[.,]?\s?%?\)?"
)
_MARK = re.compile(
    r"(?<=[\d%)])\s?(?:\(?[*†‡§]+\d{0,2}(?![.,]?\d)\)?|\((?:注|note|Note)\s?\d{0,2}\)|※\d{0,2}(?![.,]?\d)|[¹²³⁴-⁹])"
)
# Dates, times, counts out of ten, telephone numbers: digits that measure nothing.
# Marks of notes before a figure: `※２ 189,542`, `*1 1,234`, `(注)１ 500`. The mark is nothing of the figure.
_LEADING_MARK = re.compile(
    r"^\s*(?:(?:※|[*†‡])\s?\d{0,2}(?![.,]?\d)\s?(?:[,、・]\s?(?=[※*†‡(注]))?|\(※\s?\d{0,2}\)\s?|\(注\)?\s?\d{0,2}\)?\s?|注\s?\d{1,2}\s)+(?=[\s(△+-]*\d)"
)
# `※２51,057`: the mark's number is of full width, the figure's digits are not.
_GLUED_MARK = re.compile(r"\s*[※＊*†‡]\s?[０-９]{1,2}(?=[△▲(+-]?[0-9])")
_NO_FIGURE = re.compile(
    r"^\(?(?:\d{1,4}\s?/\s?\d{1,2}(?:\s?/\s?\d{1,4})?|\d{4}\.\d{1,2}\.\d{1,2}|\d{1,2}\.\d{1,2}\.(?:19|20)\d\d|\d{1,2}:\d{2}(?::\d{2})?"
    r"|(?:1[0-2]|[1-9])(?:\s?[-–—~]\s?(?:1[0-2]|[1-9]))?\s?/\s?(?:19|20)\d\d"
    r"|(?:19|20)\d\d/\d{1,2}\s?[-–—~]\s?(?:(?:19|20)\d\d/)?\d{1,2}"
    r"|\d{1,4}年\d{0,2}月?\d{0,2}日?|\d{1,2}月\d{0,2}日?|第?\d{1,3}期|\+?\d{1,4}(?:-\d{1,5}){1,4}"
    r"|(?:\d{4}[./]\d{1,2}[./]\d{1,2}|\d{1,2}[./]\d{1,2}(?:[./](?:19|20)\d\d|\.))\s?[-–—~]\s?(?:\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d|\d{4}[./]\d{1,2}[./]\d{1,2})"
    r"|(?:[*※†‡]\s?|注\s?|注\))\d{1,2}(?:\s?[,、・]\s?(?:[*※†‡]|注)?\s?\d{1,2})*)\)?$"
)
_POINT_FIRST = re.compile(r"\.\d+$")
# No figure of a filing has more digits; a longer one is a misprint.
_MOST_DIGITS = 20
_WORD = re.compile(r"[^\W\d_]{3}|[\p{Han}\p{Hiragana}\p{Katakana}]{2}")
_LETTER = re.compile(r"[^\W\d_]")
_SEPARATORS = re.compile(r"[\s.,()'\"+:;|/\\~^`´-]+")
_YEN_SEN = re.compile(r"(\d[\d,]*)円\s?(\d{1,2})銭")
# `42 歳 7 ヶ月`, `5 years and 3 months`: one length of time, in months.
_YEARS_AND_MONTHS = re.compile(
    r"(?P<years>\d{1,3})\s?(?:歳|才|年|years?,?)\s?(?:and\s)?(?P<months>\d|1[01])\s?(?:[ヶケかカヵ箇]月間?|months?)",
    re.I,
)
# `2022 Shares`, `2007 Thousands of Yen`: the heading of a column, and no count of 2,022.
_HEADS_YEAR = re.compile(r"[A-Z]")
_YEAR = re.compile(r"^(?:19[5-9]\d|20[0-6]\d)$")


class _Forms(msgspec.Struct, frozen=True, eq=False):
    """The patterns in which words of money and units take part."""

    nil: re.Pattern[str]
    prefix: re.Pattern[str]
    suffix: re.Pattern[str]
    points: re.Pattern[str]
    unit_first: re.Pattern[str]
    money_before: re.Pattern[str]
    money_near: re.Pattern[str]
    money_after: re.Pattern[str]
    letter_of_money: re.Pattern[str]
    no_word: re.Pattern[str]
    thousands: re.Pattern[str]


@made_of_words
def _forms(vocabulary: Vocabulary) -> _Forms:
    known = words()
    money = known.sign
    letters = "|".join(sorted(known.letters, key=lambda letter: -len(letter)))
    thing_ja = rf"(?:{known.scale_ja})?(?:{known.money_ja}|{known.counted_ja})|銭"
    return _Forms(
        nil=re.compile(
            rf"^(?:(?:(?:{money})\s?)?\(?[{_DASHES}]{{1,6}}\)?(?:%|\s?(?:{thing_ja}))?|n[./]?[am]\.?|nil|none|not\s(?:applicable|available|meaningful|material)|…|\.\.\.|該当(?:事項)?(?:なし|無し)|なし|無し?)$",
            re.I,
        ),
        # A long dash is a sign only where it touches its figure; with a blank between it is a dash of its own.
        prefix=re.compile(
            rf"(?:(?P<sign>[-+△]\s?|[–—―]|\(\s?))?(?:(?P<money>{money})\s?)?(?:(?P<sign2>[-+△]\s?|–|\(\s?))?$"
        ),
        suffix=re.compile(
            rf"\s?(?P<percent>%|‰)?\s?(?P<close>\))?\s?(?P<percent2>%)?(?P<word>\s?(?:{known.behind})(?!\w))?"
            r"(?:\s?(?P<close2>\)))?",
            re.I,
        ),
        # `1.3%pt`: points of a percentage, whose sign of percent is a part of their name.
        points=re.compile(rf"\s?(?P<close>\))?\s?(?P<word>{known.points})(?!\w)(?P<close2>\s?\))?", re.I),
        # `百万円 79,300`, `円\n50.27`, `円 銭\n50.27`: the unit of a column stands before its first figure.
        unit_first=re.compile(rf"^\s*(?P<word>円\s*・?\s*銭|{thing_ja}|倍|%)\s*(?=[-△+(]?\s?[\d,]*\.?\d+\s?\)?\s*$)"),
        money_before=re.compile(rf"(?:{money})$"),
        money_near=re.compile(rf"(?:{money})\s?(?:[-+△(]\s?)?$"),
        money_after=re.compile(rf"\s?(?P<money>{money})(?!\w|\s?[-–—+(△.\d])(?P<close>\s?\))?"),
        letter_of_money=re.compile(rf"\s?(?P<word>{letters})(?!\w)(?P<close>\s?\))?", re.I),
        no_word=re.compile(rf"(?:{money})|[()\[\]\s.,:;/~'\"-]"),
        # `S$'000`, `(€ 000)`: three noughts behind a currency and nothing else are a scale.
        thousands=re.compile(rf"[(\[]?(?:in\s)?(?:{known.currency})\s?'?\s?000s?[)\]]?$"),
    )


def unit_first(text: str) -> re.Match[str] | None:
    """The unit that stands before the only figure of a text, as `word`.

    >>> unit_first("百万円 79,300")["word"]
    '百万円'
    """
    return _forms().unit_first.match(text)


# `$5.6M`, `($18M)`: a letter for a scale stands behind money. Without a currency only where a point or comma tells it
# from a period (`3M`, `12M`) or a name: `2.4M`, `1,200K`.
_LETTER_ALONE = re.compile(r"(?P<word>[KM])(?!\w)(?P<close>\s?\))?")


_DITTO = ('"', "''", "”", "″")  # the same as above, as `〃`

# Kinds of reading that mean "a value stands here, legible or not".
VALUE_KINDS = ("figure", "figures", "nil", "fragment")


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """One printed number. `text[start:end]` is the printed token with its sign, brackets and percent sign.

    `value` carries the sign but no scale; `digits` counts the digits after the point. `bracketed` tells that
    round brackets stood around it (negative in English statements, often not in Japanese ones). `said` is what the
    currency and the word beside the number mean.
    """

    start: int
    end: int
    printed: str
    value: Decimal
    digits: int
    percent: bool = False
    bracketed: bool = False
    open_bracket: bool = False
    signed: bool = False
    currency: str | None = None
    word: str | None = None
    said: Meaning | None = None


class CellReading(msgspec.Struct, frozen=True, kw_only=True):
    """What a cell says. `kind`: empty, nil, figure (exactly one), figures (several), fragment, text."""

    kind: str
    figures: tuple[Figure, ...] = ()
    rest: str = ""
    fragments: tuple[tuple[int, int], ...] = ()

    @property
    def figure(self) -> Figure:
        return self.figures[0]


def _grouped(text: str) -> str:
    """A cell folded, with an apostrophe in place of each blank that divides thousands.

    >>> _grouped("２\u00a0845．３")
    "2'845.3"
    """
    return plain_numbers(fold_figures(text if text.isascii() else _THIN.sub("'", text)))


def is_nil(text: str) -> bool:
    """Whether the cell is a printed dash or "n/a": the document says there is no value."""
    return bool(_forms().nil.match(_grouped(text).strip()))


@remembered(1 << 14, by=style)
def is_year(text: str) -> bool:
    """A bare calendar year, which in a header is a period and nowhere a value."""
    return bool(_YEAR.match(_grouped(text).strip()))


def _figure(text: str, start: int, end: int) -> Figure | None:
    """The figure whose digits stand at text[start:end], with the signs and units that touch it."""
    forms = _forms()
    token = text[start:end]
    legal = _FIGURE.fullmatch(token) or (style().lakh and _LAKH.fullmatch(token))
    if not legal or sum(map(str.isdigit, token)) > _MOST_DIGITS or is_scale_alone(token):
        return None
    before = forms.prefix.search(text, max(0, start - 12), start)
    left, sign, money, bracket = start, "", None, False
    if before is not None:
        sign = (before["sign"] or "").strip() + (before["sign2"] or "").strip()
        money = before["money"]
        left = before.start()
        word_before = left > 0 and text[left - 1].isalnum() and (money or "(" not in sign)
        if word_before and (sign in ("-", "–", "—", "―") or not money):
            # `A-12`, `IPv6`: the sign belongs to a word, not to this number.
            left, sign, money = start, "", None
        bracket = "(" in sign
    points = forms.points.match(text, end)
    after = None if points is not None else forms.suffix.match(text, end)
    right, percent, close, word = end, False, False, None
    if points is not None:
        word, right = points["word"], points.end("word")
        close = bool(bracket and (points["close"] or points["close2"]))
        if close and points["close2"]:
            right = points.end()
    if after is not None:
        percent = bool(after["percent"] or after["percent2"])
        close = bool(after["close"])
        word = after["word"].strip() if after["word"] else None
        right = end
        if percent or close:
            right = max(after.end(name) for name in ("percent", "close", "percent2") if after[name])
        if word:
            right = after.end("word") if not (close and not bracket) else right
            if bracket and not close and after["close2"]:
                close, right = True, after.end("close2")
    if word and (percent or (is_year(token) and _HEADS_YEAR.match(word))):
        word, right = None, right if close and not bracket else end
        if after is not None and (percent or close):
            right = max(after.end(name) for name in ("percent", "close", "percent2") if after[name])
    said = said_of(word, None)
    if said is not None and said.unit == "percent" and said.power is None:
        percent, word = True, None
    letter = _letter_scale(text, start, end) if word is None and not percent and not close else None
    if letter is not None:
        word, right = letter["word"], letter.end("word")
        if bracket and letter["close"]:
            close, right = True, letter.end("close")
    behind = forms.money_after.match(text, right) if money is None else None
    if behind is not None:
        money, right = behind["money"], behind.end()
        if bracket and not close and behind["close"]:
            close = True
        elif behind["close"]:
            right = behind.start("close")
    if close and not bracket:
        # The bracket was opened by words: `(up 48.8%)`.
        right = after.end("percent") if after is not None and after["percent"] else end
        percent = bool(after is not None and after["percent"])
        word = None if after is not None and after["word"] and after.start("word") > right else word
    if bracket and not close:
        # `(200,993`: the other half is lost, or words follow. The sign is kept as a suspicion, not as a fact.
        opened = text.find(")", end) == -1 and text[left:start].strip().startswith("(")
        if not opened:
            left = start - len(text[left:start]) + text[left:start].find("(") + 1
            sign = sign.replace("(", "")
        bracket = False
        open_bracket = opened
    else:
        open_bracket = False
    value = Decimal(_GROUPING.sub("", token))
    signed = bool(sign.strip("("))
    if any(mark in sign for mark in "-–—―△") or ((bracket or open_bracket) and "+" not in sign):
        value = -value
    digits = len(token) - token.index(".") - 1 if "." in token else 0
    return Figure(
        start=left, end=right, printed=text[left:right], value=value, digits=digits, percent=percent,
        bracketed=bracket, open_bracket=open_bracket, signed=signed, currency=money, word=word,
        said=said_of(word, money),
    )  # fmt: skip


def said_of(word: str | None, money: str | None) -> Meaning | None:
    """What the word behind a figure and the currency beside it say together.

    >>> said_of("million", "R$")
    Meaning(unit='BRL', power=6, noun=None, hundredth=False)
    """
    letter = words().letters.get(word.lower()) if word and (money or word in ("K", "M")) else None
    said = Meaning(None, letter) if letter is not None else meaning_behind(word) if word else None
    if money is None:
        return said
    power = said.power if said is not None and said.unit is None else None
    return Meaning(currency_of(money), power_beside(word, money) if power and letter is None and word else power)


def _letter_scale(text: str, start: int, end: int) -> re.Match[str] | None:
    """The letter behind the digits at text[start:end] that stands for a scale, if it does."""
    if _forms().money_near.search(text, max(0, start - 8), start):
        return _forms().letter_of_money.match(text, end)
    return _LETTER_ALONE.match(text, end) if "." in text[start:end] or "," in text[start:end] else None


def _is_glued(text: str, start: int, end: int) -> bool:
    """Whether the digits at text[start:end] touch a word (`1Q07`, `IPv6`) and not a currency, unit or scale."""
    forms = _forms()
    before, after = text[start - 1 : start], text[end : end + 1]
    if before.isalpha() and before.isascii() and not forms.money_before.search(text, max(0, start - 4), start):
        return True
    if not (after.isalpha() and after.isascii()):
        return False
    suffix = forms.suffix.match(text, end)
    return not (suffix and suffix["word"]) and _letter_scale(text, start, end) is None


def _yen_sen(text: str, folded: str, found: re.Match[str]) -> Figure | None:
    """`4,233円53銭`: one amount in yen, its hundredths in sen."""
    whole = _figure(folded, found.start(1), found.end(1))
    if whole is None:
        return None
    sen = Decimal(found[2]).scaleb(-2)
    value = whole.value - sen if whole.value < 0 or text[whole.start] in "△▲-(" else whole.value + sen
    return Figure(
        start=whole.start, end=found.end(), printed=text[whole.start : found.end()], value=value, digits=2,
        signed=whole.signed, word="円", said=said_of("円", None),
    )  # fmt: skip


def _years_and_months(text: str, folded: str) -> Figure | None:
    """A cell that is a length of years and months: `14年２ヶ月` are 170 months."""
    found = _YEARS_AND_MONTHS.fullmatch(folded.strip())
    if found is None:
        return None
    start = len(folded) - len(folded.lstrip())
    end = start + len(found[0])
    value = Decimal(int(found["years"]) * 12 + int(found["months"]))
    return Figure(start=start, end=end, printed=text[start:end], value=value, digits=0, word="months", said=_MONTHS)


_MONTHS = Meaning(unit="month")


def _runs(text: str) -> list[tuple[int, int]]:
    """Where the eye sees a figure token: maximal runs of digits and separators, sentence stops left out."""
    runs = []
    for found in _RUN.finditer(text):
        start, end = found.span()
        token = found[0]
        while token and token[-1] in ".,'+":
            # A trailing separator is a stop of the sentence unless nothing but digits follows it in print.
            token, end = token[:-1], end - 1
        while token and token[0] in ",'+":
            token, start = token[1:], start + 1
        if token.startswith(".") and not _POINT_FIRST.match(token):
            token, start = token[1:], start + 1
        bare = token[:-1].replace(",", "").replace(".", "")
        if token.endswith("B") and bare.isdigit() and _forms().money_near.search(text, max(0, start - 8), start):
            token, end = token[:-1], end - 1  # `$3.2B` is billions, where a bare `3.2B` may be a misread 3.28
        if token and any(map(str.isdigit, token)):
            runs.append((start, end))
    return runs


_LEFT_BEHIND = re.compile(r"[.,'][.,'+]*(?P<last>\s?[)%]{0,2}\s*$)?")


def _has_lost_digits(text: str, start: int, end: int) -> bool:
    """Whether commas before or behind the digits at text[start:end] of a cell, or a cross behind their point, say that
    others stood there: `,234`, `1,.,.`, `1,234,`, `1.+`. A comma between two figures, and a point, end what stands
    before them.

    >>> [_has_lost_digits(t, 1, 2) for t in (",4", "△1,.,.", "(1,)", "△1.", "(1, 2)", "-1...", "△1.+")]
    [True, True, True, False, False, False, True]
    """
    if text[max(0, start - 1) : start] == "," and not text[max(0, start - 2) : start - 1].isalnum():
        return True
    behind = _LEFT_BEHIND.match(text, end)
    if behind is None or not ("," in behind[0] or "+" in behind[0]):
        return False
    return behind["last"] is not None or len(behind[0]) > 1


@remembered(8192, by=style)
def find_figures(text: str) -> tuple[Figure, ...]:
    """All legal figures in a text, left to right; those glued to a word (`1Q07`, `IPv6`) are left out.

    >>> [str(f.value) for f in find_figures("80.6% 46.0 and (1,234)")]
    ['80.6', '46.0', '-1234']
    """
    folded = _grouped(text)
    figures = []
    for start, end in _runs(folded):
        if _is_glued(folded, start, end):
            continue
        figure = _figure(folded, start, end)
        if figure is not None:
            figures.append(msgspec.structs.replace(figure, printed=text[figure.start : figure.end]))
    return tuple(figures)


@remembered(1 << 16, by=style)
def read_cell(text: str) -> CellReading:
    """What one cell of a table says.

    >>> read_cell("80.6% 46.0").kind, read_cell("—").kind, read_cell("1,907,27").kind, read_cell("Cash").kind
    ('figures', 'nil', 'fragment', 'text')
    >>> str(read_cell("△1,234").figure.value), read_cell("JPY 26,519").figure.currency
    ('-1234', 'JPY')
    """
    folded = _grouped(text)
    stripped = folded.strip()
    if not stripped:
        return CellReading(kind="empty")
    if _forms().nil.match(stripped):
        return CellReading(kind="nil")
    if _NO_FIGURE.match(stripped) or stripped in _DITTO or _forms().thousands.match(stripped):
        return CellReading(kind="text", rest=stripped)
    if (length := _years_and_months(text, folded)) is not None:
        return CellReading(kind="figure", figures=(length,))
    figures: list[Figure] = []
    fragments: list[tuple[int, int]] = []
    covered = [False] * len(folded)
    glued = _GLUED_MARK.match(text)
    if glued is not None:
        for i in range(glued.end()):
            covered[i] = True
    leading = _LEADING_MARK.match(folded)
    if leading and (leading[0][-1].isspace() or not leading[0][-1].isdigit()):
        for i in range(*leading.span()):
            covered[i] = True
    for found in _MARK.finditer(folded):
        for i in range(*found.span()):
            covered[i] = True
    first = unit_first(folded)
    for i in range(first.end() if first else 0):
        covered[i] = True
    if any(covered):
        folded = "".join(" " if covered[i] else c for i, c in enumerate(folded))
    for found in _YEN_SEN.finditer(folded):
        figure = _yen_sen(text, folded, found)
        if figure is not None:
            figures.append(figure)
            for i in range(figure.start, figure.end):
                covered[i] = True
    for start, end in _runs(folded):
        if covered[start]:
            continue
        if _is_glued(folded, start, end):
            continue
        figure = None if _has_lost_digits(folded, start, end) else _figure(folded, start, end)
        if figure is None:
            fragments.append((start, end))
            continue
        figure = msgspec.structs.replace(figure, printed=text[figure.start : figure.end])
        if first and figure.word is None:
            percent = first["word"] == "%"
            word = None if percent else "円" if first["word"].endswith("銭") else first["word"]
            figure = msgspec.structs.replace(figure, percent=percent, word=word, said=said_of(word, figure.currency))
        figures.append(figure)
        for i in range(figure.start, figure.end):
            covered[i] = True
    rest = "".join(c if not covered[i] else " " for i, c in enumerate(folded))
    rest = " ".join(rest.split())
    figures.sort(key=lambda figure: figure.start)
    if fragments and not figures:
        return CellReading(kind="fragment" if not _WORD.search(rest) else "text", rest=rest,
                           fragments=tuple(fragments))  # fmt: skip
    if not figures:
        if _SEPARATORS.fullmatch(stripped):
            return CellReading(kind="fragment", rest=rest)
        return CellReading(kind="text", rest=rest)
    beside = _forms().no_word.sub("", rest)
    if beside and _LETTER.search(beside):
        return CellReading(kind="text", figures=tuple(figures), rest=rest, fragments=tuple(fragments))
    kind = "figure" if len(figures) == 1 and not fragments else "figures"
    return CellReading(kind=kind, figures=tuple(figures), rest=rest, fragments=tuple(fragments))
