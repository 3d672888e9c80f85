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
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from nbpipe import environment, fingerprint, job, plugins, promise
from nbpipe.artifacts import ArtifactStore
from nbpipe.cache.code import Codes
from nbpipe.cache.files import Files
from nbpipe.cache.imports import Imports
from nbpipe.cache.key import Keys
from nbpipe.cache.recall import Recall
from nbpipe.errors import StoreError
from nbpipe.executors import Executor
from nbpipe.model import (
    Artifact,
    CacheKey,
    Decision,
    Execution,
    ExecutionStatus,
    Failure,
    Many,
    Nested,
    Outcome,
    Pipeline,
    Result,
    Run,
    Step,
    StepStatus,
)
from nbpipe.promise import Span
from nbpipe.scheduler import machine, resuming, traced
from nbpipe.scheduler.again import Again
from nbpipe.scheduler.answers import Answers
from nbpipe.scheduler.attempts import Attempt, Ended
from nbpipe.scheduler.decisions import Decisions
from nbpipe.scheduler.families import Family
from nbpipe.scheduler.jobs import Jobs
from nbpipe.scheduler.lease import Interrupted, is_alive, signals
from nbpipe.scheduler.nested import Within
from nbpipe.scheduler.progress import Progress
from nbpipe.scheduler.queue import Queue, paths
from nbpipe.scheduler.request import Finished, Request
from nbpipe.scheduler.retries import wait_before
from nbpipe.scheduler.taking import Taking
from nbpipe.scheduler.wiring import Wiring, code_digests
from nbpipe.store import queries, results
from nbpipe.store.writer import NOT_SELECTED, Writer

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
        known = results.lessons(connection, self.digests.values())
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
        self.decisions = Decisions(self)
        self.taken = Taking(self)
        self.again = Again(self)
        self.jobs = Jobs(self)
        self.answers = Answers(self)
        self.within = Within(self)
        self.attempts: dict[str, int] = {}
        self.first_began: dict[str, float] = {}
        self.stopping = False
        self.tick = 0
        self.beat = time.monotonic()
        self.rewired()

    @property
    def pipeline(self) -> Pipeline:
        """The definition with what was learned about it."""
        return self.progress.pipeline

    def slots(self) -> int:
        wanted = self.request.max_parallel or self.executor.slots
        return max(1, min(wanted, self.executor.slots))

    def rewired(self) -> None:
        """What follows from the edges of the pipeline."""
        seconds = queries.expected_seconds(self.connection, self.pipeline.name)
        self.queue = Queue(paths(self.pipeline, seconds), self.progress.position)
        self.beside = machine.beside(self.pipeline)

    # -- the way -------------------------------------------------------------------------------------------------------

    def run(self) -> Finished:
        # What died does not stay Executing for ever.
        self.writer.close_lapsed(datetime.now(UTC), 0.0, is_alive)
        if self.resumed:
            resuming.take_up(self)
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
            self.taken.select(request.selection)

    def loop(self) -> Finished:
        self.consider(self.progress.ready())
        while True:
            while self.busy():
                self.taken.flush()
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
        return bool(self.queue or self.running or self.delayed or self.taken.hits or held)

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
            self.taken.flush()
            self.writer.skip(self.id, step.name, reason)
            freed = self.progress.skip(step.name)
            self.on_change(self.id)
            return freed
        step_type = plugins.find("steps", step.type)
        if step_type.irrevocable and name != self.forced and not self.progress.all_above_ended(name):
            self.held.add(step.name)
            return []
        inputs = self.progress.inputs(step)
        planned = self.decisions.plan(step, step_type, inputs)
        if isinstance(planned, Decision):
            if planned.question is not None:
                return self.answers.ask(step, planned.question, inputs)
            return self.decisions.decide(step, planned, inputs)
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
                return self.taken.hit(step, found, inputs)
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
                    self.again.reconsider()
                    continue
                self.again.learn(item.findings)
                self.consider(item.freed)

    def record(self, future: Future[Outcome]) -> Ended:
        """Write down what became of an attempt."""
        attempt = self.running.pop(future)
        step = attempt.step
        name = step.name
        self.room.give_back(name)
        outcome = self.judged(attempt, future.result())
        self.tick += 1
        self.taken.flush()
        if name in self.jobs.members:
            return self.jobs.record(attempt, outcome)
        if name in self.outdated:
            self.again.put_back(attempt, outcome, self.outdated.pop(name))
            return Ended(again=True)
        findings = promise.Findings()
        if outcome.status in (StepStatus.SUCCEEDED, StepStatus.FAILED):
            findings = self.wiring.observed.add(step, outcome, Span(attempt.began, self.tick))
            if findings.failure is not None and outcome.status is StepStatus.SUCCEEDED:
                failure = replace(findings.failure, step=name, cell=findings.failure.cell or step.cell)
                outcome = replace(outcome, status=StepStatus.FAILED, failure=failure)
        wait = self.wait_before_retry(step, outcome)
        status = outcome.status if wait is None else StepStatus.PENDING
        edges = traced.of_step(self, step, attempt.inputs, attempt.job.attempt, outcome, attempt.planned)
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
        self.taken.flush()
        self.writer.set_execution(self.id, ExecutionStatus.STOPPING)
        for attempt in self.running.values():
            attempt.executor.stop(attempt.job)
        self.on_change(self.id)

    def end(self, *, interrupted: bool = False) -> Finished:
        """Record the end of the execution, once nothing runs any more."""
        for future in list(self.running):
            future.result()
            self.finish([future])
        self.taken.flush()
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
            self.taken.flush()
            for name, (status, _) in queries.children(self.connection, self.id).items():
                if not status.ended:
                    self.writer.set_step(self.id, name, StepStatus.STOPPED, failure.message)
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
