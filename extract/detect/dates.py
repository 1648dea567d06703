"""When the document was published: the date its cover or dateline bears."""

from __future__ import annotations

import re
from datetime import date

import msgspec

from extract import model
from extract.detect.passages import Passage
from extract.lex.calendar_words import BEFORE_ERA, ERA, MONTH
from extract.lex.events import labels_event
from extract.lex.period_days import month_of

_DATE = re.compile(
    rf"(?P<m1>{MONTH})\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?P<more>\s*[-–~]\s*(?:{MONTH}\s*)?\d{{1,2}})?,?\s+(?P<y1>\d{{4}})(?!\d)"
    rf"|(?<!\d)(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<m2>{MONTH}),?\s+(?P<y2>\d{{4}})(?!\d)"
    rf"|(?<![A-Za-z])(?P<m3>{MONTH}),?\s+(?P<y3>\d{{4}})(?!\d)"
    rf"|(?:(?P<era>{ERA})\s*(?P<ey>\d{{1,2}}|元)|(?<!\d)(?P<y4>\d{{4}}))\s*年\s*(?P<m4>\d{{1,2}})\s*月(?!期)(?:\s*(?P<d4>\d{{1,2}})\s*日)?"
    r"|(?<![\d./-])(?P<y5>(?:19|20)\d{2})\s?(?P<sep>[./-])\s?(?P<m5>\d{1,2})\s?(?P=sep)\s?(?P<d5>\d{1,2})(?![\d./-])",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:提出日|発行日|公表日|発表日|(?:date of (?:issue|publication|release|filing)|release date|published"
    r"|issued|date)\s*[::])[】\])\s]*$",
    re.IGNORECASE,
)
# `Released on November 5, 2024`: the line says of itself when it came out.
_CAME_OUT = re.compile(
    r"^\W*(?:(?:this |the )?(?:(?:press|news|earnings) )?(?:release|report|document|presentation|announcement)"
    r" (?:was |is )?)?(?:released|published|issued|announced|disclosed|filed|dated)(?: (?:on|as of))?\W*$",
    re.IGNORECASE,
)
_CAME_OUT_AFTER = re.compile(r"^\s*(?:に)?(?:発表|公表|発行|開示)\W*$")
_LABEL_ALONE = re.compile(r"^\W*(?:提出日|発行日|公表日|発表日|(?:release )?date)\W*$", re.IGNORECASE)
_OTHER_DAY = re.compile(
    r"(?:as (?:of|at)|end(?:s|ed|ing)?|closes?|dated|until|through|since|from|to|by|before|after|on|between|period"
    r"|自|至|基準日|予定日|開催日|予定|期首|日付)\W*$",
    re.IGNORECASE,
)
_OTHER_DAY_AFTER = re.compile(
    r"^\W*(?:現在|時点|から|まで|より|付|に終了|に開催|開催|に?(?:発表|公表|開示)し|をもって|期|予定|以降|以前)"
)
_PLANNED = re.compile(r"\b(?:scheduled|planned|expected|starting|commenc\w+)\b|予定", re.IGNORECASE)
_CITY = re.compile(r"\W*[A-Z][A-Za-z .,()/-]{1,40}$")
_DASH = re.compile(r"[\s*_]*(?:[-–—]{1,2}|/|\()")
_REST = re.compile(r"[\W_]+")
_LONGEST_COVER_LINE, _LONGEST_LOOK = 160, 4_000


class _Found(msgspec.Struct, frozen=True):
    iso: str
    start: int
    end: int


def detect_published(
    passages: tuple[Passage, ...], issuer: str | None
) -> tuple[str | None, tuple[model.Evidence, ...]]:
    """ISO date, or year and month, of publication; None if the cover bears none, or two of equal standing."""
    ranked: dict[str, tuple[int, Passage, _Found]] = {}
    labelled = of_event = False
    for passage in passages:
        if passage.where != "head":
            break
        for found in find_dates(passage.text[:_LONGEST_LOOK]):
            score = 0 if of_event and passage.cell else _score(passage, found, issuer) + (5 if labelled else 0)
            if score and score > ranked.get(found.iso, (0,))[0]:
                ranked[found.iso] = (score, passage, found)
        labelled = _LABEL_ALONE.match(passage.text) is not None
        dated = of_event and passage.cell and _is_date(passage.text)
        of_event = not labelled and (dated or labels_event(passage.text))
    if not ranked:
        return None, ()
    top = max(score for score, _, _ in ranked.values())
    best = [iso for iso, (score, _, _) in ranked.items() if score == top]
    # A month and a day in it are one date, told once loosely and once exactly.
    exact = [iso for iso in best if not any(other != iso and other.startswith(iso) for other in best)]
    if len(exact) != 1:
        return None, ()
    _, passage, found = ranked[exact[0]]
    return exact[0], (passage.evidence("published", exact[0], found.start, found.end),)


def _is_date(text: str) -> bool:
    """Whether a text is a date and nothing else: the next day in a row of days of resolutions."""
    found = find_dates(text[:_LONGEST_LOOK])
    return len(found) == 1 and not _REST.sub("", text[: found[0].start] + text[found[0].end :])


def find_dates(text: str) -> list[_Found]:
    """Dates of a folded text as ISO dates, or year and month where no day is printed. A range gives its first day.

    >>> [d.iso for d in find_dates("Tokyo, August 13, 2007; 平成26年5月12日; 2006.11.9; June 2007")]
    ['2007-08-13', '2014-05-12', '2006-11-09', '2007-06']
    >>> [d.iso for d in find_dates("September 13-14, 2011")]
    ['2011-09-13']
    """
    found = []
    for match in _DATE.finditer(text):
        iso = _iso(match)
        if iso is not None:
            found.append(_Found(iso, match.start(), match.end()))
    return found


def _iso(match: re.Match[str]) -> str | None:
    part = match.groupdict()
    if part["ey"]:
        year = BEFORE_ERA[part["era"]] + (1 if part["ey"] == "元" else int(part["ey"]))
    else:
        year = int(next(part[key] for key in ("y1", "y2", "y3", "y4", "y5") if part[key]))
    month_text = next(part[key] for key in ("m1", "m2", "m3", "m4", "m5") if part[key])
    month = month_of(month_text) or 0
    day_text = next((part[key] for key in ("d1", "d2", "d4", "d5") if part[key]), None)
    if not (1 <= month <= 12 and 1900 <= year <= 2200):
        return None
    if day_text is None:
        return f"{year:04}-{month:02}"
    try:
        return date(year, month, int(day_text)).isoformat()
    except ValueError:
        return None


# `SAN JOSE, Calif., February 3, 2032` on a line of its own: where and when a release came out.
_PLACE_ALONE = re.compile(r"[\s*_]*[A-Z][\w.'’ -]{1,30}(?:,\s*[A-Z][\w.'’ -]{1,20}){0,2},\s*")


def _score(passage: Passage, found: _Found, issuer: str | None) -> int:
    before, after = passage.text[max(0, found.start - 160) : found.start], passage.text[found.end : found.end + 160]
    if _PLANNED.search(before[-80:]):
        return 0
    if _LABEL.search(before):
        return 6
    if _CAME_OUT.match(before) and not _REST.sub("", after):
        return 5
    if _CAME_OUT_AFTER.match(after) and not _REST.sub("", before):
        return 5
    if _OTHER_DAY.search(before) or _OTHER_DAY_AFTER.match(after):
        return 0
    if (
        found.start <= 160
        and re.match(r"\W*[A-Z][A-Za-z .,()/-]{1,40}$", before)
        and re.match(r"[\s*_]*(?:[-–—]{1,2}|/|\()", after)
    ):
        return 5
    if _PLACE_ALONE.fullmatch(before) and not after.strip(" .*_"):
        return 5
    rest = before + after if len(passage.text) <= 2 * _LONGEST_COVER_LINE else "x"
    if issuer is not None:
        rest = re.sub(re.escape(issuer), "", rest, flags=re.IGNORECASE)
    if not _REST.sub("", rest):
        return 2 if passage.cell else 4
    return 1 if len(passage.text) <= _LONGEST_COVER_LINE and not passage.cell else 0
