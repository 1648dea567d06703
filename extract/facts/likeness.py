"""English labels to bags of words in which those that say one thing are one: labels alike within a statement.

`Acquisitions of businesses` and `Payments to acquire businesses` are one bag. The words are data (`vocab/alike.jsonl`).
Bags are compared within one statement only, and never where a label is known as it stands.
"""

from __future__ import annotations

from functools import lru_cache

from extract.facts.label_forms import STOP_WORDS, plain
from extract.vocab import Vocabulary, active, made_of_words

_LEAST = 2  # of one word alone a row is called by its name or not at all


@made_of_words
def _phrases(vocabulary: Vocabulary) -> dict[tuple[str, ...], str]:
    """Phrases in their normal form, and the word that stands for each."""
    return {tuple(plain(phrase).split()): group.word for group in vocabulary.alike for phrase in group.en}


@made_of_words
def _longest(_vocabulary: Vocabulary) -> int:
    return max(map(len, _phrases()), default=1)


def bag_of(form: str) -> frozenset[str]:
    """The words of a normal form that tell what a row is, each as the one that stands for its like; empty for Japanese
    forms and for those of fewer than two such words.

    >>> bag_of("acquisition of business") == bag_of("payment to acquire business net")
    True
    >>> sorted(bag_of("net income")), bag_of("other net")
    (['income', 'net'], frozenset())
    """
    return _bag(active(), form) if form.isascii() else frozenset()


@lru_cache(maxsize=32768)
def _bag(_words: Vocabulary, form: str) -> frozenset[str]:
    words = form.split()
    said = [word for word in _told(words) if word]
    bag = frozenset(said) - STOP_WORDS
    if len(bag) < _LEAST and "net" in words:
        bag |= {"net"} if bag and bag != {"other"} else set()
    return bag if len(bag) >= _LEAST else frozenset()


def _told(words: list[str]) -> list[str]:
    """Each word, or each phrase, as what stands for it; the longest phrase first."""
    phrases, longest = _phrases(), _longest()
    out, at = [], 0
    while at < len(words):
        for length in range(min(longest, len(words) - at), 0, -1):
            phrase = tuple(words[at : at + length])
            if phrase in phrases:
                out.append(phrases[phrase])
                at += length
                break
        else:
            out.append(words[at])
            at += 1
    return out
