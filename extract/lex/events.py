"""Labels of days on which something happened: `Established`, 取締役会決議日. The words are data (`events.jsonl`)."""

from __future__ import annotations

import regex as re

from extract.lex.periods import find_periods
from extract.lex.unit_words import any_of
from extract.vocab import Vocabulary, made_of_words, remembered

_LONGEST = 60
_SPAN = "span"


@made_of_words
def _labels(vocabulary: Vocabulary) -> re.Pattern[str]:
    days = (event for event in vocabulary.events if event.event != _SPAN)
    words = any_of(word for event in days for word in (*event.en, *event.ja))
    of = r"(?:(?:date|day|year|month) of(?: the)?\s)?"
    return re.compile(rf"\W*{of}(?:company\s)?(?:{words})(?:\s(?:date|day|on|in))?\W*", re.I)


@made_of_words
def _labels_of_spans(vocabulary: Vocabulary) -> re.Pattern[str]:
    spans = (event for event in vocabulary.events if event.event == _SPAN)
    words = any_of(word for event in spans for word in (*event.en, *event.ja))
    return re.compile(rf"\W*(?:{words})(?:\s(?:from|is))?\W*", re.I)


@remembered(4096)
def labels_event(text: str) -> bool:
    """Whether a text is the label of the day on which something happened, and nothing else.

    >>> [labels_event(text) for text in ("Established", "Date of incorporation", "設立年月日", "Year ended")]
    [True, True, True, False]
    """
    return len(text) < _LONGEST and _labels().fullmatch(text) is not None


@remembered(4096)
def tells_event(text: str) -> bool:
    """Whether a text is the label of an event and its day, or of the time in which something may be done and its first
    and last day, and nothing else.

    >>> [tells_event(text) for text in ("Established December 3, 1992", "設立　1992年12月３日", "Ended May 31, 2023")]
    [True, True, False]
    >>> tells_event("権利行使期間：2031年４月１日から2039年３月31日まで"), tells_event("Exercise period: 2031")
    (True, False)
    """
    if len(text) >= 2 * _LONGEST:
        return False
    found = find_periods(text)
    if len(found) != 1 or found[0].finish is None or found[0].start == 0:
        return False
    label = text[: found[0].start]
    told = labels_event(label) if found[0].kind == "instant" else _labels_of_spans().fullmatch(label) is not None
    return told and not any(map(str.isalnum, text[found[0].end :]))
