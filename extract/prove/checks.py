"""Identities become checks: evaluated, numbered in the order of the families, those that fail explained."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import msgspec

from extract.model import Check, Problem
from extract.problems import problem
from extract.prove.dilution import contradictions
from extract.prove.families import FAMILIES
from extract.prove.identity import DETECT, Identity, Outcome
from extract.prove.last_places import slips_of_the_last_place
from extract.prove.state import State
from extract.prove.view import View
from extract.prove.words import figure, name_of, said

_NON_LINEAR = ("result", "numerator", "denominator")
_GROWTH = ("result", "later", "earlier")


def collect(view: View) -> list[Identity]:
    """All identities of a view, in the order of the families, each set of facts once per family."""
    found: list[Identity] = []
    seen: set[tuple[str, frozenset[tuple[int, int]]]] = set()
    for find in FAMILIES:
        for identity in find(view):
            pairs = frozenset(zip(identity.nodes, identity.coefficients, strict=True))
            mirrored = frozenset((n, -c) for n, c in pairs)
            if (identity.form, pairs) in seen or (identity.form == "linear" and (identity.form, mirrored) in seen):
                continue
            seen.add((identity.form, pairs))
            found.append(identity)
    return found


class Checked(msgspec.Struct, frozen=True):
    """An identity, how it came out, and the check that says so."""

    identity: Identity
    outcome: Outcome
    check: Check


def checks_of(view: View, identities: Sequence[Identity], state: State) -> list[Checked]:
    """The identities that can be computed, as checks c1, c2 ...; weak ones that fail are left out. What is more than it
    can be is a check that fails, and so is a sum that alone of all is off by what rounding might leave."""
    made: list[Checked] = []
    slips = slips_of_the_last_place(view, identities, state)
    for identity in identities:
        seen = state.outcome(identity)
        if seen is None or (seen.verdict == "fails" and identity.support < DETECT):
            continue
        others = slips.get(id(identity), 0)
        if others:
            seen = seen._replace(verdict="fails", allowance=0)
        shown = state.turned(identity)
        made.append(Checked(identity, seen, _check(view, shown, seen, f"c{len(made) + 1}", state.at, others)))
    for identity, seen in contradictions(view, state):
        made.append(Checked(identity, seen, _check(view, identity, seen, f"c{len(made) + 1}", state.at)))
    return made


def _check(
    view: View, identity: Identity, seen: Outcome, id: str, value: Callable[[int], int], exact_others: int = 0
) -> Check:
    """An identity as a check; `exact_others` are the sums that come out to the last place where this one does not."""
    explanation = None
    if seen.verdict != "holds":
        shown = {index: value(index) for index in identity.nodes}
        short = figure(view, identity.nodes[-1] if identity.form == "linear" else identity.nodes[0], abs(seen.residual))
        how = "off by one last place, as when figures are made to foot" if seen.verdict == "forced" else "does not hold"
        explanation = f"{said(view, identity, shown)} {how}: {short} apart"
        if exact_others:
            explanation += f", and {exact_others} other sums come out to the last place"
    return Check(
        id=id,
        identity=identity.family,
        terms=_terms(view, identity),
        residual=view.printed(seen.residual),
        allowance=view.printed(seen.allowance),
        verdict=seen.verdict,
        explanation=explanation,
    )


def _terms(view: View, identity: Identity) -> tuple[tuple[str, str], ...]:
    ids = [view.nodes[index].id for index in identity.nodes]
    if identity.form != "linear":
        return tuple(zip(ids, _GROWTH if identity.form == "growth" else _NON_LINEAR, strict=True))
    return tuple((id, _ratio(c, identity.divisor)) for id, c in zip(ids, identity.coefficients, strict=True))


def _ratio(coefficient: int, divisor: int) -> str:
    """A coefficient as a decimal string, or as a fraction where it has no end: `123.39`, `1/3`."""
    whole, rest = divmod(abs(coefficient), divisor)
    sign = "-" if coefficient < 0 else ""
    digits = ""
    for _ in range(12):
        if rest == 0:
            return f"{sign}{whole}.{digits}" if digits else f"{sign}{whole}"
        digit, rest = divmod(rest * 10, divisor)
        digits += str(digit)
    return f"{sign}{coefficient}/{divisor}"


def failures(view: View, checked: Iterable[Checked]) -> list[Problem]:
    """A problem for each check that fails, at the place of its first fact, naming all of them."""
    found = []
    for each in checked:
        if each.outcome.verdict != "fails":
            continue
        nodes = each.identity.nodes
        code = "facts_disagree" if each.identity.family == "same_fact" else "check_fails"
        if each.identity.family == "change" and view.nodes[nodes[0]].fact.table is None:
            code = "word_contradicts_arithmetic"
        names = "; ".join(dict.fromkeys(name_of(view, index) for index in nodes[:4]))
        found.append(
            problem(
                code,
                f"{each.check.identity.replace('_', ' ')}: {each.check.explanation} ({names})",
                location=view.nodes[nodes[0]].fact.location,
                facts=tuple(view.nodes[index].id for index in nodes),
                data={"check": each.check.id, "residual": each.check.residual, "allowance": each.check.allowance},
            )
        )
    return found


def exhausted(view: View, given_up: Sequence[Identity]) -> list[Problem]:
    """A problem naming the facts of identities that were given up at the budget of work, once for all."""
    nodes = sorted({index for identity in given_up for index in identity.nodes})
    if not nodes:
        return []
    return [
        problem(
            "budget_exhausted",
            f"{len(nodes)} figures stay as printed: the search for a correction was given up at its budget of work",
            location=view.nodes[nodes[0]].fact.location,
            facts=tuple(view.nodes[index].id for index in nodes),
        )
    ]
