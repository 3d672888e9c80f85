"""Executions side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nbpipe.api.shapes.executions import ExecutionRow
from nbpipe.api.shapes.steps import Series
from nbpipe.model import Artifact


@dataclass(frozen=True)
class ComparedRow:
    """A line of a comparison: a value an execution (None: it has none). `best` is the index of the best metric value."""

    name: str
    values: tuple[Any, ...]
    same: bool
    best: int | None = None


@dataclass(frozen=True)
class CodeDiff:
    """The code of a step in two neighbouring executions, as the lines of a unified diff."""

    step: str
    first: int
    second: int
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Comparison:
    executions: tuple[ExecutionRow, ...]
    parameters: tuple[ComparedRow, ...]
    metrics: tuple[ComparedRow, ...]
    series: Mapping[str, tuple[Series | None, ...]]
    artifacts: tuple[ComparedRow, ...]  # step.variable → digest
    environment: tuple[ComparedRow, ...]
    steps: tuple[ComparedRow, ...]  # status and seconds
    code: tuple[CodeDiff, ...]
    figures: Mapping[str, tuple[Artifact | None, ...]]  # step.name → one an execution
