"""Many documents: each in a process of its own with limits, none lost, none done twice. A bad one is a row, not a stop.

inputs ─find→ documents ─plan→ what is new or changed ─spread→ outcomes of workers ─finish→ results and rows

`run_many(inputs, out)` is the whole of it. `isolate.run_isolated(job)` is what an engine maps, here or on a cluster.
"""

from extract.batch.inputs import SUFFIXES
from extract.batch.isolate import Job, Outcome, run_isolated
from extract.batch.limits import Limits
from extract.batch.manifest import Row
from extract.batch.output import write_whole
from extract.batch.run import Batch, Done, Options, run_many

__all__ = [
    "SUFFIXES",
    "Batch",
    "Done",
    "Job",
    "Limits",
    "Options",
    "Outcome",
    "Row",
    "run_isolated",
    "run_many",
    "write_whole",
]
