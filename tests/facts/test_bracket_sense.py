"""What brackets around a figure mean: by the document's words, by the table's sums, or open."""

from __future__ import annotations

import pytest

import extract

HEAD = "株式会社南洋繊維 2024年３月期 決算短信〔日本基準〕（連結）\n\n（単位：百万円）\n\n"
COLUMNS = "|  | 2023年３月期 | 2024年３月期 |\n|---|---|---|\n"


def signs(body: str, head: str = HEAD) -> dict[str, str | None]:
    result = extract.read((head + COLUMNS + body).encode(), name="a.md")
    return {fact.printed or "": fact.value for fact in result.facts if "(" in (fact.printed or "")}


SUMS = """| 固定資産の取得による支出 | (31,604) | (28,350) |
| 預金の払戻による収入 | 12,118 | 9,027 |
| 投資活動によるキャッシュ・フロー | (19,486) | (19,323) |
"""


def test_sums_say_that_brackets_are_a_minus() -> None:
    assert signs(SUMS) == {
        "(31,604)": "-31604000000", "(28,350)": "-28350000000", "(19,486)": "-19486000000", "(19,323)": "-19323000000",
    }  # fmt: skip


def test_sums_say_that_brackets_are_a_remark() -> None:
    body = SUMS.replace("(19,486)", "43,722").replace("(19,323)", "37,377")
    assert signs(body) == {"(31,604)": "31604000000", "(28,350)": "28350000000"}


def test_where_nothing_says_it_the_sign_is_open() -> None:
    body = SUMS.replace("12,118", "12,999").replace("9,027", "9,999")
    assert set(signs(body).values()) == {None}


def test_brackets_all_along_say_nothing() -> None:
    body = "| 甲 | (3,872) | 84,105 |\n| 乙 | (45) | 91,226 |\n| 丙 | (3,917) | 12,007 |\n"
    assert set(signs(body).values()) == {None}


def test_a_triangle_elsewhere_makes_brackets_a_remark() -> None:
    body = "| 売上高 | 5,000 | 4,000 |\n| うち海外 | (1,250) | (980) |\n| 営業損失 | △120 | △340 |\n"
    assert signs(body) == {"(1,250)": "1250000000", "(980)": "980000000"}


def test_the_document_may_say_it() -> None:
    body = SUMS.replace("12,118", "12,999").replace("9,027", "9,999")
    said = HEAD.replace("（単位", "(注) 括弧内は減少を示します。\n\n（単位")
    assert signs(body, said)["(31,604)"] == "-31604000000"


def test_a_row_that_says_so_is_a_remark_whatever_brackets_mean_elsewhere() -> None:
    body = (
        SUMS
        + "| １株当たり配当額（うち中間配当額） | (5,000) | (6,000) |\n| （外、平均臨時雇用者数） | (278) | (236) |\n"
    )
    read = signs(body)
    assert (read["(31,604)"], read["(5,000)"], read["(278)"]) == ("-31604000000", "5000", "278")


CHANGES = """|  | 2023年３月期 | 2024年３月期 | 増減 |
|---|---|---|---|
| 為替換算調整勘定 | (9,942) | 40,876 | 50,818 |
| 持分法による持分相当額 | (167) | 392 | 559 |
| 合計 | (10,109) | 41,268 | 51,377 |
| 確定給付制度の再測定 | 16,365 | 11,729 | (4,636) |
"""


def test_a_change_from_a_loss_to_a_gain_is_no_sum_of_remarks() -> None:
    result = extract.read((HEAD + CHANGES).encode(), name="a.md")
    wrong = [f.printed for f in result.facts if "(" in (f.printed or "") and f.trusted and not f.value.startswith("-")]  # type: ignore[union-attr]
    assert wrong == []


def test_percents_in_brackets_are_open_where_nothing_says_what_brackets_mean() -> None:
    body = "| 売上高 | 5,210 | 4,830 |\n| 営業利益 | 312 | 290 |\n| 前期比 | (18.3%) | (7.1%) |\n"
    assert set(signs(body).values()) == {None}


def test_shares_under_a_heading_in_brackets_are_remarks() -> None:
    body = "|  | 売上高 | （構成比） |\n|---|---|---|\n| 東日本 | 3,418 | (41.2%) |\n| 西日本 | 4,879 | (58.8%) |\n"
    result = extract.read((HEAD + body).encode(), name="a.md")
    assert [f.value for f in result.facts if "(" in (f.printed or "")] == ["41.2", "58.8"]


@pytest.mark.parametrize(
    ("words", "printed", "rank", "rule"),
    [
        ("", "(40)", "document", "brackets_by_custom"),
        ("", "-40", "figure", "sign_of_figure"),
        ("Figures in parentheses denote negative amounts.", "(40)", "document", "brackets_defined"),
    ],
)
def test_the_sign_of_a_figure_has_a_ground(words: str, printed: str, rank: str, rule: str) -> None:
    table = f"| | FY2024 |\n|---|---|\n| Sales | 120 |\n| Costs | {printed} |\n"
    text = f"Results for the fiscal year ended March 31, 2024 (USD million)\n\n{words}\n\n{table}"
    fact = next(f for f in extract.read(text.encode(), name="a.md").facts if f.printed == printed)
    assert [(g.rank, g.rule) for g in fact.grounds["sign"]] == [(rank, rule)]


def test_brackets_among_figures_with_a_plus_are_a_minus() -> None:
    body = "| 食品 | 28.5 | 28.1 |\n| 差 | +0.5 | (1.3) |\n| 衣料 | 12.4 | 12.5 |\n| 差 | (0.3) | +0.4 |\n"
    body += "| 雑貨 | 31.1 | 31.0 |\n| 差 | +0.2 | +0.1 |\n"
    assert {value is None for value in signs(body).values()} == {True}  # two figures in a row are too few
    wide = "|  | 1Q | 2Q | 3Q | 4Q |\n|---|---|---|---|---|\n| 既存店 | 101.2 | 99.1 | 100.4 | 98.7 |\n"
    wide += "| 差 | +0.5 | (1.3) | +0.4 | (2.1) |\n"
    result = extract.read((HEAD + wide).encode(), name="a.md")
    read = {fact.printed: fact.value for fact in result.facts if "(" in (fact.printed or "")}
    assert {value is not None and value.startswith("-") for value in read.values()} == {True}


def test_a_column_of_asides_beside_a_column_with_signs_stays_open() -> None:
    body = "| 北 | +5.2 | (31.4) |\n| 南 | +1.7 | (22.8) |\n| 東 | +0.9 | (45.8) |\n"
    assert not any(value is not None and value.startswith("-") for value in signs(body).values())


def test_a_label_that_names_the_decrease_says_what_brackets_are() -> None:
    body = "| 既存店売上伸び率 Existing store sales increase / (decrease) | 1,205 | (403) |\n"
    assert signs(body)["(403)"] == "-403000000"
