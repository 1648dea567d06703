"""What the name of a file says of the document: its issuer, and the day on which it was filed.

A name counts where a scheme of names gives it its meaning (EDINET, TDnet), or where it is a company's name and
nothing else but words that tell which document it is.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date

import msgspec

from extract import model
from extract.vocab.register import Registered, issuer_key, register

# `jpcrp030000-asr-001_E05563-000_2024-04-30_01_2024-07-30`: form, filer, last day of the period, version, day filed.
_EDINET = re.compile(r"(?<![A-Za-z])jp[a-z]{3}\d{6}-\w+-\d{3}_([EG]\d{5})-\d{3}_\d{4}-\d\d-\d\d_\d\d_(\d{4}-\d\d-\d\d)")
# `tse-qcedjpfr-67580-2021-06-30-01-2021-08-04`, `tse-acedjpsm-67580-20210427467580-ixbrl`: form, code and a figure.
_TDNET = re.compile(
    r"(?<![A-Za-z])tse-[a-z]{8}-(\d[0-9A-Z]{3})0-(?:(20\d\d)(\d\d)(\d\d)\d+|\d{4}-\d\d-\d\d-\d\d-(\d{4}-\d\d-\d\d))"
)
_PARTS = re.compile(r"[\s_.,()\[\]\-]+")
# Words that tell which document of an issuer a file holds, and nothing of the issuer.
_OF_A_DOCUMENT = re.compile(
    r"(?:\d+|20\d\d年\d{1,2}月期(?:第?[1-4](?:四半期|q))?|(?:fy|cy|h|q)?\d{1,4}(?:q|h|fy|年|月|日|期|年度|月期)*(?:第?[1-4](?:四半期|q))?|第?[1-4]四半期|通期|中間|期末"
    r"|[1-4]q\d*|q[1-4]|\d?h\d*|10[kq]|20f|6k|8k|v\d+|final|en|ja|jp|eng|english|japanese|和文|英文|訂正|修正|連結|個別|単体"
    r"|決算|短信|決算短信|決算説明|決算説明資料|説明資料|補足資料|有価証券報告書|有報|四半期報告書|半期報告書|統合報告書"
    r"|tanshin|yuho|results?|earnings|release|report|annual|quarterly|presentation|financial|statements?|deck|summary)",
    re.IGNORECASE,
)
_JAPANESE = re.compile(r"[\u3041-\u30FA\u4E00-\u9FFF]")
_MOST_CHARS = 300


class Named(msgspec.Struct, frozen=True, kw_only=True):
    """What a file name says. `surely` is set where a scheme of names says it; else the print must bear it out."""

    name: str
    printed: str
    code: str | None = None
    exchange: str = "unknown"
    surely: bool = False
    filed: str | None = None

    def evidence(self, of: str, value: str) -> model.Evidence:
        """The file name as a witness. It stands at no place of the document."""
        return model.Evidence(property=of, value=value, printed=self.printed, location=model.Location())


def named_by_file(file: str) -> Named | None:
    """The issuer that a file name tells; None where it tells none, or one that two issuers bear.

    >>> named = named_by_file("0105_honbun_jpcrp030000-asr-001_E05563-000_2024-04-30_01_2024-07-30_ixbrl.htm")
    >>> named.name, named.code, named.filed
    ('株式会社ラクーンホールディングス', '3031', '2024-07-30')
    >>> named_by_file("花王_2021年12月期_決算短信.htm").code, named_by_file("qualitative.htm")
    ('4452', None)
    """
    plain = unicodedata.normalize("NFKC", file[:_MOST_CHARS])
    known = register()
    edinet = _EDINET.search(plain)
    if edinet is not None:
        return _of_scheme(known.by_filer.get(edinet[1]), edinet.group(), "unknown", edinet[2])
    tdnet = _TDNET.search(plain)
    if tdnet is not None:
        filed = tdnet[5] or _day(tdnet[2], tdnet[3], tdnet[4])
        return _of_scheme(known.by_code.get(tdnet[1]), tdnet.group(), "TSE", filed)
    stem = plain.rpartition(".")[0] or plain
    words = [part for part in _PARTS.split(stem) if part and not _OF_A_DOCUMENT.fullmatch(part)]
    if not words or len(words) > 6:
        return None
    printed = " ".join(words)
    entry = known.by_name.get(issuer_key(printed))
    if entry is not None:
        return Named(name=entry.name if _JAPANESE.search(printed) else entry.english, printed=printed, code=entry.code)
    if issuer_key(printed) in known.shared_names or len(words) > 1 or not _JAPANESE.search(printed):
        return None
    return Named(name=printed, printed=printed)


def _of_scheme(entry: Registered | None, printed: str, exchange: str, filed: str | None) -> Named | None:
    if entry is None:
        return None
    return Named(name=entry.name, printed=printed, code=entry.code, exchange=exchange, surely=True, filed=filed)


def _day(year: str, month: str, day: str) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None
