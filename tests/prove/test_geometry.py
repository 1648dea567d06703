"""Charts from print to judged facts: lengths, heights and angles prove, contradict and measure."""

from __future__ import annotations

import math
from decimal import Decimal

import pytest

import extract
from extract.model import Fact, Result
from tests.read.pdf_pages import Paper

BLUE, RED, GREY = (0.1, 0.25, 0.6), (0.8, 0.2, 0.2), (0.6, 0.6, 0.65)
YEARS = ("FY2006", "FY2007", "FY2008", "FY2009", "FY2010")


def page() -> Paper:
    paper = Paper(720, 540)
    paper.text(60, 50, "Revenues", size=16)
    paper.text(60, 80, "(JPY millions)")
    return paper


def middle(paper: Paper, x: float, y: float, text: str) -> None:
    paper.text(x - paper.width(text, 9, "helv") / 2, y, text)


def names(paper: Paper, y: float = 414) -> None:
    for k, year in enumerate(YEARS):
        middle(paper, 110 + 100 * k, y, year)


def bars(paper: Paper, values: tuple[float, ...], labels: tuple[str, ...], base: float = 400) -> None:
    for k, (value, label) in enumerate(zip(values, labels, strict=True)):
        top, foot = sorted((base - 2 * value, base))
        paper.box(95 + 100 * k, top, 125 + 100 * k, foot, BLUE)
        middle(paper, 110 + 100 * k, top - 3 if value > 0 else foot + 10, label)
    names(paper, max(base, base - 2 * min(values)) + 24)


def read(paper: Paper) -> Result:
    return extract.read(paper.pdf(), name="page.pdf")


def values(result: Result) -> dict[str, Fact]:
    return {" ".join(f.header): f for f in result.facts if f.table is not None}


def test_labels_that_their_bars_bear_out_have_a_check() -> None:
    paper = page()
    bars(paper, (52, 61, 70, 48, 90), ("52", "61", "70", "48", "90"))
    result = read(paper)
    facts = values(result)
    assert [facts[y].value for y in YEARS] == ["52000000", "61000000", "70000000", "48000000", "90000000"]
    (check,) = [c for c in result.checks if c.identity == "geometry"]
    assert check.verdict == "holds" and all(check.id in facts[y].proof for y in YEARS)


def test_a_label_that_its_bar_contradicts_is_in_conflict() -> None:
    paper = page()
    bars(paper, (52, 61, 70, 48, 90), ("52", "61", "10", "48", "90"))
    result = read(paper)
    wrong = values(result)["FY2008"]
    assert (wrong.status, wrong.value, wrong.printed) == ("conflict", "10000000", "10")
    assert wrong.explanation is not None and "70" in wrong.explanation
    assert [p.facts for p in result.problems if p.code == "check_fails"] == [(wrong.id,)]


def test_a_bar_without_label_is_measured_along_the_others() -> None:
    paper = page()
    bars(paper, (52, 61, 70, 48, 90), ("52", "61", "", "48", "90"))
    fact = values(read(paper))["FY2008"]
    assert fact.status == "inferred" and fact.printed is None and fact.proof
    assert fact.value is not None and fact.tolerance is not None
    assert abs(Decimal(fact.value) - 70_000_000) <= Decimal(fact.tolerance) < 2_000_000


def test_bars_below_zero_are_negative() -> None:
    paper = page()
    bars(paper, (52, -31, 70, -48, 20), ("52", "(31)", "70", "(48)", "20"), base=280)
    facts = values(read(paper))
    assert [facts[y].value for y in YEARS] == ["52000000", "-31000000", "70000000", "-48000000", "20000000"]
    assert all(facts[y].proof for y in YEARS)


def test_the_labels_of_an_axis_measure_and_are_no_facts() -> None:
    paper = page()
    for k in range(5):
        paper.right(70, 403 - 60 * k, str(30 * k))
        paper.line(74, 400 - 60 * k, 620, 400 - 60 * k, 0.3)
    bars(paper, (52, 61, 70, 48, 90), ("",) * 5)
    result = read(paper)
    assert {f.status for f in result.facts} == {"inferred"} and len(result.facts) == 5
    for year, want in zip(YEARS, (52, 61, 70, 48, 90), strict=True):
        fact = values(result)[year]
        assert abs(Decimal(fact.value or 0) - want * 1_000_000) <= Decimal(fact.tolerance or 0)


def test_stacks_and_their_totals() -> None:
    paper = page()
    low, high = (40, 44, 39, 51, 58), (52, 55, 61, 70, 78)
    for k, (a, b) in enumerate(zip(low, high, strict=True)):
        x = 95 + 100 * k
        paper.box(x, 400 - 1.5 * a, x + 30, 400, BLUE)
        paper.box(x, 400 - 1.5 * (a + b), x + 30, 400 - 1.5 * a, GREY)
        middle(paper, x + 15, 403 - 0.75 * a, str(a))
        middle(paper, x + 15, 403 - 1.5 * a - 0.75 * b, str(b))
        middle(paper, x + 15, 397 - 1.5 * (a + b), str(a + b))
    names(paper)
    for k, (name, color) in enumerate((("Domestic", BLUE), ("Overseas", GREY))):
        paper.box(600, 100 + 20 * k, 608, 108 + 20 * k, color)
        paper.text(614, 107 + 20 * k, name)
    found = {(f.label[-1], " ".join(f.header)): f for f in read(paper).facts}
    for k, year in enumerate(YEARS):
        assert found["Domestic", year].value == f"{low[k]}000000"
        assert found["Overseas", year].value == f"{high[k]}000000"
        assert found["Total", year].value == f"{low[k] + high[k]}000000" and found["Total", year].proof


@pytest.mark.parametrize("wrong", (None, 2))
def test_lines_are_told_apart_by_colour(wrong: int | None) -> None:
    paper = page()
    series = {"Domestic": ((40, 62, 55, 71, 90), BLUE), "Overseas": ((90, 30, 20, 33, 47), RED)}
    for s, (name, (numbers, color)) in enumerate(series.items()):
        points = [(110 + 100 * k, 400 - 2.5 * v) for k, v in enumerate(numbers)]
        paper.page.draw_polyline(points, color=color, width=1.5)
        for k, (x, y) in enumerate(points):
            text = "11" if k == wrong and s == 0 else str(numbers[k])
            middle(paper, x, y - 6, text)
        paper.box(600, 100 + 20 * s, 608, 108 + 20 * s, color)
        paper.text(614, 107 + 20 * s, name)
    names(paper)
    facts = {(f.label[-1], " ".join(f.header)): f for f in read(paper).facts}
    for name, (numbers, _) in series.items():
        for k, year in enumerate(YEARS):
            fact = facts[name, year]
            if (name, k) == ("Domestic", wrong):
                assert fact.status == "conflict"
            else:
                assert fact.value == f"{numbers[k]}000000" and fact.proof


@pytest.mark.parametrize("ring", (False, True))
def test_slices_drawn_in_straight_pieces_bear_their_percents_out(ring: bool) -> None:
    paper = page()
    shares = {"Japan": 41.5, "Europe": 33.0, "Asia": 25.5}
    begin = 0.0
    for (name, share), color in zip(shares.items(), (BLUE, RED, GREY), strict=True):
        end = begin + math.radians(3.6 * share)
        arc = [begin + (end - begin) * k / 60 for k in range(61)]
        outline = [(360.0, 290.0), *((360 + 120 * math.cos(t), 290 + 120 * math.sin(t)) for t in arc)]
        paper.page.draw_polyline(outline, color=None, fill=color, width=0, closePath=True)
        x, y = 360 + 80 * math.cos((begin + end) / 2), 290 + 80 * math.sin((begin + end) / 2)
        middle(paper, x, y, f"{share}%")
        middle(paper, x, y - 11, name)
        begin = end
    if ring:
        paper.page.draw_circle((360, 290), 30, color=None, fill=(1, 1, 1))
    facts = {f.label[-1]: f for f in read(paper).facts if f.table is not None}
    assert {name: facts[name].value for name in shares} == {"Japan": "41.5", "Europe": "33", "Asia": "25.5"}
    assert all(facts[name].proof for name in shares)


def test_a_chart_whose_labels_and_bars_disagree_gives_no_values() -> None:
    paper = page()
    bars(paper, (52, 61, 70, 48, 90), ("9", "400", "12", "77", "3"))
    result = read(paper)
    assert not [f for f in result.facts if f.value is not None]
    assert {f.printed for f in result.facts} == {"9", "400", "12", "77", "3"}
