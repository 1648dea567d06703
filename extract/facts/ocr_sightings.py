"""Facts of pages that engines read off a picture, each with what the engines saw at its place."""

from __future__ import annotations

from collections.abc import Iterable

from extract.lex.numerals import same_numerals
from extract.model import Box, Fact, Page, Reading, Sighting

_NEAR_PT = 0.6


def sightings_of(facts: Iterable[Fact], reading: Reading) -> dict[str, Sighting]:
    """By fact id, for the facts that stand on a page of origin "ocr"."""
    pages = {page.number: page for page in reading.pages if page.origin == "ocr"}
    out: dict[str, Sighting] = {}
    for fact in facts if pages else ():
        page = pages.get(fact.location.page)
        if page is not None:
            out[fact.id] = sighting_of(fact, page)
    return out


def sighting_of(fact: Fact, page: Page) -> Sighting:
    """What stands in the box of a fact; agreed when each word of it was read twice and alike."""
    box = fact.location.box
    seen = [] if box is None else [each for each in page.witnesses if is_in(each.box, box)]
    first = " ".join(each.text for each in seen) or fact.printed or ""
    if not seen or any(each.second is None for each in seen):
        return Sighting(engines=page.engines, first=first)
    second = " ".join(each.second or "" for each in seen)
    agreed = all(same_numerals(each.text, each.second or "") for each in seen)
    return Sighting(engines=page.engines, first=first, second=second, agreed=agreed)


def is_in(inner: Box, outer: Box) -> bool:
    """Whether the middle of a box lies in another."""
    x, y = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    return outer[0] - _NEAR_PT <= x <= outer[2] + _NEAR_PT and outer[1] - _NEAR_PT <= y <= outer[3] + _NEAR_PT
