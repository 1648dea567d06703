"""Labels that the vocabulary of concepts knows, whole or in pieces."""

from __future__ import annotations

from collections.abc import Sequence

import regex as re

from extract.lex.fold import fold
from extract.vocab import Vocabulary, made_of_words

_BETWEEN = re.compile(r"[\s・、,()\[\]「」]+")
_HAN = re.compile(r"[\p{Han}\p{Katakana}]")


@made_of_words
def _names(vocabulary: Vocabulary) -> frozenset[str]:
    return frozenset(_plain(label) for concept in vocabulary.concepts for label in concept.labels if _HAN.search(label))


def _plain(text: str) -> str:
    return _BETWEEN.sub("", fold(text))


def one_label(lines: Sequence[str]) -> bool:
    """Whether lines are the pieces of one Japanese label, broken within its words: together they are a label that is
    known, and what stands on the last of them is none.

    >>> one_label(["１株当たり純資産", "額"]), one_label(["営業活動によるキャッ", "シュ・フロー"])
    (True, True)
    >>> one_label(["流動資産", "現金及び預金"])
    False
    """
    names = _names()
    return len(lines) > 1 and _plain("".join(lines)) in names and _plain(lines[-1]) not in names
