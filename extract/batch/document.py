"""The work on one document, as a worker does it: fetch, read, write, and say in one row what came out."""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec

from extract.batch.output import Target
from extract.batch.places import Member, Place, fetch, members
from extract.errors import SchemaViolation
from extract.model import Settings
from extract.model.correction import Correction

READ = "extract.batch.document:read_one"
LIST = "extract.batch.document:list_members"


class ToRead(msgspec.Struct, frozen=True, kw_only=True):
    """A document to be read. `data` holds its bytes when only the sender can reach them. `known` is the hash of the
    bytes of which the result is already there."""

    place: Place
    name: str
    target: str
    output: str
    settings: Settings = Settings()
    corrections: tuple[Correction, ...] = ()
    data: bytes | None = None
    known: str | None = None


class Read(msgspec.Struct, frozen=True, kw_only=True):
    """What came of it. Without `summary`, the document is the known one and nothing was done. `facts_changed` is how
    many facts differ from the result that stood there before, if one did."""

    sha256: str
    bytes: int
    facts_changed: int | None = None
    output_sha256: str | None = None
    output_bytes: int | None = None
    summary: dict[str, Any] | None = None


class ToList(msgspec.Struct, frozen=True, kw_only=True):
    """An archive whose documents are wanted; their list is written to a file, for it can be long."""

    where: str
    suffixes: tuple[str, ...]
    into: str


def read_one(given: ToRead) -> Read:
    """Reads a document and writes its JSON. Raises ExtractError when it cannot be had or its result not written."""
    data = given.data if given.data is not None else fetch(given.place, given.settings.max_bytes)
    sha256 = hashlib.sha256(data).hexdigest()
    if sha256 == given.known:
        return Read(sha256=sha256, bytes=len(data))

    from extract.emit import result_to_json, without_refused
    from extract.pipeline import read_document

    result = read_document(data, given.name, given.settings, given.corrections)
    try:
        written = result_to_json(result)
    except SchemaViolation:
        result = without_refused(result)
        written = result_to_json(result)
    target = Target(given.target)
    changed = facts_changed(target.earlier(given.output), written, result)
    target.write(given.output, written)
    return Read(
        sha256=sha256,
        bytes=len(data),
        facts_changed=changed,
        output_sha256=hashlib.sha256(written).hexdigest(),
        output_bytes=len(written),
        summary=summary_of(result),
    )


def facts_changed(earlier: bytes | None, written: bytes, result: Any) -> int | None:
    """How many facts differ from an earlier result; None when there was none that can be read."""
    if earlier is None or earlier == written:
        return None if earlier is None else 0
    from extract.diff import differences, facts_that_differ
    from extract.emit import result_from_json

    try:
        return facts_that_differ(differences(result_from_json(earlier), result))
    except SchemaViolation:
        return None


def summary_of(result: Any) -> dict[str, Any]:
    """The counts of a result, those that tables of many documents show, and why it failed."""
    from extract.summary import STATUSES, is_flagged, result_to_summary

    summary = result_to_summary(result)
    sure = [fact.status for fact in result.facts if not is_flagged(fact)]
    summary["facts"]["sure"] = {status: sure.count(status) for status in STATUSES}
    summary["securities"] = [f"{each.exchange}:{each.code}" for each in result.document.issuer.securities]
    summary["internal"] = sum(problem.code == "internal" for problem in result.problems)
    errors = [problem.message for problem in result.problems if problem.severity == "error"]
    summary["reason"] = errors[0] if result.status == "failed" and errors else None
    return summary


def list_members(given: ToList) -> int:
    """Writes the documents of an archive as JSON Lines into a file; returns how many there are."""
    count = 0
    with open(given.into, "wb") as file:  # noqa: PTH123 - a path that was made for this
        for count, member in enumerate(members(given.where, given.suffixes), start=1):  # noqa: B007
            file.write(msgspec.json.encode(member) + b"\n")
    return count


__all__ = [
    "LIST",
    "READ",
    "Member",
    "Read",
    "ToList",
    "ToRead",
    "facts_changed",
    "list_members",
    "read_one",
    "summary_of",
]
