"""Endpoints: what is deployed under which name, its history, going back, taking away. Recorded, not served yet."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping

from nbpipe import endpoints
from nbpipe.api import executions
from nbpipe.api.asked import Asked
from nbpipe.api.shapes import DeploymentRow, EndpointPage, EndpointRow, Endpoints, VariantRow
from nbpipe.errors import UsageError
from nbpipe.model import Deployment
from nbpipe.store import deployed, queries
from nbpipe.store.queries import fetch

PAGE = 50
HISTORY = 50


def listed(asked: Asked) -> Endpoints:
    """Endpoints by name, each with what it has; with `deleted` also those that have nothing any more."""
    limit, after = asked.number("limit", PAGE, executions.MOST), asked.text("after") or ""
    with queries.snapshot(asked.connection):
        found = deployed.endpoints(
            asked.connection, limit + 1, after, deleted=asked.text("deleted") is not None
        )
        shown = found[:limit]
        statuses = _statuses(asked.connection, [item.current for item in shown])
    rows = tuple(EndpointRow(item.name, _row(item.current, statuses), item.deleted) for item in shown)
    return Endpoints(rows, shown[-1].name if len(found) > limit else None)


def page(asked: Asked, name: str) -> EndpointPage:
    """An endpoint with a page of its deployments, the newest first; `before` is the last number of the page before."""
    limit = asked.number("limit", HISTORY, executions.MOST)
    before = asked.number("before", 2**62, 2**62)
    with queries.snapshot(asked.connection):
        found = endpoints.endpoint(asked.connection, name)
        older = [item for item in reversed(found.deployments) if item.number < before]
        shown = older[:limit]
        statuses = _statuses(asked.connection, [found.current, *shown])
    back = None if found.deleted else endpoints.before(found)
    return EndpointPage(
        EndpointRow(name, _row(found.current, statuses), found.deleted),
        tuple(_row(item, statuses) for item in shown),
        back.number if back is not None else None,
        str(shown[-1].number) if len(older) > limit else None,
    )


def rollback(asked: Asked, name: str) -> EndpointPage:
    """Deploy once more what the endpoint had before, or what its deployment `to` was."""
    comment = asked.given("comment", str, 'comment: "too many false alarms"').strip()
    to = asked.body.get("to")
    if to is not None and (isinstance(to, bool) or not isinstance(to, int)):
        raise UsageError(f"to is {to!r}, no number of a deployment", "such as to: 3", code="body")
    command = f"POST endpoints/{name}/rollback"
    endpoints.rollback(asked.connection, name, asked.context.user, comment, to, command=command)
    return page(asked, name)


def delete(asked: Asked, name: str) -> EndpointPage:
    """Take away what is deployed there; its history stays."""
    comment = asked.given("comment", str, 'comment: "moved to another service"').strip()
    command = f"POST endpoints/{name}/deletion"
    endpoints.delete(asked.connection, name, asked.context.user, comment, command=command)
    return page(asked, name)


Statuses = Mapping[tuple[str, int], str]


def _statuses(connection: sqlite3.Connection, found: Iterable[Deployment]) -> Statuses:
    """The approval status that each deployed version has now."""
    wanted = {
        (variant.group, variant.version)
        for item in found
        if item.config is not None
        for variant in item.config.variants
    }
    rows = fetch(
        connection,
        "SELECT p.model_group, p.version, p.status FROM json_each(?) j JOIN approvals p ON p.id ="
        " (SELECT max(q.id) FROM approvals q WHERE q.model_group = json_extract(j.value, '$[0]')"
        " AND q.version = json_extract(j.value, '$[1]'))",
        (json.dumps(sorted(wanted)),),
    )
    return {(row["model_group"], row["version"]): row["status"] for row in rows}


def _row(found: Deployment, statuses: Statuses) -> DeploymentRow:
    config = found.config
    variants = (
        tuple(
            VariantRow(
                item.name,
                item.group,
                item.version,
                config.share(item),
                statuses.get((item.group, item.version), ""),
                item.asked,
            )
            for item in config.variants
        )
        if config is not None
        else ()
    )
    return DeploymentRow(
        found.number,
        str(found.action),
        config.reference if config is not None else None,
        variants,
        found.by,
        found.at,
        found.comment,
        found.restores,
        found.execution,
        found.step,
    )
