"""The ways a document is printed. A style is named after what is special about it, and differs in little else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from tests.bench.printed import change
from tests.bench.sheet import Document

A4 = (595.3, 841.9)
A3_WIDE = (1190.6, 841.9)
A4_WIDE = (841.9, 595.3)
SLIDE = (720.0, 405.0)
SLIDE_43 = (720.0, 540.0)


@dataclass(frozen=True)
class Style:
    """How tables and pages look. Sizes in points."""

    name: str
    page: tuple[float, float] = A4
    frames: int = 1  # columns of the page that are filled one after the other
    own_frame: bool = False  # every table begins a new one
    slide: bool = False
    latin: str = "Helvetica"
    japanese: str = "HeiseiMin-W3"
    mixed: bool = False  # figures of a Japanese document in the Latin face
    size: float = 9.0
    leading: float = 1.5
    rules: Literal["none", "grid", "rows", "totals", "header"] = "totals"
    zebra: int | None = None  # colour of every second row
    head_fill: int | None = None
    head_color: int = 0
    indent: float = 9.0
    leaders: bool = False
    apart: bool = False  # currency signs at the left of the cell, closing brackets beyond the digits
    marks: bool = False  # footnote marks on some numbers
    notes: bool = False  # a column of note numbers
    label_share: float = 0.55  # of the frame, at most, before labels are wrapped
    label_line: Literal["first", "last", "middle"] = "last"  # on which line of a wrapped label its numbers stand
    head_align: Literal["right", "centre"] = "right"
    unit: Literal["right", "left", "corner"] = "right"
    repeat_head: bool = True
    rotate: int = 0
    scan_dpi: int = 0
    english_after: bool = False  # bilingual: the English label in a column of its own at the right
    gutter: float = 30.0
    margin: float = 50.0
    callouts: bool = False
    suits: Callable[[Document], bool] = change.always
    change: Callable[[Document], Document] = change.nothing


BASE = Style("totals")
STYLES: dict[str, Style] = {
    style.name: style
    for style in (
        BASE,
        Style("ruled", rules="grid", head_fill=0xD9E2F3, head_align="centre"),
        Style("ruled_ja", rules="grid", japanese="HeiseiKakuGo-W5", head_align="centre", suits=change.is_japanese),
        Style("zebra", rules="none", zebra=0xEEF3FA, head_fill=0x1F3864, head_color=0xFFFFFF),
        Style("rows", rules="rows", latin="DejaVuSans", size=8.0),
        Style("borderless", rules="none", latin="Times-Roman", size=10.0),
        Style("borderless_ja", rules="none", japanese="HeiseiKakuGo-W5", mixed=True, suits=change.is_japanese),
        Style("mono", rules="header", latin="Courier", size=8.0),
        Style("two_currencies", rules="header", head_align="centre", suits=change.has_translation),
        Style("bilingual", rules="grid", suits=change.is_japanese, change=change.both_languages),
        Style(
            "bilingual_after", rules="rows", english_after=True, suits=change.is_japanese, change=change.english_beside
        ),
        Style("spread", page=A3_WIDE, frames=2, gutter=100.0),
        Style("rotated", page=A4_WIDE, rotate=90, rules="header"),
        Style("scanned", rules="rows", size=10.0, scan_dpi=150),
        Style("side_by_side", page=A4_WIDE, frames=2, own_frame=True, gutter=24.0, size=8.0, margin=36.0),
        Style("headerless", rules="none", change=change.one_column, suits=change.has_amounts),
        Style("leaders", rules="none", leaders=True, latin="Times-Roman", size=10.0),
        Style("brackets_apart", rules="totals", apart=True, latin="Times-Roman", suits=change.has_brackets),
        Style("footnote_marks", marks=True, rules="rows"),
        Style("note_column", notes=True, rules="totals"),
        Style("wrapped_first", label_share=0.2, label_line="first", rules="none"),
        Style("wrapped_last", label_share=0.2, label_line="last", rules="totals"),
        Style("wrapped_middle", label_share=0.2, label_line="middle", rules="rows"),
        Style("deep_indent", indent=22.0, rules="none", latin="DejaVuSerif", change=change.one_level_deeper),
        Style("spanning", rules="header", head_align="centre", suits=change.has_spans),
        Style("continued", page=(420.0, 297.0), margin=30.0, size=8.0, rules="header"),
        Style("continued_bare", page=(420.0, 297.0), margin=30.0, size=8.0, rules="totals", repeat_head=False),
        Style("unit_corner", unit="corner", rules="grid"),
        Style("slides", page=SLIDE, slide=True, own_frame=True, rules="rows", margin=28.0, callouts=True, leading=1.35),
        Style(
            "slides_small_tables",
            page=SLIDE,
            slide=True,
            own_frame=True,
            frames=2,
            rules="none",
            zebra=0xF2F2F2,
            head_fill=0x2E75B6,
            head_color=0xFFFFFF,
            margin=28.0,
            gutter=24.0,
            leading=1.35,
            suits=change.is_small,
        ),
        Style("slides_43", page=SLIDE_43, slide=True, own_frame=True, rules="grid", margin=30.0, unit="left"),
    )
}


def plain_of(style: Style) -> Style:
    """The style without its choice of documents and its change: for documents that are given."""
    return replace(style, suits=change.always, change=change.nothing)
