"""A notebook as one types it, and what a run of it would do."""

from __future__ import annotations

from dataclasses import dataclass

from nbpipe.api.shapes.executions import ExecutionRow, Graph, StepCard
from nbpipe.model import Parameter


@dataclass(frozen=True)
class Mark:
    """A problem of the definition and its place: cell number from 1, line in the cell from 1, columns from 0."""

    code: str
    message: str
    hint: str
    severity: str  # error or warning
    cell: int | None
    cell_id: str | None
    line: int | None
    column: int | None
    end_column: int | None = None


@dataclass(frozen=True)
class Badge:
    """What the line above a tagged cell says. `kind`: step, setup or parameters. `learned` marks what a run found out."""

    cell: int
    cell_id: str
    kind: str
    step: str
    type: str
    title: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    learned: tuple[str, ...] = ()


@dataclass(frozen=True)
class Checked:
    """A notebook as one types it: what is wrong, the badges and, where it compiles, the graph and the form."""

    pipeline: str
    marks: tuple[Mark, ...]
    badges: tuple[Badge, ...]
    graph: Graph | None
    parameters: tuple[Parameter, ...]
    last: ExecutionRow | None = None  # the newest execution of this notebook's pipeline
    last_steps: tuple[StepCard, ...] = ()


@dataclass(frozen=True)
class PlannedStep:
    """`verdict`: hit, run, skip, maybe (waits for a step that runs) or now (decided in the run)."""

    step: str
    verdict: str
    reason: str
    seconds: float | None


@dataclass(frozen=True)
class Planned:
    steps: tuple[PlannedStep, ...]
    hits: int
    runs: int
    seconds: float | None


@dataclass(frozen=True)
class Started:
    execution: str
    store: str
