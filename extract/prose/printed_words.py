"""Words that a sentence was understood to say → where they are printed in its passage."""

from __future__ import annotations

import regex as re

from extract import model
from extract.prose.passages import Passage

_BETWEEN, _MOST_PLACES = 60, 50


def place_of_words(words: str, passage: Passage, before: int) -> model.Span | None:
    """Where words stand in a passage: before a character the last time, else behind it. What stands between
    them is no part of them; words of two parts (`Sales: Europe`) stand where their last part does."""
    span, text = passage.block.span, passage.text
    at = text.rfind(words, 0, before)
    at = at if at >= 0 else text.find(words, before)
    if at >= 0:
        return span.cut(at, at + len(words))
    # `国内及び海外の売上高`: the noun of all stands behind the last name
    pieces = words.split() if " " in words else re.split(r"(?=の)", words)
    if (found := _in_order(pieces, text, before)) is not None:
        return span.cut(*found)
    part = re.split(r":\s", words)[-1]
    return place_of_words(part, passage, before) if part != words else None


def _in_order(words: list[str], text: str, before: int) -> tuple[int, int] | None:
    """Where words follow each other with little between: a period, words in brackets, the figure itself (`a payment of
    $5 million for taxes`). The last time that they begin before the figure, else the first."""
    if len(words) < 2:
        return None
    found: list[tuple[int, int]] = []
    at = text.find(words[0])
    while at >= 0 and len(found) < _MOST_PLACES:
        end = at + len(words[0])
        for word in words[1:]:
            next_at = text.find(word, end, end + len(word) + _BETWEEN)
            if next_at < 0:
                break
            end = next_at + len(word)
        else:
            found.append((at, end))
        at = text.find(words[0], at + 1)
    nearest = [each for each in found if each[0] < before]
    return nearest[-1] if nearest else next(iter(found), None)
