"""A series: first reported, restated, expected, contradicted; gaps; quarters that follow; whose it is."""

from __future__ import annotations

import msgspec
import pytest

import extract
from extract.errors import ExtractError
from extract.model import Fact, Result
from extract.series import Series
from tests.series.made import figure, result

Q1, H1, M9, FY = (
    ("2022-04-01", "2022-06-30"),
    ("2022-04-01", "2022-09-30"),
    ("2022-04-01", "2022-12-31"),
    ("2022-04-01", "2023-03-31"),
)


def revenues(*results: Result, **asked: object) -> Series:
    return extract.series(results, concept="Revenues", **asked)


def states(series: Series) -> list[tuple[str, str, str | None]]:
    return [(f"{p.start}/{p.end}", p.state, p.value and str(int(p.value) // 10**6)) for p in series.points]


def test_cumulative_figures_give_quarters_with_what_they_follow_from() -> None:
    series = revenues(
        result("q1.txt", "2022-08-01", figure(1, *Q1, 100)),
        result("q2.txt", "2022-11-01", figure(1, *H1, 230)),
        result("q3.txt", "2023-02-01", figure(1, *M9, 390)),
        result("fy.txt", "2023-05-10", figure(1, *FY, 500)),
        every="quarter",
    )
    assert states(series) == [
        ("2022-04-01/2022-06-30", "printed", "100"),
        ("2022-07-01/2022-09-30", "inferred", "130"),
        ("2022-10-01/2022-12-31", "inferred", "160"),
        ("2023-01-01/2023-03-31", "inferred", "110"),
    ]
    assert series.points[1].tolerance == "1000000"
    assert [term[:3] for term in series.points[1].derivations[0].terms] == [("1", *H1), ("-1", *Q1)]


def test_a_printed_quarter_is_checked_by_the_cumulative_figures() -> None:
    second = ("2022-07-01", "2022-09-30")
    facts = (figure(1, *Q1, 100), figure(2, *H1, 230))
    good = revenues(result("a.txt", "2022-11-01", *facts, figure(3, *second, 130)), every="quarter")
    assert [each.verdict for point in good.points for each in point.derivations] == ["holds", "holds"]
    bad = revenues(result("a.txt", "2022-11-01", *facts, figure(3, *second, 103)), every="quarter")
    assert [each.verdict for point in bad.points for each in point.derivations] == ["fails", "fails"]
    assert bad.findings == 2


def test_no_quarter_follows_over_a_change_of_the_fiscal_year() -> None:
    """Twelve months that begin in the middle of a fiscal year are none of it."""
    series = revenues(
        result(
            "a.txt",
            "2023-02-01",
            figure(1, "2022-01-01", "2022-09-30", 300),
            figure(2, "2022-01-01", "2022-12-31", 400),
        ),
        every="quarter",
    )
    assert series.points == ()


def test_a_changed_year_end_is_told_and_quarters_stay_within_each_year() -> None:
    series = revenues(
        result("a.txt", "2022-11-01", figure(1, *H1, 230), figure(2, *Q1, 100)),
        result(
            "b.txt",
            "2023-02-14",
            figure(1, *M9, 390),
            figure(2, "2023-01-01", "2023-03-31", 90),
            fiscal_year_end="12-31",
        ),
        every="quarter",
    )
    assert ("2022-10-01/2022-12-31", "inferred", "160") in states(series)
    assert any(note == "the fiscal year ends on 03-31 in a.txt, 12-31 in b.txt" for note in series.notes)


def test_a_later_document_restates_and_the_first_value_stays_in_sight() -> None:
    series = revenues(
        result("old.txt", "2023-05-10", figure(1, *FY, 500)),
        result("new.txt", "2024-05-10", figure(7, *FY, 480)),
    )
    (point,) = series.points
    assert (point.state, point.value, point.first, point.restated) == ("printed", "480000000", "500000000", "480000000")
    assert [(each.source, each.told, each.location.line) for each in point.sightings] == [
        ("old.txt", "first", 1),
        ("new.txt", "restated", 7),
    ]


@pytest.mark.parametrize(
    "title", ["（訂正）2023年３月期 決算短信の一部訂正", "Correction of Consolidated Results", "Amended report"]
)
def test_a_correction_says_so(title: str) -> None:
    series = revenues(
        result("old.txt", "2023-05-10", figure(1, *FY, 500)),
        result("new.txt", "2023-05-20", figure(1, *FY, 505), title=title),
    )
    assert [each.told for each in series.points[0].sightings] == ["first", "corrected"]


@pytest.mark.parametrize("published", [("2023-05-10", "2023-05-10"), (None, "2023-05-10"), ("2023-05", "2023-05-10")])
def test_documents_whose_order_is_not_known_contradict_each_other(published: tuple[str | None, str]) -> None:
    series = revenues(
        result("a.txt", published[0], figure(1, *FY, 500)), result("b.txt", published[1], figure(1, *FY, 480))
    )
    (point,) = series.points
    assert (point.state, point.value, series.findings) == ("conflict", None, 1)
    assert {each.value for each in point.sightings} == {"500000000", "480000000"}


def test_rounding_and_cut_off_are_no_difference_and_the_finer_print_is_the_value() -> None:
    series = revenues(
        result("a.txt", "2023-05-10", figure(1, *FY, 57_055)),
        result("b.txt", "2023-06-10", figure(1, *FY, 571, power=8)),
    )
    assert states(series) == [("2022-04-01/2023-03-31", "printed", "57055")]
    assert [each.told for each in series.points[0].sightings] == ["first", "repeated"]


def test_only_trusted_figures_decide_and_others_are_shown() -> None:
    series = revenues(
        result("a.txt", "2023-05-10", figure(1, *FY, 500), figure(2, *FY, 600, trusted=False)),
        result("b.txt", "2022-08-10", figure(1, *Q1, 100, trusted=False)),
        result("c.txt", "2022-05-10", figure(1, *H1, 70)),  # before the half year had begun
        result("d.txt", "2023-02-10", figure(1, *M9, 400, qualifier="over")),
    )
    assert [(p.span, p.state) for p in series.points] == [
        ("quarter", "doubtful"),
        ("half", "doubtful"),
        ("nine_months", "doubtful"),
        ("year", "printed"),
    ]
    assert [each.doubts for p in series.points for each in p.sightings if each.told == "doubtful"] == [
        ("period_hinted",),
        ("before_its_end",),
        ("qualified",),
        ("period_hinted",),
    ]


def test_forecasts_stand_beside_what_was_reached_with_their_revisions() -> None:
    series = revenues(
        result("a.txt", "2022-05-10", figure(1, *FY, 450, scenario="forecast")),
        result(
            "b.txt",
            "2022-11-10",
            figure(1, *FY, 450, scenario="forecast:previous"),
            figure(2, *FY, 470, scenario="forecast:revised"),
        ),
        result("c.txt", "2023-02-10", figure(1, *FY, 470, scenario="forecast")),
        result("d.txt", "2023-05-10", figure(1, *FY, 475)),
    )
    (point,) = series.points
    assert (point.state, point.value) == ("printed", "475000000")
    assert [(each.told, each.version, each.sighting.value) for each in point.forecasts] == [
        ("first", None, "450000000"),
        ("repeated", "previous", "450000000"),
        ("revised", "revised", "470000000"),
        ("repeated", None, "470000000"),
    ]


def test_gaps_are_shown_once_each() -> None:
    series = revenues(
        result("a.txt", "2022-08-01", figure(1, *Q1, 100)),
        result("b.txt", "2023-08-01", figure(1, "2023-04-01", "2023-06-30", 120)),
        every="quarter",
    )
    assert [(p.start, p.end) for p in series.points if p.state == "gap"] == [("2022-07-01", "2023-03-31")]


def test_segments_scope_and_translations_are_series_of_their_own() -> None:
    facts = (
        figure(1, *FY, 500),
        figure(2, *FY, 200, segment="Cloud segment"),
        figure(3, *FY, 210, segment="CLOUD"),
        figure(4, *FY, 400, scope="non_consolidated"),
        figure(5, *FY, 4, unit="USD"),
    )
    results = (result("a.txt", "2023-05-10", *facts),)
    whole = revenues(*results)
    assert states(whole) == [("2022-04-01/2023-03-31", "printed", "500")]
    assert sum(left.figures for left in whole.left_out) == 4
    assert revenues(*results, segment="cloud").points[0].state == "conflict"  # equal things are equal
    assert states(revenues(*results, scope="non_consolidated"))[0][2] == "400"
    assert states(revenues(*results, unit="USD"))[0][2] == "4"


def test_a_segments_figures_are_found_by_the_concept_that_their_rows_name() -> None:
    part = figure(1, *FY, 200, concept=None, label="Net sales", segment="クラウド事業")
    other = figure(2, *FY, 30, concept=None, label="Operating income", segment="クラウド事業")
    series = revenues(result("a.txt", "2023-05-10", part, other), segment="クラウド")
    assert states(series) == [("2022-04-01/2023-03-31", "printed", "200")]


def test_figures_of_another_company_are_not_the_issuers() -> None:
    def of(entity: str, at: int, value: int) -> extract.Fact:
        return msgspec.structs.replace(figure(at, *FY, value), entity=entity)

    facts = (
        of("花王株式会社", 1, 500),
        of("Kao Corporation", 2, 500),
        of("E00883-000", 3, 500),
        of("例示販売㈱", 4, 90),
    )
    series = revenues(result("a.txt", "2023-05-10", *facts, issuer="花王株式会社", code="4452"))
    assert (states(series)[0][2], len(series.points[0].sightings)) == ("500", 3)
    assert [left.key.others for left in series.left_out] == [(("entity", "例示販売"),)]


def test_a_change_of_standard_and_of_currency_is_told() -> None:
    series = revenues(
        result("a.txt", "2022-05-10", figure(1, "2021-04-01", "2022-03-31", 500)),
        result(
            "b.txt",
            "2023-05-10",
            figure(1, "2021-04-01", "2022-03-31", 430),
            figure(2, *FY, 480),
            accounting_standard="IFRS",
        ),
        result("c.txt", "2024-05-10", figure(1, "2023-04-01", "2024-03-31", 4, unit="USD"), currency="USD"),
    )
    assert series.notes == (
        "figures are under JP-GAAP in a.txt, IFRS in b.txt, JP-GAAP in c.txt",
        "amounts are in JPY in a.txt, USD in c.txt",
    )
    assert series.points[0].notes == ("reported under IFRS and JP-GAAP",)
    assert [(left.key.unit, left.figures) for left in series.left_out] == [("USD", 1)]


def test_a_change_of_segments_is_told_and_a_document_that_names_fewer_is_none() -> None:
    def of(at: int, segment: str, year: str) -> Fact:
        return figure(at, f"{int(year) - 1}-04-01", f"{year}-03-31", 100 + at, segment=segment)

    first = result("a.txt", "2022-05-10", of(1, "Cloud", "2022"), of(2, "Network", "2022"))
    fewer = result("b.txt", "2022-08-10", of(3, "Cloud", "2022"))
    later = result("c.txt", "2023-05-10", of(4, "Cloud segment", "2023"), of(5, "Systems", "2023"))
    assert revenues(first, fewer, segment="Cloud").notes == ()
    assert revenues(first, later, segment="Cloud").notes == (
        "segments are others in c.txt than in a.txt: systems; no longer network",
    )


def test_quarters_are_not_taken_between_standards() -> None:
    series = revenues(
        result("a.txt", "2022-11-10", figure(1, *H1, 230)),
        result("b.txt", "2023-02-10", figure(1, *M9, 390), accounting_standard="IFRS"),
        every="quarter",
    )
    assert series.points == ()


def test_a_row_is_found_by_its_name_where_it_has_no_concept() -> None:
    def row(at: int, value: int, table: str) -> extract.Fact:
        return figure(at, *FY, value, concept=None, label="Cloud (*1)", table=table)

    series = extract.series(
        [
            result(
                "a.txt", "2023-05-10", row(1, 200, "t1"), row(2, 150, "t2"), titles={"t1": "Revenues", "t2": "Costs"}
            ),
            result("b.txt", "2024-05-10", row(1, 200, "t1"), titles={"t1": "Sales by service for FY2022"}),
        ],
        label="CLOUD",
    )
    assert states(series) == [("2022-04-01/2023-03-31", "printed", "200")]
    assert [(left.key.what, left.figures) for left in series.left_out] == [("costs > cloud", 1)]


def test_one_issuer_under_two_names_and_two_issuers_under_one() -> None:
    english = result("en.txt", "2023-05-11", figure(1, *FY, 500), issuer="Kao Corporation", code=None)
    japanese = result("ja.txt", "2023-05-10", figure(1, *FY, 500), issuer="花王株式会社", code="4452")
    series = revenues(english, japanese, issuer="4452")
    assert (series.files, len(series.points[0].sightings)) == (("en.txt", "ja.txt"), 2)
    assert revenues(english, japanese, issuer="花王").codes == ("4452",)

    one = result("1.txt", "2023-05-10", figure(1, *FY, 500), issuer="例示", code="1111")
    other = result("2.txt", "2023-05-10", figure(1, *FY, 700), issuer="例示", code="2222")
    assert revenues(one, other, issuer="1111").points[0].value == "500000000"
    with pytest.raises(ExtractError, match="is the name of several issuers"):
        revenues(one, other, issuer="例示")
    with pytest.raises(ExtractError, match="there are 2 issuers"):
        revenues(one, other)
    with pytest.raises(ExtractError, match="no document is of '3333'"):
        revenues(one, other, issuer="3333")


def test_a_copy_counts_once() -> None:
    one = result("a.txt", "2023-05-10", figure(1, *FY, 500))
    source = msgspec.structs.replace(one.source, name="copy.txt")
    series = revenues(one, msgspec.structs.replace(one, source=source))
    assert len(series.points[0].sightings) == 1
    assert series.notes == ("copy.txt holds the same document as a.txt",)
    assert len(revenues(one, one).points[0].sightings) == 1


def test_what_cannot_be_answered_is_said() -> None:
    with pytest.raises(ExtractError, match="there are no results"):
        revenues()
    with pytest.raises(ExtractError, match="of a concept or of a label"):
        extract.series([], concept="Revenues", label="Revenues")
    with pytest.raises(ExtractError, match="no document names its issuer"):
        revenues(result("a.txt", None, issuer=None, code=None))


def test_the_order_of_documents_changes_nothing() -> None:
    results = [
        result("a.txt", "2022-08-01", figure(1, *Q1, 100)),
        result("b.txt", "2022-11-01", figure(1, *H1, 230), figure(2, *Q1, 101)),
        result("c.txt", "2023-02-01", figure(1, *M9, 390), figure(2, *H1, 200)),
    ]
    assert revenues(*results) == revenues(*reversed(results))


def test_a_sum_of_a_part_beside_the_total_of_a_table_is_another_series() -> None:
    def cell(at: int, column: int, head: str, value: int) -> Fact:
        made = figure(at, "2022-04-01", "2023-03-31", value, concept=None, label="調理家電", table="t1")
        return msgspec.structs.replace(made, row=1, column=column, header=(head,))

    found = extract.series(
        [result("a.txt", "2023-05-10", cell(4, 2, "アジア", 60), cell(5, 3, "計", 80), cell(6, 4, "合計", 200))],
        label="調理家電",
    )
    assert [(point.state, point.value) for point in found.points] == [("printed", "200000000")]


def test_what_a_row_prints_with_a_minus_is_the_same_figure() -> None:
    concept = "ProfitLossFromDiscontinuedOperations"
    gained = figure(1, *FY, 239, concept=concept, label="Earnings (loss) from discontinued operations")
    turned = figure(2, *FY, -239, concept=concept, label="(Earnings) loss from discontinued operations")
    lost = figure(2, *FY, -239, concept=concept, label="Earnings (loss) from discontinued operations")
    for other, state in ((turned, "printed"), (lost, "conflict")):
        series = extract.series([result("a.txt", "2023-05-10", gained, other)], concept=concept)
        assert [point.state for point in series.points] == [state]


def test_products_and_regions_are_series_of_their_own_in_both_languages() -> None:
    def of(at: int, value: int, label: str, **parts: str) -> Fact:
        made = figure(at, *FY, value, concept=None, label=label)
        return msgspec.structs.replace(made, label=("Net sales", label), dimensions=parts)

    english = result(
        "a.txt",
        "2023-05-10",
        figure(1, *FY, 900),
        of(2, 500, "Japan", region="Japan"),
        of(3, 400, "Asia", region="Asia"),
    )
    japanese = result("b.txt", "2023-05-10", of(1, 500, "日本", region="日本"), of(2, 300, "Ropes", product="Ropes"))
    assert states(revenues(english, japanese)) == [("2022-04-01/2023-03-31", "printed", "900")]
    japan = revenues(english, japanese, region="日本")
    assert states(japan) == [("2022-04-01/2023-03-31", "printed", "500")] and len(japan.points[0].sightings) == 2
    assert states(revenues(english, japanese, product="ROPES")) == [("2022-04-01/2023-03-31", "printed", "300")]
    by_name = extract.series([english], label="Japan")
    assert states(by_name) == [("2022-04-01/2023-03-31", "printed", "500")]


def test_a_segment_that_is_a_region_is_found_by_either_name() -> None:
    made = msgspec.structs.replace(figure(1, *FY, 500), concept=None, dimensions={"segment": "日本", "region": "日本"})
    made = msgspec.structs.replace(made, label=("Net sales",))
    for asked in ({"segment": "日本"}, {"region": "Japan"}):
        assert states(revenues(result("a.txt", "2023-05-10", made), **asked))[0][2] == "500"


def test_figures_under_another_standard_than_the_documents_are_left_out() -> None:
    own = figure(1, *FY, 500)
    other = msgspec.structs.replace(figure(2, *FY, 520), dimensions={"standard": "JP-GAAP"})
    series = revenues(result("a.txt", "2023-05-10", own, other, accounting_standard="IFRS"))
    assert states(series) == [("2022-04-01/2023-03-31", "printed", "500")]
    assert [left.key.others for left in series.left_out] == [(("standard", "JP-GAAP"),)]


def test_tables_that_are_titled_by_their_unit_are_told_apart_by_the_rows_that_total_them() -> None:
    page = (
        "<p>Holm Ferries plc</p>"
        "<table><tr><td>Dollars in millions</td><td>June 30, 2031</td></tr><tr><td>Mooring rights</td><td>511</td></tr>"
        "<tr><td>Other</td><td>89</td></tr><tr><td>Other current assets</td><td>600</td></tr></table>"
        "<p>Some words between.</p>"
        "<table><tr><td>Dollars in millions</td><td>June 30, 2031</td></tr><tr><td>Mooring rights</td><td>211</td></tr>"
        "<tr><td>Other</td><td>19</td></tr><tr><td>Other long-lived assets</td><td>230</td></tr></table>"
    )
    result = extract.read(page.encode(), name="a.html")
    series = extract.series([result], label="Other current assets > Mooring rights")
    assert [point.value for point in series.points] == ["511000000"]
