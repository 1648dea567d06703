"""Row labels and headings to their normal forms, by which the vocabulary of concepts knows them.

Normalising takes away what does not change the meaning: width and case, punctuation, footnote marks, numbering,
units in brackets, endings of the plural, and the alternatives of sign (`Net income (loss)`, `営業利益又は営業損失（△）`).
"""

# ruff: noqa: E501  (patterns, measured by ruff with Japanese letters counted twice)

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from extract.lex.calendar_words import MONTH_IN_FULL
from extract.lex.units import find_units

_TAGS = re.compile(r"<[^<>]{1,40}>|[*_#]{2,}")
_NUMBERING = re.compile(
    r"^\s*(?:\(?\s*(?:[0-9]{1,2}|[ivx]{1,4}|[a-z])\s*[).]|[0-9]{1,2}[.、]|[①-⑳]|[•●○◆■▪・>‐\-–—−]+)\s*(?![0-9])", re.I
)
_ROMAN = re.compile(r"^[ivx]{1,4}\s*(?=[ぁ-んァ-ヶ一-龥])")
_FOOTNOTE = re.compile(
    r"[(（]\s*(?:注|see\s+notes?|notes?|\*|※)\s*(?:[0-9０-９,、 ]|and){0,8}[)）]|(?:注|※|\*)\s*[0-9０-９]{0,2}(?:[,、，]\s*[※*]?\s*[0-9０-９]{1,2})*"
    r"|[¹²³⁴-⁹®™†‡]+",
    re.I,
)
_SIGNS = re.compile(
    r"\(?(?<=\()(?:loss(?:es)?|used in|used for|used by|provided by|benefits?|gains?|expenses?|deficit|deficiency|decreases?"
    r"|increases?|reversal|income|earnings|profits?|charges?|credits?|provision|unaudited|audited|consolidated|notes?"
    r"|accumulated deficit|△は[^()]*|△[^()]*|▲は[^()]*|▲[^()]*|-は[^()]*|連結|損失|当期|四半期|未監査)(?=\))\)?"
)
_EMPTY = re.compile(r"\(\s*\)")
# What stands in brackets and does not make another figure of it, as a part (うち) or a measure to compare with would.
_BRACKETED = re.compile(r"\((?!うち|内|外|比較)[^()]*\)")
_JA = re.compile(r"[ぁ-んァ-ヶ一-龥]")
_OR_LOSS = re.compile(r"(?:又は|または)[^()]*?(?:損失|損)(?:金額|額)?(?=$|[(:])")
_SLASHED = re.compile(
    r"(?<!\))\s*/\s*\(?(?:loss(?:es)?|expenses?|benefits?|gains?|income|decrease|increase|used in)\)?(?=\W|$)"
)
# Japanese ways to write one word: the second stands for the first.
_SAME_JA = (
    ("および", "及び"), ("並びに", "及び"), ("たな卸", "棚卸"), ("ソフトウェア", "ソフトウエア"), ("一年", "1年"),
    ("以内返済", "内返済"), ("以内償還", "内償還"), ("四半期純", "当期純"), ("中間純", "当期純"), ("四半期利益", "当期利益"),
    ("中間利益", "当期利益"), ("四半期包括", "包括"), ("中間包括", "包括"), ("当期包括", "包括"), ("純損益", "純利益"),
    ("の部合計", "合計"), ("増減額", "増減"),
)  # fmt: skip
# What follows a name and tells how it was made: `, net of allowances`, `, less accumulated depreciation`.
# A list that goes on behind it names other things: `, net of cash acquired, and purchases of intangible assets`.
_MADE_OF = re.compile(
    r"(?:\s*[,;:–—-]\s*|\s+)(?:net of|less|including|excluding|in excess of par)\b(?!.*,\s*[a-z][^,]*\band\b).*"
)
# What follows the name of a class of shares: `, $1 par value. Shares authorized – 2,400`, `, at cost; 931.9 shares`.
_SHARES = re.compile(
    r"(?:\s*[,;:.–—-]\s*|\s+)(?:\$?[\d.]+ par\b|par value\b|at cost\b(?=[,;( ]*\d)|no par\b|\$?\d[\d,.]*\s).*"
    r"|\s*[,;:.–—-]\s*(?:shares? )?(?:authorized|issued)\b.*"
)
_LEAD = re.compile(r"^(?:less|add|plus|deduct)\s*:?\s+|^うち、?|^\(?(?:内|うち)[、,]?")
_ATTRIBUTABLE = re.compile(
    r"(?P<basic>basic |diluted )?(?P<whole>comprehensive )?(?:net income|net profit|net earning|net loss|profit|income|earning)"
    r" attributable to(?! non ?controlling| minority).+?(?P<per_share> per (?:common |ordinary )?share)?(?P<after> basic| diluted)?"
)
# `Earnings from continuing operations attributable to the Company`, `Other comprehensive loss attributable to Example Inc.`
_PART_ATTRIBUTABLE = re.compile(
    r"(?P<name>(?:net )?(?:income|earning|profit|loss) from continuing operation|other comprehensive (?:income|loss))"
    r" attributable to(?! non ?controlling| minority) .+"
)
_HELD_BY_PARENT = re.compile(
    r"(?P<name>accumulated other comprehensive (?:income|loss|earning))(?: net)? attributable to .+"
)
# Only a business that is bought brings cash with it, whatever it is called.
_BOUGHT = re.compile(
    r"(?:(?:cash )?(?:paid|payment|purchase|consideration) (?:for|of|to acquire) )?(?:the )?(?:acquisition|purchase|acquire)\b(?!.*\band\b).*"
    r" net of cash(?: and (?:cash )?equivalent)? acquired"
)
_OF_SHAREHOLDERS = re.compile(
    r"total (?!liability)(?:[a-z0-9]+ ){1,5}(?:common )?(?:shareholder|stockholder|shareowner) equity"
)
# Which end of the period a balance of cash is of is said by its period.
_OF_BALANCE = re.compile(
    r"(?P<name>cash\b.*?)(?: at| as of)?(?: (?:beginning|end|ending|opening|closing|start))?"
    r"(?: of(?: fiscal| each)? (?:period|year|quarter)| balance"
    rf"| {MONTH_IN_FULL.casefold()}(?: \d{{1,2}})?)"
)
_PER_SHARE_OF = re.compile(r"(?P<name>.+ per (?:common |ordinary )?share(?: basic| diluted)?) attributable to .+")
_SHORT = {
    "avg": "average",
    "noncurrent": "non current",
    "noncontrolling": "non controlling",
    "nonoperating": "non operating",
}
STOP_WORDS = frozenset(
    ("and", "of", "for", "in", "to", "from", "on", "by", "with", "at", "or", "a", "an", "our", "its")
)


@lru_cache(maxsize=16384)
def forms_of(label: str) -> tuple[str, ...]:
    """The normal forms that a label may be read as, plainest first.

    >>> forms_of("Net Income (Loss)*1"), forms_of("Ⅱ　営業損失（△）")
    (('net income', 'net loss'), ('営業損失', '営業利益'))
    >>> forms_of("Total receivables, net of allowances")
    ('total receivable net of allowance', 'receivable net of allowance', 'total receivable', 'receivable')
    """
    if not re.search(r"[^\W\d_]", label):
        return ("",)
    return tuple(dict.fromkeys(form for form in _forms(_bare(label)) if form)) or ("",)


def _bare(label: str) -> str:
    """A label without its marks, numbering, units and alternatives of sign."""
    text = _TAGS.sub(" ", label)
    text = _FOOTNOTE.sub(" ", text)
    text = unicodedata.normalize("NFKC", text).lower().replace("’", "'").strip()
    text = _without_units(text)
    text = _NUMBERING.sub("", text, count=1)
    text = _ROMAN.sub("", text, count=1)
    return _OR_LOSS.sub("", re.sub(r"\s+", "", text)) if _JA.search(text) else _SLASHED.sub(" ", text)


# Two words for the two signs of one thing: `(income) loss`, `Benefit (provision)`, `(losses)/gains`.
_SIGN_WORD = "loss(?:es)?|gains?|income|earnings|profits?|expenses?|benefits?|provision|increase|decrease|used|provided"
_FIRST_IN_BRACKETS = re.compile(rf"\((?P<word>{_SIGN_WORD})\)\s*/?\s*(?:{_SIGN_WORD})\b")
_SECOND_IN_BRACKETS = re.compile(rf"\b(?:{_SIGN_WORD})\s*/?\s*\((?P<word>{_SIGN_WORD})\)")


def _forms(text: str) -> Iterator[str]:
    yield from _forms_of_one_sign(text)
    for signs in (_FIRST_IN_BRACKETS, _SECOND_IN_BRACKETS):
        if signs.search(text):
            yield from _forms_of_one_sign(signs.sub(lambda found: found["word"], text))


def _forms_of_one_sign(text: str) -> Iterator[str]:
    lost = bool(re.search(r"損失(?:金額)?\s*\([△▲]\)", text))
    text = _EMPTY.sub(" ", _SIGNS.sub(" ", text))
    bare = _BRACKETED.sub(" ", text)
    readings = [text, _LEAD.sub("", text), _MADE_OF.sub("", text), bare, _MADE_OF.sub("", _LEAD.sub("", bare))]
    for reading in dict.fromkeys((*readings, _SHARES.sub("", bare))):
        name = plain(reading)
        yield name
        if lost and "損失" in name:
            yield name.replace("損失", "利益")
        yield from _shorter(name)


def joined_forms(leaf: str, heading: str) -> tuple[str, ...]:
    """A row and its heading as one name: `Basic` under `Earnings per share`."""
    whole = (f"{leaf} {heading}", f"{heading} {leaf}")
    shorter = (form for name in whole for form in _shorter(name)) if leaf in ("basic", "diluted") else ()
    return tuple(dict.fromkeys((*whole, *shorter)))


def _shorter(name: str) -> Iterator[str]:
    """A normal form without words that add nothing to a name."""
    if (match := _ATTRIBUTABLE.fullmatch(name)) is not None:
        whole = "comprehensive income" if match["whole"] else "net income"
        per_share = " per share" if match["per_share"] else ""
        which = (match["basic"] or match["after"] or "").strip()
        yield f"{which} {whole} attributable to owner of parent{per_share}".strip()
    if (match := _PART_ATTRIBUTABLE.fullmatch(name)) is not None:
        yield f"{match['name']} attributable to owner of parent"
    if (match := _HELD_BY_PARENT.fullmatch(name)) is not None:
        yield match["name"]
    if _BOUGHT.fullmatch(name) is not None:
        yield "acquisition of business net of cash acquired"
    if (match := _OF_SHAREHOLDERS.fullmatch(name)) is not None:
        yield "equity attributable to owner of parent"
    if (match := _PER_SHARE_OF.fullmatch(name)) is not None:
        yield match["name"]
    if (match := _OF_BALANCE.fullmatch(name)) is not None:
        yield match["name"]
    for lead in ("連結", "consolidated ", "total ", "all "):
        if name.startswith(lead) and len(name) > len(lead) + 1:
            yield name.removeprefix(lead)
            yield from _shorter(name.removeprefix(lead))
    for tail in ("純額", "合計", "計", "金額", " net"):
        if name.endswith(tail) and len(name) > len(tail) + 1 and not (tail == "計" and name.endswith("累計")):
            yield name.removesuffix(tail)
    if re.search(r"[a-z]{3}\d$", name):
        yield name[:-1]  # a footnote mark run on: Net profit3


def _without_units(text: str) -> str:
    """Without units and scales in brackets, and periods or words in front of them kept."""
    for unit in reversed(find_units(text)):
        left, right = text[: unit.start].rstrip(), text[unit.end :].lstrip()
        if unit.declared and left.endswith("(") and right.startswith(")"):
            text = f"{left[:-1]} {right[1:]}"
    return text


@lru_cache(maxsize=32768)
def plain(text: str) -> str:
    """Letters and figures only, small; English words parted by one space and without plurals, Japanese ones by none.

    >>> plain("Notes and accounts receivable-trade"), plain("受取手形、売掛金および契約資産")
    ('note and account receivable trade', '受取手形売掛金及び契約資産')
    """
    text = unicodedata.normalize("NFKC", text).lower()
    if _JA.search(text):
        text = re.sub(r"[\s,、，・:：;.。'\"()（）\[\]「」\-—–−‐&/]+", "", text)
        for written, meant in _SAME_JA:
            text = text.replace(written, meant)
        return text
    text = text.replace("&", "and") if re.search(r"\S&\S", text) else text.replace("&", " and ")
    text = re.sub(r"'s?\b", lambda m: "s" if m.group() == "'s" else "", text)
    words = re.sub(r"[^a-z0-9%]+", " ", text).split()
    return " ".join(_SHORT.get(word) or _singular(word) for word in words if word != "the")


def _singular(word: str) -> str:
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith(("xes", "ches", "shes", "sses")):
        return word[:-2]
    return word[:-3] + "y" if word.endswith("ies") and len(word) > 4 else word[:-1]


def words_of(form: str) -> frozenset[str]:
    """The words of an English form that carry its meaning, in no order; empty for Japanese ones.

    >>> sorted(words_of("purchase of property and equipment"))
    ['equipment', 'property', 'purchase']
    """
    return frozenset(form.split()) - STOP_WORDS if form.isascii() else frozenset()
