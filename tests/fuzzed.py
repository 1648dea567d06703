"""Invented documents for fuzzing: grids with holes, ghost rows and odd headings, in every syntax, and broken copies.

All of it follows from a number, so that a failure can be repeated.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

HEADINGS = (
    "", " ", "FY2023", "FY2022", "2023", "1Q07", "Year ended March 31, 2024", "March 31,", "% change", "YoY",
    "(JPY million)", "Notes", "2024年3月期", "前期比", "増減額", "構成比（％）", "（百万円）",
    "Target", "Total", "**FY**2023",
    "23 22", "Q1 | Q2", "-", "As of", "Three Months Ended", "*", "[1]", "$", "千円", "第3四半期", "FY2023 FY2022",
    "\u202eabc", "#", "12/31/2023",
)  # fmt: skip
LABELS = (
    "", " ", "Revenue", "Cost of sales", "Net income (loss)", "売上高", "営業利益", "Total", "  of which: export",
    "ASSETS:", "合計", "Earnings per share (yen)", "Number of employees", "Net sales 1,204", "1", "—",
    "Other, net of 3% tax", "(注1)", "-" * 30, "Mar-24", "うち海外", "Less: allowance", "EBITDA *2",
    "Depreciation\u00ad and amortization", "Total assets", "率(%)",
)  # fmt: skip
VALUES = (
    "", "", "1,234", "(567)", "△89", "-", "—", "12.3%", "0.0", "0,000,240", "1,907,27", "(1,1+7)", "80.6% 46.0",
    "5", "2023", "n/a", "$ 45", "¥1.2 billion", "1 234", "１，２３４", "12.5pt", "(12)", "3,222 3,333",
    "(144) (28,524)", "*", ",", "1,234百万円", "▲1.5", "−7", "1'234'567", "41.8–46.3", "\ufffd12",
    "999999999999999999999999999", "50.4¥", "-0", "1,234*", "%", "0", ".5", "5.",
)  # fmt: skip
PROSE = (
    "Revenue rose 3.2% to JPY1,204 million (up 4.1% YoY) in the quarter.",
    "売上高は前期比3.2％増の12億34百万円となりました。", "",
    "# Results", "Note 3: see page 12.", "(JPY million)", "Results for the Year Ended March 31, 2024",
    "- Operating income: $(1.2) million", "1.", "3,222,885 3,292,554 3,307,353", "respectively, 3, 4 and 5%",
    "※1 ※2", "<sup>1</sup>", "FY", "of", "between ¥1 and ¥2 billion",
)  # fmt: skip


def grid(random: Random) -> list[list[str]]:
    """Rows of cells: 0 to 12 rows, 1 to 7 columns, some rows ragged, some a ghost of the row above."""
    columns = random.choice((1, 2, 3, 3, 4, 5, 7))
    rows = [[random.choice(LABELS if c == 0 and random.random() < 0.8 else HEADINGS) for c in range(columns)]
            for _ in range(random.choice((0, 1, 1, 2, 3)))]  # fmt: skip
    for _ in range(random.choice((0, 1, 2, 4, 6, 9))):
        row = [random.choice(LABELS)] + [random.choice(VALUES) for _ in range(columns - 1)]
        if random.random() < 0.15:
            row = row[: random.randrange(len(row) + 1)]
        rows.append(row)
        if random.random() < 0.1:
            rows.append(["", *(v.translate(str.maketrans("35689", "00000")) for v in row[1:])])
    return rows


def as_tabs(rows: list[list[str]], _: Random) -> str:
    """Cells parted by tabs."""
    return "\n".join("\t".join(row) for row in rows)


def as_pipes(rows: list[list[str]], random: Random) -> str:
    """A table of Markdown; its rule may be missing."""
    lines = ["| " + " | ".join(cell.replace("|", "") for cell in row) + " |" for row in rows]
    if lines and random.random() < 0.8:
        lines.insert(random.choice((1, 1, 1, 0, 2)), "|---" * len(rows[0]) + "|")
    return "\n".join(lines)


def as_columns(rows: list[list[str]], random: Random) -> str:
    """Cells in columns set with blanks."""
    wide = random.choice((9, 14, 22))
    return "\n".join("".join(cell.ljust(wide if c == 0 else 8) if c == 0 else cell.rjust(wide)
                             for c, cell in enumerate(row)) for row in rows)  # fmt: skip


def as_lines(rows: list[list[str]], random: Random) -> str:
    """One cell a line."""
    return random.choice(("\n", "\n\n")).join(cell for row in rows for cell in row)


def as_html(rows: list[list[str]], random: Random) -> str:
    """A table of HTML with odd spans; end tags may be missing."""
    out = []
    for row in rows:
        cells = []
        for cell in row:
            span = random.choice(
                ("", "", "", " colspan=2", " rowspan=2", " colspan=0", " rowspan=999", ' style="display:none"')
            )
            tag = random.choice(("td", "td", "td", "th"))
            cells.append(f"<{tag}{span}>{cell}" + (f"</{tag}>" if random.random() < 0.9 else ""))
        out.append("<tr>" + "".join(cells) + ("</tr>" if random.random() < 0.9 else ""))
    return "<table>" + "\n".join(out) + ("</table>" if random.random() < 0.9 else "")


HIDDEN = ' style="display:none"'
FORMS: tuple[Callable[[list[list[str]], Random], str], ...] = (as_tabs, as_pipes, as_columns, as_lines, as_html)


def document(number: int) -> bytes:
    """The invented document of this number: prose and tables, all in one syntax or mixed, sometimes broken."""
    random = Random(number)
    form = random.choice((*FORMS, None))
    parts = []
    for _ in range(random.choice((1, 2, 3))):
        parts += [random.choice(PROSE) for _ in range(random.choice((0, 1, 2)))]
        parts.append((form or random.choice(FORMS))(grid(random), random))
    text = "\n\n".join(parts)
    if form is as_html and random.random() < 0.7:
        text = f"<!DOCTYPE html><html><body>{text}</body></html>"
    data = text.encode("utf-8", "replace")
    return mutant(data, random) if random.random() < 0.4 else data


def mutant(data: bytes, random: Random) -> bytes:
    """A broken copy: bytes flipped, a stretch cut out, doubled or moved, the end lost."""
    kept = bytearray(data)
    for _ in range(random.choice((1, 1, 2, 5, 20))):
        if not kept:
            break
        at, length = random.randrange(len(kept)), random.choice((1, 2, 10, 80, 400))
        what = random.randrange(6)
        if what == 0:
            kept[at] ^= 1 << random.randrange(8)
        elif what == 1:
            del kept[at : at + length]
        elif what == 2:
            kept[at:at] = kept[at : at + length]
        elif what == 3:
            piece = kept[at : at + length]
            del kept[at : at + length]
            to = random.randrange(len(kept) + 1)
            kept[to:to] = piece
        elif what == 4:
            kept[at : at + 1] = random.choice(
                (b"\t", b"\n", b"|", b"<", b">", b"  ", b"0", b",", b"\x00", b"\xe2", b"&")
            )
        elif random.random() < 0.3:
            del kept[at:]
    return bytes(kept)


EVIL = (
    "\x00", "\x1b[2J", "\x1b]0;x\x07", "\u202e", "\u2066", "\ufeff", "\u200b", "\u0301" * 40, "\U000e0001", "\ud7ff",
    "\x85", "9" * 400, "0" * 90, "1" + "0" * 310, "1e999", "-" * 300, "(" * 120, "1,2,3.4.5", "٣٤٥", "½", "①", "Ⅷ",
    "一二三", "１２．３", "&#0;", "&#x110000;", "&#55296;", "&nbsp;" * 50, "<!--", "]]>", "<![CDATA[", "<table>" * 30,
    "</td></tr></table>", "<td", "2023年13月45日", "February 30, 2023", "FY0000", "99Q99",
    "Year ended March 31, 9999", "平成99年13月期", "0000-00-00", "31/12/99999", "months ended", "1-" * 80, "%%%",
    "$$$", "¥-", "△△△", "()", "( )", "(-)", "|" * 40, "\t" * 40, " " * 300, "=1+1", "\\", '"', "\u2028", "\x0c",
    "respectively", "～", "1～2～3", "*1 *2 *3", "注1) 2) 3)", "of which", "Total", "合計",
)  # fmt: skip
_NUMBER = re.compile(r"\d[\d,.]*")


def spoilt(text: str, random: Random) -> str:
    """A text in which lines are lost, doubled, exchanged or ghosts, numbers and cells are odd, and evil marks stand."""
    lines = text.split("\n")
    for _ in range(random.choice((1, 3, 8, 25))):
        at, what = random.randrange(len(lines)), random.randrange(9)
        line = lines[at]
        if what == 0:
            del lines[at : at + random.choice((1, 1, 3, 30))]
        elif what == 1:
            lines[at:at] = lines[at : at + random.choice((1, 2, 20))]
        elif what == 2:
            other = random.randrange(len(lines))
            lines[at], lines[other] = lines[other], line
        elif what == 3:
            lines.insert(at + 1, line.translate(str.maketrans("35689", "00000")))
        elif what == 4:
            lines[at] = _NUMBER.sub(lambda _: random.choice(VALUES), line, count=random.choice((0, 1)))
        elif what == 5:
            cut = random.randrange(len(line) + 1)
            lines[at] = line[:cut] + random.choice(EVIL) + line[cut:]
        elif what == 6:
            lines[at] = random.choice((*HEADINGS, *LABELS, *PROSE))
        elif what == 7:
            sign = random.choice("\t|,; ")
            lines[at] = sign.join(sorted(line.split(sign), key=lambda _: random.random()))
        else:
            lines[at] = re.sub(r"[^\W\d_]+", "", line)
        lines = lines or [""]
    return "\n".join(lines)
