"""The comparing with truth: right is called right, and every kind of wrong by its name."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

from extract.cli.truth import are_good
from extract.errors import ExtractError
from extract.model import Fact, Location, Period, Result
from extract.truth import Score, Truth, TruthCell, TruthRow, TruthTable, files_to_truth, find_truth_files, score
from extract.truth.files import AS_PRINTED, OPEN, Expected
from tests.results import LINES, small_result

HERE = Path(__file__).parent
SHARED = HERE.parents[1] / "shared" / "truth"


def perfect(truth: Truth) -> Result:
    """The result that says what the truth says, each value printed where the truth has it."""
    facts = []

    def add(cell: TruthCell, line: int, label: str, table: str | None) -> None:
        if cell.value is None:
            return
        is_open = cell.status in OPEN
        period = cell.period and Period(
            kind="duration" if cell.period.start else "instant", start=cell.period.start, end=cell.period.end
        )
        computed = cell.status not in AS_PRINTED
        facts.append(
            Fact(
                id=f"f{len(facts)}",
                label=(label,),
                period=period,
                unit=cell.unit,
                value=None if is_open else format(cell.value, "f"),
                printed=cell.raw,
                dimensions={"scenario": "forecast"} if cell.planned else {},
                trusted=not is_open,
                status="unresolved" if is_open else "inferred" if computed else "verbatim",
                tolerance=str(cell.tolerance) if computed else None,
                location=Location(line=line, start=len(facts) * 10, end=len(facts) * 10 + 5),
            )
        )

    for table in truth.tables:
        for row in table.rows:
            for cell in row.cells:
                add(cell, cell.line or (row.lines[0] if row.lines else table.line_start), row.label, "t1")
    for statement in truth.facts:
        add(statement.cell, statement.line, statement.metric, None)
    return small_result(facts=tuple(facts), checks=(), problems=())


def _files() -> list[tuple[str, list[Path]]]:
    folders = [folder for folder in (HERE / "truth", SHARED) if folder.is_dir()]
    return [(Path(stem).name, paths) for stem, paths in find_truth_files(folders).items()]


@pytest.mark.parametrize(("name", "paths"), _files(), ids=lambda value: value if isinstance(value, str) else "")
def test_a_perfect_result_is_perfect(name: str, paths: list[Path]) -> None:
    truth = files_to_truth(name, paths)
    found = score(perfect(truth), truth)
    assert found.misses == ()
    assert found.silent == 0 and found.extra == ()
    right, total = found.legible
    assert right == total > 100


@pytest.mark.parametrize(("name", "paths"), _files()[:2], ids=lambda value: value if isinstance(value, str) else "")
def test_every_wrong_value_is_a_silent_error(name: str, paths: list[Path]) -> None:
    truth = files_to_truth(name, paths)
    result = perfect(truth)
    shifted = tuple(
        msgspec.structs.replace(fact, value=format(Decimal(fact.value or 0) * 10 + 1, "f")) for fact in result.facts
    )
    found = score(msgspec.structs.replace(result, facts=shifted), truth)
    assert found.legible[0] == 0
    assert sum(c.get("silent", 0) for status, c in found.tables.items() if status in AS_PRINTED) == found.legible[1]


@pytest.mark.parametrize(("name", "paths"), _files(), ids=lambda value: value if isinstance(value, str) else "")
@pytest.mark.parametrize(
    ("change", "verdict"),
    [
        ({"label": ("xyzzy",)}, "wrong_label"),
        ({"unit": "XYZ"}, "wrong_unit"),
        ({"period": Period(kind="instant", end="1999-01-01")}, "wrong_period"),
    ],
)
def test_a_trusted_value_under_a_wrong_name_unit_or_period_is_wrong(
    name: str, paths: list[Path], change: dict[str, object], verdict: str
) -> None:
    truth = files_to_truth(name, paths)
    result = perfect(truth)
    facts = tuple(msgspec.structs.replace(fact, **change) for fact in result.facts)
    found = score(msgspec.structs.replace(result, facts=facts), truth)
    wrong = sum(miss.verdict == verdict for miss in found.misses)
    assert found.wrong >= wrong > 0.9 * (found.legible[1] + found.legible_prose[1])
    assert not are_good([found])
    unsure = tuple(msgspec.structs.replace(fact, trusted=False) for fact in facts)
    assert score(msgspec.structs.replace(result, facts=unsure), truth).wrong == 0


def test_a_plan_given_as_reached_is_wrong() -> None:
    cell = msgspec.structs.replace(CELL, planned=True)
    fact = msgspec.structs.replace(small_result().facts[0], trusted=True)
    assert verdicts(score(small_result(facts=(fact,), checks=()), one(cell))) == {"wrong_scenario": 1}
    fact = msgspec.structs.replace(fact, dimensions={"scenario": "target"})
    assert verdicts(score(small_result(facts=(fact,), checks=()), one(cell))) == {"right": 1}


def one(cell: TruthCell) -> Truth:
    row = TruthRow(label="Revenues", lines=(4,), cells=(cell,))
    return Truth(name="small", tables=(TruthTable(title="Results", line_start=3, line_end=6, rows=(row,)),))


CELL = TruthCell(
    raw="57,055",
    value=Decimal("57055000000"),
    unit="JPY",
    period=Expected("2007-03-31", "2006-04-01"),
    status="verbatim",
)


def verdicts(found: Score) -> dict[str, int]:
    return {v: n for counts in found.tables.values() for v, n in counts.items()}


@pytest.mark.parametrize(
    ("change", "verdict"),
    [
        ({}, "right"),
        ({"value": "57055000"}, "silent"),
        ({"value": "-57055000000"}, "silent"),
        ({"status": "nil", "value": None}, "silent"),
        ({"unit": "USD"}, "wrong_unit"),
        ({"period": None}, "wrong_period"),
        ({"period": Period(kind="instant", end="2007-03-31")}, "wrong_period"),
        ({"status": "conflict"}, "flagged"),
        ({"status": "unresolved", "value": None}, "flagged"),
        ({"basis": "preference"}, "preferred"),
        ({"location": Location(line=9)}, "lost"),
        ({"printed": "57,054"}, "lost"),
    ],
)
def test_each_wrong_has_its_name(change: dict[str, object], verdict: str) -> None:
    fact = msgspec.structs.replace(small_result().facts[0], **change)
    assert verdicts(score(small_result(facts=(fact,), checks=()), one(CELL))) == {verdict: 1}


@pytest.mark.parametrize(("start", "verdict"), [("2007-01-01", "wrong_period"), (None, "right")])
def test_a_count_of_a_quarter_is_of_its_last_day(start: str | None, verdict: str) -> None:
    cell = msgspec.structs.replace(CELL, unit="count", period=Expected("2007-03-31", start))
    period = Period(kind="duration", start="2006-04-01", end="2007-03-31")
    fact = msgspec.structs.replace(small_result().facts[0], unit="count", period=period)
    assert verdicts(score(small_result(facts=(fact,), checks=()), one(cell))) == {verdict: 1}


def test_an_interval_is_right_when_it_holds_the_truth() -> None:
    cell = msgspec.structs.replace(CELL, raw=None, status="inferred", tolerance=Decimal(1000))
    fact = msgspec.structs.replace(
        small_result().facts[0], status="inferred", printed=None, value="57055002000", tolerance="1000", proof=("c1",)
    )
    assert verdicts(score(small_result(facts=(fact,), checks=()), one(cell))) == {"right": 1}
    narrow = msgspec.structs.replace(fact, tolerance="999")
    assert verdicts(score(small_result(facts=(narrow,), checks=()), one(cell))) == {"silent": 1}


def test_a_value_where_the_truth_has_a_dash_is_silently_wrong() -> None:
    cell = msgspec.structs.replace(CELL, raw="57,055", value=None, status="not_applicable")
    assert verdicts(score(small_result(), one(cell))) == {"silent": 1}


def test_numbers_too_many_are_listed() -> None:
    found = score(small_result(), one(CELL))
    assert [miss.raw for miss in found.extra] == ["80.6%", "46,000", "11,055"]


def test_a_quoted_cell_is_matched_by_the_number_that_is_meant() -> None:
    """The truth may quote the whole fused cell; what it does not ask for in it is not too many either."""
    share = msgspec.structs.replace(CELL, raw="80.6% 46,000", value=Decimal("46000000000"), status="split")
    row = TruthRow(label="Costs", lines=(5,), cells=(share,))
    truth = Truth(name="x", tables=(TruthTable(title="", line_start=5, line_end=5, rows=(row,)),))
    found = score(small_result(), truth)
    assert verdicts(found) == {"right": 1} and found.extra == ()


def test_equal_prints_go_to_the_one_that_means_the_same() -> None:
    """Of two cells printed alike one was lost; the other must not be blamed for it."""
    other = msgspec.structs.replace(CELL, period=Expected("2006-03-31", "2005-04-01"))
    row = TruthRow(label="Revenues", lines=(4,), cells=(other, CELL))
    truth = Truth(name="x", tables=(TruthTable(title="", line_start=3, line_end=6, rows=(row,)),))
    found = score(small_result(facts=small_result().facts[:1], checks=(), problems=()), truth)
    assert sorted(miss.verdict for miss in found.misses) in (["lost"], ["lost", "wrong_period"])


def test_document_properties_are_compared() -> None:
    truth = Truth(name="x", document={"kind": "annual_report", "published": "2007-05", "language": None})
    assert score(small_result(), truth).document == {"kind": ("annual_report", "results_release")}


def test_prose_is_found_within_its_words(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text(
        '{"facts": [{"line": 4, "text": "Revenues\\t57,055", "metric": "r", "value": "57055000000", "unit": "JPY",'
        ' "period": "2006-04-01/2007-03-31", "status": "verbatim"}]}'
    )
    truth = files_to_truth("x", [path])
    assert score(small_result(), truth, lines=LINES).legible_prose == (1, 1)
    assert score(small_result(facts=small_result().facts[1:], checks=()), truth, lines=LINES).legible_prose == (0, 1)


@pytest.mark.parametrize("text", ["{", '{"tables": [{}]}', "[1]", '{"facts": [{"line": 1}]}'])
def test_what_is_no_truth_file_is_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "bad.json"
    path.write_text(text)
    with pytest.raises(ExtractError, match=r"bad\.json"):
        files_to_truth("bad", [path])
