"""What a document says as a whole that its tables lean on: running heads, dated year words."""

from __future__ import annotations

from collections import Counter
from datetime import date

import msgspec
import regex as re

from extract.calendar.dating import resolve
from extract.lex.periods import Mention, find_periods
from extract.model import Period, Profile, Reading, TextBlock
from extract.sheet.wording import relative_key, shown


def running_texts(reading: Reading, profile: Profile) -> frozenset[str]:
    """Short texts that stand on many pages (running heads, logos) and the issuer's name: they title no table."""
    counts = Counter(shown(b.span) for b in reading.blocks if isinstance(b, TextBlock) and len(b.span.text) < 60)
    name = (profile.document.issuer.name or "").lower()
    return frozenset(
        text for text, count in counts.items() if count >= 4 or (len(text) > 3 and name.startswith(text.lower()))
    )


def relative_periods(reading: Reading, profile: Profile) -> dict[str, Period]:
    """What `前連結会計年度` and its like mean in this document: the dates that stand beside them in headers.

    Keys end in /instant or /duration; words that stand beside two different dates are left out.
    """
    seen: dict[str, set[Period]] = {}
    for block in reading.blocks:
        texts = [block.span.text] if isinstance(block, TextBlock) else [c.text for c in block.grid.cells[:60]]
        for text in texts:
            if len(text) > 80:
                continue
            for mention in find_periods(text):
                if mention.relative is None or mention.finish is None:
                    continue
                period = resolve(mention, profile.calendar)
                bare = msgspec.structs.replace(period, printed=None, label=None)
                seen.setdefault(f"{relative_key(mention.printed)}/{period.kind}", set()).add(bare)
    return {key: next(iter(periods)) for key, periods in seen.items() if len(periods) == 1}


def is_year_long(period: Period | None) -> bool:
    """Whether a period is a year: twelve months, or 52 or 53 weeks."""
    if period is None or period.start is None or period.end is None:
        return False
    return (date.fromisoformat(period.end) - date.fromisoformat(period.start)).days in range(350, 381)


_AS_AT = re.compile(r"(?:現在|時点)\s?[)）]?$")


def tells_of_a_day(mention: Mention, text: str) -> bool:
    """A line that is a date and nothing else dates the document, and the day in a sentence is that of an event
    (`６月20日に下記のとおり修正しております。`): neither dates the table. `前連結会計年度（平成28年３月31日）` and
    `2024年４月30日現在` do."""
    if mention.relative is not None or _AS_AT.search(text):
        return text.endswith("。")
    return len(mention.printed) * 10 >= len(text) * 8 or text.endswith("。")
