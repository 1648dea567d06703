"""Pages of `docs/` that are made of what the program itself says: problem codes, words, the result, the command line.

    python -m extract.docs            writes them into docs/ of the repository

A test (`tests/test_docs.py`) fails when a page says something else than the program. No page is edited by hand.
"""

from __future__ import annotations

import csv
import io
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from extract.errors import ExtractError
from extract.problems import CATALOGUE
from extract.vocab import TAXONOMIES, vocabulary

FOLDER = Path(__file__).parents[1] / "docs"
HOW = "Made by `python -m extract.docs`; changes belong into {source}."
Row = Sequence[str]


def pages() -> dict[str, str]:
    """Every generated page by its file name."""
    return {name: page() for name, page in PAGES.items()}


def problems_page() -> str:
    """The catalogue of problem codes, in its order."""
    rows = [(f"`{code}`", severity, meaning) for code, (severity, meaning) in CATALOGUE.items()]
    return _page(
        "Problems",
        "`extract/problems.py`",
        "What is wrong or unusual with a document is data: a code, a severity, a place and a message. The severity here"
        " is the usual one; a problem may carry another. A document that was read is `partial` as soon as one of its"
        " problems is an `error`, and `complete` otherwise; a warning or an information changes no status.",
        *_table(("code", "severity", "meaning"), rows),
    )


def units_page() -> str:
    """Currencies, scales, units and counted things, as the files of `extract/vocab` hold them."""
    words = vocabulary()
    currencies = [
        (f"`{c.code}`", _words(c.signs), _words((*c.words, *c.ja)), _words((*c.cents, *c.cent_signs)), _words(c.also))
        for c in sorted(words.currencies, key=lambda c: c.code)
    ]
    scales = [
        (str(s.power), _words(s.words), _words((*s.short, *s.declared)), _words((*s.letters, *s.lead)), _words(s.ja))
        for s in sorted(words.scales, key=lambda s: s.power)
    ]
    units = [(f"`{u.unit}`", _words(u.words), _words(u.headings), _words(u.figures)) for u in words.units]
    counted = [
        (f"`{c.noun}`", _words(c.en), _words(c.labels), _words(c.sentences), _words(c.ja)) for c in words.counted
    ]
    return _page(
        "Units",
        "`extract/vocab/*.jsonl`",
        "All words of money, scale, unit and count that are known. The head of each file explains its fields; a folder"
        " of files of the same names can be laid over them (`--vocab FOLDER`).",
        "## Currencies",
        *_table(("code", "signs", "words", "smaller unit", "where the document says so"), currencies),
        "## Scales",
        *_table(("power of ten", "words", "short, declared", "glued, before a currency", "Japanese"), scales),
        "## Units",
        *_table(("unit", "anywhere", "where declared only", "behind a figure only"), units),
        "## Counted things",
        "A count has the unit `count`. A word here says that a figure is one.",
        *_table(("noun", "declared and behind a figure", "labels", "sentences only", "Japanese"), counted),
    )


def schema_page() -> str:
    """The keys of a result, type by type, as the schema has them."""
    from extract.emit import SCHEMA_FILE, schema_of_results

    schema = schema_of_results()
    types: dict[str, Any] = schema["$defs"]
    parts: list[str] = []
    for name in ("Result", *(name for name in types if name != "Result")):
        parts.append(f"## {name}")
        if "description" in types[name]:
            parts.append(_escaped(types[name]["description"]))
        keys = types[name]["properties"]
        parts += _table(
            ("key", "type", "what it holds"),
            [(f"`{key}`", _type(inner), KEYS.get((name, key)) or KEYS["*", key]) for key, inner in keys.items()],
        )
    return _page(
        "The result",
        "`extract/model/` and, for what a key holds, `extract/docs.py`",
        f"The keys of a result of version 2. The schema itself is `schemas/{SCHEMA_FILE}` (`ir-extract schema`). Every"
        " key is always present; `null` means that it does not apply or is not known, never zero.",
        *parts,
    )


def cli_page() -> str:
    """Commands with their arguments and options, and the exit codes."""
    from extract.cli import commands
    from extract.cli.exits import EXIT_CODES

    parts: list[str] = []
    for path, command in _commands("ir-extract", commands):
        asked = " ".join(_argument(p) for p in command.params if isinstance(p, click.Argument))
        options = [_option(p) for p in command.params if isinstance(p, click.Option)]
        parts.append(f"## {path}")
        parts += ["\n\n".join(" ".join(part.split()) for part in (command.help or "").split("\n\n"))]
        if not isinstance(command, click.Group):
            parts.append("    " + " ".join(filter(None, (path, asked, "[OPTIONS]" if options else ""))))
        parts += _table(("option", "what it does", "default"), options) if options else []
    parts.append("## Exit codes")
    parts += _table(("code", "meaning"), [(str(code), meaning) for code, meaning in EXIT_CODES.items()])
    return _page("Command line", "`extract/cli/`", "`python -m extract` is the same program.", *parts)


def database_page() -> str:
    """The tables that `ir-extract load` fills, and questions in SQL."""
    from extract.store.examples import EXAMPLES
    from extract.store.rows import RELATIONS

    parts = []
    for relation in RELATIONS:
        parts += [f"## {relation.name}", f"{relation.about[0].upper()}{relation.about[1:]}."]
        rows = [(f"`{column.name}`", column.type, column.about) for column in relation.columns]
        parts += _table(("column", "type", "what it holds"), rows)
    parts.append("## Questions in SQL")
    for title, question in EXAMPLES:
        parts += [f"{title}:", f"```sql\n{question};\n```"]
    return _page(
        "The database",
        "`extract/store/`",
        "`ir-extract load OUT facts.duckdb` loads the results of a folder into a DuckDB database, `ir-extract load OUT"
        " folder` writes the same tables as Parquet files. A document is known by the name of its result in the folder;"
        " loading it again replaces its rows. A `decimal` holds 28 digits before and 10 after the point, and is null"
        " where these do not suffice; the text beside it is whole. It needs `pip install"
        " 'ir-extract[tables]'`.",
        *parts,
    )


_STATEMENTS = {
    "balance_sheet": "Balance sheet", "income_statement": "Income and comprehensive income", "cash_flow": "Cash flows",
    "equity": "Changes in equity", "summary": "Summaries of results", "notes": "Notes",
}  # fmt: skip


def concepts_page() -> str:
    """The concepts, statement by statement: name, whole, and one label of each language."""
    concepts = vocabulary().concepts
    parts = []
    for statement, title in _STATEMENTS.items():
        rows = [
            (f"`{c.id}`", f"`{c.parent}`" if c.parent else "", c.en[0] if c.en else "", c.ja[0] if c.ja else "")
            for c in concepts
            if c.statements[:1] == (statement,)
        ]
        parts += [f"## {title}", *_table(("concept", "part of", "English", "Japanese"), rows)]
    return _page(
        "Concepts",
        "`extract/vocab/concepts.jsonl`",
        "What a fact may be of (`concept`), each under the first statement that prints it. Names are those of XBRL"
        " elements where one exists. All labels, and the elements that mean each concept in US-GAAP, IFRS and the"
        " taxonomies of EDINET and TDnet, are in [concepts.csv](concepts.csv); the head of the source names where they"
        " come from. A folder with a `concepts.jsonl` of the same form adds concepts and labels (`--vocab FOLDER`).",
        *parts,
    )


def concepts_table() -> str:
    """The concepts as CSV: lists within a cell are parted by `|`."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("concept", "statements", "balance", "period", "part_of", *TAXONOMIES, "en", "ja"))
    for c in vocabulary().concepts:
        elements = [getattr(c, field) for field in TAXONOMIES.values()]
        lists = ["|".join(words) for words in (c.statements, *elements, c.en, c.ja)]
        writer.writerow((c.id, lists[0], c.balance or "", c.period or "", c.parent or "", *lists[1:]))
    return out.getvalue()


def man_page() -> str:
    """The manual page: every command, its options and the exit codes, in the macros of `man`."""
    from extract.cli import commands
    from extract.cli.exits import EXIT_CODES

    lines = [
        '.\\" Made by `python -m extract.docs`; changes belong into extract/cli/.',
        '.TH IR-EXTRACT 1 "" "ir-extract" "User Commands"',
        ".SH NAME",
        "ir-extract \\- numbers from results releases, filings and slide decks",
        ".SH SYNOPSIS",
        ".B ir-extract",
        ".I COMMAND",
        "[OPTIONS]",
        ".SH DESCRIPTION",
        _roff(commands.help or ""),
        ".SH COMMANDS",
    ]
    for path, command in _commands("", commands):
        if not path:
            continue
        asked = " ".join(_argument(each) for each in command.params if isinstance(each, click.Argument))
        lines += [f".SS {_roff(' '.join(filter(None, (path, asked))))}"]
        lines += [line for part in (command.help or "").split("\n\n") for line in (".PP", _roff(part))]
        for option in command.params:
            if isinstance(option, click.Option):
                name, about, default = _option(option)
                told = about + (f" [default: {default}]" if default else "")
                lines += [".TP", f".B {_roff(name.replace('`', ''))}", _roff(told.replace("`", ""))]
    lines.append(".SH EXIT STATUS")
    for code, meaning in EXIT_CODES.items():
        lines += [".TP", f".B {code}", _roff(meaning)]
    return "\n".join(lines) + "\n"


def _roff(text: str) -> str:
    """Text in one line, with what the macros would take for themselves set off."""
    line = " ".join(text.split()).replace("\\", "\\e").replace("-", "\\-")
    line = "".join(char if char.isascii() else f"\\[u{ord(char):04X}]" for char in line)
    return f"\\&{line}" if line[:1] in (".", "'") else line


PAGES: dict[str, Callable[[], str]] = {
    "problems.md": problems_page,
    "units.md": units_page,
    "concepts.md": concepts_page,
    "concepts.csv": concepts_table,
    "schema.md": schema_page,
    "cli.md": cli_page,
    "database.md": database_page,
    "ir-extract.1": man_page,
}


# --- Markdown ---------------------------------------------------------------------------------------------------------


def _page(title: str, source: str, *parts: str) -> str:
    return "\n\n".join((f"# {title}", HOW.format(source=source), *parts)) + "\n"


def _table(head: Row, rows: Iterable[Row]) -> list[str]:
    """A table as one part of a page."""
    lines = [head, ["---"] * len(head), *rows]
    return ["\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)]


def _words(words: Iterable[str]) -> str:
    return ", ".join(f"`` {word} ``" if "`" in word else f"`{word}`" for word in dict.fromkeys(words))


def _escaped(text: str) -> str:
    return text.replace("<", "&lt;")


# --- the schema -------------------------------------------------------------------------------------------------------


def _type(inner: dict[str, Any]) -> str:
    """The type of a key in words.

    >>> _type({"anyOf": [{"type": "string", "pattern": "x"}, {"type": "null"}]})
    'string or null'
    >>> _type({"type": "array", "items": {"$ref": "#/$defs/Fact"}})
    'list of [Fact](#fact)'
    """
    if "$ref" in inner:
        name = inner["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "anyOf" in inner:
        return " or ".join(_type(part) for part in inner["anyOf"])
    if "const" in inner:
        return f"`{inner['const']}`"
    if "enum" in inner:
        return ", ".join("null" if value is None else f"`{value}`" for value in inner["enum"])
    if inner.get("type") == "array":
        return _list_type(inner)
    if inner.get("type") == "object":
        values = inner.get("additionalProperties")
        return f"object of {_type(values)}" if isinstance(values, dict) else "object"
    return str(inner.get("type", "any"))


def _list_type(inner: dict[str, Any]) -> str:
    if "prefixItems" in inner:
        return "list (" + ", ".join(_type(item) for item in inner["prefixItems"]) + ")"
    return f"list of {_type(inner['items'])}" if isinstance(inner.get("items"), dict) else "list"


KEYS: dict[tuple[str, str], str] = {
    # what a key means wherever it stands
    ("*", "location"): "where it stands in the document",
    ("*", "printed"): "the words as they stand there",
    ("*", "row"): "row of the table, from 0",
    ("*", "column"): "column of the table, from 0",
    ("*", "rule"): "the rule, by its name",
    ("*", "why"): "why, in words",
    ("*", "unit"): "the unit: a currency of ISO 4217, `percent`, `count`, ... (see [units.md](units.md)); null: open",
    ("*", "value"): "the value",
    ("*", "period"): "the period; null: none is stated",
    ("*", "kind"): "what kind it is",
    ("*", "title"): "the title as printed",
    ("*", "path"): "the words from the outermost to the innermost",
    ("*", "measure"): "what kind of figure stands there",
    (
        "*",
        "dimensions",
    ): "what else tells the figures apart: `comparison`, `scenario`, `scope`, `segment`, `product`, `region`, ...",
    ("*", "explanation"): "in words, what was decided and why",
    ("*", "message"): "in words, for a person",
    ("*", "id"): "its name within this result",
    ("Result", "schema"): "the version of the result",
    ("Result", "product"): "the version of the program that made it",
    ("Result", "status"): "`failed`: nothing could be read; `partial`: some problem is an error; else `complete`",
    ("Result", "source"): "the document as it came in",
    ("Result", "document"): "what is known of the document as a whole",
    ("Result", "definitions"): "what the document says of its own words",
    ("Result", "coverage"): "how many numbers the source has (`numbers`) and how many came to which fate",
    ("Result", "tables"): "the tables as they were rebuilt",
    ("Result", "facts"): "the numbers, of tables and of prose, in document order",
    ("Result", "checks"): "the identities that were evaluated",
    ("Result", "problems"): "what is wrong or unusual (see [problems.md](problems.md))",
    ("Source", "name"): "the file name, without a path",
    ("Source", "sha256"): "the SHA-256 of the bytes",
    ("Source", "media_type"): "the kind of the document by its content",
    ("Source", "bytes"): "its size",
    ("Source", "pages"): "number of pages; null for a text",
    ("Document", "kind"): "what kind of document it is; null: not enough evidence",
    ("Document", "evidence"): "the words from which the other keys follow",
    ("Document", "issuer"): "the company and its securities",
    ("Document", "published"): "the day it was published, as far as printed (`2007-08-13`, `2007-08`, `2007`)",
    ("Document", "language"): "the language of its text",
    ("Document", "accounting_standard"): "the accounting standard that it names",
    ("Document", "fiscal_year_end"): "last day of the fiscal year, `MM-DD`",
    ("Document", "period"): "the period it reports on",
    ("Document", "currency"): "the currency it reports in",
    ("Issuer", "name"): "the name of the company",
    ("Issuer", "securities"): "exchange and code of its securities",
    ("Security", "exchange"): "the exchange",
    ("Security", "code"): "the code on that exchange",
    ("Evidence", "property"): "the key of the document that follows",
    ("Period", "kind"): "a day or a stretch of time",
    ("Period", "start"): "first day; null for an instant, and where it is open",
    ("Period", "end"): "last day, or the day of an instant; null: open",
    ("Period", "label"): "its name in short (`FY2006`, `1Q07`), where it has one",
    ("Unit", "unit"): "the unit (see [units.md](units.md))",
    ("Unit", "scale"): "power of ten of the figures as printed",
    ("Location", "line"): "line of the text, from 1",
    ("Location", "start"): "first character in the line, from 0",
    ("Location", "end"): "the character behind the last one",
    ("Location", "page"): "page of the PDF, from 1",
    ("Location", "box"): "left, top, right, bottom in points from the top left corner",
    ("Definition", "term"): "the word or name that is defined",
    ("Definition", "of"): "what it is a definition of",
    ("Definition", "value"): "what it is said to be, dates as `start/end`",
    ("Table", "kind"): "the kind of statement, where its words tell",
    ("Table", "unit"): "the unit declared for the whole table",
    ("Table", "rows"): "number of rows",
    ("Table", "columns"): "number of columns",
    ("Table", "column_headers"): "what stands over each column",
    ("Table", "row_headers"): "what stands before each row",
    ("Table", "cells"): "the cells with print in them",
    ("Table", "repairs"): "what the rules of repair did, in their order",
    ("ColumnHeader", "unit"): "the unit in force in the column",
    ("RowHeader", "level"): "how deep the row stands under others, from 0",
    ("RowHeader", "unit"): "the unit in force in the row",
    ("TableCell", "row_span"): "rows that the cell takes",
    ("TableCell", "column_span"): "columns that the cell takes",
    ("TableCell", "role"): "what the cell was taken for",
    ("TableCell", "text"): "the text, as repaired",
    ("Repair", "cells"): "row and column of the cells it touched",
    ("Fact", "table"): "id of its table; null for prose",
    ("Fact", "label"): "the label path, the outermost heading first",
    ("Fact", "header"): "the words over its column, the outermost first",
    ("Fact", "concept"): "the accounting concept (see concepts.md), where the whole meaning or a tag names one",
    (
        "Fact",
        "concept_candidates",
    ): "the concepts that the words allow where they do not decide; none of them is chosen",
    (
        "Fact",
        "entity",
    ): "the company that the fact is of: the issuer, or another that a heading names alone; null if open",
    ("Fact", "value"): "decimal string in base units; percents as printed; null for `unresolved` and `nil`",
    ("Fact", "decimals"): "last printed decimal place in base units, as in XBRL (-6: to the million)",
    ("Fact", "tolerance"): "of a computed value: how far it may be off",
    ("Fact", "printed"): "the figure as it stands in the document",
    ("Fact", "status"): "what became of the figure",
    ("Fact", "trusted"): "true only if nothing stands in the way (see `doubts`)",
    ("Fact", "doubts"): "names of what stands in the way of trust",
    ("Fact", "grounds"): "for each aspect that is settled, who settled it, the nearest place first",
    ("Fact", "against"): "for `period` and `unit`, the places that contradict what nearer ones settled",
    ("Fact", "basis"): "`preference`: only a preference supports it; `ocr`: read off a picture; null otherwise",
    ("Fact", "proof"): "ids of the checks that bear the figure out or force it",
    ("Fact", "candidates"): "readings that were considered",
    ("Ground", "rank"): "how near it stands to the figure: `figure`, `row`, `column`, `caption`, `document`, ...",
    ("Candidate", "value"): "the value it would be",
    ("Check", "identity"): "the family of the identity",
    ("Check", "terms"): "fact id with its coefficient, or with its role in the formula",
    ("Check", "residual"): "by how much the identity is off",
    ("Check", "allowance"): "by how much rounding lets it be off",
    ("Check", "verdict"): "`forced`: off by the one last place that rounded columns are made to foot with",
    ("Problem", "code"): "the code (see [problems.md](problems.md))",
    ("Problem", "severity"): "`error` makes the document `partial`",
    ("Problem", "facts"): "ids of the facts concerned",
    ("Problem", "data"): "details for a program",
}
"""What the keys of a result hold, by type and key; `*` stands for every type that has no words of its own."""


# --- the command line -------------------------------------------------------------------------------------------------


def _commands(path: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
    """A command and those below it, with what has to be typed for each."""
    yield path, command
    if isinstance(command, click.Group):
        for name in sorted(command.commands):
            yield from _commands(f"{path} {name}", command.commands[name])


def _argument(argument: click.Argument) -> str:
    name = argument.metavar or (argument.name or "").upper()
    many = "..." if argument.nargs == -1 and "..." not in name else ""
    return f"{name}{many}"


def _option(option: click.Option) -> Row:
    """Names with what they take, help, and the default where the program shows it."""
    takes = "" if option.is_flag or option.count else f" {_takes(option)}"
    names = ", ".join(f"`{name}{takes}`" for name in (*option.opts, *option.secondary_opts))
    default = f"`{option.default}`" if option.show_default and isinstance(option.default, int | float | str) else ""
    return names, " ".join((option.help or "").split()) + (" Required." if option.required else ""), default


def _takes(option: click.Option) -> str:
    if option.metavar:
        return option.metavar
    if isinstance(option.type, click.Choice):
        return "|".join(str(choice) for choice in option.type.choices)
    return re.sub(r"\W+(?:range)?", "", option.type.name).upper()


def main() -> None:
    """Write the pages into docs/ of the repository this module stands in."""
    if not FOLDER.is_dir():
        raise ExtractError("is no folder", name=str(FOLDER), remedy="run this in a checkout of the repository")
    for name, text in pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
        sys.stdout.write(f"docs/{name}\n")


if __name__ == "__main__":
    main()
