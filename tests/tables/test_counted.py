"""Tables in wide letters whose figures are counted, with headings broken within a date and units broken in two."""

from __future__ import annotations

from textwrap import dedent

import pytest

from extract.model import Grid
from extract.pipeline import read
from extract.tables.counted import counted_at

STATEMENT = """
                   （単位：百万円）
                      前連結会計年度      当連結会計年度
                      (自 2029年４月１ (自 2030年４月１
                      日            日
                         至 2030年３月31 至 2031年３月31
                      日)           日)
    売上高                ※１ 41,210   ※１ 45,880
    売上原価               ※ ２ 30,105    31,974
    売上総利益              11,105       13,906

                        前連結会計年度     当連結会計年度
                        (自 2029年４月１ (自 2030年４月１
                        日           日
                          至 2030年３月31 至 2031年３月31
                        日)          日)
    営業外収益
     受取利息                61         48
    現金の増減額（△は減 1,235
    少）                              △708
    当期純利益                7,105       9,906
"""
FIGURES = """
           回次       第41期 第42期 第43期
          決算年月     2029年３
                      月 2030年３ 月 2031年３ 月
               (百万
     売上高        円)   41,210 45,880 47,115
     親会社株主に帰属 (百万
     する当期純利益    円)     7,105   9,906   9,870
    １株当たり純資産 (円)
    額                  243.41    295.50    302.94
    潜在株式調整後１
    株当たり当期純利 (円)         3.55      8.94     10.23
    益金額
    自己資本比率     (％ )      27.3      32.3      32.6
    営業活動による (百万
    キャッシュ・フロ 円)        23,688    24,092    24,584
    ー
    従業員数                3,796     3,219     3,285
    (外、平均臨時雇用 (人 )
    者数)                 (383)     (325)     (332)
"""


def grid(text: str) -> Grid | None:
    lines = list(enumerate(dedent(text).strip("\n").split("\n"), start=1))
    found = counted_at(lines, 0)
    return found[1] if found is not None else None


def rows(text: str) -> list[list[tuple[int, str]]]:
    table = grid(text)
    assert table is not None
    return [[(c.column, c.text) for c in table.row(r)] for r in range(table.rows)]


def test_headings_that_a_column_broke_are_whole_and_said_once() -> None:
    assert rows(STATEMENT) == [
        [
            (1, "前連結会計年度\n(自 2029年４月１日至 2030年３月31日)"),
            (2, "当連結会計年度\n(自 2030年４月１日至 2031年３月31日)"),
        ],
        [(0, "売上高"), (1, "※１ 41,210"), (2, "※１ 45,880")],
        [(0, "売上原価"), (1, "※ ２ 30,105"), (2, "31,974")],
        [(0, "売上総利益"), (1, "11,105"), (2, "13,906")],
        [(0, "営業外収益")],
        [(0, "受取利息"), (1, "61"), (2, "48")],
        [(0, "現金の増減額（△は減少）"), (1, "1,235"), (2, "△708")],
        [(0, "当期純利益"), (1, "7,105"), (2, "9,906")],
    ]  # fmt: skip


def test_what_is_counted_has_its_period_and_is_trusted() -> None:
    facts = read(("損益計算書\n" + dedent(STATEMENT)).encode(), name="report.txt").facts
    net = [f for f in facts if f.label[-1] == "当期純利益"]
    assert [(f.value, f.period and f.period.end, f.trusted) for f in net] == [
        ("7105000000", "2030-03-31", True), ("9906000000", "2031-03-31", True),
    ]  # fmt: skip


def test_labels_and_units_of_several_lines_are_whole() -> None:
    assert rows(FIGURES) == [
        [(2, "第41期"), (3, "第42期"), (4, "第43期")],
        [(2, "2029年３月"), (3, "2030年３月"), (4, "2031年３月")],
        [(0, "売上高"), (1, "(百万円)"), (2, "41,210"), (3, "45,880"), (4, "47,115")],
        [(0, "親会社株主に帰属する当期純利益"), (1, "(百万円)"), (2, "7,105"), (3, "9,906"), (4, "9,870")],
        [(0, "１株当たり純資産額"), (1, "(円)"), (2, "243.41"), (3, "295.50"), (4, "302.94")],
        [(0, "潜在株式調整後１株当たり当期純利益金額"), (1, "(円)"), (2, "3.55"), (3, "8.94"), (4, "10.23")],
        [(0, "自己資本比率"), (1, "(％ )"), (2, "27.3"), (3, "32.3"), (4, "32.6")],
        [(0, "営業活動によるキャッシュ・フロー"), (1, "(百万円)"), (2, "23,688"), (3, "24,092"), (4, "24,584")],
        [
            (0, "従業員数(外、平均臨時雇用者数)"),
            (1, "(人 )"),
            (2, "3,796 (383)"),
            (3, "3,219 (325)"),
            (4, "3,285 (332)"),
        ],
    ]  # fmt: skip
    table = grid(FIGURES)
    assert table is not None
    assert all(cell.basis is None for cell in table.cells)


def test_a_line_that_may_be_of_either_label_makes_both_doubtful() -> None:
    table = grid(FIGURES.replace("    自己資本比率     (％ )", "    配当性向\n    自己資本比率     (％ )"))
    assert table is not None
    doubted = {table.at(cell.row, 0).text for cell in table.cells if cell.basis and table.at(cell.row, 0)}  # type: ignore[union-attr]
    assert any(label.startswith("自己資本比率") or "配当性向" in label for label in doubted)


@pytest.mark.parametrize("row", ["    支払利息                31", "    支払利息                31    40"])
def test_a_row_with_other_than_as_many_figures_has_no_column(row: str) -> None:
    table = grid(FIGURES.replace("    従業員数   ", row + "\n    従業員数   "))
    assert table is not None
    (at,) = [cell.row for cell in table.cells if cell.text == "支払利息"]
    assert all(cell.basis == "preference" for cell in table.row(at) if cell.column)


def test_more_figures_than_headings_are_not_counted() -> None:
    assert grid(STATEMENT.replace("11,105       13,906", "11,105  26.9  13,906  30.3")) is None


def test_pieces_that_make_no_whole_date_head_nothing() -> None:
    assert grid(STATEMENT.replace("至 2031年３月31", "至 2031年３月", 1)) is None


def test_headings_over_other_headings_are_left_to_the_places() -> None:
    text = """
        区分         前連結会計年度         当連結会計年度
                 監査報酬   その他    監査報酬   その他
        提出会社           39       12          40       7
        連結子会社          19        3          19       4
        計             58       15          59      11
        """
    assert grid(text) is None
