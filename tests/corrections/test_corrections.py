"""What a person says of facts: read from a file, laid over its document, told; and never over another one."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest

from extract import read
from extract.batch import Batch, Options
from extract.cli import main
from extract.corrections import load_corrections, read_corrections, schema_of_corrections
from extract.corrections.corrections_file import CORRECTION_SCHEMA_FILE
from extract.emit import result_from_json, result_to_json, shipped_schema
from extract.errors import ExtractError
from extract.model import Fact, Result
from extract.model.correction import CORRECTION_SCHEMA, Correction

TEXT = (
    "Example Corporation\n\nConsolidated Statements of Income (JPY in millions)\n\n"
    "\tYear ended March 31, 2024\tYear ended March 31, 2023\n"
    "Product revenues\t5,412\t4,987\nService revenues\t3,181\t2,744\nLicense revenues\t1,207\t1,113\n"
    "Total revenues\t9,800\t8,844\nCost of revenues\t6,120\t5,533\nGross profit\t3,680\t3,311\n"
)
DAMAGED = TEXT.replace("3,181", "3,151")  # the sums of 2024 say 3,181


def record(result: Result, fact: Fact, action: str, aspects: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A line of a corrections file about a fact of a result, as a review page writes it."""
    return {
        "schema": CORRECTION_SCHEMA,
        "document": result.source.sha256,
        "name": result.source.name,
        "place": msgspec.to_builtins(fact.location),
        "printed": fact.printed,
        "seen": json.loads(
            msgspec.json.encode({n: getattr(fact, n) for n in ("label", "header", "period", "row", "column")})
        ),
        "action": action,
        "aspects": aspects,
        "reason": "read in the printed report",
        "who": "A. Reader",
        "when": "2026-11-30T04:05:06Z",
        **more,
    }


def corrections(*records: dict[str, Any]) -> tuple[Correction, ...]:
    """Records as a file of them is read."""
    return read_corrections(lines(*records), "fixes.jsonl")


def lines(*records: dict[str, Any]) -> bytes:
    return b"".join(json.dumps(each, ensure_ascii=False).encode() + b"\n" for each in records)


def of(result: Result, label: str, year: str = "2024") -> Fact:
    (found,) = [
        f for f in result.facts if f.label[-1:] == (label,) and f.period and (f.period.end or "").startswith(year)
    ]
    return found


def codes(result: Result) -> list[str]:
    return [each.code for each in result.problems if each.code.startswith("correct")]


SOUND = read(TEXT.encode(), name="example.txt")
SERVICE = of(SOUND, "Service revenues")


def again(*records: dict[str, Any], text: str = TEXT) -> Result:
    """The text read with corrections; the result satisfies the schema."""
    result = read(text.encode(), name="example.txt", corrections=corrections(*records))
    assert result_from_json(result_to_json(result)) == result
    return result


# --- what becomes of a fact -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("aspects", "expected"),
    [
        ({"value": "3181500000"}, {"value": "3181500000", "decimals": -5}),
        ({"sign": "-"}, {"value": "-3181000000"}),
        ({"unit": "USD"}, {"unit": "USD"}),
        ({"label": ["Revenues", "Services"]}, {"label": ("Revenues", "Services")}),
        ({"scenario": "forecast"}, {"dimensions": {"product": "Services", "scenario": "forecast"}}),
    ],
    ids=str,
)
def test_a_change_of_an_aspect_is_what_comes_out(aspects: dict[str, Any], expected: dict[str, Any]) -> None:
    result = again(record(SOUND, SERVICE, "change", aspects))
    fact = next(each for each in result.facts if each.id == SERVICE.id)
    assert fact.status == "corrected" and codes(result) == ["corrected"]
    assert {name: getattr(fact, name) for name in expected} == expected
    assert fact.explanation is not None and "A. Reader on 2026-11-30" in fact.explanation
    (told,) = [each for each in result.problems if each.code == "corrected"]
    assert told.facts == (fact.id,) and told.data["who"] == "A. Reader" and told.data["reason"]
    for aspect in aspects:
        assert fact.grounds[aspect][0].rank == "person" and fact.grounds[aspect][0].rule == "changed"


def test_a_period_is_changed_with_its_days() -> None:
    days = {"kind": "duration", "start": "2023-10-01", "end": "2024-03-31"}
    result = again(record(SOUND, SERVICE, "change", {"period": days}))
    fact = next(each for each in result.facts if each.id == SERVICE.id)
    assert fact.period is not None and (fact.period.start, fact.period.end) == ("2023-10-01", "2024-03-31")
    assert fact.status == "corrected" and fact.trusted


def test_what_is_accepted_is_trusted_whatever_was_in_doubt() -> None:
    damaged = read(DAMAGED.encode(), name="example.txt")
    doubted = of(damaged, "Total revenues")
    aspects = {"value": "9800000000", "unit": "JPY", "label": ["Total revenues"]}
    result = again(record(damaged, doubted, "accept", aspects), text=DAMAGED)
    fact = of(result, "Total revenues")
    assert fact.status == "corrected" and fact.trusted and not fact.doubts and fact.value == "9800000000"


def test_a_rejected_figure_has_no_value_and_a_rejected_aspect_is_open() -> None:
    result = again(record(SOUND, SERVICE, "reject", {"value": "3181000000"}))
    fact = next(each for each in result.facts if each.id == SERVICE.id)
    assert fact.value != "3181000000" and not fact.trusted and "rejected" in fact.doubts
    assert fact.candidates[0].value == "3181000000" and "rejected" in fact.candidates[0].why
    result = again(record(SOUND, SERVICE, "reject", {"unit": "JPY"}))
    fact = next(each for each in result.facts if each.id == SERVICE.id)
    assert fact.unit is None and {"unit_open", "rejected"} <= set(fact.doubts) and not fact.trusted


def test_a_rejected_figure_is_nothing_that_a_proof_brings_back() -> None:
    """The sums of the statement leave one value for it, which is the one that was rejected."""
    total = of(SOUND, "Total revenues")
    result = again(record(SOUND, total, "reject", {"value": "9800000000"}))
    fact = next(each for each in result.facts if each.id == total.id)
    assert fact.value is None and fact.status == "unresolved" and not fact.trusted


def test_several_corrections_of_one_fact_are_laid_one_over_the_other() -> None:
    result = again(
        record(SOUND, SERVICE, "change", {"value": "3182000000"}),
        record(SOUND, SERVICE, "reject", {"value": "3181000000"}, reason="not this"),
        record(SOUND, SERVICE, "change", {"unit": "USD"}, who="B. Second"),
    )
    fact = next(each for each in result.facts if each.id == SERVICE.id)
    assert (fact.value, fact.unit, fact.status) == ("3182000000", "USD", "corrected")


# --- a witness of the proof -------------------------------------------------------------------------------------------


def test_a_corrected_figure_is_a_witness_and_never_a_suspect() -> None:
    """One figure is misread: alone, the sums repair it or leave it in doubt. Corrected, all of them hold again."""
    damaged = read(DAMAGED.encode(), name="example.txt")
    wrong = next(each for each in damaged.facts if each.printed == "3,151")
    result = again(record(damaged, wrong, "change", {"value": "3181000000"}), text=DAMAGED)
    assert not [check for check in result.checks if check.verdict == "fails"]
    assert of(result, "Service revenues").proof and all(fact.trusted for fact in result.facts)


def test_the_proof_does_not_correct_what_a_person_vouches_for() -> None:
    """The sums want 3,181; a person has looked and says 3,151: then the sums fail, and others are in doubt."""
    damaged = read(DAMAGED.encode(), name="example.txt")
    wrong = next(each for each in damaged.facts if each.printed == "3,151")
    result = again(record(damaged, wrong, "accept", {"value": "3151000000"}), text=DAMAGED)
    fact = next(each for each in result.facts if each.printed == "3,151")
    assert (fact.value, fact.status, fact.trusted, fact.doubts) == ("3151000000", "corrected", True, ())
    assert [check for check in result.checks if check.verdict == "fails"]
    others = [each for each in result.facts if not each.trusted]
    assert others and all(each.printed != "3,151" for each in others)


# --- where it does not fit --------------------------------------------------------------------------------------------


def test_corrections_of_another_document_of_this_name_are_refused_and_told() -> None:
    result = again(record(SOUND, SERVICE, "change", {"value": "1"}), text=TEXT.replace("5,412", "5,413"))
    assert codes(result) == ["correction_of_another"] and of(result, "Service revenues").status != "corrected"


def test_corrections_of_a_document_of_another_name_are_no_matter() -> None:
    changed = record(SOUND, SERVICE, "change", {"value": "1"}, document="0" * 64, name="other.txt")
    assert codes(again(changed)) == []


@pytest.mark.parametrize(
    "more",
    [
        {"printed": "3,182"},
        {"place": {"line": 99, "start": 0, "end": 5, "page": None, "box": None}},
        {"place": {"line": None, "start": None, "end": None, "page": 2, "box": [1.0, 2.0, 3.0, 4.0]}},
    ],
    ids=["print", "line", "page"],
)
def test_a_fact_that_is_not_there_any_more_is_told(more: dict[str, Any]) -> None:
    result = again(record(SOUND, SERVICE, "change", {"value": "1"}, **more))
    assert codes(result) == ["correction_refused"]
    (told,) = [each for each in result.problems if each.code == "correction_refused"]
    assert told.severity == "warning" and "not applied" in told.message


def test_what_was_rejected_and_is_not_read_any_more_is_told() -> None:
    assert codes(again(record(SOUND, SERVICE, "reject", {"value": "77"}))) == ["correction_refused"]


def test_a_sign_needs_a_figure() -> None:
    nothing = TEXT.replace("3,181", "\u2014")
    dash = read(nothing.encode(), name="example.txt")
    nil = next(each for each in dash.facts if each.printed == "\u2014")
    assert codes(again(record(dash, nil, "change", {"sign": "-"}), text=nothing)) == ["correction_refused"]
    result = again(record(dash, nil, "change", {"value": "-5000000"}), text=nothing)
    fact = next(each for each in result.facts if each.printed == "\u2014")
    assert (fact.value, fact.status) == ("-5000000", "corrected")


def test_a_document_that_cannot_be_read_refuses_its_corrections() -> None:
    void = read(b"  ", name="void.txt")
    mine = record(SOUND, SERVICE, "change", {"value": "1"}, document=void.source.sha256, name="void.txt")
    result = read(b"  ", name="void.txt", corrections=corrections(mine))
    assert result.status == "failed" and codes(result) == ["correction_refused"]


# --- the file ---------------------------------------------------------------------------------------------------------


def test_the_schema_is_up_to_date_and_says_what_the_reader_says() -> None:
    schema = schema_of_corrections()
    assert json.loads(shipped_schema(CORRECTION_SCHEMA_FILE)) == json.loads(json.dumps(schema))
    good = record(SOUND, SERVICE, "change", {"value": "1", "label": ["a"]})
    jsonschema.validate(good, schema)
    for key, value in (
        ("who", ""),
        ("when", "yesterday"),
        ("document", "abc"),
        ("aspects", {"value": "1,000"}),
        ("x", 1),
    ):
        bad = {**good, key: value}
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(bad, schema)
        with pytest.raises(ExtractError):
            corrections(bad)


GOOD = record(SOUND, SERVICE, "change", {"value": "1"})


def of_days(kind: str, start: str | None, end: str) -> dict[str, Any]:
    return {**GOOD, "aspects": {"period": {"kind": kind, "start": start, "end": end}}}


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (b"{", "is no JSON object"),
        (b"[1]", "is no JSON object"),
        (b"\xff\xfe", "is no JSON object"),
        (b"{}", "its schema is none"),
        (lines({**GOOD, "schema": CORRECTION_SCHEMA.replace("/1", "/2")}), "version 2; this program reads version 1"),
        (lines({**GOOD, "aspects": {}}), "speaks of no aspect"),
        (lines({**GOOD, "aspects": {"value": "=1+1"}}), "$.aspects.value"),
        (lines({**GOOD, "aspects": {"value": "1" * 200}}), "$.aspects.value"),
        (lines({**GOOD, "aspects": {"colour": "red"}}), "colour"),
        (lines({**GOOD, "aspects": {"value": None}}), "$.aspects.value"),
        (lines({**GOOD, "place": {}}), "names no place"),
        (lines({**GOOD, "who": "  "}), "no one who says it"),
        (lines({**GOOD, "action": "delete"}), "$.action"),
        (lines(of_days("duration", "2024-03-31", "2023-04-01")), "ends before"),
        (lines(of_days("instant", None, "2023-02-30")), "no days"),
        (lines(of_days("duration", None, "2023-02-28")), "first and a last"),
        (lines({**GOOD, "aspects": {"value": "2"}}), "contradicts fixes.jsonl:1: the value of `3,181` is 1 there and"),
        (lines({**GOOD, "action": "reject"}), "contradicts fixes.jsonl:1"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_wrong_in_a_file_is_told_with_its_line(line: bytes, told: str) -> None:
    with pytest.raises(ExtractError) as error:
        read_corrections(b"\xef\xbb\xbf" + lines(GOOD) + b"\n" + line, "fixes.jsonl")
    assert str(error.value).startswith("fixes.jsonl:3: ") and told in str(error.value)


def test_what_is_said_twice_counts_once() -> None:
    later = {**GOOD, "when": "2026-12-01", "who": "B. Second"}
    (kept,) = corrections(GOOD, later)
    assert kept.who == "B. Second"
    assert len(corrections(GOOD, {**GOOD, "action": "accept"})) == 2


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ExtractError, match="cannot be opened"):
        load_corrections([tmp_path / "none.jsonl"])


# --- a batch ----------------------------------------------------------------------------------------------------------


def run(*arguments: object) -> int:
    """The exit code of a command."""
    with pytest.raises(SystemExit) as left:
        main([str(argument) for argument in arguments])
    assert isinstance(left.value.code, int)
    return left.value.code


def test_a_correction_makes_its_document_anew_and_no_other_and_survives_further_runs(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    (folder / "example.txt").write_text(TEXT)
    (folder / "other.txt").write_text(TEXT.replace("5,412", "5,499"))

    def fresh(*records: dict[str, Any]) -> list[str]:
        options = Options(jobs=0, corrections=corrections(*records))
        with Batch(out, options) as batch:
            return [done.row.input for done in batch.documents([str(folder)]) if done.fresh]

    def fact() -> Fact:
        result = result_from_json((out / "example.json").read_bytes())
        return next(each for each in result.facts if each.id == SERVICE.id)

    assert fresh() == ["in/example.txt", "in/other.txt"]
    said = record(SOUND, SERVICE, "change", {"value": "3182000000"})
    assert fresh(said) == ["in/example.txt"] and fact().value == "3182000000"
    assert fresh(said) == [] and fact().status == "corrected"
    assert fresh(said, {**said, "aspects": {"unit": "USD"}}) == ["in/example.txt"] and fact().unit == "USD"
    assert fresh() == ["in/example.txt"] and fact().status == "verbatim"


def test_run_takes_files_of_corrections_and_refuses_a_wrong_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "example.txt").write_text(TEXT)
    (tmp_path / "fixes.jsonl").write_bytes(lines(record(SOUND, SERVICE, "accept", {"value": "3181000000"})))
    out = tmp_path / "out"
    assert run("run", tmp_path / "example.txt", "--out", out, "--corrections", tmp_path / "fixes.jsonl", "-q") == 0
    assert b'"corrected"' in (out / "example.json").read_bytes()
    other = record(SOUND, SERVICE, "accept", {"value": "1"}, document="0" * 64, name="other.txt")
    (tmp_path / "other.jsonl").write_bytes(lines(other))
    assert run("run", tmp_path / "example.txt", "--out", out, "--corrections", tmp_path / "other.jsonl", "-q") == 0
    assert "corrections of documents that are not in this run: 1" in capsys.readouterr().err
    (tmp_path / "bad.jsonl").write_text("{}")
    assert run("run", tmp_path / "example.txt", "--out", out, "--corrections", tmp_path / "bad.jsonl", "-q") == 3
    assert "bad.jsonl:1: its schema is none" in capsys.readouterr().err
    assert run("run", tmp_path / "example.txt", "--out", out, "--corrections", tmp_path / "none.jsonl", "-q") == 2


# --- all kinds over a whole document ------------------------------------------------------------------------

SEED = Path(__file__).parents[2] / "seeds" / "iij-2006-11-results-presentation.txt"
KINDS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("change", {"value": "123456000"}),
    ("change", {"value": "-7.25"}),
    ("change", {"unit": "EUR"}),
    ("change", {"period": {"kind": "instant", "start": None, "end": "2020-02-29"}}),
    ("change", {"label": ["Made up", "by hand"]}),
    ("change", {"scenario": "forecast"}),
    ("accept", {}),
    ("reject", {}),
)


def test_corrections_of_all_kinds_come_out_as_said_and_move_no_other_fact(
    seed_result: Callable[[str], Result],
) -> None:
    before = seed_result(SEED.stem)
    facts = [fact for fact in before.facts if fact.value is not None and fact.unit is not None][::5]
    said = {}
    for number, fact in enumerate(facts):
        action, aspects = KINDS[number % len(KINDS)]
        said[fact.id] = action, aspects or {"value": fact.value, "unit": fact.unit}
    assert len(facts) > 60
    records = (record(before, fact, *said[fact.id]) for fact in facts)
    after = read(SEED, corrections=corrections(*records))
    assert result_from_json(result_to_json(after)) == after
    assert set(codes(after)) == {"corrected"} and len(codes(after)) == len(facts)
    known = {fact.id: fact for fact in before.facts}
    for fact in after.facts:
        action, aspects = said.get(fact.id, ("", {}))
        if action == "reject":
            assert fact.value != aspects["value"] and fact.unit is None and not fact.trusted
            continue
        assert fact.status == "corrected" if action else fact.status != "corrected"
        for name, value in aspects.items():
            came = msgspec.to_builtins(fact.dimensions if name == "scenario" else getattr(fact, name))
            wanted = {"scenario": value} if name == "scenario" else value
            assert wanted.items() <= came.items() if isinstance(wanted, dict) else came in (wanted, tuple(wanted))
        if not action and fact.trusted and known[fact.id].trusted:
            assert fact.value == known[fact.id].value
