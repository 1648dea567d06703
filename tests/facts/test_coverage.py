"""Every number of a source ends in one fate, and what nobody read is told: in texts, in HTML and on pages."""

from __future__ import annotations

import pytest

import extract
from extract.facts.coverage import COUNTED
from extract.facts.fates import find_fates, looks_like_value, worded_figures
from extract.model import Result
from tests.read.pdf_pages import Paper

HEAD = "Results for the Fiscal Year Ended March 31, 2024\n\n(JPY million)\n\n"
TABLE = "\tFY2023\tFY2022\nRevenue\t4,318\t4,027\nOperating income\t512\t488\n"


def told(result: Result) -> list[tuple[str, str]]:
    return [(p.severity, p.data["region"]) for p in result.problems if p.code == "numbers_unread"]


def is_balanced(result: Result) -> bool:
    """The fates add up to the numbers."""
    return result.coverage["numbers"] == sum(result.coverage.get(fate, 0) for fate in COUNTED)


def test_a_sound_table_is_accounted_for() -> None:
    result = extract.read((HEAD + TABLE).encode())
    assert (result.status, result.coverage["facts"], result.coverage["unread"]) == ("complete", 4, 0)
    assert is_balanced(result)


@pytest.mark.parametrize(
    "line",
    [
        "The Company's office is at 12-4 Kandasuda-cho, Chiyoda-ku, Tokyo 101-0041 (Tel. +81-3-5205-6500).",
        "Contact: Investor Relations, 4100 Oak Grove Parkway, Suite 210, Austin, TX 78758, phone (512) 555-0142.",
        "1. These statements are not audited; see Note 3 and Notes 5(b) to 7, IFRS 16 and ASC 606.",
        "The meeting is held on June 27, 2024 at 10:00 a.m. (Room 401, 4th floor).",
        "Tokyo Stock Exchange Prime Market: 4312; see https://www.example.com/ir/2024/q4.html?id=88213",
        "本社所在地 東京都港区芝浦3丁目4番1号（〒108-0023） TEL 03-6434-1100 コード番号 4312",
        "(注)1. 百万円未満を切り捨てて表示しております。 2. 第52期定時株主総会は2024年6月27日15時に開催いたします。",
        "３．2025年３月期の連結業績予想（2024年４月１日～2025年３月31日）",
        "Commission File Number 001-36712, I.R.S. Employer Identification No. 94-3171940",
    ],
)
def test_addresses_dates_codes_and_ordinals_leave_a_document_complete(line: str) -> None:
    result = extract.read((HEAD + TABLE + "\n" + line + "\n").encode())
    assert (result.status, told(result)) == ("complete", [])
    assert is_balanced(result)


@pytest.mark.parametrize(
    "text",
    [
        "Revenue 4,31845,027 for it\n",  # fused: nobody can cut it
        "Sites in operation: 4 412 of them, 7.25 each on the average of all\n",
        "Total\t1,23,4567\t88,1,2\n",  # a grouping that is none
    ],
)
def test_what_looks_like_a_value_and_is_in_no_fact_is_told(text: str) -> None:
    result = extract.read((HEAD + TABLE + "\n" + text).encode())
    assert result.status == "partial" and is_balanced(result)
    assert result.coverage["unread"] > 0 and any(severity == "error" for severity, _ in told(result))


def test_a_place_with_many_unread_numbers_is_told_once() -> None:
    rows = "".join(f"Line {n}\t1,2{n % 10},3\n" for n in range(40))
    result = extract.read((HEAD + "\tFY2023\n" + rows).encode())
    assert len(told(result)) <= 2


def test_markup_is_no_print_and_raised_numbers_are_marks() -> None:
    rows = "<tr><td>Sales<sup>2</sup></td><td style='width:12px' colspan=1>4,318</td><td>4,027</td></tr>"
    head = "<tr><td></td><td>FY2023</td><td>FY2022</td></tr>"
    text = "<html><body><script>var a = 17;</script><h1>Results for the Year Ended March 31, 2024</h1>(JPY million)"
    result = extract.read(
        f"{text}<table>{head}{rows}</table><p style='display:none'>99 bottles</p></body></html>".encode()
    )
    counts = result.coverage
    assert (counts["facts"], counts["marks"], counts["hidden"], counts["unread"]) == (2, 1, 1, 0)
    assert is_balanced(result)


@pytest.mark.parametrize(
    ("page", "code"),
    [
        ("<html><body><h1>403 Forbidden</h1><p>Reference 18.8f2c1702</p></body></html>", "not_a_document"),
        (
            "<html><body><form>Please sign in to continue. <p>© 2024 Kestrel Data</p></form></body></html>",
            "not_a_document",
        ),
        ("ただいまメンテナンス中です。10時に再開します。", "not_a_document"),
        ("<html><body>Checking your browser before accessing the site (5 seconds)</body></html>", "not_a_document"),
        ("We are pleased to present our results. They were good.", "nothing_read"),
        ("\tName\tRole\nOne\tA\tB\n", "nothing_read"),
    ],
)
def test_what_is_no_document_of_results_is_never_complete(page: str, code: str) -> None:
    result = extract.read(page.encode())
    assert result.status == "partial" and code in [p.code for p in result.problems]


def test_words_of_servers_in_a_document_of_figures_do_no_harm() -> None:
    text = HEAD + TABLE + "\nCustomers who sign in found 404 Not Found pages less often.\n"
    assert "not_a_document" not in [p.code for p in extract.read(text.encode()).problems]


@pytest.mark.parametrize(
    ("text", "digits", "fate"),
    [
        ("as of Sept. 30, 2024", "30", "periods"),
        ("令和6年5月10日", "5", "periods"),
        ("within 90 days", "90", "periods"),
        ("under Section 13 or 15(d) of the Act", "15", "ordinals"),
        ("on Form 10-K for it", "10", "ordinals"),
        ("第3条第2項", "2", "ordinals"),
        ("Sales※3", "3", "marks"),
        ("Receivables (2)", "2", "marks"),
        ("the COVID-19 pandemic", "19", "labels"),
        ("per 100 shares", "100", "units"),
        ("- 14 -", "14", "pages"),
        ("Page 3 of 12", "12", "pages"),
        ("Kestrel Corp. | Q3 2024 Form 10-Q | 17", "17", "pages"),
        ("ISIN JP3633400001", "3633400001", "codes"),
    ],
)
def test_the_words_around_digits_say_what_they_are(text: str, digits: str, fate: str) -> None:
    at = text.rindex(digits)
    assert next(f for start, end, f in find_fates(text) if start <= at and at + len(digits) <= end) == fate


@pytest.mark.parametrize("text", ["Net sales 450", "Revenue 1,234", "(41.8-46.3)", "up 12 in total", "Total 31.2%"])
def test_figures_are_nothing_else(text: str) -> None:
    at = next(n for n, c in enumerate(text) if c.isdecimal())
    assert not [fate for start, end, fate in find_fates(text, in_cell=True) if start <= at < end]


@pytest.mark.parametrize(
    ("text", "digits", "value"),
    [("Sales of ¥12", "12", True), ("rose 8 points", "8", True), ("the 3 of them", "3", False)],
)
def test_a_value_is_known_by_its_print(text: str, digits: str, value: bool) -> None:
    at = text.index(digits)
    assert looks_like_value(text, at, at + len(digits), worded_figures(text)) == value


def test_an_age_alone_in_its_cell_is_a_value_and_no_period() -> None:
    rows = (
        "<tr><td></td><td>平均年齢</td><td>従業員数</td></tr><tr><td>連結</td><td>38歳 4ヶ月</td><td>1,207人</td></tr>"
    )
    text = f"<html><body><p>2024年3月31日現在の従業員の状況</p><table>{rows}</table></body></html>"
    result = extract.read(text.encode())
    assert "38" in "".join(f.printed or "" for f in result.facts) or result.coverage["unread"] > 0


@pytest.mark.parametrize(
    "row", ["<td>コード番号</td><td>7310</td>", "<td>（証券コード</td><td>7310）</td>", "<td>Ticker</td><td>73104</td>"]
)
def test_the_code_beside_its_name_is_read(row: str) -> None:
    page = f"<table><tr>{row}</tr><tr><td>代表者</td><td>社長</td></tr></table>"
    assert told(extract.read(f"<html><body>{page}</body></html>".encode(), name="a.html")) == []


def test_a_number_beside_another_name_is_no_code() -> None:
    page = "<table><tr><td>店番号</td><td>7310</td></tr><tr><td>代表者</td><td>社長</td></tr></table>"
    result = extract.read(f"<html><body>{page}</body></html>".encode(), name="a.html")
    assert not result.coverage.get("codes")


def test_numbers_alone_amid_a_page_are_no_page_numbers_though_they_stand_right_above_a_table() -> None:
    """What stands above a table is its caption as well; `410` and `398` over bars that were not read are lost."""
    paper = Paper()
    for x, text in ((200, "410"), (290, "398")):
        paper.text(x, 340, text)
    for r, (label, one, other) in enumerate(
        (("", "2031", "2030"), ("Rents", "4,120", "3,987"), ("Fees", "230", "226"))
    ):
        paper.text(150, 400 + 15 * r, label)
        paper.right(320, 400 + 15 * r, one)
        paper.right(400, 400 + 15 * r, other)
    paper.text(295, 820, "7")
    coverage = extract.read(paper.pdf()).coverage
    assert (coverage.get("unread"), coverage.get("pages")) == (2, 1)
