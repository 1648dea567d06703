"""What was decided about one fact, and why."""

from __future__ import annotations

import msgspec

from extract.model import Status
from extract.prove.identity import Identity


class Option(msgspec.Struct, frozen=True):
    """A reading that was considered: a value of the view and what speaks for or against it."""

    value: int
    why: str


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """The status and value a node gets. `proof` are the identities that force it; they become its check ids.

    `value` None with status unresolved or nil; `tolerance` is a half-width, 0 when exact, None where the print
    itself is the value.
    """

    node: int
    status: Status
    value: int | None = None
    tolerance: int | None = None
    basis: str | None = None
    proof: tuple[Identity, ...] = ()
    options: tuple[Option, ...] = ()
    explanation: str = ""
