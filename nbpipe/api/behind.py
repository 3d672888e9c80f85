"""What stands behind the steps of an execution: executions that they are, jobs that they have, and where a failure is told."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field

from nbpipe.api import jobs
from nbpipe.model import Execution, ExecutionStatus, StepExecution, StepStatus
from nbpipe.store import queries

_DEEPEST = 50  # executions within executions that are looked into


@dataclass(frozen=True)
class Cause:
    """Where a failure is told: the log of a step, or its jobs that failed. Without a `step` only the execution is known."""

    execution: str
    step: str | None
    jobs: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Inside:
    """`nested`: step → the execution that it is or was last; `jobs`: step → how many jobs of each status; `causes`: step
    that failed → where that is told, which may be several executions below.
    """

    nested: Mapping[str, str] = field(default_factory=dict)
    jobs: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    causes: Mapping[str, Cause] = field(default_factory=dict)

    @property
    def failing(self) -> list[tuple[str, Mapping[str, int]]]:
        """The steps with jobs that failed, though they may have succeeded themselves."""
        return [(step, counts) for step, counts in self.jobs.items() if failed(counts)]


NOTHING = Inside()


def of(connection: sqlite3.Connection, execution: Execution) -> Inside:
    """What stands behind the steps of an execution."""
    nested = queries.nested(connection, execution.id)
    families = jobs.families(connection, execution.id)
    causes = {
        step.step: _cause(connection, execution.id, step.step, nested, families)
        for step in failed_steps(execution)
        if step.attempts or step.step in nested
    }
    return Inside(nested, families, causes)


def _cause(
    connection: sqlite3.Connection,
    execution: str,
    step: str,
    nested: Mapping[str, str],
    families: Mapping[str, Mapping[str, int]],
) -> Cause:
    for _ in range(_DEEPEST):
        if step not in nested:
            break
        inner = queries.execution(connection, nested[step])
        failing = failed_steps(inner)
        if not failing or inner.status is not ExecutionStatus.FAILED:
            return Cause(inner.id, None)
        execution, step = inner.id, failing[-1].step
        nested, families = queries.nested(connection, inner.id), jobs.families(connection, inner.id)
    counts = families.get(step, {})
    return Cause(execution, step, counts if failed(counts) else {})


def failed(counts: Mapping[str, int]) -> int:
    """How many jobs failed."""
    return counts.get(StepStatus.FAILED, 0)


def failed_steps(execution: Execution) -> list[StepExecution]:
    """The steps that failed; the one that is told as the reason stands last."""
    first = execution.failure.step if execution.failure else None
    failed = [step for step in execution.steps if step.status is StepStatus.FAILED and step.failure]
    return sorted(failed, key=lambda step: step.step == first)


def cause_of(execution: Execution, inside: Inside) -> Cause | None:
    """Where it is told why an execution failed; None where its step printed nothing anywhere."""
    told = [step.step for step in failed_steps(execution) if step.step in inside.causes]
    return inside.causes[told[-1]] if told else None
