"""The batch: documents in, one JSON and one row each out. What is done is not done again; what fails is a row.

A result is known by the hash of the document, the product and the settings. The manifest says which results there
are; a result counts as there when the file in the output folder has the hash that the manifest tells. So it does not
matter when a run is killed: what is not both written and told is done again, and comes out the same.
"""

from __future__ import annotations

import contextlib
import hashlib
import tempfile
import time
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from pathlib import Path
from typing import Literal

import msgspec

from extract.batch import engines
from extract.batch.document import READ, Read, ToRead
from extract.batch.inputs import Found, find
from extract.batch.isolate import Job, Outcome, OutputFailed, close_workers, run_isolated
from extract.batch.limits import Limits
from extract.batch.manifest import Manifest, Row
from extract.batch.output import MANIFEST, MOST_SOURCES, Names, Target, locked, remember_sources
from extract.batch.places import PRIVATE_STORES, filesystem, hash_of, is_address
from extract.batch.product import product
from extract.corrections import of_document
from extract.errors import ExtractError
from extract.model import Settings
from extract.model.correction import Correction
from extract.read.engine import engines_at_hand
from extract.vocab import words_digest

UPLOAD_EVERY_S = 60.0


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """How a batch is run. `jobs` is the number of workers, None for one per core, 0 for none (text only).

    `force` does everything again, `retry_failed` what failed; `wait` waits for another run into the same output.
    `together` lets documents of one issuer prove each other, after all are read.
    """

    settings: Settings = Settings()
    corrections: tuple[Correction, ...] = ()
    limits: Limits = Limits()
    jobs: int | None = None
    engine: Literal["local", "dask"] = "local"
    scheduler: str | None = None
    force: bool = False
    retry_failed: bool = False
    wait: bool = False
    together: bool = False


class Done(msgspec.Struct, frozen=True, kw_only=True):
    """A document that has ended, whether anything had to be done for it, and how many facts differ from those of an
    earlier result that stood there."""

    row: Row
    fresh: bool
    facts_changed: int | None = None


class Batch:
    """One run into one output, as a context manager: locked, with its manifest and its workers.

    `documents(inputs)` does the work and can be called again; `rows()` tells of what it has done. `executor` takes the
    place of the engine that the options name, with at most `width` jobs under way.
    """

    def __init__(
        self,
        out: str | Path,
        options: Options = Options(),  # noqa: B008 - it is frozen
        *,
        executor: Executor | None = None,
        width: int = 8,
    ) -> None:
        self.target = Target(str(out))
        self._given = executor, width
        self.options = options
        self._stack = contextlib.ExitStack()
        self._order = array("Q")
        self._unseen = False
        self.notes: list[str] = []
        self.skipped: Counter[str] = Counter()
        readers = engines_at_hand(options.settings)
        spoken = words_digest(options.settings.vocab)  # words that a user adds shape results as settings do
        self._settings = _digest(msgspec.json.encode([options.settings, readers, spoken], order="sorted"))
        self._limits = _digest(msgspec.json.encode(options.limits, order="sorted"))

    def __enter__(self) -> Batch:
        with contextlib.ExitStack() as stack:
            self._executor, self._width = self._engine(stack)
            if self.target.remote:
                self._folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="ir-extract-")))
                self._download()
            else:
                self._folder = Path(self.target.where)
                stack.enter_context(locked(self._folder, wait=self.options.wait))
            try:
                self.manifest = stack.enter_context(Manifest(self._folder / MANIFEST))
            except OSError as error:
                raise self.target.told(error, MANIFEST) from error
            self._stack = stack.pop_all()
        self._names = Names()
        self._labels: dict[int, int] = {}
        for row in self.manifest.rows():
            self._labels[_key(row.input)] = row.number
            if row.output is not None:
                self._names.take(row.output)
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def _engine(self, stack: contextlib.ExitStack) -> tuple[Executor, int]:
        executor, width = self._given
        options = self.options
        if executor is not None:
            stack.callback(close_workers)
            return executor, width
        if options.engine == "dask":
            if not options.scheduler:
                raise ExtractError("--engine dask needs --scheduler ADDRESS", remedy="name the scheduler")
            stack.callback(close_workers)
            return stack.enter_context(engines.dask(options.scheduler))
        jobs = engines.count_of_cores() if options.jobs is None else options.jobs
        return stack.enter_context(engines.local(jobs))

    def documents(
        self, inputs: Iterable[str], *, below: Path | None = None, begun: Callable[[str], None] | None = None
    ) -> Iterator[Done]:
        """Does what is new or changed; yields every document as it ends. With `below`, the inputs are paths below
        that folder, and results are named after them. `begun` is told the name of each document that is handed to
        a worker. Raises ExtractError when nothing can be written any more; a run
        after that goes on where this one stopped."""
        self._order, self._unseen = array("Q"), False
        uploaded = time.monotonic()
        try:
            given: list[str] = []
            planned = map(
                self._plan, find(_noted(inputs, given), run_isolated, self.options.limits, self.skipped, below=below)
            )
            for task, outcome in engines.spread(_telling(planned, begun), self._executor, self._width):
                yield self._finish(task, outcome)
                if self.target.remote and time.monotonic() - uploaded > UPLOAD_EVERY_S:
                    self._upload()
                    uploaded = time.monotonic()
            self.notes = self._second_pass()
            if below is None:
                self._mark_earlier()
            self.manifest.compact()
            if not self.target.remote:
                remember_sources(self._folder, [str(below)] if below is not None else given)
        except OSError as error:
            raise self.target.told(error, MANIFEST) from error
        finally:
            self._upload()

    def _mark_earlier(self) -> None:
        """Says of the rows of earlier runs that the inputs of this one did not lead to them."""
        here = set(self._order)
        for row in self.manifest.rows():
            if row.number not in here and not row.earlier:
                self.manifest.append(msgspec.structs.replace(row, earlier=True))

    def prune(self) -> int:
        """Drops the rows and results of earlier runs that the inputs of this one did not lead to; how many.

        Raises ExtractError, and drops nothing, when one of the inputs could not be looked into: what is below a folder
        or a store that does not answer is not gone.
        """
        if self._unseen:
            raise ExtractError(
                "nothing was dropped, for an input could not be opened",
                remedy="see its row, then run with --prune again",
            )
        here = set(self._order)
        gone = [row for row in self.manifest.rows() if row.number not in here]
        for row in gone:
            if row.output is not None:
                self.target.remove(row.output)
            self.manifest.forget(row.number)
        self.manifest.compact()
        self._upload()
        return len(gone)

    def unused_corrections(self) -> int:
        """How many corrections speak of no document of this run, by its bytes or by its name."""
        said = self.options.corrections
        documents, names = {each.document for each in said}, {each.name for each in said}
        for row in self.rows() if said else ():
            documents.discard(row.sha256 or "")
            names.discard(row.input.replace("!/", "/").rpartition("/")[2])
        return sum(each.document in documents and each.name in names for each in said)

    def rows(self) -> Iterator[Row]:
        """The rows of the documents that `documents` has yielded, in the order of the inputs."""
        return self.manifest.rows(self._order)

    def _plan(self, found: Found) -> tuple[_Task, Job | None]:
        """What is to be done for a document; no job when its result is there."""
        number = int(found.origin, 16)
        self._order.append(number)
        if found.error is not None:
            self._unseen = True
            return _Task(found=found), None
        before = self.manifest.get(number)
        if before is None:
            before = self._moved(found)
        current = before is not None and self._is_current(before, found.name)
        sha256, known = None, None
        if current or self.options.corrections:
            sha256 = hash_of(found.place, self.options.settings.max_bytes)
        if current and before is not None:
            if sha256 is not None and sha256 == before.sha256:
                return _Task(found=found, before=before), None
            if sha256 is None and before.outcome == "ok":
                known = before.sha256
        mine = before is not None and before.number == number and before.output is not None
        output = before.output if mine and before is not None and before.output else self._names.claim(found.inside)
        payload = ToRead(
            place=found.place,
            name=found.name,
            target=self._worker_target(),
            output=output,
            settings=self.options.settings,
            corrections=of_document(self.options.corrections, sha256, found.name),
            known=known,
        )
        if found.private:
            try:
                store, path = filesystem(found.place.where)
                data = store.cat_file(path, end=self.options.settings.max_bytes + 1)
            except (OSError, ExtractError) as error:
                broken = msgspec.structs.replace(found, error=f"{found.label}: cannot be opened: {error}")
                return _Task(found=broken), None
            payload = msgspec.structs.replace(payload, data=data)
        return _Task(found=found, before=before, output=output), Job(
            task=READ, payload=payload, limits=self.options.limits
        )

    def _moved(self, found: Found) -> Row | None:
        """The row of a document of this name that was found elsewhere in an earlier run."""
        number = self._labels.get(_key(found.label))
        row = self.manifest.get(number) if number is not None else None
        if row is None or row.outcome != "ok":
            return None
        sha256 = hash_of(found.place, self.options.settings.max_bytes)
        return row if sha256 in (None, row.sha256) else None

    def _is_current(self, row: Row, name: str) -> bool:
        """Whether the row tells of the work that would be done now, if the document is the same."""
        options = self.options
        if options.force or row.sha256 is None or row.key != self._work(row.sha256, name):
            return False
        if row.outcome == "ok":
            there = row.output is not None and row.output_sha256 is not None
            return there and self._first_is_there(row)
        return not (options.retry_failed or row.again or row.limits != self._limits)

    def _first_is_there(self, row: Row) -> bool:
        from extract.batch.second import holds_first

        return holds_first(self.target, row)

    def _finish(self, task: _Task, outcome: Outcome | None) -> Done:
        """Tells the manifest what became of a document."""
        found, before = task.found, task.before
        value = outcome.value if outcome is not None else None
        if found.error is not None:
            row = Row(input=found.label, origin=found.origin, status="failed", outcome="error", reason=found.error)
            row = msgspec.structs.replace(row, again=True, product=product())
            return self._tell(row, fresh=True)
        if before is not None and (outcome is None or (isinstance(value, Read) and value.summary is None)):
            now = msgspec.structs.replace(before, input=found.label, origin=found.origin, earlier=False)
            if now == before:
                return Done(row=before, fresh=False)
            if before.number != now.number:
                self.manifest.forget(before.number)
            return self._tell(now, fresh=False)
        assert outcome is not None
        if outcome.stop:
            raise OutputFailed(outcome.reason or "the output cannot be written")
        row = self._row(found, task.output, outcome)
        mine = before is not None and before.number == row.number
        if row.output is None and before is not None and mine and before.output is not None:
            self.target.remove(before.output)  # it is the result of what the document was before
        done = self._tell(row, fresh=True)
        return msgspec.structs.replace(done, facts_changed=value.facts_changed) if isinstance(value, Read) else done

    def _row(self, found: Found, output: str | None, outcome: Outcome) -> Row:
        usage, value = outcome.usage, outcome.value
        row = Row(
            input=found.label,
            origin=found.origin,
            status="failed",
            outcome=outcome.kind,
            ours=outcome.ours,
            limits=self._limits,
            product=product(),
            attempts=outcome.attempts,
            seconds=round(usage.seconds, 4),
            cpu_seconds=round(usage.cpu_seconds, 4),
            peak_bytes=usage.peak_bytes,
        )
        if not isinstance(value, Read):
            sha256 = hash_of(found.place, self.options.settings.max_bytes)
            return msgspec.structs.replace(
                row,
                reason=f"{found.label}: {outcome.reason}".replace(
                    f"{found.label}: {found.label}: ", f"{found.label}: "
                ),
                again=outcome.again or (outcome.kind == "error" and not outcome.ours),
                sha256=sha256,
                key=self._work(sha256, found.name) if sha256 else None,
            )
        summary = value.summary or {}
        if output is not None and self._worker_target() != self.target.where:
            self.target.write(output, (Path(self._worker_target()) / output).read_bytes())
        return msgspec.structs.replace(
            row,
            ours=bool(summary.pop("internal", 0)),
            status=summary["status"],
            reason=summary.pop("reason", None),
            sha256=value.sha256,
            bytes=value.bytes,
            key=self._work(value.sha256, found.name),
            output=output,
            output_sha256=value.output_sha256,
            output_bytes=value.output_bytes,
            summary=summary,
        )

    def _tell(self, row: Row, *, fresh: bool) -> Done:
        self.manifest.append(row)
        return Done(row=row, fresh=fresh)

    def _work(self, sha256: str, name: str) -> str:
        """What a result depends on: the document, the product, the settings, and the corrections that speak of it."""
        mine = of_document(self.options.corrections, sha256, name)
        said = f" {_digest(msgspec.json.encode(mine))}" if mine else ""
        return _digest(f"{sha256} {product()} {self._settings}{said}".encode())

    def _worker_target(self) -> str:
        """Where a worker writes: the target itself, or a folder when only this process can reach the target."""
        private = self.target.where.partition("://")[0] in PRIVATE_STORES
        return str(self._folder / "written") if private else self.target.where

    def _second_pass(self) -> list[str]:
        from extract.batch.second import Group, second_pass

        def spread(items: Iterable[tuple[Group, Job | None]]) -> Iterator[tuple[Group, Outcome | None]]:
            return engines.spread(items, self._executor, self._width)

        together = self.options.together
        if self._worker_target() != self.target.where:
            if together:
                raise ExtractError(
                    "documents cannot be judged together in a store of this process", name=self.target.where
                )
            return []
        return second_pass(self.target, self.manifest, spread, self.options.limits, together=together)

    def _download(self) -> None:
        data = self.target.read(MANIFEST, sure=True)
        if data is not None:
            (self._folder / MANIFEST).write_bytes(data)

    def _upload(self) -> None:
        if self.target.remote:
            self.target.write(MANIFEST, (self._folder / MANIFEST).read_bytes())


class _Task(msgspec.Struct, frozen=True, kw_only=True):
    """A document on its way through a run: what is known of it from earlier, and the name its result will have."""

    found: Found
    before: Row | None = None
    output: str | None = None


def run_many(inputs: Iterable[str], out: str | Path, options: Options = Options()) -> Iterator[Row]:  # noqa: B008
    """Reads every document that `inputs` name and writes its JSON into `out`; yields a row for each as it ends.

    Never raises for a document. Raises ExtractError when the output cannot be written or another run holds it.
    """
    with Batch(out, options) as batch:
        for done in batch.documents(inputs):
            yield done.row


def _telling(
    planned: Iterable[tuple[_Task, Job | None]], begun: Callable[[str], None] | None
) -> Iterator[tuple[_Task, Job | None]]:
    """What is planned, with a word about each document for which there is something to do."""
    for task, job in planned:
        if begun is not None and job is not None:
            begun(task.found.label)
        yield task, job


def _noted(inputs: Iterable[str], given: list[str]) -> Iterator[str]:
    """The inputs as they come, with those on this machine noted, as far as anybody asks for so many."""
    for each in inputs:
        if not each.startswith("@") and not is_address(each) and len(given) < MOST_SOURCES:
            given.append(each)
        yield each


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:32]


def _key(label: str) -> int:
    return int.from_bytes(hashlib.blake2b(label.encode(), digest_size=8).digest(), "big")
