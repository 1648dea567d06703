"""`ir-extract truth`: results against values that a person read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from extract.cli.exits import FINDINGS, OK, console, print_json

if TYPE_CHECKING:
    from extract.truth import Score

LEAST_SHARE = 0.98


@click.command()
@click.argument("files", metavar="FILE|FOLDER...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--source", type=click.Path(path_type=Path), help="The document, when it is not found in a seeds/ above.")
@click.option("--misses", is_flag=True, help="List every value that did not come out right.")
@click.option("--extra", is_flag=True, help="List every value claimed in a table that the truth does not have.")
@click.option("--json", "as_json", is_flag=True, help="Print the scores as one JSON object.")
def truth(files: tuple[Path, ...], source: Path | None, misses: bool, extra: bool, as_json: bool) -> int:
    """Score results against truth files.

    Fails when a value is silently wrong, when a trusted one is given a wrong unit, period, label or scenario, or when
    of all truths together less than 98 % of the legible values in tables are right.
    """
    from extract.truth import find_truth_files

    scores = [_score(stem, paths, source) for stem, paths in find_truth_files(files).items()]
    code = OK if are_good(scores) else FINDINGS
    if as_json:
        print_json({"scores": [_plain(each) for each in scores], "exit": code})
        return code
    from rich.text import Text

    from extract.truth.show import scores_to_renderables

    screen = console()
    for part in scores_to_renderables(scores, misses=misses, extra=extra):
        screen.print(part, soft_wrap=isinstance(part, Text))
    return code


def are_good(scores: list[Score]) -> bool:
    """Nothing silently or trustingly wrong anywhere, and enough of what is legible is right."""
    right = sum(score.legible[0] for score in scores)
    total = sum(score.legible[1] for score in scores)
    return all(score.silent == score.wrong == 0 for score in scores) and right >= LEAST_SHARE * total


def _score(stem: str, paths: list[Path], source: Path | None) -> Score:
    from extract.model import Settings
    from extract.pipeline import read_document
    from extract.read import read_pages
    from extract.truth import files_to_truth, find_source, score

    document = source or find_source(stem)
    data = document.read_bytes()
    result = read_document(data, document.name, Settings())
    lines = read_pages(data, document.name, Settings())[0].lines
    return score(result, files_to_truth(Path(stem).name, paths), lines=lines)


def _plain(score: Score) -> dict[str, object]:
    import msgspec

    right, total = score.legible
    prose_right, prose_total = score.legible_prose
    return {
        **msgspec.to_builtins(score),
        "silent": score.silent,
        "wrong": score.wrong,
        "legible": {"right": right, "total": total},
        "legible_prose": {"right": prose_right, "total": prose_total},
    }
