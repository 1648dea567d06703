"""Text conversions: decoded lines to blocks of prose and tables.

Every line goes into exactly one block. Pages run together in such texts, so there is one page without number.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import regex as re

from extract.faults import contained
from extract.lex.markup import drop_markup
from extract.model import (
    Block,
    Grid,
    GridBlock,
    Location,
    Page,
    Print,
    Problem,
    Problems,
    Reading,
    Settings,
    Source,
    Span,
    TextBlock,
)
from extract.problems import problem
from extract.read.glyph_numbers import with_characters
from extract.tables.boxes import box_to_grid, end_of_box
from extract.tables.counted import counted_at
from extract.tables.dashed import dashed_to_grid, end_of_dashed
from extract.tables.delimited import Numbered, is_piped, is_rule, is_tabbed, tabs_to_grid
from extract.tables.fixed import divides, end_of_fixed, fixed_to_grid, is_fixed, is_lone_row, is_padded
from extract.tables.markup import markup_to_blocks
from extract.tables.pipe_stream import end_of_stream, stream_to_grid, without_pipes
from extract.tables.pipes import end_of_pipes, pipes_to_grids
from extract.tables.text.atoms import joint_of
from extract.tables.text.choice import agreement
from extract.tables.text.heads import is_declaration, is_scaled_money
from extract.tables.text.page_lines import page_lines
from extract.tables.text.record_lines import drawn_records_at
from extract.tables.text.stream import poured_tables

_TERMINATORS = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
_HEADING = re.compile(r"^\s{0,3}(#{1,6})\s+")
# `§` and `o` are what is left of the marks of a word processor's list and of the list below it.
_BULLET = re.compile(
    r"^(\s*)(?:[-*+•·▶►➤➢➣>≻◆◇♦■□●○※・]|\d{1,2}[.)]|§(?=\s+[^\W\d])|(?P<lower>o)(?=\s+[A-Z£€$\d]))(?:\s+|(?=[^\s\d(.]))"
)
_TABLE_OPEN = re.compile(r"<table\b", re.I)
_EDGAR = re.compile(r"\s*</?(?:TABLE|CAPTION|S|C)>")
_ROW_OPEN = re.compile(r"<t[rdh]\b", re.I)
_ROW_TAG = re.compile(r"</?t[rdh]\b", re.I)
_TABLE_TAG = re.compile(r"\s*</?table\b[^<>]*>\s*", re.I)
_TABLE_CLOSE = re.compile(r"</table\s*>", re.I)
_DIGIT = re.compile(r"\d")
# A tag or a character written as its number; no tag of a conversion is longer.
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,1000}>|&#\d{1,7};")
_RAISED = re.compile(
    r"(?<=<sup>|;sup>)\s?([(\[]?[*※注]{0,2}\d{1,2}(?:\s?[,、・]\s?\d{1,2}){0,8}[)\]]?)\s?(?=<\s?(?:/\s?sup|<?))", re.I
)
# So many lines are looked at for a list, and so many items make one.
_LISTED, _ITEMS = 12, 4
_CURRENCY_END = re.compile(r"\b(?:was|were|of|to|is|are|by|at)\s+(?:[MTK]|Mio\.? )?[A-Z]{3}\s*$")
_LEADS = re.compile(r"\s*\p{Lu}")
# What converters print in the place of a table that they cannot draw.
_OMITTED = re.compile(r"\\?\[\s?(?:TABLE|表)\s?\\?\]|[\[(<!-]{0,4}\s?table\s(?:omitted|not shown)\s?[\])>-]{0,4}", re.I)
# So many lines above a table may hold its headings.
_ABOVE = 16
# In so many lines may the heading of a table drawn with blanks stand.
_HEAD = 14
_SENTENCE = re.compile(r"^\s*(?:\S+ ){4,}\S+[.。]\s*$")
_STOP = re.compile(r"[.!?:;。」）)]\s*$")


def split_lines(text: str) -> list[str]:
    """Lines without their terminators; a last empty line after a terminator does not count."""
    lines = _TERMINATORS.split(text)
    if lines and not lines[-1]:
        lines.pop()
    return lines


def read_text(text: str, source: Source, encoding: str, settings: Settings) -> tuple[Reading, Problems]:
    """A decoded text to a reading of one page."""
    lines = split_lines(text)
    problems: list[Problem] = []
    kept: list[Numbered] = []
    for number, line in enumerate(lines, start=1):
        if len(line) > settings.max_line_chars:
            problems.append(
                problem(
                    "too_large",
                    f"{source.name}: line {number} holds {len(line):,} characters; only the first"
                    f" {settings.max_line_chars:,} were read. Split the line, or raise the limit max_line_chars.",
                    data={"line": str(number), "characters": str(len(line))},
                )
            )
            line = line[: settings.max_line_chars]
        kept.append((number, line))
        if _OMITTED.fullmatch(line.strip()):
            where = Location(line=number, start=0, end=len(line))
            message = f"{source.name}: line {number} stands for a table that the converter of this text left out."
            problems.append(problem("table_omitted", message, location=where))
    kept, supposed = with_characters(kept)
    read = tuple(line for _, line in kept)
    # What stands for a table is no heading of what follows.
    kept = [(number, "" if _OMITTED.fullmatch(line.strip()) else line) for number, line in kept]
    if supposed:
        problems.append(
            problem(
                "text_without_unicode",
                f"{source.name}: characters stand as numbers of glyphs in {len(supposed)} places; they were read in the"
                " order in which most fonts have them, and figures among them are candidates only.",
                location=supposed[0],
                data={"places": str(len(supposed))},
            )
        )
    blocks = lines_to_blocks(kept, settings, problems)
    page = Page(blocks=tuple(blocks), printed=tuple(lines_to_print(kept)))
    reading = Reading(source=source, pages=(page,), lines=read, encoding=encoding, supposed=supposed)
    return reading, tuple(problems)


def lines_to_print(lines: list[Numbered]) -> Iterator[Print]:
    """The lines that hold digits, tags blotted out in place: `<td colspan="2">1,234` prints one number.

    The raised numbers of notes that tags set (`sales<sup>2</sup>`) are print of their own.
    """
    for number, text in lines:
        if not _DIGIT.search(text):
            continue
        raised = list(_RAISED.finditer(text)) if "<" in text else []
        for found in raised:
            yield Print(found[1], Location(line=number, start=found.start(1), end=found.end(1)), "mark")
        bare = _TAG.sub(lambda found: " " * len(found[0]), text) if "<" in text or "&#" in text else text
        ends = [0, *(at for found in raised for at in found.span(1)), len(bare)]
        for start, end in zip(ends[::2], ends[1::2], strict=True):
            if _DIGIT.search(bare, start, end):
                yield Print(bare[start:end], Location(line=number, start=start, end=end))


def lines_to_blocks(lines: list[Numbered], settings: Settings, faults: list[Problem] | None = None) -> list[Block]:
    """Lines to blocks, top to bottom: first the tables that somebody laid out, then, in the lines between them, those
    whose layout is lost; the rest is prose. Where a finder fails by a fault of ours, told in `faults`, it is prose too.
    """
    blocks: list[Block] = []
    faults = [] if faults is None else faults
    lines = list(lines)
    between = page_lines(lines)
    free = i = 0
    drawn = max((n for n, (_, text) in enumerate(lines) if _ROW_OPEN.search(text)), default=-1)
    while i < len(lines):
        if not lines[i][1].strip():
            i += 1
            continue
        end, found = i, list[Block]()
        with contained(faults, "a table of the text", Location(line=lines[i][0], start=0, end=len(lines[i][1]))):
            end, found = _markup_at(lines, i, settings) if i <= drawn else (i, [])
            if end == i and (past := end_of_stream(lines, i)) > i:
                streamed = stream_to_grid(lines[i:past])
                if streamed is None:
                    lines[i:past] = without_pipes(lines[i:past])
                    i = past
                    continue
                end, found = past, [GridBlock(streamed)]
            if end == i:
                end, grids = _table_at(lines, free, i, settings)
                found = [GridBlock(grid) for grid in grids]
        if end > i and not found and not _TABLE_TAG.fullmatch(lines[i][1]):
            i = end  # its lines are read with those around them
        elif end > i:
            blocks += _stream_to_blocks(lines[free:i], faults, between)
            blocks += found
            free = i = end
        else:
            _, i = _prose_at(lines, i)
    return blocks + _stream_to_blocks(lines[free:], faults, between)


def _stream_to_blocks(lines: list[Numbered], faults: list[Problem], between: frozenset[int]) -> list[Block]:
    """Lines that nobody laid out: the tables among them, and prose before, between and after these. No table holds the
    lines `between` two pages."""
    if lines:
        with contained(
            faults, "tables whose layout is lost", Location(line=lines[0][0], start=0, end=len(lines[0][1]))
        ):
            return _poured_and_prose(lines, between)
    return _prose_between(lines, (0, 0), (len(lines), 0))


def _poured_and_prose(lines: list[Numbered], between: frozenset[int]) -> list[Block]:
    blocks: list[Block] = []
    index = {number: n for n, (number, _) in enumerate(lines)}
    line = first = 0
    for table in poured_tables([(number, "" if number in between else text) for number, text in lines]):
        blocks += _prose_between(lines, (line, first), (index[table.begins[0]], table.begins[1]))
        blocks.append(GridBlock(table.grid))
        line, first = index[table.ends[0]], table.ends[1]
    return blocks + _prose_between(lines, (line, first), (len(lines), 0))


def _prose_between(lines: list[Numbered], start: tuple[int, int], end: tuple[int, int]) -> list[Block]:
    """The prose from one (line, character) to another; pieces of lines that tables share are paragraphs."""
    blocks: list[Block] = []
    i, first = start
    if first and i < len(lines):
        number, text = lines[i]
        last = end[1] if end[0] == i else len(text)
        span = drop_markup(Span.of(text[first:last], line=number, start=first)).strip()
        if span.text:
            blocks.append(TextBlock("paragraph", span))
        if end[0] == i:
            return blocks
        i += 1
    whole = lines[: end[0]]
    while i < end[0]:
        if not lines[i][1].strip():
            i += 1
            continue
        block, i = _prose_at(whole, i)
        if block is not None:
            blocks.append(block)
    if end[1] and end[0] < len(lines):
        number, text = lines[end[0]]
        span = drop_markup(Span.of(text[: end[1]], line=number)).strip()
        if span.text:
            blocks.append(TextBlock("paragraph", span))
    return blocks


def _markup_at(lines: list[Numbered], i: int, settings: Settings) -> tuple[int, list[Block]]:
    """(index after the HTML table that begins on line i, its tables and the words beside them), or (i, [])."""
    text = lines[i][1]
    if not _TABLE_OPEN.search(text) or is_tabbed(text):
        return i, []
    end = _end_of_markup(lines, i)
    body = "\n".join(line for _, line in lines[i:end])
    if not _ROW_OPEN.search(body):
        # EDGAR's <TABLE> stands around a table drawn with blanks; the tag itself says nothing.
        return i, []
    return end, markup_to_blocks(body, settings, line=lines[i][0])


def _table_at(lines: list[Numbered], free: int, i: int, settings: Settings) -> tuple[int, list[Grid]]:
    """(index after the table that begins at i, its grids), or (i, []) when none begins there; lines from `free` on are
    in no table."""
    text = lines[i][1]
    if _TABLE_TAG.fullmatch(text):
        return i + 1, []
    if is_tabbed(text) or _leads_table(lines, i):
        end = i
        while end < len(lines) and (is_tabbed(lines[end][1]) or _leads_table(lines, end) or _between(lines, end)):
            end += 1
        return end, _tabbed(lines[i:end], settings)
    end = end_of_box(lines, i)
    if end > i and (box := box_to_grid(lines[i:end])) is not None:
        return end, [box]
    end = end_of_dashed(lines, i)
    if end > i and (dashed := dashed_to_grid(lines[i:end])) is not None:
        return end, [dashed]
    end = end_of_pipes(lines, i)
    if end > i:
        return end, pipes_to_grids(lines[i:end])
    records = drawn_records_at(lines, i)
    if records is not None:
        return records[0], [records[1]]
    counted = counted_at(lines, i)
    if counted is not None:
        return counted[0], [counted[1]]
    ends = [end_of_fixed(lines, i)] if is_fixed(text) and not divides(text) else []
    for end in (*ends, _fixed_with_head(lines, i)):
        grid = fixed_to_grid(lines[i:end]) if end > i else None
        if grid is not None:
            return end, [] if _is_poured(lines[i:end], lines[max(free, i - _ABOVE) : i], grid) else [grid]
    return i, []


def _is_poured(lines: list[Numbered], above: list[Numbered], grid: Grid) -> bool:
    """Whether lines that blanks part are better explained without their places, by the order of words and figures:
    `Net sales $ 5,310  $ 4,204` over `Costs (20) 526  (165)`. Their headings may stand among the lines above."""
    drawn = agreement([grid])
    if drawn.whole:
        return False
    poured = [table.grid for table in poured_tables([*above, *lines])]
    return agreement(poured, lines[0][0]).beats(drawn)


def _tabbed(lines: list[Numbered], settings: Settings) -> list[Grid]:
    """A table of tab lines, and after it the HTML tables that stand whole inside its cells.

    The text of an inner table is not repeated in the outer cell; what stands beside it titles it.
    """
    grid = tabs_to_grid(lines, settings)
    holders = [c for c in grid.cells if _TABLE_OPEN.search(c.text) and _ROW_OPEN.search(c.text)]
    if not holders:
        return [grid]
    inner: list[Grid] = []
    kept = [c for c in grid.cells if c not in holders]
    for cell in holders:
        where = cell.span.location
        found = markup_to_blocks(cell.text, settings, line=where.line or 1, column=where.start or 0)
        beside = tuple(c.span for c in grid.row(cell.row) if c.column < cell.column and c not in holders)
        grids = [block.grid for block in found if isinstance(block, GridBlock)]
        inner += [msgspec.structs.replace(g, caption=beside) if beside else g for g in grids]
        words = Span.join(block.span for block in found if isinstance(block, TextBlock))
        if words.text:
            kept.append(msgspec.structs.replace(cell, span=words))
    return [grid.with_cells(kept), *inner] if kept else inner


def _leads_table(lines: list[Numbered], i: int) -> bool:
    """A line whose only text stands behind a tab is a header when rows of cells follow directly."""
    if not lines[i][1].startswith("\t"):
        return False
    for _, text in lines[i : i + 4]:
        if is_tabbed(text):
            return True
        if not text.startswith("\t") or not text.strip():
            return False
    return False


def _between(lines: list[Numbered], i: int) -> bool:
    """A short line without cells between two rows of a table is part of it (a wrapped label, an empty row)."""
    text = lines[i][1]
    return bool(
        (text.strip() or text.startswith("\t"))
        and len(text) < 80
        and not text.lstrip().startswith(("#", "|", "-", "<"))
        and i + 1 < len(lines)
        and is_tabbed(lines[i + 1][1])
        and not is_rule(lines[i + 1][1])
    )


def _fixed_with_head(lines: list[Numbered], i: int) -> int:
    """The end of a fixed-width table that begins at i with its header: lines indented or in runs two blanks apart,
    and short row headings among them. `i` when none begins here."""
    text = lines[i][1]
    if not _drawn(text) or divides(text) or _SENTENCE.search(text) or _HEADING.match(text):
        return i
    near = i + _HEAD
    for j in range(i + 1, len(lines)):
        text = lines[j][1]
        blank = not text.strip()
        if blank and is_padded(text):
            near += 1  # a row of empty cells
            continue
        if j >= near:
            return i
        if is_fixed(text):
            end = end_of_fixed(lines, j)
            return end if end > j else j + 1 if is_lone_row(lines, j) else i
        if blank and j + 1 < len(lines) and not lines[j + 1][1].strip():
            return i
        short = len(text.strip()) < 60 and (is_padded(text) or not _STOP.search(text.replace(":", "")))
        if "\t" in text or "|" in text or _HEADING.match(text) or divides(text) or not (blank or short or _drawn(text)):
            return i
    return i


def _drawn(text: str) -> bool:
    """A line that blanks, rules or EDGAR tags set in columns."""
    if "\t" in text or "|" in text or not text.strip():
        return False
    return (
        "  " in text.strip()
        or len(text) - len(text.lstrip()) > 5
        or set(text.strip()) <= set("-=_ ")
        or bool(_EDGAR.match(text))
    )


def _end_of_markup(lines: list[Numbered], i: int) -> int:
    """The index after the line that closes the table opened on line i; its last row when it is never closed."""
    depth, last = 0, i
    for j in range(i, len(lines)):
        depth += len(_TABLE_OPEN.findall(lines[j][1])) - len(_TABLE_CLOSE.findall(lines[j][1]))
        if _ROW_TAG.search(lines[j][1]):
            last = j
        if depth <= 0:
            return j + 1
    return last + 1


def _prose_at(lines: list[Numbered], i: int) -> tuple[TextBlock | None, int]:
    """The paragraph, heading or bullet that begins on line i, with the lines it was wrapped over."""
    number, text = lines[i]
    heading = _HEADING.match(text)
    if heading:
        span = drop_markup(Span.of(text, line=number).cut(heading.end(), len(text)))
        return (TextBlock("heading", span, len(heading[1])) if span.text else None), i + 1
    bullet = _BULLET.match(text)
    start = bullet.end() if bullet else 0
    spans = [drop_markup(Span.of(text, line=number).cut(start, len(text)))]
    j = i + 1
    while j < len(lines):
        if j + 1 < len(lines) and not lines[j][1].strip() and _amount_below(spans[-1].text, lines[j + 1][1]):
            j += 1  # `The income was TEUR`, an empty line, `4,120 (TEUR: 3,980)`
            spans[-1] = Span.join([spans[-1], drop_markup(Span.of(lines[j][1], line=lines[j][0])).strip()], " ")
            j += 1
            continue
        token = next((n for n in range(j, min(j + _APART, len(lines))) if lines[n][1].strip()), None)
        if token is not None and _goes_on(spans[-1].text, lines[token][1]):
            spans[-1] = Span.join([spans[-1], drop_markup(Span.of(lines[token][1], line=lines[token][0])).strip()], " ")
            j = token + 1
            continue
        joint = joint_of(spans[-1].text, lines[j][1])
        if joint is None and (
            not _continues(lines[j - 1][1], lines[j][1]) or (_LEADS.match(lines[j][1]) and _is_list(lines, i))
        ):
            break
        below = drop_markup(Span.of(lines[j][1], line=lines[j][0]))
        if joint is None:
            spans.append(below)
        else:
            spans[-1] = Span.join([spans[-1], below.strip()], joint)
        j += 1
    span = Span.join(spans)
    if not span.text:
        return None, j
    if bullet:
        return TextBlock("bullet", span, 1 + len(bullet[1]) + (bullet["lower"] is not None)), j
    return TextBlock("paragraph", span), j


def _amount_below(above: str, below: str) -> bool:
    """Whether a line ends with the currency of the figure that the line below begins with."""
    return _CURRENCY_END.search(above) is not None and below.strip()[:1].isdigit()


def _goes_on(above: str, below: str) -> bool:
    """Whether a line is the next token of a figure that came one token a line: `USD 84.6 million`, `up`, `14.2`, `%`,
    `YoY`.

    >>> [_goes_on(*pair) for pair in (("EUR 3 million", "down"), ("up", "14.2"), ("up 14.2", "%"), ("14.2 %", "YoY"))]
    [True, True, True, True]
    >>> [_goes_on(*pair) for pair in (("Net sales", "14.2"), ("14.2", "YoY"), ("12", "up"), ("Sales, by share", "%"))]
    [False, False, False, False]
    """
    above, below = above.strip(), below.strip()
    if len(below) > _LONGEST_TOKEN or len(above) > _LONGEST_FIGURE:
        return False
    if _TURN.fullmatch(below):
        return _AMOUNT_ALONE.fullmatch(above) is not None
    if _BARE_FIGURE.fullmatch(below):
        return _TURNS.search(above) is not None
    if below in ("%", "％"):
        return above[-1:].isdigit()
    return _AGAINST.fullmatch(below) is not None and above.endswith(("%", "％"))


_APART = 3
"""Lines within which the next token stands, empty ones among them."""
_LONGEST_TOKEN, _LONGEST_FIGURE = 16, 60
_TURN = re.compile(r"up|down", re.I)
_TURNS = re.compile(r"(?:^|\s)(?:up|down)$", re.I)
_AGAINST = re.compile(r"(?:YoY|QoQ|y/y|q/q|y-o-y|q-o-q)\d?", re.I)
_BARE_FIGURE = re.compile(r"\d[\d,.]*\s?[%％]?")
_AMOUNT_ALONE = re.compile(
    r"(?:\p{Lu}{3}|(?:\p{Lu}{1,3})?\p{Sc})\s?\d[\d,.]*(?:\s?(?:thousand|million|billion|trillion|mn|bn|m|k))?"
    r"|\d[\d,.]*\s?(?:thousand|million|billion|trillion|mn|bn|m)", re.I
)  # fmt: skip


def _is_list(lines: list[Numbered], i: int) -> bool:
    """Whether the lines around this one are a list, an item each: several, none of which begins in small letters."""
    first, last = i, i
    while first > max(0, i - _LISTED) and lines[first - 1][1].strip():
        first -= 1
    while last < min(len(lines), i + _LISTED) and lines[last][1].strip():
        last += 1
    block = [text.strip() for _, text in lines[first:last]]
    items = sum(1 for text in block if _LEADS.match(text))
    stopped = sum(1 for text in block if text.endswith((".", "。", "!", "?")))
    return items >= _ITEMS and not any(text[0].islower() for text in block) and stopped * 2 < len(block)


def _continues(above: str, below: str) -> bool:
    """Whether `below` is the rest of the paragraph that was wrapped at the end of `above`."""
    if not below.strip() or len(above.rstrip()) < 50:
        return False
    goes_on = above.rstrip().endswith(")") and below.lstrip()[:1].islower()  # `$(31.8)` and `million` below it
    if _STOP.search(above) and not goes_on:
        return False
    if is_tabbed(below) or is_piped(below) or is_fixed(below) or _HEADING.match(below) or _BULLET.match(below):
        return False
    if _TABLE_OPEN.search(below) or is_declaration(below.strip()) or is_scaled_money(below):
        return False  # `in EUR million` below a long title is the unit of the table that follows
    return len(above.rstrip()) >= 60 or below.lstrip()[:1].islower()
