"""A result in one row: what a person reads at the end of a run, and what a program reads with --json."""

from __future__ import annotations

from collections import Counter
from typing import Any

from extract.model import Fact, Period, Result, Severity, Status, Unit, Verdict

STATUSES: tuple[Status, ...] = (
    *("verbatim", "split", "repaired", "inferred", "corrected"),
    *("conflict", "unresolved", "nil"),
)
VERDICTS: tuple[Verdict, ...] = ("holds", "forced", "fails")
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
DOUBTS_IN_WORDS = {
    "conflict": "print and arithmetic disagree",
    "check_fails": "a check that should hold fails",
    "tag_contradicts": "the filing's own tag says otherwise",
    "facts_disagree": "another figure of the same meaning has another value",
    "documents_disagree": "another document of the issuer says another value",
    "headings_disagree": "its headings contradict what stands under them or beside them",
    "two_readings": "the font says other digits than it draws",
    "unresolved": "it could not be read or proved",
    "value_open": "the value is open",
    "sign_open": "the sign is open",
    "preference": "only a preference supports the value",
    "unit_open": "the unit is open",
    "unit_hinted": "only the document's currency is its unit, and nothing near it says so",
    "period_open": "the period is open",
    "period_hinted": "only the document as a whole dates it",
    "scenario_open": "actual or planned is open",
    "label_open": "nothing names it",
    "rejected": "a person says that it is wrong",
}
"""Every doubt in words, in the order in which a person should look at them: what contradicts, then what is open."""
FLAGGED = frozenset({"conflict", "unresolved"})


def is_flagged(fact: Fact) -> bool:
    """Whether the result itself says that the value is not to be relied on."""
    return fact.status in FLAGGED or fact.basis not in (None, "ocr")


def period_in_words(period: Period | None) -> str:
    """`2007-06-30` for an instant, `2007-04-01/2007-06-30` for a duration, the label where dates are open."""
    if period is None:
        return ""
    dates = (period.end,) if period.kind == "instant" else (period.start, period.end)
    known = [date for date in dates if date]
    return "/".join(known) if known else period.label or period.printed or ""


_SCALES_IN_WORDS = {
    **{2: "hundred", 3: "thousand", 4: "ten thousand", 5: "hundred thousand", 6: "million", 7: "ten million"},
    **{8: "hundred million", 9: "billion", 12: "trillion"},
}


def unit_in_words(unit: Unit | None) -> str:
    """What a printed figure counts: `JPY million`, `percent`, and `JPY` where it is printed in full.

    >>> unit_in_words(Unit(unit="JPY", scale=8)), unit_in_words(Unit(unit="JPY")), unit_in_words(None)
    ('JPY hundred million', 'JPY', '')
    """
    if unit is None:
        return ""
    if not unit.scale:
        return unit.unit
    return f"{unit.unit} {_SCALES_IN_WORDS.get(unit.scale) or f'10^{unit.scale}'}"


def _names_an_undated_period(fact: Fact) -> bool:
    """Whether a figure stands under the name of a period, `FY2024`, that nothing of the document dates."""
    period = fact.period
    return "period_open" in fact.doubts and period is not None and period.end is None and period.label is not None


def doubts_in_words(fact: Fact) -> str:
    """The doubts of a figure as a sentence without its full stop; a doubt without words of its own by its name.

    >>> from extract.model import Location
    >>> doubts_in_words(Fact(id="f1", status="verbatim", doubts=("unit_open", "odd_one"), location=Location(line=1)))
    'the unit is open; odd one'
    """
    return "; ".join(DOUBTS_IN_WORDS.get(doubt, doubt.replace("_", " ")) for doubt in fact.doubts)


def result_to_summary(result: Result) -> dict[str, Any]:
    """Counts by status, verdict and severity; every one of them is always there, zeros too.

    `flagged` counts what is not to be relied on: conflicts, unresolved values, and preferences of any status.
    `trusted` counts what may be taken as it is; `doubts`, how many facts have each; `undated_names`, how many stand
    under the name of a period that the document does not date.
    """
    document = result.document
    facts = Counter(fact.status for fact in result.facts)
    checks = Counter(check.verdict for check in result.checks)
    doubts = Counter(doubt for fact in result.facts for doubt in fact.doubts)
    problems = Counter(problem.severity for problem in result.problems)
    return {
        "name": result.source.name,
        "sha256": result.source.sha256,
        "status": result.status,
        "kind": document.kind,
        "issuer": document.issuer.name,
        "title": document.title,
        "published": document.published,
        "period": period_in_words(document.period) or None,
        "tables": len(result.tables),
        "facts": {
            "total": len(result.facts),
            **{status: facts[status] for status in STATUSES},
            "flagged": sum(is_flagged(fact) for fact in result.facts),
            "trusted": sum(fact.trusted for fact in result.facts),
        },
        "doubts": {doubt: doubts[doubt] for doubt in sorted(doubts)},
        "undated_names": sum(_names_an_undated_period(fact) for fact in result.facts),
        "checks": {"total": len(result.checks), **{verdict: checks[verdict] for verdict in VERDICTS}},
        "problems": {"total": len(result.problems), **{severity: problems[severity] for severity in SEVERITIES}},
        "problem_codes": dict(sorted(Counter(problem.code for problem in result.problems).items())),
    }
