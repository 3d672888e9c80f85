"""Executions that run as steps of another one: started, resumed, stopped, and what they come to.

Each has a loop of its own, in a thread of the process of its parent, with a connection of its own; so whatever ends that
process ends them all, and any of them is found again by its rows. The step itself reserves nothing: the steps of its
execution take what they need from the parent's room, of which each counts once wherever it stands.
"""

from __future__ import annotations

import contextlib
import os
import socket
import sqlite3
import threading
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from nbpipe import fingerprint, store
from nbpipe.errors import NbpipeError, StoreError
from nbpipe.executors import Executor
from nbpipe.model import (
    Artifact,
    Association,
    AssociationType,
    Execution,
    ExecutionStatus,
    Failure,
    FileUse,
    Job,
    Metric,
    Nested,
    Outcome,
    Pipeline,
    Step,
    StepExecution,
    StepStatus,
)
from nbpipe.scheduler.attempts import Attempt
from nbpipe.scheduler.request import Request
from nbpipe.store import nodes, queries, results
from nbpipe.tracking import now

if TYPE_CHECKING:
    from nbpipe.scheduler.execution import RunningExecution


@dataclass
class _Going:
    """One that runs as a step: `asked` is set to stop it, `execution` is its id once that is known."""

    step: Step
    planned: Nested
    inputs: Mapping[str, Artifact]
    number: int
    times: int
    asked: threading.Event = field(default_factory=threading.Event)
    began: float | None = None
    executor: Executor | None = None
    execution: str | None = None


class Within:
    """The executor of an execution for those of its steps that are executions."""

    name = "within"
    slots = 0

    def __init__(self, run: RunningExecution) -> None:
        self._run = run
        self._going: dict[str, _Going] = {}

    def begin(self, step: Step, planned: Nested, inputs: Mapping[str, Artifact], number: int) -> Attempt:
        """Open the next attempt of such a step."""
        run = self._run
        folder = os.path.join(run.around.store, "executions", run.id, step.name, str(number))
        self._going[folder] = _Going(step, planned, inputs, number, run.beside[step.name])
        run.writer.start_attempt(
            run.id,
            step.name,
            number,
            status=StepStatus.EXECUTING,
            inputs=inputs,
            host=socket.gethostname(),
            pid=os.getpid(),
        )
        run.progress.begin(step.name, inputs)
        run.tick += 1
        job = Job(run.id, step.name, number, folder, str(Path(planned.notebook).parent))
        return Attempt(step, job, inputs, run.tick, planned, self)

    # -- the executor --------------------------------------------------------------------------------------------------

    def submit(self, job: Job) -> Future[Outcome]:
        future: Future[Outcome] = Future()
        going = self._going[job.folder]
        threading.Thread(
            target=self._watch, args=(going, future), name=f"nbpipe {job.step}", daemon=True
        ).start()
        return future

    def began(self, job: Job) -> float | None:
        return self._going[job.folder].began

    def stop(self, job: Job) -> None:
        self._going[job.folder].asked.set()

    def another(self, pipeline: Pipeline) -> Executor:
        return self

    def close(self) -> None:
        for going in self._going.values():
            going.asked.set()
            if going.executor is not None:
                going.executor.close()

    def _watch(self, going: _Going, future: Future[Outcome]) -> None:
        started_at, clock = now(), time.perf_counter()
        going.began = time.monotonic()
        try:
            with contextlib.closing(store.connect(self._run.request.settings.store)) as connection:
                outcome = self._outcome(going, connection)
        except StoreError as error:
            future.set_exception(error)
            return
        except NbpipeError as error:
            problem = error.problems[0]
            outcome = _failed(Failure(type(error).__name__, problem.message, problem.hint))
        except BaseException as error:
            outcome = _failed(Failure("SchedulerError", f"{type(error).__name__}: {error}"))
        seconds = time.perf_counter() - clock
        future.set_result(
            replace(
                outcome,
                started_at=started_at,
                ended_at=now(),
                seconds=seconds,
                host=socket.gethostname(),
                pid=os.getpid(),
            )
        )

    def _outcome(self, going: _Going, connection: sqlite3.Connection) -> Outcome:
        """Run it to its end: a new execution, or the one that an earlier attempt began."""
        earlier = self._earlier(going, connection)
        if earlier is not None and earlier.status is ExecutionStatus.SUCCEEDED:
            going.execution = earlier.id
        elif going.asked.is_set():
            return _stopped()
        else:
            self._loop(going, connection, None if earlier is None else earlier.id)
        assert going.execution is not None
        return self._come_to(going, connection, queries.execution(connection, going.execution))

    def _loop(self, going: _Going, connection: sqlite3.Connection, resumed: str | None) -> None:
        from nbpipe.scheduler.execution import RunningExecution  # which has one of these

        outer, planned = self._run, going.planned
        request = Request(
            planned.pipeline,
            planned.parameters,
            Path(planned.notebook),
            outer.request.settings,
            outer.request.seed,
            outer.request.max_parallel,
            outer.request.cache and going.step.cache,
            machine=outer.request.machine,
            keep=planned.outputs,
            parent=(outer.id, going.step.name),
            room=outer.room.within(going.step.name, going.times),
        )
        executor = going.executor = outer.executor.another(planned.pipeline)
        try:
            inner = RunningExecution(request, executor, connection, lambda execution: None, resumed)
            inner.asked = going.asked
            going.execution = inner.id
            try:
                inner.run()
            finally:
                inner.room.leave()
        finally:
            if executor is not outer.executor:
                executor.close()

    def _earlier(self, going: _Going, connection: sqlite3.Connection) -> Execution | None:
        """The execution that an earlier attempt of the step began, where this one can go on with it.

        One whose result was the step's already, and that shall run again, is done with.
        """
        known = queries.nested(connection, self._run.id).get(going.step.name)
        if known is None:
            return None
        found = queries.execution(connection, known)
        pipeline = queries.pipeline(connection, found.pipeline, found.version)
        same = (
            fingerprint.definition(pipeline) == fingerprint.definition(going.planned.pipeline)
            and found.parameters == going.planned.parameters
            and found.seed == self._run.request.seed
        )
        if not same:
            return None
        if found.status is not ExecutionStatus.SUCCEEDED:
            return found
        this = queries.execution(connection, self._run.id)
        attempts = next(step.attempts for step in this.steps if step.step == going.step.name)
        taken = any(attempt.status is StepStatus.SUCCEEDED for attempt in attempts)
        values = [_last(found, name) for name in going.planned.outputs]
        whole = all(
            value is not None and self._run.artifacts.holds(value[1].digest, value[1].size)
            for value in values
        )
        return found if whole and not taken else None

    # -- what it comes to ----------------------------------------------------------------------------------------------

    def _come_to(self, going: _Going, connection: sqlite3.Connection, found: Execution) -> Outcome:
        if found.status is ExecutionStatus.STOPPED:
            if going.asked.is_set():
                return _stopped()
            message = f"the execution of {found.pipeline} was stopped: {found.id}"
            return _failed(Failure("Stopped", message, f"nbpipe resume {self._run.id} goes on with it"))
        if found.status is not ExecutionStatus.SUCCEEDED:
            return _failed(_failure(found))
        outputs: dict[str, Artifact] = {}
        for name in going.planned.outputs:
            value = _last(found, name)
            if value is None:
                message = f"{found.pipeline} gave no {name}, which --out names: {_why_not(going.planned, found, name)}"
                return _failed(Failure("MissingOutput", message, f"nbpipe status {found.id}"))
            outputs[name] = value[1]
        files = self._files(connection, found)
        return Outcome(StepStatus.SUCCEEDED, outputs, metrics=_metrics(found.steps), files=files)

    def _files(self, connection: sqlite3.Connection, found: Execution) -> tuple[FileUse, ...]:
        """The files that its steps used: what one of them wrote is no input of the whole."""
        uses: dict[tuple[str, str], FileUse] = {}
        for step in found.steps:
            result = results.result(connection, found.id, step.step)
            for use in result.outcome.files if result is not None else ():
                uses[use.path, use.mode] = use
        return tuple(
            use for (path, mode), use in uses.items() if mode == "written" or (path, "written") not in uses
        )

    def edges(self, attempt: Attempt) -> tuple[Association, ...]:
        """Where the lineage of the step goes on in its execution, and where that came from here."""
        going = self._going[attempt.job.folder]
        if going.execution is None:
            return ()
        run, inner = self._run, queries.execution(self._run.connection, going.execution)
        this = nodes.attempt(run.id, going.step.name, going.number)
        sources = {
            nodes.artifact(going.inputs[variable].digest)
            if variable in going.inputs
            else nodes.parameter(run.id, variable): nodes.parameter(inner.id, name)
            for name, variable in going.planned.given.items()
        }
        makers = [value[0] for name in going.planned.outputs if (value := _last(inner, name)) is not None]
        ends = {
            nodes.attempt(
                inner.id, step.step, 0 if step.cached or not step.attempts else step.attempts[-1].number
            ): this
            for step in inner.steps
            if step.step in makers
        }
        return tuple(
            Association(source, destination, AssociationType.CONTRIBUTED_TO)
            for source, destination in (*sources.items(), *ends.items())
        )


def _last(found: Execution, name: str) -> tuple[str, Artifact] | None:
    """The step that gave a variable its last value in an execution, and that value; None where none did."""
    for step in reversed(found.steps):
        if step.status is StepStatus.SUCCEEDED:
            for item in step.outputs:
                if item.kind == "variable" and item.variable == name:
                    return step.step, item.artifact
    return None


def _why_not(planned: Nested, found: Execution, name: str) -> str:
    makers = [step.name for step in planned.pipeline.steps if name in step.writes]
    skipped = [step.step for step in found.steps if step.step in makers and step.status is StepStatus.SKIPPED]
    return f"step {', '.join(skipped)} was skipped" if skipped else f"step {', '.join(makers)} did not set it"


def _metrics(steps: Sequence[StepExecution]) -> tuple[Metric, ...]:
    """The last value of each metric of its steps; a name that several of them have stands after that of its step."""
    names = [metric.name for step in steps for metric in step.metrics]
    return tuple(
        replace(metric, name=metric.name if names.count(metric.name) == 1 else f"{step.step}.{metric.name}")
        for step in steps
        for metric in step.metrics
    )


def _failure(found: Execution) -> Failure:
    """Why its execution failed, as the failure of the step."""
    inner = found.failure or Failure("Failed", f"it is {found.status}")
    where = f"step {inner.step} of {found.pipeline}" if inner.step else found.pipeline
    place = f" (cell {inner.cell}" + (f", line {inner.line})" if inner.line else ")") if inner.cell else ""
    hint = f"nbpipe logs {found.id} {inner.step}" if inner.step else f"nbpipe status {found.id}"
    if inner.hint:
        hint = f"{inner.hint}; {hint}"
    return Failure(inner.type, f"{where} failed{place}: {inner.message}", hint, bases=inner.bases)


def _failed(failure: Failure) -> Outcome:
    return Outcome(StepStatus.FAILED, failure=failure)


def _stopped() -> Outcome:
    return Outcome(StepStatus.STOPPED, failure=Failure("Stopped", "the step was stopped"))
