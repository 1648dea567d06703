"""`ir-extract show --page N --image`: the page of a PDF with what was understood drawn on it."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.cli import main
from extract.read.render import render_page
from tests.read.pdf_pages import Paper, print_statement


def run(*arguments: object) -> int:
    """The exit code of a command."""
    with pytest.raises(SystemExit) as left:
        main([str(argument) for argument in arguments])
    assert isinstance(left.value.code, int)
    return left.value.code


@pytest.fixture
def statement(tmp_path: Path) -> Path:
    paper = Paper()
    print_statement(paper)
    path = tmp_path / "statement.pdf"
    path.write_bytes(paper.pdf())
    return path


def test_the_page_is_drawn_with_its_table(statement: Path, tmp_path: Path) -> None:
    assert run("show", statement, "--image", tmp_path / "drawn.png") == 0
    drawn = (tmp_path / "drawn.png").read_bytes()
    assert drawn.startswith(b"\x89PNG")
    assert drawn != render_page(statement.read_bytes(), 1)


@pytest.mark.parametrize(
    ("more", "code", "said"),
    (
        (("--page", "7", "--image", "out.png"), 3, "pages, not 7"),
        (("--page", "1"), 2, "--image"),
        (("--image", "no/such/folder/out.png"), 3, "Name a file to write"),
    ),
)
def test_what_cannot_be_drawn_is_said(
    statement: Path, more: tuple[str, ...], code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("show", statement, *more) == code
    assert said in capsys.readouterr().err


def test_a_text_has_no_pages(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("Revenues were 5.\n")
    assert run("show", tmp_path / "a.txt", "--image", tmp_path / "x.png") == 2
    assert "no PDF" in capsys.readouterr().err
