"""What a batch tells: counts and the worst that happened, and for people a table, a bar and lines."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import msgspec

from extract.batch.manifest import Row
from extract.batch.run import Done
from extract.lex.harmless import harmless, harmless_struct, within

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.text import Text

MOST_ROWS, MOST_REASONS = 40, 20
# No name or reason, however long, fills a screen; the manifest and `--json` hold it whole.
LONGEST_NAME, LONGEST_REASON = 255, 1_000
EVERY_S = 10.0
STATES = ("complete", "partial", "failed")


class Tally:
    """Counts over rows; grows with the kinds of things that happen, not with the documents."""

    def __init__(self, rows: Iterable[Row] = ()) -> None:
        self.status: Counter[str] = Counter()
        self.outcome: Counter[str] = Counter()
        self.totals: Counter[str] = Counter()
        self.documents = self.ours = self.unchanged = self.earlier = 0
        self.doubts: Counter[str] = Counter()
        self.beside_earlier: Counter[str] = Counter()
        self.cpu_seconds = 0.0
        self.peak_bytes = 0
        for row in rows:
            self.add(row)

    def add(self, row: Row, *, fresh: bool = True) -> None:
        """Counts a document; one of an earlier run, to which the last did not come, is only counted as such."""
        if row.earlier:
            self.earlier += 1
            return
        self.documents += 1
        self.unchanged += not fresh
        self.status[row.status] += 1
        self.outcome[row.outcome] += 1
        self.ours += row.ours
        self.cpu_seconds += row.cpu_seconds
        self.peak_bytes = max(self.peak_bytes, row.peak_bytes)
        summary = row.summary or {}
        self.totals["tables"] += summary.get("tables", 0)
        self.totals["facts"] += summary.get("facts", {}).get("total", 0)
        self.totals["flagged"] += summary.get("facts", {}).get("flagged", 0)
        self.totals["trusted"] += summary.get("facts", {}).get("trusted", 0)
        self.totals["nil"] += summary.get("facts", {}).get("nil", 0)
        self.totals["undated_names"] += summary.get("undated_names", 0)
        self.doubts.update(summary.get("doubts", {}))
        self.totals["checks"] += summary.get("checks", {}).get("total", 0)

    def compare(self, done: Done) -> None:
        """Counts what a document is beside its earlier result: new, changed, or the same."""
        self.beside_earlier["new"] += done.fresh and done.facts_changed is None
        self.beside_earlier["changed"] += bool(done.facts_changed)
        self.beside_earlier["facts_changed"] += done.facts_changed or 0

    def plain(self) -> dict[str, Any]:
        """The counts as they are printed with --json."""
        return {
            "documents": self.documents,
            "unchanged": self.unchanged,
            **self.beside_earlier,
            "earlier": self.earlier,
            **{state: self.status[state] for state in STATES},
            "outcomes": dict(sorted(self.outcome.items())),
            **{name: self.totals[name] for name in ("tables", "facts", "trusted", "flagged", "checks")},
            "doubts": dict(sorted(self.doubts.items())),
            "cpu_seconds": round(self.cpu_seconds, 3),
            "peak_bytes": self.peak_bytes,
        }


def row_to_plain(row: Row) -> dict[str, Any]:
    """A row as it is printed with --json: the counts of the result beside what happened to the document."""
    plain: dict[str, Any] = msgspec.to_builtins(row)
    summary = plain.pop("summary") or {}
    failed = row.output is None
    return {**summary, **plain, "error": row.reason if failed else None}


def line_of(done: Done) -> str:
    """One document in one line, for a log."""
    row = harmless_struct(done.row)
    name = within(row.input, LONGEST_NAME)
    if row.status == "failed":
        return f"{name}: failed: {within(reason_of(row), LONGEST_REASON)}"
    facts = (row.summary or {}).get("facts", {})
    counts = f"{facts.get('total', 0)} facts, {facts.get('trusted', 0)} trusted"
    return f"{name}: {row.status}, {counts}" + ("" if done.fresh else " (unchanged)")


def reason_of(row: Row) -> str:
    """Why it failed, without its name."""
    reason = (row.reason or "").removeprefix(f"{row.input}: ")
    return reason.removeprefix(f"{row.input.rpartition('/')[2]}: ")


def _why(row: Row) -> str:
    """Why it failed, with its name as far as the reason begins with it; neither fills a screen."""
    reason = row.reason or ""
    if not reason.startswith(row.input):
        return within(reason, LONGEST_REASON)
    return within(row.input, LONGEST_NAME) + within(reason.removeprefix(row.input), LONGEST_REASON)


class Progress:
    """A bar on a terminal, with the names of what is being read; plain lines elsewhere: every document of a small
    batch, the state now and then of a large.

    A context manager. Failures are told at once, in both.
    """

    def __init__(self, screen: Console, *, quiet: bool = False, total: int | None = None) -> None:
        self.screen, self.quiet, self.total = screen, quiet, total
        self.tally = Tally()
        self._reading: dict[str, None] = {}
        self._started = self._told = time.monotonic()
        self._bar: Any = None

    def __enter__(self) -> Progress:
        if self.screen.is_terminal and not self.quiet:
            from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
            from rich.progress import Progress as Bar
            from rich.table import Column

            left = TextColumn("{task.fields[rate]}")
            failed = TextColumn("[red]{task.fields[failed]}")
            names = TextColumn("{task.fields[reading]}", markup=False, table_column=Column(ratio=1, no_wrap=True))
            columns = (BarColumn(20), MofNCompleteColumn(), left, TimeRemainingColumn(), failed, names)
            self._bar = Bar(*columns, console=self.screen, expand=True)
            self._task = self._bar.add_task("", total=self.total, rate="", failed="", reading="")
            self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()

    def begin(self, name: str) -> None:
        """A document is handed to a worker."""
        self._reading[name] = None
        self._show_names()

    def _show_names(self) -> None:
        if self._bar is not None:
            names = (within(harmless(name.rpartition("/")[2]), LONGEST_NAME) for name in self._reading)
            self._bar.update(self._task, reading=", ".join(names))

    def tell(self, done: Done) -> None:
        """A document has ended."""
        self._reading.pop(done.row.input, None)
        self._show_names()
        self.tally.add(done.row, fresh=done.fresh)
        self.tally.compare(done)
        failed = done.row.status == "failed"
        if self._bar is not None:
            rate = f"{self._rate():.1f}/s"
            count = self.tally.status["failed"]
            self._bar.update(self._task, advance=1, rate=rate, failed=f"{count} failed" if count else "")
        small = self.total is not None and self.total <= MOST_ROWS * 5
        if failed and (not self.quiet or done.row.output is None):
            self._line(f"ir-extract: {_why(harmless_struct(done.row))}" if done.row.output is None else line_of(done))
        elif not self.quiet and self._bar is None and small:
            of = f" of {self.total}" if self.total and self.total > 1 else ""
            self._line(f"{self.tally.documents}{of}: {line_of(done)}")
        elif not self.quiet and self._bar is None and time.monotonic() - self._told > EVERY_S:
            self._told = time.monotonic()
            of = f" of {self.total:,}" if self.total else ""
            self._line(
                f"{self.tally.documents:,}{of} documents, {self.tally.status['failed']:,} failed, {self._rate():.1f}/s"
            )

    def _rate(self) -> float:
        return self.tally.documents / max(0.001, time.monotonic() - self._started)

    def _line(self, text: str) -> None:
        from rich.text import Text

        self.screen.print(Text(text), soft_wrap=True)


def rows_to_renderable(rows: Iterable[Row], tally: Tally) -> RenderableType:
    """The table at the end: a row per document of a small batch, the failed and partial ones of a large; the totals;
    and why documents failed.

    Facts are counted once each: trusted, nil, or in doubt.
    """
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    drawing = Table(box=None, header_style="bold", padding=(0, 2, 0, 0))
    drawing.add_column("document", overflow="fold", ratio=5)
    drawing.add_column("status")
    for name, ratio in (("kind", 3), ("period", 3), ("tables", 2), ("facts", 5), ("checks", 3), ("problems", 3)):
        drawing.add_column(name, ratio=ratio)
    shown = left_out = 0
    reasons: list[Text] = []
    for row in map(harmless_struct, rows):
        if row.reason and row.status == "failed" and not row.earlier:
            reasons += [Text(_why(row), "red")] if len(reasons) < MOST_REASONS else []
        if tally.documents > MOST_ROWS and (row.status == "complete" or shown >= MOST_ROWS):
            left_out += 1
            continue
        shown += 1
        drawing.add_row(*_cells(row))
    more = [Text(f"and {left_out:,} more documents", "dim")] if left_out else []
    unsaid = tally.status["failed"] - len(reasons)
    more_reasons = [Text(f"and {unsaid:,} more failed", "red")] if unsaid > 0 and reasons else []
    head = [drawing] if shown else []
    return Group(*head, *more, *reasons, *more_reasons, _totals(tally), *_why_in_doubt(tally))


def _cells(row: Row) -> list[Text]:
    from rich.text import Text

    from extract.show import SEVERITY_STYLES, STATUS_STYLES, VERDICT_WORDS
    from extract.summary import SEVERITIES

    status = Text(row.status + (" (earlier run)" if row.earlier else ""), STATUS_STYLES[row.status])
    summary = row.summary
    if summary is None:
        return [Text(within(row.input, LONGEST_NAME)), status]
    counts = summary["facts"]
    trusted = counts.get("trusted", 0)
    facts = [
        *((trusted, "trusted", "green"), (counts["total"] - trusted - counts["nil"], "in doubt", "yellow")),
        *((counts[state], state, "") for state in ("nil", "repaired", "inferred", "corrected")),
    ]
    return [
        Text(within(row.input.rpartition("/")[2], LONGEST_NAME)),
        status,
        Text((summary["kind"] or "?").replace("_", " ")),
        Text((summary["period"] or "?").replace("/", " / ")),
        Text(str(summary["tables"])),
        Text(f"{summary['facts']['total']}: ") + _counted(facts),
        _counted([(summary["checks"][name], word, style) for name, word, style in VERDICT_WORDS]),
        _counted([(summary["problems"][name], name, SEVERITY_STYLES[name]) for name in SEVERITIES]),
    ]


def _counted(counts: Iterable[tuple[int, str, str]]) -> Text:
    """`85 as printed, 84 split`; what is not there is not said."""
    from rich.text import Text

    return Text(", ").join(Text(f"{count} {name}", style) for count, name, style in counts if count)


def _totals(tally: Tally) -> Text:
    from rich.text import Text

    states = ", ".join(f"{tally.status[state]:,} {state}" for state in STATES if tally.status[state])
    unchanged = f" ({tally.unchanged:,} unchanged)" if tally.unchanged else ""
    counts = tally.totals
    doubtful = counts["facts"] - counts["trusted"] - counts["nil"]
    facts = f"{counts['facts']:,} facts in {counts['tables']:,} tables: {counts['trusted']:,} trusted"
    facts += f", {doubtful:,} in doubt" if doubtful else ""
    facts += f", {counts['nil']:,} nil" if counts["nil"] else ""
    noun = "document" if tally.documents == 1 else "documents"
    earlier = (
        f"; {tally.earlier:,} more of earlier runs, no longer among the inputs (`run --prune` drops them)"
        if tally.earlier
        else ""
    )
    return Text(f"{tally.documents:,} {noun}{unchanged}: {states or 'none'}; {facts}{_since(tally)}{earlier}", "bold")


_MOST_DOUBTS = 4


def _why_in_doubt(tally: Tally) -> list[Text]:
    """What most figures in doubt are in doubt for, and the option that may help where it is the calendar."""
    from rich.text import Text

    from extract.summary import DOUBTS_IN_WORDS

    told = []
    if tally.doubts:
        most = sorted(tally.doubts.items(), key=lambda item: (-item[1], item[0]))[:_MOST_DOUBTS]
        why = "; ".join(f"{DOUBTS_IN_WORDS.get(doubt, doubt.replace('_', ' '))} ({count:,})" for doubt, count in most)
        told.append(Text(f"in doubt because {why}", "dim"))
    if undated := tally.totals["undated_names"]:
        told.append(
            Text(
                f"{undated:,} figures stand under the name of a period that their document does not date (`FY2024`): "
                "if you know the fiscal year, say it with --fiscal-year-end MM-DD and --fiscal-year-label start|end",
                "yellow",
            )
        )
    return told


def _since(tally: Tally) -> str:
    """`; since the last run 3 new, 2 changed: 41 facts differ`; nothing for a first run, in which all is new."""
    new, changed, facts = (tally.beside_earlier[name] for name in ("new", "changed", "facts_changed"))
    if new >= tally.documents or not (new or changed):
        return ""
    parts = [f"{count:,} {word}" for count, word in ((new, "new"), (changed, "changed")) if count]
    differ = f": {facts:,} fact{' differs' if facts == 1 else 's differ'}" if changed else ""
    return f"; since the last run {', '.join(parts)}{differ}"


def plain_rows(rows: Iterable[Row]) -> Iterator[dict[str, Any]]:
    """Rows as they are printed with --json, one at a time."""
    return map(row_to_plain, rows)
