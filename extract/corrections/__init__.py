"""Corrections of a person: read from files, laid over the facts of their document, told in its result.

corrections.jsonl ─corrections_file→ Correction ─applied (before the proof)→ facts that are certain witnesses
                                                 ─applied (after it)→ facts of status `corrected`, and problems
"""

from extract.corrections.applied import Laid, lay_over, settle
from extract.corrections.corrections_file import (
    CORRECTION_SCHEMA_FILE,
    load_corrections,
    of_document,
    read_corrections,
    schema_of_corrections,
)

__all__ = [
    "CORRECTION_SCHEMA_FILE",
    "Laid",
    "lay_over",
    "load_corrections",
    "of_document",
    "read_corrections",
    "schema_of_corrections",
    "settle",
]
