"""The loop of one execution.

What a step came to is recorded in one transaction before anything that depends on it is looked at, so that the store
always tells the truth, also after the scheduler was killed.
"""

from __future__ import annotations

import contextlib
import heapq
import os
import secrets
import socket
import sqlite3
import time
from collections.abc import Callable, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from nbpipe import environment, fingerprint, job, lessons, plugins, promise
from nbpipe.artifacts import ArtifactStore
from nbpipe.cache.code import Codes, StepCode
from nbpipe.cache.files import Files
from nbpipe.cache.imports import Imports
from nbpipe.cache.key import Keys
from nbpipe.cache.recall import Recall
from nbpipe.config import Settings
from nbpipe.errors import NbpipeError, StoreError
from nbpipe.executors import Executor
from nbpipe.model import (
    Artifact,
    Association,
    CacheKey,
    Decision,
    Execution,
    ExecutionStatus,
    Failure,
    FileUse,
    Job,
    Lesson,
    LessonKind,
    Outcome,
    Pipeline,
    Result,
    Run,
    Step,
    StepStatus,
)
from nbpipe.promise import Span
from nbpipe.scheduler import machine
from nbpipe.scheduler.lease import Interrupted, is_alive, signals
from nbpipe.scheduler.progress import Progress
from nbpipe.scheduler.queue import Queue, paths
from nbpipe.scheduler.retries import wait_before
from nbpipe.steps import Inputs
from nbpipe.store import nodes, queries
from nbpipe.store.writer import NOT_SELECTED, Taken, Writer

POLL_SECONDS = 0.2
HEARTBEAT_SECONDS = 5.0

# A step whose code mentions one of these may bind names that the code does not show.
_BINDING = frozenset({"exec", "eval", "globals", "locals", "vars", "setattr", "get_ipython", "update"})


@dataclass(frozen=True)
class Selection:
    """Only these steps run; the values that they need come from an earlier execution (a full id)."""

    steps: tuple[str, ...]
    source: str


@dataclass(frozen=True)
class Request:
    """What to run: a checked pipeline with bound parameters. `notebook` is its file, whose folder steps run in.

    They run in `cwd` where that is given. Without `cache` no earlier result is taken.
    """

    pipeline: Pipeline
    parameters: Mapping[str, Any]
    notebook: Path
    settings: Settings
    seed: int = 0
    max_parallel: int | None = None
    cache: bool = True
    selection: Selection | None = None
    cwd: Path | None = None
    machine: machine.Machine = field(default_factory=machine.this_machine)


@dataclass(frozen=True)
class Finished:
    """How an execution ended; `interrupted` by Ctrl-C or a signal."""

    execution: str
    status: ExecutionStatus
    interrupted: bool = False


@dataclass(frozen=True)
class _Attempt:
    """An attempt that runs."""

    step: Step
    job: Job
    inputs: Mapping[str, Artifact]
    began: int  # in ticks of the execution


class RunningExecution:
    """Runs one execution, a new one or, with `resumed`, one that ended early."""

    def __init__(
        self,
        request: Request,
        executor: Executor,
        connection: sqlite3.Connection,
        on_change: Callable[[str], None],
        resumed: str | None = None,
    ) -> None:
        machine.check(request.pipeline, request.machine)
        self.request, self.executor, self.on_change = request, executor, on_change
        self.connection, self.writer = connection, Writer(connection)
        self.id = resumed or secrets.token_hex(6)
        self.resumed = resumed is not None
        self.artifacts = ArtifactStore(request.settings.artifacts)
        cwd = str((request.cwd or request.notebook.resolve().parent).resolve())
        self.around = job.Surroundings(
            execution=self.id,
            store=str(request.settings.store),
            artifacts=request.settings.artifacts,
            cwd=cwd,
            seed=request.seed,
            parameters=request.parameters,
        )
        self.files = Files(connection, self.writer)
        self.codes = Codes(request.pipeline)
        self.keys = Keys(
            request.pipeline,
            self.codes,
            Imports(cwd),
            self.files,
            request.parameters,
            cwd,
            request.seed,
            os.path.relpath(cwd, request.settings.store.parent),
        )
        self.recall = Recall(connection, self.files, self.artifacts.holds)
        self.code_digests = {
            step.name: self.codes.of(step).digest
            for step in request.pipeline.steps
            if plugins.find("steps", step.type).python
        }
        self.known_lessons = set(queries.lessons(connection, self.code_digests.values()))
        pipeline = lessons.applied(request.pipeline, self.code_digests, self.known_lessons)
        self.progress = Progress(pipeline)
        self.observed = promise.Observed(pipeline, self.code_digests)
        self.room = machine.Room(request.machine, self.slots())
        self.queue = Queue({}, self.progress.position)
        self.prepared: dict[str, tuple[Run, dict[str, Artifact], CacheKey]] = {}
        self.unselected: set[str] = set()
        self.tries: dict[str, int] = {}  # attempts of each step that failed in this run
        self.not_before: dict[str, float] = {}  # when the next attempt of a step may start
        self.held: set[str] = set()  # they wait until all steps above have ended
        self.forced = ""  # one that did not, since a step above waits for it
        self.delayed: dict[str, float] = {}  # steps that wait for their next attempt, and until when
        self.running: dict[Future[Outcome], _Attempt] = {}
        self.outdated: dict[str, str] = {}  # steps that run, and must run again
        self.timed_out: set[str] = set()
        self.hits: list[Taken] = []  # taken, not yet written down
        self.attempts: dict[str, int] = {}
        self.first_began: dict[str, float] = {}
        self.stopping = False
        self.tick = 0
        self.beat = time.monotonic()
        self._rewired()

    @property
    def pipeline(self) -> Pipeline:
        """The definition with what was learned about it."""
        return self.progress.pipeline

    def slots(self) -> int:
        wanted = self.request.max_parallel or self.executor.slots
        return max(1, min(wanted, self.executor.slots))

    def _rewired(self) -> None:
        """What follows from the edges of the pipeline."""
        seconds = queries.expected_seconds(self.connection, self.pipeline.name)
        self.queue = Queue(paths(self.pipeline, seconds), self.progress.position)
        self.beside = machine.beside(self.pipeline)
        self.last_change: dict[str, int] = {}
        self.last_read: dict[str, int] = {}
        for index, step in enumerate(self.pipeline.steps):
            self.last_change.update(dict.fromkeys(step.changes, index))
            self.last_read.update(dict.fromkeys(step.reads, index))

    # -- the way -------------------------------------------------------------------------------------------------------

    def run(self) -> Finished:
        self.writer.close_lapsed(
            datetime.now(UTC), 0.0, is_alive
        )  # what died does not stay Executing for ever
        if self.resumed:
            self.take_up()
        else:
            self.open()
        try:
            with signals():
                return self.loop()
        except (Interrupted, KeyboardInterrupt):
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
            except (Interrupted, KeyboardInterrupt):
                self.executor.close()

    def open(self) -> None:
        request = self.request
        notebook = _relative(request.notebook, request.settings.store)
        digest = fingerprint.definition(request.pipeline)
        version = self.writer.save_pipeline(request.pipeline, digest, notebook)
        execution = Execution(
            id=self.id,
            pipeline=self.pipeline.name,
            version=version,
            status=ExecutionStatus.EXECUTING,
            parameters=request.parameters,
            seed=request.seed,
            notebook=notebook,
            started_by=request.settings.user,
            host=socket.gethostname(),
            pid=os.getpid(),
            environment=environment.describe(request.notebook.resolve().parent),
        )
        self.writer.open_execution(
            execution,
            [(step.name, step.type) for step in self.pipeline.steps],
            (request.pipeline, digest),
        )
        self.on_change(self.id)
        if request.selection is not None:
            self.select(request.selection)

    def loop(self) -> Finished:
        self.consider(self.progress.ready())
        while self.queue or self.running or self.delayed or self.hits or (self.held and not self.stopping):
            self.flush()
            self.retry_what_is_due()
            self.start_what_fits()
            if self.running or self.delayed:
                self.await_something()
            self.listen()
            if self.held and not (self.queue or self.running or self.delayed or self.stopping):
                self.consider([], force=True)  # a step above waits for one of them, by --after
        return self.end()

    def await_something(self) -> None:
        """Wait until an attempt ends, a time is due, or it is time to listen."""
        now = time.monotonic()
        deadlines = (self.deadline(item) for item in self.running.values())
        dues = [*self.delayed.values(), *(due for due in deadlines if due is not None)]
        timeout = max(0.0, min([POLL_SECONDS, *(due - now for due in dues)]))
        if self.running:
            done, _ = wait(self.running, timeout=timeout, return_when=FIRST_COMPLETED)
            position = self.progress.position
            for future in sorted(done, key=lambda item: position[self.running[item].step.name]):
                self.finish(future)
        else:
            time.sleep(timeout)
        now = time.monotonic()
        for attempt in list(self.running.values()):
            due = self.deadline(attempt)
            if due is not None and now >= due:
                self.timed_out.add(attempt.step.name)
                self.executor.stop(attempt.job)

    def deadline(self, attempt: _Attempt) -> float | None:
        """When the attempt will have run too long; None where it has no timeout, has not begun or was stopped for it."""
        timeout = attempt.step.timeout
        if timeout is None or attempt.step.name in self.timed_out:
            return None
        began = self.executor.began(attempt.job)
        return None if began is None else began + timeout

    # -- steps that are ready ------------------------------------------------------------------------------------------

    def consider(self, names: list[str], *, force: bool = False) -> None:
        """Decide what needs no process, skip what need not run, take earlier results; the rest is queued.

        With `force` the first step that is held back is considered although not all above it have ended.
        """
        fresh = [(self.progress.position[name], name) for name in names]
        heapq.heapify(fresh)
        while not self.stopping:
            if not fresh:
                held = sorted((self.progress.position[name], name) for name in self.held)
                fresh = [item for item in held if self.progress.all_above_ended(item[1])]
                if force and not fresh and held:
                    force, fresh, self.forced = False, held[:1], held[0][1]
                self.held.difference_update(name for _, name in fresh)
            if not fresh:
                return
            _, name = heapq.heappop(fresh)
            for freed in self.consider_one(self.progress.steps[name]):
                heapq.heappush(fresh, (self.progress.position[freed], freed))

    def consider_one(self, step: Step) -> list[str]:
        """What becomes of one step; the steps that are ready through it."""
        name = step.name
        step = self.watching(step)
        if self.progress.status[name] is not StepStatus.PENDING or self.progress.missing[name]:
            return []
        if name in self.prepared or name in self.held:
            return []
        reason = NOT_SELECTED if name in self.unselected else self.progress.reason_to_skip(step)
        if reason is not None:
            self.flush()
            self.writer.skip(self.id, step.name, reason)
            freed = self.progress.skip(step.name)
            self.on_change(self.id)
            return freed
        step_type = plugins.find("steps", step.type)
        if step_type.irrevocable and name != self.forced and not self.progress.all_above_ended(name):
            self.held.add(step.name)
            return []
        inputs = self.progress.inputs(step)
        planned = self.plan(step, step_type, inputs)
        if isinstance(planned, Decision):
            return self.decide(step, planned, inputs)
        key = self.keys.of(step, step_type.version, inputs)
        # A handler and a clean-up are there for what they do, not for what they give.
        if self.request.cache and step.cache and step.when == "succeeded":
            found = self.recall.find(step, key)
            if isinstance(found, Result) and self.observed.failure(step, found.outcome) is None:
                return self.hit(step, found, inputs)
        self.prepared[name] = planned, inputs, key
        due = self.not_before.get(name, 0.0)
        if due > time.monotonic():
            self.delayed[name] = due
        else:
            self.queue.push(name)
        return []

    def watching(self, step: Step) -> Step:
        """The step, watching too those of its inputs that hold an object of a name that is read below."""
        here = self.progress.position[step.name]
        more = [
            name
            for name in (step.inputs if self.observed.groups else ())
            if name not in step.watch
            and name not in step.writes
            and any(self.last_read.get(other, -1) > here for other in self.observed.partners(name))
        ]
        return replace(step, watch=tuple(sorted({*step.watch, *more}))) if more else step

    def plan(self, step: Step, step_type: Any, inputs: Mapping[str, Artifact]) -> Run | Decision:
        """What the step's type makes of it."""
        fields = {
            key: value for key, value in step.options.items() if key in step_type.options.__dataclass_fields__
        }
        parameters = {name: self.request.parameters[name] for name in step.parameters}
        try:
            planned: Run | Decision = step_type.plan(
                step, step_type.options(**fields), Inputs(inputs, parameters, self.artifacts.load)
            )
        except NbpipeError as error:
            problem = error.problems[0]
            failure = Failure(type(error).__name__, problem.message, problem.hint, step.name, step.cell)
            return Decision(StepStatus.FAILED, problem.message, failure=failure)
        except Exception as error:
            failure = Failure(type(error).__name__, str(error), None, step.name, step.cell)
            return Decision(StepStatus.FAILED, str(error), failure=failure)
        return planned

    def decide(self, step: Step, decision: Decision, inputs: Mapping[str, Artifact]) -> list[str]:
        self.flush()
        registration = decision.registration
        if registration is not None and self.request.cache and step.cache:
            same = queries.same_version(self.connection, registration)
            if same is not None:  # the same model, metrics and card: nothing new to enter
                number, approval = same
                detail = f"{registration.group}:{number} is the same already, {approval}"
                decision = replace(decision, registration=None, detail=detail)
        self.writer.decide(self.id, step.name, decision, associations=self.edges(step, inputs))
        self.progress.given[step.name] = inputs
        freed = self.progress.end(step.name, decision.status, failure=decision.failure, taken=decision.taken)
        self.on_change(self.id)
        return freed

    def edges(
        self, step: Step, inputs: Mapping[str, Artifact], attempt: int = 0, outcome: Outcome | None = None
    ) -> tuple[Association, ...]:
        """The lineage of an attempt, or of a decision."""
        if outcome is not None:
            files = (use for use in outcome.files if use.digest and use.size >= 0)
            outcome = replace(outcome, files=(*files, *self.parameter_files(step)))
        return nodes.of_attempt(
            self.id,
            step.name,
            attempt,
            inputs=inputs,
            outcome=outcome,
            parameters=step.parameters,
            code_digest=fingerprint.code(step, self.pipeline),
        )

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
                    found.append(
                        FileUse(str(path), "read", path.stat().st_size, self.files.digest(str(path)))
                    )
        return found

    # -- earlier results -----------------------------------------------------------------------------------------------

    def hit(self, step: Step, found: Result, inputs: Mapping[str, Artifact], detail: str = "") -> list[str]:
        """The step takes an earlier result. It is written down with those that follow: see `flush`."""
        edges = nodes.of_taken(self.id, step.name, found)
        self.hits.append(Taken(step.name, found, inputs, detail, edges))
        self.progress.given[step.name] = inputs
        self.tick += 1
        freed = self.progress.end(step.name, StepStatus.SUCCEEDED, found.outcome, taken=found.taken)
        if step.name in self.code_digests:
            span = Span(self.tick, self.tick)
            findings = self.observed.add(step, found.outcome, span)
            self.learn(step, findings)
        return freed

    def flush(self) -> None:
        """Write down the results that were taken. Before anything else is written: it may depend on them."""
        if self.hits:
            taken, self.hits = self.hits, []
            self.writer.take(self.id, taken)
            self.on_change(self.id)
        self.files.keep()

    def select(self, selection: Selection) -> None:
        """Take what the selected steps need from an earlier execution, and skip everything else."""
        needed = {
            name
            for chosen in selection.steps
            for name in self.progress.steps[chosen].depends_on
            if name not in selection.steps
        }
        for step in self.pipeline.steps:
            if step.name in selection.steps:
                continue
            found = queries.result(self.connection, selection.source, step.name)
            if step.name in needed and found is not None:
                self.hit(step, found, {}, f"taken from {selection.source}")
                continue
            self.flush()
            self.unselected.add(step.name)
            self.writer.skip(self.id, step.name, NOT_SELECTED)
            self.progress.end(step.name, StepStatus.SKIPPED)
        self.flush()

    # -- attempts ------------------------------------------------------------------------------------------------------

    def retry_what_is_due(self) -> None:
        now = time.monotonic()
        for name in [name for name, due in self.delayed.items() if due <= now]:
            del self.delayed[name]
            self.queue.push(name)

    def start_what_fits(self) -> None:
        if self.stopping:
            self.queue.replace(())
            self.delayed.clear()
            return
        steps, short = self.progress.steps, set[str]()

        def lacks(name: str) -> str | None:
            """What is short for a step; who needs the same of it waits too, or a large step would wait for ever."""
            wanted = steps[name].resources
            if ("memory" in short and wanted.memory) or ("gpus" in short and wanted.gpus):
                return "memory" if "memory" in short and wanted.memory else "gpus"
            lack = self.room.lacks(wanted)
            if lack is not None:
                short.add(lack)
            return lack

        for name in self.queue.take(lacks):
            self.start(steps[name])

    def start(self, step: Step) -> None:
        step = self.watching(step)
        planned, inputs, key = self.prepared[step.name]
        number = self.attempts[step.name] = self.attempts.get(step.name, 0) + 1
        self.first_began.setdefault(step.name, time.monotonic())
        self.room.take(step)
        try:
            made = job.prepare(
                self.pipeline,
                step,
                planned,
                inputs,
                number,
                self.around,
                self.below(step),
                self.room.environment(step, self.beside[step.name]),
                self.codes.imports(step),
            )
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
            notebook=os.path.relpath(
                os.path.join(made.folder, "executed.ipynb"), self.request.settings.store.parent
            ),
            key=key,
        )
        self.progress.begin(step.name, inputs)
        self.tick += 1
        self.running[self.executor.submit(made)] = _Attempt(step, made, inputs, self.tick)
        self.on_change(self.id)

    def below(self, step: Step) -> job.Below:
        """What the runtime must know of the steps below this one."""
        here = self.progress.position[step.name]
        changed = (name for name in {*step.outputs, *step.watch} if self.last_change.get(name, -1) > here)
        code = self.codes.of(step)
        read: list[str] = []
        if not code.names.isdisjoint(_BINDING) or "import *" in code.body_source:
            read = [name for name, last in self.last_read.items() if last > here]
        return job.Below(tuple(sorted(changed)), tuple(sorted(read)), self.texts(step, code))

    def texts(self, step: Step, code: StepCode) -> tuple[str, ...]:
        """Texts that the step has and that may name files: in its code, and as parameters."""
        values = [self.request.parameters.get(name) for name in step.parameters]
        found = [*code.texts, *(value for value in values if isinstance(value, str))]
        return tuple(
            text for text in found if len(text) < 2000 and ("." in text or "/" in text or os.sep in text)
        )

    def finish(self, future: Future[Outcome]) -> None:
        """Record what became of an attempt, and go on with what waited for it."""
        attempt = self.running.pop(future)
        step = attempt.step
        name = step.name
        self.room.give_back(name)
        outcome = self.judged(attempt, future.result())
        self.tick += 1
        self.flush()
        if name in self.outdated:
            self.run_again(attempt, outcome, self.outdated.pop(name))
            return
        findings = promise.Findings()
        if outcome.status in (StepStatus.SUCCEEDED, StepStatus.FAILED):
            findings = self.observed.add(step, outcome, Span(attempt.began, self.tick))
            if findings.failure is not None and outcome.status is StepStatus.SUCCEEDED:
                failure = replace(findings.failure, step=name, cell=findings.failure.cell or step.cell)
                outcome = replace(outcome, status=StepStatus.FAILED, failure=failure)
        wait = self.wait_before_retry(step, outcome)
        status = outcome.status if wait is None else StepStatus.PENDING
        edges = self.edges(step, attempt.inputs, attempt.job.attempt, outcome)
        detail = None if wait is None else f"attempt {attempt.job.attempt} failed; the next in {wait:g} s"
        self.writer.end_attempt(
            self.id, name, attempt.job.attempt, outcome, status=status, detail=detail, associations=edges
        )
        self.on_change(self.id)
        if wait is not None:
            self.progress.status[name] = StepStatus.PENDING
            self.delayed[name] = self.not_before[name] = time.monotonic() + wait
            return
        freed = self.progress.end(name, status, outcome, outcome.failure)
        self.learn(step, findings)
        self.consider(freed)

    def judged(self, attempt: _Attempt, outcome: Outcome) -> Outcome:
        """The outcome with its failure at its place; an attempt that ran too long was stopped for that."""
        step = attempt.step
        if step.name in self.timed_out:
            self.timed_out.discard(step.name)
            if outcome.status is StepStatus.STOPPED:
                message = f"the step ran longer than its timeout of {step.timeout:g} s"
                failure = Failure("Timeout", message, "make it faster, or give it more time with --timeout")
                outcome = replace(outcome, status=StepStatus.FAILED, failure=failure)
        if outcome.failure is not None:
            failure = replace(outcome.failure, step=step.name, cell=outcome.failure.cell or step.cell)
            outcome = replace(outcome, failure=failure)
        return outcome

    def wait_before_retry(self, step: Step, outcome: Outcome) -> float | None:
        if outcome.status is not StepStatus.FAILED or outcome.failure is None or self.stopping:
            return None
        number = self.tries[step.name] = self.tries.get(step.name, 0) + 1
        since = time.monotonic() - self.first_began[step.name]
        return wait_before(step.retry, outcome.failure, number, since)

    # -- what the run learned ------------------------------------------------------------------------------------------

    def learn(self, step: Step, findings: promise.Findings) -> None:
        """Go on with the pipeline as it should have been: other edges, and again what had read an old value."""
        again = dict(findings.again)
        new = {lesson: text for lesson, text in findings.lessons.items() if lesson not in self.known_lessons}
        known = {*self.known_lessons, *new}
        groups = self.observed.groups - known
        pipeline = self.pipeline
        if new or (groups and self.may_be_changed(groups)):
            pipeline = lessons.applied(self.request.pipeline, self.code_digests, {*known, *groups})
            needed = {*known, *groups}
            for lesson in sorted(
                groups, key=lambda item: (item.code, item.data)
            ):  # of two that say the same, one is kept
                without = needed - {lesson}
                if lessons.applied(self.request.pipeline, self.code_digests, without) == pipeline:
                    needed = without
                else:
                    new[lesson] = self.observed.sharing_text(lesson)
        if new:
            self.flush()
            self.writer.learn(self.id, new)
            self.known_lessons |= set(new)
        if pipeline != self.pipeline:
            again = {**self.progress.rewire(pipeline), **again}
            self.observed.rewired(pipeline)
            self._rewired()
        if again:
            self.flush()
            self.take_back(again)
        if new or again:
            self.reconsider()

    def may_be_changed(self, groups: set[Lesson]) -> bool:
        """Whether some step changes a name that holds the same object as another; else sharing does not matter."""
        learned = {
            name for item in self.known_lessons if item.kind is LessonKind.CHANGES for name in item.data
        }
        return any(name in self.last_change or name in learned for item in groups for name in item.data)

    def take_back(self, reasons: Mapping[str, str]) -> None:
        """Steps that must run again, and all that came after them."""
        gone = self.progress.with_dependants(reasons)
        ended: dict[str, str] = {}
        first = next(iter(reasons))
        for name in sorted(gone, key=self.progress.position.__getitem__):
            reason = reasons.get(name, f"step {first} runs again")
            if self.progress.status[name].ended:
                ended[name] = f"again: {reason}"
            else:
                self.outdated[name] = reason
        for attempt in self.running.values():
            if attempt.step.name in self.outdated:
                self.executor.stop(attempt.job)
        self.writer.put_back(self.id, ended)
        self.progress.put_back(ended)
        for name in ended:
            self.observed.forget(name)
        self.on_change(self.id)

    def run_again(self, attempt: _Attempt, outcome: Outcome, reason: str) -> None:
        """An attempt that had read an old value has ended: it does not count."""
        failure = Failure("Outdated", f"it was given an old value: {reason}", step=attempt.step.name)
        stopped = replace(
            outcome, status=StepStatus.STOPPED, outputs={}, figures={}, metrics=(), failure=failure
        )
        self.writer.end_attempt(
            self.id,
            attempt.step.name,
            attempt.job.attempt,
            stopped,
            status=StepStatus.STOPPED if self.stopping else StepStatus.PENDING,
            detail=f"again: {reason}",
        )
        self.progress.put_back([attempt.step.name])
        if self.stopping:
            self.progress.end(attempt.step.name, StepStatus.STOPPED)
        self.on_change(self.id)
        self.reconsider()

    def reconsider(self) -> None:
        """The steps that are ready may be others, and may be given something else."""
        self.prepared.clear()
        self.queue.replace(())
        self.held.clear()
        self.delayed.clear()
        self.consider(self.progress.ready())

    # -- resuming ------------------------------------------------------------------------------------------------------

    def take_up(self) -> None:
        """What the execution had come to, as the store has it."""
        self.writer.resume(self.id, host=socket.gethostname(), pid=os.getpid())
        found = queries.execution(self.connection, self.id)
        for item in found.steps:
            self.attempts[item.step] = len(item.attempts)
            step = self.progress.steps.get(item.step)
            if item.status is StepStatus.SKIPPED:  # not selected: so it stays
                self.unselected.add(item.step)
                self.progress.end(item.step, StepStatus.SKIPPED)
            if item.status is not StepStatus.SUCCEEDED or step is None:
                continue
            result = queries.result(self.connection, self.id, item.step)
            assert result is not None
            self.progress.given[item.step] = queries.inputs(self.connection, self.id, item.step)
            self.progress.end(item.step, StepStatus.SUCCEEDED, result.outcome, taken=result.taken)
            if item.step in self.code_digests:
                self.tick += 1
                self.observed.add(step, result.outcome, Span(self.tick, self.tick))
        outdated = self.progress.rewire(
            self.pipeline
        )  # another execution may have learned something meanwhile
        if outdated:
            self.take_back(outdated)
        self.on_change(self.id)
        while damaged := self.damaged():
            self.take_back(damaged)

    def damaged(self) -> dict[str, str]:
        """Steps that must run again, since a step to come takes an output whose content is gone or cut off."""
        found: dict[str, str] = {}
        for step in self.pipeline.steps:
            if self.progress.status[step.name] is not StepStatus.PENDING:
                continue
            for name, writers in step.inputs.items():
                places = ((writer, name) for writer in reversed(writers))
                place = next((place for place in places if place in self.progress.values), None)
                if place is None:
                    continue
                artifact = self.progress.values[place]
                if not self.artifacts.holds(artifact.digest, artifact.size):
                    found[place[0]] = f"the content of {name} ({artifact.digest}) is gone or damaged"
        return found

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
        self.flush()
        self.writer.set_execution(self.id, ExecutionStatus.STOPPING)
        for attempt in self.running.values():
            self.executor.stop(attempt.job)
        self.on_change(self.id)

    def end(self, *, interrupted: bool = False) -> Finished:
        """Record the end of the execution, once nothing runs any more."""
        for future in list(self.running):
            future.result()
            self.finish(future)
        self.flush()
        for step in self.pipeline.steps:
            if not self.progress.status[step.name].ended:
                if not self.stopping:
                    raise RuntimeError(f"step {step.name} was never reached")
                self.writer.set_step(self.id, step.name, StepStatus.STOPPED, "the execution was stopped")
        failure = self.progress.failure()
        if self.stopping:
            status, failure = ExecutionStatus.STOPPED, Failure("Stopped", "the execution was stopped")
        elif failure is not None:
            status = ExecutionStatus.FAILED
        else:
            status = ExecutionStatus.SUCCEEDED
        self.writer.set_execution(self.id, status, failure)
        self.on_change(self.id)
        return Finished(self.id, status, interrupted)

    def give_up(self, failure: Failure) -> None:
        """Something of ours went wrong: stop what runs, and write that down if the store still lets us."""
        self.executor.close()
        with contextlib.suppress(Exception):
            self.flush()
            for step in self.pipeline.steps:
                if not self.progress.status[step.name].ended:
                    self.writer.set_step(self.id, step.name, StepStatus.STOPPED, failure.message)
            self.writer.set_execution(self.id, ExecutionStatus.FAILED, failure)


def _relative(path: Path, folder: Path) -> str:
    """The path as seen from the store's parent folder, where it lies below it."""
    try:
        return str(path.resolve().relative_to(folder.parent))
    except ValueError:
        return str(path.resolve())
