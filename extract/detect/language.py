"""In which language the document is written: by its letters, and by the small words of English."""

from __future__ import annotations

import re

from extract.detect.passages import Passage

SAMPLE_CHARS = 60_000
_KANA = re.compile(r"[\u3041-\u30FA\uFF66-\uFF9D]")
_HAN = re.compile(r"[\u4E00-\u9FFF]")
_LATIN = re.compile(r"[A-Za-z]")
_WORDS = re.compile(r"[A-Za-z]+")
_SMALL = re.compile(
    r"(?:the|of|and|in|to|for|from|by|with|as|was|were|is|are|at|on|our|its|million|billion|thousand)\Z", re.IGNORECASE
)
_STATEMENT = re.compile(
    r"\b(?:total|net|income|revenues?|assets|liabilities|cash|ended|months|sales|cost|equity|share|profit|year)\b",
    re.IGNORECASE,
)


def detect_language(passages: tuple[Passage, ...]) -> str | None:
    """`ja`, `en`, or None for other languages and for texts without words."""
    text = _sample(passages)
    kana, han, latin = (len(pattern.findall(text)) for pattern in (_KANA, _HAN, _LATIN))
    japanese = kana + han
    if kana and japanese * 5 >= latin:
        return "ja"
    words = _WORDS.findall(text)
    if not words:
        return None
    small = sum(_SMALL.match(word) is not None for word in words)
    if small * 12 >= len(words) or len(_STATEMENT.findall(text)) * 8 >= len(words):
        return "en"
    return None


def _sample(passages: tuple[Passage, ...]) -> str:
    parts, chars = [], 0
    for passage in passages:
        parts.append(passage.text)
        chars += len(passage.text)
        if chars > SAMPLE_CHARS:
            break
    return " ".join(parts)[: 2 * SAMPLE_CHARS]
