"""The stages, in order. A reader who opens this file sees everything that happens to a document.

bytes ─read→ pages ─detect→ profile ─repairs→ tables with one value a cell ─normalise→ facts
      ─tags→ facts beside what the filing's own tags say of them
      ─corrections→ facts as a person says they are
      ─prove→ facts with a status and the checks behind it ─identity→ doubts about facts that contradict each other
      ─account→ the fate of every number, and what is unread
      ─emit→ a result that satisfies the schema
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import msgspec

from extract.calendar.dating import resolve
from extract.calendar.fiscal_year import infer_calendar
from extract.calendar.moved_year import moved_in
from extract.calendar.piece_reader import months_first
from extract.calendar.terms import find_named
from extract.corrections import Laid, lay_over, load_corrections, of_document, settle
from extract.detect import detect
from extract.detect.closed_quarters import closed_quarters
from extract.detect.compared_years import compared_years
from extract.detect.definitions import Named, find_definitions, named_periods, ties, to_terms
from extract.detect.passages import to_passages
from extract.detect.reported import reported_periods, stacked_headings
from extract.detect.told_years import said_otherwise, told_years
from extract.errors import ExtractError, UnreadableDocument
from extract.facts.coverage import account_for
from extract.facts.heading_doubts import doubted_by_headings
from extract.facts.identity import one_value_each
from extract.facts.nothing_read import nothing_read
from extract.facts.statement import normalise
from extract.facts.supposed_characters import with_supposed_characters
from extract.facts.tagged import beside_tags, without_settled
from extract.facts.told_elsewhere import told_right
from extract.facts.trust import with_trust
from extract.faults import contained, fault_to_problem, is_ours
from extract.lex.harmless import harmless
from extract.lex.style import reading_as, style_of
from extract.model import (
    Block,
    Document,
    Fact,
    GridBlock,
    Judgement,
    Outcome,
    Period,
    Problem,
    Problems,
    Profile,
    Reading,
    Result,
    Settings,
    Statement,
    TextBlock,
)
from extract.model.correction import Correction
from extract.problems import problem
from extract.prove.judge import judge
from extract.read import describe, read_pages
from extract.repairs import repair_grids
from extract.version import __version__
from extract.vocab import using


def read_document(data: bytes, name: str, settings: Settings, corrections: Sequence[Correction] = ()) -> Result:
    """One document, whole. Never raises for what is wrong with the document: that is data in the result.

    A name that is a path tells where the document lies, which no result says: its last part is kept. Of the corrections
    those of this document are applied; those of another one of its name are told.
    """
    name = name.replace("\\", "/").rstrip("/").rpartition("/")[2] or "document"
    with using(settings.vocab):
        try:
            reading, problems = read_pages(data, name, settings)
        except UnreadableDocument as error:
            return _uncorrected(_failed(data, name, error), corrections)
        except Exception as error:
            return _uncorrected(_given_up(data, name, error), corrections)
        with reading_as(style_of(_texts(reading))):
            mine = of_document(corrections, reading.source.sha256, reading.source.name)
            return _read(reading, problems, settings, mine)


def _read(reading: Reading, problems: Problems, settings: Settings, corrections: Sequence[Correction]) -> Result:
    """The document's pages, with all its numbers read as it prints them, to its result."""
    reading, found = repair_grids(reading, settings)
    problems += found
    profile, found = _whole("the profile", lambda: profile_of(reading, settings), Profile(document=Document()))
    problems += found
    statement, found = _whole(
        "the facts", lambda: normalise(reading, profile, settings), Statement(profile=profile, tables=(), facts=())
    )
    problems += found
    if reading.supposed:
        facts = with_supposed_characters(statement.facts, reading.supposed)
        statement = msgspec.structs.replace(statement, facts=facts)
    if reading.tags:
        untagged, tags = statement, reading.tags
        statement, found = _whole("the tags", lambda: beside_tags(untagged, tags), untagged)
        problems = (*without_settled(problems, statement.facts), *found)
    statement, found = _whole("what sentences tell of tables", lambda: told_right(statement), statement)
    problems += found
    unlaid = statement, Laid(waiting=tuple(corrections))
    (statement, laid), found = _whole(
        "the corrections", lambda: (lay_over(unlaid[0], corrections, reading.source.sha256), ()), unlaid
    )
    problems += found
    unproved = Judgement(statement=msgspec.structs.replace(statement, blanks=()))
    judgement, found = _whole("the proof", lambda: judge(statement, settings), unproved)
    problems += found
    judgement, found = _whole("the identities", lambda: one_value_each(judgement, settings), judgement)
    problems += found
    judged = doubted_by_headings(judgement.statement.facts)
    settled, found = _whole("the corrections", lambda: settle(judged, laid), judged)
    problems += found
    facts = with_trust(settled)
    nothing: dict[str, int] = {}
    coverage, found = _whole("the account", lambda: account_for(reading, judgement.statement.tables, facts), nothing)
    problems += (*nothing_read(reading, facts), *found)
    return _result(reading, judgement, facts, coverage, problems)


T = TypeVar("T")


def _whole(what: str, stage: Callable[[], tuple[T, Problems]], instead: T) -> tuple[T, Problems]:
    """A stage on a whole document, and what it is without that stage where a fault of ours ends it.

    Stages contain their faults in the table, page or passage concerned; this is for what is left.
    """
    faults: list[Problem] = []
    with contained(faults, what):
        return stage()
    return instead, tuple(faults)


def profile_of(reading: Reading, settings: Settings) -> tuple[Profile, Problems]:
    """What is known of the document as a whole. The fiscal calendar comes first: every date hangs on it."""
    passages = to_passages(reading)
    headings = list(stacked_headings(reading.blocks))
    named = named_periods(passages)
    told = told_years(settings)
    texts = [*_texts(reading), *headings]
    tied, compared, reported = ties(named), compared_years(reading.blocks), reported_periods(passages)
    calendar, _ = infer_calendar(texts, tied, compared, told, reported)
    closed: tuple[Named, ...] = ()
    if calendar.end_month is None and (closed := closed_quarters(passages, headings)):
        calendar, _ = infer_calendar(texts, [*tied, *ties(closed)], compared, told, reported)
    calendar = msgspec.structs.replace(calendar, moved_in=moved_in(_texts(reading)))
    terms = to_terms(named, lambda mention: resolve(mention, calendar))
    dated_by = msgspec.structs.replace(calendar, terms=terms, month_first=months_first(_texts(reading)))

    def find_period(text: str) -> Period | None:
        dated = [resolve(m, dated_by) for m in find_named(text, dated_by)]
        return next((p for p in dated if p.end is not None), None)

    profile, problems = detect(reading, dated_by, find_period, settings)
    meant = (*terms, *to_terms(closed, lambda mention: resolve(mention, calendar)))
    definitions = find_definitions(passages, [*named, *closed], meant)
    return msgspec.structs.replace(profile, definitions=definitions), (*problems, *said_otherwise(told, calendar))


def _texts(reading: Reading) -> list[str]:
    texts: list[str] = []
    for block in reading.blocks:
        texts += _texts_of(block)
    return texts


def _texts_of(block: Block) -> list[str]:
    if isinstance(block, TextBlock):
        return [block.span.text]
    assert isinstance(block, GridBlock)
    return [cell.text for cell in block.grid.cells]


def _result(
    reading: Reading, judgement: Judgement, facts: tuple[Fact, ...], coverage: dict[str, int], problems: Problems
) -> Result:
    statement = judgement.statement
    status: Outcome = "partial" if any(p.severity == "error" for p in problems) else "complete"
    return Result(
        product=__version__,
        status=status,
        source=reading.source,
        document=statement.profile.document,
        definitions=statement.profile.definitions,
        coverage=coverage,
        tables=statement.tables,
        facts=facts,
        checks=judgement.checks,
        problems=problems,
    )


def _uncorrected(result: Result, corrections: Sequence[Correction]) -> Result:
    """The result of a document that could not be read, with what that means for its corrections."""
    mine = of_document(corrections, result.source.sha256, result.source.name)
    nothing = Statement(profile=Profile(document=result.document), tables=(), facts=())
    _, laid = lay_over(nothing, mine, result.source.sha256)
    _, told = settle((), laid)
    return msgspec.structs.replace(result, problems=(*result.problems, *told))


def _failed(data: bytes, name: str, error: ExtractError) -> Result:
    if "empty" in error.message:
        code = "empty_document"
    elif "limit" in error.message:
        code = "too_large"
    else:
        code = "binary_document"
    trouble = problem(code, str(error), severity="error", data={"remedy": error.remedy})
    return Result(
        product=__version__, status="failed", source=describe(data, name), document=Document(), problems=(trouble,)
    )


def _given_up(data: bytes, name: str, error: Exception) -> Result:
    """A document whose pages could not be had by a fault of ours. Raises again what is none of ours."""
    if not is_ours(error):
        raise error
    trouble = fault_to_problem(error, "the reading of the document", None)
    return Result(
        product=__version__, status="failed", source=describe(data, name), document=Document(), problems=(trouble,)
    )


def read(
    source: str | os.PathLike[str] | bytes,
    *,
    name: str | None = None,
    settings: Settings | None = None,
    corrections: str | os.PathLike[str] | Sequence[Correction] = (),
) -> Result:
    """Read a document: a path, or its bytes; with corrections, or the path of a file of them.

    Returns the result the command line writes as JSON. A document that cannot be read gives a result of status
    "failed" whose problems say why; raises ExtractError only when the file itself cannot be opened.
    """
    settings = settings or Settings()
    if isinstance(corrections, str | os.PathLike):
        corrections = load_corrections((Path(corrections),))
    if isinstance(source, bytes):
        return _logged(read_document(source, name or "document", settings, corrections))
    path = Path(source)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ExtractError(
            f"cannot be opened: {error.strerror}", name=str(path), remedy="check the path and its permissions"
        ) from error
    return _logged(read_document(data, name or path.name, settings, corrections))


_LOG = logging.getLogger("ir_extract")
_LOG.addHandler(logging.NullHandler())


def _logged(result: Result) -> Result:
    """Tells the log `ir_extract` of a document that was read: its counts for whoever debugs, our faults as errors."""
    for each in result.problems:
        if each.code == "internal":
            _LOG.error("%s: %s", harmless(result.source.name), harmless(each.message))
    if _LOG.isEnabledFor(logging.DEBUG):
        trusted = sum(fact.trusted for fact in result.facts)
        told = "%s: %s, %d facts, %d trusted, %d problems"
        counts = (len(result.facts), trusted, len(result.problems))
        _LOG.debug(told, harmless(result.source.name), result.status, *counts)
    return result
