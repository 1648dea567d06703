"""Profiles of short texts, read as the product reads them."""

from __future__ import annotations

from extract import model
from extract.calendar.dating import resolve
from extract.calendar.fiscal_year import infer_calendar
from extract.detect import detect
from extract.lex.periods import find_periods
from extract.read.text import read_text


def reading_of(text: str, file: str = "t.txt") -> model.Reading:
    source = model.Source(name=file, sha256="", media_type="text/plain", bytes=len(text))
    reading, _ = read_text(text, source, "utf-8", model.Settings())
    return reading


def profile_of(
    text: str, calendar: model.Calendar | None = None, file: str = "t.txt"
) -> tuple[model.Profile, model.Problems]:
    if calendar is None:
        calendar, _ = infer_calendar(text.splitlines())

    def find_period(words: str) -> model.Period | None:
        dated = [resolve(mention, calendar) for mention in find_periods(words)]
        return next((period for period in dated if period.end is not None), None)

    return detect(reading_of(text, file), calendar, find_period, model.Settings())


def document_of(text: str, file: str = "t.txt") -> model.Document:
    return profile_of(text, file=file)[0].document


def codes(text: str) -> list[str]:
    return [problem.code for problem in profile_of(text)[1]]
