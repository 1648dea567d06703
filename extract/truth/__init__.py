"""Results held against values that a person read off the page.

A truth file says what is right; nothing ever rewrites it. Two shapes are read: the project's own
(`tests/truth/<stem>.json`) and lists of tables or of statements in prose, as an independent reader hands them in.
"""

from extract.truth.files import (
    AS_PRINTED,
    Truth,
    TruthCell,
    TruthFact,
    TruthRow,
    TruthTable,
    files_to_truth,
    find_source,
    find_truth_files,
)
from extract.truth.score import Miss, Score, Verdict, score

__all__ = [
    "AS_PRINTED",
    "Miss",
    "Score",
    "Truth",
    "TruthCell",
    "TruthFact",
    "TruthRow",
    "TruthTable",
    "Verdict",
    "files_to_truth",
    "find_source",
    "find_truth_files",
    "score",
]
