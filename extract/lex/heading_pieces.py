"""Headings, captions and row labels → the pieces of periods that they print.

A heading says more with less than a sentence does: `Mar-24`, `April`, `13 Weeks Ended`, `Prior period`, `今回`. What is
no period in a sentence is one here, where nothing else is said.
"""

# ruff: noqa: E501  (a pattern is read more safely on one line than cut to pieces)

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import msgspec
import regex as re

from extract.lex.calendar_words import MONTH
from extract.lex.dates import is_month_end
from extract.lex.fold import fold
from extract.lex.mention import PARTS, Mention, PeriodPart
from extract.lex.period_days import DATE, DAY, EMONTH, Y4, month_of
from extract.lex.periods import FIGURES_OF, find_periods, read_header_period
from extract.lex.piece import Piece, join, mention_to_piece
from extract.lex.scenarios import plan_words
from extract.lex.sieve import Sieve
from extract.vocab import remembered

_replace = msgspec.structs.replace
_Match = re.Match[str]
_Reader = Callable[[_Match], Piece | None]

_COUNTS = {
    word: number
    for number, word in enumerate(
        [
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
        ],
        start=1,
    )
}
_COUNTS |= {"twenty-four": 24, "twenty-eight": 28, "thirty-six": 36, "twenty-six": 26, "twenty six": 26, "twenty-seven": 27, "thirty-nine": 39, "thirty nine": 39,
            "forty": 40, "fifty-two": 52, "fifty two": 52, "fifty-three": 53, "fifty three": 53}  # fmt: skip
WORDED_COUNT = r"(?:" + "|".join(sorted(map(re.escape, _COUNTS), key=len, reverse=True)) + r")"
_NUMBER = rf"(?:{WORDED_COUNT}|\d{{1,2}})"
_CURRENT_PRIOR = {
    "current": "current", "this": "current", "latest": "current", "今": "current", "当": "current", "本": "current",
    "prior": "prior", "previous": "prior", "preceding": "prior", "last": "prior", "前": "prior", "昨": "prior",
    "year-ago": "prior", "year ago": "prior",
    "next": "next", "coming": "next", "翌": "next", "次": "next", "来": "next",
}  # fmt: skip
_B = r"(?<![A-Za-z0-9])"


def _count(text: str) -> int | None:
    text = " ".join(text.lower().split())
    return _COUNTS[text] if text in _COUNTS else int(text) if text.isdecimal() else None


def _placed(match: _Match, **fields: object) -> Piece:
    return Piece(start=match.start(), end=match.end(), printed=match.group(), **fields)  # type: ignore[arg-type]


def _weeks(match: _Match) -> Piece | None:
    weeks = _count(match["n"])
    return _placed(match, kind="duration", weeks=weeks) if weeks in (*range(4, 6), *range(12, 54)) else None


def _months(match: _Match) -> Piece | None:
    months = _count(match["n"])
    return _placed(match, kind="duration", months=months) if months and months <= 18 else None


def _stretch(match: _Match) -> Piece | None:
    words = match["part"].lower()
    return _placed(match, kind="duration", months=3 if words == "quarter" else 6 if "half" in words else 12)


def _short_month(match: _Match) -> Piece | None:
    year = int(match["y"][-2:])
    return _placed(match, year=year + (2000 if year < 70 else 1900), month=month_of(match["m"].strip(".")))


def _year_month(match: _Match) -> Piece | None:
    month = int(match["m"])
    return _placed(match, year=2000 + int(match["y"]), month=month) if 1 <= month <= 12 else None


def _ended_ja(match: _Match) -> Piece | None:
    months = int(match["n"]) * (12 if match["unit"] == "年" else 1)
    part = "FY" if months == 12 else None
    return _placed(match, kind="duration", months=months, month=int(match["m"]), day=int(match["d"]), part=part)


def _month(match: _Match) -> Piece | None:
    return _placed(match, month=month_of(match["m"].strip(".")))


def _day(match: _Match) -> Piece | None:
    return _placed(match, month=month_of(match["m"].strip(".")), day=int(match["d"]))


def _two_years(match: _Match) -> Piece | None:
    """`2023/24` over a column: the fiscal year by both its years. `2023/12` is a month."""
    year, second = int(match["y"]), match["z"]
    if int(second[-2:]) != (year + 1) % 100 or (len(second) == 2 and int(second) <= 12):
        return None
    label = f"FY{year}/{second[-2:]}"
    return _placed(match, kind="duration", fiscal=year + 1, part="FY", names_year_end=True, label=label)


def _relative(match: _Match) -> Piece | None:
    """`This year`; `last quarter` with its length, for it is not the same stretch of the year before."""
    word = " ".join(match["who"].lower().split())
    named = match.group().lower()
    part = "FY" if "year" in named and "ago" not in word and "half" not in named else None
    months = None if "ago" in word else 3 if "quarter" in named else 6 if "half" in named else None
    return _placed(match, relative=_CURRENT_PRIOR[word], part=part, months=months)


def _same_of_prior(match: _Match) -> Piece | None:
    """`Prior-year quarter`: the same stretch of the year before."""
    return _placed(match, relative="prior")


def _edge(match: _Match) -> Piece | None:
    begins = re.match(r"期首|begin|start|open", match.group(), re.I) is not None
    return _placed(match, kind="instant", edge=begins)


def _since(match: _Match) -> Piece | None:
    """`Year-to-date September 30, 2021`: from the first day of the fiscal year, whichever that is."""
    return _placed(match, kind="duration", cumulative=True)


def _part_of_short_year(match: _Match) -> Piece | None:
    """`Q3 31`: a part of a year and the year by two digits, where the heading ends behind them."""
    part = f"{match['letter'] or match['letter2']}{match['number'] or match['number2']}".upper()
    part = "9M" if match["nine"] else part
    if part not in PARTS:
        return None
    label = f"{part if part == '9M' else part[::-1]}{match['y']}"
    year = 2000 + int(match["y"])
    return _placed(match, kind="duration", fiscal=year, part=msgspec.convert(part, PeriodPart), label=label)


_EXTRA: tuple[tuple[str, str, _Reader], ...] = (
    ("digit M", rf"{_B}(?:(?P<number>[1-4])(?P<letter>[QH])|(?P<letter2>[QH])(?P<number2>[1-4])|(?P<nine>9M))\s(?P<y>\d\d)(?=\s*(?:[AEFP]\b)?\s*(?:$|[(（]))", _part_of_short_year),
    ("digit year", rf"{_B}(?:year[\s-]to[\s-]date|YTD)(?:\s+(?:ended|ending|to|through))?(?=[\s,(]+(?:{DATE}|{EMONTH}|{MONTH}\s*{DAY}|{DAY}\s+{MONTH}(?![A-Za-z])))", _since),
    ("weeks", rf"{_B}(?:for\s+the\s+)?(?P<n>{_NUMBER})[\s-]+weeks?(?:[\s-]+period)?(?:\s+(?:ended|ending|to|until))?(?![A-Za-z])", _weeks),
    ("months", rf"{_B}(?:for\s+the\s+)?(?P<n>{_NUMBER})[\s-]+months?(?:\s+(?:to|until|through|up to))(?![A-Za-z])", _months),
    # `Year to 31 March 2024`: the year that ended then; `year to date` is another thing.
    ("digit to", rf"{_B}(?<!calendar\s)(?P<part>(?:full|half|first[\s-]half|financial|fiscal)?[\s-]?year|quarter|half)[\s-]+(?:up[\s-]+)?to(?=\s+(?:{DATE}|{MONTH}\s*{DAY}|{DAY}\s+{MONTH}(?![A-Za-z])))", _stretch),
    ("months", rf"{_B}(?P<n>{_NUMBER})[\s-]+months?(?=\s+(?:{MONTH}|{Y4})(?![A-Za-z]))", _months),
    ("end", rf"{_B}(?P<n>{_NUMBER})(?:[\s-]+months?)?(?=,?\s+(?:and|&)\s+(?:the\s+)?(?:{_NUMBER}[\s-]+months?|(?:full\s+|fiscal\s+|financial\s+)*year)\s+end)", _months),
    ("quarter end", rf"{_B}(?P<part>quarter|half[\s-]year)(?=,?\s+(?:and|&)\s+(?:the\s+)?(?:{_NUMBER}[\s-]+months?|(?:full\s+|fiscal\s+|financial\s+)*year)\s+end)", _stretch),
    # `Quarter ended 2031` over days without a year: how long, and of which year; the day another heading says.
    ("digit months end", rf"{_B}(?:for\s+the\s+)?(?P<n>{_NUMBER})[\s-]+months?(?:\s+periods?)?\s+end(?:ed|ing)(?=[\s,]+{Y4}(?!\d))", _months),
    ("digit end", rf"{_B}(?:for\s+the\s+)?(?P<part>half[\s-]year|quarter|half)s?(?:\s+periods?)?\s+end(?:ed|ing)(?=[\s,]+{Y4}(?!\d))", _stretch),
    ("digit quarter to", rf"{_B}(?:for\s+the\s+)?(?P<part>quarter|half[\s-]year)(?:\s+results)?\s+(?:to|until|up\s+to)(?=\s+(?:{DATE}|{MONTH}\s*{DAY}|{DAY}\s+{MONTH}(?![A-Za-z])))", _stretch),
    ("M", rf"{_B}(?P<n>{_NUMBER})M(?=\s*(?:{Y4}|to\b|FY))", _months),
    ("digit month", rf"{_B}(?P<m>{MONTH})\s?[-'’ ]\s?'?(?P<y>{Y4}|\d{{2}})(?![\d,/]|\.\d)", _short_month),
    ("digit month", rf"(?<![A-Za-z0-9/.])(?P<d>[12]\d|3[01]|[1-9])(?:st|nd|rd|th)?[\s-](?P<m>{MONTH})(?![A-Za-z])(?!\s*\d)", _day),
    ("which year", rf"{_B}(?P<who>prior|previous|last|preceding)[\s-]+year(?:'s)?[\s-]+(?:quarter|period|half|months?)(?![A-Za-z])", _same_of_prior),
    ("which", rf"{_B}(?:(?:the\s+)?(?:same|corresponding|comparable|equivalent)\s+(?:period|quarter|half(?:[\s-]year)?|months)\s+"
     r"(?:(?:of|in)\s+)?(?:the\s+)?(?:last|previous|prior|preceding)\s+(?:(?:fiscal|financial)\s+)?year"
     r"|(?:prior|previous)\s+(?:corresponding|comparable|comparative)\s+(?:period|half|quarter))(?![A-Za-z])", _same_of_prior),
    ("which", rf"{_B}(?P<who>current|this|latest|prior|previous|preceding|last|next|coming)[\s-]+(?:(?:fiscal|financial|reporting)\s+)?"
     r"(?:half(?:[\s-]year)?|year(?![\s-]+end|\s+FY)|period|quarter|term)(?![A-Za-z])", _relative),
    ("digit 終", r"(?<!年)(?<!\d)(?P<m>\d{1,2})月(?P<d>\d{1,2})日に?終了(?:した|する)(?P<n>\d{1,2})(?:[カヵか箇ケヶ])?(?P<unit>年|月)間?", _ended_ja),
    ("year", rf"{_B}(?P<who>year[\s-]ago)(?:\s+(?:period|quarter))?(?![A-Za-z])", _relative),
)  # fmt: skip
_WEEKS = re.compile(rf"(?:for\s+)?(?:the\s+)?(?P<n>{_NUMBER})[\s-]+weeks?\b", re.I)
_ALONE: tuple[tuple[str, _Reader], ...] = (
    (rf"(?P<m>{MONTH})\.?", _month),
    (rf"(?P<n>{_NUMBER})[\s-]+months?", _months),
    (r"(?P<m>\d{1,2})月", lambda m: _placed(m, month=int(m["m"])) if 1 <= int(m["m"]) <= 12 else None),
    (r"(?P<m>\d{1,2})月末", lambda m: _placed(m, kind="instant", month=int(m["m"])) if 1 <= int(m["m"]) <= 12 else None),
    (r"(?P<y>\d{2})[/.](?P<m>0?[1-9]|1[0-2])", _year_month),
    (rf"(?P<y>{Y4})\s?(?:/\s?(?P<z>{Y4}|\d\d)|-(?P<z>\d\d))", _two_years),
    (r"(?P<who>current|previous|prior|this|last)", _relative),
    (r"(?P<part>quarter|half[\s-]year)", _stretch),
    (r"(?:the\s+)?(?:corresponding|comparative|comparable)\s+(?:period|half(?:[\s-]year)?|quarter|year|months)", _same_of_prior),
        (r"quarter\s+(?P<q>[1-4])", lambda m: _placed(m, kind="duration", part=f"Q{m['q']}", label=f"{m['q']}Q")),
)  # fmt: skip
_EXTRA_FORMS = Sieve((needs, (re.compile(pattern, re.I), reader)) for needs, pattern, reader in _EXTRA)
_ALONE_FORMS = tuple((re.compile(rf"\W*(?:{pattern})\W*", re.I), reader) for pattern, reader in _ALONE)
_YEAR = re.compile(rf"(?<![\d.,/'-]){Y4}(?![\d/%]|[.,]\d|-\d|\s?年|\s*[%％])(?:\s?[AEF](?![A-Za-z]))?")
_GAP = re.compile(
    r"\s*(?:[,/|():·・の-]|\s|\b(?:of|for|in|the|to|ended|ending|on|at|and|fiscal|financial|year|years|period)\b|末|現在|末日)*\s*",
    re.I,
)
_OTHER = re.compile(r"[^\W\d_]{3}|[一-龥ぁ-んァ-ヶ]{2}")
_EVENT_BEFORE = re.compile(
    r"\b(?:announced|published|released|issued|revised|dated|disclosed|updated|due|maturing|matures|expir\w+"
    r"|(?:guidance|outlook|forecast|targets?|estimates?)\s*[(（]\s?(?:prior|previous|current|updated|revised|initial|original|latest)"
    r"|resolutions?|resolved|approved|adopted|granted|allotted|established|founded|incorporated|listed)"
    r"(?:\s+(?:on|in|by|of|dated))?[\s:,(]*$"
    # `approved by the board of directors on`, `adopted at the annual general meeting held on`
    r"|\b(?:resolutions?|resolved|approved|adopted|granted|allotted|authori[sz]ed|decided|passed)\s+(?:by|at|of|in)\s+"
    r"(?:[\w'’&-]+\s+){0,5}(?:board|directors|committee|council|meeting|shareholders|stockholders|members|AGM|EGM)"
    r"(?:\s+(?:held|dated))?(?:\s+(?:on|in|of))?[\s:,(]*$|(?:決議年月日|決議日|付与日|割当日|設立日?|開催日|支払開始日|提出日|発行日|取得日)[\s::]*$",
    re.I,
)
_EVENT_AFTER = re.compile(
    r"\s*(?:に?(?:の|開催の)?(?:定時|臨時)?(?:取締役会|株主総会)?(?:決議|付与|割当|開催|設立|締結|発表|公表|開示|修正|発行|満期|償還|更新))"
)
_COMPARED = re.compile(
    r"\b(?:vs\.?|versus|compared\s+(?:to|with)|against|relative\s+to|change\s+from)\s+(?:the\s+)?(?:same\s+)?$", re.I
)
_LONGEST = 400

# `2025年3月期第3四`, its `半期` on the next line.
_TORN_QUARTER = re.compile(r"[年期度]\s?第\s?(?:[1-4一二三四]四?)?(?=\s|$)")


@remembered(16384)
def text_to_pieces(text: str) -> tuple[Piece, ...]:
    """All pieces of periods that a heading prints, left to right, neighbours that are one period joined.

    >>> [(p.weeks, p.month, p.day) for p in text_to_pieces("Thirteen Weeks Ended July 29,")]
    [(13, 7, 29)]
    >>> [(p.months, p.year, p.month) for p in text_to_pieces("LTM Sep 2023")], text_to_pieces("Revenue")
    ([(12, 2023, 9)], ())
    >>> [p.bare for text in ("2031 (unaudited)", "2030 as restated", "2032 plan") for p in text_to_pieces(text)]
    [2031, 2030, 2032]
    """
    return pieces_of(text, find_periods(text))


def pieces_of(text: str, mentions: Sequence[Mention]) -> tuple[Piece, ...]:
    """The pieces of a text in which these periods were found, by whatever calendar."""
    if len(text) > _LONGEST:
        return ()
    folded = fold(text)
    if _TORN_QUARTER.search(folded):
        return ()  # the year is that of a quarter whose word goes on elsewhere
    pieces = _found(mentions, folded)
    if not pieces:
        text = without_event_days(text)
        alone = _alone(text, fold(text))
        if alone is None and (said := _without_remarks(text)) != text:
            alone = _alone(said, fold(said))
            # `Previous target` is the target of before, and of no year before.
            alone = None if alone is None or alone.relative is not None else alone
        return (alone,) if alone is not None else ()
    return tuple(map(_on_day, _joined(folded, pieces)))


# What stands beside a year and says of its figures whose they are, whether they were audited, or that they were changed.
_REMARK = re.compile(
    rf"\b(?:{FIGURES_OF}|totals?|group|company|parent|consolidated|non-consolidated)\b"
    r"|未監査|監査済|遡及適用後|組替後|修正再表示後?|連結|単体",
    re.I,
)
# `2031 Guidance (prior, as of July 28)`: which of several plans it is; the day is blanked as that of an event.
_VERSION = re.compile(r"[(（]\s*(?:prior|previous|current|updated|revised|initial|original|latest)[\s,]*[)）]", re.I)
_EMPTY = re.compile(r"[(（\[]\s*[)）\]]")


def _without_remarks(text: str) -> str:
    """A heading without remarks on its figures and words of a plan, other characters where they were."""
    said = plan_words(text)
    if said is not None:
        text = text.replace(said.printed, " " * len(said.printed), 1)
        text = _VERSION.sub(lambda found: " " * len(found[0]), text)
    text = _REMARK.sub(lambda found: " " * len(found[0]), text)
    return _EMPTY.sub(lambda found: " " * len(found[0]), text)


def _alone(text: str, folded: str) -> Piece | None:
    """What a heading is that says nothing else: a month, `前回`, `24/11`, a bare year."""
    for form, reader in _ALONE_FORMS:
        match = form.fullmatch(folded)
        if match is not None and (piece := reader(match)) is not None:
            return piece
    bare = read_header_period(text)
    piece = mention_to_piece(bare) if bare is not None else None
    if piece is None or _of_event(folded, piece) or _is_compared(folded, piece):
        return None
    return piece


def _found(mentions: Sequence[Mention], folded: str) -> list[Piece]:
    """Mentions and further forms, left to right; where they overlap, the longer one. Days of events are none."""
    found = [piece for m in mentions if (piece := _with_weeks(mention_to_piece(m))).says_anything]
    for form, reader in _EXTRA_FORMS.of(folded):
        for match in form.finditer(folded):
            if (extra := reader(match)) is not None:
                found.append(extra)
    events = [p for p in found if _of_event(folded, p)]  # `May 2019` in `resolution of 14 May 2019` is of it as well
    found = [p for p in found if not any(p.start < e.end and e.start < p.end for e in events)]
    found = [p for p in found if not _is_compared(folded, p)]
    found.sort(key=lambda p: (p.start, -p.end))
    kept: list[Piece] = []
    for piece in found:
        if kept and piece.start < kept[-1].end:
            if piece.end > kept[-1].end and (piece.end - piece.start) > (kept[-1].end - kept[-1].start):
                kept[-1] = piece
            continue
        kept.append(piece)
    if kept or not _OTHER.search(_without_remarks(folded)):
        taken = [(p.start, p.end) for p in kept]
        for match in _YEAR.finditer(folded):
            if not any(a < match.end() and match.start() < b for a, b in taken):
                year = int(match.group()[:4])
                kept.append(_placed(match, bare=year, label=str(year)))
    return sorted(kept, key=lambda p: p.start)


def _of_event(folded: str, piece: Piece) -> bool:
    """Whether a day is that of an announcement, an issue, a maturity: `Target (announced Feb. 8)`, `5月10日公表`."""
    if piece.has_length or piece.month is None:
        return False
    before, after = folded[max(0, piece.start - 96) : piece.start], folded[piece.end : piece.end + 8]
    return bool(_EVENT_BEFORE.search(before) or _EVENT_AFTER.match(after))


def _is_compared(folded: str, piece: Piece) -> bool:
    """Whether a period is what the figures are compared with, and not theirs: `Sales vs. prior period`."""
    return piece.relative is not None and _COMPARED.search(folded[max(0, piece.start - 24) : piece.start]) is not None


def _with_weeks(piece: Piece) -> Piece:
    """A span of weeks with their number, by which its first day is reckoned."""
    match = _WEEKS.match(fold(piece.printed)) if piece.weeks is None else None
    weeks = _count(match["n"]) if match is not None else None
    return piece if weeks is None else _replace(piece, weeks=weeks, kind="duration", begin=None, months=None)


_DAY_OF_TERM = re.compile(r"期\s*[(（]\s*[^()（）～~至]{4,20}日\s*(?:現在)?\s*[)）]?$")


def _on_day(piece: Piece) -> Piece:
    """`第30期 (2030年３月31日)`: a term with one day in brackets, and no span, is what stood on that day."""
    stands = piece.term is not None and piece.day is not None and piece.begin is None and not piece.months
    return _replace(piece, kind="instant") if stands and _DAY_OF_TERM.search(piece.printed) else piece


def without_event_days(text: str) -> str:
    """A heading without the days of announcements and the like, so that nothing of them looks like its period.

    >>> without_event_days("Target (announced Feb. 8)").strip()
    'Target (announced       )'
    """
    folded = fold(text)
    found = [mention_to_piece(m) for m in find_periods(text)]
    found += [
        p for form, reader in _EXTRA_FORMS.of(folded) for m in form.finditer(folded) if (p := reader(m)) is not None
    ]
    for piece in found:
        if _of_event(folded, piece):
            text = text[: piece.start] + " " * (piece.end - piece.start) + text[piece.end :]
    return text


def _joined(folded: str, pieces: list[Piece]) -> tuple[Piece, ...]:
    """Neighbours with nothing but joints between them, as one piece where they complete each other."""
    whole: list[Piece] = []
    for piece in _spans(folded, pieces):
        while whole and _GAP.fullmatch(folded, whole[-1].end, piece.start):
            if _AND.search(folded, whole[-1].end, piece.start) and _are_two_lengths(whole[-1], piece):
                whole[-1] = _ended_with(whole[-1], piece)
                break
            one = _together(whole[-1], piece)
            if one is None:
                break
            start = whole.pop().start
            piece = _replace(one, start=start, end=piece.end, printed=folded[start : piece.end])
        whole.append(piece)
    return _with_shared(whole)


def _spans(folded: str, pieces: list[Piece]) -> list[Piece]:
    """`2023.1.1` over `2023.3.31`: a first day of a month and a last one behind it are the ends of a span."""
    out: list[Piece] = []
    for piece in pieces:
        first = out[-1] if out else None
        if first is not None and first.kind is None and piece.kind is None and first.day == 1 and piece.day is not None:
            near = _GAP.fullmatch(folded, first.end, piece.start)
            begin, end = (first.year, first.month), (piece.year, piece.month)
            if near and None not in (*begin, *end) and (0, 0) < begin <= end and not (first.months or piece.months):
                assert piece.year is not None and piece.month is not None
                if is_month_end(date(piece.year, piece.month, piece.day)):
                    out[-1] = _replace(
                        piece, kind="duration", begin=f"{first.year:04d}-{first.month:02d}-01", start=first.start,
                        printed=folded[first.start : piece.end],
                    )  # fmt: skip
                    continue
        out.append(piece)
    return out


def _together(left: Piece, right: Piece) -> Piece | None:
    """Two neighbours as one, if each says what the other leaves open; two whole periods side by side are two."""
    named = left.has_length and not left.has_day and right.kind == "instant" and right.has_day and not right.has_length
    if named:  # `1Q (as of 2005/6/30)`: the day on which the quarter ends
        return _replace(right, label=left.label)
    if left.has_year and right.has_year and not (left.term or right.term or left.relative or right.relative):
        dated = (left.has_day, right.has_day)
        if dated == (True, True) or left.bare or right.bare or (left.fiscal and right.fiscal):
            return None
    return join(right, left, together=True)


_AND = re.compile(r"\band\b|&|及び|および|並びに", re.I)
# The parts of a year that end with another stretch of it.
_LAST_PARTS: dict[PeriodPart, tuple[PeriodPart, int]] = {
    "Q4": ("FY", 12),
    "H2": ("FY", 12),
    "Q3": ("9M", 9),
    "Q2": ("H1", 6),
}


def _are_two_lengths(left: Piece, right: Piece) -> bool:
    """`fourth quarter and full year ended March 31, 2023`: two stretches, of which the second one is dated."""
    return left.has_length and right.has_length and right.month is not None and not left.has_year and left.month is None


def _ended_with(left: Piece, right: Piece) -> Piece:
    """The first of two such stretches, on the day on which it ends: that of the other, where it says no part of the
    year (`three and nine months ended September 30, 2023`) or the last part of the other."""
    part, months = _LAST_PARTS.get(left.part or "FY", (None, None))
    if left.part is not None and right.part != part and not (right.part is None and right.months == months):
        return left
    return _replace(left, kind="duration", year=right.year, month=right.month, day=right.day, label=None)


def _with_shared(pieces: list[Piece]) -> tuple[Piece, ...]:
    """`March 31, 2024 and 2023`: a bare year behind a dated piece shares its day and length."""
    out: list[Piece] = []
    for piece in pieces:
        before = out[-1] if out else None
        if before is not None and piece.bare is not None and before.has_day and piece.month is None:
            shared = _replace(before, year=piece.bare, fiscal=None, begin=None, start=piece.start, end=piece.end)
            out.append(_replace(shared, printed=piece.printed, label=None))
            continue
        out.append(piece)
    return tuple(out)
