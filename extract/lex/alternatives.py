"""Many words as one pattern that reads what they share once.

`abc|abd|xy` tries each word at every place of a text; `(?=[ax])(?:ab[..]|xy)` looks at one character first. A pattern
made here matches what the plain list would, and where several words match, the same one.
"""

from __future__ import annotations

from collections.abc import Iterable

Parts = tuple[str, ...]
"""A word in pieces of a pattern: single characters, escaped, and what stands between or behind them."""

_LEAST_TO_LOOK_AHEAD = 3
_FEW = 5
"""As many words are tried as fast one by one, and make a pattern that is compiled faster."""


def alternatives(words: Iterable[Parts]) -> str:
    """A pattern for words that are tried in this order; groups of one that is compiled with or without IGNORECASE.

    >>> alternatives([tuple("abc"), tuple("abd"), tuple("ab")]), alternatives([tuple("a")])
    ('a(?:bc|bd|b)', 'a')
    >>> alternatives([tuple("dollars"), tuple("euro"), tuple("pesos"), tuple("pounds"), tuple("yen")])
    '(?=[depy])(?:dollars|euro|p(?:eso|ound)s|yen)'
    """
    shared = _shared(dict.fromkeys(words))
    heads = [head for head, _ in shared]
    if len(heads) < _LEAST_TO_LOOK_AHEAD or not all(map(_is_character, heads)):
        return _written(shared)
    return f"(?=[{''.join(map(_in_class, dict.fromkeys(heads)))}])(?:{_written(shared)})"


_Shared = list[tuple[str, list[Parts]]]


def _shared(words: Iterable[Parts]) -> _Shared:
    """The words by the piece they begin with, "" for one that is at its end, and what is left of each.

    A word joins those before it that begin alike if it may pass what stands between: alternatives of which no text can
    match both change places without effect.
    """
    groups: _Shared = []
    for word in words:
        head = word[0] if word else ""
        for known, rests in reversed(groups):
            if known == head:
                rests.append(word[1:])
                break
            if not _exclude(known, head):
                groups.append((head, [word[1:]]))
                break
        else:
            groups.append((head, [word[1:]]))
    return groups


def _written(groups: _Shared) -> str:
    return "|".join(head and head + _rest(rests) for head, rests in groups)


def _rest(rests: list[Parts]) -> str:
    """What is left of words that begin alike; how they end alike is written once, and a few are tried one by one."""
    end = ""
    while len(rests) > 1 and all(rests) and len({rest[-1] for rest in rests}) == 1:
        end = rests[0][-1] + end
        rests = [rest[:-1] for rest in rests]
    if len(rests) == 1:
        return "".join(rests[0]) + end
    if len(rests) <= _FEW:
        return f"(?:{'|'.join(map(''.join, rests))}){end}"
    shared = _shared(rests)
    written = _written(shared)
    return (written if len(shared) == 1 else f"(?:{written})") + end


def _exclude(one: str, other: str) -> bool:
    """Whether no character is matched by both pieces, whether or not case counts."""
    return _is_character(one) and _is_character(other) and one.casefold() != other.casefold()


def _is_character(piece: str) -> bool:
    """Whether a piece of a pattern is one character and nothing else."""
    return piece[-1:] not in ("", ")") and (len(piece) == 1 or (len(piece) == 2 and not piece[1].isalnum()))


def _in_class(piece: str) -> str:
    return f"\\{piece}" if piece in ("&", "~") else piece
