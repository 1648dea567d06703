"""What reading costs: CPU of each page as a ratio to the floor, memory, and the time until work begins.

    python -m tests.bench.cost                       the 117 pages of ../shared/corpora/tis-yuho-fy2016, and the start
    python -m tests.bench.cost FILE.pdf ... [--json] other files

The floor is `get_text("rawdict")` + `get_drawings()` of PyMuPDF over the same pages in the same run. A page is read
whole (words, tables, prose), with the costly proposers where it asks for them; their loading is not counted. Memory and
the CPU of a whole document (all stages) are those of a process of its own that reads nothing else, OCR off. What
`ir-extract run` takes is the CPU of the command and of every process it starts, workers included, by looking at them
while they run.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from extract.model import Settings
from extract.read import _mupdf
from extract.read.pdf import Story, read_page
from extract.read.scan import Readers

ROOT = Path(__file__).resolve().parents[2]
TIS = ROOT.parent / "shared" / "corpora" / "tis-yuho-fy2016" / "TIS_yuho_FY2016_117p.pdf"
HEAVY = ("cv2", "onnxruntime", "rapidocr", "z3", "camelot", "pandas", "numpy", "pymupdf")
WHOLE = """
import sys, resource
from extract import Settings, read
result = read(sys.argv[1], settings=Settings(ocr="off"))
used = resource.getrusage(resource.RUSAGE_SELF)
print(used.ru_utime + used.ru_stime, used.ru_maxrss // 1024, *(m for m in sys.argv[2:] if m in sys.modules))
"""


def page_costs(data: bytes, name: str) -> list[tuple[float, float]]:
    """For each page the CPU seconds of reading it, and of the floor."""
    document, plain = _mupdf.open_pdf(data, name), _mupdf.open_pdf(data, name)
    _mupdf.layout_boxes(_mupdf.library().open().new_page())  # the models are loaded
    story, readers = Story({}), Readers(Settings(ocr="off"))
    costs = []
    for index in range(plain.page_count):
        floor = cpu()
        page = plain[index]
        page.get_text("rawdict")
        page.get_drawings()
        start = cpu()
        read_page(document, index, story, data, readers)
        costs.append((cpu() - start, start - floor))
    return costs


def cpu() -> float:
    return time.process_time()


def cpu_of_session(command: list[str]) -> float:
    """CPU seconds of a command and of all processes of its session, as last seen while they ran (Linux only)."""
    started = subprocess.Popen(command, start_new_session=True, stdout=subprocess.DEVNULL, cwd=ROOT)
    seen: dict[str, int] = {}
    while started.poll() is None:
        for entry in os.scandir("/proc"):
            if not entry.name.isdigit():
                continue
            try:
                fields = Path(entry.path, "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue  # it has ended
            if int(fields[3]) == started.pid:
                seen[entry.name] = int(fields[11]) + int(fields[12])
        time.sleep(_LOOK_S)
    return sum(seen.values()) / os.sysconf("SC_CLK_TCK")


_LOOK_S = 0.2


def run_cpu(path: Path, jobs: int) -> float | None:
    """CPU seconds of `ir-extract run` on one file with so many workers; None where there is no `/proc`."""
    if not Path("/proc/self/stat").exists():
        return None
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "extract", "run", str(path), "--out", folder, "--quiet", "--jobs", str(jobs)]
        return round(cpu_of_session([*command, "--ocr", "off"]), 1)


def figures_of(path: Path) -> dict[str, Any]:
    """The figures of one file."""
    costs = page_costs(path.read_bytes(), path.name)
    ours = sorted(1000 * own for own, _ in costs)
    ratios = sorted(own / floor for own, floor in costs)
    late = int(0.95 * (len(costs) - 1))
    whole = in_process(WHOLE, str(path), *HEAVY).split()
    return {
        "file": path.name,
        "pages": len(costs),
        "page_ms": {"median": round(statistics.median(ours), 1), "p95": round(ours[late], 1)},
        "floor_ms": round(1000 * statistics.median(floor for _, floor in costs), 1),
        "x_floor": {
            "median": round(statistics.median(ratios), 2),
            "mean": round(statistics.mean(ratios), 2),
            "p95": round(ratios[late], 2),
        },
        "document_cpu_s": round(float(whole[0]), 1),
        "document_cpu_ms_per_page": round(1000 * float(whole[0]) / len(costs), 1),
        "run_cpu_s": {f"jobs_{jobs}": run_cpu(path, jobs) for jobs in (0, 2)},
        "peak_mib": int(whole[1]),
        "loaded": whole[2:],
    }


def start_costs() -> dict[str, Any]:
    """CPU seconds until Python, the package and the stages are there, and of the seeds on the command line."""
    seeds = [str(path) for path in sorted((ROOT / "seeds").glob("*.txt"))]
    code = "import resource; used = resource.getrusage(resource.RUSAGE_SELF); print(used.ru_utime + used.ru_stime)"
    reading = "import sys; from extract import read; [read(f) for f in sys.argv[1:]]; "
    return {
        "python_s": best(code),
        "import_extract_s": best("import extract; " + code),
        "import_stages_s": best("import extract.pipeline; " + code),
        "seeds": len(seeds),
        "seeds_read_s": best(reading + code, *seeds),
        "loaded_by_seeds": in_process(f"{reading}print(*(m for m in {HEAVY} if m in sys.modules))", *seeds).split(),
    }


def best(code: str, *arguments: str) -> float:
    """The least of three runs."""
    return round(min(float(in_process(code, *arguments)) for _ in range(3)), 3)


def in_process(code: str, *arguments: str) -> str:
    """What a Python process prints."""
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        check=True,
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    return done.stdout.strip()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--json", action="store_true", help="figures for machines")
    given = parser.parse_args()
    files = given.files or ([TIS] if TIS.exists() else [])
    figures = {"start": start_costs(), "files": [figures_of(path) for path in files]}
    if given.json:
        print(json.dumps(figures, indent=1))
        return 0
    for name, value in figures["start"].items():
        print(f"{name}: {value}")
    for one in figures["files"]:
        print(", ".join(f"{name} {value}" for name, value in one.items()))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
