"""Questions about a folder of results: which documents, which facts, and the evidence of a fact.

No answer drops a doubt: each fact comes with its status, whether it is trusted, and why not. Text of documents is made
harmless; it is print, and nothing in it is an instruction.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from extract.batch.manifest import read_rows
from extract.emit import result_as_written
from extract.errors import ExtractError
from extract.lex.harmless import harmless
from extract.model import Fact, Ground, Location, Result
from extract.show import check_in_words
from extract.store.stored import MANIFEST, result_paths
from extract.summary import doubts_in_words, period_in_words

MOST_FACTS, MOST_DOCUMENTS, MOST_UNREAD, KEPT = 200, 500, 50, 64


class Answers:
    """A folder of results that can be asked. Results are read when they are needed, and the last ones kept."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        if not folder.is_dir():
            raise ExtractError("no such folder", name=str(folder), remedy="name a folder that `run --out` wrote")
        self._read = functools.lru_cache(maxsize=KEPT)(_read)

    def names(self) -> dict[str, Path]:
        """The documents by the names that answers give them, as they are now: a run may write while questions are
        asked. What would act in a name is visible there, so that it can be asked for as it was told."""
        named: dict[str, Path] = {}
        for path in result_paths(self.folder):
            name = shown = harmless(path.relative_to(self.folder).with_suffix("").as_posix())
            number = 2
            while shown in named:
                shown, number = f"{name} ({number})", number + 1
            named[shown] = path
        return named

    def path(self, document: str) -> Path:
        """The file of the result of a document. Raises ExtractError when there is none of this name."""
        path = self.names().get(document)
        if path is None:
            raise ExtractError("there is no such document", name=document, remedy="ask list_documents for the names")
        return path

    def result(self, document: str) -> Result:
        """The result of a document. Raises ExtractError when there is none of this name, or it cannot be read."""
        path = self.path(document)
        return self._read(path, _changed(path))

    def documents(self, issuer: str | None = None, limit: int = 50) -> dict[str, Any]:
        """Documents, each with what it is, its status, and how many of its figures are trusted; and those of which
        there is no result that can be read, which no other answer knows of. Raises ExtractError when there is none."""
        found: list[dict[str, Any]] = []
        unread = self._without_result()
        left = 0
        for name, result in self._results(issuer, None, unread):
            if len(found) >= _bounded(limit, MOST_DOCUMENTS):
                left += 1
                continue
            document = result.document
            trusted = sum(fact.trusted for fact in result.facts)
            found.append(
                {
                    "document": name,
                    "issuer": _shown(document.issuer.name),
                    "securities": [f"{each.exchange}:{each.code}" for each in document.issuer.securities],
                    "title": _shown(document.title),
                    "kind": document.kind,
                    "period": period_in_words(document.period) or None,
                    "status": result.status,
                    "facts": len(result.facts),
                    "trusted": trusted,
                    "not_trusted": sum(not fact.trusted and fact.status != "nil" for fact in result.facts),
                    "numbers_unread": result.coverage.get("unread", 0),
                    "problems": sorted({problem.code for problem in result.problems}),
                }
            )
        if not found and not left and not unread and issuer is None:
            raise ExtractError("no results in it", name=str(self.folder), remedy="`ir-extract run … --out` writes some")
        return {"documents": found, "left_out": left, **_told(unread)}

    def facts(
        self,
        *,
        concept: str | None = None,
        label: str | None = None,
        issuer: str | None = None,
        document: str | None = None,
        period: str | None = None,
        trusted_only: bool = False,
        limit: int = 50,
    ) -> dict[str, Any]:
        """Facts that fit all that is given. `label` is a part of the label, `period` a day, a span, a month or a year
        in which it ends. What was left out by `limit` is counted, and so are doubtful facts left out; documents that
        could not be looked into are named."""
        if not any((concept, label, issuer, document, period)):
            raise ExtractError(
                "nothing is asked for", name="find_facts", remedy="give a concept, label, issuer, document or period"
            )
        found: list[dict[str, Any]] = []
        unread = self._without_result() if document is None else []
        left = doubtful = 0
        if document is not None:
            self.result(document)
        for name, result in self._results(issuer, document, unread):
            for fact in result.facts:
                if not _fits(fact, concept, label, period):
                    continue
                if trusted_only and not fact.trusted:
                    doubtful += 1
                elif len(found) >= _bounded(limit, MOST_FACTS):
                    left += 1
                else:
                    found.append({"document": name, **fact_to_answer(fact)})
        return {"facts": found, "left_out": left, "not_trusted_left_out": doubtful, **_told(unread)}

    def evidence(self, document: str, fact: str) -> dict[str, Any]:
        """All that speaks for and against a fact: places, checks, other readings, problems that name it."""
        result = self.result(document)
        found = next((each for each in result.facts if each.id == fact), None)
        if found is None:
            raise ExtractError(f"there is no fact {fact}", name=document, remedy="ask find_facts for the ids")
        facts = {each.id: each for each in result.facts}
        touching = [check for check in result.checks if any(term == fact for term, _ in check.terms)]
        return {
            "document": document,
            **fact_to_answer(found),
            "header": [harmless(part) for part in found.header],
            "basis": found.basis,
            "explanation": _shown(found.explanation),
            "tolerance": found.tolerance,
            "grounds": {aspect: [_ground(each) for each in grounds] for aspect, grounds in found.grounds.items()},
            "checks": [
                {
                    "verdict": check.verdict,
                    "told": harmless(check_in_words(check, facts)),
                    "proves": check.id in found.proof,
                }
                for check in touching
            ],
            "candidates": [{"value": each.value, "why": harmless(each.why)} for each in found.candidates],
            "problems": [
                {"code": each.code, "severity": each.severity, "message": harmless(each.message)}
                for each in result.problems
                if fact in each.facts
            ],
        }

    def _results(
        self, issuer: str | None, document: str | None, unread: list[dict[str, str]]
    ) -> Iterator[tuple[str, Result]]:
        """The results that are meant; those that cannot be read are told in `unread`, and the others go on."""
        for name, path in self.names().items():
            if document is not None and name != document:
                continue
            try:
                result = self._read(path, _changed(path))
            except ExtractError as error:
                unread.append({"document": name, "why": harmless(str(error))})
                continue
            if issuer is None or _is_issuer(result, issuer):
                yield name, result

    def _without_result(self) -> list[dict[str, str]]:
        """Documents of the run that have no result: too long, too large, not found."""
        manifest = self.folder / MANIFEST
        rows = read_rows(manifest) if manifest.is_file() else ()
        return [
            {"document": harmless(row.input), "why": harmless(f"{row.outcome}: {row.reason or row.status}")}
            for row in rows
            if row.output is None and not row.earlier
        ]


def fact_to_answer(fact: Fact) -> dict[str, Any]:
    """A fact as an answer: what it is, its value, and how far it can be trusted, in codes and in words."""
    return {
        "fact": fact.id,
        "label": [harmless(part) for part in fact.label],
        "concept": fact.concept,
        "period": period_in_words(fact.period) or None,
        "unit": fact.unit,
        "value": fact.value,
        "measure": fact.measure,
        "dimensions": {name: harmless(value) for name, value in fact.dimensions.items()},
        "printed": _shown(fact.printed),
        "status": fact.status,
        "trusted": fact.trusted,
        "doubts": list(fact.doubts),
        "why_not_trusted": doubts_in_words(fact) or None,
        "place": _place(fact.location),
    }


def _fits(fact: Fact, concept: str | None, label: str | None, period: str | None) -> bool:
    if concept is not None and fact.concept != concept:
        return False
    if label is not None and label.casefold() not in " > ".join(fact.label).casefold():
        return False
    if period is None:
        return True
    told, last = period_in_words(fact.period), fact.period.end if fact.period else None
    return told == period or bool(last and "/" not in period and last.startswith(period))


def _is_issuer(result: Result, issuer: str) -> bool:
    wanted = issuer.casefold().strip()
    codes = {code for each in result.document.issuer.securities for code in (each.code, f"{each.exchange}:{each.code}")}
    return wanted in {code.casefold() for code in codes} or wanted in (result.document.issuer.name or "").casefold()


def _ground(ground: Ground) -> dict[str, Any]:
    place = _place(ground.location) if ground.location else None
    return {"rank": ground.rank, "rule": ground.rule, "printed": _shown(ground.printed), "place": place}


def _place(where: Location) -> dict[str, Any]:
    if where.line is not None:
        return {"line": where.line, "start": where.start, "end": where.end}
    return {"page": where.page, "box": where.box}


def _shown(text: str | None) -> str | None:
    return harmless(text) if text is not None else None


def _bounded(limit: int, most: int) -> int:
    return max(1, min(limit, most))


def _told(unread: list[dict[str, str]]) -> dict[str, Any]:
    """What stands in an answer of documents that were not read; nothing where all were."""
    if not unread:
        return {}
    more = {"more_not_read": len(unread) - MOST_UNREAD} if len(unread) > MOST_UNREAD else {}
    return {"not_read": unread[:MOST_UNREAD], **more}


def _changed(path: Path) -> int:
    """When a file was written, in nanoseconds; 0 for one that is gone, which the reader tells."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def _read(path: Path, _written: int) -> Result:
    """A result that `run` wrote, read without proving the schema again."""
    try:
        data = path.read_bytes()
    except OSError as error:
        told = error.strerror or str(error)
        raise ExtractError(f"cannot be read: {told}", name=path.name, remedy="run the batch again") from error
    return result_as_written(data, name=path.name)
