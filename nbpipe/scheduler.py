"""Runs one execution: the only place where a status changes.

Ready steps are taken in notebook order. What a step came to is recorded in one transaction before anything that
depends on it is looked at, so that the store always tells the truth, also after the scheduler was killed.
"""

from __future__ import annotations

import contextlib
import heapq
import os
import secrets
import signal
import socket
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from nbpipe import environment, fingerprint, graph, job, plugins, promise, store, watch
from nbpipe.artifacts import ArtifactStore
from nbpipe.config import Settings
from nbpipe.errors import NbpipeError, StoreError
from nbpipe.executors import Executor
from nbpipe.model import (
    Artifact,
    Decision,
    Execution,
    ExecutionStatus,
    Failure,
    FileUse,
    Job,
    Outcome,
    Pipeline,
    Run,
    Step,
    StepStatus,
)
from nbpipe.steps import Inputs
from nbpipe.store import nodes, queries
from nbpipe.store.writer import Writer

POLL_SECONDS = 0.2
HEARTBEAT_SECONDS = 5.0


@dataclass(frozen=True)
class Request:
    """What to run: a checked pipeline with bound parameters. `notebook` is its file, whose folder steps run in."""

    pipeline: Pipeline
    parameters: Mapping[str, Any]
    notebook: Path
    settings: Settings
    seed: int = 0
    max_parallel: int | None = None


@dataclass(frozen=True)
class Finished:
    """How an execution ended; `interrupted` by Ctrl-C or a signal."""

    execution: str
    status: ExecutionStatus
    interrupted: bool = False


class _Interrupted(BaseException):
    """A signal asks to stop."""


def run(
    request: Request, executor: Executor, on_change: Callable[[str], None] = lambda execution: None
) -> Finished:
    """Run a pipeline to its end. `on_change` is called, with the execution's id, after each recorded change.

    Raises `ParameterError` and `StoreError` before anything ran; a `StoreError` later (a full disk) stops the steps
    that run and is raised then.
    """
    connection = store.connect(request.settings.store)
    try:
        with contextlib.closing(executor):
            return _Execution(request, executor, connection, on_change).run()
    finally:
        connection.close()


class _Execution:
    """The state of one running execution."""

    def __init__(
        self,
        request: Request,
        executor: Executor,
        connection: sqlite3.Connection,
        on_change: Callable[[str], None],
    ) -> None:
        self.request, self.executor, self.on_change = request, executor, on_change
        self.pipeline = request.pipeline
        self.connection, self.writer = connection, Writer(connection)
        self.id = secrets.token_hex(6)
        self.artifacts = ArtifactStore(request.settings.artifacts)
        self.observed = promise.Observed(self.pipeline)
        self.position = {step.name: index for index, step in enumerate(self.pipeline.steps)}
        self.status = {step.name: StepStatus.PENDING for step in self.pipeline.steps}
        self.values: dict[tuple[str, str], Artifact] = {}
        self.taken: dict[str, bool] = {}
        self.missing = {step.name: len(step.depends_on) for step in self.pipeline.steps}
        self.following = graph.dependants(graph.edges(self.pipeline))
        self.ready = [index for index, step in enumerate(self.pipeline.steps) if not step.depends_on]
        self.running: dict[Future[Outcome], tuple[Step, Job, dict[str, Artifact]]] = {}
        self.base = frozenset(self.pipeline.setup_names) | {item.name for item in self.pipeline.parameters}
        self.failure: Failure | None = None
        self.unreached: set[str] = set()  # skipped because something failed, not because of a Condition
        self.stopping = False
        self.beat = time.monotonic()
        self.around = job.Surroundings(
            execution=self.id,
            store=str(request.settings.store),
            artifacts=request.settings.artifacts,
            cwd=str(request.notebook.resolve().parent),
            seed=request.seed,
            parameters=request.parameters,
        )
        heapq.heapify(self.ready)

    # -- the way -------------------------------------------------------------------------------------------------------

    def run(self) -> Finished:
        self.close_what_died()
        self.open()
        try:
            with _signals():
                return self.loop()
        except (_Interrupted, KeyboardInterrupt):
            return self.interrupted()
        except StoreError as error:
            self.give_up(Failure("StoreError", error.args[0], error.problems[0].hint))
            raise
        except BaseException as error:
            self.give_up(Failure("SchedulerError", f"{type(error).__name__}: {error}"))
            raise

    def interrupted(self) -> Finished:
        """Stop, and be patient with people who press Ctrl-C again."""
        while True:
            try:
                self.stop()
                return self.end(interrupted=True)
            except (_Interrupted, KeyboardInterrupt):
                self.executor.close()

    def close_what_died(self) -> None:
        """Executions whose scheduler was killed do not stay Executing for ever."""
        self.writer.close_lapsed(datetime.now(UTC), 0.0, is_alive)

    def open(self) -> None:
        request = self.request
        version = self.writer.save_pipeline(
            self.pipeline,
            fingerprint.definition(self.pipeline),
            _relative(request.notebook, request.settings.store),
        )
        execution = Execution(
            id=self.id,
            pipeline=self.pipeline.name,
            version=version,
            status=ExecutionStatus.EXECUTING,
            parameters=request.parameters,
            seed=request.seed,
            notebook=_relative(request.notebook, request.settings.store),
            started_by=request.settings.user,
            host=socket.gethostname(),
            pid=os.getpid(),
            environment=environment.describe(request.notebook.resolve().parent),
        )
        self.writer.open_execution(execution, [(step.name, step.type) for step in self.pipeline.steps])
        self.on_change(self.id)

    def loop(self) -> Finished:
        while self.ready or self.running:
            self.start_ready()
            if not self.running:
                continue
            done, _ = wait(self.running, timeout=POLL_SECONDS, return_when=FIRST_COMPLETED)
            for future in sorted(done, key=lambda item: self.position[self.running[item][0].name]):
                self.finish(future)
            self.listen()
        return self.end()

    def slots(self) -> int:
        wanted = self.request.max_parallel or self.executor.slots
        return max(1, min(wanted, self.executor.slots))

    def start_ready(self) -> None:
        """Take ready steps in notebook order: decide those that need no process, start others while slots are free."""
        waiting: list[int] = []
        while self.ready:
            index = heapq.heappop(self.ready)
            step = self.pipeline.steps[index]
            if self.status[step.name] is not StepStatus.PENDING:
                continue
            if self.stopping:
                continue  # `end` closes it
            reason = self.reason_to_skip(step)
            if reason is not None:
                if self.failure is not None and any(
                    self.status[name] in (StepStatus.FAILED, StepStatus.STOPPED) or name in self.unreached
                    for name in step.depends_on
                ):
                    self.unreached.add(step.name)
                self.writer.skip(self.id, step.name, reason)
                self.settle(step, StepStatus.SKIPPED)
                self.on_change(self.id)
                continue
            if len(self.running) >= self.slots() and plugins.find("steps", step.type).python:
                waiting.append(index)
                continue
            self.start(step)
        for index in waiting:
            heapq.heappush(self.ready, index)

    # -- one step ------------------------------------------------------------------------------------------------------

    def reason_to_skip(self, step: Step) -> str | None:
        """Why a step that is next does not run, in one line; None where it runs."""
        for name in step.depends_on:
            if self.status[name] in (StepStatus.FAILED, StepStatus.STOPPED):
                return f"step {name} {str(self.status[name]).lower()}"
            if name in self.unreached:
                return f"step {name} did not run"
        if self.failure is not None and self.failure.type == "FailStep":
            return f"the execution was ended by step {self.failure.step}"
        branch = step.branch
        if branch is not None:
            if branch.condition not in self.taken:
                return f"step {branch.condition} was skipped"
            if self.taken[branch.condition] is not branch.taken_when:
                return f"{branch.condition} is {self.taken[branch.condition]}"
        if step.after and all(self.status[name] is StepStatus.SKIPPED for name in step.after):
            return f"step {', '.join(step.after)} was skipped"
        for name, writers in step.inputs.items():
            if name not in self.base and self.value(name, writers) is None:
                skipped = [writer for writer in writers if self.status[writer] is StepStatus.SKIPPED]
                if skipped:
                    return f"{name} has no value: step {skipped[-1]} was skipped"
        return None

    def value(self, name: str, writers: tuple[str, ...]) -> Artifact | None:
        """The value of an input: that of the last of its writers, in notebook order, that has one."""
        for writer in reversed(writers):
            found = self.values.get((writer, name))
            if found is not None:
                return found
        return None

    def start(self, step: Step) -> None:
        inputs = {
            name: artifact
            for name, writers in step.inputs.items()
            if (artifact := self.value(name, writers)) is not None
        }
        step_type = plugins.find("steps", step.type)
        fields = {
            key: value for key, value in step.options.items() if key in step_type.options.__dataclass_fields__
        }
        try:
            planned = step_type.plan(
                step,
                step_type.options(**fields),
                Inputs(
                    inputs,
                    {name: self.request.parameters[name] for name in step.parameters},
                    self.artifacts.load,
                ),
            )
        except NbpipeError as error:
            problem = error.problems[0]
            failure = Failure(type(error).__name__, problem.message, problem.hint, step.name, step.cell)
            planned = Decision(StepStatus.FAILED, problem.message, failure=failure)
        except Exception as error:
            failure = Failure(type(error).__name__, str(error), None, step.name, step.cell)
            planned = Decision(StepStatus.FAILED, str(error), failure=failure)
        if isinstance(planned, Decision):
            self.decide(step, planned, inputs)
        else:
            self.submit(step, planned, inputs)
        self.on_change(self.id)

    def decide(self, step: Step, decision: Decision, inputs: Mapping[str, Artifact]) -> None:
        edges = nodes.of_attempt(
            self.id,
            step.name,
            0,
            inputs=inputs,
            parameters=step.parameters,
            code_digest=fingerprint.code(step, self.pipeline),
        )
        self.writer.decide(self.id, step.name, decision, associations=edges)
        if decision.taken is not None:
            self.taken[step.name] = decision.taken
        self.settle(step, decision.status, decision.failure)

    def submit(self, step: Step, planned: Run, inputs: dict[str, Artifact]) -> None:
        number = 1
        watched = replace(step, watch=tuple(dict.fromkeys([*step.watch, *self.observed.to_watch(step)])))
        try:
            made = job.prepare(self.pipeline, watched, planned, inputs, number, self.around)
        except OSError as error:
            raise StoreError(
                f"the store {self.request.settings.store} cannot be written: {error.strerror}",
                "free some space or give another store: --store DIR",
            ) from error
        self.writer.start_attempt(
            self.id,
            step.name,
            number,
            status=StepStatus.EXECUTING,
            inputs=inputs,
            notebook=_relative(Path(made.folder) / "executed.ipynb", self.request.settings.store),
        )
        self.status[step.name] = StepStatus.EXECUTING
        self.running[self.executor.submit(made)] = (step, made, inputs)

    def finish(self, future: Future[Outcome]) -> None:
        """Record what became of an attempt, and go on with what waited for it."""
        step, made, inputs = self.running.pop(future)
        outcome = future.result()
        if outcome.status is StepStatus.SUCCEEDED:
            failure = self.observed.add(step, outcome)
            if failure is not None:
                outcome = replace(outcome, status=StepStatus.FAILED, failure=failure)
        if outcome.failure is not None:
            failure = replace(outcome.failure, step=step.name, cell=outcome.failure.cell or step.cell)
            outcome = replace(outcome, failure=failure)
        for name, artifact in outcome.outputs.items():
            if outcome.status is StepStatus.SUCCEEDED:
                self.values[step.name, name] = artifact
        files = self.parameter_files(step)
        edges = nodes.of_attempt(
            self.id,
            step.name,
            made.attempt,
            inputs=inputs,
            outcome=replace(outcome, files=(*(use for use in outcome.files if use.digest), *files)),
            parameters=step.parameters,
            code_digest=fingerprint.code(step, self.pipeline),
        )
        self.writer.end_attempt(
            self.id, step.name, made.attempt, outcome, status=outcome.status, associations=edges
        )
        self.settle(step, outcome.status, outcome.failure)
        self.on_change(self.id)

    def parameter_files(self, step: Step) -> list[FileUse]:
        """Files that the step's Path parameters name, by content: they count as read."""
        found = []
        for parameter in self.pipeline.parameters:
            value = self.request.parameters.get(parameter.name)
            if (
                parameter.name in step.parameters
                and parameter.type.startswith("Path")
                and isinstance(value, str)
            ):
                path = Path(self.around.cwd, value).resolve()
                if path.is_file():
                    found.append(FileUse(str(path), "read", path.stat().st_size, watch.digest_file(path)))
        return found

    def settle(self, step: Step, status: StepStatus, failure: Failure | None = None) -> None:
        """A step has ended: note it, and see what is ready now."""
        self.status[step.name] = status
        if status is StepStatus.FAILED and self.failure is None:
            self.failure = failure or Failure(
                "Failed", f"step {step.name} failed", step=step.name, cell=step.cell
            )
        for name in self.following[step.name]:
            self.missing[name] -= 1
            if self.missing[name] == 0:
                heapq.heappush(self.ready, self.position[name])

    # -- the end -------------------------------------------------------------------------------------------------------

    def listen(self) -> None:
        """Hear a stop request, and say that this scheduler lives."""
        if not self.stopping and queries.stop_requested(self.connection, self.id):
            self.stop()
        if time.monotonic() - self.beat > HEARTBEAT_SECONDS:
            self.beat = time.monotonic()
            if not self.writer.heartbeat(self.id):
                raise StoreError(
                    f"execution {self.id} was closed by another process, which took this one for dead",
                    "run it again; was this machine asleep?",
                )

    def stop(self) -> None:
        """Stop the steps that run and start no others."""
        if self.stopping:
            return
        self.stopping = True
        self.writer.set_execution(self.id, ExecutionStatus.STOPPING)
        for _, made, _ in self.running.values():
            self.executor.stop(made)
        self.on_change(self.id)

    def end(self, *, interrupted: bool = False) -> Finished:
        """Record the end of the execution, once nothing runs any more."""
        for future in list(self.running):
            future.result()
            self.finish(future)
        for step in self.pipeline.steps:
            if not self.status[step.name].ended:
                self.writer.set_step(self.id, step.name, StepStatus.STOPPED, "the execution was stopped")
        if self.stopping:
            status, failure = ExecutionStatus.STOPPED, Failure("Stopped", "the execution was stopped")
        elif self.failure is not None:
            status, failure = ExecutionStatus.FAILED, self.failure
        else:
            status, failure = ExecutionStatus.SUCCEEDED, None
        self.writer.set_execution(self.id, status, failure)
        self.on_change(self.id)
        return Finished(self.id, status, interrupted)

    def give_up(self, failure: Failure) -> None:
        """Something of ours went wrong: stop what runs, and write that down if the store still lets us."""
        self.executor.close()
        with contextlib.suppress(Exception):
            for step in self.pipeline.steps:
                if not self.status[step.name].ended:
                    self.writer.set_step(self.id, step.name, StepStatus.STOPPED, failure.message)
            self.writer.set_execution(self.id, ExecutionStatus.FAILED, failure)


def is_alive(host: str, pid: int, heartbeat: str) -> bool:
    """Whether a scheduler that gave that sign of life still lives; one on another host is taken to be alive."""
    if host != socket.gethostname():
        return True
    import psutil

    try:
        process = psutil.Process(pid)
        younger = process.create_time() > datetime.fromisoformat(heartbeat).timestamp()
        return process.status() != psutil.STATUS_ZOMBIE and not younger  # else the number was given out again
    except psutil.Error:
        return False


@contextlib.contextmanager
def _signals() -> Iterator[None]:
    """SIGTERM and SIGHUP stop an execution as Ctrl-C does. Only the main thread may set handlers."""

    def interrupt(number: int, frame: object) -> None:
        raise _Interrupted

    kept = {}
    for name in ("SIGTERM", "SIGHUP"):
        with contextlib.suppress(ValueError, AttributeError):
            kept[name] = signal.signal(getattr(signal, name), interrupt)
    try:
        yield
    finally:
        for name, handler in kept.items():
            signal.signal(getattr(signal, name), handler)


def _relative(path: Path, folder: Path) -> str:
    """The path as seen from the store's parent folder, where it lies below it."""
    try:
        return str(path.resolve().relative_to(folder.parent))
    except ValueError:
        return str(path.resolve())
