"""The bench of single pages tells right from wrong."""

from __future__ import annotations

from pathlib import Path

from extract.pipeline import read
from tests.bench.pages import OUTCOMES, Expected, compared, expected_cells
from tests.read.pdf_pages import Paper

HEADINGS = (("資本金", "利益剰余金"), ("その他有価証券評価差額金", "純資産合計"))
ROWS = (
    ("当期首残高", "5,664", "12,017"),
    ("当期純利益", "－", "1,269"),
    ("剰余金の配当", "－", "525"),
    ("当期末残高", "5,664", "12,761"),
)


def statement() -> bytes:
    """A statement of changes in equity in two tables, for it is too wide: the second has no caption of its own."""
    paper = Paper()
    paper.text(60, 50, "（３）連結株主資本等変動計算書")
    paper.text(60, 66, "前連結会計年度（自 平成24年４月１日 至 平成25年３月31日）")
    paper.right(480, 78, "（単位：百万円）")
    for k, headings in enumerate(HEADINGS):
        top = 92 + 120 * k
        for r, row in enumerate((("", *headings), *ROWS)):
            paper.text(64, top + 16 * r, row[0])
            for c, text in enumerate(row[1:]):
                paper.right(340 + 140 * c, top + 16 * r, text)
            for x in (60, 200, 345, 485):
                paper.line(x, top - 11, x, top + 16 * len(ROWS) + 5)
        for r in range(len(ROWS) + 2):
            paper.line(60, top - 11 + 16 * r, 485, top - 11 + 16 * r)
    return paper.pdf()


def test_the_other_columns_of_a_table_below_it_have_its_period_and_unit(tmp_path: Path) -> None:
    path = tmp_path / "page.csv"
    lines = [",".join(f'"{text}"' for text in row) for h in HEADINGS for row in (("", *h), *ROWS)]
    path.write_text("\n".join(lines), encoding="utf-8")
    cells = list(expected_cells(path))
    assert len(cells) == 16 and {cell.table for cell in cells} == {0, 1}
    result = read(statement(), name="page.pdf")
    assert {compared(cell, result) for cell in cells} == {"right"}


def test_wrong_values_and_missing_ones_are_told() -> None:
    result = read(statement(), name="page.pdf")
    assert compared(Expected(0, "当期純利益", 2, "1,270"), result) == "silent"
    assert compared(Expected(0, "当期首残高", 2, "△12,017"), result) == "silent"
    assert compared(Expected(0, "自己株式の取得", 2, "1"), result) == "lost"
    assert OUTCOMES == ("right", "flagged", "silent", "lost")
