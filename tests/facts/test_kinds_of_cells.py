"""Cells that say more than one bare figure, and figures that nothing but a heading names."""

from __future__ import annotations

import pytest

import extract
from extract.lex.numbers import read_cell

HTML = "<html><body><p>{}</p><table>{}</table></body></html>"


def facts(caption: str, *rows: tuple[str, ...]) -> list[extract.Fact]:
    cells = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return list(extract.read(HTML.format(caption, cells).encode(), name="a.html").facts)


@pytest.mark.parametrize(
    ("text", "months"),
    [("38歳４か月", 460), ("9 年 11 ヶ月", 119), ("4 years and 2 months", 50), ("12 years, 0 months", 144)],
)
def test_years_and_months_are_one_length(text: str, months: int) -> None:
    (figure,) = read_cell(text).figures
    assert (figure.value, figure.said.unit if figure.said else None) == (months, "month")


@pytest.mark.parametrize("text", ["2024年３月", "2024年３月31日", "3年12ヶ月", "May 2024"])
def test_dates_are_no_lengths(text: str) -> None:
    figures = read_cell(text).figures
    assert not any(figure.said is not None and figure.said.unit == "month" and figure.value > 12 for figure in figures)


def test_one_row_without_labels_is_named_by_its_headings() -> None:
    heads = ("従業員数（人）", "平均年齢", "平均年間給与（千円）")
    found = facts("2024年９月30日現在", heads, ("1,204", "41歳３ヶ月", "7,186"))
    assert [(f.label, f.value, f.unit, f.trusted) for f in found] == [
        (("従業員数（人）",), "1204", "count", True),
        (("平均年齢",), "495", "month", True),
        (("平均年間給与（千円）",), "7186000", "JPY", True),
    ]


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("正社員：61.2<br>契約社員：70.4", ["正社員", "契約社員"]),
        ("Full-time: 61.2%; part-time: 70.4%", ["Full-time", "part-time"]),
        ("Men 61.2<br>Women 70.4", ["Men", "Women"]),
    ],
)
def test_figures_in_one_cell_behind_their_names(cell: str, names: list[str]) -> None:
    heads = ("Company", "Share of leave taken (%)", "Share of managers (%)")
    found = facts("Year ended March 31, 2024", heads, ("Hokuto Foods", cell, "8.1"), ("Minami Gas", "55.0", "6.2"))
    own = [f for f in found if f.label[0] == "Hokuto Foods"]
    assert [(f.label[1:], f.value, f.unit) for f in own[:2]] == [
        ((names[0],), "61.2", "percent"),
        ((names[1],), "70.4", "percent"),
    ]
    assert all(f.trusted for f in own)


def test_figures_of_which_one_has_no_name_stay_in_doubt() -> None:
    heads = ("Company", "Share of leave taken (%)")
    found = facts("Year ended March 31, 2024", heads, ("Hokuto Foods", "Men: 61.2 70.4"), ("Minami Gas", "55.0"))
    assert not any(f.trusted for f in found if f.printed in ("61.2", "70.4"))


def test_a_noun_in_the_corner_is_no_unit() -> None:
    rows = (("（単位：千円）",), ("銘柄", "帳簿価額"), ("北斗食品", "18,306"), ("みなみガス", "9,127"))
    found = facts("前事業年度（2024年３月31日）", *rows)
    assert [(f.value, f.unit) for f in found] == [("18306000", "JPY"), ("9127000", "JPY")]


def test_the_term_that_a_line_dates_is_the_period_reported_on() -> None:
    page = HTML.format("第41期（自 2023年４月１日 至 2024年３月31日）", "<tr><td>前事業年度末</td><td>24千株</td></tr>")
    result = extract.read(page.encode(), name="a.html")
    assert result.document.period is not None
    assert (result.document.period.start, result.document.period.end) == ("2023-04-01", "2024-03-31")


def test_a_heading_over_all_columns_of_a_table_without_labels() -> None:
    cells = """<tr><td colspan="3">Year ended March 31, 2024</td></tr><tr><td>Managers (%)</td><td>Engineers (%)</td>
<td>Hires (persons)</td></tr><tr><td>6.2</td><td>58.3</td><td>410</td></tr>"""
    found = extract.read(HTML.format("Share of women", cells).encode(), name="a.html").facts
    assert [f.period.end if f.period else None for f in found] == ["2024-03-31"] * 3


def test_named_values_may_stand_in_all_cells_of_a_column() -> None:
    page = (
        "<p>Diversity at June 30, 2022</p><table>"
        "<tr><td>Company</td><td>Women in management (%)</td><td>Employees taking parental leave (%)</td></tr>"
        "<tr><td>Alder Foods</td><td>31.4</td><td>Office: 88.2<br>Plant: 71.5</td></tr>"
        "<tr><td>Birch Mills</td><td>24.9</td><td>Office: 90.1<br>Plant: 64.8</td></tr></table>"
    )
    facts = extract.read(page.encode(), name="a.html").facts
    assert {(" ".join(f.label), f.value, f.unit) for f in facts if f.trusted} >= {
        ("Alder Foods Office", "88.2", "percent"), ("Birch Mills Plant", "64.8", "percent"),
    }  # fmt: skip


def test_a_heading_versus_a_year_is_of_a_change() -> None:
    page = (
        "<h2>Results for the year ended December 31, 2023</h2><p>EUR million</p><table>"
        "<tr><td></td><td>2023</td><td>vs. 2022</td><td>2022</td></tr>"
        "<tr><td>Sales</td><td>402.0</td><td>-1.2%</td><td>406.9</td></tr>"
        "<tr><td>Orders</td><td>418.2</td><td>+6.1%</td><td>394.2</td></tr></table>"
    )
    fact = next(f for f in extract.read(page.encode(), name="a.html").facts if f.printed == "+6.1%")
    assert fact.period is not None and fact.period.end == "2023-12-31"
    assert (fact.measure, fact.dimensions.get("comparison")) == ("change", "vs. 2022")


def test_an_end_of_a_range_that_equals_the_value_beside_it_is_kept() -> None:
    page = (
        "<p>Provisions at 30 June 2022 (£ million)</p><table><tr><td></td><td>Provision</td><td>Range</td></tr>"
        "<tr><td>Mine closure</td><td>12.4</td><td>(10.1–14.9)</td></tr>"
        "<tr><td>Litigation</td><td>6.6</td><td>(6.6–9.0)</td></tr></table>"
    )
    result = extract.read(page.encode(), name="a.html")
    held = [(f.value, f.dimensions.get("bound")) for f in result.facts if f.label == ("Litigation",)]
    assert held == [("6600000", None), ("6600000", "lower"), ("9000000", "upper")]


def test_a_heading_of_a_count_and_an_amount_settles_no_unit() -> None:
    page = (
        "<p>2023年９月30日現在</p><table><tr><td>銘柄</td><td>株式数（株） 貸借対照表計上額（千円）</td></tr>"
        "<tr><td>花見台倉庫㈱</td><td>1,406</td></tr><tr><td>東雲ガス㈱</td><td>388</td></tr></table>"
    )
    facts = extract.read(page.encode(), name="a.html").facts
    assert facts and not any(fact.trusted for fact in facts)
