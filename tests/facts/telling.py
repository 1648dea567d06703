"""Facts of short prose, read as the product reads it."""

from __future__ import annotations

from extract import model
from extract.prose import prose_facts
from extract.read.text import read_text

CALENDAR = model.Calendar(end_month=3, end_day=31, label="start")
SETTINGS = model.Settings()


def reading_of(text: str) -> model.Reading:
    source = model.Source(name="t.txt", sha256="", media_type="text/plain", bytes=len(text))
    return read_text(text, source, "utf-8", SETTINGS)[0]


def profile(
    *,
    kind: model.DocumentKind | None = None,
    start: str | None = None,
    end: str | None = None,
    currency: str | None = "JPY",
    calendar: model.Calendar = CALENDAR,
) -> model.Profile:
    period = model.Period(kind="duration", start=start, end=end) if end else None
    return model.Profile(document=model.Document(kind=kind, period=period, currency=currency), calendar=calendar)


def told(
    text: str, known: model.Profile | None = None, extra: tuple[model.TextBlock, ...] = ()
) -> tuple[tuple[model.Fact, ...], model.Problems]:
    return prose_facts(reading_of(text), known or profile(), SETTINGS, extra)


def facts(text: str, known: model.Profile | None = None) -> tuple[model.Fact, ...]:
    return told(text, known)[0]


def values(text: str, known: model.Profile | None = None) -> list[tuple[str | None, str | None, str]]:
    """Value, unit and measure of every fact."""
    return [(fact.value, fact.unit, fact.measure) for fact in facts(text, known)]


def periods(text: str, known: model.Profile | None = None) -> list[tuple[str | None, str | None] | None]:
    return [(f.period.start, f.period.end) if f.period else None for f in facts(text, known)]
