"""Figures on lines of their own, and which of the lines above names each of them.

Converters pour out a list of labels, then the list of its figures. Where both are equally long, they belong together in
their order; where they are not, no line says what a figure is.

    - Regular investment          JPY1,071 million      Regular investment
    - New subsidiaries            JPY585 million        New subsidiaries
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import regex as re

from extract.model import Span
from extract.prose.labels import masked
from extract.prose.numbers import find_numbers
from extract.prose.passages import Passage, is_note

Style = Literal["bullet", "colon", "title", "line"]

_LETTER = re.compile(r"[^\W\d_]")
_LONGEST_LABEL, _MOST_WORDS, _LONGEST_FIGURE = 90, 12, 40


def is_figure_alone(passage: Passage) -> bool:
    """Whether a passage is one figure with its unit and nothing else.

    `JPY1,071 million` is, `Revenues JPY1,071 million` is not.
    """
    text = passage.text
    if len(text) > _LONGEST_FIGURE or passage.dated or not any(map(str.isdigit, text)):
        return False
    numbers = find_numbers(text, (), frozenset())
    if len(numbers) != 1 or numbers[0].kind in ("bare", "count"):
        return False
    return _LETTER.search(masked(text, [(numbers[0].start, numbers[0].end)]).replace("\u2423", "")) is None


def may_label(passage: Passage) -> bool:
    """Whether a passage is a short line that says more than a period, and is no sentence."""
    text = passage.block.span.text.strip()
    blotted = masked(passage.text, [(d.mention.start, d.mention.end) for d in passage.dated])
    return (
        len(text.split()) <= _MOST_WORDS
        and len(text) <= _LONGEST_LABEL
        and not text.endswith((".", "。"))
        and re.search(r"[^\W\d_]{2}", blotted) is not None
    )


def detached_labels(passages: Sequence[Passage]) -> dict[int, Span | None]:
    """For each figure that stands in a list of at least two, the line that names it; None where the lists differ."""
    found: dict[int, Span | None] = {}
    index = 0
    while index < len(passages):
        if not is_figure_alone(passages[index]):
            index += 1
            continue
        first = index
        while index < len(passages) and is_figure_alone(passages[index]):
            index += 1
        if index - first > 1:
            found |= zip_lists(passages, first, index)
    return found


def zip_lists(passages: Sequence[Passage], first: int, end: int) -> dict[int, Span | None]:
    """The labels of the figures `first` to `end`, from the lines right above the first of them."""
    top = first
    while top > 0 and may_label(passages[top - 1]) and not any(map(str.isdigit, passages[top - 1].text)):
        top -= 1
    lines = list(range(top, first))
    count = end - first
    if len(lines) <= 1:
        return {}  # one line over several figures: a heading
    style = _style(passages[lines[-1]])
    own = [line for line in lines[-count:] if _style(passages[line]) == style]
    alone = len(lines) == count or (len(lines) > count and _style(passages[lines[-count - 1]]) != style)
    if len(own) != count or not alone:
        return dict.fromkeys(range(first, end))
    return {first + n: passages[line].block.span for n, line in enumerate(own)}


def _style(passage: Passage) -> Style:
    if passage.block.kind == "bullet":
        return "bullet"
    if passage.text.rstrip().endswith(":"):
        return "colon"
    return "title" if passage.title and not is_note(passage.text) else "line"
