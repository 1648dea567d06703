"""What became of each printed number of a PDF, by the rules of `tests.bench.score`; places are boxes on pages."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cached_property

from extract.model import Fact, Problem, Result
from tests.bench.printed.paper import Box, PdfPaper, Spot
from tests.bench.score import TRUSTED, Scorer, Verdict, period_fault, plain
from tests.bench.sheet import Document, Truth

SHARED = 0.5  # of the smaller box


class PrintedScorer(Scorer):
    """Matches facts with truths by their boxes, and facts without print by series and category."""

    paper: PdfPaper  # type: ignore[assignment]

    def __init__(self, document: Document, paper: PdfPaper, result: Result) -> None:
        super().__init__(document, paper, result)  # type: ignore[arg-type]

    @cached_property
    def by_page(self) -> dict[int, list[tuple[Box, str]]]:
        found: dict[int, list[tuple[Box, str]]] = defaultdict(list)
        for truth, spots in self.paper.places.items():
            for spot in spots:
                found[spot.page].append((spot.box, truth))
        return found

    def truths_at(self, fact: Fact) -> list[str]:
        where = fact.location
        if where.page is None or where.box is None:
            return []
        hits = [truth for box, truth in self.by_page[where.page] if shared(box, where.box) > SHARED]
        return list(dict.fromkeys(hits))

    def sheet_at(self, fact: Fact) -> str:
        where = fact.location
        if where.box is not None:
            for sheet, spots in self.paper.sheets.items():
                if any(spot.page == where.page and shared(spot.box, where.box) > SHARED for spot in spots):
                    return sheet
        return ""

    def match_labels(self) -> None:
        """Values measured off a chart: by category, and by series where the chart has several."""
        charts = {sheet.key: sheet for sheet in self.document.sheets if sheet.statement == "chart"}
        left = []
        for fact in self.spare:
            sheet = charts.get(self.sheet_at(fact))
            near = [t for t in self.drawn_only(sheet.key) if of_category(fact, t)] if sheet is not None else []
            if sheet is not None and len(sheet.rows) > 1:
                near = [t for t in near if fact.label and plain(fact.label[-1]) == plain(t.label)]
            if len(near) == 1 and not fact.printed:
                self.found[near[0].id].append(fact)
            else:
                left.append(fact)
        self.spare = left
        super().match_labels()

    def drawn_only(self, sheet: str) -> list[Truth]:
        """What a chart plots without printing it."""
        return [t for t in self.document.truths.values() if t.sheet == sheet and not t.printed]

    def problem_near(self, truth: Truth) -> bool:
        """Whether a warning stands at the truth's print, on its page as a whole, or, without print, on its sheet."""
        spots = self.paper.places.get(truth.id) or self.paper.sheets.get(truth.sheet, [])
        return any(touches(problem, spot) for problem in self.result.problems for spot in spots)


def of_category(fact: Fact, truth: Truth) -> bool:
    """The fact stands under the heading of the truth's category, or is of its period."""
    heads = [plain(part) for part in (*fact.header, *fact.dimensions.values(), *fact.label)]
    if plain(truth.header) in (*heads, "".join(heads)):
        return True
    return bool(heads) is False and period_fault(fact, truth) == ""


def shared(one: Box, other: Box) -> float:
    """The area two boxes share, as a share of the smaller; a box without area counts where it lies inside."""
    wide, high = min(one[2], other[2]) - max(one[0], other[0]), min(one[3], other[3]) - max(one[1], other[1])
    if wide < 0 or high < 0:
        return 0.0
    smaller = min((box[2] - box[0]) * (box[3] - box[1]) for box in (one, other))
    return wide * high / smaller if smaller > 0 else 1.0


def touches(problem: Problem, spot: Spot) -> bool:
    where = problem.location
    if problem.severity == "info" or where is None or where.page != spot.page:
        return False
    return where.box is None or shared(where.box, spot.box) > SHARED


def score_printed(document: Document, paper: PdfPaper, result: Result) -> list[Verdict]:
    return PrintedScorer(document, paper, result).verdicts()


KINDS = ("right", "inferred", "preferred", "flagged", "silent", "lost")


def kind_of(verdict: Verdict) -> str:
    """How a number came back: as printed, inferred, by preference, flagged, silently wrong, or not at all."""
    fact = verdict.fact
    if verdict.outcome == "right" and fact is not None and fact.status == "inferred":
        return "inferred"
    if verdict.outcome == "flagged" and fact is not None and fact.basis == "preference":
        return "preferred"
    return verdict.outcome


def is_proved(verdict: Verdict) -> bool:
    """Right, trusted, and some check that holds speaks for it."""
    fact = verdict.fact
    return verdict.outcome == "right" and fact is not None and bool(fact.proof) and fact.status in TRUSTED


def counted(verdicts: list[Verdict]) -> Counter[str]:
    counts = Counter(kind_of(verdict) for verdict in verdicts)
    counts["facts"] = len(verdicts)
    counts["proved"] = sum(is_proved(verdict) for verdict in verdicts)
    return counts


def describe(document: Document, paper: PdfPaper, verdict: Verdict) -> str:
    """One line: what was wanted and what came."""
    got = "nothing"
    if verdict.fact is not None:
        fact, period = verdict.fact, verdict.fact.period
        dates = f"{period.start}/{period.end}" if period else None
        box = [round(x) for x in fact.location.box or ()]
        got = (
            f"{fact.label} {fact.header} {fact.value} {fact.unit} {dates} {fact.printed!r} p{fact.location.page} {box}"
        )
    said = f"{verdict.outcome} [{verdict.status}] {verdict.reason}"
    if verdict.truth is None:
        return f"{said}: got {got}"
    truth = document.truths[verdict.truth]
    dates = f"{truth.period.start}/{truth.period.end}" if truth.period else None
    spots = [(spot.page, [round(x) for x in spot.box]) for spot in paper.places.get(truth.id, [])[:1]]
    want = f"{truth.label!r} {truth.header!r} {truth.value} {truth.unit} {dates} {truth.printed!r} {spots}"
    return f"{said}: want {want}; got {got}"
