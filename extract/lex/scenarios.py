"""Words of plans: text → which plan it speaks of.

`Revised forecast (B)` → `forecast:revised`, `2025 Guidance` → `guidance`, `FY2024 Actual` → `actual`, `Pension plan` →
nothing. The words are data (`scenarios.jsonl`, `versions.jsonl`).
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import regex as re

from extract.lex.periods import find_periods
from extract.lex.unit_words import any_of
from extract.vocab import Vocabulary, made_of_words, remembered


class PlanWords(msgspec.Struct, frozen=True, kw_only=True):
    """What a text says of plans. `scenario`: `forecast`, `target`, `guidance`, with the version where one is named
    (`forecast:previous`); `actual`; or `results`, of which it is likely that they were reached. `both`: it names a plan
    and what was reached side by side. `printed`: the words that say so."""

    scenario: str
    printed: str
    both: bool = False

    @property
    def plan(self) -> str | None:
        return None if self.both or self.scenario in REACHED else self.scenario


ACTUAL = "actual"
REACHED = (ACTUAL, "results")
# `修正前比`: the revised plan in percent of the one before.
_COMPARED = re.compile(r"修正前[比差]")
# What may stand between a version and its noun: `Revised full-year forecast`, 今回発表の業績予想, and not the year of
# `current year forecast`.
_UP_TO_NOUN = r"(?!\s*(?:fiscal |financial )?(?:year|quarter|period|half))[^.,;:、。・\n]{0,24}?"
EARLIER = ("initial", "previous")
_ONLY_LETTER = re.compile(r"[(（\[]\s*[A-ZＡ-Ｚ]\s*[)）\]]|^\W*[(（]?\d{1,2}\s*[.．)）]|^\W*[IVXⅠ-Ⅻ]{1,4}\s*[.．]")
_JOINED = re.compile(r"\band\b|\bvs?\b|[&/,、・と]|及び|並びに|および", re.I)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)年?度?|\bFY\s?'?\d{2,4}\b")


# `Plan A`, `Plan 2`: the name of a plan by which shares or pensions are granted.
_NAMED_PLAN = re.compile(r"\b[Pp]lan\s+(?:[A-Z]|\d{1,2}|[IVX]{2,4})(?![\w%])(?!\s*[-/])")


def _blanked(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _without_schemes(match: re.Match[str]) -> str:
    """`The cost of health care plans for the years ended` plans nothing; what else is no plan as a noun may be said of
    one in a sentence: `We continue to forecast`."""
    return _blanked(match) if match[0].casefold().endswith(("plan", "plans")) else match[0]


class _Matchers(msgspec.Struct, frozen=True, kw_only=True):
    """The patterns of one vocabulary; `kinds`, `versions`: the meaning of each word, in small letters, blanks out."""

    kinds: dict[str, str]
    versions: dict[str, str]
    noun: re.Pattern[str]
    version: re.Pattern[str]
    versioned: re.Pattern[str]
    spoken: re.Pattern[str]
    earlier: re.Pattern[str]
    unless: re.Pattern[str]
    known: re.Pattern[str]


def _key(words: str) -> str:
    return "".join(words.split()).lower()


@made_of_words
def _matchers(vocabulary: Vocabulary) -> _Matchers:
    nouns = {_key(w): s.scenario for s in vocabulary.scenarios for w in (*s.en, *s.ja)}
    versions = {_key(w): v.version for v in vocabulary.versions for w in (*v.en, *v.ja)}
    noun_words = [w for s in vocabulary.scenarios for w in (*s.en, *s.ja)]
    plan_nouns = [w for s in vocabulary.scenarios if s.scenario not in REACHED for w in (*s.en, *s.ja)]
    spoken = {_key(w): s.scenario for s in vocabulary.scenarios for w in s.sentences}
    earlier = [w for v in vocabulary.versions if v.version in EARLIER for w in (*v.en, *v.ja)]
    version_words = [w for v in vocabulary.versions for w in (*v.en, *v.ja)]
    beside = [w for s in vocabulary.scenarios for w in s.beside]

    def pattern(words: list[str]) -> re.Pattern[str]:
        return re.compile(any_of(words) or r"(?!)", re.I)

    return _Matchers(
        kinds=spoken | nouns,
        versions=versions,
        noun=pattern(noun_words),
        version=pattern(version_words),
        versioned=re.compile(
            rf"(?P<before>{any_of(version_words)}){_UP_TO_NOUN}(?:{any_of(plan_nouns)})"
            rf"|(?:{any_of(plan_nouns)})\s?[(（\[\s]\s?(?P<behind>{any_of(version_words)})",
            re.I,
        ),
        spoken=pattern([w for s in vocabulary.scenarios for w in s.sentences]),
        earlier=re.compile(rf"(?:{any_of(earlier)})\s*の?\s*(?:\w+\s+){{0,2}}(?:{any_of(plan_nouns)})", re.I),
        unless=pattern([w for s in vocabulary.scenarios for w in s.unless]),
        known=pattern([*noun_words, *version_words, *beside]),
    )


# `2032E`, `FY32F`, `33/3期予`: an estimate, a forecast of that year.
_ESTIMATED = re.compile(
    r"\b(?:(?:19|20)\d\d|(?:FY|CY)\s?'?(?:\d{4}|\d\d)|[1-4][QH]\d\d)\s?[EFef]\b"
    r"|(?:[期年]|年度|\d)\s?(?:予(?!\w)|[(（]\s?[予見]\s?[)）])"  # `33/3期予`, `2033年３月期（予）`
)


@remembered(4096)
def plan_words(text: str) -> PlanWords | None:
    """What the nouns of a heading, a column or a label say of plans; None where they say nothing.

    >>> [said and said.scenario for said in map(plan_words, ("Revised forecast (B)", "Pension plan", "2023年度実績"))]
    ['forecast:revised', None, 'actual']
    """
    if (estimated := _ESTIMATED.search(text)) is not None:
        return PlanWords(scenario="forecast", printed=estimated[0])
    m = _matchers()
    masked = _NAMED_PLAN.sub(_blanked, m.unless.sub(_blanked, text))
    found = list(m.noun.finditer(masked))
    plans = [n for n in found if m.kinds[_key(n[0])] not in REACHED]
    if not plans:
        said = min(found, key=lambda n: REACHED.index(m.kinds[_key(n[0])]), default=None)
        return PlanWords(scenario=m.kinds[_key(said[0])], printed=said[0]) if said is not None else None
    rest = [n for n in found if n not in plans]
    both = any(
        _JOINED.search(masked[min(a.end(), p.end()) : max(a.start(), p.start())]) for a in rest[:8] for p in plans[:8]
    )
    kind = m.kinds[_key(plans[0][0])]
    version = m.versioned.search(masked)
    named = f"{kind}:{m.versions[_key(version['before'] or version['behind'])]}" if version is not None else kind
    return PlanWords(scenario=named, printed=plans[0][0], both=both)


@remembered(4096)
def plan_heading(text: str) -> PlanWords | None:
    """What plan a text is a heading of and of nothing else.

    >>> [said and said.scenario for said in map(plan_heading, (
    ...     "Financial Outlook for 2025", "２．2025年３月期の連結業績予想", "Sales of the forecast period by store"))]
    ['forecast', 'forecast', None]
    """
    said = plan_words(text) if len(text) <= _LONGEST_HEADING else None
    return said if said is not None and said.plan is not None and _says_no_more(text) else None


def _says_no_more(text: str) -> bool:
    """Whether a text holds nothing but words of plans and of what was reached, periods and a letter."""
    for mention in reversed(find_periods(text)):
        text = f"{text[: mention.start]} {text[mention.end :]}"
    rest = _ONLY_LETTER.sub(" ", _YEAR.sub(" ", text))
    rest = _matchers().known.sub(" ", rest)
    return not any(map(str.isalnum, rest))


@remembered(4096)
def plan_alone(text: str) -> bool:
    """Whether a text is the heading of one plan, in one version, or of what was reached: `Revised forecast`, 実績;
    two of them are the headings of two columns.

    >>> [plan_alone(t) for t in ("Revised forecast", "Actual", "Previous forecast Revised forecast", "Previous")]
    [True, True, False, False]
    """
    said = plan_words(text) if len(text) <= _LONGEST_HEADING else None
    if said is None or said.scenario == "results" or not _says_no_more(text):
        return False
    nouns, versions = list(_matchers().noun.finditer(text)), list(_matchers().version.finditer(text))
    if len(nouns) != 1 or len(versions) > 1:
        return False
    return said.scenario != ACTUAL or not any(version.start() > nouns[0].start() for version in versions)


def spoken_plans(text: str) -> Iterator[tuple[int, int, str]]:
    """The words of a sentence that say of its figures that they are planned: where, and of which plan.

    >>> list(spoken_plans("We expect sales of 5, against our target of 4"))
    [(3, 9, 'forecast'), (34, 40, 'target')]
    """
    m = _matchers()
    for match in m.spoken.finditer(m.unless.sub(_without_schemes, text)):
        yield match.start(), match.end(), m.kinds[_key(match[0])]


def names_earlier_plan(text: str) -> bool:
    """Whether words speak of a plan that another took the place of: `from our previous guidance of `."""
    return _matchers().earlier.search(text) is not None


@remembered(4096)
def version_words(text: str) -> str | None:
    """The version of a plan that a word over a column names: `Previous`, `今回`."""
    found = _matchers().version.search(_COMPARED.sub("修正", text))
    return _matchers().versions[_key(found[0])] if found is not None else None


_LONGEST_HEADING = 120
