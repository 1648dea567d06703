"""ir-extract: numbers from results releases and slide decks: as printed, repaired with a proof, or flagged.

    import extract
    result = extract.read("release.txt")
    for fact in result.facts:
        print(fact.label, fact.period, fact.value, fact.unit, fact.status)
"""

from __future__ import annotations

from extract.errors import ExtractError, SchemaViolation
from extract.model import Fact, Problem, Result, Settings, Table

# The function, imported here and now: a later import of the folder `extract.read` would otherwise put the
# folder under the name that the library promises to be callable.
from extract.pipeline import read
from extract.version import __version__

__all__ = ["ExtractError", "Fact", "Problem", "Result", "SchemaViolation", "Settings", "Table", "__version__", "read"]
