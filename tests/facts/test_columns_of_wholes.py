"""Concepts and parts by columns and corners of Japanese tables: which total is the company's, which label a part."""

import extract
from extract.model import Fact

TITLE = "<p>株式会社つばき　有価証券報告書　第40期（自　2031年４月１日　至　2032年３月31日）</p>"


def facts(body: str) -> dict[str, Fact]:
    page = f"<html><body>{TITLE}{body}</body></html>"
    return {fact.printed: fact for fact in extract.read(page.encode(), name="a.html").facts}


def row(*cells: str) -> str:
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def test_a_total_before_adjustments_is_not_the_company() -> None:
    table = row("", "製紙", "包装", "合計", "調整額（注）１", "連結損益計算書計上額（注）２")
    table += row("売上高", "5,120", "2,080", "7,200", "△310", "6,890")
    found = facts(f"<p>報告セグメントごとの売上高に関する情報（単位：百万円）</p><table>{table}</table>")
    assert (found["7,200"].concept, found["6,890"].concept) == (None, "Revenues")


def test_a_total_without_adjustments_behind_it_is_the_company() -> None:
    table = row("", "製紙", "包装", "調整額", "合計") + row("売上高", "5,120", "2,080", "△310", "6,890")
    found = facts(f"<p>報告セグメントごとの売上高に関する情報（単位：百万円）</p><table>{table}</table>")
    assert found["6,890"].concept == "Revenues"


def test_a_name_on_two_lines_of_headings_is_one() -> None:
    table = row("", "経常収益", "親会社株主に帰属する", "１株当たり")
    table += row("", "", "当期純利益", "当期純利益") + row("", "百万円", "百万円", "円　銭")
    table += row("2032年３月期", "9,120", "1,204", "60.12") + row("2031年３月期", "9,004", "1,180", "58.90")
    found = facts(f"<p>１．2032年３月期の連結業績</p><table>{table}</table>")
    assert found["1,204"].concept == "ProfitLossAttributableToOwnersOfParent"
    assert found["60.12"].concept == "EarningsPerShareBasic"


PARTIES = row("種類", "会社等の名称又は氏名", "所在地", "資本金又は出資金（千円）", "取引の内容", "取引金額（千円）")
PARTIES += row("役員及びその近親者", "椿　一郎", "－", "－", "土地の賃借", "3,120")
PARTIES += row("役員が議決権を所有している会社", "椿興業㈱", "千葉県柏市", "20,000", "資材の購入", "41,200")
HEAD = "<p>当連結会計年度（自　2031年４月１日　至　2032年３月31日）</p>"


def test_a_corner_speaks_of_the_labels_below_it() -> None:
    found = facts(f"{HEAD}<table>{PARTIES}</table>")
    assert "region" not in found["3,120"].dimensions
    assert found["41,200"].dimensions.get("region") == "千葉県柏市"
    capital = found["20,000"].period
    assert capital is not None and (capital.kind, capital.end) == ("instant", "2032-03-31")


def test_a_segment_is_read_in_its_own_column() -> None:
    table = row("事業所名", "セグメントの名称", "設備の内容", "建物（千円）", "機械（千円）")
    table += row("柏工場", "製紙", "抄紙設備", "120,400", "310,880")
    table += row("野田工場", "包装", "製函設備", "88,120", "150,300")
    found = facts(f"<p>2032年３月31日現在</p><table>{table}</table>")
    assert found["120,400"].dimensions.get("segment") == "製紙"
    assert found["150,300"].dimensions.get("segment") == "包装"
