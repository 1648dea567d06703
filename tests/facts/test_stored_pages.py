"""Texts of web pages as crawlers store them: cells on lines with pipes between, empty cells kept or left out, figures
on one line, highlights in sentences. Each case is read as the product reads it."""

from __future__ import annotations

from extract import Fact, read


def facts(text: str) -> list[Fact]:
    return list(read(text.encode(), name="page.txt").facts)


def told(text: str) -> list[str]:
    """`label | printed = value unit start/end`, a question mark before what is not trusted."""
    out = []
    for fact in facts(text):
        period = fact.period
        when = f"{period.start or ''}/{period.end or ''}" if period is not None else ""
        mark = "" if fact.trusted else "? "
        out.append(f"{mark}{fact.label[-1] if fact.label else ''} | {fact.printed} = {fact.value} {fact.unit} {when}")
    return out


def poured(rows: str) -> str:
    """Rows with slashes between cells as a crawler stores them: each pipe on a line of its own."""
    return "|\n" + "\n|\n".join("\n|\n".join(row.split("/")) for row in rows.splitlines()) + "\n|\n"


def test_pipes_between_cells_of_rows_of_unlike_lengths() -> None:
    """Rows of amounts have three cells, rows of yen a unit behind each figure."""
    text = "連結損益計算書\n(単位:百万円)\n" + poured(
        "/前連結会計年度 (自 2021年4月1日 至 2022年3月31日)/当連結会計年度 (自 2022年4月1日 至 2023年3月31日)\n"
        "売上収益/41,305/44,872\n売上原価/△30,118/△32,940\n売上総利益/11,187/11,932\n"
        "1株当たり当期利益////\n継続事業/51.30/円/60.22/円\n非継続事業/△1.10/円/△0.75/円"
    )
    found = told(text)
    assert "売上収益 | 44,872 = 44872000000 JPY 2022-04-01/2023-03-31" in found
    assert "売上原価 | △30,118 = -30118000000 JPY 2021-04-01/2022-03-31" in found
    assert "継続事業 | 60.22円 = 60.22 JPY_per_share 2022-04-01/2023-03-31" in found
    assert "非継続事業 | △0.75円 = -0.75 JPY_per_share 2022-04-01/2023-03-31" in found


def test_pipes_before_figures_and_signs_left_out_in_some_rows() -> None:
    text = """|
Three Months Ended
March 31,
|
2021
|
2020
|
(In thousands)
|
Premiums earned
|$
|4,210
|$
|3,985
|
Claims incurred
|2,650
|2,410
|
Underwriting result
|1,560
|1,575
|
"""
    found = told(text)
    assert "Premiums earned | $4,210 = 4210000 USD 2021-01-01/2021-03-31" in found
    assert "Claims incurred | 2,410 = 2410000 USD 2020-01-01/2020-03-31" in found


QUARTERS = """|Particulars (Rupees in Crores.)
|Sept-2022
|Jun-2022
|Mar-2022
Gross Sales
1,204
1,190
1,155
Total Income
1,240.5
1,221.7
1,180.3
Interest
31
30
28
Net Profit
101
98
95
Equity
44
44
44
"""


def test_a_flow_under_a_bare_month_is_no_balance() -> None:
    """`Interest` under `Jun-2022`, between sales and equity: of how long a span is not said."""
    found = told(QUARTERS)
    assert "Equity | 44 = 440000000 INR /2022-09-30" in found
    assert "? Interest | 30 = 300000000 INR /2022-06-30" in found
    assert "? Total Income | 1,240.5 = 12405000000 INR /2022-09-30" in found


INTERIM = """Interim report January - September 2022

Net sales increased to MSEK 3,120 (2,874), a margin of 6.0 (5.5) percent.

Operating profit was SEK 409.1 M (385.2).

Third quarter 2022

Net sales increased to SEK 1,011m (963).
"""


def test_a_figure_alone_in_brackets_shares_the_unit_and_is_of_another_time() -> None:
    found = told(INTERIM)
    assert "Net sales | 3,120 = 3120000000 SEK 2022-01-01/2022-09-30" in found
    assert "? Net sales | 2,874 = 2874000000 SEK /" in found
    assert "? margin | 5.5 = 5.5 percent /" in found
    assert "Operating profit | 409.1 = 409100000 SEK 2022-01-01/2022-09-30" in found
    assert "Net sales | 1,011 = 1011000000 SEK 2022-07-01/2022-09-30" in found


def test_figures_in_brackets_are_of_the_year_before_where_the_document_says_so() -> None:
    text = INTERIM + "\nFigures in parentheses refer to the corresponding period of the previous year.\n"
    found = told(text)
    assert "Net sales | 2,874 = 2874000000 SEK 2021-01-01/2021-09-30" in found
    assert "Net sales | 963 = 963000000 SEK 2021-07-01/2021-09-30" in found


def test_no_period_is_lent_over_a_heading_that_names_a_part_of_a_year_nobody_dates() -> None:
    """Nothing says when the fiscal year begins: the first quarter is not the half year of the title."""
    text = "Report for the six months ended 30 June 2022\n\nFirst quarter\n\nNet sales were EUR 310 million.\n"
    (fact,) = facts(text)
    assert fact.period is None or fact.period.end is None
    assert not fact.trusted


def test_the_day_of_a_report_beside_the_months_it_is_of_dates_no_flow() -> None:
    (fact,) = facts("Report 2022-10-19 January - September\n\nNet sales increased to MSEK 3,120.\n")
    assert not fact.trusted


PENCE = """Results for the year ended 31 December 2022

Earnings per share were 31.5 pence.

The dividend of 9.4p per share was raised.
"""


def test_pence_are_hundredths_of_a_pound() -> None:
    found = told(PENCE)
    assert "Earnings per share | 31.5 = 0.315 GBP_per_share 2022-01-01/2022-12-31" in found
    assert "dividend | 9.4 = 0.094 GBP_per_share 2022-01-01/2022-12-31" in found


def test_lines_that_all_begin_anew_are_items_of_a_list() -> None:
    text = """Highlights for the year ended 31 December 2022
Return on equity of 8.1%, in line with our plan for the whole of the year, annualised
Gross written premium of £1,204.6 million, a record for all classes of business together
Investment return of 1.4% on assets of all kinds which the group holds in its own name
Solvency ratio of 160% under the standard formula at the end of the year under review
"""
    labels = [fact.label[-1] for fact in facts(text)]
    assert labels[1] == "Gross written premium" and labels[2] == "Investment return"


def test_a_change_by_an_amount_to_a_level_is_no_range() -> None:
    text = "Deposits increased during the quarter by $415,000 to $27.6 million as of June 30, 2022.\n"
    change, level = facts(text)
    assert change.measure == "change" and "bound" not in change.dimensions
    assert level.measure == "amount" and "bound" not in level.dimensions


WEEKS = """Net sales for the thirteen-week period ended January 31, 2004 were $610.3 million, compared with $590.1
million for the quarter ended February 1, 2003. Operating profit for the quarter was $22.9 million.

Sales for the fiscal year ended January 31, 2004 were $2.3 billion compared to $2.2 billion for the fiscal year ended
February 1, 2003.
"""


def test_a_year_of_weeks_that_ends_a_month_by_chance_does_not_begin_one() -> None:
    found = told(WEEKS)
    assert "Operating profit | 22.9 = 22900000 USD 2003-11-02/2004-01-31" in found
    assert "Sales | 2.3 = 2300000000 USD 2003-02-02/2004-01-31" in found
    assert "Sales | 2.2 = 2200000000 USD 2002-02-03/2003-02-01" in found


def test_a_statement_on_one_line_is_headed_by_its_weeks_days_and_years() -> None:
    text = (
        "LARKFIELD STORES, INC. STATEMENTS OF OPERATIONS (Dollars in thousands) (Unaudited) Thirteen Weeks Ended"
        " Fifty-two Weeks Ended January 31, February 1, January 31, February 1, 2004 2003 2004 2003 Net sales $610,250"
        " $590,114 $2,310,477 $2,204,365 Cost of sales 402,110 391,004 1,540,236 1,480,255 Gross profit 208,140 199,110"
        " 770,241 724,110\n"
    )
    found = told(text)
    assert "Net sales | $610,250 = 610250000 USD 2003-11-02/2004-01-31" in found
    assert "Cost of sales | 391,004 = 391004000 USD 2002-11-03/2003-02-01" in found
    assert "Gross profit | 724,110 = 724110000 USD 2002-02-03/2003-02-01" in found


def test_the_first_six_months_of_a_year_are_its_half() -> None:
    text = "Assets were $9 million at June 30, 2010. Charge-offs were $4.1 million for the first six months of 2010.\n"
    assert "Charge-offs | 4.1 = 4100000 USD 2010-01-01/2010-06-30" in told(text)


def test_bare_years_beside_a_number_are_nearer_than_the_period_of_its_sentence() -> None:
    text = (
        "Income rose by $2 million in the six months ended June 30, 2010 as a result of the redemption of $54.0 million"
        " of bonds in 2008 and 2009.\n"
    )
    assert next(fact for fact in facts(text) if fact.printed == "54.0").trusted is False


def headed(text: str) -> list[str]:
    """`heading over the column | row = value unit start/end`."""
    return [
        f"{fact.header[0] if fact.header else ''} | {line}" for fact, line in zip(facts(text), told(text), strict=True)
    ]


SUMMARY = """2024年３月期 第２四半期決算短信〔日本基準〕（連結）
問合せ先責任者 （役職名） 取締役 （氏名） 北見 一郎 TEL 03-0000-0000
1.2024年３月期第２四半期の連結業績（2023年４月１日～2023年９月30日）
（１）連結経営成績（累計） （％表示は、対前年同四半期増減率）
親会社株主に帰属する
売上高 営業利益 経常利益
四半期純利益
百万円 ％ 百万円 ％ 百万円 ％ 百万円 ％
2024年３月期第２四半期 7,924 △1.9 596 － 524 0.3
366 △2.0
2023年３月期第２四半期 8,078 2.8 △12 － 522 △7.8 373 1.1
（注）包括利益 2024年３月期第２四半期 401百万円（△1.2％） 2023年３月期第２四半期 406百万円（3.0％）
潜在株式調整後
１株当たり
１株当たり
四半期純利益
四半期純利益
円 銭 円 銭
2024年３月期第２四半期 46.77 45.02
2023年３月期第２四半期 47.51 46.30
２．配当の状況
年間配当金
第１四半期末 第２四半期末 第３四半期末 期末 合計
円 銭 円 銭 円 銭 円 銭 円 銭
2023年３月期 － 10.00 － 12.00 22.00
"""


def test_a_line_of_units_tells_how_many_figures_a_row_has_and_the_form_orders_wrapped_names() -> None:
    found = headed(SUMMARY)
    net = "親会社株主に帰属する四半期純利益"
    assert f"{net} | 2024年３月期第２四半期 | 366 = 366000000 JPY 2023-04-01/2023-09-30" in found
    assert f"{net} | 2024年３月期第２四半期 | △2.0 = -2 percent 2023-04-01/2023-09-30" in found
    assert "営業利益 | 2023年３月期第２四半期 | △12 = -12000000 JPY 2022-04-01/2022-09-30" in found
    diluted = "潜在株式調整後１株当たり四半期純利益"
    assert (
        "１株当たり四半期純利益 | 2024年３月期第２四半期 | 46.77 = 46.77 JPY_per_share 2023-04-01/2023-09-30" in found
    )
    assert f"{diluted} | 2023年３月期第２四半期 | 46.30 = 46.3 JPY_per_share 2022-04-01/2022-09-30" in found
    assert any(line.startswith("年間配当金 | ") and " 22.00 = 22 JPY_per_share" in line for line in found)


def test_names_above_units_that_no_form_orders_head_nothing() -> None:
    text = SUMMARY.replace("売上高 営業利益 経常利益", "売上高 店舗数増 経常利益")
    assert not any(line.startswith(("売上高", "経常利益")) and "? " not in line for line in headed(text))


COLUMNS = """Consolidated income statement

(SEK M) Note 2018
Jul-Sep
2017
Jul-Sep
2017
Full-year
Rolling
12 months
Net sales 2,204 2,018 8,140 8,326
Cost of goods sold 1 -1,730 -1,604 -6,410 -6,536
Gross profit 474 414 1,730 1,790
Tax -21 -17 -66 -70
"""


def test_years_with_the_months_below_them_head_columns_beside_rolling_months() -> None:
    found = told(COLUMNS)
    assert "Net sales | 2,204 = 2204000000 SEK 2018-07-01/2018-09-30" in found
    assert "Gross profit | 414 = 414000000 SEK 2017-07-01/2017-09-30" in found
    assert any(line.startswith("? Net sales | 8,326") for line in found)


def test_units_behind_labels_have_a_column_below_the_head_of_the_labels() -> None:
    text = "1 【主要な経営指標等の推移】\n" + poured(
        "回次/第45期 中間連結会計期間/第46期 中間連結会計期間\n"
        "会計期間/自 2022年4月1日 至 2022年9月30日/自 2023年4月1日 至 2023年9月30日\n"
        "売上高/(百万円)/1,501/1,493\n純資産額/(百万円)/2,456/2,639\n1株当たり純資産額/(円)/558.94/601.35\n"
        "自己資本比率/(%)/58.9/63.0\n経常利益/(百万円)/△137/90"
    ).removeprefix("|\n")
    found = told(text)
    assert "売上高 | 1,493 = 1493000000 JPY 2023-04-01/2023-09-30" in found
    assert "純資産額 | 2,456 = 2456000000 JPY /2022-09-30" in found
    assert "自己資本比率 | 63.0 = 63 percent /2023-09-30" in found
    assert "経常利益 | △137 = -137000000 JPY 2022-04-01/2022-09-30" in found


def test_marks_of_notes_in_a_row_are_no_figures_where_a_point_parts_decimals() -> None:
    text = """Overview for the years ended 30 June 2024 and 2023

(USD million)
2024
2023
Group revenue 318.4 290.7
Underlying EBITDA 1,2 71.3 66.9
Underlying profit 1,2,3 33.8 30.1
Reported EBITDA 1 64.0 65.2
"""
    found = [line.partition(" | ")[2] for line in told(text)]
    assert "71.3 = 71300000 USD 2023-07-01/2024-06-30" in found
    assert "30.1 = 30100000 USD 2022-07-01/2023-06-30" in found


CHARGES = """Results for the third quarter ended August 31, 2018

Gross profit rose 5 percent to $42.1 million from $40.1 million in the third quarter of fiscal 2017. Net income fell 7
percent (6 percent at constant rates) to $9.3 million from $10.0 million in the same quarter last year. Earnings per
share was the same as in the third quarter of fiscal 2017 at $0.21.

These figures exclude charges of $1.6 million for share-based awards, $1.7 million for amortization of patents and $0.4
million for legal fees.
"""


def test_what_follows_an_amount_for_what_it_was_belongs_to_it() -> None:
    labels = {fact.printed: fact.label[-1] for fact in facts(CHARGES)}
    assert "share-based awards" in labels["1.6"]
    assert "amortization of patents" in labels["1.7"]
    assert labels["0.4"].endswith("legal fees")
    assert labels["9.3"] == "Net income"


def test_a_quarter_of_the_year_before_is_compared_with_and_anchors_nothing() -> None:
    found = told(CHARGES)
    assert "Net income | 10.0 = 10000000 USD 2017-06-01/2017-08-31" in found
    assert "Earnings per share | 0.21 = 0.21 USD_per_share 2018-06-01/2018-08-31" in found


def test_a_quarter_that_closes_on_the_day_of_the_latest_balance_is_of_a_calendar_year() -> None:
    text = (
        "Equity was 11.4% as of June 30, 2012. Lending income in the second quarter of 2012 was $31.7 million,"
        " compared to $30.2 million in the first quarter of 2012.\n"
    )
    found = told(text)
    assert any("31.7 = 31700000 USD 2012-04-01/2012-06-30" in line for line in found)
    assert any("30.2 = 30200000 USD 2012-01-01/2012-03-31" in line for line in found)
    other = told(text.replace("June 30, 2012", "March 31, 2012"))
    assert not any("2012-06-30" in line for line in other)


RATIOS = """Results of the first half of 2023

Freight revenue, including fuel surcharges, stood at €5,120m in the first six months of 2023, up 8.4% on the figure of
€4,723m reported on 30 June 2022.

The load factor including charter flights reported in the first half of 2022 pursuant to the old rules of counting
amounted to 81.6%.
"""


def test_what_stands_between_a_measure_and_its_verb_is_no_measure() -> None:
    labels = {fact.printed: fact.label[-1] for fact in facts(RATIOS)}
    assert labels["5,120"] == labels["8.4"] == labels["4,723"] == "Freight revenue"
    assert labels["81.6"] == "load factor"


def test_an_amount_and_a_rate_that_touch_part_behind_the_comma() -> None:
    found = headed(SUMMARY.replace("8,078 2.8 △12", "8,0782.8 △12"))
    assert "売上高 | 2023年３月期第２四半期 | 8,078 = 8078000000 JPY 2022-04-01/2022-09-30" in found


def test_quarters_of_twelve_and_sixteen_weeks_head_columns_above_marks_of_all() -> None:
    text = "Summary (Dollars in thousands)\n" + poured(
        "/Twelve Weeks Ended\nMarch 24, 2013/Sixteen Weeks Ended\nOctober 6, 2013\n/(Unaudited)/(Unaudited)"
    ).replace("|\n", "|\n|\n")
    text += "|\nNet sales\n|\n|\n$\n|412,305\n|\n|\n$\n|618,940\n|\n|\nGross margin\n|\n|\n98,410\n|\n|\n151,220\n|\n"
    text += "|\nExpenses\n|\n|\n80,115\n|\n|\n122,604\n|\n"
    found = told(text)
    assert any("412,305 = 412305000 USD 2012-12-31/2013-03-24" in line for line in found)
    assert "Gross margin | 151,220 = 151220000 USD 2013-06-17/2013-10-06" in found


THOUSANDS = """Interim statements for the period ended 30 September 2022

Third quarter 2022-07-01 – 2022-09-30

The income of the Group was TEUR

4,120 (TEUR: 3,980), a decrease of 1.7%.

EBIT amounted to minus €12.5 million in the third quarter 2022-07-01 – 2022-09-30.
"""


def test_thousands_of_euros_broken_off_before_their_figure_and_a_minus_in_words() -> None:
    found = told(THOUSANDS)
    assert "income of the Group | 4,120 = 4120000 EUR 2022-07-01/2022-09-30" in found
    assert "? income of the Group | 3,980 = 3980000 EUR /" in found
    assert any("12.5 = -12500000 EUR" in line for line in found)


def test_a_comma_before_by_parts_no_change_from_its_verb() -> None:
    change, level = facts(
        "EBIT fell sharply, by €52.6 million, to €10.3 million in the year ended December 31, 2022.\n"
    )
    assert (change.value, change.measure) == ("-52600000", "change")
    assert (level.value, level.measure) == ("10300000", "amount")


def test_a_flow_told_at_a_day_is_of_a_span_that_nobody_dates() -> None:
    (fact,) = facts("Operating income at 30 June 2023 was €41.5 million.\n")
    assert fact.period is not None and fact.period.kind == "duration" and not fact.trusted
