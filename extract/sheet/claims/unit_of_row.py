"""What a row says of the unit of its figures: in its label, beside it, or by the heading it stands under."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import regex as re

from extract.lex.capital import is_capital
from extract.lex.key_figures import is_no_amount, key_figure
from extract.lex.label_units import (
    counts_of_kinds,
    is_exchange_rate,
    mentions_per_share,
    names_pair,
    told_for_each,
    unit_of_label,
)
from extract.lex.numbers import Figure
from extract.lex.unit_part import UnitPart, part_of
from extract.lex.unit_words import currencies_of
from extract.lex.units import UnitMention
from extract.model import Location
from extract.model.claim import Claim, Rank
from extract.sheet.nature import nature_of
from extract.sheet.parts import Column, Declared, Row
from extract.sheet.wording import counts_by_name

_OF_NO_MONEY = ("count", "percent")
_SHARE_DATA = re.compile(
    r"(?:(?:number of|common|ordinary)\s+)*shares?(?:\s+(?:data|amounts|numbers|information))?", re.I
)
_EVENT = re.compile(r"\bshares\s+(?:re)?(?:issued|purchased|repurchased|retired|withheld)\b", re.I)
_DILUTION = re.compile(
    r"\W*(?:(?:basic|diluted)(?!\s+(?:weighted|average|shares?|number))\b|希薄化後(?!株式)|基本的)", re.I
)
_EQUITY = re.compile(r"\b(?:stock|capital|earnings|equity|income \(loss\)|deficit)\W*$", re.I)


def unit_of_row(
    figure: Figure, row: Row, column: Column | None, amount: Declared | None, *, rates: bool = False
) -> Iterator[Claim[UnitPart]]:
    """The claims of a row; `amount` is what the table declares for its amounts, and `rates` that it declares some of
    its figures as percentages (`単位：億円、％`): a row that is called a ratio holds them. A row of which only another
    place could say what it measures is illegible: nothing is lent to it from afar."""
    label, said = row.path[-1] if row.path else "", row.unit
    itself = said is not None and (said.unit == "count" or (said.unit or "").endswith("per_share"))
    if why := _illegible(figure, row, column, amount):
        yield Claim(rank=Rank.ROW, rule=why, said="illegible", printed=label)
    elif amount is not None and not itself and (excepted := _excepted(label, amount)):
        where, printed = amount.location, amount.mention.printed
        if any(map(_OF_SHARES.search, excepted)):
            part = UnitPart(kind="per_share")
            yield Claim(rank=Rank.ROW, rule="row_excepted", values=(part,), printed=printed, where=where)
        elif said is None or said.hint:
            yield Claim(rank=Rank.ROW, rule="excepted_and_not_said", said="illegible", printed=printed, where=where)
        else:  # `Netback ($ per boe)` in thousands of dollars, `except per unit and boe amounts`
            yield Claim(
                rank=Rank.ROW, rule="unit_of_row", values=(_in_money_of(part_of(said), said, amount),),
                printed=said.printed, where=row.unit_place or Location(),
            )  # fmt: skip
    elif said is not None and is_called_by_currency(row):
        if figure.currency is None and amount is None and (column is None or column.unit is None):
            yield Claim(rank=Rank.ROW, rule="currency_or_name", said="illegible", printed=label)
    elif said is not None and not _names_amounts(row, column, amount):
        part = _in_money_of(part_of(said), said, amount)
        if not (part.kind == "per_share" and is_capital(label)):
            yield Claim(
                rank=Rank.ROW, rule=row.counted_by or "unit_of_row", values=(part,),
                said="hinted" if said.hint and not (rates and _is_ratio(said, column)) else "said",
                printed=said.printed, where=row.unit_place or Location(),
            )  # fmt: skip
    for n, over in enumerate(row.path[:-1]):
        mention = unit_of_label(over)
        if mention is None or mention.hint:
            continue
        where = row.headed_at[n] if n < len(row.headed_at) else Location()
        if mention.noun == "shares" and _may_be_counted(figure, row, column):
            # `Stock options` under `Dilutive shares:`, no deeper than it
            yield Claim(
                rank=Rank.ROW_HEADING, rule="heading_may_have_ended", said="illegible", printed=over, where=where
            )
        if not (mention.unit or "").endswith("per_share"):
            continue
        cents = said is None and figure.digits > 0
        if figure.word is not None or (cents and (row.again or _DILUTION.match(label) or nature_of(label) is None)):
            # `継続事業 | 12円` under `1株当たり利益`; `Continuing operations | 1.23` under `Earnings per share`; a
            # second `Net income | $ 0.91` there, and `Diluted income/(loss)`
            part = part_of(mention)
            yield Claim(rank=Rank.ROW_HEADING, rule="unit_of_row_heading", values=(part,), printed=over, where=where)
        elif cents or (said is None and figure.currency is None and (column is None or column.unit is None)):
            # Where nothing stands in, the heading may end above `Net sales`: what the table declares is no answer, nor
            # is the sign of a currency to a figure with cents.
            yield Claim(
                rank=Rank.ROW_HEADING, rule="heading_may_have_ended", said="illegible", printed=over, where=where
            )


_BARE_SIGN = re.compile(r"[^\p{L}$]*(?:\$|(?:dollars?|cents?)\b)", re.I)


def _in_money_of(part: UnitPart, said: UnitMention, amount: Declared | None) -> UnitPart:
    """`($ per boe)` in a table in thousands of Canadian dollars: a sign of several currencies, one of which the table
    declares, is of that one."""
    told = amount.mention.unit if amount is not None and not amount.lent else None
    if told is None or told == part.unit or told not in currencies_of("$") or not _BARE_SIGN.match(said.printed):
        return part
    return msgspec.structs.replace(part, unit=told)


def _may_be_counted(figure: Figure, row: Row, column: Column | None) -> bool:
    """Whether nothing at a row or figure says that it is an amount."""
    said = row.unit is not None or figure.currency is not None or figure.percent or figure.word is not None
    return not said and (column is None or column.unit is None) and nature_of(row.path[-1] if row.path else "") is None


def _is_ratio(said: UnitMention, column: Column | None) -> bool:
    """Whether a row holds ratios, and a column no differences of them, which are points."""
    return said.unit == "percent" and not (column is not None and column.change)


def _counts_shares(row: Row) -> bool:
    """Whether a row counts shares and does not say itself in which scale."""
    return row.unit is not None and row.unit.noun == "shares" and row.unit.scale == 0


def _illegible(figure: Figure, row: Row, column: Column | None, amount: Declared | None) -> str | None:
    """Why it cannot be read off a row what its figures measure."""
    label = row.path[-1] if row.path else ""
    over = column.unit if column is not None and column.unit is not None and column.unit.scale > 0 else None
    scaled = (amount is not None and amount.mention.scale > 0) or (over is not None and over.unit not in _OF_NO_MONEY)
    if scaled and (row.unit is None or row.unit.hint) and not figure.percent and told_for_each(label):
        return "amount_for_each"  # `ARPU` in a table of thousands
    kind = key_figure(label) if scaled and not figure.percent and is_no_amount(label, figure.value) else None
    if row.unit is not None and (kind == "ratio" or not row.unit.hint):
        kind = None  # a hint at percentages: how the figure is printed tells (`facts.figure_habits`)
    if kind is not None and over is not None and figure.word is None and figure.currency is None:
        return "no_amount_by_name"  # `Vessel days` below `N'000` over its column
    said_elsewhere = figure.currency is not None or (column is not None and column.unit is not None)
    if row.unit is None and is_exchange_rate(label) and not (said_elsewhere and names_pair(label)):
        return "rate_of_exchange"  # of which currency for which is not said
    if kind == "price":
        return "amount_for_each"
    if scaled and _DILUTION.match(label) and figure.digits > 0 and not any(map(unit_of_label, row.path)):
        return "amount_or_per_share"  # `Diluted | $ 3.30` in millions: the heading over it has got lost
    if said_elsewhere:
        return None
    if _scales_what(row):
        return "scale_of_what"
    if kind is not None and figure.word is None:
        return "no_amount_by_name"  # `Vessel days`, `Leverage ratio` in thousands of dollars
    if row.unit is None and row.counted_by is not None:
        return row.counted_by
    if amount is None:
        return None
    if row.unit is None and nature_of(label) is None and _UNKNOWN_UNIT.search(label):
        return "unknown_unit"
    if row.unit is None and nature_of(label) is None and _THINGS_IN_SCALE.search(label):
        return "scale_of_what"
    if row.unit is None and scaled and (amount.lent or amount.mention.unit is None) and counts_of_kinds(label):
        return "count_or_amount"  # `Postpaid customers`, in thousands
    counted = row.unit is None and len(row.path) > 1 and counts_by_name(row.path[-2])
    if counted and figure.digits == 0 and nature_of(label) is None and not row.change:
        return "count_or_amount"  # `North` below `Employees`
    taken_off = figure.value < 0 and not (row.change or (column is not None and column.change))
    flows = amount.of_flow or _of_flows(row)
    named = row.unit is not None or row.change or nature_of(label) is not None
    if scaled and not named and figure.word is None and row.among_key_figures:
        return "among_key_figures"  # `Cell sites` below `Operating metrics`, in a table in millions of dollars
    if _is_bare_noun(row) and amount.mention.scale > 0 and not flows and not taken_off:
        return "count_or_amount"  # `Rooms`, in thousands of dollars
    paid = _counts_shares(row) and amount.mention.unit != "count"
    if paid and _EVENT.search(label) and any(_EQUITY.search(part) for part in row.path[:-1]):
        return "shares_or_amount"  # `Shares issued under employee plans` under `Paid-in capital`
    return None


def is_called_by_currency(row: Row) -> bool:
    """Whether a row is called by a currency and by nothing else: `U.S. dollar` in a table of sensitivities, `USD` in
    one of debt. In what its figures are told, the table or the column says."""
    said, label = row.unit, row.path[-1] if row.path else ""
    if said is None or said.scale or re.fullmatch("[A-Z]{3}", said.unit or "") is None:
        return False
    return said.printed.strip() in label and len(said.printed.strip()) >= len(label.strip(" ()（）:：*"))


# Letters in brackets that are no word, `(kpcs)`, `(TJh)`, `(mmscf/d)`, `(MMfbm)`: an unknown unit, no money.
_UNKNOWN_UNIT = re.compile(
    r"\w\s*[(（](?:[b-df-hj-np-tv-xz]{2,7}|[kMGT][A-Z][a-z]{0,2}|[kMGT][b-df-hj-np-tv-z]{1,2}|[A-Za-z]{1,6}\d?/[a-z]{1,5}\d?"
    r"|(?:MM|mm|[kMmGB])?(?:boe|bbls?|fbm|bf|btu|Btu|cfe?|toe|tce|dmt|wmt|mtpa|tpa|dwt))(?:,[^()（）]*)?[)）]\W*$"
)


# `Cases sold (9L equivalent, millions)`: a scale of what stands before it in the brackets.
_THINGS_IN_SCALE = re.compile(
    r"[(（][^()（）]*\p{L}[^()（）]*,\s*(?:in\s+)?(?:millions?|thousands?|billions?|mn|'?000'?s?)[)）]\W*$", re.I
)


def _scales_what(row: Row) -> bool:
    """Whether a row, or the heading whose unit it has, says a scale and no unit, and names no amount of money: `ASK
    (millions)`, in a table of millions of euros, is none of these."""
    said = row.unit
    if said is None or said.unit is not None or said.scale <= 0 or said.hint:
        return False
    return all(nature_of(part) is None for part in row.path) and not any(map(mentions_per_share, row.path))


_PART_OF_EQUITY = re.compile(
    r"\b(?:capital|premium|earnings|equity|reserves?|surplus|deficit|profit or loss|interests?|total|amount)\W*$", re.I
)


def _names_amounts(row: Row, column: Column | None, amount: Declared | None) -> bool:
    """Whether a noun that can be counted names whose amounts a row tells: `Rooms` under `Revenues`, or `Shares issued`
    in the column `Share premium`."""
    over = column.unit if column is not None else None
    if column is not None and over is None and amount is not None and _counts_shares(row):
        event = _EVENT.search(row.path[-1]) and amount.mention.unit != "count"
        return bool(event and column.path and _PART_OF_EQUITY.search(column.path[-1]))
    return amount is not None and over is None and amount.mention.scale > 0 and _is_bare_noun(row)


def _of_flows(row: Row) -> bool:
    return any(nature_of(part) == "duration" for part in row.path[:-1])


def _is_bare_noun(row: Row) -> bool:
    """Whether a row is called by a noun that can be counted and by nothing else: `Rooms`, `Stores`."""
    said, label = row.unit, row.path[-1] if row.path else ""
    bare = said is not None and said.unit == "count" and said.declared and said.noun not in (None, "shares")
    return bare and said is not None and said.end - said.start >= len(label.strip(" ()（）:：*"))


# What is excepted from a table of amounts and told for each share, or each unit of a trust; `except ratios` is not.
_OF_SHARES = re.compile(r"\b(?:shares?|ADSs?|ADRs?|units?|EPS|DPS|dividends?|distributions?|earnings)\b", re.I)


def _excepted(label: str, amount: Declared) -> list[str]:
    """The exceptions of a declaration that name a row: `In millions, except net income per share`."""
    words = label.lower()
    if mentions_per_share(words) or is_capital(label):
        return []
    return [excepted for excepted in amount.mention.excepts if _names(excepted, words)]


def _names(words: str, label: str) -> bool:
    """`net income per share` excepts "Net Income attributable to IIJ per Share" too: all its words stand there. `share
    data` excepts counts of shares, and no `shareholders' equity`."""
    if _SHARE_DATA.fullmatch(words):
        return False
    return ("per share" in label and set(words.lower().split()) <= set(label.split())) or words.lower() in label
