"""Steps that wait for somebody's answer while an execution runs: asked, heard, given up."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from nbpipe import store
from nbpipe.model import (
    Artifact,
    Callback,
    CallbackStatus,
    Failure,
    Outcome,
    Question,
    Step,
    StepStatus,
)
from nbpipe.scheduler import traced
from nbpipe.store import callbacks

if TYPE_CHECKING:
    from nbpipe.scheduler.execution import RunningExecution


class Answers:
    """What an execution does for its steps that wait. The store has the questions; a restart finds them there."""

    def __init__(self, run: RunningExecution) -> None:
        self.run = run

    def ask(self, step: Step, question: Question, inputs: Mapping[str, Artifact]) -> list[str]:
        """The step waits from now on; the steps that are ready, where its answer is known already."""
        run = self.run
        run.taken.flush()
        asked = partial(
            callbacks.ask, execution=run.id, step=step.name, question=question, inputs=dict(inputs)
        )
        run.writer.within(asked, durable=True)
        run.progress.wait(step.name, inputs)
        run.on_change(run.id)
        given = run.request.answers.get(step.name)
        if given is None:
            return []
        (found,) = callbacks.listed(run.connection, run.id, step.name)
        return self._end(found, given, None, "answered as it was before")

    def hear(self) -> list[str] | None:
        """Go on with the answers that came; the steps that are ready through them. None where nothing happened."""
        run = self.run
        waiting = run.progress.waiting()
        if not waiting:
            return None
        freed: list[str] = []
        if (ended_by := run.progress.ended_by()) is not None:
            reason = f"the execution was ended by step {ended_by}"
            for name in waiting:
                if run.progress.steps[name].when == "succeeded":
                    run.taken.flush()
                    run.writer.within(partial(callbacks.withdraw, execution=run.id, step=name, reason=reason))
                    freed += run.progress.end(name, StepStatus.STOPPED)
                    run.on_change(run.id)
        if callbacks.is_due(run.connection, store.now(), run.id):
            run.writer.within(callbacks.expire)
        for found in callbacks.untaken(run.connection, run.id):
            run.taken.flush()
            if found.status is CallbackStatus.SUCCEEDED:
                given = {name: run.artifacts.save(value) for name, value in found.answer.items()}
                freed += self._end(found, given, None)
            else:
                freed += self._end(found, {}, _failure(found, run.progress.steps[found.step].cell))
        return None if run.progress.waiting() == waiting else freed

    def rest(self) -> bool:
        """Whether nothing is left but to wait: then the execution is Waiting, and needs no process."""
        return self.run.writer.within(partial(callbacks.rest, execution=self.run.id), durable=True)

    def _end(
        self, found: Callback, given: Mapping[str, Artifact], failure: Failure | None, detail: str = ""
    ) -> list[str]:
        run = self.run
        step = run.progress.steps[found.step]
        status = StepStatus.SUCCEEDED if failure is None else StepStatus.FAILED
        outcome = Outcome(status, outputs=given, failure=failure)
        edges = traced.of_step(run, step, run.progress.given[step.name], 0, outcome)
        run.writer.within(
            partial(
                callbacks.take, found=found, outputs=given, failure=failure, associations=edges, detail=detail
            )
        )
        run.on_change(run.id)
        return run.progress.end(step.name, status, outcome, failure)


def _failure(found: Callback, cell: int) -> Failure:
    """Why a step fails whose answer is no success."""
    why = f": {found.comment}" if found.comment else ""
    if found.status is CallbackStatus.EXPIRED:
        return Failure(
            "Timeout",
            f"nobody answered within its time, until {found.expires_at}",
            f"ask anew: nbpipe resume {found.execution}",
            found.step,
            cell,
        )
    kind, word = (
        ("Rejected", "rejected") if found.question.approval else ("CallbackFailed", "answered as failed")
    )
    return Failure(kind, f"{word} by {found.by}{why}", None, found.step, cell)
