"""A unit printed at the total, or at both ends of a column, is that of the bare figures that add up to it."""

from __future__ import annotations

import extract

HTML = "<html><body><p>{}</p><table>{}</table></body></html>"


def units(*rows: tuple[str, ...], caption: str = "当事業年度（2024年３月31日）") -> list[tuple[str | None, str | None]]:
    cells = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    found = extract.read(HTML.format(caption, cells).encode(), name="a.html").facts
    return [(fact.value, fact.unit) for fact in found]


def test_the_unit_of_the_total_is_that_of_its_parts() -> None:
    found = units(
        ("", "１年以内", "１年超", "合計"),
        ("リース債務", "318", "1,204", "1,522千円"),
        ("長期借入金", "1,000", "2,500", "3,500 〃"),
    )
    assert found[:3] == [("318000", "JPY"), ("1204000", "JPY"), ("1522000", "JPY")]
    assert found[3:] == [("1000000", "JPY"), ("2500000", "JPY"), ("3500000", "JPY")]


def test_a_sum_that_does_not_hold_lends_nothing() -> None:
    found = units(("", "１年以内", "１年超", "合計"), ("リース債務", "318", "1,204", "1,722千円"))
    assert [unit for _, unit in found] == [None, None, "JPY"]


def test_percent_at_both_ends_of_a_reconciliation() -> None:
    rows = (("", "FY2024"), ("Statutory rate", "27.5%"), ("Foreign taxes", "(2.4)"), ("Credits", "(0.9)"))
    assert units(*rows, ("Effective rate", "24.2%"), caption="Year ended December 31, 2024") == [
        ("27.5", "percent"), ("-2.4", "percent"), ("-0.9", "percent"), ("24.2", "percent"),
    ]  # fmt: skip
    unlike = units(*rows, ("Effective rate", "19.2%"), caption="Year ended December 31, 2024")
    assert [unit for _, unit in unlike] == ["percent", None, None, "percent"]


def test_rates_of_two_digits_prove_as_well() -> None:
    rows = (("", "2024"), ("Statutory rate", "21.0%"), ("State taxes", "3.1"), ("Credits", "(1.8)"))
    found = units(*rows, ("Effective rate", "22.3%"), caption="Year ended December 31, 2024")
    assert {unit for _, unit in found} == {"percent"}


def test_a_lone_part_proves_nothing() -> None:
    assert [unit for _, unit in units(("", "合計額", "合計"), ("貯蔵品", "418", "418千円"))] == [None, "JPY"]
