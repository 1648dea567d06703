"""What a number of Japanese prose measures: the noun before it that `は` or `が` marks.

`は` sets the topic of the whole sentence, `が` the subject of its own clause only; what gives a reason (`により`,
`ため`), what is compared with and what stands in brackets is passed over, and so are the nouns enumerated before a
reason. Texts are folded; periods are blotted out.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

import regex as re

Mark = Literal["topic", "subject", "none", "clause"]


class Named(NamedTuple):
    """A subject, and whether the sentence (`は`) or only its clause (`が`) is about it; "clause": that one is over."""

    text: str
    mark: Mark


_BLANKS = re.compile(r"[\s\u2423]+")
_ASIDE = re.compile(r"\([^()\d]*\)")
_QUOTES = re.compile(r"[「」『』〈〉\"]")
_CLAUSES = re.compile(r"[、。()\[\];:,]")
_WORDY = re.compile(r"[^\W\d_]")

_PARTICLE = (
    r"につきまして(?:は|も)|につい(?:て(?:は|も)?)|に対して?|に比べて?|における|において|として|まで|から|(?<!に)より"
    r"|は|が|を|の|も|で|に|と|へ|や"
)
_EARLIER = (
    r"前年(?:同(?:四半)?期|同月|度)?|[前当今]期|期首|前(?:連結|事業)?(?:会計|事業)?年度"
    r"|前(?:第.)?四半期(?:連結)?(?:累計)?(?:会計)?期間"
)
_COMPARED = rf"対?(?:{_EARLIER})末?(?:対?比|と?比較|に比べ|に対し|と比べ|から|より|を)?て?|対前年|比で|対?比|同"
# The year before it is blotted out: `前連結会計年度末比`.
_COMPARED += r"|(?:^|(?<=[\s\u2423]))末(?:対?比|に比べ|に対し|と比べ|から|より)て?"
_DEGREE = (
    r"(?:普通株式)?1株(?:当たり|につき)(?:年間)?|普通株式|それぞれ|約|およそ|概ね|合わせて|あわせて"
    r"|(?:(?<=^)|(?<=\s)|(?<=など)|(?<=等))(?:合計|総額|計)で?|従来|原則(?:として)?|当初|(?<=\d日)付"
    r"|(?:に|として)(?:含めて)?(?:表示|計上|掲記|区分掲記|含め)(?:し)?て(?:いた|いる|いました|おりました)"
)
_TAIL = re.compile(rf"(?:{_COMPARED}|{_DEGREE}|{_PARTICLE})\s*$")
_TOPIC = re.compile(
    r"(?:につきまして(?:は|も)|につい(?:ては|ても)|(?<![でにとま]|また|あるい|もしく|しくは|ひい)は)\s*$"
)
_SUBJECT = re.compile(r"(?:が|も)\s*$")
# `では`, `には` and `または` set no topic.
_TOPIC_WITHIN = re.compile(r"(?<![でにと]|また|あるい|もしく|ひい)は(?!じめ|かり)|につきまして[はも]|については")
_REASON = re.compile(
    r"(?:により|によって|による(?:もの)?|ため|ことから|ことで|ことや|ことなどから|ものの|ほか|うえ|等で|などで|もあり|を受け|に伴い|の結果"
    r"|に加え|したが|ましたが|において|一方で?|では|とともに|除くと|除けば)$"
)
_NOUN_END = re.compile(r"(?:[\u30A1-\u30FA\u4E00-\u9FFFー々A-Za-z0-9&%]|のれん|うち)$")
_NO_NOUN = re.compile(r"(?:結果|影響)$|^\d+年(?:\d+月(?:\d+日)?)?$|^[主中等他同]$|^以[上下]$|^水準$|^未満$")
_VERB_ADNOMINAL = r"(?!得|獲得|使用|支出|調達|生じ|増加し|減少し|取得し)"
_PIECES = re.compile(
    rf"(?:(?<![でにと]|また|あるい|もしく)は(?!じめ)|により{_VERB_ADNOMINAL}|に伴い|によって{_VERB_ADNOMINAL}|である|ため|ものの|ほか|として(?!い|の|は))"
    r"\s*(?=\S)"
)
_MOVES = re.compile(
    r"(?:増加|減少|上昇|低下|改善|悪化|拡大|縮小|増収|減収|増益|減益|上回る?|下回る?|増|減|大きく|水準|目途|目処|目安|し(?:て|た)?|となり(?:まし(?:た|て))?"
    r"|同|比|の|を|に|前期|前年|百万|千|%|円|億|兆|名|社|件|店舗?|台|ポイント|以上|以下|程度)+"
)
_LEAD = re.compile(
    r"^(?:における|に係る|に関する|に対する(?=[一-龥]{3})|の(?!れん)|から|より|うち|また|なお|一方で?|この結果|以上の結果|その結果|以上により"
    r"|や|年(?=1株)|このうち|主に|内訳は|これは|主な要因は|及び|並びに|および|ならびに|さらに|加えて|同(?=[一-龥]{3})|\s)+"
)
_WEAK = re.compile(r"(?:年|年間|合計|総額|平均|累計|(?:期)?末?残高|1株当たり(?:年間)?|普通株式1株当たり|うち)")
_METRIC = re.compile(
    r"(?:連結)?(?:売上(?:高|収益|総利益)?|営業収益|(?:営業|経常|事業|純|セグメント)?(?:利益|損失)|受注高|受注残高|販売(?:台|数|数量)数?)"
)
# What a metric may be of: a business, a product, a dividend. Another amount is not.
_AN_AMOUNT = re.compile(r"[費益損高額金税率価産債本分入出数量]$|^(?:当社|当社グループ|グループ)$")
_NO_TOPIC = re.compile(
    r"(?:要因|理由|原因|内訳|もの|結果|業績|成績|状況|概況|(?:業績|今後の|次期の|当期の)(?:見通し|予想)|方針|これ|それ|当社|当社グループ|グループ)$"
)
# A clause that only concedes or gives a reason with a verb has a topic of its own: `動物栄養は減収となったものの`.
_OWN_TOPIC = re.compile(r"(?:ものの|一方で?|したが|ましたが|[いるただ]ため)$")
_CLAUSE_ENDS = re.compile(
    r"しており|しましたが|したが|ましたが|ものの|一方|したこと|ことや|ことで|ことから|したほか|に加え|し、|したため|により"
)


def subject_ja(before: str) -> Named | None:
    """The subject a stretch of words ends with; None when it holds none.

    >>> subject_ja("、営業利益は "), subject_ja("売掛金の増加 ")
    (Named(text='営業利益', mark='topic'), Named(text='売掛金の増加', mark='none'))
    >>> subject_ja("流動資産は、現金及び預金や売掛債権、その他流動資産等の増減により、前期末に比べて").text
    '流動資産'
    >>> subject_ja("契約負債(流動負債)の増加").text, subject_ja("有形固定資産の取得による支出").text
    ('契約負債の増加', '有形固定資産の取得による支出')
    """
    passed = False
    over: Named | None = None
    for clause in reversed(_clauses(before)):
        bare, mark = _stripped(clause)
        if not bare:
            continue
        reason = _REASON.search(bare) is not None
        if reason or not _NOUN_END.search(bare):
            topic = _topic_within(bare)
            if topic is not None and _OWN_TOPIC.search(bare) is None:
                return Named(topic, "topic")
            over = over or (Named(topic, "topic") if topic is not None else None)
            passed = True
            over = over or _subject_within(bare)
            continue
        if _NO_NOUN.search(bare) or (passed and mark == "none"):
            continue
        text = next((part for part in reversed(_PIECES.split(bare)) if part), "")
        text = _LEAD.sub("", text).strip(" ・-/=")
        if _WORDY.search(text) and not _MOVES.fullmatch(text):
            return Named(text, mark)
    return over


def _subject_within(clause: str) -> Named | None:
    """`エンティビオの売上が伸長し`: what a clause that is over was about."""
    head, found, _ = clause.rpartition("が")
    text = _LEAD.sub("", _PIECES.split(head)[-1]).strip(" ・-") if found else ""
    says = _WORDY.search(text) and _NOUN_END.search(text) and not _MOVES.fullmatch(text) and not _NO_TOPIC.search(text)
    return Named(text, "clause") if says else None


def topics_ja(lead: str) -> list[str]:
    """The topics that the words of a sentence set, left to right; causes and breakdowns are none.

    >>> topics_ja("慢性便秘症治療剤「AMITIZA」は、後発品の影響により、売上は")
    ['慢性便秘症治療剤AMITIZA', '売上']
    """
    found = []
    for clause in _clauses(lead):
        bare, mark = _stripped(clause)
        if _OWN_TOPIC.search(bare) is not None:
            continue  # `原材料価格は高止まりしましたが、`: that clause is over
        topic = _topic_within(bare) or (bare if mark == "topic" else None)
        text = _LEAD.sub("", topic).strip(" ・-") if topic else ""
        if text and _NOUN_END.search(text) and not _NO_TOPIC.search(text) and not _MOVES.fullmatch(text):
            found.append(text)
    return found


def opens_clause(words: str) -> bool:
    """Whether a clause ends among these words, so that a subject marked by `が` no longer holds behind them."""
    return _CLAUSE_ENDS.search(words) is not None


def within_topic(own: str, topics: list[str]) -> str:
    """A bare metric or total with the topic that it is of: `AMITIZA: 売上`, `当期の配当: 年間`."""
    whose = next((topic for topic in reversed(topics) if topic != own and not topic.endswith(own)), None)
    if whose is None or not (_WEAK.fullmatch(own) or (_METRIC.fullmatch(own) and not _AN_AMOUNT.search(whose))):
        return own
    return f"{whose}: {own}"


def _clauses(words: str) -> list[str]:
    """The clauses, without asides and quotation marks, and without what a bracket closed that was opened before."""
    text = _ASIDE.sub("", _ASIDE.sub("", _OF_THE_ONE_BEFORE.sub("", words)))
    depth = 0
    for at in range(len(text) - 1, -1, -1):
        depth += (text[at] == ")") - (text[at] == "(")
        if depth == 1 and "(" not in text[:at]:
            text = text[at + 1 :]
            break
    return _CLAUSES.split(_QUOTES.sub("", text))


# `1,455億円の収入（前期は`, `122円/米ドル、`: what follows a figure directly is said of that figure.
_OF_THE_ONE_BEFORE = re.compile(
    r"^\s*(?:(?:[増減]?の|[増減])(?:収入|支出|使用|獲得|流入|流出|損失|利益|黒字|赤字|増収|減収|増益|減益|増加|減少)|/\s*[^\s\d、。()]{1,6}(?=[、。()]))"
)


def _stripped(clause: str) -> tuple[str, Mark]:
    """A clause without the particles and comparisons at its end, and what marked its noun."""
    text, mark = _BLANKS.sub(" ", clause).strip(" ・-"), "none"
    while not _REASON.search(text):
        if _TOPIC.search(text):
            mark = "topic"
        elif _SUBJECT.search(text) and mark == "none":
            mark = "subject"
        shorter = _TAIL.sub("", text).rstrip()
        if shorter == text:
            break
        text = shorter
    return text, mark  # type: ignore[return-value]


def _topic_within(clause: str) -> str | None:
    """`親会社株主に帰属する当期純利益は減損損失の計上等により`: the topic inside a clause."""
    cuts = list(_TOPIC_WITHIN.finditer(clause))
    if not cuts:
        return None
    text = clause[cuts[-2].end() if len(cuts) > 1 else 0 : cuts[-1].start()]
    text, _ = _stripped(text)
    text = _LEAD.sub("", text).strip(" ・-")
    says = _WORDY.search(text) and _NOUN_END.search(text) and not _NO_TOPIC.search(text) and not _MOVES.fullmatch(text)
    return text if says else None
