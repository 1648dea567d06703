"""What a number measures: the subject phrase of its clause.

The words between the last number and this one are read from the right: the clause nearest to the number, without
verbs, prepositions, periods and words of degree, is its subject. When nothing is left, the subject before holds.
"""

from __future__ import annotations

import regex as re

from extract.lex.measure_names import names_measure
from extract.prose.labels_ja import subject_ja

_BLANK = "\u2423"  # stands where a period was, one for each character
_CLAUSE = re.compile(r"[;:()\[\]<>\"*]|[。、]|->|→|⇒|=|(?:^|\s)[-–—]\s|[•◆●■▶➤➢◇§]")
_CUT = re.compile(
    r"(?<![A-Za-z])(?:(?:mainly|primarily|partly|largely|chiefly)\s+)?(?:due to|because of|affected by"
    r"|as a result of|resulting (?:from|in)|leading to|because(?! of)|reflecting|thanks to|owing to"
    r"|attributable to(?=\s+(?:an?|the)\s+(?:in|de)crease)|along with|as well as|while|although|but|whereas"
    r"|despite(?: of)?|compare[sd]? (?:to|with)|on the other hand|which was|we"
    r"|expects?|plans?(?= an? )|planning|targeting|forecasts?"
    # `the reported loss`, `return on invested capital`: no verb behind an article or a preposition
    r"|(?<!(?<![A-Za-z])(?:on|of|from|in|for|the|an?|its|our|newly|recently|previously)\s)"
    r"(?:recorded|recognized|reported|paid|acquired|received|invested|issued)"
    r"|including|includes|compris(?:ed|es|ing)|consist(?:ed|s|ing)\s+of|(?<=[\w\u2423] )included(?! in)|representing"
    r"|corresponding to|equivalent to"
    r"|(?:end(?:ed|ing)|clos(?:ed|ing)|finish(?:ed|ing)|exit(?:ed|ing)|entered|began)\s+(?:the\s+)?[\u2423\s\w]{0,40}?\bwith"
    r"|leaving|bringing|(?:was|were|been)\s+(?:charged|credited|burdened)\s+(?:with|by)"
    r"|(?:is|was|are|were) based on|(?:today\s+)?announced(?:\s+today)?(?:\s+that)?"
    r"|said(?:\s+that)?|there (?:was|were)|(?:for|during) the (?:year|quarter"
    r"|period)|by(?= (?:an?|the) )|with(?= (?:an?|the) | (?:[\w-]+ ){1,6}?"
    r"(?:totall?ing|(?:in|de)creasing|rising|falling|growing|declining|improving|dropping|climbing|reaching|remaining)\b)"
    r"|(?<!attributable )to(?= (?:an?|the) ))"
    r"(?![A-Za-z])",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"(?:^|[\s,])(?:was|were|is|are|be|been|totall?(?:ed|ing)|averaging|amount(?:ed|s|ing)? to"
    r"|reached|reaching|stood at|came to"
    r"|became|of|at|to|between|from|in|for|by|on|as|and|or|the|an?|its|our|their"
    r"|than|with|over|against|after|following|approximately|approx\.?|about|around|up|down|increas(?:ed|es|ing)|decreas(?:ed|es|ing)|rose|fell|grew|declined|improved|worsened|dropped|gained|slightly|significantly|sharply"
    r"|therefore|thus|thereby|hence|so that"
    r"|steadily|only|also|further|respectively|YoY|QoQ|each|net of|only|just|a net|the amount|compared|versus"
    r"|vs\.?|will be|would be"
    r"|(?:would|could|might)(?: \w+)? have|recorded|total of|a total of|in (?:the|a) range(?: of)?|more than"
    r"|at the (?:end|close)|during|throughout|less than|up to|at least)"
    r"\s*[,.:]*\s*$",
    re.IGNORECASE,
)
_HEAD = re.compile(
    r"^(?:[\s,.\-–—&/]+|(?:and|or|but|while|also|however|moreover|in addition|additionally|furthermore"
    r"|as a result|therefore|respectively|million|billion|thousand|trillion|yen|the|an?|in|of|at|as of|as at"
    r"|for|during|from|to|on|over(?!\s+\d)|against|versus|by|with|each|that|which|our|its|YoY|QoQ|especially"
    r"|so(?: that)?|as(?!\s+(?:a|an|of|at)\s))(?=[\s,]))",
    re.IGNORECASE,
)
_A_MOVE = re.compile(
    r"^(?:(?:we|it|the (?:company|group)|(?-i:[A-Z]{2,5}))\s+)?(?:paid|recorded|received|invested|acquired"
    r"|accounted|correspond(?:s|ed)|represent(?:s|ed|ing)?|ahead|above|below|behind|expected|forecast|projected|estimated|issued|repaid|especially|particularly|mainly|including|expects?|approx)$"
    r"|^(?:an?|the)?\s*(?:net\s+)?(?:increase|decrease|growth|decline|rise|drop|gain|jump|reduction"
    r"|improvement|change|YoY|QoQ|year[- ]o(?:n|ver)[- ]year"
    r"|quarter[- ]o(?:n|ver)[- ]quarter|up|down|higher|lower)[sd]?"
    r"(?:\s+(?:of|by|from))?$",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"(?<=\S)\s+(?:(?:has|have|had|will|would|can|may|also|steadily|slightly|significantly|sharply|mainly|only|just|further)\s+)*(?:was|were|is|are|be|been|showed|posted|saw|continued|remained|maintained"
    r"|(?:more than |almost |nearly )?(?:doubled|tripled|halved)|reached|totall?ed|went|moved|inched|edged"
    r"|falls|rises|jumps|soars|surges|plunges|slumps|tumbles|climbs|slips|tumbled|slumped|slid|swung"
    r"|(?<=\b(?:will|would)\s)range|amounted|increased|decreased|improved|rose|fell|declined|grew|dropped|worsened|deteriorated|reached|represent(?:s|ed)?|accounted|became|stood|came|exceeded|jumped|surged|climbed|slipped"
    r"|reduced(?=\s*$)|expanded|accelerated|rebounded|widened|narrowed|strengthened|weakened|eased|soared|plunged|shrank|dipped)(?![A-Za-z]).*$",
    re.IGNORECASE | re.DOTALL,
)
_APPOSITION = re.compile(r"^\s*(?:the|an?|which|one of|who|including|such as|e\.g\.|i\.e\.)\s", re.IGNORECASE)
_ACRONYM = re.compile(r"\(\s*[\"']?[A-Z][A-Za-z&]{1,9}[\"']?\s*\)")
_WORDY = re.compile(r"[^\W\d_]")
_STOP_WORDS = frozenset(
    re.split(
        r"\|",
        "yoy|qoq|compared|versus|has|have|had|or|and|up|down|due|approx|now|still|today|currently|again|then|respectively|among|such|"
        "as|mainly|only|also|each|than|to|from|of|in|on|for|by|with|at|the|"
        "an|was|were|is|are|be|been|it|this|that|these|those|which|against|after|following|month|months|year|"
        "years|half|day|days|week|weeks|quarter|quarters|million|billion|thousand|more|less|increased|decreased|increase|decrease",
    )
)
_WORD = re.compile(r"[^\W_]+")
# `in the U.S. and Canada`: such a dot ends no phrase.
_DOT_OF_NAME = r"(?-i:(?<=\b\p{Lu})\.(?=\p{Lu}\b)|(?<=\.\p{Lu})\.)"
_POST = re.compile(
    r"\s*(?:\([^()]*\)\s*)?(?:(?:outstanding|drawn|available|borrowed|invested|spent|remaining|held)\s+)?"
    rf"(?P<link>for|in|from|on|related to|of)\s+"
    rf"(?P<phrase>(?:[^,;.()。、]|{_DOT_OF_NAME}){{3,90}}?(?-i:(?<=\.\p{{Lu}})\.)?)"
    rf"(?=\s*(?:[,;()。、]|(?!{_DOT_OF_NAME})\.|$|\bcompared\b|\bfrom the amount\b|\bdue to\b|\bmainly\b"
    r"|\bwhich\b|\bwith\b|\bthat\b|\band\b(?=\s*$|\s+(?:an?|up|down)\s|[^,;.]{0,40}(?:JPY|\$|¥|\d))"
    r"|\s(?:was|were|is|are|rose|fell|grew|increased|decreased|declined|improved|remained)\b)"
    r"|\s+(?:in|during|as of|at|for)\s+(?:the\s+)?(?=\u2423))",
    re.IGNORECASE,
)
_GENERIC_HEAD = re.compile(
    r"\b(?:proceeds|payments?|purchases?|impairment loss|losses|repayments?|gains?|allowances?|provision|amount"
    r"|sales|charges?|benefits?|adjustments?|write-?downs?)$",
    re.IGNORECASE,
)

JAPANESE = re.compile(r"[\u3041-\u30FA\u4E00-\u9FFF]")
_JA_MOVES = re.compile(
    r"(?:増加|減少|上昇|低下|改善|悪化|拡大|縮小|増収|減収|増益|減益|上回る?|下回る?|増|減|し(?:て|た)?|となり(?:まし(?:た|て))?|同|比|の|前期|前年|百万|円|億|名|社|件|店舗?|台|ポイント)+"
)


def masked(text: str, stretches: list[tuple[int, int]]) -> str:
    """The text with the given stretches blotted out, length kept."""
    pieces, at = [], 0
    for start, end in sorted(stretches):
        pieces += [text[at:start], _BLANK * (end - max(start, at))]
        at = max(end, at)
    return "".join([*pieces, text[at:]])


def subject_of(before: str) -> str | None:
    """The subject a stretch of words ends with; None when it holds none.

    >>> subject_of("Net cash used in investing activities in ␣␣␣␣ was ")
    'Net cash used in investing activities'
    >>> subject_of("million in ␣␣␣␣, an increase of ") is None, subject_of("mainly due to an increase in costs of ")
    (True, 'increase in costs')
    >>> subject_of("、営業利益は "), subject_of("売掛金の増加 ")
    ('営業利益', '売掛金の増加')
    """
    if JAPANESE.search(before):
        named = subject_ja(before)
        return named.text if named is not None else None
    colon = _DATED_COLON.search(before) or _COLON.search(before)
    if colon is not None:
        return _named(before[: colon.start()])
    for form in (_INSERTED, _INCLUDING, _ACCORDING):
        before = form.sub(" ", before)
    plain = _ASIDE.sub(" ", _ACRONYM.sub(" ", before))
    clause = _last_clause(plain if _bare(plain) else before)
    clause = _WHEN.sub(" ", clause)
    basis = _ADJUSTED_BASIS.search(clause)
    clause = _BASIS.sub(" ", clause)
    if basis is not None and (own := subject_of(clause)) is not None:
        return own if basis["how"].lower() in own.lower() else f"{basis['how']} {own}"
    for match in _CUT.finditer(clause):
        rest = clause[match.end() :]
        if not _WORDY.search(rest.replace(_BLANK, "")):
            return None  # the verb stands before the number itself
        if _NAME_GOES_ON.match(rest) and match[0].lower().startswith("for the "):
            return subject_of(clause[: match.start()] + rest)  # `Profit for the year attributable to owners`
        if match[0].lower().startswith("by") and _RATE_OF_MOVE.fullmatch(rest):
            return subject_of(clause[: match.start()])  # `costs increased by a marginal rate of`
        return subject_of(rest)
    parts = _without_openers(_parts_of(clause))
    listed = _listed(parts)
    if listed is not None:
        return listed
    pieces = [piece for piece in (_bare(part) for part in parts if not _APPOSITION.match(part)) if piece]
    pieces = pieces or [piece for piece in map(_bare, parts) if piece]
    return pieces[-1] if pieces and not _PLACEHOLDER.fullmatch(pieces[-1]) else None


def _parts_of(clause: str) -> list[str]:
    """The parts between commas; what only qualifies the part before it stays with it.

    >>> _parts_of("In June, other income, net ")
    ['In June', ' other income, net ']
    """
    parts: list[str] = []
    for part in clause.split(","):
        if parts and _POSTPOSED.fullmatch(_before_verb(part.replace(_BLANK, " ").strip())):
            parts[-1] += "," + part
        else:
            parts.append(part)
    return parts


# `Other, net`; `Earnings per share, diluted`; `Deferred taxes, non-current`.
# `Net sales, driven by prices, were`: why or where, told by a participle; one that makes it another measure stays.
_OTHERWISE = (
    r"(?:adjust|restat|translat|convert|annuali|normali|calculat|comput|measur|weight|discount|bas)(?:[sz]?ed|ing)"
)
_REASON = (
    r"(?:(?:mainly|primarily|principally|largely|partly|partially|chiefly|also|again)\s+)?"
    rf"(?!{_OTHERWISE}\b)(?:[a-z]+(?:ed|en|ing)|led|held|hit|made|paid|sold|shown|offset|due)"
    r"\s+(?:by|in|within|on|under|as|for|from|with|at|against|to)"
)
_POSTPOSED = re.compile(
    r"(?:net|gross|basic|diluted|current|non-?current|total|group share|as (?:restated|adjusted|reported)"
    r"|net of (?:income )?tax(?:es)?"
    rf"|{_OTHERWISE}\s(?:for|to|at|by|in|on|from|using)\b.*)\s*(?:at\s+(?:the\s+)?(?:end|close)\s+of(?:\s+the)?\s*)?",
    re.IGNORECASE,
)

# `Previously, the range was`, `Since the purchase of the mill, debt fell by`: when and where, before the clause itself.
_OPENER = re.compile(
    r"^\W*(?:previously|formerly|currently|originally|initially|overall|finally|notably|separately|since|after|before"
    r"|following|during|upon|until|excluding|including|adjust(?:ed|ing)\s+for|net\s+of"
    r"|at\s+the\s+end|at\s+(?:year|quarter|period)[- ]end|in\s+addition|in\s+total"
    r"|to\s+date|as\s+a\s+result|as\s+of|as\s+at|of\s+(?:this|these|which))\b",
    re.IGNORECASE,
)
# `cash, cash equivalents, and short-term investments`: one sum of several things, where a last one follows on `and`.
_LAST_OF_LIST = re.compile(r"^\s*(?:and|or)\s+(?=\w)", re.IGNORECASE)
_NO_ITEM = re.compile(r"^\s*(?:net of|including|excluding|in|at|for|which|where|but|while)\b", re.IGNORECASE)
_MOST_WORDS_LISTED = 4


def _without_openers(parts: list[str]) -> list[str]:
    """The parts of a clause without those before the first that say when and where, if any is left."""
    rest = parts
    while len(rest) > 1 and (_OPENER.match(rest[0]) or not rest[0].strip(f" {_BLANK}")):
        rest = rest[1:]
    if rest is parts:
        return parts
    first = re.sub(r"^\s*(?:the|an?)\s+", " ", rest[0], flags=re.IGNORECASE)  # it is no apposition
    return [first, *rest[1:]] if any(map(_bare, (first, *rest[1:]))) else parts


def _listed(parts: list[str]) -> str | None:
    """The whole of an enumeration that a clause ends with; None where it ends with none."""
    joined = _LAST_OF_LIST.match(parts[-1]) is not None
    last, held = _bare(_LAST_OF_LIST.sub("", parts[-1])), list[str]()
    two = len(parts) == 2 and not joined and names_measure(parts[0])  # `Cash, cash equivalents and investments`
    if (len(parts) < 3 and not two) or not (joined or re.search(r"\w\s+and\s+\w", last or "")):
        return None
    for part in reversed(parts[:-1]):
        item = _bare(part)
        if item is None or len(item.split()) > _MOST_WORDS_LISTED or _NO_ITEM.match(part):
            break
        held.insert(0, item)
        if item != part.strip(f" {_BLANK}"):
            break  # the words before it are no part of the list
    if last is None or len(held) < (1 if two else 2) or len(last.split()) > _MOST_WORDS_LISTED + 1:
        return None
    return f"{', '.join(held)}, {parts[-1].split()[0].lower() + ' ' if joined else ''}{last}"


# `Revenue for the quarter was`: when, between the subject and its verb.
_WHEN = re.compile(
    r"(?<=\w)\s+(?:for|during|in)\s+the\s+(?:(?:fiscal|full|reported)\s+)*(?:year|quarter|period)"
    r"(?=\s+(?:\u2423+\s*)?(?:was|were|is|totall?ed|increased|decreased|rose|fell|grew|declined|came|reached|amounted)\b)",
    re.IGNORECASE,
)
# `Net sales, including stores and e-commerce, decreased`: what stands between a subject and its verb.
_SAYS = (
    r"(?:was|were|is|are|totall?ed|increased|decreased|rose|fell|grew|declined|came|reached|amounted|improved|stood)\b"
)
_INSERTED = re.compile(
    rf",\s*(?:including|excluding|which|where|net of|consisting of|as\s+defined|defined\s+as|(?-i:{_REASON}))\b"
    rf"[^.;:]{{1,200}}?,\s*(?={_SAYS})",
    re.IGNORECASE,
)
_INCLUDING = re.compile(rf"(?<=\w)\sincluding\b[^.;:,]{{1,120}}?\s(?={_SAYS})", re.IGNORECASE)
# `The ratio recorded in 2022 according to the standards in effect at the time amounted to`: by which rule, not what.
_ACCORDING = re.compile(
    r"\s(?:(?:recorded|reported)\s[^,;:]{0,60}?)?(?:according to|in accordance with|as defined (?:by|in)|pursuant to)"
    rf"\s[^.;:,]{{1,160}}?(?=\s{_SAYS})",
    re.IGNORECASE,
)
# `up 8.4% on the figure of €4,723m`: a word for the measure that was named before.
_PLACEHOLDER = re.compile(
    r"(?:(?:over|on|from|than|against|to|with)\s+)?(?:the\s+|an?\s+)?(?:figure|amount|level|total|value|one)s?"
    r"(?:\s+(?:recorded|reported))?",
    re.IGNORECASE,
)
_NAME_GOES_ON = re.compile(r"\s*(?:attributable|before|after|from|per)\b", re.IGNORECASE)
_RATE_OF_MOVE = re.compile(r"\s*an?\s+(?:\w+\s+)?rate\s+of\s*", re.IGNORECASE)
# `, on a year-to-date basis, `: how it is measured, and not what.
_BASIS = re.compile(r",?\s*(?<![A-Za-z])on\s+an?\s+[\w-]+(?:\s+[\w-]+){0,2}\s+basis\s*,?", re.IGNORECASE)
# `On a non-GAAP basis, net income was`: it is another figure than net income.
_ADJUSTED_BASIS = re.compile(
    r"(?<![A-Za-z])on\s+an?\s+(?P<how>non-?GAAP|adjusted|underlying|pro forma)\s+basis(?![A-Za-z])", re.IGNORECASE
)
_COLON = re.compile(
    r"\s*:\s*(?:(?:approx\.?|approximately|about|around|over|up|down|up to|some|a|an|net|約)[\s.]*)*$", re.IGNORECASE
)
_RUN_IN = re.compile(r"(?:^|[.。;•◆●■▶➤➢◇♦]\s*)\W*(?P<head>[^\W\d][^:;.。\d]{1,60}?)\W*:\W*[^:\d]{2,60}:\s*\D{0,8}$")


def run_in_of(before: str) -> str | None:
    """The words before the first of two colons, which say of what the measure before the second one is.

    >>> run_in_of("- Leasing for corporate use: Revenues: "), run_in_of("Revenues: "), run_in_of("Costs: mainly wages ")
    ('Leasing for corporate use', None, None)
    """
    match = _RUN_IN.search(before)
    return None if match is None or _BLANK in match["head"] else match["head"].strip(" *_")


# `Comprehensive income: Fiscal year ended March 31, 2024: `
_DATED_COLON = re.compile(rf"\s*:\s*(?:(?:for|as of|as at|at|in) )?{_BLANK}+\s*:\s*$", re.IGNORECASE)
_ASIDE = re.compile(r"\([^()\d]*\)|\(\s*(?:see\s+)?notes?\s+\d+[a-z]?(?:[\s,&and]+\d+)*\s*\)", re.IGNORECASE)
_REMARK = re.compile(r"^\W*(?:notes?|reference|ref\.)\s*\d?\)[\s:]*", re.IGNORECASE)


def _named(before: str) -> str | None:
    """The whole phrase before a colon: `Systems construction revenue fell short of our budget: `."""
    clause = _REMARK.sub("", re.split(r"[;:。•◆●■▶➤➢◇♦]|->|→|(?<=[.!?])\s+(?=[A-Z])", before)[-1])
    opened = clause.count("(") - clause.count(")")
    if opened > 0:
        clause = clause.rsplit("(", 1)[-1]
    text = _SPACES.sub(" ", clause.replace(_BLANK, " ")).strip(" ,.-–—'\"+~*·<>")
    text = re.sub(r"^(?:million|billion|thousand|trillion)?[\s,)]*(?:and\s+)?", "", text)
    return text if _says_something(text) else None


def _says_something(text: str) -> bool:
    words = [word.lower() for word in _WORD.findall(text)]
    return any(word not in _STOP_WORDS and not word.isdigit() and not _ONE_LETTER.fullmatch(word) for word in words)


_ONE_LETTER = re.compile(r"[a-z]")  # `i.e.`


def _last_clause(before: str) -> str:
    """The rightmost clause that says something."""
    clauses = _CLAUSE.split(before)
    for clause in reversed(clauses):
        if _bare(clause):
            return clause
    return ""


# `the Company has reduced its total debt by`, `the Group had`: who does it is not what is measured; its object is.
_ACTOR = re.compile(
    r"^(?:(?:the|our)\s+)?(?:(?:(?-i:[A-Z][\w&.'’-]*)\s+){0,4}(?:company|group|corporation|board(?:\s+of\s+directors)?|bank"
    r"|partnership|trust|firm|holdings|management)|we|it)(?:\s+(?:has|have|had|will|may|can|also|currently))*"
    r"(?:\s+(?P<verb>[a-z]{2,}ed|proposes|recommends|declares|(?:re|pre)?(?:sold|held|built|sent|spent|lent|went|paid|kept|cut|put|set|met|made|bought|took|drew)))?(?:\s+(?:back|off|up|down|out))?"
    r"(?:\s+(?:the|its|our|their|an?))?(?:\s+(?P<object>\S.*))?$",
    re.IGNORECASE,
)
# `Included in this range is increased revenue guidance of`: the subject stands behind the verb.
_INVERTED = re.compile(
    r"^(?:also\s+)?(?:included\s+(?:in|within)|among|not\s+included\s+in|contributing\s+to)\s+\S[^,;]{0,60}?\s"
    r"(?:is|was|are|were)\s+(?:an?\s+|the\s+)?",
    re.IGNORECASE,
)


def acts(before: str) -> bool:
    """Whether words end with a company and what it did, so that what was done to stands behind the number.

    >>> acts("During the quarter, the Company repaid "), acts(", leaving "), acts("the Company's revenue was ")
    (True, True, False)
    """
    clause = re.split(r"[,;:.]\s", before.replace(_BLANK, " "))[-1].strip(" ,")
    clause = _JOINED.sub("", clause)  # `, and we returned`
    if _LEAVES.search(clause):
        return True
    found = _ACTOR.match(clause)
    did = found is not None and (found["verb"] is not None or _HAD.search(clause) is not None)
    return did and found is not None and not found["object"]


_JOINED = re.compile(r"^(?:and|but|while|whereas|as)\s+", re.IGNORECASE)
_LEAVES = re.compile(r"(?:^|\s)(?:leaving|bringing)$", re.IGNORECASE)
_HAD = re.compile(r"\b(?:has|have|had)\b", re.IGNORECASE)


# `Corwen Stores had total debt`
_NAME_HAD = re.compile(r"(?:[A-Z][\w&.'’-]*\s+){1,4}(?:has|had)\s+(?:(?:an?|the|its)\s+)?(?P<object>\p{Ll}.*)")


def _without_actor(text: str) -> str:
    """The object of what a company did, where its name and a verb are all that stands before it."""
    if (owner := _NAME_HAD.fullmatch(text)) is not None and names_measure(owner["object"]):
        return owner["object"]
    found = _ACTOR.match(text)
    if found is None or (found["verb"] is None and not _HAD.search(text)):
        return text
    return found["object"] or ""


_SPACES = re.compile(r"\s+")


def _bare(clause: str) -> str | None:
    """The clause without what stands at its ends and says nothing of a subject."""
    text = _SPACES.sub(" ", clause.replace(_BLANK, " ")).strip(" ,.:-–—'\"+~*·♦<>")
    text = _INVERTED.sub("", text)
    while True:
        shorter = _TAIL.sub("", text).rstrip(" ,.:-–—")
        shorter = _HEAD.sub("", shorter).lstrip(" ,.:-–—")
        shorter = _before_verb(shorter)
        shorter = _without_actor(shorter)
        if shorter == text:
            break
        text = shorter
    if not _WORDY.search(text) or _A_MOVE.match(text) or not _says_something(text):
        return None
    return text


_COMPANY = re.compile(
    r"(?:[\p{Lu}\d][\w&.'’()-]*\s+(?:(?:and|of|&)\s+)?)+"
    r"(?:Bhd|Berhad|Holdings?|Ltd|Limited|plc|PLC|Inc|Corp|Corporation|Company|Group|AG|SE|AB|ASA|Oyj|A/S|N\.?V|S\.?A)\.?"
)
_THE_COMPANY = re.compile(r"(?:(?:the|our)\s+)?(?:company|group|bank|corporation|trust|firm)|we", re.IGNORECASE)
_DID = re.compile(r"\s+(?:posted|showed|saw|reached)\s+(?:an?\s+|its\s+|the\s+)?(?P<object>.+)", re.DOTALL)


def is_company(text: str) -> bool:
    """Whether a text is the name of a company and nothing else.

    >>> is_company("Corwen Stores Holdings Bhd"), is_company("Group revenue"), is_company("Equity Holdings")
    (True, False, True)
    """
    return _COMPANY.fullmatch(text.strip()) is not None


def _before_verb(text: str) -> str:
    """The subject of the last of the sentences that `and` joins."""
    verb = _VERB.search(text)
    if verb is None:
        return text
    who = text[: verb.start()]
    did = _DID.match(verb.group()) if is_company(who) or _THE_COMPANY.fullmatch(who) else None
    if did is not None and names_measure(did["object"]):
        return did["object"]
    last = re.split(r"\s(?:and|while|but)\s+(?:the\s+)?", verb.group())
    return last[-1] if len(last) > 1 and _says_something(last[-1]) else text[: verb.start()]


def noun_after_ja(after: str) -> str | None:
    """`9億96百万円の営業損失`: what the amount is of."""
    match = re.match(
        r"^\s*の(?P<noun>(?:[\u30A1-\u30FA\u4E00-\u9FFFー]{2,12}に帰属する)?[\u30A1-\u30FA\u4E00-\u9FFFー]{2,16})(?=[、。()\s]|を|が|と|に|で|$)",
        after,
    )
    return match["noun"] if match and not _JA_MOVES.fullmatch(match["noun"]) else None


def completed_by(subject: str | None, after: str) -> str | None:
    """The subject as `completed` gives it, without its end."""
    return completed(subject, after)[0]


def completed(subject: str | None, after: str) -> tuple[str | None, int]:
    """The subject with the words behind the number, where those before it leave it open; and how far they reach.

    >>> completed("proceeds", " from the sale of securities (the fair value")
    ('proceeds from the sale of securities', 28)
    >>> completed(None, " for the purchase of subsidiary stock, ")
    ('purchase of subsidiary stock', 37)
    """
    moved = _MOVED.match(after)
    match = _POST.match(after, moved.end() if moved else 0)
    if match is None:
        return subject, 0
    said, end = match["phrase"], match.end()
    more = _GOES_ON.match(after, end)
    if more is not None and names_measure(more["last"]):  # `$8 million in cash, cash equivalents and investments`
        said, end = said + more[0], more.end()
    phrase = _HANGING.sub("", re.sub(r"\s+", " ", said).strip())
    if _BLANK in phrase or not _WORDY.search(phrase) or phrase.lower() in ("the", "its", "our", "their"):
        return subject, 0
    if subject is None:
        return re.sub(r"^(?:the|its|our|their|an?)\s+", "", phrase, flags=re.IGNORECASE), end
    if _GENERIC_HEAD.search(subject):
        return f"{subject} {match['link'].lower()} {phrase}", end
    return subject, 0


_ITEM = r"[a-z][a-z-]*(?:\s[a-z][a-z-]*){0,2}?"
_GOES_ON = re.compile(rf"(?:,\s{_ITEM}){{1,4}},?\sand\s(?P<last>{_ITEM})(?=\s*(?:[,;.()]|$)|\s(?:at|as|on)\b)")
_HANGING = re.compile(
    r"\s+(?:under|of|in|on|to|at|by|from|for|with|and)(?:\s+(?:its|our|their|the|an?))?$|\s+and\s+no\s.*$",
    re.IGNORECASE,
)
_MOVED = re.compile(
    r"^\s*(?:net\s)?(?:increase|decrease|growth|decline|rise|drop|reduction|improvement|fall|jump|surge|slump|dip"
    r"|plunge|leap|uptick)(?=\s)",
    re.IGNORECASE,
)


def noun_after(after: str) -> str | None:
    """The noun phrase directly behind a share: `70% engineers`, `100% Consolidated subsidiary`."""
    match = re.match(
        r"^\s*(?:of\s+(?:the\s+)?)?(?P<phrase>[A-Za-z][\w' -]{2,60}?)(?=\s*(?:[,;.()]|$|\b(?:in|for|of|to|by"
        r"|from|and|was|were|is|are|as|at|on(?=\s\p{Lu})|over|during|with|per|compared|versus"
        r"|last year|in the prior)\b))",
        after,
    )
    if match is None or not _says_something(match["phrase"]):
        return None
    first = match["phrase"].split()[0].lower()
    if _WHEN_BEHIND.match(match["phrase"]):
        return None  # `up from 1.9 per cent a year ago`
    return None if first in _STOP_WORDS or _A_MOVE.match(first) else match["phrase"].strip()


_WHEN_BEHIND = re.compile(
    r"(?:an?\s+|the\s+|last\s+|prior\s+|previous\s+)*(?:year|quarter|month|period)s?\b", re.IGNORECASE
)
