"""Text that knows where each of its characters came from, however it is cut, joined and stripped."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extract.model import Location, Part, Span, hull

LINES = st.lists(st.text(alphabet="ab 1,5\t△", max_size=12), min_size=1, max_size=4)


def whole(lines: list[str], joint: str) -> Span:
    return Span.join((Span.of(text, line=n) for n, text in enumerate(lines, start=1)), joint)


def stands(span: Span, lines: list[str], joint: str) -> None:
    """Each part is the print at its place, parts do not overlap, and what is in no part is joint."""
    covered: list[int] = []
    for part in span.parts:
        where = part.location
        assert where.line is not None and 0 <= part.start < part.end <= len(span.text)
        assert lines[where.line - 1][where.start : where.end] == span.text[part.start : part.end]
        covered += range(part.start, part.end)
    assert len(covered) == len(set(covered))
    assert all(i in covered or c in joint for i, c in enumerate(span.text))


@given(LINES, st.sampled_from(["", " ", "\n"]), st.integers(0, 60), st.integers(0, 60))
def test_cut_and_join_keep_places(lines: list[str], joint: str, start: int, end: int) -> None:
    span = whole(lines, joint)
    assert span.text == joint.join(line for line in lines if line)
    piece = span.cut(start, max(start, end))
    assert piece.text == span.text[start : max(start, end)]
    for each in (span, piece, piece.strip()):
        stands(each, lines, joint)
    assert piece.strip().text == piece.text.strip()


@given(LINES, st.integers(0, 60))
def test_what_is_cut_in_two_and_joined_is_as_before(lines: list[str], at: int) -> None:
    span = whole(lines, " ")
    again = Span.join([span.cut(0, at), span.cut(at, len(span.text))], "")
    assert again.text == span.text
    assert hull(p.location for p in again.parts) == span.location


def test_a_part_that_is_not_one_to_one_keeps_its_whole_place() -> None:
    where = Location(line=1, start=3, end=8)
    span = Span("a&b", (Part(1, 2, where),))
    assert span.cut(1, 2).parts == (Part(0, 1, where),)


def test_a_hull_holds_the_first_line_or_page_only() -> None:
    lines = [Location(line=2, start=5, end=7), Location(line=2, start=1, end=3), Location(line=3, start=0, end=9)]
    assert hull(lines) == Location(line=2, start=1, end=7)
    boxes = [
        Location(page=1, box=(1, 2, 3, 4)),
        Location(page=1, box=(0, 3, 2, 9)),
        Location(page=2, box=(0, 0, 99, 99)),
    ]
    assert hull(boxes) == Location(page=1, box=(0, 2, 3, 9))
    assert hull([]) == Location()
