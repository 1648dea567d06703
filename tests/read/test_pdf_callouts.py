"""Large figures of slides and the words that are theirs."""

from __future__ import annotations

import pytest

from extract.model import TextBlock
from extract.pipeline import read
from tests.read.pdf_pages import Paper, grids, reading

CALLOUTS = (("5%", "Total revenue growth"), ("7%", "Cloud revenue growth"), ("4%", "Network revenue growth"))


def texts(paper: Paper) -> list[str]:
    return [block.span.text for block in reading(paper.pdf()).blocks if isinstance(block, TextBlock)]


@pytest.mark.parametrize("below", [True, False])
def test_a_large_figure_is_named_by_the_nearer_words(below: bool) -> None:
    paper = Paper(842, 595)
    for k, (figure, words) in enumerate(CALLOUTS):
        top = 120 + 120 * k
        paper.text(600, top + (0 if below else 52), figure, size=40)
        paper.text(600, top + (18 if below else 0), words, size=11)
    assert texts(paper) == [f"{words}: {figure}" for figure, words in CALLOUTS]


def test_a_rule_parts_a_figure_from_the_words_of_the_one_above() -> None:
    paper = Paper(842, 595)
    for k, (figure, words) in enumerate(CALLOUTS):
        top = 120 + 68 * k
        paper.text(600, top, figure, size=40)
        paper.text(600, top + 18, words, size=11)
        paper.line(590, top + 24, 760, top + 24)
    assert texts(paper) == [f"{words}: {figure}" for figure, words in CALLOUTS]


def test_words_beside_a_figure() -> None:
    paper = Paper(842, 595)
    for k, (figure, words) in enumerate(CALLOUTS):
        paper.text(420, 120 + 90 * k, figure, size=40)
        paper.text(520, 110 + 90 * k, words, size=11)
    assert texts(paper) == [f"{words}: {figure}" for figure, words in CALLOUTS]


def test_between_two_texts_as_near_a_figure_stays_alone() -> None:
    paper = Paper(842, 595)
    paper.text(600, 100, "Cloud revenue", size=11)
    paper.text(600, 142, "5%", size=40)
    paper.text(600, 164, "Network revenue", size=11)
    assert sorted(texts(paper)) == ["5%", "Cloud revenue", "Network revenue"]


def test_callouts_are_facts_under_their_own_label() -> None:
    paper = Paper(842, 595)
    paper.text(40, 60, "Quarterly revenue", size=28)
    for k, (figure, words) in enumerate(CALLOUTS):
        paper.text(600, 150 + 110 * k, figure, size=40)
        paper.text(600, 168 + 110 * k, words, size=11)
    facts = read(paper.pdf(), name="deck.pdf").facts
    assert [(fact.label[-1], fact.value) for fact in facts] == [(words, figure[0]) for figure, words in CALLOUTS]


def test_what_stands_under_the_title_of_a_page_holds_for_all_its_tables() -> None:
    paper = Paper()
    paper.text(60, 50, "Segment results", size=20)
    paper.text(60, 68, "(in thousands, unaudited)", size=10)
    for top, name in ((120, "Cloud"), (260, "Network")):
        paper.right(330, top, "FY2022")
        paper.right(420, top, "FY2023")
        for r, (label, one, other) in enumerate(
            (("revenue", "960", "1,001"), ("cost", "476", "486"), ("tax", "9", "8"))
        ):
            paper.text(60, top + 14 * (r + 1), f"{name} {label}")
            paper.right(330, top + 14 * (r + 1), one)
            paper.right(420, top + 14 * (r + 1), other)
        paper.line(60, top + 70, 420, top + 70)
    captions = [[span.text for span in grid.caption] for grid in grids(paper.pdf())]
    assert len(captions) == 2
    assert all("(in thousands, unaudited)" in caption for caption in captions)
