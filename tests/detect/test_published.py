"""The day of publication is the one on the cover or in the dateline, not any day that is mentioned."""

import pytest

from tests.detect.builders import document_of


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Example Inc.\n2006.11.9\n", "2006-11-09"),
        ("**Tokyo, August 13, 2007** - Example Inc. today announced its results.\n", "2007-08-13"),
        ("Example Inc. 2008.11.13\n", "2008-11-13"),
        ("Example Reports Fourth Quarter 2031 Results\n\nSAN JOSE, Calif., February 3, 2032\n", "2032-02-03"),
        ("Example Inc.\nJune 2007\n", "2007-06"),
        ("Example Conference\nSeptember 13-14, 2011\n", "2011-09-13"),
        ("2024年５月10日\n各位\n", "2024-05-10"),
        ("令和６年７月30日\n", "2024-07-30"),
        ("【提出日】\n平成26年５月12日\n", "2014-05-12"),
        ("14 February 2024\nResults\n", "2024-02-14"),
        ("Orchard Foods plc\nReleased on November 5, 2024.\n", "2024-11-05"),
        ("This report was issued on 3 June 2024.\n", "2024-06-03"),
        ("2024年11月５日公表\n", "2024-11-05"),
    ],
)
def test_cover_and_dateline(text: str, iso: str) -> None:
    assert document_of(text).published == iso


@pytest.mark.parametrize(
    "text",
    [
        "Results for the three months ended June 30, 2007\n",
        "配当支払開始予定日　2024年６月28日\n",
        "Scheduled date of filing: September 13, 2023\n",
        "As of March 31, 2011\n",
        "Shares issued on May 10, 2024\n",
        "The forecast announced on May 10, 2024 is unchanged.\n",
        "2024年５月10日に公表した業績予想\n",
        "2024年３月31日現在\n",
        "The 31st of February, February 31, 2024\n",
    ],
)
def test_other_days_are_not_the_day_of_publication(text: str) -> None:
    assert document_of(text).published is None


def test_two_dates_of_equal_standing_are_none() -> None:
    assert document_of("May 10, 2024\nMay 11, 2024\n").published is None
