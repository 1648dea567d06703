"""Exchanges and codes under which the issuer is listed."""

from __future__ import annotations

import re
from collections import Counter

from extract import model
from extract.detect.passages import Passage

# Spellings of the exchanges, longest first where one holds the other.
_EXCHANGES: tuple[tuple[str, str], ...] = (
    ("TSE", r"Tokyo Stock Exchange|TSE ?\d?|東京証券取引所|東証|東"),
    ("NASDAQ", r"NASDAQ(?:[- ]?(?:GS|GM|CM|Global(?: Select)?(?: Market)?))?"),
    ("NYSE", r"NYSE(?! ?(?:American|Arca))|New York Stock Exchange"),
    ("NYSE American", r"NYSE American|AMEX"),
    ("NSE", r"Nagoya Stock Exchange|名古屋証券取引所|名証|名"),
    ("OSE", r"Osaka (?:Securities|Stock) Exchange|大阪証券取引所|大証"),
    ("FSE", r"Fukuoka Stock Exchange|福岡証券取引所|福証|福"),
    ("SSE", r"Sapporo Securities Exchange|札幌証券取引所|札証|札"),
    ("JASDAQ", r"JASDAQ|ジャスダック"),
    ("LSE", r"London Stock Exchange|LSE"),
    ("HKEX", r"Hong Kong Stock Exchange|HKEX|SEHK"),
    ("SGX", r"Singapore Exchange|SGX"),
    ("TSX", r"Toronto Stock Exchange|TSX"),
    ("ASX", r"Australian Securities Exchange|ASX"),
    ("Euronext", r"Euronext(?: (?:Paris|Amsterdam|Brussels|Lisbon))?"),
    ("XETRA", r"Xetra|Frankfurt Stock Exchange|FWB"),
    ("SIX", r"SIX Swiss Exchange|(?-i:SIX)"),
)
_ANY_EXCHANGE = "|".join(
    word for _, pattern in _EXCHANGES for word in re.split(r"\|(?![^(]*\))", pattern) if len(word) > 1
)
_SECTION = (
    r"(?:[ ,]*(?:First|Second|1st|2nd) Section|[ ,]*(?:Prime|Standard|Growth|Mothers)(?: Market"
    r"| Section)?|(?:市場)?(?:第[一二]部|プライム"
    r"|スタンダード"
    r"|グロース"
    r"|マザーズ)(?:市場)?)?"
)
_CODE = r"(?-i:(?:\d{4}|\d{3}[A-Z]|[A-Z]{1,6}(?:\.[A-Z]{1,2})?)(?![A-Za-z0-9]))"
_WORD = (
    r"(?:(?:securities |stock |ticker |security )?(?:code(?: (?:number|no\.?))?|symbol|ticker)|証券コード"
    r"|コード番号|銘柄コード|コード)"
)
_LISTED = re.compile(
    rf"(?<![A-Za-z])(?P<exchange>{_ANY_EXCHANGE})(?P<section>{_SECTION})\s*(?:[::]|\()\s*(?:{_WORD}\s*[::]?\s*)?\"?(?P<codes>{_CODE}(?:\s*[,/、]\s*{_CODE})*)",
    re.IGNORECASE,
)
_MENTION = re.compile(rf"(?<![A-Za-z])(?:{_ANY_EXCHANGE})(?![A-Za-z])", re.IGNORECASE)
_SYMBOL_HEAD = re.compile(r"\b(?:trading|ticker) symbol", re.IGNORECASE)
_SYMBOL = re.compile(r"^\s*([A-Z]{1,5}(?:\.[A-Z])?)\s*$")
_TICKER = re.compile(
    rf"(?P<exchange>{_ANY_EXCHANGE})(?P<between>[^.;。]{{0,60}}?){_WORD}\s*(?:[::]|is)?\s*\"?(?P<codes>{_CODE})",
    re.IGNORECASE,
)
_CODE_ONLY = re.compile(
    r"(?:(?:securities|stock|security) code(?: (?:number|no\.?))?|code (?:number|no\.?)|証券コード|コード番号"
    r"|銘柄コード)\s*[::]?\s*(?P<codes>\d{4}|\d{3}[A-Z])(?![0-9A-Za-z])",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"^\W*(?:(?:securities|stock) code(?: (?:number|no\.?))?|code (?:number|no\.?)|証券コード|コード番号"
    r"|銘柄コード)\W*$",
    re.IGNORECASE,
)
_BARE = re.compile(r"^\W*(\d{4}|\d{3}[A-Z])\W*$")
_BESIDE_NAME = re.compile(r"\s*\(\s*(?P<codes>\d{4}|\d{3}[A-Z])\s*\)")
_TRADED_ON = re.compile(
    r"(?:上場取引所(?:名)?|上場金融商品取引所名[^::]{0,20}|(?:stock )?exchange(?:s)? listing[s]?"
    r"|listed (?:exchanges?|on)|stock (?:exchange )?listings?)\s*[::]?\s*(?P<rest>.{0,60})",
    re.IGNORECASE,
)


def detect_securities(
    passages: tuple[Passage, ...], issuer: str | None
) -> tuple[tuple[model.Security, ...], tuple[model.Evidence, ...]]:
    """Exchange and code, as the cover states them; else as the text states them beside the issuer's name.

    A code without an exchange takes the one exchange the document says it is traded on, else `unknown`.
    """
    stated = _stated([p for p in passages if p.where == "head"], None) or _stated(
        [p for p in passages if p.where != "body"], issuer
    )
    exchanges = {code for code, _ in stated}
    for code, evidence in _code_only(passages, issuer):
        if code not in {stated_code for _, stated_code in stated}:
            exchange = _traded_on(passages) or _only_exchange(passages) or "unknown"
            if exchange not in exchanges or exchange == "unknown":
                stated.setdefault((exchange, code), (0, evidence))
    securities, witnesses = [], []
    for exchange, code, evidence in _registered(passages):
        stated.setdefault((exchange, code), (1, evidence))
    votes = _votes(stated)
    for (exchange, code), (_, evidence) in stated.items():
        if (exchange, code) in votes:
            securities.append(model.Security(exchange=exchange, code=code))
            witnesses.append(
                model.Evidence(
                    property="security",
                    value=f"{exchange}:{code}",
                    printed=evidence.printed,
                    location=evidence.location,
                )
            )
    return tuple(securities), tuple(witnesses)


_LONGEST_LOOK = 4_000
_Stated = dict[tuple[str, str], tuple[int, model.Evidence]]


def _stated(passages: list[Passage], issuer: str | None) -> _Stated:
    found: _Stated = {}
    for passage in passages:
        if issuer is not None and issuer.casefold() not in passage.span.text.casefold() and not passage.cell:
            continue
        taken: list[tuple[int, int]] = []
        for pattern in (_LISTED, _TICKER):
            for match in pattern.finditer(passage.text[:_LONGEST_LOOK]):
                if any(match.start() < end and start < match.end() for start, end in taken):
                    continue
                exchange = canonical_exchange(match.group("exchange"))
                codes = re.findall(_CODE, match.group("codes"))
                if exchange is None or not codes:
                    continue
                taken.append(match.span())
                for code in codes:
                    count, evidence = found.get(
                        (exchange, code), (0, passage.evidence("security", code, *match.span()))
                    )
                    found[exchange, code] = (count + 1, evidence)
    return found


def _votes(stated: _Stated) -> set[tuple[str, str]]:
    """Of several codes on one exchange, those stated most often: a misprint is rarer than the code."""
    most = Counter[str]()
    for (exchange, _), (count, _evidence) in stated.items():
        most[exchange] = max(most[exchange], count)
    return {key for key, (count, _evidence) in stated.items() if count == most[key[0]]}


def _code_only(passages: tuple[Passage, ...], issuer: str | None) -> list[tuple[str, model.Evidence]]:
    found = []
    labelled = False
    for passage in passages:
        if passage.where not in ("head", "opening"):
            break
        match = _CODE_ONLY.search(passage.text) or (_BARE.match(passage.text) if labelled else None)
        if match is None and issuer is not None and passage.where == "head":
            at = passage.span.text.find(issuer)
            match = _BESIDE_NAME.match(passage.text, at + len(issuer)) if at >= 0 else None
        if match is not None:
            code = match.group(match.lastindex or 0)
            found.append((code, passage.evidence("security", code, *match.span())))
        labelled = _LABEL.match(passage.text) is not None
    return found


def _registered(passages: tuple[Passage, ...]) -> list[tuple[str, str, model.Evidence]]:
    """The cover table of a form of the SEC: title of each class, trading symbol, exchange on which registered."""
    found = []
    for index, passage in enumerate(passages):
        if passage.where not in ("head", "opening"):
            break
        if not _SYMBOL_HEAD.search(passage.text):
            continue
        following = passages[index + 1 : index + 40]
        for at, cell in enumerate(following):
            symbol = _SYMBOL.match(cell.text)
            market = _MENTION.search(following[at + 1].text) if symbol and at + 1 < len(following) else None
            exchange = canonical_exchange(market.group()) if market else None
            if symbol and exchange:
                found.append((exchange, symbol[1], cell.evidence("security", symbol[1], *symbol.span(1))))
        break
    return found


def _traded_on(passages: tuple[Passage, ...]) -> str | None:
    """The one exchange the document says the shares are traded on."""
    for index, passage in enumerate(passages):
        if passage.where not in ("head", "opening"):
            break
        match = _TRADED_ON.search(passage.text)
        if match is None:
            continue
        rest = match.group("rest").strip() or (passages[index + 1].text[:60] if index + 1 < len(passages) else "")
        names = [name for name, pattern in _EXCHANGES if re.search(rf"(?<![A-Za-z])(?:{pattern})", rest)]
        if len(names) == 1:
            return names[0]
        if names:
            return "TSE" if "TSE" in names else None
    return None


def _only_exchange(passages: tuple[Passage, ...]) -> str | None:
    """The exchange the cover names, if it names one."""
    names = set()
    for passage in passages:
        if passage.where != "head":
            break
        names |= {canonical_exchange(match.group()) for match in _MENTION.finditer(passage.text)}
    return names.pop() if len(names) == 1 else None


def canonical_exchange(text: str) -> str | None:
    """
    >>> canonical_exchange("TSE1"), canonical_exchange("Nasdaq"), canonical_exchange("Tokyo Stock Exchange")
    ('TSE', 'NASDAQ', 'TSE')
    """
    plain = text.strip()
    for name, pattern in _EXCHANGES:
        if re.fullmatch(pattern, plain, re.IGNORECASE):
            return name
    return None
