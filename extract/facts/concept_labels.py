"""Labels of standard line items in English and Japanese, by concept. Written from the vocabulary of US-GAAP, IFRS
and Japanese filings; a label is here only if it means nothing else in statements of its section.

Sections: `B` balance sheet, `I` income statement, `C` cash flows, `S` per-share data and key figures. A label in
`+brackets` also stands with "total" before it or 合計 behind it.
"""

# ruff: noqa: E501  (lines of labels, measured by ruff with Japanese letters counted twice)

from __future__ import annotations

CONCEPTS: tuple[tuple[str, str, str], ...] = (
    # balance sheet
    ("Assets", "B", "total assets|+資産|総資産|総資産額|資産総額|資産の部合計"),
    ("CurrentAssets", "B", "+current assets|+流動資産"),
    ("NoncurrentAssets", "B", "+noncurrent assets|+non current assets|+fixed assets|+固定資産|+非流動資産"),
    ("PropertyPlantAndEquipment", "B",
     "+property and equipment|property and equipment net|+property plant and equipment|property plant and equipment net"
     "|+tangible fixed assets|+有形固定資産"),
    ("IntangibleAssets", "B",
     "+intangible assets|intangible assets net|other intangible assets net|+intangible fixed assets|+無形固定資産|+無形資産"),
    ("GoodwillAndIntangibleAssets", "B", "goodwill and intangible assets|goodwill and other intangible assets"),
    ("InvestmentsAndOtherAssets", "B", "+investments and other assets|+投資その他の資産"),
    ("DeferredAssets", "B", "+deferred assets|+繰延資産"),
    ("Cash", "B", "cash|cash end of period|cash end of each period|cash at end of period"),
    ("CashAndDeposits", "B", "cash and deposits|現金及び預金|現金預金|現金および預金"),
    ("CashAndCashEquivalents", "B",
     "cash and cash equivalents|cash and equivalents|現金及び現金同等物|現金および現金同等物"),
    ("RestrictedCash", "B", "restricted cash"),
    ("ShortTermInvestments", "B", "short term investments|short term investment securities|marketable securities|有価証券"),
    ("NotesAndAccountsReceivable", "B",
     "notes and accounts receivable|notes and accounts receivable trade|trade notes and accounts receivable|受取手形及び売掛金"
     "|受取手形及び営業未収入金"),
    ("NotesAccountsReceivableAndContractAssets", "B",
     "notes and accounts receivable trade and contract assets|受取手形売掛金及び契約資産"),
    ("AccountsReceivable", "B",
     "accounts receivable|accounts receivable net|accounts receivable trade|trade accounts receivable|売掛金|営業未収入金"),
    ("TradeAndOtherReceivables", "B", "trade and other receivables|営業債権及びその他の債権"),
    ("NotesReceivable", "B", "notes receivable|notes receivable trade|受取手形"),
    ("ElectronicallyRecordedReceivables", "B", "electronically recorded monetary claims operating|電子記録債権"),
    ("ContractAssets", "B", "contract assets|契約資産"),
    ("AllowanceForDoubtfulAccounts", "B", "allowance for doubtful accounts|貸倒引当金"),
    ("Inventories", "B", "+inventories|+棚卸資産|+たな卸資産"),
    ("MerchandiseAndFinishedGoods", "B", "merchandise and finished goods|商品及び製品"),
    ("Merchandise", "B", "merchandise|商品"),
    ("FinishedGoods", "B", "finished goods|製品"),
    ("WorkInProcess", "B", "work in process|work in progress|仕掛品"),
    ("RawMaterialsAndSupplies", "B", "raw materials and supplies|原材料及び貯蔵品"),
    ("Supplies", "B", "supplies|貯蔵品"),
    ("PrepaidExpenses", "B", "prepaid expenses|prepaid expenses and other current assets|前払費用"),
    ("AccountsReceivableOther", "B", "accounts receivable other|未収入金|未収金"),
    ("DeferredTaxAssets", "B", "deferred tax assets|deferred income taxes|繰延税金資産"),
    ("OtherCurrentAssets", "B", "other current assets|その他の流動資産"),
    ("OtherNoncurrentAssets", "B", "other noncurrent assets|other non current assets|その他の非流動資産"),
    ("OtherAssets", "B", "other assets|その他の資産|その他資産"),
    ("Buildings", "B", "buildings|buildings net|建物|建物純額"),
    ("BuildingsAndStructures", "B", "buildings and structures|buildings and structures net|建物及び構築物|建物及び構築物純額"),
    ("MachineryAndVehicles", "B",
     "machinery equipment and vehicles|machinery equipment and vehicles net|機械装置及び運搬具|機械装置及び運搬具純額"),
    ("Machinery", "B", "machinery and equipment|機械及び装置|機械及び装置純額"),
    ("ToolsFurnitureAndFixtures", "B",
     "tools furniture and fixtures|tools furniture and fixtures net|工具器具及び備品|工具器具及び備品純額"),
    ("Structures", "B", "structures|構築物|構築物純額"),
    ("Vehicles", "B", "vehicles|車両運搬具|車両運搬具純額"),
    ("Land", "B", "land|土地"),
    ("LeasedAssets", "B", "leased assets|leased assets net|リース資産|リース資産純額"),
    ("RightOfUseAssets", "B", "right of use assets|operating lease right of use assets|使用権資産"),
    ("ConstructionInProgress", "B", "construction in progress|建設仮勘定"),
    ("AccumulatedDepreciation", "B", "accumulated depreciation|減価償却累計額"),
    ("Goodwill", "B", "goodwill|goodwill net|のれん"),
    ("Software", "B", "software|ソフトウエア|ソフトウェア"),
    ("SoftwareInProgress", "B", "software in progress|ソフトウエア仮勘定|ソフトウェア仮勘定"),
    ("InvestmentSecurities", "B", "investment securities|投資有価証券"),
    ("AvailableForSaleSecurities", "B", "available for sale securities"),
    ("InvestmentsInAffiliates", "B",
     "investments in equity method investees|investments in and advances to equity method investees"
     "|investments accounted for using the equity method|investments accounted for using equity method|持分法で会計処理されている投資|関係会社株式"),
    ("OtherInvestments", "B", "other investments"),
    ("OtherFinancialAssets", "B", "other financial assets|その他の金融資産"),
    ("LongTermLoansReceivable", "B", "long term loans receivable|長期貸付金"),
    ("ShortTermLoansReceivable", "B", "short term loans receivable|短期貸付金"),
    ("LongTermPrepaidExpenses", "B", "long term prepaid expenses|長期前払費用"),
    ("GuaranteeDeposits", "B", "guarantee deposits|lease and guarantee deposits|敷金及び保証金|差入保証金"),
    ("RetirementBenefitAsset", "B", "retirement benefit asset|net defined benefit asset|退職給付に係る資産"),
    ("PrepaidPensionCosts", "B", "prepaid pension costs|prepaid pension cost|前払年金費用"),
    ("Liabilities", "B", "total liabilities|liabilities|+負債|負債の部合計|負債総額"),
    ("CurrentLiabilities", "B", "+current liabilities|+流動負債"),
    ("NoncurrentLiabilities", "B",
     "+noncurrent liabilities|+non current liabilities|+long term liabilities|+固定負債|+非流動負債"),
    ("ShortTermBorrowings", "B", "short term borrowings|short term loans payable|borrowings short term|短期借入金"),
    ("LongTermBorrowings", "B",
     "long term borrowings|long term debt|long term loans payable|borrowings long term|長期借入金"),
    ("CurrentPortionOfLongTermBorrowings", "B",
     "current portion of long term borrowings|current portion of long term debt|long term borrowings current portion"
     "|current portion of long term loans payable|1年内返済予定の長期借入金|1年以内返済予定の長期借入金"),
    ("CommercialPapers", "B", "commercial papers|commercial paper|コマーシャルペーパー"),
    ("BondsPayable", "B", "bonds payable|社債"),
    ("CurrentPortionOfBonds", "B", "current portion of bonds|current portion of bonds payable|1年内償還予定の社債"),
    ("BondsAndBorrowings", "B", "bonds and borrowings|社債及び借入金"),
    ("NotesAndAccountsPayable", "B",
     "notes and accounts payable|notes and accounts payable trade|支払手形及び買掛金|支払手形及び営業未払金"),
    ("AccountsPayable", "B", "accounts payable|accounts payable trade|trade accounts payable|買掛金|営業未払金"),
    ("TradeAndOtherPayables", "B", "trade and other payables|営業債務及びその他の債務"),
    ("NotesPayable", "B", "notes payable|notes payable trade|支払手形"),
    ("ElectronicallyRecordedPayables", "B", "electronically recorded obligations operating|電子記録債務"),
    ("AccountsPayableOther", "B", "accounts payable other|未払金"),
    ("AccruedExpenses", "B", "accrued expenses|accrued liabilities|未払費用"),
    ("IncomeTaxesPayable", "B", "income taxes payable|accrued income taxes|未払法人税等|未払法人所得税|未払法人所得税等"),
    ("AccruedConsumptionTaxes", "B", "accrued consumption taxes|未払消費税等"),
    ("ContractLiabilities", "B", "contract liabilities|契約負債"),
    ("AdvancesReceived", "B", "advances received|前受金"),
    ("DeferredRevenue", "B", "deferred revenue|deferred income|unearned revenue"),
    ("DepositsReceived", "B", "deposits received|預り金"),
    ("ProvisionForBonuses", "B", "provision for bonuses|allowance for bonuses|賞与引当金"),
    ("ProvisionForDirectorsBonuses", "B", "provision for directors bonuses|provision for bonuses for directors|役員賞与引当金"),
    ("ProvisionForProductWarranties", "B", "provision for product warranties|製品保証引当金"),
    ("Provisions", "B", "provisions|引当金"),
    ("LeaseLiabilities", "B", "lease liabilities|リース負債"),
    ("LeaseObligations", "B", "lease obligations|リース債務"),
    ("CapitalLeaseObligations", "B", "capital lease obligations|capital lease obligations noncurrent"),
    ("CapitalLeaseObligationsCurrent", "B", "capital lease obligations current portion"),
    ("RetirementBenefitLiability", "B",
     "retirement benefit liability|net defined benefit liability|accrued retirement and pension costs"
     "|退職給付に係る負債|退職給付引当金|provision for retirement benefits"),
    ("AssetRetirementObligations", "B", "asset retirement obligations|資産除去債務"),
    ("DeferredTaxLiabilities", "B", "deferred tax liabilities|繰延税金負債"),
    ("OtherCurrentLiabilities", "B", "other current liabilities|その他の流動負債"),
    ("OtherNoncurrentLiabilities", "B", "other noncurrent liabilities|other non current liabilities|その他の非流動負債"),
    ("OtherFinancialLiabilities", "B", "other financial liabilities|その他の金融負債"),
    ("NetAssets", "B", "net assets|total net assets|純資産|純資産合計|純資産額|純資産の部合計|純資産の部の合計額"),
    ("Equity", "B",
     "total equity|equity|total shareholders equity|shareholders equity|total stockholders equity|stockholders equity"
     "|資本合計|資本合計純資産"),
    ("ShareholdersEquityJP", "B", "株主資本|株主資本合計"),
    ("EquityAttributableToOwnersOfParent", "B",
     "equity attributable to owners of parent|total equity attributable to owners of parent"
     "|equity attributable to owners of the parent|親会社の所有者に帰属する持分|親会社の所有者に帰属する持分合計"
     "|自己資本|owners equity"),
    ("NoncontrollingInterests", "B",
     "noncontrolling interests|noncontrolling interest|non controlling interests|non controlling interest|非支配株主持分"
     "|非支配持分|minority interests|minority interest|少数株主持分"),
    ("CapitalStock", "B", "common stock|capital stock|share capital|issued capital|資本金"),
    ("CapitalSurplus", "B",
     "+capital surplus|additional paid in capital|capital in excess of par value|+資本剰余金"),
    ("LegalCapitalSurplus", "B", "legal capital surplus|資本準備金"),
    ("RetainedEarnings", "B", "+retained earnings|+利益剰余金"),
    ("RetainedEarningsBroughtForward", "B", "retained earnings brought forward|繰越利益剰余金"),
    ("LegalRetainedEarnings", "B", "legal retained earnings|利益準備金"),
    ("AccumulatedDeficit", "B", "accumulated deficit"),
    ("TreasuryShares", "B", "treasury shares|treasury stock|treasury stock at cost|自己株式"),
    ("AccumulatedOtherComprehensiveIncome", "B",
     "+accumulated other comprehensive income|+その他の包括利益累計額|+評価換算差額等"),
    ("ValuationDifferenceOnAvailableForSaleSecurities", "B",
     "valuation difference on available for sale securities|その他有価証券評価差額金"),
    ("DeferredGainsOrLossesOnHedges", "B", "deferred gains or losses on hedges|繰延ヘッジ損益"),
    ("ForeignCurrencyTranslationAdjustment", "B", "foreign currency translation adjustment|foreign currency translation"
     " adjustments|為替換算調整勘定"),
    ("RemeasurementsOfDefinedBenefitPlans", "B", "remeasurements of defined benefit plans|退職給付に係る調整累計額"),
    ("ShareAcquisitionRights", "B", "share acquisition rights|subscription rights to shares|新株予約権"),
    ("LiabilitiesAndEquity", "B",
     "total liabilities and equity|total liabilities and shareholders equity|total liabilities and stockholders equity"
     "|total liabilities and net assets|負債純資産合計|負債及び純資産合計|負債資本合計|負債及び資本合計"),
    # income statement
    ("Revenues", "I",
     "+revenues|+revenue|+net sales|net revenue|net revenues|total net revenue|total net revenues|+sales|sales revenue"
     "|+operating revenues|+operating revenue|売上高|売上高合計|売上収益|売上収益合計|営業収益|営業収益合計|収益|収益合計|完成工事高"
     "|売上高及び営業収入|営業収入|営業総収入|純営業収益|net operating revenues|総収益|gross revenues|gross operating revenues|net sales and operating revenues|net sales of completed construction contracts"),
    ("OrdinaryRevenues", "I", "ordinary revenues|経常収益"),
    ("OrdinaryExpenses", "I", "ordinary expenses|経常費用"),
    ("CostOfRevenues", "I",
     "cost of revenues|cost of revenue|total cost of revenues|total cost of revenue|total costs of revenues|costs of revenues"
     "|cost of sales|total cost of sales|cost of goods sold|売上原価|売上原価合計|営業原価|完成工事原価"),
    ("GrossProfit", "I", "gross profit|gross margin|total gross profit|売上総利益|売上総利益合計|営業総利益|完成工事総利益"),
    ("SellingGeneralAdministrativeExpenses", "I",
     "+selling general and administrative expenses|selling general and administrative|sganda expenses|sganda"
     "|販売費及び一般管理費|販売費及び一般管理費合計|販管費"),
    ("SellingAndMarketingExpenses", "I",
     "sales and marketing|sales and marketing expenses|selling and marketing expenses|marketing and sales"),
    ("GeneralAndAdministrativeExpenses", "I",
     "general and administrative|general and administrative expenses|一般管理費|一般管理費合計"),
    ("ResearchAndDevelopmentExpenses", "I",
     "research and development|research and development expenses|randd|randd expenses|研究開発費"),
    ("OperatingExpenses", "I", "+operating expenses|operating costs and expenses|営業費用|営業費用合計"),
    ("CostsAndExpenses", "I", "total costs and expenses|total cost and expenses"),
    ("OperatingIncome", "I",
     "operating income|operating profit|income from operations|profit from operations|営業利益|営業損益"),
    ("NonoperatingIncome", "I", "+non operating income|+nonoperating income|+営業外収益"),
    ("NonoperatingExpenses", "I", "+non operating expenses|+nonoperating expenses|+営業外費用"),
    ("OtherIncomeNet", "I", "other income net|other income expense net|other income expenses net|total other income"
     "|total other income expense|total other income expenses|other income expense|other income expenses"),
    ("OtherIncome", "I", "other income|その他の収益"),
    ("OtherExpenses", "I", "other expenses|other expense|その他の費用"),
    ("InterestIncome", "I", "interest income|受取利息"),
    ("DividendIncome", "I", "dividend income|dividends income|受取配当金"),
    ("InterestAndDividendIncome", "I", "interest and dividend income|interest and dividends income|受取利息及び配当金"
     "|受取利息及び受取配当金"),
    ("InterestExpense", "I", "interest expense|interest expenses|支払利息"),
    ("FinanceIncome", "I", "finance income|financial income|金融収益"),
    ("FinanceCosts", "I", "finance costs|financial expenses|finance expenses|金融費用"),
    ("ForeignExchangeGains", "I", "foreign exchange gains|foreign exchange gain|為替差益"),
    ("ForeignExchangeLosses", "I", "foreign exchange losses|foreign exchange loss|為替差損"),
    ("ShareOfProfitOfEntitiesUsingEquityMethod", "I",
     "share of profit of entities accounted for using equity method|equity in earnings of affiliates|持分法による投資利益"
     "|持分法による投資損益|equity in net income of equity method investees"
     "|investment profit on equity method|持分法投資損益"),
    ("OrdinaryIncome", "I", "ordinary income|ordinary profit|recurring profit|経常利益|経常損益"),
    ("ExtraordinaryIncome", "I", "+extraordinary income|+特別利益"),
    ("ExtraordinaryLosses", "I", "+extraordinary losses|+extraordinary loss|+特別損失"),
    ("ImpairmentLosses", "IC", "impairment loss|impairment losses|減損損失"),
    ("ProfitBeforeTax", "IC",
     "profit before income taxes|income before income taxes|income before income tax|income before income tax expense"
     "|income before income tax benefit|income before tax|income before taxes|profit before tax|profit before taxes"
     "|profit before income tax|earnings before income taxes|earnings before taxes|income before provision for income taxes"
     "|income before income taxes and minority interests|income from operations before income tax expense minority interests and equity in net loss of equity method investees|income from operations before income tax expense minority interests and equity in net income of equity method investees|income from operations before income tax expense"
     "|税引前利益|税引前当期利益|税引前四半期利益|税引前中間利益|税金等調整前当期純利益|税金等調整前四半期純利益|税金等調整前中間純利益"
     "|税引前当期純利益|税引前四半期純利益|税引前中間純利益|税引前当期純損益"),
    ("IncomeTaxes", "I",
     "+income taxes|income tax expense|income tax expenses|provision for income taxes|法人税等|法人税等合計|法人所得税費用|法人所得税"),
    ("IncomeTaxesCurrent", "I", "income taxes current|法人税住民税及び事業税"),
    ("IncomeTaxesDeferred", "I", "income taxes deferred|法人税等調整額"),
    ("NetIncome", "IC",
     "net income|profit|net profit|net earnings|profit for the period|profit for the year"
     "|consolidated net income|当期純利益|四半期純利益|中間純利益|当期利益|四半期利益|中間利益|当期純損益|四半期純損益|中間純損益"),
    ("NetIncomeAttributableToOwnersOfParent", "I",
     "profit attributable to owners of parent|profit attributable to owners of the parent"
     "|net income attributable to owners of parent|net income attributable to owners of the parent"
     "|親会社株主に帰属する当期純利益|親会社株主に帰属する四半期純利益|親会社株主に帰属する中間純利益"
     "|親会社の所有者に帰属する当期利益|親会社の所有者に帰属する四半期利益|親会社の所有者に帰属する中間利益"
     "|当社株主に帰属する当期純利益|当社株主に帰属する四半期純利益|親会社の所有者に帰属する当期純利益"),
    ("NetIncomeAttributableToNoncontrollingInterests", "I",
     "profit attributable to non controlling interests|profit attributable to noncontrolling interests"
     "|net income attributable to noncontrolling interests|net income attributable to non controlling interests"
     "|非支配株主に帰属する当期純利益|非支配株主に帰属する四半期純利益|非支配株主に帰属する中間純利益"
     "|非支配持分に帰属する当期利益|少数株主利益"),
    ("OtherComprehensiveIncome", "I", "+other comprehensive income|+その他の包括利益"),
    ("ComprehensiveIncome", "I",
     "+comprehensive income|包括利益|包括利益合計|当期包括利益|当期包括利益合計|四半期包括利益|四半期包括利益合計|中間包括利益"
     "|当期包括利益合計額|四半期包括利益合計額"),
    ("ComprehensiveIncomeAttributableToOwnersOfParent", "I",
     "comprehensive income attributable to owners of parent|親会社株主に係る包括利益|親会社株主に係る四半期包括利益"
     "|親会社の所有者に帰属する当期包括利益|親会社の所有者に帰属する四半期包括利益|当社株主に帰属する当期包括利益"),
    ("GainOnSalesOfInvestmentSecurities", "I", "gain on sale of investment securities|gain on sales of investment securities|投資有価証券売却益"),
    ("LossOnSalesOfInvestmentSecurities", "I", "loss on sale of investment securities|loss on sales of investment securities|投資有価証券売却損"),
    ("LossOnValuationOfInvestmentSecurities", "I", "loss on valuation of investment securities|投資有価証券評価損"),
    ("GainOnSalesOfNoncurrentAssets", "I", "gain on sale of non current assets|gain on sales of non current assets|固定資産売却益"),
    ("LossOnSalesOfNoncurrentAssets", "I", "loss on sale of non current assets|loss on sales of non current assets|固定資産売却損"),
    ("LossOnRetirementOfNoncurrentAssets", "I", "loss on retirement of non current assets|固定資産除却損"),
    ("InterestExpenseOnBonds", "I", "interest expenses on bonds|社債利息"),
    ("CommissionExpenses", "I", "commission expenses|支払手数料"),
    ("RevenuesFromExternalCustomers", "I", "revenues from external customers|sales to external customers|外部顧客への売上高|外部顧客への売上収益"),
    ("IntersegmentRevenues", "I", "intersegment sales or transfers|intersegment sales and transfers|セグメント間の内部売上高又は振替高"),
    ("PersonnelExpenses", "I", "personnel expenses|人件費|salaries and allowances|給料及び手当"),
    ("AdvertisingExpenses", "I", "advertising expenses|広告宣伝費"),
    # cash flows
    ("NetCashFromOperatingActivities", "C",
     "net cash provided by operating activities|net cash used in operating activities|cash flows from operating activities"
     "|net cash from operating activities|operating cash flow|cash flow from operating activities"
     "|営業活動によるキャッシュフロー|営業キャッシュフロー"),
    ("NetCashFromInvestingActivities", "C",
     "net cash provided by investing activities|net cash used in investing activities|cash flows from investing activities"
     "|net cash from investing activities|investing cash flow|cash flow from investing activities"
     "|投資活動によるキャッシュフロー|投資キャッシュフロー"),
    ("NetCashFromFinancingActivities", "C",
     "net cash provided by financing activities|net cash used in financing activities|cash flows from financing activities"
     "|net cash from financing activities|financing cash flow|cash flow from financing activities"
     "|財務活動によるキャッシュフロー|財務キャッシュフロー"),
    ("FreeCashFlow", "C", "free cash flow|free cash flows|フリーキャッシュフロー"),
    ("EffectOfExchangeRateChangesOnCash", "C",
     "effect of exchange rate changes on cash|effect of exchange rate changes on cash and cash equivalents"
     "|effect of exchange rate change on cash and cash equivalents|現金及び現金同等物に係る換算差額"),
    ("NetChangeInCash", "C",
     "net increase in cash|net decrease in cash|net increase in cash and cash equivalents"
     "|net decrease in cash and cash equivalents|net change in cash and cash equivalents|net change in cash"
     "|現金及び現金同等物の増減額|現金及び現金同等物の増加額|現金及び現金同等物の減少額"),
    ("CashAtBeginningOfPeriod", "C",
     "cash beginning of period|cash beginning of each period|cash and cash equivalents beginning of period"
     "|cash and cash equivalents at beginning of period|cash and cash equivalents beginning of year"
     "|cash and cash equivalents at beginning of year|cash and cash equivalents beginning of each period"
     "|現金及び現金同等物の期首残高|現金及び現金同等物期首残高"),
    ("Cash", "C", "cash end of period|cash end of each period|cash at end of period"),
    ("CashAndCashEquivalents", "C",
     "cash and cash equivalents end of period|cash and cash equivalents at end of period|cash and equivalents end of period"
     "|cash and cash equivalents end of year|cash and cash equivalents at end of year"
     "|cash and cash equivalents end of each period|現金及び現金同等物の期末残高|現金及び現金同等物期末残高"
     "|現金及び現金同等物の四半期末残高|現金及び現金同等物四半期末残高|現金及び現金同等物の中間期末残高"),
    ("DepreciationAndAmortization", "CIS",
     "depreciation and amortization|depreciation amortization|depreciation|減価償却費|減価償却費及び償却費"),
    ("AmortizationOfGoodwill", "CI", "amortization of goodwill|のれん償却額|のれんの償却額"),
    ("CapitalExpenditures", "CS", "capex|capital expenditures|capital expenditure|capital investment|設備投資|設備投資額"),
    ("PurchaseOfPropertyPlantAndEquipment", "C",
     "purchase of property and equipment|purchases of property and equipment|purchase of property plant and equipment"
     "|purchases of property plant and equipment|有形固定資産の取得による支出"),
    ("PurchaseOfIntangibleAssets", "C", "purchase of intangible assets|無形固定資産の取得による支出|無形資産の取得による支出"),
    ("PurchaseOfInvestmentSecurities", "C", "purchase of investment securities|投資有価証券の取得による支出"),
    ("PurchaseOfAvailableForSaleSecurities", "C", "purchase of available for sale securities"),
    ("ProceedsFromLongTermBorrowings", "C", "proceeds from long term borrowings|proceeds from long term loans payable"
     "|長期借入れによる収入|長期借入による収入"),
    ("RepaymentsOfLongTermBorrowings", "C", "repayments of long term borrowings|repayments of long term loans payable"
     "|長期借入金の返済による支出"),
    ("NetChangeInShortTermBorrowings", "C", "net increase in short term borrowings|net decrease in short term borrowings"
     "|net increase decrease in short term borrowings|短期借入金の純増減額"),
    ("PaymentOfDividends", "C", "payment of dividends|payments of dividends|dividends paid|cash dividends paid|配当金の支払額"),
    ("PurchaseOfTreasuryShares", "C", "purchase of treasury shares|purchase of treasury stock|自己株式の取得による支出"),
    ("InterestPaid", "C", "interest paid|利息の支払額"),
    ("InterestReceived", "C", "interest received|利息及び配当金の受取額"),
    ("IncomeTaxesPaid", "C", "income taxes paid|法人税等の支払額|法人所得税の支払額"),
    # per share, ratios, key figures
    ("EarningsPerShareBasic", "SI",
     "basic earnings per share|net income per share|earnings per share|earnings per share basic|basic net income per share"
     "|net income per share basic|eps|basic eps|profit per share|1株当たり当期純利益|1株当たり四半期純利益|1株当たり中間純利益"
     "|1株当たり当期純利益金額|1株当たり四半期純利益金額|1株当たり当期利益|基本的1株当たり当期利益|基本的1株当たり四半期利益"
     "|基本的1株当たり中間利益|1株当たり当社株主に帰属する当期純利益|基本的1株当たり当社株主に帰属する当期純利益"
     "|net income attributable to owners of parent per share|basic net income attributable to owners of parent per share"),
    ("EarningsPerShareDiluted", "SI",
     "diluted earnings per share|earnings per share diluted|diluted net income per share|net income per share diluted"
     "|diluted eps|潜在株式調整後1株当たり当期純利益|潜在株式調整後1株当たり四半期純利益|潜在株式調整後1株当たり当期純利益金額"
     "|希薄化後1株当たり当期利益|希薄化後1株当たり四半期利益|希薄化後1株当たり中間利益|潜在株式調整後1株当たり中間純利益"
     "|希薄化後1株当たり当社株主に帰属する当期純利益|潜在株式調整後1株当たり当社株主に帰属する当期純利益|diluted net income attributable to owners of parent per share"),
    ("DividendPerShare", "SI",
     "dividend per share|dividends per share|cash dividend per share|cash dividends per share|annual dividend per share"
     "|1株当たり配当額|1株当たり配当金|1株当たり年間配当金"),
    ("NetAssetsPerShare", "S",
     "net assets per share|book value per share|bps|1株当たり純資産|1株当たり純資産額|1株当たり親会社所有者帰属持分"
     "|equity attributable to owners of parent per share|shareholders equity per share|1株当たり株主資本|total equity per share"),
    ("EquityRatio", "S",
     "equity ratio|capital adequacy ratio|shareholders equity ratio|equity to asset ratio|自己資本比率|株主資本比率"
     "|親会社所有者帰属持分比率|ratio of equity attributable to owners of parent to total assets"),
    ("ReturnOnEquity", "S",
     "return on equity|roe|rate of return on equity|自己資本利益率|自己資本当期純利益率|親会社所有者帰属持分当期利益率"
     "|株主資本当社株主に帰属する当期純利益率|profit to equity attributable to owners of parent ratio"),
    ("ReturnOnAssets", "S", "return on assets|roa|総資産利益率"),
    ("OrdinaryIncomeToTotalAssetsRatio", "S",
     "ordinary profit to total assets ratio|ordinary income to total assets ratio|総資産経常利益率"),
    ("OperatingMargin", "S",
     "operating margin|operating margin ratio|operating income margin|operating profit margin|operating income ratio"
     "|営業利益率|売上高営業利益率|売上収益営業利益率|営業収益営業利益率|operating profit to net sales ratio"
     "|operating income to net sales ratio|operating profit to operating revenues ratio|operating profit to revenue ratio"
     "|operating profit to sales ratio|operating income to operating revenues ratio|営業収入営業利益率|営業総収入営業利益率|完成工事高営業利益率|収益営業利益率|operating income to revenues ratio|operating profit to gross operating revenues ratio|operating profit to net sales of completed construction contracts ratio"),
    ("GrossMargin", "S", "gross margin ratio|gross profit margin|gross profit ratio|売上総利益率|粗利率|粗利益率"),
    ("NetMargin", "S", "net margin|net income margin|net profit margin|当期純利益率|売上高当期純利益率|profit to net sales ratio|売上高当期利益率|売上収益当期利益率|収益当期利益率|営業収益当期利益率|profit to sales ratio|profit to revenue ratio|profit to operating revenues ratio"),
    ("PretaxMargin", "S", "profit before tax to net sales ratio|profit before tax to sales ratio|profit before tax to revenue ratio"
     "|profit before tax to operating revenues ratio|売上高税引前利益率|売上収益税引前利益率|収益税引前利益率|営業収益税引前利益率"),
    ("PretaxReturnOnAssets", "S", "profit before tax to total assets ratio|income before income taxes to total assets ratio"
     "|資産合計税引前利益率|総資産税引前利益率|総資産税引前当期純利益率"),
    ("OrdinaryMargin", "S", "売上高経常利益率|経常収益経常利益率|ordinary profit to ordinary revenues ratio|経常利益率"),
    ("PayoutRatio", "S", "payout ratio|dividend payout ratio|payout ratio consolidated|配当性向|配当性向連結"),
    ("DividendOnEquityRatio", "S", "dividend on equity ratio|純資産配当率|純資産配当率連結|親会社所有者帰属持分配当率"
     "|ratio of total amount of dividends to net assets|ratio of total amount of dividends to net assets consolidated"
     "|親会社所有者帰属持分配当率連結"),
    ("TotalDividends", "S", "total dividends|total dividend paid|total cash dividends|配当金総額|配当金総額合計"),
    ("TotalShareholderReturn", "S", "株主総利回り|total shareholder return"),
    ("PriceEarningsRatio", "S", "price earnings ratio|per|株価収益率"),
    ("EBITDA", "SI", "ebitda"),
    ("AdjustedEBITDA", "SI", "adjusted ebitda"),
    ("NumberOfEmployees", "S", "number of employees|employees|headcount|従業員数|社員数"),
    ("NumberOfSharesIssued", "S",
     "number of issued shares|total number of issued shares|number of shares issued|発行済株式総数|発行済株式数"
     "|期末発行済株式数|期末発行済株式数自己株式を含む|number of issued and outstanding shares at the end of fiscal year"
     "|number of issued and outstanding shares at the end of fiscal year including treasury stock"),
    ("NumberOfTreasuryShares", "S", "number of treasury shares|期末自己株式数|自己株式数|number of treasury stock at the end of"
     " fiscal year"),
    ("AverageNumberOfShares", "SI",
     "average number of shares|weighted average number of shares|basic weighted average number of shares|期中平均株式数"
     "|普通株式の期中平均株式数|average number of shares during period"),
    ("DilutedAverageNumberOfShares", "SI", "diluted weighted average number of shares"),
)  # fmt: skip

ENTITY_TOTALS = frozenset(
    {
        "Assets", "Liabilities", "NetAssets", "Equity", "Revenues", "CostOfRevenues", "GrossProfit", "OperatingExpenses",
        "OperatingIncome", "OrdinaryIncome", "ProfitBeforeTax", "NetIncome", "NetIncomeAttributableToOwnersOfParent",
        "ComprehensiveIncome", "CapitalExpenditures", "DepreciationAndAmortization", "EBITDA", "AdjustedEBITDA",
        "OperatingMargin", "GrossMargin", "NetMargin", "NumberOfEmployees", "Goodwill",
    }
)  # fmt: skip
"""Concepts that segments and services report too: below a parent that is no heading of a statement they are a part."""

OTHERS: dict[str, str] = {
    "CurrentAssets": "OtherCurrentAssets",
    "NoncurrentAssets": "OtherNoncurrentAssets",
    "CurrentLiabilities": "OtherCurrentLiabilities",
    "NoncurrentLiabilities": "OtherNoncurrentLiabilities",
    "NonoperatingIncome": "OtherNonoperatingIncome",
    "NonoperatingExpenses": "OtherNonoperatingExpenses",
    "ExtraordinaryIncome": "OtherExtraordinaryIncome",
    "ExtraordinaryLosses": "OtherExtraordinaryLosses",
    "PropertyPlantAndEquipment": "OtherPropertyPlantAndEquipment",
    "IntangibleAssets": "OtherIntangibleAssets",
    "InvestmentsAndOtherAssets": "OtherInvestmentsAndOtherAssets",
}
"""What `Other` means below a heading."""
