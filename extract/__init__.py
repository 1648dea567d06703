"""ir-extract: numbers from results releases and slide decks: as printed, repaired with a proof, or flagged.

import extract
result = extract.read("release.txt")
for fact in result.facts:
    print(fact.label, fact.period, fact.value, fact.unit, fact.status)
"""

from __future__ import annotations

import sys
import types
from typing import TYPE_CHECKING, Any

from extract.version import __version__

if TYPE_CHECKING:
    from extract.batch.pool import DocumentFailed, Pool, aread
    from extract.errors import ExtractError, SchemaViolation
    from extract.library import loads
    from extract.model import Fact, Problem, Result, Settings, Table
    from extract.pipeline import read
    from extract.series import series

__all__ = [
    "DocumentFailed",
    "ExtractError",
    "Fact",
    "Pool",
    "Problem",
    "Result",
    "SchemaViolation",
    "Settings",
    "Table",
    "__version__",
    "aread",
    "loads",
    "read",
    "series",
]

# What is loaded when it is first asked for: its name and where it is. The stages take a third of a second, and nothing
# can catch an interrupt while the command loads this module: it would end in a traceback of imports.
_LATE = {
    "DocumentFailed": "extract.batch.pool",
    "ExtractError": "extract.errors",
    "Fact": "extract.model",
    "Pool": "extract.batch.pool",
    "Problem": "extract.model",
    "Result": "extract.model",
    "SchemaViolation": "extract.errors",
    "Settings": "extract.model",
    "Table": "extract.model",
    "aread": "extract.batch.pool",
    "loads": "extract.library",
    "read": "extract.pipeline",
    "series": "extract.series",
}


def _late(name: str, module: str) -> property:
    def get(_: types.ModuleType) -> Any:
        import importlib

        return getattr(importlib.import_module(module), name)

    def keep(_: types.ModuleType, folder: Any) -> None:
        """Python puts a folder of the same name under that name when it is imported; the function stays."""

    return property(get, keep)


_Library = type(
    "_Library",
    (types.ModuleType,),
    {"__dir__": lambda _: list(__all__), **{name: _late(name, module) for name, module in _LATE.items()}},
)
sys.modules[__name__].__class__ = _Library
