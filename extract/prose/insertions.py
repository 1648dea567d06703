"""Clauses that a sentence inserts between a subject and its verb, or sets before it, with a figure of their own.

Expenses, including a $2 million provision, increased to $18 million.    18: expenses
Excluding one-off items of $3 million, operating profit was $17 million. 17: operating profit, without such items
"""

from __future__ import annotations

from typing import NamedTuple

import regex as re

from extract.prose.told import Sentence, Told

_OPENS = (
    r"(?:including|includes|excluding|which|where|before|after|net\s+of|comprising|consisting\s+of|made\s+up\s+of"
    r"|defined\s+as|adjusted\s+for|supported\s+by|helped\s+by|despite)"
)
_INSERTION = re.compile(rf",\s+{_OPENS}\s", re.IGNORECASE)
# The words from the figure of an insertion to its end, and the verb that its subject goes on with.
_RESUMES = re.compile(
    r"[^,;:()]*,\s+(?:(?:and|but)\s+)?(?:(?:has|have|also|then|only)\s+)*"
    r"(?:(?:had|posted|reported|recorded|generated|achieved|delivered|earned|saw)\s+(?:an?\s+|its\s+)?(?P<thing>[^,;:()]*?\w)"
    r"(?:\s+(?:of|at))?\s*$|(?:was|were|is|are|totall?ed|amounted|increased|decreased|rose|fell"
    r"|grew|declined|improved|reached|stood|came|remained|dropped|climbed|expanded|contracted|up|down)\b[^,;:()]*$)",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"\W*(?:excluding|including|before|adjust(?:ed|ing)\s+for|net\s+of|without)\s(?!\W*\u2423)", re.IGNORECASE
)
_ANOTHER_CLAUSE = re.compile(r";|\b(?:while|whereas|but|although|compared\s+(?:to|with)\s+reported)\b", re.IGNORECASE)
_AS_REPORTED = re.compile(r"\b(?:reported|statutory|GAAP)\b", re.IGNORECASE)
_CLOSED = re.compile(r"[;:]|,(?!\d)")  # the insertion has ended, or another clause has begun
_OTHER_MEASURE = re.compile(r",\s+(?:excluding|before|after|net\s+of|adjusted\s+for)\s", re.IGNORECASE)
_COMMA = re.compile(r",(?!\d)")
_DANGLING = re.compile(r"\s+(?:of|totall?ing|amounting\s+to|worth)$", re.IGNORECASE)

_FIGURES = re.compile(r"(?<=\d),(?=\d)")
_LED = re.compile(r"^\s*of\s")  # `$4 million | of restructuring costs`


class Inserted(NamedTuple):
    """A clause that stands inside another: the words `lead` before it, from the figure before these on, and `basis`,
    its own without their figures, if they make another measure of what stands before it. `thing`: what the subject had,
    where it is a part of the company."""

    lead: str
    basis: str | None
    thing: str | None


def inserted_before(sentence: Sentence, told: Told, words: str) -> Inserted | None:
    """The insertion that ends right before the verb of a figure, if it holds one; `words`: those since that one."""
    resumes = _RESUMES.match(words)
    if resumes is None:
        return None
    inside = [number for number in sentence.numbers if number.end <= told.number.start]
    if not inside:
        return None
    opens = [m.start() for m in _INSERTION.finditer(sentence.text, sentence.start, inside[-1].start)]
    if not opens:
        return None
    at = opens[-1]
    if _CLOSED.search(sentence.text[at + 1 : inside[-1].start]):
        return None  # another clause has begun since
    since = max([sentence.start, *(number.end for number in sentence.numbers if number.end <= at)])
    basis = None
    if _OTHER_MEASURE.match(sentence.text, at) is not None:
        basis = without_figures(sentence, at + 1, _COMMA)
    return Inserted(sentence.text[since:at], basis, resumes["thing"])


def is_inside_insertion(sentence: Sentence, start: int, end: int, at: int) -> bool:
    """Whether what stands from `start` to `end` is inside an insertion that has ended before `at`: `Sales, which fell
    in the first quarter, rose 2%`."""
    opens = [m.start() for m in _INSERTION.finditer(sentence.text, sentence.start, start)]
    if not opens or _CLOSED.search(sentence.text[opens[-1] + 1 : start]):
        return False
    return _RESUMES.match(_FIGURES.sub(" ", sentence.text[end:at])) is not None


def condition_before(sentence: Sentence, told: Told) -> str | None:
    """`Excluding one-off items of $3 million, ` at the head of a sentence, which holds for the figures behind it up to
    another clause: the words without their figures."""
    text = sentence.text
    opened = _CONDITION.match(text, sentence.start)
    comma = _COMMA.search(text, opened.end(), told.number.start) if opened is not None else None
    if comma is None or _ANOTHER_CLAUSE.search(text, comma.end(), told.number.start) is not None:
        return None
    if _AS_REPORTED.search(told.subject or "") is not None or re.search(r"[;:]", text[sentence.start : comma.start()]):
        return None
    return without_figures(sentence, sentence.start, _COMMA)


def without_figures(sentence: Sentence, at: int, ends: re.Pattern[str]) -> str:
    """The words of a sentence from a place on, up to a sign that ends them, without the figures among them."""
    pieces, last = [], at
    for number in sentence.numbers:
        if number.start < at:
            continue
        stop = ends.search(sentence.text, last, number.start)
        if stop is not None:
            pieces.append(sentence.text[last : stop.start()])
            break
        pieces.append(sentence.text[last : number.start])
        last = number.end
    else:
        stop = ends.search(sentence.text, last, sentence.end)
        pieces.append(sentence.text[last : stop.start() if stop is not None else sentence.end])
    words = " ".join(_LED.sub("", _DANGLING.sub("", piece.rstrip())) for piece in pieces)
    return " ".join(words.replace("\u2423", " ").split()).strip(" ,.")
