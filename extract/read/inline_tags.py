"""HTML with inline XBRL (EDINET, TDnet, SEC, ESEF) to the tags of its figures, each at the place of its print.

What turns into what: `<ix:nonFraction name="jppfs_cor:NetSales" contextRef="CurrentYearDuration" unitRef="JPY"
scale="6" sign="-">1,234</ix:nonFraction>` → element, period, unit, members and the value -1234000000. Contexts and
units are those of the document; where another file of the filing holds them, the names that EDINET and TDnet give them
still say whether a figure is of a day or a span, of whom, and in which unit.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

import regex as re

from extract.model import Location, Settings, Tag
from extract.tables.html_events import Events

_MARK = re.compile(r":nonfraction\b", re.I)
_MEMBERS = {"explicitmember", "typedmember"}
_TEXTS = {"identifier", "startdate", "enddate", "instant", "measure"} | _MEMBERS
_NO_MARKS = re.compile(r"[\s,，'’\u00a0\u202f]")
_COMMA_DECIMAL = re.compile(r"comma[-]?decimal|numcomma", re.I)
_NOTHING = re.compile(r"zero|nocontent|dash|empty", re.I)
# Contexts as EDINET and TDnet name them: `Prior1YearInstant_NonConsolidatedMember`, `CurrentYTDDuration`.
_NAMED = re.compile(
    r"(?:Current|Prior\d?|Next|Filing|Interim|Recent|Future)\w*?(?P<kind>Instant|Duration)(?P<members>(?:_[\w-]+Member)*)"
)
_NAMED_MEMBER = re.compile(r"_(?:[a-z]{2,}[\w-]*?[-_]\d*)?([A-Z]\w*?)Member(?=_|$)")
# What a tag holds: no power of ten, no name of a number, and no more digits than are kept exactly.
_FIGURE = re.compile(r"[+-]?(?=\.?\d)\d{0,18}(?:\.\d{0,9})?")
_LONGEST = 1_000
"""Characters that are kept of what a tag holds; no figure, name or day has as many."""
_MOST_OPEN = 16
"""Tags within each other. Of those that nothing ends, the oldest are given up."""
_PER = {"shares": "share"}
_UNITS = {"shares": "count", "pure": "pure"}
_NAMED_UNIT = re.compile(r"(?P<money>[A-Z]{3})(?P<per>PerShares?)?|(?P<plain>shares|pure)", re.I)


@dataclass
class _Context:
    entity: str | None = None
    start: str | None = None
    end: str | None = None
    instant: str | None = None
    members: dict[str, str] = field(default_factory=dict)


@dataclass
class _Unit:
    measures: list[str] = field(default_factory=list)
    below: list[str] = field(default_factory=list)


@dataclass
class _Open:
    """A tag whose text is being heard."""

    attributes: dict[str, str]
    text: str = ""
    line: int = 0
    start: int = 0
    end: int = 0


def text_to_tags(text: str, settings: Settings) -> tuple[Tag, ...]:
    """The tags of a document's figures in its order; none where there are none or they shall be left out."""
    if settings.tags == "off" or _MARK.search(text) is None:
        return ()
    parser = _TagParser()
    parser.feed(text)
    parser.close()
    found = (parser.tag_of(opened) for opened in parser.done[: settings.max_facts])
    return tuple(tag for tag in found if tag is not None)


class _TagParser(Events):
    """Hears tags, contexts and units, wherever in the document they stand and by whatever prefix."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.contexts: dict[str, _Context] = {}
        self.units: dict[str, _Unit] = {}
        self.done: list[_Open] = []
        self._open: list[_Open] = []
        self._context: _Context | None = None
        self._unit: _Unit | None = None
        self._below = False
        self._hears: str | None = None
        self._axis = ""
        self._heard = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """The beginning of a tag, a context or a unit, or of a text in one."""
        prefix, _, name = tag.rpartition(":")
        attributes = {key: value or "" for key, value in attrs}
        if name == "nonfraction" and prefix:
            self._open = [*self._open[1 - _MOST_OPEN :], _Open(attributes)]
        elif name == "context" and "id" in attributes:
            self._context = self.contexts.setdefault(attributes["id"], _Context())
        elif name == "unit" and "id" in attributes:
            self._unit = self.units.setdefault(attributes["id"], _Unit())
            self._below = False
        elif name == "unitdenominator":
            self._below = True
        elif name in _TEXTS and (self._context is not None or self._unit is not None):
            self._hears, self._heard, self._axis = name, "", _local(attributes.get("dimension", ""))

    def handle_endtag(self, tag: str) -> None:
        """The end of what has begun."""
        prefix, _, name = tag.rpartition(":")
        if name == "nonfraction" and prefix and self._open:
            self.done.append(self._open.pop())
        elif name == "context":
            self._context = None
        elif name == "unit":
            self._unit = None
        elif name == self._hears:
            self._take(name, " ".join(self._heard.split()))
            self._hears = None

    def handle_data(self, data: str) -> None:
        """The print of every tag that is open, and the text of a context or unit."""
        if self._hears is not None and len(self._heard) < _LONGEST:
            self._heard += data
        if not self._open or not data.strip():
            return
        line, column = self.getpos()
        before = data[: len(data) - len(data.lstrip())]
        line += before.count("\n")
        column = len(before) - before.rfind("\n") - 1 if "\n" in before else column + len(before)
        shown = data.strip()
        for opened in self._open:
            if not opened.text:
                opened.line, opened.start = line, column
            if len(opened.text) < _LONGEST:
                opened.text += shown
            if line == opened.line:
                opened.end = column + len(shown.partition("\n")[0])

    def _take(self, name: str, text: str) -> None:
        if self._unit is not None and name == "measure":
            (self._unit.below if self._below else self._unit.measures).append(_local(text))
            return
        context = self._context
        if context is None:
            return
        if name == "identifier":
            context.entity = text or None
        elif name in _MEMBERS:
            context.members[self._axis] = _local(text).removesuffix("Member")
        elif name == "startdate":
            context.start = _day(text)
        elif name == "enddate":
            context.end = _day(text)
        elif name == "instant":
            context.instant = _day(text)

    # --- what was heard, as tags --------------------------------------------------------------------------

    def tag_of(self, opened: _Open) -> Tag | None:
        """A tag that names an element and has print, with what its context and unit say."""
        given = opened.attributes
        element, reference = given.get("name", ""), given.get("contextref", "")
        if not element or not reference or not opened.text:
            return None
        value, scale = _value(opened.text, given)
        context = self.contexts.get(reference)
        kind: Literal["instant", "duration"] | None = None
        if context is None:
            named = _NAMED.fullmatch(reference)
            context = _Context(members=_named_members(named["members"]) if named else {})
            kind = None if named is None else "instant" if named["kind"] == "Instant" else "duration"
        elif context.instant is not None or context.end is not None:
            kind = "instant" if context.instant is not None else "duration"
        return Tag(
            element=element,
            context=reference,
            printed=opened.text,
            value=value,
            scale=scale,
            unit=self._unit_of(given.get("unitref", "")),
            kind=kind,
            start=context.start,
            end=context.instant or context.end,
            entity=context.entity,
            members=context.members,
            location=Location(line=opened.line, start=opened.start, end=opened.end),
        )

    def _unit_of(self, reference: str) -> str | None:
        unit = self.units.get(reference)
        if unit is None:
            named = _NAMED_UNIT.fullmatch(reference)
            if named is None:
                return None
            if named["plain"]:
                return _UNITS[named["plain"].lower()]
            return named["money"].upper() + ("_per_share" if named["per"] else "")
        if len(unit.measures) != 1 or len(unit.below) > 1:
            return None
        above = _UNITS.get(unit.measures[0], unit.measures[0])
        return f"{above}_per_{_PER.get(unit.below[0], unit.below[0])}" if unit.below else above


def _named_members(text: str) -> dict[str, str]:
    """`_NonConsolidatedMember` as EDINET writes the members of a context into its name; the axes are not told.

    >>> _named_members("_NonConsolidatedMember_jpcrp030000-asr_E05563-000FinanceReportableSegmentMember")
    {'ConsolidatedOrNonConsolidatedAxis': 'NonConsolidated', 'member': 'FinanceReportableSegment'}
    """
    members = _NAMED_MEMBER.findall(text)
    scope = [m for m in members if m.endswith("Consolidated")]
    rest = [m for m in members if m not in scope]
    named = {"ConsolidatedOrNonConsolidatedAxis": scope[0]} if scope else {}
    return named | ({"member": " ".join(rest)} if rest else {})


def _value(text: str, given: dict[str, str]) -> tuple[str | None, int]:
    """The value that a tag gives its print, and the power of ten between them.

    >>> _value("1,234.5", {"scale": "6", "sign": "-"}), _value("1.234,5", {"format": "ixt:num-comma-decimal"})
    (('-1234500000', 6), ('1234.5', 0))
    """
    form = given.get("format", "")
    scale = int(given["scale"]) if re.fullmatch(r"-?\d{1,2}", given.get("scale", "")) else 0
    if _NOTHING.search(form.rpartition(":")[2]):
        return None, scale
    digits = _NO_MARKS.sub("", text)
    if _COMMA_DECIMAL.search(form):
        digits = re.sub(r"[\s.]", "", text).replace(",", ".")
    if _FIGURE.fullmatch(digits) is None:
        return None, scale
    number = Decimal(digits).scaleb(scale)
    signed = -number if given.get("sign") == "-" else number
    return format(signed.normalize() if signed else signed * 0, "f"), scale


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _day(text: str) -> str | None:
    """A date as the contexts write it, without the time of day that may follow."""
    try:
        return date.fromisoformat(text[:10]).isoformat()
    except ValueError:
        return None
