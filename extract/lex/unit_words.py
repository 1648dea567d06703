"""The words of units: currencies, scales, counted things, as printed in either language."""

from __future__ import annotations

import re
from collections.abc import Iterable

SCALES: dict[str, int] = {
    "trillion": 12, "trillions": 12, "tn": 12, "trn": 12,
    "billion": 9, "billions": 9, "bn": 9, "bil": 9, "bil.": 9, "bln": 9,
    "million": 6, "millions": 6, "mn": 6, "mm": 6, "m": 6, "mil": 6, "mil.": 6, "mln": 6,
    "thousand": 3, "thousands": 3, "k": 3, "'000": 3, "'000s": 3, "000": 3, "000s": 3,
    "hundred": 2, "hundreds": 2, "crore": 7, "crores": 7, "lakh": 5, "lakhs": 5,
    "百": 2, "千": 3, "万": 4, "十万": 5, "百万": 6, "千万": 7, "億": 8, "十億": 9, "百億": 10, "千億": 11, "兆": 12,
}  # fmt: skip

_CURRENCIES: dict[str, str] = {
    "HKD": "HKD|HK$|hong kong dollars|hong kong dollar|香港ドル",
    "TWD": "TWD|NT$|new taiwan dollars|new taiwan dollar|台湾ドル|台湾元",
    "SGD": "SGD|S$|singapore dollars|singapore dollar|シンガポールドル|シンガポール・ドル",
    "AUD": "AUD|A$|australian dollars|australian dollar|豪ドル|オーストラリアドル|オーストラリア・ドル",
    "CAD": "CAD|C$|canadian dollars|canadian dollar|カナダドル|カナダ・ドル|加ドル",
    "NZD": "NZD|NZ$|new zealand dollars|new zealand dollar",
    "BRL": "BRL|R$|brazilian reais|ブラジルレアル|ブラジル・レアル|レアル",
    "USD": "USD|US$|U.S.$|U.S. dollars|U.S. dollar|US dollars|US dollar|dollars|dollar|$|米ドル|ドル",
    "JPY": "JPY|japanese yen|yen|¥|円",
    "EUR": "EUR|euros|euro|€|ユーロ",
    "GBP": "GBP|pounds sterling|pound sterling|£|英ポンド|ポンド",
    "CNY": "CNY|RMB|renminbi|chinese yuan|yuan|人民元|中国元|元",
    "KRW": "KRW|korean won|₩|韓国ウォン|ウォン",
    "CHF": "CHF|swiss francs|swiss franc|スイスフラン|スイス・フラン",
    "INR": "INR|indian rupees|indian rupee|rupees|rupee|₹|インドルピー|インド・ルピー|ルピー",
    "THB": "THB|baht|タイバーツ|タイ・バーツ|バーツ",
    "IDR": "IDR|rupiah|インドネシアルピア|インドネシア・ルピア|ルピア",
    "VND": "VND|ベトナムドン|ベトナム・ドン",
    "MYR": "MYR|ringgit|リンギット|マレーシアリンギット",
    "PHP": "PHP|philippine pesos|philippine peso|フィリピンペソ|フィリピン・ペソ",
    "MXN": "MXN|mexican pesos|mexican peso|メキシコペソ|メキシコ・ペソ",
    "SEK": "SEK|swedish kronor|swedish krona",
    "NOK": "NOK|norwegian kroner|norwegian krone",
    "DKK": "DKK|danish kroner|danish krone",
    "RUB": "RUB|rubles|ロシアルーブル|ロシア・ルーブル|ルーブル",
    "ZAR": "ZAR|south african rand",
    "TRY": "TRY|turkish lira",
}


def _squeezed(printed: str) -> str:
    return re.sub(r"\s+", "", printed).lower()


_CODES = {_squeezed(word): code for code, words in _CURRENCIES.items() for word in words.split("|")}


def currency_of(printed: str) -> str | None:
    """ISO 4217 code of a currency as printed.

    >>> currency_of("U.S. dollars"), currency_of("¥"), currency_of("won")
    ('USD', 'JPY', None)
    """
    return _CODES.get(_squeezed(printed))


def any_of(words: Iterable[str]) -> str:
    """A pattern for the longest of the words; letters may not run on before or behind a word of letters."""
    spelled: dict[tuple[bool, bool], list[str]] = {}
    for word in sorted(set(words), key=lambda word: (-len(word), word)):
        ends = (word[0].isascii() and word[0].isalpha(), word[-1].isascii() and word[-1].isalpha())
        spelled.setdefault(ends, []).append(re.escape(word).replace(r"\ ", r"\s*"))
    pieces = []
    for (starts_with_letter, ends_with_letter), patterns in sorted(spelled.items()):
        before = r"(?<![A-Za-z])" if starts_with_letter else ""
        behind = r"(?![A-Za-z])" if ends_with_letter else ""
        pieces.append(f"{before}(?:{'|'.join(patterns)}){behind}")
    return "|".join(pieces)


_ISO = "|".join(_CURRENCIES)
LED = {"t": 3, "k": 3, "m": 6, "mio": 6, "mn": 6, "bn": 9, "mrd": 9}
"""Scales that European reports set before a currency: `TEUR`, `k€`, `MSEK`, `Mio. EUR`."""
LED_CURRENCY = rf"(?<![A-Za-z])(?:mio\.?\s?|mrd\.?\s?|mn\s?|bn\s?|[tkm])(?:(?:{_ISO})(?![A-Za-z])|[€£](?!\d))"
CURRENCY = any_of(word for words in _CURRENCIES.values() for word in words.split("|"))
CURRENCY += rf"|(?<![A-Za-z])(?:{_ISO})(?=(?:m|bn|mn|k)(?![A-Za-z]))"
"""Money words and signs; behind an ISO code the short scale may follow at once (JPYm)."""

COUNTED_EN = (
    "person|persons|people|employees|personnel|headcount|shares|contracts|subscribers|subscriptions|customers|users"
    "|accounts|members|stores|shops|outlets|locations|sites|units|vehicles|cases|projects|companies|transactions"
    "|items|pieces|rooms|beds|patients|deals|engineers|lines|cards|tickets|visitors|passengers|households"
)
COUNTED_JA = (
    "株|人|名|店舗|店|件|社|台|戸|室|棟|回線|口|個|箱|本|ヵ所|カ所|か所|箇所|拠点|冊|点|枚|軒|世帯|床|隻|機|頭|羽"
    "|契約|会員|ユーザー|部|施設|校|銘柄|単元"
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
    **{word: (word, 0) for word in (
        "boe", "kboe", "mboe", "mmboe", "boepd", "kboepd", "mboepd", "boe/d", "kboe/d", "mboe/d", "bpd", "kbd",
        "bbl", "kbbl", "mbbl",
        "mmbbl", "bcf", "mcf", "mmcf", "mmbtu", "koz", "moz", "teu", "feu", "tco2e", "tco2", "kt", "mtpa", "carats",
        "barrels", "gallons", "hectares", "acres",
    )},
    "square feet": ("square_foot", 0), "sq. ft.": ("square_foot", 0), "sq ft": ("square_foot", 0),
    "sqft": ("square_foot", 0),
    "㎡": ("square_metre", 0), "m2": ("square_metre", 0), "sqm": ("square_metre", 0),
    "平方メートル": ("square_metre", 0),
    "坪": ("tsubo", 0),
    "years": ("year", 0), "years old": ("year", 0), "年": ("year", 0), "歳": ("year", 0), "才": ("year", 0),
    "months": ("month", 0), "ヵ月": ("month", 0), "カ月": ("month", 0), "か月": ("month", 0), "ヶ月": ("month", 0),
    "days": ("day", 0), "日": ("day", 0), "hours": ("hour", 0), "時間": ("hour", 0),
}  # fmt: skip
"""Unit and scale of words that are neither money nor counted things."""
