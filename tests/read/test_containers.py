"""Files of several documents, saved web pages, files of tables, laid out text in web pages, and names that mislead."""

from __future__ import annotations

from pathlib import Path

import pytest

import extract
from extract.batch import Options, run_many
from extract.model import Result
from extract.read.container import documents_of, is_mhtml, is_submission
from extract.read.delimited_file import delimiter_of

HEAD = "Results for the Year Ended March 31, 2024"
ROWS = "<table><tr><td></td><td>FY2023</td></tr><tr><td>Revenue</td><td>6,218</td></tr></table>"
WEB = f"<html><body><h1>{HEAD}</h1><p>(JPY million)</p>\n{ROWS}</body></html>"
LAID = "                     FY2023     FY2022\n"
LAID += "Revenue               6,218      5,930\nOperating income        741        (26)\n"
SUBMISSION = f"""<SEC-DOCUMENT>0000123456-24-000007.txt : 20240515
<SEC-HEADER>
</SEC-HEADER>
<DOCUMENT>
<TYPE>8-K
<SEQUENCE>1
<FILENAME>cover.htm
<TEXT>
{WEB}
</TEXT>
</DOCUMENT>
<DOCUMENT>
<TYPE>EX-99.1
<FILENAME>release.txt
<TEXT>
{HEAD}

(JPY million)

{LAID}</TEXT>
</DOCUMENT>
<DOCUMENT>
<TYPE>GRAPHIC
<FILENAME>logo.jpg
<TEXT>
begin 644 logo.jpg
M_]C_X``02D9)1@`!`0```0`!``#_VP!#``H'!P@'!@H("`@+"@H+#A@0#@T-
</TEXT>
</DOCUMENT>
</SEC-DOCUMENT>
"""
MHTML = f"""From: <Saved by a browser>
Subject: results
MIME-Version: 1.0
Content-Type: multipart/related;
\ttype="text/html"; boundary="----Part"

------Part
Content-Type: text/html; charset="utf-8"
Content-Transfer-Encoding: quoted-printable

{WEB.replace("=", "=3D")}
------Part
Content-Type: image/png
Content-Transfer-Encoding: base64

iVBORw0KGgo=
------Part--
"""


def values(result: Result) -> list[str | None]:
    return [fact.value for fact in result.facts]


def codes(result: Result) -> list[str]:
    return [p.code for p in result.problems]


def test_a_submission_gives_each_of_its_documents_a_result(tmp_path: Path) -> None:
    assert [part.name for part in documents_of(SUBMISSION.encode())] == ["cover.htm", "release.txt"]
    (tmp_path / "filing.txt").write_text(SUBMISSION)
    rows = list(run_many([str(tmp_path / "filing.txt")], tmp_path / "out", Options(jobs=0)))
    assert [(row.input, row.status) for row in rows] == [
        ("filing.txt!/cover.htm", "complete"),
        ("filing.txt!/release.txt", "complete"),
    ]


def test_a_submission_that_is_read_as_one_says_what_it_left_out() -> None:
    result = extract.read(SUBMISSION.encode(), name="filing.txt")
    assert values(result) == ["6218000000"] and result.status == "partial"
    (told,) = [p for p in result.problems if p.code == "documents_left_out"]
    assert "release.txt" in told.message
    where = result.facts[0].location
    assert where.line is not None
    assert SUBMISSION.split("\n")[where.line - 1][where.start : where.end] == "6,218"


@pytest.mark.parametrize("cut", range(40, len(SUBMISSION), 97))
def test_a_submission_that_breaks_off_is_still_read(cut: int) -> None:
    assert extract.read(SUBMISSION[:cut].encode(), name="filing.txt").status in ("complete", "partial")


@pytest.mark.parametrize("broken", ["cover\n.htm", "cover.htm\n<DESCRIPTION>A release\nof two lines\n\nand a third"])
def test_the_head_of_a_document_may_hold_lines_of_any_kind(broken: str) -> None:
    parts = documents_of(SUBMISSION.replace("cover.htm", broken).encode())
    assert [part.kind for part in parts] == ["8-K", "EX-99.1"] and parts[0].name in ("cover", "cover.htm")


def test_a_submission_that_marks_no_document_is_one(tmp_path: Path) -> None:
    text = f"<SEC-DOCUMENT>0000123456-24-000007.txt\n<DOCUMENT>\n<DOCUMENT>\n{HEAD}\n\n(JPY million)\n\n{LAID}"
    assert len(values(extract.read(text.encode()))) == 4
    (tmp_path / "filing.txt").write_text(text)
    (row,) = run_many([str(tmp_path / "filing.txt")], tmp_path / "out", Options(jobs=0))
    assert (row.input, row.outcome) == ("filing.txt!/document.txt", "ok")


def test_a_submission_of_pictures_and_data_says_so(tmp_path: Path) -> None:
    text = "<SEC-DOCUMENT>x\n" + SUBMISSION[SUBMISSION.index("<DOCUMENT>\n<TYPE>GRAPHIC") :]
    result = extract.read(text.encode(), name="filing.txt")
    assert result.status == "failed" and any("pictures and data only" in p.message for p in result.problems)
    (tmp_path / "filing.txt").write_text(text)
    (row,) = run_many([str(tmp_path / "filing.txt")], tmp_path / "out", Options(jobs=0))
    assert row.outcome == "error" and "pictures and data only" in (row.reason or "")


def test_a_saved_web_page_is_its_page() -> None:
    assert is_mhtml(MHTML.encode()) and not is_submission(MHTML.encode())
    result = extract.read(MHTML.encode(), name="page.mht")
    assert (values(result), result.status) == (["6218000000"], "complete")


@pytest.mark.parametrize("tag", ["pre", 'pre class="x"', 'PRE style="font:10pt\nCourier"'])
def test_text_laid_out_in_a_web_page_is_read_line_by_line(tag: str) -> None:
    text = f"<html><body><h1>{HEAD}</h1><p>(JPY million)</p><{tag}>\n{LAID}</pre><p>Sales R&amp;D</p></body></html>"
    result = extract.read(text.encode())
    assert values(result) == ["6218000000", "5930000000", "741000000", "-26000000"]
    assert result.status == "complete" and result.coverage["unread"] == 0
    for fact in result.facts:
        where = fact.location
        assert where.line is not None
        assert text.split("\n")[where.line - 1][where.start : where.end] == fact.printed


@pytest.mark.parametrize(
    ("line", "sign"),
    [
        ('Revenue,"6,218","5,930"', ","),
        ("Revenue;6218;5930", ";"),
        ("Revenue|6,218|5,930", "|"),
        ("Revenue\t6,218\t5,930", "\t"),
    ],
)
def test_files_of_tables_are_read_by_their_cells(line: str, sign: str) -> None:
    rows = f"{line}\n{line.replace('Revenue', 'Other')}"
    text = f"{HEAD}\n(JPY million)\n\n{sign}FY2023{sign}FY2022\n{rows}\n\nEnd\n"
    assert delimiter_of(text.splitlines()) == sign
    result = extract.read(text.encode(), name="table.csv")
    assert values(result) == ["6218000000", "5930000000"] * 2 and result.coverage["unread"] == 0


@pytest.mark.parametrize("text", ['"', ',"', '""",', 'a,b\n"c,d\n', ",,,\n,,\n", '"a"b,c\n1,2\n'])
def test_files_of_tables_that_are_broken_do_not_raise(text: str) -> None:
    assert "internal" not in codes(extract.read(text.encode(), name="t.csv"))


def test_two_figures_of_a_broken_file_are_not_told_as_one_that_is_unread() -> None:
    """The quote that never ends makes `6,218` two cells; what parts them is no digit."""
    result = extract.read(b'"Sales,6,218\n"Costs""",4\n,,,,\n"', name="t.csv")
    assert result.coverage["unread"] == 0 and "numbers_unread" not in codes(result)


@pytest.mark.parametrize("data", [WEB, f"{HEAD}\n(JPY million)\n\n\tFY2023\nRevenue\t6,218\n"])
def test_a_file_that_is_no_pdf_is_told_and_read(data: str) -> None:
    result = extract.read(data.encode(), name="results.pdf")
    assert "misnamed" in codes(result) and values(result) == ["6218000000"]


SAVED = (
    'From: <Saved>\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n--b\n'
    "Content-Type: text/html; charset={}\n\n" + WEB + "\n--b--\n"
)


@pytest.mark.parametrize("charset", ["undefined", '"a\x00b"', "punycode", "idna", "x-none", "hex", "utf-7", "", '"'])
def test_a_saved_page_is_read_whatever_its_headers_call_its_encoding(charset: str) -> None:
    result = extract.read(SAVED.format(charset).encode(), name="page.mht")
    assert [fact.value for fact in result.facts] == ["6218000000"]


def test_parts_within_parts_by_the_thousand_are_no_fault() -> None:
    heads = (f"--b{n}\nContent-Type: multipart/mixed; boundary=b{n + 1}\n\n" for n in range(3_000))
    data = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b0\n\n" + "".join(heads)
    result = extract.read(data.encode(), name="page.mht")
    assert result.status != "complete" and "internal" not in [problem.code for problem in result.problems]
