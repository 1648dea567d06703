"""Five more first pages of summary reports, of invented issuers: English ones, a loss, an insurer, years of an era. Their
expectations were written before the pages were read for the first time."""

# ruff: noqa: E501  (pages, measured by ruff with Japanese letters counted twice)

from __future__ import annotations

import pytest

from extract.pipeline import read
from tests.facts.test_first_pages import (
    COMPREHENSIVE,
    DILUTED,
    DIVIDEND,
    EPS,
    FY23,
    FY24,
    FY25,
    OPERATING,
    ORDINARY,
    OWNERS,
    PRETAX,
    PROFIT,
    SALES,
    Expected,
    amounts,
    missed,
    of_rows,
    page,
    table,
)  # fmt: skip

# --- in English, Japanese standards, a year that ends in December
EN = page(
    "Consolidated Financial Results for the Fiscal Year Ended December 31, 2024 [Japanese GAAP]",
    "February 13, 2025",
    "Company name: Tokiwa Valve Co., Ltd.",
    "Stock exchange listing: Tokyo Stock Exchange",
    "Securities code: 6991",
    "(Amounts of less than one million yen are rounded down)",
    "1. Consolidated Financial Results for the Fiscal Year Ended December 31, 2024 (from January 1, 2024 to December 31, 2024)",
    "(1) Consolidated operating results (% indicates changes from the previous corresponding period)",
    table(
        ("", "Net sales*2", "Operating profit*2", "Ordinary profit*2", "Profit attributable to owners of parent*2"),
        ("Fiscal year ended", "Million yen", "%", "Million yen", "%", "Million yen", "%", "Million yen", "%"),
        ("December 31, 2024", "61,204", "4.4", "5,118", "9.1", "5,330", "8.0", "3,604", "7.7"),
        ("December 31, 2023", "58,611", "2.0", "4,690", "(1.4)", "4,935", "0.6", "3,347", "1.9"),
    ),
    table(
        ("", "Basic earnings per share", "Diluted earnings per share", "Return on equity"),
        ("Fiscal year ended", "Yen", "Yen", "%"),
        ("December 31, 2024", "181.22", "180.95", "9.9"),
        ("December 31, 2023", "168.04", "167.80", "9.8"),
    ),
    "2. Cash dividends",
    table(
        ("", "Annual dividends per share*5"),
        ("", "1st quarter-end", "2nd quarter-end", "3rd quarter-end", "Fiscal year-end", "Total"),
        ("", "Yen", "Yen", "Yen", "Yen", "Yen"),
        ("Fiscal year ended December 31, 2023", "-", "24.00", "-", "26.00", "50.00"),
        ("Fiscal year ended December 31, 2024", "-", "27.00", "-", "29.00", "56.00"),
        ("Fiscal year ending December 31, 2025 (forecast)", "-", "30.00", "-", "30.00", "60.00"),
    ),
    "3. Forecast of Consolidated Financial Results for the Fiscal Year Ending December 31, 2025 (from January 1, 2025 to December 31, 2025)",
    "(% indicates changes from the previous corresponding period)",
    table(
        (
            "",
            "Net sales*2",
            "Operating profit*2",
            "Ordinary profit*2",
            "Profit attributable to owners of parent*2",
            "Basic earnings per share",
        ),
        ("", "Million yen", "%", "Million yen", "%", "Million yen", "%", "Million yen", "%", "Yen"),
        ("Six months ending June 30, 2025", "31,000", "2.2", "2,500", "1.9", "2,600", "1.5", "1,750", "1.1", "88.00"),
        ("Full year", "63,000", "2.9", "5,400", "5.5", "5,600", "5.1", "3,800", "5.4", "191.08"),
    ),
)
C24, C23, C25 = ("2024-01-01", "2024-12-31"), ("2023-01-01", "2023-12-31"), ("2025-01-01", "2025-12-31")
CH = ("2025-01-01", "2025-06-30")
EN_X = (
    *of_rows(
        ((*C24, None), (*C23, None)),
        (SALES, OPERATING, ORDINARY, OWNERS),
        (("61,204", "5,118", "5,330", "3,604"), ("58,611", "4,690", "4,935", "3,347")),
    ),
    *of_rows(((*C24, None), (*C23, None)), (EPS, DILUTED), (("181.22", "180.95"), ("168.04", "167.80"))),
    Expected("50.00", DIVIDEND, *C23),
    Expected("56.00", DIVIDEND, *C24),
    Expected("60.00", DIVIDEND, *C25, "forecast"),
    *of_rows(
        ((*CH, "forecast"), (*C25, "forecast")),
        (SALES, OPERATING, ORDINARY, OWNERS, EPS),
        (("31,000", "2,500", "2,600", "1,750", "88.00"), ("63,000", "5,400", "5,600", "3,800", "191.08")),
    ),
)
# --- a loss of three quarters, and one expected
Q = ("2024-04-01", "2024-12-31")
P = ("2023-04-01", "2023-12-31")
LOSS = page(
    "2025年３月期　第３四半期決算短信〔日本基準〕（連結）",
    "2025年２月７日",
    "上場会社名　株式会社ひのき電装　上場取引所　東",
    "コード番号　6998",
    "（百万円未満切捨て）",
    "１．2025年３月期第３四半期の連結業績（2024年４月１日～2024年12月31日）",
    "（１）連結経営成績（累計）　（％表示は、対前年同四半期増減率）",
    table(
        *amounts("売上高", "営業利益", "経常利益", "親会社株主に帰属する四半期純利益"),
        ("2025年３月期第３四半期", "21,440", "△6.2", "△318", "－", "△402", "－", "△611", "－"),
        ("2024年３月期第３四半期", "22,857", "1.1", "204", "△71.0", "233", "△68.9", "97", "△80.4"),
    ),
    "（注）包括利益　2025年３月期第３四半期　△588百万円（－％）　2024年３月期第３四半期　141百万円（△77.2％）",
    table(
        ("", "１株当たり四半期純利益", "潜在株式調整後１株当たり四半期純利益"),
        ("", "円 銭", "円 銭"),
        ("2025年３月期第３四半期", "△44.31", "－"),
        ("2024年３月期第３四半期", "7.03", "－"),
    ),
    "２．配当の状況",
    table(
        ("", "年間配当金*5"),
        ("", "第１四半期末", "第２四半期末", "第３四半期末", "期末", "合計"),
        ("", "円 銭", "円 銭", "円 銭", "円 銭", "円 銭"),
        ("2024年３月期", "－", "6.00", "－", "8.00", "14.00"),
        ("2025年３月期", "－", "6.00", "－", "", ""),
        ("2025年３月期（予想）", "", "", "", "2.00", "8.00"),
    ),
    "３．2025年３月期の連結業績予想（2024年４月１日～2025年３月31日）",
    "（％表示は、対前期増減率）",
    table(
        ("", "売上高*2", "営業利益*2", "経常利益*2", "親会社株主に帰属する当期純利益*2", "１株当たり当期純利益"),
        ("", "百万円", "％", "百万円", "％", "百万円", "％", "百万円", "％", "円 銭"),
        ("通期", "29,500", "△4.9", "△250", "－", "△350", "－", "△700", "－", "△50.76"),
    ),
)
LOSS_X = (
    *of_rows(
        ((*Q, None), (*P, None)),
        (SALES, OPERATING, ORDINARY, OWNERS),
        (("21,440", "△318", "△402", "△611"), ("22,857", "204", "233", "97")),
    ),
    Expected("△588", COMPREHENSIVE, *Q),
    Expected("141", COMPREHENSIVE, *P),
    Expected("△44.31", EPS, *Q),
    Expected("7.03", EPS, *P),
    Expected("14.00", DIVIDEND, *FY24),
    Expected("8.00", DIVIDEND, *FY25, "forecast"),
    *of_rows(
        ((*FY25, "forecast"),),
        (SALES, OPERATING, ORDINARY, OWNERS, EPS),
        (("29,500", "△250", "△350", "△700", "△50.76"),),
    ),
)
# --- an insurer, a year
INS = page(
    "2024年３月期　決算短信〔日本基準〕（連結）",
    "2024年５月20日",
    "上場会社名　かもめ火災ホールディングス株式会社　上場取引所　東",
    "コード番号　8799",
    "（百万円未満切捨て）",
    "１．2024年３月期の連結業績（2023年４月１日～2024年３月31日）",
    "（１）連結経営成績　（％表示は対前期増減率）",
    table(
        *amounts("経常収益", "経常利益", "親会社株主に帰属する当期純利益"),
        ("2024年３月期", "912,404", "5.2", "61,330", "22.4", "43,218", "20.9"),
        ("2023年３月期", "867,305", "3.3", "50,106", "△9.8", "35,747", "△8.8"),
    ),
    table(
        ("", "１株当たり当期純利益", "潜在株式調整後１株当たり当期純利益"),
        ("", "円 銭", "円 銭"),
        ("2024年３月期", "301.15", "300.88"),
        ("2023年３月期", "249.09", "248.82"),
    ),
    "２．配当の状況",
    table(
        ("", "年間配当金*5"),
        ("", "第１四半期末", "第２四半期末", "第３四半期末", "期末", "合計"),
        ("", "円 銭", "円 銭", "円 銭", "円 銭", "円 銭"),
        ("2023年３月期", "－", "50.00", "－", "55.00", "105.00"),
        ("2024年３月期", "－", "60.00", "－", "65.00", "125.00"),
        ("2025年３月期（予想）", "－", "70.00", "－", "70.00", "140.00"),
    ),
    "３．2025年３月期の連結業績予想（2024年４月１日～2025年３月31日）",
    "（％表示は対前期増減率）",
    table(
        ("", "経常収益*2", "経常利益*2", "親会社株主に帰属する当期純利益*2", "１株当たり当期純利益"),
        ("", "百万円", "％", "百万円", "％", "百万円", "％", "円 銭"),
        ("通期", "930,000", "1.9", "65,000", "6.0", "46,000", "6.4", "320.54"),
    ),
)
INS_X = (
    *of_rows(
        ((*FY24, None), (*FY23, None)),
        ("OrdinaryIncomeBNK", ORDINARY, OWNERS),
        (("912,404", "61,330", "43,218"), ("867,305", "50,106", "35,747")),
    ),
    *of_rows(((*FY24, None), (*FY23, None)), (EPS, DILUTED), (("301.15", "300.88"), ("249.09", "248.82"))),
    Expected("105.00", DIVIDEND, *FY23),
    Expected("125.00", DIVIDEND, *FY24),
    Expected("140.00", DIVIDEND, *FY25, "forecast"),
    *of_rows(
        ((*FY25, "forecast"),),
        ("OrdinaryIncomeBNK", ORDINARY, OWNERS, EPS),
        (("930,000", "65,000", "46,000", "320.54"),),
    ),
)
# --- years of an era, the company alone
R = page(
    "令和６年11月期　決算短信〔日本基準〕（非連結）",
    "令和７年１月10日",
    "上場会社名　株式会社こまどり教育　上場取引所　東",
    "コード番号　9798",
    "（百万円未満切捨て）",
    "１．令和６年11月期の業績（令和５年12月１日～令和６年11月30日）",
    "（１）経営成績　（％表示は対前期増減率）",
    table(
        *amounts("営業収益", "営業利益", "経常利益", "当期純利益"),
        ("令和６年11月期", "7,315", "12.0", "611", "31.1", "618", "30.4", "402", "28.8"),
        ("令和５年11月期", "6,531", "8.8", "466", "4.0", "474", "3.7", "312", "2.0"),
    ),
    table(
        ("", "１株当たり当期純利益", "潜在株式調整後１株当たり当期純利益"),
        ("", "円 銭", "円 銭"),
        ("令和６年11月期", "61.08", "60.40"),
        ("令和５年11月期", "47.41", "－"),
    ),
    "２．配当の状況",
    table(
        ("", "年間配当金*5"),
        ("", "第１四半期末", "第２四半期末", "第３四半期末", "期末", "合計"),
        ("", "円 銭", "円 銭", "円 銭", "円 銭", "円 銭"),
        ("令和５年11月期", "－", "0.00", "－", "10.00", "10.00"),
        ("令和６年11月期", "－", "0.00", "－", "14.00", "14.00"),
        ("令和７年11月期（予想）", "－", "0.00", "－", "16.00", "16.00"),
    ),
    "３．令和７年11月期の業績予想（令和６年12月１日～令和７年11月30日）",
    "（％表示は、通期は対前期、四半期は対前年同四半期増減率）",
    table(
        ("", "営業収益*2", "営業利益*2", "経常利益*2", "当期純利益*2", "１株当たり当期純利益"),
        ("", "百万円", "％", "百万円", "％", "百万円", "％", "百万円", "％", "円 銭"),
        ("第２四半期（累計）", "3,800", "6.0", "280", "4.1", "282", "4.0", "184", "3.4", "27.96"),
        ("通期", "8,000", "9.4", "680", "11.3", "690", "11.7", "450", "11.9", "68.38"),
    ),
)
RY, RP, RN, RH = (
    ("2023-12-01", "2024-11-30"),
    ("2022-12-01", "2023-11-30"),
    ("2024-12-01", "2025-11-30"),
    ("2024-12-01", "2025-05-31"),
)
R_X = (
    *of_rows(
        ((*RY, None), (*RP, None)),
        (SALES, OPERATING, ORDINARY, PROFIT),
        (("7,315", "611", "618", "402"), ("6,531", "466", "474", "312")),
    ),
    *of_rows(((*RY, None), (*RP, None)), (EPS, DILUTED), (("61.08", "60.40"), ("47.41", "－"))),
    Expected("10.00", DIVIDEND, *RP),
    Expected("14.00", DIVIDEND, *RY),
    Expected("16.00", DIVIDEND, *RN, "forecast"),
    *of_rows(
        ((*RH, "forecast"), (*RN, "forecast")),
        (SALES, OPERATING, ORDINARY, PROFIT, EPS),
        (("3,800", "280", "282", "184", "27.96"), ("8,000", "680", "690", "450", "68.38")),
    ),
)
# --- in English, IFRS, three quarters
E5 = page(
    "Consolidated Financial Results for the Nine Months Ended December 31, 2024 [IFRS]",
    "January 31, 2025",
    "Company name: Mikasa Robotics Corporation",
    "Code number: 6990",
    "(Amounts are rounded to the nearest million yen)",
    "1. Consolidated Financial Results for the Nine Months Ended December 31, 2024 (April 1, 2024 to December 31, 2024)",
    "(1) Consolidated Operating Results (cumulative) (% indicates changes from the previous corresponding period)",
    table(
        ("", "Revenue*2", "Operating profit*2", "Profit before tax*2", "Profit attributable to owners of the parent*2"),
        ("", "Millions of yen", "%", "Millions of yen", "%", "Millions of yen", "%", "Millions of yen", "%"),
        ("Nine months ended December 31, 2024", "301,884", "8.1", "41,206", "14.2", "42,018", "13.9", "29,774", "12.1"),
        (
            "Nine months ended December 31, 2023",
            "279,263",
            "3.0",
            "36,082",
            "(2.2)",
            "36,891",
            "(3.0)",
            "26,560",
            "(2.7)",
        ),
    ),
    table(
        ("", "Basic earnings per share", "Diluted earnings per share"),
        ("", "Yen", "Yen"),
        ("Nine months ended December 31, 2024", "148.87", "148.70"),
        ("Nine months ended December 31, 2023", "132.80", "132.66"),
    ),
    "2. Dividends",
    table(
        ("", "Annual dividends per share*5"),
        ("", "First quarter-end", "Second quarter-end", "Third quarter-end", "Year-end", "Total"),
        ("", "Yen", "Yen", "Yen", "Yen", "Yen"),
        ("Year ended March 31, 2024", "-", "20.00", "-", "22.00", "42.00"),
        ("Year ending March 31, 2025", "-", "24.00", "-", "", ""),
        ("Year ending March 31, 2025 (Forecast)", "", "", "", "25.00", "49.00"),
    ),
    "3. Consolidated Financial Forecasts for the Year Ending March 31, 2025 (April 1, 2024 to March 31, 2025)",
    "(% indicates changes from the previous year)",
    table(
        (
            "",
            "Revenue*2",
            "Operating profit*2",
            "Profit before tax*2",
            "Profit attributable to owners of the parent*2",
            "Basic earnings per share",
        ),
        ("", "Millions of yen", "%", "Millions of yen", "%", "Millions of yen", "%", "Millions of yen", "%", "Yen"),
        ("Full year", "410,000", "6.9", "55,000", "10.0", "56,000", "9.4", "39,500", "8.8", "197.50"),
    ),
)
E5_X = (
    *of_rows(
        ((*Q, None), (*P, None)),
        (SALES, OPERATING, PRETAX, OWNERS),
        (("301,884", "41,206", "42,018", "29,774"), ("279,263", "36,082", "36,891", "26,560")),
    ),
    *of_rows(((*Q, None), (*P, None)), (EPS, DILUTED), (("148.87", "148.70"), ("132.80", "132.66"))),
    Expected("42.00", DIVIDEND, *FY24),
    Expected("49.00", DIVIDEND, *FY25, "forecast"),
    *of_rows(
        ((*FY25, "forecast"),),
        (SALES, OPERATING, PRETAX, OWNERS, EPS),
        (("410,000", "55,000", "56,000", "39,500", "197.50"),),
    ),
)
PAGES = {
    "english": (EN, EN_X),
    "a loss": (LOSS, LOSS_X),
    "an insurer": (INS, INS_X),
    "years of an era": (R, R_X),
    "english, ifrs": (E5, E5_X),
}


ISSUERS = {
    "english": "Tokiwa Valve Co., Ltd.",
    "a loss": "株式会社ひのき電装",
    "an insurer": "かもめ火災ホールディングス株式会社",
    "years of an era": "株式会社こまどり教育",
    "english, ifrs": "Mikasa Robotics Corporation",
}


@pytest.mark.parametrize("name", ISSUERS)
def test_every_figure_of_a_first_page_is_known(name: str) -> None:
    data, expected = PAGES[name]
    result = read(data, name="tanshin.html")
    assert missed(result.facts, expected) == []
    assert result.document.issuer.name == ISSUERS[name]


@pytest.mark.parametrize(
    "note",
    [
        "(% indicates changes from the previous corresponding period)",
        "(Percentages indicate year-on-year changes from the previous year)",
        "(Percentage figures represent changes from the previous fiscal year.)",
    ],
)
def test_what_percentages_compare_with_is_no_time_of_figures(note: str) -> None:
    text = page(
        "Company name: Tokiwa Valve Co., Ltd.",
        "3. Forecast for the Fiscal Year Ending December 31, 2025 (from January 1, 2025 to December 31, 2025)",
        note,
        table(("", "Net sales*2"), ("", "Million yen", "%"), ("Full year", "63,000", "2.9")),
    )
    fact = next(fact for fact in read(text, name="tanshin.html").facts if fact.printed == "63,000")
    assert fact.period is not None and (fact.period.start, fact.period.end) == ("2025-01-01", "2025-12-31")
    assert fact.dimensions["scenario"] == "forecast"
