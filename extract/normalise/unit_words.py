"""The words of units: currencies, scales, counted things, as printed in either language."""

from __future__ import annotations

import re

SCALES: dict[str, int] = {
    "trillion": 12, "trillions": 12, "tn": 12, "trn": 12,
    "billion": 9, "billions": 9, "bn": 9, "bil": 9, "bil.": 9, "bln": 9,
    "million": 6, "millions": 6, "mn": 6, "mm": 6, "m": 6, "mil": 6, "mil.": 6, "mln": 6,
    "thousand": 3, "thousands": 3, "k": 3, "'000": 3, "'000s": 3, "000": 3, "000s": 3,
    "hundred": 2, "hundreds": 2,
    "百": 2, "千": 3, "万": 4, "十万": 5, "百万": 6, "千万": 7, "億": 8, "十億": 9, "百億": 10, "千億": 11, "兆": 12,
}  # fmt: skip

_CURRENCIES: tuple[tuple[str, str], ...] = (
    ("HKD", r"HKD|HK\$|hong\s?kong\s+dollars?|香港ドル"),
    ("TWD", r"TWD|NT\$|new\s+taiwan\s+dollars?|台湾ドル|台湾元"),
    ("SGD", r"SGD|S\$|singapore\s+dollars?|シンガポール・?ドル"),
    ("AUD", r"AUD|A\$|australian\s+dollars?|豪ドル|オーストラリア・?ドル"),
    ("CAD", r"CAD|C\$|canadian\s+dollars?|カナダ・?ドル|加ドル"),
    ("NZD", r"NZD|NZ\$|new\s+zealand\s+dollars?"),
    ("BRL", r"BRL|R\$|brazilian\s+reais|ブラジル・?レアル|レアル"),
    ("USD", r"USD|U\.?\s?S\.?\s?dollars?|US\$|U\.S\.\$|dollars?|\$|米ドル|米弗|ドル"),
    ("JPY", r"JPY|japanese\s+yen|yen|¥|円"),
    ("EUR", r"EUR|euros?|€|ユーロ"),
    ("GBP", r"GBP|pounds?\s+sterling|£|英?ポンド"),
    ("CNY", r"CNY|RMB|renminbi|(?:chinese\s+)?yuan|人民元|中国元|元"),
    ("KRW", r"KRW|korean\s+won|₩|韓国ウォン|ウォン"),
    ("CHF", r"CHF|swiss\s+francs?|スイス・?フラン"),
    ("INR", r"INR|(?:indian\s+)?rupees?|₹|(?:インド・?)?ルピー"),
    ("THB", r"THB|baht|(?:タイ・?)?バーツ"),
    ("IDR", r"IDR|rupiah|(?:インドネシア・?)?ルピア"),
    ("VND", r"VND|(?:ベトナム・?)?ドン"),
    ("MYR", r"MYR|ringgit|(?:マレーシア・?)?リンギ(?:ット)?"),
    ("PHP", r"PHP|philippine\s+pesos?|フィリピン・?ペソ"),
    ("MXN", r"MXN|mexican\s+pesos?|メキシコ・?ペソ"),
    ("SEK", r"SEK|swedish\s+kron(?:a|or)"),
    ("NOK", r"NOK|norwegian\s+kron(?:e|er)"),
    ("DKK", r"DKK|danish\s+kron(?:e|er)"),
    ("RUB", r"RUB|rubles?|(?:ロシア・?)?ルーブル"),
    ("ZAR", r"ZAR|south\s+african\s+rand"),
    ("TRY", r"TRY|turkish\s+lira"),
)

_CJK = re.compile(r"[ぁ-んァ-ヶ一-龥]")


def _bounded(pattern: str) -> str:
    """Letters may not run on before or behind a word of letters."""
    parts = []
    for part in re.split(r"\|(?![^(]*\))", pattern):
        start = r"(?<![A-Za-z])" if re.match(r"[A-Za-z]|\(\?:[a-z]", part) else ""
        if _CJK.search(part) or not re.search(r"[A-Za-z?)]$", part):
            end = ""
        elif part.isupper():
            end = r"(?![A-Z]|[a-ln-z])"  # JPYm, USDk
        else:
            end = r"(?![A-Za-z])"
        parts.append(f"{start}{part}{end}")
    return "|".join(parts)


CURRENCY = "(?:" + "|".join(f"(?:{_bounded(pattern)})" for _, pattern in _CURRENCIES) + ")"
_CURRENCY_READERS = tuple((code, re.compile(pattern, re.I)) for code, pattern in _CURRENCIES)


def currency_of(printed: str) -> str | None:
    """ISO 4217 code of a currency as printed.

    >>> currency_of("U.S. dollars"), currency_of("¥"), currency_of("won")
    ('USD', 'JPY', None)
    """
    for code, reader in _CURRENCY_READERS:
        if reader.fullmatch(printed.strip()):
            return code
    return None


COUNTED_EN = (
    r"persons?|people|employees|personnel|headcount|shares|contracts|subscribers|subscriptions|customers|users|accounts"
    r"|members|stores|shops|outlets|locations|sites|units|vehicles|cases|projects|companies|transactions|items|pieces"
    r"|rooms|beds|patients|deals|engineers|lines|cards|tickets|visitors|passengers|households"
)
COUNTED_JA = (
    r"株|人|名|店舗|店|件|社|台|戸|室|棟|回線|口|個|箱|本|ヵ所|カ所|か所|箇所|拠点|冊|点|枚|軒|世帯|床|隻|機|頭|羽"
    r"|契約|会員|ユーザー|部|施設|校"
)

MEASURES: dict[str, tuple[str, int]] = {
    "%": ("percent", 0), "percent": ("percent", 0), "per cent": ("percent", 0), "pct": ("percent", 0),
    "pct.": ("percent", 0), "percentage": ("percent", 0), "パーセント": ("percent", 0),
    "percentage points": ("percentage_point", 0), "percentage point": ("percentage_point", 0),
    "% points": ("percentage_point", 0), "% point": ("percentage_point", 0), "%pt": ("percentage_point", 0),
    "%pts": ("percentage_point", 0), "% pt": ("percentage_point", 0), "%p": ("percentage_point", 0),
    "pp": ("percentage_point", 0), "ppt": ("percentage_point", 0), "ppts": ("percentage_point", 0),
    "p.p.": ("percentage_point", 0), "pt": ("percentage_point", 0), "pts": ("percentage_point", 0),
    "points": ("percentage_point", 0), "ポイント": ("percentage_point", 0), "%ポイント": ("percentage_point", 0),
    "bps": ("basis_point", 0), "bp": ("basis_point", 0), "basis points": ("basis_point", 0),
    "ベーシスポイント": ("basis_point", 0),
    "times": ("times", 0), "x": ("times", 0), "倍": ("times", 0), "回": ("times", 0),
    "gbps": ("Gbps", 0), "mbps": ("Mbps", 0), "kbps": ("kbps", 0), "tbps": ("Tbps", 0),
    "kwh": ("kWh", 0), "mwh": ("MWh", 0), "gwh": ("GWh", 0), "kw": ("kW", 0), "mw": ("MW", 0), "gw": ("GW", 0),
    "tons": ("tonne", 0), "tonnes": ("tonne", 0), "ton": ("tonne", 0), "トン": ("tonne", 0),
    "kg": ("kg", 0), "kl": ("kl", 0), "㎘": ("kl", 0), "㎏": ("kg", 0),
    "㎡": ("square_metre", 0), "m2": ("square_metre", 0), "sqm": ("square_metre", 0),
    "平方メートル": ("square_metre", 0),
    "坪": ("tsubo", 0),
    "years": ("year", 0), "years old": ("year", 0), "年": ("year", 0), "歳": ("year", 0), "才": ("year", 0),
    "months": ("month", 0), "ヵ月": ("month", 0), "カ月": ("month", 0), "か月": ("month", 0), "ヶ月": ("month", 0),
    "days": ("day", 0), "日": ("day", 0), "hours": ("hour", 0), "時間": ("hour", 0),
}  # fmt: skip
"""Unit and scale of words that are neither money nor counted things."""
