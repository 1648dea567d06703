"""What labels say to arithmetic: when two are the same, which name a total, which a deduction.

Only cues of the language of accounts are kept here, in English and Japanese; no names of any issuer.
"""

from __future__ import annotations

from functools import lru_cache

import regex

from extract.lex.names import MARKUP, plain

_LEAF_BREAK = regex.compile(r"\s*[,、:：]\s+|\s+[-–—]\s+")
_TOTAL = regex.compile(
    r"\btotal\b|\bsum\b|^net (?:cash|increase|decrease|income|loss)"
    r"|合計|小計|総計|計$|純額$|増減額|キャッシュ・フロー$",
    regex.IGNORECASE,
)
_LESS = regex.compile(
    r"\bcosts?\b|\bexpens(?:e|es|ed)\b|\btax(?:es)?\b|\bloss(?:es)?\b|\bSG&A\b|\bless\b|\bdeduct|\bdepreciation\b"
    r"|費|原価|損失|税|控除|減価償却|支払(?:利息|手数料)",
    regex.IGNORECASE,
)
_RESULT = regex.compile(
    r"\b(?:profit|income|loss|earnings|margin|surplus|deficit|result|EBITDA?|net|consolidated|comprehensive)\b"
    r"|利益|損失|損益|剰余|純資産|収支|差引|連結|純額",
    regex.IGNORECASE,
)
_STAGE = regex.compile(
    r"^(?:gross (?:profit|margin)|(?:consolidated )?(?:operating|ordinary) (?:income|profit|loss))"
    r"|^(?:total )?segment (?:operating )?(?:income|profit|loss)"
    r"|^(?:income|profit|loss|earnings)\b.*\bbefore\b"
    r"|^(?:連結)?(?:売上総|営業|経常|税引?等?(?:調整)?前\S*)(?:利益|損失)",
    regex.IGNORECASE,
)
_LEFT = regex.compile(
    r"^(?:(?:consolidated )?net (?:income|loss|profit|earnings)|(?:income|profit|loss) for the)\b"
    r"|^(?:当期|四半期|中間)純?(?:利益|損失)",
    regex.IGNORECASE,
)
_ATTRIBUTED = regex.compile(r"\battributable to\b|に帰属する|に係る", regex.IGNORECASE)
_BEGIN = regex.compile(r"\bbeginning\b|\bopening\b|\bstart of\b|期首", regex.IGNORECASE)
_BALANCE = regex.compile(r"\bbalances?\b|残高", regex.IGNORECASE)
_END = regex.compile(r"\bend(?:ing)?\b|\bclosing\b|期末", regex.IGNORECASE)


@lru_cache(maxsize=65536)
def tail(label: str) -> str:
    """The part of a label after its last comma or dash, when the rest is a family name shared with siblings.

    >>> tail("Dial-up Access Services, OEM")
    'oem'
    """
    parts = [part for part in _LEAF_BREAK.split(label) if part.strip()]
    return plain(parts[-1]) if parts else ""


@lru_cache(maxsize=65536)
def head(label: str) -> str:
    """The part of a label before its first comma, which often only says "net of" something.

    >>> head("OTHER ASSETS, net of allowance for doubtful accounts of JPY 67,662 thousand")
    'other assets'
    """
    return plain(next((part for part in _LEAF_BREAK.split(label) if part.strip()), ""))


@lru_cache(maxsize=65536)
def names_total(label: str) -> bool:
    """Whether a label calls its row a total.

    >>> names_total("Total current assets"), names_total("流動資産合計"), names_total("Cash")
    (True, True, False)
    """
    return bool(_TOTAL.search(MARKUP.sub("", label)))


@lru_cache(maxsize=65536)
def names_deduction(label: str) -> bool:
    """Whether a label names what is usually taken away: costs, expenses, taxes, losses."""
    return bool(_LESS.search(label))


@lru_cache(maxsize=65536)
def names_result(label: str) -> bool:
    """Whether a label names what is left of others: a profit, a margin, a net amount.

    >>> names_result("Operating profit"), names_result("経常利益"), names_result("Inventories")
    (True, True, False)
    """
    return bool(_RESULT.search(label))


@lru_cache(maxsize=65536)
def names_stage(label: str) -> bool:
    """Whether a label names one of the results at which a statement of income makes a new start.

    >>> names_stage("Operating income"), names_stage("経常利益"), names_stage("Interest income")
    (True, True, False)
    """
    return bool(_STAGE.search(label.strip()))


@lru_cache(maxsize=65536)
def names_left(label: str) -> bool:
    """Whether a label names what a statement of income leaves after tax.

    >>> names_left("Net income"), names_left("四半期純利益"), names_left("Net sales")
    (True, True, False)
    """
    return bool(_LEFT.search(label.strip()))


def names_attributed(label: str) -> bool:
    """Whether a label names what of a result belongs to some owners.

    >>> names_attributed("Net income attributable to non-controlling interests"), names_attributed("当期純利益")
    (True, False)
    """
    return bool(_ATTRIBUTED.search(label))


def names_balance(label: tuple[str, ...]) -> bool:
    """Whether a label names a balance with which a period opens or closes.

    >>> names_balance(("Cash at end of year",)), names_balance(("当期首残高",)), names_balance(("Inventories",))
    (True, True, False)
    """
    return any(_BALANCE.search(part) or names_begin(part) or names_end(part) for part in label)


def names_begin(label: str) -> bool:
    return bool(_BEGIN.search(label))


def names_end(label: str) -> bool:
    return bool(_END.search(label))
