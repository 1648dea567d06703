"""Period expressions: found in text, read into symbols, resolved into dates by the fiscal calendar.

Contract: `find_periods` never takes a bare number for a period; every mention stands at `text[start:end]`.
Dates are ISO 8601. What the text and the calendar leave open stays None; nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

import msgspec

from extract.lex.calendar_words import MONTH
from extract.lex.cumulative import as_cumulative, called_cumulative
from extract.lex.dates import day_of, first_day, is_month_end, months_between, months_later
from extract.lex.fold import fold
from extract.lex.mention import PARTS, Mention, PeriodPart
from extract.lex.period_days import Y4
from extract.lex.period_forms import (
    FORMS,
    Atom,
    dated,
)
from extract.lex.period_labels import label_of

__all__ = [
    "Mention",
    "PeriodPart",
    "as_cumulative",
    "combine",
    "find_periods",
    "read_header_period",
]

_replace = msgspec.structs.replace
_MAY_HOLD = re.compile(rf"\d|half|quarter|year|month|period|FY|LTM|TTM|[期年]|{MONTH}\s?[-–—~～〜]\s?{MONTH}", re.I)


# --- finding --------------------------------------------------------------------------------------------------


@lru_cache(maxsize=8192)
def find_periods(text: str) -> tuple[Mention, ...]:
    """All period expressions of a text, left to right, none overlapping.

    >>> [(m.printed, m.label, m.begin, m.finish) for m in find_periods("FY2006 (2006/4-2007/3) YoY 1Q07")]
    [('FY2006 (2006/4-2007/3)', 'FY2006', '2006-04-01', '2007-03-31'), ('1Q07', '1Q07', None, None)]
    """
    if not _MAY_HOLD.search(text):
        return ()
    folded = fold(text)
    atoms = _elliptic(folded, list(_listed(folded, _atoms(folded))))
    atoms = _enumerated(folded, _glue(folded, atoms))
    return tuple(
        _replace(mention, printed=text[mention.start : mention.end])
        for form, mention in atoms
        if form != "weak" or _stands_alone(folded, mention)
    )


def _atoms(folded: str) -> list[Atom]:
    """Matches of all forms; where they overlap, the one that begins first and then the longest."""
    found: list[tuple[int, int, int, Atom]] = []
    for rank, form, pattern, reader in FORMS.of(folded):
        for match in pattern.finditer(folded):
            mention = reader(match)
            if mention is not None:
                found.append((mention.start, -mention.end, rank, (form, mention)))
    found.sort(key=lambda entry: entry[:3])
    atoms: list[Atom] = []
    end = 0
    for start, _, _, atom in found:
        if start >= end:
            form, mention = _trimmed(folded, atom)
            atoms.append((form, called_cumulative(folded, mention)))
            end = atoms[-1][1].end
    return atoms


def _trimmed(folded: str, atom: Atom) -> Atom:
    form, mention = atom
    end = mention.start + len(folded[mention.start : mention.end].rstrip())
    return form, _replace(mention, end=end, printed=folded[mention.start : end])


_NEXT_YEAR = re.compile(rf"\s*(?:,\s*and|,|and|&|及び|および)\s*({Y4})(?!\d|[.,/-]\d|\s?%|\s*[年/])", re.I)


def _listed(folded: str, atoms: list[Atom]) -> Iterator[Atom]:
    """Years that share the day before them: `June 30, 2007 and 2006` are two periods."""
    for form, mention in atoms:
        yield form, mention
        if mention.finish is None or form not in ("dated", "instant") or mention.day is None:
            continue
        at = mention.end
        while match := _NEXT_YEAR.match(folded, at):
            same = _on_year(mention, int(match[1]))
            if same is None:
                break
            start, at = match.start(1), match.end(1)
            yield form, _replace(same, start=start, end=at, printed=folded[start:at])


def _on_year(mention: Mention, year: int) -> Mention | None:
    """The same period, one or more years away: same last day, same length."""
    assert mention.month is not None
    if mention.kind == "duration":
        day = (year, mention.month, mention.day)
        return dated(mention, day, months=mention.months, part=mention.part)
    finish = day_of(year, mention.month, mention.day)
    return _replace(mention, finish=finish.isoformat(), torn=False) if finish else None


def _elliptic(folded: str, atoms: list[Atom]) -> list[Atom]:
    """`three months ended June 30, 2007 and June 30, 2006`: the second date ends such a duration as well."""
    whole: list[Atom] = []
    for form, mention in atoms:
        if whole and form == "instant" and whole[-1][0] == "dated":
            before = whole[-1][1]
            same_day = (before.month, before.day) == (mention.month, mention.day)
            if same_day and mention.finish and before.finish and _AND.fullmatch(folded[before.end : mention.start]):
                other = _on_year(before, int(mention.finish[:4]))
                if other is not None:
                    where = {"start": mention.start, "end": mention.end, "printed": mention.printed}
                    form, mention = "dated", _replace(other, **where)
        whole.append((form, mention))
    return whole


# `in the second quarters of 2031 and 2030`, `in fiscal 2031, 2030 and 2029, respectively`: a plural, or the word, says
# that each year is one of an enumeration.
_AND_NAMED_YEAR = re.compile(
    rf"\s*(?:,\s*and|,|and|&|及び|および)\s*(?P<name>(?:(?:fiscal(?:\s+years?)?|FY)\s*)?(?P<y>{Y4}))(?!\d|[.,/-]\d|\s?%|\s*[年/])",
    re.I,
)
_OF_EACH = re.compile(r"[^.;()]{0,120}\brespectively\b", re.I)
_PLURAL = re.compile(r"\b(?:quarters|halves|years)\b", re.I)


def _enumerated(folded: str, atoms: list[Atom]) -> list[Atom]:
    """The mentions, and after each that ends with its year those of the years enumerated behind it."""
    whole: list[Atom] = []
    for form, mention in atoms:
        if whole and mention.start < whole[-1][1].end:
            continue  # `fiscal 2030` behind `the fourth quarters of fiscal 2031 and`: that quarter of it
        whole.append((form, mention))
        named = mention.year is not None and mention.finish is None and not mention.torn
        if not named or not mention.printed.endswith(str(mention.year)):
            continue
        if not (_PLURAL.search(mention.printed) or _OF_EACH.match(folded, mention.end)):
            continue
        end = mention.end
        while (other := _AND_NAMED_YEAR.match(folded, end)) is not None:
            same = find_periods(mention.printed[:-4] + other["y"])
            if len(same) != 1:
                break
            start, end = other.span("name")
            whole.append((form, _replace(same[0], start=start, end=end, printed=folded[start:end])))
    return whole


def _stands_alone(folded: str, mention: Mention) -> bool:
    """Whether `11/4~12/3` is alone or in brackets and makes whole quarters; else it may be days of a month."""
    if mention.months not in (3, 6, 9, 12):
        return False
    if not folded[: mention.start].strip() and not folded[mention.end :].strip():
        return True
    before, after = folded[max(0, mention.start - 8) : mention.start], folded[mention.end : mention.end + 8]
    return before.rstrip().endswith("(") and after.lstrip().startswith(")")


# --- glueing --------------------------------------------------------------------------------------------------

_WORDS = (
    r"(?:of|for|in|the|to|our|results?|financial|consolidated|non-consolidated|earnings|operating|summary|target|actual"
    r"|forecast|cumulative|ended)"
)
_PART_THEN_YEAR = re.compile(rf"\s*(?:[,/-]|(?:\s*{_WORDS}\b)*)\s*", re.I)
_YEAR_THEN_PART = re.compile(r"\s*[-/,:の]?\s*\(?")
_INTO_BRACKET = re.compile(r"[^0-9()。、.;:|]{0,32}\(\s*(?:from\s+)?", re.I)
_INTO_QUOTES = re.compile(r"[\s,]*\(\s*[^\w\s]{0,6}(?:\s*hereinafter)?\s*[^\w\s]{0,6}", re.I)
_CLOSING = re.compile(r"[^\w\s]{0,6}?\s*\)")
_AND = re.compile(r"\s*(?:,\s*and|and|&|,|及び|および)\s*(?:the\s+)?", re.I)
_FISCAL = ("fiscal", "label")


def _glue(folded: str, atoms: list[Atom]) -> list[Atom]:
    """Neighbours that name one period together become one mention; done until nothing changes, left to right."""
    glued: list[Atom] = []
    for index, atom in enumerate(atoms):
        following = atoms[index + 1] if index + 1 < len(atoms) else None
        while glued:
            joined = _joined(folded, glued[-1], atom, following)
            if joined is None:
                break
            glued.pop()
            atom = joined
        glued.append(atom)
    return glued


def _joined(folded: str, left: Atom, right: Atom, following: Atom | None) -> Atom | None:
    (form, before), (next_form, after) = left, right
    gap = folded[before.end : after.start]
    if len(gap) > 64:
        return None
    end = after.end
    merged: Mention | None = None
    undated = before.finish is None or (before.label and folded[before.end - 1] != ")")  # one pair of brackets each
    if undated and after.finish and not after.label and _INTO_BRACKET.fullmatch(gap):
        merged = _with_dates(before, after, next_form, gap)
        end = _closed(folded, end)
    elif form == "term" and next_form in _FISCAL and _YEAR_THEN_PART.fullmatch(gap):
        merged = _replace(after, term=before.term)
        end = _closed(folded, end)
    elif before.finish is not None and next_form in _FISCAL and _INTO_QUOTES.fullmatch(gap):
        merged = _with_dates(_in_part(after, before.part), before, form) if after.finish is None else None
        end = _closed(folded, end)
    elif (
        next_form == "months"
        and form in ("fiscal", "label", "part")
        and (not gap.strip() or _INTO_BRACKET.fullmatch(gap))
    ):
        if _fits(before, after.months):
            merged = _replace(before, month=after.month, months=after.months)
            end = _closed(folded, end)
    elif not gap.strip() and before.relative and after.finish and not before.finish:
        merged = _with_dates(before, after, next_form)
    elif form == "part" and after.part == "FY" and not before.torn and _PART_THEN_YEAR.fullmatch(gap):
        merged = combine(after, before) if next_form in ("fiscal", "dated", "relative") else None
    elif _WHICH_ENDED.fullmatch(gap) and before.year and before.part in PARTS and before.part != "FY":
        merged = _ended_on(before, after)
        end = _closed(folded, end) if "(" in gap else end
    elif next_form == "part" and form in ("fiscal", "relative") and _YEAR_THEN_PART.fullmatch(gap):
        merged = None if _heads_a_list(folded, after, following) else combine(before, after)
        end = _closed(folded, end) if "(" in gap else end
    if merged is None:
        return None
    merged = _replace(merged, start=before.start, end=end, printed=folded[before.start : end])
    return ("label" if merged.label else "dated" if merged.finish else form), merged


# `third quarter of fiscal 2031, ended October 31, 2030`
_WHICH_ENDED = re.compile(r"\s*[,(]?\s*(?:(?:which|that)\s+)?end(?:ed|ing)\s+(?:on\s+)?", re.I)


def _ended_on(label: Mention, day: Mention) -> Mention | None:
    """A part of a fiscal year and the day on which it ended."""
    assert label.part is not None
    if label.finish is not None or label.kind != "duration" or day.kind != "instant" or not (day.day and day.finish):
        return None
    last = date.fromisoformat(day.finish)
    span = _replace(day, kind="duration")
    ended = dated(span, (last.year, last.month, last.day), months=PARTS[label.part][1], part=label.part)
    return _with_dates(label, ended, "dated") if ended is not None else None


def _closed(folded: str, end: int) -> int:
    """Behind the bracket that closes here, if one does."""
    match = _CLOSING.match(folded, end)
    return match.end() if match else end


def _heads_a_list(folded: str, part: Mention, following: Atom | None) -> bool:
    """Whether another part follows at once: `FY2005 1Q 2Q` is a year over several columns, not 1Q05 and a stray."""
    if following is None or following[0] != "part":
        return False
    return not folded[part.end : following[1].start].strip(" |/,")


def _fits(mention: Mention, months: int | None) -> bool:
    return mention.part not in PARTS or months is None or PARTS[mention.part][1] == months


def _with_dates(label: Mention, dates: Mention, form: str, gap: str = "") -> Mention | None:
    """A label and the dates that stand beside it in brackets. The dates win; where they disagree, that is said."""
    if dates.torn or dates.finish is None:
        return None
    if dates.kind == "instant":
        return _with_day(label, dates, gap) if form == "instant" else None
    if label.part not in (None, "FY") and dates.months == 12 and dates.begin is not None and label.year is not None:
        # `third quarter of FY2030 (Year Ending February 28, 2031)`: the bracket dates the year, and so its part
        year = _replace(dates, part="FY", year=label.year, names_year_end=label.names_year_end)
        part = _part_of(year, _replace(label, year=None))
        if part is not None and _year_agrees(part):
            return _replace(part, label=label.label)
    two_names = dates.names_year_end and label.year is not None and not label.names_year_end
    if not two_names and not _fits(label, dates.months) and _fits(as_cumulative(label), dates.months):
        label = as_cumulative(label)
    merged = _replace(
        label,
        kind="duration",
        begin=dates.begin,
        finish=dates.finish,
        months=dates.months,
        part=label.part or dates.part,
        torn=False,
    )
    if label.year is None and label.part == "FY":
        return merged  # a year of other length is rare, but no contradiction
    return _replace(merged, contradicts=not (_fits(label, dates.months) and _year_agrees(merged)))


def _in_part(label: Mention, part: PeriodPart | None) -> Mention:
    """`first quarter of the year ending March 31, 2008 ("FY2007")`: the label of the year becomes that of the part."""
    if label.part != "FY" or part is None:
        return label
    return _replace(label, part=part, label=label_of(label.label, label.year, part))


def _with_day(label: Mention, day: Mention, gap: str) -> Mention | None:
    """A balance sheet's day beside its label: `前事業年度（2024年３月31日）`. Other days may be days of publication."""
    if label.term is not None and day.part == "M":
        return _ended(label, day)
    if not (label.relative or label.kind == "instant" or (_ja(label) and gap.strip() in ("", "("))):
        return None
    return _replace(label, kind="instant", begin=None, finish=day.finish, month=day.month, day=day.day)


def _ja(label: Mention) -> bool:
    return bool(label.label and not label.label.isascii())


def _ended(label: Mention, month: Mention) -> Mention:
    """`第25期` of `2023年3月`: the year that ends with this month."""
    finish = date.fromisoformat(month.finish or "")
    return _replace(
        label,
        begin=first_day(finish, 12).isoformat(),
        finish=finish.isoformat(),
        year=finish.year,
        month=finish.month,
        months=12,
        names_year_end=True,
    )


def fiscal_year_of(mention: Mention) -> tuple[date, date] | None:
    """First and last day of the fiscal year in which the dates of a mention lie, when its part says where."""
    if mention.finish is None or mention.part not in PARTS or mention.kind != "duration":
        return None
    finish = date.fromisoformat(mention.finish)
    before, months = PARTS[mention.part]
    if mention.begin is not None and months_between(date.fromisoformat(mention.begin), finish) != months:
        return None
    last = months_later(finish, 12 - before - months)
    return first_day(last, 12), last


def _year_agrees(mention: Mention) -> bool:
    """Whether the printed year is the first or the last year of the fiscal year in which the dates lie."""
    years = fiscal_year_of(mention)
    if mention.year is None or years is None:
        return True
    return mention.year == years[1].year or (mention.year == years[0].year and not mention.names_year_end)


# --- headers --------------------------------------------------------------------------------------------------

FIGURES_OF = (
    r"(?:as\s+)?(?:(?:previously|originally|initially)\s+)?"
    r"(?:restated|reported|re-?presented|published|recast|reclassified|(?:un-?)?audited|reviewed|pro[\s-]?forma|adjusted)"
)
"""What may stand beside a year and says which figures of it are told: `2023 as reported`, `2023 (restated)`."""

_VERSION = rf"(?i:\(?{FIGURES_OF}\)?)"
_BARE_YEAR = re.compile(
    rf"\s*(?:{_VERSION}\s+)?\(?\s*(?P<y>{Y4})\s*年?\s*\)?\s*(?:[,:–-]?\s*{_VERSION})?(?:\*+|\(?\*?\d?\)|\(注\)?\d?\)?)?\s*:?\s*"
)
_BARE_MONTH = re.compile(rf"\s*\(?\s*(?P<y>{Y4})[/.](?P<m>\d{{1,2}})\s*\)?\s*")
_DECORATION = re.compile(r"<[^<>]{0,40}>|[*_#]{1,3}")


@lru_cache(maxsize=8192)
def read_header_period(text: str) -> Mention | None:
    """The one period a header cell names; also bare years. None if there is none, two, or only a torn piece.

    >>> read_header_period("2007").year, read_header_period("2,007"), read_header_period("March 31,")
    (2007, None, None)
    """
    plain = _DECORATION.sub(lambda match: " " * len(match.group()), fold(text))
    mentions = find_periods(plain)
    if len(mentions) == 1 and not mentions[0].torn:
        return _replace(mentions[0], printed=text[mentions[0].start : mentions[0].end])
    if mentions:
        return None
    if match := _BARE_YEAR.fullmatch(plain):
        year = int(match["y"])
        return Mention(
            start=match.start("y"), end=match.end("y"), printed=match["y"], kind="duration", year=year, label=match["y"]
        )
    if match := _BARE_MONTH.fullmatch(plain):
        finish = day_of(int(match["y"]), int(match["m"]))
        if finish is None:
            return None
        return Mention(
            start=match.start("y"),
            end=match.end("m"),
            printed=text[match.start("y") : match.end("m")],
            kind="instant",
            finish=finish.isoformat(),
            month=finish.month,
            part="M",
        )
    return None


def combine(outer: Mention, inner: Mention) -> Mention | None:
    """A header over a header. None if the two do not fit into one period.

    The result stands where `inner` stands; `printed` holds both prints.

    >>> outer, inner = find_periods("FY2005")[0], find_periods("1Q")[0]
    >>> combine(outer, inner).label
    '1Q05'
    """
    merged = _combined(outer, inner)
    if merged is None:
        return None
    printed = f"{outer.printed} {inner.printed}" if outer.printed != inner.printed else inner.printed
    return _replace(merged, start=inner.start, end=inner.end, printed=printed)


def _combined(outer: Mention, inner: Mention) -> Mention | None:
    for whole, piece in ((outer, inner), (inner, outer)):
        if whole.torn and _is_bare_year(piece):
            assert piece.year is not None
            return _on_year(whole, piece.year) if whole.month else None
        if whole.torn and whole.months and whole.month is None and piece.kind == "instant" and piece.finish:
            finish = date.fromisoformat(piece.finish)
            day = (finish.year, finish.month, finish.day)
            return dated(whole, day, months=whole.months, part=whole.part)
    if outer.torn and inner.torn:
        return _joined_halves(outer, inner)
    if outer.torn or inner.torn:
        return None
    for whole, piece in ((outer, inner), (inner, outer)):
        if _is_part(piece) and whole.part == "FY" and whole.kind == "duration":
            return _part_of(whole, piece)
        if _is_part(piece) and _is_bare_year(whole):
            return _part_of(_replace(whole, part="FY", label=f"FY{whole.year}"), piece)
        if whole.finish is None and piece.finish is not None:
            return _dated_label(whole, piece)
    if _same(outer, inner):
        return inner
    return None


def _is_bare_year(mention: Mention) -> bool:
    return mention.year is not None and mention.part is None and mention.finish is None


def _is_part(mention: Mention) -> bool:
    return mention.part in PARTS and mention.year is None and mention.finish is None and mention.term is None


def _same(outer: Mention, inner: Mention) -> bool:
    keys = ("kind", "begin", "finish", "year", "part", "relative", "term")
    return all(getattr(outer, key) == getattr(inner, key) for key in keys)


def _joined_halves(outer: Mention, inner: Mention) -> Mention | None:
    """`自 2024年4月1日` over `至 2025年3月31日`."""
    if outer.begin is None or inner.finish is None or outer.finish or inner.begin or outer.begin >= inner.finish:
        return None
    months = months_between(date.fromisoformat(outer.begin), date.fromisoformat(inner.finish))
    return _replace(inner, begin=outer.begin, torn=False, months=months)


def _dated_label(label: Mention, dates: Mention) -> Mention | None:
    if dates.kind == "duration":
        return _with_dates(label, dates, "range")
    if label.term is not None and dates.part == "M":
        return _ended(label, dates)
    finish = date.fromisoformat(dates.finish or "")
    if label.relative or label.kind == "instant" or is_month_end(finish):
        return _replace(label, kind="instant", begin=None, finish=dates.finish, month=dates.month, day=dates.day)
    return None


def _part_of(whole: Mention, piece: Mention) -> Mention | None:
    """A part of a fiscal year: of its label, and of its dates where they are known."""
    assert piece.part is not None
    if whole.relative and piece.relative and whole.relative != piece.relative:
        return None
    before, length = PARTS[piece.part]
    begin = finish = None
    if whole.begin and whole.finish:
        first, last = date.fromisoformat(whole.begin), date.fromisoformat(whole.finish)
        if months_between(first, last) != 12:
            return None
        finish = months_later(last, before + length - 12)
        begin = first_day(finish, length)
    elif whole.finish:
        return None
    instant = piece.kind == "instant"
    return _replace(
        whole,
        kind=piece.kind,
        part=piece.part,
        label=label_of(whole.label, whole.year, piece.part) if whole.label or whole.year is None else None,
        begin=begin.isoformat() if begin and not instant else None,
        finish=finish.isoformat() if finish else None,
        relative=whole.relative or piece.relative,
        cumulative=piece.cumulative,
        month=finish.month if finish else piece.month,
        day=finish.day if finish else None,
        months=None if instant else length,
    )
