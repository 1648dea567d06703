"""The catalogue of problem codes. What is wrong with a filing is data: a code from here, a place and a message.

A code is raised through `problem(code, ...)`, so that no code exists which is not described here.
"""

from __future__ import annotations

from extract.model import Location, Problem, Severity

CATALOGUE: dict[str, tuple[Severity, str]] = {
    # reading
    "empty_document": ("error", "The document holds no text."),
    "nothing_read": ("error", "No figure was found in the document: it is none of results, or nothing of it was read."),
    "not_a_document": ("error", "The text is that of an error page, a sign-in page or a robot check, not a document."),
    "misnamed": ("warning", "The name of the file says another kind of document than its content is."),
    "documents_left_out": ("error", "The file holds several documents; this result is of one of them."),
    "undecodable_bytes": ("warning", "Some bytes are not valid in the encoding of the document."),
    "binary_document": ("error", "The document is not a text, HTML or PDF file."),
    "too_large": ("error", "The document or a part of it exceeds a limit; what lies beyond was not read."),
    "file_repaired": ("info", "A damaged PDF was repaired while it was opened."),
    "page_unreadable": ("error", "A page cannot be read."),
    "page_without_text": ("error", "A page is a picture without text; nothing on it was read."),
    "read_by_ocr": ("info", "A page is a picture; its text is what engines read in it."),
    "ocr_failed": ("error", "A page is a picture and no engine could read it."),
    "ocr_unconfirmed": ("warning", "Numbers read by OCR that neither arithmetic nor a second engine confirms."),
    "hidden_text": ("info", "Words that are drawn but cannot be seen were left out."),
    "text_without_unicode": ("warning", "A font does not say which characters it draws."),
    "two_readings": ("warning", "The file draws a number and says that another stands there, or shows a part of it."),
    "table_omitted": ("error", "The converter that made the text left a table out and put a mark in its place."),
    "numbers_unread": ("error", "Numbers of the source that are in no fact, and of which nothing says what they are."),
    "internal": ("error", "A fault of this program in one part of the document; the rest was read."),
    # document
    "kind_unknown": ("warning", "No kind of document has enough evidence."),
    "kind_ambiguous": ("warning", "Two kinds of document have equal evidence."),
    "issuer_unknown": ("warning", "No issuer is named."),
    "fiscal_year_unknown": ("warning", "Nothing says when the fiscal year ends, so period labels have no dates."),
    "fiscal_year_label_unknown": (
        "warning",
        "Nothing says whether a fiscal year is named by its first or its last year.",
    ),
    "fiscal_year_contradicted": ("warning", "The document says other fiscal years than the settings do."),
    "points_open": ("warning", "Every point stands before three digits, and nothing tells thousands from decimals."),
    "decimal_comma": ("info", "The document prints decimals with a comma; figures of two readings stay open."),
    # tables
    "chart_lost": ("info", "A chart or picture of which no numbers are left."),
    "header_lost": ("warning", "A column of values has no header."),
    "tag_contradicts": ("warning", "The print and the tag of a figure (inline XBRL) say different things of it."),
    "header_contradicts_period": ("warning", "A header's label and its dates disagree; the dates were taken."),
    "header_rebuilt": ("info", "A torn, fused or shifted header was put together again."),
    "noise_token": ("info", "A token that fits no role; it was not taken for a value."),
    "unit_unknown": ("warning", "No unit is declared for these values."),
    "unit_ambiguous": ("warning", "Two units are declared for these values."),
    "unit_garbled": ("warning", "A unit is declared but damaged."),
    "misleading_unit": ("info", "The unit printed over these values cannot be theirs; the row says another."),
    "period_unknown": ("warning", "No period is stated for these values."),
    "unreadable_value": ("warning", "A cell where a value stands cannot be read as one number."),
    # arithmetic
    "check_fails": ("warning", "An identity of the document does not hold."),
    "word_contradicts_arithmetic": ("warning", "A word of growth and the figures it speaks of disagree."),
    "facts_disagree": ("warning", "The same figure is printed with different values."),
    "documents_disagree": ("warning", "Another document of the issuer, of the same day or report, says another value."),
    "restated": ("info", "A later document of the issuer says another value for this figure, or an earlier one did."),
    "repaired": ("info", "A misprinted value was corrected; the identities force it."),
    "inferred": ("info", "A lost value was computed; the identities leave one value or an interval."),
    "unresolved": ("warning", "A value could not be read or proved."),
    # what a person says
    "corrected": ("info", "A person accepted, changed or rejected what was read."),
    "correction_refused": ("warning", "A correction was not applied: its fact is not there as it was, or not alone."),
    "correction_of_another": ("warning", "Corrections of a document of this name, but of other bytes."),
    # bounds of work
    "budget_exhausted": ("warning", "The proof of this part of the document was given up at its budget of work."),
}


def problem(
    code: str,
    message: str,
    *,
    location: Location | None = None,
    facts: tuple[str, ...] = (),
    data: dict[str, str] | None = None,
    severity: Severity | None = None,
) -> Problem:
    """A problem of a known code; raises KeyError for a code the catalogue does not hold."""
    usual, _ = CATALOGUE[code]
    return Problem(
        code=code, severity=severity or usual, location=location, facts=facts, message=message, data=data or {}
    )
