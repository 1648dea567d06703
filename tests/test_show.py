"""What a person sees: marks that do not need colour, checks in words."""

from __future__ import annotations

import io

import msgspec
import pytest
from rich.console import Console

from extract.model import Fact, Location, Result
from extract.show import check_in_words, fact_to_text, result_to_renderables
from tests.results import small_result


def seen(result: Result, *, colour: bool = False, **options: object) -> str:
    stream = io.StringIO()
    console = Console(file=stream, width=160, force_terminal=colour, color_system="standard" if colour else None)
    for part in result_to_renderables(result, **options):  # type: ignore[arg-type]
        console.print(part)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("change", "text"),
    [
        ({}, "(200,993"),
        ({"trusted": False}, "°(200,993"),
        ({"status": "split", "trusted": False}, "/°(200,993"),
        ({"status": "split"}, "/(200,993"),
        ({"status": "repaired"}, "*-266,993 «(200,993»"),
        ({"status": "inferred", "tolerance": "62000"}, "~-266,993 ±62"),
        ({"status": "inferred", "tolerance": "0"}, "~-266,993"),
        ({"status": "conflict"}, "!(200,993"),
        ({"status": "unresolved", "value": None}, "?(200,993"),
        ({"status": "repaired", "basis": "preference"}, "*^-266,993 «(200,993»"),
        ({"status": "nil", "value": None, "printed": "-"}, "-"),
    ],
)
def test_every_status_has_its_mark(change: dict[str, object], text: str) -> None:
    fact = Fact(
        id="f",
        printed="(200,993",
        value="-266993000",
        decimals=-3,
        status="verbatim",
        trusted=True,
        location=Location(line=1),
    )
    assert fact_to_text(msgspec.structs.replace(fact, **change)).plain == text


def test_a_document_shows_its_head_tables_and_legend() -> None:
    text = seen(small_result())
    for part in (
        "small.txt",
        "Example 株式会社",
        "Consolidated Results",
        "FY2006",
        "57,055",
        "/80.6%",
        "/46,000",
        "marks:",
    ):
        assert part in text
    assert "percent_amount_fused: a share and an amount in one cell" in text
    assert "Problems" in text and "unit_ambiguous (line 3)" in text


def test_text_of_a_document_is_never_taken_for_markup() -> None:
    result = small_result()
    document = msgspec.structs.replace(result.document, title="[bold]x[/] [link]")
    assert "[bold]x[/] [link]" in seen(msgspec.structs.replace(result, document=document))


def test_failing_checks_are_said_in_words() -> None:
    result = small_result()
    check = msgspec.structs.replace(result.checks[0], verdict="fails", residual="1000000000")
    facts = {fact.id: fact for fact in result.facts}
    told = check_in_words(check, facts)
    assert told.startswith("c1 difference: off by 1000000000, allowed 1500000: 1 x Revenues")
    assert "«57,055» (line 4)" in told
    text = seen(msgspec.structs.replace(result, checks=(check,)), only_problems=True)
    assert told in " ".join(text.split())


def test_only_one_table_or_only_problems() -> None:
    assert "57,055" not in seen(small_result(), only_problems=True)
    assert "57,055" in seen(small_result(), table="t1")


def test_colour_only_where_asked() -> None:
    assert "\x1b[" in seen(small_result(), colour=True)
    assert "\x1b[" not in seen(small_result())
