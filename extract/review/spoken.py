"""Codes of a result in the words of a person who reads the page."""

from __future__ import annotations

from extract.model import Status

STATUS: dict[Status, str] = {
    "verbatim": "as printed",
    "split": "as printed, in a cell shared or misplaced",
    "repaired": "misprint corrected, with proof",
    "inferred": "not legible, computed with proof",
    "corrected": "as a person says",
    "conflict": "print and arithmetic disagree",
    "unresolved": "could not be read or proved",
    "nil": "no value, says the document",
}

# In the order in which a person should look at them.
DOUBTS = {
    "conflict": "print and arithmetic disagree",
    "check_fails": "a sum or a rate that it belongs to does not hold",
    "facts_disagree": "the same figure is printed with another value",
    "headings_disagree": "its headings contradict what stands under them or beside them",
    "two_readings": "the file draws one number and says another",
    "unresolved": "could not be read or proved",
    "value_open": "its value is open",
    "sign_open": "its sign is open",
    "preference": "only a preference speaks for it, no proof",
    "unit_open": "its unit is open",
    "period_open": "its period is open",
    "period_hinted": "its period is hinted at, not said",
    "scenario_open": "actual or planned is open",
    "label_open": "nothing names it",
    "rejected": "a person says that it is wrong",
}

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
    "label": "Label",
    "unit": "Unit",
    "period": "Period",
    "scenario": "Scenario",
}


def words_of_page() -> dict[str, dict[str, str]]:
    """All words that a page needs to speak of codes."""
    return {
        "status": {str(status): words for status, words in STATUS.items()},
        "doubts": DOUBTS,
        "families": FAMILIES,
        "verdicts": VERDICTS,
        "aspects": ASPECTS,
    }
