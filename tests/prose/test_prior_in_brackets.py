"""Figures of the year before in brackets, as the document says of its brackets; what stood on a day then and now."""

from __future__ import annotations

import pytest

from extract import Fact, read


def facts(text: str) -> dict[str, Fact]:
    return {fact.printed or "": fact for fact in read(text.encode(), name="page.txt").facts}


@pytest.mark.parametrize(
    "legend",
    [
        "(figures for the six months ended 30 June 2030 in brackets)",
        "(prior-year figures in brackets)",
        "(comparative figures in parentheses)",
    ],
)
def test_brackets_hold_the_year_before(legend: str) -> None:
    found = facts(
        f"Tarn Tyres plc\nResults for the six months ended 30 June 2031 {legend}\n\n"
        "Sales: EUR 412.6 million (398.1 million)\n"
    )
    now, then = found["412.6"], found["398.1"]
    assert now.period is not None
    assert then.period is not None
    assert (now.unit, now.period.end, now.trusted) == ("EUR", "2031-06-30", True)
    assert (then.unit, then.period.start, then.period.end) == ("EUR", "2030-01-01", "2030-06-30")


def test_brackets_of_which_nothing_is_said_stay_open() -> None:
    found = facts(
        "Tarn Tyres plc\nResults for the six months ended 30 June 2031\n\nSales: EUR 412.6 million (398.1 million)\n"
    )
    assert not found["398.1"].trusted


HALF = """Moor Homes plc announced results for the half year from 1 August 2030 to 31 January 2031 ("H1 31").

Highlights of H1 31

"""


def test_a_name_with_two_figures_of_the_year_dates_the_one_before() -> None:
    period = facts(HALF + "Revenue £318.6 million (H1 30: £341.2 million)\n")["341.2"].period
    assert period is not None
    assert (period.start, period.end) == ("2029-08-01", "2030-01-31")


def test_what_stood_on_a_day_then_stands_on_one_now() -> None:
    found = facts(
        HALF + "Net cash £86.3 million (31 July 2030: £104.9 million)\nOutlay £9.2 million (2030: £8.1 million)\n"
    )
    period = found["86.3"].period
    assert period is not None
    assert (period.kind, period.end) == ("instant", "2031-01-31")
    outlay = found["9.2"].period
    assert outlay is None or outlay.kind == "duration"


def test_tokens_of_one_figure_on_lines_of_their_own() -> None:
    text = "Kite Software announced results for the first quarter (“1Q31”, from May 1, 2030 to July 31, 2030).\n\n"
    text += "Financial Results for 1Q31\n\nRevenue\n\nUSD 84.6 million\n\nup\n\n14.2\n\n%\n\nYoY\n\nStaff\n\n1,206\n"
    change = facts(text)["14.2"]
    assert (change.unit, change.measure, change.label[-1], change.trusted) == ("percent", "change", "Revenue", True)
