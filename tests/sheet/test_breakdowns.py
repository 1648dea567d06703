"""Products, regions and segments by their headings, and the standard that a column names."""

# ruff: noqa: E501  (pages, measured by ruff with Japanese letters counted twice)

from __future__ import annotations

import pytest

import extract
from extract.vocab import vocabulary

PARTS = ("segment", "product", "region", "standard")
YEARS = "\tYear ended March 31, 2023\tYear ended March 31, 2024\n"
YEARS_JA = "\t2023年３月期\t2024年３月期\n"


def parts_of(text: str) -> dict[str, dict[str, str]]:
    """The parts by print."""
    facts = extract.read(text.encode(), name="a.txt").facts
    return {f.printed or "": {k: f.dimensions[k] for k in PARTS if k in f.dimensions} for f in facts}


def page(title: str, head: str, *rows: str) -> str:
    return f"Holm Ferries plc\n\n{title}\n\n{head}{''.join(f'{row}' + chr(10) for row in rows)}"


def test_rows_below_a_heading_are_the_parts_that_it_names() -> None:
    found = parts_of(
        page("Net sales (JPY million)", YEARS,
             "By region:\t\t", "Upper Valley\t411\t412", "Coast\t311\t312", "Total\t722\t724",
             "By product line:\t\t", "Ropes\t511\t512", "Sails\t211\t212", "Net sales\t722\t724")
    )  # fmt: skip
    assert found["411"] == {"region": "Upper Valley"} and found["312"] == {"region": "Coast"}
    assert found["511"] == {"product": "Ropes"} and found["212"] == {"product": "Sails"}
    assert found["722"] == {} and found["724"] == {}


@pytest.mark.parametrize(
    ("title", "dimension"),
    [
        ("Revenue by geographic area (JPY million)", "region"),
        ("Revenue by product (JPY million)", "product"),
        ("Revenue by business segment (JPY million)", "segment"),
        ("Revenue by division (JPY million)", "segment"),
        ("Revenue by product and region (JPY million)", None),
        ("Revenue (JPY million)", None),
        ("Products that we sold (JPY million)", None),
    ],
)
def test_a_title_says_by_what_its_rows_are_parted(title: str, dimension: str | None) -> None:
    found = parts_of(page(title, YEARS, "Ropes\t511\t512", "Sails\t211\t212", "Total\t722\t724"))
    assert found["511"] == ({dimension: "Ropes"} if dimension else {})
    assert found["722"] == {}


def test_below_such_a_title_columns_are_parts_where_the_rows_are_measures() -> None:
    found = parts_of(
        page("Results by segment, year ended March 31, 2024 (JPY million)", "\tRopes\tSails\tTotal\n",
             "Net sales\t511\t211\t722", "Operating income\t51\t21\t72")
    )  # fmt: skip
    assert found["511"] == {"segment": "Ropes"} and found["21"] == {"segment": "Sails"} and found["722"] == {}


def test_parts_and_measures_among_the_rows_say_nothing() -> None:
    found = parts_of(
        page(
            "Results by segment (JPY million)", YEARS, "Ropes\t511\t512", "Operating income\t51\t52", "Sails\t211\t212"
        )
    )
    assert found["511"] == {} and found["51"] == {}


def test_the_corner_names_what_the_labels_are() -> None:
    text = "株式会社ほるむ海運\n\n（単位：百万円）\n\nセグメントの名称\t2023年３月期\t2024年３月期\n海運\t411\t412\n港湾\t311\t312\n合計\t722\t724\n"
    found = parts_of(text)
    assert found["411"] == {"segment": "海運"} and found["312"] == {"segment": "港湾"} and found["722"] == {}


def test_columns_below_a_spanner_are_segments_and_their_sum_is_none() -> None:
    html = (
        "<html><head><meta charset=utf-8></head><body><p>株式会社ほるむ海運</p><p>（単位：百万円）</p>"
        "<p>当連結会計年度（自 2023年４月１日 至 2024年３月31日）</p><table>"
        "<tr><td rowspan=2></td><td colspan=3>報告セグメント</td><td rowspan=2>調整額</td><td rowspan=2>連結財務諸表計上額</td></tr>"
        "<tr><td>海運</td><td>港湾</td><td>計</td></tr>"
        "<tr><td>外部顧客への売上高</td><td>411</td><td>311</td><td>722</td><td>－</td><td>723</td></tr>"
        "<tr><td>セグメント利益</td><td>41</td><td>31</td><td>72</td><td>△9</td><td>63</td></tr></table></body></html>"
    )
    facts = {f.printed: f for f in extract.read(html.encode(), name="a.html").facts}
    assert facts["411"].dimensions.get("segment") == "海運" and facts["31"].dimensions.get("segment") == "港湾"
    assert "segment" not in facts["722"].dimensions and "segment" not in facts["723"].dimensions
    assert facts["411"].concept is None
    assert [ground.printed for ground in facts["411"].grounds["segment"]] == ["海運"]


def test_the_name_of_a_region_is_one_wherever_it_stands_alone() -> None:
    found = parts_of(page("Net sales (JPY million)", YEARS, "Japan\t411\t412", "EMEA (1)\t311\t312", "Jordan\t11\t12"))
    assert found["411"] == {"region": "Japan"} and found["311"]["region"].startswith("EMEA") and found["11"] == {}
    columns = parts_of(page("Year ended March 31, 2024 (JPY million)", "\t日本\t北米\n", "売上高\t411\t311"))
    assert columns["411"] == {"region": "日本"} and columns["311"] == {"region": "北米"}
    assert parts_of(page("Net sales (JPY million)", YEARS, "Japan Tower lease\t411\t412"))["411"] == {}


def test_columns_that_name_a_standard_are_under_it() -> None:
    html = (
        "<html><head><meta charset=utf-8></head><body><p>株式会社ほるむ海運</p><p>（単位：百万円）</p><table>"
        "<tr><td></td><td>日本基準</td><td>国際会計基準</td></tr>"
        "<tr><td></td><td>2023年３月期</td><td>2023年３月期</td></tr>"
        "<tr><td>売上高</td><td>411</td><td>388</td></tr></table></body></html>"
    )
    facts = {f.printed: f for f in extract.read(html.encode(), name="a.html").facts}
    assert facts["411"].dimensions["standard"] == "JP-GAAP" and facts["388"].dimensions["standard"] == "IFRS"
    assert facts["411"].trusted and facts["411"].concept == "Revenues"


def test_no_name_is_of_two_regions_and_none_of_two_standards() -> None:
    for entries in (vocabulary().regions, vocabulary().standards):
        words = [word.casefold() for each in entries for word in (*each.en, *each.ja)]
        assert len(words) == len(set(words))


def test_rows_below_measures_and_headings_of_measures_are_segments_where_the_title_says_so() -> None:
    below = parts_of(
        page("The following table provides a summary of net sales and operating income by segment (JPY million):", YEARS,
             "Net sales:\t\t", "Ropes\t511\t512", "Sails U.S.\t211\t212", "Total net sales\t722\t724",
             "Operating income (loss):\t\t", "Ropes\t(51)\t52", "Sails U.S.\t21\t22", "Corporate and support\t(11)\t(12)",
             "Operating income\t(41)\t62")
    )  # fmt: skip
    assert below["511"] == below["(51)"] == {"segment": "Ropes"} and below["22"] == {"segment": "Sails U.S."}
    assert below["722"] == below["(12)"] == below["62"] == {}
    above = parts_of(
        page("Information on reportable segments is as follows (JPY million):", YEARS,
             "Ropes\t\t", "Net sales\t511\t512", "Operating loss\t(51)\t(52)",
             "Sails\t\t", "Net sales\t211\t212", "Operating income\t21\t22",
             "Consolidated\t\t", "Net sales\t722\t724", "Operating loss\t(30)\t(31)")
    )  # fmt: skip
    assert above["511"] == above["(52)"] == {"segment": "Ropes"} and above["21"] == {"segment": "Sails"}
    assert above["722"] == above["(31)"] == {}


def test_a_title_without_parts_says_nothing_of_headings() -> None:
    found = parts_of(
        page("Net sales and operating income (JPY million)", YEARS,
             "Ropes\t\t", "Net sales\t511\t512", "Operating income\t51\t52",
             "Sails\t\t", "Net sales\t211\t212", "Operating income\t21\t22")
    )  # fmt: skip
    assert found["511"] == found["22"] == {}


def test_rows_above_a_total_of_segments_are_segments() -> None:
    found = parts_of(
        page("Summary (JPY million)", YEARS, "Ropes\t511\t512", "Sails\t211\t212", "Total segment revenues\t722\t724",
             "Corporate\t11\t12", "Total revenues\t733\t736",
             "Ropes\t51\t52", "Sails\t21\t22", "Total segment profit (loss)\t72\t74", "Interest\t(9)\t(8)")
    )  # fmt: skip
    assert found["511"] == found["51"] == {"segment": "Ropes"} and found["22"] == {"segment": "Sails"}
    assert found["724"] == found["11"] == found["733"] == found["72"] == found["(8)"] == {}


def test_rows_that_are_regions_leave_the_columns_to_segments() -> None:
    found = parts_of(
        page("Segment sales by geographic region, year ended March 31, 2024 (JPY million)", "\tRopes\tSails\tTotal\n",
             "Japan\t511\t211\t722", "Europe\t51\t21\t72", "Other\t31\t11\t42")
    )  # fmt: skip
    assert found["511"] == {"segment": "Ropes", "region": "Japan"}
    assert found["11"] == {"segment": "Sails", "region": "Other"} and found["72"] == {"region": "Europe"}


def test_goods_and_services_are_products_where_they_are_what_was_sold_or_its_cost() -> None:
    found = parts_of(
        page("Statements of income (JPY million)", YEARS, "Net sales:\t\t", "Products\t511\t512", "Services\t211\t212",
             "Total net sales\t722\t724", "Cost of sales - products\t311\t312", "Service fees paid\t17\t18",
             "Product warranties\t27\t28")
    )  # fmt: skip
    assert found["511"] == found["312"] == {"product": "Products"} and found["211"] == {"product": "Services"}
    assert found["722"] == found["17"] == found["27"] == {}


def test_the_amount_of_the_statements_is_no_segment_whatever_notes_its_heading_bears() -> None:
    html = (
        "<html><head><meta charset=utf-8></head><body><p>株式会社ほるむ海運</p><p>（単位：千円）</p>"
        "<p>当連結会計年度（自 2023年４月１日 至 2024年３月31日）</p><table>"
        "<tr><td rowspan=2></td><td colspan=3>報告セグメント</td><td rowspan=2>調整額<br>(注)１</td>"
        "<td rowspan=2>連結財務諸表<br>計上額<br>(注)２,３,４</td></tr><tr><td>海運</td><td>港湾</td><td>計</td></tr>"
        "<tr><td>セグメント資産</td><td>4,039</td><td>9,058</td><td>13,097</td><td>2,079</td><td>15,176</td></tr>"
        "<tr><td>減価償却費</td><td>41</td><td>31</td><td>72</td><td>9</td><td>81</td></tr></table></body></html>"
    )
    facts = {f.printed: f for f in extract.read(html.encode(), name="a.html").facts}
    assert facts["4,039"].dimensions.get("segment") == "海運"
    assert "segment" not in facts["15,176"].dimensions and "segment" not in facts["81"].dimensions


def test_rows_are_no_parts_where_the_columns_are_and_add_up() -> None:
    """Under `Sales growth by segment` the segments stand over the columns, and the rows are stages of the growth."""
    rows = (
        ("As shown", "1.0%", "2.0%", "1.5%"),
        ("Exchange", "0.2%", "0.1%", "0.1%"),
        ("Underlying", "0.8%", "1.9%", "1.4%"),
    )
    body = "".join(f"<tr><td>{'</td><td>'.join(row)}</td></tr>" for row in rows)
    text = (
        "<h2>Sales growth by segment, year ended December 31, 2031</h2><table>"
        f"<tr><td></td><td>Retail</td><td>Energy</td><td>Total</td></tr>{body}</table>"
    )
    assert {fact.dimensions.get("segment") for fact in extract.read(text.encode(), name="a.html").facts} == {None}
