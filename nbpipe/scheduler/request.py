"""What a scheduler is asked, and what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nbpipe.config import Settings
from nbpipe.model import Artifact, ExecutionStatus, Pipeline
from nbpipe.scheduler import machine


@dataclass(frozen=True)
class Selection:
    """Only these steps run; the values that they need come from an earlier execution (a full id)."""

    steps: tuple[str, ...]
    source: str


@dataclass(frozen=True)
class Request:
    """What to run: a checked pipeline with bound parameters. `notebook` is its file, whose folder steps run in.

    They run in `cwd` where that is given. Without `cache` no earlier result is taken. `answers` are those that Callback
    steps are given without asking anybody: step → variable → value.
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
    machine: machine.Machine = field(default_factory=machine.this_machine)


@dataclass(frozen=True)
class Finished:
    """How an execution ended; `interrupted` by Ctrl-C or a signal."""

    execution: str
    status: ExecutionStatus
    interrupted: bool = False
