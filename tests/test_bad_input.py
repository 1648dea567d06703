"""Bad documents through the whole program: a clear word, a row, never a traceback, never a lost sibling."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extract.cli import main
from extract.emit import result_from_json

GOOD = """Results for the First Quarter of the Fiscal Year Ending March 31, 2008

Unit: JPY million

\t1Q07\t1Q06
Revenues\t13,696\t12,437
Costs\t12,000\t11,000
Income\t1,696\t1,437
"""
BAD = {
    "empty.txt": (b"", "failed"),
    "blank.txt": (b" \n\t\n", "failed"),
    "binary.txt": (bytes(range(256)) * 40, "failed"),
    "image.txt": (b"\x89PNG\r\n\x1a\n" + bytes(500), "failed"),
    "zip.txt": (b"PK\x03\x04" + bytes(500), "failed"),
    "broken.pdf": (b"%PDF-1.7\n%broken", "failed"),
}
ODD = {
    "utf8_bom.txt": GOOD.encode("utf-8-sig"),
    "utf16.txt": GOOD.encode("utf-16"),
    "utf16be.txt": b"\xfe\xff" + GOOD.encode("utf-16-be"),
    "sjis.txt": GOOD.replace("Revenues", "売上高合計").replace("Unit", "単位").encode("shift_jis"),
    "cp1252.txt": GOOD.replace("Results", "Résultats – “x”").encode("cp1252"),
    "crlf.txt": GOOD.replace("\n", "\r\n").encode(),
    "no_end.txt": GOOD.rstrip("\n").encode(),
}
ANY = {
    "no_number.txt": b"\tName\tRole\nOne\tA\tB\nTwo\tC\tD\n",
    "huge_line.txt": b"x" * 3_000_000 + b"\n" + GOOD.encode(),
    "many_columns.txt": b"\t".join([b"1"] * 1_000) + b"\n" + GOOD.encode(),
    "no_kind.txt": b"A letter about the weather, with 12 clouds and 3.5 suns.\n",
    "nul.txt": GOOD.encode().replace(b"13,696", b"13\x00696"),
    "deep.txt": b"<table>" * 2_000 + GOOD.encode(),
    "one_char.txt": b"1",
    "name with spaces [1].txt": GOOD.encode(),
    "markup [red].txt": b"[bold]\t[/bold]\n[x\t1\n",
}


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, dict[str, object]], str]:
    with pytest.raises(SystemExit) as left:
        main(["run", *arguments, "--json"])
    streams = capsys.readouterr()
    rows = {Path(row["input"]).name: row for row in json.loads(streams.out)["documents"]}
    assert "Traceback" not in streams.err and "internal error" not in streams.err
    assert isinstance(left.value.code, int)
    return left.value.code, rows, streams.err


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "good.txt").write_text(GOOD)
    return tmp_path


@pytest.mark.parametrize("name", [*BAD, *ANY])
def test_no_document_harms_its_sibling(name: str, documents: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data, status = BAD.get(name) or (ANY[name], None)
    (documents / "in" / name).write_bytes(data)
    code, rows, _ = run(capsys, str(documents / "in"), "--out", str(documents / "out"))
    assert rows.keys() == {"good.txt", name}
    good = result_from_json((documents / "out" / "good.json").read_bytes())
    assert [fact.value for fact in good.facts][:2] == ["13696000000", "12437000000"]
    result = result_from_json((documents / "out" / f"{Path(name).stem}.json").read_bytes())
    if status is not None:
        assert (result.status, code) == (status, 3)
        (told,) = [problem for problem in result.problems if problem.severity == "error"]
        assert name in told.message and told.data.get("remedy")
    elif result.status == "failed":
        assert code == 3 and any(problem.severity == "error" for problem in result.problems)


@pytest.mark.parametrize("name", list(ODD))
def test_every_encoding_gives_the_same_values(name: str, documents: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (documents / "in" / name).write_bytes(ODD[name])
    run(capsys, str(documents / "in"), "--out", str(documents / "out"))
    values = [
        [(fact.value, fact.unit, fact.status) for fact in result_from_json(path.read_bytes()).facts]
        for path in sorted((documents / "out").glob("*.json"))
    ]
    assert values[0] == values[1] and len(values[0]) >= 6


def test_what_is_not_there_is_a_row_too(documents: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good = str(documents / "in" / "good.txt")
    code, rows, err = run(capsys, str(documents / "nowhere.txt"), good, "--out", str(documents / "out"))
    assert code == 3 and rows["nowhere.txt"]["error"] and rows["good.txt"]["output"]
    assert "nowhere.txt" in err


def test_an_unreadable_file_is_a_row(documents: Path, capsys: pytest.CaptureFixture[str]) -> None:
    link = documents / "in" / "loop.txt"
    link.symlink_to(link)
    code, rows, _ = run(capsys, str(link), str(documents / "in" / "good.txt"), "--out", str(documents / "out"))
    assert code == 3 and rows["loop.txt"]["error"] and rows["good.txt"]["output"]
