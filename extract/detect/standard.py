"""Under which accounting standard the figures were prepared, by what the document says of itself."""

from __future__ import annotations

import re
from collections import defaultdict

from extract import model
from extract.detect.passages import Passage

_NAMES: tuple[tuple[str, str], ...] = (
    (
        "US-GAAP",
        r"(?<!non-)(?:U\.?S\.? ?-? ?GAAP|accounting (?:principles"
        r"|standards) generally accepted in the (?:United States|U\.S\.)"
        r"|generally accepted accounting principles in the (?:United States|U\.S\.)|米国会計基準|米国基準"
        r"|米国において一般に公正妥当)",
    ),
    (
        "IFRS",
        r"(?:IFRSs?(?![A-Za-z0-9])|international (?:financial reporting|accounting) standards(?! board)"
        r"|国際会計基準(?!審議会)|国際財務報告基準)",
    ),
    (
        "JP-GAAP",
        r"(?:(?:japanese|japan|JP|J)[- ]?GAAP|japanese accounting standards|accounting (?:principles"
        r"|standards) generally accepted in japan"
        r"|generally accepted accounting principles in japan|日本会計基準|日本基準|我が国において一般に公正妥当"
        r"|わが国において一般に公正妥当|(?<!際)企業会計基準第\d+号)",
    ),
)
_STATES = r"prepared|presented|in accordance with|under|based on|in conformity with|basis|applied|adopt(?:s|ed)"
_STATES_AFTER = (
    r"に則|に準拠|に基づ(?:いて|き)作成|により作成|を適用して(?!いない|おりません)|で作成|basis\b|に基づき算出"
)
_DENIES = re.compile(
    r"differ|reconcil|unlike|instead of|not (?:in accordance|prepared)|non-GAAP|convert|transition|検討|予定"
    r"|異な|差異|今後|任意適用|に備え|方針であります|適用につ(?:いて|きまして)|適用に関して|適用時期",
    re.IGNORECASE,
)
_PATTERNS = tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _NAMES)
_ANY = re.compile("|".join(pattern for _, pattern in _NAMES), re.IGNORECASE)
_BEFORE = re.compile(rf"\b(?:{_STATES})\b[^.;。]{{0,60}}$", re.IGNORECASE)
_AFTER = re.compile(rf"^[^。]{{0,12}}(?:{_STATES_AFTER})", re.IGNORECASE)

# A standard that is only mentioned may be another company's, or a plan.
_STATED = 5


def detect_standard(passages: tuple[Passage, ...]) -> tuple[str | None, tuple[model.Evidence, ...]]:
    """`US-GAAP`, `IFRS`, `JP-GAAP`, or None if the document names none or two of equal weight."""
    scores: dict[str, int] = defaultdict(int)
    best: dict[str, tuple[int, model.Evidence]] = {}
    for passage in passages:
        if not _ANY.search(passage.text):
            continue
        for name, pattern in _PATTERNS:
            for match in pattern.finditer(passage.text):
                score = _score(passage, match)
                scores[name] += min(score, 12)
                if score > best.get(name, (-1,))[0]:
                    best[name] = (score, passage.evidence("accounting_standard", name, *match.span()))
    ranked = sorted(scores.items(), key=lambda item: -item[1])
    if not ranked or best[ranked[0][0]][0] < _STATED or (len(ranked) > 1 and ranked[1][1] == ranked[0][1]):
        return None, ()
    return ranked[0][0], (best[ranked[0][0]][1],)


def _score(passage: Passage, match: re.Match[str]) -> int:
    before, after = (
        passage.text[max(0, match.start() - 80) : match.start()],
        passage.text[match.end() : match.end() + 40],
    )
    if re.search(r"[\[(〔]\s*(?:under\s+)?$", before) and re.match(r"\s*[\])〕]", after) and passage.where == "head":
        return 12
    if _DENIES.search(before[-40:]) or _DENIES.search(after):
        return 0
    if _BEFORE.search(before) or _AFTER.match(after):
        return 5
    if re.search(r"[(\[<〔]\s*$", before) and re.match(r"\s*[)\]>〕]", after) and len(passage.text) < 150:
        return 5
    return 5 if len(passage.text.strip()) == match.end() - match.start() else 1
