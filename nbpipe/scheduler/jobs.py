"""The jobs of steps that have many, while an execution runs: queued, recorded, stopped; what joins them, and what fails."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from nbpipe import fingerprint, plugins
from nbpipe.errors import NbpipeError
from nbpipe.model import CacheKey, Child, Failure, Outcome, Result, Step, StepStatus
from nbpipe.scheduler import traced
from nbpipe.scheduler.attempts import Attempt, Ended
from nbpipe.scheduler.families import Family
from nbpipe.scheduler.families import name as family_name
from nbpipe.store import nodes, results
from nbpipe.store.writer import Taken

if TYPE_CHECKING:
    from nbpipe.scheduler.execution import RunningExecution


class Jobs:
    """What an execution does for its steps of many jobs; to the execution itself a job is as a step is.

    `families` are the steps of many jobs that have begun, `members` their jobs by name: their key, and as a step.
    `earlier` are jobs that had succeeded when the execution was resumed.
    """

    def __init__(self, run: RunningExecution) -> None:
        self.run = run
        self.families: dict[str, Family] = {}
        self.members: dict[str, tuple[Family, str, Step]] = {}
        self.earlier: set[str] = set()

    def push(self, name: str) -> None:
        """Queue a step; a job of one that has many stands in the place of its step."""
        self.run.queue.push(name, like=self.members[name][0].step.name if name in self.members else None)

    def place(self, name: str) -> int:
        """Where a step, or the step that it is a job of, stands in the notebook."""
        return self.run.progress.position[self.members[name][0].step.name if name in self.members else name]

    def step(self, name: str) -> Step:
        """A step of the pipeline, or a job of one that has many."""
        return self.members[name][2] if name in self.members else self.run.progress.steps[name]

    def fan_out(self, family: Family) -> list[str]:
        """A step of many jobs begins; the steps that are ready through it, where it has ended at once."""
        self.run.taken.flush()
        self.families[family.step.name] = family
        self.run.writer.set_step(self.run.id, family.step.name, StepStatus.EXECUTING, None)
        self.run.progress.begin(family.step.name, family.inputs)
        return self.go_on(family)

    def go_on(self, family: Family) -> list[str]:
        """Queue the jobs that come next, and what joins them all when there is none; the steps that are ready."""
        step, joined = family.step, None
        try:
            while children := family.next():
                self.enter(family, children)
            if not family.open and family.failed is None:
                joined = family.join()
        except NbpipeError as error:
            problem = error.problems[0]
            family.error = Failure(type(error).__name__, problem.message, problem.hint)
        if family.failed is not None:
            self.drop(family)
        if family.open:
            return []
        if joined is not None:
            key = family.key
            if family.failures and family.many.again:  # a result for this execution alone
                key = replace(key, digest=fingerprint.of("partial", [key.digest, self.run.id]))
            self.run.prepared[step.name] = joined, dict(family.inputs), key
            self.push(step.name)
            return []
        assert family.failed is not None
        failure = replace(family.failed, step=step.name, cell=family.failed.cell or step.cell)
        del self.families[step.name]
        self.run.taken.flush()
        self.run.writer.set_step(self.run.id, step.name, StepStatus.FAILED, failure.message, failure)
        self.run.on_change(self.run.id)
        return self.run.progress.end(step.name, StepStatus.FAILED, failure=failure)

    def enter(self, family: Family, children: Sequence[Child]) -> None:
        """Jobs of a step: taken from an earlier result, or queued."""
        parent = family.step
        step_type = plugins.find("steps", parent.type)
        fresh: list[tuple[Child, Step, CacheKey]] = []
        for child in children:
            step = family.member(child)
            self.members[step.name] = family, child.key, step
            key = self.run.keys.of(step, step_type.version, child.inputs, child.run, step_type.imports)
            if step.name in self.earlier:
                found = results.result(self.run.connection, self.run.id, step.name)
                if found is not None and found.key == key.digest and self.whole(found):
                    family.end(child.key, found.outcome)
                    continue
            fresh.append((child, step, key))
        self.run.taken.flush()
        names = [(step.name, child.label) for child, step, _ in fresh]
        self.run.writer.add_children(self.run.id, parent.name, names)
        for child, step, key in fresh:
            taken = self.run.recall.find(step, key) if self.run.request.cache and parent.cache else ""
            if isinstance(taken, Result):
                edges = nodes.of_taken(self.run.id, step.name, taken)
                self.run.taken.hits.append(Taken(step.name, taken, child.inputs, "", edges))
                family.end(child.key, taken.outcome)
                continue
            self.run.prepared[step.name] = child.run, dict(child.inputs), key
            self.push(step.name)

    def whole(self, found: Result) -> bool:
        """Whether the content of everything that a result holds is there."""
        return all(
            self.run.artifacts.holds(item.digest, item.size) for item in found.outcome.outputs.values()
        )

    def record(self, attempt: Attempt, outcome: Outcome) -> Ended:
        """Write down what became of an attempt at one of a step's many jobs."""
        family, key, step = self.members[attempt.step.name]
        if outcome.status is StepStatus.SUCCEEDED and outcome.changed:
            message = f"a job of step {family.step.name} changes {', '.join(outcome.changed)}, of which each has a copy"
            hint = "make a new variable of it: each job gives one, and the step a list of them"
            hidden = Failure("HiddenChange", message, hint, family.step.name, family.step.cell)
            outcome = replace(outcome, status=StepStatus.FAILED, failure=hidden)
        failure = outcome.failure
        if failure is not None and failure.type == family.many.gives_up:
            outcome = replace(outcome, status=StepStatus.STOPPED)
        dropped = self.families.get(family.step.name) is not family
        wait = None if dropped or family.failed else self.run.wait_before_retry(step, outcome)
        self.run.writer.end_attempt(
            self.run.id,
            step.name,
            attempt.job.attempt,
            outcome,
            status=outcome.status if wait is None else StepStatus.PENDING,
            associations=traced.of_step(self.run, step, attempt.inputs, attempt.job.attempt, outcome),
        )
        if wait is not None:
            self.run.delayed[step.name] = self.run.not_before[step.name] = time.monotonic() + wait
            return Ended()
        family.end(key, outcome)
        return Ended() if dropped or self.run.stopping else Ended(freed=self.go_on(family))

    def drop(self, family: Family) -> None:
        """Jobs that have not begun do not begin any more, and those that run are stopped."""
        running = {attempt.step.name: attempt for attempt in self.run.running.values()}
        for key in list(family.open):
            name = family_name(family.step.name, key)
            if name in running:
                running[name].executor.stop(running[name].job)
                continue
            family.open.pop(key)
            self.run.queue.drop({name})
            self.run.delayed.pop(name, None)
            self.run.taken.flush()
            self.run.writer.set_step(self.run.id, name, StepStatus.STOPPED, "its step has ended")

    def goes_on(self, name: str) -> bool:
        """Whether it is a job of a step of many that has begun, or what joins them."""
        family = self.members[name][0] if name in self.members else self.families.get(name)
        if family is None or self.families.get(family.step.name) is not family:
            return False
        if name in self.members:
            return self.members[name][1] in family.open
        return family.joining and not self.run.progress.status[name].ended
