"""One passage of prose to statements: every number with its subject, period, sign and comparison.

A sentence is read from left to right. Each number is a level, an earlier level (`compared to JPY 478 million`) or a
change; its subject is the phrase before it, or the one that held so far. What the words leave open stays open.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

import msgspec
import regex as re

from extract import model
from extract.normalise.prose.labels import completed, masked, noun_after, noun_after_ja, subject_of
from extract.normalise.prose.numbers import Number, find_numbers
from extract.normalise.prose.sections import Dated, Passage, Section, compares_quarters, only_period
from extract.normalise.prose.words import (
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
from extract.terms.dates import months_between

Role = Literal["level", "base", "change"]


class Told(msgspec.Struct, kw_only=True):
    """A number and what the sentence says of it. `sign` is what the words make of an unsigned number."""

    number: Number
    role: Role
    before: str
    after: str
    subject: str | None = None
    period: model.Period | None = None
    explicit: bool = False
    second: model.Period | None = None
    sign: Sign = 1
    word: Sign | None = None
    comparison: str | None = None
    base: str | None = None
    qualifier: str | None = None
    target: bool = False
    unit: str | None = None
    value: Decimal | None = None
    readings: tuple[tuple[Decimal, str], ...] = ()
    decimals: int = 0
    bound: str | None = None
    rate_of: str | None = None
    outflow: bool = False
    ratio_to: str | None = None
    reach: int = 0
    noun: str | None = None
    aside: bool = False
    declared: bool = False
    rate: bool = False


class Memory(msgspec.Struct, kw_only=True):
    """What holds from one passage of a section to the next: the bullet above, the last level and its period."""

    local: str | None = None
    last: Told | None = None
    heading_period: model.Period | None = None
    heading_level: int = 0
    heads_results: bool = False


class Voice(msgspec.Struct, frozen=True, kw_only=True):
    """What the whole document says of money."""

    currency: str | None
    dollar: str
    whole: frozenset[tuple[str, int]]
    period: model.Period | None = None


_SENTENCE = re.compile(
    r"(?<!\b[A-Z])(?<!\b(?:Inc|Ltd|Co|Corp|No|Nos|Approx|approx|vs|etc|Dr|Mr|Ms|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|ca|max|Max|i\.e|e\.g))[.!?][\"')]*\s+(?=[\"'(]*[A-Z])|(?<=。)(?![)」])"
)
_CONTINUES = re.compile(r"^\s*(?:\(|->|→|⇒|[+△▲]\s?[\d$¥A-Z])")
_PRIOR_JA = re.compile(
    r"前(?:年同(?:四半)?期|年同月|期|年|連結会計年度|事業年度|会計年度)末?(?:は|の|、|:|\s)\s*[^、。()]{0,16}$"
)
_COUNTED = re.compile(
    r"\b(?:number|no\.|nos\.) of\b|\bheadcount\b|\bemployees\b|\bcontracts\b|人数|社員数|員数|店舗数|件数|社数|台数|株式数|契約数|会員数",
    re.IGNORECASE,
)
_LISTED = re.compile(r"^(?:[^()]{0,40}[,、]|[^()]{0,40}\band)\s*$")
_OUTFLOW = re.compile(
    r"\bnet cash (?:flows? )?used (?:in|for|by)\b|(?:に使用した|により使用した|支出した)資金$|使用した(?:資金|現金)",
    re.IGNORECASE,
)
_IN_OR_OUT = re.compile(r"provided by \(used|\(used", re.IGNORECASE)
_PLAN = re.compile(r"\bplans?\b|計画|予定", re.IGNORECASE)
_STOCK = re.compile(
    r"\bbacklog\b|\btotal assets\b|\bnet assets\b|\b(?:share|stock)holders'? equity\b|受注残|残高|総資産|純資産|自己資本",
    re.IGNORECASE,
)
_FLOW = re.compile(r"^(?:net )?(?:increase|decrease|change)s? in\b|の(?:増加|減少)$", re.IGNORECASE)
_JAPANESE = re.compile(r"[\u3041-\u30FA]")
_PAST_JA = re.compile(r"(?:予想|計画|目標|見通し|見込み)(?:比|に比べ|に対し|を上回|を下回|から|より|値|を達成)")
_EQUIVALENT = re.compile(r"^\s*(?:=|represents?\b|equals?\b|corresponds?\b)", re.IGNORECASE)
_PER_SHARE = re.compile(r"\bper share\b|\bdividends?\b|1株当たり|一株当たり|配当", re.IGNORECASE)
_RATE = re.compile(
    r"\b(?:exchange|conversion|translation|buying)?\s?rates?(?: of| was| is|:)?\s*$|レート\S{0,6}$|換算\S{0,4}$",
    re.IGNORECASE,
)
_PERIOD_AFTER = re.compile(
    r"^[\s)]*(?:\([^()]{0,24}\)\s*)?(?:(?:(?!\b(?:from|to|by|due|because|mainly|compared|versus|than|was|were|and|while)\b)[^,;()。:]){0,48}?\b)?"
    r"(?:in|for|during|as of|as at|at|on|of)\s+(?:the\s+)?(?:end of\s+)?$",
    re.IGNORECASE,
)


def tell(passage: Passage, section: Section, memory: Memory, voice: Voice) -> list[Told]:
    """The statements of one passage, left to right."""
    text = passage.text
    taken = [(d.mention.start, d.mention.end) for d in passage.dated]
    numbers = find_numbers(text, taken, voice.whole)
    blotted = masked(text, taken)
    told: list[Told] = []
    continues = memory.last is not None and _CONTINUES.match(text) is not None
    current = memory.last.period if continues and memory.last else None
    for start, end in _sentences(text):
        inside = [n for n in numbers if start <= n.start < end]
        dated = [d for d in passage.dated if start <= d.mention.start < end]
        sentence = _Sentence(passage, section, memory, voice, blotted, start, end, inside, dated)
        statements = sentence.told(current, told[-1] if told else memory.last if continues else None)
        told += statements
        current = next((s.period for s in statements if s.explicit and s.role == "level" and not s.aside), current)
    return told


def _sentences(text: str) -> list[tuple[int, int]]:
    bounds, at = [], 0
    for match in _SENTENCE.finditer(text):
        bounds.append((at, match.end()))
        at = match.end()
    bounds.append((at, len(text)))
    return [(a, b) for a, b in bounds if a < b]


class _Sentence:
    """One sentence while it is read."""

    def __init__(
        self, passage: Passage, section: Section, memory: Memory, voice: Voice, text: str, start: int, end: int,
        numbers: list[Number], dated: list[Dated],
    ) -> None:  # fmt: skip
        self.passage, self.section, self.memory, self.voice = passage, section, memory, voice
        self.text, self.start, self.end = text, start, end
        self.numbers, self.dated = numbers, dated
        self.plain = passage.text

    def told(self, current: model.Period | None, last: Told | None) -> list[Told]:
        statements: list[Told] = []
        subject = last.subject if last is not None and self._leads_on() else None
        previous: Told | None = last if last is not None and self._leads_on() else None
        at = phrase = self.start
        for index, number in enumerate(self.numbers):
            following = self.numbers[index + 1].start if index + 1 < len(self.numbers) else self.end
            if previous is None or previous.number.kind != "count" or not self._goes_on(at, number):
                phrase = at
            told = self._read(
                number, self.text[phrase : number.start], self.text[number.end : following], subject, previous
            )
            if told is None:
                continue
            at = number.end + told.reach
            subject = told.subject
            statements.append(told)
            previous = told
        self._compare(statements)
        self._date(statements, current)
        self._respectively(statements)
        if self.passage.extra:
            self._shared_day(statements)
        for told in statements:
            told.period = self._at_its_moment(told)
        return statements

    def _shared_day(self, statements: list[Told]) -> None:
        """In a note of a label: `authorized, 377,600 shares; issued, 206,478 shares at June 30, 2007`."""
        for told, after in zip(statements, statements[1:], strict=False):
            if told.period is None and told.number.kind == after.number.kind and after.explicit:
                told.period = after.period

    def _at_its_moment(self, told: Told) -> model.Period | None:
        """A balance is of the last day of the period it is told for."""
        period = told.period
        if period is None or period.kind == "instant" or period.end is None or told.target:
            return period
        subject = " ".join(filter(None, (told.subject, None if told.subject else self.memory.local)))
        if _STOCK.search(subject) and not _FLOW.match(subject) or self.section.balance and not told.explicit:
            return msgspec.structs.replace(period, kind="instant", start=None)
        return period

    def _goes_on(self, at: int, number: Number) -> bool:
        """`Loss from 4 new subsidiaries JPY453 million`: the count stands inside the subject of the amount."""
        return re.fullmatch(r"\s*(?:(?:of|were|was|is|are|:)\s*)?", self.text[at : number.start]) is not None

    def _leads_on(self) -> bool:
        return _CONTINUES.match(self.text[self.start : self.end]) is not None

    # --- what the number is -----------------------------------------------------------------------------------

    def _read(self, number: Number, before: str, after: str, subject: str | None, previous: Told | None) -> Told | None:
        qualifier, cut = qualifier_before(before)
        words = before[:cut]
        told = Told(
            number=number, role="level", before=before, after=after, qualifier=qualifier or qualifier_after(after)
        )
        self._set_role(told, words, previous)
        told.aside = _inside_brackets(self.plain[self.start : number.start])
        self._set_subject(told, words, after, subject, previous)
        if number.kind == "percent" and told.role == "level":
            told.noun = noun_after(self.plain[number.end : number.end + 90])
        if not self._set_unit(told, previous):
            return None
        told.target = self._is_target(number, before)
        self._set_sign(told, previous)
        return told

    def _set_subject(self, told: Told, words: str, after: str, subject: str | None, previous: Told | None) -> None:
        own = subject_of(words)
        rest, reach = completed(None, after)
        if previous is not None and told.role == "change" and re.search(r"\(\s*\D{0,24}$", words):
            told.subject = subject if subject is not None else own
        elif previous is not None and previous.reach and rest is not None and len((own or "").split()) <= 3:
            head = re.split(r"\s(?:on|for|from|in|of)\s", subject or "")[0]
            told.subject, told.reach = (rest if head == subject else f"{head}: {rest}"), reach
        elif own is not None or subject is None:
            told.subject, told.reach = completed(own, after)
        elif told.role == "change" and re.match(r"\s*(?:in|of)\s", after) and rest is not None:
            told.subject, told.reach = rest, reach
        else:
            told.subject = subject
        if told.role != "change":
            told.noun = noun_after_ja(after)
        if told.number.kind == "count" and told.number.noun is not None:
            told.noun = re.sub(r"\s+", " ", self.plain[told.number.end - len(told.number.noun) : told.number.end])

    def _set_role(self, told: Told, words: str, previous: Told | None) -> None:
        number = told.number
        word = direction_before(words)
        behind = self.plain[number.end : number.end + 60]
        after = (
            direction_after(behind) or direction_of_each(self.plain[number.end : self.end]) if word is None else None
        )
        own = subject_of(words)
        if word is None and after is None and self._continues_change(told, words, own, previous):
            word = previous.word if previous and not number.sign else None
            told.role = "change"
        elif word is not None or after is not None:
            told.role, word = "change", word or after
        elif number.sign == "+" or (number.sign and self._beside_comparison(number, words)):
            told.role = "change"
        elif base_value_before(words) or re.match(r"から(?!の)", behind):
            told.role = "base"
        elif number.kind in ("percent", "points", "basis_points") and self._beside_comparison(number, words):
            if re.search(r"[\u3041-\u30FA\u4E00-\u9FFF]", words[-12:]) and number.kind == "percent" and not number.sign:
                told.ratio_to = "comparison"
            else:
                told.role, word = "change", direction_within(words)
        told.word = word

    def _continues_change(self, told: Told, words: str, own: str | None, previous: Told | None) -> bool:
        """`decreased 0.2% compared to 1Q06 and 11.2% compared to 2Q05`: the second is a change as well."""
        if previous is None or previous.role != "change" or own is not None or told.number.kind == "bare":
            return False
        return bool(
            previous.number.kind == told.number.kind
            and re.search(r"(?:,|\band|\bor)\s*(?:by\s*)?$", words)
            and (
                self._beside_comparison(told.number, words) or is_one_of_several(self.plain[told.number.end : self.end])
            )
        )

    def _beside_comparison(self, number: Number, words: str) -> bool:
        near = self.plain[number.end : number.end + 48]
        after = comparisons(near)
        if after and not re.search(r"[;。]|[,、(]\s*\S", near[: after[0].start].lstrip(" )")):
            return True
        before = comparisons(words)
        if before and len(words) - before[-1].end <= 8:
            return True
        for dated in self.dated:
            gap = self.plain[number.end : dated.mention.start]
            if dated.base and 0 <= len(gap) <= 40 and not re.search(r"[;,(]", gap):
                return True
        return False

    def _set_unit(self, told: Told, previous: Told | None) -> bool:
        """Unit and value of the number; False when nothing says what it measures."""
        number = told.number
        told.unit, told.value, told.decimals, told.readings = (
            number.unit,
            number.value,
            number.decimals,
            number.readings,
        )
        counted = _COUNTED.search(" ".join(filter(None, (told.subject, self.memory.local, *self.section.path[-1:]))))
        if number.kind == "points" and number.noun and told.role != "change":
            return False
        if number.kind == "times":
            return told.subject is not None
        if number.kind == "money":
            return self._set_money(told, previous)
        if number.kind == "scaled":
            if counted:
                told.unit = "count"
            elif self.voice.currency is not None:
                told.unit = self.voice.currency
            else:
                told.readings = ((number.value or Decimal(0), "no unit is printed"),)
                told.value = None
            return True
        if number.kind == "bare":
            return self._set_bare(told, previous, counted is not None)
        return True

    def _set_money(self, told: Told, previous: Told | None) -> bool:
        number = told.number
        if number.unit is not None and number.unit.startswith("USD") and "$" in self.plain[number.start : number.at]:
            printed = self.plain[number.start : number.at]
            if not re.search(r"US", printed) and self.voice.dollar != "USD":
                told.unit = number.unit.replace("USD", self.voice.dollar)
        if self._is_rate(told):
            told.rate = True
            if number.value == 1 and told.rate_of is None:
                return False
            return told.rate_of is not None or _RATE.search(told.before) is not None
        plain = number.scale <= 0 and not number.per_share
        sentence = self.plain[self.start : self.end]
        if plain and _PER_SHARE.search(" ".join(filter(None, (told.subject, sentence)))) and self._small(number):
            told.unit = f"{told.unit}_per_share"
        if self.passage.extra and plain and not (told.unit or "").endswith("_per_share") and self._is_cut_off(number):
            told.readings = ((number.value or Decimal(0), "as printed"),) if number.value is not None else ()
            told.value = None
        return True

    def _small(self, number: Number) -> bool:
        return number.value is not None and abs(number.value) < 1_000_000 and not number.readings

    def _is_cut_off(self, number: Number) -> bool:
        """An amount at the very end of a label, without a scale: the scale may stand on the row below."""
        return "," in self.plain[number.at : number.to] and not self.plain[number.end :].strip()

    def _is_rate(self, told: Told) -> bool:
        """`JPY 123.39 = US$1.00`: one of the two is a rate, the other its base."""
        number = told.number
        left = re.search(r"(=|(?<=\d) to|は|につき|per)\s*$", told.before)
        right = re.match(
            r"^\s*(?:=|to (?=\D{0,4}1(?:\.0+)?\b)|per (?:US|U\.S\.|\$|€|dollar|euro))\s*",
            self.plain[number.end : number.end + 24],
        )
        partner = None
        if left and "=" in left[0]:
            partner = next((n for n in self.numbers if n.end <= number.start and number.start - n.end <= 4), None)
        elif right and "=" in right[0]:
            partner = next((n for n in self.numbers if n.start >= number.end and n.start - number.end <= 4), None)
        if partner is not None and partner.kind == "money" and partner.unit != number.unit:
            if number.value == 1:
                return True
            if partner.value == 1:
                told.rate_of = partner.unit
                told.subject = subject_of(self.text[self.start : min(partner.start, number.start)]) or told.subject
                return True
            return False
        if _RATE.search(told.before) and number.scale == 0 and not number.per_share:
            return number.value != 1
        return False

    def _set_bare(self, told: Told, previous: Told | None, counted: bool) -> bool:
        number, words = told.number, told.before
        printed = self.plain[number.at : number.to].lstrip("+-△▲")
        changed = told.role == "change" and (number.sign == "+" or told.word is not None or bool(number.sign))
        if changed and previous is not None and previous.unit in ("count",) and previous.number.kind != "percent":
            told.unit = "count"
            return True
        if changed and previous is not None and previous.unit == "count" and counted:
            told.unit = "count"
            return True
        if changed and counted and "." not in printed:
            told.unit = "count"
            return True
        listed = previous is not None and previous.unit == "count" and _LISTED.match(words)
        following = next((d for d in self.dated if d.mention.start >= number.end), None)
        if listed and following is not None and self._adjacent(number, following):
            told.unit = "count"
            return True
        if counted and "." not in printed and not _is_year(printed) and self._stated(told):
            told.unit = "count"
            return True
        return self._by_declared_unit(told, printed)

    def _stated(self, told: Told) -> bool:
        """The number stands where a value of its label stands: at the end, behind a colon, a verb or a bracket."""
        words = told.before.rstrip()
        if re.search(r"(?:[:(~+]|\b(?:was|were|is|are|reached|to|totaled|of|over|approx\.?|about|around|by))$", words):
            return True
        return not self.plain[told.number.end :].strip(" .)*") and bool(words)

    def _by_declared_unit(self, told: Told, printed: str) -> bool:
        """`FY10: 41,678` under `Unit: JPY million`."""
        number = told.number
        if self.section.unit is None or told.role == "change" or len(self.plain) > 160:
            return False
        if not re.search(r"[:]\s*$", told.before) or len(re.sub(r"\D", "", printed)) < 3 or _is_year(printed):
            return False
        value = number.value or Decimal(0)
        told.unit, scale, told.declared = self.section.unit, self.section.scale, True
        told.decimals = number.decimals - scale
        if re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", printed) and scale >= 3:
            comma = Decimal(printed.replace(".", "")).scaleb(scale)
            told.readings = ((comma, "the point is a misread comma"), (value.scaleb(scale), "as printed"))
            told.value = None
        else:
            told.value = value.scaleb(scale)
        return True

    def _set_sign(self, told: Told, previous: Told | None) -> None:
        number = told.number
        if told.role == "change":
            if number.sign:
                told.sign = 1
            elif told.word is not None:
                told.sign = told.word
        elif told.subject is not None and _OUTFLOW.search(told.subject) and not _IN_OR_OUT.search(told.subject):
            if not number.sign and told.unit is not None and number.kind in ("money", "scaled"):
                told.sign, told.outflow = -1, True

    def _is_target(self, number: Number, before: str) -> bool:
        if self.section.target:
            return True
        clause = re.split(r"[;。]", self.plain[self.start : number.start])[-1]
        if is_target(clause):
            return True
        behind = self.plain[number.end : self.end]  # a Japanese sentence says at its end what all of it is
        return _JAPANESE.search(behind) is not None and is_target(behind) and _PAST_JA.search(behind) is None

    # --- comparison and period --------------------------------------------------------------------------------

    def _compare(self, statements: list[Told]) -> None:
        self._changes = [told for told in statements if told.role == "change"]
        for index, told in enumerate(statements):
            if told.role != "change" and told.ratio_to is None:
                continue
            following = statements[index + 1].number.start if index + 1 < len(statements) else self.end
            self._compare_one(told, following)
            if told.comparison is None and index and told.role == "change":
                before = next((s for s in reversed(statements[:index]) if s.comparison), None)
                same = (
                    before is statements[index - 1] and before.role == "change" and re.search(r"\(\s*\D*$", told.before)
                )
                if before is not None and (same or told.before.rstrip().endswith("同")):
                    told.comparison, told.base = before.comparison, before.base
        for index in range(len(statements) - 2, -1, -1):
            told, after = statements[index], statements[index + 1]
            if (
                told.role == "change" == after.role
                and told.comparison is None
                and re.fullmatch(r"\s*,\s*", after.before)
            ):
                told.comparison, told.base = after.comparison, after.base

    def _compare_one(self, told: Told, following: int) -> None:
        number = told.number
        after = self.plain[number.end : following]
        named = comparisons(after)
        if named and not re.search(r"[;。]", after[: named[0].start]):
            told.comparison = named[0].name
        words = self.plain[number.start - len(told.before) : number.start]
        before = comparisons(words)
        if told.comparison is None and before and len(told.before) - before[-1].end <= 30:
            told.comparison = before[-1].name
        elif before and told.comparison != before[-1].name and len(told.before) - before[-1].end <= 3:
            told.comparison = before[-1].name
        if told.role != "change":
            return
        for dated in self.dated:
            if dated.period.end is None and told.comparison is not None:
                continue
            if dated.base and number.end <= dated.mention.start:
                gap = self.plain[number.end : dated.mention.start]
                between = [t for t in self._changes if number.end <= t.number.start < dated.mention.start]
                if "each from" in gap or not re.search(r"[;。]", gap) and (not between or self._and_only(gap)):
                    told.base, told.comparison = _base_name(dated), "period"
                break
        else:
            earlier = [d for d in self.dated if d.base and d.period.end and d.mention.end <= number.start]
            if (
                told.comparison is None
                and earlier
                and not any(earlier[-1].mention.end <= n.start < number.start for n in self.numbers)
            ):
                told.base, told.comparison = _base_name(earlier[-1]), "period"

    def _and_only(self, gap: str) -> bool:
        """`revenues increased by 10.1% and operating income by 23.7% compared to 1Q06`: both with 1Q06."""
        return re.search(r"^\s*and\b", gap) is not None and not re.search(r"[,;()]", gap)

    def _date(self, statements: list[Told], current: model.Period | None) -> None:
        for index, told in enumerate(statements):
            following = statements[index + 1].number.start if index + 1 < len(statements) else self.end
            if _EQUIVALENT.match(self.plain[told.number.end : told.number.end + 24]) and told.unit == "count":
                continue  # how many of one thing make one of another is of no period
            told.period, told.explicit = self._period(told, following, current, statements[:index])
        for told, after in zip(statements, [*statements[1:], None], strict=False):
            if told.role == "change" and told.comparison is None and after is not None and after.role == "base":
                if after.period is not None and after.period.end is not None:
                    told.base = after.period.label or after.period.end
                    told.comparison = _name_of_distance(after.period, told.period)
            if told.comparison == "period":
                told.comparison = self._name_of_base(told)

    def _period(
        self, told: Told, following: int, current: model.Period | None, earlier: list[Told]
    ) -> tuple[model.Period | None, bool]:
        number = told.number
        behind = next((d for d in self.dated if number.end <= d.mention.start < following), None)
        adjacent = behind if behind and self._adjacent(number, behind) else None
        if told.role == "base":
            if adjacent is None:
                return None, False
            return adjacent.period, True
        if adjacent is not None and not adjacent.base:
            return adjacent.period, True
        if told.role == "level" and _PRIOR_JA.search(self.plain[max(self.start, number.start - 40) : number.start]):
            prior = [d for d in self.dated if d.mention.end <= number.start and number.start - d.mention.end <= 24]
            return (prior[-1].period if prior and prior[-1].period.end else None), bool(prior)
        for dated in reversed([d for d in self.dated if d.mention.end <= number.start]):
            if dated.base or self._closed_off(dated, number):
                continue
            if dated.period.end is None and dated.mention.relative == "prior":
                continue
            if dated.period.end is None:
                return None, False
            if self._of_the_one_before(dated, told, following):
                break
            if self._belongs_to_base(dated, earlier):
                continue
            return dated.period, True
        if told.rate:
            days = [d for d in self.dated if d.mention.start >= number.end and d.period.kind == "instant"]
            if len(days) == 1:
                return days[0].period, True
        later = self._only_later(told, earlier)
        if later is not None:
            return later, True
        return self._carried(told, current), False

    def _adjacent(self, number: Number, dated: Dated) -> bool:
        """`JPY 692 million | in 1Q07`; the preposition may be part of the period's own print."""
        gap = self.plain[number.end : dated.mention.start]
        if re.match(r"(?:in|for|during|as of|as at|at|on)\b", dated.mention.printed, re.IGNORECASE):
            gap += " in "
        return _PERIOD_AFTER.match(gap) is not None

    def _of_the_one_before(self, dated: Dated, told: Told, following: int) -> bool:
        """`206,478 shares at June 30, 2007 and 204,300 shares at March 31, 2007`: each day belongs to what it follows."""
        number = told.number
        if told.role != "level" or not re.match(r"\s*,?\s*and\s", self.plain[dated.mention.end : number.start]):
            return False
        before = [n for n in self.numbers if n.end <= dated.mention.start]
        return bool(before) and before[-1].kind == number.kind and self._adjacent(before[-1], dated)

    def _belongs_to_base(self, dated: Dated, earlier: list[Told]) -> bool:
        """`compared to JPY 478 million in 1Q06, ...`: the period of an earlier level is not that of the next."""
        return any(
            told.role == "base" and told.number.end <= dated.mention.start and told.period == dated.period
            for told in earlier[-1:]
        )

    def _closed_off(self, dated: Dated, number: Number) -> bool:
        """The period stands in brackets that were closed before the number, or in another clause."""
        between = self.plain[dated.mention.end : number.start]
        depth = lowest = 0
        for char in between:
            depth += (char == "(") - (char == ")")
            lowest = min(lowest, depth)
        return (
            lowest < 0
            or ";" in between
            and self.plain[self.start : dated.mention.start].strip() != ""
            and not (
                self.plain[self.start : dated.mention.start].strip().lower()
                in ("as of", "at", "in", "for", "during", "on")
            )
        )

    def _only_later(self, told: Told, earlier: list[Told]) -> model.Period | None:
        """A period at the end of the sentence, when the sentence names no other and the number no closer one."""
        if earlier or len(self.numbers) != 1:
            return None
        behind = [d for d in self.dated if d.mention.start >= told.number.end]
        if len(behind) != 1 or behind[0].base:
            return None
        gap = self.plain[told.number.end : behind[0].mention.start]
        if re.search(
            r"[;,()。]|\b(?:due|because|mainly|which|that|to|by|from|will|is|was|are|were)\b", gap, re.IGNORECASE
        ):
            return None
        return behind[0].period

    def _carried(self, told: Told, current: model.Period | None) -> model.Period | None:
        if current is not None:
            return current
        if self.passage.extra or told.declared:
            return None
        if self.memory.heading_period is not None:
            return self.memory.heading_period
        if (told.target and not self.section.target) or _PLAN.search(self.memory.local or ""):
            return None  # what is planned is of no period that has been reported on
        quarter = self.section.quarter
        if quarter is not None and compares_quarters(self.passage, quarter) and not self._is_quarter():
            return quarter
        if self.section.period is None and self.memory.heads_results:
            return self.voice.period
        return self.section.period

    def _is_quarter(self) -> bool:
        period = self.section.period
        return bool(period and period.start and period.end) and _months(period) == 3

    def _name_of_base(self, told: Told) -> str | None:
        base = next((d for d in self.dated if d.base and _base_name(d) == told.base), None)
        return _name_of_distance(base.period, told.period) if base is not None else "base period"

    def _respectively(self, statements: list[Told]) -> None:
        """`JPY 1 and JPY 2 at June 30, 2007 and March 31, 2007, respectively`; and one value at two days."""
        levels = [told for told in statements if told.role != "change"]
        days = [d for d in self.dated if not d.base]
        if not levels or len(days) < 2:
            return
        after = [d for d in days if d.mention.start >= levels[-1].number.end]
        if "respectively" in self.plain[self.start : self.end].lower() and len(after) == len(levels):
            for told, dated in zip(levels, after, strict=True):
                told.period, told.explicit = dated.period, True
            return
        last = levels[-1]
        if len(after) == 2 and len(levels) == 1 and self._joined(last, after):
            last.period, last.second, last.explicit = after[0].period, after[1].period, True

    def _joined(self, told: Told, days: list[Dated]) -> bool:
        first, second = days
        gap = self.plain[told.number.end : first.mention.start]
        between = self.plain[first.mention.end : second.mention.start]
        return (
            re.fullmatch(r"\s*(?:shares\s+)?(?:(?:at|as of|as at|in|for)\s+)?", gap) is not None
            and re.fullmatch(r",?\s*(?:and|及び|および)\s*(?:at |as of |in )?", between) is not None
        )


def _inside_brackets(before: str) -> bool:
    return before.count("(") > before.count(")")


def _name_of_distance(base: model.Period, period: model.Period | None) -> str:
    """How far back the base lies: a year, a quarter, or neither."""
    if period is None or not period.end or not base.end or period.kind != base.kind:
        return "base period"
    months = _apart(base.end, period.end)
    return "YoY" if months == 12 else "QoQ" if months == 3 else "base period"


def _base_name(dated: Dated) -> str:
    return dated.period.label or dated.period.end or dated.mention.printed


def _is_year(printed: str) -> bool:
    return re.fullmatch(r"(?:19|20)\d\d", printed) is not None


def _months(period: model.Period) -> int | None:
    if period.start is None or period.end is None:
        return None
    return months_between(date.fromisoformat(period.start), date.fromisoformat(period.end))


def _apart(earlier: str, later: str) -> int | None:
    """Whole months from one ISO day to a later one, both ends of months."""
    (y1, m1), (y2, m2) = ((int(day[:4]), int(day[5:7])) for day in (earlier, later))
    return (y2 - y1) * 12 + m2 - m1


_BRACKETED = re.compile(r"^\s*[<(\[「【]{1,2}(?P<inside>[^<>]*)[>\])」】]{1,2}\s*$")
_AS_OF_LAST = re.compile(r"(?:^|[\s(*])(?:as of|as at|at)\s*$", re.IGNORECASE)


def heading_period(passage: Passage) -> model.Period | None:
    """The period that a passage without numbers sets over what follows; None unless it is a heading for it.

    `<Net Income - 2Q06>`, `As of March 31, 2011`, `(P/L) 7 months from Sep 2010 to March 2011`. A sentence that
    happens to name a period, and the label of an axis, set nothing.
    """
    text = passage.text.strip()
    if len(text) > 120 or not passage.dated:
        return None
    rest = passage.text
    for dated in passage.dated:
        rest = rest.replace(passage.text[dated.mention.start : dated.mention.end], " ")
    words = re.findall(r"[^\W\d_]+", rest)
    last = passage.dated[-1]
    ends = not passage.text[last.mention.end :].strip(" )>*.")
    as_of = _AS_OF_LAST.search(passage.text[: last.mention.start]) or re.match(
        r"as (?:of|at)\b", last.mention.printed, re.I
    )
    if ends and as_of and last.period.kind == "instant":
        return last.period if last.period.end is not None else None
    if re.search(r"\b(?:in|on|since|by|until|to)\s*$", passage.text[: passage.dated[0].mention.start]):
        return None
    bracketed = re.match(r"\s*<", passage.text) or _BRACKETED.match(passage.text) and not text.startswith("(")
    if bracketed or (words and ends and len(words) <= 4 and ":" not in text):
        return only_period(passage.dated)
    return None
