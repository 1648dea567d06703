"""A form of a period that is left out for want of a sign would not have matched."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from extract.lex.fold import fold
from extract.lex.heading_pieces import _EXTRA_FORMS
from extract.lex.period_forms import FORMS
from extract.lex.sieve import Sieve

CASES = Path(__file__).parents[1] / "cases"
TEXTS = sorted({line for file in CASES.glob("*.txt") for line in file.read_text(encoding="utf-8").splitlines()})
_WORDS = (
    "first", "second", "3rd", "quarter", "half", "half-year", "year", "full year", "of", "the", "to", "through", "~",
    "-", "/", "ended", "e n d e d", "ending", "months", "m o n t h s", "nine months", "three", "13", "weeks", "period",
    "March", "Sep.", "31", "31,", "2024", "'24", "24", "FY", "FY2024", "fiscal", "calendar", "CY", "1Q", "Q3", "9M",
    "H1", "and", "prior", "previous", "last", "same", "current", "LTM", "twelve", "as of", "year-ago", "YTD", "(", ")",
    "令和6", "2024", "年", "年度", "3月", "月", "期", "期末", "末", "31日", "自", "至", "から", "第3四半期", "上期",
    "中間", "通期",
    "当", "前", "翌", "連結会計年度", "年同期", "に終了した", "9カ月間", "R6.3.31", "2024/3", "3/31/2024", "31.12.2024",
)  # fmt: skip


def _made_up(count: int) -> list[str]:
    chance = random.Random(7)
    return [chance.choice(("", " ")).join(chance.choices(_WORDS, k=chance.randint(1, 7))) for _ in range(count)]


@pytest.mark.parametrize("texts", [TEXTS, _made_up(4000)], ids=["cases", "made up"])
def test_what_is_left_out_does_not_match(texts):
    matched: set[int] = set()
    for text in texts:
        folded = fold(text)
        for sieve, pattern_at in ((FORMS, 2), (_EXTRA_FORMS, 0)):
            kept = {id(form) for form in sieve.of(folded)}
            for form in sieve.all:
                if form[pattern_at].search(folded):
                    assert id(form) in kept, (form[pattern_at].pattern, text)
                    matched.add(id(form))
    assert len(matched) > 0.5 * len((*FORMS.all, *_EXTRA_FORMS.all))


def test_all_signs_are_needed_and_the_order_is_kept():
    sieve = Sieve([("digit 年", "a"), ("", "b"), ("digit", "c")])
    assert sieve.of("2024年") == ("a", "b", "c")
    assert sieve.of("2024") == ("b", "c")
    assert sieve.of("年") == ("b",)
