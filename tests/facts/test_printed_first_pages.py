"""The invented first pages of summary reports, printed as PDF: what each figure is, of which period, and whether it was
reached or is expected, is known on paper as it is on the page."""

from __future__ import annotations

import pytest

from extract.pipeline import read
from tests.facts import test_first_pages, test_more_first_pages
from tests.facts.printed_pages import Way, to_pdf
from tests.facts.test_first_pages import Expected, missed, of_rows, page, table

PAGES = {**test_first_pages.PAGES, **test_more_first_pages.PAGES}
ISSUERS = {**test_first_pages.ISSUERS, **test_more_first_pages.ISSUERS}
ALL_WAYS: tuple[Way, ...] = ("boxed", "ruled")


@pytest.mark.parametrize("way", ALL_WAYS)
@pytest.mark.parametrize("name", PAGES)
def test_every_figure_of_a_printed_first_page_is_known(name: str, way: Way) -> None:
    data, expected = PAGES[name]
    result = read(to_pdf(data, way), name="tanshin.pdf")
    assert missed(result.facts, expected) == []
    assert result.document.issuer.name == ISSUERS[name]


ONE_ROW = page(
    "2026年３月期　第３四半期決算短信〔日本基準〕（連結）",
    "2026年２月６日",
    "上場会社名　株式会社みさき硝子　上場取引所　東",
    "コード番号　5211",
    "１．2026年３月期第３四半期の連結業績（2025年４月１日～2025年12月31日）",
    "（注）直近に公表されている業績予想からの修正の有無：有",
    "３．2026年３月期の連結業績予想（2025年４月１日～2026年３月31日）",
    "（％表示は、対前期増減率）",
    table(
        ("", "売上高*2", "営業利益*2", "１株当たり当期純利益"),
        ("", "百万円", "％", "百万円", "％", "円 銭"),
        ("通期", "84,000", "3.1", "6,200", "△1.4", "214.50"),
    ),
)
ONE_ROW_EXPECTED: tuple[Expected, ...] = of_rows(
    (("2025-04-01", "2026-03-31", "forecast"),),
    ("Revenues", "OperatingIncome", "EarningsPerShareBasic"),
    (("84,000", "6,200", "214.50"),),
)


@pytest.mark.parametrize("way", ALL_WAYS)
def test_one_row_of_forecasts_below_its_units_is_a_table(way: Way) -> None:
    result = read(to_pdf(ONE_ROW, way), name="tanshin.pdf")
    assert missed(result.facts, ONE_ROW_EXPECTED) == []
    assert all(fact.trusted for fact in result.facts if fact.printed in ("84,000", "6,200", "214.50", "3.1"))
