"""Prose to facts: amounts, shares, changes and counts in headings, paragraphs, bullets and notes in labels."""

from __future__ import annotations

from extract import model


def prose_facts(
    reading: model.Reading,
    profile: model.Profile,
    settings: model.Settings,
    extra: tuple[model.TextBlock, ...] = (),
) -> tuple[tuple[model.Fact, ...], model.Problems]:
    """Every number of the prose that states something, in reading order, with its place.

    `extra` are text blocks that the caller cut out of tables (notes inside row labels). Ids are `p1`, `p2`, ...;
    the caller renames them. A number that no unit, noun or label explains is no fact.
    """
    return (), ()
