"""What is built on first use, built: imported by the fork server alone, so that no worker builds it again.

Matchers of the vocabulary, the book of concepts and a part of the patterns are made when a document first needs them.
That takes longer than to read a small document. A worker that is forked after it has all of it, in memory it shares.
"""

from __future__ import annotations

import contextlib
import gc

from extract.emit import result_to_json, without_refused
from extract.model import Settings
from extract.pipeline import read_document

_TEXT = """Results for the Fiscal Year Ended March 31, 2024

Example Holdings Inc. (JPY million)

| | FY2023 | FY2022 | Change |
|---|---:|---:|---:|
| Revenue | 4,318 | 4,027 | 7.2% |
| Cost of sales | (3,110) | (2,902) | |
| Gross profit | 1,208 | 1,125 | |

    Total assets                 9,118      8,764
    Total liabilities            5,004      4,861

Revenue rose 7.2% to JPY4,318 million from JPY4,027 million in the previous year. EPS was $1.24.
"""
_PAGE = """<!DOCTYPE html><html><body><h1>2024年3月期 決算短信</h1><p>例示株式会社 （単位：百万円）</p>
<table><tr><td></td><td>2024年3月期</td><td>2023年3月期</td></tr><tr><td>売上高</td><td>4,318</td><td>4,027</td></tr>
<tr><td>営業利益</td><td>208</td><td>△125</td></tr></table><p>売上高は前期比7.2％増の43億18百万円となりました。</p>
</body></html>"""

with contextlib.suppress(Exception):  # a fault in a document is told where that document is read
    for name, text in (("a.md", _TEXT), ("a.html", _PAGE)):
        result_to_json(without_refused(read_document(text.encode(), name, Settings())))
gc.collect()
gc.freeze()  # what is shared is not walked, and so not copied, when a worker collects its garbage
