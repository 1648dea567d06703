"""The second pass: documents of one issuer prove each other.

A first result depends on its document alone; what a second pass makes of it depends on all documents of its issuer in
the output, and on nothing else: not on the order in which they came, and not on how many runs they came. Groups are
always judged from first results. A first result that the pass has changed is kept under `.ir-extract/first/`, so that
a new document of the issuer can be judged together with it later.
"""

from __future__ import annotations

import hashlib
import importlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import msgspec

from extract.batch.isolate import Job, Outcome, OutputFailed
from extract.batch.limits import Limits
from extract.batch.manifest import Manifest, Row
from extract.batch.output import STATE, Target
from extract.errors import ExtractError
from extract.model import Judgement, Problems, Profile, Result, Settings, Statement
from extract.vocab.register import issuer_marks, marks_to_groups

JUDGE = "extract.batch.second:judge_results"
TOGETHER = "extract.batch.second:judge_group"
FIRST = f"{STATE}/first"
GROUPS = f"{STATE}/groups.jsonl"


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """The outputs of one issuer with the hashes of their first results, in an order that depends on nothing else.

    `origins` are those of their rows; they are no part of what the group is.
    """

    outputs: tuple[str, ...]
    hashes: tuple[str, ...]
    origins: tuple[str, ...]

    @property
    def digest(self) -> str:
        """What the group consists of."""
        return hashlib.sha256(msgspec.json.encode((self.outputs, self.hashes))).hexdigest()[:32]


Spread = Callable[[Iterable[tuple["Group", Job | None]]], Iterator[tuple["Group", Outcome | None]]]


class Judged(msgspec.Struct, frozen=True, kw_only=True):
    """An output after the second pass: its hash, and the counts of its result."""

    output: str
    sha256: str
    summary: dict[str, Any] = {}


class ToJudge(msgspec.Struct, frozen=True, kw_only=True):
    """A group to be judged, where its results are, and the function that judges."""

    group: Group
    target: str
    judge: str = JUDGE


def holds_first(target: Target, row: Row) -> bool:
    """Whether the first result that the row tells of is there, as the output or beside a changed output."""
    if row.output is None or row.output_sha256 is None:
        return False
    size = row.output_bytes or 0
    if target.holds(row.output, row.output_sha256, size):
        return True
    return target.holds(f"{FIRST}/{row.output}", row.output_sha256, size) and target.read(row.output) is not None


def second_pass(
    target: Target,
    manifest: Manifest,
    spread: Spread,
    limits: Limits,
    *,
    together: bool = True,
    judge: str = JUDGE,
) -> list[str]:
    """Judges every group that is not yet judged as it is now; without `together`, every document by itself again.

    Returns why groups could not be judged: their documents keep their first results. Raises OutputFailed.
    """
    known = _known(target.read(GROUPS))
    if not together and not known:
        return []
    judged: dict[str, tuple[Judged, ...]] = {}
    failed: list[str] = []

    def jobs() -> Iterator[tuple[Group, Job | None]]:
        for group in groups_of(manifest.rows()) if together else alone(manifest.rows()):
            if len(group.outputs) == 1 and target.read(f"{FIRST}/{group.outputs[0]}") is None:
                continue  # it was never changed
            before = known.get(group.digest)
            if before is not None and all(_is(target, each) for each in before):
                judged[group.digest] = before
                continue
            payload = ToJudge(group=group, target=target.where, judge=judge)
            yield group, Job(task=TOGETHER, payload=payload, limits=limits)

    for group, outcome in spread(jobs()):
        assert outcome is not None
        if outcome.stop:
            raise OutputFailed(outcome.reason or "the output cannot be written")
        if outcome.kind != "ok":
            failed.append(f"{group.outputs[0]} and {len(group.outputs) - 1} more of its issuer: {outcome.reason}")
            continue
        _tell(manifest, group, outcome.value)
        if len(group.outputs) > 1:
            judged[group.digest] = tuple(msgspec.structs.replace(each, summary={}) for each in outcome.value)
    lines = [msgspec.json.encode((digest, judged[digest])) + b"\n" for digest in sorted(judged)]
    target.write(GROUPS, b"".join(lines))
    return failed


def alone(rows: Iterable[Row]) -> Iterator[Group]:
    """Every result as a group of its own."""
    for row in rows:
        if row.output and row.output_sha256:
            yield Group(outputs=(row.output,), hashes=(row.output_sha256,), origins=(row.origin,))


def groups_of(rows: Iterable[Row]) -> Iterator[Group]:
    """Results that belong to one issuer: they share a code, or a name, also in another language."""
    members: list[tuple[str, str, str]] = []
    marks: list[frozenset[str]] = []
    for row in sorted(rows, key=lambda row: (row.output or "", row.output_sha256 or "")):
        if row.output and row.output_sha256:
            members.append((row.output, row.output_sha256, row.origin))
            marks.append(_marks(row))
    for group in marks_to_groups(marks):
        outputs, hashes, origins = zip(*(members[at] for at in group), strict=True)
        yield Group(outputs=outputs, hashes=hashes, origins=origins)


def _marks(row: Row) -> frozenset[str]:
    """What names the issuer: its securities (`TSE:3774`) and its name."""
    summary = row.summary or {}
    parts = (each.partition(":") for each in summary.get("securities") or ())
    return issuer_marks(summary.get("issuer"), [(exchange, code) for exchange, _, code in parts])


def judge_group(given: ToJudge) -> tuple[Judged, ...]:
    """Judges the results of one issuer together and writes those that change. Runs in a worker.

    The judging function takes results, and gives as many in the same order.
    """
    from extract.batch.document import summary_of
    from extract.emit import result_from_json, result_to_json

    module, _, function = given.judge.partition(":")
    judge = getattr(importlib.import_module(module), function)
    target = Target(given.target)
    pairs = zip(given.group.outputs, given.group.hashes, strict=True)
    firsts = [_first(target, output, sha256) for output, sha256 in pairs]
    results: Any = tuple(result_from_json(data) for data in firsts)
    if len(results) > 1:
        results = judge(results)
    told = []
    for output, first, result in zip(given.group.outputs, firsts, results, strict=True):
        written = result_to_json(result)
        if written != first:  # the first result is safe before the output is touched
            target.write(f"{FIRST}/{output}", first)
        target.write(output, written)
        if written == first:
            target.remove(f"{FIRST}/{output}")
        sha256 = hashlib.sha256(written).hexdigest()
        told.append(Judged(output=output, sha256=sha256, summary=summary_of(result)))
    return tuple(told)


def judge_results(results: Sequence[Result]) -> list[Result]:
    """Results of one issuer, each judged in the light of the others."""
    from extract.prove.together import judge_together
    from extract.series.held_together import hold_together

    judgements = [
        Judgement(
            statement=Statement(profile=_profile(each), tables=each.tables, facts=each.facts),
            checks=each.checks,
        )
        for each in results
    ]
    names = [each.source.name for each in results]
    if len(set(names)) < len(names):  # hashes tell apart what names do not
        names = [f"{each.source.name}@{each.source.sha256[:8]}" for each in results]
    judged = judge_together(judgements, Settings(), names=names)
    return hold_together([_with(result, *each) for result, each in zip(results, judged, strict=True)], names)


def _profile(result: Result) -> Profile:
    """What a result tells of its document; whether amounts are cut off stands among the evidence."""
    truncated = any(evidence.property == "truncated" for evidence in result.document.evidence)
    return Profile(document=result.document, truncated=truncated)


def _with(result: Result, judgement: Judgement, problems: Problems) -> Result:
    facts, checks = judgement.statement.facts, judgement.checks
    if facts == result.facts and checks == result.checks and not problems:
        return result
    told = (*result.problems, *problems)
    status = "partial" if any(each.severity == "error" for each in told) else result.status
    return msgspec.structs.replace(result, facts=facts, checks=checks, problems=told, status=status)


def _first(target: Target, output: str, sha256: str) -> bytes:
    for name in (f"{FIRST}/{output}", output):
        data = target.read(name)
        if data is not None and hashlib.sha256(data).hexdigest() == sha256:
            return data
    raise ExtractError("its first result is gone", name=output, remedy="run again")


def _tell(manifest: Manifest, group: Group, judged: Iterable[Judged]) -> None:
    """Puts the counts of the judged results into the rows; their hashes stay those of the first results."""
    for origin, each in zip(group.origins, judged, strict=True):
        row = manifest.get(int(origin, 16))
        summary = {key: value for key, value in each.summary.items() if key != "reason"}
        if row is not None and row.summary != summary:
            reason = each.summary.get("reason")
            row = msgspec.structs.replace(row, summary=summary, status=summary["status"], reason=reason)
            manifest.append(row)


def _is(target: Target, judged: Judged) -> bool:
    data = target.read(judged.output)
    return data is not None and hashlib.sha256(data).hexdigest() == judged.sha256


def _known(told: bytes | None) -> dict[str, tuple[Judged, ...]]:
    """Which groups were judged, and the hashes of their outputs after that."""
    known: dict[str, tuple[Judged, ...]] = {}
    for line in (told or b"").splitlines():
        try:
            digest, judged = msgspec.json.decode(line, type=tuple[str, tuple[Judged, ...]])
        except msgspec.MsgspecError:
            continue
        known[digest] = judged
    return known
