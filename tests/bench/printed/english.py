"""English for the Japanese labels of the generated statements, for documents in both languages."""

from __future__ import annotations

_LINES = """
その他=Other|のれん=Goodwill|セグメント利益=Segment profit|セグメント利益計=Total segment profit
リース債務=Lease obligations|不動産賃貸=Real estate leasing|仕入債務の増減額=Change in notes and accounts payable
保守サービス=Maintenance services|倉庫=Warehousing|内部売上高=Intersegment sales|出荷台数（台）=Units shipped
利益剰余金=Retained earnings|医薬品=Pharmaceuticals|原材料及び貯蔵品=Raw materials and supplies
受取利息=Interest income|受取手形及び売掛金=Notes and accounts receivable|受取配当金=Dividend income
商品及び製品=Merchandise and finished goods|営業利益=Operating profit|営業外収益=Non-operating income
営業外収益合計=Total non-operating income|営業外費用=Non-operating expenses
営業外費用合計=Total non-operating expenses|営業活動によるキャッシュ・フロー=Cash flows from operating activities
営業活動によるキャッシュ・フロー合計=Net cash from operating activities|固定負債=Non-current liabilities
固定負債合計=Total non-current liabilities|固定資産=Non-current assets|固定資産合計=Total non-current assets
固定資産除却損=Loss on retirement of non-current assets|国内貨物=Domestic freight|国際物流=International logistics
土地=Land|土木工事=Civil engineering|基礎化学品=Basic chemicals|売上債権の増減額=Change in trade receivables
売上原価=Cost of sales|売上総利益=Gross profit|売上高=Net sales|売上高合計=Total net sales|売上高計=Total sales
外部売上高=External sales|外部顧客への売上高=Sales to external customers|外食=Restaurants
契約件数（件）=Contracts|工作機械=Machine tools|広告宣伝費=Advertising expenses|店舗数（店）=Stores
建物及び構築物=Buildings and structures|建築工事=Building construction|当期純利益=Profit
従業員数（人）=Employees|投資有価証券=Investment securities
投資有価証券の取得による支出=Purchase of investment securities
投資活動によるキャッシュ・フロー=Cash flows from investing activities
投資活動によるキャッシュ・フロー合計=Net cash from investing activities
持分法による投資利益=Share of profit of entities accounted for using equity method|支払利息=Interest expenses
支払手形及び買掛金=Notes and accounts payable|文具・雑貨=Stationery and sundries|書籍=Books
有形固定資産の取得による支出=Purchase of property, plant and equipment
有形固定資産の売却による収入=Proceeds from sale of property, plant and equipment
未払法人税等=Income taxes payable|棚卸資産の増減額=Change in inventories
機械装置及び運搬具=Machinery, equipment and vehicles|機能材料=Functional materials
油圧機器=Hydraulic equipment|法人税等の支払額=Income taxes paid|法人税等合計=Total income taxes
流動負債=Current liabilities|流動負債合計=Total current liabilities|流動資産=Current assets
流動資産合計=Total current assets|減価償却費=Depreciation|減損損失=Impairment losses
潜在株式調整後１株当たり当期純利益（円）=Diluted earnings per share (yen)|為替差損=Foreign exchange losses
現金及び現金同等物に係る換算差額=Effect of exchange rate change on cash and cash equivalents
現金及び現金同等物の増減額=Net increase (decrease) in cash and cash equivalents
現金及び現金同等物の期末残高=Cash and cash equivalents at end of period
現金及び現金同等物の期首残高=Cash and cash equivalents at beginning of period|現金及び預金=Cash and deposits
短期借入金=Short-term borrowings|研究開発費=Research and development expenses
税金等調整前当期純利益=Profit before income taxes|稼働率（％）=Utilisation (%)|純資産の部=Net assets
純資産合計=Total net assets|経常利益=Ordinary profit|給料及び手当=Salaries and allowances
自己株式=Treasury shares|自己株式の取得による支出=Purchase of treasury shares|補修部品=Spare parts
親会社株主に帰属する当期純利益=Profit attributable to owners of parent|計=Total|調整額=Adjustments
負債の部=Liabilities|負債合計=Total liabilities|負債純資産合計=Total liabilities and net assets
財務活動によるキャッシュ・フロー=Cash flows from financing activities
財務活動によるキャッシュ・フロー合計=Net cash from financing activities
販売費及び一般管理費=Selling, general and administrative expenses
販売費及び一般管理費合計=Total selling, general and administrative expenses|資本剰余金=Capital surplus
資本金=Share capital|資産の部=Assets|資産合計=Total assets|賞与引当金=Provision for bonuses
車両台数（台）=Vehicles|農薬=Agrochemicals|退職給付に係る負債=Retirement benefit liability
連結営業利益=Consolidated operating profit|運搬費=Transport costs|配当金の支払額=Dividends paid|酒類=Alcoholic drinks
長期借入れによる収入=Proceeds from long-term borrowings|長期借入金=Long-term borrowings
長期借入金の返済による支出=Repayments of long-term borrowings|開発事業=Development|雑収入=Miscellaneous income
雑損失=Miscellaneous losses|雑誌=Magazines|電子書籍=E-books
非支配株主に帰属する当期純利益=Profit attributable to non-controlling interests|食品=Foods|飲料=Beverages
１株当たり当期純利益（円）=Basic earnings per share (yen)
"""
ENGLISH: dict[str, str] = dict(
    pair.split("=", 1)  # type: ignore[misc]
    for pair in "|".join(_LINES.split("\n")).split("|")
    if pair
)
