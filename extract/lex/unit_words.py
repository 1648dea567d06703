"""The words of units as matchers: made of the vocabulary, for the lexers of cells, of declarations and of sentences.

What turns into what: `extract.vocab` → patterns in which every currency, scale, unit and counted thing is known, and
the meaning of each word. Nothing here names a currency or a unit; a new one is a line in a file of the vocabulary.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec
import regex

from extract.lex.alternatives import Parts, alternatives
from extract.lex.style import style
from extract.vocab import Vocabulary, made_of_words


class Meaning(msgspec.Struct, frozen=True):
    """What a word says of a figure: a unit, a power of ten, or both. `noun`: of a count; `hundredth`: cents."""

    unit: str | None
    power: int | None = None
    noun: str | None = None
    hundredth: bool = False


class Words(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """The words of a vocabulary by what they are, and patterns (sources, to be compiled with IGNORECASE) of them.

    `scales`, `measures` are by the word in small letters, without blanks. `codes`: which currencies a sign or word is;
    `may_be`: those it may be where the document says so; `cents`: of which it is the smaller unit, and `minor`: the
    power of ten of that of a currency. Patterns: `currency` in words; `sign` before a figure, codes
    included; `drawn` and `code` the same apart, for text whose words are glued to figures; `behind` all that may follow
    a figure in a cell, with the groups `scale` and `thing`.
    """

    scales: dict[str, int]
    letters: dict[str, int]
    lead: dict[str, int]
    codes: dict[str, tuple[str, ...]]
    may_be: dict[str, tuple[str, ...]]
    cents: dict[str, tuple[str, ...]]
    minor: dict[str, int]
    measures: dict[str, str]
    figures: dict[str, str]
    nouns: frozenset[str]
    iso: str
    currency: str
    sign: str
    drawn: str
    code: str
    cents_pattern: str
    cent_signs: str
    led_currency: str
    scale: str
    scale_ja: str
    measure: str
    counted_en: str
    counted_ja: str
    counted_in_sentences: str
    money_ja: str
    money_words: str
    spelled_scale: str
    unit_behind: str
    points: str
    measured: str
    behind: str
    long_scales: frozenset[str]
    hint: str
    beside: dict[str, dict[str, int]]
    scale_glued: str


# Units whose figures sentences know by more than the word: a rate, a change of it, a length of time.
_OWN_FORMS = frozenset(
    ("percent", "percentage_point", "basis_point", "times", "kbps", "Mbps", "Gbps", "Tbps",
     "month", "week", "day", "hour", "minute")
)  # fmt: skip


def squeezed(printed: str) -> str:
    """A word in small letters without blanks: how the tables of words are looked up."""
    return "".join(printed.split()).lower()


def any_of(words: Iterable[str]) -> str:
    """A pattern for the longest of the words; letters may not run on before or behind a word of letters."""
    lettered: list[Parts] = []
    others: list[Parts] = []
    for word in sorted(set(words), key=lambda word: (-len(word), word)):
        parts = tuple(r"\s*" if character == " " else re.escape(character) for character in word)
        if _is_letter(word[-1]):
            parts = (*parts, "(?![A-Za-z])")
        (lettered if _is_letter(word[0]) else others).append(parts)
    patterns = [rf"(?<![A-Za-z])(?:{alternatives(lettered)})"] if lettered else []
    return "|".join(patterns + ([alternatives(others)] if others else []))


def _is_letter(character: str) -> bool:
    return character.isascii() and character.isalpha()


def _longest(words: Iterable[str]) -> str:
    """The words as they are, the longest first."""
    return alternatives(tuple(map(re.escape, word)) for word in sorted(set(words), key=lambda word: (-len(word), word)))


def _by_word(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """word → all that it may mean."""
    found: dict[str, tuple[str, ...]] = {}
    for word, meant in pairs:
        before = found.get(squeezed(word), ())
        found[squeezed(word)] = before if meant in before else (*before, meant)
    return found


@made_of_words
def words(vocabulary: Vocabulary) -> Words:
    """The matchers of the words that the reading at hand goes by."""
    currencies, scales, units, counted = (
        vocabulary.currencies, vocabulary.scales, vocabulary.units, vocabulary.counted,
    )  # fmt: skip
    iso = _longest(currency.code for currency in currencies)
    lead = {word: scale.power for scale in scales for word in scale.lead}
    led = "|".join(rf"{word}\.?\s?" if len(word) > 1 else word for word in sorted(lead, key=lambda word: -len(word)))
    led_signs = _longest(sign for currency in currencies for sign in currency.also if sign.isalpha())
    spelled = [word for currency in currencies for word in (*currency.words, *currency.ja)]
    signs = [sign for currency in currencies for sign in (*currency.signs, *currency.also)]
    # Signs of letters and codes are known by their capitals: `Rs`, `RM` and `TRY` are no words.
    codes = [form for c in currencies for form in ((c.code,) if c.is_word else (c.code, c.code.lower()))]
    before_figure = rf"(?<![A-Za-z])(?:{_longest(sign for sign in signs if sign.isalpha())})"
    drawn_signs = _longest(sign for sign in signs if not sign.isalpha())
    sign = f"(?-i:{drawn_signs}|{alternatives(tuple(code) for code in sorted(codes))}|{before_figure})"
    # `Net salesS$5` and `EBITDAUSD 5` are glued; `EXPENSES$5` and `OPEN 5` hold no sign of Singapore's or Peru's money.
    prefixes = {sign[:-1] for sign in signs if sign[0].isalpha() and not sign[-1].isalpha() and sign[-1] not in "./"}
    marks = "".join(sorted({sign[-1] for sign in signs if not sign[-1].isalpha() and sign[-1] not in "./"}))
    lettered = _longest(sign for sign in signs if sign[0].isalpha() and (sign[-1].isalpha() or sign[-1] == "."))
    drawn = f"(?-i:(?:(?<![A-Za-z])(?:{_longest(prefixes)}))?[{re.escape(marks)}￥＄₤])"
    code = f"(?-i:(?<![A-Z])(?:{iso})|(?<![A-Za-z])(?:{lettered}))"
    # `EURm`, `RMm`, `Rm`: a scale may touch the code or the letters of a currency.
    letters = [letter for currency in currencies for letter in currency.before_scale]
    apart = [letter for currency in currencies if currency.apart for letter in currency.before_scale]
    glued = sorted({*(sign for sign in signs if sign.isalpha()), *letters} - {*apart})
    joined = f"(?-i:(?<![A-Za-z])(?:{iso}|{_longest(glued)})(?=(?:m|bn|mn|k|million|billion)(?![A-Za-z])))"
    behind_money = "|".join(f"(?<![A-Za-z]{word})(?<={word})" for word in (f"(?:{iso})", *glued))
    scale_glued = rf"(?-i:(?=[mbk])(?:{behind_money})(?:mn?|bn|k|million|billion)(?![A-Za-z]))"
    # `R'000`, `R million`: a letter alone is money before a scale only.
    scale_behind = (
        rf"\s?(?:'?\s?000s?|m|mn|bn|{any_of(word for scale in scales for word in scale.words)})(?![A-Za-z\d])"
    )
    if letters:
        unlike = rf"(?!(?:{_longest(apart)})[a-z])" if apart else ""
        joined = rf"{joined}|(?-i:(?<![A-Za-z]){unlike}(?:{_longest(letters)}))(?={scale_behind})"
    scale_ja = _longest(word for scale in scales for word in scale.ja)
    money_ja = _longest(word for currency in currencies for word in currency.ja)
    counted_ja = _longest(word for kind in counted for word in kind.ja)
    counted_en = [word for kind in counted for word in kind.en]
    behind_figure = [word for unit in units for word in unit.words]
    spelled_scale = any_of(word for scale in scales for word in (*scale.words, *scale.short))
    money_words = any_of([word for currency in currencies for word in (*currency.words, *currency.cents)])
    cent_signs = any_of(sign for currency in currencies for sign in currency.cent_signs)
    # `5 t` is a weight; `5G` and `4K` are none.
    unit_behind = f"{any_of(behind_figure)}|(?-i:{any_of(word for unit in units for word in unit.figures)})"
    return Words(
        scales={
            squeezed(word): scale.power
            for scale in scales
            for word in (*scale.words, *scale.short, *scale.declared, *scale.ja)
        },
        letters={word: scale.power for scale in scales for word in scale.letters},
        lead=lead,
        codes=_by_word(
            (word, currency.code) for currency in currencies for word in (*currency.all, *currency.before_scale)
        ),
        may_be=_by_word(
            (word, currency.code)
            for currency in currencies
            for word in (*currency.all, *currency.before_scale, *currency.also)
        ),
        cents=_by_word(
            (word, currency.code) for currency in currencies for word in (*currency.cents, *currency.cent_signs)
        ),
        minor={currency.code: -currency.minor for currency in currencies},
        measures={squeezed(word): unit.unit for unit in units for word in (*unit.words, *unit.headings)},
        figures={squeezed(word): unit.unit for unit in units for word in (*unit.words, *unit.figures)},
        nouns=frozenset(
            squeezed(word) for kind in counted for word in (*kind.en, *kind.ja, *kind.sentences)
        ),
        iso=iso,
        currency="|".join((any_of(spelled), f"(?-i:{any_of([*signs, *codes])})", joined)),
        sign=sign,
        drawn=drawn,
        code=code,
        cents_pattern=any_of(word for currency in currencies for word in currency.cents),
        cent_signs=cent_signs,
        led_currency=rf"(?<![A-Za-z])(?:{led})(?:(?:{iso}|{led_signs})(?![A-Za-z])|[€£](?!\d))",
        scale=any_of(
            word for scale in scales for word in (*scale.words, *scale.short, *scale.declared, *scale.ja)
        ),
        scale_ja=scale_ja,
        measure=any_of(word for unit in units for word in (*unit.words, *unit.headings)),
        counted_en=any_of(counted_en),
        counted_ja=counted_ja,
        counted_in_sentences=_longest([*counted_en, *(word for kind in counted for word in kind.sentences)]),
        money_ja=money_ja,
        money_words=money_words,
        spelled_scale=spelled_scale,
        unit_behind=unit_behind,
        points=any_of(
            word
            for unit in units
            if unit.unit in ("percentage_point", "basis_point")
            for word in (*unit.words, *unit.figures)
        ),
        measured=any_of(
            word
            for unit in units
            if unit.unit not in _OWN_FORMS
            for word in (*unit.words, *(word for word in unit.figures if word.isascii() and len(word) > 1))
        ),
        behind=rf"(?:(?P<scale>{spelled_scale})(?:\s?(?:of\s)?(?P<thing>{money_words}|{unit_behind}|{any_of(counted_en)}))?"
        rf"|(?P<thing>{money_words}|{unit_behind}|{any_of(counted_en)}|(?-i:{cent_signs}))"
        rf"|(?P<scale>{scale_ja})?(?P<thing>{money_ja}|{counted_ja}|{unit_behind}|銭)|(?P<scale>{scale_ja}))",
        long_scales=frozenset(squeezed(word) for scale in scales for word in scale.words),
        hint="|".join((
            f"(?-i:{iso})",
            _longest(word for scale in scales for word in scale.words),
            money_ja,
            _longest(sign for sign in signs if not sign.isalpha()),
        )),
        scale_glued=scale_glued,
        beside={c.code: {squeezed(word): power for word, power in c.scales.items()} for c in currencies if c.scales},
    )  # fmt: skip


def power_beside(scale: str, currency: str | None) -> int | None:
    """The power of ten of a scale word that stands beside a currency; None for a word that is none.

    >>> power_beside("mil", "R$"), power_beside("mil", "RM"), power_beside("million", None)
    (3, 6, 6)
    """
    word = squeezed(scale)
    code = currency_of(currency) if currency is not None else None
    return words().beside.get(code or "", {}).get(word, words().scales.get(word))


_BARE_DOLLARS = frozenset({"$", "dollar", "dollars"})
_BARE_RUPEES = frozenset({"rs", "rs.", "rupee", "rupees"})
_BARE_PESOS = frozenset({"ps", "ps.", "peso", "pesos"})


def cents_of(word: str) -> tuple[str | None, int]:
    """The currency of which a word is the smaller unit, None if it may be one of several, and the power of ten of that:
    where the currency is open it is a hundredth, until `smaller_unit` knows better.

    >>> cents_of("pence"), cents_of("fils")
    (('GBP', -2), (None, -2))
    """
    codes = words().cents[squeezed(word)]
    return (codes[0], words().minor[codes[0]]) if len(codes) == 1 else (None, -2)


def smaller_unit(currency: str) -> int:
    """The power of ten of the smaller unit of a currency: fils are thousandths of Kuwait's dinar.

    >>> smaller_unit("KWD"), smaller_unit("AED"), smaller_unit("XAU")
    (-3, -2, -2)
    """
    return words().minor.get(currency, -2)


def currency_of(printed: str) -> str | None:
    """ISO 4217 code of a currency as printed; None for what is none, and for a sign of several (`kr`).

    >>> currency_of("U.S. dollars"), currency_of("¥"), currency_of("won"), currency_of("kr")
    ('USD', 'JPY', None, None)
    """
    word = squeezed(printed)
    if word in _BARE_DOLLARS:
        return style().dollar
    if word in _BARE_RUPEES:
        return style().rupee
    if word in _BARE_PESOS:
        return style().peso
    codes = words().codes.get(word, ())
    return codes[0] if len(codes) == 1 else None


def currencies_of(printed: str) -> tuple[str, ...]:
    """All currencies that a sign or word may be: what the document says decides among them.

    >>> currencies_of("kr")[:2], "CAD" in currencies_of("$"), currencies_of("R$")
    (('SEK', 'NOK'), True, ('BRL',))
    """
    return words().may_be.get(squeezed(printed), ())


def meaning_behind(word: str) -> Meaning | None:
    """What a word behind a figure says of it.

    >>> [(said.unit, said.power) for said in map(meaning_behind, ("百万円", "crore", "ppt")) if said]
    [('JPY', 6), (None, 7), ('percentage_point', None)]
    """
    found = _behind_form().fullmatch(word.strip())
    if found is None:
        return None
    known = words()
    power = known.scales[squeezed(found["scale"])] if found["scale"] else None
    thing = squeezed(found["thing"] or "")
    if not thing:
        return Meaning(None, power)
    if thing in known.figures:
        return Meaning(known.figures[thing], power)
    if thing in known.cents:
        unit, smaller = cents_of(thing)
        return Meaning(unit, smaller, hundredth=True)
    if thing in known.nouns:
        return Meaning("count", power or 0, noun=found["thing"].lower())
    return Meaning(currency_of(thing), power or 0)


@made_of_words
def _behind_form(vocabulary: Vocabulary) -> regex.Pattern[str]:
    return regex.compile(words().behind, regex.I)
