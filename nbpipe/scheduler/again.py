"""What a run learned while it ran: the pipeline as it should have been, and what must run again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from nbpipe import promise
from nbpipe.model import (
    Failure,
    Outcome,
    StepStatus,
)
from nbpipe.scheduler.attempts import Attempt

if TYPE_CHECKING:
    from nbpipe.scheduler.execution import RunningExecution


class Again:
    """Changes the edges of the pipeline, and takes back what had read an old value."""

    def __init__(self, run: RunningExecution) -> None:
        self.run = run

    def learn(self, findings: promise.Findings) -> None:
        """Go on with the pipeline as it should have been: other edges, and again what had read an old value."""
        run = self.run
        again = dict(findings.again)
        new = run.wiring.learn(findings)
        if new:
            run.taken.flush()
            run.writer.learn(run.id, new)
        if run.wiring.pipeline is not run.pipeline:
            again = {**run.progress.rewire(run.wiring.pipeline), **again}
            run.rewired()
        if again:
            run.taken.flush()
            self.take_back(again)
        if new or again:
            self.reconsider()

    def take_back(self, reasons: Mapping[str, str]) -> None:
        """Steps that must run again, and all that came after them."""
        run = self.run
        gone = run.progress.with_dependants(reasons)
        ended: dict[str, str] = {}
        first = next(iter(reasons))
        for name in sorted(gone, key=run.progress.position.__getitem__):
            reason = reasons.get(name, f"step {first} runs again")
            if name in run.jobs.families:
                run.jobs.drop(run.jobs.families.pop(name))
                ended[name] = f"again: {reason}"
            elif run.progress.status[name].ended or run.progress.status[name] is StepStatus.WAITING:
                ended[name] = f"again: {reason}"
            else:
                run.outdated[name] = reason
        for attempt in run.running.values():
            if attempt.step.name in run.outdated:
                attempt.executor.stop(attempt.job)
        run.writer.put_back(run.id, ended)
        run.progress.put_back(ended)
        for name in ended:
            run.wiring.observed.forget(name)
        run.on_change(run.id)

    def put_back(self, attempt: Attempt, outcome: Outcome, reason: str) -> None:
        """An attempt that had read an old value has ended: it does not count."""
        run = self.run
        failure = Failure("Outdated", f"it was given an old value: {reason}", step=attempt.step.name)
        stopped = replace(
            outcome, status=StepStatus.STOPPED, outputs={}, figures={}, metrics=(), failure=failure
        )
        run.writer.end_attempt(
            run.id,
            attempt.step.name,
            attempt.job.attempt,
            stopped,
            status=StepStatus.STOPPED if run.stopping else StepStatus.PENDING,
            detail=f"again: {reason}",
        )
        run.progress.put_back([attempt.step.name])
        if run.stopping:
            run.progress.end(attempt.step.name, StepStatus.STOPPED)

    def reconsider(self) -> None:
        """The steps that are ready may be others, and may be given something else."""
        run = self.run
        going = {attempt.step.name for attempt in run.running.values()}
        kept = {
            name: item for name, item in run.prepared.items() if run.jobs.goes_on(name) and name not in going
        }
        delayed = {name: due for name, due in run.delayed.items() if name in kept}
        run.prepared, run.delayed = kept, delayed
        run.queue.replace(())
        for name in kept:
            if name not in delayed:
                run.jobs.push(name)
        run.held.clear()
        run.consider(run.progress.ready())
