"""A fault of ours costs a table, a page or a passage, never the document; and none is found in invented documents."""

from __future__ import annotations

from pathlib import Path
from random import Random

import msgspec
import pytest

import extract
from extract.batch.document import ToRead, read_one
from extract.batch.places import Place
from extract.emit import result_from_json, result_to_json
from extract.facts.coverage import COUNTED
from extract.facts.trust import with_trust
from extract.lex.fold import fold, fold_figures
from extract.model import Fact, Result
from tests.bench.fuzz import KINDS, Given, met
from tests.fuzzed import document, mutant
from tests.test_pipeline import work

SEEDS = sorted((Path(__file__).parents[1] / "seeds").glob("*.txt"))
TEXT = (
    "Results for the Fiscal Year Ended March 31, 2024\n\n(JPY million)\n\n\tFY2023\tFY2022\nRevenue\t4,318\t4,027\n\n"
    "Operating income was JPY1,204 million.\n\nNet income was JPY77 million.\n\n"
    "\tFY2023\tFY2022\nDividends\t618\t527\n"
)


def internal(result: Result) -> list[str]:
    return [p.data["part"] for p in result.problems if p.code == "internal"]


def printed(result: Result) -> set[str | None]:
    return {fact.printed for fact in result.facts}


def break_at(monkeypatch: pytest.MonkeyPatch, where: str, when: str, at: int = 0) -> None:
    """Makes a function of the product fail for whatever shows `when`."""
    module, _, name = where.rpartition(".")
    target = __import__(module, fromlist=[name])
    whole = getattr(target, name)

    def broken(*given: object, **named: object) -> object:
        if when in repr(given[at]):
            raise KeyError(when)
        return whole(*given, **named)

    monkeypatch.setattr(target, name, broken)


def test_a_fault_in_a_table_costs_that_table(monkeypatch: pytest.MonkeyPatch) -> None:
    break_at(monkeypatch, "extract.facts.table_facts.doubts_of", "t01", 1)
    result = extract.read(TEXT.encode())
    assert result.status == "partial" and internal(result) == ["table t01"]
    assert {"618", "527"} <= printed(result) and not {"4,318", "4,027"} & printed(result)
    assert [table.id for table in result.tables] == ["t01", "t02"]
    assert result.coverage["unread"] == 2


def test_a_fault_in_a_passage_costs_that_passage(monkeypatch: pytest.MonkeyPatch) -> None:
    break_at(monkeypatch, "extract.prose.tell", "1,204")
    result = extract.read(TEXT.encode())
    assert internal(result) == ["a passage"]
    assert "4,318" in printed(result) and "77" in "".join(p or "" for p in printed(result))


@pytest.mark.parametrize("stage", ["profile_of", "judge", "one_value_each", "account_for", "normalise"])
def test_a_fault_in_a_stage_leaves_what_stood_before_it(monkeypatch: pytest.MonkeyPatch, stage: str) -> None:
    break_at(monkeypatch, f"extract.pipeline.{stage}", "")
    result = extract.read(TEXT.encode())
    assert result.status == "partial" and len(internal(result)) == 1
    assert stage == "normalise" or "4,318" in printed(result)


def test_a_fault_has_one_id_and_no_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    break_at(monkeypatch, "extract.prose.tell", "1,204")
    first, second = (extract.read(TEXT.encode()) for _ in range(2))
    (told,) = [p for p in first.problems if p.code == "internal"]
    assert told == next(p for p in second.problems if p.code == "internal")
    assert "Traceback" not in told.message and 'File "' not in told.message and told.location is not None


def test_a_fact_that_the_schema_refuses_costs_that_fact(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def spoil(facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
        return tuple(
            msgspec.structs.replace(f, status="inferred", proof=()) if f.printed == "4,318" else f
            for f in with_trust(facts)
        )

    monkeypatch.setattr("extract.pipeline.with_trust", spoil)
    (tmp_path / "a.txt").write_text(TEXT)
    given = ToRead(place=Place(where=str(tmp_path / "a.txt")), name="a.txt", target=str(tmp_path), output="a.json")
    row = read_one(given)
    result = result_from_json((tmp_path / "a.json").read_bytes())
    assert row.summary is not None and row.summary["internal"] == 1 and result.status == "partial"
    assert "4,318" not in printed(result) and "4,027" in printed(result) and result.coverage["unread"] == 1
    assert internal(result) == ["a fact.proof"]


def test_what_the_machine_or_the_host_raises_is_not_swallowed(monkeypatch: pytest.MonkeyPatch) -> None:
    def late(*_: object, **__: object) -> None:
        raise TimeoutError

    monkeypatch.setattr("extract.prose.tell", late)
    with pytest.raises(TimeoutError):
        extract.read(TEXT.encode())


def hold(data: bytes, what: object) -> None:
    result = extract.read(data)
    assert not internal(result), what
    if result.coverage:
        assert result.coverage["numbers"] == sum(result.coverage.get(fate, 0) for fate in COUNTED), what


@pytest.mark.parametrize("first", range(0, 400, 50))
def test_invented_documents_meet_no_fault(first: int) -> None:
    for number in range(first, first + 50):
        hold(document(number), number)


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_broken_copies_of_real_documents_meet_no_fault(path: Path) -> None:
    data = path.read_bytes()
    for number in range(4):
        random = Random(number)
        start = random.randrange(max(1, len(data) - 6_000))
        hold(mutant(data[start : start + 6_000], random), number)


@pytest.mark.parametrize("kind", KINDS)
def test_broken_files_of_every_kind_meet_no_fault(kind: str) -> None:
    for number in range(4):
        assert not met(Given(kind, number)).faults, (kind, number)


def test_a_name_that_is_a_path_is_the_name_of_a_file() -> None:
    result = extract.read(TEXT.encode(), name="../q1\\deep/a.txt")
    assert result.source.name == "a.txt" and result_from_json(result_to_json(result)) == result


@pytest.mark.parametrize(
    "piece",
    [
        "<!-- a ",
        "<tr><td>a</td><td>1,234</td></tr>",
        "<ul><li>5 ",
        '<div style="display:none">',
        "1-",
        "Tel 5, Note 3. ",
    ],
)
def test_the_work_on_a_document_grows_with_its_size_only(piece: str) -> None:
    def read(times: int) -> int:
        return work(lambda: extract.read(f"<!DOCTYPE html><html><body>{piece * times}".encode()))

    read(10)
    assert read(400) < 6 * read(100)


def test_a_run_of_digits_longer_than_any_number_means_nothing_to_a_lexer() -> None:
    assert not any(c.isdecimal() for c in fold("7" * 100) + fold_figures("7" * 100))
    result = extract.read(b"Sales " + b"7" * 100_000)
    assert (result.status, result.coverage["unread"]) == ("partial", 1)


def test_what_follows_from_an_open_figure_is_a_candidate_and_no_value() -> None:
    """`24` in a column of shares is open, so the hole below it, which only its sum would fill, is open too."""
    assert not met(Given("html", 591)).faults


def test_a_comparison_without_a_label_and_a_heading_is_told_as_such() -> None:
    assert not met(Given("invented", 2)).faults


def test_a_conflict_over_an_open_figure_leaves_it_open() -> None:
    """`54` in a column of one decimal has no value; that it does not fit the share beside it gives it none."""
    assert not met(Given("html", 4536)).faults and not met(Given("markdown", 3167)).faults


def test_as_many_numbers_are_told_as_unread_as_the_account_counts() -> None:
    """`12023` of which a heading says the last four digits: a part of it is open, so it is unread, and told."""
    assert not met(Given("text", 63)).faults
