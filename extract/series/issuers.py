"""Whose documents are one issuer's: those that share a code or a name, in either language, and do not contradict.

A name that two issuers bear joins nothing; documents that have nothing else than such a name stay by themselves.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from extract.errors import ExtractError
from extract.model import Document
from extract.vocab.register import issuer_key, issuer_marks, marks_to_groups


class OfIssuer(msgspec.Struct, frozen=True, kw_only=True):
    """One issuer among the documents at hand: its codes, its names as printed, and which documents are its."""

    codes: tuple[str, ...]
    names: tuple[str, ...]
    documents: tuple[int, ...]

    @property
    def title(self) -> str:
        """How a message calls it."""
        name = self.names[0] if self.names else "an issuer without a name"
        return f"{name} ({', '.join(self.codes)})" if self.codes else name


def documents_to_issuers(documents: Sequence[Document]) -> tuple[OfIssuer, ...]:
    """The issuers of some documents, in the order of their codes and names. Documents that name none are left out."""
    groups = marks_to_groups([_marks(document) for document in documents])
    found = (_issuer(documents, group) for group in groups)
    return tuple(sorted(found, key=lambda each: (each.codes, each.names)))


def _marks(document: Document) -> frozenset[str]:
    return issuer_marks(document.issuer.name, [(each.exchange, each.code) for each in document.issuer.securities])


def _issuer(documents: Sequence[Document], group: Sequence[int]) -> OfIssuer:
    codes: dict[str, None] = {}
    names: dict[str, None] = {}
    for at in group:
        issuer = documents[at].issuer
        codes.update(
            {mark.removeprefix("code "): None for mark in sorted(_marks(documents[at])) if mark.startswith("code ")}
        )
        if issuer.name:
            names[issuer.name] = None
    return OfIssuer(codes=tuple(sorted(codes)), names=tuple(sorted(names)), documents=tuple(group))


def find_issuer(issuers: Sequence[OfIssuer], asked: str | None) -> OfIssuer:
    """The issuer that a code or a name means, or the only one there is. Raises ExtractError for none or several."""
    if not issuers:
        raise ExtractError("no document names its issuer", remedy="a series needs results that tell whose they are")
    if asked is None:
        if len(issuers) > 1:
            raise ExtractError(f"there are {len(issuers)} issuers: {_told(issuers)}", remedy="name one with --issuer")
        return issuers[0]
    wanted = asked.strip()
    found = [each for each in issuers if wanted.upper() in _codes(each)]
    if not found:
        key = issuer_key(wanted)
        marks = issuer_marks(wanted, ())
        codes = {mark.removeprefix("code ") for mark in marks if mark.startswith("code ")}
        found = [
            each for each in issuers if codes & set(each.codes) or any(issuer_key(name) == key for name in each.names)
        ]
    if not found:
        raise ExtractError(f"no document is of {wanted!r}; there are: {_told(issuers)}", remedy="name one of these")
    if len(found) > 1:
        raise ExtractError(f"{wanted!r} is the name of several issuers: {_told(found)}", remedy="name one by its code")
    return found[0]


def _codes(issuer: OfIssuer) -> set[str]:
    return {code.upper() for code in issuer.codes} | {
        code.partition(":")[2].upper() for code in issuer.codes if ":" in code
    }


def _told(issuers: Sequence[OfIssuer]) -> str:
    shown = "; ".join(each.title for each in issuers[:8])
    return f"{shown} and {len(issuers) - 8} more" if len(issuers) > 8 else shown
