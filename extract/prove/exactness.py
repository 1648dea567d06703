"""How exactly the figures of a table foot.

Rounded parts need not add up to their rounded total, yet most issuers make them do so, and figures printed to the
last thousand usually do. Where every sum that can be tested comes out to the last place, and so many do that rounding
alone would hardly let them, a lost figure is known to the last place too; elsewhere it is known only up to the
rounding of all its terms.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from math import erf, log, sqrt

from extract.prove.identity import Identity
from extract.prove.state import State

FAMILIES = ("footing", "subtraction", "roll_forward", "periods", "balance", "regrouping")
_CHANCE = log(0.003)  # one figure in 300 known to a place that it was not printed to, at the most
_OFF_PER_EXACT = 50
_ENOUGH_HONEST = 8


class _Record:
    """Sums that came out to the last place, those that did not, and how likely the former were by rounding alone."""

    def __init__(self) -> None:
        self.exact = self.off = 0
        self.chance = 0.0

    def add(self, terms: int, exact: bool) -> None:
        if exact:
            self.exact += 1
            self.chance += log_chance(terms)
        else:
            self.off += 1


@lru_cache(maxsize=256)
def log_chance(terms: int) -> float:
    """Log of the chance that so many independently rounded terms add up to nothing: their error has sd sqrt(n/12)."""
    return log(erf(0.5 / sqrt(terms / 6)))


class Exactness:
    """Which linear identities bind the printed figures themselves, judged by the sums that can be tested."""

    def __init__(self, identities: Sequence[Identity], state: State) -> None:
        self._here: dict[str, _Record] = defaultdict(_Record)
        self._alike: dict[tuple[str, int], _Record] = defaultdict(_Record)
        self._state = state
        self._rounded: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        for identity in identities:
            seen = state.outcome(identity)
            if seen is None or seen.verdict == "fails":
                continue
            self._rounded[identity.scope][int(seen.verdict == "forced")] += 1
            if identity.family not in FAMILIES or identity.form != "linear":
                continue
            terms = sum(1 for index in identity.nodes if state.last[index])
            if terms > 2:
                self._here[identity.scope].add(terms, seen.residual == 0)
                self._alike[self._kind(identity)].add(terms, seen.residual == 0)

    def binds(self, identity: Identity) -> bool:
        """Whether the identity holds for the printed figures to the last place."""
        if identity.exact:
            return True
        if identity.form != "linear" or identity.family not in FAMILIES:
            return False
        here = self._here[identity.scope]
        if here.off:
            return False
        alike = self._alike[self._kind(identity)]
        return here.chance <= _CHANCE or (alike.chance <= _CHANCE and alike.off * _OFF_PER_EXACT <= alike.exact)

    def unbent(self, identity: Identity) -> bool:
        """Whether enough rows of its scope show that its figures are rounded honestly, and none shifted to foot."""
        honest, shifted = self._rounded[identity.scope]
        return shifted == 0 and honest >= _ENOUGH_HONEST

    def _kind(self, identity: Identity) -> tuple[str, int]:
        """Shares foot by other habits than amounts do, and millions by others than thousands."""
        kind = "share" if identity.scope.endswith("share") else "amount"
        return kind, max(self._state.view.nodes[index].last for index in identity.nodes)
