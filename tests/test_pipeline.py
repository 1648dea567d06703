"""The whole pipeline from bytes: what cannot be read is data, what is odd gives the same values, work stays linear."""

from __future__ import annotations

import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from types import FrameType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import extract
from extract.errors import ExtractError
from extract.model import Result, Settings

GOOD = """Results for the First Quarter of the Fiscal Year Ending March 31, 2008

Unit: JPY million

\t1Q07\t1Q06
Revenues\t13,696\t12,437
Costs\t12,000\t11,000
Income\t1,696\t1,437
"""
JAPANESE = (
    "平成20年3月期 第1四半期決算短信\n\n（単位：百万円）\n\n"
    "\t1Q07\t1Q06\n売上高\t13,696\t12,437\n営業利益\t△161\t1,437\n"
)


def values(result: Result) -> list[str | None]:
    return [fact.value for fact in result.facts]


def codes(result: Result) -> list[str]:
    return [problem.code for problem in result.problems]


def test_bytes_and_path_give_the_same(tmp_path: Path) -> None:
    path = tmp_path / "release.txt"
    path.write_bytes(GOOD.encode())
    assert extract.read(path) == extract.read(str(path)) == extract.read(GOOD.encode(), name="release.txt")
    assert extract.read(path).source.name == "release.txt"


def test_a_file_that_cannot_be_opened_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ExtractError, match=r"nowhere\.txt") as caught:
        extract.read(tmp_path / "nowhere.txt")
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty_document"),
        (b" \n\t\r\n", "empty_document"),
        (b"\xef\xbb\xbf", "empty_document"),
        (b"\xff\xfe", "empty_document"),
        (bytes(range(256)), "binary_document"),
        (b"PK\x03\x04" + bytes(100), "binary_document"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "binary_document"),
        (b"x" * 101, "too_large"),
    ],
)
def test_what_cannot_be_read_fails_with_a_word(data: bytes, code: str) -> None:
    result = extract.read(data, settings=Settings(max_bytes=100) if code == "too_large" else None)
    assert (result.status, codes(result), result.facts) == ("failed", [code], ())
    assert result.problems[0].data["remedy"] and result.source.bytes == len(data)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "shift_jis", "euc_jp", "iso2022_jp"]
)
def test_japanese_in_every_encoding(encoding: str) -> None:
    expected = ["13696000000", "12437000000", "-161000000", "1437000000"]
    assert values(extract.read(JAPANESE.encode(encoding))) == expected


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_western_in_every_encoding(encoding: str) -> None:
    data = GOOD.replace("Results", "Résultats – “x”").encode(encoding)
    assert values(extract.read(data)) == values(extract.read(GOOD.encode())) != []


def test_bytes_that_do_not_decode_are_told() -> None:
    result = extract.read(JAPANESE.encode().replace(b"13,696", b"13,\xff696"))
    assert "undecodable_bytes" in codes(result)
    assert "13696000000" not in values(result)


def test_a_table_without_a_number_and_a_letter_without_a_kind() -> None:
    result = extract.read(b"A letter about the weather.\n\n\tName\tRole\nOne\tA\tB\nTwo\tC\tD\n")
    assert (result.status, values(result), result.document.kind) == ("partial", [], None)
    assert {"kind_unknown", "nothing_read"} <= set(codes(result))


@pytest.mark.parametrize(
    "odd",
    [
        "\t".join(["5"] * 3_000),
        "|".join(["5"] * 3_000),
        "x" * 500_000,
        "<table>" * 500,
        "<table><tr><td>" * 500,
        "<" * 3_000,
        "&" * 3_000,
        "(" * 3_000,
        "* " * 3_000,
        "1Q07 " * 500,
        "JPY million " * 500,
        "9" * 3_000,
        "1,000" * 1_000,
    ],
    ids=lambda odd: odd[:12].strip(),
)
def test_an_odd_line_harms_no_table(odd: str) -> None:
    result = extract.read((GOOD + "\n\n# Odd\n\n" + odd + "\n").encode())
    assert values(result)[:6] == values(extract.read(GOOD.encode()))
    for fact in result.facts:
        assert fact.value is None or Decimal(fact.value).is_finite()


def test_a_line_beyond_the_limit_makes_the_result_partial() -> None:
    result = extract.read(GOOD.encode() + b"\n\n# Odd\n\n" + b"x" * 5_000_000 + b"\n")
    assert (result.status, "too_large" in codes(result)) == ("partial", True)
    assert values(result) == values(extract.read(GOOD.encode()))


def test_a_million_columns() -> None:
    result = extract.read(GOOD.encode() + b"\n\n# Odd\n\n" + b"\t".join([b"x"] * 1_000_000) + b"\n")
    assert result.status == "partial" and values(result) == values(extract.read(GOOD.encode()))


def test_html_that_is_never_closed_and_tables_five_hundred_deep() -> None:
    table = (
        "<table><tr><td>{}</td><td>1Q07</td><td>1Q06</td></tr><tr><td>Sales (JPY million)</td><td>5</td><td>6</td></tr>"
    )
    head = "<html><body><p>Results for the fiscal year ended March 31, 2008</p>"
    assert values(extract.read((head + table.format("")).encode())) == ["5000000", "6000000"]
    deep = head + "<table><tr><td>" * 500 + table.format("") + "</table>" * 501
    assert values(extract.read(deep.encode())) == ["5000000", "6000000"]


def work(call: Callable[[], object]) -> int:
    """How many calls of functions it takes."""
    count = 0

    def note(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        call()
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize(
    "line",
    ["Revenues rose {n} times\n", "a\tb{n}\n\n", "{n}\n", "label\n", "Net sales    {n},000   5\n\n\n", "<table>\n",
     "| a | {n} |\n\n", "x\n\n", "  a  b\n"],
)  # fmt: skip
def test_the_work_of_reading_grows_with_the_lines_only(line: str) -> None:
    from extract.read import read_pages

    def read(lines: int) -> int:
        data = "".join(line.format(n=n % 9 + 1) for n in range(lines)).encode()
        return work(lambda: read_pages(data, "x.txt", Settings()))

    read(10)
    assert read(2_000) < 6 * read(500)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(
    ["Sales", "5", "1,234", "(7)", "9%", "\t", "\n", "\n\n", "  ", "1Q07", "FY2006", "JPY million", "|", "# ", "△", "—",
     "<b>", "<table>", "<td>", "売上高", "百万円", "Total", "YoY", "June 30, 2007", "(", ")", "*", "- "]), max_size=60)
    .map("".join))  # fmt: skip
def test_no_text_raises_and_every_fact_is_found_at_its_place(text: str) -> None:
    result = extract.read(text.encode())
    lines = text.split("\n")
    for fact in result.facts:
        where = fact.location
        if fact.printed and where.line is not None and "<" not in text:
            assert fact.printed in lines[where.line - 1] or "\n" in fact.printed or " " in fact.printed
        assert (fact.value is None) == (fact.status in ("unresolved", "nil")), fact


@given(st.binary(max_size=200))
@settings(max_examples=60, deadline=None)
def test_no_bytes_raise(data: bytes) -> None:
    result = extract.read(data)
    assert result.status == "failed" or (result.status == "partial") == any(
        p.severity == "error" for p in result.problems
    )
