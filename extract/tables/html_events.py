"""HTML as it stands in the world to events: what the parser of the standard library would stumble over is passed over.

a <![foo[ b > c   →  "a ", a comment, " c"
"""

from __future__ import annotations

from html.parser import HTMLParser

import regex as re

# The marked sections that there are: of SGML, and what word processors write into conditional comments.
_SECTION = re.compile(r"<!\[(?:temp|cdata|ignore|include|rcdata|if|else|endif)(?![-_.a-z0-9])", re.I)
_OPENS = re.compile(r"<(?=[!?/])")


class Events(HTMLParser):
    """The parser of the standard library, to which `<![` before anything but a name it knows is a comment."""

    def parse_html_declaration(self, i: int) -> int:
        """A declaration; a marked section of no kind that there is would be an error of the parser."""
        if self.rawdata.startswith("<![", i) and _SECTION.match(self.rawdata, i) is None:
            return self.parse_bogus_comment(i)
        return super().parse_html_declaration(i)


def closed(text: str) -> str:
    """The text without beginnings of comments and declarations that nothing ends: what they hide is print, and for
    every one of them an end would be looked for up to the end of the text.

    >>> closed("<p>5<!-- 6 <!-- 7</p> <!a 8 <!a 9")
    '<p>5     6      7</p>  !a 8  !a 9'
    """
    last = text.rfind("-->") + 1
    text = text[:last] + text[last:].replace("<!--", "    ")
    last = text.rfind(">") + 1
    return text[:last] + _OPENS.sub(" ", text[last:])
