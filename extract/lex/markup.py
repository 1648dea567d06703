"""Markup and decoration that converters leave in text: tags, entities, markdown marks, decorative glyphs.

Contract: dropping markup never changes, adds or loses a visible character; the characters that stay keep
their places (`Span.parts`). White space that separated two words still separates them.
"""

from __future__ import annotations

import html

import regex as re

from extract.model import Part, Span

# Names of elements only: a heading such as `<Outsourcing>` is print, not markup.
_TAG = re.compile(
    r"</?(a|abbr|b|big|blockquote|body|br|caption|center|code|col|colgroup|dd|del|div|dl|dt|em|font|h[1-6]|hr|html|i|img|ins"
    r"|ix:[a-z]+|li|mark|nobr|ol|p|pre|q|s|small|span|strike|strong|style|sub|sup|table|tbody|td|tfoot|th|thead|tr|tt|u|ul)"
    r"(?:\s[^<>]*)?/?>",
    re.I,
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
_SUPERSCRIPT = re.compile(r"<sup>(.{0,40}?)</sup>", re.I)
_STARS = re.compile(r"(?<![*\w])\*{2,3}([^*\n]{1,4000}?)\*{2,3}(?!\*)|(?<![*\w])\*([^*\s][^*\n]{0,4000}?)\*(?![*\w])")
# `[150,825](#f12)`: a cell that is a link; a link behind a figure may be the mark of a note.
_LINK = re.compile(r"\s*\[([^\[\]\n]{1,200})\]\([^()\s]{1,400}\)\s*")
_BREAKING = {"br", "p", "li", "div", "td", "th", "tr", "ul", "ol", "table", "h1", "h2", "h3", "h4", "h5", "h6"}
# Three digits in a row, or behind a comma, are a figure and no note.
_VALUE = re.compile(r"\d{3}|\d[.,]\d{3}|\d%")
_ORDINAL = re.compile(r"(?:st|nd|rd|th|[®™©]|<.*>)$", re.I)

# Glyphs that decks put around values and headings and that mean nothing by themselves.
DECORATION = "●○◎■□◆◇♦▶►▷➤➢➣≻≫◀▼▽★☆•·∙❖✓✔➜→"
_DECORATED = re.compile(rf"[{DECORATION}]+")
_MASK = re.compile(r"[○●◯△□*]+")


def _without(span: Span, drops: list[tuple[int, int, str]]) -> Span:
    """`span` without the given pieces; each may leave a joint (" " or "") that has no place of its own."""
    if not drops:
        return span
    text, parts, at = "", [], 0
    for start, end, joint in sorted(drops, key=lambda drop: (drop[0], -drop[1])):
        if start < at:
            continue
        piece = span.cut(at, start)
        parts += [Part(p.start + len(text), p.end + len(text), p.location, p.rival) for p in piece.parts]
        text += piece.text
        if joint and len(joint) == 1 and joint != " ":
            # A decoded character stands where its entity stood.
            where = span.cut(start, end).location
            parts.append(Part(len(text), len(text) + 1, where))
            text += joint
        elif joint and text and not text.endswith(" ") and not span.text[end : end + 1].isspace():
            text += joint
        at = end
    piece = span.cut(at, len(span.text))
    parts += [Part(p.start + len(text), p.end + len(text), p.location, p.rival) for p in piece.parts]
    return Span(text + piece.text, tuple(parts))


# How often a converter is believed to have escaped its own output.
_ESCAPED = 4


def drop_markup(span: Span, *, marks: bool = True, rounds: int = _ESCAPED) -> Span:
    """Text without tags, entities and markdown emphasis; footnote marks in `<sup>` leave a space.

    >>> drop_markup(Span.of("<b>1Q07</b> 1Q06 R&amp;D", line=1)).text
    '1Q07 1Q06 R&D'
    >>> drop_markup(Span.of("OEM<sup>4</sup> in the 1<sup>st</sup>", line=1)).text
    'OEM in the 1st'
    """
    text = span.text
    drops: list[tuple[int, int, str]] = []
    if "<" in text:
        for found in _SUPERSCRIPT.finditer(text):
            if not _ORDINAL.search(found[1]) and not _VALUE.search(found[1]):
                drops.append((found.start(), found.end(), " "))
        for found in _TAG.finditer(text):
            joint = " " if found[1].lower() in _BREAKING else ""
            drops.append((found.start(), found.end(), joint))
    if "&" in text:
        for found in _ENTITY.finditer(text):
            decoded = html.unescape(found[0])
            if len(decoded) == 1:
                drops.append((found.start(), found.end(), " " if decoded.isspace() else decoded))
    if marks and "*" in text:
        for found in _STARS.finditer(text):
            inner = 1 if found[1] is not None else 2
            drops.append((found.start(), found.start(inner), ""))
            drops.append((found.end(inner), found.end(), ""))
        # Bold that runs over lines leaves one half of its marks on each.
        taken = {i for start, end, _ in drops for i in range(start, end)}
        for found in re.finditer(r"^\s*(\*{2,3})(?=[^\s*])|(?<=[^\s*])(\*{2,3})\s*$", text):
            group = 1 if found[1] is not None else 2
            if found.start(group) not in taken:
                drops.append((found.start(group), found.end(group), ""))
    if marks and "](" in text and (link := _LINK.fullmatch(text)) is not None:
        drops += [(0, link.start(1), ""), (link.end(1), len(text), "")]
    if marks and "\\" in text:
        drops += [(f.start(), f.end(), "") for f in re.finditer(r"\\(?=[$*_#~\[\]()<>|+.!-])", text)]
    cleaned = _without(span, drops)
    # An escaped tag (`&lt;sup&gt;`) becomes one only now, and half a mark (`<b>**Net`) stands at the begin only now.
    if rounds and cleaned.text != text and any(mark in cleaned.text for mark in "<&*\\"):
        return drop_markup(cleaned, marks=marks, rounds=rounds - 1)
    return cleaned.strip()


def drop_decoration(span: Span) -> Span:
    """Text without decorative glyphs at its ends, around its numbers or between blanks; how far it stands in stays.

    Circles in place of letters (`株式会社○○銀行`, `○○市`) are a name left out, and print.

    >>> drop_decoration(Span.of("○○106 ○", line=1)).text, drop_decoration(Span.of("  ■ Costs", line=1)).text
    ('106', '  Costs')
    >>> drop_decoration(Span.of("株式会社○○銀行", line=1)).text
    '株式会社○○銀行'
    """
    drops = [
        (f.start(), f.end(), " ")
        for f in _DECORATED.finditer(span.text)
        if not _left_out(span.text, f.start(), f.end())
    ]
    return set_in_as(span, _without(span, drops))


def _left_out(text: str, start: int, end: int) -> bool:
    """Whether glyphs stand for letters: between letters, or two and more right before one."""
    before, after = text[start - 1 : start], text[end : end + 1]
    masks = _MASK.fullmatch(text, start, end) is not None
    return after.isalpha() and (before.isalpha() or (masks and end - start > 1))


def set_in_as(before: Span, after: Span) -> Span:
    """What became of a text, as far in as the text stood."""
    lead = before.text[: len(before.text) - len(before.text.lstrip(" "))]
    words = after.strip()
    return Span.join([Span(lead), words], "") if lead and words.text else words


def collapse(text: str) -> str:
    """White space runs as one blank."""
    return " ".join(text.split())
