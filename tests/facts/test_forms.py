"""Small filings of invented companies in forms that companies use, read whole: value, unit and dates of each figure."""

from __future__ import annotations

from textwrap import dedent

import pytest

from extract.model import Fact
from extract.pipeline import read


def facts_of(text: str, name: str = "filing.md") -> tuple[Fact, ...]:
    return read(dedent(text).strip().encode(), name=name).facts


def told(text: str, label: str, name: str = "filing.md") -> list[tuple[str | None, str | None, str]]:
    """(value, unit, dates) of the facts whose row is called so, in reading order."""
    found = []
    for fact in facts_of(text, name):
        if fact.label and fact.label[-1] == label:
            period = fact.period
            dates = "" if period is None else f"{period.start or ''}~{period.end or ''}"
            found.append((fact.value, fact.unit, dates))
    return found


SUMMARY = """
    # 2026年１月期 第３四半期決算短信〔日本基準〕(非連結)

    上場会社名　株式会社モリノ珈琲　上場取引所　東　コード番号　3599

    １．2026年１月期第３四半期の業績（2025年２月１日～2025年10月31日）

    {before}

    | | 売上高 | |
    |---|---|---|
    | | 百万円 | ％ |
    {rows}
    """


def test_a_quarter_of_a_summary_report_runs_from_the_first_day_of_the_year() -> None:
    rows = "| 2026年１月期第３四半期 | 9,870 | 12.3 |\n    | 2025年１月期第３四半期 | 8,789 | － |"
    text = SUMMARY.format(before="（１）経営成績（累計）", rows=rows)
    assert told(text, "2026年１月期第３四半期")[0] == ("9870000000", "JPY", "2025-02-01~2025-10-31")
    assert told(text, "2025年１月期第３四半期")[0] == ("8789000000", "JPY", "2024-02-01~2024-10-31")


def test_quarters_side_by_side_stand_alone() -> None:
    rows = "| 2026年１月期第１四半期 | 3,100 | 1.3 |\n    | 2026年１月期第２四半期 | 3,200 | 1.0 |"
    text = SUMMARY.format(before="（参考）四半期毎の業績の推移", rows=rows)
    assert told(text, "2026年１月期第２四半期")[0] == ("3200000000", "JPY", "2025-05-01~2025-07-31")


@pytest.mark.parametrize(
    ("heads", "dates"),
    [
        ("| | 24/3期2Q | 25/3期2Q | 通期予想 | 進捗率 |", "2024-04-01~2024-09-30"),
        ("| | 24/3期2Q累計 | 25/3期2Q累計 | 通期予想 | 比率 |", "2024-04-01~2024-09-30"),
        ("| | 24/3期2Q | 25/3期2Q | 増減 | 増減率 |", "~2024-09-30"),
    ],
)
def test_quarters_beside_a_rate_of_progress_run_on(heads: str, dates: str) -> None:
    text = f"""
        # 2025年3月期 第2四半期 決算説明資料
        株式会社ソラノネットワークス 2024年11月8日

        単位：億円

        {heads}
        |---|---|---|---|---|
        | 売上高 | 412.0 | 455.3 | 960.0 | 47.4% |
        | 営業利益 | 38.2 | 44.9 | 96.0 | 46.8% |
        """
    assert told(text, "売上高")[1] == ("45530000000", "JPY", dates)


def tr(cells: str) -> str:
    """`Revenue||$|280,114` as a row of an HTML table; `text*3` covers three columns."""
    out = []
    for cell in cells.split("|"):
        words, _, wide = cell.partition("*")
        out.append(f'<td colspan="{wide or 1}">{words}</td>')
    return f"<tr>{''.join(out)}</tr>"


def test_signs_in_cells_of_their_own_leave_the_scale_of_the_table() -> None:
    rows = [
        "||Three Months Ended June 30,*6",
        "||2023*2|||2022*2",
        "Revenue||$|280,114|||$|231,502",
        "Operating loss|||(14,204|)|||(31,771|)",
        "Margin|||(5.1|)%|||(13.7|)%",
        "Net loss per share||$|(0.06|)||$|(0.22|)",
        "Shares used in computing net loss per share|||142,871||||139,480",
    ]
    head = "<p>CORVANE SOFTWARE CORP. (in thousands, except per share data)</p>"
    text = f"{head}<table>{''.join(map(tr, rows))}</table>"
    now, before = "2023-04-01~2023-06-30", "2022-04-01~2022-06-30"
    assert told(text, "Revenue", "f.html") == [("280114000", "USD", now), ("231502000", "USD", before)]
    assert told(text, "Operating loss", "f.html") == [("-14204000", "USD", now), ("-31771000", "USD", before)]
    assert told(text, "Margin", "f.html") == [("-5.1", "percent", now), ("-13.7", "percent", before)]
    assert told(text, "Net loss per share", "f.html")[0] == ("-0.06", "USD_per_share", now)
    assert told(text, "Shares used in computing net loss per share", "f.html")[0] == ("142871000", "count", now)


SPACED_SUMMARY = """
    平成30年３月期 第３四半期決算短信〔日本基準〕(連結)

    １．平成30年３月期第３四半期の連結業績（平成29年４月１日～平成29年12月31日）
    （１）連結経営成績（累計）               （％表示は、対前年同四半期増減率）
                                       売上高          営業利益
                                 百万円    ％      百万円    ％
    30年３月期第３四半期          31,204   5.1       2,410 △3.3
    29年３月期第３四半期          29,690   2.0       2,492   8.1
    (注) 包括利益  30年３月期第３四半期 1,912百万円( 15.1％)   29年３月期第３四半期 1,661百万円(△4.0％)

    （２）連結財政状態
                                    総資産        純資産
                                    百万円        百万円
    30年３月期第３四半期            48,120        30,415
    29年３月期                      46,377        29,208
    (参考) 自己資本  30年３月期第３四半期 30,267百万円   29年３月期 29,078百万円

    ３．平成30年３月期の連結業績予想（平成29年４月１日～平成30年３月31日）
                                          （％表示は、対前期増減率）
                        売上高          営業利益    １株当たり
                                                    当期純利益
                  百万円    ％    百万円    ％           円 銭
    通期          42,500   4.4     3,300   1.0          191.66
    """


def test_chapters_and_remarks_divide_the_tables_of_a_summary_in_type_of_one_width() -> None:
    name, so_far, before = "f.txt", "2017-04-01~2017-12-31", "2016-04-01~2016-12-31"
    assert told(SPACED_SUMMARY, "30年３月期第３四半期", name) == [
        ("31204000000", "JPY", so_far),
        ("5.1", "percent", so_far),
        ("2410000000", "JPY", so_far),
        ("-3.3", "percent", so_far),
        ("48120000000", "JPY", "~2017-12-31"),
        ("30415000000", "JPY", "~2017-12-31"),
    ]
    assert told(SPACED_SUMMARY, "包括利益", name)[::2] == [
        ("1912000000", "JPY", so_far),
        ("1661000000", "JPY", before),
    ]
    assert told(SPACED_SUMMARY, "自己資本", name)[1] == ("29078000000", "JPY", "~2017-03-31")


def test_a_table_of_one_row_under_its_units_is_a_table_of_forecasts() -> None:
    facts = [f for f in facts_of(SPACED_SUMMARY, "f.txt") if f.label == ("通期",)]
    assert [f.value for f in facts] == ["42500000000", "4.4", "3300000000", "1", "191.66"]
    assert [f.unit for f in facts][-1] == "JPY_per_share"
    assert {f.dimensions.get("scenario") for f in facts} == {"forecast"}
    assert {(f.period.start, f.period.end) for f in facts if f.period} == {("2017-04-01", "2018-03-31")}


GUIDANCE = """
    # Pinecrest Apparel Group Reports Fourth Quarter Fiscal 2024 Results

    NEW YORK, March 13, 2025 - Pinecrest Apparel Group, Inc. (NYSE: PCAG). Its fiscal year ends on December 31.

    Net sales were $186 - $189 million.

    | | Prior FY2025 Outlook | Current FY2025 Outlook |
    |---|---|---|
    | Net sales growth | Up 1% to 2% | Up 1.5% to 2.5% |
    | Operating income | $410 to $430 million | $420 - $440 million |
    | Diluted EPS | $3.90 – $4.10 | $4.00 – $4.20 |
    """


def test_both_ends_of_a_range_are_in_the_scale_that_is_printed_once() -> None:
    year = "2025-01-01~2025-12-31"
    assert told(GUIDANCE, "Operating income") == [
        (value, "USD", year) for value in ("410000000", "430000000", "420000000", "440000000")
    ]
    assert told(GUIDANCE, "Diluted EPS") == [(value, "USD_per_share", year) for value in ("3.9", "4.1", "4", "4.2")]
    facts = [fact for fact in facts_of(GUIDANCE) if fact.label[-1:] == ("Operating income",)]
    assert [fact.dimensions["bound"] for fact in facts] == ["lower", "upper", "lower", "upper"]
    assert [value for value, _, _ in told(GUIDANCE, "Net sales")] == ["186000000", "189000000"]


def test_a_period_in_the_cell_before_is_that_of_the_figure() -> None:
    text = """
        # 2022年３月期　第１四半期決算短信〔日本基準〕（連結）

        １．2022年３月期第１四半期の連結業績（2021年４月１日～2021年６月30日）

        （４）発行済株式数（普通株式）

        | ① | 期末発行済株式数（自己株式を含む） | 2022年３月期１Ｑ | 21,800,000株 | 2021年３月期 | 21,700,000株 |
        |---|---|---|---|---|---|
        | ② | 期末自己株式数 | 2022年３月期１Ｑ | 201,330株 | 2021年３月期 | 201,320株 |
        | ③ | 期中平均株式数（四半期累計） | 2022年３月期１Ｑ | 21,598,670株 | 2021年３月期１Ｑ | 21,590,112株 |
        """
    assert told(text, "② 期末自己株式数") == [("201330", "count", "~2021-06-30"), ("201320", "count", "~2021-03-31")]
    assert told(text, "③ 期中平均株式数（四半期累計）")[1] == ("21590112", "count", "2020-04-01~2020-06-30")


def test_a_part_of_the_year_over_rows_of_years_and_forecasts_by_their_label() -> None:
    text = """
        # 2021年３月期　決算短信〔日本基準〕（連結）

        ２．配当の状況

        | | 年間配当金 | | |
        |---|---|---|---|
        | | 第２四半期末 | 期末 | 合計 |
        | | 円　銭 | 円　銭 | 円　銭 |
        | 2021年３月期 | 7.50 | 7.50 | 15.00 |
        | 2022年３月期（予想） | 7.50 | 8.00 | 15.50 |
        """
    assert told(text, "2021年３月期")[0] == ("7.5", "JPY_per_share", "~2020-09-30")
    assert told(text, "2022年３月期（予想）")[0] == ("7.5", "JPY_per_share", "~2021-09-30")


def test_groups_in_a_first_column_of_labels_and_months_that_end() -> None:
    text = """
        単位：億円

        | セグメント | | 2022/12末 | 2023/3末 |
        |---|---|---|---|
        | メディア | 受注残高 | 210.4 | 231.0 |
        | | 総資産 | 25.1 | 29.9 |
        | コマース | 受注残高 | 301.9 | 356.1 |
        | | 総資産 | 23.6 | 31.3 |
        """
    facts = [f for f in facts_of(text) if f.label == ("コマース", "総資産")]
    assert [(f.value, f.period.end if f.period else None) for f in facts] == [
        ("2360000000", "2022-12-31"),
        ("3130000000", "2023-03-31"),
    ]


def test_a_period_over_rows_dates_them() -> None:
    text = """
        | £m | Retail | Foodservice |
        |---|---|---|
        | **26 weeks ended 30 September 2021** | | |
        | Revenue | 288.4 | 124.2 |
        | **26 weeks ended 24 September 2020** | | |
        | Revenue | 290.1 | 97.8 |
        """
    assert [dates for _, _, dates in told(text, "Revenue")] == ["2021-04-02~2021-09-30"] * 2 + [
        "2020-03-27~2020-09-24"
    ] * 2


def test_currency_signs_on_lines_of_their_own() -> None:
    lines = ["(in millions, except per share amounts)", "Three Months Ended", "March 31,", "2019", "2018"]
    lines += ["Transaction revenue", "$", "214.3", "$", "188.7", "Service revenue", "61.0", "50.2"]
    lines += ["Total revenue", "275.3", "238.9", "Diluted net income per share", "$", "0.34", "$", "0.23"]
    text = "\n".join(lines)
    assert told(text, "Total revenue", "f.txt") == [
        ("275300000", "USD", "2019-01-01~2019-03-31"),
        ("238900000", "USD", "2018-01-01~2018-03-31"),
    ]
    assert told(text, "Diluted net income per share", "f.txt")[1][:2] == ("0.23", "USD_per_share")


def test_amounts_in_the_labels_of_a_scaled_table_are_in_its_scale() -> None:
    text = """
        (In thousands)

        | | December 31, 2006 | December 31, 2005 |
        |---|---|---|
        | Accounts receivable, less allowance of $412 and $388 | 30,118 | 27,561 |
        | Common stock, $.01 par value | 142 | 141 |
        """
    told = [f for f in facts_of(text) if f.printed in ("$412", "$388")]
    assert [(f.value, f.period.end if f.period else None) for f in told] == [
        ("412000", "2006-12-31"),
        ("388000", "2005-12-31"),
    ]


def test_a_story_tells_of_the_period_whose_results_it_reports() -> None:
    text = """
        Halvorsen Instruments, Inc. Reports Results

        MINNEAPOLIS, October 24, 2006 - Halvorsen Instruments, Inc. today reported results for the third quarter ended
        September 30, 2006. Net sales rose to $48.3 million. Operating loss was $(14.2) million compared to $(31.8)
        million, or (12.0)% of net sales. Diluted EPS was $1.35.

        For the nine months ended September 30, 2006, net sales were $139.6 million.
        """
    quarter = "2006-07-01~2006-09-30"
    assert told(text, "Net sales", "f.txt") == [("48300000", "USD", quarter)]
    assert told(text, "Operating loss", "f.txt")[:2] == [("-14200000", "USD", quarter), ("-31800000", "USD", "")]
    assert told(text, "Diluted EPS", "f.txt") == [("1.35", "USD_per_share", quarter)]


BANK = """
    Lakeshore Bancorp, Inc. Announces Third Quarter 2023 Earnings

    CLEVELAND, October 19, 2023 - Lakeshore Bancorp, Inc. (Nasdaq: LKSB) reported net income of $18.6 million.

    (Dollars in thousands, except per share data)
                                                 Three Months Ended                    Nine Months Ended
                                       Sep 30,        Jun 30,        Sep 30,        Sep 30,        Sep 30,
                                         2023           2023           2022           2023           2022
    Net interest income              $ 51,204       $ 51,870       $ 54,116       $ 155,002      $ 152,318
    Net income                       $ 18,602       $ 17,904       $ 20,295       $  54,986      $  55,992

    Per share:
    Diluted earnings                 $   1.12       $   1.07       $   1.20       $    3.29      $    3.31
    Dividends declared                   0.28           0.28           0.26            0.84           0.78
    """


def test_spanners_set_in_the_middle_of_their_columns_and_headings_of_amounts_per_share() -> None:
    quarters = ["2023-07-01~2023-09-30", "2023-04-01~2023-06-30", "2022-07-01~2022-09-30"]
    sums = ["2023-01-01~2023-09-30", "2022-01-01~2022-09-30"]
    found = told(BANK, "Net interest income", "f.txt")
    assert [dates for _, _, dates in found] == quarters + sums
    assert told(BANK, "Dividends declared", "f.txt")[0] == ("0.28", "USD_per_share", quarters[0])
    assert told(BANK, "net income", "f.txt")[0][2] == quarters[0]  # of the headline, and not of the day of the release


RESTATED = """
                  CORMORANT HOLDINGS CONSOLIDATED STATEMENTS OF OPERATIONS
                    (Dollars in millions, except per share amounts)

                              Quarter Ended            Year Ended
                               December 31,            December 31,
                            ------------------      ------------------
                                        2003                    2003
                             2004    Restated(a)     2004    Restated(a)
                            ------   -----------    ------   -----------
    Revenues               $ 842.3     $ 790.1     $3,260.5   $3,011.8
    Cost of services         611.0       580.4      2,377.2    2,214.5
    Operating income          91.1        30.9        334.2      232.3
    Lease accounting change     --        0.03           --       0.03
    Diluted EPS            $  0.61     $ (0.07)    $   2.15   $   1.05
    Average diluted shares
      (in thousands)        73,410      72,980       73,655     73,320
    """


def test_years_at_two_heights_stand_over_their_own_columns() -> None:
    found = told(RESTATED, "Revenues", "f.txt")
    assert [dates[:10] for _, _, dates in found] == ["2004-10-01", "2003-10-01", "2004-01-01", "2003-01-01"]
    assert told(RESTATED, "Average diluted shares (in thousands)", "f.txt")[0][:2] == ("73410000", "count")


def test_an_amount_in_cents_among_amounts_per_share_is_told_both_ways() -> None:
    doubted = [f for f in facts_of(RESTATED, "f.txt") if f.printed == "0.03"]
    assert [f.status for f in doubted] == ["unresolved", "unresolved"]
    assert [c.value for c in doubted[0].candidates] == ["0.03", "30000"]


def test_rates_of_a_table_that_declares_percent_and_barrels_of_one_that_does_not() -> None:
    text = """
        （単位：百万円、％）

        | | 2023年度実績 | 2024年度予想 | 増減率 |
        |---|---|---|---|
        | 売上高 | 50,736 | 54,000 | 6.4 |
        | 営業利益 | 4,980 | 5,200 | 4.4 |
        """
    assert told(text, "売上高")[2][:2] == ("6.4", "percent")
    text = """
        | USD million | 31.12.2023 | 31.12.2022 |
        |---|---|---|
        | Total assets | 12,480 | 12,905 |
        | Production (kboepd) | 211.4 | 220.9 |
        """
    assert told(text, "Production (kboepd)")[0][:2] == ("211.4", "kboepd")


def test_a_table_of_guidance_that_names_versions_or_ends_is_of_targets() -> None:
    text = """
        <h3>2022 Guidance</h3>
        <table><tr><th></th><th>Low</th><th>High</th></tr>
        <tr><td>FFO per diluted share</td><td>$2.36</td><td>$2.40</td></tr>
        <tr><td>Same-store NOI growth</td><td>4.0%</td><td>5.0%</td></tr></table>
        <h3>FY2024 Forecast (billions of yen)</h3>
        <table><tr><th></th><th>FY2023 Actual</th><th>FY2024 Previous</th><th>FY2024 Revised</th></tr>
        <tr><td>Net sales</td><td>1,655.0</td><td>1,750.0</td><td>1,790.0</td></tr>
        <tr><td>Operating profit</td><td>120.4</td><td>125.0</td><td>130.0</td></tr></table>
        """
    facts = facts_of(text, "f.html")
    assert {f.dimensions.get("scenario") for f in facts[:4]} == {"guidance"}
    assert [f.dimensions.get("scenario") for f in facts[4:7]] == [None, "forecast:previous", "forecast:revised"]


def test_a_header_between_two_columns_is_over_both() -> None:
    text = """
        Northfield Oil, Inc.

                                                                        Year ended December 31,
                                                                  2021                    2022
                                                      Thousands of yen  Thousands of yen  Thousands of U.S. dollars
        Crude oil sales ....................................  4,766,569         4,068,653                     33,606
        Natural gas sales ..................................  8,443,606         8,483,768                     70,073
        Total revenues .....................................  13,210,175       12,552,421                    103,679
        """
    found = told(text, "Natural gas sales", "f.txt")
    assert [(unit, dates[:4]) for _, unit, dates in found] == [("JPY", "2021"), ("JPY", "2022"), ("USD", "2022")]


def test_thousands_set_apart_by_blanks_and_a_dateline_over_the_table() -> None:
    text = """
        Helvion Group AG                                                      Media Release
                                                               Zug, 18 February 2020

        Key figures Group
        CHF million                                           31.12.2019    31.12.2018
        Net sales                                                2 845.3       2 701.9
        Operating result (EBIT)                                    312.4         288.0
        Total assets                                             2 748.5       2 670.9
        Employees (FTE) at year-end                               11 204        10 987
        """
    assert told(text, "Net sales", "f.txt") == [
        ("2845300000", "CHF", "~2019-12-31"),
        ("2701900000", "CHF", "~2018-12-31"),
    ]
    assert told(text, "Employees (FTE) at year-end", "f.txt")[0][:2] == ("11204", "count")


def test_what_is_counted_has_no_fraction_and_half_a_year_is_no_year() -> None:
    text = """
        # 2024年2月期 月次売上情報（6月度）

        | （単位：百万円） | 2023年2月期 | 上期累計 |
        |---|---|---|
        | 営業収益 | 120,331 | 61,402 |
        | 既存店客数 | 100.1 | 99.4 |
        | 店舗数 | 412 | 419 |
        """
    assert told(text, "店舗数")[0][:2] == ("412", "count")
    assert {f.status for f in facts_of(text) if f.label == ("既存店客数",)} == {"unresolved"}


def test_a_japanese_label_wrapped_behind_its_verb() -> None:
    text = """
        （単位：百万円）
                                  2022年3月期     2023年3月期
        売上高                        25,310          27,842
        親会社株主に帰属する
        当期純利益                       802             977
        設備投資額                       910           1,330
        """
    labels = [fact.label for fact in facts_of(text, "f.txt")][::2]
    assert labels == [("売上高",), ("親会社株主に帰属する 当期純利益",), ("設備投資額",)]
