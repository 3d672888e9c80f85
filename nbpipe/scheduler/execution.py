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
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from nbpipe import endpoints, environment, fingerprint, graph, job, plugins, promise, registry, seeding
from nbpipe.artifacts import ArtifactStore
from nbpipe.cache.code import Codes
from nbpipe.cache.files import Files
from nbpipe.cache.imports import Imports
from nbpipe.cache.key import Keys
from nbpipe.cache.recall import Recall
from nbpipe.errors import NbpipeError, NotFoundError, NotYetError, StoreError, UsageError
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
    Many,
    ModelVersion,
    Nested,
    Outcome,
    Pipeline,
    Registration,
    Result,
    Run,
    Step,
    StepStatus,
)
from nbpipe.promise import Span
from nbpipe.scheduler import machine
from nbpipe.scheduler.answers import Answers
from nbpipe.scheduler.attempts import Attempt, Ended
from nbpipe.scheduler.families import Family
from nbpipe.scheduler.jobs import Jobs
from nbpipe.scheduler.lease import Interrupted, is_alive, signals
from nbpipe.scheduler.nested import Within
from nbpipe.scheduler.progress import Progress
from nbpipe.scheduler.queue import Queue, paths
from nbpipe.scheduler.request import Finished, Request, Selection
from nbpipe.scheduler.retries import wait_before
from nbpipe.scheduler.wiring import Wiring, code_digests
from nbpipe.steps import Inputs
from nbpipe.store import deployed, nodes, queries
from nbpipe.store.writer import NOT_SELECTED, Taken, Writer

POLL_SECONDS = 0.2
HEARTBEAT_SECONDS = 5.0


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
        _refuse_what_is_to_come(request.pipeline)
        self.request, self.executor, self.on_change = request, executor, on_change
        self.connection, self.writer = connection, Writer(connection)
        self.id = resumed or secrets.token_hex(6)
        self.resumed = resumed is not None
        self.artifacts = ArtifactStore(request.settings.artifacts)
        self.above_store = os.path.join(request.settings.store.parent, "")
        self.asked = threading.Event()  # set by whoever runs this one as a step, to stop it
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
        self.digests = code_digests(request.pipeline, self.codes)
        known = queries.lessons(connection, self.digests.values())
        self.wiring = Wiring(request.kept, self.codes, self.digests, request.parameters, known)
        self.progress = Progress(self.wiring.pipeline)
        self.room = request.room or machine.Room(request.machine, self.slots())
        self.queue = Queue({}, self.progress.position)
        self.prepared: dict[str, tuple[Run | Nested, dict[str, Artifact], CacheKey | None]] = {}
        self.unselected: set[str] = set()
        self.tries: dict[str, int] = {}  # attempts of each step that failed in this run
        self.not_before: dict[str, float] = {}  # when the next attempt of a step may start
        self.held: set[str] = set()  # they wait until all steps above have ended
        self.forced = ""  # one that did not, since a step above waits for it
        self.delayed: dict[str, float] = {}  # steps that wait for their next attempt, and until when
        self.running: dict[Future[Outcome], Attempt] = {}
        self.outdated: dict[str, str] = {}  # steps that run, and must run again
        self.timed_out: set[str] = set()
        self.hits: list[Taken] = []  # taken, not yet written down
        self.jobs = Jobs(self)
        self.answers = Answers(self)
        self.within = Within(self)
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

    # -- the way -------------------------------------------------------------------------------------------------------

    def run(self) -> Finished:
        # What died does not stay Executing for ever.
        self.writer.close_lapsed(datetime.now(UTC), 0.0, is_alive)
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
                self.within.close()
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
            environment={
                **environment.describe(request.notebook.resolve().parent),
                "folder": self.around.cwd,
                "slots": self.slots(),
                **self.room.described(),
                **({} if request.cache else {"no_cache": True}),
            },
            parent_execution=request.parent and request.parent[0],
            parent_step=request.parent and request.parent[1],
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
        while True:
            while self.busy():
                self.flush()
                self.retry_what_is_due()
                self.start_what_fits()
                if self.running or self.delayed:
                    self.await_something()
                elif self.queue:
                    self.room.wait(POLL_SECONDS)  # another execution has taken all of it
                self.listen()
                if self.held and not (self.running or self.delayed or self.queue or self.stopping):
                    # A step above waits for one of them, by --after; or they wait for an answer.
                    self.consider([], force=not self.progress.waiting())
            self.listen()
            if self.stopping or not (self.busy() or self.progress.waiting()):
                return self.end()
            if not self.busy() and self.answers.rest():
                self.on_change(self.id)
                return Finished(self.id, ExecutionStatus.WAITING)

    def busy(self) -> bool:
        """Whether there is more to do than to wait for answers."""
        held = self.held and not self.stopping and not self.progress.waiting()
        return bool(self.queue or self.running or self.delayed or self.hits or held)

    def await_something(self) -> None:
        """Wait until an attempt ends, a time is due, or it is time to listen."""
        now = time.monotonic()
        deadlines = (self.deadline(item) for item in self.running.values())
        dues = [*self.delayed.values(), *(due for due in deadlines if due is not None)]
        timeout = max(0.0, min([POLL_SECONDS, *(due - now for due in dues)]))
        if self.running:
            done, _ = wait(self.running, timeout=timeout, return_when=FIRST_COMPLETED)
            self.finish(sorted(done, key=lambda item: self.jobs.place(self.running[item].step.name)))
        else:
            time.sleep(timeout)
        now = time.monotonic()
        for attempt in list(self.running.values()):
            due = self.deadline(attempt)
            if due is not None and now >= due:
                self.timed_out.add(attempt.step.name)
                attempt.executor.stop(attempt.job)

    def deadline(self, attempt: Attempt) -> float | None:
        """When the attempt will have run too long; None where it has no timeout, has not begun or was stopped for it."""
        timeout = attempt.step.timeout
        if timeout is None or attempt.step.name in self.timed_out:
            return None
        began = attempt.executor.began(attempt.job)
        return None if began is None else began + timeout

    # -- steps that are ready ------------------------------------------------------------------------------------------

    def consider(self, names: Sequence[str], *, force: bool = False) -> None:
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
        step = self.wiring.watching(step)
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
            if planned.question is not None:
                return self.answers.ask(step, planned.question, inputs)
            return self.decide(step, planned, inputs)
        if isinstance(planned, Nested):  # its steps have caches of their own
            self.enqueue(name, planned, inputs, None)
            return []
        body = Run(arguments=planned.arguments) if isinstance(planned, Many) else planned
        key = self.keys.of(step, step_type.version, inputs, body, step_type.imports)
        # A handler and a clean-up are there for what they do, not for what they give.
        lasting = isinstance(planned, Many) or planned.cache
        if self.request.cache and step.cache and lasting and step.when == "succeeded":
            found = self.recall.find(step, key)
            if isinstance(found, Result) and self.wiring.observed.failure(step, found.outcome) is None:
                return self.hit(step, found, inputs)
        if isinstance(planned, Many):
            return self.jobs.fan_out(Family(step, planned, inputs, key))
        self.enqueue(name, planned, inputs, key)
        return []

    def enqueue(
        self, name: str, planned: Run | Nested, inputs: dict[str, Artifact], key: CacheKey | None
    ) -> None:
        """The step starts once there is room, and its time has come."""
        self.prepared[name] = planned, inputs, key
        due = self.not_before.get(name, 0.0)
        if due > time.monotonic():
            self.delayed[name] = due
        else:
            self.jobs.push(name)

    def plan(
        self, step: Step, step_type: Any, inputs: Mapping[str, Artifact]
    ) -> Run | Many | Nested | Decision:
        """What the step's type makes of it."""
        fields = {
            key: value for key, value in step.options.items() if key in step_type.options.__dataclass_fields__
        }
        parameters = {name: self.request.parameters[name] for name in step.parameters}
        try:
            planned: Run | Many | Nested | Decision = step_type.plan(
                step,
                step_type.options(**fields),
                Inputs(
                    inputs,
                    parameters,
                    self.artifacts.load,
                    self.model,
                    partial(self.earlier, step),
                    seeding.derive(self.request.seed, step.name),
                    partial(queries.output_of, self.connection, step.name),
                    partial(deployed.config, self.connection),
                    Path(self.around.cwd),
                ),
            )
            if isinstance(planned, Decision) and planned.registration is not None:
                planned = self.admitted(planned, planned.registration)
        except NbpipeError as error:
            problem = error.problems[0]
            failure = Failure(type(error).__name__, problem.message, problem.hint, step.name, step.cell)
            return Decision(StepStatus.FAILED, problem.message, failure=failure)
        except Exception as error:
            failure = Failure(type(error).__name__, str(error), None, step.name, step.cell)
            return Decision(StepStatus.FAILED, str(error), failure=failure)
        return planned

    def admitted(self, planned: Decision, asked: Registration) -> Decision:
        """A registration as the policy of its group lets it in, and why it is not as it was asked for."""
        self.flush()  # the policy looks for what this execution has
        found = registry.admitted(self.connection, asked, self.id, self.request.settings.user)
        if found == asked:
            return planned
        detail = f"registered in {found.group}, {found.status}: {'; '.join(found.refused)}"
        return replace(planned, registration=found, detail=detail)

    def model(self, ref: str) -> ModelVersion:
        """A version of the registry, as a step's type asks for it."""
        return queries.model_version(self.connection, ref)

    def earlier(self, step: Step, name: str) -> Artifact | None:
        """What a step's variable was when it last succeeded, in an earlier execution of the pipeline."""
        return queries.earlier_output(self.connection, self.pipeline.name, step.name, name, self.id)

    def decide(self, step: Step, decision: Decision, inputs: Mapping[str, Artifact]) -> list[str]:
        self.flush()
        known = ""
        if self.request.cache and step.cache:
            decision, known = self.unless_known(decision)
        outputs: dict[str, Artifact] = {}

        def keep(name: str) -> Mapping[str, Artifact]:
            outputs.update({variable: self.artifacts.save(name, variable) for variable in decision.gives})
            return outputs

        edges = self.edges(step, inputs)
        by = self.request.settings.user
        try:
            with endpoints.judged(
                self.connection, decision.deploys, by, f"step {step.name} of {self.id}"
            ) as judge:
                self.writer.decide(
                    self.id,
                    step.name,
                    decision,
                    inputs=inputs,
                    associations=edges,
                    known=known,
                    keep=keep,
                    by=by,
                    judge=judge,
                )
        except (UsageError, NotFoundError) as error:  # it may not be deployed, or is gone
            problem = error.problems[0]
            failure = Failure(type(error).__name__, error.args[0], problem.hint, step.name, step.cell)
            decision = Decision(StepStatus.FAILED, error.args[0], failure=failure)
            self.writer.decide(self.id, step.name, decision, inputs=inputs, associations=edges)
        self.progress.given[step.name] = inputs
        freed = self.progress.end(
            step.name,
            decision.status,
            Outcome(decision.status, outputs) if outputs else None,
            decision.failure,
            decision.taken,
        )
        self.on_change(self.id)
        return freed

    def unless_known(self, decision: Decision) -> tuple[Decision, str]:
        """The decision without what would only be entered once more, and the name that this has already."""
        registration, configures, deploys = decision.registration, decision.configures, decision.deploys
        if registration is not None:
            same = queries.same_version(self.connection, registration)
            if same is not None:  # the same model, metrics, card and baselines: nothing new to enter
                number, approval = same
                name = f"{registration.group}:{number}"
                detail = f"{name} is the same already, {approval}"
                return replace(decision, registration=None, detail=detail), name
        if configures is not None:
            config = deployed.same_config(self.connection, configures)
            if config is not None:
                detail = f"{config.reference} is the same already: {config.words}"
                return replace(decision, configures=None, detail=detail), config.reference
        if deploys is not None:
            there = deployed.current(self.connection, deploys.endpoint)
            if there is not None and there.config == deploys.config:
                detail = f"{deploys.config.reference} is what {deploys.endpoint} has already: {deploys.config.words}"
                return replace(decision, deploys=None, detail=detail), there.reference
        return decision, ""

    def edges(
        self,
        step: Step,
        inputs: Mapping[str, Artifact],
        attempt: int = 0,
        outcome: Outcome | None = None,
        planned: Run | Nested | None = None,
    ) -> tuple[Association, ...]:
        """The lineage of an attempt, or of a decision."""
        if outcome is not None:
            known = (use for use in outcome.files if use.digest and use.size >= 0)
            files = (*known, *self.parameter_files(step))
            outcome = replace(outcome, files=files) if files or outcome.files else outcome
        return nodes.of_attempt(
            self.id,
            step.name,
            attempt,
            inputs={**planned.loads, **inputs} if isinstance(planned, Run) else inputs,
            models=planned.versions if isinstance(planned, Run) else (),
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
        if step.name in self.digests:
            span = Span(self.tick, self.tick)
            findings = self.wiring.observed.add(step, found.outcome, span)
            self.learn(findings)
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
            self.jobs.push(name)

    def start_what_fits(self) -> None:
        if self.stopping:
            self.queue.replace(())
            self.delayed.clear()
            return
        short = set[str]()

        def lacks(name: str) -> str | None:
            """What is short for a step; who needs the same of it waits too, or a large step would wait for ever."""
            step = self.jobs.step(name)
            wanted = step.resources
            if isinstance(self.prepared[name][0], Nested):
                return None  # its steps take what there is
            if ("memory" in short and wanted.memory) or ("gpus" in short and wanted.gpus):
                return "memory" if "memory" in short and wanted.memory else "gpus"
            lack = self.room.take(step)
            if lack is not None:
                short.add(lack)
            return lack

        with self.writer.together():
            begun = [self.begin(self.jobs.step(name)) for name in self.queue.take(lacks)]
        for attempt in begun:  # only now is it written down that they run
            self.running[attempt.executor.submit(attempt.job)] = attempt
        if begun:
            self.on_change(self.id)

    def begin(self, step: Step) -> Attempt:
        """Open the next attempt of a step."""
        family = self.jobs.members[step.name][0] if step.name in self.jobs.members else None
        of = step if family is None else family.step
        step = self.wiring.watching(step) if family is None else step
        planned, inputs, key = self.prepared[step.name]
        number = self.attempts[step.name] = self.attempts.get(step.name, 0) + 1
        self.first_began.setdefault(step.name, time.monotonic())
        if isinstance(planned, Nested):
            return self.within.begin(step, planned, inputs, number)
        made = job.prepare(
            self.pipeline,
            step,
            planned,
            inputs,
            number,
            self.around,
            self.wiring.below(of),
            self.room.environment(step, self.beside[of.name] if family is None else self.slots()),
            (*self.codes.imports(step), *plugins.find("steps", step.type).imports),
            None if family is None else family.inputs,
        )
        self.writer.start_attempt(
            self.id,
            step.name,
            number,
            status=StepStatus.EXECUTING,
            inputs=inputs,
            notebook=os.path.join(made.folder, "executed.ipynb").removeprefix(self.above_store),
            key=key,
            begun=step.name in self.jobs.families,
        )
        if family is None:
            self.progress.begin(step.name, inputs)
        self.tick += 1
        return Attempt(step, made, inputs, self.tick, planned, self.executor)

    def finish(self, futures: Sequence[Future[Outcome]]) -> None:
        """Record what became of attempts, and go on with what waited for them.

        What one teaches changes what the next ones mean, so those are recorded after it was acted upon.
        """
        left = deque(futures)
        while left:
            ended: list[Ended] = []
            with self.writer.together():
                while left and not (ended and ended[-1].teaches):
                    ended.append(self.record(left.popleft()))
            self.on_change(self.id)
            for item in ended:
                if item.again:
                    self.reconsider()
                    continue
                self.learn(item.findings)
                self.consider(item.freed)

    def record(self, future: Future[Outcome]) -> Ended:
        """Write down what became of an attempt."""
        attempt = self.running.pop(future)
        step = attempt.step
        name = step.name
        self.room.give_back(name)
        outcome = self.judged(attempt, future.result())
        self.tick += 1
        self.flush()
        if name in self.jobs.members:
            return self.jobs.record(attempt, outcome)
        if name in self.outdated:
            self.put_back(attempt, outcome, self.outdated.pop(name))
            return Ended(again=True)
        findings = promise.Findings()
        if outcome.status in (StepStatus.SUCCEEDED, StepStatus.FAILED):
            findings = self.wiring.observed.add(step, outcome, Span(attempt.began, self.tick))
            if findings.failure is not None and outcome.status is StepStatus.SUCCEEDED:
                failure = replace(findings.failure, step=name, cell=findings.failure.cell or step.cell)
                outcome = replace(outcome, status=StepStatus.FAILED, failure=failure)
        wait = self.wait_before_retry(step, outcome)
        status = outcome.status if wait is None else StepStatus.PENDING
        edges = self.edges(step, attempt.inputs, attempt.job.attempt, outcome, attempt.planned)
        if isinstance(attempt.planned, Nested):
            edges += self.within.edges(attempt)
        detail = None if wait is None else f"attempt {attempt.job.attempt} failed; the next in {wait:g} s"
        self.writer.end_attempt(
            self.id, name, attempt.job.attempt, outcome, status=status, detail=detail, associations=edges
        )
        if wait is not None:
            self.progress.status[name] = StepStatus.PENDING
            self.delayed[name] = self.not_before[name] = time.monotonic() + wait
            return Ended()
        return Ended(findings, self.progress.end(name, status, outcome, outcome.failure))

    def judged(self, attempt: Attempt, outcome: Outcome) -> Outcome:
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

    def learn(self, findings: promise.Findings) -> None:
        """Go on with the pipeline as it should have been: other edges, and again what had read an old value."""
        again = dict(findings.again)
        new = self.wiring.learn(findings)
        if new:
            self.flush()
            self.writer.learn(self.id, new)
        if self.wiring.pipeline is not self.pipeline:
            again = {**self.progress.rewire(self.wiring.pipeline), **again}
            self._rewired()
        if again:
            self.flush()
            self.take_back(again)
        if new or again:
            self.reconsider()

    def take_back(self, reasons: Mapping[str, str]) -> None:
        """Steps that must run again, and all that came after them."""
        gone = self.progress.with_dependants(reasons)
        ended: dict[str, str] = {}
        first = next(iter(reasons))
        for name in sorted(gone, key=self.progress.position.__getitem__):
            reason = reasons.get(name, f"step {first} runs again")
            if name in self.jobs.families:
                self.jobs.drop(self.jobs.families.pop(name))
                ended[name] = f"again: {reason}"
            elif self.progress.status[name].ended or self.progress.status[name] is StepStatus.WAITING:
                ended[name] = f"again: {reason}"
            else:
                self.outdated[name] = reason
        for attempt in self.running.values():
            if attempt.step.name in self.outdated:
                attempt.executor.stop(attempt.job)
        self.writer.put_back(self.id, ended)
        self.progress.put_back(ended)
        for name in ended:
            self.wiring.observed.forget(name)
        self.on_change(self.id)

    def put_back(self, attempt: Attempt, outcome: Outcome, reason: str) -> None:
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

    def reconsider(self) -> None:
        """The steps that are ready may be others, and may be given something else."""
        going = {attempt.step.name for attempt in self.running.values()}
        kept = {
            name: item
            for name, item in self.prepared.items()
            if self.jobs.goes_on(name) and name not in going
        }
        delayed = {name: due for name, due in self.delayed.items() if name in kept}
        self.prepared, self.delayed = kept, delayed
        self.queue.replace(())
        for name in kept:
            if name not in delayed:
                self.jobs.push(name)
        self.held.clear()
        self.consider(self.progress.ready())

    # -- resuming ------------------------------------------------------------------------------------------------------

    def take_up(self) -> None:
        """What the execution had come to, as the store has it."""
        self.writer.resume(self.id, host=socket.gethostname(), pid=os.getpid())
        found = queries.execution(self.connection, self.id)
        for name, (status, attempts) in queries.children(self.connection, self.id).items():
            self.attempts[name] = attempts
            if status is StepStatus.SUCCEEDED:
                self.jobs.earlier.add(name)
        skipped: list[str] = []
        for item in found.steps:
            self.attempts[item.step] = len(item.attempts)
            step = self.progress.steps.get(item.step)
            if item.status is StepStatus.SKIPPED and item.detail == NOT_SELECTED:  # so it stays
                self.unselected.add(item.step)
                self.progress.end(item.step, StepStatus.SKIPPED)
            elif item.status is StepStatus.SKIPPED:
                skipped.append(item.step)
            elif item.status in (StepStatus.FAILED, StepStatus.STOPPED):  # it goes on after it had waited
                self.progress.end(item.step, item.status, failure=item.failure)
            elif item.status is StepStatus.WAITING:
                self.progress.wait(item.step, queries.inputs(self.connection, self.id, item.step))
            if item.status is not StepStatus.SUCCEEDED or step is None:
                continue
            result = queries.result(self.connection, self.id, item.step)
            assert result is not None
            given = queries.inputs(self.connection, self.id, item.step)
            if given or item.attempts:  # an older store does not say what a step without a process was given
                self.progress.given[item.step] = given
            self.progress.end(item.step, StepStatus.SUCCEEDED, result.outcome, taken=result.taken)
            if item.step in self.digests:
                self.tick += 1
                self.wiring.observed.add(step, result.outcome, Span(self.tick, self.tick))
        for name in graph.order(graph.edges(self.pipeline)):
            if name in skipped:
                self.progress.skip(name)
        # Another execution may have learned something meanwhile.
        outdated = self.progress.rewire(self.pipeline)
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
        """Hear a stop request and answers, and say that this scheduler lives."""
        if not self.stopping and (self.asked.is_set() or queries.stop_requested(self.connection, self.id)):
            self.stop()
        if not self.stopping and (freed := self.answers.hear()) is not None:
            self.consider(freed)
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
            attempt.executor.stop(attempt.job)
        self.on_change(self.id)

    def end(self, *, interrupted: bool = False) -> Finished:
        """Record the end of the execution, once nothing runs any more."""
        for future in list(self.running):
            future.result()
            self.finish([future])
        self.flush()
        for name, (was, _) in queries.children(self.connection, self.id).items():
            if not was.ended:
                self.writer.set_step(self.id, name, StepStatus.STOPPED, "its step has ended")
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
        self.within.close()
        self.executor.close()
        with contextlib.suppress(Exception):
            self.flush()
            for name, (status, _) in queries.children(self.connection, self.id).items():
                if not status.ended:
                    self.writer.set_step(self.id, name, StepStatus.STOPPED, failure.message)
            for step in self.pipeline.steps:
                if not self.progress.status[step.name].ended:
                    self.writer.set_step(self.id, step.name, StepStatus.STOPPED, failure.message)
            self.writer.set_execution(self.id, ExecutionStatus.FAILED, failure)


def _refuse_what_is_to_come(pipeline: Pipeline) -> None:
    """`NotYetError` names the first step of a type that is declared, and that this version cannot run."""
    for step in pipeline.steps:
        words: tuple[str, str] | None = getattr(plugins.find("steps", step.type), "not_yet", None)
        if words is not None:
            message, hint = words
            raise NotYetError(message, hint, step.cell, 1, code="not-yet", step=step.name)


def _relative(path: Path, folder: Path) -> str:
    """The path as seen from the store's parent folder, where it lies below it."""
    try:
        return str(path.resolve().relative_to(folder.parent))
    except ValueError:
        return str(path.resolve())
