"""Words that share their beginnings in a pattern are read as the plain list of them would be."""

from __future__ import annotations

import random
import re

import pytest
import regex

from extract.lex.alternatives import alternatives
from extract.lex.unit_words import any_of, words
from extract.vocab import vocabulary

_VOCABULARY = vocabulary()
_WORDS = sorted(
    {word for each in _VOCABULARY.currencies for word in (*each.all, *each.cents)}
    | {word for each in _VOCABULARY.units for word in (*each.words, *each.figures, *each.headings)}
    | {word for each in _VOCABULARY.counted for word in (*each.en, *each.ja, *each.sentences)}
)


def _plain(listed: list[tuple[str, ...]]) -> str:
    return "|".join("".join(parts) for parts in listed)


def _text(of: list[str], seed: int) -> str:
    """Words whole, cut off, run together, in capitals, beside figures."""
    chance = random.Random(seed)
    forms = [form for word in of for form in (word, word.upper(), word[:-1], f"{word}s", word.replace(" ", ""))]
    chance.shuffle(forms)
    return "".join(form + chance.choice(("", " ", " 5 ", "/", ". ")) for form in forms)


@pytest.mark.parametrize("engine", [re, regex])
@pytest.mark.parametrize("flags", [0, re.IGNORECASE])
@pytest.mark.parametrize("seed", range(3))
def test_the_same_word_is_found_at_the_same_place(engine, flags, seed):
    of = random.Random(seed).sample(_WORDS, 80)
    listed = [tuple(map(re.escape, word)) for word in sorted(of, key=lambda word: (-len(word), word))]
    text = _text(of, seed)
    found = [match.span() for match in engine.finditer(alternatives(listed), text, flags)]
    assert found == [match.span() for match in engine.finditer(_plain(listed), text, flags)]
    assert found


@pytest.mark.parametrize(
    "of, text, said",
    [
        (("Cent", "cents"), "5 cents", "cent"),  # the order counts where case alone parts them
        (("ab", "abc"), "abc", "ab"),
        (("abc", "ab"), "abd", "ab"),
        (("&c", "]d", "^e", "-f"), "x-f", "-f"),
    ],
)
def test_the_first_of_several_that_match_is_taken(of, text, said):
    found = re.search(alternatives(tuple(map(re.escape, word)) for word in of), text, re.IGNORECASE)
    assert found is not None
    assert found[0] == said


def test_pieces_that_may_be_empty_keep_their_place():
    listed = [("a", r"\s*", "b"), ("a", "b", "c"), ("a", r"\s*", "d"), ("a",)]
    for text in ("ab", "abc", "a  d", "a b", "a"):
        plain = re.match(_plain(listed), text)
        shared = re.match(alternatives(listed), text)
        assert plain is not None and shared is not None
        assert shared[0] == plain[0]


def test_no_words_are_no_pattern():
    assert alternatives([]) == any_of([]) == ""


def test_letters_do_not_run_on():
    pattern = re.compile(any_of(["yen", "euro", "円", "U.S. dollar", "US$"]), re.IGNORECASE)
    assert pattern.findall("yens 5円 EURO Neuro U.S.dollar US$5") == ["円", "EURO", "U.S.dollar", "US$"]


def test_codes_of_currencies_are_found():
    assert re.findall(words().iso, "USDJPY EU EUR") == ["USD", "JPY", "EUR"]
