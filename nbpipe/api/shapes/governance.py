"""Policies, stages, and the audit log."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from nbpipe.model import Anchor, AuditRecord


@dataclass(frozen=True)
class Finding:
    """Something that is not as it should be, such as a rule of a policy that is not met: what, and what to do."""

    code: str
    message: str
    hint: str


@dataclass(frozen=True)
class StageRow:
    """A stage, those that may follow it, and whether only approved versions may enter it.

    Of the version that was asked about, `unmet` is what stands against its moving there now.
    """

    name: str
    next: tuple[str, ...]
    approved: bool = False
    unmet: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Rule:
    """A rule about approval in words, and what of it the version does not meet for whoever asks."""

    about: str
    text: str
    unmet: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class PolicyPage:
    """What holds for a group, and for the version that was asked about: its stage, and what stands against its approval.

    `source` is the file, relative to what is shown where it lies below; empty where there is none. `words` are the
    rules for people, as pairs of what each is about and what it says.
    """

    group: str
    source: str
    words: tuple[tuple[str, str], ...]
    stages: tuple[StageRow, ...]
    comment: bool
    version: int | None = None
    stage: str | None = None
    unmet: tuple[Finding, ...] = ()  # for whoever asks
    rules: tuple[Rule, ...] = ()  # that a version must meet to be approved, each by itself


@dataclass(frozen=True)
class AuditPage:
    """Records of the audit log from the newest on. `words` say in a few words what each did, by its number.

    `actors` and `actions` are those that the log knows.
    """

    rows: tuple[AuditRecord, ...]
    words: Mapping[str, str] = field(default_factory=dict)
    actors: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    next: str | None = None
    exists: bool = True


@dataclass(frozen=True)
class Verified:
    """Whether the log and the registry are as they were written: `problems` are all signs that they are not."""

    anchor: Anchor
    problems: tuple[Finding, ...]
    exists: bool = True
