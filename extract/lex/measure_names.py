"""Names of what is measured: `Operating income`, 広告宣伝費. The words are data (`measures.jsonl`, `counted.jsonl`).

A subject of a sentence names its figure only if one of these nouns stands in it and it is no clause: `remain focused on
our four markets`, `Company's line of credit allows for an additional` and `March 11 earthquake` do not.
"""

from __future__ import annotations

import regex as re

from extract.lex.fold import fold
from extract.lex.unit_words import any_of
from extract.vocab import Vocabulary, made_of_words, remembered


@made_of_words
def _english(vocabulary: Vocabulary) -> re.Pattern[str]:
    nouns = any_of(form for each in vocabulary.measures for word in each.en for form in (word, _plural(word)))
    counted = any_of(word for each in vocabulary.counted for word in (*each.en, *each.labels, *each.sentences))
    return re.compile(rf"(?<![\p{{L}}\d])(?:{nouns}|{counted})(?![\p{{L}}])", re.I)


def _plural(noun: str) -> str:
    """A noun in the plural.

    >>> [_plural(noun) for noun in ("liability", "survey", "tax", "fee")]
    ['liabilities', 'surveys', 'taxes', 'fees']
    """
    if noun[-1:] == "y" and noun[-2:-1] not in "aeiou":
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("s", "x", "z", "ch", "sh")) else f"{noun}s"


@made_of_words
def _japanese(vocabulary: Vocabulary) -> re.Pattern[str]:
    inside = any_of(word for each in vocabulary.measures for word in each.ja)
    counted = any_of(word for each in vocabulary.counted for word in each.ja)
    ends = any_of(word for each in vocabulary.measures for word in each.ends)
    return re.compile(
        rf"{inside}|(?:{ends}|(?:^|(?<=の)|(?<=総))(?:{counted}))(?:の?(?:合計|総計|増減|増加|減少))?\W*$"
    )


# A subject that is a sentence of its own, or a piece of one; two figures in a row are a piece of a table.
_CLAUSE = re.compile(
    r"^\W*(?:defined|calculated|measured)\s+as\b|^\W*\d[\d,.]*\s+\d[\d,.]*\s|\s(?:from|over|than|against|versus)(?:\s+the)?\W*$|"
    r"^\W*(?:\p{L}+ing\s+(?:into|to|on|upon|up|for|from|with|an?|the|our|its|their|this|these)\b"
    r"|(?:remain|remains|allow|allows|reflect|reflects|excluding|including|previously|generated|included|delivered|saw"
    r"|posted|achieved|reported|expects?|anticipates?)\b)"
    r"|\s(?:contributed|added|subtracted|deducted|lifted|boosted|came|comes)$"
    # verbs that are no participles of a name, and the words that open a clause of their own
    r"|(?:^|\s)(?:was|were|is|are|did|does|came|comes|went|goes|grew|rose|fell|became|becomes|began|took|gave|saw|whose|who|whom|will|would|shall)\s"
    r"|\s(?:about|around|approximately|nearly)$|^\W*as\s+defined\s"
    r"|^\W*(?:has|have|had|which|where|whether|if|because|although)\s"
    r"|(?:^|\s)(?:plans|intends|aims|expects|hopes|agreed|decided|resolved)\sto\s"
    r"|\s(?:excludes?|through|via|(?:(?:partly|partially|fully|largely|more\sthan)\s)?offset)$"
    r"|\s(?:holds|owns|employs|operates|serves|averaged)(?:\s|$)"
    r"|\s(?:generated|earned|produced)\s(?!(?:from|by|in|on|per|at|before|after|during|through|outside|within|for|and|or)\s)"
    r"|\s(?:contributed|supported|helped|enabled|caused|drove)\s|\s(?:had|has|have|allows?|reflects?|delivered|widened|narrowed|authori[sz](?:es|ing)|enables?|gives|provides?|drives?|contains?"
    r"|shows?|means|requires?|includes?|ranges?\s+(?:from|between)|to\s+range)(?:\s|$)",
    re.I,
)


def is_clause(text: str) -> bool:
    """Whether a subject is a sentence of its own, or a piece of one, and no name.

    >>> is_clause("Taking into account these factors"), is_clause("Operating income"), is_clause("Marketing expenses")
    (True, False, False)
    """
    return _CLAUSE.search(text) is not None


_RATIO = re.compile(
    r"%|\b(?:ratios?|rates?|margins?|yields?|shares?|percent(?:age)?|proportion|portion|growth|returns?|RO[A-Z]{1,3}|LTV|occupancy"
    r"|utili[sz]ation|retention|churn|penetration|conversion|coverage|payout|pay-out|leverage|stake|interest|ownership|weight"
    r"|increase|decrease|change|inflation|efficiency|level|discount|premium|tax|cover)\b|[率比割合]|シェア|ROE|ROA|構成|進捗|利回|増減",
    re.I,
)


@made_of_words
def _of_measures(vocabulary: Vocabulary) -> re.Pattern[str]:
    nouns = any_of(form for each in vocabulary.measures for word in each.en for form in (word, _plural(word)))
    return re.compile(rf"(?<![\p{{L}}\d])(?:{nouns})(?![\p{{L}}])", re.I)


def names_counted_only(text: str) -> bool:
    """Whether an English name is of what can be counted, and of no measure: `Turbines turning`.

    >>> [names_counted_only(t) for t in ("Turbines turning", "Revenue of stores", "Net debt", "店舗")]
    [True, False, False, False]
    """
    plain = fold(text)
    return _english().search(plain) is not None and _of_measures().search(plain) is None


def names_amount(text: str) -> bool:
    """Whether a name is of something that is no percentage, as far as its words say.

    >>> [names_amount(t) for t in ("Comprehensive income", "Operating margin", "Market share", "包括利益")]
    [True, False, False, True]
    """
    return names_measure(text) and _RATIO.search(fold(text)) is None


@made_of_words
def _qualifiers(vocabulary: Vocabulary) -> re.Pattern[str]:
    return re.compile(any_of(word for each in vocabulary.measures for word in each.before), re.I)


def qualifies_measure(word: str) -> bool:
    """Whether a word before a measure says how it is taken or of what kind it is, and not of which part.

    >>> [qualifies_measure(word) for word in ("Adjusted", "Subscription", "Tools")]
    [True, True, False]
    """
    return _qualifiers().fullmatch(fold(word)) is not None


@remembered(8192)
def names_measure(text: str) -> bool:
    """Whether a text names something of which there can be a figure, and is no clause.

    >>> [names_measure(t) for t in ("Operating income", "Total liabilities", "Active users", "広告宣伝費", "従業員数")]
    [True, True, True, True, True]
    >>> [names_measure(t) for t in ("remain focused on four markets", "March 11 earthquake", "調味料", "第2四半期")]
    [False, False, False, False]
    """
    plain = fold(text)
    if is_clause(plain):
        return False
    return _english().search(plain) is not None or _japanese().search(plain.strip()) is not None
