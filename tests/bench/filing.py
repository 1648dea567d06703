"""Scores a filing against the XBRL that its company filed with it, fact by fact.

A truth is matched by print and place, never by being right. Of the facts that stand for it the best one counts:
its value (number, scale, sign, unit), its period (kind and dates) and its label are judged apart and together.

    right       all three
    flagged     the result says itself that the value is not to be relied on
    undated     value and label right, no dated period given
    mislabelled value and period right, the label is not that of the printed row
    silent      given without reserve, and value or period is another
    lost        no fact is printed so in that place
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from extract.model import Fact, Period
from extract.summary import is_flagged

WORD = re.compile(r"[^\W\d_]+")
DIGITS = re.compile(r"[^0-9.]")
NEGATIVE = "△▲-−(（"


@dataclass(frozen=True)
class Truth:
    """What the filing's XBRL says, and how and where it is printed. `value` None: printed as a dash."""

    name: str
    printed: str
    value: Decimal | None
    unit: str
    period: tuple[str, str | None, str] | None  # kind, start, end; None where it cannot be asked of the print
    labels: tuple[str, ...]
    place: str
    file: str = ""
    own: tuple[int, ...] = ()  # pages on which this very print may stand
    elsewhere: tuple[int, ...] = ()  # other pages on which the same string stands, as this quantity or another


@dataclass
class Outcome:
    truth: Truth
    kind: str
    fact: Fact | None
    value: bool = False
    period: bool = False
    label: bool = False


@dataclass
class Score:
    outcomes: list[Outcome] = field(default_factory=list)
    prints: Counter[str] = field(default_factory=Counter)
    wrong_prints: list[Outcome] = field(default_factory=list)

    def summary(self) -> dict[str, object]:
        count = len(self.outcomes)
        kinds = Counter(o.kind for o in self.outcomes)
        return {
            "facts": count,
            "value right": sum(o.value for o in self.outcomes),
            "period right": sum(o.period for o in self.outcomes),
            "label right": sum(o.label for o in self.outcomes),
            **{k: kinds[k] for k in ("right", "flagged", "undated", "mislabelled", "silent", "lost")},
            "share right": f"{100 * kinds['right'] / max(1, count):.1f} %",
            "every print": dict(sorted(self.prints.items())),
        }


# What the taxonomies date to a day, though its words speak of the year that ends on it.
OF_THE_YEAR = re.compile(r"Average|TotalShareholderReturn|TotalReturnOnSharePrice|MetricsOfReportingCompany")


def context_to_period(name: str, context: str, year_end: date) -> tuple[str, str | None, str] | None:
    """`Prior1YearDuration_Member` of a company whose year ends on `year_end`, as (kind, start, end)."""
    named = re.match(r"(?:Current|Prior(\d))Year(Instant|Duration)", context)
    if named is None:
        return None
    back = int(named[1] or 0)
    end = (year_end + timedelta(days=1)).replace(year=year_end.year - back) - timedelta(days=1)
    if OF_THE_YEAR.search(name):
        return "any", None, end.isoformat()
    if named[2] == "Instant":
        return "instant", None, end.isoformat()
    start = (end + timedelta(days=1)).replace(year=end.year - 1)
    return "duration", start.isoformat(), end.isoformat()


def figure_of(text: str) -> str:
    """Sign and digits of a print, whatever its commas, width and marks.

    >>> figure_of("△3,141"), figure_of("２１.8"), figure_of("(161)")
    ('-3141', '21.8', '161')
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    return ("-" if re.match(r"[(\s]*[△▲−-]", plain) else "") + DIGITS.sub("", plain)


def plain_label(text: str) -> str:
    """A label without white space, width, note marks, numbering and punctuation."""
    plain = unicodedata.normalize("NFKC", text)
    plain = re.sub(r"[※*]\s?\d*(?:[,、.]\s?[※*]?\d+)*|\(注\)?\s?\d*\)?", "", plain)
    plain = re.sub(r"\((?:百万円|千円|円|%|株|人|名|倍|千株)\)", "", plain)
    return re.sub(r"[\s\W_]", "", plain)


def same_label(own: str, printed: Iterable[str]) -> bool:
    """Whether a fact's label is one of the labels as printed: equal, or one holds the other for the most part, or it
    begins with it (a name, followed by the address in the next column)."""
    label = plain_label(own)
    for text in printed:
        other = plain_label(text)
        if not label or not other:
            continue
        if label == other or (label in other and 2 * len(label) >= len(other)):
            return True
        if (other in label and 2 * len(other) >= len(label)) or (len(other) > 1 and label.startswith(other)):
            return True
    return False


def same_unit(unit: str | None, wanted: str) -> bool:
    if wanted == "pure":
        return unit not in (None, "JPY", "USD", "JPY_per_share", "percent")
    return unit == wanted


def same_period(period: Period | None, wanted: tuple[str, str | None, str] | None) -> bool:
    if wanted is None:
        return True
    if wanted[0] == "any":
        return period is not None and period.end == wanted[2]
    return period is not None and (period.kind, period.start, period.end) == wanted


def judge(truth: Truth, fact: Fact, labels: Iterable[str]) -> Outcome:
    value = (
        fact.status == "nil"
        if truth.value is None
        else fact.value is not None and Decimal(fact.value) == truth.value and same_unit(fact.unit, truth.unit)
    )
    period = same_period(fact.period, truth.period)
    own = (*fact.label, " ".join(fact.label))
    wanted = list(labels)
    label = not wanted or any(same_label(part, wanted) for part in own)
    dated = fact.period is not None and fact.period.end is not None
    if is_flagged(fact) and truth.value is not None:
        kind = "flagged"
    elif not value or (dated and not period):
        kind = "silent"
    elif not period:
        kind = "undated"
    else:
        kind = "right" if label else "mislabelled"
    return Outcome(truth, kind, fact, value and kind != "flagged", period, label)


def is_named(outcome: Outcome) -> bool:
    """Whether the fact's label is the name of the truth, and not only that of its row."""
    return outcome.fact is not None and same_label("".join(outcome.fact.label[-1:]), outcome.truth.labels)


def score(
    truths: Sequence[Truth],
    facts_at: Callable[[Truth], list[Fact]],
    labels_at: Callable[[Truth, Fact], Iterable[str]],
    also_at: Callable[[Truth], list[Fact]] = lambda truth: [],
) -> Score:
    """Each truth against the facts that are printed like it in its place; then every print of a truth under its label.

    `labels_at` gives the labels that the row of a fact may have: what stands before it on its line, and the name of
    the truth. `also_at` gives the facts that are printed like it elsewhere: those of them that bear its name count
    in "every print", in which a print that agrees with one truth of its name is right.
    """
    result = Score()
    named: dict[str, list[Outcome]] = {}
    for truth in truths:
        judged = [judge(truth, fact, labels_at(truth, fact)) for fact in facts_at(truth)]
        best = max(judged, key=lambda o: (o.kind == "right", is_named(o), o.label, o.value, o.period), default=None)
        result.outcomes.append(best or Outcome(truth, "lost", None))
        judged += [judge(truth, fact, truth.labels) for fact in also_at(truth)]
        for outcome in judged:
            assert outcome.fact is not None
            if is_named(outcome) and figure_of(outcome.fact.printed or "") == figure_of(truth.printed):
                named.setdefault(f"{truth.file} {outcome.fact.id}", []).append(outcome)
    for outcomes in named.values():
        kinds = {o.kind for o in outcomes}
        kind = next((k for k in ("right", "undated", "flagged") if k in kinds), "silent")
        result.prints[kind] += 1
        if kind == "silent":
            result.wrong_prints.append(outcomes[0])
    return result


def report(name: str, result: Score, *, as_json: bool, misses: bool) -> str:
    if as_json:
        return json.dumps({name: result.summary()}, ensure_ascii=False)
    lines = [f"{name}: " + ", ".join(f"{k} {v}" for k, v in result.summary().items())]
    if misses:
        for o in sorted((o for o in result.outcomes if o.kind != "right"), key=lambda o: o.kind):
            lines.append(f"  {o.kind:<12}{in_words(o.truth)} | {in_words_fact(o.fact)}")
        lines += [f"  other print {in_words(o.truth)} | {in_words_fact(o.fact)}" for o in result.wrong_prints]
    return "\n".join(lines)


def in_words(truth: Truth) -> str:
    period = "/".join(p for p in (truth.period or ("any",))[1:] if p) or "any"
    return f"{truth.place} {truth.name} `{truth.printed}` {truth.value} {period} {'|'.join(truth.labels)}"


def in_words_fact(fact: Fact | None) -> str:
    if fact is None:
        return "-"
    where = fact.location.page if fact.location.page is not None else fact.location.line
    period = "/".join(p for p in (fact.period.start, fact.period.end) if p) if fact.period else "-"
    return (
        f"{fact.table} @{where} r{fact.row} c{fact.column} {fact.status} {fact.value} {fact.unit}"
        f" {fact.period.kind if fact.period else ''} {period or '?'} {' > '.join(fact.label)}"
        f" [{' / '.join(fact.header)}]"
    )
