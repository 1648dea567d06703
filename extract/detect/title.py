"""The title: the line of the cover that says what the document is, and the period it reports on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from itertools import islice, takewhile

from extract import model
from extract.detect.dates import find_dates
from extract.detect.passages import Passage
from extract.lex.fold import fold
from extract.lex.mention import PARTS, Mention
from extract.lex.periods import find_periods
from extract.lex.scenarios import plan_words

_SUBJECT = re.compile(
    r"\b(?:results?|earnings|report|presentation|conference|forum|summit|briefing|announces|statements?|notice|forecasts?"
    r"|fact ?book|annual|form (?:20-F|10-[KQ]|8-K|6-K))\b|決算|業績|報告書|説明|資料|短信|お知らせ|会社案内|統合報告",
    re.IGNORECASE,
)
_STORY = re.compile(
    r"\b(?:forward[- ]looking|disclaimer|safe harbou?r|table of contents|agenda)\b|目次|添付資料|将来の見通し|免責",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"https?:|www\.|@|\btel\b|\bfax\b|代表者|問合せ|^\W*(?:contact|representative|note)\b|^\(?(?:注|※)", re.IGNORECASE
)
_RESULTS = re.compile(
    r"\b(?:results?|earnings|(?:year|quarter|period|months|weeks) ended|financial highlights|performance"
    r"|statements? of (?:income|operations))\b|決算|業績|経営成績|事業年度|会計年度|会計期間|累計期間",
    re.IGNORECASE,
)
_FUTURE = re.compile(
    r"\b(?:targets?|forecasts?|outlook|guidance|plans?|expected|projections?|estimates?)\b|予想|見通し|計画|目標|次期",
    re.IGNORECASE,
)
_PRIOR = re.compile(
    r"前(?:連結|中間|第[1-4一二三四]四半期)*(?:会計年度|事業年度|会計期間|累計期間)|前(?:年|期)|\b(?:prior|previous"
    r"|last) (?:fiscal )?(?:year|period|quarter)",
    re.IGNORECASE,
)
_THIS_YEAR = re.compile(r"^\W*当")
_CURRENT = re.compile(r"^\W*(?:当|\d{4}年度|第\d+期)")
_TERM = re.compile(r"第\s?\d{1,3}\s?期\W*自.{4,24}至")
_STANDARDS = re.compile(r"基準第|適用指針|実務対応報告|法律第|\bASU\b|\bstatement no\.", re.IGNORECASE)
_PERIOD_LABEL = re.compile(
    r"^\W*(?:連結)?(?:事業年度|会計年度|会計期間|対象期間|(?:reporting|fiscal) (?:period|year))\W*$", re.IGNORECASE
)
_PERIOD_WORD = re.compile(
    r"(?:\b(?:end(?:ed|ing)|of|as (?:of|at)|to|through|until|for|in|and)|[-–—~])\s*$", re.IGNORECASE
)
_DATELINE = re.compile(r"(?:\s|^)[A-Z][A-Za-z .]{1,24},\s*$")
# `Example Inc. Announces Results`: the name is the subject of the sentence, and belongs to the title.
_NO_SUBJECT = r"(?=[\s*(])(?!\W*(?:reports|announces|posts|delivers|achieves|files|revises|completes|declares)\b)"
# `例示電機㈱ (9876) 2024年3月期 決算短信`: the code is the issuer's.
_CODE = re.compile(r"\s*\((?:コード(?:番号)?\W?)?\d[0-9A-Z]{3}\)\s*")
_AND = re.compile(r"\band\b|\bas well as\b|及び|並びに|・|、|/|&", re.IGNORECASE)
_LONGEST = 220


def detect_title(passages: tuple[Passage, ...], issuer: str | None) -> tuple[str | None, tuple[model.Evidence, ...]]:
    """The first line of the cover that names a report, results, a presentation or a conference."""
    best: tuple[int, Passage, int, int] | None = None
    for passage in passages:
        if passage.where != "head" or _STORY.search(passage.text):
            break
        start, end = _bare(passage, issuer)
        text = passage.text[start:end]
        if not 6 <= len(text) <= _LONGEST or _CONTACT.search(text) or text.rstrip().endswith(("。",)):
            continue
        if not _SUBJECT.search(text) or not _reads_as_title(text) or _tells_a_story(text):
            continue
        score = 2 + (2 if passage.heading else 0) - (2 if passage.cell else 0)
        if best is None or score > best[0]:
            best = (score, passage, start, end)
    if best is None:
        return None, ()
    _, passage, start, end = best
    title = re.sub(r"\s+", " ", passage.span.text[start:end]).strip()
    return title, (passage.evidence("title", title, start, end),)


_SENTENCE = re.compile(r"(?P<before>\w*)\.\s+[A-Z]\w+ \w+ \w+")
_ABBREVIATED = re.compile(r"Inc|Corp|Co|Cos|Ltd|Bros|St|No|Mt|[A-Z]", re.IGNORECASE)
_NEWS = re.compile(r"\btoday (?:announced|reported|released|posted|issued|disclosed)\b", re.IGNORECASE)


def _tells_a_story(text: str) -> bool:
    """Whether a text has two sentences, or is the first of a news item; what follows `Inc.` is the same sentence."""
    stops = (match["before"] for match in _SENTENCE.finditer(text))
    return _NEWS.search(text) is not None or any(not _ABBREVIATED.fullmatch(before) for before in stops)


def _reads_as_title(text: str) -> bool:
    """English titles are capitalised; a sentence that speaks of a report is none."""
    words = [word for word in re.findall(r"[A-Za-z]+", text) if len(word) > 3]
    if re.search(r"[\u3041-\u30FA\u4E00-\u9FFF]", text):
        return True
    return not text.rstrip().endswith(":") and 2 * sum(word[0].isupper() for word in words) >= len(words)


def _bare(passage: Passage, issuer: str | None) -> tuple[int, int]:
    """The passage without the issuer's name before it, a date after it, and marks around it."""
    text = passage.text
    start, end = 0, len(text)
    if issuer:
        match = re.match(r"[\W_]*" + re.escape(issuer) + _NO_SUBJECT, text, re.IGNORECASE)
        start = match.end() if match else 0
        code = _CODE.match(text, start) if match else None
        start = code.end() if code else start
    dates = find_dates(text[start:])
    if dates and not text[start + dates[-1].end :].strip(" *_)"):
        before = text[start : start + dates[-1].start]
        if not _PERIOD_WORD.search(before):
            end = start + len(_DATELINE.sub("", before))
            name = re.search(re.escape(issuer) + r"\W*$", text[start:end], re.IGNORECASE) if issuer else None
            end = start + name.start() if name else end
    while start < end and (text[start].isspace() or text[start] in "#*_<>"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in "*_#"):
        end -= 1
    return start, end


def detect_period(
    passages: tuple[Passage, ...], title: str | None, find_period: Callable[[str], model.Period | None]
) -> tuple[model.Period | None, tuple[model.Evidence, ...]]:
    """The period reported on: the one period of the title, else of the first line that speaks of results.

    A line that names two periods, a prior period, or targets is passed over; an instant serves if nothing else does.
    """
    if title and not _STANDARDS.search(title) and not _PRIOR.search(title) and not _is_planned(title):
        period = find_period(title)
        if period is None or period.end is None:
            period = _widest(title, find_period)
        if period is not None and period.end is not None:
            holder = next((p for p in passages if title[:20] in p.span.text), None)
            return period, _witness(holder, period)
    instant: tuple[model.Period, tuple[model.Evidence, ...]] | None = None
    for index, passage in enumerate(passages):
        labelled = index > 0 and _PERIOD_LABEL.match(passages[index - 1].text) is not None
        if not labelled and not _reports(passage):
            continue
        period = find_period(passage.span.text)
        if period is None or period.end is None or _follows_undated(passage.text, period):
            continue
        if period.kind == "duration":
            period, passage = _latest_beside(passages[index:], period, find_period) or (period, passage)
            return period, _witness(passage, period)
        if instant is None and _CURRENT.match(passage.text) and _stood_then(passage.text, period):
            instant = period, _witness(passage, period)
    return instant or _of_term(passages, find_period) or _in_headers(passages, find_period)


def _latest_beside(
    passages: Iterable[Passage], period: model.Period, find_period: Callable[[str], model.Period | None]
) -> tuple[model.Period, Passage] | None:
    """Of the headings side by side that begin with one in a cell, the latest as long as it: a survey of several years
    begins with the oldest, and the report is on the last."""
    found = []
    for passage in islice(takewhile(lambda each: each.cell, passages), _BESIDE):
        said = find_period(passage.span.text) if len(passage.text) <= _LONGEST else None
        reached = plan_words(passage.text)
        if reached is not None and reached.plan is None:
            return None  # `(Actual)`: what is beside it has not been reached
        named = said is not None and said.end is not None and not _is_planned(passage.text)
        if said is not None and named and _length(said) == _length(period) and not _FUTURE.search(passage.text):
            found.append((said, passage))
    return max(found, key=lambda pair: pair[0].end or "", default=None)


_BESIDE = 12  # cells: the headings of a table, and no row of it


def _length(period: model.Period) -> int | None:
    """The days of a duration."""
    if period.start is None or period.end is None:
        return None
    return (date.fromisoformat(period.end) - date.fromisoformat(period.start)).days // 10


def _stood_then(text: str, period: model.Period) -> bool:
    """Whether a line tells what stood on its day, and of nothing that was done on it."""
    behind = text.partition(fold(period.printed or ""))[2]
    return not behind.strip() or _STOOD.match(behind) is not None


_STOOD = re.compile(r"\s*[)）]?\s*(?:現在|末|時点|における|の)")


def _follows_undated(text: str, period: model.Period) -> bool:
    """Whether sentences name a quarter or half without a year before the one as long that they date: `in the September
    quarter … That compares with 88,668 ounces in the September 2023 quarter`. What is reported on is named first."""
    named = [m for m in find_periods(text) if m.kind == "duration" and m.relative is None]
    at = next((n for n, m in enumerate(named) if m.printed == period.printed), 0)
    return any(m.year is None and m.finish is None and _months(m) == _months(named[at]) for m in named[:at])


def _months(mention: Mention) -> int | None:
    return mention.months or PARTS.get(mention.part or "", (0, None))[1]


def _is_planned(title: str) -> bool:
    """Whether a title is of a plan alone, so that its period is not the one reported on."""
    said = plan_words(title)
    return said is not None and said.plan is not None


def _of_term(
    passages: tuple[Passage, ...], find_period: Callable[[str], model.Period | None]
) -> tuple[model.Period, tuple[model.Evidence, ...]] | None:
    """`第52期（自 2022年４月１日 至 2023年３月31日）`: the term that a line names and dates; None where several do."""
    found: dict[str, tuple[model.Period, Passage]] = {}
    for passage in passages:
        if not passage.cell and len(passage.text) <= _LONGEST and _TERM.search(passage.text):
            period = find_period(passage.span.text)
            if period is not None and period.end is not None and period.kind == "duration":
                found.setdefault(period.end, (period, passage))
    if len(found) != 1:
        return None
    period, passage = next(iter(found.values()))
    return period, _witness(passage, period)


def _in_headers(
    passages: tuple[Passage, ...], find_period: Callable[[str], model.Period | None]
) -> tuple[model.Period | None, tuple[model.Evidence, ...]]:
    """`当年度（自 2021年４月１日 至 2022年３月31日）` over the statements, where they all give one period."""
    found: dict[tuple[str | None, str | None], tuple[model.Period, Passage]] = {}
    for passage in passages:
        if passage.cell and len(passage.text) <= _LONGEST and _THIS_YEAR.match(passage.text):
            period = find_period(passage.span.text)
            if period is not None and period.end is not None and period.kind == "duration":
                found.setdefault((period.start, period.end), (period, passage))
    if len(found) != 1:
        return None, ()
    period, passage = next(iter(found.values()))
    return period, _witness(passage, period)


def _widest(title: str, find_period: Callable[[str], model.Period | None]) -> model.Period | None:
    """`Second Quarter and First Half`: of periods that end on one day the longest, which holds the others."""
    found = [period for period in map(find_period, _AND.split(title)) if period is not None and period.end is not None]
    if not found or len({period.end for period in found}) != 1:
        return None
    return min(found, key=lambda period: period.start or period.end or "")


def _reports(passage: Passage) -> bool:
    """Whether a line speaks of results that have been reached, and of the period now reported."""
    if not (passage.heading or passage.where in ("head", "opening")) or len(passage.text) > _LONGEST:
        return False
    if passage.bullet or (passage.cell and passage.where != "head" and not passage.text.lstrip().startswith("当")):
        return False
    if _STANDARDS.search(passage.text) or _FUTURE.search(passage.text) or _PRIOR.search(passage.text):
        return False
    return _RESULTS.search(passage.text) is not None


def _witness(passage: Passage | None, period: model.Period) -> tuple[model.Evidence, ...]:
    if passage is None or period.printed is None:
        return ()
    start = passage.span.text.find(period.printed)
    if start < 0:
        return ()
    value = f"{period.start or ''}/{period.end or ''}".lstrip("/")
    return (passage.evidence("period", value, start, start + len(period.printed)),)
