"""Months and eras as data: every word of them is read wherever a day is, and what only begins like one is none."""

from __future__ import annotations

import re

import pytest

from extract.detect.dates import find_dates
from extract.lex.calendar_words import MONTH, MONTH_BEGUN, month_named
from extract.lex.dates import year_of
from extract.lex.period_days import read_day
from extract.vocab import eras, months

WORDS = [(word, month.month) for month in months() for word in month.en]


@pytest.mark.parametrize(("word", "number"), WORDS)
def test_each_word_for_a_month_is_read_where_a_day_is(word: str, number: int) -> None:
    assert read_day(f"{word} 7, 2031") == (2031, number, 7)
    assert read_day(f"7 {word} 2031") == (2031, number, 7)
    assert [day.iso for day in find_dates(f"Bern, {word.upper()} 7, 2031")] == [f"2031-{number:02}-07"]


def test_there_are_twelve_months_in_order_and_only_one_word_for_each_is_whole() -> None:
    assert [month.month for month in months()] == list(range(1, 13))
    assert len({word for word, _ in WORDS}) == len(WORDS)


@pytest.mark.parametrize("word", ["Margin", "Decrease", "Mayor", "Octane", "Marketing", "Junction", "Novel", "Septic"])
def test_words_that_begin_like_a_month_are_none(word: str) -> None:
    assert re.fullmatch(MONTH, word, re.I) is None
    assert re.fullmatch(MONTH_BEGUN, word, re.I) is None
    assert month_named(word) is None


@pytest.mark.parametrize("word", ["Septem", "Dec", "Novemb", "Marc", "Augus"])
def test_a_month_that_was_cut_off_is_known_by_what_is_left(word: str) -> None:
    assert re.fullmatch(MONTH_BEGUN, word, re.I)
    assert month_named(word) is not None


@pytest.mark.parametrize("era", eras(), ids=lambda era: era.letter)
def test_the_first_year_of_an_era_follows_the_year_before_it(era: object) -> None:
    name, letter, before = era.era, era.letter, era.before  # type: ignore[attr-defined]
    assert year_of(f"{name}元") == year_of(f"{letter}1") == before + 1
