"""Words that do not say what a figure measures, or say it of something else: the figure is not trusted."""

from __future__ import annotations

import pytest

from extract import model, read

HEAD = "Results of Corwen Stores plc for the year ended December 31, 2031\n\n"


def fact(text: str, printed: str) -> model.Fact:
    return next(f for f in read((HEAD + text).encode(), name="a.txt").facts if f.printed == printed)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Profit in this range was $50 million.", "50"),
        ("A weak result for Corwen Leasing - profit before tax of $0.6 million.", "0.6"),
        ("The board proposes a dividend of $1.40 per share of $2 each.", "2"),
        ("Foreign exchange contributed $6 million to the growth of sales.", "6"),
        ("Profit was $9 million, which is $4.4 million below the figure for 2030.", "4.4"),
        ("Sales grew, with a 7.0% increase at owned stores and 5.9% increase at franchised stores.", "5.9"),
        ("The paper segment had a great year with licence growth of 25 percent.", "25"),
        ("The settlement reduced diluted earnings per share by $0.04.", "0.04"),
        ("Currency had a negative impact of $3 million on sales and $1 million on costs.", "1"),
        ("The mill added $14 million to sales and $0.03 to earnings per share.", "0.03"),
        ("The rise in sales was due to higher volumes ($9 million) and prices ($5 million).", "5"),
        ("Sales were strongest in the Tools category, which increased 16.9%.", "16.9"),
        ("Approximately 40% of revenue is earned abroad.", "40"),
        ("Net cash of $11 million was used in operations.", "11"),
        ("Revenue from Europe was 25%.", "25"),
        ("Dunmore mill saw an 18% increase in production.", "18"),
        ("A first contribution from the new mill supported EBITDA of $31 million.", "31"),
    ],
)
def test_a_figure_whose_name_stands_elsewhere_is_not_trusted(text: str, printed: str) -> None:
    assert "label_open" in fact(text, printed).doubts


@pytest.mark.parametrize(
    ("text", "printed", "label"),
    [
        ("Profit for this year was $50 million.", "50", "Profit for this year"),
        ("A weak result - profit before tax of $0.6 million.", "0.6", "profit before tax"),
        ("Corwen Stores had total debt of $41.9 million.", "41.9", "total debt"),
        ("Corwen Stores Holdings Bhd posted a quarterly profit of $58.1 million.", "58.1", "quarterly profit"),
        ("Company restaurant margin increased $3.2 million.", "3.2", "Company restaurant margin"),
        ("On continuing operations, profit before tax was $8.3 million.", "8.3", "On continuing operations"),
        (
            "Profit for the year attributable to equity holders of the parent increased to $30.7 million.",
            "30.7",
            "Profit attributable to equity holders of the parent",
        ),
        ("Costs such as wages were $3 million.", "3", "Costs such as wages"),
    ],
)
def test_a_figure_that_is_named_is_trusted(text: str, printed: str, label: str) -> None:
    found = fact(text, printed)
    assert found.label[-1] == label and found.trusted, (found.label, found.doubts)
