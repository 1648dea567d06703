"""Whose dollars a document means by a bare `$`, or `dollars`.

Where nothing speaks of another country they are those of the United States. An issuer listed or seated where money is
called dollars (`TSX`, `ASX`, `BURNABY, BC`) means by them what it declares; where it declares nothing, they are open.

    All amounts in Canadian dollars                     CAD
    TORONTO, Nov. 7 /CNW/ ... (in thousands of dollars)  open: Canadian companies report in either
    Listed on the ASX ... All figures are in US dollars  USD
"""

from __future__ import annotations

from collections.abc import Iterable

import regex as re

USUAL = "USD"
_PROVINCE = r"(?:BC|B\.C\.|Alberta|Ontario|Qu[eé]bec|Manitoba|Saskatchewan|Nova Scotia|New Brunswick|British Columbia)"
_HOMES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("CAD", re.compile(rf"\bTSXV?\b|\bToronto Stock Exchange\b|/\s?CNW\s?/|\bCNW Group\b|,\s{_PROVINCE}\b|\bSEDAR\b")),
    (
        "AUD",
        re.compile(
            r"\bASX\b|\bAustralian (?:Securities|Stock) Exchange\b|\bABN\s?:?\s?\d|\bACN\s?:?\s?\d|\bAASB\b"
            r"|\b(?:un)?franked\b|\bAppendix 4[CDE]\b|\bPty\.? (?:Ltd|Limited)\b"
        ),
    ),
    ("NZD", re.compile(r"\bNZX\b|\bNew Zealand Exchange\b|\bNZ IFRS\b|\bimputed\b.{0,40}\bdividend")),
    ("SGD", re.compile(r"\bSGX\b|\bSingapore Exchange\b|\bSGXNET\b")),
    ("HKD", re.compile(r"\bHKEX\b|\b(?:Stock Exchange of Hong Kong|Hong Kong Exchanges)\b|\bHKFRSs?\b")),
    ("MXN", re.compile(r"\bBolsa Mexicana\b|\bBMV\s?:|\bS\.A\.B\. de C\.V\.")),
)
_NAMES = {
    "CAD": r"canadian|C|CA|CDN|CAD", "AUD": r"australian|A|AU|AUD", "NZD": r"new zealand|NZ|NZD",
    "SGD": r"singapore|S|SG|SGD", "HKD": r"hong kong|HK|HKD", "MXN": r"mexican|MX|MXN",
    USUAL: r"united states|U\.?S\.?|USD",
}  # fmt: skip
_DECLARED = (
    r"\b(?:all|amounts?|figures|expressed|presented|reported|reports|stated|currency|in)\b[^.;|]{{0,60}}?"
    r"(?<![A-Za-z])(?:{names})(?:\s?\$|\s+dollars?|\s+pesos?)"
)
_OF_ALL = (
    r"\b(?:all|the)\s+(?:dollar\s+|monetary\s+|financial\s+)?(?:amounts?|figures|information|numbers|results)\b[^.;|]{{0,60}}?"
    r"(?:in|are)\s+(?:thousands\s+of\s+|millions\s+of\s+)?(?:{names})(?:\s?\$|\s+dollars?|\s+pesos?)"
    r"|\b(?:(?:presentation|reporting)\s+currency|(?:expressed|presented|stated|reported)\s+in)\b[^.;|]{{0,40}}?"
    r"(?<![A-Za-z])(?:{names})(?:\s?\$|\s+dollars?|\s+pesos?)"
)
_FOR_ALL = {code: re.compile(_OF_ALL.format(names=names), re.I) for code, names in _NAMES.items()}
_DECLARATIONS = {code: re.compile(_DECLARED.format(names=names), re.I) for code, names in _NAMES.items()}
_OF_UNITED_STATES = re.compile(
    r"\bform\s+(?:10-?[KQ]|8-?K)\b|\bDelaware\b|\b(?:U\.S\. |US )?GAAP\b.{0,60}\bUnited States\b", re.I
)
# `(C$ millions, except as noted)`, `HK$'000`: what a table is in, with its scale.
_IN_TABLES = re.compile(
    r"(?<![A-Za-z])(?P<whose>CA|C|CDN|A|AU|NZ|S|HK|US|U\.S\.)\s?\$\s?(?:in\s+)?(?:millions?|thousands?|billions?|mn?|bn|['’]?000s?)(?![A-Za-z])",
    re.I,
)
_WHOSE = {"CA": "CAD", "C": "CAD", "CDN": "CAD", "A": "AUD", "AU": "AUD", "NZ": "NZD", "S": "SGD", "HK": "HKD"}
_SAMPLE, _LONGEST = 200_000, 2_000


def dollar_of(texts: Iterable[str]) -> str | None:
    """The ISO 4217 code of a document's bare dollars; None where its country has others, and nothing says which.

    >>> dollar_of(["Total sales were $4 million"]), dollar_of(["(TSX: ABC)", "all amounts in Canadian dollars"])
    ('USD', 'CAD')
    >>> dollar_of(["All amounts are in Canadian dollars."]), dollar_of(["Sales in Canadian dollars rose."])
    ('CAD', 'USD')
    >>> dollar_of(["Quarterly facts (C$ millions)"]), dollar_of(["(C$ millions)", "(US$ millions)"])
    ('CAD', 'USD')
    >>> dollar_of(["(TSX: ABC) All amounts are in Canadian dollars.", "costs in the quarter of $1,977 (US$1,445)"])
    'CAD'
    >>> dollar_of(["BURNABY, BC, Nov. 13 /CNW/ - results", "in thousands of dollars"]) is None
    True
    """
    homes: set[str] = set()
    for_all: set[str] = set()
    tabled: set[str] = set()
    declared: set[str] = set()
    chars = 0
    for text in texts:
        chars += len(text)
        if chars > _SAMPLE:
            break
        head = text[:_LONGEST]
        if _OF_UNITED_STATES.search(head):
            return USUAL
        homes |= {code for code, pattern in _HOMES if pattern.search(head)}
        if "$" in head or "dollar" in head.lower() or "peso" in head.lower():
            declared |= {code for code, pattern in _DECLARATIONS.items() if pattern.search(head)}
            tabled |= {_WHOSE.get(m["whose"].upper(), USUAL) for m in _IN_TABLES.finditer(head)}
            for_all |= {code for code, pattern in _FOR_ALL.items() if pattern.search(head)}
    if not homes:  # what is said of all amounts holds; of one sentence, for that sentence
        for_all = for_all or (set() if USUAL in tabled else tabled)
        return USUAL if not for_all else for_all.pop() if len(for_all) == 1 else None
    # `All amounts in Canadian dollars` outweighs `(US$1,445)` beside one of them.
    said = (for_all or declared) & {*homes, USUAL}
    return said.pop() if len(said) == 1 else None
