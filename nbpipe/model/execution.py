"""What is kept of a run: executions, their steps with every attempt, and the questions that they asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from nbpipe.model.answer import Question
from nbpipe.model.outcome import Artifact, Failure, Metric
from nbpipe.model.statuses import CallbackStatus, ExecutionStatus, StepStatus


@dataclass(frozen=True)
class Output:
    """A name for an artifact in one execution: `step.variable`; `kind` is `variable` or `figure`."""

    variable: str
    artifact: Artifact
    kind: str = "variable"


@dataclass(frozen=True)
class Attempt:
    """One try of a step; never overwritten. `notebook` is the executed notebook's path, relative to the store's parent folder."""

    number: int
    status: StepStatus
    started_at: str | None = None
    ended_at: str | None = None
    host: str | None = None
    pid: int | None = None
    notebook: str | None = None
    seconds: float | None = None
    cpu_seconds: float | None = None
    max_rss: int | None = None
    failure: Failure | None = None


@dataclass(frozen=True)
class StepExecution:
    """What became of one step in one execution. `detail` is one line: a Condition's value, a skip's reason."""

    step: str
    type: str
    status: StepStatus
    cached: bool = False
    cached_from: str | None = None
    cache_key: str | None = None
    started_at: str | None = None
    ended_at: str | None = None
    seconds: float | None = None
    detail: str | None = None
    failure: Failure | None = None
    attempts: tuple[Attempt, ...] = ()
    outputs: tuple[Output, ...] = ()
    metrics: tuple[Metric, ...] = ()


@dataclass(frozen=True)
class Execution:
    """One run of one pipeline version with bound parameters; of a Pipeline step, that of its parent."""

    id: str
    pipeline: str
    version: int
    status: ExecutionStatus
    parameters: Mapping[str, Any] = field(default_factory=dict)
    seed: int = 0
    notebook: str | None = None
    started_by: str | None = None
    started_at: str | None = None
    ended_at: str | None = None
    seconds: float | None = None
    failure: Failure | None = None
    host: str | None = None
    pid: int | None = None
    environment: Mapping[str, Any] = field(default_factory=dict)
    steps: tuple[StepExecution, ...] = ()
    parent_execution: str | None = None
    parent_step: str | None = None


@dataclass(frozen=True)
class Callback:
    """A question that a step asked, and what was answered. Its `token` completes it, once, until `expires_at`."""

    id: int
    execution: str
    step: str
    token: str
    question: Question
    asked_at: str
    status: CallbackStatus = CallbackStatus.OPEN
    expires_at: str | None = None
    answered_at: str | None = None
    by: str | None = None
    comment: str = ""
    answer: Mapping[str, Any] = field(default_factory=dict)
