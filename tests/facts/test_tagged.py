"""Tags of inline XBRL beside the print: what they vouch for, what they settle, and what contradicts is told."""

# ruff: noqa: E501  (markup is read more safely on one line than cut to pieces)

from __future__ import annotations

import pytest

from extract.model import Fact, Result, Settings
from extract.pipeline import read
from extract.read.inline_tags import text_to_tags
from tests.test_pipeline import work

HEAD = """
<div style="display:none"><ix:header><ix:resources>
<xbrli:context id="c-1"><xbrli:entity><xbrli:identifier scheme="http://www.sec.gov/CIK">0009999999</xbrli:identifier></xbrli:entity>
<xbrli:period><xbrli:startDate>2023-01-01</xbrli:startDate><xbrli:endDate>2023-12-31</xbrli:endDate></xbrli:period></xbrli:context>
<xbrli:context id="c-2"><xbrli:entity><xbrli:identifier scheme="http://www.sec.gov/CIK">0009999999</xbrli:identifier></xbrli:entity>
<xbrli:period><xbrli:startDate>2022-01-01</xbrli:startDate><xbrli:endDate>2022-12-31</xbrli:endDate></xbrli:period></xbrli:context>
<xbrli:context id="c-3"><xbrli:entity><xbrli:identifier scheme="http://www.sec.gov/CIK">0009999999</xbrli:identifier>
<xbrli:segment><xbrldi:explicitMember dimension="us-gaap:StatementBusinessSegmentsAxis">orch:GreenhousesMember</xbrldi:explicitMember>
</xbrli:segment></xbrli:entity>
<xbrli:period><xbrli:startDate>2023-01-01</xbrli:startDate><xbrli:endDate>2023-12-31</xbrli:endDate></xbrli:period></xbrli:context>
<xbrli:unit id="usd"><xbrli:measure>iso4217:USD</xbrli:measure></xbrli:unit>
<xbrli:unit id="usdPerShare"><xbrli:divide><xbrli:unitNumerator><xbrli:measure>iso4217:USD</xbrli:measure></xbrli:unitNumerator>
<xbrli:unitDenominator><xbrli:measure>xbrli:shares</xbrli:measure></xbrli:unitDenominator></xbrli:divide></xbrli:unit>
</ix:resources></ix:header></div>
"""  # fmt: skip


def tag(text: str, name: str, context: str = "c-1", *, unit: str = "usd", scale: str = "6", more: str = "") -> str:
    given = f'name="{name}" contextRef="{context}" unitRef="{unit}" scale="{scale}" decimals="-6" {more}'
    return f"<ix:nonFraction {given}>{text}</ix:nonFraction>"


def document(
    *rows: tuple[str, str, str], unit: str = "(US dollars in millions)", heads: tuple[str, str] = ("2023", "2022")
) -> str:
    lines = "".join(f"<tr><td>{label}</td><td>{one}</td><td>{other}</td></tr>" for label, one, other in rows)
    return (
        f"<html><body>{HEAD}<p>Orchard Lane Holdings, Inc.</p><p>Consolidated Statements of Income</p><p>{unit}</p>"
        f"<table><tr><td></td><td>Year ended December 31, {heads[0]}</td><td>Year ended December 31, {heads[1]}</td></tr>"
        f"{lines}</table></body></html>"
    )


SALES = ("Net sales", tag("4,310", "us-gaap:Revenues"), tag("4,022", "us-gaap:Revenues", "c-2"))
COSTS = ("Cost of sales", tag("2,910", "us-gaap:CostOfRevenue"), tag("2,777", "us-gaap:CostOfRevenue", "c-2"))


def result_of(text: str, tags: str = "beside") -> Result:
    return read(text.encode(), name="filing.htm", settings=Settings(tags=tags))  # type: ignore[arg-type]


def printed(result: Result, figure: str) -> Fact:
    return next(fact for fact in result.facts if fact.printed == figure)


def told(result: Result) -> list[dict[str, str]]:
    return [found.data for found in result.problems if found.code == "tag_contradicts"]


def test_a_tag_that_agrees_vouches_for_what_it_says() -> None:
    result = result_of(document(SALES, COSTS))
    fact = printed(result, "4,310")
    vouched = {aspect for aspect, grounds in fact.grounds.items() if any(g.rank == "tag" for g in grounds)}
    assert vouched == {"value", "unit", "period", "concept", "entity"}
    assert (fact.concept, fact.entity, fact.trusted) == ("Revenues", "Orchard Lane Holdings, Inc.", True)
    assert fact.grounds["entity"][-1].printed == "0009999999"
    ground = fact.grounds["concept"][-1]
    assert ground.printed == "us-gaap:Revenues c-1"
    assert ground.location is not None
    assert told(result) == []


def test_left_out_they_say_nothing() -> None:
    result = result_of(document(SALES, COSTS), tags="off")
    fact = printed(result, "4,310")
    assert not any(ground.rank == "tag" for grounds in fact.grounds.values() for ground in grounds)


@pytest.mark.parametrize(
    ("cell", "aspect", "said", "own"),
    [
        (tag("4,310", "us-gaap:Revenues", scale="3"), "value", "4310000 USD", "4310000000 USD"),
        (tag("4,310", "us-gaap:Revenues", "c-2"), "period", "2022-01-01/2022-12-31", "2023-01-01/2023-12-31"),
        (tag("4,310", "us-gaap:Revenues", unit="usdPerShare"), "unit", "4310000000 USD_per_share", "4310000000 USD"),
    ],
)
def test_a_contradiction_is_told_with_both_readings(cell: str, aspect: str, said: str, own: str) -> None:
    result = result_of(document(("Net sales", cell, SALES[2]), COSTS))
    (data,) = told(result)
    assert (data["aspect"], data["tagged"], data["printed"]) == (aspect, said, own)
    fact = printed(result, "4,310")
    assert not fact.trusted
    assert "tag_contradicts" in fact.doubts
    assert fact.value == "4310000000"
    assert printed(result, "2,910").trusted


def test_what_the_print_leaves_open_the_tag_settles() -> None:
    open_years = document(SALES, COSTS, heads=("this", "last")).replace("Year ended December 31, ", "")
    before, after = result_of(open_years, tags="off"), result_of(open_years)
    assert printed(before, "4,310").period is None or printed(before, "4,310").period.end is None  # type: ignore[union-attr]
    period = printed(after, "4,310").period
    assert period is not None
    assert (period.start, period.end) == ("2023-01-01", "2023-12-31")


def test_a_unit_that_the_print_leaves_open_is_that_of_the_tag() -> None:
    row = ("Income taxes", "(" + tag("310.5", "us-gaap:IncomeTaxExpenseBenefit") + ")", "(288.0)")
    text = document(SALES, row, unit="(in millions)")
    assert printed(result_of(text, tags="off"), "4,310").value is None
    result = result_of(text)
    sales, taxes = printed(result, "4,310"), next(f for f in result.facts if "310.5" in (f.printed or ""))
    assert (sales.unit, sales.value, sales.decimals, sales.trusted) == ("USD", "4310000000", -6, True)
    assert (taxes.unit, taxes.value, taxes.decimals) == ("USD", "-310500000", -5)


def test_of_which_part_a_figure_is_comes_from_the_tag() -> None:
    row = ("Greenhouses", tag("1,204", "us-gaap:Revenues", "c-3"), "1,111")
    fact = printed(result_of(document(SALES, row)), "1,204")
    assert fact.dimensions["segment"] == "Greenhouses"
    assert fact.concept == "Revenues"


def test_the_sign_of_an_element_is_no_contradiction() -> None:
    row = ("Income taxes", "(" + tag("310", "us-gaap:IncomeTaxExpenseBenefit") + ")", "(288)")
    result = result_of(document(SALES, row))
    assert told(result) == []
    assert (
        next(f for f in result.facts if "310" in (f.printed or "") and f.label == ("Income taxes",)).value
        == "-310000000"
    )


def test_the_contexts_of_another_file_still_say_of_whom() -> None:
    cell = tag("81,440", "jppfs_cor:NetSales", "CurrentYearDuration_NonConsolidatedMember", unit="JPY")
    text = (
        "<html><body><p>損益計算書</p><p>（単位：百万円）</p><table><tr><td></td><td>当事業年度 (自 2023年４月１日 至 2024年３月31日)"
        f"</td></tr><tr><td>売上高</td><td>{cell}</td></tr><tr><td>売上原価</td><td>60,100</td></tr></table></body></html>"
    )
    fact = printed(result_of(text), "81,440")
    assert fact.dimensions["scope"] == "non_consolidated"
    assert (fact.concept, fact.unit, fact.value) == ("Revenues", "JPY", "81440000000")


def test_two_tags_of_one_figure_that_differ_name_no_concept() -> None:
    inner = tag("4,310", "us-gaap:SalesRevenueNet")
    both = tag(inner, "us-gaap:InterestExpense")
    fact = printed(result_of(document(("Some line", both, "4,022"), COSTS)), "4,310")
    assert fact.concept is None


@pytest.mark.parametrize(
    ("text", "given", "value"),
    [
        ("1.234,5", 'format="ixt:num-comma-decimal"', "1234500000"),
        ("1 234", 'format="ixt:num-dot-decimal"', "1234000000"),
        ("12x4", "", None),
        ("—", 'format="ixt:fixed-zero"', None),
        ("1,234", 'sign="-"', "-1234000000"),
    ],
)
def test_values_of_tags(text: str, given: str, value: str | None) -> None:
    (found,) = text_to_tags(HEAD + tag(text, "ifrs-full:Revenue", more=given), Settings())
    assert found.value == value
    assert (found.start, found.end, found.unit) == ("2023-01-01", "2023-12-31", "USD")


def test_a_tag_stands_where_its_print_stands() -> None:
    text = 'a\n<td> <ix:nonFraction name="x:A" contextRef="c">\n  <span>1,2</span>34 </ix:nonFraction></td>'
    (found,) = text_to_tags(text, Settings())
    assert found.printed == "1,234"
    assert (found.location.line, found.location.start) == (3, 8)


def test_members_stand_in_the_names_of_contexts_that_another_part_of_the_filing_holds() -> None:
    """Parts of a filing of EDINET have their contexts in the first one: a segment's sales are not the company's, and
    neither are those of all segments before what is eliminated."""
    own = "Prior1YearDuration_jpcrp030000-asr_E99999-000OrchardReportableSegmentMember"
    row = (
        tag("2,431", "jppfs_cor:NetSales", own),
        tag("5,596", "jppfs_cor:NetSales", "Prior1YearDuration_ReportableSegmentsMember"),
    )
    result = result_of(document(("Net sales", *row), heads=("2023", "2023")))
    assert printed(result, "2,431").dimensions["member"] == "OrchardReportableSegment"
    assert printed(result, "5,596").dimensions["member"] == "ReportableSegments"


def test_tags_that_nothing_ends_are_work_as_others_are() -> None:
    def heard(times: int) -> int:
        return work(lambda: text_to_tags('<ix:nonFraction name="a:b" contextRef="c">5 ' * times, Settings()))

    heard(10)
    assert heard(2_000) < 6 * heard(500)


@pytest.mark.parametrize("text", ["1e999999", "1_000", "9" * 40, "Infinity", "-", ".", "1.5."])
def test_a_tag_has_a_value_where_it_holds_a_plain_figure(text: str) -> None:
    (tag,) = text_to_tags(f'<ix:nonFraction name="a:b" contextRef="c" scale="6">{text}</ix:nonFraction>', Settings())
    assert tag.value is None


def test_a_tag_is_heard_beside_a_marked_section_of_no_kind() -> None:
    (tag,) = text_to_tags('<![foo[> <ix:nonFraction name="a:b" contextRef="c">5</ix:nonFraction> <![', Settings())
    assert tag.value == "5"
