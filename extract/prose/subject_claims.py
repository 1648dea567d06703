"""Who says what a figure of prose measures: a claim for each place in its sentence, the nearest first.

    Net sales rose to $5 million, of which $1 million was license fees, compared to $4 million.
    5   subject_of_clause    Net sales
    1   of_which             license fees
    4   subject_that_holds   Net sales: what held so far holds again

A rule looks at one kind of place and yields the words that name the figure, or nothing where that place is silent. An
illegible claim says that the place speaks and names nothing (`the Company repaid $5 million`): nothing is lent over
it. `extract.sheet.resolve` settles the claims as it does those of tables; the rule that settled one is named in the
grounds of the label.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

import regex as re

from extract.lex.calendar_words import MONTH_IN_FULL
from extract.lex.measure_names import is_clause, names_amount, names_measure
from extract.model.claim import Claim, Rank
from extract.prose.insertions import condition_before, inserted_before, without_figures
from extract.prose.labels import (
    JAPANESE,
    acts,
    completed,
    is_company,
    masked,
    noun_after,
    noun_after_ja,
    run_in_of,
    subject_of,
)
from extract.prose.labels_ja import Mark, opens_clause, subject_ja, topics_ja, within_topic
from extract.prose.measures import flows
from extract.prose.roles import LISTED, MOVED_OBJECT, OF_WHICH, points_moved
from extract.prose.told import Sentence, Told
from extract.prose.words import Sign
from extract.sheet.resolve import resolve_nearest


class Subject(NamedTuple):
    """The words that name a figure; how many characters behind it belong to them; what holds a Japanese one. `thing`:
    they name a thing whose size the figure is; `inserted`: what held before holds again behind them."""

    text: str
    reach: int = 0
    mark: Mark | None = None
    thing: bool = False
    inserted: bool = False


class Naming(NamedTuple):
    """A figure that is to be named: the words before it since the last one, what those words alone name, the words
    behind it that name it, how far these reach, and what held so far."""

    sentence: Sentence
    told: Told
    words: str
    own: str | None
    rest: str | None
    reach: int
    held: str | None
    previous: Told | None


SubjectClaim = Claim[Subject]
Rule = Callable[[Naming], Iterator[SubjectClaim]]


def set_subject(sentence: Sentence, told: Told, words: str, previous: Told | None) -> None:
    """Gives a figure the words that name it, and the noun behind it."""
    site = _site(sentence, told, words, previous)
    found = resolve_nearest(claim for rule in RULES for claim in rule(site))
    claim = next(iter(found.grounds), None)
    told.named_by = claim.rule if claim is not None else None
    if claim is not None:
        subject = claim.values[0]
        told.subject, told.reach, told.of_thing = subject.text, subject.reach, subject.thing
        told.mark, told.inserted = subject.mark or told.mark, subject.inserted
        told.of_thing = told.of_thing or (told.number.kind == "money" and _IS_THING.search(subject.text) is not None)
    _set_outer(site)
    _set_noun(site)
    _set_basis(site)
    _set_part(site)


# `committed bank facilities of £120m`: how large a thing is, and of no period.
_IS_THING = re.compile(r"\bcommitted\s(?:\p{L}+\s)?(?:facilit(?:y|ies)|lines?)$", re.IGNORECASE)


def _site(sentence: Sentence, told: Told, words: str, previous: Told | None) -> Naming:
    words = _behind_joined_noun(_behind_noun(words, previous), previous)
    closes = not told.aside and words.count(")") > words.count("(")
    own = subject_of(_behind_bracket(words) if closes else words)  # `4 percent (2 percent in euros) to $31 million`
    if own is not None and previous is not None and _MOVE_AT.match(own) and previous.after.lstrip().startswith(own):
        own = None  # `a 7% increase at stores and a 6% increase elsewhere`: the first increase is no name of the second
    rest, reach = completed(None, told.after)
    return Naming(sentence, told, words, own, rest, reach, _held(told, previous), previous)


def _said(rule: str, text: str | None, reach: int = 0, mark: Mark | None = None) -> SubjectClaim:
    if text is None:
        return Claim(rank=Rank.SENTENCE, rule=rule, said="illegible")
    return Claim(rank=Rank.SENTENCE, rule=rule, values=(Subject(text, reach, mark),), printed=text)


# --- behind the figure, whatever stands before it -------------------------------------------------------------

# `a 3-percentage point impact from the purchase of a mill`: what it is the size of stands behind it.
_SIZE_OF = re.compile(
    r"\s*(?:(?:negative|positive|favou?rable|unfavou?rable|adverse)\s+)?(?:impact|benefit|headwind|tailwind|contribution|drag|effect)"
    r"\s+(?:from|of|due to|related to)\s+[^,;.()\d]{2,80}?(?=\s+and\s+an?\s|\s+(?:was|were|is|are)\s|[,;.(]|$)",
    re.IGNORECASE,
)


def _size_of_effect(site: Naming) -> Iterator[SubjectClaim]:
    """`a 3-percentage point impact from the purchase of a mill`: what it is the size of stands behind it."""
    number = site.told.number
    size = _SIZE_OF.match(site.told.after) if number.kind in ("points", "basis_points", "percent") else None
    if size is not None and site.told.role != "change":
        subject = Subject(" ".join(size[0].split()), size.end(), inserted=True)
        yield Claim(rank=Rank.SENTENCE, rule="size_of_effect", values=(subject,), printed=subject.text)


_WAS_WHAT = re.compile(
    r"\s*(?:(?:was|were|is|are|related\s+to|relates\s+to|(?:came|comes|stemmed|derived|arose)\s+from)\s+)?(?:for\s+)?"
    r"(?:an?\s+|the\s+|our\s+|its\s+)?"
    r"(?P<what>(?!(?:will|would|may|can|has|have|had|was|were|is|are|of|to|in|for|from|by)\b)[a-z][\w'-]*(?:\s[a-z][\w'-]*){0,4}?)"
    r"(?=\s*(?:[,;.()]|$)|\s+(?:for|in|during|and|from|to|through)\b)"
)

# `orders rose 13% to $3.9 billion, of which 6% was organic`: a part of the growth, or of the orders.
_PART_OF_GROWTH = re.compile(
    r"\b(?:organic(?:ally)?|currenc(?:y|ies)|acquisitions?|acquired|structur(?:e|al)|prices?|volumes?|mix)\b",
    re.IGNORECASE,
)


def _of_which(site: Naming) -> Iterator[SubjectClaim]:
    """`of which $4.3 million was severance expense`, `of which -2% organic and -1% currency`: parts of what held so
    far, each named behind its figure."""
    told, previous = site.told, site.previous
    listed = previous is not None and previous.named_by == "of_which" and LISTED.fullmatch(site.words) is not None
    if not listed and OF_WHICH.search(site.words) is None:
        return
    what = _WAS_WHAT.match(told.after)
    share = told.number.kind in ("percent", "points") and told.role != "change"
    growth = what is not None and share and _PART_OF_GROWTH.search(what["what"]) is not None
    if what is None or growth or (site.held is None and not _is_measure(what["what"])):
        yield _said("of_which", None)
        return
    alone = told.number.kind == "money" and _is_measure(what["what"])
    subject = Subject(what["what"] if alone else f"{site.held}: {what['what']}", what.end(), inserted=True)
    yield Claim(rank=Rank.SENTENCE, rule="of_which", values=(subject,), printed=subject.text)


# `the Company has reduced its total debt by`: how much less it is, and not how much it is.
# `under its $500 million share repurchase program`
_OF_THING = re.compile(
    r"\s(?:(?!(?:of|in|for|to|from|by|at|on|and|or|under|with|as|was|were|is|are)\s)[a-z][\w-]*\s){0,4}"
    r"(?:program(?:me)?|facility|authori[sz]ation|notes|loan|bond|offering|contract|agreement|mortgage|settlement)\b",
)


def _size_of_thing(site: Naming) -> Iterator[SubjectClaim]:
    """`under its $500 million share repurchase program`: how large the program is."""
    number = site.told.number
    if (thing := _OF_THING.match(site.told.after)) and number.kind == "money" and not number.per_share:
        subject = Subject(" ".join(thing[0].split()), thing=True)
        yield Claim(rank=Rank.SENTENCE, rule="size_of_thing", values=(subject,), printed=subject.text)


def _is_measure(phrase: str) -> bool:
    return names_measure(phrase) and not is_clause(phrase)


_EACH = re.compile(r"\s*(?:/-\s*)?each\b", re.IGNORECASE)


def _face_value(site: Naming) -> Iterator[SubjectClaim]:
    """`a dividend of $1.40 per share of $2 each`, `of face value $2`: what a share says of itself names no figure of
    the company."""
    each = _EACH.match(site.told.after) and site.words.rstrip().endswith(" of")
    if site.told.number.kind == "money" and (each or _FACE_VALUE.search(site.words)):
        yield _said("face_value", None)


_FACE_VALUE = re.compile(r"\b(?:face|par|nominal)\s+value\s+(?:of\s+)?$", re.IGNORECASE)


def _points_of_move(site: Naming) -> Iterator[SubjectClaim]:
    """`EBITDA of $71 million, with 40 bps of margin expansion`: what moved by so many points is no EBITDA."""
    moved = points_moved(site.told)
    if moved is not None and _is_measure(moved.noun):
        subject = Subject(moved.noun, moved.end, inserted=True)
        yield Claim(rank=Rank.SENTENCE, rule="points_of_move", values=(subject,), printed=subject.text)


_NO_NOUN = r"(?!(?:and|or|in|for|to|towards?|into|from|by|at|on|as|with|under|through|that|which|during|was|were)\b)"
_OF_NOUN = re.compile(
    rf"\s+of\s+(?:(?:our|its|the|an?)\s+)?(?P<noun>{_NO_NOUN}\p{{Ll}}[\p{{L}}-]*(?:\s{_NO_NOUN}\p{{Ll}}[\p{{L}}-]*){{0,4}}"
    rf"(?:\sof\s\p{{Ll}}[\p{{L}}-]*(?:\s{_NO_NOUN}\p{{Ll}}[\p{{L}}-]*){{0,2}})?)\b"
    r"(?!\s(?:towards?|into|to\sbe)\b)"  # `$70 million of cash to be allocated towards repurchases`: a use of it
)
_IS_STATED = re.compile(
    r"(?:\b(?:was|were|is|are|totall?ed|totall?ing|reached|averaged|be|been|being|of|to|at|from|than|with|versus|vs\.?|between)|[:(])"
    r"\s+(?:(?:about|approximately|around|some|nearly|almost|over|only|just|an?)\s+)*$",
    re.IGNORECASE,
)


_DONE_WITH = re.compile(
    r"\b(?!(?:record|recogni[sz]|incurr|report|includ|exclud|generat|deliver|contribut|reali[sz]|achiev|book|add|subtract|offset|add|us)ed\b)"
    r"(?:\p{Ll}{2,}ed|bought|sold|spent|took|drew|raised|lent|purchas\p{Ll}+|sale)(?:\s(?:back|off|up|down|out|another))?"
    r"(?:\s(?:about|approximately|around|some|nearly|over|an?|additional|further))*\s+$",
    re.IGNORECASE,
)


def done_with(words: str) -> bool:
    """Whether words end with what was done to the thing that follows: `the Company repurchased`, not `it recorded`."""
    return _DONE_WITH.search(words) is not None


def _amount_of_noun(site: Naming) -> Iterator[SubjectClaim]:
    """`through $11 million of dividends and $15 million of share repurchases`, `offset by $2 million of higher wages`:
    each amount is of the noun that `of` joins to it, where no verb before it says what it is."""
    number, told = site.told.number, site.told
    if number.kind != "money" or number.per_share or told.role == "change" or _IS_STATED.search(site.words):
        return
    of = _OF_NOUN.match(told.after)
    if of is not None and _is_measure(of["noun"]) and (flows(of["noun"]) or not done_with(site.words)):
        yield _said("amount_of_noun", " ".join(of["noun"].split()), of.end())


_HAPPENED = re.compile(
    r"\b(?P<verb>opened|closed|launched|hired|added|acquired|sold|delivered|signed|completed|won|installed|relocated"
    r"|repurchased|bought\s+back|refurbished|renovated|recruited|commissioned)\s+(?:(?:another|additional|a\s+(?:further|net|total\s+of))\s+)?$",
    re.IGNORECASE,
)


def _event_counted(site: Naming) -> Iterator[SubjectClaim]:
    """`the bank opened 100 branches`: so many were opened, and not so many are there."""
    if site.told.number.kind != "count":
        return
    verb = _HAPPENED.search(site.words)
    listed = site.previous is not None and site.previous.named_by == "event_counted" and _ONLY_AND.fullmatch(site.words)
    happened = verb["verb"] if verb is not None else site.previous.subject if listed and site.previous else None
    if happened is not None:  # it is no name for what follows: `opened 12 stores, ending the year with 400 stores`
        yield Claim(rank=Rank.SENTENCE, rule="event_counted", values=(Subject(happened, inserted=True),))


_ONLY_AND = re.compile(r"[\s,]*(?:and\s+)?(?:(?:another|an?\s+further)\s+)?")


# --- before the figure ----------------------------------------------------------------------------------------

_IN_BRACKETS = re.compile(r"\(\s*[^\d)]{0,24}$")
_LINK = re.compile(r"\s(?:on|for|from|in|of)\s")
_LINK_BEFORE = re.compile(r"(?::|\s(?:on|for|from|in|of|related to))\s(?:the\s|an?\s)?$", re.IGNORECASE)


# `strongest in the Tools category, which | increased`: what did so is named last, and may be no subject of the clause.
_RELATIVE = re.compile(
    r"(?P<clause>[^;:]*),\s+which\s+(?:(?:has|have|had|in\s+turn|also)\s+)*"
    r"(?:increased|decreased|rose|fell|grew|declined|improved|gained|dropped|climbed|expanded|contracted|jumped|slipped)\b",
    re.IGNORECASE,
)
_PREDICATE = re.compile(
    r"\s(?:was|were|is|are|has|have|had|\p{Ll}{2,}(?:ed|ing)|rose|fell|grew|led|came)\s", re.IGNORECASE
)
_LAST_NOUN = re.compile(
    r"\b(?:in|by|from|for|of|at|to|with)\s+(?:(?:the|its|our|an?)\s+)?(?P<noun>[^,;:.()]*?)"
    r"(?:\s+(?:category|segment|division|business|region|market|line))?\s*$"
)


def _relative_clause(site: Naming) -> Iterator[SubjectClaim]:
    """`Sales were strongest in the Tools category, which increased 5%`: whether Tools did or sales is not said."""
    found = _RELATIVE.match(site.words)
    if found is None or _PREDICATE.search(found["clause"]) is None:
        return
    noun = _LAST_NOUN.search(_WHEN_LAST.sub("", found["clause"]))
    if noun is not None:
        moved = _MOVE_IN.fullmatch(noun["noun"])
        name = moved["of"] if moved is not None else noun["noun"]
        yield _said("relative_clause", name if _is_measure(name) else None)


_WHEN_LAST = re.compile(r"\s+(?:(?:in|for|during|at|as of)\s+)?(?:the\s+)?\u2423+\s*$")

# `The mill added | $14 million to sales and | $0.03 to EPS`: so much of it, and not so much there is.
_EFFECT_OF = re.compile(
    r"\b(?:impact|effect|benefit|burden)\s+of\s+(?:(?:about|approximately|some)\s+)?$", re.IGNORECASE
)
_ON_WHAT, _AND_ON_WHAT = re.compile(r"\s+on\s"), re.compile(r"\s+on\s[^;.()]*?(?:,|\band)\s+$")
_ADDED = re.compile(
    r"\b(?:added|contributed|brought|subtracted|deducted)\s+(?:(?:about|approximately|some|an?|another)\s+)?$",
    re.IGNORECASE,
)
_TO_WHAT = re.compile(r"\s+(?:to|of|in)\s")
_AND_TO_WHAT = re.compile(r"\s+(?:to|of|in)\s[^;.()]*?(?:,|\band)\s+$")


def _added_to(site: Naming) -> Iterator[SubjectClaim]:
    """`The mill added $14 million to sales and $0.03 to EPS`: what came from it, and not how much they were."""
    told, previous = site.told, site.previous
    here = _ADDED.search(site.words) is not None
    listed = previous is not None and _ADDED.search(previous.before) is not None and _AND_TO_WHAT.match(site.words)
    if (here or listed) and _TO_WHAT.match(told.after):
        yield _said("added_to", None)
    here = _EFFECT_OF.search(site.words) is not None
    listed = previous is not None and _EFFECT_OF.search(previous.before) is not None and _AND_ON_WHAT.match(site.words)
    if (here or listed) and _ON_WHAT.match(told.after):
        yield _said("added_to", None)  # `had an impact of $3 million on sales and $1 million on costs`


_GAIN = re.compile(r"\b(?:an?|the)\s+(?P<name>(?:[\p{Ll}-]+\s){0,3}?gains?)\s+of\s+\P{L}*$", re.IGNORECASE)


def _gain_named(site: Naming) -> Iterator[SubjectClaim]:
    """`included a gain of $9 million from the sale of land`: it is called a gain, and nothing moved by it."""
    gain = _GAIN.search(site.words) if site.told.number.kind == "money" and site.told.role != "change" else None
    if gain is not None:
        yield _said("gain_named", *completed(" ".join(gain["name"].split()), site.told.after))


def _resumed(site: Naming) -> Iterator[SubjectClaim]:
    """`Expenses, including a $2 million provision, increased to $18 million`: behind an insertion that holds a figure,
    what stood before it goes on."""
    inserted = inserted_before(site.sentence, site.told, site.words)
    if inserted is None:
        return
    subject = subject_of(inserted.lead)
    if subject is None and site.previous is not None and site.previous.inserted:
        subject = site.held
    if subject is not None and inserted.thing is not None:  # `Tools, which grew 12%, had sales of $40 million`
        subject = f"{subject}: {inserted.thing}"
    yield _said("resumed_behind_insertion", subject)


_LEADS_INSERTION = re.compile(
    r"\b(?:includ(?:ing|es|ed)|excluding|before|after|net\s+of|less)\s+(?:(?:about|approximately|some|an?|the|its|our)\s+)*$",
    re.IGNORECASE,
)
_NOUN_BEHIND = re.compile(
    r"\s(?:(?:of|in)\s+(?:an?\s+|the\s+)?)?"
    r"(?P<noun>\p{Ll}[\p{L}-]*(?:\s\p{Ll}[\p{L}-]*){0,3}?(?:\s(?:related\sto|for|from)\s[^,;.()\d]{3,60}?)?)"
    r"(?=\s*[,;.()]|\s+(?:in|on|and|as)\b|$)"
)


def _noun_of_insertion(site: Naming) -> Iterator[SubjectClaim]:
    """`Expenses, including a $2 million provision`: the noun behind such a figure names it, and what held before holds
    again behind it."""
    told = site.told
    if told.number.kind != "money" or _LEADS_INSERTION.search(site.words) is None:
        return
    noun = _NOUN_BEHIND.match(told.after)
    if noun is not None and _is_measure(noun["noun"]):
        subject = Subject(noun["noun"], noun.end(), inserted=True)
        yield Claim(rank=Rank.SENTENCE, rule="noun_of_insertion", values=(subject,), printed=subject.text)


def _change_in_brackets(site: Naming) -> Iterator[SubjectClaim]:
    """`net sales were $5 million (up 4.0%)`: of what stands before the bracket."""
    if site.previous is not None and site.told.role == "change" and _IN_BRACKETS.search(site.words):
        yield _said("change_in_brackets", site.held if site.held is not None else site.own)


def _list_goes_on(site: Naming) -> Iterator[SubjectClaim]:
    """`payments of $5 million for rent and $2 million for wages`: of the same kind, for something else."""
    previous, rest, held = site.previous, site.rest, site.held or ""
    if previous is None or not previous.reach or rest is None or len((site.own or "").split()) > _SHORT:
        return
    head = _head_of(held, completed(None, previous.after)[0])
    yield _said("list_goes_on", rest if head == held else f"{head}: {rest}", site.reach)


_SHORT = 3


def _head_of(subject: str, phrase: str | None) -> str:
    """`charges for stock-based compensation` without the words behind its figure: `charges`."""
    end = subject.lower().rfind(phrase.lower()) if phrase is not None else -1
    if end > 0 and subject[end:].lower() == (phrase or "").lower():
        return _LINK_BEFORE.sub("", subject[:end])
    return _LINK.split(subject)[0].partition(": ")[0]


def _japanese(site: Naming) -> Iterator[SubjectClaim]:
    """The noun before the number; without one, what held so far, unless the clause it held in is over."""
    sentence, told, words, previous = site.sentence, site.told, site.words, site.previous
    if not JAPANESE.search(sentence.text[sentence.start : sentence.end]):
        return
    lead = masked(
        sentence.text[: told.number.start], [(n.start, n.end) for n in sentence.numbers if n.end <= told.number.start]
    )
    named, topics = subject_ja(words), topics_ja(lead[sentence.start :])
    if named is not None and named.mark == "none" and topics and _RESULT_JA.search(words):
        yield _said("topic", topics[-1], mark="topic")  # `当期純利益は、特別利益に売却益を計上した結果、`
    elif named is not None and named.mark != "clause":
        yield _said("subject_of_clause", within_topic(named.text, topics), mark=named.mark)
    else:
        mark = previous.mark if previous is not None else "none"
        if site.held is not None and (mark == "topic" or not topics or not opens_clause(words)):
            yield _said("subject_that_holds", site.held, mark=mark)
        elif topics:
            yield _said("topic", topics[-1], mark="topic")
        else:
            yield _said("subject_of_clause", named.text if named else None, mark=named.mark if named else None)


_RESULT_JA = re.compile(r"(?:[たるの]結果|により|によって|[たる]ため|ことから)、\s*$")


def _moved_object(site: Naming) -> Iterator[SubjectClaim]:
    """`the Company reduced its total debt by $5 million`: how much less it is, and not how much it is."""
    if site.told.role != "change" or (moved := MOVED_OBJECT.search(site.words)) is None:
        return
    if names_measure(moved["thing"]):
        own = moved["whose"] is not None or _COMPANY_ACTS.search(site.words[: moved.start()]) is not None
        yield _said("moved_object", " ".join(moved["thing"].split()) if own else None)


# `Currency reduced sales by 2%`: what came of it, and not by how much sales moved.
_COMPANY_ACTS = re.compile(
    r"\b(?:we|company|group|corporation|bank|board|management)\s+(?:(?:has|have|had|also|further)\s+)*$", re.IGNORECASE
)


# `offset by a $0.3 million decrease in travel costs`: what moved stands behind the figure, not before it.
_MOVE = (
    r"(?:increase|decrease|growth|decline|rise|drop|reduction|improvement|fall|jump|surge|slump|dip|plunge|leap|uptick)"
)
_MOVE_AT = re.compile(rf"(?:net\s+)?{_MOVE}s?\s+(?:at|in|of|for)\s", re.IGNORECASE)
# `on the back of an increase of | 5% in prices`
_BY_A_MOVE = re.compile(rf"\b(?:an?|the)\s+(?:\p{{L}}+\s+)?{_MOVE}\s+of\s+$", re.IGNORECASE)
_MOVE_OF = re.compile(rf"\s*(?:net\s+)?{_MOVE}s?\s+(?:in|of|from)\s", re.IGNORECASE)


def _move_of(site: Naming) -> Iterator[SubjectClaim]:
    """`offset by a $0.3 million decrease in travel costs`: what moved stands behind the figure, not before it."""
    told, rest = site.told, site.rest
    moved = _MOVE_OF.match(told.after) or (_BY_A_MOVE.search(site.words) and _OF_WHAT.match(told.after))
    if told.role == "change" and rest is not None and moved and not _ON_BASIS.match(told.after):
        yield _said("move_of", rest, site.reach)


_MOVE_IN = re.compile(rf"(?:(?:an?|the)\s+)?{_MOVE}s?\s+in\s+(?:(?:the|its|our)\s+)?(?P<of>\S.*)", re.IGNORECASE)
_MOVE_TO = re.compile(r"\s(?:to|at)\s*(?:(?:about|approximately|around)\s*)?$", re.IGNORECASE)


# `growth of 6.1%, comprised of | 7.0% at owned stores`
_MADE_UP_OF = re.compile(
    r"\b(?:compris(?:ed|es|ing)(?:\s+of)?|consist(?:ed|s|ing)\s+of|made\s+up\s+of)\s+(?:an?\s+)?$", re.IGNORECASE
)


def _made_up_of(site: Naming) -> Iterator[SubjectClaim]:
    """A part is not the whole of which it is one: unless the words behind it name it, nothing does."""
    if _MADE_UP_OF.search(site.words) is not None:
        named = site.rest is not None and site.told.role != "change" and _is_measure(site.rest)
        yield _said("made_up_of", site.rest if named else None, site.reach if named else 0)


def _subject_before(site: Naming) -> Iterator[SubjectClaim]:
    """The phrase before the figure, completed by the words behind it; where a company did something, what it did it
    to stands behind."""
    if site.own is None and site.held is not None and not acts(site.words):
        return
    text, reach = completed(site.own, site.told.after)
    if site.told.role == "change" and site.told.word == -1 and text == site.own:
        text = _DECLINE.sub("", text or "") or text
    yield _said("subject_of_clause", _what_moved(site, text), reach)


# `a sales decline of 5%`: minus five percent of sales, and no decline of minus five.
_DECLINE = re.compile(r"(?<=\w)\s(?:declines?|decreases?|reductions?|drops?|falls?|contractions?)$", re.IGNORECASE)


def _what_moved(site: Naming, text: str | None) -> str | None:
    """`a reduction in leverage to 1.8x`, `a fall in net profit to $5 million from $6 million`: of what there is so
    much, is what moved. `growth in costs was reduced to 8%`: of costs there is no such percentage."""
    move = _MOVE_IN.fullmatch(text or "")
    if move is not None and site.told.number.kind == "percent" and names_amount(move["of"]):
        return text
    stands = site.told.role == "base" or (site.told.role == "level" and _MOVE_TO.search(site.words) is not None)
    return move["of"] if move is not None and stands else text


# --- behind it, where nothing stands before it, and before that -----------------------------------------------

_OF_WHAT = re.compile(r"\s*(?:in|of)\s")
_OF_MEASURE = re.compile(
    r"\s*(?:in|of)\s+(?:the\s+|its\s+|our\s+)?(?P<what>[a-z][\w'-]*(?:\s[a-z][\w'-]*){0,4}?)"
    r"(?=\s*(?:[,;.()]|$)|\s+(?:for|in|during|at|and|from|compared|versus|on)\b|\s+␣)"
)


_ON_BASIS = re.compile(
    r"\s*(?:in|at|on)\s+(?:an?\s+)?(?:constant|comparable|local|fixed|organic|like)\b", re.IGNORECASE
)


def _of_what(site: Naming) -> Iterator[SubjectClaim]:
    """`a rise of 5% in fees`, `compared to $100 million in revenues`."""
    if site.held is not None and (_PART_BEHIND.match(site.told.after) or _ON_BASIS.match(site.told.after)):
        return  # `3% in Europe`, `3% in constant currency`: of what held so far
    if site.told.role == "change" and site.rest is not None and _OF_WHAT.match(site.told.after):
        yield _said("of_what", site.rest, site.reach)
    measure = _OF_MEASURE.match(site.told.after) if site.told.number.kind == "money" else None
    if measure is not None and _is_measure(measure["what"]):
        yield _said("of_what", measure["what"], measure.end())


_NAMES_RATE = re.compile(r"\b(?:rates?|yields?|ratios?|percentages?)$", re.IGNORECASE)


def _subject_held(site: Naming) -> Iterator[SubjectClaim]:
    """What held so far."""
    counted = site.told.number.noun is not None and site.told.number.kind == "count" and not site.told.aside
    if counted and site.previous is not None and site.previous.number.kind != "count":
        return  # `the average price was $412, and 512 homes were sold`: homes, and not a price of them
    if site.held is None:
        return
    percent = site.previous is not None and site.previous.unit == "percent"
    if percent and site.told.number.kind == "money" and _NAMES_RATE.search(site.held):
        return  # `an annual interest rate of 3.05% and $500 million of notes`: of notes, and no rate
    yield _said("subject_that_holds", _what_moved(site, site.held))


RULES: tuple[Rule, ...] = (
    _size_of_effect,
    _of_which,
    _size_of_thing,
    _face_value,
    _points_of_move,
    _amount_of_noun,
    _event_counted,
    _relative_clause,
    _added_to,
    _noun_of_insertion,
    _gain_named,
    _resumed,
    _change_in_brackets,
    _list_goes_on,
    _japanese,
    _moved_object,
    _move_of,
    _made_up_of,
    _subject_before,
    _of_what,
    _subject_held,
)
"""One rule for each kind of place, the nearest first."""


# --- what held so far, and the noun behind --------------------------------------------------------------------


def _held(told: Told, previous: Told | None) -> str | None:
    """The subject that holds so far. What stood in brackets holds inside them only."""
    if previous is None:
        return None
    if previous.inserted:
        return previous.outer
    if previous.aside and ")" in told.before and previous.outer is not None:
        return previous.outer
    return previous.subject


def _behind_bracket(words: str) -> str:
    """The words behind the bracket that closes what was opened before them.

    >>> _behind_bracket(" in euros) and costs (note 2) were ")
    ' and costs (note 2) were '
    """
    depth = 0
    for at, sign in enumerate(words):
        depth += (sign == "(") - (sign == ")")
        if depth < 0:
            return words[at + 1 :]
    return words


def _behind_noun(words: str, previous: Told | None) -> str:
    """`11.8 percent of sales, 20 basis points higher`: of what the percentage is, names it and not what follows."""
    if previous is not None and previous.rate_of and words.lstrip().startswith(f"per {previous.rate_of}"):
        return words.lstrip().removeprefix(f"per {previous.rate_of}")
    if previous is None or not previous.noun or previous.number.kind != "percent":
        return words
    lead = f"of {previous.noun}"
    goes_on = words.lstrip().startswith((f"{lead},", f"{lead} and "))
    return words.lstrip().removeprefix(lead) if goes_on else words


# ` accounting adjustment in 2031 and the | litigation charge of`
_JOINED_NOUN = re.compile(
    r"^\s(?!(?:of|in|for|to|from|by|on|at|as|and|or|per|before|after|excluding|including|was|were|is|are|more|less|up|down|than|compared)\b)\p{Ll}[^,;:.()]*?"
    r"\band\s+(?:(?:the|an?)\s+(?=\p{Ll})|$)"
)


def _behind_joined_noun(words: str, previous: Told | None) -> str:
    """`excluding the $5 million adjustment and the charge of $11 million`: the noun behind the first figure is its
    own, and no part of the name of the second."""
    joined = _JOINED_NOUN.match(words) if previous is not None and previous.number.kind == "money" else None
    return f" {words[joined.end() :]}" if joined is not None else words


def _set_outer(site: Naming) -> None:
    """What holds outside of the brackets in which a figure stands, and the words before a first colon."""
    told, words, held, previous = site.told, site.words, site.held, site.previous
    told.run_in = run_in_of(words) or (previous.run_in if previous is not None and told.subject == held else None)
    told.run_in = told.run_in or _head_of_sentence(site)
    if told.inserted:
        told.outer = held if site.own is None else site.own
    else:
        told.outer = (previous.outer if previous is not None else None) if told.aside else told.subject
    if told.aside and JAPANESE.search(words):
        told.outer = next(iter(reversed(topics_ja(words))), told.outer)
    if told.aside and previous is not None and not previous.aside:
        told.outer = previous.subject


# `Tools: sales of $120 million rose`, `Net sales by segment were: Tools $120 million`
_HEAD = re.compile(r"\W*(?P<head>\p{Lu}[^:;.,()\d\u2423]{1,40}?)(?:\s(?:was|were|is|are))?\s*:\s+(?=\S)")
_HEADS_ALL = re.compile(
    r"\b(?:highlights?|outlook|guidance|notes?|summary|results?|comments?|overview|financials?|remarks?|sources?|update|follow(?:s|ing)"
    r"|sa(?:id|ys)|stated|noted|commented|added|includ(?:es?|ing)|announced|reports?)$",
    re.IGNORECASE,
)


def _head_of_sentence(site: Naming) -> str | None:
    """The words before a colon with which a sentence begins, and behind which its figures have names of their own."""
    sentence, told = site.sentence, site.told
    opened = _HEAD.match(sentence.text, sentence.start)
    if opened is None or told.subject is None or opened.end() > told.number.start or is_company(opened["head"]):
        return None
    between = sentence.text[opened.end() : told.number.start]
    named = subject_of(sentence.text[opened.end() : sentence.numbers[0].start])
    head = " ".join(opened["head"].split()).strip(" *_-")
    if named is None or re.search(r"[;:]", between) or _HEADS_ALL.search(head) or len(head.split()) > _LONGEST_HEAD:
        return None
    return None if head.casefold() in told.subject.casefold() else head


_LONGEST_HEAD = 5


# `79億円の支出`, behind a name that leaves the direction open.
_CASH_MOVED: dict[str | None, Sign] = {"支出": -1, "使用": -1, "資金流出": -1, "収入": 1, "獲得": 1, "資金流入": 1}
_CASH = re.compile(r"キャッシュ・?フロー$|資金$|現金$|現金(?:及び|および)現金同等物$")


def _set_noun(site: Naming) -> None:
    """The noun behind a figure: what a count counts, what an amount of Japanese is of, of what a percentage is."""
    sentence, told, number = site.sentence, site.told, site.told.number
    if number.kind == "count" and number.noun is not None:
        printed = " ".join(sentence.plain[number.end - len(number.noun) : number.end].split())
        same = printed.casefold() == " ".join(number.noun.split()).casefold()
        told.noun = printed if same else number.noun  # the lower end of `120 to 150 people` has none behind it
    elif told.role != "change":
        told.noun = noun_after_ja(told.after)
        if told.noun in _CASH_MOVED and _CASH.search(told.subject or ""):
            told.cash, told.noun = _CASH_MOVED[told.noun], None
        if told.noun is None and number.kind == "money":
            told.noun = _share_basis(sentence, told)
        if number.kind == "percent" and told.noun is None and told.named_by != "of_which":
            told.noun = noun_after(sentence.behind(told)[:90])


_PER_SHARE_BEHIND = re.compile(r"\s*(?:per|a)\s+(?:\w+\s+){0,3}share\b", re.IGNORECASE)
_BASIS_WITHIN = re.compile(r"\b(?P<basis>basic\s+(?:and|or)\s+diluted|basic|diluted)\b", re.IGNORECASE)
_BASIS_BEHIND = re.compile(
    r"[^,;.:()\d]{0,40}?\b(?:on\s+an?\s+(?:fully[\s-]+)?(?P<basis>basic|diluted)\s+basis|(?P<basis>basic|diluted)\s+share\b)"
    r"|\s*(?:per\s+(?:\w+\s+){0,2}share)?\s*[,(]?\s*(?:fully[\s-]+)?(?P<basis>basic|diluted)\b(?=\s*[),.;]|\s+and\b)",
    re.IGNORECASE,
)


def _share_basis(sentence: Sentence, told: Told) -> str | None:
    """`$0.88 per diluted share`, `$0.88 per share on a diluted basis`: which of two amounts per share it is."""
    printed = sentence.plain[told.number.start : told.number.end]
    if not told.number.per_share and not _PER_SHARE_BEHIND.match(told.after):
        return None
    said = _BASIS_WITHIN.search(printed) or _BASIS_BEHIND.match(told.after)
    basis = said["basis"].lower() if said is not None else None
    return None if basis is None or basis in (told.subject or "").lower() else basis


# --- on which basis -------------------------------------------------------------------------------------------

_BASES = (
    r"(?:organic|like[\s-]for[\s-]like|comparable|constant[\s-]currency|currency[\s-](?:neutral|adjusted)|pro[\s-]forma"
    r"|same[\s-]store|proportionate)"
)
_STANDARD = r"(?-i:(?<=\p{Lu}{2}\s)\d{1,3}(?![\d%]|[.,]\d))"  # `the effects of IFRS 16`
_BASIS = re.compile(
    rf"(?:^\W*(?:including|before)\s(?!tax)(?:[^,;.()\d]|{_STANDARD}){{2,70}}(?=,)"
    r"|^\W*(?:on|from|for)\s+(?:continuing|discontinued)\s+operations(?=,)"
    rf"|\b(?:excluding|adjusting\s+for|adjusted\s+for)\s(?:[^,;.()\d]|{_STANDARD}){{2,70}}?"
    r"(?=[,;.()]|\s(?:was|were|is|are|totall?ed|increased|decreased|rose|fell|grew|declined|came|reached|amounted|improved"
    r"|stood|of\s\W?\d|to)\b|\s*$|\s(?-i:[A-Z]{3}\b|\p{Sc}))"
    rf"|\bon\s+an?\s+{_BASES}\s+basis"
    r"|\b(?:on|at|in)\s+(?:constant|comparable|local|fixed)[\s-](?:currenc(?:y|ies)|(?:exchange\s+)?rates?)(?:\s+terms)?"
    r"|\borganically|\blike[\s-]for[\s-]like)(?![A-Za-z])",
    re.IGNORECASE,
)
_END_OF_CONDITION = re.compile(r"\s(?:in|for|during|and|from|compared|versus)\s|[,;()]|\.(?!\d)")
_CLAUSE_BEHIND = re.compile(r"[;()]|,\s(?!excluding|adjusted)|\s(?:and|to|from|compared|versus)\s")
_GOES_ON_FROM = ("subject_that_holds", "change_in_brackets")


def _set_basis(site: Naming) -> None:
    """`Excluding restructuring, net income was $5 million`, `sales rose 3% in local currencies`: another measure than
    net income and sales, whose name goes on with these words. What stands before a figure holds for those that go on
    from it, what stands behind it for it alone."""
    told, previous = site.told, site.previous
    before = list(_BASIS.finditer(site.words))
    behind = _BASIS.search(_CLAUSE_BEHIND.split(told.after, maxsplit=1)[0])
    condition = condition_before(site.sentence, told)
    if behind is not None:
        told.basis, told.basis_reach, told.own_basis = _phrase(behind[0]), behind.end(), True
        if behind.end() >= len(
            told.after.rstrip()
        ):  # `excluding the $5 million charge`: it goes on behind the next figure
            at = told.number.end + behind.start()
            told.basis = without_figures(site.sentence, at, _END_OF_CONDITION)
    elif before:
        told.basis = _phrase(before[-1][0])
    elif told.named_by == "resumed_behind_insertion":
        inserted = inserted_before(site.sentence, told, site.words)
        told.basis = inserted.basis if inserted is not None else None
    elif condition is not None:
        told.basis = condition
    elif previous is not None and not previous.own_basis and told.named_by in _GOES_ON_FROM:
        told.basis = previous.basis
    basis, subject = (told.basis or "").lower(), (told.subject or "").lower()
    if basis in subject or (subject and subject in basis):
        told.basis = None


_NAME = rf"(?-i:(?!{MONTH_IN_FULL}\b)(?:(?:\p{{Lu}}\.){{2,}}|\p{{Lu}}[\p{{L}}&'’-]*))"
_NAMES = rf"{_NAME}(?:\s+(?:and\s+(?:the\s+)?|&\s+|of\s+)?{_NAME})*"
_PART_BEFORE = re.compile(
    rf"(?:^|[.;,]|\b(?:and|while)\b)\W*(?P<part>(?:in\s+(?:the\s+)?(?P<names>{_NAMES})"
    rf"|(?:in|at|within|for)\s+(?:the|our)\s+(?P<names>{_NAMES})\s+(?:segment|division|business(?:\sunit)?|region)))"
    r"\s*(?:,|$)",
    re.IGNORECASE,
)
# `sales increased in Europe by`
_PART_AMID = re.compile(rf"\s(?P<part>in\s+(?:the\s+)?(?P<names>{_NAMES}))\s+by\s*$", re.IGNORECASE)
_PART_BEHIND = re.compile(
    rf"\s+(?P<part>in\s+(?:the\s+)?(?P<names>{_NAMES}))(?=\s*(?:[,;.()]|$|\s(?:and|from|to|compared)\b))", re.IGNORECASE
)


def _set_part(site: Naming) -> None:
    """`In the Americas, sales fell by 5%`, `sales rose 9% in Europe, from £47m to £52m`: sales of a part, whose name
    goes on with these words, also for the figures that go on from it."""
    told, previous = site.told, site.previous
    before = _PART_BEFORE.search(site.words)
    behind = _PART_BEHIND.match(told.after, told.basis_reach if told.basis_reach < len(told.after) else 0)
    amid = _PART_AMID.search(site.words) if told.role == "change" else None
    said = behind or before or amid
    if behind is not None:
        told.basis_reach = behind.end()
    if said is not None and said["names"].lower().rstrip(".") not in (told.subject or "").lower():
        told.part = _phrase(said["part"])
    elif said is None and previous is not None and told.named_by in _GOES_ON_FROM:
        told.part = previous.part


def _phrase(printed: str) -> str:
    return " ".join(printed.split()).strip(" ,.")
