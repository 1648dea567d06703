"""Recorded outputs: checked, compared, and accepted by name.

A golden is what we said last time; a truth is what a person read. `golden/<stem>.json` holds the canonical result of
`seeds/<stem>.*`. A check proves for each document, besides that nothing differs: the result satisfies the schema;
emit, read, emit gives the same bytes; a second run is identical; every printed text stands at its place; no value is
silently wrong by `tests/truth/<stem>.json`. Only `accept` writes, only what it is told by name, and never truth.
"""

from __future__ import annotations

import html
import subprocess
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Literal

import msgspec

from extract.batch import SUFFIXES, write_whole
from extract.diff import Difference, differences
from extract.emit import result_from_json, result_to_json
from extract.errors import ExtractError
from extract.model import Result, Settings
from extract.truth import Miss, Score, files_to_truth, score
from extract.truth.match import squashed

Proof = Literal["golden", "schema", "round_trip", "second_run", "place", "truth"]
Reader = Callable[[bytes, str], Result]
BECAUSE = "because.md"


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """One document, its recorded result and its truth; `seed` is None for a golden without a document."""

    name: str
    seed: Path | None
    golden: Path
    truth: Path | None


class Failure(msgspec.Struct, frozen=True, kw_only=True):
    """What could not be proved, and why."""

    proof: Proof
    message: str


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What a check found about one document. `places` counts the printed texts that were looked up."""

    name: str
    failures: tuple[Failure, ...] = ()
    differences: tuple[Difference, ...] = ()
    facts: int = 0
    places: int = 0

    @property
    def good(self) -> bool:
        return not self.failures and not self.differences


class Refused(ExtractError):
    """A golden that may not be accepted as it stands."""


def find_cases(root: Path, names: Sequence[str] = ()) -> tuple[Case, ...]:
    """The documents under `root/seeds` and the goldens under `root/golden`, all or those named."""
    seeds = _by_stem(path for path in (root / "seeds").glob("*") if path.suffix.lower() in SUFFIXES)
    goldens = _by_stem((root / "golden").glob("*.json"))
    if not seeds:
        raise ExtractError("no documents in seeds/", name=str(root), remedy="run in the project folder, or give --root")
    unknown = sorted(set(names) - seeds.keys() - goldens.keys())
    if unknown:
        known = ", ".join(sorted(seeds))
        raise ExtractError(f"no such golden: {', '.join(unknown)}", name=str(root), remedy=f"known are {known}")
    cases = []
    for name in sorted(seeds.keys() | goldens.keys()):
        truth = root / "tests" / "truth" / f"{name}.json"
        golden = root / "golden" / f"{name}.json"
        case = Case(name=name, seed=seeds.get(name), golden=golden, truth=truth if truth.exists() else None)
        cases += [case] if not names or name in names else []
    return tuple(cases)


def check(case: Case, read: Reader) -> Report:
    """Everything a golden proves. Raises ExtractError when the document cannot be opened."""
    if case.seed is None:
        return _failed(case, "golden", f"there is no document for {case.golden.name}: remove it or bring it back")
    data = case.seed.read_bytes()
    result = read(data, case.seed.name)
    failures: list[Failure] = []
    try:
        written = result_to_json(result)
        if result_to_json(result_from_json(written, name=case.name)) != written:
            failures.append(Failure(proof="round_trip", message="emit, read, emit gives other bytes"))
        if result_to_json(read(data, case.seed.name)) != written:
            failures.append(Failure(proof="second_run", message="a second run gives other bytes"))
    except ExtractError as error:
        return _failed(case, "schema", str(error))
    lines = source_lines(data, case.seed.name)
    misplaced, places = misplaced_prints(result, lines)
    failures += [Failure(proof="place", message=told) for told in misplaced]
    failures += [Failure(proof="truth", message=_told(miss)) for miss in silent_errors(_score(case, result, lines))]
    found: tuple[Difference, ...] = ()
    if not case.golden.exists():
        failures.append(Failure(proof="golden", message=f"missing; record it with `golden accept {case.name}`"))
    else:
        try:
            found = differences(result_from_json(case.golden.read_bytes(), name=case.golden.name), result)
        except ExtractError as error:
            failures.append(Failure(proof="golden", message=str(error)))
    return Report(name=case.name, failures=tuple(failures), differences=found, facts=len(result.facts), places=places)


def accept(root: Path, names: Sequence[str], read: Reader, *, because: str | None = None) -> tuple[str, ...]:
    """Records the present results of the named documents; all of them or none. Returns the names written.

    Raises Refused when `golden/` has uncommitted changes, and, unless `because` says why, when facts are lost or
    values that a truth file holds would break. The reason is kept in `golden/because.md`.
    """
    if not names:
        raise Refused("nothing is accepted without a name", name="golden", remedy="name the documents to accept")
    _demand_clean(root)
    pending: list[tuple[Case, bytes]] = []
    objections: dict[str, list[str]] = {}
    for case in find_cases(root, names):
        if case.seed is None:
            raise Refused("there is no document of that name", name=case.name, remedy="remove the golden with git rm")
        data = case.seed.read_bytes()
        result = read(data, case.seed.name)
        pending.append((case, result_to_json(result)))
        objections[case.name] = _objections(case, result, source_lines(data, case.seed.name))
    objected = {name: found for name, found in objections.items() if found}
    if objected and not (because or "").strip():
        told = "; ".join(f"{name}: {len(found)} ({found[0]})" for name, found in objected.items())
        raise Refused(f"values would break or be lost: {told}", name="golden", remedy="give the reason with --because")
    for case, written in pending:
        write_whole(case.golden, written)
    if objected and because:
        _record_reason(root / "golden" / BECAUSE, objected, because)
    return tuple(case.name for case, _ in pending)


def misplaced_prints(result: Result, lines: tuple[str, ...]) -> tuple[tuple[str, ...], int]:
    """Facts whose printed text is not found at their place, and how many were looked up.

    Only places in text are looked up here: lines and characters. A text put together from several lines is found by
    the part that stands on the first; markup within the place does not count.
    """
    found, looked_up = [], 0
    for fact in result.facts:
        where = fact.location
        if not fact.printed or (where.line is None and where.page is not None):
            continue
        looked_up += 1
        line = lines[where.line - 1] if where.line is not None and where.line <= len(lines) else ""
        exact = line[where.start or 0 : where.end]
        if exact == fact.printed:
            continue
        there = squashed(html.unescape(exact))
        printed = squashed(fact.printed)
        if not (there and printed and (there in printed or printed in there)):
            found.append(
                f"{fact.id} «{fact.printed}» is not at line {where.line}, {where.start}-{where.end}: «{there}»"
            )
    return tuple(found), looked_up


def source_lines(data: bytes, name: str) -> tuple[str, ...]:
    """The decoded lines of a document, as places count them; none when it cannot be read or has no lines."""
    from extract.read import read_pages

    try:
        return read_pages(data, name, Settings())[0].lines
    except ExtractError:
        return ()


def silent_errors(found: Score | None) -> tuple[Miss, ...]:
    """Values that differ from the truth without a flag."""
    return tuple(miss for miss in found.misses if miss.verdict == "silent") if found else ()


def _score(case: Case, result: Result, lines: tuple[str, ...]) -> Score | None:
    return score(result, files_to_truth(case.name, [case.truth]), lines=lines) if case.truth else None


def _objections(case: Case, result: Result, lines: tuple[str, ...]) -> list[str]:
    """Why a result should not replace the golden unasked: silent errors, broken truths, lost facts."""
    now = _score(case, result, lines)
    found = [f"silently wrong: {_told(miss)}" for miss in silent_errors(now)]
    if not case.golden.exists():
        return found
    try:
        before = result_from_json(case.golden.read_bytes(), name=case.golden.name)
    except ExtractError as error:
        return [*found, f"the golden cannot be compared, so that nothing tells what is lost: {error}"]
    old = _score(case, before, lines)
    if now and old:
        known = Counter(_key(miss) for miss in old.misses)
        for miss in now.misses:
            known[_key(miss)] -= 1
            if known[_key(miss)] < 0 and miss.verdict != "silent":
                found.append(f"no longer right ({miss.verdict}): {_told(miss)}")
    lost = [each for each in differences(before, result) if each.kind == "lost" and each.subject == "fact"]
    return found + [str(each) for each in lost]


def _key(miss: Miss) -> tuple[object, ...]:
    return miss.place, miss.line, miss.label, miss.raw, miss.expected


def _told(miss: Miss) -> str:
    return f"line {miss.line}, {miss.label}, «{miss.raw or ''}»: expected {miss.expected}, got {miss.got}"


def _demand_clean(root: Path) -> None:
    command = ["git", "-C", str(root), "status", "--porcelain", "--", "golden"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError as error:
        raise Refused(f"git cannot be run: {error}", name="golden", remedy="install git") from error
    if done.returncode:
        raise Refused("not under git", name=str(root / "golden"), remedy="accept in a clone of the project") from None
    if done.stdout.strip():
        changed = ", ".join(line[3:] for line in done.stdout.splitlines())
        raise Refused(f"uncommitted changes: {changed}", name="golden", remedy="commit or undo them first")


def _record_reason(path: Path, objected: dict[str, list[str]], because: str) -> None:
    head = "# Why goldens were accepted although facts were lost or truths broke\n"
    text = path.read_text("utf-8") if path.exists() else head
    for name, found in objected.items():
        text += f"\n- `{name}` ({len(found)}): {' '.join(because.split())}\n"
    write_whole(path, text.encode())


def _by_stem(paths: Iterable[Path]) -> dict[str, Path]:
    found: dict[str, Path] = {}
    for path in sorted(paths):
        if path.stem in found:
            told = f"{path.name} and {found[path.stem].name} would share one golden"
            raise ExtractError(told, name=str(path.parent), remedy="rename one of them")
        found[path.stem] = path
    return found


def _failed(case: Case, proof: Proof, message: str) -> Report:
    return Report(name=case.name, failures=(Failure(proof=proof, message=message),))
