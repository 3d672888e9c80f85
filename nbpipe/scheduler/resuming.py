"""An execution that ended early goes on: what it had come to, and what of that still stands."""

from __future__ import annotations

import os
import socket
from typing import TYPE_CHECKING

from nbpipe import graph
from nbpipe.model import (
    StepStatus,
)
from nbpipe.promise import Span
from nbpipe.store import queries, results
from nbpipe.store.writer import NOT_SELECTED

if TYPE_CHECKING:
    from nbpipe.scheduler.execution import RunningExecution


def take_up(run: RunningExecution) -> None:
    """What the execution had come to, as the store has it."""
    run.writer.resume(run.id, host=socket.gethostname(), pid=os.getpid())
    found = queries.execution(run.connection, run.id)
    for name, (status, attempts) in queries.children(run.connection, run.id).items():
        run.attempts[name] = attempts
        if status is StepStatus.SUCCEEDED:
            run.jobs.earlier.add(name)
    skipped: list[str] = []
    for item in found.steps:
        run.attempts[item.step] = len(item.attempts)
        step = run.progress.steps.get(item.step)
        if item.status is StepStatus.SKIPPED and item.detail == NOT_SELECTED:  # so it stays
            run.unselected.add(item.step)
            run.progress.end(item.step, StepStatus.SKIPPED)
        elif item.status is StepStatus.SKIPPED:
            skipped.append(item.step)
        elif item.status in (StepStatus.FAILED, StepStatus.STOPPED):  # it goes on after it had waited
            run.progress.end(item.step, item.status, failure=item.failure)
        elif item.status is StepStatus.WAITING:
            run.progress.wait(item.step, queries.inputs(run.connection, run.id, item.step))
        if item.status is not StepStatus.SUCCEEDED or step is None:
            continue
        result = results.result(run.connection, run.id, item.step)
        assert result is not None
        given = queries.inputs(run.connection, run.id, item.step)
        if given or item.attempts:  # an older store does not say what a step without a process was given
            run.progress.given[item.step] = given
        run.progress.end(item.step, StepStatus.SUCCEEDED, result.outcome, taken=result.taken)
        if item.step in run.digests:
            run.tick += 1
            run.wiring.observed.add(step, result.outcome, Span(run.tick, run.tick))
    for name in graph.order(graph.edges(run.pipeline)):
        if name in skipped:
            run.progress.skip(name)
    # Another execution may have learned something meanwhile.
    outdated = run.progress.rewire(run.pipeline)
    if outdated:
        run.again.take_back(outdated)
    run.on_change(run.id)
    while damaged := _damaged(run):
        run.again.take_back(damaged)


def _damaged(run: RunningExecution) -> dict[str, str]:
    """Steps that must run again, since a step to come takes an output whose content is gone or cut off."""
    found: dict[str, str] = {}
    for step in run.pipeline.steps:
        if run.progress.status[step.name] is not StepStatus.PENDING:
            continue
        for name, writers in step.inputs.items():
            places = ((writer, name) for writer in reversed(writers))
            place = next((place for place in places if place in run.progress.values), None)
            if place is None:
                continue
            artifact = run.progress.values[place]
            if not run.artifacts.holds(artifact.digest, artifact.size):
                found[place[0]] = f"the content of {name} ({artifact.digest}) is gone or damaged"
    return found
