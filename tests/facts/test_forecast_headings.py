"""A table of one period under a heading of forecasts is of forecasts, though the document tells no period."""

import pytest

import extract

PAGE = """<html><body><h1>Example Corp. Results</h1><h2>{heading}</h2>
<table><tr><td>USD in millions</td>{years}</tr><tr><td>Revenue</td>{figures}</tr>
<tr><td>Operating income</td>{figures}</tr></table></body></html>"""


def scenarios(heading: str, *years: int) -> list[str | None]:
    page = PAGE.format(
        heading=heading,
        years="".join(f"<td>Year ending December 31, {year}</td>" for year in years),
        figures="".join(f"<td>5,{year - 1900}</td>" for year in years),
    )
    return [fact.dimensions.get("scenario") for fact in extract.read(page.encode(), name="a.html").facts]


@pytest.mark.parametrize("heading", ["Outlook", "Guidance", "Full Year Forecast", "業績予想"])
def test_a_heading_of_forecasts(heading: str) -> None:
    assert scenarios(heading, 2025) == ["target"] * 2


def test_other_headings_and_tables_that_hold_the_past_as_well() -> None:
    assert scenarios("Results", 2025) == [None] * 2
    assert scenarios("Outlook", 2024, 2025) == [None] * 4
