"""A note beside a table says what stands in brackets beside its figures."""

from __future__ import annotations

import pytest

import extract
from extract.lex.asides import noted_aside

HTML = """<html lang="ja"><body><p>{caption}</p><table><tr><td>{corner}</td><td>{head}</td></tr>
<tr><td>{row}</td><td>{cell}</td></tr><tr><td>{other}</td><td>{cell}</td></tr></table><p>{note}</p></body></html>"""


def facts(**words: str) -> list[extract.Fact]:
    return list(extract.read(HTML.format(**words).encode(), name="a.html").facts)[:2]


def test_temporary_staff_in_brackets() -> None:
    value, aside = facts(
        caption="2024年９月30日現在", corner="セグメント", head="従業員数（名）", row="外食", other="物流",
        cell="1,318〔426〕", note="（注）１．臨時雇用者数は、〔　〕内に年間の平均人員を外数で記載しております。",
    )  # fmt: skip
    assert (value.value, aside.value, aside.dimensions["qualifier"]) == ("1318", "426", "臨時雇用者数")
    assert aside.trusted


def test_the_year_before_in_brackets() -> None:
    value, aside = facts(
        caption="第２四半期累計期間（自 2024年４月１日 至 2024年９月30日）", corner="",
        head="受注高（百万円）", row="国内", other="海外", cell="4,120 [3,905]", note="※ [　]内は前年同期の実績です。",
    )  # fmt: skip
    assert value.period is not None and aside.period is not None
    assert (value.period.end, aside.period.start, aside.period.end) == ("2024-09-30", "2023-04-01", "2023-09-30")
    assert aside.value == "3905000000"


def test_other_brackets_and_silent_notes_name_nothing() -> None:
    words = {
        "caption": "2024年９月30日現在",
        "corner": "セグメント",
        "head": "従業員数（名）",
        "row": "外食",
        "other": "物流",
    }
    for note in ("（注）臨時雇用者数は（　）内に外数で記載しております。", "（注）従業員数は就業人員であります。"):
        _, aside = facts(cell="1,318 [426]", note=note, **words)
        assert not aside.trusted


def test_a_note_of_staff_says_nothing_of_amounts() -> None:
    words = {"caption": "2024年９月期", "corner": "", "head": "売上高（百万円）", "row": "外食", "other": "物流"}
    _, aside = facts(cell="1,318 (426)", note="（注）臨時雇用者数は（　）内に外数で記載しております。", **words)
    assert not aside.trusted


@pytest.mark.parametrize(
    ("note", "bracket", "name", "prior"),
    [
        ("(注) 括弧内は前年同期比", "(", "前年同期比", False),
        ("嘱託社員数（派遣を除く。）は、年間の平均人員を（ ）内に外数で記載しております。", "(", "嘱託社員数", False),
        ("Figures in parentheses are for the prior year.", "(", "prior year", True),
        ("Rates shown in square brackets refer to a year earlier.", "[", "a year earlier", True),
    ],
)
def test_notes(note: str, bracket: str, name: str, prior: bool) -> None:
    said = noted_aside(note, bracket)
    assert said is not None
    assert (said.name, said.prior) == (name, prior)


def test_a_note_that_says_only_how_it_is_printed_names_nothing() -> None:
    assert noted_aside("（ ）内は外数で記載しております。", "(") is None


def test_a_note_that_dates_what_stands_in_brackets() -> None:
    value, aside = facts(
        caption="Half-year ended 31 December 2031", corner="", head="Revenue (A$ million)", row="City", other="Coast",
        cell="41.2 (39.6)", note="Figures in brackets are for the half-year ended 31 December 2030.",
    )  # fmt: skip
    assert [f.period and (f.period.start, f.period.end) for f in (value, aside)] == [
        ("2031-07-01", "2031-12-31"), ("2030-07-01", "2030-12-31"),
    ]  # fmt: skip
    assert (aside.value, aside.trusted) == ("39600000", True)


def test_a_note_whose_day_cannot_be_told() -> None:
    _, aside = facts(
        caption="Half-year ended 31 December 2031", corner="", head="Revenue (A$ million)", row="City", other="Coast",
        cell="41.2 (39.6)", note="Figures in brackets are for the second half.",
    )  # fmt: skip
    assert not aside.trusted
