"""The draw shows trusted facts only, the same for the same seed, each with its row and its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench.draw import main
from tests.read.pdf_pages import STATEMENT, Paper, print_statement

SEED = Path(__file__).parents[2] / "seeds" / "iij-2006-11-results-presentation.txt"
PAGE = """<html><head><meta charset="utf-8"></head><body><p>Year ended December 31, 2031 (EUR million)</p><table>
<tr><td></td><td>2031</td></tr><tr><td>Net sales</td><td style="text-align:right">4,<b>111</b></td></tr></table>
<p>Net sales rose to <b>EUR 4,111 million</b> &amp; more.</p></body></html>"""


def test_the_same_seed_draws_the_same_facts(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(SEED), "--count", "5", "--seed", "3"]) == 0
    first = capsys.readouterr().out
    assert main([str(SEED), "--count", "5", "--seed", "3"]) == 0
    assert capsys.readouterr().out == first
    assert first.count("    source  line ") == 5 and "    period " in first


def test_a_web_page_is_shown_without_its_tags(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "a.html"
    page.write_text(PAGE, encoding="utf-8")
    assert main([str(page)]) == 0
    out = capsys.readouterr().out
    assert "    row     Net sales | [4,111]" in out and "<" not in out
    assert "rose to EUR [4,111] million & more." in out


def test_the_row_of_a_page_is_drawn(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paper = Paper()
    paper.text(60, 60, "Results for the year ended March 31, 2031 (JPY million)")
    print_statement(paper, STATEMENT, ("", "2031", "2030"))
    path = tmp_path / "a.pdf"
    path.write_bytes(paper.pdf())
    assert main([str(path), "--count", "2", "--crops", str(tmp_path / "crops")]) == 0
    drawn = list((tmp_path / "crops").glob("*.png"))
    assert len(drawn) == 2 == capsys.readouterr().out.count("    crop    ")
    assert all(picture.read_bytes().startswith(b"\x89PNG") for picture in drawn)
