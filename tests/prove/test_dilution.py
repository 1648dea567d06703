"""A diluted amount per share above the basic one is a check that fails, and puts both in doubt."""

from __future__ import annotations

import pytest

import extract

TABLE = """Results for the year ended December 31, 2023

(In millions of U.S. dollars, except per share data)

| | Year ended December 31, 2023 | Year ended December 31, 2022 |
|---|---|---|
| Basic earnings per share | {basic} | 1.10 |
| Diluted earnings per share | {diluted} | 1.10 |
"""
TABLE_JA = """（単位：円）

| | 2023年3月期 | 2024年3月期 |
|---|---|---|
| １株当たり当期純利益 | {basic} | 31.20 |
| 潜在株式調整後１株当たり当期純利益 | {diluted} | 31.20 |
"""


@pytest.mark.parametrize("table", [TABLE, TABLE_JA])
@pytest.mark.parametrize(
    ("basic", "diluted", "fails"),
    [("1.20", "1.28", True), ("1.20", "1.20", False), ("1.20", "1.19", False), ("(1.20)", "(1.19)", False),
     ("1.20", "-", False)],
)  # fmt: skip
def test_dilution_makes_no_earnings(table: str, basic: str, diluted: str, fails: bool) -> None:
    result = extract.read(table.format(basic=basic, diluted=diluted).encode(), name="a.md")
    doubted = [f.printed for f in result.facts if "check_fails" in f.doubts]
    assert doubted == ([basic, diluted] if fails else [])
    assert [c.verdict for c in result.checks if c.identity == "dilution"] == (["fails"] if fails else [])
