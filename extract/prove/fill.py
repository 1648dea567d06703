"""Computed slots become decisions: inferred, repaired, nil, unresolved, or no fact at all."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from extract.prove.decision import Decision, Option
from extract.prove.identity import Identity, independent
from extract.prove.infer import Bound, Found, is_share_of
from extract.prove.readings import CHEAP, Edit, digits_of, edits, malformed
from extract.prove.state import State
from extract.prove.stood import fits_row, nameless
from extract.prove.view import View
from extract.prove.words import figure, name_of, said

_MAX_BASES = 4
_DIGITS_THAT_SPEAK = 3


def decide(view: View, state: State, found: Found, reason: str, sums: Sequence[Identity]) -> Decision | None:
    """The decision about one slot; None when nothing stood there."""
    if found.contradictory:
        return _contradicted(view, state, found, reason)
    node = view.nodes[found.node]
    if found.low <= 0 <= found.high:
        return _nothing(view, state, found, reason)
    if not reason:
        return None
    fits = not nameless(view, found.node) and fits_row(view, found.node, found.low, found.high)
    if not fits:
        return _unlike(view, state, found, reason) if (node.fact.printed or "").strip() else None
    if is_share(found) and _given(view, found):
        return None
    edit = edit_of(view, found.node, found.low) if found.exact else None
    direct = [bound.identity for bound in found.bounds if bound.direct and bound.low <= found.low <= bound.high]
    coarse = node.last != view.usual_last(found.node) and bool(digits_of(node.fact.printed or ""))
    unlike = coarse or (_legible(view, found.node) and (edit is None or edit.cost > CHEAP))
    sound = not malformed(node.fact.printed or "")
    if unlike and found.exact and (sound or len(independent(direct, found.node)) < 2):
        return _unlike(view, state, found, reason)
    if edit is not None and edit.cost and _shown_beside(view, found):
        return _unlike(view, state, found, reason)
    if not (node.fact.printed or "").strip() and (other := _in_the_next_row(view, found)) is not None:
        return _placed_elsewhere(view, state, found, reason, other)
    if not found.exact:
        return _interval(view, state, found, reason)
    if is_share(found):
        return _share(view, state, found, reason, sums)
    if not any(bound.hard for bound in found.bounds):
        return _rounded(view, state, found, reason)
    status, how = ("repaired", edit.why) if edit is not None and edit.cost <= CHEAP else ("inferred", "")
    return Decision(
        node=found.node,
        status="repaired" if status == "repaired" else "inferred",
        value=found.low,
        tolerance=0,
        proof=tuple(bound.identity for bound in _forcing(found)),
        explanation=_story(view, state, found, reason, how),
        options=_refuted(view, found),
    )


def _rounded(view: View, state: State, found: Found, reason: str) -> Decision:
    """A value rounded from other figures that no sum confirms: an issuer may have shifted it by one place to foot.

    What is legible of it may say which; otherwise it is good to one place.
    """
    node = view.nodes[found.node]
    near = [
        (value, edit)
        for value in (found.low, found.low - node.last, found.low + node.last)
        if (edit := edit_of(view, found.node, value)) is not None and edit.cost <= CHEAP
    ]
    legible = bool(digits_of(node.fact.printed or ""))
    if legible and (len(near) != 1 or near[0][0] != found.low):
        return _unlike(view, state, found, reason)
    return Decision(
        node=found.node,
        status="repaired" if legible else "inferred",
        value=found.low,
        tolerance=0 if legible else node.last,
        proof=tuple(bound.identity for bound in _forcing(found)),
        explanation=_story(view, state, found, reason, near[0][1].why if legible else "")
        + ("" if legible else "; a shift by one place to make a column foot is not excluded"),
    )


def _in_the_next_row(view: View, found: Found) -> int | None:
    """A figure of the row above or below with the digits of the one computed for an empty slot, and no part of what
    computed it: figures of two rows stand in one of them, and nothing tells which of them belongs here."""
    fact = view.nodes[found.node].fact
    sheet = view.sheets.get(fact.table or "")
    if sheet is None or fact.row is None or is_share(found):
        return None
    used = {index for bound in found.bounds for index in bound.identity.nodes}
    last = view.meant_last(found.node)
    beside = [
        index
        for row in (fact.row - 1, fact.row + 1)
        for column in sheet.columns
        for index in sheet.at.get((row, column), ())
        if index not in used and len(digits_of(view.facts[index].printed or "")) >= _DIGITS_THAT_SPEAK
    ]
    sizes = {index: int(digits_of(view.facts[index].printed or "")) * last for index in beside}
    return next((i for i, size in sizes.items() if any(found.low <= s <= found.high for s in (size, -size))), None)


def _placed_elsewhere(view: View, state: State, found: Found, reason: str, other: int) -> Decision:
    return Decision(
        node=found.node,
        status="unresolved",
        options=(Option(found.low, _story(view, state, found, reason, "")),),
        explanation=(
            f"{name_of(view, found.node)}: {reason}; what the sums want is printed beside {name_of(view, other)}, so "
            "that figures of two rows stand in one, and nothing tells which of them belongs here"
        ),
    )


def _given(view: View, found: Found) -> bool:
    """Whether the row prints the share for the same period in another column, so that none is lost here."""
    node = view.nodes[found.node]
    sheet = view.sheets.get(node.fact.table or "")
    if sheet is None or node.fact.row is None:
        return False
    return any(
        view.nodes[index].value is not None
        and view.nodes[index].fact.unit == node.fact.unit
        and view.nodes[index].period == node.period
        and found.low <= (view.nodes[index].value or 0) <= found.high
        for column in sheet.columns
        for index in sheet.at.get((node.fact.row, column), ())
        if index != found.node
    )


def _shown_beside(view: View, found: Found) -> bool:
    """Whether another figure of the same cell is the one computed, as it is printed: this one is of another row."""
    fact = view.nodes[found.node].fact
    sheet = view.sheets.get(fact.table or "")
    if sheet is None or fact.row is None or fact.column is None:
        return False
    others = (index for index in sheet.at.get((fact.row, fact.column), ()) if index != found.node)
    return any((edit := edit_of(view, index, found.low)) is not None and edit.cost == 0 for index in others)


def _legible(view: View, index: int) -> bool:
    """Whether what is printed in a slot says which figure it was; one well printed says that it was this one.

    A good figure where the identities want quite another is the figure of another slot, so that the row or the column
    of this one is in doubt too, and with it what the identities want.
    """
    printed = view.nodes[index].fact.printed or ""
    digits = len(digits_of(printed))
    return digits >= _DIGITS_THAT_SPEAK or (digits > 0 and not malformed(printed))


def edit_of(view: View, index: int, value: int) -> Edit | None:
    """How a value would have had to be misprinted to stand in the text as it does."""
    printed = view.nodes[index].fact.printed or ""
    edit = edits(printed, wanted_digits(view, index, value), value < 0)
    if edit is not None and edit.cost == 0 and view.meant_last(index) != view.nodes[index].last:
        return Edit(1, "comma as period")
    return edit


def wanted_digits(view: View, index: int, value: int) -> str:
    """The digits a value would be printed with, to the last place that its column has."""
    return digits_of(figure(view, index, abs(value)))


def _shown(state: State, found: Found, value: int) -> dict[int, int]:
    """The values to show in the identities of a slot: what is believed of the others, and this one."""
    shown = {i: v for bound in found.bounds for i in bound.identity.nodes if (v := state.value[i]) is not None}
    return shown | {found.node: value}


def _forcing(found: Found) -> list[Bound]:
    """The bounds that force an exact value: those that leave one value; all of them if none does alone."""
    alone = [bound for bound in found.bounds if bound.low == bound.high == found.low]
    hard = [bound for bound in alone if bound.hard]
    return hard or alone or list(found.bounds)


def _story(view: View, state: State, found: Found, reason: str, how: str) -> str:
    """The proof as sentences: what is printed, the sums, and that no other value fits."""
    value = _shown(state, found, found.low)
    forcing = _forcing(found)
    sums = "; ".join(said(view, bound.identity, value) for bound in forcing[:_MAX_BASES])
    agreeing = [bound for bound in found.bounds if bound not in forcing]
    also = f"; {said(view, agreeing[0].identity, value)} agrees" if agreeing else ""
    misprint = f" ({how})" if how else ""
    return f"{name_of(view, found.node)}: {reason}; {sums}{also}{misprint}; no other single value fits"


def _interval(view: View, state: State, found: Found, reason: str) -> Decision:
    """A value known up to a tolerance: the middle of what is left, and the half-width of the best single bound.

    The intersection of several bounds is often narrower, but it stands and falls with every rounding being honest;
    figures forced to foot are not, so no more is promised than the best identity over printed figures gives.
    """
    node = view.nodes[found.node]
    legible = _digits_within(view, found)
    if legible is not None:
        return _read(view, state, found, reason, legible)
    middle = found.middle(node.last)
    direct = [bound.high - bound.low for bound in found.bounds if bound.direct]
    tolerance = (max(min(direct, default=0), found.high - found.low) + 1) // 2
    tolerance = -(-tolerance // node.last) * node.last
    speaks = _legible(view, found.node)
    if tolerance * 4 > abs(middle) or speaks:
        why = "the identities leave an interval only, and what is printed is not in it as it stands"
        return Decision(
            node=found.node,
            status="unresolved",
            options=(Option(found.low, "lower end of what is left"), Option(found.high, "upper end of what is left")),
            explanation=f"{name_of(view, found.node)}: {reason}; "
            + (why if speaks else "the identities leave too wide an interval"),
        )
    sums = "; ".join(said(view, bound.identity, _shown(state, found, middle)) for bound in found.bounds[:_MAX_BASES])
    return Decision(
        node=found.node,
        status="inferred",
        value=middle,
        tolerance=tolerance,
        proof=tuple(bound.identity for bound in found.bounds),
        options=(Option(found.low, "lower end of what is left"), Option(found.high, "upper end of what is left")),
        explanation=(
            f"{name_of(view, found.node)}: {reason}; {sums}; "
            f"that fixes it only to within {figure(view, found.node, tolerance)} either way"
        ),
    )


def _digits_within(view: View, found: Found) -> int | None:
    """The one value that the digits in a slot spell, where the identities leave it: `6.273` among `4,118`s, `2,OO5`.

    Only damaged print is read so, and only if it shows digits enough that they do not lie there by chance. `252` among
    figures with a decimal has lost one, and which it was no digit tells.
    """
    if view.nodes[found.node].last > view.usual_last(found.node):
        return None
    digits = digits_of(view.nodes[found.node].fact.printed or "")
    last = view.meant_last(found.node)
    if len(digits) < _DIGITS_THAT_SPEAK or not any(bound.direct for bound in found.bounds):
        return None
    spelt = [value for value in (int(digits) * last, -int(digits) * last) if found.low <= value <= found.high]
    room = (found.high - found.low) // last + 1
    return spelt[0] if len(spelt) == 1 and room * 10 ** (_DIGITS_THAT_SPEAK - 1) <= 10 ** len(digits) else None


def _read(view: View, state: State, found: Found, reason: str, value: int) -> Decision:
    edit = edit_of(view, found.node, value)
    sums = "; ".join(said(view, bound.identity, _shown(state, found, value)) for bound in found.bounds[:_MAX_BASES])
    how = edit.why if edit is not None else "digits kept"
    return Decision(
        node=found.node,
        status="repaired",
        value=value,
        tolerance=0,
        proof=tuple(bound.identity for bound in found.bounds),
        options=_refuted(view, msgspec.structs.replace(found, low=value, high=value)),
        explanation=f"{name_of(view, found.node)}: {reason} ({how}); {sums}; its digits spell no other value that fits",
    )


def _nothing(view: View, state: State, found: Found, reason: str) -> Decision | None:
    """Zero is left: a dash stood there if anything did; an interval around zero says nothing.

    Where figures are printed that a person can read, no dash stood there, whatever the sums say.
    """
    printed = view.nodes[found.node].fact.printed or ""
    if not reason or not printed.strip() or len(digits_of(printed)) >= _DIGITS_THAT_SPEAK:
        return None
    if not found.exact:
        return _interval(view, state, found, reason)
    return Decision(
        node=found.node,
        status="nil",
        basis="proof",
        proof=tuple(bound.identity for bound in _forcing(found)),
        explanation=_story(view, state, found, reason, "") + ", so a dash stood there",
    )


def _contradicted(view: View, state: State, found: Found, reason: str) -> Decision | None:
    """The identities disagree about the slot: what each would have is kept, nothing is chosen."""
    if not reason:
        return None
    options = tuple(
        Option(
            (bound.low + bound.high) // 2,
            said(view, bound.identity, _shown(state, found, (bound.low + bound.high) // 2)),
        )
        for bound in found.bounds[:_MAX_BASES]
    )
    return Decision(
        node=found.node,
        status="unresolved",
        options=options,
        proof=tuple(bound.identity for bound in found.bounds),
        explanation=f"{name_of(view, found.node)}: {reason}; the identities that bind it contradict each other",
    )


def _unlike(view: View, state: State, found: Found, reason: str) -> Decision:
    """One identity wants a figure quite unlike the one printed: not enough to overrule the print."""
    return Decision(
        node=found.node,
        status="unresolved",
        options=(Option(found.low, _story(view, state, found, reason, "")),),
        explanation=f"{name_of(view, found.node)}: {reason}; the one identity that binds it wants a figure unlike it",
    )


def _refuted(view: View, found: Found) -> tuple[Option, ...]:
    """The next-best reading of what is printed, and the residual that refutes it."""
    fact = view.nodes[found.node].fact
    as_printed = view.scaled(fact.value) if fact.value is not None else None
    if as_printed is None or as_printed == found.low:
        return ()
    return (
        Option(as_printed, f"as printed; the sums are then {figure(view, found.node, found.low - as_printed)} off"),
    )


def is_share(found: Found) -> bool:
    """Whether a slot is a share of a total, which issuers may shift by a place."""
    return any(is_share_of(bound.identity, found.node) for bound in found.bounds)


def _share(view: View, state: State, found: Found, reason: str, sums: Sequence[Identity]) -> Decision:
    """A share computed from amounts: exact when its column foots with it, else good to one place.

    Issuers shift a share by one place to make the column foot. If the column foots with the rounded shares, there was
    nothing to shift; if it does not, one of the shares in doubt was shifted and nothing says which.
    """
    node = view.nodes[found.node]
    residuals = [state.outcome(identity) for identity in sums if state.known(identity)]
    seen = [outcome.residual for outcome in residuals if outcome is not None]
    forcing = tuple(bound.identity for bound in _forcing(found))
    if seen and all(residual != 0 for residual in seen):
        return Decision(
            node=found.node,
            status="unresolved",
            options=(
                Option(found.low, "rounded from the amounts"),
                *(
                    Option(found.low + step, "if this share was shifted to make the column foot")
                    for step in _steps(seen, node.last)
                ),
            ),
            proof=forcing,
            explanation=(
                f"{name_of(view, found.node)}: {_story(view, state, found, reason, '')}; but the column is then off by "
                f"{view.printed(max(map(abs, seen)))}, so this share or another lost one was shifted by a last place"
            ),
        )
    edit = edit_of(view, found.node, found.low)
    printed = edit is not None and edit.cost == 0
    if digits_of(node.fact.printed or "") and (edit is None or edit.cost > CHEAP):
        return _unlike(view, state, found, reason)
    exact = bool(seen) or printed
    return Decision(
        node=found.node,
        status="repaired" if printed else "inferred",
        value=found.low,
        tolerance=0 if exact else node.last,
        proof=(*forcing, *(identity for identity in sums if state.known(identity) and identity not in forcing)),
        explanation=_story(view, state, found, reason, edit.why if edit is not None and printed else "")
        + ("; the column foots with it" if seen else "")
        + ("" if exact else "; a shift by one place to make the column foot is not excluded"),
    )


def _steps(residuals: Sequence[int], last: int) -> list[int]:
    return sorted({step for residual in residuals if residual for step in (last, -last)})
