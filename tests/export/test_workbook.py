"""Workbooks: every figure comes back as it is, doubts are seen, and nothing of a document acts."""

from __future__ import annotations

import io
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest

from extract.batch import Options, run_many
from extract.cli import main
from extract.export.workbook import number_format, result_to_xlsx
from extract.model import Fact, Location, Result
from extract.pipeline import read
from extract.review.folder import write_review
from tests.results import fact, small_result

openpyxl = pytest.importorskip("openpyxl")
pytest.importorskip("xlsxwriter")


def opened(result: Result) -> Any:
    return openpyxl.load_workbook(io.BytesIO(result_to_xlsx(result)))


def cells(book: Any) -> list[Any]:
    return [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.value is not None]


def test_every_figure_of_a_document_comes_back() -> None:
    rows = ("| | FY2021 | FY2022 |", "|---|---|---|", "| Paper | 1,200 | △300 |", "| Share | 12.5% | 3% |")
    result = read("\n".join(("Sales (JPY thousand)", "", *rows)).encode(), name="a.txt")
    book = opened(result)
    numbers = sorted(Decimal(str(cell.value)) for cell in cells(book) if isinstance(cell.value, int | float))
    assert numbers == sorted(Decimal(each.value) for each in result.facts if each.value) and len(numbers) == 4


def test_a_table_is_as_printed_and_a_fused_slot_takes_two_columns() -> None:
    book = opened(small_result())
    assert book.sheetnames == ["Contents", "t1 Consolidated Results", "Open"]
    sheet = book["t1 Consolidated Results"]
    shown = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3, max_row=7, max_col=3)]
    assert shown == [
        [None, "2006-04-01/2007-03-31", None],
        [None, "FY2006", None],
        ["Revenues", 57055000000, None],
        ["Costs", 80.6, 46000000000],
        ["Net income", 11055000000, None],
    ]
    assert (sheet["B6"].number_format, sheet["C6"].number_format) == ('#,##0.0"% /"', '#,##0,," /"')


def test_a_doubt_is_seen_in_colour_sign_and_words() -> None:
    doubted = fact(1, "Revenues", "57,055", "57055000000", 4, 9, trusted=False, doubts=("period_open",))
    sure = fact(4, "Net income", "11,055", "11055000000", 6, 11)
    book = opened(small_result(facts=(doubted, sure), checks=(), problems=()))
    sheet = book["t1 Consolidated Results"]
    assert "°" in sheet["B5"].number_format and "°" not in sheet["B7"].number_format
    assert sheet["B5"].fill.fgColor.rgb == "FFFBD9D3" and "the period is open" in sheet["B5"].comment.text
    row = [cell.value for cell in book["Open"][2]]
    assert row[1] == "Revenues" and "the period is open" in row[6] and row[7] == "line 4"
    assert "B5" in book["Open"]["A2"].hyperlink.location


@pytest.mark.parametrize("label", ["=cmd()", "+1+1", "@SUM(A1)", "-2", "https://example.org", "a\x1b[2J\u202eb", "'x"])
def test_text_of_a_document_is_text(label: str) -> None:
    evil = fact(1, label, "?", None, 4, 9, status="unresolved", trusted=False, table=None)
    book = opened(small_result(facts=(evil,), checks=(), problems=()))
    for cell in cells(book):
        assert cell.data_type != "f" and (cell.hyperlink is None or cell.hyperlink.location)
        assert "\x1b" not in str(cell.value) and "\u202e" not in str(cell.value)


def test_digits_that_excel_cannot_hold_stay_text() -> None:
    long = fact(1, "Revenues", "1", "1234567890123456789", 4, 9)
    book = opened(small_result(facts=(long,), checks=(), problems=()))
    assert "1234567890123456789" in [cell.value for cell in cells(book)]


def test_a_figure_of_a_page_links_to_it() -> None:
    result = small_result(facts=(fact(1, "Revenues", "57,055", "57055000000", 4, 9),), checks=(), problems=())
    source = msgspec.structs.replace(result.source, name="Q3 results.pdf", media_type="application/pdf")
    where = Location(page=7, box=(0, 0, 9, 9))
    facts = (msgspec.structs.replace(result.facts[0], location=where),)
    book = opened(msgspec.structs.replace(result, source=source, facts=facts))
    assert book["t1 Consolidated Results"]["B5"].hyperlink.target == "Q3%20results.pdf"
    assert book["t1 Consolidated Results"]["B5"].hyperlink.location == "page=7"


def test_a_figure_links_to_its_review_page_where_there_is_one(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("Results for the year ended March 31, 2023\n\nRevenue was JPY 5 million.\n")
    list(run_many([str(tmp_path / "in")], tmp_path / "out", Options()))
    write_review(str(tmp_path / "out"))
    with pytest.raises(SystemExit):
        main(["export", str(tmp_path / "out"), "--to", str(tmp_path / "sheets")])
    book = openpyxl.load_workbook(tmp_path / "sheets" / "a.xlsx")
    links = [cell.hyperlink for cell in cells(book) if cell.hyperlink and cell.hyperlink.target]
    (fact,) = read((tmp_path / "in" / "a.txt").read_bytes(), name="a.txt").facts
    assert [(link.target, link.location) for link in links] == [("../out/review/a.html", fact.id)]


def test_names_of_sheets_are_told_apart() -> None:
    table = small_result().tables[0]
    title = "Consolidated [balance]: sheet / of a very long name indeed, twice"
    tables = tuple(msgspec.structs.replace(table, id=name, title=title) for name in ("t", "T"))
    book = opened(small_result(tables=tables, facts=(), checks=(), problems=()))
    assert len({name.casefold() for name in book.sheetnames}) == len(book.sheetnames) == 4


def test_an_empty_and_a_failed_result_are_workbooks() -> None:
    result = read(b"", name="empty.txt")
    assert result.status == "failed"
    assert "Open" in opened(result).sheetnames


def test_the_same_result_gives_the_same_bytes() -> None:
    assert result_to_xlsx(small_result()) == result_to_xlsx(small_result())


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "form"),
    [
        ("57055000000", "JPY", -6, "#,##0,,"),
        ("1200000", "JPY", -3, "#,##0,"),
        ("113600000000", "JPY", -8, "#,##0.0,,,"),
        ("7810000000", "JPY", -7, "#,##0.00,,,"),
        ("12300", "JPY", -2, "#,##0.0,"),
        ("12.5", "percent", 1, '#,##0.0"%"'),
        ("1.25", "USD_per_share", 2, "#,##0.00"),
        ("17", "count", 0, "#,##0"),
    ],
)
def test_formats_show_what_was_printed(value: str, unit: str, decimals: int, form: str) -> None:
    shown = Fact(id="f", status="verbatim", value=value, unit=unit, decimals=decimals, location=Location(line=1))
    assert number_format(shown) == form


def test_rows_that_are_called_alike_come_on_one_sheet_by_period(tmp_path: Path) -> None:
    head = "Segments (JPY million)\n\n| | Year ended March 31, 2023 | Year ended March 31, 2024 |\n|---|---|---|\n"
    rows = "| Net sales | 310 | 340 |\n| Rent | 21 | 24 |\n| Operating income | 31 | 36 |\n"
    for name, text in (("a.md", head + rows), ("b.md", head + rows.replace("31 |", "△31 |"))):
        (tmp_path / name).write_text(text, encoding="utf-8")
    list(run_many([str(tmp_path / name) for name in ("a.md", "b.md")], tmp_path / "out", Options(jobs=0)))
    arguments = ["export", str(tmp_path / "out"), "--to", str(tmp_path / "to"), "--pick", "net SALES", "--pick"]
    with pytest.raises(SystemExit) as left:
        main([*arguments, "OperatingIncome"])
    assert left.value.code == 0
    sheet = openpyxl.load_workbook(tmp_path / "to" / "picked.xlsx")["Picked"]
    read = list(sheet.iter_rows(values_only=True))
    assert read[0][5:] == ("2022-04-01/2023-03-31", "2023-04-01/2024-03-31")
    assert [(row[0], row[2], *row[5:]) for row in read[1:]] == [
        ("a.md", "Net sales", 310_000_000, 340_000_000),
        ("a.md", "Operating income", 31_000_000, 36_000_000),
        ("b.md", "Net sales", 310_000_000, 340_000_000),
        ("b.md", "Operating income", -31_000_000, 36_000_000),
    ]
    assert sheet["F2"].comment is not None and "line 5" in sheet["F2"].comment.text


def test_a_row_that_is_not_there_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text(
        "Sales (JPY million)\n\n| | FY2022 |\n|---|---|\n| Paper | 12 |\n", encoding="utf-8"
    )
    list(run_many([str(tmp_path / "a.txt")], tmp_path / "out", Options(jobs=0)))
    arguments = ["export", str(tmp_path / "out"), "--to", str(tmp_path / "to"), "--pick", "Steel"]
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code and "no row is called Steel" in capsys.readouterr().err
    with pytest.raises(SystemExit) as left:
        main([*arguments, "--format", "csv"])
    assert left.value.code == 2
    assert not (tmp_path / "to").exists()


def test_links_to_files_have_slashes_that_every_system_follows(tmp_path: Path) -> None:
    result = read(b"Sales (JPY million)\n\n| | FY2022 |\n|---|---|\n| Paper | 12 |\n", name="a b.txt")
    data = result_to_xlsx(result, review="../out/review/a b.html")
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        links = [book.read(name).decode() for name in book.namelist() if name.endswith(".rels")]
    assert any('Target="../out/review/a%20b.html"' in text for text in links)
    assert not any("\\" in text for text in links) and data == result_to_xlsx(result, review="../out/review/a b.html")
