"""Results made of a few figures, as `ir-extract run` would write them."""

from __future__ import annotations

from extract.model import Document, Fact, Issuer, Location, Period, Result, Security, Source, Table


def figure(
    at: int,
    start: str | None,
    end: str,
    value: int,
    *,
    concept: str | None = "Revenues",
    label: str = "Net sales",
    power: int = 6,
    unit: str = "JPY",
    trusted: bool = True,
    table: str | None = None,
    **dimensions: str,
) -> Fact:
    """An amount in millions, printed on line `at`."""
    period = Period(kind="duration" if start else "instant", start=start, end=end)
    return Fact(
        id=f"f{at:04}",
        table=table,
        label=(label,),
        concept=concept,
        dimensions=dimensions,
        period=period,
        unit=unit,
        value=str(value * 10**power),
        decimals=-power,
        printed=f"{value:,}",
        status="verbatim",
        trusted=trusted,
        doubts=() if trusted else ("period_hinted",),
        location=Location(line=at, start=0, end=9),
    )


def result(
    name: str,
    published: str | None,
    *facts: Fact,
    issuer: str | None = "例示株式会社",
    code: str | None = "9876",
    titles: dict[str, str] | None = None,
    **document: str,
) -> Result:
    """A result of one issuer; what is not named is as most reports have it."""
    more: dict[str, str] = {"fiscal_year_end": "03-31", "currency": "JPY", "accounting_standard": "JP-GAAP", **document}
    tables = (
        Table(id=table, title=title, location=Location(line=1), rows=1, columns=2)
        for table, title in (titles or {}).items()
    )
    return Result(
        product="1",
        status="complete",
        source=Source(name=name, sha256=f"{hash_of(name):064x}", media_type="text/plain", bytes=9),
        document=Document(
            issuer=Issuer(name=issuer, securities=(Security(exchange="TSE", code=code),) if code else ()),
            published=published,
            **more,  # type: ignore[arg-type]
        ),
        tables=tuple(tables),
        facts=facts,
    )


def hash_of(name: str) -> int:
    """A number of a name, the same on every run."""
    return int.from_bytes(name.encode(), "big") % 10**60
