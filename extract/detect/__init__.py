"""Pages to a profile: kind, issuer, dates, language, accounting standard, currency, each with its evidence."""

from __future__ import annotations

from collections.abc import Callable

from extract import model

FindPeriod = Callable[[str], model.Period | None]


def detect(
    reading: model.Reading,
    calendar: model.Calendar,
    find_period: FindPeriod,
    settings: model.Settings,
) -> tuple[model.Profile, model.Problems]:
    """What is known of the document before its tables are read.

    `calendar` is the issuer's fiscal year as inferred elsewhere; `find_period` turns a text into the one period
    it names, or None. Nothing that the document does not say is filled in.
    """
    return model.Profile(document=model.Document(), calendar=calendar), ()
