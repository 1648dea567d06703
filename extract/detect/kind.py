"""What kind of document this is, by scored evidence.

Every rule is a form of words that documents of one kind use about themselves. A word on the cover counts more
than one in the text, because a results deck quotes its release and a conference deck repeats the last results.
Each rule counts once. The kind with the highest score wins; none, or two, is a problem and no kind.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Literal

import msgspec

from extract import model
from extract.detect.passages import Passage
from extract.problems import problem

Scope = Literal["head", "heading", "any"]

THRESHOLD = 3


class Rule(msgspec.Struct, frozen=True):
    """Words of a kind: where they count, how much, and how long the passage may be that holds them."""

    kind: model.DocumentKind
    scope: Scope
    score: int
    pattern: re.Pattern[str]
    longest: int = 100_000


_PART = (
    r"(?:(?:first|second|third|fourth|1st|2nd|3rd|4th|interim|full)[- ]?(?:quarter|half|year)?|[1-4]Q\d*|Q[1-4]"
    r"|[12]H\d*|H[12]|FY ?'?\d{2,4}|(?:fiscal|full|half)[- ]year|nine[- ]months?|six[- ]months?|three[- ]months?"
    r"|year[- ]end|annual|quarterly|half[- ]yearly)"
)
_RESULTS = r"(?:(?:financial|operating|business|consolidated|earnings)\s+)*(?:results|earnings)"


def _rule(kind: model.DocumentKind, scope: Scope, score: int, pattern: str, longest: int = 100_000) -> Rule:
    return Rule(kind, scope, score, re.compile(pattern, re.IGNORECASE), longest)


RULES: tuple[Rule, ...] = (
    # A release speaks to the press and announces.
    _rule("results_release", "head", 5, r"\bfor immediate release\b"),
    _rule("results_release", "head", 5, rf"\b(?:announces?|reports?|posts)\b.{{0,80}}\b{_RESULTS}\b", 300),
    _rule("results_release", "any", 4, rf"\btoday (?:announced|reported|released)\b.{{0,80}}\b{_RESULTS}\b"),
    _rule("results_release", "head", 3, r"\bresults of operations and financial condition\b"),
    _rule("results_release", "head", 1, r"\bexhibit 99(?:\.\d)?\b"),
    _rule("results_release", "any", 1, r"\b(?:this|the) (?:press|earnings|news) release\b"),
    _rule("results_release", "head", 2, r"\b(?:press|earnings|news) release\b", 80),
    _rule("results_release", "heading", 1, r"^\W*about [A-Z]\w+"),
    _rule("results_release", "head", 3, r"報道関係(?:者)?各位|ニュースリリース|プレスリリース"),
    _rule("results_release", "head", 4, r"(?:決算|業績)(?:について|に関する|の|を).{0,12}(?:お知らせ|発表)", 120),
    # A results deck is named after its period and its results, and is made of slides.
    _rule("results_presentation", "head", 5, rf"\b{_RESULTS}\s+(?:presentation|briefing|slides?|call slides)\b", 200),
    _rule("results_presentation", "head", 5, r"決算(?:補足)?(?:説明|プレゼン|補足)|決算概要資料|業績説明資料", 200),
    _rule(
        "results_presentation", "head", 4, rf"^(?!.*\b(?:announces|reports)\b).*\b{_PART}\b.{{0,60}}\b{_RESULTS}\b", 200
    ),
    _rule(
        "results_presentation", "head", 4, rf"^(?!.*\b(?:announces|reports)\b).*\b{_RESULTS}\b.{{0,40}}\b{_PART}\b", 200
    ),
    _rule("results_presentation", "heading", 2, rf"^\W*(?:[IVX\d]+\W+)?summary of .{{0,40}}\b{_RESULTS}\b", 120),
    _rule("results_presentation", "any", 1, r"\bthis presentation\b|本資料|本プレゼンテーション"),
    # An investor deck sells the company: on a road show, at a conference, to private investors.
    _rule("investor_presentation", "head", 6, r"\b(?:investors?|corporate|company|IR)\s+presentation\b", 200),
    _rule(
        "investor_presentation",
        "head",
        6,
        r"\b(?:conference|forum|summit|road ?show)\b\W*(?:\w+\W+){0,3}(?:19|20)\d\d",
        120,
    ),
    _rule(
        "investor_presentation",
        "head",
        6,
        r"\b(?:investor|analyst|capital markets) (?:day|conference|forum|meeting)\b",
        120,
    ),
    _rule(
        "investor_presentation",
        "head",
        6,
        r"会社説明(?:会|資料)|個人投資家|投資家(?:向け|説明)|事業説明会|会社紹介",
        120,
    ),
    _rule(
        "investor_presentation",
        "heading",
        4,
        r"\binvestment (?:highlights?|case|thesis)\b|投資(?:ハイライト|の魅力)",
        80,
    ),
    _rule("investor_presentation", "heading", 1, r"\b(?:corporate|company) (?:profile|overview)\b|会社概要", 80),
    _rule("investor_presentation", "heading", 1, r"\bbusiness model\b|ビジネスモデル", 80),
    _rule("investor_presentation", "any", 1, r"\bthis presentation\b|本資料|本プレゼンテーション"),
    # The summary report of the Japanese exchanges is a form, with fixed words.
    _rule("summary_report", "head", 8, r"決算短信|\bkessan tanshin\b"),
    _rule(
        "summary_report",
        "head",
        4,
        r"\[\s*(?:under\s+)?(?:japanese|j|u\.?s\.?|jp)[- ]?(?:gaap|accounting standards)\s*\]"
        r"|\[\s*(?:under )?IFRS\s*\]|[〔\[](?:日本|米国|国際)(?:会計)?基準[〕\]]",
    ),
    _rule(
        "summary_report",
        "head",
        2,
        r"上場取引所|\b(?:stock exchange listings?|listed (?:exchange|on)|securities code|code number)\b\s*[::]",
    ),
    _rule("summary_report", "head", 3, r"(?:報告書提出|配当支払開始)予定日|\bscheduled date (?:of|for|to)\b"),
    _rule("summary_report", "head", 3, r"添付資料の目次|サマリー情報"),
    _rule("summary_report", "any", 3, r"^\W*(?:[\d.]+\W*)?会計基準の選択に関する基本的な考え方"),
    _rule("summary_report", "any", 2, r"決算に関する定性的情報|(?:財務諸表|財務諸表等)(?:\[IFRS\])?及び主な注記"),
    _rule(
        "summary_report",
        "any",
        5,
        r"^\W*(?:[\d.]+\W*)?qualitative information(?: (?:on|regarding|concerning|about|and)\b|\W*$)",
        120,
    ),
    # Statutory annual reports, and the glossy ones.
    _rule("annual_report", "head", 8, r"(?<!四半期)有価証券報告書(?!提出)(?!の訂正)"),
    _rule("annual_report", "head", 8, r"^\W*form\s+(?:20-F|10-K|40-F)\b", 120),
    _rule("annual_report", "head", 6, r"\bannual report pursuant to section\b"),
    _rule(
        "annual_report",
        "head",
        6,
        r"^\W*(?:\w+\W+){0,6}(?:annual|integrated) report\b|統合報告書|アニュアルレポート|^\W*年次報告書",
        100,
    ),
    _rule("annual_report", "any", 3, r"^\W*第[一1]部\W*企業情報|^\W*第1\W*企業の概況"),
    # Known documents that are none of these.
    _rule("other", "head", 8, r"^\W*form\s+(?:10-Q|8-A|S-\d|F-\d|DEF 14A)\b", 120),
    _rule(
        "other",
        "head",
        8,
        r"四半期報告書(?!提出)|半期報告書(?!提出)|臨時報告書|有価証券届出書|コーポレート・?ガバナンス(?:に関する)?報告書",
    ),
    _rule(
        "other",
        "head",
        6,
        r"\bnotice of (?:the )?(?:\S+ )?(?:annual|ordinary|extraordinary)?\s*general meeting\b|株主総会(?:招集|決議)",
    ),
    _rule(
        "other",
        "head",
        6,
        r"\barticles of (?:incorporation|association)\b|\bcorporate governance report\b|^\W*定款",
        120,
    ),
    _rule("other", "head", 4, r"^\W*(?:notice|announcement) (?:regarding|concerning|of)\b|に関するお知らせ$", 200),
)

_ANY = re.compile("|".join(f"(?:{rule.pattern.pattern})" for rule in RULES if rule.scope == "any"), re.IGNORECASE)


def detect_kind(
    passages: tuple[Passage, ...], pages: tuple[model.Page, ...]
) -> tuple[model.DocumentKind | None, tuple[model.Evidence, ...], model.Problems]:
    """The kind, the words that speak for each kind, and the problem if there is not exactly one winner."""
    scores: dict[model.DocumentKind, int] = defaultdict(int)
    evidence: list[model.Evidence] = []
    open_rules = list(RULES)
    for passage in passages:
        if passage.where != "head" and not passage.heading and not _ANY.search(passage.text):
            continue
        left = []
        for rule in open_rules:
            match = rule.pattern.search(passage.text) if _in_scope(rule, passage) else None
            if match is None:
                left.append(rule)
                continue
            scores[rule.kind] += rule.score
            evidence.append(passage.evidence("kind", rule.kind, match.start(), match.end()))
        open_rules = left
    for kind, witness in _slides(passages, pages):
        scores[kind] += 2
        evidence.append(witness)
    return _winner(scores, tuple(evidence))


def _in_scope(rule: Rule, passage: Passage) -> bool:
    if len(passage.text) > rule.longest:
        return False
    if rule.scope == "head":
        return passage.where == "head"
    return rule.scope == "any" or passage.heading


def _winner(
    scores: dict[model.DocumentKind, int], evidence: tuple[model.Evidence, ...]
) -> tuple[model.DocumentKind | None, tuple[model.Evidence, ...], model.Problems]:
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    data: dict[str, str] = {kind: str(score) for kind, score in ranked}
    if not ranked or ranked[0][1] < THRESHOLD:
        return None, evidence, (problem("kind_unknown", "no kind of document has enough evidence", data=data),)
    best, score = ranked[0]
    if len(ranked) > 1 and ranked[1][1] == score:
        message = f"the words speak as much for {best} as for {ranked[1][0]}"
        return None, evidence, (problem("kind_ambiguous", message, data=data),)
    return best, evidence, ()


def _slides(
    passages: tuple[Passage, ...], pages: tuple[model.Page, ...]
) -> tuple[tuple[model.DocumentKind, model.Evidence], ...]:
    """Both kinds of deck gain when the document is made of slides: landscape pages, or bullets and few sentences."""
    sized = [page for page in pages if page.width_pt and page.height_pt]
    if sized:
        landscape = [page for page in sized if (page.width_pt or 0) > (page.height_pt or 0)]
        if 2 * len(landscape) <= len(sized):
            return ()
        on_page = [p for p in passages if p.span.location.page == landscape[0].number]
        witness = on_page[0] if on_page else None
    else:
        bullets = [p for p in passages if p.bullet]
        prose = [p for p in passages if len(p.text) > 200 and not p.cell]
        witness = bullets[0] if len(bullets) >= 12 and len(bullets) >= 3 * len(prose) else None
    if witness is None:
        return ()
    end = min(len(witness.text), 60)
    return (
        ("results_presentation", witness.evidence("kind", "results_presentation", 0, end)),
        ("investor_presentation", witness.evidence("kind", "investor_presentation", 0, end)),
    )
