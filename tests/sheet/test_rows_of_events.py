"""A row that tells on which day something happened heads no figures, and its day is no day of theirs."""

import pytest

import extract

ROW = "<tr><td>{}</td>{}</tr>"


def facts(caption: str, *rows: tuple[str, ...]) -> extract.Result:
    cells = "".join(ROW.format(row[0], "".join(f"<td>{cell}</td>" for cell in row[1:])) for row in rows)
    return extract.read(f"<html><body><p>{caption}</p><table>{cells}</table></body></html>".encode(), name="a.html")


@pytest.mark.parametrize(
    ("caption", "label", "day", "row", "figure"),
    [
        ("Company profile (as of September 30, 2024)", "Founded", "May 7, 1968", "Number of employees", "2,310"),
        ("Profile as of September 30, 2024", "Date of incorporation", "1 April 1991", "Number of stores", "412"),
        ("会社概要（2024年９月30日現在）", "設立年月日", "1968年５月７日", "従業員数", "2,310名"),
        ("会社概要（2024年９月30日現在）", "上場", "1991年４月", "店舗数", "412店"),
    ],
)
def test_the_day_of_an_event_above_figures(caption: str, label: str, day: str, row: str, figure: str) -> None:
    result = facts(caption, (label, day), (row, figure), ("Unit price", "USD 5"))
    fact = next(f for f in result.facts if f.label[-1:] == (row,))
    assert fact.period is not None
    assert (fact.period.start, fact.period.end) == (None, "2024-09-30")
    assert result.document.published is None


def test_a_day_over_balances_stays_their_day() -> None:
    result = facts("Balances (USD thousand)", ("Item", "May 7, 2024"), ("Total assets", "2,310"), ("Cash", "310"))
    assert {fact.period.end for fact in result.facts if fact.period} == {"2024-05-07"}


def test_days_of_resolutions_side_by_side_are_no_day_of_publication() -> None:
    days = ("決議年月日", "2019年６月20日", "2020年６月18日")
    result = facts("新株予約権の状況（2024年３月31日現在）", days, ("新株予約権の数（個）", "412", "388"))
    assert result.document.published != "2020-06-18"
    assert {fact.period.end for fact in result.facts if fact.period} == {"2024-03-31"}


def test_the_day_on_which_a_dividend_is_paid_is_no_day_of_the_rows_below() -> None:
    rows = (("Record date", "12 March 2032", ""), ("Dividend payment date", "26 March 2032", ""))
    rows += (("", "Current period", "Prior comparable period"), ("Net tangible assets per share", "€1.41", "€1.38"))
    result = facts("Half year results of Aoki Dairy plc", *rows)
    assert [fact.printed for fact in result.facts if "1." in (fact.printed or "")] == ["€1.41", "€1.38"]
    assert all(fact.period is None or fact.period.end != "2032-03-26" for fact in result.facts)


@pytest.mark.parametrize(
    "line", ["権利行使期間：2030年４月１日から2038年３月31日まで", "Exercise period: 1 April 2030 to 31 March 2038"]
)
def test_the_time_in_which_rights_may_be_exercised_dates_no_table(line: str) -> None:
    rows = ["\t第１回\t第２回", "失効（個）\t120\t88", "付与（個）\t40\t64", ""]
    text = f"第７期（自 2031年１月１日 至 2031年12月31日）\n\n{line}\n\n" + "\n".join(rows)
    periods = {(f.period.start, f.period.end) for f in extract.read(text.encode(), name="a.txt").facts if f.period}
    assert periods == {("2031-01-01", "2031-12-31")}


def test_shares_that_were_bought_in_a_year_stand_at_no_day() -> None:
    rows = ["\t株式数（株）", "取締役会決議による取得\t31,000", "消却\t12,500", "保有自己株式\t8,200", ""]
    text = "取得等の状況（2031年４月１日から2032年３月31日まで）\n\n" + "\n".join(rows)
    found = {f.label[-1]: f.period for f in extract.read(text.encode(), name="a.txt").facts}
    starts = {label: period and period.start for label, period in found.items()}
    assert starts == {"取締役会決議による取得": "2031-04-01", "消却": "2031-04-01", "保有自己株式": None}
