"""The registry: groups, versions, signatures, and what a second run came to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from nbpipe.api.shapes.governance import Finding
from nbpipe.api.shapes.steps import Value
from nbpipe.model import Approval, ApprovalRecord, Artifact, Deletion, ExecutionStatus, StageRecord


@dataclass(frozen=True)
class VersionRow:
    group: str
    version: int
    status: Approval
    created_at: str | None
    created_by: str | None
    execution: str | None
    step: str | None
    aliases: tuple[str, ...]
    metrics: Mapping[str, float]  # nested ones by their path, such as by.n
    digest: str
    size: int
    media_type: str
    stage: str | None = None  # None while it is in the first one of its group
    deleted: bool = False


@dataclass(frozen=True)
class GroupRow:
    name: str
    description: str
    versions: int
    latest: VersionRow | None
    champion: VersionRow | None = None  # the version with the alias champion, else the newest approved one
    waiting: int = 0  # versions that wait for approval


@dataclass(frozen=True)
class Groups:
    rows: tuple[GroupRow, ...]
    next: str | None = None
    exists: bool = True


@dataclass(frozen=True)
class Bound:
    """What a Condition asks of a metric, such as `≥ 0.8`."""

    sign: str
    value: float


@dataclass(frozen=True)
class GroupPage:
    """A page of versions, from the newest to the oldest unless another order is asked for.

    `metrics` are the names that any of them has.
    """

    name: str
    description: str
    versions: tuple[VersionRow, ...]
    total: int
    metrics: tuple[str, ...]
    thresholds: Mapping[str, Bound] = field(default_factory=dict)  # metric → what a Condition asked of it
    champion: VersionRow | None = None  # the version with the alias champion, else the newest approved one
    next: str | None = None


@dataclass(frozen=True)
class InUse:
    """A variant of what an endpoint has now that is this version. `share` is from 0 to 1."""

    endpoint: str
    deployment: int
    variant: str
    share: float


@dataclass(frozen=True)
class VersionPage:
    """`decision` is the id of the newest approval record: a decision that was made before a later one is refused."""

    row: VersionRow
    card: str
    approvals: tuple[ApprovalRecord, ...]
    decision: int
    artifact: Artifact
    signature: Mapping[str, Any]  # inputs and output columns with dtypes where known
    parameters: Mapping[str, Any]
    environment: Mapping[str, Any]
    evidence: tuple[Value, ...] = ()  # reports and figures of the steps that it came from
    gone: bool = False
    fields: Mapping[str, Any] = field(default_factory=dict)  # what stands above the card's text
    stages: tuple[StageRecord, ...] = ()  # moves from stage to stage, the newest last
    deleted: Deletion | None = None
    deployable: Deployable | None = None  # of a Model step: how it is used elsewhere
    in_use: tuple[InUse, ...] = ()  # where it is deployed now: it cannot be deleted
    baselines: Mapping[str, Artifact] = field(default_factory=dict)  # what of → the baseline kept with it


@dataclass(frozen=True)
class Column:
    """A column that a model takes or gives; `dtype` is empty where nobody knows it."""

    name: str
    dtype: str
    categories: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rows:
    """What a model takes, or one of its methods gives: the columns of a `frame`, dtype and shape of an `array`, or `any`."""

    method: str
    kind: str
    columns: tuple[Column, ...] = ()
    dtype: str = ""
    shape: str = ""  # such as n × 31


@dataclass(frozen=True)
class Deployable:
    """A model that is ready to be used elsewhere. `dependencies` are distributions with their versions.

    `example` are some rows of what it was fitted on. `why_pickle` says why no safer format holds it.
    """

    format: str
    pickle: bool
    why_pickle: str
    python: str
    takes: Rows
    gives: tuple[Rows, ...]
    classes: tuple[str, ...]
    dependencies: Mapping[str, str]
    example: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True)
class ComparedThing:
    """Something that a second run gave otherwise than the first: digests, numbers or words."""

    step: str
    name: str
    kind: str
    verdict: str
    first: Any
    second: Any
    difference: float | None = None  # the largest relative one between two numbers


@dataclass(frozen=True)
class Certificate:
    """What a second run of what made a version came to. `counts` are the things compared, by verdict; `others` are not equal."""

    digest: str
    made_at: str
    made_by: str
    agreement: str  # bit for bit, within tolerance, or differs
    tolerance: float
    counts: Mapping[str, int]
    others: tuple[ComparedThing, ...] = ()
    reasons: tuple[str, ...] = ()
    unchecked: tuple[str, ...] = ()  # what a second run cannot check


@dataclass(frozen=True)
class RunAgain:
    """A second run of what made a version: one that goes on, or how the last one ended.

    `doing` is looks, builds (the recorded environment) or runs. Its `execution` is in `store`, a scratch store, as long
    as that is there. `problems` say why it gave no certificate.
    """

    status: ExecutionStatus
    doing: str
    by: str
    began_at: str
    ended_at: str | None
    execution: str | None = None
    store: str | None = None
    problems: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class CertificatePage:
    """The newest certificate of a version that the store keeps, and the command that makes one.

    `problems` are signs that the file is not what it was, or that the store is not. `run` is what makes a new one now,
    or tried to.
    """

    group: str
    version: int
    command: str
    file: str = ""  # empty where there is none
    problems: tuple[Finding, ...] = ()
    certificate: Certificate | None = None
    run: RunAgain | None = None
