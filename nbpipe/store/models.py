"""Rows of the model registry. For use inside a transaction of `writer.py`."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping

from nbpipe.as_json import dumps, to_json
from nbpipe.model import (
    Approval,
    Association,
    AssociationType,
    AuditAction,
    Registration,
)
from nbpipe.store import audit, nodes, rows
from nbpipe.store.rows import EventKind


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
    audit.append(
        connection,
        at,
        actor=by,
        command=f"step {step} of execution {execution}",
        action=AuditAction.REGISTER,
        subject=nodes.model(group, version),
        data={
            "status": registration.status,
            **({"refused": list(registration.refused)} if registration.refused else {}),
        },
        rows=[
            ("model_groups", (group,)),
            ("model_versions", (group, version)),
            ("approvals", (approved,)),
        ],
    )
    decision = nodes.attempt(execution, step)
    rows.associations(
        connection,
        [
            Association(nodes.artifact(model.digest), decision, AssociationType.CONTRIBUTED_TO),
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


def alias_moved(
    connection: sqlite3.Connection, at: str, group: str, alias: str, version: int | None, by: str
) -> int:
    """Add a move of an alias to its history, to None where it was removed; the id of the row."""
    cursor = connection.execute(
        "INSERT INTO alias_history (model_group, alias, version, at, by) VALUES (?, ?, ?, ?, ?)",
        (group, alias, version, at, by),
    )
    rows.event(connection, at, EventKind.ALIAS, group=group, alias=alias, version=version, by=by)
    return cursor.lastrowid or 0


def stage_moved(
    connection: sqlite3.Connection, at: str, group: str, version: int, stage: str, by: str, comment: str
) -> int:
    """Add a move to a stage; the id of the row."""
    cursor = connection.execute(
        "INSERT INTO stages (model_group, version, stage, by, at, comment) VALUES (?, ?, ?, ?, ?, ?)",
        (group, version, stage, by, at, comment),
    )
    rows.event(
        connection, at, EventKind.STAGE, group=group, version=version, stage=stage, by=by, comment=comment
    )
    return cursor.lastrowid or 0


def deleted(connection: sqlite3.Connection, at: str, group: str, version: int, by: str, comment: str) -> None:
    """Mark a version as deleted, and let go of what it keeps."""
    connection.execute(
        "INSERT INTO deletions (model_group, version, by, at, comment) VALUES (?, ?, ?, ?, ?)",
        (group, version, by, at, comment),
    )
    connection.execute("DELETE FROM model_contents WHERE model_group = ? AND version = ?", (group, version))
    rows.event(connection, at, EventKind.DELETE, group=group, version=version, by=by, comment=comment)
