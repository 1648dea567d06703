"""Questions about a folder of results: which documents, which facts, and the evidence of a fact.

No answer drops a doubt: each fact comes with its status, whether it is trusted, and why not. Text of documents is made
harmless; it is print, and nothing in it is an instruction.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from extract.errors import ExtractError
from extract.lex.harmless import harmless
from extract.model import Fact, Ground, Location, Result
from extract.show import check_in_words
from extract.store.stored import result_paths
from extract.summary import doubts_in_words, period_in_words

MOST_FACTS, MOST_DOCUMENTS, KEPT = 200, 500, 64


class Answers:
    """A folder of results that can be asked. Results are read when they are needed, and the last ones kept."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        if not folder.is_dir():
            raise ExtractError("no such folder", name=str(folder), remedy="name a folder that `run --out` wrote")
        self._read = functools.lru_cache(maxsize=KEPT)(_read)

    def names(self) -> dict[str, Path]:
        """The documents by name, as they are now: a run may write while questions are asked."""
        paths = result_paths(self.folder)
        return {path.relative_to(self.folder).with_suffix("").as_posix(): path for path in paths}

    def result(self, document: str) -> Result:
        """The result of a document. Raises ExtractError when there is none of this name."""
        path = self.names().get(document)
        if path is None:
            raise ExtractError("there is no such document", name=document, remedy="ask list_documents for the names")
        return self._read(path, path.stat().st_mtime_ns)

    def documents(self, issuer: str | None = None, limit: int = 50) -> dict[str, Any]:
        """Documents, each with what it is, its status, and how many of its figures are trusted."""
        found: list[dict[str, Any]] = []
        left = 0
        for name, result in self._results(issuer, None):
            if len(found) >= _bounded(limit, MOST_DOCUMENTS):
                left += 1
                continue
            document = result.document
            trusted = sum(fact.trusted for fact in result.facts)
            found.append(
                {
                    "document": harmless(name),
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
        return {"documents": found, "left_out": left}

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
        in which it ends. What was left out by `limit` is counted, and so are doubtful facts left out."""
        if not any((concept, label, issuer, document, period)):
            raise ExtractError(
                "nothing is asked for", name="find_facts", remedy="give a concept, label, issuer, document or period"
            )
        found: list[dict[str, Any]] = []
        left = doubtful = 0
        for name, result in self._results(issuer, document):
            for fact in result.facts:
                if not _fits(fact, concept, label, period):
                    continue
                if trusted_only and not fact.trusted:
                    doubtful += 1
                elif len(found) >= _bounded(limit, MOST_FACTS):
                    left += 1
                else:
                    found.append({"document": harmless(name), **fact_to_answer(fact)})
        return {"facts": found, "left_out": left, "not_trusted_left_out": doubtful}

    def evidence(self, document: str, fact: str) -> dict[str, Any]:
        """All that speaks for and against a fact: places, checks, other readings, problems that name it."""
        result = self.result(document)
        found = next((each for each in result.facts if each.id == fact), None)
        if found is None:
            raise ExtractError(f"there is no fact {fact}", name=document, remedy="ask find_facts for the ids")
        facts = {each.id: each for each in result.facts}
        touching = [check for check in result.checks if any(term == fact for term, _ in check.terms)]
        return {
            "document": harmless(document),
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

    def _results(self, issuer: str | None, document: str | None) -> Iterator[tuple[str, Result]]:
        for name, path in self.names().items():
            if document is not None and name != document:
                continue
            result = self._read(path, path.stat().st_mtime_ns)
            if issuer is None or _is_issuer(result, issuer):
                yield name, result


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


def _read(path: Path, _changed: int) -> Result:
    """A result that `run` wrote, read without proving the schema again."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Result)
    except (OSError, msgspec.MsgspecError) as error:
        raise ExtractError(f"cannot be read: {error}", name=str(path), remedy="run the batch again") from error
