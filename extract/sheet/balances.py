"""Quantities that are what they are on a day: balances, standing under the header of a period.

`純資産額` below `平成29年３月期` is that of the last day. Only names that can mean nothing else are known here; a line
item that is a balance in one statement and a flow in another (`売掛金`, `Inventories`) keeps its column's period.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

import msgspec
import regex as re

from extract.model import Period

_CASH = re.compile(r"\bcash\b|\bbalances?\b|現金|残高", re.I)
_DIVIDEND = re.compile(r"\bdividends?\b|配当", re.I)  # `Cash dividend per share (end of year)` is a year's
_AT_END = re.compile(r"\bend(?:ing)?\b|期末", re.I)
_AT_BEGIN = re.compile(r"\bbegin|期首", re.I)
# `Beginning retained earnings`, `Shares at end of period`, `期首店舗数`: whatever it is, it stands on that day.
_OF_WHOLE = r"of\s+(?:the\s+)?(?:fiscal\s+)?(?:year|period|quarter|month)s?\W*$"
_STANDS_AT_EDGE = re.compile(
    r"^\W*(?:(?:total|adjusted|net|common|preferred|treasury)\s+)*(?:beginning|ending)\s+"
    r"(?!(?:in|on|with|of|after|at|from|to|as|balance of)\b)[a-z]"
    r"|^(?:(?!\b(?:in|from|since|until|changes?)\b).)*[a-z)][,;:\s–—-]+(?:at\s+|as of\s+)?"
    r"(?:the\s+)?(?:beginning|end)\s+"
    + _OF_WHOLE
    + r"|^(?:(?!\b(?:in|from|since|until|changes?)\b).)*[a-z)][,;:\s–—(-]+(?:at\s+|as of\s+)?(?:the\s+)?"
    r"(?:period|year|quarter|month)[\s-]end\W*$"
    + r"|^\W*(?:at\s+)?(?:the\s+)?(?:beginning|end)\s+"
    + _OF_WHOLE
    + r"|^\W*当?期[首末](?:における|の)?[^、。]{0,14}(?:株式数|店舗数|会員数|人員数?|社員数|契約数|残高)\W*$",
    re.I,
)
_MORE_THAN_A_QUARTER = 100  # days
_OF_YEAR = re.compile(r"\bbeginning\s+of\s+(?:the\s+)?(?:fiscal\s+)?year\b|^\W*年初|年度期首", re.I)
_REMARKS = re.compile(
    r"[(（][^()（）]{0,30}[)）]|[※*]\s?\d*|(?<=[a-z%])\d{1,2}$|^\d{1,2}\s+(?=\p{Han})"
    r"|\s+|^(?:\d+[.．、]|[Ⅰ-Ⅻ①-⑳][.．、]?)"
)
_BALANCE_JA = re.compile(
    r"(?:連結|期末)?(?:総資産|純資産|自己資本|株主資本|親会社の?(?:所有者|株主)に?帰属する?持分|(?:純|ネット)?有利子負債|受注残|運転資本|資本金(?:又は出資金)?|現金及び現金同等物)(?:の部)?(?:合計|総額)?額?"
    r"|(?:期末)?.*(?:資産|負債|資本|持分)(?:の部)?(?:合計|総額)"
    r"|(?:セグメント|事業別)(?:資産|負債)(?:合計|の額|額)?"
    r"|(?:期末|当期末)?発行済(?:普通)?(?:株式|投資口)(?:の?総口?)?数?(?:総数)?(?:残高)?|期末自己株式数|期末.{1,12}数|(?:期末)?従業員数"
    r"|(?:連結|期末)?(?:自己資本|株主資本|親会社の?(?:所有者|株主)に?帰属する?持分|純資産)(?:当期末残高)?比率"
    r"|(?:連結|単体)?(?:自己資本規制|ソルベンシー・?マージン)比率"
    r"|[1１一](?:株|(?:投資)?口)(?:当た?り)?(?:連結)?(?:純資産|株主資本|親会社の?(?:所有者|株主)に?帰属する?持分|親会社の?所有者帰属持分)額?"
    r"|親会社の?(?:所有者|株主)に?帰属する?持分(?:合計)?|親会社の?所有者帰属持分比率"
    r"|(?:所有|保有)?株式数|持株数|.*(?<!期首)残高|.*残高[)）]?|貸借対照表計上額|帳簿価額"
)
_BALANCE_EN = re.compile(
    r"(?:segment|total|net|total net|total current|total non-?current|total fixed)assets"
    r"|total(?:current|non-?current|long-?term)?liabilities(?:and.*)?"
    r"|(?:total)?(?:share|stock)holders[’']?equity|totalequity|netassetspershare|bookvaluepershare"
    r"|(?:equity|equityto(?:total)?assets?|capital(?:adequacy)?|(?:share|stock)holders[’']?equity)ratio"
    r"|ratioofequityattributableto.*tototalassets|equity(?:attributableto.*)?pershare(?:attributableto.*)?"
    r"|numberof(?:shares(?:issued|outstanding).*|employees|(?:share|stock)holders(?:ofrecord)?)|sharesoutstanding|interest-?bearingdebts?"
    r"|(?:numberof|total)?(?:full-?time)?(?:employees|headcount),?(?:fte|\(fte\))?|total(?:deposits|loans)"
    r"|carrying(?:amount|value)s?|fairvalues?|equity|(?:paid-?up|issued)?(?:equity|ordinary)?sharecapital"
    r"|total.{0,40}(?:share|stock)holders[’']?equity|(?:less:?)?restrictedcash(?:,?includedin.*)?"
    r"|(?:total)?cash(?:(?:,|and|&)+(?:cashequivalents|(?:short-?term)?investments|marketablesecurities|securities|(?:bank|term|time)?deposits|bankbalances))+"
    r"|.*declared.{0,20}(?:,|and|but)+(?:notyet|not|un)paid"
    r"|.*fundedstatus|retainedearnings|accumulateddeficit|additionalpaid-?incapital"
    r"|accumulatedothercomprehensive(?:income|loss|(?:income\(loss\)|\(loss\)income|loss\(income\)))"
    r"|(?!.*(?:effect|adjust|transfer|impact|beginning|opening|movement|purchase|payment)).*(?:equity|interests?|stock|capital|reserves?)balances?"
    r"|net(?:financial|interest-?bearing)?(?:debts?|borrowings|indebtedness)|netcash(?:position|balance)?|net(?:cash|debt)?/(?:net)?(?:cash|debt)?|(?:total|gross)(?:debt|borrowings)"
    r"|(?:net)?(?:trade)?workingcapital|orderbook|loanbook|networth|(?:EPRA)?(?:net(?:assets?|tangibleassets?)values?|nav|nta|netassets|bookvalue)(?:per(?:share|unit|security))?|(?:total)?assetsunder(?:management|administration|custody|advice)"
    r"|(?:total|gross|net)?non-?performing(?:loans|assets)|(?:total)?(?:order)?backlog".replace(" ", ""),
    re.I,
)
_FLOW = re.compile(
    r"増加|減少|増減|変動|償却額|取得|売却|処分|返済|発行による|収入|支出|平均|期首|average|change|increase|decrease",
    re.I,
)
# The note that every Japanese report must give: cash flows' closing balance against the balance sheet.
_RECONCILES = re.compile(
    r"残高と.{0,20}貸借対照表.{0,20}(?:科目の?金額|項目の?金額).{0,4}との関係"
    r"|繰延税金資産(?:及び|・|と|並びに)?(?:繰延税金負債)?の?(?:発生の)?主な(?:発生)?原因別の?内訳"
)
# The note on estimates: what the statements of the year carry, which is a balance unless its name says otherwise.
_CARRIED = re.compile(r"(?:財務諸表|貸借対照表)に計上した(?:金額|額)")
_OF_A_YEAR = re.compile(r"損失|費用|収益|利益|損益|繰入|売上|原価")


# `総資産 Total assets`: one name in two languages, blanks left out.
_TWO_LANGUAGES = re.compile(r"(?P<ja>[\p{Han}\p{Hiragana}\p{Katakana}ー・]+)[/／]?(?P<en>[\p{Latin}’'-]+)")


@lru_cache(maxsize=4096)
def names_balance(label: str) -> bool:
    """Whether a label can only name what stands at the end of a period.

    >>> [names_balance(t) for t in ("純資産額", "Total assets", "１株当たり純資産額", "資本金増減額", "売掛金")]
    [True, True, True, False, False]
    """
    if len(label) > 80 or _FLOW.search(label):
        return False
    bare = _REMARKS.sub("", label.strip())
    if _BALANCE_JA.fullmatch(bare) or _BALANCE_EN.fullmatch(bare):
        return True
    both = _TWO_LANGUAGES.fullmatch(bare)
    return both is not None and bool(_BALANCE_JA.fullmatch(both["ja"]) and _BALANCE_EN.fullmatch(both["en"]))


def reconciles_balances(text: str) -> bool:
    """Whether a caption announces the figures of a day by their relation to the balance sheet."""
    return _RECONCILES.search(text) is not None


def carried_in_statements(text: str) -> bool:
    """Whether a caption announces what the financial statements carry: `当連結会計年度の連結財務諸表に計上した金額`."""
    return _CARRIED.search(text) is not None


def names_opening(label: str) -> bool:
    """Whether a label names what there was when a year began.

    >>> [names_opening(t) for t in ("契約負債(期首残高)", "Cash at beginning of period", "Beginning treasury stock")]
    [True, True, True]
    """
    return _AT_BEGIN.search(label) is not None and _stands_at_edge(label)


def names_opening_of_year(label: str) -> bool:
    """Whether a label names what there was when the year began, whatever part of it the table is of.

    >>> [names_opening_of_year(t) for t in ("Balance, beginning of year", "Balance, beginning of period")]
    [True, False]
    """
    return _OF_YEAR.search(label) is not None and names_opening(label)


def names_closing(label: str) -> bool:
    """Whether a label names what there was when a year ended.

    >>> [names_closing(t) for t in ("Balance, end of period", "Ending balance", "Employees at period-end")]
    [True, True, True]
    >>> names_closing("End of year")
    True
    >>> [names_closing(t) for t in ("Fees to balance the grid", "Changes until year end", "Year-end bonus paid")]
    [False, False, False]
    """
    return _AT_END.search(label) is not None and _stands_at_edge(label)


_EDGE_ALONE = re.compile(r"^\W*(?:at\s+)?(?:the\s+)?(?:beginning|end)\s+" + _OF_WHOLE, re.I)


def with_what_stands(path: tuple[str, ...]) -> tuple[str, ...]:
    """Labels of which the last says of what it is the opening or the closing, where only the heading above says it.

    >>> with_what_stands(("Cash and cash equivalents:", "Beginning of year"))[-1]
    'Cash and cash equivalents, Beginning of year'
    """
    if len(path) < 2 or _EDGE_ALONE.search(path[-1]) is None:
        return path
    return (*path[:-1], f"{path[-2].strip(' :')}, {path[-1]}")


def _stands_at_edge(label: str) -> bool:
    """Whether a label names what there was when a period began or ended.

    >>> [_stands_at_edge(t) for t in ("Beginning common stock", "Shares at end of period", "Year-end bonus paid")]
    [True, True, False]
    """
    if _DIVIDEND.search(label):
        return False
    return _CASH.search(label) is not None or _STANDS_AT_EDGE.search(label) is not None


_ACCOUNT = re.compile(r"(?:債権|債務|引当金|預金|借入金|売掛金|買掛金|繰延税金(?:資産|負債))$")


def names_account(label: str) -> bool:
    """Whether a label is an account of the balance sheet: what stands below a bare `当連結会計年度` is its balance.

    >>> names_account("求償債権"), names_account("売上債権の増減額"), names_account("貸倒引当金繰入額")
    (True, False, False)
    """
    return _ACCOUNT.search(_REMARKS.sub("", label)) is not None


_MOVEMENT = re.compile(
    r"(?:取得|処分|消却|行使|付与|失効|売却)(?:した|された|した?ものの?)?(?:自己株式|株式)?(?:の?数|の?総数)?\W*$"
    r"|\b(?:(?:re)?purchased|acquired|cancell?ed|exercised|granted|forfeited|disposed(?:\s+of)?)\W*$",
    re.I,
)


def names_movement(label: str) -> bool:
    """Whether a label says what was done with shares or rights: how many, in a column 株式数, flows and stands nowhere.

    >>> [names_movement(t) for t in ("取締役会決議による取得", "消却株式数", "自己株式", "Options exercised")]
    [True, True, False, True]
    """
    return _MOVEMENT.search(label) is not None


def names_flow(label: str) -> bool:
    """Whether a label names income, cost or loss.

    >>> names_flow("減損損失"), names_flow("繰延税金資産")
    (True, False)
    """
    return _OF_A_YEAR.search(label) is not None


def _within_year(period: Period, year_end: int | None) -> bool:
    """Whether a period may begin amid a year: `Balance, beginning of year` is not of its first day. Without the month
    `year_end` in which years close, a quarter may."""
    if period.start is None:
        return False
    first = date.fromisoformat(period.start)
    if year_end is None:
        return period.end is not None and (date.fromisoformat(period.end) - first).days < _MORE_THAN_A_QUARTER
    months_in = (first.month - year_end - 1) % 12
    return 1 < months_in < 11  # a year of weeks begins some days off


def as_balance(
    period: Period | None,
    label: str,
    compares: bool = False,
    *,
    always: bool = False,
    year_end: int | None = None,
) -> Period | None:
    """The period of a row named so: a balance is that of the last day of its column's period, whatever its length;
    what there was at the beginning that of the day before the first, and at the beginning of the year, which closes in
    the month `year_end`, of none in a column that begins amid a year. What `compares` two balances keeps the period
    between them, unless it stands at an edge.

    >>> year = Period(kind="duration", start="2016-04-01", end="2017-03-31")
    >>> as_balance(year, "当期首残高").end, as_balance(year, "純資産額").end, as_balance(year, "売上高").kind
    ('2016-03-31', '2017-03-31', 'duration')
    """
    if period is None or period.kind != "duration" or period.end is None:
        return period
    edge = _stands_at_edge(label)
    if edge and _AT_BEGIN.search(label):
        if period.start is None or (_OF_YEAR.search(label) and _within_year(period, year_end)):
            return msgspec.structs.replace(
                period, kind="instant", start=None, end=None
            )  # a day, and nothing says which
        day = date.fromisoformat(period.start) - timedelta(days=1)
        return msgspec.structs.replace(period, kind="instant", start=None, end=day.isoformat())
    if (edge and _AT_END.search(label)) or (not compares and (always or names_balance(label))):
        return msgspec.structs.replace(period, kind="instant", start=None)
    return period


_DAY_OF_BALANCE = re.compile(r"\b(?:at|as of)\b|現在|残高", re.I)
# `Number of restaurants as of June 30`, `従業員数（6月30日現在）`: whatever it is, it stands on that day.
_STANDS_ON_DAY = re.compile(r"\bas (?:of|at)\s+[A-Za-z]+\.?\s+\d{1,2}\W*$|日現在\W*$", re.I)


def on_named_day(period: Period | None, label: str, month: int | None, day: int | None) -> Period | None:
    """`Cash at June 30` under six months ended June 30: the balance of the last day of the column's period, or of the
    day before its first, as the row names it.

    >>> half = Period(kind="duration", start="2023-01-01", end="2023-06-30")
    >>> on_named_day(half, "Cash at June 30", 6, 30).end, on_named_day(half, "Cash at January 1", 1, 1).end
    ('2023-06-30', '2022-12-31')
    >>> on_named_day(half, "Number of restaurants as of June 30", 6, 30).kind
    'instant'
    """
    if period is None or period.kind != "duration" or period.end is None or month is None or day is None:
        return period
    if not (_STANDS_ON_DAY.search(label) or (_CASH.search(label) and _DAY_OF_BALANCE.search(label))):
        return period
    if (int(period.end[5:7]), int(period.end[8:])) == (month, day):
        return msgspec.structs.replace(period, kind="instant", start=None)
    if period.start is None:
        return msgspec.structs.replace(period, kind="instant", end=None)
    first = date.fromisoformat(period.start)
    before = first - timedelta(days=1)
    named = (month, day) in ((first.month, first.day), (before.month, before.day))
    return msgspec.structs.replace(period, kind="instant", start=None, end=before.isoformat() if named else None)
