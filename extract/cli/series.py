"""`ir-extract series`: one figure of one issuer through all its results."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from extract.cli.exits import FINDINGS, OK, SOME_FAILED, console, print_json

if TYPE_CHECKING:
    from extract.series import Series
    from extract.store import Refused


_FILE = click.Path(path_type=Path, dir_okay=False)
_LEGEND = "≈ follows from other periods · ≠ prints contradict each other · ? not trusted · – nothing printed"


@click.command()
@click.argument("places", metavar="OUT...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--issuer", metavar="CODE|NAME", help="Whose documents; not needed where all are of one issuer.")
@click.option("--concept", metavar="NAME", help="What is reported, as facts name it: Revenues, OperatingIncome.")
@click.option("--label", metavar="TEXT", help="What is reported, as rows call it, where facts have no concept.")
@click.option("--segment", metavar="NAME", help="A segment in place of the whole company.")
@click.option("--product", metavar="NAME", help="A product or service in place of the whole company.")
@click.option("--region", metavar="NAME", help="A region in place of the whole company, in either language.")
@click.option(
    "--scope",
    type=click.Choice(["consolidated", "non_consolidated"]),
    default="consolidated",
    show_default=True,
    help="The group, or the parent company alone.",
)
@click.option("--unit", metavar="UNIT", help="The unit, where figures are told in several: JPY, USD, percent.")
@click.option("--quarterly", is_flag=True, help="Quarters only, with those that follow from cumulative figures.")
@click.option("--yearly", is_flag=True, help="Years only.")
@click.option(
    "--csv",
    "csv_to",
    metavar="FILE.csv",
    type=_FILE,
    help="Write each print as a row.",
)
@click.option("--plot", metavar="FILE.svg", type=_FILE, help="Draw it.")
@click.option("--json", "as_json", is_flag=True, help="Print the series as one JSON object.")
def series(
    places: tuple[Path, ...],
    issuer: str | None,
    concept: str | None,
    label: str | None,
    segment: str | None,
    product: str | None,
    region: str | None,
    scope: str,
    unit: str | None,
    quarterly: bool,
    yearly: bool,
    csv_to: Path | None,
    plot: Path | None,
    as_json: bool,
) -> int:
    """Show one figure of one issuer period by period, out of a folder of results.

    Every print is named with its file and place. Conflicts and gaps are shown and nothing is averaged; figures that
    are not trusted decide nothing. Ends with 1 when prints contradict each other or nothing was found, and with 3
    when a file of the folder could not be read.
    """
    if (concept is None) == (label is None):
        raise click.UsageError("name what is wanted: --concept NAME or --label TEXT")
    if quarterly and yearly:
        raise click.UsageError("--quarterly and --yearly exclude each other")
    from extract.lex.harmless import harmless
    from extract.series import build_series
    from extract.store import stored_results

    refused: list[Refused] = []
    every: Literal["all", "quarter", "year"] = "quarter" if quarterly else "year" if yearly else "all"
    try:
        found = build_series(
            (stored.result for stored in stored_results(*places, refused=refused)),
            issuer=issuer,
            concept=concept,
            label=label,
            segment=segment,
            product=product,
            region=region,
            scope=scope,
            unit=unit,
            every=every,
        )
    finally:
        for each in refused:
            click.echo(f"ir-extract: {harmless(each.file)}: {harmless(each.reason)} ({each.remedy})", err=True)
    _write(found, csv_to, plot)
    code = SOME_FAILED if refused else FINDINGS if found.findings or not found.points else OK
    if as_json:
        print_json({"series": found, "refused": refused, "findings": found.findings, "exit": code})
    else:
        _show(found, concept or label or "")
    return code


def _write(found: Series, csv_to: Path | None, plot: Path | None) -> None:
    """The files that were asked for."""
    from extract.errors import ExtractError
    from extract.series.svg import series_to_svg
    from extract.series.telling import series_to_csv

    for path, data in ((csv_to, series_to_csv), (plot, lambda series: series_to_svg(series).encode())):
        if path is not None:
            try:
                path.write_bytes(data(found))
            except OSError as error:
                told = error.strerror or str(error)
                raise ExtractError(told, name=str(path), remedy="Name a file to write.") from error


def _show(found: Series, what: str) -> None:
    """One line a period, then what is not in the series and what a reader must know."""
    from rich.table import Table
    from rich.text import Text

    from extract.lex.harmless import harmless
    from extract.series.telling import key_to_words, point_to_cells, shown_place, shown_scale

    power, scale = shown_scale(found)
    unit = f"{found.key.unit} {scale}".strip() if found.key else ""
    screen = console()
    head = " · ".join(filter(None, (found.issuer, " ".join(found.codes), found.key.what if found.key else what, unit)))
    screen.print(Text(harmless(head), "bold"), soft_wrap=True)
    if found.points:
        table = Table("period", "value", "first reported", "restated", "expected", "where")
        for at in (1, 2, 3):
            table.columns[at].justify = "right"
        styles = {"conflict": "red", "doubtful": "yellow", "gap": "dim", "inferred": "cyan"}
        for point in found.points:
            cells = (Text(harmless(cell)) for cell in point_to_cells(point, power))
            table.add_row(*cells, style=styles.get(point.state, ""))
        screen.print(table)
        screen.print(Text(_LEGEND, "dim"))
    else:
        screen.print(Text(f"no figures of {what} for the periods asked for"))
    for each in found.undated:
        screen.print(
            Text(harmless(f"undated: {each.printed} in {each.source} {shown_place(each.location)}")), soft_wrap=True
        )
    for left in found.left_out:
        screen.print(Text(harmless(f"not here: {key_to_words(left.key)} ({left.figures})"), "dim"), soft_wrap=True)
    for note in found.notes:
        screen.print(Text(harmless(note)), soft_wrap=True)
