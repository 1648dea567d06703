"""Bars that stand at different heights, the rows of figures below them, and years below the first of their quarters."""

from __future__ import annotations

import extract
from extract.model import Result
from tests.read.pdf_pages import Paper, grids, rows_of

GREY, GREEN, ORANGE = (0.6, 0.6, 0.65), (0.1, 0.5, 0.2), (0.9, 0.4, 0.1)
NAMES = ("Last year", "North", "South", "Online", "Other", "This year")
STEPS = (310, 40, -25, 60, -15, 370)
BASE, SCALE, LEFT, PITCH, BROAD = 400.0, 0.5, 150.0, 90.0, 40.0


def middle(k: int) -> float:
    return LEFT + PITCH * k + BROAD / 2


def centred(paper: Paper, x: float, y: float, text: str) -> None:
    paper.text(x - paper.width(text, 9, "japan" if any(ord(c) > 0x2FFF for c in text) else "helv") / 2, y, text)


def waterfall(paper: Paper, *, off: float = 0.0) -> None:
    """Bars from `Last year` to `This year`; `off` moves the bars between up, so that none begins where one ends."""
    level = 0.0
    for k, step in enumerate(STEPS):
        whole = k in (0, len(STEPS) - 1)
        low, high = (0.0, float(step)) if whole else sorted((level, level + step))
        level = step if whole else level + step
        up = 0.0 if whole else off * k
        box = (LEFT + PITCH * k, BASE - SCALE * high - up, LEFT + PITCH * k + BROAD, BASE - SCALE * low - up)
        paper.box(*box, GREY if whole else GREEN if step > 0 else ORANGE)
        centred(paper, middle(k), BASE - SCALE * high - up - 4, f"{step:+,}" if not whole else f"{step:,}")
        centred(paper, middle(k), BASE + 14, NAMES[k])


def strip(paper: Paper, *, aside: float = 0.0) -> None:
    for y, label, values in ((435, "Amount", ("310", "118", "97", "102", "53", "370")),
                             (452, "Ratio", ("96.1", "151.3", "79.5", "242.9", "77.9", "119.4"))):  # fmt: skip
        paper.text(60, y, label)
        for k, value in enumerate(values):
            centred(paper, middle(k) + aside, y, value)


def test_a_waterfall_is_a_chart_and_its_figures_stand_under_their_names() -> None:
    paper = Paper(720, 540)
    waterfall(paper)
    (grid,) = grids(paper.pdf())
    assert grid.form == "chart"
    assert rows_of(grid)[:2] == [("", *NAMES), ("", "310", "+40", "-25", "+60", "-15", "370")]


def test_none_of_its_figures_is_taken_for_a_value() -> None:
    paper = Paper(720, 540)
    waterfall(paper)
    facts = extract.read(paper.pdf(), name="a.pdf").facts
    assert {fact.printed for fact in facts} == {"310", "+40", "-25", "+60", "-15", "370"}
    assert not any(fact.trusted for fact in facts)


def test_bars_that_float_without_touching_are_no_waterfall() -> None:
    paper = Paper(720, 540)
    waterfall(paper, off=7)
    assert [grid for grid in grids(paper.pdf()) if grid.form == "chart"] == []


def test_rows_of_figures_below_a_chart_have_its_names_for_headings() -> None:
    paper = Paper(720, 540)
    waterfall(paper)
    strip(paper)
    chart, table = grids(paper.pdf())
    assert chart.form == "chart" and table.form != "chart"
    assert rows_of(table) == [
        ("", *NAMES),
        ("Amount", "310", "118", "97", "102", "53", "370"),
        ("Ratio", "96.1", "151.3", "79.5", "242.9", "77.9", "119.4"),
    ]
    assert table.headers == 1


def test_rows_that_stand_beside_the_names_have_none_of_them() -> None:
    paper = Paper(720, 540)
    waterfall(paper)
    strip(paper, aside=42)
    assert not any(row[1:] == NAMES for grid in grids(paper.pdf()) if grid.form != "chart" for row in rows_of(grid))


def lines(paper: Paper, names: tuple[str, ...], years: dict[int, str], title: str = "") -> Result:
    """A line chart with two lines of names below: years stand below some of the first."""
    paper.page.insert_text((60, 60), title, fontsize=16, fontname="japan")
    values = (1.0, 1.6, 2.4, 1.9, 0.8, 1.2, 2.9, 3.1, 2.2, 1.4)[: len(names)]
    shape = paper.page.new_shape()
    points = [(140 + 50 * k, 400 - 80 * value) for k, value in enumerate(values)]
    shape.draw_polyline(points)
    shape.finish(color=(0.1, 0.25, 0.6), width=1.5, closePath=False)
    for x, y in points:
        shape.draw_rect((x - 2, y - 2, x + 2, y + 2))
        shape.finish(color=(0.1, 0.25, 0.6), fill=(0.1, 0.25, 0.6))
    shape.commit()
    for (x, y), value in zip(points, values, strict=True):
        centred(paper, x, y - 8, f"{value}%")
    for k, name in enumerate(names):
        centred(paper, 140 + 50 * k, 420, name)
    for k, year in years.items():
        centred(paper, 140 + 50 * k, 432, year)
    return extract.read(paper.pdf(), name="a.pdf")


QUARTERS = ("1Q", "2Q", "3Q", "4Q", "1Q", "2Q", "3Q", "4Q")


def headers(result: Result) -> list[tuple[str, ...]]:
    return [fact.header for fact in sorted(result.facts, key=lambda fact: fact.column or 0)]


def test_a_year_below_the_first_of_its_quarters_is_of_all_of_them() -> None:
    found = headers(lines(Paper(720, 540), QUARTERS, {0: "2030", 4: "2031"}))
    assert found == [(year, f"{n}Q") for year in ("2030", "2031") for n in (1, 2, 3, 4)]


def test_a_year_below_another_name_than_the_first_is_not_dealt_out() -> None:
    found = headers(lines(Paper(720, 540), QUARTERS, {1: "2030", 4: "2031"}))
    assert not any("2030" in header for header in found[:1])


def test_months_that_touch_are_names_of_their_own() -> None:
    paper = Paper(720, 540)
    names = ("1Q", "2Q", "3Q", "4Q", "1Q", "2Q", "", "", "", "")
    paper.text(140 + 50 * 6 - 9, 420, "9月", size=9)
    paper.text(140 + 50 * 7 - 14, 420, "10月", size=9)
    paper.text(140 + 50 * 8 - 14, 420, "11月", size=9)
    paper.text(140 + 50 * 9 - 14, 420, "12月", size=9)
    result = lines(paper, names, {0: "2030", 4: "2031"}, "3Q累計 業績")
    told = {fact.header[-1]: fact for fact in result.facts if fact.header}
    assert {"9月", "10月", "11月", "12月"} <= set(told)
    assert told["12月"].period is not None and told["12月"].period.start in (None, "2031-12-01")


YEARS = ("2030年3月期", "北部", "南部", "通販", "その他", "2031年3月期")


def told_waterfall(
    steps: tuple[float, ...] = STEPS, printed: tuple[str, ...] = (), names: tuple[str, ...] = YEARS, band: str = ""
) -> Result:
    """A waterfall of operating profit between two years as a whole page; `printed` instead of what is drawn."""
    paper = Paper(720, 540)
    paper.text(60, 60, "営業利益の増減要因", size=16)
    paper.text(560, 100, "(単位：億円)")
    level = 0.0
    for k, step in enumerate(steps):
        whole = k in (0, len(steps) - 1)
        low, high = (0.0, float(step)) if whole else sorted((level, level + step))
        level = step if whole else level + step
        left = LEFT + PITCH * k
        paper.box(left, BASE - SCALE * high, left + BROAD, BASE - SCALE * low, GREY if whole else GREEN)
        text = printed[k] if printed else f"{step:,}" if whole else f"{step:+,}"
        centred(paper, middle(k), BASE - SCALE * high - 4, text)
        centred(paper, middle(k), BASE + 14, names[k])
    if band:
        centred(paper, (middle(1) + middle(2)) / 2, BASE - 40, band)
    return extract.read(paper.pdf(), name="a.pdf")


def test_steps_that_lead_from_one_year_to_the_next_are_changes_of_the_measure_that_the_title_names() -> None:
    result = told_waterfall()
    (check,) = (check for check in result.checks if check.identity == "bridge")
    assert check.verdict == "holds" and len(check.terms) == len(STEPS)
    facts = sorted(result.facts, key=lambda fact: fact.column or 0)
    assert [fact.value for fact in facts] == [f"{step}00000000" for step in STEPS]
    assert all(fact.trusted and fact.label == ("営業利益",) and check.id in fact.proof for fact in facts)
    ends = [(fact.period.start, fact.period.end) for fact in facts if fact.period]
    assert ends == [("2029-04-01", "2030-03-31"), *[("2030-04-01", "2031-03-31")] * 5]
    assert [fact.dimensions.get("comparison") for fact in facts] == [None, *["2030年3月期"] * 4, None]


def test_steps_that_do_not_lead_to_the_last_value_are_told_and_none_of_the_figures_is_sure() -> None:
    result = told_waterfall(printed=("310", "+40", "-25", "+60", "-15", "390"))
    assert not any(fact.trusted for fact in result.facts)
    assert {fact.printed for fact in result.facts} == {"310", "+40", "-25", "+60", "-15", "390"}
    assert [check.verdict for check in result.checks if check.identity == "bridge"] == ["fails"]
    assert any(problem.code == "check_fails" for problem in result.problems)


def test_last_places_that_were_cut_off_are_no_contradiction() -> None:
    """Cut off are 310.9, 40.9, 60.9 and 15.9, 25.9 below zero, so that the sum may miss by some places."""
    result = told_waterfall(printed=("310", "+40", "-25", "+60", "-15", "373"))
    assert [check.verdict for check in result.checks if check.identity == "bridge"] == ["holds"]


def test_a_figure_that_is_not_as_long_as_its_step_leaves_the_waterfall_not_understood() -> None:
    result = told_waterfall(printed=("310", "+40", "-25", "+10", "-15", "320"))
    assert len(result.facts) == len(STEPS) and not any(fact.trusted for fact in result.facts)


def test_steps_of_parts_of_the_year_that_bands_between_the_bars_name_are_none_of_the_whole() -> None:
    result = told_waterfall(band="上期(4-9月)")
    assert not any(fact.trusted for fact in result.facts)


def test_steps_of_one_name_are_told_apart_by_something_that_was_not_read() -> None:
    result = told_waterfall(names=("2030年3月期", "北部", "南部", "北部", "南部", "2031年3月期"))
    assert not any(fact.trusted for fact in result.facts)


def test_bars_that_lead_from_sales_to_profit_are_parts_and_no_changes() -> None:
    result = told_waterfall(names=("売上高", "北部", "南部", "通販", "その他", "営業利益"))
    assert not any("comparison" in fact.dimensions for fact in result.facts)
