"""Words the generator writes statements with: invented companies of many trades, in English and Japanese."""

from __future__ import annotations

ISSUERS_EN = [
    ("Northfield Components, Inc.", "NYSE", "NFC"),
    ("Harbour Foods Group plc", "LSE", "HFG"),
    ("Castellan Pharmaceuticals Corporation", "NASDAQ", "CSTP"),
    ("Meridian Rail Holdings Limited", "LSE", "MRH"),
    ("Blue Heron Energy Company", "NYSE", "BHE"),
    ("Tamarack Stores, Inc.", "NASDAQ", "TMRK"),
]
ISSUERS_EN_JP = [
    ("Kitazawa Machinery Co., Ltd.", "TSE", "6392"),
    ("Aoba Logistics Corporation", "TSE", "9081"),
    ("Minato Beverage Holdings, Inc.", "TSE", "2594"),
    ("Sakuragi Chemical Co., Ltd.", "TSE", "4119"),
]
ISSUERS_JA = [
    ("北沢機械工業株式会社", "東証", "6392"),
    ("青葉運輸株式会社", "東証", "9081"),
    ("みなと飲料ホールディングス株式会社", "東証", "2594"),
    ("桜木化学株式会社", "東証", "4119"),
    ("大洋建設株式会社", "東証", "1839"),
    ("株式会社ひかり書店", "東証", "3187"),
]

REVENUES_EN = [
    ["Precision bearings", "Hydraulic pumps", "Aftermarket parts", "Field service"],
    ["Frozen meals", "Dairy", "Bakery", "Private label", "Catering"],
    ["Oncology", "Cardiovascular", "Vaccines", "Royalties and licensing"],
    ["Passenger fares", "Freight", "Station retail", "Property leasing"],
    ["Crude oil sales", "Natural gas sales", "Pipeline tariffs"],
    ["Grocery", "Apparel", "Home furnishings", "Membership fees"],
    ["Container shipping", "Warehousing", "Customs brokerage"],
]
REVENUES_JA = [
    ["工作機械", "油圧機器", "補修部品", "保守サービス"],
    ["飲料", "食品", "酒類", "外食"],
    ["基礎化学品", "機能材料", "医薬品", "農薬"],
    ["国内貨物", "国際物流", "倉庫", "不動産賃貸"],
    ["土木工事", "建築工事", "開発事業"],
    ["書籍", "雑誌", "文具・雑貨", "電子書籍"],
]
COSTS_EN = [
    "Selling and marketing",
    "General and administrative",
    "Research and development",
    "Depreciation and amortization",
    "Restructuring charges",
]
COSTS_JA = ["給料及び手当", "広告宣伝費", "研究開発費", "減価償却費", "運搬費", "その他"]
NONOPERATING_EN = ["Interest income", "Interest expense", "Foreign exchange gain (loss)", "Other, net"]
NONOPERATING_INCOME_JA = ["受取利息", "受取配当金", "持分法による投資利益", "雑収入"]
NONOPERATING_COST_JA = ["支払利息", "為替差損", "固定資産除却損", "雑損失"]
CURRENT_EN = [
    "Cash and cash equivalents",
    "Trade receivables",
    "Inventories",
    "Prepaid expenses",
    "Other current assets",
]
FIXED_EN = ["Land and buildings", "Plant and equipment", "Goodwill", "Intangible assets", "Deferred tax assets"]
CURRENT_DEBT_EN = ["Trade payables", "Short-term debt", "Accrued liabilities", "Income taxes payable"]
FIXED_DEBT_EN = ["Long-term debt", "Lease liabilities", "Pension obligations"]
EQUITY_EN = ["Share capital", "Share premium", "Retained earnings", "Treasury shares"]
CURRENT_JA = ["現金及び預金", "受取手形及び売掛金", "商品及び製品", "原材料及び貯蔵品", "その他"]
FIXED_JA = ["建物及び構築物", "機械装置及び運搬具", "土地", "のれん", "投資有価証券"]
CURRENT_DEBT_JA = ["支払手形及び買掛金", "短期借入金", "未払法人税等", "賞与引当金"]
FIXED_DEBT_JA = ["長期借入金", "退職給付に係る負債", "リース債務"]
EQUITY_JA = ["資本金", "資本剰余金", "利益剰余金", "自己株式"]
OPERATING_EN = [
    "Net income",
    "Depreciation and amortization",
    "Stock-based compensation",
    "Change in receivables",
    "Change in inventories",
    "Change in payables",
]
INVESTING_EN = ["Purchases of property and equipment", "Proceeds from sale of assets", "Acquisition of businesses"]
FINANCING_EN = ["Proceeds from borrowings", "Repayment of borrowings", "Dividends paid", "Repurchase of shares"]
OPERATING_JA = [
    "税金等調整前当期純利益",
    "減価償却費",
    "売上債権の増減額",
    "棚卸資産の増減額",
    "仕入債務の増減額",
    "法人税等の支払額",
]
INVESTING_JA = ["有形固定資産の取得による支出", "有形固定資産の売却による収入", "投資有価証券の取得による支出"]
FINANCING_JA = ["長期借入れによる収入", "長期借入金の返済による支出", "配当金の支払額", "自己株式の取得による支出"]
COUNTS_EN = ["Stores open at period end", "Employees", "Active customers", "Vehicles in fleet", "Units shipped"]
COUNTS_JA = ["店舗数（店）", "従業員数（人）", "契約件数（件）", "車両台数（台）", "出荷台数（台）"]
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
