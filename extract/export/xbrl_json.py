"""A result as xBRL-JSON (OIM 1.0), with a schema of its own that names what the figures are figures of.

Only what is trusted and settled becomes a fact there: xBRL has no place for a doubt, and a figure without its doubt
would look surer than it is. How many were left out is told.
"""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Literal
from xml.sax.saxutils import escape, quoteattr

import msgspec

from extract.lex.harmless import harmless
from extract.model import Fact, Period, Result

NAMESPACE = "https://ir-extract.example/xbrl/1"
_ISO4217 = "http://www.xbrl.org/2003/iso4217"
_XBRLI = "http://www.xbrl.org/2003/instance"
Kind = Literal["monetary", "shares", "perShare", "pure"]
_TYPES: dict[Kind, str] = {
    "monetary": "xbrli:monetaryItemType",
    "shares": "xbrli:sharesItemType",
    "perShare": "xbrli:decimalItemType",
    "pure": "xbrli:decimalItemType",
}


class Exported(msgspec.Struct, frozen=True, kw_only=True):
    """The two files and what they hold: facts written, and figures left out because they are not trusted, have no
    value, or have no period with dates."""

    report: dict[str, Any]
    schema: str
    facts: int
    left_out: int


def result_to_xbrl(result: Result, schema_name: str) -> Exported:
    """The report and the schema that it refers to by `schema_name`, a file beside it."""
    elements: dict[tuple[str, ...], str] = {}
    facts: dict[str, Any] = {}
    members: set[str] = set()
    for fact in result.facts:
        dimensions = _core(fact)
        unit = _unit(fact.unit)
        if dimensions is None or unit is None:
            continue
        kind, measure, factor = unit
        element = _element(fact, kind, elements)
        for name, member in sorted(fact.dimensions.items()):
            dimension = _dimension(name)
            members.add(dimension)
            dimensions[f"irx:{dimension}"] = harmless(member)
        entity = _entity(result)
        decimals = fact.decimals if fact.decimals is None or fact.unit != "percent" else fact.decimals + 2
        facts[fact.id] = {
            "value": _plain(Decimal(fact.value or "0") * factor),
            **({"decimals": decimals} if decimals is not None else {}),
            "dimensions": {
                "concept": f"irx:{element}",
                "entity": entity,
                **dimensions,
                **({"unit": measure} if measure else {}),
            },
        }
    report = {
        "documentInfo": {
            "documentType": "https://xbrl.org/2021/xbrl-json",
            "namespaces": {
                "irx": NAMESPACE,
                "iso4217": _ISO4217,
                "xbrli": _XBRLI,
                "code": f"{NAMESPACE}/securities",
                "doc": f"{NAMESPACE}/documents",
            },
            "taxonomy": [schema_name],
        },
        "facts": facts,
    }
    schema = _schema(elements, members)
    return Exported(report=report, schema=schema, facts=len(facts), left_out=len(result.facts) - len(facts))


def _core(fact: Fact) -> dict[str, str] | None:
    """The period of a fact that can be stated, as a dimension."""
    period = _period(fact.period)
    return {"period": period} if fact.trusted and fact.value is not None and period is not None else None


def _period(period: Period | None) -> str | None:
    """As OIM writes it: a day ends where the next begins.

    >>> _period(Period(kind="duration", start="2006-04-01", end="2007-03-31"))
    '2006-04-01T00:00:00/2007-04-01T00:00:00'
    """
    if period is None or period.end is None or (period.kind == "duration" and period.start is None):
        return None
    end = (datetime.date.fromisoformat(period.end) + datetime.timedelta(days=1)).isoformat()
    return f"{end}T00:00:00" if period.kind == "instant" else f"{period.start}T00:00:00/{end}T00:00:00"


def _unit(unit: str | None) -> tuple[Kind, str | None, Decimal] | None:
    """What kind of item has this unit, how OIM names the unit (none is a pure number), and the factor to it."""
    if unit is None:
        return None
    if re.fullmatch("[A-Z]{3}", unit):
        return "monetary", f"iso4217:{unit}", Decimal(1)
    if found := re.fullmatch("([A-Z]{3})_per_share", unit):
        return "perShare", f"iso4217:{found[1]}/xbrli:shares", Decimal(1)
    if unit == "shares":
        return "shares", "xbrli:shares", Decimal(1)
    if unit in ("percent", "percentage_points"):
        return "pure", None, Decimal("0.01")
    if unit in ("pure", "count", "times"):
        return "pure", None, Decimal(1)
    return "pure", f"irx:{_name(unit)}", Decimal(1)


def _plain(number: Decimal) -> str:
    return format(number, "f")


def _entity(result: Result) -> str:
    """The security's code where there is one; else the document stands for its issuer."""
    securities = result.document.issuer.securities
    if securities:
        return f"code:{_name(securities[0].exchange)}-{_name(securities[0].code)}"
    return f"doc:{result.source.sha256[:16]}"


def _element(fact: Fact, kind: Kind, elements: dict[tuple[str, ...], str]) -> str:
    """The name of the item that a fact is a fact of: by its concept, or by its label path."""
    period = fact.period.kind if fact.period else "duration"
    key = (fact.concept or "", *(() if fact.concept else fact.label), kind, period, fact.measure)
    if key not in elements:
        stem = fact.concept or "".join(word.capitalize() for word in re.findall(r"\w+", " ".join(fact.label)))
        digest = hashlib.sha256("\0".join(key).encode()).hexdigest()[:8]
        elements[key] = f"{_name(stem)[:80]}_{digest}"
    return elements[key]


def _dimension(name: str) -> str:
    return f"{_name(name)}Dimension"


def _name(text: str) -> str:
    """A name that XML admits: letters, digits and underscores, beginning with a letter."""
    clean = re.sub(r"[^\w]", "_", harmless(text)).strip("_")
    clean = "".join(char if char.isascii() or char.isalpha() else "_" for char in clean)
    return clean if clean[:1].isalpha() else f"F_{clean}"


def _schema(elements: dict[tuple[str, ...], str], dimensions: set[str]) -> str:
    return "\n".join(_lines(elements, dimensions)) + "\n"


def _lines(elements: dict[tuple[str, ...], str], dimensions: set[str]) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield (
        f'<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xbrli="{_XBRLI}"'
        ' xmlns:xbrldt="http://xbrl.org/2005/xbrldt" xmlns:link="http://www.xbrl.org/2003/linkbase"'
        f' xmlns:irx="{NAMESPACE}" targetNamespace="{NAMESPACE}" elementFormDefault="qualified">'
    )
    yield (f'<xsd:import namespace="{_XBRLI}" schemaLocation="http://www.xbrl.org/2003/xbrl-instance-2003-12-31.xsd"/>')
    yield (
        '<xsd:import namespace="http://xbrl.org/2005/xbrldt"'
        ' schemaLocation="http://www.xbrl.org/2005/xbrldt-2005.xsd"/>'
    )
    for key, name in sorted(elements.items(), key=lambda item: item[1]):
        concept, *label, kind, period, measure = key
        told = escape(harmless(" > ".join(label) or concept) + f" ({measure})")
        yield (
            f'<xsd:element name={quoteattr(name)} id={quoteattr("irx_" + name)} type="{_TYPES[kind]}"'  # type: ignore[index]
            f' substitutionGroup="xbrli:item" nillable="true" xbrli:periodType="{period}">'
            f"<xsd:annotation><xsd:documentation>{told}</xsd:documentation></xsd:annotation></xsd:element>"
        )
    if dimensions:
        yield '<xsd:element name="member" id="irx_member" type="xsd:string"/>'
    for name in sorted(dimensions):
        yield (
            f'<xsd:element name={quoteattr(name)} id={quoteattr("irx_" + name)} type="xbrli:stringItemType"'
            ' substitutionGroup="xbrldt:dimensionItem" abstract="true" nillable="true" xbrli:periodType="duration"'
            ' xbrldt:typedDomainRef="#irx_member"/>'
        )
    yield "</xsd:schema>"
