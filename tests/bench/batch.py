"""Figures of the batch: hostile documents, throughput against a bare loop, ten thousand documents, Dask, Ray.

    python -m tests.bench.batch hostile      ../shared/corpora/hostile-pdfs-qpdf and bombs made here
    python -m tests.bench.batch throughput   documents per second, bare loop, one worker, two workers
    python -m tests.bench.batch many         20,000 small documents, two workers: CPU and memory of the parent; again
    python -m tests.bench.batch dask         overhead per document on a cluster of two workers
    python -m tests.bench.batch ray          the recipe of docs/batch.md

Every figure is one JSON object on stdout.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from extract.batch import Batch, Limits, Options
from extract.batch.limits import cpu_of
from extract.batch.manifest import read_rows
from tests.batch.tasks import documents, tree
from tests.bench.bombs import make_bombs

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / ".." / "shared" / "corpora" / "hostile-pdfs-qpdf"
MIB = 1024**2


def main() -> None:
    """Prints the figures that were asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=list(BENCHES))
    parser.add_argument("--documents", type=int, help="how many, where that can be chosen")
    parser.add_argument("--ocr", choices=("auto", "off"), help="for the hostile files (auto)")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        more: dict[str, Any] = {"count": given.documents} if given.documents else {}
        more |= {"ocr": given.ocr} if given.ocr else {}
        print(json.dumps(BENCHES[given.what](Path(folder), **more), indent=1))


def hostile(folder: Path, ocr: str = "auto") -> dict[str, Any]:
    """Every file ends in a row, the parent lives, nothing outlasts its limit, no worker outgrows its own."""
    figures = {}
    limits = Limits(seconds=300, cpu_seconds=30)  # CPU decides: on a machine that does other work time says little
    if CORPUS.is_dir():
        files = [
            path
            for path in sorted(CORPUS.rglob("*"))
            if path.is_file() and (path.suffix == ".pdf" or "fuzz" in path.parts)
        ]
        figures["corpus"] = _hostile(folder / "corpus", files, limits, ocr)
    figures["bombs"] = _hostile(folder / "made", make_bombs(folder / "bombs"), limits, ocr)
    return figures


def _hostile(folder: Path, files: list[Path], limits: Limits, ocr: str) -> dict[str, Any]:
    folder.mkdir()
    (folder / "list").write_text("\n".join(str(path.resolve()) for path in files))
    out = folder / "out"
    options = [f"--seconds={limits.seconds}", f"--cpu-seconds={limits.cpu_seconds}", f"--memory={limits.memory_bytes}"]
    command = [
        sys.executable,
        "-m",
        "extract",
        "run",
        f"@{folder / 'list'}",
        "--out",
        str(out),
        "--json",
        "-q",
        f"--ocr={ocr}",
        *options,
    ]
    started = time.perf_counter()
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - started
    rows = list(read_rows(out / "manifest.jsonl"))
    return {
        "files": len(files),
        "rows": len(rows),
        "exit_code": done.returncode,
        "traceback_of_the_parent": "Traceback" in done.stderr,
        "seconds": round(seconds, 1),
        "status": Counter(row.status for row in rows),
        "outcome": Counter(row.outcome for row in rows),
        "past_the_limit": sum(row.seconds > limits.seconds + 5 for row in rows),
        "longest_s": round(max(row.seconds for row in rows), 1),
        "longest_cpu_s": {
            row.input: round(row.cpu_seconds, 1) for row in sorted(rows, key=lambda r: -r.cpu_seconds)[:5]
        },
        "largest_mib": {
            row.input: round(row.peak_bytes / MIB) for row in sorted(rows, key=lambda r: -r.peak_bytes)[:3]
        },
        "peak_mib": round(max(row.peak_bytes for row in rows) / MIB),
        "limit_mib": limits.memory_bytes // MIB,
        "ended": {row.input: row.reason for row in rows if row.outcome != "ok"},
    }


def throughput(folder: Path, count: int = 30) -> dict[str, Any]:
    """Documents per second: a bare loop that reads and writes, and the batch with one and two workers."""
    from extract.batch import write_whole
    from extract.emit import result_to_json
    from extract.pipeline import read

    seeds = sorted((ROOT / "seeds").glob("*.txt"))
    source = folder / "in"
    source.mkdir()
    for number in range(count):
        seed = seeds[number % len(seeds)]
        (source / f"{number:04}-{seed.name}").write_bytes(seed.read_bytes() + f"\n{number}\n".encode())
    small = documents(folder / "small", 40 * count)
    figures = {}
    for name, given in (("seeds", source), ("small", small)):
        files = sorted(given.iterdir())
        result_to_json(read(files[0]))  # both sides are warm

        def bare(files: list[Path] = files, name: str = name) -> None:
            for path in files:
                write_whole(folder / f"{name}-bare" / f"{path.stem}.json", result_to_json(read(path)))

        took = {"bare_loop": _timed(bare)}
        for jobs in (1, 2):
            took[f"workers_{jobs}"] = _timed(lambda: _run(given, folder / f"{name}-{jobs}", Options(jobs=jobs)))  # noqa: B023
        same = tree(folder / f"{name}-bare") == tree(folder / f"{name}-1") == tree(folder / f"{name}-2")
        figures[name] = {
            "documents": len(files),
            "same_bytes": same,
            **{f"{key}_per_s": round(len(files) / seconds, 1) for key, seconds in took.items()},
            "overhead_of_one_worker": f"{took['workers_1'] / took['bare_loop'] - 1:.1%}",
            "ms_per_document": round(1000 * (took["workers_1"] - took["bare_loop"]) / len(files), 2),
        }
    return figures


def many(folder: Path, count: int = 20_000) -> dict[str, Any]:
    """Many small documents, two workers: memory and CPU of the parent, also in a run that finds nothing to do."""
    source, out = documents(folder / "in", count), folder / "out"
    command = [sys.executable, "-m", "extract", "run", str(source), "--out", str(out), "-q", "--jobs", "2"]
    return {"documents": count, "first": _watched(command, out, count), "again": _watched(command, out, count)}


def _watched(command: list[str], out: Path, count: int) -> dict[str, Any]:
    """A run, with its parent's memory after each fifth of the documents, its CPU time and its wall time."""
    memory: dict[int, float] = {}
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL)
    at, rows, offset, cpu = 0, 0, 0, 0.0
    while process.poll() is None:
        time.sleep(0.05)
        cpu = max(cpu, cpu_of(process.pid) or 0.0)
        manifest = out / "manifest.jsonl"
        if manifest.exists() and rows < count:
            with manifest.open("rb") as file:
                file.seek(offset)
                data = file.read()
            offset, rows = offset + len(data), rows + data.count(b"\n")
        if rows >= at and (resident := _resident_mib(process.pid)):
            memory[rows] = resident
            at += count // 5
    return {
        "exit_code": process.returncode,
        "seconds": round(time.perf_counter() - started, 1),
        "parent_cpu_ms_per_document": round(1000 * cpu / count, 3),
        "parent_mib_after": memory,
    }


def dask(folder: Path, count: int = 300) -> dict[str, Any]:
    """The same small documents here and on a cluster of two workers."""
    from distributed import LocalCluster

    source = documents(folder / "in", count)
    local = _timed(lambda: _run(source, folder / "local", Options(jobs=2)))
    started = time.perf_counter()
    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster:
        up = time.perf_counter() - started
        options = Options(engine="dask", scheduler=cluster.scheduler_address)
        _run(documents(folder / "warm", 4), folder / "warm-out", options)
        remote = _timed(lambda: _run(source, folder / "dask", options))
    return {
        "documents": count,
        "same_bytes": tree(folder / "local") == tree(folder / "dask"),
        "cluster_start_s": round(up, 1),
        "local_s": round(local, 2),
        "dask_s": round(remote, 2),
        "overhead_ms_per_document": round(1000 * (remote - local) / count, 1),
    }


def ray(folder: Path, count: int = 100) -> dict[str, Any]:
    """The recipe in docs/batch.md, as it stands there."""
    text = (ROOT / "docs" / "batch.md").read_text("utf-8")
    recipe = text.split("```python\nimport ray", 1)[1].split("```", 1)[0]
    source = documents(folder / "in", count)
    _run(source, folder / "local", Options(jobs=2))
    script = "import ray" + recipe.replace('"filings"', repr(str(source))).replace('"out"', repr(str(folder / "ray")))
    took = _timed(
        lambda: subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    )
    same = tree(folder / "local") == tree(folder / "ray")
    return {"documents": count, "same_bytes": same, "seconds_with_start": round(took, 1)}


def _run(source: Path, out: Path, options: Options) -> None:
    with Batch(out, options) as batch:
        for _ in batch.documents([str(source)]):
            pass


def _timed(call: Callable[[], Any]) -> float:
    started = time.perf_counter()
    call()
    return time.perf_counter() - started


def _resident_mib(pid: int) -> float:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return round(int(line.split()[1]) / 1024, 1)
    return 0.0


BENCHES: dict[str, Callable[..., dict[str, Any]]] = {
    "hostile": hostile,
    "throughput": throughput,
    "many": many,
    "dask": dask,
    "ray": ray,
}

if __name__ == "__main__":
    main()
