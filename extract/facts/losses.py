"""Losses by their names: a row that is called a loss and nothing else is an income of less than nothing.

What turns into what: `Operating loss` → `Operating income`, `１株当たり当期純損失` → `１株当たり当期純利益`. Whether the figure of such a
row is the income's depends on how it is printed: `(1,234)` is, and `1,234` is what was lost, which the income is not.
"""

# ruff: noqa: E501  (patterns, measured by ruff with Japanese letters counted twice)

from __future__ import annotations

import regex as re

from extract.lex.fold import fold
from extract.vocab import remembered

RESULTS = frozenset(
    (
        "GrossProfit", "OperatingIncome", "OrdinaryIncome", "ProfitLossBeforeTax", "ProfitLoss",
        "ProfitLossAttributableToOwnersOfParent", "ComprehensiveIncome", "IncomeLossFromContinuingOperations",
        "ComprehensiveIncomeAttributableToOwnersOfTheParent", "ProfitLossFromContinuingOperations",
        "EarningsPerShareBasic", "EarningsPerShareDiluted", "NetIncomeLossAvailableToCommonStockholdersBasic",
        "IncomeLossFromContinuingOperationsPerBasicShare", "IncomeLossFromContinuingOperationsPerDilutedShare",
    )
)  # fmt: skip
"""Concepts of what a period left, of which a loss is the other sign."""
# `Loss before income taxes` is a loss: what the taxes are on says nothing of the sign.
_OF_TAX = re.compile(r"\b(?:income|profits?)[- ]tax(?:es)?\b|\btax(?:es)? on (?:income|profits?)\b|法人税", re.I)
_GAINED = re.compile(r"\b(?:income|profits?|earnings|gains?)\b|利益|損益|収益|[(（][△▲]", re.I)
_LOST = re.compile(r"\bloss(?:es)?\b", re.I)
_LOST_JA = re.compile(r"(?:総|営業|経常|前|純|期|包括|事業|セグメント)損失(?=$|金額|\W)")
_WAYS = ("income", "profit", "earnings")


@remembered(20_000)
def is_loss_alone(label: str) -> bool:
    """Whether a label is called a loss, and nothing that is gained.

    >>> is_loss_alone("Net loss"), is_loss_alone("Loss before income taxes"), is_loss_alone("営業損失")
    (True, True, True)
    >>> is_loss_alone("Net income (loss)"), is_loss_alone("営業損失（△）"), is_loss_alone("減損損失")
    (False, False, False)
    """
    text = _OF_TAX.sub(" ", fold(label))
    lost = _LOST.search(text) is not None or _LOST_JA.search(text) is not None
    return lost and _GAINED.search(text) is None


@remembered(20_000)
def as_income(label: str) -> tuple[str, ...]:
    """What the row of a loss would be called in a year of profits; nothing where a label is no loss.

    >>> as_income("Operating loss")[0], as_income("１株当たり四半期純損失金額"), as_income("Sales")
    ('Operating income', ('1株当たり四半期純利益金額',), ())
    """
    if not is_loss_alone(label):
        return ()
    text = fold(label)
    if _LOST_JA.search(text):
        return (_LOST_JA.sub(lambda found: found[0].replace("損失", "利益"), text),)
    return tuple(_LOST.sub(word, text) for word in _WAYS)
