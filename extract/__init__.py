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

from extract.errors import ExtractError, SchemaViolation
from extract.model import Fact, Problem, Result, Settings, Table
from extract.version import __version__

if TYPE_CHECKING:
    from extract.pipeline import read

__all__ = ["ExtractError", "Fact", "Problem", "Result", "SchemaViolation", "Settings", "Table", "__version__", "read"]


class _Library(types.ModuleType):
    """`extract.read` is the function, loaded when it is first asked for (the stages take a third of a second); the
    folder of the same name, which Python puts under that name when it is imported, does not replace it."""

    @property
    def read(self) -> Any:
        from extract.pipeline import read

        return read

    @read.setter
    def read(self, folder: Any) -> None:
        pass


sys.modules[__name__].__class__ = _Library
