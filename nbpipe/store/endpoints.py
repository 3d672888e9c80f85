"""Rows of endpoints. For use inside a transaction of `writer.py`."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, replace

from nbpipe.errors import NotFoundError
from nbpipe.model import (
    Association,
    AssociationType,
    AuditAction,
    Deploying,
    Deployment,
    DeploymentAction,
    EndpointConfig,
    Variant,
)
from nbpipe.store import audit, deployed, nodes, registered, rows
from nbpipe.store.models import nothing_against
from nbpipe.store.rows import EventKind

_ACTIONS = {
    DeploymentAction.CREATE: AuditAction.DEPLOY,
    DeploymentAction.UPDATE: AuditAction.DEPLOY,
    DeploymentAction.ROLLBACK: AuditAction.ROLLBACK,
    DeploymentAction.DELETE: AuditAction.DELETE,
}


@dataclass(frozen=True)
class Asked:
    """Who asks for a change of an endpoint, when, by which command, and in which step of an execution.

    `judge` raises where it is not allowed.
    """

    at: str
    by: str
    command: str = ""
    execution: str | None = None
    step: str | None = None
    judge: Callable[[], None] = nothing_against


def configure(connection: sqlite3.Connection, asked: Asked, config: EndpointConfig) -> EndpointConfig:
    """Number a new configuration and write it; `NotFoundError` where a model version of it is gone."""
    for variant in config.variants:
        _there(connection, variant)
    (version,) = connection.execute(
        "SELECT coalesce(max(version), 0) + 1 FROM endpoint_configs WHERE name = ?", (config.name,)
    ).fetchone()
    made = replace(
        config, version=int(version), execution=asked.execution, step=asked.step, at=asked.at, by=asked.by
    )
    connection.execute(
        "INSERT INTO endpoint_configs (name, version, description, execution, step, at, by) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (made.name, made.version, made.description, made.execution, made.step, made.at, made.by),
    )
    connection.executemany(
        "INSERT INTO endpoint_variants (config, config_version, position, variant, model_group, version, weight, asked)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (made.name, made.version, position, item.name, item.group, item.version, item.weight, item.asked)
            for position, item in enumerate(made.variants)
        ],
    )
    audit.append(
        connection,
        asked.at,
        actor=asked.by,
        command=asked.command,
        action=AuditAction.CONFIGURE,
        subject=f"config:{made.reference}",
        data={"variants": made.words},
        rows=[
            ("endpoint_configs", (made.name, made.version)),
            *(
                ("endpoint_variants", (made.name, made.version, position))
                for position in range(len(made.variants))
            ),
        ],
    )
    return made


def deploy(
    connection: sqlite3.Connection, asked: Asked, wanted: Deploying, restores: int | None = None
) -> Deployment:
    """Write the next deployment of an endpoint, with its lineage.

    `restores` is the number of the deployment that it rolls back to. `NotFoundError` where a model version of it was
    deleted; `judge` has the last word.
    """
    for variant in wanted.config.variants:
        _there(connection, variant)
    asked.judge()
    before = deployed.current(connection, wanted.endpoint)
    if restores is not None:
        action = DeploymentAction.ROLLBACK
    else:
        action = DeploymentAction.CREATE if before is None else DeploymentAction.UPDATE
    made = _write(connection, asked, wanted.endpoint, action, wanted.config, wanted.comment, restores)
    this = nodes.endpoint(made.endpoint, made.number)
    edges = [
        Association(nodes.model(item.group, item.version), this, AssociationType.ASSOCIATED_WITH)
        for item in wanted.config.variants
    ]
    if asked.execution is not None and asked.step is not None:
        decision = nodes.attempt(asked.execution, asked.step)
        edges.append(Association(decision, this, AssociationType.PRODUCED))
    rows.associations(connection, edges)
    return made


def delete(connection: sqlite3.Connection, asked: Asked, name: str, comment: str) -> Deployment:
    """Write that nothing is deployed under a name any more; `NotFoundError` where nothing is."""
    if deployed.current(connection, name) is None:
        deployed.endpoint(connection, name)  # says the nearest name
        raise NotFoundError(
            f"endpoint {name!r} was deleted already", f"its history: nbpipe endpoints show {name}"
        )
    asked.judge()
    return _write(connection, asked, name, DeploymentAction.DELETE, None, comment, None)


def _write(
    connection: sqlite3.Connection,
    asked: Asked,
    name: str,
    action: DeploymentAction,
    config: EndpointConfig | None,
    comment: str,
    restores: int | None,
) -> Deployment:
    (number,) = connection.execute(
        "SELECT coalesce(max(number), 0) + 1 FROM deployments WHERE endpoint = ?", (name,)
    ).fetchone()
    cursor = connection.execute(
        "INSERT INTO deployments (endpoint, number, action, config, config_version, restores, by, at, comment,"
        " execution, step) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            name,
            number,
            action,
            config.name if config is not None else None,
            config.version if config is not None else None,
            restores,
            asked.by,
            asked.at,
            comment,
            asked.execution,
            asked.step,
        ),
    )
    reference = config.reference if config is not None else None
    had = deployed.deployment(connection, name, number - 1)
    both = (*(config.variants if config else ()), *(had.config.variants if had and had.config else ()))
    audit.append(
        connection,
        asked.at,
        actor=asked.by,
        command=asked.command,
        action=_ACTIONS[action],
        subject=nodes.endpoint(name, number),
        data={
            "comment": comment,
            **({"config": reference, "variants": config.words} if config is not None else {}),
            **({"restores": restores} if restores is not None else {}),
        },
        rows=[("deployments", (cursor.lastrowid,))],
    )
    rows.event(
        connection,
        asked.at,
        EventKind.ENDPOINT,
        endpoint=name,
        deployment=number,
        action=str(action),
        config=reference,
        groups=sorted({item.group for item in both}),
        by=asked.by,
        comment=comment,
    )
    return Deployment(
        name, number, action, config, asked.by, asked.at, comment, restores, asked.execution, asked.step
    )


def _there(connection: sqlite3.Connection, variant: Variant) -> None:
    deletion = registered.deletion(connection, variant.group, variant.version)
    if deletion is not None:
        raise registered.is_deleted(variant.group, variant.version, deletion)
    if registered.approval(connection, variant.group, variant.version) is None:
        raise NotFoundError(f"there is no model version {variant.model}", "list them: nbpipe models")
