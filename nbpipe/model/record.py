"""What the store writes down about changes: the audit log, lineage, and the events that live views read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class AssociationType(StrEnum):
    """How the source of a lineage edge relates to its destination (SageMaker's AssociationType)."""

    CONTRIBUTED_TO = "ContributedTo"
    PRODUCED = "Produced"
    DERIVED_FROM = "DerivedFrom"
    ASSOCIATED_WITH = "AssociatedWith"
    SAME_AS = "SameAs"


@dataclass(frozen=True)
class Association:
    """A lineage edge. Nodes are written `kind:id` (see `nbpipe.lineage`)."""

    source: str
    destination: str
    type: AssociationType


class AuditAction(StrEnum):
    """What a record of the audit log tells of."""

    FOUND = "found"  # rows that were there when the log began
    REGISTER = "register"
    APPROVE = "approve"
    REJECT = "reject"
    ALIAS = "alias"
    STAGE = "stage"
    DELETE = "delete"
    IMPORT = "import"
    CONFIGURE = "configure"  # an endpoint configuration
    DEPLOY = "deploy"
    ROLLBACK = "rollback"
    REFUSE = "refuse"  # somebody asked for what the policy does not allow
    ANSWER = "answer"  # somebody answered what a Callback asked


@dataclass(frozen=True)
class AuditRecord:
    """One record of the audit log. `subject` is a node, such as `model:attrition:3`; `hash` covers `previous` and the rest."""

    id: int
    at: str
    actor: str
    command: str
    action: str
    subject: str
    data: Mapping[str, Any]
    previous: str
    hash: str


@dataclass(frozen=True)
class Anchor:
    """What the audit log came to at one moment: how many records, and the hash of the last of them."""

    count: int
    head: str
    at: str


@dataclass(frozen=True)
class Event:
    """One recorded change, in order; everything shown live is read from these."""

    id: int
    at: str
    kind: str
    execution: str | None = None
    step: str | None = None
    data: Mapping[str, Any] = field(default_factory=dict)
