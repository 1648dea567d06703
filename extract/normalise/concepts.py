"""Row labels to canonical concept names, by exact match after normalising; never by likeness."""

from __future__ import annotations


def concept_of(label_path: tuple[str, ...], statement_kind: str | None) -> str | None:
    """The concept (XBRL-like element name) of a row, or None.

    `label_path` runs from the outermost parent to the row itself; parents tell `Total` and homonyms apart.
    """
    return None
