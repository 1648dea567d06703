"""Summaries whose rows are periods and whose columns are measures, poured cell by cell or line by line."""

from __future__ import annotations

import pytest

from extract import model, read
from tests.tables.test_text_streams import heads, poured, rows

UNITS = ["Million yen", "%"]
AMOUNTS = [
    ["101,601", "13.0", "7,714", "114.0", "5,424", "115.8"],
    ["89,911", "-", "3,605", "(56.6)", "2,513", "(57.2)"],
]


def test_names_over_an_amount_and_a_rate_each() -> None:
    lines = ["(Percentages indicate year-on-year changes.)", "Net sales", "Operating profit", "Profit attributable to"]
    lines += ["owners of parent", "Six months ended", *UNITS * 3]
    lines += ["September 30, 2031", *AMOUNTS[0], "September 30, 2030", *AMOUNTS[1]]
    assert heads(lines) == [
        [(1, 2, "Net sales"), (3, 2, "Operating profit"), (5, 2, "Profit attributable to owners of parent")],
        [(0, 1, "Six months ended"), *((n, 1, UNITS[(n - 1) % 2]) for n in range(1, 7))],
    ]
    assert [[text for _, text in row] for row in rows(lines)[2:]] == [
        ["September 30, 2031", *AMOUNTS[0]],
        ["September 30, 2030", *AMOUNTS[1]],
    ]


def test_names_wrapped_side_by_side_are_put_together_as_the_vocabulary_knows_them() -> None:
    lines = [
        "Profit attributable to",
        "Basic earnings",
        "Diluted earnings",
        "owners of parent",
        "per share",
        "per share",
    ]
    lines += ["Million yen", "%", "Yen", "Yen", "March 31, 2031", "207", "4.1", "15.92", "15.90"]
    lines += ["March 31, 2030", "△ 155", "―", "△ 11.95", "―"]
    assert heads(lines)[0] == [
        (1, 2, "Profit attributable to owners of parent"),
        (3, 1, "Basic earnings per share"),
        (4, 1, "Diluted earnings per share"),
    ]


def test_names_and_the_label_of_the_first_row_on_one_line() -> None:
    lines = ["Net sales Operating income First half of fiscal year ending September 30, 2031 12,946", "(7.1%) 1,446"]
    lines += ["(11.5%) First half of fiscal year ended September 30, 2030 13,932", "(8.1%) 1,635", "19.2%"]
    assert heads(lines) == [[(1, 2, "Net sales"), (3, 2, "Operating income")]]


def test_labels_that_run_on_below_their_figures() -> None:
    lines = ["Total Assets", "Net Assets", "Equity Ratio", "Millions of yen", "Millions of yen", "%"]
    lines += ["2nd Quarter of the Year", "652,422", "205,661", "26.6", "Ending March, 2031"]
    lines += ["Year Ended March, 2030", "548,603", "187,895", "29.2"]
    assert [row[0] for row in rows(lines)[2:]] == [
        (0, "2nd Quarter of the Year Ending March, 2031"),
        (0, "Year Ended March, 2030"),
    ]


@pytest.mark.parametrize(
    "names",
    [
        ["Stores", "opened", "Orders"],  # three lines, two columns, and unknown names
        ["Orders"],
        ["stores opened", "orders taken"],  # nothing shows that a line begins a name
        ["Net sales", "Operating", "income", "Ordinary income"],  # one known name too many
    ],
)
def test_names_that_may_be_over_other_columns_head_none(names: list[str]) -> None:
    lines = [
        *names,
        "Million yen",
        "Million yen",
        "March 31, 2031",
        "27,226",
        "1,041",
        "March 31, 2030",
        "30,504",
        "825",
    ]
    named = {cell.text for table in poured(lines) for cell in table.grid.cells if cell.row < (table.grid.headers or 0)}
    assert not named & set(names)


def test_a_summary_on_lines_says_all_of_its_figures() -> None:
    lines = [
        "Summary of Results for the Second Quarter of the Year Ending March, 2031 (April 1, 2030 - September 30, 2030)"
    ]
    lines += ["(Yen in millions, rounded down)", "Net Sales", "Ordinary Income", *UNITS * 2]
    lines += ["2nd Quarter of the Year", "485,241", "17.7", "15,933", "27.9", "Ending March, 2031"]
    lines += ["2nd Quarter of the Year", "412,220", "5.2", "12,460", "21.6", "Ended March, 2030", "(Note) None", ""]
    facts = read("\n".join(lines).encode(), name="summary.txt").facts
    told = {fact.printed: (fact.value, fact.header[0], *dates(fact), fact.trusted) for fact in facts}
    assert told["485,241"] == ("485241000000", "Net Sales", "2030-04-01", "2030-09-30", True)
    assert told["12,460"] == ("12460000000", "Ordinary Income", "2029-04-01", "2029-09-30", True)
    assert told["27.9"] == ("27.9", "Ordinary Income", "2030-04-01", "2030-09-30", True)


def dates(fact: model.Fact) -> tuple[str | None, str | None]:
    return (fact.period.start, fact.period.end) if fact.period is not None else (None, None)


def test_names_units_and_rows_on_a_line_each() -> None:
    lines = [
        "Net sales Operating profit Profit attributable to owners of parent",
        "Nine months ended Million yen % Million yen % Million yen %",
    ]
    lines += ["December 31, 2031 45,120 8.3 3,411 12.0 2,400 9.9", "December 31, 2030 41,662 5.1 3,045 △2.1 2,184 3.0"]
    assert heads(lines)[0] == [
        (1, 2, "Net sales"),
        (3, 2, "Operating profit"),
        (5, 2, "Profit attributable to owners of parent"),
    ]
    assert [text for _, _, text in heads(lines)[1]] == ["Nine months ended", *UNITS * 3]
    assert [text for _, text in rows(lines)[3]] == [
        "December 31, 2030",
        "41,662",
        "5.1",
        "3,045",
        "△2.1",
        "2,184",
        "3.0",
    ]


def test_columns_of_dividends() -> None:
    lines = ["Annual dividends", "1st quarter-end 2nd quarter-end 3rd quarter-end Year-end Total"]
    lines += ["Fiscal year ended Yen Yen Yen Yen Yen", "March 31, 2031 - 20.00 - 22.00 42.00"]
    names = ["1st quarter-end", "2nd quarter-end", "3rd quarter-end", "Year-end", "Total"]
    assert [text for _, _, text in heads(lines)[0]] == names


def test_a_note_on_percentages_dates_no_forecast() -> None:
    text = "3. Forecast for the Fiscal Year Ending March 31, 2032\n"
    text += "(% indicates changes from the previous corresponding period.)\n"
    text += "Net sales Operating profit\nMillion yen % Million yen %\nFull year 61,000 7.0 4,600 9.1\n"
    facts = read(text.encode(), name="forecast.txt").facts
    assert {(fact.printed, *dates(fact), fact.dimensions["scenario"], fact.trusted) for fact in facts} == {
        (printed, "2031-04-01", "2032-03-31", "forecast", True) for printed in ("61,000", "7.0", "4,600", "9.1")
    }
