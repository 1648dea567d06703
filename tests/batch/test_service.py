"""The library within another program: threads, forks, event loops, the signals of its host; memory that stays flat."""

from __future__ import annotations

import asyncio
import gc
import importlib.util
import json
import os
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import extract
from extract.batch import Batch, Options
from tests.batch.tasks import REVENUE, documents, read_bytes, tree

PAGE = Path(__file__).parents[1] / "pdfs" / "borderless.pdf"
TEXTS = [f"{REVENUE}Note {number}\n".encode() for number in range(12)]


@pytest.fixture(scope="module")
def expected() -> list[bytes]:
    return [read_bytes(data) for data in TEXTS]


def test_threads_read_texts_at_the_same_time(expected: list[bytes]) -> None:
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(read_bytes, TEXTS)) == expected


def test_threads_read_pages_one_after_the_other() -> None:
    data = PAGE.read_bytes()
    alone = read_bytes(data)
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(read_bytes, [data] * 8)) == [alone] * 8


FORKED = """
import os, sys, threading
from pathlib import Path
from extract.read.turns import one_at_a_time
from tests.batch.tasks import read_bytes

data, held, go = Path(sys.argv[1]).read_bytes(), threading.Event(), threading.Event()

def hold():
    with one_at_a_time():
        held.set()
        go.wait()

thread = threading.Thread(target=hold)
thread.start()
held.wait()
child = os.fork()
if child == 0:
    os._exit(0 if read_bytes(data) else 1)
print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
go.set()
"""


def test_a_child_does_not_wait_for_a_thread_that_it_has_not(tmp_path: Path) -> None:
    (tmp_path / "host.py").write_text(FORKED)
    root = PAGE.parents[2]
    command = [sys.executable, str(tmp_path / "host.py"), str(PAGE)]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, cwd=root, env=environment)
    assert done.stdout.strip() == "0", done.stderr


def test_an_event_loop_reads_in_its_threads(expected: list[bytes]) -> None:
    async def all_of_them() -> list[bytes]:
        return await asyncio.gather(*(asyncio.to_thread(read_bytes, data) for data in TEXTS))

    assert asyncio.run(all_of_them()) == expected


HOST = """
import multiprocessing, sys
from pathlib import Path
from tests.batch.tasks import REVENUE, read_bytes

if __name__ == "__main__":
    given = [REVENUE.encode(), Path(sys.argv[2]).read_bytes()]
    here = [read_bytes(data) for data in given]  # the libraries are loaded and used before the first child
    with multiprocessing.get_context(sys.argv[1]).Pool(1) as pool:
        print(pool.map(read_bytes, given) == here)
"""


@pytest.mark.parametrize("method", ["fork", "forkserver", "spawn"])
def test_processes_of_the_host_read(method: str, tmp_path: Path) -> None:
    (tmp_path / "host.py").write_text(HOST)
    command = [sys.executable, str(tmp_path / "host.py"), method, str(PAGE)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, cwd=PAGE.parents[2])
    assert (done.returncode, done.stdout) == (0, "True\n"), done.stderr


def test_what_the_host_has_loaded_of_a_library_changes_no_byte() -> None:
    """PyMuPDF with its models and writers measures letters otherwise, once they are loaded, in the whole process."""
    told = "import sys; from pathlib import Path; from tests.batch.tasks import read_bytes; import hashlib\n"
    told += "print(hashlib.sha256(read_bytes(Path(sys.argv[1]).read_bytes())).hexdigest())"
    seen = set()
    loaded = ["", "import pymupdf\n"]
    if importlib.util.find_spec("pymupdf.layout") is not None:  # a package of its own, which may not be there
        loaded.append("import importlib; importlib.import_module('pymupdf.layout')\n")
    for before in loaded:
        command = [sys.executable, "-c", before + told, str(PAGE)]
        seen.add(subprocess.run(command, capture_output=True, check=True, cwd=PAGE.parents[2]).stdout)
    assert len(seen) == 1


def test_a_batch_runs_in_a_thread_of_the_host(tmp_path: Path) -> None:
    source, rows = documents(tmp_path / "in", 3), []

    def work() -> None:
        with Batch(tmp_path / "out", Options(jobs=1)) as batch:
            rows.extend(done.row.outcome for done in batch.documents([str(source)]))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert rows == ["ok"] * 3 and len(tree(tmp_path / "out")) == 3


def test_signals_of_the_host_are_left_alone(tmp_path: Path) -> None:
    numbers = (signal.SIGTERM, signal.SIGINT, signal.SIGALRM, signal.SIGCHLD, signal.SIGXCPU)
    before = [signal.getsignal(number) for number in numbers]
    extract.read(PAGE.read_bytes())
    with Batch(tmp_path / "out", Options(jobs=1)) as batch:
        list(batch.documents([str(documents(tmp_path / "in", 2))]))
    assert [signal.getsignal(number) for number in numbers] == before


def test_what_a_handler_of_the_host_raises_goes_through() -> None:
    class Enough(Exception):
        pass

    def handler(*_: object) -> None:
        raise TimeoutError("the host has had enough")

    before = signal.signal(signal.SIGALRM, handler)
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.05)
        with pytest.raises(TimeoutError, match="had enough"):
            extract.read((REVENUE * 3_000).encode())
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


GROWTH = """
import json, sys
from pathlib import Path
import extract
def kept():
    return int(next(line for line in open("/proc/self/status") if line.startswith("VmRSS")).split()[1])
page, text, seen = Path(sys.argv[1]).read_bytes(), Path(sys.argv[2]).read_bytes(), []
for number in range(int(sys.argv[3])):
    extract.read(page if number % 10 == 0 else text + str(number).encode())
    if number % 50 == 49:
        seen.append(kept())
print(json.dumps(seen))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
def test_memory_stays_flat_over_many_reads(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REVENUE)
    command = [sys.executable, "-c", GROWTH, str(PAGE), str(tmp_path / "a.txt"), "300"]
    seen = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    gc.collect()
    assert seen[-1] < 1.1 * seen[1], f"KiB after each 50 documents: {seen}"
