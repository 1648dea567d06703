"""Callouts of slides: a large figure and the small words that say what it is, found by where they stand.

In reading order the words below a figure come after it, and those of the callout above come right before it. Only the
page shows which of the two are its own: the nearer ones, with no rule drawn between.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.lex.unit_words import words
from extract.model import Span, TextBlock
from extract.model.layout import Rule
from extract.read.pdf_prose import Paragraph, paragraph_to_span
from extract.tables.pdf_lines import words_to_text
from extract.vocab import Vocabulary, made_of_words

_LARGER = 1.3
_FARTHEST = 1.3
_CLEARLY = 0.75
_MOST_WORDS, _MOST_LINES = 20, 5


@made_of_words
def _figure(vocabulary: Vocabulary) -> re.Pattern[str]:
    known = words()
    return re.compile(
        rf"[約~≈+＋\-−–△▲(（>＞]*\s*(?P<money>{known.drawn}|{known.code})?\s*[△▲+\-−–]?\s*\d[\d,，]*(?:[.．]\d+)?"
        r"\s*(?P<unit>[%％]|pts?|bps|倍|人|名|社|件|[KMBT]|[kmb]n|million|billion|trillion"
        rf"|(?:{known.scale_ja})?(?:{known.money_ja})|[千百十]?[万億兆]+|百万)?\s*[)）+＋]?[*†‡¹²³⁴⁵⁶⁷⁸⁹]*"
    )


_GROUPED = re.compile(r"\d,\d{3}")


def callout_figure(paragraph: Paragraph) -> bool:
    """Whether a paragraph is one figure with its unit and nothing else. Page numbers and years are none."""
    if len(paragraph.lines) != 1 or len(paragraph.words) > 4:
        return False
    text = words_to_text(paragraph.words)
    match = _figure().fullmatch(text)
    return match is not None and bool(match["unit"] or match["money"] or _GROUPED.search(text))


def may_name(paragraph: Paragraph) -> bool:
    """Whether a paragraph may be the words of a callout: short, without figures of its own."""
    if paragraph.bullet or len(paragraph.words) > _MOST_WORDS or len(paragraph.lines) > _MOST_LINES:
        return False
    text = words_to_text(paragraph.words)
    if len(text) > 90 or re.search(r"[^\W\d_]{2}", text) is None:
        return False
    return re.search(r"\d\s*[%％]|[$¥€£]\s*\d|\d,\d{3}|[。.]$", text) is None


def find_callouts(paragraphs: Sequence[Paragraph], across: Sequence[Rule]) -> list[tuple[Paragraph, Paragraph]]:
    """Pairs of words and figure. A figure that two texts may name equally well, and words that two figures want, stay
    alone."""
    pairs: list[tuple[Paragraph, Paragraph]] = []
    names = [p for p in paragraphs if may_name(p)]
    for figure in filter(callout_figure, paragraphs):
        near = sorted(
            ((gap, k) for k, name in enumerate(names) if (gap := distance(figure, name, across)) is not None),
        )
        if near and (len(near) == 1 or near[0][0] < _CLEARLY * near[1][0]):
            pairs.append((names[near[0][1]], figure))
    wanted = [id(name) for name, _ in pairs]
    return [(name, figure) for name, figure in pairs if wanted.count(id(name)) == 1]


def distance(figure: Paragraph, name: Paragraph, across: Sequence[Rule]) -> float | None:
    """How far words stand below, above or beside a figure; None where they cannot be its own."""
    if figure.size < _LARGER * name.size:
        return None
    top, base = figure.lines[0].base - 0.75 * figure.size, figure.lines[0].base
    first, last = name.lines[0].base - 0.75 * name.size, name.lines[-1].base
    if min(figure.x1, name.x1) - max(figure.x0, name.x0) > 0.5 * min(figure.x1 - figure.x0, name.x1 - name.x0):
        gap = first - base if first > top else top - last
        low, high = (base, first) if first > top else (last, top)
        left, right = max(figure.x0, name.x0), min(figure.x1, name.x1)
        if any(low - 1 < r.at < high + 1 and r.low < right and r.high > left for r in across):
            return None
    elif top - 0.3 * name.size < (first + last) / 2 < base + 0.3 * name.size:
        gap = max(name.x0 - figure.x1, figure.x0 - name.x1)
    else:
        return None
    return max(0.0, gap) if gap <= _FARTHEST * figure.size else None


def callout_to_block(name: Paragraph, figure: Paragraph, page: int) -> TextBlock:
    """`Revenue growth: 5%`, whichever of the two stands above."""
    return TextBlock("paragraph", Span.join([paragraph_to_span(name, page), paragraph_to_span(figure, page)], ": "))
