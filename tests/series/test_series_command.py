"""`ir-extract series`: what it prints and writes, and how it ends."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from extract.emit import result_to_json
from tests.series.made import figure, result
from tests.test_cli import run

FY = ("2022-04-01", "2023-03-31")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    (folder / ".ir-extract").mkdir(parents=True)
    results = (
        result(
            "a.txt", "2022-11-10", figure(4, "2022-04-01", "2022-09-30", 230), figure(5, *FY, 480, scenario="forecast")
        ),
        result("b.txt", "2023-05-10", figure(7, *FY, 500), figure(8, "2022-04-01", "2022-06-30", 100)),
    )
    for each in results:
        (folder / each.source.name).with_suffix(".json").write_bytes(result_to_json(each))
    (folder / ".ir-extract" / "old.json").write_text("{}")
    return folder


def test_one_line_a_period_with_file_and_place(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("series", out, "--issuer", "9876", "--concept", "Revenues") == 0
    told = capsys.readouterr().out
    assert "forecast 480" in told and "a.txt: line 4" in told and "b.txt: line 7" in told


def test_json_csv_and_plot(out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table, plot = tmp_path / "s.csv", tmp_path / "s.svg"
    asked = ("--concept", "Revenues", "--quarterly", "--json", "--csv", table, "--plot", plot)
    assert run("series", out, *asked) == 0
    told = json.loads(capsys.readouterr().out)
    assert [point["state"] for point in told["series"]["points"]] == ["printed", "inferred"]
    rows = list(csv.DictReader(io.StringIO(table.read_text(encoding="utf-8-sig"))))
    assert [(row["start"], row["value"], row["source"], row["line"]) for row in rows] == [
        ("2022-04-01", "100000000", "b.txt", "8"),
        ("2022-07-01", "130000000", "", ""),
    ]
    drawn = ElementTree.fromstring(plot.read_text(encoding="utf-8"))
    assert drawn.tag.endswith("svg") and "NaN" not in plot.read_text()


def test_contradiction_and_nothing_found_are_findings(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("series", out, "--concept", "Goodwill") == 1
    assert "no figures of Goodwill" in capsys.readouterr().out
    other = result("c.txt", "2023-05-10", figure(7, *FY, 400))
    (out / "c.json").write_bytes(result_to_json(other))
    assert run("series", out, "--concept", "Revenues") == 1
    assert "≠ 500 | 400" in capsys.readouterr().out


def test_results_of_another_version_and_what_is_no_result_are_told_and_the_rest_is_read(
    out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (out / "old.json").write_text(json.dumps({"schema": "https://ir-extract.example/schemas/result/1", "facts": []}))
    (out / "else.json").write_text("[1]")
    (out / "torn.json").write_text("{")
    assert run("series", out, "--concept", "Revenues") == 3
    told = capsys.readouterr()
    assert "old.json: a result of version 1, which is older than the version 2 read here (read the doc" in told.err
    assert told.err.count("ir-extract: ") == 3 and "forecast 480" in told.out


@pytest.mark.parametrize(
    ("asked", "code", "message"),
    [
        ((), 2, "name what is wanted"),
        (("--concept", "Revenues", "--label", "Sales"), 2, "name what is wanted"),
        (("--concept", "Revenues", "--quarterly", "--yearly"), 2, "exclude each other"),
        (("--concept", "Revenues", "--issuer", "1"), 3, "no document is of '1'"),
        (("--concept", "Revenues", "--plot", "no/such/folder/x.svg"), 3, "No such file"),
    ],
)
def test_wrong_questions(
    out: Path, asked: tuple[str, ...], code: int, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("series", out, *asked) == code
    assert message in capsys.readouterr().err


def test_an_empty_folder_and_one_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("series", tmp_path, "--concept", "Revenues") == 3
    assert "no results in it" in capsys.readouterr().err
    assert run("series", tmp_path / "gone", "--concept", "Revenues") == 3
    assert "no such file or folder" in capsys.readouterr().err


def test_of_a_folder_that_run_wrote_only_what_its_manifest_names_is_read(
    out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "d.txt").write_text("Revenues | FY2022\nNet sales | 100\n", encoding="utf-8")
    run("run", tmp_path / "d.txt", "--out", tmp_path / "new")
    stale = (out / "b.json").read_bytes()
    (tmp_path / "new" / "stale.json").write_bytes(stale)
    capsys.readouterr()
    run("series", tmp_path / "new", "--concept", "Revenues")
    assert "b.txt" not in capsys.readouterr().out
    assert run("series", tmp_path / "new" / "stale.json", "--concept", "Revenues") == 0
    assert "b.txt" in capsys.readouterr().out
