"""The pages of a review: what stands in them, that nothing in a document acts, and where the document is looked for."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
import zipfile
from pathlib import Path
from typing import get_args

import msgspec
import pytest

from extract import read
from extract.batch.manifest import read_rows, write_rows
from extract.cli import main
from extract.model import Check, Location, Result, Status
from extract.review import one_document, payload
from extract.review.arithmetic import check_to_sum
from extract.review.folder import write_review
from extract.review.payload import needs_a_person, result_to_payload
from extract.review.source_lines import bounded, page_to_rows, text_to_rows
from extract.review.spoken import words_of_page
from extract.summary import DOUBTS_IN_WORDS
from tests.results import LINES, fact, small_result
from tests.review.batches import TEXT, Tags, batch, data_of, small_batch
from tests.test_docs import DOUBTS as ALL_DOUBTS

PDFS = Path(__file__).parents[1] / "pdfs"
HOSTILE = (
    "</script><script>alert(1)</script><img src=x onerror=alert(1)>\"'`{{ 7*7 }}{% raw %}",
    "\u202etxt.exe\u202c\x1b[2J\u2028\u2029\x00<!--<script>]]>&amp;",
    "=cmd()|'/C calc'!A0 javascript:alert(1)",
)


def run(*arguments: object) -> int:
    """The exit code of a command."""
    with pytest.raises(SystemExit) as left:
        main([str(argument) for argument in arguments])
    assert isinstance(left.value.code, int)
    return left.value.code


def hostile_result() -> Result:
    """A result in which every text of a document is hostile."""
    result = small_result()
    facts = tuple(
        msgspec.structs.replace(
            each, label=(*HOSTILE, *each.label), printed=HOSTILE[0], explanation=HOSTILE[1], header=(HOSTILE[2],)
        )
        for each in result.facts
    )
    table = result.tables[0]
    cells = tuple(msgspec.structs.replace(cell, text="".join(HOSTILE)) for cell in table.cells)
    table = msgspec.structs.replace(table, title=HOSTILE[1], cells=cells)
    issuer = msgspec.structs.replace(result.document.issuer, name=HOSTILE[0])
    document = msgspec.structs.replace(result.document, issuer=issuer, title=HOSTILE[1])
    problems = tuple(msgspec.structs.replace(each, message=HOSTILE[0]) for each in result.problems)
    return msgspec.structs.replace(result, facts=facts, tables=(table,), document=document, problems=problems)


def test_a_page_and_an_index_are_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = small_batch(tmp_path)
    assert run("review", out, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["index"] == str(out / "review" / "index.html")
    (document,) = told["documents"]
    assert document["page"] == "small.html" and document["source"] == "found" and document["facts"] == 4
    data = data_of(out / "review" / "small.html")
    assert [row[2] for row in data["rows"]] == list(LINES)
    assert 'href="small.html"' in (out / "review" / "index.html").read_text("utf-8")


def test_nothing_runs_or_loads_but_what_the_page_brings(tmp_path: Path) -> None:
    out = small_batch(tmp_path)
    made = write_review(str(out))
    for page in (made.index, out / "review" / "small.html"):
        html = page.read_text("utf-8")
        policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', html)
        assert policy is not None and "unsafe" not in policy[1] and "default-src &#39;none&#39;" in policy[1]
        for tag in ("script", "style"):
            text = re.search(rf"<{tag}>(.*?)</{tag}>", html, re.S)
            assert text is not None
            digest = base64.b64encode(hashlib.sha256(text[1].encode()).digest()).decode()
            assert f"{tag}-src &#39;sha256-{digest}&#39;" in policy[1]
        tags = Tags(html)
        assert not [names for _, names in tags.seen if any(name.startswith("on") or name == "style" for name in names)]
        assert not [link for link in tags.links if re.match(r"\s*(?:[a-z]+:|//)", link)]


def test_a_hostile_document_changes_no_element_of_its_page(tmp_path: Path) -> None:
    kind = write_review(str(small_batch(tmp_path / "kind")))
    hostile = write_review(str(batch(tmp_path / "hostile", {"small.txt": (TEXT, hostile_result())})))
    for name in ("small.html", "index.html"):
        plain = (kind.index.parent / name).read_text("utf-8")
        page = (hostile.index.parent / name).read_text("utf-8")
        assert Tags(page).seen == Tags(plain).seen
        assert page.count("</script") == plain.count("</script") and "<!--" not in page
        assert not re.search("[\x00\x1b\u2028\u2029\u202e]", page)
    data = data_of(hostile.index.parent / "small.html")
    assert data["facts"][0]["printed"] == HOSTILE[0]  # the data says what the document says


def test_a_file_name_cannot_leave_its_link(tmp_path: Path) -> None:
    name = 'a"><img src=x>#50%?&.txt'
    made = write_review(str(batch(tmp_path, {name: (TEXT, small_result())})))
    (document,) = made.documents
    assert document.page is not None and not set("#?%&") & set(document.page)
    assert (made.index.parent / f"{document.page}.html").is_file()
    assert "<img" not in made.index.read_text("utf-8")


def test_pages_in_folders_lead_back_to_the_index(tmp_path: Path) -> None:
    made = write_review(str(batch(tmp_path, {"2024/q1/small.txt": (TEXT, small_result())})))
    page = made.index.parent / "2024/q1/small.html"
    assert "../../index.html" in Tags(page.read_text("utf-8")).links


# --- where the document is ------------------------------------------------------------------------------------------


def test_a_document_that_is_gone_or_changed_is_told_and_not_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = small_batch(tmp_path)
    path = tmp_path / "in" / "small.txt"
    path.write_bytes(b"another text 123\n")
    assert run("review", out) == 1
    assert "has changed" in capsys.readouterr().err
    data = data_of(out / "review" / "small.html")
    assert "has changed" in data["told"][0] and "another" not in json.dumps(data["rows"])
    assert [piece for row in data["rows"] for piece in row if piece == "57,055"]
    path.unlink()
    assert run("review", out) == 1
    assert "was not found" in capsys.readouterr().err
    assert "The document was not found" in (out / "review" / "index.html").read_text("utf-8")


def test_a_document_is_found_in_the_folder_that_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = small_batch(tmp_path)
    elsewhere = tmp_path / "elsewhere" / "deep"
    elsewhere.mkdir(parents=True)
    (tmp_path / "in" / "small.txt").rename(elsewhere / "small.txt")
    (tmp_path / "elsewhere" / "small.txt").write_text("of the same name")
    monkeypatch.chdir(out)
    made = write_review(str(out), sources=[tmp_path / "elsewhere"])
    assert made.documents[0].written is not None and made.documents[0].written.source == "found"


@pytest.mark.parametrize("member", ["q1/small.txt", "Q1/Results (Final).TXT", "a\x1b[2J\u202e.Txt"])
def test_a_member_of_an_archive_is_found(tmp_path: Path, member: str) -> None:
    out = small_batch(tmp_path)
    with zipfile.ZipFile(tmp_path / "in" / "all.zip", "w") as archive:
        archive.writestr("other/small.txt", b"another")
        archive.writestr(member, TEXT)
    assert source_of(out, f"in/all.zip!/{member}") == "found"


def test_a_member_of_an_archive_within_another_is_found(tmp_path: Path) -> None:
    out = small_batch(tmp_path)
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("Small.txt", TEXT)
    with zipfile.ZipFile(tmp_path / "in" / "all.zip", "w") as archive:
        archive.writestr("Filings/Q1.zip", inner.getvalue())
    assert source_of(out, "in/all.zip!/Filings/Q1.zip!/Small.txt") == "found"


def source_of(out: Path, name: str) -> str:
    """What the page of the one document says of its source when the run found it under this name."""
    (out.parent / "in" / "small.txt").unlink()
    (row,) = read_rows(out / "manifest.jsonl")
    write_rows(out / "manifest.jsonl", [msgspec.structs.replace(row, input=name)])
    (made,) = write_review(str(out)).documents
    assert made.written is not None
    return made.written.source


# --- bad batches ----------------------------------------------------------------------------------------------------


def test_an_empty_batch_and_none_are_told_apart(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("review", batch(tmp_path / "empty", {})) == 1
    assert "no document to review" in capsys.readouterr().err
    assert "There is no document here" in (tmp_path / "empty/out/review/index.html").read_text("utf-8")
    assert run("review", tmp_path) == 3
    assert "holds no manifest" in capsys.readouterr().err
    assert run("review", "s3://bucket/out") == 3
    assert run("review", small_batch(tmp_path / "small"), "--only", "*.pdf") == 1


def test_pages_are_made_again_only_where_something_changed(tmp_path: Path) -> None:
    out = batch(tmp_path, {name: (TEXT, small_result()) for name in ("a.txt", "a#.txt", "a_.txt")})
    made = write_review(str(out))
    pages = [out / "review" / f"{each.page}.html" for each in made.documents]
    assert len(set(pages)) == 3 and all(each.written for each in made.documents)
    before = [page.stat().st_ino for page in pages]
    write_review(str(out))
    assert [page.stat().st_ino for page in pages] == before
    changed = json.loads((out / "a.json").read_text("utf-8"))
    (out / "a.json").write_text(json.dumps({**changed, "product": "1.0.1"}))
    assert len(write_review(str(out), only="a[#]*").documents) == 1
    assert [page.stat().st_ino for page in pages] == before
    index = (out / "review" / "index.html").read_text("utf-8")
    assert index.count("<a href") == 2 and "its page is not made yet" in index
    write_review(str(out))
    assert sum(page.stat().st_ino != known for page, known in zip(pages, before, strict=True)) == 1


def test_a_failed_document_has_a_page_that_says_why(tmp_path: Path) -> None:
    made = write_review(str(batch(tmp_path, {"void.txt": (b"  ", read(b"  ", name="void.txt"))})))
    (document,) = made.documents
    assert document.written is not None and document.written.facts == 0
    assert data_of(made.index.parent / "void.html")["problems"][0]["code"] == "empty_document"


def test_a_broken_result_is_a_row_and_the_others_have_their_pages(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = batch(tmp_path, {name: (TEXT, small_result()) for name in ("a.txt", "b.txt")})
    (out / "a.json").write_text('{"schema": "https://ir-extract.example/schemas/result/3"}')
    assert run("review", out) == 3
    assert "in/a.txt: its page could not be made" in capsys.readouterr().err
    assert (out / "review" / "b.html").is_file() and not (out / "review" / "a.html").exists()


# --- pages of a PDF -------------------------------------------------------------------------------------------------


def test_pages_have_pictures_and_one_that_cannot_be_drawn_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = next(iter(sorted(PDFS.glob("*.pdf"))))
    result = read(path)
    out = batch(tmp_path, {path.name: (path.read_bytes(), result)})
    given = one_document.ToWrite(
        result=str(out / f"{path.stem}.json"),
        wanted=one_document.Wanted(
            label=path.name, sha256=result.source.sha256, files=(str(tmp_path / "in" / path.name),)
        ),
        folder=str(out / "review"),
        page="page",
        up="",
    )
    written = one_document.write_document(given)
    data = data_of(out / "review" / "page.html")
    assert written.pictures == len(data["pages"]) > 0 and not data["told"]
    for page in data["pages"].values():
        assert (out / "review" / page["src"]).read_bytes().startswith(b"\x89PNG")
    monkeypatch.setattr(one_document, "render_pages", lambda data, pages, **_: ((page, None) for page in pages))
    assert one_document.write_document(given).pictures == 0
    data = data_of(out / "review" / "page.html")
    assert "have no picture" in data["told"][0] and all(page["w"] and page["h"] for page in data["pages"].values())


# --- the data of a page ---------------------------------------------------------------------------------------------


def test_facts_that_need_a_person_come_first_those_that_contradict_before_those_that_are_open() -> None:
    facts = (
        fact(1, "Sound", "1", "1", 4, 0),
        fact(2, "Open", "2", "2", 4, 2, trusted=False, doubts=("period_open",)),
        fact(3, "Dash", "-", None, 4, 4, status="nil", trusted=False),
        fact(4, "Broken", "4", "4", 4, 6, trusted=False, doubts=("period_open", "check_fails")),
    )
    data = result_to_payload(small_result(facts=facts, checks=(), problems=()))
    assert [data["facts"][number]["id"] for number in data["needs"]] == ["f4", "f2"]
    assert [needs_a_person(each) for each in facts] == [False, True, False, True]


def test_a_page_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(payload, "MOST_FACTS", 2)
    monkeypatch.setattr(payload, "MOST_CELLS", 3)
    facts = tuple(
        fact(n, "Sales", "1", "1", 4, n, trusted=n != 9, doubts=("unit_open",) if n == 9 else ()) for n in range(10)
    )
    data = result_to_payload(small_result(facts=facts, checks=(), problems=()))
    assert [each["id"] for each in data["facts"]] == ["f0", "f9"] and data["left"] == {"facts": 8, "tables": 1}
    monkeypatch.undo()
    vast = msgspec.structs.replace(small_result().tables[0], rows=10**9, columns=10**9)
    data = result_to_payload(small_result(tables=(vast,)))
    assert (data["tables"][0]["rows"], data["tables"][0]["columns"]) == (4, 2)
    rows, left = bounded(text_to_rows(["x" * 900] * 6000), frozenset({5999}))
    assert left > 0 and rows[-1][0] == 5999 and sum(len(row[2]) for row in rows) < 5_000_000


def test_every_doubt_has_words_and_its_place_in_the_order() -> None:
    assert {*ALL_DOUBTS, "scenario_open"} <= set(DOUBTS_IN_WORDS)
    assert words_of_page()["status"].keys() == set(get_args(Status))


@pytest.mark.parametrize(
    ("terms", "roles", "unit", "sum"),
    [
        (("1740000000", "-1048000000", "692000000"), ("1", "1", "-1"), "JPY", "1,740 + (-1,048) = 692"),
        (("1740000000", "1048000000", "692000000"), ("1", "-1", "-1"), "JPY", "1,740 - 1,048 = 692"),
        (("-5000000", "2000000"), ("-1", "-2.5"), "JPY", "--5 = 2.5 × 2"),
        (("46000000", "57000000"), ("123.39", "-1"), "JPY", "123.39 × 46 = 57"),
    ],
)
def test_a_check_is_told_as_a_sum(terms: tuple[str, ...], roles: tuple[str, ...], unit: str, sum: str) -> None:
    facts = {f"f{n}": fact(n, "x", "1", value, 4, n, unit=unit) for n, value in enumerate(terms)}
    check = Check(
        id="c1", identity="x", terms=tuple(zip(facts, roles, strict=True)), residual="0", allowance="0", verdict="holds"
    )
    assert check_to_sum(check, facts) == sum.replace("--5", "-(-5)")


def test_shares_and_growth_are_told_with_their_figures() -> None:
    facts = {
        "r": fact(1, "Growth", "14.5%", "14.5", 4, 0, unit="percent", decimals=1),
        "a": fact(2, "Sales", "57", "57000000", 4, 9),
        "b": fact(3, "Sales", "49.8", "49800000", 4, 19, decimals=-5),
    }
    growth = Check(
        id="c1",
        identity="change",
        terms=(("r", "result"), ("a", "later"), ("b", "earlier")),
        residual="0",
        allowance="0",
        verdict="holds",
    )
    assert check_to_sum(growth, facts) == "(570 - 498) / 498 = 14.5%"
    share = msgspec.structs.replace(growth, terms=(("r", "result"), ("a", "numerator"), ("b", "denominator")))
    assert check_to_sum(share, facts) == "570 / 498 = 14.5%"


# --- the lines of a source ------------------------------------------------------------------------------------------


def test_a_web_page_is_shown_without_its_tags_and_every_piece_knows_its_place() -> None:
    lines = (
        "<html><head><style>p { color: red } 1,111</style></head><body>",
        "<p>Net sales were <b>1,234</b>&nbsp;million &amp; up.</p><!-- 999 <td>",
        "hidden --><table><tr><td>Sales</td>",
        '<td align="right">(5,678)</td></tr></table><script>var x = "<p>77";</SCRIPT><p>end',
    )
    rows = list(page_to_rows(lines))
    assert ["".join(row[2::3]) for row in rows] == [
        "Net sales were 1,234\xa0million & up.",
        "Sales\t(5,678)",
        "end",
    ]
    for row in rows:
        for at in range(0, len(row), 3):
            line, start, text = row[at : at + 3]
            if text not in ("\t", "\xa0", "&"):
                assert lines[line - 1][start : start + len(text)] == text


def test_lines_in_a_cell_and_empty_cells_stay_in_their_row() -> None:
    cells = "<tr><td><p>Year<br>ended</p></td><td></td><td></td><td><div>2024</div></td></tr><tr><td>Sales</tr><p>a<p>b"
    assert ["".join(row[2::3]).strip() for row in page_to_rows([f"<table>{cells}"])] == [
        "Year ended \t2024",
        "Sales",
        "a",
        "b",
    ]


@pytest.mark.parametrize("line", ["<" * 50_000, "<script " * 20_000, "<!--" * 20_000, "<td>" * 50_000, "&#" * 50_000])
def test_a_hostile_web_page_is_read_once(line: str) -> None:
    assert len(list(page_to_rows([line]))) < 60_000


def test_every_figure_of_a_text_stands_in_the_rows_at_its_place() -> None:
    result = small_result()
    rows = {row[0]: row for row in text_to_rows(LINES)}
    for each in result.facts:
        where: Location = each.location
        assert where.line is not None
        assert rows[where.line][2][where.start : where.end] == each.printed
