"""Label paths to concepts, by the vocabulary, in the light of the statement and of the headings above.

What turns into what: `("Current assets", "Other")` on a balance sheet → `OtherAssetsCurrent`. A label is looked up in its
normal forms, plainest first; only within a known statement by its words in another order. Concepts that share a label
are told apart by the headings of the row; where those do not, they are candidates, and none of them is chosen.
"""

# ruff: noqa: E501  (patterns, measured by ruff with Japanese letters counted twice)

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import regex as re

from extract.facts.label_forms import forms_of, joined_forms, plain, words_of
from extract.facts.likeness import bag_of
from extract.lex.label_units import LONGEST_LABEL
from extract.vocab import Concept, Vocabulary, active, made_of_words, remembered

STATEMENTS = ("balance_sheet", "income_statement", "cash_flow", "equity")
_TOTALS = frozenset(("total", "totals", "grand total", "合計", "計", "総計"))
_NOTHING: tuple[str, ...] = ()
# Sections that have no parts of their own in the vocabulary.
_SECTIONS = frozenset(
    ("CostsAndExpenses", "Liabilities", "Revenues", "NonoperatingIncomeExpense", "CommitmentsAndContingencies")
)
_ACTIVITIES = frozenset(f"NetCashProvidedByUsedIn{name}Activities" for name in ("Operating", "Investment", "Financing"))
_CHANGES = "TotalChangesOfItemsDuringThePeriod"
# Sections of an income statement that have no part in common.
_BELOW = frozenset(("NonOperatingIncome", "NonOperatingExpenses", "ExtraordinaryIncome", "ExtraordinaryLoss"))
_PARTED = _BELOW | {"CostOfRevenue", "SellingGeneralAndAdministrativeExpenses"}


class Naming(NamedTuple):
    """The concept that a label path names, or those among which it does not decide."""

    concept: str | None = None
    candidates: tuple[str, ...] = ()


class _Book:
    """The vocabulary of concepts by label."""

    def __init__(self, concepts: Sequence[Concept]) -> None:
        self.by_id = {concept.id: concept for concept in concepts}
        self.by_form: dict[str, dict[str, None]] = {}
        self.by_words: dict[frozenset[str], dict[str, None]] = {}
        self.by_bag: dict[frozenset[str], dict[str, None]] = {}
        for concept in concepts:
            for label in concept.labels:
                form = plain(label)
                self.by_form.setdefault(form, {})[concept.id] = None
                if len(words := words_of(form)) > 1:
                    self.by_words.setdefault(words, {})[concept.id] = None
                if bag := bag_of(form):
                    self.by_bag.setdefault(bag, {})[concept.id] = None
        self.chains = {name: frozenset(self._chain(name)) for name in self.by_id}
        self.sides = {name: self._side(name) for name in self.by_id}
        self.sections = {concept.parent for concept in concepts if concept.parent is not None} | _SECTIONS

    def _chain(self, name: str) -> Iterator[str]:
        """A concept and all that it is a part of."""
        seen: set[str] = set()
        at: str | None = name
        while at is not None and at not in seen:
            seen.add(at)
            yield at
            at = self.by_id[at].parent if at in self.by_id else None

    def _side(self, name: str) -> str:
        """The last concept of a chain: assets, liabilities and equity, income, or the cash flows of one activity."""
        return [*self._chain(name)][-1]

    def totals(self, block: Sequence[str], name: str) -> bool:
        """Whether a concept is the total that closes a section: `Retained earnings, total` under its last part."""
        return any(name in self.chains[section] for section in block if section in self.sections)

    def is_of_other_section(self, name: str, blocks: Sequence[Sequence[str]]) -> bool:
        """Whether the nearest heading that names a section of an income statement names another than a concept's own:
        a gain among non-operating items is none of the extraordinary ones, whatever it is called."""
        told = next((set(block) & _PARTED for block in blocks if set(block) & _PARTED), None)
        own = self.chains[name] & _PARTED
        if (
            name not in own
            and "SellingGeneralAndAdministrativeExpenses" in own
            and any("Revenues" in b for b in blocks)
        ):
            return True  # `Membership fees` under `Revenue` are none that were paid
        return told is not None and bool(own & _BELOW) and not own & told

    def of_activity(self, names: tuple[str, ...], blocks: Sequence[Sequence[str]]) -> tuple[str, ...]:
        """Of several flows those of the activity below whose heading a row stands, if there are any."""
        if len(names) < 2:
            return names
        told = next((activity for block in blocks if (activity := self._activity(block)) is not None), None)
        own = tuple(name for name in names if told in self.chains[name])
        return own or names

    def _activity(self, block: Sequence[str]) -> str | None:
        said = {name for section in block for name in self.chains[section] & _ACTIVITIES}
        return said.pop() if len(said) == 1 else None

    def may_hold(self, section: str, name: str, statement: str | None, whole: bool) -> bool:
        """Whether a section may have a figure below it that is no part of it by the vocabulary: of the same side of the
        statement, or, in a statement of cash flows, an item of another statement (`Net income`)."""
        if section == _CHANGES:
            return True
        if (
            statement in ("cash_flow", "income_statement")
            and statement in self.by_id[name].statements
            and len(self.by_id[name].statements) > 1
        ):
            return True
        if section not in self.sections and not whole and statement not in ("cash_flow", "income_statement"):
            return False
        side, own = self.sides[section], self.sides[name]
        return own == name or side == own

    def within(self, names: Iterable[str], statement: str | None) -> tuple[str, ...]:
        """Those of several concepts that a statement prints. Where no statement is known: the only one, or those of a
        summary of results."""
        names = tuple(names)
        if statement is not None:
            own = tuple(name for name in names if statement in self.by_id[name].statements)
            return own or self._in_summary(names)  # `Inventories` is a change in a statement of cash flows
        return self._in_summary(names) if len(names) > 1 and self._in_summary(names) else names

    def printed_in(self, names: Iterable[str], statement: str) -> tuple[str, ...]:
        """Those of several concepts that a statement prints, and no others."""
        return tuple(name for name in names if statement in self.by_id[name].statements)

    def _in_summary(self, names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(name for name in names if "summary" in self.by_id[name].statements)


@made_of_words
def _book(vocabulary: Vocabulary) -> _Book:
    return _Book(vocabulary.concepts)


def concept_of(label_path: tuple[str, ...], statement: str | None) -> str | None:
    """The concept of a row, or None where its label path names none or does not decide.

    `label_path` runs from the outermost heading to the row itself; headings tell `Total` and homonyms apart.

    >>> concept_of(("CURRENT ASSETS:", "Total current assets"), "balance_sheet")
    'CurrentAssets'
    >>> concept_of(("Systems Integration", "Revenues"), None), concept_of(("包括利益",), None)
    (None, 'ComprehensiveIncome')
    >>> concept_of(("繰延税金資産", "棚卸資産"), None), concept_of(("流動資産", "棚卸資産"), None)
    (None, 'Inventories')
    """
    return naming_of(label_path, statement).concept


def naming_of(
    label_path: tuple[str, ...], statement: str | None, *, whole: bool = False, standard: str | None = None
) -> Naming:
    """The concept that a label path names, or its candidates. `whole`: the table is all of a statement, in which a
    heading that was taken for one (`Deferred income taxes`) is no quantity of which its neighbours are parts.
    `standard`: the accounting standard of the document, whose taxonomy tells concepts of one name apart."""
    if not label_path or any(len(label) > LONGEST_LABEL for label in label_path):
        return Naming()
    return _named(active(), label_path, statement, whole, standard)


@lru_cache(maxsize=16384)
def _named(
    _words: Vocabulary, path: tuple[str, ...], statement: str | None, whole: bool, standard: str | None
) -> Naming:
    known = _book()
    *above, leaf = path
    blocks = [_block(known, label, statement) for label in reversed(above)]
    forms = forms_of(leaf)
    if forms[0] in _TOTALS:
        return _decided(known, blocks[0], blocks[1:], statement, whole) if blocks else Naming()
    found = _looked_up(known, forms, statement)
    if not found and above:
        found = _looked_up(known, joined_forms(forms[0], forms_of(above[-1])[0]), statement)
        blocks = blocks[1:] if found else blocks
    found = found or _alike(known, forms, statement, standard)
    if not found:
        return Naming()
    naming = _decided(known, found, blocks, statement, whole)
    if naming.concept is None and (own := under_standard(naming.candidates, standard)) is not None:
        naming = Naming(own)
    if naming.concept is not None and (
        _is_of_other_tax(known, naming.concept, path) or _moves_a_balance(known, naming.concept, blocks, statement)
    ):
        return Naming(None, found)
    if naming.concept is None or all(blocks) or (statement in STATEMENTS and not _is_whole(known, naming.concept)):
        return naming
    unknown = (label for label, block in zip(reversed(above), blocks, strict=False) if not block)
    return naming if all(_is_heading(label) for label in unknown) else Naming()


_OF_RATES = re.compile(r"Ratio|Rate|Percent|Margin|Yield|Growth|Return|Payout|ROE|ROA")
_OF_NUMBERS = re.compile(r"Number|Shares|Employees|Stock(?=.*Outstanding)|Options|Holders")


def fits(concept: str, unit: str | None, kind: str | None) -> bool:
    """Whether a figure of a unit and a kind of period can be of a concept: money is no count and no rate, and what is
    earned is of a span.

    >>> fits("LaborAndRelatedExpense", "count", None), fits("NumberOfEmployees", "count", "instant")
    (False, True)
    >>> fits("Inventories", "count", "instant"), fits("Revenues", "JPY", "instant"), fits("Revenues", "JPY", "duration")
    (False, False, True)
    """
    known = _book().by_id[concept]
    per_share = (unit or "").endswith("_per_share")
    if unit is not None and per_share != any(part in concept for part in ("PerShare", "PerBasic", "PerDiluted")):
        return False
    if unit == "count" and (known.balance is not None or _OF_NUMBERS.search(concept) is None):
        return False  # `Number of employees`, counted in `personnel`, is no expense for them
    if unit in ("percent", "ratio", "times") and _OF_RATES.search(concept) is None:
        return False  # `Premiums earned`, 100 %
    if kind is not None and known.period not in (None, kind):
        # what stands on a day is nothing that was earned or paid in a span, though both may be called `Losses`
        return known.balance is None and kind == "instant"
    return True


_PER_SHARE = {
    "ProfitLoss": ("EarningsPerShareBasic", "EarningsPerShareDiluted"),
    "ProfitLossAttributableToOwnersOfParent": ("EarningsPerShareBasic", "EarningsPerShareDiluted"),
    "ProfitLossFromContinuingOperations": (
        "IncomeLossFromContinuingOperationsPerBasicShare", "IncomeLossFromContinuingOperationsPerDilutedShare"
    ),
    "ProfitLossFromDiscontinuedOperations": (
        "IncomeLossFromDiscontinuedOperationsNetOfTaxPerBasicShare",
        "IncomeLossFromDiscontinuedOperationsNetOfTaxPerDilutedShare",
    ),
}  # fmt: skip


def per_share_of(path: tuple[str, ...]) -> str | None:
    """What a figure per share is where its row names the income, or the part of the business, and one of its labels
    whether it is basic or diluted; None where they do not say so.

    >>> per_share_of(("Earnings per share - Diluted", "Income from continuing operations"))
    'IncomeLossFromContinuingOperationsPerDilutedShare'
    >>> per_share_of(("Earnings per share from continuing operations", "Basic")), per_share_of(("Basic", "Dividends"))
    ('IncomeLossFromContinuingOperationsPerBasicShare', None)
    >>> per_share_of(("Loss per share from discontinued operations", "Diluted loss per share"))
    'IncomeLossFromDiscontinuedOperationsNetOfTaxPerDilutedShare'
    """
    said = {name for label in path for name, words in _BASIC_OR_DILUTED if words.search(label)}
    if len(said) != 1:
        return None
    part = next((name for name, words in _PARTS_OF_BUSINESS if any(map(words.search, path))), None)
    leaf = naming_of(path[-1:], "income_statement").concept
    whole = _BARE.fullmatch(forms_of(path[-1])[0]) is not None or leaf in _PER_SHARE["ProfitLoss"]
    if len(path) > 1 and whole and (part is not None or leaf not in _PER_SHARE["ProfitLoss"]):
        leaf = f"ProfitLossFrom{part}Operations" if part is not None else "ProfitLoss"
    names = _PER_SHARE.get(leaf or "")
    return names["diluted" in said] if names is not None else None


_BASIC_OR_DILUTED = (
    ("basic", re.compile(r"\bbasic\b|基本的", re.I)),
    ("diluted", re.compile(r"\bdiluted\b|希薄化後|潜在株式調整後", re.I)),
)
_PARTS_OF_BUSINESS = (
    ("Discontinued", re.compile("discontinu|非継続", re.I)),
    ("Continuing", re.compile("continu|継続", re.I)),
)
# A row that names no more than which figure per share it is, or of which part of the business.
_BARE = re.compile(
    r"(?:basic|diluted)(?: (?:net )?(?:loss|earnings|income) per (?:common |ordinary )?share)?|基本的|希薄化後|非?継続事業|(?:dis)?continu(?:ing|ed) operation"
)


def is_of_standard(concept: str, standard: str) -> bool:
    """Whether the taxonomy of an accounting standard has a concept.

    >>> is_of_standard("Goodwill", "US-GAAP"), is_of_standard("OrdinaryIncome", "US-GAAP")
    (True, False)
    """
    entry = _book().by_id[concept]
    return any(getattr(entry, field) for field in _OF_STANDARD.get(standard, ()))


def under_standard(names: tuple[str, ...], standard: str | None) -> str | None:
    """The one of several concepts that the taxonomy of an accounting standard has. What is called no more than `Other`
    is of the section that names it, whatever the standard.

    >>> under_standard(("DecreaseIncreaseInInventoriesOpeCF", "IncreaseDecreaseInInventories"), "US-GAAP")
    'IncreaseDecreaseInInventories'
    """
    own = tuple(name for name in names if standard is not None and is_of_standard(name, standard))
    return own[0] if len(names) > 1 and len(own) == 1 and not own[0].startswith("Other") else None


_OF_STANDARD = {
    "US-GAAP": ("us_gaap",),
    "IFRS": ("ifrs_full", "jpigp_cor"),
    "JP-GAAP": ("jppfs_cor", "jpcrp_cor", "tse_ed_t"),
}


def net_of(concept: str) -> str:
    """What an item of property is where no row deducts its depreciation: carried net of it.

    >>> net_of("BuildingsAndStructures"), net_of("Land")
    ('BuildingsAndStructuresNet', 'Land')
    """
    known = _book()
    tangible = "PropertyPlantAndEquipment" in known.chains.get(concept, ())
    return f"{concept}Net" if tangible and f"{concept}Net" in known.by_id else concept


@remembered(20_000)
def names_measure(label: str) -> bool:
    """Whether a label is called as what is measured of a company or of a part of it, and not as a part: a flow, or a
    figure of a summary of results. What is called no more than `Other` may be either.

    >>> names_measure("Net sales"), names_measure("セグメント利益又は損失（△）"), names_measure("減価償却費")
    (True, True, True)
    >>> names_measure("Japan"), names_measure("Merchandise"), names_measure("Other"), names_measure("海運")
    (False, False, False, False)
    """
    forms = [_OF_SEGMENT.sub("", form) for form in forms_of(label)]
    known = _book()
    found = {name for form in forms if not _REST.fullmatch(form) for name in known.by_form.get(form, ())}
    of_result = (known.by_id[name].period == "duration" or "summary" in known.by_id[name].statements for name in found)
    return any(of_result) or _MEASURES.search(label) is not None


_OF_SEGMENT = re.compile(r"^(?:reportable |total )?segments? |^(?:報告)?セグメント")
_REST = re.compile(r"other|others|その他|")
_MEASURES = re.compile(
    r"セグメント間|の?(?:売上高|利益|損失|資産|負債|償却額|増加額|投資額)(?:\W|$|又は)|\bintersegment\b|^\W*(?:net )?(?:sales|revenues?|profit|income|assets)\b|^\W*(?:net |operating )(?:loss|losses)\b",
    re.I,
)


def is_section(concept: str) -> bool:
    """Whether other concepts are parts of a concept, so that a row that totals them is of it. `Total other assets` is no
    more of what is left when all assets of a name have been told.

    >>> is_section("CurrentAssets"), is_section("OtherAssetsNoncurrent")
    (True, False)
    """
    return concept in _book().sections


def is_component(headings: Sequence[str]) -> bool:
    """Whether a heading of a statement of changes in equity is a component of equity, and not all of it.

    >>> is_component(("Retained earnings",)), is_component(("Total equity",))
    (True, False)
    """
    known = _book()
    named = {name for heading in headings for name in _block(known, heading, "balance_sheet")}
    wholes = {"Equity", "NetAssets", "LiabilitiesAndNetAssets"}
    return any(known.chains[name] & wholes and name not in wholes for name in named)


def is_of_equity(path: Sequence[str]) -> bool:
    """Whether a row of a balance sheet, or the nearest heading above it, is of equity or stands between it and the
    liabilities.

    >>> is_of_equity(("Liabilities and equity", "Stockholders' equity", "Class A")), is_of_equity(("Long-term debt",))
    (True, False)
    """
    known = _book()
    for label in tuple(reversed(path))[:2]:
        if block := _block(known, label, "balance_sheet"):
            return all(known.chains[name] & _OWNED for name in block)
    return False


_OWNED = frozenset(("Equity", "NetAssets", "ShareholdersEquity", "CommitmentsAndContingencies"))


def stands_between(concept: str) -> tuple[str | None, str | None]:
    """The results between which an income statement prints a concept: non-operating items stand below operating income
    and above ordinary income, extraordinary ones below ordinary income, shares of comprehensive income below it.

    >>> stands_between("InterestExpensesNOE"), stands_between("GrossProfit")
    (('OperatingIncome', 'OrdinaryIncome'), (None, None))
    """
    chain = _book().chains.get(concept, frozenset())
    if concept.startswith("ComprehensiveIncomeAttributableTo"):
        return "ComprehensiveIncome", None
    if concept.startswith("ProfitLossAttributableTo"):
        return None, "ComprehensiveIncome"
    if chain & {"ExtraordinaryIncome", "ExtraordinaryLoss"}:
        return "OrdinaryIncome", None
    if chain & {"NonOperatingIncome", "NonOperatingExpenses"}:
        return "OperatingIncome", "OrdinaryIncome"
    return ("OperatingIncome", None) if "NonoperatingIncomeExpense" in chain else (None, None)


def _looked_up(known: _Book, forms: tuple[str, ...], statement: str | None) -> tuple[str, ...]:
    """The concepts of the first form that names any, and last, within a statement, those of the same words."""
    for form in forms:
        if form and (found := known.within(known.by_form.get(form, ()), statement)):
            return found
    if statement == "cash_flow":
        moved = (match["name"] for form in forms if (match := _MOVED.fullmatch(form)) is not None)
        for form in moved:
            named = known.printed_in(known.by_form.get(form, ()), statement)
            if found := tuple(name for name in named if known.by_id[name].period == "duration"):
                return found
    if statement in STATEMENTS:
        for form in forms:
            if found := known.within(known.by_words.get(words_of(form), ()), statement):
                return found
    return ()


# `Increase in other current assets` is the change that a statement of cash flows calls `Other current assets` as well.
_MOVED = re.compile(r"(?:net )?(?:increase|decrease|change)(?: \(?decrease\)?)? in (?P<name>.+)")


def _alike(known: _Book, forms: tuple[str, ...], statement: str | None, standard: str | None) -> tuple[str, ...]:
    """The concepts of a statement, and of the document's standard, whose labels say the same in other words."""
    if statement not in STATEMENTS:
        return ()
    for form in forms:
        printed = known.printed_in(known.by_bag.get(bag_of(form), ()), statement)
        if found := tuple(name for name in printed if standard is None or is_of_standard(name, standard)):
            return found
    return ()


_BEFORE_TAX = re.compile(r"\b(?:before|pre)[- ]?tax|tax (?:effect|amount|benefit)|税引前|税効果")


_NET_OF_TAX = re.compile(
    r"\bnet of (?:related |income )*tax(?:es)?\b(?: (?:benefits?|expenses?|effects?|[()]|and|or))*"
)


def _is_of_other_tax(known: _Book, name: str, path: tuple[str, ...]) -> bool:
    """Whether a heading says that items of other comprehensive income are before tax, or the tax on them."""
    if name not in known.chains or "OtherComprehensiveIncome" not in known.chains[name]:
        return False
    said = any(_BEFORE_TAX.search(_NET_OF_TAX.sub("", label.lower())) for label in path)
    return said and _BEFORE_TAX.search(" ".join(known.by_id[name].labels)) is None


def _moves_a_balance(known: _Book, name: str, blocks: Sequence[tuple[str, ...]], statement: str | None) -> bool:
    """Whether a heading is an item of the balance sheet of which the row is one movement (`Additional paid-in capital >
    Stock-based compensation`), and not the flow of a statement that is called so."""
    if statement in ("cash_flow", "income_statement") or known.by_id[name].period != "duration":
        return False
    return any(
        block and all(known.by_id[of].period == "instant" and of not in _SECTIONS for of in block) for block in blocks
    )


def _decided(
    known: _Book, found: tuple[str, ...], blocks: Sequence[tuple[str, ...]], statement: str | None, whole: bool
) -> Naming:
    """The one of several concepts that the nearest heading knows as its part, or as its total.

    A heading that is a quantity, and no section, has no other concept below it: `Inventories` under `Deferred tax
    assets` is a tax asset. A section of another part of the statement has none either.
    """
    found = tuple(name for name in found if not known.is_of_other_section(name, blocks))
    found = known.of_activity(found, blocks) if statement == "cash_flow" else found
    for block in blocks:
        own = tuple(name for name in found if known.chains[name] & set(block) or known.totals(block, name))
        if own:
            nearest = tuple(name for name in own if known.by_id[name].parent in block or name in block)
            fit = nearest if len(own) > 1 and nearest else own
            return Naming(fit[0]) if len(fit) == 1 else Naming(None, fit)
        if block and not any(known.may_hold(section, name, statement, whole) for section in block for name in found):
            return Naming(None, found)
    return Naming(found[0]) if len(found) == 1 else Naming(None, found)


# --- headings -------------------------------------------------------------------------------------------------


def _block(known: _Book, label: str, statement: str | None) -> tuple[str, ...]:
    """The concepts that a heading names: `流動資産の部`, `OPERATING ACTIVITIES:`."""
    if statement == "cash_flow" and _RECONCILES.match(label):
        return ("AdjustmentsToReconcileNetIncomeLossToCashProvidedByUsedInOperatingActivities",)
    forms = tuple(form.removesuffix("の部") for form in forms_of(label))
    totals = tuple(name for form in forms[:1] if form for name in (f"total {form}", f"{form}合計"))
    sections = tuple(match[1] for form in forms if (match := _OF_OWNERS.fullmatch(form)) is not None)
    for form in (*forms, *totals, *sections):
        if form and (found := known.by_form.get(form)):
            own = known.within(found, statement)
            return own or tuple(found)
    return _NOTHING


_RECONCILES = re.compile(r"\W*adjustments to reconcile\b", re.I)
# `BMS Shareholders' equity`: the equity of the entity that is named.
_OF_OWNERS = re.compile(r"(?:[a-z0-9]+ ){1,4}((?:shareholder|stockholder|shareowner) equity)")


def _is_whole(known: _Book, name: str) -> bool:
    """Whether segments and services report it too: a part of a summary, which below an unknown heading is a part's."""
    return "Share" not in name and ("summary" in known.by_id[name].statements or name in _OF_PARTS)


_OF_PARTS = frozenset(
    (
        "Assets", "Liabilities", "CostOfRevenue", "GrossProfit", "OperatingExpenses", "OperatingIncome",
        "OrdinaryIncome", "ProfitLossBeforeTax", "ProfitLoss", "ProfitLossAttributableToOwnersOfParent",
        "ComprehensiveIncome", "Goodwill", "DepreciationAndAmortization",
    )
)  # fmt: skip
_HEADING = re.compile(
    r"consolidated|連結|results?|statements?|summary|financial|highlights?|activities|adjustments?|continuing operations?"
    r"|per share|の部|継続事業|内訳|帰属|株当たり|経営成績|業績|財政状態|損益|計算書|activity|業績予想|概要|実績|予想|forecasts?|targets?|経営指標|決算短信|numerators?|denominators?"
    r"|^(?:costs? and expenses?|expenses?|other income|cash flows?|収益|費用)$"
)
_NOT_HEADING = re.compile(r"non ?consolidated|個別|非連結|segment|セグメント|単体")


@lru_cache(maxsize=4096)
def _is_heading(label: str) -> bool:
    """Whether a heading that names no quantity is one of a statement, and not a part of the entity."""
    forms = forms_of(label)
    if any(_NOT_HEADING.search(form) for form in forms):
        return False
    return any(not form or _HEADING.search(form) is not None for form in forms)


# --- statements -----------------------------------------------------------------------------------------------

_ENOUGH_ROWS = 3


def statement_by_rows(paths: Sequence[tuple[str, ...]]) -> str | None:
    """The statement whose items most rows are and no other has: at least three, and twice as many as of any other.

    >>> statement_by_rows((("現金及び預金",), ("売掛金",), ("買掛金",)))
    'balance_sheet'
    """
    known = _book()
    votes = dict.fromkeys(STATEMENTS, 0)
    for path in paths:
        forms = tuple(form for form in (forms_of(path[-1]) if path else ()) if form not in _TOTALS)
        found = next((names for form in forms if (names := known.by_form.get(form))), {})
        told = {part for name in found for part in known.by_id[name].statements}
        if len(told & set(STATEMENTS)) == 1:
            votes[next(iter(told & set(STATEMENTS)))] += 1
    first, second = sorted(STATEMENTS, key=lambda name: -votes[name])[:2]
    return first if votes[first] >= _ENOUGH_ROWS and votes[first] >= 2 * votes[second] else None
