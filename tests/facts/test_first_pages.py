"""First pages of summary reports (決算短信), of invented issuers: what each figure is, of which period, and whether it was
reached or is expected. The expectations were written before the pages were read for the first time."""

# ruff: noqa: E501  (pages, measured by ruff with Japanese letters counted twice)

from __future__ import annotations

from typing import NamedTuple

import pytest

from extract.model import Fact
from extract.pipeline import read

SALES, OPERATING, ORDINARY, OWNERS = (
    "Revenues", "OperatingIncome", "OrdinaryIncome", "ProfitLossAttributableToOwnersOfParent"
)  # fmt: skip
EPS, DILUTED, DIVIDEND = "EarningsPerShareBasic", "EarningsPerShareDiluted", "DividendPerShare"
PROFIT, PRETAX, COMPREHENSIVE = "ProfitLoss", "ProfitLossBeforeTax", "ComprehensiveIncome"


class Expected(NamedTuple):
    """A figure: its print, its concept, the days of its period, and its scenario (None for what was reached)."""

    printed: str
    concept: str
    start: str | None
    end: str
    scenario: str | None = None


def table(*rows: tuple[str, ...]) -> str:
    """Rows of cells; `売上高*2` is a cell over two columns."""
    lines = []
    for row in rows:
        cells = []
        for cell in row:
            text, _, span = cell.partition("*")
            cells.append(f'<td colspan="{span}">{text}</td>' if span else f"<td>{text}</td>")
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return f"<table>{''.join(lines)}</table>"


def page(*parts: str) -> bytes:
    body = "".join(part if part.startswith("<table") else f"<p>{part}</p>" for part in parts)
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>{body}</body></html>'.encode()


def amounts(*headings: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The head of a table of results: amounts, each with its change in percent."""
    return ("", *(f"{heading}*2" for heading in headings)), ("", *(("百万円", "％") * len(headings)))


def of_rows(
    periods: tuple[tuple[str | None, str, str | None], ...],
    concepts: tuple[str, ...],
    figures: tuple[tuple[str, ...], ...],
) -> tuple[Expected, ...]:
    """The expectations of a table: a period for each row, a concept for each column; `−` is no figure."""
    return tuple(
        Expected(printed, concept, start, end, scenario)
        for (start, end, scenario), row in zip(periods, figures, strict=True)
        for concept, printed in zip(concepts, row, strict=True)
        if printed != "－"
    )


def both(row: tuple[str, ...], changes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(cell for pair in zip(row, changes, strict=True) for cell in pair)


FY23, FY24, FY25 = ("2022-04-01", "2023-03-31"), ("2023-04-01", "2024-03-31"), ("2024-04-01", "2025-03-31")

# --- Japanese standards, consolidated, a year ------------------------------------------------------------------

_RESULTS = (("48,213", "3,907", "4,116", "2,688"), ("45,530", "3,512", "3,604", "2,391"))
_FORECAST = (("24,600", "1,900", "2,000", "1,300", "61.35"), ("50,500", "4,200", "4,350", "2,900", "136.86"))
JP_GAAP = page(
    "2024年３月期　決算短信〔日本基準〕（連結）", "2024年５月10日",
    "上場会社名　株式会社みなと精工　上場取引所　東", "コード番号　6999　ＵＲＬ　https://minato.example/",
    "代表者　（役職名）代表取締役社長　（氏名）山田　太郎", "（百万円未満切捨て）",
    "１．2024年３月期の連結業績（2023年４月１日～2024年３月31日）", "（１）連結経営成績　（％表示は対前期増減率）",
    table(
        *amounts("売上高", "営業利益", "経常利益", "親会社株主に帰属する当期純利益"),
        ("2024年３月期", *both(_RESULTS[0], ("5.9", "11.2", "14.2", "12.4"))),
        ("2023年３月期", *both(_RESULTS[1], ("3.1", "△2.0", "△1.1", "4.8"))),
    ),
    "（注）包括利益　2024年３月期　3,015百万円（20.3％）　2023年３月期　2,506百万円（△7.7％）",
    table(
        ("", "１株当たり当期純利益", "潜在株式調整後１株当たり当期純利益", "自己資本当期純利益率", "総資産経常利益率", "売上高営業利益率"),
        ("", "円 銭", "円 銭", "％", "％", "％"),
        ("2024年３月期", "126.86", "126.11", "9.4", "8.2", "8.1"),
        ("2023年３月期", "112.84", "－", "8.9", "7.5", "7.7"),
    ),
    "（２）連結財政状態",
    table(
        ("", "総資産", "純資産", "自己資本比率", "１株当たり純資産"),
        ("", "百万円", "百万円", "％", "円 銭"),
        ("2024年３月期", "51,877", "29,906", "57.3", "1,402.88"),
        ("2023年３月期", "48,642", "27,755", "56.7", "1,301.54"),
    ),
    "（３）連結キャッシュ・フローの状況",
    table(
        ("", "営業活動によるキャッシュ・フロー", "投資活動によるキャッシュ・フロー", "財務活動によるキャッシュ・フロー", "現金及び現金同等物期末残高"),
        ("", "百万円", "百万円", "百万円", "百万円"),
        ("2024年３月期", "4,722", "△2,318", "△1,205", "9,614"),
        ("2023年３月期", "3,981", "△1,877", "△940", "8,415"),
    ),
    "２．配当の状況",
    table(
        ("", "年間配当金*5", "配当金総額（合計）", "配当性向（連結）", "純資産配当率（連結）"),
        ("", "第１四半期末", "第２四半期末", "第３四半期末", "期末", "合計", "", "", ""),
        ("", "円 銭", "円 銭", "円 銭", "円 銭", "円 銭", "百万円", "％", "％"),
        ("2023年３月期", "－", "15.00", "－", "18.00", "33.00", "699", "29.2", "2.6"),
        ("2024年３月期", "－", "18.00", "－", "20.00", "38.00", "805", "30.0", "2.8"),
        ("2025年３月期（予想）", "－", "20.00", "－", "21.00", "41.00", "", "30.0", ""),
    ),
    "３．2025年３月期の連結業績予想（2024年４月１日～2025年３月31日）", "（％表示は、通期は対前期、四半期は対前年同四半期増減率）",
    table(
        ("", "売上高*2", "営業利益*2", "経常利益*2", "親会社株主に帰属する当期純利益*2", "１株当たり当期純利益"),
        ("", "百万円", "％", "百万円", "％", "百万円", "％", "百万円", "％", "円 銭"),
        ("第２四半期（累計）", *both(_FORECAST[0][:4], ("3.3", "2.1", "1.8", "0.9")), _FORECAST[0][4]),
        ("通期", *both(_FORECAST[1][:4], ("4.7", "7.5", "5.7", "7.9")), _FORECAST[1][4]),
    ),
)  # fmt: skip
JP_GAAP_EXPECTED = (
    *of_rows(((*FY24, None), (*FY23, None)), (SALES, OPERATING, ORDINARY, OWNERS), _RESULTS),
    Expected("3,015", COMPREHENSIVE, *FY24), Expected("2,506", COMPREHENSIVE, *FY23),
    *of_rows(((*FY24, None), (*FY23, None)), (EPS, DILUTED), (("126.86", "126.11"), ("112.84", "－"))),
    *of_rows(((None, "2024-03-31", None), (None, "2023-03-31", None)), ("Assets", "NetAssets", "EquityToAssetRatio", "NetAssetsPerShare"),
             (("51,877", "29,906", "57.3", "1,402.88"), ("48,642", "27,755", "56.7", "1,301.54"))),
    *of_rows(((*FY24, None), (*FY23, None)),
             ("NetCashProvidedByUsedInOperatingActivities", "NetCashProvidedByUsedInInvestmentActivities", "NetCashProvidedByUsedInFinancingActivities"),
             (("4,722", "△2,318", "△1,205"), ("3,981", "△1,877", "△940"))),
    Expected("9,614", "CashAndCashEquivalents", None, "2024-03-31"), Expected("8,415", "CashAndCashEquivalents", None, "2023-03-31"),
    Expected("33.00", DIVIDEND, *FY23), Expected("38.00", DIVIDEND, *FY24), Expected("41.00", DIVIDEND, *FY25, "forecast"),
    *of_rows((("2024-04-01", "2024-09-30", "forecast"), (*FY25, "forecast")), (SALES, OPERATING, ORDINARY, OWNERS, EPS), _FORECAST),
)  # fmt: skip

# --- IFRS, consolidated, a quarter -----------------------------------------------------------------------------

_IFRS_RESULTS = (
    ("31,804", "2,944", "3,015", "2,131", "2,077", "2,702"),
    ("29,661", "2,610", "2,588", "1,844", "1,802", "1,512"),
)
Q1_24, Q1_23 = ("2024-04-01", "2024-06-30"), ("2023-04-01", "2023-06-30")
IFRS = page(
    "2025年３月期　第１四半期決算短信〔IFRS〕（連結）", "2024年８月９日",
    "上場会社名　あおば化学株式会社　上場取引所　東", "コード番号　4998", "（百万円未満四捨五入）",
    "１．2025年３月期第１四半期の連結業績（2024年４月１日～2024年６月30日）", "（１）連結経営成績（累計）　（％表示は、対前年同四半期増減率）",
    table(
        *amounts("売上収益", "営業利益", "税引前利益", "四半期利益", "親会社の所有者に帰属する四半期利益", "四半期包括利益合計額"),
        ("2025年３月期第１四半期", *both(_IFRS_RESULTS[0], ("7.2", "12.8", "16.5", "15.6", "15.3", "78.7"))),
        ("2024年３月期第１四半期", *both(_IFRS_RESULTS[1], ("4.0", "△3.3", "△4.1", "△5.0", "△5.2", "△21.4"))),
    ),
    table(
        ("", "基本的１株当たり四半期利益", "希薄化後１株当たり四半期利益"),
        ("", "円 銭", "円 銭"),
        ("2025年３月期第１四半期", "41.54", "41.50"),
        ("2024年３月期第１四半期", "36.04", "36.01"),
    ),
    "（２）連結財政状態",
    table(
        ("", "資産合計", "資本合計", "親会社の所有者に帰属する持分", "親会社所有者帰属持分比率"),
        ("", "百万円", "百万円", "百万円", "％"),
        ("2025年３月期第１四半期", "142,905", "78,114", "76,902", "53.8"),
        ("2024年３月期", "139,377", "76,420", "75,261", "54.0"),
    ),
    "２．配当の状況",
    table(
        ("", "年間配当金*5"),
        ("", "第１四半期末", "第２四半期末", "第３四半期末", "期末", "合計"),
        ("", "円 銭", "円 銭", "円 銭", "円 銭", "円 銭"),
        ("2024年３月期", "－", "22.00", "－", "24.00", "46.00"),
        ("2025年３月期", "－", "", "", "", ""),
        ("2025年３月期（予想）", "", "25.00", "－", "26.00", "51.00"),
    ),
    "（注）直近に公表されている配当予想からの修正の有無：無",
    "３．2025年３月期の連結業績予想（2024年４月１日～2025年３月31日）", "（％表示は、通期は対前期、四半期は対前年同四半期増減率）",
    table(
        ("", "売上収益*2", "営業利益*2", "税引前利益*2", "親会社の所有者に帰属する当期利益*2", "基本的１株当たり当期利益"),
        ("", "百万円", "％", "百万円", "％", "百万円", "％", "百万円", "％", "円 銭"),
        ("第２四半期（累計）", "64,000", "5.5", "5,600", "8.1", "5,650", "8.0", "3,950", "8.8", "79.00"),
        ("通期", "131,000", "4.4", "12,100", "6.9", "12,200", "6.5", "8,600", "7.0", "172.00"),
    ),
)  # fmt: skip
IFRS_EXPECTED = (
    *of_rows(((*Q1_24, None), (*Q1_23, None)), (SALES, OPERATING, PRETAX, PROFIT, OWNERS, COMPREHENSIVE), _IFRS_RESULTS),
    *of_rows(((*Q1_24, None), (*Q1_23, None)), (EPS, DILUTED), (("41.54", "41.50"), ("36.04", "36.01"))),
    *of_rows(((None, "2024-06-30", None), (None, "2024-03-31", None)), ("Assets", "Equity", "EquityAttributableToOwnersOfParent"),
             (("142,905", "78,114", "76,902"), ("139,377", "76,420", "75,261"))),
    Expected("46.00", DIVIDEND, *FY24), Expected("51.00", DIVIDEND, *FY25, "forecast"),
    *of_rows((("2024-04-01", "2024-09-30", "forecast"), (*FY25, "forecast")), (SALES, OPERATING, PRETAX, OWNERS, EPS),
             (("64,000", "5,600", "5,650", "3,950", "79.00"), ("131,000", "12,100", "12,200", "8,600", "172.00"))),
)  # fmt: skip

# --- US standards, consolidated, a year that ends in December ----------------------------------------------------

Y23, Y22, Y24 = ("2023-01-01", "2023-12-31"), ("2022-01-01", "2022-12-31"), ("2024-01-01", "2024-12-31")
_US_RESULTS = (("418,770", "35,118", "36,204", "24,915"), ("402,316", "31,960", "33,051", "22,870"))
US_GAAP = page(
    "2023年12月期　決算短信〔米国基準〕（連結）", "2024年２月14日", "上場会社名　ほくと電機株式会社　上場取引所　東　名", "コード番号　6997",
    "（百万円未満四捨五入）", "１．2023年12月期の連結業績（2023年１月１日～2023年12月31日）", "（１）連結経営成績　（％表示は対前期増減率）",
    table(
        *amounts("売上高", "営業利益", "税引前当期純利益", "当社株主に帰属する当期純利益"),
        ("2023年12月期", *both(_US_RESULTS[0], ("4.1", "9.9", "9.5", "8.9"))),
        ("2022年12月期", *both(_US_RESULTS[1], ("6.8", "3.2", "2.5", "1.4"))),
    ),
    table(
        ("", "１株当たり当社株主に帰属する当期純利益", "希薄化後１株当たり当社株主に帰属する当期純利益"),
        ("", "円 銭", "円 銭"),
        ("2023年12月期", "249.15", "248.90"),
        ("2022年12月期", "228.70", "228.44"),
    ),
    "（２）連結財政状態",
    table(
        ("", "総資産", "純資産", "株主資本", "株主資本比率"),
        ("", "百万円", "百万円", "百万円", "％"),
        ("2023年12月期", "533,806", "301,442", "296,018", "55.5"),
        ("2022年12月期", "511,290", "284,006", "278,977", "54.6"),
    ),
    "２．配当の状況",
    table(
        ("", "年間配当金*5"),
        ("", "第１四半期末", "第２四半期末", "第３四半期末", "期末", "合計"),
        ("", "円 銭", "円 銭", "円 銭", "円 銭", "円 銭"),
        ("2022年12月期", "－", "35.00", "－", "35.00", "70.00"),
        ("2023年12月期", "－", "37.50", "－", "37.50", "75.00"),
        ("2024年12月期（予想）", "－", "40.00", "－", "40.00", "80.00"),
    ),
    "３．2024年12月期の連結業績予想（2024年１月１日～2024年12月31日）", "（％表示は対前期増減率）",
    table(
        ("", "売上高*2", "営業利益*2", "税引前当期純利益*2", "当社株主に帰属する当期純利益*2", "１株当たり当社株主に帰属する当期純利益"),
        ("", "百万円", "％", "百万円", "％", "百万円", "％", "百万円", "％", "円 銭"),
        ("通期", "431,000", "2.9", "37,000", "5.4", "37,500", "3.6", "26,000", "4.4", "260.00"),
    ),
)  # fmt: skip
US_GAAP_EXPECTED = (
    *of_rows(((*Y23, None), (*Y22, None)), (SALES, OPERATING, PRETAX, OWNERS), _US_RESULTS),
    *of_rows(((*Y23, None), (*Y22, None)), (EPS, DILUTED), (("249.15", "248.90"), ("228.70", "228.44"))),
    *of_rows(((None, "2023-12-31", None), (None, "2022-12-31", None)), ("Assets", "NetAssets"), (("533,806", "301,442"), ("511,290", "284,006"))),
    Expected("70.00", DIVIDEND, *Y22), Expected("75.00", DIVIDEND, *Y23), Expected("80.00", DIVIDEND, *Y24, "forecast"),
    *of_rows(((*Y24, "forecast"),), (SALES, OPERATING, PRETAX, OWNERS, EPS), (("431,000", "37,000", "37,500", "26,000", "260.00"),)),
)  # fmt: skip

# --- Japanese standards, the company alone, three quarters of a year that ends in August -------------------------

Q3_24, Q3_23 = ("2023-09-01", "2024-05-31"), ("2022-09-01", "2023-05-31")
Y8_23, Y8_24 = ("2022-09-01", "2023-08-31"), ("2023-09-01", "2024-08-31")
_ALONE = (("5,918", "402", "411", "287"), ("5,377", "△58", "△49", "△61"))
ALONE = page(
    "2024年８月期　第３四半期決算短信〔日本基準〕（非連結）", "2024年７月12日", "上場会社名　つばめサービス株式会社　上場取引所　東", "コード番号　9997",
    "（百万円未満切捨て）", "１．2024年８月期第３四半期の業績（2023年９月１日～2024年５月31日）", "（１）経営成績（累計）　（％表示は、対前年同四半期増減率）",
    table(
        *amounts("売上高", "営業利益", "経常利益", "四半期純利益"),
        ("2024年８月期第３四半期", *both(_ALONE[0], ("10.1", "－", "－", "－"))),
        ("2023年８月期第３四半期", *both(_ALONE[1], ("2.2", "－", "－", "－"))),
    ),
    table(
        ("", "１株当たり四半期純利益", "潜在株式調整後１株当たり四半期純利益"),
        ("", "円 銭", "円 銭"),
        ("2024年８月期第３四半期", "57.40", "56.92"),
        ("2023年８月期第３四半期", "△12.20", "－"),
    ),
    "（２）財政状態",
    table(
        ("", "総資産", "純資産", "自己資本比率"), ("", "百万円", "百万円", "％"),
        ("2024年８月期第３四半期", "4,806", "2,915", "60.7"), ("2023年８月期", "4,433", "2,702", "61.0"),
    ),
    "２．配当の状況",
    table(
        ("", "年間配当金*5"),
        ("", "第１四半期末", "第２四半期末", "第３四半期末", "期末", "合計"),
        ("", "円 銭", "円 銭", "円 銭", "円 銭", "円 銭"),
        ("2023年８月期", "－", "0.00", "－", "12.00", "12.00"),
        ("2024年８月期", "－", "0.00", "－", "", ""),
        ("2024年８月期（予想）", "", "", "", "15.00", "15.00"),
    ),
    "３．2024年８月期の業績予想（2023年９月１日～2024年８月31日）", "（％表示は、対前期増減率）",
    table(
        ("", "売上高*2", "営業利益*2", "経常利益*2", "当期純利益*2", "１株当たり当期純利益"),
        ("", "百万円", "％", "百万円", "％", "百万円", "％", "百万円", "％", "円 銭"),
        ("通期", "7,900", "8.8", "510", "－", "520", "－", "360", "－", "72.00"),
    ),
)  # fmt: skip
ALONE_EXPECTED = (
    *of_rows(((*Q3_24, None), (*Q3_23, None)), (SALES, OPERATING, ORDINARY, PROFIT), _ALONE),
    *of_rows(((*Q3_24, None), (*Q3_23, None)), (EPS, DILUTED), (("57.40", "56.92"), ("△12.20", "－"))),
    *of_rows(((None, "2024-05-31", None), (None, "2023-08-31", None)), ("Assets", "NetAssets"), (("4,806", "2,915"), ("4,433", "2,702"))),
    Expected("12.00", DIVIDEND, *Y8_23), Expected("15.00", DIVIDEND, *Y8_24, "forecast"),
    *of_rows(((*Y8_24, "forecast"),), (SALES, OPERATING, ORDINARY, PROFIT, EPS), (("7,900", "510", "520", "360", "72.00"),)),
)  # fmt: skip

# --- a bank, half a year -----------------------------------------------------------------------------------------

H1_24, H1_23 = ("2024-04-01", "2024-09-30"), ("2023-04-01", "2023-09-30")
_BANK = (("38,117", "9,204", "6,388"), ("35,902", "8,115", "5,640"))
BANK = page(
    "2025年３月期　第２四半期（中間期）決算短信〔日本基準〕（連結）", "2024年11月８日", "上場会社名　株式会社しらかば銀行　上場取引所　東", "コード番号　8498",
    "特定取引勘定設置の有無　無", "（百万円未満、小数点第１位未満は切捨て）",
    "１．2025年３月期第２四半期（中間期）の連結業績（2024年４月１日～2024年９月30日）", "（１）連結経営成績　（％表示は、対前年中間期増減率）",
    table(
        *amounts("経常収益", "経常利益", "親会社株主に帰属する中間純利益"),
        ("2025年３月期中間期", *both(_BANK[0], ("6.1", "13.4", "13.2"))),
        ("2024年３月期中間期", *both(_BANK[1], ("4.9", "△6.0", "△7.1"))),
    ),
    table(
        ("", "１株当たり中間純利益", "潜在株式調整後１株当たり中間純利益"),
        ("", "円 銭", "円 銭"),
        ("2025年３月期中間期", "106.02", "105.88"),
        ("2024年３月期中間期", "93.60", "93.41"),
    ),
    "（２）連結財政状態",
    table(
        ("", "総資産", "純資産", "自己資本比率"), ("", "百万円", "百万円", "％"),
        ("2025年３月期中間期", "3,904,551", "188,240", "4.8"), ("2024年３月期", "3,870,022", "186,977", "4.8"),
    ),
    "２．配当の状況",
    table(
        ("", "年間配当金*5"),
        ("", "第１四半期末", "第２四半期末", "第３四半期末", "期末", "合計"),
        ("", "円 銭", "円 銭", "円 銭", "円 銭", "円 銭"),
        ("2024年３月期", "－", "25.00", "－", "27.50", "52.50"),
        ("2025年３月期", "－", "30.00", "", "", ""),
        ("2025年３月期（予想）", "", "", "－", "30.00", "60.00"),
    ),
    "３．2025年３月期の連結業績予想（2024年４月１日～2025年３月31日）", "（％表示は、対前期増減率）",
    table(
        ("", "経常利益*2", "親会社株主に帰属する当期純利益*2", "１株当たり当期純利益"),
        ("", "百万円", "％", "百万円", "％", "円 銭"),
        ("通期", "17,000", "5.5", "11,800", "6.2", "195.84"),
    ),
)  # fmt: skip
BANK_EXPECTED = (
    *of_rows(((*H1_24, None), (*H1_23, None)), ("OrdinaryIncomeBNK", ORDINARY, OWNERS), _BANK),
    *of_rows(((*H1_24, None), (*H1_23, None)), (EPS, DILUTED), (("106.02", "105.88"), ("93.60", "93.41"))),
    *of_rows(((None, "2024-09-30", None), (None, "2024-03-31", None)), ("Assets", "NetAssets"), (("3,904,551", "188,240"), ("3,870,022", "186,977"))),
    Expected("52.50", DIVIDEND, *FY24), Expected("60.00", DIVIDEND, *FY25, "forecast"),
    *of_rows(((*FY25, "forecast"),), (ORDINARY, OWNERS, EPS), (("17,000", "11,800", "195.84"),)),
)  # fmt: skip

ISSUERS = {
    "japanese standards": "株式会社みなと精工",
    "ifrs": "あおば化学株式会社",
    "us standards": "ほくと電機株式会社",
    "the company alone": "つばめサービス株式会社",
    "a bank": "株式会社しらかば銀行",
}
PAGES = {
    "japanese standards": (JP_GAAP, JP_GAAP_EXPECTED),
    "ifrs": (IFRS, IFRS_EXPECTED),
    "us standards": (US_GAAP, US_GAAP_EXPECTED),
    "the company alone": (ALONE, ALONE_EXPECTED),
    "a bank": (BANK, BANK_EXPECTED),
}


def missed(facts: tuple[Fact, ...], expected: tuple[Expected, ...]) -> list[str]:
    """The expectations that no fact has as a whole, each with what stands there instead."""
    wanting = []
    left = list(facts)
    for want in expected:
        printed = [fact for fact in left if (fact.printed or "").strip() == want.printed]
        fit = next((fact for fact in printed if said_of(fact) == want[1:]), None)
        if fit is not None:
            left.remove(fit)
        else:
            wanting.append(f"{want} is {[said_of(fact) for fact in printed]}")
    return wanting


def said_of(fact: Fact) -> tuple[str | None, str | None, str | None, str | None]:
    period, scenario = fact.period, fact.dimensions.get("scenario")
    said = None if scenario in (None, "actual", "results") else scenario.partition(":")[0]
    start = period.start if period is not None else None
    return fact.concept, start, period.end if period is not None else None, said


@pytest.mark.parametrize("name", PAGES)
def test_every_figure_of_a_first_page_is_known(name: str) -> None:
    data, expected = PAGES[name]
    result = read(data, name="tanshin.html")
    assert missed(result.facts, expected) == []
    assert result.document.issuer.name == ISSUERS[name]


def test_dividends_of_an_english_summary_are_of_the_year_that_its_row_ends() -> None:
    page = """<p>Consolidated Financial Results for the Fiscal Year Ended March 31, 2031</p><p>2. Dividends</p>
    <table><tr><td></td><td colspan=4>Annual dividends per share</td></tr>
    <tr><td></td><td>1st quarter-end</td><td>2nd quarter-end</td><td>Fiscal year-end</td><td>Total</td></tr>
    <tr><td>Fiscal year ended</td><td>Yen</td><td>Yen</td><td>Yen</td><td>Yen</td></tr>
    <tr><td>March 31, 2030</td><td>-</td><td>20.00</td><td>22.00</td><td>42.00</td></tr>
    <tr><td>March 31, 2031</td><td>-</td><td>21.00</td><td>23.00</td><td>44.00</td></tr></table>"""
    facts = {fact.printed: fact for fact in read(page.encode(), name="summary.html").facts}
    told = {key: (f.period.kind, f.period.start, f.period.end) for key, f in facts.items() if f.period and f.value}
    assert told["21.00"] == ("instant", None, "2030-09-30")
    assert told["23.00"] == told["44.00"] == ("duration", "2030-04-01", "2031-03-31")
    assert told["42.00"] == ("duration", "2029-04-01", "2030-03-31")
    assert all(facts[key].trusted for key in told)
