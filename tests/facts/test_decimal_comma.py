"""Documents with decimal commas are read as they print; figures that read in two ways there stay open."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import extract
from extract.model import Result

PAGE = """Group results for the first half of 2024

(in EUR million)

| | H1 2024 | H1 2023 |
|---|---|---|
| Revenue | 1.234,5 | 1.100,2 |
| EBITDA | 210,3 | 198,7 |

Cash reached EUR 2.345 million at the end of June 2024.
"""


def values(page: str, name: str = "a.md") -> dict[str, str | None]:
    return {fact.printed or "": fact.value for fact in extract.read(page.encode(), name=name).facts}


def test_figures_are_read_as_the_document_prints_them_and_it_is_told() -> None:
    result = extract.read(PAGE.encode(), name="a.md")
    assert values(PAGE) == {
        "1.234,5": "1234500000", "1.100,2": "1100200000", "210,3": "210300000", "198,7": "198700000", "2.345": None,
    }  # fmt: skip
    told = [p for p in result.problems if p.code == "decimal_comma"]
    assert len(told) == 1
    assert told[0].location is not None and told[0].location.line == 7


def test_a_point_may_divide_thousands_there() -> None:
    cash = next(f for f in extract.read(PAGE.encode(), name="a.md").facts if f.printed == "2.345")
    assert (cash.value, cash.status) == (None, "unresolved")
    assert {c.value for c in cash.candidates} == {"2345000", "2345000000"}


FIXED = """Seeblick Maschinenbau AG

Annual results 2023 (EUR million)

                         FY 2023      FY 2022
Revenue                 12.345,6     11.222,3
Cost of sales           -9.876,5     -9.000,1
Gross profit             2.469,1      2.222,2
Tax rate                  24,5 %       25,1 %
"""


def test_a_table_of_blanks_is_seen_by_its_figures() -> None:
    read = values(FIXED, "a.txt")
    assert (read["12.345,6"], read["-9.876,5"], read["24,5 %"]) == ("12345600000", "-9876500000", "24.5")


SPACED = PAGE.replace("1.234,5", "1 234,5").replace("1.100,2", "1 100,2").replace("Cash", "Kasse 98,1 %. Cash")


def test_blanks_keep_thousands_apart_beside_decimal_commas() -> None:
    assert values(SPACED)["1 234,5"] == "1234500000"


def test_one_misprint_among_points_is_no_habit() -> None:
    page = PAGE.replace("1.100,2", "1,100.2").replace("210,3", "210.3").replace("198,7", "198.7")
    result = extract.read(page.encode(), name="a.md")
    assert not [p for p in result.problems if p.code == "decimal_comma"]


@pytest.mark.parametrize("seed", sorted(Path("seeds").glob("*.txt")), ids=lambda p: p.stem)
def test_documents_with_decimal_points_are_left_alone(seed: Path, seed_result: Callable[[str], Result]) -> None:
    assert not [p for p in seed_result(seed.stem).problems if p.code == "decimal_comma"]


POINTS = """\
Feldberg Holding AG
Results for the year ended December 31, 2024

1.1 Earnings (EUR thousand)

                      Year ended December 31, 2024   Year ended December 31, 2023
Revenue                                     79.807                         35.980
Materials                                  -53.586                        -22.849
Interest                                      -644                           -236
Tax                                         -1.200                           -850
"""


def test_points_keep_thousands_apart_where_no_figure_has_decimals() -> None:
    read = values(POINTS, "a.txt")
    assert (read["79.807"], read["-22.849"], read["-644"]) == ("79807000", "-22849000", "-644000")


@pytest.mark.parametrize(
    ("old", "new"),
    [("-644", "-644.000"), ("1.1 Earnings", "Interest is 4.5%; earnings"), ("79.807", "79,807"), ("-1.200", "-0.200")],
)
def test_points_that_may_stand_before_decimals(old: str, new: str) -> None:
    read = values(POINTS.replace(old, new).replace("-236", "-236.000" if old == "-644" else "-236"), "a.txt")
    assert read["-22.849"] != "-22849000"


@pytest.mark.parametrize("blank", ("\u00a0", "\u2009", "\u202f"))
def test_blanks_that_do_not_break_keep_thousands_apart_in_columns(blank: str) -> None:
    lines = [line if "Year" in line else line.replace(".", blank) for line in POINTS.split("\n")[5:]]
    text = "\n".join([*POINTS.split("\n")[:5], *lines])
    read = {printed.replace(blank, "."): value for printed, value in values(text, "a.txt").items()}
    assert (read["79.807"], read["-22.849"], read["-644"]) == ("79807000", "-22849000", "-644000")


WHOLE = """\
Feldberg Holding AG

Balance sheet (EUR thousand)

                      31 December 2024   31 December 2023
Goodwill                        12.408             11.977
Plant                          105.316             98.740
Total                          117.724            110.717
"""


@pytest.mark.parametrize(
    "said",
    [
        "Amounts use a point for thousands and a comma for decimals.",
        "Figures are given with a decimal comma.",
        "The average rate was 1,25 %.",
    ],
)
def test_what_the_document_says_of_its_points_or_shows_by_a_comma_holds(said: str) -> None:
    read = values(WHOLE.replace("Balance", f"{said}\n\nBalance"), "a.txt")
    assert (read["12.408"], read["105.316"]) == ("12408000", "105316000")


def test_points_before_three_digits_everywhere_are_open() -> None:
    result = extract.read(WHOLE.encode(), name="a.txt")
    told = {fact.printed: {c.value for c in fact.candidates} for fact in result.facts if fact.value is None}
    assert told["12.408"] == {"12408", "12408000"}
    assert not any(fact.trusted for fact in result.facts)
    assert [p.code for p in result.problems if p.code == "points_open"]


@pytest.mark.parametrize("beside", ["The rate was 4.5%.", "The rate was 4.125%.", "Sales were EUR 1,204 thousand."])
def test_a_number_with_decimals_shows_what_points_stand_before(beside: str) -> None:
    read = values(WHOLE.replace("Balance", f"{beside}\n\nBalance"), "a.txt")
    assert read["12.408"] == "12408"
