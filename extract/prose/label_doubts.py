"""Whether the words that name a figure of prose can be trusted to name it, and whether it is of a plan.

A label names a measure whose words stand in the clause of the figure and govern it. What speaks against that is a
condition of `LABEL_DOUBTS`, each with the print that it knows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

import regex as re

from extract.lex.calendar_words import MONTH_IN_FULL
from extract.lex.measure_names import (
    is_clause,
    names_amount,
    names_counted_only,
    names_measure,
    qualifies_measure,
)
from extract.lex.other_languages import is_of_other_language
from extract.lex.part_names import region_named
from extract.lex.scenarios import plan_words
from extract.prose.amounts import quotes_rate
from extract.prose.dating import names_what_is_there
from extract.prose.labels import is_company, masked
from extract.prose.measures import flows
from extract.prose.passages import Passage
from extract.prose.sections import Section
from extract.prose.subject_claims import done_with
from extract.prose.told import Memory, Told
from extract.sheet.wording import bare_unit


class Labelled(NamedTuple):
    """A figure with its label, and where both stand; `placed`: a place shows the label."""

    told: Told
    label: tuple[str, ...]
    passage: Passage
    section: Section
    memory: Memory
    placed: bool
    issuer: str | None = None

    @property
    def own(self) -> str:
        """The words of its own by which it is called, or those of the line above it."""
        told = self.told
        return told.run_in or told.subject or told.noun or self.memory.local or ""


def doubts_of(site: Labelled) -> Iterator[str]:
    """What the words around a figure leave open: its label, or whether it is planned, under a heading of plans."""
    if site.label and any(doubt(site) for doubt in LABEL_DOUBTS):
        yield "label_open"
    over = (site.memory.local, *site.section.path[-1:])
    said = (plan_words(words) for words in over if words)
    if _is_supposed(site) or (
        not site.told.target and any(plan is not None and plan.plan is not None for plan in said)
    ):
        yield "scenario_open"


def _is_supposed(site: Labelled) -> bool:
    """Whether a figure is of something that neither was so nor is planned, as far as its words say."""
    told = site.told
    if _SUPPOSED.search(told.before):
        return True
    if told.target or told.role == "base":
        return False
    words = _sentence_so_far(site)[-_NEAR:] if told.bound == "upper" else told.before  # said of both ends of a range
    clause = _CLAUSE_END.split(words)[-1]
    if told.qualifier == "up to" or _NOT_YET.search(clause) or _NOT_REACHED.search(site.own):
        return True
    if _SUPPOSITION.search(_sentence_so_far(site)) is not None:
        return True
    text, number = site.passage.text, told.number
    return _SUPPOSED_JA.search(text, text.rfind("。", 0, number.start) + 1, number.start) is not None or (
        _SUPPOSED_BEHIND_JA.match(text, number.end) is not None
    )


# `Without the flood, revenue would have been $42 million`: neither was it so nor is it planned.
_SUPPOSED = re.compile(r"\b(?:would|could|might)(?:\s+\w+)?\s+have\b", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[;:]\s|,\s(?:and|but|while|whereas)\s")
# `costs would increase by`, `is to pay out 40%`, `will receive $15 million`: not so yet, and perhaps never.
_NOT_YET = re.compile(
    r"\b(?:would|could|might|should|must|shall|will|can|cannot|(?-i:may))\s|\b(?:is|are)\s+(?:entitled\s+)?to\s+\p{Ll}",
    re.IGNORECASE,
)
# `annual savings targeted`: the name itself says that it is not so yet.
_NOT_REACHED = re.compile(
    r"\b(?:targeted|planned|budgeted|projected|potential|assumed|consensus"
    r"|(?:market|analysts?['’]?|city)\s(?:expectations?|estimates?|forecasts?))\b",
    re.IGNORECASE,
)
# `If fuel prices rose by 10%`
_SUPPOSITION = re.compile(r"(?<!\bas\s)\b(?:if(?!\s+any)|unless|assuming|suppose)\s", re.IGNORECASE)


# `仮に１円円高になった場合、`; `約2,000億円と推定`, `1,500百万円の損害賠償を請求`: supposed, estimated, asked for.
_SUPPOSED_JA = re.compile(r"仮に|(?:した|[っい]た|となる)場合(?:に?は)?、")
_SUPPOSED_BEHIND_JA = re.compile(
    r"[^、。]{0,20}?(?:[たる]場合(?:に?は)?、|と(?:推定|推計|見積もら)|を(?:請求|要求|求め))"
)


def _sentence_so_far(site: Labelled) -> str:
    """The words of the sentence before a figure."""
    at = site.told.number.start
    lead = site.passage.text[max(0, at - _FAR) : at]
    return lead[max((stop.end() - 1 for stop in _SENTENCE_END.finditer(lead)), default=0) :]


# --- words that name nothing ----------------------------------------------------------------------------------


def _is_nameless(site: Labelled) -> bool:
    """No words of its own, or words that hold a figure, or that name nothing (`total`, `offset by`)."""
    told, own, label = site.told, site.own, " ".join(site.label)
    return (
        not own
        or (told.role == "base" and not (told.subject or told.noun))
        or _HOLDS_AMOUNT.search(own) is not None
        or _NAMES_NOTHING.match(label) is not None
        or _NAMES_NOTHING.match(own) is not None
        or _UNEXPLAINED.match(own) is not None
    )


_NAMES_NOTHING = re.compile(
    r"^\W*(?:(?:total|results?|合計|計|\p{Latin}|(?:partially\s+)?offset|excluding|including|supported|driven|year[\s-]+over[\s-]+year)\W*$"
    r"|remains?\s+\p{Ll}|(?:following|after|above|below|up\s+from|down\s+from|positive|negative)\b[^:]*$|[^:]*\bthat\W*$)",
    re.I,
)
# `Revenue of $142.7 million`: a name that holds a figure is a sentence that was not understood.
_HOLDS_AMOUNT = re.compile(r"[$€£¥]\s?\.?\d|\b\d[\d,.]*\s(?:million|billion|thousand)\b", re.I)
# A number that nothing explains: `1011 Revenue`.
_UNEXPLAINED = re.compile(r"\W*(?!(?:19|20)\d\d\b)\d{3,}\s+\p{L}")


def _is_name_of_company(site: Labelled) -> bool:
    """`Corwen Holdings Bhd posted`: who, and not what."""
    told = site.told
    return told.number.kind == "money" and is_company(told.subject or "") and not told.noun


def _is_distance(site: Labelled) -> bool:
    """`profit was $5 million, which is $2 million below the figure for 2030`: how far from it, and not how much."""
    return site.told.role != "change" and _DISTANCE.match(site.told.after) is not None


_DISTANCE = re.compile(r"\s*(?:below|above|ahead\s+of|short\s+of|better\s+than|worse\s+than)\b", re.I)


def _is_rate_of_other_name(site: Labelled) -> bool:
    """A rate of exchange called by what it translates: `U.S. dollar amounts`."""
    before = site.passage.text[: site.told.number.start]
    return quotes_rate(before) and not _RATE.search(" ".join(site.label))


_RATE = re.compile(r"\brates?\b|レート|換算", re.I)


def _is_cut(site: Labelled) -> bool:
    """Whether a subject ends within a number: `Revenue 17` of `Revenue 17,106 15,426 10.9%`."""
    subject, text = site.told.subject or "", site.passage.text
    at = text.find(subject) if subject[-1:].isdigit() else -1
    return at >= 0 and _GOES_ON.match(text, at + len(subject)) is not None


_GOES_ON = re.compile(r"[,.]?\d")


def _points_back(site: Labelled) -> bool:
    """`A result in this range would be a rise of 5%`: what the words point at stands elsewhere."""
    return _POINTS_BACK.search(site.told.subject or "") is not None


_POINTS_BACK = re.compile(r"\b(?:this|these|those|such)\s+(?!as\b|year|quarter|period|half|month)", re.I)


def _is_unmeasured(site: Labelled) -> bool:
    """Whether the words for a figure do not say what is measured, or are a clause: `remain focused on four markets`;
    `Europe` below `Revenue` does. A heading over the section says so if it is short enough to be a name. A line
    of its own above a figure names it as a row of a table is named, unless it is a day."""
    told, passage = site.told, site.passage
    own = [part for part in (told.run_in, told.subject, told.noun) if part]
    local = site.memory.local or ""
    if not own:
        words = _WORD.findall(masked(passage.text, [(d.mention.start, d.mention.end) for d in passage.dated]))
        return len(words) > _MOST_WORDS or is_clause(local) or _is_unit(local) or bool(_WORDS_OF_TIME.fullmatch(local))
    if any(map(is_clause, own)):
        return True
    if told.number.kind in ("money", "percent") and _LENGTH.fullmatch(own[-1]):
        return True
    if told.number.kind == "count":
        return False
    if told.number.kind == "money" and not told.rate_of and all(map(names_counted_only, filter(None, (local, *own)))):
        return True  # `acquired two properties for $21.9 million`: a thing, and not what there is of it in money
    if _is_unit(own[-1]):
        return True
    if _PORTION.search(own[-1]):
        return not names_measure(own[-1])
    over = [part for part in (local, *site.section.path[-1:]) if len(part) <= _LONGEST_NAME]
    return not any(map(names_measure, (*over, *own)))


_WORD, _MOST_WORDS = re.compile(r"[A-Za-z]{2,}"), 8  # a sentence names its figures itself
_WORDS_OF_TIME = re.compile(r"[\W\d年月日期末至自第当前四半年度現在時点]*")


_LENGTH = re.compile(
    r"(?:the\s+)?(?:three|six|nine|twelve|full)[\s-](?:months?|quarters?|years?)(?:\s+periods?)?", re.I
)
_LONGEST_NAME = 40
# `（5月14日決議分2百万円）`: a part of what was named before its bracket.
_PORTION = re.compile(r"分$")


def _is_unit(text: str) -> bool:
    """Whether a text is a unit and nothing else, and no name of things that are counted: `Yen`, `%`."""
    return bare_unit(text) and not names_measure(text)


# --- words that name something else ---------------------------------------------------------------------------


def _is_of_part(site: Labelled) -> bool:
    """`The Attachments segment reported net sales of $130 million, a rise of $26 million`: who did it is a part of the
    company, and a name without the part would be the whole company's."""
    told, passage = site.told, site.passage
    at = told.number.start
    said = next(iter(reversed(list(_PART_DID.finditer(passage.text, max(0, at - _FAR), at)))), None)
    if said is None or _SENTENCE_END.search(passage.text, said.end(), at):
        return False
    return said["part"].casefold() not in (told.subject or "").casefold()


_FAR, _NEAR = 300, 80
_SENTENCE_END = re.compile(r"[.;]\s+\p{Lu}")
_PART_DID = re.compile(
    r"\b(?P<part>segment|division|business(?:\sunit)?|subsidiary|region|mine|plant|mill"
    r"|refinery|smelter|site|brand|joint\sventure|affiliate|associate)\s(?:(?:has|have|also)\s)*"
    r"(?:reported|recorded|achieved|reached|posted|generated|delivered|had|saw|produced|earned|contributed|booked)\b",
    re.I,
)


# `In the Tools segment, revenue was $45 million.`: up to another name of the whole, what follows may be the segment's.
_PART_OPENS = re.compile(
    r"(?:^|(?<=[.!?]\s))\W*(?:(?:in|at|within|for)\s+(?:the|our)\s+(?P<part>[^,.;:()\d]{2,40}?)\s(?:segment|division|business(?:\sunit)?|region|unit)\b"
    r"|(?:the|our)?\s*(?P<part>(?-i:\p{Lu})[^,.;:()\d]{1,40}?)\s(?:segment|division)(?:['’]s)?\s)",
    re.I,
)
_OF_WHOLE = re.compile(
    r"\b(?:total|overall|consolidated|group(?:['’]s)?|compan(?:y|ies)(?:['’]s|-wide)?|corporate|combined|we|our|per\s+(?:diluted\s+)?share|dividends?"
    r"|income\s+tax(?:es)?|tax\s+rate|net\s+(?:income|loss|earnings|debt|cash)|cash\s+flow)\b",
    re.I,
)


def _is_beside_part(site: Labelled) -> bool:
    """`Tools revenue was $45m. Operating profit was $6m.`, `Sales in Pumps fell. Margins were 12%.`: whether the second
    figure is that of the part or of all, its words do not say."""
    text, at, own = site.passage.text, site.told.number.start, site.told.subject or ""
    if site.told.part is not None or not _is_bare_measure(own) or _OF_WHOLE.search(_sentence_so_far(site)):
        return False
    label = " ".join(site.label).casefold()
    for named in _PART_BEFORE.finditer(text, max(0, at - _FAR), at):
        part = _part_named(named[0].strip(), site.issuer)
        again = _BEGINS_WITH_WHOLE.search(text, named.end(), at) is not None
        if part is not None and not again and part.casefold() not in label and own not in named[0]:
            return True
    return False


def _is_bare_measure(name: str) -> bool:
    """Whether a name is that of a measure, and says nothing of whom it is: `Operating profit`, not `Central costs`."""
    words = name.split()
    if _MEASURE_OF_PART.search(name) is None:
        return False
    return all(qualifies_measure(w) or _MEASURE_OF_PART.fullmatch(w) or w.lower() in _LINKS for w in words)


_LINKS = frozenset(("of", "before", "after", "from", "and", "tax", "taxes", "operations", "cost", "costs"))


def _part_named(words: str, issuer: str | None) -> str | None:
    """The part of a company with whose name the words begin or end, if what is called so is no measure itself.

    >>> [_part_named(w, "Corwen") for w in ("Hand Tools net sales", "Sales in Pumps", "Product revenue", "Net sales")]
    ['Hand Tools', 'Pumps', None, None]
    """
    found = _PART_IN_NAME.match(words)
    if found is None:
        return None
    own = [word for word in found["part"].split() if not qualifies_measure(word) and word not in ("and", "&")]
    part = " ".join(own)
    none = not own or _IS_MONTH.match(part) or names_measure(part) or _STANDS_FOR_ISSUER.fullmatch(part)
    return None if none or is_company_itself(part, issuer or part) else part


_NAME_OF_PART = r"(?-i:\p{Lu}[\p{L}.&'’-]*(?:\s(?:(?:and|&)\s)?\p{Lu}[\p{L}.&'’-]*){0,3})(?![\p{L}\d])"
_OF_PART = (
    r"(?:net\s|gross\s|organic\s|external\s|segment\s)*(?:revenues?|sales|turnover|orders?|bookings|volumes?|profits?)"
)
_PART_IN_NAME = re.compile(
    rf"\W*(?:(?:The|Our)\s)?(?:(?P<part>{_NAME_OF_PART})(?:['’]s?)?\s{_OF_PART}\b"
    rf"|{_OF_PART}\s(?:in|at|of|from|for)\s(?:the\s|our\s)?(?P<part>{_NAME_OF_PART}))",
    re.I,
)
_PART_BEFORE = re.compile(rf"(?:^|(?<=[.!?;]\s)){_PART_IN_NAME.pattern}", re.I)
_BEGINS_WITH_WHOLE = re.compile(
    r"[.!?;]\s+(?:(?:The|Our)\s)?(?:Total|Overall|Consolidated|Combined|Group|Compan(?:y|ies))\b"
)
_MEASURE_OF_PART = re.compile(
    r"\b(?:revenues?|sales|turnover|orders?|bookings|backlog|volumes?|profits?|income|loss(?:es)?|earnings|margins?|EBITDA?|EBITA?"
    r"|results?|costs?|expenses?)\b",
    re.I,
)


def _is_beside_region(site: Labelled) -> bool:
    """`In the UK, revenue rose. Margins were 12%.`, `UK revenue was £52m and operating profit £6m`: whether the second
    figure is that of the region or of all, its words do not say."""
    at, label = site.told.number.start, " ".join(site.label).casefold()
    own = site.told.subject or ""
    if not own or site.told.part is not None or _OF_WHOLE.search(_sentence_so_far(site)):
        return False
    for named in _REGION_BEFORE.finditer(site.passage.text, max(0, at - _FAR), at):
        region = re.sub(r"^the\s", "", named["part"], flags=re.I)
        if region_named(region) is not None and region.casefold() not in label and own not in named["rest"]:
            return True
    return False


_REGION_BEFORE = re.compile(
    rf"(?:^|(?<=[.!?;]\s))\W*(?:In\s+(?P<part>(?:the\s)?{_NAME_OF_PART}),\s(?P<rest>)|(?P<part>{_NAME_OF_PART})"
    r"\s(?P<rest>(?:net\s|gross\s)?(?:revenues?|sales|turnover|orders?|bookings|volumes?|profits?))\s)"
)


def _is_below_part(site: Labelled) -> bool:
    """`In the Tools segment, revenue was $45 million. Operating profit was $6 million.`: whether the profit is the
    segment's or all of the company's, the second sentence does not say."""
    at, label = site.told.number.start, " ".join(site.label).casefold()
    opened = next(iter(reversed(list(_PART_OPENS.finditer(site.passage.text, 0, at)))), None)
    if opened is None or opened["part"].casefold().removeprefix("the ") in label:
        return False
    return (
        _OF_WHOLE.search(_sentence_so_far(site)) is None
        or _SENTENCE_END.search(site.passage.text, opened.end(), at) is None
    )


_OPENS_WITH_PART = re.compile(
    r"\W*(?:In|At|Within)\s+(?:the\s+)?(?P<part>\p{Lu}[\p{L}.&'’-]*(?:\s(?:(?:and|of|&)\s)?\p{Lu}[\p{L}.&'’-]*){0,3})\s*,\s"
)


def _is_below_part_ja(site: Labelled) -> bool:
    """`工具事業においては、売上高は45億円、営業利益は3億円`: the sales of that business, and not of all."""
    text, at, label = site.passage.text, site.told.number.start, " ".join(site.label)
    start = text.rfind("。", 0, at) + 1
    opened = _part_opened_ja(text, start, at)
    while opened is None and start > 0 and _BARE_JA.fullmatch(site.own) and not _WHOLE_JA.search(text, start, at):
        start = text.rfind("。", 0, start - 1) + 1  # `工具事業の売上高は45億円となりました。営業利益は3億円でした。`
        opened = _part_opened_ja(text, start, at)
    return opened is not None and opened["part"] not in label and _WHOLE_JA.search(text, opened.end(), at) is None


def _part_opened_ja(text: str, start: int, at: int) -> re.Match[str] | None:
    """The business of whose figures a Japanese sentence that starts here tells, up to a figure."""
    return _PART_JA.match(text, start, at) or _MEASURE_OF_PART_JA.match(text, start, at)


_BARE_JA = re.compile(r"(?:売上高|売上収益|営業収益|(?:営業|セグメント)(?:利益|損失)(?:率)?|受注高|受注残高|販売数量)")


_PART_JA = re.compile(
    r"\W*(?:また|一方|なお)?、?(?P<part>[^、。()「」\s\d]{2,20}?(?:事業|部門|セグメント))"
    r"(?:において(?:は|、)|では、|につきましては|については|は、(?=[^、。]{0,20}(?:売上|利益|損失)))"
)
# `工具事業の売上高は45億円、セグメント利益は3億円`
_MEASURE_OF_PART_JA = re.compile(
    r"\W*(?:また|一方|なお)?、?(?P<part>[^、。()「」\s\d]{2,20}?(?:事業|部門|セグメント))の(?:外部)?(?:売上|営業|受注|利益)[^、。()]{0,10}?は"
)
_WHOLE_JA = re.compile(r"連結|全社|当社グループ|合計")


def _opens_with_part(site: Labelled) -> bool:
    """`In North America, where we have 210 stores, sales grew 5%`: the sales of that part, and not of all."""
    at = site.told.number.start
    lead = masked(
        site.passage.text[:at], [(d.mention.start, d.mention.end) for d in site.passage.dated if d.mention.end <= at]
    )
    opened = _OPENS_WITH_PART.match(lead[at - len(_sentence_so_far(site)) :])
    if opened is None or site.told.part is not None or _IS_MONTH.match(opened["part"]) is not None:
        return False
    return opened["part"].casefold() not in " ".join(site.label).casefold()


_IS_MONTH = re.compile(rf"(?:{MONTH_IN_FULL}|Q[1-4]|H[12]|FY|F?Y?\d|Fiscal|First|Second|Third|Fourth|Full)\b")


def _is_of_name_before_dash(site: Labelled) -> bool:
    """`A weak result for Corwen Leasing - profit before tax of £0.6m`: the profit is that of the name before the
    dash."""
    subject, lead = site.told.subject or "", _sentence_so_far(site)
    named = _NAME_AND_DASH.search(lead)
    return named is not None and bool(subject) and subject in lead[named.end() :]


_NAME_AND_DASH = re.compile(r"\b(?:for|in|at|from)\s+(?:the\s+)?\p{Lu}[^.;:,()]{2,60}\s[-–—]\s(?=\D)")


def _is_of_antecedent(site: Labelled) -> bool:
    """`Tarn Valves, whose net income was $10 million`, `which has annual sales of $63 million`: what it is of stands
    before the pronoun, and is no company of the label's."""
    return _OF_ANTECEDENT.search(_sentence_so_far(site)) is not None


_OF_ANTECEDENT = re.compile(
    r"\b(?:whose\s+\p{Ll}|(?:which|who|that)\s+(?:also\s+)?(?:has|had|have|employs?|employed|holds?|owns?|operates?|generates?|generated"
    r"|reported|posted|earns?|earned|achieved|costs?)\s)[^,;:()]*$",
    re.I,
)


def _is_of_other_company(site: Labelled) -> bool:
    """`Tarn Valves generated revenue of $63 million and EBITDA of $11 million`: what another than the issuer did, and
    what is called without its name."""
    lead = _sentence_so_far(site)
    said = _NAME_DID.match(lead)
    if said is None or _NAME_CLAUSE_ENDS.search(lead, said.end()) is not None:
        return False
    name, issuer = said["name"], site.issuer or ""
    if is_company_itself(name, issuer):
        return False
    return name.casefold() not in " ".join(site.label).casefold()


_NAME_DID = re.compile(
    r"\W*(?:In\s+␣?[^,]{1,30},\s+)?(?:the\s+subsidiary\s+)?(?P<name>\p{Lu}[\p{L}&'’-]*(?:\s\p{Lu}[\p{L}&'’-]*){0,3})\s(?:(?:has|have|also)\s)*"
    r"(?:reported|recorded|achieved|reached|posted|generated|delivered|had|has|saw|earned|contributed|booked|employs|made|incurred)\b"
)
_NAME_CLAUSE_ENDS = re.compile(r";|,\s(?:and|but|while|whereas)\s")


def is_company_itself(name: str, issuer: str) -> bool:
    """Whether the words that did something are the issuer, or stand for it.

    >>> [is_company_itself(n, "Corwen Stores Inc.") for n in ("Corwen", "We", "Tarn Valves", "Net income")]
    [True, True, False, True]
    """
    first = name.split()[0].casefold()
    return (
        not issuer
        or first in issuer.casefold()
        or _STANDS_FOR_ISSUER.fullmatch(name) is not None
        or issuer.split()[0].casefold() in name.casefold()
        or names_measure(name)
    )


_STANDS_FOR_ISSUER = re.compile(
    r"(?:The\s|Our\s)?(?:Company|Group|Bank|Corporation|Trust|Fund|Partnership|Firm|Board|Management)|We|It|They|This|These|There|Both|Each|All"
    r"|Management|The\s\p{L}+",
    re.I,
)


def _goes_on_over_bracket(site: Labelled) -> bool:
    """`same-store (432 stores) net operating income rose 5%`: the name begins before the bracket."""
    told = site.told
    closes = _BRACKET_IN_NAME.match(told.before)
    subject = (told.subject or "").casefold()
    return closes is not None and bool(subject) and closes["rest"].casefold().startswith(subject)


_BRACKET_IN_NAME = re.compile(r"\s*(?:\p{L}+\s?)?\)\s+(?P<rest>\p{Ll}.*)", re.DOTALL)


def _is_named_behind(site: Labelled) -> bool:
    """`due to a non-cash $22.7 million loss on debt`: the words right behind a figure say what it is, and what stands
    before it does not."""
    told, text, number = site.told, site.passage.text, site.told.number
    if told.role == "change" or number.kind != "money":
        return False
    found = _NOUN_BEHIND.match(text, number.end)
    if found is None or not names_measure(found["noun"]):
        return False
    return found["noun"].split()[-1].casefold() not in (told.subject or "").casefold()


_NOUN_BEHIND = re.compile(
    r"\s(?!(?:and|or|of|in|for|to|from|by|compared|was|were|is|are|up|down|per|as|at|on|with|which|that|versus|vs|than|over"
    r"|during|due|after|before|net|a|an|the|this|its|our)\b)"
    r"(?P<noun>(?:EPS|EBITDA?|FFO)\b|\p{Ll}[\p{L}-]*(?:\s\p{Ll}[\p{L}-]*)?)\b"
)


def _is_unnamed_share(site: Labelled) -> bool:
    """Whether a percentage is called by the name of an amount alone: `Comprehensive income: 2,365 million yen [60.0%]`
    may be growth or a share of something."""
    told = site.told
    level = told.role == "level" and told.unit == "percent" and told.comparison is None
    level = level and told.named_by != "of_which" and _IS_SHARE.search(told.before) is None
    at = told.number.start
    if _MOVED_POINTS.search(site.passage.text, max(0, at - _FAR), at) is not None:
        return False  # `the cost of risk widened by 35 bps to 0.87%`: what moves by points is a percentage
    return bool(site.own) and level and names_amount(" ".join(filter(None, (site.own, told.subject)))) and not told.noun


def _is_share_of_nothing(site: Labelled) -> bool:
    """`40% of revenue is earned abroad`: of what the percentage is, and not what it is."""
    told = site.told
    same = (told.subject or told.noun or "").casefold() == (told.noun or "").casefold()
    named = not same or told.run_in or site.memory.local
    share = told.number.kind == "percent" and told.role != "change" and told.noun is not None
    return share and not named and _OF.match(told.after) is not None


_OF = re.compile(r"\s*of\s", re.I)


def _is_moved_cash(site: Labelled) -> bool:
    """`Net cash of $11 million was used in operations`: so much moved, and what it is called says neither way."""
    told = site.told
    return _NET_CASH.fullmatch(told.subject or "") is not None and _MOVED.match(told.after) is not None


_NET_CASH = re.compile(r"(?:net\s)?cash", re.I)
_MOVED = re.compile(r"\s(?:was|were|has\sbeen)\s(?:used|generated|provided|paid|spent|received|raised)\b", re.I)


_MOVED_POINTS = re.compile(r"(?:bps?|points?|pp|ppts?|p\.p\.)\s+to\s+(?:(?:about|around|approximately)\s+)?$", re.I)
_IS_SHARE = re.compile(
    r"\b(?:account(?:s|ed|ing)\s+for|represent(?:s|ed|ing)?|made\s+up|contribut(?:es|ed))\s+\D{0,20}$", re.I
)


def _is_moved_balance(site: Labelled) -> bool:
    """`repaid $12 million of debt`, `paid $5 million in cash`: what moved of it in that time is not how much there
    is."""
    told = site.told
    spans = told.period is not None and told.period.kind == "duration" and told.role == "level" and not told.target
    return spans and told.number.kind == "money" and names_what_is_there(told.subject or "")


def _is_done_with(site: Labelled) -> bool:
    """`repurchased $180 million of stock`: the noun is what it was done to, and not what there is so much of."""
    told = site.told
    if told.number.kind != "money" or not told.reach or not told.after.startswith(" of "):
        return False
    return done_with(told.before) and not flows(told.subject or "")


def _is_size_of_cause(site: Labelled) -> bool:
    """`due to higher volumes ($9 million) and prices ($5 million)`: how much each did, and not how much of it there
    is."""
    told, text = site.told, site.passage.text
    if not told.aside or told.number.beside or told.number.kind not in ("money", "percent", "points"):
        return False
    at = told.number.start
    if told.role == "change" or not text[:at].rstrip().endswith("("):
        return False
    return _CAUSE.search(text, max(0, at - _FAR), at) is not None


_CAUSE = re.compile(
    r"\b(?:due\s+to|driven\s+by|because\s+of|owing\s+to|thanks\s+to|attributable\s+to|result(?:ed|ing)?\s+(?:of|from)|offset\s+by"
    r"|reflect(?:s|ed|ing)|caused\s+by|affected\s+by|supported\s+by)\b[^.;:]*$",
    re.I,
)


LABEL_DOUBTS: tuple[Callable[[Labelled], bool], ...] = (
    lambda site: not site.placed,
    lambda site: is_of_other_language(site.passage.text),
    _is_nameless,
    _is_name_of_company,
    _is_distance,
    _is_rate_of_other_name,
    _is_cut,
    _points_back,
    _is_unmeasured,
    _is_of_part,
    _is_below_part,
    _is_beside_region,
    _is_beside_part,
    _is_below_part_ja,
    _opens_with_part,
    _is_of_antecedent,
    _is_of_other_company,
    _is_of_name_before_dash,
    _goes_on_over_bracket,
    _is_named_behind,
    _is_unnamed_share,
    _is_size_of_cause,
    _is_moved_cash,
    _is_moved_balance,
    _is_done_with,
    _is_share_of_nothing,
)
"""What speaks against a label; any of them opens it."""
