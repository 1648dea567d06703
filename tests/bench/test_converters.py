"""The bench of converters judges a figure by the trusted facts of its row."""

from __future__ import annotations

import msgspec

from extract.pipeline import read
from tests.bench.converters import CONVERTERS, outcomes, run
from tests.bench.make_tables import make_document
from tests.bench.write_forms import write


def test_an_unchanged_page_is_right_and_what_is_falsified_is_not() -> None:
    document = make_document(3, 1)
    result = read(write(document, "html").bytes(), name="made.html")
    fates = [fate for _, fate, _ in outcomes(document, result)]
    assert fates.count("right") > 0.9 * len(fates) and "silent" not in fates
    doubted = msgspec.structs.replace(
        result, facts=tuple(msgspec.structs.replace(f, trusted=False) for f in result.facts)
    )
    assert {fate for _, fate, _ in outcomes(document, doubted)} == {"flagged"}
    scaled = tuple(msgspec.structs.replace(f, value=f"{f.value}000") if f.value else f for f in result.facts)
    assert "silent" in {fate for _, fate, _ in outcomes(document, msgspec.structs.replace(result, facts=scaled))}
    assert {fate for _, fate, _ in outcomes(document, msgspec.structs.replace(result, facts=()))} == {"lost"}


def test_a_converter_that_fails_costs_no_other_its_counts() -> None:
    page = next(converter for converter in CONVERTERS if converter.name == "page")

    class Broken(Exception):
        pass

    def fails(_: bytes) -> bytes:
        raise Broken

    broken = page.__class__("broken", "html", "", fails)
    rows = {row["converter"]: row for row in run([broken, page], 1, 3)}
    assert rows["broken"]["bytes"] == 0 and rows["page"]["right"] > 0
