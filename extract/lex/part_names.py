"""Words of parts: text → by which dimension a heading parts figures, which region or accounting standard a label is.

`Net sales by region` → `region`, `報告セグメント` → `segment`, `日本` → `Japan`, `国際会計基準` → `IFRS`. The words are
data (`breakdowns.jsonl`, `regions.jsonl`, `standards.jsonl`).
"""

from __future__ import annotations

import regex as re

from extract.lex.fold import fold
from extract.lex.unit_words import any_of
from extract.vocab import Vocabulary, made_of_words, remembered

_LONGEST, _LONGEST_INTRODUCTION = 120, 240
_MARKS = re.compile(
    r"\s*(?:[(（\[［]\s*(?:注|see |notes?|\*|※)?\s*[\d,、 a-h]{1,6}[)）\]］]"
    r"|[(（]\s*注\s*[)）]?\s*(?:\d{1,2}(?:\s*[,、・]\s*\d{1,2})*)?"
    r"|[*†‡※]+\s*\d{0,2}|[¹²³⁴-⁹]+)"
    r"|^\W*[(（]?\d{1,2}[.)）．]\s*"
)
_TOTAL = re.compile(
    r"\W*(?:(?:grand |sub-?)?totals?\b.*|consolidated(?: totals?)?|(?:連結)?(?:合計|総計|計|小計)|連結|全社合計"
    r"|.*(?:合計|総計|計上額))\W*",
    re.I,
)


class _Names:
    """The words of one vocabulary, ready to be looked for."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        parted = vocabulary.breakdowns
        self.phrases = [(b.dimension, re.compile(any_of((*b.en, *b.ja)), re.I)) for b in parted]
        self.heads = {_plain(word): b.dimension for b in parted for word in b.heads}
        english = {b.dimension: [word for word in b.heads if word.isascii()] for b in parted}
        self.apart = re.compile(any_of([word for b in parted for word in b.apart]), re.I)
        self.nouns = [(dimension, re.compile(any_of(words), re.I)) for dimension, words in english.items() if words]
        self.regions = {_plain(word): each.region for each in vocabulary.regions for word in (*each.en, *each.ja)}
        self.standards = {_plain(word): s.standard for s in vocabulary.standards for word in (*s.en, *s.ja)}


@made_of_words
def _names(vocabulary: Vocabulary) -> _Names:
    return _Names(vocabulary)


def _plain(text: str) -> str:
    """A label in small letters, without marks of notes, numbering and what closes it."""
    return " ".join(_MARKS.sub(" ", fold(text)).casefold().split()).strip(" :：.,、。-–—・【】[]〔〕<>＜＞■●○")


@remembered(20_000)
def dimension_of_heading(text: str) -> tuple[str, ...]:
    """The dimensions whose parts stand below a heading: none, or the one that it names; several where it names several.

    >>> dimension_of_heading("Net sales by geographic area:"), dimension_of_heading("品目別売上高")
    (('region',), ('product',))
    >>> dimension_of_heading("報告セグメント"), dimension_of_heading("Products"), dimension_of_heading("Product sales")
    (('segment',), ('product',), ())
    >>> dimension_of_heading("Revenue by segment and region")
    ('region', 'segment')
    """
    if len(text) > (_LONGEST_INTRODUCTION if text.rstrip().endswith((":", "：")) else _LONGEST):
        return ()
    names, bare = _names(), fold(text)
    said = {dimension for dimension, words in names.phrases if words.search(bare)}
    if said:
        said |= {dimension for dimension, words in names.nouns if words.search(bare) and "by " in bare.casefold()}
    elif (whole := names.heads.get(_plain(text))) is not None:
        said = {whole}
    return tuple(sorted(said))


@remembered(20_000)
def region_named(text: str) -> str | None:
    """The region that a label is, by the name that is common to both languages; None where it says anything else.

    >>> region_named("日本"), region_named("Europe, Middle East and Africa (2)"), region_named("Japan Airlines")
    ('Japan', 'EMEA', None)
    """
    return _names().regions.get(_plain(text)) if len(text) <= _LONGEST else None


@remembered(20_000)
def standard_named(text: str) -> str | None:
    """The accounting standard that a heading is.

    >>> standard_named("国際会計基準"), standard_named("U.S. GAAP"), standard_named("Effects of IFRS")
    ('IFRS', 'US-GAAP', None)
    """
    return _names().standards.get(_plain(text)) if len(text) <= _LONGEST else None


@remembered(20_000)
def of_no_part(text: str) -> bool:
    """Whether a label is what is left when all parts have been told, or is taken off them: it is no part by itself.

    >>> of_no_part("Corporate and support"), of_no_part("Eliminations (1)"), of_no_part("調整額（注）２")
    (True, True, True)
    >>> of_no_part("Corporate Banking"), of_no_part("Other"), of_no_part("その他")
    (False, False, False)
    """
    return _names().apart.fullmatch(_plain(text)) is not None


_SOLD = r"(?:sales|revenues?|net sales|net revenues?)"
_COST = r"costs? of (?:net )?(?:sales|revenues?|goods sold)"
_KIND = "(?P<kind>products?|services?|goods)"
_GOODS = re.compile(
    rf"(?:net |total )?{_KIND} {_SOLD}|{_SOLD} of {_KIND}|{_COST}[ ,:–—-]+{_KIND}"
    rf"|costs? of {_KIND}(?: {_SOLD}| sold)",
    re.I,
)
_MEASURED = re.compile(rf"(?:total |net )?(?:operating )?{_SOLD}|{_COST}", re.I)


@remembered(20_000)
def goods_or_services(text: str) -> str | None:
    """The goods or services of which a row is what was sold, or the cost, by its name; None where it says neither.

    >>> goods_or_services("Net product sales"), goods_or_services("Cost of sales - services (1)")
    ('Products', 'Services')
    >>> goods_or_services("Sales of goods"), goods_or_services("Cost of sales"), goods_or_services("Service fees")
    ('Goods', None, None)
    """
    found = _GOODS.fullmatch(_plain(text)) if len(text) <= _LONGEST else None
    if found is None:
        return None
    kind = found["kind"].capitalize()
    return kind.rstrip("s") + "s"


@remembered(20_000)
def sold_or_cost(text: str) -> bool:
    """Whether a heading is what was sold, or what that cost.

    >>> sold_or_cost("Net sales:"), sold_or_cost("Cost of revenue"), sold_or_cost("Other income")
    (True, True, False)
    """
    return len(text) <= _LONGEST and _MEASURED.fullmatch(_plain(text)) is not None


_OF_SEGMENTS = re.compile(
    r"total (?:reportable |operating |business )?segments?(?: (?!and\b)[\w() -]{1,40})?|(?:報告)?セグメント(?:合)?計",
    re.I,
)


@remembered(20_000)
def totals_segments(text: str) -> bool:
    """Whether a row is the total of all segments, by its name.

    >>> totals_segments("Total segment profit (loss)"), totals_segments("報告セグメント計"), totals_segments("Total")
    (True, True, False)
    >>> totals_segments("Total segments and corporate")
    False
    """
    return len(text) <= _LONGEST and _OF_SEGMENTS.fullmatch(_plain(text)) is not None


@remembered(20_000)
def names_whole(text: str) -> bool:
    """Whether a label is a total, and no part: `Total net sales`, `計`, `連結財務諸表計上額`.

    >>> names_whole("合計"), names_whole("Total Americas"), names_whole("連結財務 諸表計上 額（注）３")
    (True, True, True)
    >>> names_whole("Other"), names_whole("Total Access"), names_whole("連結財務諸表 計上額 (注)２,３,４")
    (False, True, True)
    >>> names_whole("（注）１")  # and no part
    True
    """
    plain = _plain(text)
    whole = re.sub(r"\s", "", plain) if re.search(r"\p{Han}", plain) else plain
    return _TOTAL.fullmatch(whole) is not None or not any(map(str.isalpha, plain))
