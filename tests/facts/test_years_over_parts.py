"""Years over quarters and halves, in forms that cannot draw how far a year reaches: each part is of its own year."""

from __future__ import annotations

import pytest

import extract

TERMS = "The fiscal year ends March 31. FY2031 is the fiscal year ended March 31, 2032.\n"
PIPES = """Quarterly results (JPY million)

{years}
|---|---|---|---|---|---|
| | 3Q | 4Q | 1Q | 2Q | 3Q |
| Revenue | 17,210 | 15,901 | 16,420 | 16,802 | 17,377 |

"""
LINES = "Quarterly results (JPY million)\n\n" + "\n".join(
    ("FY2030", "FY2031", "3Q", "4Q", "1Q", "2Q", "3Q", "Revenue", "17,210", "15,901", "16,420", "16,802", "17,377",
     "Operating income", "1,210", "1,901", "1,420", "1,802", "1,377")
) + "\n\n"  # fmt: skip
FIRST_DAYS = {
    "17,210": "2030-10-01",
    "15,901": "2031-01-01",
    "16,420": "2031-04-01",
    "16,802": "2031-07-01",
    "17,377": "2031-10-01",
}


def _read(text: str, name: str) -> list[extract.Fact]:
    return list(extract.read(text.encode(), name=name).facts)


@pytest.mark.parametrize(
    "text",
    [
        PIPES.format(years="| | FY2030 | | FY2031 | | |"),
        PIPES.format(years="| | FY2030 | FY2031 | | | |"),
        PIPES.format(years="| | FY2030 | FY2031 |"),
        LINES,
    ],
    ids=["where it begins", "packed", "cut off", "lines"],
)
def test_a_quarter_is_of_the_year_in_which_it_follows_the_one_before(text: str) -> None:
    found = {f.printed: f.period.start for f in _read(text + TERMS, "a.md") if f.trusted and f.period}
    assert {printed: found.get(printed) for printed in FIRST_DAYS} == FIRST_DAYS


def test_a_comparison_beside_a_quarter_is_not_of_the_whole_year() -> None:
    page = (
        "Quarterly results (JPY million)\n\n| | FY2030 | | FY2031 | |\n|---|---|---|---|---|\n"
        "| | Full year | YoY | 1Q | YoY |\n| Revenue | 65,901 | 1.2% | 16,802 | 1.4% |\n"
        "| Costs | 5,901 | 3.2% | 1,802 | 4.4% |\n\n"
    )
    found = {f.printed: f for f in _read(page + TERMS, "a.md")}
    assert found["1.2%"].trusted and found["1.2%"].period is not None
    assert (found["1.2%"].period.start, found["1.2%"].period.end) == ("2030-04-01", "2031-03-31")
    compared = found["1.4%"].period
    assert compared is not None and (compared.start, compared.end) == ("2031-04-01", "2031-06-30")


def test_a_comparison_behind_several_quarters_is_not_of_the_whole_year() -> None:
    page = (
        "Quarterly results (JPY million)\n\n| | FY2030 | | FY2031 | | | |\n|---|---|---|---|---|---|---|\n"
        "| | 3Q | 4Q | 1Q | 2Q | 3Q | YoY |\n| Revenue | 17,210 | 15,901 | 16,420 | 16,802 | 17,377 | 1.0% |\n"
        "| Costs | 7,210 | 5,901 | 6,420 | 6,802 | 7,377 | 2.3% |\n\n"
    )
    compared = next(f for f in _read(page + TERMS, "a.md") if f.printed == "1.0%")
    whole = ("2031-04-01", "2032-03-31")
    assert compared.period is None or (compared.period.start, compared.period.end) != whole
