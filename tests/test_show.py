"""What a person sees: marks that do not need colour, checks in words."""

from __future__ import annotations

import io

import msgspec
import pytest
from rich.console import Console

from extract.model import Fact, Location, Result
from extract.pipeline import read
from extract.show import check_in_words, fact_to_text, result_to_renderables, shortened
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


WIDE = "Sales by quarter (JPY million)\n\n| | {heads} |\n|{rules}|\n| Paper and board of all kinds | {figures} |\n"


@pytest.mark.parametrize("width", [40, 80, 120])
def test_a_table_wider_than_the_screen_is_shown_in_parts_that_say_which_columns_they_are(width: int) -> None:
    heads = [f"Year ended March 31, {year}" for year in range(2010, 2024)]
    figures = [f"{1000 + 111 * n:,}" for n in range(len(heads))]
    text = WIDE.format(heads=" | ".join(heads), rules="---|" * (len(heads) + 1), figures=" | ".join(figures))
    result = read(text.encode(), name="a.md")
    stream = io.StringIO()
    console = Console(file=stream, width=width)
    for part in result_to_renderables(result, table="t01", width=width):
        console.print(part)
    shown = stream.getvalue()
    assert all(figure in shown for figure in figures)
    assert max(map(len, shown.split("\n"))) <= width
    assert "columns 1 to " in shown and " of 14\n" in shown
    assert shown.count("Paper and") == shown.count("columns ")


def test_a_table_that_fits_is_shown_whole() -> None:
    assert "columns 1 to" not in seen(small_result(), width=160)


def test_the_head_says_how_many_figures_are_trusted() -> None:
    assert "trusted" in seen(small_result())
    doubted = tuple(msgspec.structs.replace(each, trusted=False) for each in small_result().facts)
    assert "0 trusted" in seen(msgspec.structs.replace(small_result(), facts=doubted))


def test_what_no_screen_holds_is_cut_and_told() -> None:
    label = "Net cash provided by operating activities " * 900
    head = "Results (JPY million)\n\n| | FY2023 | FY2024 |\n|---|---:|---:|\n"
    text = f"{head}| {label}| 1,234 | 5,678 |\n| Costs | 1 | 2 |\n"
    result = read(text.encode(), name="a.md")
    shown = seen(result, width=160)
    assert len(shown) < 12_000 and "… (37,399 more)" in " ".join(shown.split())
    assert "1 text is longer than 400 characters and cut at …; --json prints all" in shown
    assert "1,234" in shown and "5,678" in shown


def test_numbers_are_never_cut() -> None:
    fact = msgspec.structs.replace(small_result().facts[0], value="9" * 700, printed="9" * 700)
    result = msgspec.structs.replace(small_result(), facts=(fact,), checks=(), problems=())
    assert shortened(result)[0].facts[0].value == "9" * 700
    assert shortened(small_result()) == (small_result(), 0)
