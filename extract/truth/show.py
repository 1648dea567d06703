"""Scores for the eyes of a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.console import RenderableType
from rich.table import Table as Drawing
from rich.text import Text

from extract.truth.score import VERDICTS, Miss, Score

STYLES = {"silent": "bold red", "lost": "red", "flagged": "cyan"}
STYLES |= dict.fromkeys(("wrong_unit", "wrong_period", "wrong_label", "wrong_scenario"), "yellow")


def scores_to_renderables(scores: Sequence[Score], *, misses: bool, extra: bool) -> Iterator[RenderableType]:
    """A table of counts, the totals, and on demand each miss and each number too many."""
    drawing = Drawing(header_style="bold", box=None, padding=(0, 2, 0, 0))
    for name in ("truth", "part", "status"):
        drawing.add_column(name)
    for verdict in VERDICTS:
        drawing.add_column(verdict, justify="right")
    for score in scores:
        for part, table in (("tables", score.tables), ("prose", score.prose)):
            for status, counts in sorted(table.items()):
                cells = [Text(str(counts.get(v, 0)), STYLES.get(v, "") if counts.get(v) else "dim") for v in VERDICTS]
                drawing.add_row(Text(score.name), part, status, *cells)
    yield drawing
    for score in scores:
        right, total = score.legible
        in_prose, prose = score.legible_prose
        yield Text(
            f"{score.name}: legible in tables {right} of {total} right ({_percent(right, total)}),"
            f" in prose {in_prose} of {prose} ({_percent(in_prose, prose)});"
            f" silent errors {score.silent}; trusted and wrong {score.wrong}; values too many {len(score.extra)}",
            "bold red" if score.silent or score.wrong else "",
        )
        for key, (expected, got) in score.document.items():
            yield Text(f"  document {key}: expected {expected!r}, got {got!r}", "yellow")
        if misses:
            yield from _listed(score.misses)
        if extra:
            yield from _listed(score.extra)


def _listed(misses: Iterable[Miss]) -> Iterator[Text]:
    for miss in misses:
        where = f"line {miss.line}" if miss.line else "no line"
        told = f"  {miss.verdict} ({miss.status}) {where} [{miss.place}] {miss.label} «{miss.raw or ''}»"
        yield Text(f"{told}: expected {miss.expected}; got {miss.got}", STYLES.get(miss.verdict, ""))


def _percent(right: int, total: int) -> str:
    return f"{100 * right / total:.1f} %" if total else "none"
