"""The bench itself: truths stand where the paper says, damage does what its name says, and the scorer sees errors."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from decimal import Decimal
from random import Random

import msgspec
import pytest

from extract.model import Document as Described
from extract.model import Fact, Location, Period, Problem, Result, Source
from extract.pipeline import read
from tests.bench import growth, harm, known_damage, run
from tests.bench.damage import CLASSES, damage
from tests.bench.damage_base import hidden_by_moving, shows, told_elsewhere
from tests.bench.make_tables import make_document
from tests.bench.score import Tally, score, upper_bound
from tests.bench.sheet import Document, Truth
from tests.bench.write_forms import FORMS, Paper, write


def oracle(document: Document, paper: Paper) -> Result:
    """What a perfect reader would say of an undamaged paper."""
    facts = [fact_of(truth, paper) for truth in document.truths.values()]
    source = Source(name="x.txt", sha256="0" * 64, media_type="text/plain", bytes=1)
    return Result(product="0", status="complete", source=source, document=Described(), facts=tuple(facts))


def fact_of(truth: Truth, paper: Paper) -> Fact:
    place = paper.places[truth.id][0]
    period = None
    if truth.period is not None:
        start = truth.period.start
        period = Period(
            kind="duration" if start else "instant", start=str(start) if start else None, end=str(truth.period.end)
        )
    return Fact(
        id=truth.id,
        table=truth.sheet,
        row=truth.row,
        column=truth.column,
        label=(truth.needed, truth.label) if truth.needed else (truth.label,),
        header=(truth.header,),
        dimensions=dimensions_of(truth),
        measure="change" if truth.sense.kind == "change" else "amount",
        period=period,
        unit="JPY" if truth.unit == "any" else truth.unit,
        value=None if truth.value is None else format(truth.value, "f"),
        printed=truth.printed,
        status="nil" if truth.value is None else "verbatim",
        location=Location(line=place.line, start=place.start, end=place.end),
    )


def dimensions_of(truth: Truth) -> dict[str, str]:
    said = {} if truth.sense.scope == "consolidated" else {"scope": truth.sense.scope}
    if truth.sense.scenario == "forecast":
        said["scenario"] = ":".join(filter(None, ("forecast", truth.sense.version)))
    return said


def changed(result: Result, change: Callable[[Fact], Fact | None], number: int = 5) -> Result:
    """The result with its fact of that number changed, or dropped."""
    facts = list(result.facts)
    new = change(facts[number])
    facts[number : number + 1] = [] if new is None else [new]
    return msgspec.structs.replace(result, facts=tuple(facts))


def outcomes(document: Document, paper: Paper, result: Result) -> list[tuple[str, str]]:
    return [(v.outcome, v.reason) for v in score(document, paper, result) if v.outcome != "right"]


@pytest.mark.parametrize("form", FORMS)
def test_every_truth_stands_where_the_paper_says(form: str) -> None:
    for number in range(12):
        document = make_document(3, number)
        paper = write(document, form)
        assert set(paper.places) == set(document.truths)
        for truth, places in paper.places.items():
            for place in places:
                assert paper.lines[place.line - 1][place.start : place.end] == document.truths[truth].printed


def test_printed_value_and_truth_agree() -> None:
    for truth in make_document(3, 1).truths.values():
        if truth.value is not None and truth.sheet != "prose":
            digits = "".join(c for c in truth.printed if c.isdigit() or c == ".")
            assert abs(truth.value.scaleb(-truth.scale)) == type(truth.value)(digits)
            assert (truth.value < 0) <= (not truth.printed[0].isdigit())


def test_same_seed_same_bytes_and_another_seed_others() -> None:
    def text(seed: int) -> bytes:
        hurt = damage(make_document(seed, 0), Random(f"{seed}"), ["misread_digits", "ghost_row"], 0.2)
        assert hurt is not None
        return write(hurt, "tab").bytes()

    assert text(1) == text(1)
    assert text(1) != text(2)


@pytest.mark.parametrize("name", sorted(set(CLASSES) - {"none"}))
def test_a_class_of_damage_changes_the_print_and_never_the_truth(name: str) -> None:
    found = 0
    for number in range(60):
        document = make_document(5, number)
        before = write(document, "tab").bytes()
        hurt = damage(document, Random(number), [name], 0.0)
        if hurt is None:
            continue
        found += 1
        assert write(document, "tab").bytes() == before, "the original was changed"
        assert write(hurt, "tab").bytes() != before
        assert hurt.touched and set(hurt.touched.values()) == {name}
        assert all(truth is document.truths[key] for key, truth in hurt.truths.items())
        if found == 5:
            return
    assert found, "no document has what this class damages"


def test_a_single_misread_digit_hits_one_number_and_keeps_its_length() -> None:
    document = make_document(5, 2)
    hurt = damage(document, Random(1), ["misread_digits"], 0.0)
    assert hurt is not None and len(hurt.touched) == 1
    (truth,) = hurt.touched
    place = write(hurt, "tab").places[truth][0]
    text = write(hurt, "tab").lines[place.line - 1][place.start : place.end]
    printed = document.truths[truth].printed
    assert len(text) == len(printed) and sum(a != b for a, b in zip(text, printed, strict=True)) == 1


def test_an_unrepairable_digit_is_ambiguous() -> None:
    document = next(d for d in (make_document(5, n) for n in range(50)) if any(s.statement == "kpi" for s in d.sheets))
    hurt = damage(document, Random(1), ["unrepairable_digits"], 0.0)
    assert hurt is not None and hurt.ambiguous == set(hurt.touched)


def test_a_slip_shows_when_it_is_larger_than_the_rounding_of_an_identity() -> None:
    document = make_document(4, 1)
    sheet = document.sheets[0]
    total = next(sorted(members)[0] for kind, members in sheet.relations if kind == "footing" and len(members) > 2)
    digits = "".join(c for c in document.truths[total].printed if c.isdigit() or c == ".")
    assert shows(document, total, "1" + digits)
    loose = make_document(4, 1)
    for each in loose.sheets:
        each.relations = []
    loose.truths = {total: loose.truths[total]}
    assert not shows(loose, total, "1" + digits)


@pytest.mark.parametrize(("apart", "unseen"), [(1, True), (100, False)])
def test_two_figures_that_change_places_unseen(apart: int, unseen: bool) -> None:
    """What a relation would miss by, if one of two stood for the other, may be less than its rounding."""
    document = make_document(4, 1)
    sheet = document.sheets[0]
    one, two, *others = (truth for row in sheet.rows for truth in row.truths[:1])
    sheet.relations = [("quarters", frozenset([one, *others[:3]]))]
    mine = document.truths[one]
    place = Decimal(1).scaleb(mine.scale - len(mine.printed.partition(".")[2]))
    theirs = dataclasses.replace(document.truths[two], value=(mine.value or Decimal(0)) + apart * place)
    document.truths = {one: mine, two: theirs, **{other: document.truths[other] for other in others}}
    assert (one in hidden_by_moving(document, [one, two])) is unseen


def test_an_equal_figure_of_another_name_tells_nothing_of_one() -> None:
    document = make_document(4, 0)
    one = next(t for t in document.truths.values() if t.value and t.sheet != "prose" and t.period)
    for label, told in ((one.label, True), ("Another line", False)):
        twin = dataclasses.replace(one, id="twin", sheet="prose", label=label)
        others = {key: t for key, t in document.truths.items() if key == one.id or t.value != one.value}
        document.truths = {**others, "twin": twin}
        assert told_elsewhere(document, one.id) is told


@pytest.mark.parametrize("form", FORMS)
def test_the_oracle_scores_all_right(form: str) -> None:
    for number in range(8):
        document = make_document(4, number)
        paper = write(document, form)
        assert outcomes(document, paper, oracle(document, paper)) == []


def replace_with(**fields: object) -> Callable[[Fact], Fact]:
    return lambda fact: msgspec.structs.replace(fact, **fields)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda f: msgspec.structs.replace(f, value=f.value + "1"), ("silent", "value")),
        (lambda f: msgspec.structs.replace(f, value=f.value + "000"), ("silent", "scale")),
        (lambda f: msgspec.structs.replace(f, value=f"-{f.value}"), ("silent", "sign")),
        (replace_with(unit="EUR"), ("silent", "unit")),
        (replace_with(unit=None), ("flagged", "no unit")),
        (replace_with(period=Period(kind="instant", end="1999-12-31")), ("silent", "period")),
        (replace_with(period=None), ("flagged", "no period")),
        (replace_with(status="conflict"), ("flagged", "conflict")),
        (replace_with(status="unresolved", value=None), ("flagged", "unresolved")),
        (replace_with(basis="preference"), ("flagged", "preference, right")),
        (lambda f: None, ("lost", "")),
    ],
)
def test_a_planted_error_is_seen(change: Callable[[Fact], Fact | None], expected: tuple[str, str]) -> None:
    document = make_document(4, 0)
    paper = write(document, "pipe")
    result = oracle(document, paper)
    number = next(
        i for i, f in enumerate(result.facts) if f.value and f.value.isdigit() and int(f.value) > 9 and f.period
    )
    assert outcomes(document, paper, changed(result, change, number)) == [expected]


def number_of(document: Document, which: Callable[[Truth], bool]) -> int:
    """The first truth of a table, in its order, of which this holds."""
    return next(
        i for i, t in enumerate(document.truths.values()) if t.value is not None and t.sheet != "prose" and which(t)
    )


def some_document(statement: str) -> Document:
    """A document with a table of this kind, as pipes."""
    every = (make_document(4, n) for n in range(200))
    return next(d for d in every if any(s.statement == statement for s in d.sheets))


@pytest.mark.parametrize(
    ("statement", "which", "change", "fault"),
    [
        ("balance_sheet", lambda t: t.needed is None, replace_with(label=()), "no label"),
        ("balance_sheet", lambda t: len(t.parents) == 2, replace_with(label=("Something else",)), "label"),
        ("segment", lambda t: t.needed is not None, lambda f: replace_with(label=f.label[1:])(f), "path"),
        ("alone", lambda t: t.sense.scope != "consolidated", replace_with(dimensions={}), "scope"),
        ("income_statement", lambda t: True, replace_with(dimensions={"scope": "non_consolidated"}), "scope"),
        ("income_statement", lambda t: True, replace_with(dimensions={"scenario": "forecast"}), "scenario"),
        ("income_statement", lambda t: True, replace_with(measure="change"), "sense"),
        ("forecast", lambda t: t.sense.scenario == "forecast", replace_with(dimensions={}), "scenario"),
        ("forecast", lambda t: t.sense.kind == "change", replace_with(measure="amount"), "sense"),
        ("matrix", lambda t: t.member, replace_with(header=()), "column"),
    ],
)
def test_what_a_number_is_said_to_be_is_judged(
    statement: str, which: Callable[[Truth], bool], change: Callable[[Fact], Fact], fault: str
) -> None:
    document = some_document(statement)
    here = {s.key for s in document.sheets if s.statement == statement}
    number = number_of(document, lambda t: t.sheet in here and which(t))
    paper = write(document, "pipe")
    assert outcomes(document, paper, changed(oracle(document, paper), change, number)) == [("silent", fault)]


def test_a_heading_of_other_rows_is_a_false_path() -> None:
    document = some_document("cash_flow")
    sheet = next(s for s in document.sheets if s.statement == "cash_flow")
    paper = write(document, "pipe")
    number = number_of(document, lambda t: t.sheet == sheet.key and t.parents == {sheet.headings[0]})
    for heading, expected in ((sheet.headings[0], []), (sheet.headings[1], [("silent", "path")])):
        lead = lambda f, heading=heading: replace_with(label=(heading, *f.label))(f)  # noqa: E731
        assert outcomes(document, paper, changed(oracle(document, paper), lead, number)) == expected


def test_the_total_that_adds_a_row_may_stand_over_it_and_no_other_one() -> None:
    document = some_document("cash_flow")
    sheet = next(s for s in document.sheets if s.statement == "cash_flow")
    paper = write(document, "pipe")
    number = number_of(document, lambda t: t.sheet == sheet.key and t.parents == {sheet.headings[0]})
    totals = [row.label.text for row in sheet.rows if row.kind == "total"]
    for total, expected in ((totals[0], []), (totals[1], [("silent", "path")])):
        lead = lambda f, total=total: replace_with(label=(total, *f.label))(f)  # noqa: E731
        assert outcomes(document, paper, changed(oracle(document, paper), lead, number)) == expected


def test_an_interval_wider_than_the_print_says_too_little() -> None:
    document = make_document(4, 0)
    paper = write(document, "tab")
    result = oracle(document, paper)
    number = number_of(document, lambda t: bool(t.value and t.unit in ("USD", "JPY", "GBP")))
    value = document.truths[result.facts[number].id].value
    assert value is not None
    for part, expected in ((1000, []), (10, [("flagged", "wide")])):
        given = replace_with(status="inferred", tolerance=format(abs(value) / part, "f"))
        assert outcomes(document, paper, changed(result, given, number)) == expected


def test_a_number_given_twice_is_silent() -> None:
    document = make_document(4, 0)
    paper = write(document, "tab")
    result = oracle(document, paper)
    again = msgspec.structs.replace(result.facts[3], id="again")
    twice = msgspec.structs.replace(result, facts=(*result.facts, again))
    assert outcomes(document, paper, twice) == [("silent", "twice")]


def test_a_number_under_another_rows_label_is_silent() -> None:
    document = make_document(4, 0)
    paper = write(document, "tab")
    result = oracle(document, paper)
    other = next(f.label for f in result.facts if f.table == "t0" and f.label != result.facts[0].label)
    assert outcomes(document, paper, changed(result, replace_with(label=other), 0)) == [("silent", "row")]


def test_a_fact_that_was_never_printed_is_silent() -> None:
    document = make_document(4, 0)
    paper = write(document, "tab")
    result = oracle(document, paper)
    ghost = msgspec.structs.replace(result.facts[0], id="ghost", location=Location(line=1, start=0, end=1))
    assert outcomes(document, paper, msgspec.structs.replace(result, facts=(*result.facts, ghost))) == [
        ("silent", "invented")
    ]


def test_a_guess_at_an_ambiguous_cell_is_silent_and_a_flag_is_right() -> None:
    document = make_document(4, 0)
    first = next(iter(document.truths))
    document.ambiguous.add(first)
    paper = write(document, "tab")
    result = oracle(document, paper)
    assert outcomes(document, paper, result) == [("silent", "guess")]
    assert outcomes(document, paper, changed(result, replace_with(status="unresolved", value=None), 0)) == []


def test_a_lost_number_inferred_from_its_row_and_column_is_found_again() -> None:
    document = make_document(4, 0)
    paper = write(document, "tab")
    place = Location(line=1, start=0, end=0)
    for status, expected in (("inferred", []), ("unresolved", [("flagged", "unresolved")])):
        change = replace_with(status=status, printed=None, location=place)
        assert outcomes(document, paper, changed(oracle(document, paper), change, 0)) == expected


def test_a_lost_number_with_a_problem_at_its_place_is_flagged() -> None:
    document = make_document(4, 0)
    paper = write(document, "tab")
    result = changed(oracle(document, paper), lambda fact: None, 0)
    place = next(iter(paper.places.values()))[0]
    where = Location(line=place.line, start=place.start, end=place.end)
    problem = Problem(code="unreadable_value", severity="warning", location=where, message="")
    told = msgspec.structs.replace(result, problems=(problem,))
    assert outcomes(document, paper, told) == [("flagged", "problem")]


def test_silent_rate_has_a_bound() -> None:
    assert round(upper_bound(0, 1000), 6) == pytest.approx(0.002996, abs=1e-5)
    assert upper_bound(10, 1000) > 0.01
    assert upper_bound(2000, 10_000) > 0.2


def test_the_tally_counts_hits_apart_from_bystanders() -> None:
    document = make_document(4, 0)
    hurt = damage(document, Random(1), ["glyph_confusion"], 0.0)
    assert hurt is not None
    paper = write(hurt, "tab")
    tally = Tally()
    tally.add(score(hurt, paper, oracle(hurt, paper)))
    assert tally.total("right", hit=True) == 1
    assert tally.total("right", hit=False) == len(document.truths) - 1


def test_the_runner_counts_every_class_and_a_document_that_fails(capsys: pytest.CaptureFixture[str]) -> None:
    def broken(content: bytes, name: str) -> Result:
        raise ValueError("no")

    assert run.main(["--classes", "none", "lost_sign", "--documents", "2", "--json"], read=broken) == 0
    report = msgspec.json.decode(capsys.readouterr().out)
    assert [report["classes"][name]["failures"] for name in ("none", "lost_sign")] == [2, 2]


def test_harm_counts_and_tells_what_is_not_as_printed() -> None:
    text = "(Millions of yen)\n\n| | 1Q07 | 1Q06 |\n|---|---|---|\n| A | 1,503 | 1,417 |\n| B | 2,308 | 2,206 |\n"
    text += "| C | 4,112 | 3,954 |\n| Total | {} | 7,577 |\n"
    clean = read(text.format("7,923").encode(), name="clean.md")
    assert not list(harm.told(clean))
    assert (harm.counted(clean)["verbatim"], harm.counted(clean)["holds"]) == (8, 2)
    wrong = read(text.format("7,823").encode(), name="wrong.md")
    assert any("7,823" in line for line in harm.told(wrong))
    assert harm.counted(wrong)["verbatim"] < 8


def test_growth_makes_longer_documents_of_the_same_kind(capsys: pytest.CaptureFixture[str]) -> None:
    assert growth.main(["--only", "made.pipe", "prose", "--times", "1", "2", "--json"]) == 0
    figures = msgspec.json.decode(capsys.readouterr().out)
    assert set(figures) == {"made.pipe", "prose.md"}
    for short, long in figures.values():
        assert 0 < short["facts"] < long["facts"]
        assert (short["growth"], long["times"]) == (1.0, 2)


def test_known_damage_tells_what_came_of_charts_and_cells(capsys: pytest.CaptureFixture[str]) -> None:
    assert known_damage.main(["--json"]) == 0
    report = msgspec.json.decode(capsys.readouterr().out)
    for columns in report["charts"].values():
        assert [(column["total"], column["wrong"]) for column in columns] == [("proved", 0)] * 9
    for name in ("alone", "together") if known_damage.RELEASE_TRUTH.exists() else ():
        counts = report[name]["counts"]
        assert [counts[way]["cells"] for way in known_damage.WAYS] == [33, 7, 4, 5]
        assert sum(counts[way]["wrong"] for way in known_damage.WAYS) == 0
        assert counts["flag"]["flagged"] == 5
        assert (counts["exact"]["exact"], counts["interval"]["interval"]) == (33, 7)
        assert counts["together"]["flagged"] == (4 if name == "alone" else 0)
