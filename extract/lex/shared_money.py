"""Whose money a document means by a name that several countries have for theirs: `Rs.`, `Rupees`, `Ps.`, `pesos`.

What names the currency in full, the exchange, the standards or the law that a company is under tells whose it is,
before the places that a document merely speaks of. Where nothing tells, or several are named, it is open.

    Rs. in crore                                        INR: nobody else counts in crore in statements
    Lodged with the Pakistan Stock Exchange; Rs. '000   PKR
    millions of Mexican pesos (Ps.)                     MXN
    Rupees in thousand                                  open
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec
import regex as re

from extract.lex.fold import fold


class _Country(msgspec.Struct, frozen=True):
    """`under`: what shows that a company is of a country, or reports in its money; `spoken`: what speaks of it."""

    under: re.Pattern[str]
    spoken: re.Pattern[str]


def _country(under: str, spoken: str) -> _Country:
    return _Country(re.compile(under), re.compile(spoken))


_RUPEES: Mapping[str, _Country] = {
    "INR": _country(
        r"₹|\bINR\b|\bIndian [Rr]upees?\b|\b[BN]SE\b|\b(?:National|Bombay) Stock Exchange\b|\bSEBI\b|\bInd[- ]?AS\b"
        r"|\bCompanies Act,? (?:1956|2013)\b|\bCIN\s*[:-]",
        r"\bIndian?\b|\bMumbai\b|\bNew Delhi\b|\bBengaluru\b|\bBangalore\b|\bChennai\b|\bKolkata\b|\bHyderabad\b"
        r"|\bAhmedabad\b|\bPune\b|\b(?:[Cc]rores?|[Ll]akhs?|[Ll]acs?|Crs?)\b",
    ),
    "PKR": _country(
        r"\bPKR\b|\bPakistani? [Rr]upees?\b|\b(?:Pakistan|Karachi|Lahore|Islamabad) Stock Exchange\b|\bPSX\b|\bSECP\b"
        r"|\bCompanies Ordinance,? 1984\b|\bCompanies Act,? 2017\b",
        r"\bPakistani?\b|\b(?:Karachi|KARACHI|Lahore|LAHORE|Islamabad|ISLAMABAD)\b",
    ),
    "LKR": _country(
        r"\bLKR\b|\bSri Lankan? [Rr]upees?\b|\bColombo Stock Exchange\b|\bSLFRSs?\b|\bLKASs?\b"
        r"|\bCompanies Act,? No\.? ?0?7 of 2007\b|\bSri Lanka Accounting Standards?\b",
        r"\b(?:Sri )?Lankan?\b|\b(?:SRI )?LANKA\b|\bColombo\b",
    ),
    "NPR": _country(
        r"\bNPR\b|\bNepal(?:ese|i)? [Rr]upees?\b|\bNEPSE\b|\bNepal Stock Exchange\b|\bNepal Rastra Bank\b",
        r"\bNepal(?:ese|i)?\b|\bKathmandu\b",
    ),
    "MUR": _country(
        r"\bMUR\b|\bMauriti(?:us|an) [Rr]upees?\b|\bStock Exchange of Mauritius\b",
        r"\bMauriti(?:us|an)\b|\bPort Louis\b",
    ),
}
_PESOS: Mapping[str, _Country] = {
    "MXN": _country(
        r"\bMXN\b|\bMexican [Pp]esos?\b|\bBolsa Mexicana\b|\bBMV\s?:|\bS\.A\.B\. de C\.V\.", r"\bM[eé]xic(?:o|an)\b"
    ),
    "ARS": _country(
        r"\bARS\b|\bArgentin(?:e|ian|a) [Pp]esos?\b|\bByMA\b|\bBCBA\b|\bComisi[oó]n Nacional de Valores\b",
        r"\bArgentin(?:a|e|ian)\b|\bBuenos Aires\b",
    ),
    "CLP": _country(r"\bCLP\b|\bChilean [Pp]esos?\b|\bBolsa de (?:Comercio de )?Santiago\b", r"\bChile(?:an)?\b"),
    "COP": _country(r"\bCOP\b|\bColombian [Pp]esos?\b|\bBVC\s?:|\bBolsa de Valores de Colombia\b", r"\bColombian?\b"),
    "PHP": _country(
        r"\bPHP\b|₱|\bPhilippine [Pp]esos?\b|\bPhilippine Stock Exchange\b|\bPSE\s?:",
        r"\b(?:Philippines?|PHILIPPINES?|Manila)\b",
    ),
    "UYU": _country(r"\bUYU\b|\bUruguayan [Pp]esos?\b", r"\bUruguay(?:an)?\b|\bMontevideo\b"),
    "DOP": _country(r"\bDOP\b|\bRD\$|\bDominican [Pp]esos?\b", r"\bDominican Republic\b|\bSanto Domingo\b"),
}  # fmt: skip
_SPEAK = {
    "rupee": re.compile(r"\bRs(?![a-z])|\brupees?\b|₹", re.I),
    "peso": re.compile(r"\bPs\.?\s?(?=\d|in\b|[mbt])|\(Ps\.?\)|\bpesos?\b", re.I),
}
_COUNTRIES = {"rupee": _RUPEES, "peso": _PESOS}
_USUAL = {"rupee": "INR", "peso": None}
"""Whose they are for a text alone, which is of no document."""
_SAMPLE, _LONGEST = 200_000, 2_000


def whose(money: str, texts: Iterable[str]) -> str | None:
    """The ISO 4217 code of a document's bare `rupee` or `peso`; None where nothing says whose they are, or two do.

    >>> whose("rupee", ["(Rs. in lakhs)"]), whose("rupee", ["Indus Ltd, Karachi", "Rupees in '000"])
    ('INR', 'PKR')
    >>> whose("rupee", ["Listed on the BSE", "a branch in Colombo, Sri Lanka", "Rs. 5 million"])
    'INR'
    >>> whose("rupee", ["(Rupees in thousand)"]), whose("peso", ["Offices in Chile and Colombia", "Ps. 5 million"])
    (None, None)
    """
    countries, speak = _COUNTRIES[money], _SPEAK[money]
    under: set[str] = set()
    spoken: set[str] = set()
    speaks, chars = False, 0
    for text in texts:
        chars += len(text)
        if chars > _SAMPLE:
            break
        head = fold(text[:_LONGEST])
        speaks = speaks or speak.search(head) is not None
        under |= {code for code, country in countries.items() if code not in under and country.under.search(head)}
        spoken |= {code for code, country in countries.items() if code not in spoken and country.spoken.search(head)}
    if not speaks:
        return _USUAL[money]
    said = under or spoken
    return said.pop() if len(said) == 1 else None
