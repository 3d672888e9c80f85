"""The jobs of a step that has many: items of a Map, trials of a Tuning."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nbpipe.model import StepStatus


@dataclass(frozen=True)
class JobRow:
    """One job of a step that has many. By `step` it is asked for as a step is; `place` counts from 0, as they were entered.

    `parameters` are what a search tries in it; `best`: no other trial is better so far.
    """

    step: str
    place: int
    label: str
    status: StepStatus
    started_at: str | None
    ended_at: str | None
    seconds: float | None
    cached: bool
    attempts: int
    metrics: Mapping[str, float]
    parameters: Mapping[str, Any]
    error: str = ""  # one line
    best: bool = False


@dataclass(frozen=True)
class Jobs:
    """A page of the jobs of a step. `counts` are those of each status, `total` of those that were asked for.

    `metrics` and `parameters` are the names that any of them has; `objective` is what a search decides by.
    """

    rows: tuple[JobRow, ...]
    total: int
    counts: Mapping[str, int]
    metrics: tuple[str, ...] = ()
    parameters: tuple[str, ...] = ()
    objective: str = ""
    next: str | None = None


@dataclass(frozen=True)
class Squares:
    """All jobs of a step, a digit each: the place of its status in `statuses`. `best` is the place of the best trial."""

    statuses: tuple[StepStatus, ...]
    digits: str
    best: int | None = None
    cut: bool = False  # there are more
