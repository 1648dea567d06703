"""A part's figures do not bear the concept of the whole company."""

from __future__ import annotations

import pytest

import extract
from extract.facts.whole_or_part import without_concepts_of_parts
from extract.model import Fact, Location, Period, Table

Rows = dict[str, list[tuple[str, list[int]]]]
CONCEPTS = {"Total revenues": "Revenues", "Operating income": "OperatingIncome", "Rent": None}


def facts_of(rows: Rows) -> list[Fact]:
    """Tables of rows by quarter; a table that is named `prose` is none."""
    out = []
    for table, lines in rows.items():
        for row, (label, values) in enumerate(lines):
            for column, value in enumerate(values):
                month = 1 + 3 * column
                out.append(
                    Fact(
                        id=f"{table}.{row}.{column}",
                        table=None if table == "prose" else table,
                        row=row,
                        label=(label,),
                        concept=CONCEPTS[label],
                        period=Period(kind="duration", start=f"2023-{month:02}-01", end=f"2023-{month + 2:02}-28"),
                        unit="JPY",
                        value=f"{value}000000",
                        decimals=-6,
                        status="verbatim",
                        location=Location(line=1),
                    )
                )
    return out


def bare(rows: Rows) -> set[str]:
    """The ids of facts that lost their concept."""
    tables = [
        Table(
            id=name,
            kind="income_statement" if name.startswith("i") else None,
            location=Location(line=1),
            rows=1,
            columns=1,
        )
        for name in rows
    ]
    before = facts_of(rows)
    after = without_concepts_of_parts(before, tables)
    return {old.id for old, new in zip(before, after, strict=True) if old.concept != new.concept}


def test_a_row_that_contradicts_the_statement_everywhere_is_a_parts() -> None:
    found = bare({"i": [("Total revenues", [100, 120])], "s": [("Total revenues", [60, 70])]})
    assert found == {"s.0.0", "s.0.1"}


def test_what_agrees_with_a_statement_vouches_for_periods_that_it_does_not_print() -> None:
    found = bare(
        {
            "i": [("Total revenues", [100])],
            "t": [("Total revenues", [100, 120, 130])],
            "s": [("Total revenues", [101, 70, 75])],  # agrees by chance in one quarter: nothing is decided
            "u": [("Total revenues", [60, 70, 75]), ("Operating income", [1, 2, 3])],
        }
    )
    assert found == {f"u.{row}.{column}" for row in (0, 1) for column in range(3)}


def test_a_sentence_on_a_subsidiary_loses_the_concept_too() -> None:
    assert bare({"i": [("Total revenues", [100])], "prose": [("Total revenues", [6])]}) == {"prose.0.0"}


@pytest.mark.parametrize(
    "rows",
    [
        {"i1": [("Total revenues", [100])], "i2": [("Total revenues", [90])], "s": [("Total revenues", [6])]},
        {"s": [("Total revenues", [100])], "t": [("Total revenues", [60])]},
        {"i": [("Total revenues", [100])], "t": [("Total revenues", [100])]},
        {"i": [("Rent", [100])], "t": [("Rent", [7])]},
    ],
    ids=["statements contradict", "no statement", "they agree", "no concept"],
)
def test_else_nothing_is_taken_away(rows: Rows) -> None:
    assert bare(rows) == set()


def test_two_rows_of_one_table_that_bear_one_concept_have_none_where_they_differ() -> None:
    found = bare({"i": [("Total revenues", [100, 120]), ("Total revenues", [130, 150])]})
    assert found == {f"i.{row}.{column}" for row in (0, 1) for column in (0, 1)}
    assert bare({"i": [("Total revenues", [100, 120]), ("Total revenues", [100, 120])]}) == set()


def test_of_statements_that_contradict_each_other_the_value_said_twice_is_the_companys() -> None:
    """Each segment's page has a small statement of its own; the company's revenues stand in two places."""
    found = bare(
        {
            "i1": [("Total revenues", [60, 70]), ("Operating income", [20, 22])],
            "i2": [("Total revenues", [40, 50]), ("Operating income", [5, 6])],
            "i3": [("Total revenues", [100, 120]), ("Operating income", [25, 28])],
            "t": [("Total revenues", [100, 120])],
        }
    )
    assert found == {f"{table}.{row}.{column}" for table in ("i1", "i2") for row in (0, 1) for column in (0, 1)}


@pytest.mark.parametrize("value", [13_790_000, -13_790, 13_970, 13_780], ids=["scale", "sign", "order", "digit"])
def test_a_figure_told_wrongly_is_no_parts(value: int) -> None:
    assert bare({"i": [("Total revenues", [13_790])], "s": [("Total revenues", [value])]}) == set()


def test_figures_that_are_exchanged_keep_their_concepts() -> None:
    rows: Rows = {
        "i": [("Total revenues", [942, 900]), ("Operating income", [168, 150])],
        "prose": [("Total revenues", [168]), ("Operating income", [942])],
    }
    assert bare(rows) == set()


def of_two_statements(title: str, *rows: str) -> str:
    lines = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row.split('|'))}</tr>" for row in rows)
    return (
        f"<p>{title}</p><p>(USD million)</p><table><tr><td></td><td>Year ended March 31, 2024</td></tr>{lines}</table>"
    )


@pytest.mark.parametrize(("printed", "concept"), [("304", None), ("588", "DepreciationAndAmortization")])
def test_a_line_of_depreciation_that_is_less_than_that_of_cash_flows_is_not_all_of_it(
    printed: str, concept: str | None
) -> None:
    income = of_two_statements(
        "Consolidated Statements of Income", "Net sales|9,101", "Cost of sales|6,001",
        f"Depreciation and amortization|{printed}", "Operating income|1,411",
    )  # fmt: skip
    flows = of_two_statements(
        "Consolidated Statements of Cash Flows", "Net income|1,001", "Depreciation and amortization|588",
        "Net cash provided by operating activities|1,702",
    )  # fmt: skip
    body = f"<html><body><p>Kawabe Mills Co., Ltd.</p>{income}{flows}</body></html>"
    facts = [f for f in extract.read(body.encode(), name="page.htm").facts if f.label[-1].startswith("Depreciation")]
    assert [f.concept for f in facts] == [concept, "DepreciationAndAmortization"]
