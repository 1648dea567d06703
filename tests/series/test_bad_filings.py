"""A series out of filings that do not go on as those before them: read whole, and told in words."""

from __future__ import annotations

import msgspec
import pytest

import extract
from extract.errors import ExtractError
from extract.model import Result
from tests.series.made import figure, result

ISSUER = ("みなと精工株式会社", "6101")


def filing(
    name: str,
    issuer: tuple[str, str],
    of: str,
    days: str,
    published: str,
    sales: str,
    *,
    standard: str = "日本基準",
    unit: str = "百万円",
    lead: str = "",
) -> Result:
    """The first page of a summary report of one year."""
    text = (
        f'<html><head><meta charset="utf-8"></head><body><p>{lead}{of}　決算短信〔{standard}〕（連結）</p>'
        f"<p>{published}</p>"
        f"<p>上場会社名　{issuer[0]}　上場取引所　東</p><p>コード番号　{issuer[1]}</p>"
        f"<p>１．{of}の連結業績（{days}）</p><p>（単位：{unit}）</p>"
        f"<table><tr><td></td><td>{of}</td></tr><tr><td>売上高</td><td>{sales}</td></tr>"
        "<tr><td>営業利益</td><td>310</td></tr><tr><td>経常利益</td><td>305</td></tr></table></body></html>"
    )
    return extract.read(text.encode(), name=name)


def march(name: str, year: int, sales: str, *, issuer: tuple[str, str] = ISSUER, **more: str) -> Result:
    days = f"{year - 1}年４月１日～{year}年３月31日"
    published = more.pop("published", f"{year}年５月10日")
    return filing(name, issuer, f"{year}年３月期", days, published, sales, **more)


def points(*results: Result, **asked: object) -> list[tuple[str | None, str, str | None, str | None]]:
    series = extract.series(results, concept="Revenues", **asked)
    return [(p.start, p.end, p.value, p.restated) for p in series.points]


def test_a_year_end_that_moves_leaves_a_short_year_with_its_own_days() -> None:
    before = march("a.htm", 2023, "4,100")
    short = filing("b.htm", ISSUER, "2023年12月期", "2023年４月１日～2023年12月31日", "2024年２月10日", "3,400")
    assert points(before, short) == [
        ("2022-04-01", "2023-03-31", "4100000000", None),
        ("2023-04-01", "2023-12-31", "3400000000", None),
    ]
    notes = extract.series([before, short], concept="Revenues").notes
    assert notes == ("the fiscal year ends on 03-31 in a.htm, 12-31 in b.htm",)


def test_a_correction_counts_as_one() -> None:
    first = march("a.htm", 2023, "4,100")
    second = march("b.htm", 2023, "4,090", lead="（訂正・数値データ訂正）", published="2023年６月１日")
    series = extract.series([first, second], concept="Revenues")
    assert [[each.told for each in point.sightings] for point in series.points] == [["first", "corrected"]]
    assert series.points[0].value == "4090000000"


def test_another_standard_and_another_currency_are_told() -> None:
    one, other = march("a.htm", 2022, "4,100"), march("b.htm", 2023, "4,300", standard="ＩＦＲＳ")
    dollars = march("c.htm", 2024, "32", standard="ＩＦＲＳ", unit="百万米ドル")
    series = extract.series([one, other, dollars], concept="Revenues")
    assert series.notes == (
        "figures are under JP-GAAP in a.htm, IFRS in b.htm",
        "amounts are in JPY in a.htm, USD in c.htm",
    )
    assert [(left.key.unit, left.figures) for left in series.left_out] == [("USD", 1)]


def test_two_issuers_of_one_name_and_none_at_all() -> None:
    one, other = march("a.htm", 2023, "4,100"), march("b.htm", 2023, "900", issuer=(ISSUER[0], "7202"))
    assert points(one, other, issuer="7202") == [("2022-04-01", "2023-03-31", "900000000", None)]
    with pytest.raises(ExtractError, match=r"several issuers: .*6101.*7202"):
        points(one, other, issuer=ISSUER[0])
    with pytest.raises(ExtractError, match="there are no results"):
        points()


LOSS = """Holm Ferries plc

Consolidated statements of operations (USD thousands)

\tYear ended March 31, 2023\tYear ended March 31, 2024
Revenue\t9,411\t9,412
Operating loss\t{}600{}\t{}690{}
"""


def test_losses_that_are_printed_as_such_go_on_with_the_income() -> None:
    series = extract.series(
        [extract.read(LOSS.format("(", ")", "(", ")").encode(), name="a.txt")], concept="OperatingIncome"
    )
    assert [(p.end, p.value) for p in series.points] == [("2023-03-31", "-600000"), ("2024-03-31", "-690000")]
    assert not any("losses" in note for note in series.notes)


def test_losses_that_are_printed_as_amounts_are_told_and_no_income() -> None:
    series = extract.series(
        [extract.read(LOSS.format("", "", "", "").encode(), name="a.txt")], concept="OperatingIncome"
    )
    assert series.points == ()
    told = "Operating loss 600 in a.txt; Operating loss 690 in a.txt"
    assert f"losses printed without a minus are not among the figures: {told}" in series.notes


SEGMENTS = """Holm Ferries plc

Information on reportable segments is as follows (USD thousands):

\tYear ended March 31, 2023\tYear ended March 31, 2024
Ropes
Net sales\t511\t512
Operating income\t51\t52
Sails
Net sales\t211\t212
Operating loss\t(21)\t(22)
Consolidated
Net sales\t722\t724
Operating income\t30\t30
"""


@pytest.mark.parametrize(
    ("concept", "segment", "values"),
    [
        ("Revenues", "Ropes", ["511000", "512000"]),
        ("OperatingIncome", "Ropes", ["51000", "52000"]),
        ("OperatingIncome", "sails segment", ["-21000", "-22000"]),
        ("Revenues", None, ["722000", "724000"]),
        ("OperatingIncome", None, ["30000", "30000"]),
    ],
)
def test_segments_that_are_headings_of_measures_have_their_series(
    concept: str, segment: str | None, values: list[str]
) -> None:
    series = extract.series([extract.read(SEGMENTS.encode(), name="a.txt")], concept=concept, segment=segment)
    assert [point.value for point in series.points] == values


def test_figures_without_a_unit_are_told() -> None:
    head = "\tYear ended March 31, 2023\tYear ended March 31, 2024\n"
    text = f"Holm Ferries plc\n\nIncome\n\n{head}Revenue\t9,411\t9,412\n"
    series = extract.series([extract.read(text.encode(), name="a.txt")], concept="Revenues")
    assert series.points == ()
    assert "figures without a unit are not among these: 2 in a.txt" in series.notes


def test_segments_below_the_total_of_segments_have_the_concept_of_what_it_totals() -> None:
    of_sails = figure(1, "2023-04-01", "2024-03-31", 212, concept=None, segment="Sails")
    of_sails = msgspec.structs.replace(of_sails, label=("Total segment revenues", "Sails"))
    whole = figure(2, "2023-04-01", "2024-03-31", 736, label="Total revenues")
    of_both = result("a.htm", "2024-05-10", of_sails, whole)
    assert [p.value for p in extract.series([of_both], concept="Revenues", segment="Sails").points] == ["212000000"]
    assert [p.value for p in extract.series([of_both], concept="Revenues").points] == ["736000000"]
