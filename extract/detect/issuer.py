"""Who issued the document: the company that names itself where issuers name themselves.

A name counts by its places: a label (`Company name:`, 会社名), the cover, the copyright line, `About X`, beside
its own ticker, and how often it is repeated. Exchanges, auditors, regulators and banks of record are no issuers.
"""

from __future__ import annotations

import re
from collections import defaultdict

from extract import model
from extract.detect.passages import Passage
from extract.problems import problem

_SUFFIX = (
    r"(?:Inc(?:orporated)?\.?|Corp(?:oration)?\.?|Co\.,? ?(?:Ltd|Inc)\.?|Company(?:,? (?:Limited|Ltd\.?"
    r"|Inc\.?))?(?! (?:in|of|for|that|and)\b)"
    r"|L(?:imited|td\.?)|LLC|PLC|plc|N\.V\.|S\.A\.|S\.p\.A\.|A\.G\.|AG|SE|K\.K\.|Oyj|ASA|A/S|AB|Pte\.? Ltd\.?"
    r"|Sdn\.? Bhd\.?"
    r"|(?:Holdings|Group|Bancorp|Trust)(?! (?:in|of|for|that|and)\b))"
)
_WORD = r"(?:[A-Z0-9][\w&'./-]*|of|the|and|de|du|&|-)"
_ENGLISH = re.compile(
    rf"(?<![\w&])(?!(?:About|For|The|By|Source|Contact|At|In|Of|To|From"
    rf"|With)\b)[A-Z][\w&'./-]*(?:,? {_WORD}){{0,7}}?,? {_SUFFIX}(?![\w-])(?:,? (?:Co\.,? ?Ltd\.?|Inc\.?|Ltd\.?"
    rf"|Limited|Corporation|Corp\.?|plc|LLC)(?!\w))?"
)
_UPPER = re.compile(
    r"(?<![\w&])[A-Z][A-Z0-9&'.-]*(?: [A-Z0-9&'.-]+){0,7}?,? (?:INC|CORP|CORPORATION|LTD|LIMITED|PLC|CO\., ?LTD)\b\.?"
)
# Japanese names: kanji, katakana and letters; hiragana only where no particle of a sentence can run into the name.
_SOLID = r"[\u4E00-\u9FFF\u30A1-\u30FA々ー・&A-Za-z0-9]"
_LOOSE = r"[ぁ-うぇ-がき-ぐけ-げこ-どな-なぬ-ねぱ-ふぶ-むめ-ゖ\u4E00-\u9FFF\u30A1-\u30FA々ゞー・&A-Za-z0-9]"
_COMPANY = r"(?:株式会社|合同会社|\(株\)|㈱)"
_JAPANESE = re.compile(
    rf"(?<![^\W\d_]){_LOOSE}{{1,24}}{_COMPANY}(?!{_LOOSE})|{_COMPANY}\s?{_LOOSE}{{1,24}}(?!{_LOOSE})"
    rf"|(?!会社名|商号|上場|社名){_SOLID}{{1,24}}{_COMPANY}|{_COMPANY}\s?{_SOLID}{{1,24}}"
)
_NOT_AN_ISSUER = re.compile(
    r"stock exchange|securities and exchange|\bnasdaq\b|\bexchange commission|証券取引所|監査法人|証券保管振替|信託銀行"
    r"|^(?:the|this|these|our|its|a|form|for|in|all|other|consolidated|financial)\b|^(?:同|当|各|両|本|新|旧|上場|発行|の|は)",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:^|[【\[(])\s*(?:上場)?会社名[】\])]?\s*[::]?|^\W*(?:company name|name of (?:the )?(?:company"
    r"|registrant|issuer)|registrant|corporate name)\b\s*[::]?",
    re.IGNORECASE,
)
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
_PARENT = re.compile(r"(?:親会社|parent company|subsidiary of|shareholders?)\s*[::]?\s*$", re.IGNORECASE)

# Issuers name themselves early, and not a hundred times in one passage.
_LONGEST_LOOK, _MOST_NAMES, _NEAR = 4_000, 60, 120

# A name that stands only in the story may be anybody's; one of its places must be an issuer's.
_PLACED = 4


class _Candidate:
    def __init__(self) -> None:
        self.score = 0
        self.count = 0
        self.best: tuple[int, Passage, int, int] | None = None


def detect_issuer(passages: tuple[Passage, ...]) -> tuple[str | None, tuple[model.Evidence, ...], model.Problems]:
    """The issuer's name as printed at its strongest place; None and a problem if no company stands out."""
    found: dict[str, _Candidate] = defaultdict(_Candidate)
    labelled = False
    for passage in passages:
        if passage.where == "body" and not passage.heading:
            labelled = False
            continue
        if passage.text.lstrip().startswith(("©", "Copyright", "(c)")) or passage.where != "body" or passage.heading:
            for start, end in _names(passage.text[:_LONGEST_LOOK]):
                score = _score(passage, start, end) + (6 if labelled and start <= 2 else 0)
                candidate = found[_key(passage.text[start:end])]
                candidate.count += 1
                candidate.score += score if candidate.count <= 12 else 0
                if candidate.best is None or score > candidate.best[0]:
                    candidate.best = (score, passage, start, end)
        label = _LABEL.search(passage.text)
        labelled = label is not None and not passage.text[label.end() :].strip("】]): ")
    ranked = sorted((c for c in found.values() if c.best is not None and c.best[0] >= _PLACED), key=lambda c: -c.score)
    if not ranked or ranked[0].best is None:
        return None, (), (problem("issuer_unknown", "no company is named as the issuer"),)
    if len(ranked) > 1 and ranked[1].score == ranked[0].score and ranked[1].best is not None:
        names = [c.best[1].span.text[c.best[2] : c.best[3]] for c in ranked[:2] if c.best]
        message = f"two companies are named alike: {names[0]} and {names[1]}"
        return None, (), (problem("issuer_unknown", message, data={"first": names[0], "second": names[1]}),)
    _, passage, start, end = ranked[0].best
    witness = passage.evidence("issuer", "", start, end)
    name = re.sub(r"\s+", " ", witness.printed).rstrip(",")
    return name, (passage.evidence("issuer", name, start, end),), ()


def _names(text: str) -> list[tuple[int, int]]:
    """Company names of a text, as spans."""
    spans: list[tuple[int, int]] = []
    for pattern in (_JAPANESE, _ENGLISH, _UPPER):
        for match in pattern.finditer(text):
            if _NOT_AN_ISSUER.search(match.group().strip()):
                continue
            if len(spans) < _MOST_NAMES and all(match.end() <= start or match.start() >= end for start, end in spans):
                spans.append(match.span())
    return sorted(spans)


def _score(passage: Passage, start: int, end: int) -> int:
    before = passage.text[max(0, start - _NEAR) : start]
    after = passage.text[end : end + _NEAR]
    score = 1
    if passage.where == "head" and (passage.order < 8 or len(passage.text) < 200):
        score += 2 if passage.order < 8 else 1
        if start <= _NEAR and not before.strip(" *#_"):
            score += 1 if after.strip(" *#_") else 3
    if _LABEL.search(before):
        score += 6
    if _COPYRIGHT.search(before):
        score += 4
    if _ABOUT.match(before):
        score += 4
    if _TICKER.match(after):
        score += 2
    if _AND_SUBSIDIARIES.match(after):
        score += 3
    return 0 if _PARENT.search(before) else score


def _key(name: str) -> str:
    """One key for the spellings of a name: `㈱` is 株式会社, stops and case do not count."""
    plain = name.replace("㈱", "株式会社").replace("(株)", "株式会社").casefold()
    return re.sub(r"[\s.,'’]+", "", plain)
