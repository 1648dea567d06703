"""What a program does with a result: JSON and back, frames, statements, notebooks, event loops, its own names."""

from __future__ import annotations

import asyncio
import datetime
import logging
import os
import subprocess
import sys
import threading
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import extract
from extract.errors import ExtractError, SchemaViolation
from extract.library import StatementColumn
from extract.model import Period, Result
from tests.results import fact, small_result

ROOT = Path(__file__).parents[1]
FY2005 = Period(kind="duration", start="2005-04-01", end="2006-03-31")


def test_json_and_back() -> None:
    assert extract.loads(small_result().to_json()) == small_result()
    with pytest.raises(SchemaViolation, match="newer than the version 2"):
        extract.loads(small_result().to_json().replace("result/2", "result/9"))
    with pytest.raises(SchemaViolation, match="not JSON"):
        extract.loads("{")


def with_dimensions() -> Result:
    facts = (
        fact(1, "Revenues", "1", "1.5", 4, 9, dimensions={"scenario": "forecast"}),
        fact(2, "Costs", "?", None, 5, 9, status="unresolved", trusted=False, unit=None, period=None),
    )
    return small_result(facts=facts, checks=(), problems=())


def test_pandas_holds_the_facts() -> None:
    pytest.importorskip("pandas")
    frame = with_dimensions().to_pandas()
    assert list(frame["fact_id"]) == ["f1", "f2"]
    assert list(frame["value"]) == [Decimal("1.5"), None]
    assert list(frame["period_end"]) == [datetime.date(2007, 3, 31), None]
    assert list(frame["dimension_scenario"]) == ["forecast", None]
    assert list(with_dimensions().to_pandas(trusted=True)["fact_id"]) == ["f1"]
    assert len(small_result(facts=(), checks=(), problems=()).to_pandas()) == 0


def test_polars_holds_the_facts() -> None:
    polars = pytest.importorskip("polars")
    frame = with_dimensions().to_polars()
    assert frame["value"].to_list() == [Decimal("1.5"), None]
    assert frame.schema["period_end"] == polars.Date and frame.schema["dimension_scenario"] == polars.String
    assert len(small_result(facts=(), checks=(), problems=()).to_polars()) == 0


def statement_result() -> Result:
    facts = (
        fact(1, "Revenues", "57,055", "57055000000", 4, 9),
        fact(2, "Revenues", "49,813", "49813000000", 4, 16, period=FY2005),
        fact(3, "Net income", "5,410", "5410000000", 6, 11, trusted=False, doubts=("check_fails",)),
        fact(4, "Revenues", "60,000", "60000000000", 4, 20, dimensions={"scenario": "forecast"}),
        fact(5, "Elsewhere", "9", "9", 9, 0, table=None),
    )
    return small_result(facts=facts, checks=(), problems=())


def test_a_statement_is_wide() -> None:
    wide = statement_result().statement("income_statement")
    assert [column.name for column in wide.columns] == [
        "2006-04-01/2007-03-31",
        "2005-04-01/2006-03-31",
        "2006-04-01/2007-03-31 scenario=forecast",
    ]
    assert [(row.label, row.unit) for row in wide.rows] == [(("Revenues",), "JPY"), (("Net income",), "JPY")]
    assert wide.values()[("Net income",)]["2006-04-01/2007-03-31"] is None, "what is not trusted is no value"
    assert wide.values()[("Revenues",)]["2005-04-01/2006-03-31"] == "49813000000"
    assert wide.rows[1].facts[0] is not None and wide.rows[1].facts[0].doubts == ("check_fails",)


def test_lines_of_one_label_stay_apart() -> None:
    facts = tuple(fact(n, "Other", str(n), str(n), 4, n) for n in (1, 2))
    wide = small_result(facts=facts, checks=(), problems=()).statement("income_statement")
    assert [row.facts[0].value for row in wide.rows if row.facts[0]] == ["1", "2"]


def test_a_statement_is_a_frame() -> None:
    pytest.importorskip("pandas")
    frame = statement_result().statement("income_statement").to_pandas()
    assert frame.loc[("Revenues", "JPY"), "2005-04-01/2006-03-31"] == Decimal("49813000000")
    assert frame.loc[("Net income", "JPY"), "2006-04-01/2007-03-31"] is None
    empty = small_result(facts=(), checks=(), problems=()).statement("income_statement").to_pandas()
    assert empty.shape == (0, 0)


def test_a_statement_that_is_not_there_is_told() -> None:
    with pytest.raises(ExtractError, match="no cash_flow; its tables are of the kinds: income_statement"):
        small_result().statement("cash_flow")


def test_a_column_says_what_it_holds() -> None:
    assert StatementColumn(period="", measure="change").name == "period open change"


@pytest.mark.parametrize(
    "made", [lambda result: result._repr_html_(), lambda result: result.statement("income_statement")._repr_html_()]
)
def test_a_notebook_shows_doubts_and_no_markup(made: Any) -> None:
    evil = fact(1, "<img src=x>\u202e", "1", "1", 4, 9, trusted=False, doubts=("unit_open",))
    page = made(small_result(facts=(evil,), checks=(), problems=()))
    assert "<img" not in page and "\u202e" not in page and "the unit is open" in page and "1°" in page


# --- workers kept warm ------------------------------------------------------------------------------------------------

TEXT = "Results for the year ended March 31, 2023\n\nRevenue was JPY 57,055 million.\n"


def test_a_pool_reads_as_the_library_does(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT)
    with extract.Pool(workers=1) as pool:
        assert pool.read(path) == extract.read(path)
        assert pool.read(TEXT.encode(), name="a.txt") == extract.read(TEXT.encode(), name="a.txt")
        with pytest.raises(ExtractError, match="cannot be opened"):
            pool.read(tmp_path / "nowhere.txt")
        assert pool.read(b"").status == "failed"
    with pytest.raises(ExtractError, match="closed"):
        pool.read(path)
    with pytest.raises(ExtractError, match="closed"):
        asyncio.run(pool.aread(path))
    pool.close()


def test_an_event_loop_goes_on_while_documents_are_read() -> None:
    async def all_of_them() -> tuple[list[Result], int]:
        turns = 0

        async def turn() -> None:
            nonlocal turns
            while True:
                turns += 1
                await asyncio.sleep(0.005)

        going = asyncio.create_task(turn())
        with extract.Pool(workers=2) as pool:
            read = await asyncio.gather(*(extract.aread(TEXT.encode(), name=f"{n}.txt", pool=pool) for n in range(4)))
        going.cancel()
        return read, turns

    read, turns = asyncio.run(all_of_them())
    assert [result.source.name for result in read] == ["0.txt", "1.txt", "2.txt", "3.txt"] and turns > 1
    assert all(result.facts == read[0].facts for result in read)


def test_a_document_beyond_its_limit_is_one_failure() -> None:
    heavy = ("Revenue | 1,234 | 5,678 |\n" * 200_000).encode()
    with extract.Pool(workers=1, cpu_seconds=1, seconds=60) as pool:
        with pytest.raises(extract.DocumentFailed) as failed:
            pool.read(heavy, name="heavy.txt")
        assert failed.value.kind == "timeout" and "heavy.txt" in str(failed.value)
        assert "cpu_seconds of the pool" in str(failed.value) and "--" not in str(failed.value)
    with extract.Pool(workers=1) as pool:
        assert pool.read(TEXT.encode(), name="a.txt").facts


def test_threads_share_a_pool() -> None:
    found: list[Result] = []
    with extract.Pool(workers=2) as pool:
        threads = [
            threading.Thread(target=lambda n=n: found.append(pool.read(TEXT.encode(), name=f"{n}.txt")))
            for n in range(6)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sorted(result.source.name for result in found) == [f"{n}.txt" for n in range(6)]


def test_a_script_without_a_guard_may_make_a_pool_at_its_first_line(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "import extract\n"
        "pool = extract.Pool(workers=1)\n"
        f"print(len(pool.read({TEXT.encode()!r}, name='a.txt').facts))\n"
        "pool.close()\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(extract.__file__).parents[1])}
    ran = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=False, env=environment)
    assert (ran.returncode, ran.stdout.strip(), ran.stderr) == (0, "1", "")


def test_a_shell_completes_what_the_library_offers() -> None:
    assert {"read", "aread", "Pool", "DocumentFailed", "loads", "series"} <= set(dir(extract))


def test_a_pool_needs_a_worker() -> None:
    with pytest.raises(ExtractError, match="workers=1"):
        extract.Pool(workers=0)


def test_the_log_is_told_and_silent_by_itself(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, logger="ir_extract"):
        extract.read(TEXT.encode(), name="a\x1b[2J.txt")
    assert [record.levelname for record in caplog.records] == ["DEBUG"]
    assert "\x1b" not in caplog.text and "facts" in caplog.text


# --- the name ---------------------------------------------------------------------------------------------------------


def script(folder: Path, text: str) -> subprocess.CompletedProcess[str]:
    (folder / "extract.py").write_text("raise SystemExit('the user has an extract.py')\n")
    (folder / "main.py").write_text(text)
    code = f"import sys; sys.path.insert(1, {str(ROOT)!r}); sys.path.insert(0, '.'); exec(open('main.py').read())"
    return subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=False)


def test_a_script_with_an_extract_of_its_own_uses_the_other_name(tmp_path: Path) -> None:
    done = script(
        tmp_path,
        f"import ir_extract\nresult = ir_extract.read({TEXT!r}.encode(), name='a.txt')\n"
        "print(len(result.facts), len(ir_extract.loads(result.to_json()).facts))\n",
    )
    assert done.stdout.split() == ["1", "1"], done.stderr


def test_an_extract_that_came_before_is_told(tmp_path: Path) -> None:
    done = script(
        tmp_path, "import sys, types\nsys.modules['extract'] = types.ModuleType('extract')\nimport ir_extract\n"
    )
    assert done.returncode == 1 and "import ir_extract first" in done.stderr


def test_both_names_are_one_library() -> None:
    import ir_extract

    assert ir_extract is extract
