"""Row labels to canonical concept names, by exact match after normalising; never by likeness.

Normalising takes away what does not change the meaning: width and case, punctuation, footnote marks, numbering,
units in brackets, and the alternatives of sign (`Net income (loss)`, `営業利益又は営業損失（△）`).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from extract.facts.concept_labels import CONCEPTS, ENTITY_TOTALS, OTHERS
from extract.lex.label_units import LONGEST_LABEL
from extract.lex.units import find_units

_SECTIONS = {"balance_sheet": "B", "income_statement": "I", "cash_flow": "C", "cash_flows": "C",
             "comprehensive_income": "I"}  # fmt: skip


@lru_cache(maxsize=8192)
def concept_of(label_path: tuple[str, ...], statement_kind: str | None) -> str | None:
    """The concept (XBRL-like element name) of a row, or None.

    `label_path` runs from the outermost parent to the row itself; parents tell `Total` and homonyms apart, and a
    figure below a parent that is no heading of a statement (a segment's revenues) has no concept.

    >>> concept_of(("CURRENT ASSETS:", "Total current assets"), "balance_sheet")
    'CurrentAssets'
    >>> concept_of(("Systems Integration", "Revenues"), None), concept_of(("包括利益",), None)
    (None, 'ComprehensiveIncome')
    >>> concept_of(("繰延税金資産", "棚卸資産"), None), concept_of(("流動資産", "棚卸資産"), None)
    (None, 'Inventories')
    """
    if not label_path or any(len(label) > LONGEST_LABEL for label in label_path):
        return None
    section = _SECTIONS.get(statement_kind or "")
    *parents, leaf = (_variants(label) for label in label_path)
    if leaf[0] in _TOTALS:
        return _total_of(parents[-1], section) if parents else None
    if leaf[0] in _OTHER:
        parent = _lookup(parents[-1], section) if parents else None
        return OTHERS.get(parent or "")
    concept = _lookup(leaf, section)
    if concept is None and parents:
        joined = tuple(f"{a} {b}" for p in parents[-1:] for a, b in ((leaf[0], p[0]), (p[0], leaf[0])))
        concept = _lookup(joined, section)
        parents = parents[:-1]
    if concept in ENTITY_TOTALS and not all(_is_heading(parent) for parent in parents):
        return None
    return None if _of_another_quantity(leaf, parents) else concept


# Headings whose rows are causes or parts of it: `Inventories` under `Deferred tax assets` is a tax asset.
_QUANTITY = re.compile(
    r"deferred tax|temporary differences|impairment|pledged|collateral|related part|guarantee"
    r"|繰延税金|一時差異|減損|担保|関連当事者|保証債務|評価性引当"
)


def _of_another_quantity(leaf: tuple[str, ...], parents: list[tuple[str, ...]]) -> bool:
    """Whether a row stands under a quantity of which its own name says nothing."""
    under = any(_QUANTITY.search(name) for parent in parents for name in parent)
    return under and not any(_QUANTITY.search(name) for name in leaf)


_TOTALS = frozenset(("total", "totals", "grand total", "合計", "計", "総計"))
_OTHER = frozenset(("other", "others", "その他"))


def _total_of(parent: tuple[str, ...], section: str | None) -> str | None:
    """`TOTAL` below `ASSETS`, `合計` below `負債の部`."""
    names = [name.removesuffix("の部") for name in parent]
    return _lookup((*(f"total {name}" for name in names), *(f"{name}合計" for name in names)), section)


_HEADING = re.compile(
    r"consolidated|連結|results?|statements?|summary|financial|highlights?|activities|adjustments|continuing operations"
    r"|per share|の部|経営成績|業績|財政状態|損益|計算書|activity|業績予想|概要|実績|予想|forecasts?|targets?"
)
_NOT_HEADING = re.compile(r"non ?consolidated|個別|非連結|segment|セグメント|単体")


def _is_heading(parent: tuple[str, ...]) -> bool:
    """Whether a parent is a heading of a statement and not a part of the entity."""
    if any(_NOT_HEADING.search(name) for name in parent):
        return False
    return _lookup(parent, None) is not None or any(
        name in _HEADINGS or _HEADING.search(name) is not None for name in parent
    )


_HEADINGS = frozenset(
    (
        "", "assets", "liabilities", "liabilities and shareholders equity", "liabilities and net assets", "equity",
        "shareholders equity", "cost and expenses", "costs and expenses", "revenues", "expenses", "other income",
        "cash flows", "資産", "負債", "純資産", "収益", "費用",
    )
)  # fmt: skip


# --- lookup ---------------------------------------------------------------------------------------------------


def _table() -> dict[str, dict[str, str]]:
    """Concept by normalised label and section; `*` where the label means the same in all sections that have it."""
    table: dict[str, dict[str, str]] = {}
    for concept, sections, labels in CONCEPTS:
        for label in labels.split("|"):
            for name in _expanded(label):
                for section in sections:
                    table.setdefault(name, {}).setdefault(section, concept)
    for by_section in table.values():
        if len(set(by_section.values())) == 1:
            by_section["*"] = next(iter(by_section.values()))
    return table


def _expanded(label: str) -> tuple[str, ...]:
    if not label.startswith("+"):
        return (label,)
    name = label[1:]
    return (name, f"total {name}") if name.isascii() else (name, f"{name}合計", f"{name}計")


_LABELS = _table()


def _lookup(names: tuple[str, ...], section: str | None) -> str | None:
    """The concept of the first name that is known: in its own section, among the key figures, or, outside of cash
    flows, where it means the same everywhere."""
    for name in names:
        by_section = _LABELS.get(name)
        if by_section is None:
            continue
        if section is None:
            return by_section.get("*")
        if section == "C":  # `Inventories` is a change there
            return by_section.get("C") or by_section.get("S")
        return by_section.get(section) or by_section.get("S") or by_section.get("*")
    return None


# --- normalising ----------------------------------------------------------------------------------------------

_TAGS = re.compile(r"<[^<>]{1,40}>|[*_#]{2,}")
_NUMBERING = re.compile(
    r"^\s*(?:\(?\s*(?:[0-9]{1,2}|[ivx]{1,4}|[a-z])\s*[).]|[0-9]{1,2}[.、]|[①-⑳]|[•●○◆■▪・>‐\-–—−]+)\s*(?![0-9])", re.I
)
_ROMAN = re.compile(r"^[ivx]{1,4}\s*(?=[ぁ-んァ-ヶ一-龥])")
_FOOTNOTE = re.compile(
    r"[(（]\s*(?:注|note|\*|※)\s*[0-9,、 ]{0,6}[)）]|(?:注|※|\*)\s*[0-9]{0,2}(?:[,、]\s*[0-9]{1,2})*|[¹²³⁴-⁹®™†‡]+"
)
_SIGNS = re.compile(
    r"\((?:loss(?:es)?|used in|provided by|benefits?|gains?|expenses?|deficit|decrease|increase|reversal|income|profit"
    r"|net|unaudited|audited|consolidated|△は[^()]*|△[^()]*|▲は[^()]*|▲[^()]*|-は[^()]*|純額|連結|損失|未監査)\)"
)
_JA = re.compile(r"[ぁ-んァ-ヶ一-龥]")
_OR_LOSS = re.compile(r"(?:又は|または)[^()]*?(?:損失|損)(?:金額)?(?=$|\()")


def _variants(label: str) -> tuple[str, ...]:
    """The normalised label, and what else it may be read as, plainest first.

    >>> _variants("Net Income (Loss)*1"), _variants("Ⅱ　営業損失（△）")
    (('net income',), ('営業損失', '営業利益'))
    """
    if not re.search(r"[^\W\d_]", label):
        return ("",)
    text = _TAGS.sub(" ", label)
    text = _FOOTNOTE.sub(" ", text)
    text = unicodedata.normalize("NFKC", text).lower().replace("’", "'").strip()
    text = _without_units(text)
    text = _NUMBERING.sub("", text, count=1)
    text = _ROMAN.sub("", text, count=1)
    shown_as_loss = bool(re.search(r"損失(?:金額)?\s*\([△▲]\)", text))
    text = _OR_LOSS.sub("", re.sub(r"\s+", "", text)) if _JA.search(text) else text
    text = _SIGNS.sub(" ", text)
    plain = _plain(text)
    names = [plain]
    if shown_as_loss and "損失" in plain:
        names.append(plain.replace("損失", "利益"))
    if (match := _ATTRIBUTABLE.fullmatch(plain)) is not None:
        per_share = " per share" if match["per_share"] else ""
        names.append(f"{match['basic'] or ''}net income attributable to owners of parent{per_share}")
    if plain.startswith("連結"):
        names.append(plain.removeprefix("連結"))
    if re.search(r"[a-z]{3}\d$", plain):
        names.append(plain[:-1])  # a footnote mark run on: Net profit3
    return tuple(names)


_ATTRIBUTABLE = re.compile(
    r"(?P<basic>basic )?(?:net income|net profit|profit|net income loss) attributable to"
    r" (?!non ?controlling|minority).+?(?P<per_share> per share)?"
)


def _without_units(text: str) -> str:
    """Without units and scales in brackets, and periods or words in front of them kept."""
    for unit in reversed(find_units(text)):
        left, right = text[: unit.start].rstrip(), text[unit.end :].lstrip()
        if unit.declared and left.endswith("(") and right.startswith(")"):
            text = f"{left[:-1]} {right[1:]}"
    return text


def _plain(text: str) -> str:
    """Letters and figures only; English words parted by one space, Japanese ones by none."""
    if _JA.search(text):
        return re.sub(r"[\s,、，・:：;.。'\"()（）\[\]「」\-—–−‐&/]+", "", text)
    text = text.replace("&", "and") if re.search(r"\S&\S", text) else text.replace("&", " and ")
    text = re.sub(r"'s?\b", lambda m: "s" if m.group() == "'s" else "", text)
    return re.sub(r"[^a-z0-9%]+", " ", text).strip()
