"""Documents of two folders paired by name, and the typed differences of each pair."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

import msgspec

from extract.diff import Difference, differences, facts_that_differ
from extract.errors import ExtractError
from extract.model import Result
from extract.store import Stored, stored_results

State = Literal["same", "changed", "new", "gone"]


class Compared(msgspec.Struct, frozen=True, kw_only=True):
    """One document of either side. `facts` is how many facts differ, each counted once however many its differences."""

    name: str
    state: State
    facts: int = 0
    differences: tuple[Difference, ...] = ()


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """All documents of both sides, in the order of their names."""

    before: str
    after: str
    documents: tuple[Compared, ...]


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """How many documents are what, and how many facts differ in those that are on both sides."""

    same: int = 0
    changed: int = 0
    new: int = 0
    gone: int = 0
    facts: int = 0


def compare(before: Path, after: Path) -> Comparison:
    """Two results, or two folders of results. Raises ExtractError when a side cannot be read, or when a folder is
    compared with a file."""
    if before.is_dir() != after.is_dir() and before.exists() and after.exists():
        raise ExtractError(
            "one is a folder and the other a file", name=f"{before}, {after}", remedy="name two of a kind"
        )
    documents = compare_stored(list(stored_results(before)), list(stored_results(after)), alone=before.is_file())
    return Comparison(before=str(before), after=str(after), documents=tuple(documents))


def compare_stored(before: Iterable[Stored], after: Iterable[Stored], *, alone: bool = False) -> Iterator[Compared]:
    """Documents of two sides paired by their names; `alone` pairs one with one whatever they are called."""
    old = {"" if alone else each.name: each for each in before}
    new = {"" if alone else each.name: each for each in after}
    for key in sorted(old.keys() | new.keys()):
        was, now = old.get(key), new.get(key)
        if was is None or now is None:
            one = was or now
            assert one is not None
            yield Compared(name=one.name, state="gone" if now is None else "new", facts=len(one.result.facts))
        else:
            yield _pair(now.name, was.result, now.result)


def _pair(name: str, was: Result, now: Result) -> Compared:
    found = differences(was, now)
    return Compared(name=name, state="changed" if found else "same", facts=facts_that_differ(found), differences=found)


def counts_of(documents: Iterable[Compared]) -> Counts:
    """How many documents are new, gone, changed and the same, and how many facts differ in the changed ones."""
    told = list(documents)
    by_state = {state: sum(each.state == state for each in told) for state in ("same", "changed", "new", "gone")}
    return Counts(**by_state, facts=sum(each.facts for each in told if each.state == "changed"))


def told_in_a_line(counts: Counts) -> str:
    """`3 new, 2 changed: 41 facts differ`.

    >>> told_in_a_line(Counts(new=3, changed=2, facts=41)), told_in_a_line(Counts(same=4))
    ('3 new, 2 changed: 41 facts differ', 'nothing differs')
    """
    parts = [f"{count} {word}" for word in ("new", "gone", "changed") if (count := getattr(counts, word))]
    if not parts:
        return "nothing differs"
    facts = f": {counts.facts} fact{'s' if counts.facts != 1 else ''} differ{'s' if counts.facts == 1 else ''}"
    return ", ".join(parts) + (facts if counts.changed else "")
