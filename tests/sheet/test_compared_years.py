"""Names of fiscal years that a table compares, told from the year that the document reports on."""

from __future__ import annotations

from textwrap import dedent

import pytest

from extract.pipeline import read

TABLE = """
    # {company}

    {title}

    {caption}

    | | {columns} |
    |---|---|---|
    | {row} | 4,812 | 4,377 |
    | {other} | 613 | 598 |
    """


def spans(company: str, title: str, caption: str, columns: str, row: str = "Revenue", other: str = "EBIT") -> list[str]:
    text = TABLE.format(company=company, title=title, caption=caption, columns=columns, row=row, other=other)
    facts = read(dedent(text).strip().encode(), name="release.md").facts
    periods = [fact.period for fact in facts if fact.label[-1:] == (row,)]
    return [f"{p.start or ''}~{p.end or ''}" if p is not None else "" for p in periods]


@pytest.mark.parametrize(
    ("title", "caption", "columns", "expected"),
    [
        (
            "Results for the year ended 30 June 2025",
            "(A$ million)",
            "FY25 | FY24",
            ["2024-07-01~2025-06-30", "2023-07-01~2024-06-30"],
        ),
        (
            "Harrow Stores: fiscal year ended January 31, 2025",
            "(in millions of US dollars)",
            "Fiscal 2024 | Fiscal 2023",
            ["2024-02-01~2025-01-31", "2023-02-01~2024-01-31"],
        ),
        # the later year may be the one to come
        ("Results for the year ended 31 March 2025", "EUR million", "FY2025 forecast | FY2024", ["~", "~"]),
        ("Results for the year ended 31 March 2025", "Outlook, EUR million", "FY2025 | FY2024", ["~", "~"]),
        # whole years behind the one of which a quarter is reported
        (
            "Results for the first quarter of the year ending 31 March 2026",
            "EUR million",
            "FY2025 | FY2024",
            ["~", "~"],
        ),
    ],
)
def test_the_later_of_two_years_compared_is_the_one_reported_on(
    title: str, caption: str, columns: str, expected: list[str]
) -> None:
    assert spans("Tarn Pumps Ltd", title, caption, columns) == expected


def test_years_under_a_caption_of_nine_months_are_nine_months_of_them() -> None:
    found = spans(
        "株式会社あさぎ書房",
        "2025年７月期 第３四半期 決算説明資料",
        "第３四半期累計（８月１日～４月30日）業績（単位：百万円）",
        "23年度 | 24年度",
        "売上高",
        "営業利益",
    )
    assert found == ["2023-08-01~2024-04-30", "2024-08-01~2025-04-30"]


def test_a_year_in_the_row_is_of_the_months_over_the_column() -> None:
    text = """
    # Corrib Packaging plc

    ($ million)

    | | Three Months Ended June 30, 2023 | Twelve Months Ended June 30, 2023 |
    |---|---|---|
    | Net sales fiscal 2023 | 781 | 3,162 |
    | Adjusted EBIT | 72 | 429 |
    """
    facts = read(dedent(text).strip().encode(), name="release.md").facts
    periods = [(f.period.start, f.period.end) for f in facts if f.period is not None]
    assert periods == [("2023-04-01", "2023-06-30"), ("2022-07-01", "2023-06-30")] * 2
