"""What an attempt gave: artifacts, figures, metrics, files, a failure, and what was learned from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from nbpipe.model.statuses import StepStatus

# Words beside exceptions that a Failure may have as its type and `--retry-on` may name; SageMaker's stand for ours.
DEATHS: Mapping[str, frozenset[str]] = {
    "KernelDied": frozenset({"KernelDied", "WorkerDied"}),
    "WorkerDied": frozenset({"WorkerDied"}),
    "Timeout": frozenset({"Timeout"}),
    "DiskFull": frozenset({"DiskFull"}),
    "NotStarted": frozenset({"NotStarted"}),
    "Step.SERVICE_FAULT": frozenset({"KernelDied", "WorkerDied", "NotStarted"}),
    "Step.THROTTLING": frozenset({"NotStarted"}),
    "SageMaker.JOB_INTERNAL_ERROR": frozenset({"KernelDied", "WorkerDied"}),
    "SageMaker.CAPACITY_ERROR": frozenset({"KernelDied", "NotStarted"}),
    "SageMaker.RESOURCE_LIMIT": frozenset({"DiskFull", "KernelDied"}),
}


@dataclass(frozen=True)
class Artifact:
    """Immutable content. `digest` is `sha256:` and 64 hexadecimal digits of the blob; `size` is in bytes.

    `materializer` names the format that wrote it and can read it. `meta` holds, as JSON, what the format itself
    cannot say. `preview` is JSON made when it was saved, so that nobody has to load the value to show it.
    """

    digest: str
    size: int
    media_type: str
    materializer: str
    meta: Mapping[str, Any] = field(default_factory=dict)
    preview: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Failure:
    """Why an attempt or an execution failed. `type` is the exception's name or a word such as `KernelDied`.

    `cell` and `line` name the place in the user's notebook. `traceback` keeps the terminal colours of IPython.
    `bases` are the classes that the exception is an instance of, with their modules, itself first.
    """

    type: str
    message: str
    hint: str | None = None
    step: str | None = None
    cell: int | None = None
    line: int | None = None
    source: str | None = None
    traceback: str = ""
    bases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Metric:
    """One logged number. `step` is the position in a series, such as an epoch; `logged_at` is ISO 8601 in UTC."""

    name: str
    value: float
    step: int | None = None
    logged_at: str = ""


@dataclass(frozen=True)
class FileUse:
    """A file that a step used. `size` in bytes, -1 where the file was gone or is a folder.

    `mode` is `read` or `written`; `run`: a notebook of which only the code counted; `setup`: a setup cell read it; `named`: a text in the code names it, and nobody was
    seen to open it, so that native code may have.
    """

    path: str
    mode: str
    size: int = -1
    digest: str | None = None


@dataclass(frozen=True)
class Outcome:
    """What became of one attempt. A failure of the user's code is an Outcome, not an exception.

    `missing` are declared outputs that the step did not bind, `deleted` inputs that it deleted, `shared` groups of
    outputs that hold one mutable object, `changed` those of the `watched` names whose value the step changed, `stray`
    names that it bound though its code does not show it. `figures` are artifacts by name. `seconds` is wall time, `cpu_seconds`
    processor time of the step's processes, `max_rss` their largest resident size in bytes.
    """

    status: StepStatus
    outputs: Mapping[str, Artifact] = field(default_factory=dict)
    figures: Mapping[str, Artifact] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    deleted: tuple[str, ...] = ()
    shared: tuple[tuple[str, ...], ...] = ()
    changed: tuple[str, ...] = ()
    stray: tuple[str, ...] = ()
    watched: tuple[str, ...] = ()
    metrics: tuple[Metric, ...] = ()
    files: tuple[FileUse, ...] = ()
    failure: Failure | None = None
    started_at: str = ""
    ended_at: str = ""
    seconds: float = 0.0
    cpu_seconds: float | None = None
    max_rss: int | None = None
    host: str = ""
    pid: int | None = None


@dataclass(frozen=True)
class CacheKey:
    """What a result depends on, by component; `digest` is of all of them together."""

    digest: str
    components: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Result:
    """What a step once gave, and where that is written: attempt `attempt` of `step` in `execution`."""

    execution: str
    step: str
    attempt: int | None
    ended_at: str
    outcome: Outcome
    key: str | None = None
    taken: bool | None = None


class LessonKind(StrEnum):
    """What a run can find out about a step's code that the code does not show."""

    CHANGES = "changes"  # it changes or binds a name: data is [name]
    SHARES = "shares"  # names hold one object from it on: data is the names
    FOLLOWS = "follows"  # it must come after a step, because of a file: data is [code of that step, path]


@dataclass(frozen=True)
class Lesson:
    """Something that a run found out about the code with that digest (see `nbpipe.lessons`)."""

    code: str
    kind: LessonKind
    data: tuple[str, ...]
