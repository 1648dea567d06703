"""The canonical labels of parts of a fiscal year, and which part runs from its first day to the end of a quarter."""

from __future__ import annotations

from extract.lex.mention import PARTS, PeriodPart

CUMULATIVE: dict[str, PeriodPart] = {"Q1": "Q1", "Q2": "H1", "Q3": "9M", "Q4": "FY"}
"""The part that runs from the first day of the year to the end of a quarter."""

_PART_EN = {"Q1": "1Q", "Q2": "2Q", "Q3": "3Q", "Q4": "4Q", "H1": "1H", "H2": "2H", "9M": "9M", "FY": "FY"}
_PART_JA = {"Q1": "第1四半期", "Q2": "第2四半期", "Q3": "第3四半期", "Q4": "第4四半期", "H1": "上期", "H2": "下期",
            "9M": "第3四半期累計", "FY": ""}  # fmt: skip


def label_of(fiscal: str | None, year: int | None, part: PeriodPart | None) -> str | None:
    """The canonical label of a part of a fiscal year that is itself labelled `fiscal`.

    >>> label_of("FY2007", 2007, "Q1"), label_of("2025年3月期", 2025, "Q1"), label_of(None, None, "H2")
    ('1Q07', '2025年3月期第1四半期', '2H')
    """
    if part is None or part not in PARTS:
        return fiscal
    if fiscal is None:
        return _PART_EN[part]
    if part == "FY":
        return fiscal
    if fiscal.endswith("期") or fiscal.endswith("年度"):
        return fiscal + _PART_JA[part]
    if "/" in fiscal or year is None:
        return f"{_PART_EN[part]} {fiscal}"
    return f"{_PART_EN[part]}{year % 100:02d}"
