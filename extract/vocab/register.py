"""Listed issuers of Japan by code and by name, from the public register of filers (`issuers.tsv`).

It tells which names, in which language, and which codes belong to one issuer. It is a witness beside the documents:
a name that two issuers bear tells neither.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

import msgspec

_FILE = Path(__file__).parent / "issuers.tsv"
# What tells the legal form and not the name; both languages, wherever in the name it stands.
_FORM = re.compile(
    r"株式会社|合同会社|有限会社|相互会社|\(株\)|\(有\)|"
    r"(?<![a-z])(?:the|co|company|ltd|limited|inc|incorporated|corp|corporation|plc|llc|k\.? ?k)(?![a-z])"
)
_NOT_OF_A_NAME = re.compile(r"[\W_]+")


class Registered(msgspec.Struct, frozen=True, kw_only=True):
    """One listed issuer: its securities code, its code as a filer, its name and its name in English."""

    code: str
    filer: str
    name: str
    english: str


class Register(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """The register by what a document may print of an issuer. A key of several issuers leads to none."""

    by_code: dict[str, Registered]
    by_filer: dict[str, Registered]
    by_name: dict[str, Registered]
    shared_names: frozenset[str]


@lru_cache(maxsize=100_000)
def issuer_key(name: str) -> str:
    """One key for the spellings of a name: width, case, stops and the legal form do not count.

    >>> issuer_key("株式会社　インターネットイニシアティブ"), issuer_key("㈱ＡＢＣ"), issuer_key("Kao Corp.")
    ('インターネットイニシアティブ', 'abc', 'kao')
    """
    plain = unicodedata.normalize("NFKC", name).casefold()
    return _NOT_OF_A_NAME.sub("", _FORM.sub(" ", plain)) or _NOT_OF_A_NAME.sub("", plain)


@lru_cache(maxsize=1)
def register() -> Register:
    """The register as it ships."""
    entries = []
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            code, filer, name, english = line.split("\t")
            entries.append(Registered(code=code, filer=filer, name=name, english=english))
    named: dict[str, Registered] = {}
    shared: set[str] = set()
    for entry in entries:
        for key in {issuer_key(name) for name in (entry.name, entry.english) if name}:
            if named.setdefault(key, entry) is not entry:
                shared.add(key)
    return Register(
        by_code={entry.code: entry for entry in entries},
        by_filer={entry.filer: entry for entry in entries},
        by_name={key: entry for key, entry in named.items() if key not in shared},
        shared_names=frozenset(shared),
    )


# Exchanges whose codes are those of the Securities Identification Code Committee of Japan: one code on all of them.
_JAPANESE_EXCHANGES = frozenset({"TSE", "NSE", "OSE", "FSE", "SSE", "JASDAQ", "unknown"})


def issuer_marks(name: str | None, securities: Iterable[tuple[str, str]]) -> frozenset[str]:
    """What tells an issuer from others: its codes, and its name in one spelling. The name of one listed issuer is its
    code, so that names in two languages meet; a name that two listed issuers bear is no mark.

    >>> sorted(issuer_marks("Kao Corporation", [])), sorted(issuer_marks(None, [("TSE", "4452"), ("NYSE", "KAO")]))
    (['code 4452', 'name kao'], ['code 4452', 'code NYSE:KAO'])
    """
    marks = {
        f"code {code}" if exchange in _JAPANESE_EXCHANGES else f"code {exchange}:{code}"
        for exchange, code in securities
    }
    key = issuer_key(name) if name else ""
    known = register().by_name.get(key)
    if known is not None and not any(mark[5:].isalnum() for mark in marks):
        marks.add(f"code {known.code}")
    if key and key not in register().shared_names:
        marks.add(f"name {key}")
    return frozenset(marks)


def are_of_one_issuer(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sets of marks share one and do not name two codes of one kind."""
    codes = [{mark for mark in marks if mark.startswith("code ") and ":" not in mark} for marks in (one, other)]
    if codes[0] and codes[1]:
        return not codes[0].isdisjoint(codes[1])
    return not one.isdisjoint(other)


def marks_to_groups(marks: Sequence[frozenset[str]]) -> tuple[tuple[int, ...], ...]:
    """Which sets of marks are one issuer's, by position: those that share a mark, but for a name that stands beside two
    codes. What has no marks is in no group.

    >>> marks_to_groups([frozenset({"code 1", "name a"}), frozenset({"name a"}), frozenset({"code 2"}), frozenset()])
    ((0, 1), (2,))
    """
    codes: dict[str, set[str]] = {}
    for own in marks:
        for name in (mark for mark in own if mark.startswith("name ")):
            beside = {mark for mark in own if mark.startswith("code ") and ":" not in mark}
            codes.setdefault(name, set()).update(beside)
    contested = {name for name, beside in codes.items() if len(beside) > 1}
    above = list(range(len(marks)))

    def root(at: int) -> int:
        while above[at] != at:
            above[at] = at = above[above[at]]
        return at

    holder: dict[str, int] = {}
    for at, own in enumerate(marks):
        for mark in sorted(own - contested):
            first, second = sorted((root(holder.setdefault(mark, at)), root(at)))
            above[second] = first
    groups: dict[int, list[int]] = {}
    for at, own in enumerate(marks):
        if own:
            groups.setdefault(root(at), []).append(at)
    return tuple(tuple(group) for group in groups.values())
