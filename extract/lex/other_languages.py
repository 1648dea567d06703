"""Sentences of a language that is not read: known by their small words.

What a sentence says of its figure (that it is the year before, that it is planned, that it fell by so much) is said by
words; where these are not known, the figure has been read and its meaning has not.
"""

from __future__ import annotations

import regex as re

from extract.lex.fold import fold
from extract.vocab import Vocabulary, made_of_words, remembered

_WORD = re.compile(r"\p{L}+")
_LEAST = 2
_READ = "en"


@made_of_words
def _small(vocabulary: Vocabulary) -> dict[str, frozenset[str]]:
    """The small words of each language, without those that English has as well."""
    words = {entry.language: frozenset(map(str.casefold, entry.small)) for entry in vocabulary.languages}
    read = words.get(_READ, frozenset())
    return {language: small if language == _READ else small - read for language, small in words.items()}


@remembered(4096)
def is_of_other_language(text: str) -> bool:
    """Whether a text is written in a language whose words are not known.

    >>> is_of_other_language("Der Umsatz stieg im Quartal auf 12,0 Mrd. Euro (Vorjahr: 11,4 Mrd. Euro).")
    True
    >>> is_of_other_language("Net sales of Banco de la Plata rose to $12.0 billion.")
    False
    """
    words = {word.casefold() for word in _WORD.findall(fold(text))}
    counts = {language: len(words & small) for language, small in _small().items()}
    read = counts.pop(_READ, 0)
    return max(counts.values(), default=0) >= max(_LEAST, read + 1)
