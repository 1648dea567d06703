"""A document of which nothing was read is not complete, and what a server says in place of one is none.

`404 Not Found`, `Sign in to continue`, `Checking your browser`: not_a_document; a text without figures: nothing_read
"""

from __future__ import annotations

from collections.abc import Sequence

import regex as re

from extract.model import Fact, GridBlock, Problems, Reading
from extract.problems import problem

# What servers print where a document should be: errors, refusals, sign-in forms, checks for robots, closed doors.
_SERVER_SAYS = (
    r"\b(?:[45]\d\d\s)?(?:page\s|file\s|resource\s)?(?:not found|forbidden|unauthorized|bad gateway|bad request)\b",
    r"\b(?:gateway time-?out|service (?:temporarily )?unavailable|internal server error|too many requests)\b",
    r"\baccess (?:to this \w+ (?:has been|is) )?denied\b|\byou don['’]t have permission\b",
    r"\b(?:was|could) not (?:be )?found on this server\b",
    r"\bpage (?:you \w+ \w+ \w+ )?(?:does not|doesn['’]t|no longer) exists?\b",
    r"\b(?:please )?(?:sign|log) ?in\b|\bforgot (?:your )?password\b|\bsession (?:has )?(?:expired|timed out)\b",
    r"\benable (?:javascript|cookies)\b|\bjust a moment\b|\bchecking your browser\b",
    r"\bverify (?:that )?you are (?:a )?human\b",
    r"\bcaptcha\b|\bunusual traffic\b|\brequest rate threshold\b|\bautomated (?:tool|access|request)s?\b",
    r"ページが(?:見つかり|表示でき|存在し)ません|お探しのページ|アクセスが(?:拒否|制限|集中)",
    r"ログイン(?:して|が必要|画面)|パスワードを入力|メンテナンス中",
)
_SERVER_WORDS = re.compile("|".join(_SERVER_SAYS), re.I)
_HEAD = 4_000
_FEW_FACTS = 3


def nothing_read(reading: Reading, facts: Sequence[Fact]) -> Problems:
    """The problem of a document without figures, if it is one."""
    figures = sum(1 for fact in facts if any(c.isdecimal() for c in fact.printed or ""))
    if figures > _FEW_FACTS:
        return ()
    words = _SERVER_WORDS.search(_head(reading))
    if words is not None and not any(isinstance(block, GridBlock) and figures for block in reading.blocks):
        message = f"the text says `{words[0][:60]}`: a page that a server sends in place of a document"
        return (problem("not_a_document", message, data={"words": words[0][:60]}),)
    return () if figures else (problem("nothing_read", "no figure was found in the document"),)


def _head(reading: Reading) -> str:
    """The beginning of the text, up to some length."""
    texts: list[str] = []
    length = 0
    for block in reading.blocks:
        spans = [cell.span for cell in block.grid.cells] if isinstance(block, GridBlock) else [block.span]
        for span in spans:
            texts.append(span.text[:_HEAD])
            length += len(span.text)
        if length > _HEAD:
            break
    return "\n".join(texts)[:_HEAD]
