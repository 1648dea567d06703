"""Results made by hand, for tests of what happens to a result after the stages."""

from __future__ import annotations

from extract.model import (
    Check,
    ColumnHeader,
    Document,
    Evidence,
    Fact,
    Issuer,
    Location,
    Period,
    Problem,
    Repair,
    Result,
    RowHeader,
    Security,
    Source,
    Table,
    TableCell,
    Unit,
)

__all__ = ["LINES", "fact", "small_result"]

LINES = (
    "Consolidated Results",
    "Unit: JPY million",
    "\tFY2006",
    "Revenues\t57,055",
    "Costs\t80.6% 46,000",
    "Net income\t11,055",
)
FY2006 = Period(kind="duration", start="2006-04-01", end="2007-03-31", printed="FY2006", label="FY2006")


def fact(number: int, label: str, printed: str, value: str | None, line: int, start: int, **more: object) -> Fact:
    """A fact of table t1, printed at (line, start)."""
    given = {
        "id": f"f{number}",
        "table": "t1",
        "row": line - 3,
        "column": 1,
        "label": (label,),
        "header": ("FY2006",),
        "period": FY2006,
        "unit": "JPY",
        "value": value,
        "decimals": -6,
        "printed": printed,
        "status": "verbatim",
        "trusted": True,
        "location": Location(line=line, start=start, end=start + len(printed)),
        **more,
    }
    return Fact(**given)  # type: ignore[arg-type]


def small_result(**more: object) -> Result:
    """One table of three rows over LINES: revenues, costs (fused with their share), net income."""
    facts = (
        fact(1, "Revenues", "57,055", "57055000000", 4, 9),
        fact(2, "Costs", "80.6%", "80.6", 5, 6, unit="percent", measure="share", decimals=1, status="split"),
        fact(3, "Costs", "46,000", "46000000000", 5, 12, status="split"),
        fact(4, "Net income", "11,055", "11055000000", 6, 11),
    )
    place = Location(line=3, start=0, end=7)
    table = Table(
        id="t1",
        title="Consolidated Results",
        kind="income_statement",
        location=place,
        unit=Unit(unit="JPY", scale=6, printed="Unit: JPY million", location=Location(line=2, start=0, end=17)),
        rows=4,
        columns=2,
        column_headers=(ColumnHeader(column=1, path=("FY2006",), measure="amount", period=FY2006),),
        row_headers=tuple(
            RowHeader(row=n + 1, path=(name,)) for n, name in enumerate(("Revenues", "Costs", "Net income"))
        ),
        cells=(
            TableCell(row=0, column=1, role="header", text="FY2006", location=Location(line=3, start=1, end=7)),
            TableCell(row=1, column=0, role="label", text="Revenues", location=Location(line=4, start=0, end=8)),
            TableCell(row=1, column=1, role="value", text="57,055", location=facts[0].location),
            TableCell(row=2, column=0, role="label", text="Costs", location=Location(line=5, start=0, end=5)),
            TableCell(row=2, column=1, role="value", text="80.6% 46,000", location=Location(line=5, start=6, end=18)),
            TableCell(row=3, column=0, role="label", text="Net income", location=Location(line=6, start=0, end=10)),
            TableCell(row=3, column=1, role="value", text="11,055", location=facts[3].location),
        ),
        repairs=(Repair(rule="percent_amount_fused", cells=((2, 1),), why="a share and an amount in one cell"),),
    )
    given = {
        "product": "1.0.0",
        "status": "partial",
        "source": Source(name="small.txt", sha256="0" * 64, media_type="text/plain", bytes=99),
        "document": Document(
            kind="results_release",
            evidence=(
                Evidence(property="kind", value="results_release", printed="Results", location=Location(line=1)),
            ),
            issuer=Issuer(name="Example 株式会社", securities=(Security(exchange="TSE", code="0000"),)),
            published="2007-05",
            fiscal_year_end="03-31",
            period=FY2006,
            currency="JPY",
        ),
        "tables": (table,),
        "facts": facts,
        "checks": (
            Check(
                id="c1",
                identity="difference",
                terms=(("f1", "1"), ("f3", "-1"), ("f4", "-1")),
                residual="0",
                allowance="1500000",
                verdict="holds",
            ),
        ),
        "problems": (
            Problem(
                code="unit_ambiguous",
                severity="warning",
                location=place,
                facts=("f2",),
                message="Two units.",
                data={"a": "b"},
            ),
        ),
        **more,
    }
    return Result(**given)  # type: ignore[arg-type]
