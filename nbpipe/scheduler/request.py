"""What a scheduler is asked, and what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from nbpipe.config import Settings
from nbpipe.model import Artifact, ExecutionStatus, Pipeline, Step
from nbpipe.scheduler.machine import Machine, Room, this_machine


@dataclass(frozen=True)
class Selection:
    """Only these steps run; the values that they need come from an earlier execution (a full id)."""

    steps: tuple[str, ...]
    source: str


@dataclass(frozen=True)
class Request:
    """What to run: a checked pipeline with bound parameters. `notebook` is its file, whose folder steps run in.

    They run in `cwd` where that is given. Without `cache` no earlier result is taken. `answers` are those that Callback
    steps are given without asking anybody: step → variable → value. `keep` are variables that are kept though no step
    reads them. An execution that runs as a step of another one has that, and its step, as `parent`, and shares its `room`.
    """

    pipeline: Pipeline
    parameters: Mapping[str, Any]
    notebook: Path
    settings: Settings
    seed: int = 0
    max_parallel: int | None = None
    cache: bool = True
    selection: Selection | None = None
    cwd: Path | None = None
    answers: Mapping[str, Mapping[str, Artifact]] = field(default_factory=dict)
    machine: Machine = field(default_factory=this_machine)
    keep: tuple[str, ...] = ()
    parent: tuple[str, str] | None = None
    room: Room | None = None

    @property
    def kept(self) -> Pipeline:
        """The pipeline, whose steps that write a variable to `keep` keep it."""
        if not self.keep:
            return self.pipeline
        steps = (
            replace(step, outputs=tuple(sorted({*step.outputs, *(set(self.keep) & set(writes(step)))})))
            for step in self.pipeline.steps
        )
        return replace(self.pipeline, steps=tuple(steps))


def writes(step: Step) -> tuple[str, ...]:
    """The variables that a step may give others: all that it writes, but for what its `--out` leaves out."""
    explicit = step.options.get("outputs")
    return step.writes if explicit is None else tuple(name for name in step.writes if name in explicit)


@dataclass(frozen=True)
class Finished:
    """How an execution ended; `interrupted` by Ctrl-C or a signal."""

    execution: str
    status: ExecutionStatus
    interrupted: bool = False
