"""Figures under a heading of plans are planned, or it is open whether they are; none is given as reached."""

import pytest

import extract

PAGE = """<html><body><h1>Example Corp.</h1>{published}<h2>{heading}</h2>
<table><tr><td>USD in millions</td>{heads}</tr><tr><td>Revenue</td>{figures}</tr>
<tr><td>Operating income</td>{figures}</tr></table></body></html>"""


def facts(heading: str, *heads: str, published: str = "") -> list[extract.Fact]:
    page = PAGE.format(
        heading=heading,
        published=published,
        heads="".join(f"<td>{head}</td>" for head in heads),
        figures="".join(f"<td>5,{300 + n}</td>" for n, _ in enumerate(heads)),
    )
    return list(extract.read(page.encode(), name="a.html").facts)


def scenarios(heading: str, *years: int, published: str = "") -> list[str | None]:
    """The scenario of the first row, `open` where it is in doubt."""
    found = facts(heading, *(f"Year ending December 31, {year}" for year in years), published=published)
    return [
        "open" if "scenario_open" in fact.doubts else fact.dimensions.get("scenario") for fact in found[: len(years)]
    ]


@pytest.mark.parametrize(
    ("heading", "plan"),
    [
        ("Outlook", "forecast"),
        ("Guidance", "guidance"),
        ("Full Year Forecast", "forecast"),
        ("Business Outlook", "forecast"),
        ("3. Consolidated Financial Results Forecast", "forecast"),
        ("Expected results", "forecast"),
        ("2025 Guidance", "guidance"),
        ("Financial Outlook for 2025", "forecast"),
        ("Prospects", "forecast"),
        ("Outlook for the fiscal year", "forecast"),
        ("Revised full-year targets", "target:revised"),
        ("業績予想", "forecast"),
        ("次期の見通し", "forecast"),
        ("中期経営計画", "target"),
        ("３．2025年12月期の連結業績予想", "forecast"),
        ("年間目標", "target"),
    ],
)
def test_a_heading_of_plans_over_one_period(heading: str, plan: str) -> None:
    assert scenarios(heading, 2025) == [plan]


@pytest.mark.parametrize(
    "heading", ["Results", "Pension plan", "Use of estimates", "Progress against plan", "計画比", "退職給付見込額"]
)
def test_a_heading_that_is_of_no_plan(heading: str) -> None:
    assert scenarios(heading, 2025) == [None]


def test_of_several_periods_those_are_planned_that_the_document_shows_to_be() -> None:
    assert scenarios("Outlook", 2024, 2025) == ["open", "open"]
    assert scenarios("Outlook for 2025", 2024, 2025) == [None, "forecast"]
    assert scenarios("Outlook", 2024, 2025, published="<p>Released on November 5, 2024.</p>") == ["forecast"] * 2
    assert scenarios("Outlook", 2024, 2025, published="<p>Released on February 5, 2025.</p>") == [None, "forecast"]


def test_a_column_that_says_what_it_is_tells_what_the_other_is() -> None:
    heads = ("Year ended December 31, 2024 (Actual)", "Year ending December 31, 2025")
    assert [f.dimensions.get("scenario") for f in facts("Outlook", *heads)[:2]] == [None, "forecast"]
    heads = ("Year ending December 31, 2025", "Year ending December 31, 2025 Forecast")
    assert [f.dimensions.get("scenario") for f in facts("Results", *heads)[:2]] == [None, "forecast"]


def test_a_row_of_what_was_reached_in_a_table_of_forecasts() -> None:
    text = """# Notice of revised forecasts

2024-11-08

Forecast for the fiscal year ending March 31, 2025 (April 1, 2024 to March 31, 2025)

| (USD million) | Net sales | Operating income |
|---|---|---|
| Previous forecast (A) | 12,000 | 800 |
| Revised forecast (B) | 12,600 | 950 |
| {} | 11,480 | 742 |
"""
    label = "(Reference) Actual results for the fiscal year ended March 31, 2024"
    (*_, fact) = extract.read(text.format(label).encode(), name="a.md").facts
    assert (fact.dimensions, fact.period and fact.period.end) == ({}, "2024-03-31")
    (*_, fact) = extract.read(text.format("（ご参考）前期実績（2024年３月期）").encode(), name="a.md").facts
    assert (fact.dimensions, fact.period and fact.period.end) == ({}, "2024-03-31")


def test_a_quarter_and_its_year_that_are_ending_are_both_to_come() -> None:
    heads = ("Three months ending March 31, 2025", "Fiscal year ending September 30, 2025")
    assert {f.dimensions.get("scenario") for f in facts("Business Outlook", *heads)} == {"forecast"}


def test_results_and_outlook_in_one_heading_leave_it_open() -> None:
    assert scenarios("Results and Outlook", 2025) == ["open"]


def test_a_line_that_announces_plans_and_a_heading_farther_up() -> None:
    page = """<html><body><h1>Example Corp.</h1><h2>{}</h2><h3>Consolidated</h3><p>{}</p><p>(USD in millions)</p>
    <table><tr><td></td><td>Fiscal year 2025</td></tr><tr><td>Revenue</td><td>5,300</td></tr>
    <tr><td>Net income</td><td>410</td></tr></table></body></html>"""
    for over, line, plan in (
        ("Full-year outlook", "Unaudited", "forecast"),
        ("Summary", "For the full year, the Company expects:", "forecast"),
        ("Summary", "Our targets are as shown below:", "target"),
        ("Full-year outlook", "Actual results were as follows:", None),
    ):
        found = extract.read(page.format(over, line).encode(), name="a.html").facts
        assert {f.dimensions.get("scenario") for f in found} == {plan}, (over, line)


def test_the_words_that_say_so_are_the_ground() -> None:
    (fact, *_) = facts("2025 Guidance", "Year ending December 31, 2025")
    (ground,) = fact.grounds["scenario"]
    assert (ground.rank, ground.printed) == ("caption", "2025 Guidance")
    (fact, *_) = facts("Summary", "Year ending December 31, 2025 (previous forecast)")
    (ground,) = fact.grounds["scenario"]
    assert (fact.dimensions["scenario"], ground.rule) == ("forecast:previous", "scenario_of_column")
    assert ground.location is not None


def test_versions_under_a_heading_of_targets_are_plans_also_of_what_has_passed() -> None:
    """A logo stands between the heading and the table."""
    text = (
        "Revision of Financial Targets (November 2, 2006)\n\n\n\nExample Japan\n\n"
        "Consolidated (JPY million)\t1H06 (2006/4-2006/9)\t\tFY2006 (2006/4-2007/3)\t\n"
        "\tInitial\tRevised\tInitial\tRevised\n"
        "Total revenues\t5,000\t6,400\t15,000\t16,000\nOperating income\t100\t137\t320\t330\n"
    )
    found = extract.read(text.encode(), name="a.txt").facts
    assert [f.dimensions.get("scenario") for f in found] == ["target:initial", "target:revised"] * 4
    assert {g.printed for f in found for g in f.grounds["scenario"]} == {text.split("\n")[0]}


@pytest.mark.parametrize(("heads", "doubt"), [(("Previous forecast", ""), True), (("Revenue", "Costs"), False)])
def test_a_column_that_lost_its_heading_among_plans_is_of_an_open_one(heads: tuple[str, ...], doubt: bool) -> None:
    found = facts("Revision of the forecast for the year ending December 31, 2025", *heads)
    assert [("scenario_open" in fact.doubts) for fact in found] == [False, doubt] * 2


def test_statements_below_an_outlook_are_no_plans() -> None:
    text = """Kestrel Reports Fourth Quarter 2031 Results

Business Outlook
For the first quarter of 2032 ending March 31, 2032:
- Revenue is expected to be $420 million.

Condensed Consolidated Statements of Income
(In millions)
                    Three Months Ended          Twelve Months Ended
                       December 31,                December 31,
                      2031       2030             2031        2030
Revenue            $ 412.3    $ 351.7        $ 1,550.4   $ 1,360.2
Cost of revenue      172.8      152.1            655.0       590.3
Gross profit         239.5      199.6            895.4       769.9
"""
    facts = {fact.printed: fact for fact in extract.read(text.encode(), name="release.txt").facts}
    assert facts["$ 412.3"].trusted
    assert "scenario" not in facts["$ 412.3"].dimensions
    assert facts["420"].dimensions["scenario"] == "forecast"
