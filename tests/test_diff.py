"""The differ: nothing for equals, one named difference for one change, and symmetry."""

from __future__ import annotations

import random

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.diff import Difference, differences, value_change
from extract.model import Ground, Location, Period, Problem, Result
from tests.results import fact, small_result

LABELS = st.sampled_from(["Revenues", "Costs", "Net income", ""])
VALUES = st.sampled_from(["1", "10", "-1", "1.0", "25", None])


@st.composite
def results(draw: st.DrawFn) -> Result:
    """Results with many facts alike, so that pairing has something to get wrong."""
    facts = []
    for number in range(draw(st.integers(0, 8))):
        value = draw(VALUES)
        period = draw(st.sampled_from([None, Period(kind="instant", end="2007-03-31")]))
        facts.append(
            fact(
                number,
                draw(LABELS),
                draw(st.sampled_from(["1", "10", "25"])),
                value,
                draw(st.integers(4, 6)),
                draw(st.integers(0, 2)),
                status="unresolved" if value is None else draw(st.sampled_from(["verbatim", "split"])),
                period=period,
                table=draw(st.sampled_from(["t1", None])),
            )
        )
    return small_result(facts=tuple(facts), checks=(), problems=())


def renamed(result: Result) -> Result:
    """The same result under other ids, as if a table had come in before."""
    return msgspec.structs.replace(
        result,
        tables=tuple(msgspec.structs.replace(t, id=f"x{t.id}") for t in result.tables),
        facts=tuple(
            msgspec.structs.replace(
                f, id=f"x{f.id}", table=f.table and f"x{f.table}", proof=tuple(f"x{c}" for c in f.proof)
            )
            for f in result.facts
        ),
        checks=tuple(
            msgspec.structs.replace(c, id=f"x{c.id}", terms=tuple((f"x{t}", k) for t, k in c.terms))
            for c in result.checks
        ),
        problems=tuple(
            msgspec.structs.replace(p, facts=tuple(f"x{f}" for f in p.facts), message="worded otherwise")
            for p in result.problems
        ),
    )


@given(results())
def test_nothing_differs_from_itself_whatever_the_ids(result: Result) -> None:
    assert differences(result, result) == ()
    assert differences(result, renamed(result)) == ()


def test_ids_of_checks_and_problems_do_not_matter() -> None:
    assert differences(small_result(), renamed(small_result())) == ()


def counted(found: tuple[Difference, ...], kind: str) -> list[tuple[str, str | None]]:
    return sorted((d.name, d.before or d.after) for d in found if d.kind == kind)


@given(results(), results())
def test_lost_one_way_is_gained_the_other_way(left: Result, right: Result) -> None:
    there, back = differences(left, right), differences(right, left)
    assert counted(there, "lost") == counted(back, "gained")
    assert counted(there, "gained") == counted(back, "lost")
    assert len(there) == len(back)
    assert bool(there) == bool(back)


@given(results(), st.randoms(use_true_random=False))
def test_what_differs_is_told(result: Result, chance: random.Random) -> None:
    if not result.facts:
        return
    index = chance.randrange(len(result.facts))
    assert differences(result, without(result, index))


def without(result: Result, index: int) -> Result:
    return msgspec.structs.replace(result, facts=result.facts[:index] + result.facts[index + 1 :])


def with_fact(index: int, **change: object) -> Result:
    result = small_result()
    facts = list(result.facts)
    facts[index] = msgspec.structs.replace(facts[index], **change)
    return msgspec.structs.replace(result, facts=tuple(facts))


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ({"value": "57056000000"}, "value"),
        ({"value": "-57055000000"}, "sign"),
        ({"value": "57055000"}, "scale"),
        ({"unit": "USD"}, "unit"),
        ({"period": Period(kind="instant", end="2007-03-31")}, "period"),
        ({"period": Period(kind="duration", start="2005-04-01", end="2006-03-31")}, "period"),
        ({"status": "split"}, "status"),
        ({"basis": "preference"}, "status"),
        ({"location": Location(line=40, start=9, end=15)}, "moved"),
        ({"label": ("Total revenues",)}, "label"),
        ({"concept": "Revenues"}, "concept"),
        ({"tolerance": "5"}, "tolerance"),
        ({"proof": ("c1",)}, "proof"),
        ({"printed": "57,055*"}, "printed"),
        ({"decimals": -3}, "changed"),
    ],
)
def test_one_change_is_one_difference(change: dict[str, object], kind: str) -> None:
    found = differences(small_result(), with_fact(0, **change))
    assert [(d.kind, d.subject) for d in found] == [(kind, "fact")]


def test_equal_decimals_do_not_differ() -> None:
    assert differences(small_result(), with_fact(1, value="80.60")) == ()


def test_a_lost_fact_is_that_one_even_when_all_others_move_up() -> None:
    twins = tuple(fact(n, "Costs", "5", "5000000", n + 4, 6) for n in range(5))
    before = small_result(facts=twins, checks=(), problems=())
    moved = tuple(
        msgspec.structs.replace(f, location=Location(line=n + 14, start=6, end=7)) for n, f in enumerate(twins)
    )
    found = differences(before, msgspec.structs.replace(before, facts=moved[1:]))
    assert sorted(d.kind for d in found) == ["lost", "moved", "moved", "moved", "moved"]


def test_a_table_that_comes_in_leaves_the_others_alone() -> None:
    result = small_result()
    new = msgspec.structs.replace(result.tables[0], id="t0", title="Another")
    found = differences(result, msgspec.structs.replace(result, tables=(new, *result.tables)))
    assert [(d.kind, d.subject, d.name) for d in found] == [("gained", "table", "Another")]


def test_verdicts_and_problems_are_compared() -> None:
    result = small_result()
    failing = msgspec.structs.replace(result.checks[0], verdict="fails", residual="1000000000")
    trouble = Problem(code="check_fails", severity="warning", message="Does not foot.", facts=("f1",))
    found = differences(result, msgspec.structs.replace(result, checks=(failing,), problems=(trouble,)))
    assert [(d.kind, d.subject) for d in found] == [("changed", "check"), ("lost", "problem"), ("gained", "problem")]
    assert found[0].before == "holds, off by 0, allowed 1500000"


def test_a_changed_cell_is_named_by_its_slot() -> None:
    result = small_result()
    table = result.tables[0]
    cells = (*table.cells[:-1], msgspec.structs.replace(table.cells[-1], text="11,056"))
    found = differences(result, msgspec.structs.replace(result, tables=(msgspec.structs.replace(table, cells=cells),)))
    assert [(d.kind, d.subject) for d in found] == [("changed", "table")] and "(3, 1)" in (found[0].after or "")


@given(st.decimals(allow_nan=False, allow_infinity=False), st.integers(-9, 9).filter(bool))
def test_a_power_of_ten_is_a_scale_and_minus_one_a_sign(number: object, power: int) -> None:
    from decimal import Context, Decimal

    value = Decimal(str(number))
    exact = Context(prec=1000)
    if value and abs(value.adjusted()) < 100:
        assert value_change(str(value), str(exact.scaleb(value, power))) == "scale"
        assert value_change(str(value), str(exact.minus(value))) == "sign"
    assert value_change(str(value), str(value)) is None


def test_trust_grounds_and_coverage_are_compared() -> None:
    ground = Ground(rank="column", rule="period_of_column", printed="FY2023")
    before = small_result()
    one = msgspec.structs.replace(before.facts[0], trusted=False, doubts=(), grounds={"period": (ground,)})
    after = msgspec.structs.replace(before, facts=(one, *before.facts[1:]), coverage={"numbers": 3})
    found = {(d.kind, d.subject, d.name) for d in differences(before, after)}
    assert {kind for kind, subject, _ in found if subject == "fact"} == {"trust", "grounds"}
    assert ("changed", "document", "numbers") in found
