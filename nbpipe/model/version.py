"""The model registry: groups and their versions, with approvals, stages and aliases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from nbpipe.model.outcome import Artifact


class Approval(StrEnum):
    """Approval status of a model version (SageMaker's ModelApprovalStatus)."""

    PENDING = "PendingManualApproval"
    APPROVED = "Approved"
    REJECTED = "Rejected"


@dataclass(frozen=True)
class Registration:
    """A model version that a Register step asks for; the store numbers it.

    `refused` says why it is not given the status that the step asked for: rules of the policy that are not met.
    `baselines` are kept with it, by what they are of, such as `data-quality` (SageMaker's DriftCheckBaselines).
    """

    group: str
    artifact: Artifact
    status: Approval = Approval.PENDING
    metrics: Mapping[str, Any] = field(default_factory=dict)
    card: str = ""
    description: str = ""
    refused: tuple[str, ...] = ()
    baselines: Mapping[str, Artifact] = field(default_factory=dict)


@dataclass(frozen=True)
class ApprovalRecord:
    """One decision about a model version: never overwritten. `evidence` maps names to digests."""

    status: Approval
    by: str
    at: str
    comment: str = ""
    evidence: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class StageRecord:
    """One move of a model version to another stage of its life: never overwritten."""

    stage: str
    by: str
    at: str
    comment: str = ""


@dataclass(frozen=True)
class Deletion:
    """What is left of a model version that was deleted: who did it, when and why."""

    by: str
    at: str
    comment: str = ""


@dataclass(frozen=True)
class ModelVersion:
    """One numbered, immutable entry of a model group; only its approval, its stage and its aliases change.

    `stages` are its moves, the newest last; there are none while it is in the first stage of its group. `baselines` are
    kept with it for later checks, by what they are of.
    """

    group: str
    version: int
    status: Approval
    artifact: Artifact
    metrics: Mapping[str, Any] = field(default_factory=dict)
    card: str = ""
    execution: str | None = None
    step: str | None = None
    created_at: str | None = None
    created_by: str | None = None
    aliases: tuple[str, ...] = ()
    approvals: tuple[ApprovalRecord, ...] = ()
    stages: tuple[StageRecord, ...] = ()
    deleted: Deletion | None = None
    baselines: Mapping[str, Artifact] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """How people call it: `attrition:3`."""
        return f"{self.group}:{self.version}"

    @property
    def stage(self) -> str | None:
        """The stage that it was moved to last; None where it never was."""
        return self.stages[-1].stage if self.stages else None


@dataclass(frozen=True)
class ModelGroup:
    """A name in the registry, with its versions from the oldest to the newest."""

    name: str
    description: str = ""
    created_at: str | None = None
    versions: tuple[ModelVersion, ...] = ()
