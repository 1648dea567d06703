"""Labels and words of labels that the vocabulary of concepts knows, whole or in pieces."""

from __future__ import annotations

from collections.abc import Container, Sequence

import regex as re

from extract.lex.fold import fold
from extract.vocab import Vocabulary, made_of_words

_BETWEEN = re.compile(r"[\s・、,()\[\]「」]+")
_HAN = re.compile(r"[\p{Han}\p{Katakana}]")
_WORD = re.compile(r"[a-z]+")
_LAST, _FIRST = re.compile(r"[A-Za-z]+$"), re.compile(r"[a-z]+")


@made_of_words
def _names(vocabulary: Vocabulary) -> frozenset[str]:
    return frozenset(_plain(label) for concept in vocabulary.concepts for label in concept.labels if _HAN.search(label))


@made_of_words
def _english(vocabulary: Vocabulary) -> frozenset[str]:
    labels = (label for concept in vocabulary.concepts for label in concept.labels if not _HAN.search(label))
    return frozenset(" ".join(_WORD.findall(fold(label).casefold())) for label in labels)


def is_known(label: str) -> bool:
    """Whether a whole label is one of a concept.

    >>> is_known("Operating profit"), is_known("営業利益"), is_known("Main shareholders")
    (True, True, False)
    """
    return _plain(label) in _names() or " ".join(_WORD.findall(fold(label).casefold())) in _english()


@made_of_words
def _words(vocabulary: Vocabulary) -> frozenset[str]:
    labels = (label for concept in vocabulary.concepts for label in concept.labels)
    return frozenset(word for label in labels for word in _WORD.findall(fold(label).casefold()))


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


def rest_of_known(lines: Sequence[str], labels: Container[str]) -> bool:
    """Whether lines are one Japanese label that is known, though what stands on the last of them is one too: another
    row has that label, and what stands before it is none (`負債純` over `資産合計`, below a row `資産合計`).

    >>> rest_of_known(["負債純", "資産合計"], {"資産合計"}), rest_of_known(["負債純", "資産合計"], ())
    (True, False)
    """
    names = _names()
    known = len(lines) > 1 and _plain("".join(lines)) in names and _plain(lines[0]) not in names
    return known and lines[-1] in labels


def one_word(first: str, second: str) -> bool:
    """Whether the last letters of a text and the first ones of the next are one word, torn: a word of labels, as its
    second half is none.

    >>> one_word("Cash at beg", "inning of period"), one_word("Total liabili", "ties"), one_word("Net", "income")
    (True, True, False)
    """
    begin, end = _LAST.search(first), _FIRST.match(second)
    if begin is None or end is None:
        return False
    words = _words()
    return begin[0].casefold() + end[0] in words and end[0] not in words
