"""What a label says of figures that stand in brackets beside others: `従業員数（外、平均臨時雇用者数）`."""

from __future__ import annotations

from collections.abc import Sequence

import regex as re

_NAMED = re.compile(r"[(（〔\[［](?P<name>(?:外|他|ほか|うち|内)[、，,\s]?[^()（）〔〕\[\]［］]{2,40})[)）〕\]］]")
_UNIT = re.compile(r"[(（〔\[［][^()（）〔〕\[\]［］]{1,6}[)）〕\]］]")


def name_of_aside(words: Sequence[str]) -> str | None:
    """What the row's label or the header says of figures in brackets.

    >>> name_of_aside(["従業員数（外、平均臨時雇用者数）"]), name_of_aside(["従業員数（人）"])
    ('外、平均臨時雇用者数', None)
    """
    found = {named["name"] for text in words for named in _NAMED.finditer("".join(text.split()))}
    return next(iter(found)) if len(found) == 1 else None


def is_aside(text: str) -> bool:
    """Whether a text names what stands in brackets, and nothing else but its unit.

    >>> is_aside("（外、平均臨時雇用者数）（人）"), is_aside("従業員数（外、平均臨時雇用者数）"), is_aside("（減少）")
    (True, False, False)
    """
    plain = "".join(text.split())
    named = _NAMED.match(plain)
    return named is not None and (named.end() == len(plain) or _UNIT.fullmatch(plain, named.end()) is not None)
