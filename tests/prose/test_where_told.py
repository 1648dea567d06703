"""Every aspect of a figure of prose names the place that settled it."""

from __future__ import annotations

import pytest

from extract import read

TEXT = """Ferngrove Networks results for the year ended March 31, 2018

Operating income was JPY 1,200 million.

Revenues in the quarter ended March 31, 2018 were JPY 41,207 million.
"""


def test_the_places_that_say_label_unit_and_period() -> None:
    income, revenues = read(TEXT.encode(), name="g.txt").facts
    told = {aspect: (ground[0].rank, ground[0].printed) for aspect, ground in revenues.grounds.items()}
    assert told == {
        "label": ("sentence", "Revenues"),
        "unit": ("figure", "JPY 41,207 million"),
        "period": ("sentence", "the quarter ended March 31, 2018"),
    }
    assert income.grounds["period"][0].rank in ("heading", "document")
    lines = TEXT.split("\n")
    for ground in revenues.grounds.values():
        where = ground[0].location
        assert where is not None and where.line is not None
        assert lines[where.line - 1][where.start : where.end] == ground[0].printed


def test_the_unit_of_what_is_counted_stands_where_the_words_do_that_name_it() -> None:
    text = "Ferngrove Networks\n\nAs of March 31, 2018, the number of employees was 1,155.\n"
    (fact,) = [f for f in read(text.encode(), name="g.txt").facts if f.printed == "1,155"]
    (ground,) = fact.grounds["unit"]
    where = ground.location
    assert where is not None and where.line is not None and ground.printed == "number of employees"
    assert text.split("\n")[where.line - 1][where.start : where.end] == ground.printed


QUALITATIVE = """<html lang="ja"><body><p>株式会社北斗薬品　2025年３月期　{name}決算短信</p><p>{period}</p>
<p>1.{heading}決算に関する定性的情報</p><p>○　売上収益は、主力品が伸長し、1,204億円となりました。</p></body></html>"""


def test_the_heading_of_the_current_quarter_dates_what_stands_below_it() -> None:
    quarter = "当第１四半期連結累計期間（自 2024年４月１日 至 2024年６月30日）"
    page = QUALITATIVE.format(name="第１四半期", period=quarter, heading="当四半期")
    (fact, *_) = [f for f in read(page.encode(), name="a.html").facts if f.unit == "JPY"]
    assert (fact.grounds["period"][0].rank, fact.trusted) == ("heading", True)


def test_under_the_same_heading_nine_months_may_be_the_last_quarter() -> None:
    nine = "当第３四半期連結累計期間（自 2024年４月１日 至 2024年12月31日）"
    page = QUALITATIVE.format(name="第３四半期", period=nine, heading="当四半期")
    (fact, *_) = [f for f in read(page.encode(), name="a.html").facts if f.unit == "JPY"]
    assert fact.grounds.get("period", ())[:1] == () or fact.grounds["period"][0].rank != "heading"


def test_what_is_planned_says_where() -> None:
    text = "We expect revenue of JPY 5 million in fiscal 2026, raised from our previous guidance of JPY 4 million."
    first, second = [f for f in read(text.encode(), name="a.txt").facts if f.unit == "JPY"][:2]
    assert (first.dimensions["scenario"], first.grounds["scenario"][0].printed) == ("forecast", "expect")
    assert second.dimensions["scenario"] == "guidance:previous"


HELD = """Ferngrove Networks

Results for the year ended March 31, 2018

Revenues
Network service fees
- JPY 41,207 million, up 5.0% from the year before

The company made a payment of JPY 726 million for income taxes.
"""


def test_what_holds_from_a_line_above_and_around_the_figure_has_its_place() -> None:
    facts = [f for f in read(HELD.encode(), name="h.txt").facts if f.trusted]
    assert len(facts) >= 2
    lines = HELD.split("\n")
    for fact in facts:
        for aspect in ("label", "unit", "period"):
            (ground, *_) = fact.grounds[aspect]
            where = ground.location
            assert where is not None and where.line is not None, (fact.label, aspect, ground)
            assert lines[where.line - 1][where.start : where.end] == ground.printed


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("当第１四半期（2023年１月１日～2023年３月31日）の売上高は9,418百万円（前年同期は8,977百万円）です。", "8,977"),
        (
            "Sales in the quarter ended March 31, 2023 were $94.2 million, $89.8 million in the prior year period.",
            "89.8",
        ),
        ("Sales in the quarter ended March 31, 2023 were $94.2 million versus $89.8 million a year earlier.", "89.8"),
    ],
)
def test_a_period_a_year_before_stands_where_the_later_one_does(text: str, printed: str) -> None:
    fact = next(f for f in read(text.encode(), name="g.txt").facts if f.printed == printed)
    assert fact.trusted and fact.period is not None
    assert (fact.period.start, fact.period.end) == ("2022-01-01", "2022-03-31")
    assert fact.grounds["period"][0].rule.startswith("year_before")


@pytest.mark.parametrize("name", ["sales and marketing expense", "selling and administrative expenses"])
def test_a_name_that_holds_an_and_is_not_given_out_in_parts(name: str) -> None:
    text = f"For the year ended June 30, 2022, {name} were $5.1 million and $4.2 million, respectively."
    facts = read(text.encode(), name="g.txt").facts
    assert [fact.label[-1] for fact in facts] == [name, name] and not any(fact.trusted for fact in facts)
