"""How much a family of candidate identities is worth: they are kept when the print bears them out together.

A candidate is one guess about the structure of a table (this column is the growth of that one over this one), seen
in many rows. Every row in which it holds gives bits of evidence; the number of guesses tried is paid for. A row's
own bits are never counted for that row, so what fails is judged by its neighbours only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import log2

import msgspec

from extract.prove.identity import Identity, Outcome, Range, evaluate, result_range
from extract.prove.view import View

_ACCEPT = 8.0


def print_bounds(view: View, index: int) -> Range:
    node = view.nodes[index]
    return Range(node.low, node.high)


def outcome(view: View, identity: Identity) -> Outcome | None:
    """The identity evaluated on the print; None when a value is missing or it cannot be computed."""
    nodes = view.nodes
    for index in identity.nodes:
        if nodes[index].value is None:
            return None
    return evaluate(
        identity,
        lambda index: Range(nodes[index].low, nodes[index].high),
        lambda index: nodes[index].value or 0,
        lambda index: nodes[index].last,
        view.one,
    )


def bits_of(view: View, identity: Identity) -> float:
    """What one holding identity tells: how finely its result is printed, beyond what rounding allows anyway."""
    nodes = view.nodes
    if identity.form == "linear":
        if len({nodes[i].value for i in identity.nodes}) == 1 and not nodes[identity.nodes[0]].value:
            return 0.0
        size = max(abs(c * (nodes[i].value or 0)) for i, c in zip(identity.nodes, identity.coefficients, strict=True))
        room = sum(abs(c) * nodes[i].last for i, c in zip(identity.nodes, identity.coefficients, strict=True))
        return max(0.0, log2(max(1, size) / max(1, room)))
    result = nodes[identity.nodes[0]]
    target = result_range(identity, lambda index: print_bounds(view, index), view.one)
    if target is None or result.value is None:
        return 0.0
    room = max(1, target.high - target.low + result.last)
    return max(0.0, log2(max(abs(result.value), result.last) / room + 1))


def is_void(view: View, candidate: Identity) -> bool:
    """Whether a dash makes a candidate meaningless: a ratio not given, or a difference that does not hold with zero."""
    nil = [view.nodes[index].nil for index in candidate.nodes]
    if not any(nil):
        return False
    if candidate.form != "linear":
        return nil[0] or nil[2] or candidate.form == "growth"
    seen = outcome(view, candidate)
    return seen is not None and seen.verdict == "fails"


def is_turned(view: View, identity: Identity) -> bool:
    """Whether a growth has the wrong sign and is right but for it."""
    told, seen = view.nodes[identity.nodes[0]], outcome(view, identity)
    if identity.form != "growth" or told.value is None or seen is None:
        return False
    return abs(seen.residual - 2 * told.value) <= seen.allowance + told.last


def grows_by_size(view: View, identity: Identity) -> bool:
    """Whether growth of a row that is negative in both columns is told by its size: costs of (612) after (571) grew
    by 7.2%. Some print it so and some with its sign, so neither says that a sign was lost."""
    bases = [view.nodes[index].value for index in identity.nodes[1:]]
    return all(value is not None and value < 0 for value in bases) and is_turned(view, identity)


def weighed(view: View, candidates: Sequence[Identity], tried: int) -> tuple[float, list[Identity]]:
    """The candidates with their support, and the score of the guess as a whole; no identities if not borne out."""
    candidates = [candidate for candidate in candidates if not is_void(view, candidate)]
    verdicts = [outcome(view, candidate) for candidate in candidates]
    worth = {"holds": 1.0, "forced": 0.4, "fails": 0.0}
    bits = [
        worth[seen.verdict] * bits_of(view, candidate) if seen is not None else 0.0
        for candidate, seen in zip(candidates, verdicts, strict=True)
    ]
    held = sum(1 for seen in verdicts if seen is not None and seen.verdict != "fails")
    failed = sum(1 for seen in verdicts if seen is not None and seen.verdict == "fails")
    score = sum(bits) - log2(max(1, tried))
    if score < _ACCEPT or failed * 2 > held:
        return (0.0, [])
    supported = [
        msgspec.structs.replace(candidate, support=max(0, int(score - own)))
        for candidate, own in zip(candidates, bits, strict=True)
    ]
    return (score - 4 * failed, supported)


def best(view: View, guesses: Iterable[Sequence[Identity]]) -> list[Identity]:
    """The guess that the print bears out best, with its support; empty if none is, or two are equally well.

    Two guesses that agree in every figure they bind (a column printed twice) count as one: the first is taken.
    """
    tried = list(guesses)
    winner: list[Identity] = []
    top = 0.0
    for guess in tried:
        if len(guess) < 2:
            continue
        score, supported = weighed(view, guess, len(tried))
        if supported and score > top + 0.5:
            winner, top = supported, score
    return winner
