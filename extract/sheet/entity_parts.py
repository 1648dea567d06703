"""Of whom a figure is: of the group, of the parent company alone, or of a segment, where the document says it.

What turns into what: the headings of a row and a column, the corner and the title rows of a table, and the words
before it → `{"scope": "non_consolidated"}`, `{"segment": "Leasing Division"}`. The nearest words that say anything
decide; words that say both say nothing.

    2024年３月期通期個別業績予想数値の修正        the figures of the table are the parent's alone
    Results by Service - Cloud Services       the figures of the table are of that service
    Consolidated | Non-consolidated           each column is what its heading says
    Group | Company                           the company's are the parent's alone, for the group stands beside them
    前事業年度 | 当事業年度                     the parent's, where other statements are the group's
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import msgspec
import regex as re

from extract.lex.company_names import companies_in, is_company
from extract.lex.heading_pieces import text_to_pieces
from extract.lex.part_names import dimension_of_heading
from extract.lex.units import find_units
from extract.model import Document, Location, Reading, Span, TextBlock
from extract.model.claim import Claim, Rank, Resolved, Said
from extract.sheet.breakdowns import Breakdowns, Words
from extract.sheet.resolve import resolve_name
from extract.sheet.titles import own_title
from extract.sheet.wording import bare_period, is_unit_only, shown
from extract.vocab.register import issuer_key

if TYPE_CHECKING:
    from extract.sheet.parts import Column, Row
    from extract.sheet.sheet import Sheet

PARENT, GROUP = "non_consolidated", "consolidated"

_OF_STATEMENTS = r"(?:balance sheets?|income statements?|cash ?flow statements?|(?:financial )?statements?)\b"
_PARENT = re.compile(
    r"\bnon[- ]?consolidated\b|\bunconsolidated (?:results|basis|financial|statements?)"
    r"|\b(?:parent[- ](?:company[- ])?|company[- ])only\b"
    r"|^\W*(?:the )?parent(?:[- ]company)?(?:'s)?(?: (?:figures|accounts|results|(?:financial )?statements?))?\W*$"
    r"|\bstatements? of [\w ]{4,40}[-–—(]\s*(?:the )?company[)）]?\s*(?:[(（]|$)"
    rf"|^\W*(?:the )?company(?:'s)? {_OF_STATEMENTS}|\bparent[- ]company(?:'s)? {_OF_STATEMENTS}"
    r"|\bstand-?alone (?:results|basis|financial|statements?|balance|accounts)"
    rf"|^\W*(?:(?:the|condensed|interim|unaudited) )*separate {_OF_STATEMENTS}"
    r"|個別(?=業績|財務|決算|経営|財政|予想|貸借|損益|キャッシュ|ベース|\W|$)|単体|単独|(?<!\w)非連結(?!子会社|の)"
    r"|^(?!\W*第).{0,12}提出会社",
    re.I,
)
_GROUP = re.compile(
    r"(?<!non[- ])(?<!non)(?<!un)consolidated\b(?! subsidiar)"
    r"|^\W*(?:the )?group(?:'s)?(?: (?:figures|accounts|results|(?:financial )?statements?))?\W*$"
    rf"|^\W*(?:the )?group(?:'s)? {_OF_STATEMENTS}"
    r"|\bstatements? of [\w ]{4,40}[-–—(]\s*(?:the )?group[)）]?\s*(?:[(（]|$)"
    r"|(?<!非)連結(?!会計年度|累計期間|子会社|の?範囲|対象|除外|決算日)",
    re.I,
)
# Headings that are the parent's only because the group's stand beside them: `Group | Company`; and those that may be a
# part of the business as well, where a third stands beside them: `Group | Bank`, but not `Group | Bank | Leasing`.
_COMPANY = re.compile(
    r"\W*(?:(?:the )?(?:(?:holding|parent) )?(?:company|entity)(?:'s)?|parent(?: bank)?|stand-?alone"
    r"|separate|individual|solo|un-?consolidated)\W*",
    re.I,
)
_OR_A_PART = re.compile(r"\W*(?:the )?(?:corporation|society|trust|bank|authority|council)(?:'s)?\W*", re.I)
# Columns beside them that are of nobody.
_OF_NOBODY = re.compile(r"\W*(?:notes?(?: no\.?)?|changes?|variance|increase|decrease|[\W\d]*)\W*", re.I)
# Statements that a document gives twice: with `連結` in their name for the group, without it for the parent.
_STATEMENT = re.compile(
    r"\W*(?:[(（]?[\d０-９①-⑳]{1,2}[)）]?)?\W*(?:要約)?(?:四半期|中間)?(?:貸借対照表|損益計算書"
    r"|株主資本等変動計算書|キャッシュ・フロー計算書)(?:関係)?\W*"
)
_GROUP_STATEMENT = re.compile(r"連結(?:貸借対照表|損益計算書|株主資本等変動計算書|財政状態計算書)")
# Years and quarters by the words for them: `前連結会計年度` is the group's, `前事業年度` the company's.
_PERIOD_OF_GROUP = re.compile(r"連結(?:会計年度|会計期間|累計期間)")
_PERIOD_OF_PARENT = re.compile(r"(?:[前当]|最近\d*)事業年度|(?:[前当]|(?<!連結)中間|(?<!連結)四半期)会計期間")
# What names a part of the business as a heading: `Cloud Segment`, `（住宅事業）`, `By region: Asia`.
_BY_PARTS = re.compile(
    r"\b(?:by|per) (?:\w+ ){0,2}(?:segment|service|business|region|division|product|industry|category)s?\s*[-–—:]\s*"
    r"(?P<name>\p{L}[^()（）:]{1,50}?)\s*(?:[(（].*)?$"
    r"|(?:セグメント|事業|部門|地域)別[^:：－]{0,12}[:：－―—]\s*(?P<name>\p{L}[^()（）]{1,30}?)\s*(?:[(（].*)?$",
    re.I,
)
_PART = re.compile(
    r"^[\W\d_]*(?P<name>(?!Operating|Reportable|Each|All|.*\b(?:by|per|each|every)\s)\p{Lu}[\w&,'’./ -]{1,40}?\s+"
    r"(?:[Bb]usiness )?(?:[Ss]egment|[Dd]ivision))\W*(?:[(（].*)?$"
    r"|^(?!.*(?:継続|廃止|全社|主要な|報告|各|全|当社|子会社|年度|連結))[\W\d_]*"
    r"(?P<name>[\p{L}・＆&ー]{2,24}(?:事業|セグメント|部門))\W*(?:[(（].*)?$"
)
_LONGEST = 100
_LINES = 3
"""Lines above a table in which the company it is of may be named."""

Read = Callable[[str], "tuple[str, ...] | None"]


class OfWhom:
    """Of whom the figures of one table are: what its words say, with the scope of the table above where it has none."""

    def __init__(
        self, sheet: Sheet, above: Resolved[str] | None, group_named: bool, document: Document,
        is_measure: Callable[[str], bool],
    ) -> None:  # fmt: skip
        self.sheet = sheet
        self._near = tuple(_scope_claims_near(sheet, group_named))
        self._period_of: Read = _scope_of_period if group_named else _says_nothing
        named = any(map(_names_something, sheet.grid.caption)) or _has_own_title(sheet)
        if not self._near and not named and above is not None and above.value is not None:
            said = Claim(rank=Rank.TABLE_ABOVE, rule="scope_of_table_above", values=(above.value,))
            self._near = (*(msgspec.structs.replace(c, rank=Rank.TABLE_ABOVE) for c in above.grounds[:1]),) or (said,)
        self._titles = tuple(_claims(_part_of_words, "segment", self._title))
        titles = [words for words in self._title if _part_of_words(words.text) is None]
        self._parts = Breakdowns(sheet, titles, is_measure)
        self._issuer = tuple(_issuer_claim(document))
        self._without_group = () if group_named else tuple(_of_no_group(document))
        self._company, self._holding = _company_named(document), _company_named(document, alone=False)
        lines = [Words(Rank.CAPTION, shown(span), span.location) for span in reversed(sheet.grid.caption[-_LINES:])]
        self._named = tuple(_claims(self._company, "entity", (*self._title, *lines)))
        self._columns: dict[int, list[Words]] = {}

    @property
    def scope(self) -> Resolved[str]:
        """The scope that the words nearest to the table say."""
        return resolve_name(self._near)

    def settled(self, row: Row, column: Column) -> dict[str, Resolved[str]]:
        """Scope, parts and entity of a figure, each with the claims that settled it."""
        stub, heads = self._stub(row), self._heads(column)
        scope = (
            *_claims(_scope_of_words, "scope", (*stub, *heads)),
            *_claims(self._beside_group, "scope", (*stub[1:], *heads)),
            *self._near,
            *self._without_group,
        )
        if not scope or all(claim.rank >= Rank.TABLE_ABOVE for claim in scope):
            scope = (*_claims(self._period_of, "scope", heads), *scope)
        parts = self._parts.claims(stub, heads, row.index)
        part = (*_claims(_part_of_words, "segment", (*stub[1:], *heads)), *parts.get("segment", ()), *self._titles)
        company = (*_claims(self._holding, "entity", stub), *_claims(self._company, "entity", heads))
        return {
            "scope": resolve_name(scope),
            "segment": resolve_name(part),
            **{name: resolve_name(parts.get(name, ())) for name in ("product", "region", "standard")},
            "entity": resolve_name((*company, *self._named, *self._issuer)),
        }

    @cached_property
    def _beside_group(self) -> Read:
        """Reads the headings that are the parent's where one of the same table is the group's."""
        over = [column.path for column in self.sheet.columns.values()]
        headings = {name for path in over for name in path}
        headings |= {name for row in self.sheet.rows.values() for name in row.path[:-1]}
        if (GROUP,) not in map(_scope_of_words, headings):
            return _says_nothing
        levels = {n for path in over for n, name in enumerate(path) if _scope_of_words(name) == (GROUP,)}
        beside = {path[n] for path in over for n in levels if n < len(path)}
        beside = {n for n in beside if not (is_unit_only(n) or bare_period(n) or _OF_NOBODY.fullmatch(n))}
        whole = all(_scope_of_words(name) or _OR_A_PART.fullmatch(_name_in_heading(name)) for name in beside)

        def parents(text: str) -> tuple[str, ...] | None:
            name = _name_in_heading(text)
            return (PARENT,) if _COMPANY.fullmatch(name) or (whole and _OR_A_PART.fullmatch(name)) else None

        return parents

    @cached_property
    def _title(self) -> tuple[Words, ...]:
        spans = {shown(span): span.location for span in self.sheet.title_spans}
        title = self.sheet.title
        return (Words(Rank.CAPTION, title, spans.get(title, Location())),) if title else ()

    def _stub(self, row: Row) -> list[Words]:
        """The label of a row and its headings, the innermost first."""
        if not row.path:
            return []
        label, *over = reversed(row.path)
        where = self.sheet.label_place(row.index)
        return [Words(Rank.ROW, label, where), *(Words(Rank.ROW_HEADING, words, Location()) for words in over)]

    def _heads(self, column: Column) -> list[Words]:
        """The headings over a column, the innermost first."""
        if column.index not in self._columns:
            places = {shown(c.span): c.span.location for c in self.sheet.heads_over(column.index)}
            ranks = (Rank.COLUMN, *(Rank.SPANNER for _ in column.path))
            path = zip(ranks, reversed(column.path), strict=False)
            self._columns[column.index] = [Words(rank, words, places.get(words, Location())) for rank, words in path]
        return self._columns[column.index]


def entity_of_sentences(text: str, document: Document) -> Resolved[str]:
    """Of whom sentences speak: of the issuer, unless they name another company."""
    read = _company_named(document)
    others: tuple[Claim[str], ...] = ()
    if any(read(part) is not None for part in _SENTENCES.split(text)):
        others = (Claim(rank=Rank.ROW, rule="company_in_sentence", said="illegible", printed=text),)
    return resolve_name((*others, *_issuer_claim(document)))


def _has_own_title(sheet: Sheet) -> bool:
    """Whether a table has a name: a corner that says by what its rows are parted (`Name of segment`) is none."""
    own = own_title(sheet)
    corner = {shown(c.span) for c in sheet.header_cells if c.column in sheet.label_columns}
    return own is not None and not (own in corner and dimension_of_heading(own))


def _names_something(span: Span) -> bool:
    """Whether a line before a table may open another subject: a day or a unit does not."""
    text = shown(span)
    return not is_unit_only(text) and bare_period(text) is None


_SENTENCES = re.compile(r"(?<=[.。])\s*(?=[\p{Lu}\p{Han}])|\n")


def dimensions_of(whom: Mapping[str, Resolved[str]]) -> dict[str, str]:
    """What the document says of the part of the entity behind a figure; of the group it says nothing."""
    said = {name: whom[name].value for name in ("scope", "segment", "product", "region", "standard")}
    return {name: value for name, value in said.items() if value is not None and value != GROUP}


def _claims(read: Read, aspect: str, places: Iterable[Words]) -> Iterator[Claim[str]]:
    """What words at several places say, each by itself; words that name two things leave both open."""
    for rank, text, where, _ in places:
        said = read(text)
        if said is not None:
            rule = f"{aspect}_of_{rank.name.lower()}"
            legible: Said = "said" if said else "illegible"
            yield Claim(rank=rank, rule=rule, values=said, said=legible, printed=text, where=where)


_BESIDE_NAMES = re.compile(r"\b(?:19|20)\d\d\b|\b(?:un-?audited|audited|reviewed|restated)\b|[()（）]", re.I)


@lru_cache(maxsize=20_000)
def _name_in_heading(text: str) -> str:
    """A heading without its time, its unit and remarks on it: whom `Company 31.12.2031 Rs.'000` names.

    >>> [_name_in_heading(t) for t in ("Separate 6M31", "Group 2031 US$'000 (unaudited)", "Parent company", "2031")]
    ['Separate', 'Group', 'Parent company', '2031']
    """
    if len(text) > _LONGEST or not any(map(str.isdigit, text)):
        return text
    taken = [(p.start, p.end) for p in text_to_pieces(text)] + [(unit.start, unit.end) for unit in find_units(text)]
    named = _BESIDE_NAMES.sub(" ", "".join(" " if any(a <= n < b for a, b in taken) else c for n, c in enumerate(text)))
    return " ".join(named.split()) or text


@lru_cache(maxsize=20_000)
def _scope_of_words(text: str) -> tuple[str, ...] | None:
    parent, group = (
        any(said.search(each) is not None for each in (text, _name_in_heading(text))) for said in (_PARENT, _GROUP)
    )
    return tuple(scope for scope, holds in ((PARENT, parent), (GROUP, group)) if holds) or None


@lru_cache(maxsize=20_000)
def _scope_of_period(text: str) -> tuple[str, ...] | None:
    """Of whom a period is, in a document that speaks of the group and of the company alone.

    >>> _scope_of_period("当事業年度（末日）"), _scope_of_period("前連結会計年度"), _scope_of_period("2024年３月期")
    (('non_consolidated',), ('consolidated',), None)
    >>> _scope_of_period("最近３中間連結会計期間及び最近２事業年度")
    ()
    """
    parent, group = _PERIOD_OF_PARENT.search(text) is not None, _PERIOD_OF_GROUP.search(text) is not None
    said = tuple(scope for scope, holds in ((PARENT, parent), (GROUP, group)) if holds)
    return (said if len(said) == 1 else ()) if said else None


def _says_nothing(text: str) -> tuple[str, ...] | None:
    return None


@lru_cache(maxsize=20_000)
def _part_of_words(text: str) -> tuple[str, ...] | None:
    """The part of the business that is named by words that name nothing else."""
    if len(text) > _LONGEST:
        return None
    found = _BY_PARTS.search(text)
    if found is None and not dimension_of_heading(text):  # `Results by segment` is no name of a segment
        found = _PART.match(text)
    return None if found is None else (" ".join(found["name"].split()),)


def _company_named(document: Document, *, alone: bool = True) -> Read:
    """Which other company words are of that name it and nothing else; empty where they name one besides what they
    tell, so that of whom they speak is not said. Not `alone`: a row called by a company may tell what is held of it."""
    own = issuer_key(document.issuer.name or "")

    def read(text: str) -> tuple[str, ...] | None:
        others = [name for name in companies_in(text) if issuer_key(name) != own]
        if not others:
            return None
        return (others[0],) if alone and is_company(text) else ()

    return read


def _issuer_claim(document: Document) -> Iterator[Claim[str]]:
    if document.issuer.name is not None:
        said = next((e for e in document.evidence if e.property == "issuer"), None)
        yield Claim(
            rank=Rank.DOCUMENT, rule="issuer_of_document", values=(document.issuer.name,),
            printed=said.printed if said is not None else "", where=said.location if said is not None else Location(),
        )  # fmt: skip


def _words_near(sheet: Sheet) -> Iterator[Words]:
    """The corner and title rows of a table, then the words before it, nearest first; no sentences."""
    corner = [Words(Rank.STUB_HEAD, shown(c.span), c.span.location) for c in sheet.header_cells
              if c.column in sheet.label_columns]  # fmt: skip
    before = [Words(Rank.CAPTION, shown(span), span.location) for span in reversed(sheet.grid.caption)]
    for words in (*reversed(corner), *before):
        short = len(words.text) <= _LONGEST and not words.text.endswith(("。", "."))
        if short and words.text not in sheet.running:
            yield words


def _scope_claims_near(sheet: Sheet, group_named: bool) -> Iterator[Claim[str]]:
    """What the words nearest to the table say of its scope.

    In a document that names statements of the group, one without that word in its name is the parent's.
    """
    for words in _words_near(sheet):
        if said := _scope_of_words(words.text):
            if len(said) == 1:
                yield from _claims(_scope_of_words, "scope", (words,))
                return
        elif group_named and _STATEMENT.fullmatch(words.text):
            yield from _claims(lambda text: (PARENT,), "scope", (words,))
            return
        elif group_named and _scope_of_period(words.text) is not None:
            yield from _claims(_scope_of_period, "scope", (words,))
            return


_NO_GROUP = re.compile(r"(?<!\w)非連結(?!子会社|の)|\bnon[- ]?consolidated\b", re.I)


def _of_no_group(document: Document) -> Iterator[Claim[str]]:
    """What the title of a report says for all of it: `決算短信（非連結）` is of a company without a group."""
    title = document.title or ""
    if _NO_GROUP.search(title) and _scope_of_words(title) == (PARENT,):
        where = next((e.location for e in document.evidence if e.property == "title"), Location())
        yield Claim(rank=Rank.DOCUMENT, rule="scope_of_title", values=(PARENT,), printed=title, where=where)


def names_group_statements(reading: Reading) -> bool:
    """Whether a document names statements of the group: `連結貸借対照表`."""
    spans = (
        span
        for page in reading.pages
        for block in page.blocks
        for span in ((block.span,) if isinstance(block, TextBlock) else block.grid.caption)
    )
    return any(_GROUP_STATEMENT.search(span.text) for span in spans)
