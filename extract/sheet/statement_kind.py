"""Which statement a table is, by the words of its title and of its rows. None when nothing says so."""

from __future__ import annotations

import regex as re

# Title words decide; row words only where the title is silent. (kind, title pattern, row pattern)
_WORDS: tuple[tuple[str, str, str], ...] = (
    (
        "balance_sheet",
        r"balance sheets?|financial position|貸借対照表|財政状態",
        r"total assets|shareholders' equity|資産合計|純資産合計",
    ),
    ("cash_flow", r"cash flows?|キャッシュ・?フロー", r"net cash|activities|営業活動|投資活動|財務活動"),
    (
        "income_statement",
        r"statements? of (?:income|operations|profit)|income statement|financial results|損益計算書|経営成績|業績",
        r"operating income|operating profit|cost of (?:revenues|sales)|net income|営業利益|経常利益|当期純利益",
    ),
    ("forecast", r"\btargets?\b|forecast|guidance|outlook|業績予想|見通し", r"(?!)"),
    ("reconciliation", r"reconciliation|調整表", r"(?!)"),
    ("segment", r"segment|by service|breakdown|セグメント|内訳", r"(?!)"),
    ("dividend", r"dividends?|配当", r"(?!)"),
    ("kpi", r"number of|contracts|subscribers|statistics|key (?:performance|metrics)|数の推移|指標", r"(?!)"),
)
_KINDS: tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (kind, re.compile(title, re.I), re.compile(rows, re.I)) for kind, title, rows in _WORDS
)


def statement_kind(title: str | None, labels: tuple[str, ...], columns: tuple[str, ...]) -> str | None:
    """The kind of a table.

    >>> statement_kind("Consolidated Balance Sheets", (), ())
    'balance_sheet'
    """
    for kind, pattern, _ in _KINDS:
        if title and pattern.search(title):
            return kind
    votes = {kind: sum(1 for label in labels if rows.search(label)) for kind, _, rows in _KINDS}
    best = max(votes, key=lambda kind: votes[kind])
    if votes[best] >= 2 and sum(1 for kind in votes if votes[kind] == votes[best]) == 1:
        return best
    return None
