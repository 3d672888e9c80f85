"""Everything about one step of an execution: code, inputs, outputs, metrics, logs, questions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from nbpipe.api.shapes.executions import Node, StepCard
from nbpipe.model import Artifact, Attempt, CallbackStatus, ExecutionStatus, Failure, FileUse, Metric


@dataclass(frozen=True)
class Value:
    """A variable of a step: its artifact, and where it came from (`producer`, None for a parameter)."""

    variable: str
    artifact: Artifact
    producer: str | None = None
    execution: str | None = None  # of the producer, where a cached result was taken
    gone: bool = False  # the blob is not there any more


@dataclass(frozen=True)
class StepPage:
    """Everything about one step of an execution."""

    card: StepCard
    node: Node
    code: tuple[CodeCell, ...]
    options: Mapping[str, Any]
    inputs: tuple[Value, ...]
    outputs: tuple[Value, ...]
    figures: tuple[Value, ...]
    metrics: tuple[Series, ...]
    files: tuple[FileUse, ...]
    attempts: tuple[Attempt, ...]
    failure: Failure | None = None
    parameters: Mapping[str, Any] = field(default_factory=dict)  # those that it reads
    cache_key: str | None = None
    cached_from: str | None = None
    why: tuple[str, ...] = ()  # why it ran or was taken, a line each; the words of `nbpipe why`
    changes: tuple[str, ...] = ()
    when: str = "succeeded"
    retry: str = ""
    timeout: float | None = None
    resources: str = ""
    setup: tuple[CodeCell, ...] = ()  # the setup cells that run first
    diff: tuple[str, ...] = ()  # of the code, where that is why it ran: the lines of a unified diff
    files_total: int = 0  # of which `files` are the first
    learned: tuple[str, ...] = ()  # what runs found out about its code, a line each
    parent: str | None = None  # the step that it is a job of
    label: str = ""  # of a job: what it is, such as the parameters of a trial
    callbacks: tuple[CallbackRow, ...] = ()  # what it asked, the newest first


@dataclass(frozen=True)
class CallbackRow:
    """A question that a Callback asked. `token`, as long as it is open, is where the answer goes.

    `outputs` are the variables that the answer gives a value, the first one of `choices` where there are any. `verdict`
    is its status in words; of an approval Approved or Rejected.
    """

    execution: str
    step: str
    token: str | None
    status: CallbackStatus
    verdict: str
    question: str  # Markdown
    approval: bool
    choices: tuple[str, ...]
    outputs: tuple[str, ...]
    asked_at: str
    expires_at: str | None = None
    answered_at: str | None = None
    by: str | None = None
    comment: str = ""
    answer: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Callbacks:
    rows: tuple[CallbackRow, ...]
    exists: bool = True  # whether there is a store yet


@dataclass(frozen=True)
class CallbackAnswered:
    """An answer as it was recorded, the status of its execution, and why that does not go on, where it does not."""

    row: CallbackRow
    status: ExecutionStatus
    problem: str = ""


@dataclass(frozen=True)
class CodeCell:
    """Code of a cell without its magic line; `first_line` is the line of the user's cell on which it starts."""

    number: int
    id: str
    source: str
    first_line: int = 1


@dataclass(frozen=True)
class Series:
    """A metric with its logged points, in order; of very many (`total`), an even choice with the first and the last."""

    name: str
    points: tuple[Metric, ...]
    total: int = 0


@dataclass(frozen=True)
class Log:
    """The executed cells of an attempt, as nbformat outputs. `size` bytes in all; `cut` where only the end is given.

    While it runs, ask again with `after` = `next`. Where the answer is not `whole`, its outputs are to be added to
    those of the cell with that number, and text to the text before it where both are of one stream.
    """

    attempt: int
    running: bool
    cells: tuple[LogCell, ...]
    size: int
    cut: bool = False
    next: int = 0
    whole: bool = True
    notebook: bool = False  # whether there is an executed notebook to download


@dataclass(frozen=True)
class LogCell:
    """`number` is that of the user's cell; None for one that nbpipe put in, such as the parameters."""

    source: str
    number: int | None
    execution_count: int | None
    outputs: tuple[Mapping[str, Any], ...]  # as nbformat has them
    role: str = "body"  # or setup, parameters
