"""Lists of executions and pipelines, one execution with its graph, its timeline and its replay."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from nbpipe.model import ExecutionStatus, Failure, Metric, Parameter, StepStatus


@dataclass(frozen=True)
class ExecutionRow:
    """One line in a list of executions. `done` of `steps` have ended."""

    id: str
    pipeline: str
    version: int
    status: ExecutionStatus
    started_at: str | None
    ended_at: str | None
    seconds: float | None
    started_by: str | None
    steps: int
    done: int
    cached: int
    notebook: str | None = None  # relative to the server's root where it lies under it, else None
    parameters: Mapping[str, Any] = field(default_factory=dict)
    failure: str = ""  # one line
    orphan: bool = False  # it has not ended, and the process that ran it is gone: stop closes it
    changed: tuple[str, ...] = ()  # parameters that are not as their defaults
    parent_execution: str | None = None  # of which it is a step, and which one
    parent_step: str | None = None


@dataclass(frozen=True)
class Executions:
    """`total` counts all of them where neither a status nor a search narrows the choice."""

    rows: tuple[ExecutionRow, ...]
    next: str | None = None
    total: int | None = None
    exists: bool = True  # whether there is a store yet


@dataclass(frozen=True)
class PipelineRow:
    """A pipeline, with its last ten executions from the newest to the oldest."""

    name: str
    versions: int
    executions: int
    last: tuple[ExecutionRow, ...]
    notebook: str | None = None


@dataclass(frozen=True)
class Pipelines:
    rows: tuple[PipelineRow, ...]
    running: tuple[ExecutionRow, ...] = ()
    next: str | None = None
    exists: bool = True


@dataclass(frozen=True)
class Node:
    """A step as the graph draws it.

    `expression` is a Condition's, or the notebook that a step runs; what stands on each side of it is known by the edges of kind branch.
    """

    name: str
    type: str
    title: str
    description: str
    cells: tuple[int, ...]
    cell_ids: tuple[str, ...]
    expression: str = ""


@dataclass(frozen=True)
class Edge:
    """`kind`: data (variables go along it), order (`--after`), branch (a Condition; `label` is then or else), learned."""

    source: str
    target: str
    kind: str
    variables: tuple[str, ...] = ()
    label: str = ""


@dataclass(frozen=True)
class Graph:
    """A pipeline version as it is drawn; nodes in notebook order."""

    pipeline: str
    version: int | None
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


@dataclass(frozen=True)
class StepCard:
    """What a card says about a step now. `metric` is the first one logged. `progress` is 0 to 1 where it is known.

    `expected` is how long it took before, in seconds. `jobs` says of a step of many jobs, such as a Map, how many of
    them are in each status.
    """

    step: str
    status: StepStatus
    started_at: str | None = None
    ended_at: str | None = None
    seconds: float | None = None
    cached: bool = False
    attempts: int = 0
    detail: str = ""
    metric: Metric | None = None
    expected: float | None = None
    progress: float | None = None
    error: str = ""  # one line
    jobs: Mapping[str, int] = field(default_factory=dict)
    child_execution: str | None = None  # of a Pipeline step: the execution that it is


@dataclass(frozen=True)
class ExecutionPage:
    """An execution with its graph; `event` is the id of the last event that it includes."""

    execution: ExecutionRow
    graph: Graph
    steps: tuple[StepCard, ...]
    event: int
    seed: int = 0
    failure: Failure | None = None
    environment: Mapping[str, Any] = field(default_factory=dict)
    notebook: str | None = None
    host: str | None = None
    parameters: tuple[
        Parameter, ...
    ] = ()  # as the definition has them; the values are in execution.parameters
    lessons: tuple[str, ...] = ()  # what this run learned, a line each
    models: tuple[str, ...] = ()  # group:version that it registered
    longest_path: tuple[str, ...] = ()  # the critical path, by measured durations


@dataclass(frozen=True)
class Span:
    """One attempt in the timeline."""

    step: str
    attempt: int
    status: StepStatus
    started_at: str
    ended_at: str | None


@dataclass(frozen=True)
class Timeline:
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class Frame:
    """A moment of the replay: from `at` on, these cards are as given (only those that changed)."""

    at: str
    cards: tuple[StepCard, ...]
    status: ExecutionStatus | None = None


@dataclass(frozen=True)
class Replay:
    frames: tuple[Frame, ...]
    sizes: Mapping[str, int] = field(
        default_factory=dict
    )  # "step.variable" → bytes, for the dots along the edges
