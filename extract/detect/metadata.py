"""What a file says of itself outside its print (the title of a PDF, `<title>` of a page): a witness beside the print.

Such words are often of another file, of a form, or of the program that made it. They decide nothing alone: they bear
out a title, a period or a company that is printed as well, and stand as evidence without a place.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from extract import model
from extract.detect.passages import Passage
from extract.lex.company_names import PATTERNS
from extract.lex.fold import fold
from extract.vocab.register import issuer_key

FindPeriod = Callable[[str], model.Period | None]
_LEAST_TITLE = 6


def evidence_of(name: str, value: str, printed: str) -> model.Evidence:
    """Words of the metadata as a witness. They stand at no place of the document."""
    return model.Evidence(property=name, value=value, printed=printed, location=model.Location())


def title_with_metadata(
    title: str | None,
    evidence: tuple[model.Evidence, ...],
    passages: tuple[Passage, ...],
    metadata: tuple[str, ...],
) -> tuple[str | None, tuple[model.Evidence, ...]]:
    """A title with the metadata that say it as well; where the print gives none, theirs, if the cover has the words."""
    for told in metadata:
        words = _plain(told)
        if title is not None and _plain(title) and (_plain(title) in words or words in _plain(title)):
            return title, (*evidence, evidence_of("title", title, told))
        if title is None and len(words) >= _LEAST_TITLE:
            holder = next((p for p in passages if p.where == "head" and words in _plain(p.text)), None)
            if holder is not None:
                place = holder.evidence("title", told, 0, len(holder.text))
                return told, (place, evidence_of("title", told, told))
    return title, evidence


def period_with_metadata(
    period: model.Period | None,
    evidence: tuple[model.Evidence, ...],
    passages: tuple[Passage, ...],
    metadata: tuple[str, ...],
    find_period: FindPeriod,
) -> tuple[model.Period | None, tuple[model.Evidence, ...]]:
    """A period with the metadata that name it as well; where the print decides for none, the one of its periods that
    they name."""
    for told in metadata:
        named = find_period(told)
        if named is None or named.end is None:
            continue
        if period is not None and period.end == named.end:
            return period, (*evidence, evidence_of("period", _days(period), told))
        if period is None:
            for passage in passages:
                if passage.where not in ("head", "opening"):
                    break
                printed = find_period(passage.span.text)
                if printed is not None and printed.end == named.end and printed.printed is not None:
                    start = max(passage.span.text.find(printed.printed), 0)
                    place = passage.evidence("period", _days(printed), start, start + len(printed.printed))
                    return printed, (place, evidence_of("period", _days(printed), told))
    return period, evidence


def issuer_with_metadata(
    passages: tuple[Passage, ...], metadata: tuple[str, ...]
) -> tuple[str, tuple[model.Evidence, ...]] | None:
    """The one company that is printed under the name with which the metadata begin: `Holm Ferries 4Q 2023` where the
    print has `Holm Ferries plc`. None where there is none, or more than one."""
    found: dict[str, tuple[str, model.Evidence]] = {}
    beginnings = [words for words in (_plain(told) for told in metadata) if words]
    for passage in passages if beginnings else ():
        for pattern in PATTERNS:
            for match in pattern.finditer(passage.text[:1_000]):
                name = _without_lead(match[0].strip(" ,"), beginnings)
                if name is not None:
                    start = match.start() + match[0].rfind(name)
                    place = passage.evidence("issuer", name, start, start + len(name))
                    found.setdefault(issuer_key(name), (name, place))
    if len(found) != 1:
        return None
    name, place = next(iter(found.values()))
    told = next(told for told in metadata if _plain(told).startswith(_plain(_bare(name))))
    return name, (place, evidence_of("issuer", name, told))


def _without_lead(name: str, beginnings: list[str]) -> str | None:
    """The end of a run of words that is a company's name with which metadata begin: of `Net income attributable to Holm
    Ferries plc` the last three words."""
    words = name.split()
    for at in range(len(words) - 1):
        bare = _plain(_bare(" ".join(words[at:])))
        if len(bare) > 2 and any(told == bare or told.startswith(f"{bare} ") for told in beginnings):
            return " ".join(words[at:])
    return None


_FORM = re.compile(
    r"[\s,]*(?:株式会社|㈱|\(株\)"
    r"|\b(?:plc|PLC|Inc|Incorporated|Corp|Corporation|Co|Company|Ltd|Limited|LLC|AG|SE|NV)\b\.?)+[\s,.]*$"
)


def _bare(name: str) -> str:
    return _FORM.sub("", name) or name


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", " ", fold(text)).casefold().strip()


def _days(period: model.Period) -> str:
    return f"{period.start or ''}/{period.end or ''}".lstrip("/")
