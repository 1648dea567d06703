"""One passage of prose to statements: every number with its subject, unit, sign, period and comparison.

A sentence is read from left to right. Each number is a level, an earlier level (`compared to JPY 478 million`) or a
change; its subject is the phrase before it, or the one that held so far. What the words leave open stays open.
"""

from __future__ import annotations

from bisect import bisect_left

import regex as re

from extract import model
from extract.lex.measure_names import is_clause, names_measure
from extract.lex.scenarios import names_earlier_plan
from extract.prose.amounts import is_figure, set_rate
from extract.prose.dating import set_periods, settled
from extract.prose.each import share_direction
from extract.prose.labels import JAPANESE, acts, completed, masked, noun_after, noun_after_ja, run_in_of, subject_of
from extract.prose.labels_ja import opens_clause, subject_ja, topics_ja, within_topic
from extract.prose.numbers import Number, find_numbers
from extract.prose.passages import Passage, only_period, speaks_of_results
from extract.prose.period_claims import said_by
from extract.prose.period_places import PeriodClaim, nearest
from extract.prose.sections import Section, is_joined_to_part
from extract.prose.told import Memory, Sentence, Told, Voice
from extract.prose.unit_claims import Measured, claims_of_unit, in_scale_of, settle_unit, speaks_of_shares
from extract.prose.words import (
    Sign,
    base_value_before,
    comparisons,
    direction_after,
    direction_before,
    direction_of_each,
    direction_within,
    is_one_of_several,
    is_target,
    qualifier_after,
    qualifier_before,
)

_ABBREVIATIONS = (
    r"Inc|Ltd|Co|Corp|No|Nos|Approx|approx|vs|etc|Dr|Mr|Ms|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|ca|max|Max"
    r"|i\.e|e\.g"
)
# `SEK 665.8 M.` ends a sentence, `J. Smith` does not.
_STOP = re.compile(
    rf"(?<!(?<!\d\s?)\b[A-Z])(?<!\b(?:{_ABBREVIATIONS}))[.!?][\"')]*\s+(?=[\"'(]*[A-Z])|(?<=。)(?![)」])"
)
_LEAST_WHOLE = 1_000  # an amount below is told in units of money where all others are told in millions by mistake only
_LONGEST_SENTENCE, _FAR, _NEAR, _THOUSANDS = 1_200, 240, 60, 3
_PAUSE = re.compile(r"[、,;]\s*")
_CONTINUES = re.compile(r"^\s*(?:\(|->|→|⇒|[+△▲]\s?[\d$¥A-Z])")
_NOTHING_BETWEEN = re.compile(r"\s*(?:(?:of|were|was|is|are|:)\s*)?")
_IN_BRACKETS = re.compile(r"\(\s*[^\d)]{0,24}$")
_LINK = re.compile(r"\s(?:on|for|from|in|of)\s")
_LINK_BEFORE = re.compile(r"(?::|\s(?:on|for|from|in|of|related to))\s(?:the\s|an?\s)?$", re.IGNORECASE)
_OF_WHICH = re.compile(r"\bof\s+which\s*(?:(?:about|approximately|around)\s*)?$", re.IGNORECASE)
_WAS_WHAT = re.compile(
    r"\s*(?:was|were|is|are|related\s+to|relates\s+to)\s+(?:for\s+)?(?:an?\s+|the\s+|our\s+|its\s+)?"
    r"(?P<what>[a-z][\w'-]*(?:\s[a-z][\w'-]*){0,4}?)(?=\s*(?:[,;.()]|$)|\s+(?:for|in|during|and|from)\b)"
)
_OF_MEASURE = re.compile(
    r"\s*(?:in|of)\s+(?:the\s+|its\s+|our\s+)?(?P<what>[a-z][\w'-]*(?:\s[a-z][\w'-]*){0,4}?)"
    r"(?=\s*(?:[,;.()]|$)|\s+(?:for|in|during|at|and|from|compared|versus|on)\b|\s+␣)"
)
_OF_WHAT = re.compile(r"\s*(?:in|of)\s")
_FROM_JA = re.compile(r"から(?!の)")
_PER_SHARE_BEHIND = re.compile(r"\s*(?:per|a)\s+(?:\w+\s+){0,3}share\b", re.IGNORECASE)
_BASIS_WITHIN = re.compile(r"\b(?P<basis>basic\s+(?:and|or)\s+diluted|basic|diluted)\b", re.IGNORECASE)
_BASIS_BEHIND = re.compile(
    r"[^,;.:()\d]{0,40}?\b(?:on\s+an?\s+(?:fully[\s-]+)?(?P<basis>basic|diluted)\s+basis|(?P<basis>basic|diluted)\s+share\b)"
    r"|\s*(?:per\s+(?:\w+\s+){0,2}share)?\s*[,(]?\s*(?:fully[\s-]+)?(?P<basis>basic|diluted)\b(?=\s*[),.;]|\s+and\b)",
    re.IGNORECASE,
)
_RESULT_JA = re.compile(r"(?:[たるの]結果|により|によって|[たる]ため|ことから)、\s*$")
_OR = re.compile(r"\s*(?:per\s[^,;]{0,30})?,?\s*(?:or|\()\s*", re.IGNORECASE)
_AND = re.compile(r"\s*(?:per\s[^,;]{0,30})?,?\s*and\s*", re.IGNORECASE)
# `offset by a $0.3 million decrease in travel costs`: what moved stands behind the figure, not before it.
_MOVE_OF = re.compile(
    r"\s*(?:net\s+)?(?:increase|decrease|growth|decline|rise|drop|reduction|improvement)s?\s+(?:in|of|from)\s",
    re.IGNORECASE,
)
_MOVE_IN = re.compile(
    r"(?:(?:an?|the)\s+)?(?:increase|decrease|growth|decline|rise|drop|reduction|improvement)\s+in\s+(?:(?:the|its|our)\s+)?"
    r"(?P<of>\S.*)",
    re.IGNORECASE,
)
_MOVE_TO = re.compile(r"\sto\s*(?:(?:about|approximately|around)\s*)?$", re.IGNORECASE)
_SHARE_OF = re.compile(r"^\s*of\s[^();,]{2,60}\)")
# `the Company has reduced its total debt by`: how much less it is, and not how much it is.
# `under its $500 million share repurchase program`
_OF_THING = re.compile(
    r"\s(?:(?!(?:of|in|for|to|from|by|at|on|and|or|under|with|as|was|were|is|are)\s)[a-z][\w-]*\s){0,4}"
    r"(?:program(?:me)?|facility|authori[sz]ation|notes|loan|bond|offering|contract|agreement|mortgage|settlement)\b",
)
_PLANNED_AT = re.compile(r"\bof\s+(?:approximately\s+|about\s+|up\s+|down\s+|flat\s+to\s+)*$", re.IGNORECASE)
_UP_OR_DOWN = re.compile(r"\b(?:up|down)\b", re.IGNORECASE)
# `diluted EPS was ($0.03)`, `a margin of (2.6%)`: brackets around what a verb or preposition leads to are a minus.
_LEADS_TO = re.compile(
    r"\b(?:was|were|is|are|of|to|at|with|from|versus|vs\.?|reached|totall?ed|and|or|approximately|about)\s*\(\s*$",
    re.IGNORECASE,
)
# Nobody sells less than nothing: `Revenue totaled ($ 111.0 million)` is an amount in brackets.
_NEVER_NEGATIVE = re.compile(r"\b(?:revenues?|sales|bookings|backlog|orders|proceeds)\s+\w+\s*\(\s*$", re.IGNORECASE)
# `a 3-percentage point impact from the purchase of a mill`: what it is the size of stands behind it.
_SIZE_OF = re.compile(
    r"\s*(?:(?:negative|positive|favou?rable|unfavou?rable|adverse)\s+)?(?:impact|benefit|headwind|tailwind|contribution|drag|effect)"
    r"\s+(?:from|of|due to|related to)\s+[^,;.()\d]{2,80}?(?=\s+and\s+an?\s|[,;.(]|$)",
    re.IGNORECASE,
)
_FORMERLY = re.compile(r"\W*(?:previously|formerly|prior\s+to\s+this\s+(?:update|revision))\b", re.IGNORECASE)
_MOVED_OBJECT = re.compile(
    r"\b(?:(?P<down>reduced|lowered|cut|decreased|trimmed)|increased|raised|grew|expanded)\s+(?:its|our|their|the)\s+(?P<thing>[^,;.\d]{2,60}?)\sby\s*$",
    re.IGNORECASE,
)
_MOVED_BY = re.compile(r"[A-Za-z]+(?:ed|s)\s+by\s*$")
_BY = re.compile(r"\bby(?:\s+(?:approximately|about|some|nearly|almost))?\s*$", re.IGNORECASE)
# A name and `by`, and no verb of its own: not `, offset by`, `, driven by`, `, followed by`.
_GAPPED = re.compile(
    r"[\s,;]*(?:(?:and|while)\s+)?(?:(?!\w+(?:ed|en|wn|ing)\b\s+by\b|(?:was|were|is|are|has|have|had|offset|led|hit)\b)"
    r"[A-Za-z][\w'’&/-]*\s+){1,6}by(?:\s+(?:approximately|about|some|nearly|almost))?\s*",
    re.IGNORECASE,
)
_ONE_MORE = re.compile(r"(?:,|\band|\bor)\s*(?:by\s*)?$")
_BREAK = re.compile(r"[;。]|[,、(]\s*\S")
_SHORT_BREAK = re.compile(r"[;,(]")
# `Actual results for FY2030:` below the heading of a forecast.
_REACHED = re.compile(r"\bactual\b|(?<!計画)実績", re.IGNORECASE)
_CLAUSE_STOP = re.compile(r"[;。]")
_JAPANESE = re.compile(r"[\u3041-\u30FA]")
_JAPANESE_NEAR = re.compile(r"[\u3041-\u30FA\u4E00-\u9FFF]")
_AGAINST_TARGET_JA = re.compile(
    r"(?:予想|計画|目標|見通し|見込み)(?:比|に比べ|に対し|(?:\([^()]*\))?を(?:大きく|わずかに)?[上下]回|から|より|値|を達成)"
    r"|[をが](?:予定|計画|想定|予想)(?:し|され)て(?:いる|いた)(?=[一-龥ァ-ヶ])|(?:返済|償還)予定の"
)
_ENDS_AS_TARGET_JA = re.compile(
    r"(?:予想|見込|見通し|計画|目標|目途|目処|目安|予定|想定)(?:(?!まし(?:た|て))[^、。]){0,24}(?:。|$)"
)
_CLAUSE_AS_TARGET_JA = re.compile(
    r"[^、。]{0,36}?(?:を(?:予想|見込|計画|予定|想定|目標|目指)|と(?:予想|見込|想定))(?!ん?でいました|んでおりました|していました)"
)
_OUTFLOW = re.compile(
    r"\bnet cash (?:flows? )?used (?:in|for|by)\b|(?:に使用した|により使用した|支出した)資金$|使用した(?:資金|現金)",
    re.IGNORECASE,
)
# `79億円の支出`, behind a name that leaves the direction open.
_CASH_MOVED: dict[str | None, Sign] = {"支出": -1, "使用": -1, "資金流出": -1, "収入": 1, "獲得": 1, "資金流入": 1}
_CASH = re.compile(r"キャッシュ・?フロー$|資金$|現金$|現金(?:及び|および)現金同等物$")
_WAS_A_LOSS = re.compile(
    r"\b(?:was|were|is|are|be|to|at|showed|of|with|in)\s+an?\s+(?:\w+\s+){0,2}?(?:loss|deficit|shortfall)\s+of\s*"
    r"(?:(?:about|approximately|around|some|nearly|roughly)\s+)?$",
    re.IGNORECASE,
)
_LOSS = re.compile(r"\b(?:loss(?:es)?|deficits?|shortfall)\b|損失|赤字", re.IGNORECASE)
_IN_OR_OUT = re.compile(r"\(used", re.IGNORECASE)
_RANGE = re.compile(r"\s*(?:to|-|~|から)\s*", re.IGNORECASE)
_OPEN_BRACKET = re.compile(r"\s*(?:[増減]\w{0,3})?\s*\(\s*")
_LOOSE_DASH = re.compile(r"(?P<lead>.*?)-\s*$", re.DOTALL)


def tell(passage: Passage, section: Section, memory: Memory, voice: Voice) -> list[Told]:
    """The statements of one passage, left to right."""
    text = passage.text
    taken = [(d.mention.start, d.mention.end) for d in passage.dated]
    numbers = find_numbers(text, taken, voice.whole)
    if not numbers:
        return []
    blotted = masked(text, taken)
    told: list[Told] = []
    last = memory.last if _CONTINUES.match(text) else None
    current = settled(last) if last is not None else None
    for start, end in _sentences(text):
        sentence = Sentence(
            passage=passage,
            section=section,
            memory=memory,
            voice=voice,
            text=blotted,
            start=start,
            end=end,
            numbers=tuple(numbers[_at(numbers, start) : _at(numbers, end)]),
            per_share=speaks_of_shares(text[start:end]),
            dated=passage.dated[_dated_at(passage, start) : _dated_at(passage, end)],
        )
        statements = _read(sentence, told[-1] if told else last, current)
        told += statements
        levels = (s for s in statements if s.role == "level" and not s.aside)
        level = next((s for s in levels if s.explicit or s.left_open), None)
        current = settled(level) if level is not None else current
        if not statements and speaks_of_results(text[start:end]):
            # `… today reported results for the third quarter ended June 30, 2006. Net sales rose …`
            spans = [d for d in sentence.dated if d.period.kind == "duration"]
            only = only_period(spans)
            told_of = nearest(spans, only, start) if only is not None else None
            current = said_by(sentence, told_of) if told_of is not None else current
    return told


def _at(numbers: list[Number], position: int) -> int:
    return bisect_left(numbers, position, key=lambda number: number.start)


def _dated_at(passage: Passage, position: int) -> int:
    return bisect_left(passage.dated, position, key=lambda dated: dated.mention.start)


def _sentences(text: str) -> list[tuple[int, int]]:
    """Where the sentences stand. One that never ends is cut at its pauses, so that reading stays linear."""
    bounds, at = [], 0
    for stop in [*(match.end() for match in _STOP.finditer(text)), len(text)]:
        while stop - at > _LONGEST_SENTENCE:
            pause = _PAUSE.search(text, at + _LONGEST_SENTENCE // 2, stop)
            cut = pause.end() if pause is not None and pause.end() - at <= _LONGEST_SENTENCE else at + _LONGEST_SENTENCE
            bounds.append((at, cut))
            at = cut
        if at < stop:
            bounds.append((at, stop))
        at = stop
    return bounds


def _read(sentence: Sentence, last: Told | None, current: PeriodClaim | None) -> list[Told]:
    leads_on = _CONTINUES.match(sentence.text[sentence.start : sentence.end]) is not None
    previous = last if leads_on else None
    statements: list[Told] = []
    at = phrase = sentence.start
    for index, number in enumerate(sentence.numbers):
        following = sentence.numbers[index + 1].start if index + 1 < len(sentence.numbers) else sentence.end
        counted = previous is not None and previous.number.kind == "count"
        if not (counted and _NOTHING_BETWEEN.fullmatch(sentence.text[at : number.start])):
            phrase = at  # else `Loss from 4 new subsidiaries JPY453 million`: the count stands inside the subject
        before, after = sentence.text[phrase : number.start], sentence.text[number.end : following]
        told = _statement(sentence, number, before, after, previous)
        if told is None:
            continue
        at = number.end + told.reach
        _set_bounds(sentence, told, statements)
        statements.append(told)
        previous = told
    for told in statements:
        _open_lost_scale(sentence, told, statements)
    share_direction(sentence, statements)
    set_periods(sentence, statements, current)
    for told in statements:
        told.target = told.target and not _is_past(sentence, told)
    return statements


def _is_past(sentence: Sentence, told: Told) -> bool:
    """Below a heading of forecasts stands what the sentence itself dates back: shares at the end of the year."""
    reported = sentence.voice.period
    if not (told.explicit and sentence.section.target and told.period and reported and reported.end):
        return False
    return told.period.end is not None and told.period.end <= reported.end


def _statement(sentence: Sentence, number: Number, before: str, after: str, previous: Told | None) -> Told | None:
    qualifier, cut = qualifier_before(before)
    words = before[:cut]
    told = Told(number=number, role="level", before=before, after=after, qualifier=qualifier or qualifier_after(after))
    lead = sentence.plain[sentence.start : number.start]
    told.negative = _is_negative_in_brackets(sentence, number)
    told.aside = lead.count("(") > lead.count(")") and not told.negative
    if told.negative:
        words = words.rstrip().removesuffix("(")
    if number.beside and previous is not None:
        told.role, told.subject, told.noun, told.outer = (
            previous.role,
            previous.subject,
            previous.noun,
            previous.subject,
        )
        told.mark, told.run_in, told.word = previous.mark, previous.run_in, previous.word
    else:
        _set_role(sentence, told, words, previous)
        _set_subject(sentence, told, words, previous)
        set_rate(sentence, told)
        if not is_figure(sentence, told):
            return None
    settle_unit(told, claims_of_unit(Measured(sentence, told, previous)))
    if number.kind == "bare" and told.unit is None:
        return None
    told.previous = _is_of_earlier_plan(sentence, told, previous)
    told.target = told.previous or sentence.memory.scenario is not None or _is_target(sentence, told)
    _set_sign(sentence, told)
    return told


# --- level, earlier level or change ---------------------------------------------------------------------------


def _is_negative_in_brackets(sentence: Sentence, number: Number) -> bool:
    """Whether brackets around a number alone say that it is below zero."""
    if number.sign or number.kind not in ("money", "percent", "bare") or number.beside:
        return False
    lead = sentence.plain[sentence.start : number.start]
    if sentence.plain[number.end : number.end + 1] != ")" or not _LEADS_TO.search(lead):
        return False
    return number.kind != "money" or not _NEVER_NEGATIVE.search(lead)


def _set_role(sentence: Sentence, told: Told, words: str, previous: Told | None) -> None:
    number = told.number
    behind = sentence.behind(told)
    word = direction_before(words) or direction_after(behind[:_NEAR]) or direction_of_each(behind[:_FAR])
    if word is not None:
        told.role, told.word = "change", word
    elif _is_one_more_change(sentence, told, words, previous):
        told.role = "change"
        told.word = previous.word if previous is not None and not number.sign else None
    elif previous is not None and previous.word is not None and not number.sign and _is_gapped(words, previous):
        told.role, told.word = "change", previous.word
    elif number.sign == "+" or (number.sign and _is_beside_comparison(sentence, told, words)):
        told.role = "change"
    elif _is_other_end(told, words, previous):
        told.role, told.word = "change", previous.word if previous is not None else None  # `growth of 11% to 12%`
    elif (moved := _MOVED_OBJECT.search(words)) is not None:
        told.role, told.word = "change", -1 if moved["down"] else 1
    elif number.sign and previous is not None and previous.role == "change" and _OPEN_BRACKET.fullmatch(words):
        told.role = "change"  # 148億円減収（△69.6%）
    elif number.kind in ("points", "basis_points") and _MOVED_BY.search(words):
        told.role = "change"
    elif base_value_before(words) or _FROM_JA.match(behind) or _is_one_more_base(words, previous):
        told.role = "base"
    elif number.kind == "percent" and not number.sign and _SHARE_OF.match(behind):
        told.role = "level"  # `(7.7% of sales revenue) compared to …`: what is compared stands outside of the bracket
    elif number.kind in ("percent", "points", "basis_points") and _is_beside_comparison(sentence, told, words):
        if number.kind == "percent" and not number.sign and _JAPANESE_NEAR.search(words[-12:]):
            told.is_ratio = True  # 前期比100.3%: the level in percent of the earlier one, unless a word says growth
        else:
            told.role, told.word = "change", direction_within(words)


def _is_gapped(words: str, previous: Told) -> bool:
    """`steel sales decreased by $64 million, aluminum sales by $31 million`: the verb of the first holds for the
    second."""
    return (
        previous.role == "change" and _BY.search(previous.before) is not None and _GAPPED.fullmatch(words) is not None
    )


def _is_other_end(told: Told, words: str, previous: Told | None) -> bool:
    """`up approximately 11% to 12%`: both ends of a range of growth are growth."""
    alike = previous is not None and previous.role == "change" and previous.number.kind == told.number.kind
    return alike and told.number.kind == "percent" and _RANGE.fullmatch(words) is not None


def _is_one_more_base(words: str, previous: Told | None) -> bool:
    """`compared to $101.2 million, or $0.63 per basic share and $0.62 per diluted share`: the second and the third are
    of the earlier period as well."""
    said = _OR.fullmatch(words) is not None or _AND.fullmatch(words) is not None
    return previous is not None and previous.role == "base" and said


def _is_one_more_change(sentence: Sentence, told: Told, words: str, previous: Told | None) -> bool:
    """`decreased 0.2% compared to 1Q06 and 11.2% compared to 2Q05`: the second is a change as well."""
    if previous is None or previous.role != "change":
        return False
    if previous.word is not None and not told.number.sign and _OR.fullmatch(words):
        return True  # `a decrease of $8.4 million or 5.0 per cent`: the same change, in other words
    if previous.number.kind != told.number.kind:
        return False
    if told.number.kind == "bare" or not _ONE_MORE.search(words) or subject_of(words) is not None:
        return False
    return _is_beside_comparison(sentence, told, words) or is_one_of_several(sentence.behind(told)[:_FAR])


def _is_beside_comparison(sentence: Sentence, told: Told, words: str) -> bool:
    near = sentence.behind(told)[:48]
    after = comparisons(near)
    if after and _goes_with(near, after[0].start, after[0].end):
        return True
    before = comparisons(sentence.before(told)[: len(words)])
    if before and len(words) - before[-1].end <= 8:
        return True
    end = told.number.end
    gaps = (sentence.plain[end : d.mention.start] for d in sentence.dated if d.base and end <= d.mention.start)
    return any(len(gap) <= 40 and not _SHORT_BREAK.search(gap) for gap in gaps)


def _goes_with(text: str, start: int, end: int) -> bool:
    """Whether the comparison at `text[start:end]` speaks of the number before: `5% YoY`, `5% (YoY)`."""
    gap = text[:start].lstrip(" )")
    if _BREAK.search(gap):
        return False
    return not gap.rstrip().endswith("(") or text[end:].lstrip().startswith(")")


# --- subject --------------------------------------------------------------------------------------------------


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


def _set_subject(sentence: Sentence, told: Told, words: str, previous: Told | None) -> None:
    number, after = told.number, told.after
    held = _held(told, previous)
    words = _behind_noun(words, previous)
    if not told.aside and words.count(")") > words.count("("):
        own = subject_of(_behind_bracket(words))  # `4 percent (2 percent in euros) to $31 million`
    else:
        own = subject_of(words)
    rest, reach = completed(None, after)
    if previous is not None and told.role == "change" and _IN_BRACKETS.search(words):
        told.subject = held if held is not None else own
    elif previous is not None and previous.reach and rest is not None and len((own or "").split()) <= 3:
        head = _head_of(held or "", completed(None, previous.after)[0])
        told.subject, told.reach = (rest if head == held else f"{head}: {rest}"), reach
    elif JAPANESE.search(sentence.text[sentence.start : sentence.end]):
        _set_subject_ja(sentence, told, words, held, previous)
    elif told.role == "change" and (moved := _MOVED_OBJECT.search(words)) is not None:
        told.subject = " ".join(moved["thing"].split())  # `reduced its total debt by`
    elif told.role == "change" and rest is not None and _MOVE_OF.match(after):
        told.subject, told.reach = rest, reach
    elif own is not None or held is None or acts(words):
        told.subject, told.reach = completed(own, after)
    elif told.role == "change" and rest is not None and _OF_WHAT.match(after):
        told.subject, told.reach = rest, reach
    elif number.kind == "money" and (measure := _OF_MEASURE.match(after)) and _is_measure(measure["what"]):
        told.subject, told.reach = measure["what"], measure.end()  # `compared to $100 million in revenues`
    else:
        told.subject = held
    if told.role == "level" and _MOVE_TO.search(words) and (move := _MOVE_IN.fullmatch(told.subject or "")):
        told.subject = move["of"]  # `a reduction in leverage to 1.8x`: the leverage
    if (thing := _OF_THING.match(after)) is not None and number.kind == "money" and not number.per_share:
        told.subject, told.of_thing = " ".join(thing[0].split()), True
    if _OF_WHICH.search(words) and (what := _WAS_WHAT.match(after)) is not None and _is_measure(what["what"]):
        told.subject, told.reach = what["what"], what.end()  # `of which $4.3 million was severance expense`
    size = _SIZE_OF.match(after) if number.kind in ("points", "percent") else None
    if size is not None and told.role != "change":
        told.outer = held if own is None else own
        told.subject, told.reach, told.inserted = " ".join(size[0].split()), size.end(), True
    told.run_in = run_in_of(words) or (previous.run_in if previous is not None and told.subject == held else None)
    if not told.inserted:
        told.outer = (previous.outer if previous is not None else None) if told.aside else told.subject
    if told.aside and JAPANESE.search(words):
        told.outer = next(iter(reversed(topics_ja(words))), told.outer)
    if told.aside and previous is not None and not previous.aside:
        told.outer = previous.subject
    if number.kind == "count" and number.noun is not None:
        told.noun = " ".join(sentence.plain[number.end - len(number.noun) : number.end].split())
    elif told.role != "change":
        told.noun = noun_after_ja(after)
        if told.noun in _CASH_MOVED and _CASH.search(told.subject or ""):
            told.cash, told.noun = _CASH_MOVED[told.noun], None
        if told.noun is None and number.kind == "money":
            told.noun = _share_basis(sentence, told)
        if number.kind == "percent" and told.noun is None:
            told.noun = noun_after(sentence.behind(told)[:90])


def _behind_noun(words: str, previous: Told | None) -> str:
    """`11.8 percent of sales, 20 basis points higher`: of what the percentage is, names it and not what follows."""
    if previous is None or not previous.noun or previous.number.kind != "percent":
        return words
    lead = f"of {previous.noun}"
    return words.lstrip().removeprefix(lead) if words.lstrip().startswith(f"{lead},") else words


def _is_measure(phrase: str) -> bool:
    return names_measure(phrase) and not is_clause(phrase)


def _share_basis(sentence: Sentence, told: Told) -> str | None:
    """`$0.88 per diluted share`, `$0.88 per share on a diluted basis`: which of two amounts per share it is."""
    printed = sentence.plain[told.number.start : told.number.end]
    if not told.number.per_share and not _PER_SHARE_BEHIND.match(told.after):
        return None
    said = _BASIS_WITHIN.search(printed) or _BASIS_BEHIND.match(told.after)
    basis = said["basis"].lower() if said is not None else None
    return None if basis is None or basis in (told.subject or "").lower() else basis


def _head_of(subject: str, phrase: str | None) -> str:
    """`charges for stock-based compensation` without the words behind its figure: `charges`."""
    end = subject.lower().rfind(phrase.lower()) if phrase is not None else -1
    if end > 0 and subject[end:].lower() == (phrase or "").lower():
        return _LINK_BEFORE.sub("", subject[:end])
    return _LINK.split(subject)[0].partition(": ")[0]


def _set_subject_ja(sentence: Sentence, told: Told, words: str, held: str | None, previous: Told | None) -> None:
    """The noun before the number; without one, what held so far, unless the clause it held in is over."""
    lead = masked(
        sentence.text[: told.number.start], [(n.start, n.end) for n in sentence.numbers if n.end <= told.number.start]
    )
    named, topics = subject_ja(words), topics_ja(lead[sentence.start :])
    if named is not None and named.mark == "none" and topics and _RESULT_JA.search(words):
        told.subject, told.mark = topics[-1], "topic"  # `当期純利益は、特別利益に売却益を計上した結果、`
        return
    if named is not None and named.mark != "clause":
        told.subject, told.mark = within_topic(named.text, topics), named.mark
        return
    mark = previous.mark if previous is not None else "none"
    if held is not None and (mark == "topic" or not topics or not opens_clause(words)):
        told.subject, told.mark = held, mark
    elif topics:
        told.subject, told.mark = topics[-1], "topic"
    elif named is not None:
        told.subject, told.mark = named


def _set_bounds(sentence: Sentence, told: Told, earlier: list[Told]) -> None:
    """`$1.025 billion to $1.035 billion`: two ends of one range."""
    before = earlier[-1] if earlier else None
    ends = before is not None and (
        _RANGE.fullmatch(qualifier_free(told.before)) is not None
        or (told.before.strip().lower() == "and" and before.before.rstrip().lower().endswith("between"))
    )
    if before is None or not ends or before.unit != told.unit or before.role != told.role:
        return
    if before.role != "base" and before.bound is None:
        before.bound, told.bound = "lower", "upper"
        scale, amounts = told.number.scale, before.number.kind == told.number.kind == "money"
        smaller = before.value and told.value and abs(before.value.scaleb(scale)) <= abs(told.value)
        if amounts and before.number.scale == 0 < scale and smaller:
            in_scale_of(before, sentence, told, "scale_of_range")  # `$186 - $189 million`


def _open_lost_scale(sentence: Sentence, told: Told, statements: list[Told]) -> None:
    """`$7.0 million compared to $1.1`: whether the second is in millions too, the sentence does not say."""
    number = told.number
    plain = number.kind == "money" and number.scale == 0 and not number.per_share and told.value is not None
    if not plain or told.value is None or (told.unit or "").endswith("_per_share") or told.rate:
        return
    beside = (
        other
        for other in statements
        if other is not told and other.number.kind == "money" and other.unit == told.unit and other.role == "level"
    )
    scaled = next((other for other in beside if other.number.scale >= _THOUSANDS), None)
    if told.role == "base" and scaled is not None and abs(told.value) < _LEAST_WHOLE:
        in_scale_of(told, sentence, scaled, "scale_compared_with", or_whole=True)


# --- sign and scenario ----------------------------------------------------------------------------------------


def _set_sign(sentence: Sentence, told: Told) -> None:
    """The sign that words give an unsigned number; where a printed sign and a word disagree, both readings."""
    number = told.number
    if told.role == "change":
        if not number.sign:
            told.sign = told.word or 1
            if told.word is None and told.value is not None and _MOVED_BY.search(told.before):
                told.readings = ((told.value, "more"), (-told.value, "less"))  # `deleveraged by 170 basis points`
                told.value = None
        elif told.value is not None and told.word is not None and (number.sign == "+") != (told.word > 0):
            told.readings = ((told.value, "by the printed sign"), (-told.value, "by the word"))
            told.value = None
    elif told.negative:
        told.sign = -1
    elif told.cash is not None:
        told.sign, told.outflow = told.cash, told.cash < 0
    elif not number.sign and _is_said_to_be_a_loss(told):
        told.sign = -1
    elif not number.sign and number.kind in ("money", "scaled") and _flows_out(told.subject or ""):
        told.sign, told.outflow = -1, True
    if not number.sign and told.word is None:
        _read_loose_dash(sentence, told)


def _is_said_to_be_a_loss(told: Told) -> bool:
    """`Adjusted EBITDA was a loss of €11 million`: what may be earned as well was lost. A loss is no negative loss."""
    return _WAS_A_LOSS.search(told.before) is not None and _LOSS.search(told.subject or "loss") is None


def _flows_out(subject: str) -> bool:
    return _OUTFLOW.search(subject) is not None and not _IN_OR_OUT.search(subject)


def _read_loose_dash(sentence: Sentence, told: Told) -> None:
    """`(YoY - 6.1%)` is negative, `Revenue - JPY 5 million` and `1% - 2%` are not, `margin - 6.1%` may be either."""
    match = _LOOSE_DASH.match(sentence.before(told))
    if match is None or told.value is None:
        return
    lead = match["lead"].rstrip()
    before = comparisons(lead)
    printed = sentence.passage.block.span.text[told.number.start - 3 : told.number.start]
    if lead.endswith("(") or (before and len(lead) - before[-1].end <= 2):
        told.role, told.sign = "change" if before else told.role, -1 if told.sign > 0 else 1
    elif lead and told.number.kind in ("percent", "points") and "-" in printed and not lead[-1].isdigit():
        told.readings = ((told.value, "the dash divides"), (-told.value, "the dash is a minus"))
        told.value = None


def _is_of_earlier_plan(sentence: Sentence, told: Told, previous: Told | None) -> bool:
    """`raised from the previous guidance of $5 million`, and what stands below `(Previous Target)`."""
    if sentence.memory.scenario == "earlier":
        return True
    if previous is not None and previous.previous and _RANGE.fullmatch(qualifier_free(told.before)):
        return True  # the other end of a range
    if told.role == "change":
        return (
            names_earlier_plan(sentence.before(told)[-_NEAR:]) and _PLANNED_AT.search(sentence.before(told)) is not None
        )
    opened = _FORMERLY.match(sentence.plain, sentence.start) is not None and _is_target(sentence, told)
    return opened or names_earlier_plan(sentence.before(told)[-_NEAR:])


def qualifier_free(words: str) -> str:
    """The words between two ends of a range without those of direction: `down 2% to up 1%`."""
    return _UP_OR_DOWN.sub("", words)


def _is_target(sentence: Sentence, told: Told) -> bool:
    if _REACHED.search(told.before) is not None:
        return False
    if sentence.section.target:
        return True
    lead = sentence.plain[max(sentence.start, told.number.start - _FAR) : told.number.start]
    if is_target(_AGAINST_TARGET_JA.sub("", _CLAUSE_STOP.split(lead)[-1])):
        return True
    head, colon, _ = sentence.plain[sentence.start : told.number.start].partition(":")
    if colon and is_target(head) and len(head) <= _LONGEST_HEADING:
        return True  # `Outlook for the fourth quarter: revenue of ...; gross margin of ...`
    last = sentence.plain[max(told.number.end, sentence.end - _NEAR) : sentence.end]
    # A Japanese sentence says at its end what all of it is, and a clause what its figures are.
    if _CLAUSE_AS_TARGET_JA.match(_AGAINST_TARGET_JA.sub("", sentence.plain[told.number.end : sentence.end][:_NEAR])):
        return True
    return _ENDS_AS_TARGET_JA.search(_AGAINST_TARGET_JA.sub("", last)) is not None


# --- headings without numbers ---------------------------------------------------------------------------------

_BRACKETED = re.compile(r"^\s*(?:<|[\[「【][^<>]*[\]」】]\s*$)")
_AS_OF = re.compile(r"(?:^|[\s(*])(?:as of|as at|at)\s*$", re.IGNORECASE)
_AS_OF_INSIDE = re.compile(r"as (?:of|at)\b", re.IGNORECASE)
_HAPPENS = re.compile(r"\b(?:in|on|since|by|until|to)\s*$", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_SPELLED = re.compile(r"[A-Za-z]{4}")
_LONGEST_HEADING, _MOST_WORDS = 120, 4


def heading_period(passage: Passage) -> model.Period | None:
    """The period that a passage without numbers sets over what follows; None unless it is a heading for it.

    `<Net Income - 2Q06>`, `As of March 31, 2011`, `(P/L) 7 months from Sep 2010 to March 2011`. A sentence that
    happens to name a period, and the label of an axis, set nothing.
    """
    text = passage.text
    if len(text) > _LONGEST_HEADING or not passage.dated:
        return None
    last = passage.dated[-1]
    ends = not text[last.mention.end :].strip(" )>*.:")
    as_of = _AS_OF.search(text[: last.mention.start]) or _AS_OF_INSIDE.match(last.mention.printed)
    if ends and as_of and last.period.kind == "instant":
        return last.period if last.period.end is not None else None
    if _HAPPENS.search(text[: passage.dated[0].mention.start]):
        return None
    if (headed := only_period(passage.dated)) is not None and is_joined_to_part(passage, headed):
        return model.Period(kind="duration")
    words = _WORD.findall(masked(text, [(d.mention.start, d.mention.end) for d in passage.dated]))
    if not words and ends and last.mention.kind == "duration" and _SPELLED.search(text):
        # `Third quarter 2019` alone, be it that nothing dates it; `3Q19` alone is the label of an axis.
        return last.period if len(passage.dated) == 1 else only_period(passage.dated)
    short = ends and 0 < len(words) <= _MOST_WORDS and ":" not in text.rstrip(" :")
    if not short and not _BRACKETED.match(text):
        return None
    alone = len(passage.dated) == 1 and last.mention.kind == "duration" and last.mention.part is not None
    return last.period if alone and short else only_period(passage.dated)
