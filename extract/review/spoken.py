"""Codes of a result in the words of a person who reads the page."""

from __future__ import annotations

from extract.show import MARKS
from extract.summary import DOUBTS_IN_WORDS

FAMILIES = {
    "footing": "The parts add up to the total",
    "subtraction": "One less the other gives the difference",
    "roll_forward": "Opening balance and movements give the closing balance",
    "equity": "The parts of equity add up",
    "balance": "Both sides of the balance sheet are equal",
    "periods": "The parts of the period add up to the whole",
    "regrouping": "Two groupings of the same parts give the same",
    "currency": "The amount at the exchange rate that the document states",
    "share": "A part as a percentage of its whole",
    "margin": "A result as a percentage of revenues",
    "change": "The growth from the earlier period to the later",
    "per_share": "An amount over the number of shares",
    "same_fact": "The same figure, printed twice",
    "stack": "The layers of a bar add up to its total",
    "proportion": "What is drawn is as long as the figure says",
    "ratio": "What is drawn stands in the ratio of the figures",
}

VERDICTS = {
    "holds": "holds",
    "forced": "holds but for one last place, as when figures are made to foot",
    "fails": "does not hold",
}

ASPECTS = {
    "value": "Figure",
    "near": "Near here",
    "label": "Label",
    "unit": "Unit",
    "period": "Period",
    "scenario": "Scenario",
    "entity": "Company",
    "scope": "Scope",
    "segment": "Segment",
    "comparison": "Compared with",
}


def words_of_page() -> dict[str, dict[str, str]]:
    """All words that a page needs to speak of codes."""
    return {
        "status": {str(status): words for status, (_, _, words) in MARKS.items()},
        "doubts": DOUBTS_IN_WORDS,
        "families": FAMILIES,
        "verdicts": VERDICTS,
        "aspects": ASPECTS,
    }
