"""`ir-extract golden`: recorded outputs, checked, compared and accepted by name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from extract.cli.exits import FINDINGS, OK, SOME_FAILED, console, print_json

if TYPE_CHECKING:
    from extract.golden import Report
    from extract.model import Result

MOST_SHOWN = 20

root_option = click.option(
    "--root", type=click.Path(path_type=Path, file_okay=False), default=Path(), help="The folder of seeds/ and golden/."
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")


@click.group()
def golden() -> None:
    """Compare the documents in seeds/ with their recorded results in golden/."""


@golden.command()
@click.argument("names", metavar="[NAME]...", nargs=-1)
@root_option
@json_option
def check(names: tuple[str, ...], root: Path, as_json: bool) -> int:
    """Recompute every result, or those named, and prove it: nothing differs from the golden, the schema holds, the
    JSON is stable, every printed text is at its place, and no truth is broken. Writes nothing."""
    reports, failed = _reports(root, names)
    if as_json:
        return _print_reports(reports, failed)
    from extract.lex.harmless import harmless

    for report in reports:
        state = "ok" if report.good else f"{len(report.failures)} failures, {len(report.differences)} differences"
        click.echo(f"{report.name}: {state} ({report.facts} facts, {report.places} places looked up)")
        for failure in report.failures[:MOST_SHOWN]:
            click.echo(harmless(f"  {failure.proof}: {failure.message}", lines=True))
        for line in _differences_in_short(report):
            click.echo(harmless(f"  {line}", lines=True))
    return _exit_code(reports, failed)


@golden.command()
@click.argument("names", metavar="[NAME]...", nargs=-1)
@root_option
@json_option
def diff(names: tuple[str, ...], root: Path, as_json: bool) -> int:
    """Show every difference between the results of now and the goldens. Writes nothing."""
    reports, failed = _reports(root, names)
    if as_json:
        return _print_reports(reports, failed)
    styles = {
        "lost": "red",
        "gained": "green",
        "moved": "dim",
        "value": "bold red",
        "sign": "bold red",
        "scale": "bold red",
    }
    from rich.text import Text

    screen = console()
    for report in reports:
        screen.print(Text(f"{report.name}: {len(report.differences)} differences", "bold"))
        for failure in report.failures:
            if failure.proof in ("golden", "schema"):
                screen.print(Text(f"  {failure.proof}: {failure.message}", "red"))
        for difference in report.differences:
            screen.print(Text(f"  {difference}", styles.get(difference.kind, "yellow")), soft_wrap=True)
    return _exit_code(reports, failed)


@golden.command()
@click.argument("names", metavar="NAME...", nargs=-1, required=True)
@click.option("--because", metavar="TEXT", help="Why facts may be lost or truths break; kept in golden/because.md.")
@root_option
@json_option
def accept(names: tuple[str, ...], because: str | None, root: Path, as_json: bool) -> int:
    """Record the results of now as the goldens of the documents named.

    Refuses while golden/ has uncommitted changes, and when facts would be lost or truths break without --because.
    """
    from extract.golden import Refused
    from extract.golden import accept as accept_goldens

    try:
        written = accept_goldens(root, names, _reader(), because=because)
    except Refused as refusal:
        click.echo(f"ir-extract: refused: {refusal}", err=True)
        if as_json:
            print_json({"accepted": [], "refused": str(refusal), "exit": FINDINGS})
        return FINDINGS
    if as_json:
        print_json({"accepted": list(written), "refused": None, "exit": OK})
    else:
        click.echo("\n".join(f"accepted {name}" for name in written))
    return OK


def _reader() -> Callable[[bytes, str], Result]:
    from extract.model import Settings
    from extract.pipeline import read_document

    return lambda data, name: read_document(data, name, Settings())


def _reports(root: Path, names: tuple[str, ...]) -> tuple[list[Report], list[str]]:
    """One report per document; a document that cannot be opened is told and does not stop the others."""
    from extract.errors import ExtractError
    from extract.golden import check as check_golden
    from extract.golden import find_cases

    reports, failed = [], []
    for case in find_cases(root, names):
        try:
            reports.append(check_golden(case, _reader()))
        except (ExtractError, OSError) as error:
            failed.append(str(error))
            click.echo(f"ir-extract: {error}", err=True)
    return reports, failed


def _differences_in_short(report: Report) -> list[str]:
    """Counts by kind, and the first few that are not mere moves."""
    from collections import Counter

    if not report.differences:
        return []
    counts = Counter(f"{each.subject} {each.kind}" for each in report.differences)
    told = ", ".join(f"{count} x {name}" for name, count in sorted(counts.items()))
    first = [str(each) for each in report.differences if each.kind != "moved"][:MOST_SHOWN]
    return [f"differs: {told}", *(f"  {line}" for line in first)]


def _print_reports(reports: list[Report], failed: list[str]) -> int:
    import msgspec

    code = _exit_code(reports, failed)
    cases: list[dict[str, Any]] = [{**msgspec.to_builtins(report), "good": report.good} for report in reports]
    print_json({"cases": cases, "failed": failed, "exit": code})
    return code


def _exit_code(reports: list[Report], failed: list[str]) -> int:
    if failed:
        return SOME_FAILED
    return OK if all(report.good for report in reports) else FINDINGS
