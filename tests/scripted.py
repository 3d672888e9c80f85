"""An executor that starts nothing: jobs answer from a script, and end exactly when the script says so."""

from __future__ import annotations

import contextlib
import functools
import sqlite3
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from store_samples import new_store

from nbpipe import definition, parameters, scheduler
from nbpipe.artifacts import ArtifactStore
from nbpipe.as_json import artifact_from_json
from nbpipe.config import Settings
from nbpipe.model import (
    Execution,
    Failure,
    FileUse,
    Job,
    Metric,
    Outcome,
    Pipeline,
    StepExecution,
    StepStatus,
)
from nbpipe.notebook import from_cells
from nbpipe.scheduler.machine import Machine
from nbpipe.store import DATABASE, queries, results
from nbpipe.watch import digest_file

Values = dict[str, Any]


@dataclass(frozen=True)
class Does:
    """What one attempt does. `sets` gives values, of the values that the attempt was given.

    `until` names steps: it ends once each of them has ended, `ended` in the store that is. With `stays` it ends only
    when it is stopped; if it is `deaf` even then as if nothing had happened. `changed`, `stray`, `shared` and `deleted`
    are as in an Outcome, each only where the job asks for it, as in a real step. Files are written as it ends.
    """

    sets: Values | Callable[[Values], Values] = field(default_factory=dict)
    fails: Failure | None = None
    until: tuple[str, ...] = ()
    stays: bool = False
    deaf: bool = False
    changed: tuple[str, ...] = ()
    stray: tuple[str, ...] = ()
    shared: tuple[tuple[str, ...], ...] = ()
    deleted: tuple[str, ...] = ()
    reads: tuple[Path, ...] = ()
    writes: Mapping[Path, str] = field(default_factory=dict)
    seconds: float = 0.1
    metrics: tuple[Metric, ...] = ()


def fails(type: str = "ValueError", message: str = "no", *, bases: tuple[str, ...] = (), **more: Any) -> Does:
    """An attempt that fails so."""
    return Does(fails=Failure(type, message, bases=bases), **more)


@dataclass(frozen=True)
class Started:
    """A job as the executor got it."""

    job: Job
    given: Values
    asked: Mapping[str, Any]
    beside: frozenset[str]  # steps that ran when it started


class Script:
    """An executor. `script` says what the attempts of each step do, in order; the last one is done ever after.

    A step that is not in the script sets each of its outputs to the name of the step.
    """

    name = "script"

    def __init__(self, script: Mapping[str, Does | Sequence[Does]] | None = None, slots: int = 4) -> None:
        self.slots = slots
        self.script = {
            name: [item] if isinstance(item, Does) else list(item) for name, item in (script or {}).items()
        }
        self.started: list[Started] = []
        self.stopped: list[str] = []
        self.closed = False
        self.times: dict[str, int] = defaultdict(int)
        self._held: dict[str, tuple[Future[Outcome], Job, Does]] = {}
        self._store: Path | None = None
        self._began: dict[str, float] = {}
        self._read: dict[str, dict[Path, str | None]] = {}

    # -- the executor --------------------------------------------------------------------------------------------------

    def submit(self, job: Job) -> Future[Outcome]:
        asked = job.files["job.json"]
        self._store = Path(asked["store"])
        artifacts = ArtifactStore(asked["artifacts"])
        given = {name: artifacts.load(artifact_from_json(item)) for name, item in asked["inputs"].items()}
        self._began[job.folder] = time.monotonic()
        self.started.append(Started(job, given, asked, frozenset(self._held)))
        listed = self.script.get(job.step, [])
        does = listed[min(self.times[job.step], len(listed) - 1)] if listed else None
        self.times[job.step] += 1
        does = does or Does(dict.fromkeys(asked["outputs"], job.step))
        future: Future[Outcome] = Future()
        self._held[job.step] = future, job, does
        self._read[job.step] = {path: digest_file(path) for path in does.reads}  # a job reads when it begins
        self.go_on()
        return future

    def began(self, job: Job) -> float | None:
        return self._began.get(job.folder)

    def stop(self, job: Job) -> None:
        self.stopped.append(job.step)
        held = self._held.get(job.step)
        if held is None:
            return
        if held[2].deaf:
            self._end(job.step)
        else:
            del self._held[job.step]
            failure = Failure("Stopped", "the step was stopped")
            held[0].set_result(Outcome(StepStatus.STOPPED, failure=failure))

    def another(self, pipeline: Pipeline) -> Script:
        return self

    def close(self) -> None:
        self.closed = True
        for _, job, _ in list(self._held.values()):
            self.stop(job)

    # -- the script ----------------------------------------------------------------------------------------------------

    def go_on(self, execution: str = "") -> None:
        """End what may end now. For use as `on_change`, where the store tells what has ended."""
        ended = self._ended(execution) if execution else set()
        for step, (_, _, does) in list(self._held.items()):
            if not does.stays and ended.issuperset(does.until):
                self._end(step)

    def _ended(self, execution: str) -> set[str]:
        """Steps of which an attempt has ended, or that were skipped or decided."""
        if self._store is None:
            return set()
        with contextlib.closing(sqlite3.connect(self._store / DATABASE)) as connection:
            rows = connection.execute(
                "SELECT step FROM attempts WHERE execution = :id AND ended_at IS NOT NULL"
                " UNION SELECT step FROM step_executions WHERE execution = :id AND ended_at IS NOT NULL",
                {"id": execution},
            )
            return {step for (step,) in rows}

    def _end(self, step: str) -> None:
        future, job, does = self._held.pop(step)
        asked = job.files["job.json"]
        future.set_result(_outcome(asked, does, self._read[step]))

    # -- what it saw ---------------------------------------------------------------------------------------------------

    @property
    def order(self) -> list[str]:
        """Names of the steps that were started, in order."""
        return [item.job.step for item in self.started]

    def last(self, step: str) -> Started:
        """The last attempt of a step."""
        return next(item for item in reversed(self.started) if item.job.step == step)


def _outcome(asked: Mapping[str, Any], does: Does, read: Mapping[Path, str | None]) -> Outcome:
    artifacts = ArtifactStore(asked["artifacts"])
    given = {name: artifacts.load(artifact_from_json(item)) for name, item in asked["inputs"].items()}
    for path, text in does.writes.items():
        path.write_text(text, "utf-8")
    files = tuple(
        FileUse(
            str(path),
            mode,
            path.stat().st_size if path.is_file() else -1,
            read[path] if mode == "read" else digest_file(path),
        )
        for mode, paths in (("read", does.reads), ("written", does.writes))
        for path in paths
    )
    if does.fails is not None:
        return Outcome(StepStatus.FAILED, failure=does.fails, files=files, seconds=does.seconds)
    values = {**given, **(does.sets(dict(given)) if callable(does.sets) else does.sets)}
    outputs = {name: artifacts.save(values[name], name) for name in asked["outputs"] if name in values}
    return Outcome(
        StepStatus.SUCCEEDED,
        outputs,
        metrics=does.metrics,
        missing=tuple(name for name in asked["outputs"] if name not in values),
        deleted=does.deleted,
        shared=does.shared,
        changed=tuple(name for name in does.changed if name in asked["watch"]),
        stray=tuple(name for name in does.stray if name not in asked["outputs"]),
        watched=tuple(asked["watch"]),
        files=files,
        seconds=does.seconds,
    )


# -- runs --------------------------------------------------------------------------------------------------------------


@functools.cache
def compiled(*cells: str, name: str = "case") -> Pipeline:
    """The pipeline of a notebook of these cells."""
    return definition.compiled(from_cells(cells, name)).pipeline


class Bench:
    """A store in a folder, and runs in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        store = folder / ".nbpipe"
        store.mkdir()
        self.connection = new_store(store)
        self.settings = Settings(store, str(store / "artifacts"), "ada")
        self.machine = Machine(4, 8_000_000_000)
        self.on_change: Callable[[str], None] = lambda execution: None

    def request(
        self, pipeline: Pipeline, given: Mapping[str, Any] | None = None, **more: Any
    ) -> scheduler.Request:
        more = {"machine": self.machine, **more}
        bound = parameters.bind(pipeline.parameters, dict(given or {}))
        return scheduler.Request(
            pipeline, bound, self.folder / f"{pipeline.name}.ipynb", self.settings, **more
        )

    def run(self, pipeline: Pipeline, script: Script | None = None, **more: Any) -> Run:
        script = script or Script()
        finished = scheduler.run(self.request(pipeline, **more), script, self._listener(script))
        return self.seen(finished.execution, script)

    def resume(self, pipeline: Pipeline, execution: str, script: Script | None = None, **more: Any) -> Run:
        script = script or Script()
        finished = scheduler.resume(self.request(pipeline, **more), execution, script, self._listener(script))
        return self.seen(finished.execution, script)

    def _listener(self, script: Script) -> Callable[[str], None]:
        def changed(execution: str) -> None:
            self.on_change(execution)
            script.go_on(execution)

        return changed

    def seen(self, execution: str, script: Script) -> Run:
        return Run(queries.execution(self.connection, execution), script, self)

    def only(self, pipeline: Pipeline, steps: str, source: str | None = None) -> scheduler.Selection:
        from nbpipe.scheduler import selection

        return selection.select(pipeline, steps, source, self.connection)

    def close(self) -> None:
        self.connection.close()


@dataclass(frozen=True)
class Run:
    """What became of a run."""

    execution: Execution
    script: Script
    bench: Bench

    @property
    def id(self) -> str:
        return self.execution.id

    @property
    def status(self) -> str:
        return str(self.execution.status)

    @property
    def statuses(self) -> dict[str, str]:
        return {step.step: str(step.status) for step in self.execution.steps}

    def step(self, name: str) -> StepExecution:
        return next(step for step in self.execution.steps if step.step == name)

    def attempts(self, name: str) -> list[str]:
        """How each attempt of a step ended: its status, or the type of its failure."""
        return [
            item.failure.type if item.failure is not None else str(item.status)
            for item in self.step(name).attempts
        ]

    @property
    def cached(self) -> list[str]:
        return [step.step for step in self.execution.steps if step.cached]

    def value(self, step: str, name: str) -> Any:
        """The value that a step gave."""
        found = next(item for item in self.step(step).outputs if item.variable == name)
        return ArtifactStore(self.bench.settings.artifacts).load(found.artifact)

    @property
    def learned(self) -> list[str]:
        return results.lines_learned(self.bench.connection, self.id)

    @property
    def details(self) -> dict[str, str | None]:
        return {step.step: step.detail for step in self.execution.steps}


@contextlib.contextmanager
def bench(folder: Path) -> Iterator[Bench]:
    """A bench that is closed afterwards."""
    made = Bench(folder)
    try:
        yield made
    finally:
        made.close()
