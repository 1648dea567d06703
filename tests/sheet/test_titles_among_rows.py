"""A title of figures among the rows of a table: the rows below it are of its period, and planned where it plans."""

from __future__ import annotations

import pytest

import extract

YEAR, NEXT = ("2023-04-01", "2024-03-31"), ("2024-04-01", "2025-03-31")
ONE = "Orbel KK (JPY million)\n\n\tYear ended March 31, 2024\tYoY\nNet sales\t840\t3.1%\nProfit\t62\t4.0%\n"
ONE_JA = "オーベル株式会社\n(百万円)\n\n\t2024年3月期\t前期比\n売上高\t840\t3.1%\n営業利益\t62\t4.0%\n"
TWO = "Orbel KK (JPY million)\n\n\tYear ended March 31, 2024\tYear ended March 31, 2023\nNet sales\t840\t815\n"


@pytest.mark.parametrize(
    ("text", "period", "scenario"),
    [
        (ONE + "Financial targets for the year ending March 31, 2025\nNet sales\t900\t7.1%\n", NEXT, "target"),
        (ONE + "Outlook for the year ending March 31, 2025\nTotal orders\t900\t7.1%\n", NEXT, "forecast"),
        (ONE + "Results for the year ended March 31, 2023\nNet sales\t900\t7.1%\n", ("2022-04-01", "2023-03-31"), None),
        (ONE_JA + "2025年3月期の業績予想\n売上高\t900\t7.1%\n", NEXT, "forecast"),
        # no titles of figures
        (ONE + "Bonds due March 31, 2025\nIssued\t900\t7.1%\n", YEAR, None),
        (ONE + "Stores opened since April 1, 2022\nNet sales of stores\t900\t7.1%\n", YEAR, None),
        # the columns tell their own periods
        (TWO + "Performance of the year ended March 31, 2023\nOrders\t900\t880\n", YEAR, None),
    ],
)
def test_rows_below_a_title(text: str, period: tuple[str, str], scenario: str | None) -> None:
    fact = next(f for f in extract.read(text.encode(), name="a.txt").facts if f.printed == "900")
    assert fact.period is not None and (fact.period.start, fact.period.end) == period
    assert fact.dimensions.get("scenario") == scenario
