"""A unit that a section declares once, over words: tables with the sign of its currency and sentences follow it."""

from __future__ import annotations

import extract
from extract.model import Fact

HEAD = """NOTES TO CONSOLIDATED FINANCIAL STATEMENTS

Larkfield Mills, Inc.

(Dollars in millions, except per share data)

NOTE 1. ACCOUNTING POLICIES

The company sells flour. Its fiscal year ends on September 30.

"""
SENTENCES = """Advertising costs were $709, $690 and $675 in fiscal years 2032, 2031 and 2030.
Notes payable were $237 and $12 as of September 30, 2032 and 2031, respectively.
The exercise price of the options was $145.10 as of September 30, 2032. Each mill pays a fee of $35 per ton.
Dividends of $571 were paid in fiscal year 2032, and the claim of $1,250,000 was settled in fiscal year 2032.
"""
TABLE = """
Accrued liabilities were as follows as of September 30:

| | 2032 | 2031 |
|---|---|---|
| Compensation | $ 176 | $ 227 |
| Freight | 115 | 137 |
| Total | $ 291 | $ 364 |
"""
COUNTS = """
Mills by region as of September 30:

| | 2032 | 2031 |
|---|---|---|
| North | 179 | 227 |
| South | 115 | 137 |
"""


def facts(text: str) -> dict[str, list[Fact]]:
    found: dict[str, list[Fact]] = {}
    for fact in extract.read(text.encode(), name="a.md").facts:
        found.setdefault(fact.printed.strip("$ "), []).append(fact)
    return found


def test_sentences_below_it_are_in_its_scale() -> None:
    found = facts(HEAD + SENTENCES)
    for printed in ("709", "690", "675", "237", "12"):
        (fact,) = found[printed]
        assert fact.value == f"{printed}000000" and fact.unit == "USD", printed
        (ground,) = [g for g in fact.grounds["unit"] if g.rule == "scale_of_section"]
        assert ground.location is not None and "Dollars in millions" in (ground.printed or "")


def test_what_is_by_the_piece_to_the_cent_or_in_full_is_as_it_stands() -> None:
    found = facts(HEAD + SENTENCES)
    assert [f.value for f in found["145.10"]] == ["145.10"]
    assert all(f.value == "35" for f in found["35"])
    assert all(f.value == "1250000" for f in found["1,250,000"])


def test_dividends_are_of_a_share_or_of_all_and_nothing_says_which() -> None:
    assert not any(fact.trusted for fact in facts(HEAD + SENTENCES)["571"])


def test_authors_who_write_scales_mean_what_they_write() -> None:
    scaled = "Sales were $1.2 billion, costs $300 million and taxes $41 million in fiscal year 2032.\n\n"
    assert [f.value for f in facts(HEAD + scaled + SENTENCES)["709"]] == ["709"]


def test_tables_below_it_are_in_its_unit_if_they_print_the_sign() -> None:
    found = facts(HEAD + SENTENCES + TABLE)
    assert {f.value for f in found["115"]} == {"115000000"} and all(f.trusted for f in found["115"])
    assert not any(f.trusted for f in facts(HEAD + SENTENCES + TABLE + COUNTS)["179"])


def test_over_a_table_it_is_of_that_table() -> None:
    over = HEAD.replace("NOTE 1. ACCOUNTING POLICIES", TABLE.replace("$ ", "")) + SENTENCES
    assert [f.value for f in facts(over)["709"]] == ["709"]


def test_a_heading_of_its_rank_ends_it() -> None:
    marked = "# Notes\n\n(Dollars in millions)\n\n## 1. Policies\n\nThe company sells flour.\n\n" + SENTENCES
    assert [f.value for f in facts(marked)["709"]] == ["709000000"]
    ended = marked.replace("Advertising costs", "# Other matters\n\nAdvertising costs")
    assert [f.value for f in facts(ended)["709"]] == ["709"]


def test_of_slides_each_says_its_own() -> None:
    deck = "Larkfield Mills, Inc.\n\nResults presentation for fiscal year 2032\n\n(Dollars in millions)\n\nMills\n\n"
    assert [f.value for f in facts(deck + "The company sells flour.\n\n" + SENTENCES)["709"]] == ["709"]
