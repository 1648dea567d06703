"""Pages to a profile: kind, issuer, dates, language, accounting standard, currency, each with its evidence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from itertools import pairwise

import msgspec

from extract import model
from extract.detect.currency import detect_currency, detect_exchange_rates, detect_truncated
from extract.detect.dates import detect_published
from extract.detect.file_name import Named, named_by_file
from extract.detect.issuer import detect_issuer
from extract.detect.kind import detect_kind
from extract.detect.language import detect_language
from extract.detect.metadata import issuer_with_metadata, period_with_metadata, title_with_metadata
from extract.detect.passages import to_passages
from extract.detect.securities import detect_securities
from extract.detect.standard import detect_standard
from extract.detect.title import detect_period, detect_title
from extract.lex.dates import first_day, is_month_end
from extract.lex.mention import PARTS
from extract.lex.period_labels import CUMULATIVE
from extract.lex.periods import find_periods
from extract.problems import problem
from extract.vocab.register import issuer_key

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
    passages = to_passages(reading)
    kind, kind_evidence, kind_problems = detect_kind(passages, reading.pages)
    file = named_by_file(reading.source.name)
    name, name_evidence, name_problems = detect_issuer(passages, file)
    if name is None and (told := issuer_with_metadata(passages, reading.metadata)) is not None:
        (name, name_evidence), name_problems = told, ()
    securities, security_evidence = detect_securities(passages, name)
    if file is not None and not securities:
        securities, security_evidence = _code_of_file(file, name)
    title, title_evidence = title_with_metadata(*detect_title(passages, name), passages, reading.metadata)
    published, published_evidence = detect_published(passages, name)
    if file is not None and file.filed is not None and published is None:
        published, published_evidence = file.filed, (file.evidence("published", file.filed),)
    standard, standard_evidence = detect_standard(passages)
    currency, currency_evidence = detect_currency(passages)
    period, period_evidence = period_with_metadata(
        *detect_period(passages, title, find_period), passages, reading.metadata, find_period
    )
    so_far = kind == "summary_report" or _tells_quarters_so_far(passage.text for passage in passages)
    period = _cumulative(period, title, calendar) if so_far else period
    truncated, truncated_evidence = detect_truncated(passages)
    year_end, year_problems = _fiscal_year_end(calendar)
    document = model.Document(
        kind=kind,
        evidence=(
            *kind_evidence,
            *name_evidence,
            *security_evidence,
            *title_evidence,
            *published_evidence,
            *standard_evidence,
            *currency_evidence,
            *period_evidence,
            *truncated_evidence,
        ),
        issuer=model.Issuer(name=name, securities=securities),
        title=title,
        published=published,
        language=detect_language(passages),
        accounting_standard=standard,
        fiscal_year_end=year_end,
        period=period,
        currency=currency,
    )
    if so_far:
        calendar = msgspec.structs.replace(calendar, cumulative=True)
    profile = model.Profile(
        document=document,
        calendar=calendar,
        exchange_rates=detect_exchange_rates(passages),
        truncated=truncated,
    )
    return profile, (*kind_problems, *name_problems, *year_problems)


def _code_of_file(file: Named, issuer: str | None) -> tuple[tuple[model.Security, ...], tuple[model.Evidence, ...]]:
    """The code of the issuer that the file name tells, where the document is of that issuer."""
    if file.code is None or issuer is None or not (file.surely or issuer_key(issuer) == issuer_key(file.name)):
        return (), ()
    security = model.Security(exchange=file.exchange, code=file.code)
    return (security,), (file.evidence("security", f"{file.exchange}:{file.code}"),)


_SO_FAR = re.compile(r"[当前]?第\s?[2-4２-４二三四]\s?四半期(?:連結)?累計")
_LONGEST_DATED = 120
_BY_THEMSELVES = re.compile(
    r"第\s?[2-4２-４二三四]\s?四半期(?:連結)?(?:会計期間|のみ|単独|単体)"
    r"|[3３三]\s?[ヶケかカヵ箇]月"
)


def _tells_quarters_so_far(texts: Iterable[str]) -> bool:
    """Whether a document says of its quarters that they run from the first day of the year, and of none that it stands
    alone: `第２四半期` over its columns is then what `当第２四半期累計期間` was in its sentences. In English, dates in
    brackets say so."""
    said = False
    for text in texts:
        if "uarter" in text:
            said = said or _is_dated_so_far(text)
            continue
        if "四半期" not in text and "月" not in text:
            continue
        if _BY_THEMSELVES.search(text):
            return False
        said = said or _SO_FAR.search(text) is not None or _dates_quarter_so_far(text)
    return said


def _is_dated_so_far(text: str) -> bool:
    """Whether the dates behind the name of a quarter begin with the year that it is of: `Second Quarter of the Year
    Ending March, 2031 (April 1, 2030 - September 30, 2030)`."""
    for name, means in pairwise(find_periods(text)):
        part = CUMULATIVE.get(name.part or "")
        if part is None or not name.names_year_end or name.finish is None or means.part is not None:
            continue
        bracket = _BRACKET.fullmatch(text[name.end : means.start]) is not None
        if bracket and means.finish == name.finish and means.months == PARTS[part][1]:
            return True
    return False


_BRACKET = re.compile(r"\s*[(（]\s*")


def _dates_quarter_so_far(text: str) -> bool:
    """Whether a text says the days of a later quarter, and that they begin with the year: `2032年３月期第２四半期の業績
    （2031年４月１日～2031年９月30日）`."""
    if "四半期" not in text or len(text) > _LONGEST_DATED:
        return False
    dated = (m for m in find_periods(text) if m.begin is not None and m.finish is not None and "四半期" in m.printed)
    return any(m.part in ("H1", "9M", "FY") and m.names_year_end and m.months in (6, 9, 12) for m in dated)


def _cumulative(period: model.Period | None, title: str | None, calendar: model.Calendar) -> model.Period | None:
    """A Japanese quarterly summary report (第３四半期決算短信) reports from the first day of the fiscal year."""
    if period is None or period.end is None or calendar.end_month is None:
        return period
    if re.search(r"四半期|中間", f"{title or ''} {period.printed or ''}") is None:
        return period
    end = date.fromisoformat(period.end)
    if not is_month_end(end) and end.day != calendar.end_day:
        return period
    months = (end.month - calendar.end_month - 1) % 12 + 1
    return msgspec.structs.replace(period, kind="duration", start=first_day(end, months).isoformat())


def _fiscal_year_end(calendar: model.Calendar) -> tuple[str | None, model.Problems]:
    if calendar.end_month is None or calendar.end_day is None:
        return None, (problem("fiscal_year_unknown", "nothing says when the fiscal year ends"),)
    return f"{calendar.end_month:02}-{calendar.end_day:02}", ()
