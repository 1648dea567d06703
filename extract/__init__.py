"""ir-extract: numbers from results releases and slide decks: as printed, repaired with a proof, or flagged.

import extract
result = extract.read("release.txt")
for fact in result.facts:
    print(fact.label, fact.period, fact.value, fact.unit, fact.status)
"""

from __future__ import annotations

from importlib import metadata as _metadata
from typing import TYPE_CHECKING, Any

try:
    __version__ = _metadata.version("ir-extract")
except _metadata.PackageNotFoundError:  # pragma: no cover - a source tree that was never installed
    __version__ = "0+unknown"

if TYPE_CHECKING:
    from extract.errors import ExtractError, SchemaViolation
    from extract.model import Fact, Problem, Result, Settings, Table
    from extract.pipeline import read

__all__ = ["ExtractError", "Fact", "Problem", "Result", "SchemaViolation", "Settings", "Table", "__version__", "read"]

_HOMES = {
    "read": "extract.pipeline",
    "ExtractError": "extract.errors",
    "SchemaViolation": "extract.errors",
}


def __getattr__(name: str) -> Any:
    """The public names, imported when first used: `ir-extract --help` need not load the whole product."""
    if name not in __all__:
        raise AttributeError(f"module 'extract' has no attribute {name!r}")
    import importlib

    return getattr(importlib.import_module(_HOMES.get(name, "extract.model")), name)
