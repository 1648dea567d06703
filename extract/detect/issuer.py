"""Who issued the document: the company that names itself where issuers name themselves.

A name counts by its places: a label (`Company name:`, 会社名, `(Exact name of registrant as specified in its
charter)`), the cover, the running head of a summary report, the copyright line, `About X`, beside its own ticker, the
name of the file, and how often it is repeated. Exchanges, auditors, regulators and banks of record are no issuers, and
neither are companies in a list, in a table of contents, or named as a subsidiary.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache

from extract import model
from extract.detect.dates import find_dates
from extract.detect.file_name import Named
from extract.detect.passages import Passage
from extract.lex.company_names import COMPANY, LOOSE, patterns_of, without_fields
from extract.problems import problem
from extract.vocab.register import issuer_key, register

_NOT_AN_ISSUER = re.compile(
    r"stock exchange|securities and exchange|\bnasdaq\b|\bexchange commission|証券取引所|監査法人|証券保管振替|信託銀行"
    r"|^the (?:company|corporation|group|trust|bank|holdings?|registrant)$"
    r"|^(?:this|these|our|its|a|form|for|in|all|other|consolidated|financial)\b|^(?:同|当|各|両|本|新|旧|上場|発行|の|は)",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:^|[【\[(])\s*(?:上場会社名|(?:提出)?会\s*社\s*名|英訳名|商号)(?:、?表紙|又は名称)?[】\])]?\s*[::|]?"
    r"|^\W*(?:company name|listed company(?: name)?|name of (?:the )?(?:listed )?(?:company|registrant|issuer)"
    r"|registrant|corporate name)\b\s*[::|]?",
    re.IGNORECASE,
)
# The same in a line that holds more: `… November 7, 2023 Name of Listed Company: Example Co., Ltd. Code Number: …`.
_LABEL_BESIDE = re.compile(
    r"\b(?:(?:listed )?company name|listed company"
    r"|name of (?:the )?(?:listed )?(?:company|registrant|issuer))\s*[::]\s*$"
    r"|(?:上場会社名|会社名|英訳名)\s*[::]\s*$",
    re.IGNORECASE,
)
# `Example Suisan : Summary of Consolidated Results`, as services that pass reports on put the name before the title.
_BEFORE_TITLE = re.compile(r"^\W{0,3}(?P<name>[^:]{2,60}?)\s?:\s+\S")
_COPYRIGHT = re.compile(
    r"(?:copyright|©|\(c\))\s*(?:©|\(c\))?\s*(?:(?:19|20)\d\d(?:\s*[-–,]\s*(?:19|20)\d\d)?)?\s*$", re.IGNORECASE
)
_ABOUT = re.compile(r"^\W*about\s*$", re.IGNORECASE)
_TICKER = re.compile(
    r"^\W{0,3}\(?[^()]{0,30}?(?:NASDAQ|NYSE|TSE\b|TSX|LSE|HKEX|Stock Exchange|コード|東証|東京証券取引所|\(\d{4}\))",
    re.IGNORECASE,
)
_AND_SUBSIDIARIES = re.compile(
    r"^,?\s*(?:and (?:its )?(?:consolidated )?subsidiaries\b|(?:及び|および|並びに|とその).{0,24}(?:連結)?子会社)",
    re.IGNORECASE,
)
# `Example Industries International (NYSE: EXI)` in a dateline: a name needs no legal form beside its own ticker.
_LISTED = re.compile(
    r"(?:(?:^|[–—:-] ?|\W(?:today|by) )(?:About )?)"
    r"(?P<name>[A-Z][\w&'./-]*(?:,? (?:[A-Z0-9][\w&'./-]*|of|and|de|&)){0,6})"
    r" ?\((?:NYSE|NASDAQ|Nasdaq|TSX|LSE|ASX|HKEX|TSE|TYO)[^()]{0,40}:"
)
# `花王㈱(4452) 2021年12月期 決算短信` over each page of a summary report.
_RUNNING_HEAD = re.compile(
    rf"^\W{{0,3}}(?P<name>(?:{COMPANY}\s?)?{LOOSE}{{1,24}}(?:\s?{COMPANY})?)\s?\((?:コード(?:番号)?\W?)?\d[0-9A-Z]{{3}}\)"
    r"\s*.{0,40}(?:決算短信|業績|補足|説明資料)"
)
# What stands behind the name on the cover of a form of the SEC, in brackets of its own line.
_REGISTRANT = re.compile(r"^\W*\(?exact name of (?:the )?registrant\b", re.IGNORECASE)
# A company that such words name is not the issuer: they stand before its name, or head the list that it is in.
_OF_OTHERS = re.compile(
    r"(?:子会社|関連会社|関係会社|被所有|持分法|投資先|取引先|販売先|貸付先"
    r"|(?<!of )subsidiar(?:y|ies)|affiliates?|investees?|customers?|acquisition of|acquired)"
    r"(?:の名称|の状況)?[^。.]{0,24}$",
    re.IGNORECASE,
)
# An entry of a table of contents ends in the number of its page.
_PAGE_MARK = re.compile(r"^\W*(?:p(?:age)?\W?)?\d{1,3}\W*$", re.IGNORECASE)
_PARENT = re.compile(r"(?:親会社|parent company|subsidiary of|shareholders?)\s*[::]?\s*$", re.IGNORECASE)

# Issuers name themselves early, and not a hundred times in one passage.
_LONGEST_LOOK, _MOST_NAMES, _NEAR = 4_000, 60, 120
_CELLS_OF_A_ROW = 8

# A name that stands only in the story may be anybody's; one of its places must be an issuer's.
_PLACED = 4


class _Candidate:
    def __init__(self) -> None:
        self.score = 0
        self.count = 0
        self.spelled = ""
        self.best: tuple[int, Passage, int, int] | None = None


def detect_issuer(
    passages: tuple[Passage, ...], file: Named | None = None
) -> tuple[str | None, tuple[model.Evidence, ...], model.Problems]:
    """The issuer's name as printed at its strongest place; None and a problem if no company stands out.

    `file` is what the name of the file says: it counts where a scheme of names says it, or where the print does not
    name another issuer.
    """
    found = _candidates(passages)
    placed = [c for c in found.values() if c.best is not None and c.best[0] >= _PLACED]
    ranked = sorted(placed, key=lambda c: -c.score)
    if file is not None and (file.surely or not ranked) and _borne_out(file, passages):
        own = next((c for c in ranked if issuer_key(c.spelled) == issuer_key(file.name)), None)
        if own is None:
            return file.name, (file.evidence("issuer", file.name),), ()
        ranked = [own]
    if not ranked or ranked[0].best is None:
        return None, (), (problem("issuer_unknown", "no company is named as the issuer"),)
    if len(ranked) > 1 and ranked[1].score == ranked[0].score:
        names = [c.spelled for c in ranked[:2]]
        message = f"two companies are named alike: {names[0]} and {names[1]}"
        return None, (), (problem("issuer_unknown", message, data={"first": names[0], "second": names[1]}),)
    _, passage, start, end = ranked[0].best
    name = ranked[0].spelled
    return name, (passage.evidence("issuer", name, start, end),), ()


def _candidates(passages: tuple[Passage, ...]) -> dict[str, _Candidate]:
    """Each company that the document names at a place where issuers may be named, and how its places count."""
    found: dict[str, _Candidate] = defaultdict(_Candidate)
    labelled = False
    others = ""
    column = 0
    for at, passage in enumerate(passages):
        if passage.where == "body" and not passage.heading:
            labelled = False
            continue
        if passage.text.lstrip().startswith(("©", "Copyright", "(c)")) or passage.where != "body" or passage.heading:
            following = passages[at + 1] if at + 1 < len(passages) else None
            signed = 6 if column and _is_list(passage) else _signs(passages, at)
            for start, end, bonus in _named_in(passage, following):
                bonus = max(bonus, signed)
                score = _score(passage, start, end) + bonus + (6 if labelled and start <= 2 else 0)
                name = passage.evidence("issuer", "", start, end).printed
                if not bonus and not labelled and _is_of_others(passage, following, start, end, others):
                    score = 0
                candidate = found[_key(name)]
                candidate.count += 1
                candidate.score += score if candidate.count <= 12 else 0
                if candidate.best is None or score > candidate.best[0]:
                    candidate.best = (score, passage, start, end)
                    candidate.spelled = re.sub(r"\s+", " ", name).rstrip(",")
        column = _CELLS_OF_A_ROW if passage.cell and _REGISTRANT.match(passage.text) else max(column - 1, 0)
        label = _LABEL.search(passage.text)
        labelled = label is not None and not passage.text[label.end() :].strip("】]): ")
        others = passage.text if _OF_OTHERS.search(passage.text) or (others and _is_list(passage)) else ""
    return found


def _named_in(passage: Passage, following: Passage | None) -> list[tuple[int, int, int]]:
    """Company names of a passage as spans, with what their place counts beyond what any place would."""
    if following is not None and not passage.cell and passage.where == "head" and _REGISTRANT.match(following.text):
        start = len(passage.text) - len(passage.text.lstrip(" *#_"))
        return [(start, len(passage.text.rstrip(" *#_")), 8)]
    text = passage.text[:_LONGEST_LOOK]
    head = _RUNNING_HEAD.match(text)
    if head is not None:
        return [(*head.span("name"), 6)]
    titled = _BEFORE_TITLE.match(text) if passage.where == "head" and not passage.cell else None
    if titled is not None and _issuer(titled["name"]):
        return [(*titled.span("name"), 6)]
    listed = _LISTED.search(text) if passage.where != "body" else None
    if listed is not None:
        begin = _behind_dates(text, *listed.span("name"))
        return [(begin, listed.end("name"), 6 if passage.where == "head" else 3)]
    return [(start, end, 0) for start, end in _names(text)]


def _signs(passages: tuple[Passage, ...], at: int) -> int:
    """What it counts that a line is a company's name alone, beside a line that is a date or the same company's name in
    the other language, as issuers sign their documents."""
    passage = passages[at]
    if passage.cell or passage.where not in ("head", "opening") or not _is_list(passage):
        return 0
    for beside in (at - 1, at + 1):
        if 0 <= beside < len(passages) and len(passages[beside].text) <= _NEAR:
            text = passages[beside].text
            dates = find_dates(text)
            if len(dates) == 1 and not re.sub(r"\W+", "", text[: dates[0].start] + text[dates[0].end :]):
                return 4
            if (
                _is_list(passages[beside])
                and text != passage.text
                and _issuer(text)
                and _issuer(text) == _issuer(passage.text)
            ):
                return 4
    return 0


def _issuer(name: str) -> str | None:
    """The code of the one listed issuer of that name."""
    known = register().by_name.get(issuer_key(name))
    return known.code if known is not None else None


def _is_list(passage: Passage) -> bool:
    """Whether a passage is one company and nothing else, as the entries of a list are."""
    names = _names(passage.text[:_LONGEST_LOOK]) if len(passage.text) <= _NEAR else ()
    return len(names) == 1 and not (passage.text[: names[0][0]] + passage.text[names[0][1] :]).strip(" *#_・")


def _is_of_others(passage: Passage, following: Passage | None, start: int, end: int, others: str) -> bool:
    """Whether a name is told as that of a subsidiary or the like, or is an entry of a table of contents."""
    if _OF_OTHERS.search(passage.text[max(0, start - _NEAR) : start]) or (others and _is_list(passage)):
        return True
    return passage.cell and following is not None and _PAGE_MARK.match(following.text) is not None


def _borne_out(file: Named, passages: tuple[Passage, ...]) -> bool:
    """Whether the print does not leave it to the file name alone that its word is the issuer's name.

    A scheme of names, or the Japanese name of a listed company, needs no print. Any other word must be told as the
    name of a group or of a company (`帝人グループは`), or, in English, be printed as a name.
    """
    japanese = re.search(r"[\u3041-\u30FA\u4E00-\u9FFF]", file.printed) is not None
    if file.surely or (japanese and file.code is not None):
        return True
    word = re.escape(file.printed)
    told = re.compile(
        rf"(?<![\w]){word}グループ(?:の|は|が|に|を|全)"
        if japanese
        else rf"\b(?i:{word})\b(?<![a-z]{{{len(file.printed)}}})"
    )
    return any(told.search(passage.text) for passage in passages)


@lru_cache(maxsize=4096)
def _names(text: str) -> tuple[tuple[int, int], ...]:
    """Company names of a text, as spans."""
    spans: list[tuple[int, int]] = []
    text = without_fields(text)
    for pattern in patterns_of(text):
        for match in pattern.finditer(text):
            if _NOT_AN_ISSUER.search(match.group().strip()):
                continue
            begin = _behind_dates(text, *match.span())
            if len(spans) < _MOST_NAMES and all(match.end() <= start or begin >= end for start, end in spans):
                spans.append((begin, match.end()))
    return tuple(sorted(spans))


def _behind_dates(text: str, start: int, end: int) -> int:
    """Where a name begins behind a date that runs into it: `October 26, 2023, Example Inc`."""
    dates = find_dates(text[start:end])
    behind = text[start + dates[-1].end : end] if dates else ""
    return end - len(behind.lstrip(" ,")) if behind.strip(" ,") else start


def _score(passage: Passage, start: int, end: int) -> int:
    before = passage.text[max(0, start - _NEAR) : start]
    after = passage.text[end : end + _NEAR]
    score = 1
    # A cell that names a company is an entry of a list or of a table of contents more often than the cover.
    if passage.where == "head" and (passage.order < 8 or (len(passage.text) < 200 and not passage.cell)):
        score += 2 if passage.order < 8 else 1
        if start <= _NEAR and not before.strip(" *#_"):
            score += 1 if after.strip(" *#_") else 3
    if _LABEL.search(before) or _LABEL_BESIDE.search(before):
        score += 6
    if _COPYRIGHT.search(before):
        score += 4
    if _ABOUT.match(before):
        score += 4
    if _TICKER.match(after):
        score += 2
    begun = re.split(r"[。.] ?", before)[-1] if passage.where == "head" else before
    if _AND_SUBSIDIARIES.match(after) and not begun.strip(' *#_・•※("“'):
        score += 3
    return 0 if _PARENT.search(before) else score


def _key(name: str) -> str:
    """One key for the spellings of a name: `㈱` is 株式会社, stops and case do not count, and the names that one listed
    issuer has in two languages are one."""
    code = _issuer(name)
    if code is not None:
        return code
    plain = name.replace("㈱", "株式会社").replace("(株)", "株式会社").casefold()
    return re.sub(r"[\s.,'’]+", "", plain)
