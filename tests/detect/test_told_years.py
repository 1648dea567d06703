"""Fiscal years that a user tells: they date what a document leaves open, and do not overrule what it says."""

from __future__ import annotations

from pathlib import Path

import pytest

import extract
from extract import Settings
from extract.cli import main
from extract.model import Result

TABLE = "(JPY million)\n\n| | FY2022 | FY2023 |\n|---|---|---|\n| Net sales | 1,234 | 1,345 |\n"


def result(text: str, end: str | None, label: str | None) -> Result:
    told = {"fiscal_year_end": end, "fiscal_year_label": label}
    settings = Settings(**{name: value for name, value in told.items() if value is not None})  # type: ignore[arg-type]
    return extract.read(text.encode(), name="a.md", settings=settings)


def periods(found: Result) -> list[tuple[str | None, str | None]]:
    return [(f.period.start, f.period.end) if f.period else (None, None) for f in found.facts]


@pytest.mark.parametrize(
    ("end", "label", "dated"),
    [
        ("03-31", "start", [("2022-04-01", "2023-03-31"), ("2023-04-01", "2024-03-31")]),
        ("03-31", "end", [("2021-04-01", "2022-03-31"), ("2022-04-01", "2023-03-31")]),
        ("09-30", "end", [("2021-10-01", "2022-09-30"), ("2022-10-01", "2023-09-30")]),
        ("03-31", None, [(None, None), (None, None)]),
        (None, "end", [(None, None), (None, None)]),
        (None, None, [(None, None), (None, None)]),
    ],
)
def test_what_the_document_leaves_open_is_dated_as_told(
    end: str | None, label: str | None, dated: list[tuple[str | None, str | None]]
) -> None:
    found = result(TABLE, end, label)
    assert periods(found) == dated
    assert "fiscal_year_contradicted" not in {p.code for p in found.problems}


SAID = "The fiscal year ends on June 30.\n\n"
NAMED = "FY2023 (from April 1, 2023 to March 31, 2024)\n\n"


@pytest.mark.parametrize(
    ("words", "end", "label", "told"),
    [
        (SAID, "03-31", None, "the settings say that fiscal years end on 03-31, the document 06-30"),
        (NAMED, "03-31", "end", "the settings name fiscal years by their end, the document by their start"),
        (SAID, "06-30", None, None),
        (NAMED, "03-31", "start", None),
    ],
)
def test_what_the_document_says_is_taken_and_the_contradiction_told(
    words: str, end: str, label: str | None, told: str | None
) -> None:
    plain, found = result(words + TABLE, None, None), result(words + TABLE, end, label)
    messages = [p.message.partition(";")[0] for p in found.problems if p.code == "fiscal_year_contradicted"]
    assert messages == ([] if told is None else [told])
    if label == "end":
        assert periods(found) == periods(plain)


@pytest.mark.parametrize("day", ["31.3.", "13-01", "04-31", "March 31"])
def test_a_day_that_is_none_is_refused(day: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ValueError, match="fiscal_year_end"):
        Settings(fiscal_year_end=day)
    with pytest.raises(SystemExit) as left:
        main(["run", "a.md", "--out", str(tmp_path), "--fiscal-year-end", day])
    assert left.value.code == 2
    assert "is no day of the year like 03-31" in capsys.readouterr().err


def test_the_command_line_dates_a_run(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(TABLE)
    arguments = ["run", str(tmp_path / "a.md"), "--out", str(tmp_path / "out"), "--jobs", "0", "--quiet"]
    with pytest.raises(SystemExit):
        main([*arguments, "--fiscal-year-end", "03-31", "--fiscal-year-label", "end"])
    (written,) = (tmp_path / "out").rglob("*.json")
    assert "2022-03-31" in written.read_text()
