"""The unit of the row above, by a ditto mark beside a label or in it."""

from __future__ import annotations

from extract import read


def units(text: str) -> dict[str, tuple[str | None, str | None]]:
    return {fact.printed or "": (fact.unit, fact.value) for fact in read(text.encode(), name="a.txt").facts}


def test_marks_of_quotation_under_a_heading_of_units() -> None:
    text = 'Skarne AB\n\nItem\tUnit\t2022\t2021\nOre sales\tSEK m\t4,118\t3,907\nEBITDA\t"\t1,204\t1,388\n'
    found = units(text + "Employees\tnumber\t1,877\t1,902\n")
    assert found["1,204"] == ("SEK", "1204000000") and found["1,877"] == ("count", "1877")


def test_marks_in_the_brackets_of_a_label() -> None:
    text = "\t2022年９月期\n売上高（百万円）\t5,412\n営業利益（〃）\t330\n利益率（％）\t6.1\n自己資本比率（〃）\t48.8\n"
    found = units(text)
    assert found["330"] == ("JPY", "330000000") and found["48.8"] == ("percent", "48.8")


def test_a_mark_below_a_label_without_a_unit_repeats_none() -> None:
    found = units("\t2022年９月期\n売上高（百万円）\t5,412\n利益\t9,118\n営業利益（〃）\t330\n")
    assert found["330"][0] is None
