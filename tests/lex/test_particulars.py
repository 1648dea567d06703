"""Particulars in labels: which figures they hold, and by which words they are named."""

from __future__ import annotations

import pytest

from extract.lex.particulars import find_particulars


def read(label: str) -> list[tuple[str, str, list[str]]]:
    return [(p.kind, p.name, [figure.printed for figure in p.figures]) for p in find_particulars(label)]


@pytest.mark.parametrize(
    ("label", "found"),
    [
        (
            "Ordinary stock, par value $0.10; shares authorized: 800; shares issued: 512 and 510",
            [("par", "par value", ["$0.10"]), ("shares", "shares authorized", ["800"]),
             ("shares", "shares issued", ["512", "510"])],
        ),
        (
            "Common stock ($0.02 par value; 300 shares authorized; 120 and 118 shares issued)",
            [("par", "par value", ["$0.02"]), ("shares", "shares authorized", ["300 shares"]),
             ("shares", "shares issued", ["120", "118 shares"])],
        ),
        ("Common stock; issued – 812.4 million shares", [("shares", "shares issued", ["812.4 million shares"])]),
        ("Treasury stock, at cost (shares held: 21 and 19)", [("shares", "shares held", ["21", "19"])]),
        ("Plant, net of accumulated depreciation of $4,120 and $3,980",
         [("amount", "net of accumulated depreciation", ["$4,120", "$3,980"])]),
        ("Hedges, net of deferred taxes of $(3), $7 and $(12)",
         [("amount", "net of deferred taxes", ["$(3)", "$7", "$(12)"])]),
        ("3.25% senior notes due 2031", [("rate", "interest rate", ["3.25%"])]),
        # two things and two figures: which is whose is not said
        ("Receivables, net of allowances for doubtful accounts and returns of $12 and $5", []),
        ("Common stock, Class A and Class B, 500 and 200 shares authorized", []),
        ("Notes due 2024 and 2026", []),
        ("Effective tax rate of 21.4% and 20.9%", []),
    ],
)  # fmt: skip
def test_what_a_label_tells(label: str, found: list[tuple[str, str, list[str]]]) -> None:
    assert read(label) == found


def test_days_behind_or_before_the_figures() -> None:
    behind = find_particulars("Stock; issued: 96 shares at May 31, 2024 and 94 shares at August 31, 2023")
    before = find_particulars("Shares: May 31, 2024 – 96; August 31, 2023 – 94")
    for found in (behind, before):
        assert [(int(p.figures[0].value), p.days[0].finish if p.days else None) for p in found] == [
            (96, "2024-05-31"),
            (94, "2023-08-31"),
        ]


def test_what_is_told_again_with_each_day_is_of_the_day_behind_it() -> None:
    found = find_particulars(
        "Stock—authorized, 370 shares; issued, 206 shares at June 30, 2007 and authorized, 370 shares;"
        " issued, 204 shares at March 31, 2007"
    )
    assert [(p.name, p.days[0].finish if p.days else None) for p in found] == [
        ("shares authorized", "2007-06-30"),
        ("shares issued", "2007-06-30"),
        ("shares authorized", "2007-03-31"),
        ("shares issued", "2007-03-31"),
    ]


def test_one_figure_at_two_days() -> None:
    (found,) = find_particulars(
        "Other assets, net of allowance of JPY 4,570 thousand at June 30, 2007 and March 31, 2007"
    )
    assert [day.finish for day in found.days] == ["2007-06-30", "2007-03-31"]
