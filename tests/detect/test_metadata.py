"""What a file says of itself outside its print: a witness, and never one that decides alone."""

from __future__ import annotations

import pymupdf
import pytest

from extract.model import Document
from extract.pipeline import read

TABLE = "<table><tr><td></td><td>2023</td></tr><tr><td>Net sales</td><td>1,234</td></tr></table>"


def document(title: str, *body: str) -> Document:
    paragraphs = "".join(f"<p>{text}</p>" for text in body)
    data = f"<!DOCTYPE html><html><head><title>{title}</title></head><body>{paragraphs}{TABLE}</body></html>"
    return read(data.encode(), name="page.html").document


def told(found: Document, name: str) -> list[str]:
    """What stands as evidence without a place."""
    return [e.printed for e in found.evidence if e.property == name and e.location.line is None and not e.location.page]


def test_a_title_that_is_printed_has_the_metadata_as_a_second_witness() -> None:
    found = document("Holm Ferries: Annual Results 2023", "Annual Results 2023", "Holm Ferries plc")
    assert found.title == "Annual Results 2023" and told(found, "title") == ["Holm Ferries: Annual Results 2023"]


@pytest.mark.parametrize("title", ["Untitled-3 (final)", "Annual Results 1999"])
def test_a_title_that_is_not_printed_is_nothing(title: str) -> None:
    found = document(title, "We sold more ferries than ever before, and so did others.")
    assert found.title is None and not told(found, "title")


def test_a_period_in_the_metadata_alone_is_nothing() -> None:
    assert document("Results for the year ended March 31, 2023", "A page about ferries.").period is None


def test_a_period_that_the_print_names_as_well_is_borne_out() -> None:
    found = document("Year ended March 31, 2023", "Financial results for the year ended March 31, 2023")
    assert found.period is not None and found.period.end == "2023-03-31"
    assert told(found, "period") == ["Year ended March 31, 2023"]


def test_an_issuer_that_metadata_begin_with_must_be_printed_as_a_company() -> None:
    body = ("Our ferries carried more cars.", "Net income attributable to Holm Ferries plc rose.")
    found = document("Holm Ferries 4Q 2023", *body)
    assert found.issuer.name == "Holm Ferries plc" and told(found, "issuer") == ["Holm Ferries 4Q 2023"]
    assert document("Holm Ferries 4Q 2023", body[0]).issuer.name is None
    assert document("Other Lines 4Q 2023", *body).issuer.name is None


def test_the_title_of_a_pdf_is_read() -> None:
    pdf = pymupdf.open()
    page = pdf.new_page()
    for at, line in enumerate(("Annual Results 2023", "Net sales 1,234", "Cost of sales 1,000")):
        page.insert_text((72, 72 + 20 * at), line)
    pdf.set_metadata({"title": "Holm Ferries: Annual Results 2023"})
    found = read(pdf.tobytes(), name="release.pdf").document
    assert told(found, "title") == ["Holm Ferries: Annual Results 2023"]
