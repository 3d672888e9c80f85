"""What an execution, a step and a question can be, and the legal changes from one to another."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class ExecutionStatus(StrEnum):
    """Status of an execution, in SageMaker's words; Waiting: a Callback is all that is left."""

    EXECUTING = "Executing"
    STOPPING = "Stopping"
    WAITING = "Waiting"
    STOPPED = "Stopped"
    FAILED = "Failed"
    SUCCEEDED = "Succeeded"

    @property
    def ended(self) -> bool:
        return self in (ExecutionStatus.STOPPED, ExecutionStatus.FAILED, ExecutionStatus.SUCCEEDED)


class StepStatus(StrEnum):
    """Status of a step execution. A cache hit is Succeeded with `cached`."""

    PENDING = "Pending"
    STARTING = "Starting"
    EXECUTING = "Executing"
    WAITING = "Waiting"
    SUCCEEDED = "Succeeded"
    FAILED = "Failed"
    STOPPED = "Stopped"
    SKIPPED = "Skipped"

    @property
    def ended(self) -> bool:
        return self in (StepStatus.SUCCEEDED, StepStatus.FAILED, StepStatus.STOPPED, StepStatus.SKIPPED)


_E, _S = ExecutionStatus, StepStatus


EXECUTION_TRANSITIONS: Mapping[ExecutionStatus, frozenset[ExecutionStatus]] = {
    _E.EXECUTING: frozenset({_E.STOPPING, _E.WAITING, _E.STOPPED, _E.FAILED, _E.SUCCEEDED}),
    _E.STOPPING: frozenset({_E.STOPPED, _E.FAILED, _E.SUCCEEDED}),
    _E.WAITING: frozenset({_E.EXECUTING, _E.STOPPING, _E.STOPPED, _E.FAILED, _E.SUCCEEDED}),
    _E.STOPPED: frozenset({_E.EXECUTING}),  # by resume
    _E.FAILED: frozenset({_E.EXECUTING}),  # by resume
    _E.SUCCEEDED: frozenset(),
}


STEP_TRANSITIONS: Mapping[StepStatus, frozenset[StepStatus]] = {
    _S.PENDING: frozenset(
        {_S.STARTING, _S.EXECUTING, _S.WAITING, _S.SUCCEEDED, _S.FAILED, _S.STOPPED, _S.SKIPPED}
    ),
    _S.STARTING: frozenset({_S.EXECUTING, _S.SUCCEEDED, _S.FAILED, _S.STOPPED, _S.PENDING}),
    _S.EXECUTING: frozenset({_S.WAITING, _S.SUCCEEDED, _S.FAILED, _S.STOPPED, _S.PENDING}),
    _S.WAITING: frozenset({_S.EXECUTING, _S.SUCCEEDED, _S.FAILED, _S.STOPPED, _S.PENDING}),
    _S.SUCCEEDED: frozenset({_S.PENDING}),  # where the run learned that it had read an old value
    _S.FAILED: frozenset({_S.PENDING}),  # by retry and resume
    _S.STOPPED: frozenset({_S.PENDING}),  # by resume
    _S.SKIPPED: frozenset({_S.PENDING}),  # by resume
}


class CallbackStatus(StrEnum):
    """What became of a question that a Callback asked; Withdrawn: what it was about has changed."""

    OPEN = "Open"
    SUCCEEDED = "Succeeded"
    FAILED = "Failed"
    EXPIRED = "Expired"
    WITHDRAWN = "Withdrawn"
