"""Rows of the model registry. For use inside a transaction of `writer.py`."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from nbpipe.as_json import dumps, to_json
from nbpipe.errors import NotFoundError, UsageError
from nbpipe.model import (
    Approval,
    Association,
    AssociationType,
    AuditAction,
    Registration,
)
from nbpipe.store import audit, deployed, nodes, registered, rows
from nbpipe.store.rows import EventKind


def nothing_against() -> None:
    """What allows everything."""


@dataclass(frozen=True)
class Change:
    """A change of a model version that somebody asks for: when, of what, who, by which command and why.

    `judge` raises where it is not allowed; `policy` is the digest of the policy that it went by.
    """

    at: str
    group: str
    version: int
    by: str
    command: str = ""
    comment: str = ""
    policy: str | None = None
    judge: Callable[[], None] = nothing_against

    @property
    def name(self) -> str:
        """The version as people call it."""
        return f"{self.group}:{self.version}"


def record(
    connection: sqlite3.Connection,
    change: Change,
    action: AuditAction,
    data: Mapping[str, Any],
    written: audit.Rows = (),
) -> None:
    """Enter a change into the audit log, with the rows that it wrote."""
    audit.append(
        connection,
        change.at,
        actor=change.by,
        command=change.command,
        action=action,
        subject=nodes.model(change.group, change.version),
        data=data,
        rows=written,
    )


def register(
    connection: sqlite3.Connection, at: str, execution: str, step: str, registration: Registration
) -> int:
    """Number a new model version and write it, with its first approval and its lineage."""
    group, model = registration.group, registration.artifact
    rows.artifacts(connection, at, [model])
    connection.execute(
        "INSERT INTO model_groups (name, description, created_at) VALUES (?, ?, ?) ON CONFLICT DO UPDATE"
        " SET description = excluded.description WHERE excluded.description != ''",
        (group, registration.description, at),
    )
    (version,) = connection.execute(
        "SELECT coalesce(max(version), 0) + 1 FROM model_versions WHERE model_group = ?", (group,)
    ).fetchone()
    (by,) = connection.execute(
        "SELECT coalesce(started_by, 'pipeline') FROM executions WHERE id = ?", (execution,)
    ).fetchone() or ("pipeline",)
    connection.execute(
        "INSERT INTO model_versions (model_group, version, digest, materializer, meta, execution, step, metrics, card,"
        " created_at, created_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            group,
            version,
            model.digest,
            model.materializer,
            dumps(model.meta),
            execution,
            step,
            json.dumps(to_json(registration.metrics)),  # in the order in which they were written
            registration.card,
            at,
            by,
        ),
    )
    connection.execute(
        "INSERT INTO model_contents (model_group, version, digest, execution, step) VALUES (?, ?, ?, ?, ?)",
        (group, version, model.digest, execution, step),
    )
    rows.artifacts(connection, at, registration.baselines.values())
    connection.executemany(
        "INSERT INTO model_baselines (model_group, version, kind, digest, materializer, meta) VALUES (?, ?, ?, ?, ?, ?)",
        [
            (group, version, kind, item.digest, item.materializer, dumps(item.meta))
            for kind, item in sorted(registration.baselines.items())
        ],
    )
    rows.event(
        connection,
        at,
        EventKind.MODEL,
        execution,
        step,
        group=group,
        version=version,
        status=registration.status,
    )
    evidence = {"artifact": model.digest}
    comment = "; ".join(["registered by the pipeline", *registration.refused])
    approved = approval(connection, at, group, version, registration.status, by, comment, evidence)
    record(
        connection,
        Change(at, group, int(version), by, f"step {step} of execution {execution}"),
        AuditAction.REGISTER,
        {
            "status": registration.status,
            **({"refused": list(registration.refused)} if registration.refused else {}),
            **audit.origin(connection, execution),
        },
        [
            ("model_groups", (group,)),
            ("model_versions", (group, version)),
            ("approvals", (approved,)),
            *(("model_baselines", (group, version, kind)) for kind in sorted(registration.baselines)),
        ],
    )
    decision = nodes.attempt(execution, step)
    contents = [model, *registration.baselines.values()]
    rows.associations(
        connection,
        [
            *(
                Association(nodes.artifact(item.digest), decision, AssociationType.CONTRIBUTED_TO)
                for item in contents
            ),
            Association(decision, nodes.model(group, version), AssociationType.PRODUCED),
        ],
    )
    return int(version)


def approval(
    connection: sqlite3.Connection,
    at: str,
    group: str,
    version: int,
    status: Approval,
    by: str,
    comment: str,
    evidence: Mapping[str, str],
) -> int:
    """Add a decision about a model version; its id."""
    cursor = connection.execute(
        "INSERT INTO approvals (model_group, version, status, by, at, comment, evidence) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (group, version, status, by, at, comment, dumps(evidence)),
    )
    rows.event(
        connection,
        at,
        EventKind.APPROVAL,
        group=group,
        version=version,
        status=status,
        by=by,
        comment=comment,
    )
    return cursor.lastrowid or 0


def live(connection: sqlite3.Connection, change: Change) -> None:
    """`NotFoundError` where there is no such version, or it was deleted."""
    if registered.approval(connection, change.group, change.version) is None:
        raise NotFoundError(f"there is no model version {change.name}", "list them: nbpipe models")
    deletion = registered.deletion(connection, change.group, change.version)
    if deletion is not None:
        raise registered.is_deleted(change.group, change.version, deletion)


def decide(
    connection: sqlite3.Connection,
    change: Change,
    status: Approval,
    evidence: Mapping[str, str],
    after: int | None,
) -> None:
    """Approve or reject; see `Writer.approve`."""
    group, version = change.group, change.version
    current = registered.approval(connection, group, version)
    if after is not None and after != registered.last_decision(connection, group, version):
        said = f" by {current.by}: {current.status}" if current is not None else ""
        raise UsageError(
            f"{change.name} was decided on meanwhile{said}",
            "look at it again, then decide",
            code="stale-decision",
        )
    live(connection, change)
    if current is not None and current.status == status:
        raise UsageError(
            f"{change.name} is {status} already: by {current.by}, {current.at}",
            f"see why: nbpipe models show {change.name}",
            code="same-approval",
        )
    if current is not None and current.status is Approval.REJECTED:
        raise UsageError(
            f"{change.name} was rejected by {current.by}, {current.at}: that is final",
            "register a new version and approve that one",
            code="rejected",
        )
    change.judge()
    written = approval(connection, change.at, group, version, status, change.by, change.comment, evidence)
    action = AuditAction.APPROVE if status is Approval.APPROVED else AuditAction.REJECT
    data = {"comment": change.comment, "evidence": dict(evidence), "policy": change.policy}
    record(connection, change, action, data, [("approvals", (written,))])


def set_alias(connection: sqlite3.Connection, change: Change, alias: str) -> None:
    """Give a version an alias, taking it from the version that had it."""
    live(connection, change)
    connection.execute(
        "INSERT INTO aliases (model_group, alias, version, at, by) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET version = excluded.version, at = excluded.at, by = excluded.by",
        (change.group, alias, change.version, change.at, change.by),
    )
    _alias_moved(connection, change, alias, change.version)


def remove_alias(
    connection: sqlite3.Connection, at: str, group: str, alias: str, by: str, command: str
) -> bool:
    """Remove an alias; False where there is none."""
    had = connection.execute(
        "DELETE FROM aliases WHERE model_group = ? AND alias = ? RETURNING version", (group, alias)
    ).fetchone()
    if had is not None:
        _alias_moved(connection, Change(at, group, had[0], by, command), alias, None)
    return had is not None


def _alias_moved(connection: sqlite3.Connection, change: Change, alias: str, version: int | None) -> None:
    """Add a move of an alias to its history: to None where it was removed."""
    cursor = connection.execute(
        "INSERT INTO alias_history (model_group, alias, version, at, by) VALUES (?, ?, ?, ?, ?)",
        (change.group, alias, version, change.at, change.by),
    )
    rows.event(
        connection,
        change.at,
        EventKind.ALIAS,
        group=change.group,
        alias=alias,
        version=version,
        by=change.by,
    )
    written: audit.Rows = [("aliases", (change.group, alias)), ("alias_history", (cursor.lastrowid,))]
    record(connection, change, AuditAction.ALIAS, {"alias": alias, "version": version}, written)


def set_stage(connection: sqlite3.Connection, change: Change, before: str | None, stage: str) -> None:
    """Move a version to a stage; see `Writer.set_stage`."""
    live(connection, change)
    now_in = registered.stage(connection, change.group, change.version)
    if now_in != before:
        raise UsageError(
            f"{change.name} was moved to {now_in} meanwhile",
            "look at it again, then decide",
            code="stale-decision",
        )
    change.judge()
    moved = moved_to(connection, change, stage)
    data = {"from": before, "stage": stage, "comment": change.comment, "policy": change.policy}
    record(connection, change, AuditAction.STAGE, data, [("stages", (moved,))])


def moved_to(connection: sqlite3.Connection, change: Change, stage: str) -> int:
    """Add a move of a version to a stage; its id."""
    cursor = connection.execute(
        "INSERT INTO stages (model_group, version, stage, by, at, comment) VALUES (?, ?, ?, ?, ?, ?)",
        (change.group, change.version, stage, change.by, change.at, change.comment),
    )
    rows.event(
        connection,
        change.at,
        EventKind.STAGE,
        group=change.group,
        version=change.version,
        stage=stage,
        by=change.by,
        comment=change.comment,
    )
    return cursor.lastrowid or 0


def delete(connection: sqlite3.Connection, change: Change) -> None:
    """Mark a version as deleted, and let go of what it keeps; see `Writer.delete_version`."""
    live(connection, change)
    change.judge()
    place = (change.group, change.version)
    named = connection.execute(
        "SELECT alias FROM aliases WHERE model_group = ? AND version = ? ORDER BY alias", place
    ).fetchall()
    if named:
        names = ", ".join(f"@{alias}" for (alias,) in named)
        raise UsageError(
            f"{change.name} is in use: it is {names}",
            f"give the name to another version first: nbpipe models alias {change.group}:N {named[0][0]}",
            code="in-use",
        )
    deployed.refuse_in_use(connection, *place)
    baselines: audit.Rows = [
        ("model_baselines", (*place, kind))
        for (kind,) in connection.execute(
            "SELECT kind FROM model_baselines WHERE model_group = ? AND version = ? ORDER BY kind", place
        ).fetchall()
    ]
    connection.execute("DELETE FROM model_baselines WHERE model_group = ? AND version = ?", place)
    connection.execute(
        "INSERT INTO deletions (model_group, version, by, at, comment) VALUES (?, ?, ?, ?, ?)",
        (*place, change.by, change.at, change.comment),
    )
    connection.execute("DELETE FROM model_contents WHERE model_group = ? AND version = ?", place)
    rows.event(
        connection,
        change.at,
        EventKind.DELETE,
        group=change.group,
        version=change.version,
        by=change.by,
        comment=change.comment,
    )
    written = [("deletions", place), *baselines]
    record(connection, change, AuditAction.DELETE, {"comment": change.comment}, written)
