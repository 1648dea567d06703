"""xBRL-JSON: what is trusted comes back equal, what is not is left out and counted, and a processor loads it."""

from __future__ import annotations

import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

from extract.cli import main
from extract.emit import result_to_json
from extract.export.xbrl_json import result_to_xbrl
from extract.model import Period, Result
from extract.pipeline import read
from tests.results import fact, small_result

TEXT = """Segment results (JPY million)

| | FY2021 | FY2022 |
|---|---|---|
| Paper <made> & "sold" | 1,200 | 1,300 |
| Growth | 12.5% | △3.1% |

Net income per share (JPY)

| | FY2022 |
|---|---|
| Basic | 12.34 |

The number of shops was 312 at March 31, 2023.
"""


def test_values_come_back_equal() -> None:
    result = read(TEXT.encode(), name="a.txt")
    report = result_to_xbrl(result, "a.xsd").report
    facts = {each.id: each for each in result.facts}
    assert report["facts"]
    for name, written in report["facts"].items():
        factor = Decimal("0.01") if facts[name].unit == "percent" else Decimal(1)
        assert Decimal(written["value"]) == Decimal(facts[name].value or "") * factor


def test_what_is_not_trusted_is_left_out_and_counted() -> None:
    facts = (
        fact(1, "Revenues", "57,055", "57055000000", 4, 9),
        fact(2, "Costs", "1", "1", 5, 9, trusted=False, doubts=("unit_open",)),
        fact(3, "Costs", "1", "1", 5, 9, period=Period(kind="duration", end="2007-03-31")),
        fact(4, "Costs", "1", "1", 5, 9, unit=None),
    )
    made = result_to_xbrl(small_result(facts=facts, checks=(), problems=()), "a.xsd")
    assert (list(made.report["facts"]), made.facts, made.left_out) == (["f1"], 1, 3)


def test_a_forecast_stays_a_forecast() -> None:
    facts = tuple(
        fact(number, "Revenues", "1", "1", 4, 0, dimensions=dimensions)
        for number, dimensions in enumerate(({}, {"scenario": "forecast"}), start=1)
    )
    written = result_to_xbrl(small_result(facts=facts, checks=(), problems=()), "a.xsd").report["facts"]
    assert written["f2"]["dimensions"]["irx:scenarioDimension"] == "forecast"
    assert written["f1"]["dimensions"].keys() == written["f2"]["dimensions"].keys() - {"irx:scenarioDimension"}


def test_a_balance_and_a_flow_of_one_label_are_two_items() -> None:
    instant = Period(kind="instant", end="2007-03-31")
    facts = (fact(1, "Cash", "1", "1", 4, 0), fact(2, "Cash", "1", "1", 5, 0, period=instant))
    written = result_to_xbrl(small_result(facts=facts, checks=(), problems=()), "a.xsd").report["facts"]
    assert written["f1"]["dimensions"]["concept"] != written["f2"]["dimensions"]["concept"]
    assert written["f2"]["dimensions"]["period"] == "2007-04-01T00:00:00"


def hostile() -> Result:
    label = '"><xsd:include schemaLocation="x"/>\x00 & 売上高 ½'
    odd = fact(1, label, "1", "1", 4, 0, unit="pallet \u202e", decimals=0, dimensions={"segment <x>": "a & b\x07"})
    return small_result(facts=(odd,), checks=(), problems=())


@pytest.mark.parametrize("result", [read(TEXT.encode(), name="a.txt"), small_result(), hostile()])
def test_a_processor_loads_it_without_errors(result: Result, tmp_path: Path) -> None:
    pytest.importorskip("arelle")
    (tmp_path / "in.json").write_bytes(result_to_json(result))
    with pytest.raises(SystemExit) as ended:
        main(["export", str(tmp_path / "in.json"), "--format", "xbrl-json", "--to", str(tmp_path / "out")])
    assert ended.value.code == 0
    report = json.loads((tmp_path / "out" / "in.json").read_text("utf-8"))
    said = subprocess.run(
        [
            *(sys.executable, "-m", "arelle.CntlrCmdLine", "--plugins", "loadFromOIM", "--disablePersistentConfig"),
            *("--internetConnectivity", "offline", "--file", str(tmp_path / "out" / "in.json"), "--validate"),
            *("--facts", str(tmp_path / "facts.csv"), "--factListCols", "Label Dec Value"),
        ],
        capture_output=True,
        text=True,
        env={"PATH": "", "HOME": str(tmp_path), "PYTHONPATH": ""},
        check=False,
    )
    assert said.returncode == 0, said.stderr
    assert [line for line in said.stdout.splitlines() if line.strip() and not line.startswith("[info]")] == []
    loaded = (tmp_path / "facts.csv").read_text("utf-8-sig").splitlines()[1:]
    assert sorted(line.rpartition(",")[2] for line in loaded) == sorted(
        each["value"] for each in report["facts"].values()
    )


def test_the_command_tells_what_it_left_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    facts = (*small_result().facts, fact(9, "Odd", "1", "1", 4, 0, trusted=False, doubts=("unit_open",)))
    result = msgspec.structs.replace(small_result(), facts=facts)
    (tmp_path / "in.json").write_bytes(result_to_json(result))
    with pytest.raises(SystemExit):
        main(["export", str(tmp_path / "in.json"), "--format", "xbrl-json", "--to", str(tmp_path / "out")])
    assert "4 facts, 1 left out" in capsys.readouterr().out


@pytest.mark.parametrize(("form", "name"), [("csv", "facts.csv"), ("jsonl", "facts.jsonl"), ("xlsx", "in.xlsx")])
def test_other_forms_are_written(tmp_path: Path, form: str, name: str) -> None:
    (tmp_path / "in.json").write_bytes(result_to_json(small_result()))
    with pytest.raises(SystemExit) as ended:
        main(["export", str(tmp_path / "in.json"), "--format", form, "--to", str(tmp_path / "out"), "--json"])
    assert ended.value.code == 0 and (tmp_path / "out" / name).stat().st_size > 100


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "in.json").write_bytes(result_to_json(small_result()))
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(SystemExit) as ended:
        main(["export", str(tmp_path / "in.json"), "--to", str(tmp_path / "file" / "deep")])
    assert ended.value.code == 3 and "name a folder to write" in capsys.readouterr().err
