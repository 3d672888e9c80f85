"""Endpoints: what is deployed under which name, its history, deploying, going back, taking away. Recorded, not served yet."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from nbpipe import endpoints
from nbpipe.api import executions
from nbpipe.api.asked import Asked
from nbpipe.api.shapes import (
    ConfigPage,
    ConfigRow,
    Configs,
    DeploymentRow,
    EndpointPage,
    EndpointRow,
    Endpoints,
    Finding,
    VariantRow,
)
from nbpipe.errors import NotFoundError, UsageError
from nbpipe.model import Deployment, EndpointConfig
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
        states = _states(asked.connection, [item.current.config for item in shown])
        count = deployed.count_configs(asked.connection)
    rows = tuple(EndpointRow(item.name, _row(item.current, states), item.deleted) for item in shown)
    return Endpoints(rows, shown[-1].name if len(found) > limit else None, configs=count)


def page(asked: Asked, name: str) -> EndpointPage:
    """An endpoint with a page of its deployments, the newest first; `before` is the last number of the page before."""
    limit = asked.number("limit", HISTORY, executions.MOST)
    before = asked.number("before", 2**62, 2**62)
    with queries.snapshot(asked.connection):
        found = endpoints.endpoint(asked.connection, name)
        older = deployed.history(asked.connection, name, before, limit + 1)
        shown = older[:limit]
        states = _states(asked.connection, [item.config for item in (found.current, *shown)])
    back = None if found.deleted else endpoints.before(found)
    return EndpointPage(
        EndpointRow(name, _row(found.current, states), found.deleted),
        tuple(_row(item, states) for item in shown),
        back.number if back is not None else None,
        str(shown[-1].number) if len(older) > limit else None,
    )


def configs(asked: Asked) -> Configs:
    """Endpoint configurations, those that were made last first; `before` is the last one of the page before."""
    limit, connection = asked.number("limit", PAGE, executions.MOST), asked.connection
    with queries.snapshot(connection):
        found = deployed.configs(connection, limit + 1, asked.text("before") or "")
        shown = found[:limit]
        states, users = _states(connection, shown), deployed.users(connection)
    rows = tuple(_config(item, states, users.get(item.reference, ())) for item in shown)
    return Configs(rows, shown[-1].reference if len(found) > limit else None)


def config(asked: Asked, config: str) -> ConfigPage:
    """One configuration (`canary:2`, or `canary`, the newest), with what stands against its deployment by whoever asks."""
    connection = asked.connection
    unmet: list[Finding] = []
    with queries.snapshot(connection):
        found = deployed.config(connection, config)
        states, users = _states(connection, [found]), deployed.users(connection)
        for variant in found.variants:
            try:
                against = endpoints.unmet(connection, replace(found, variants=(variant,)), asked.context.user)
                problems = [
                    replace(problem, message=f"{variant.model}: {problem.message}")
                    for _, problem, _ in against
                ]
            except NotFoundError as error:  # it was deleted
                problems = list(error.problems)
            unmet += [Finding(item.code, item.message, item.hint or "") for item in problems]
    return ConfigPage(_config(found, states, users.get(found.reference, ())), tuple(unmet))


def deploy(asked: Asked, name: str) -> EndpointPage:
    """Deploy a recorded configuration under a name, which may be a new one."""
    ref = asked.given("config", str, "config: canary:2").strip()
    comment = asked.given("comment", str, 'comment: "the pilot went well"').strip()
    command = f"POST endpoints/{name}/deployment"
    endpoints.deploy(asked.connection, name, ref, asked.context.user, comment, _seen(asked), command=command)
    return page(asked, name)


def rollback(asked: Asked, name: str) -> EndpointPage:
    """Deploy once more what the endpoint had before, or what its deployment `to` was."""
    comment = asked.given("comment", str, 'comment: "too many false alarms"').strip()
    to, seen, command = _number(asked, "to"), _seen(asked), f"POST endpoints/{name}/rollback"
    endpoints.rollback(asked.connection, name, asked.context.user, comment, to, seen, command=command)
    return page(asked, name)


def delete(asked: Asked, name: str) -> EndpointPage:
    """Take away what is deployed there; its history stays."""
    comment = asked.given("comment", str, 'comment: "moved to another service"').strip()
    command = f"POST endpoints/{name}/deletion"
    endpoints.delete(asked.connection, name, asked.context.user, comment, _seen(asked), command=command)
    return page(asked, name)


def _seen(asked: Asked) -> int | None:
    """The newest deployment that whoever asks has seen: a change that they do not know of is not undone."""
    return _number(asked, "deployment")


def _number(asked: Asked, name: str) -> int | None:
    found = asked.body.get(name)
    if found is None:
        return None
    if isinstance(found, bool) or not isinstance(found, int):
        raise UsageError(f"{name} is {found!r}, no number of a deployment", f"such as {name}: 3", code="body")
    return found


@dataclass(frozen=True)
class _State:
    """What a model version is now."""

    status: str = ""
    deleted: bool = False


States = Mapping[tuple[str, int], _State]


def _states(connection: sqlite3.Connection, found: Iterable[EndpointConfig | None]) -> States:
    """What each version of the configurations is now."""
    wanted = {(item.group, item.version) for each in found if each is not None for item in each.variants}
    rows = fetch(
        connection,
        "SELECT p.model_group, p.version, p.status, EXISTS (SELECT 1 FROM deletions d WHERE d.model_group = p.model_group"
        " AND d.version = p.version) AS deleted FROM json_each(?) j JOIN approvals p ON p.id ="
        " (SELECT max(q.id) FROM approvals q WHERE q.model_group = json_extract(j.value, '$[0]')"
        " AND q.version = json_extract(j.value, '$[1]'))",
        (json.dumps(sorted(wanted)),),
    )
    return {(row["model_group"], row["version"]): _State(row["status"], bool(row["deleted"])) for row in rows}


def _row(found: Deployment, states: States) -> DeploymentRow:
    config = found.config
    return DeploymentRow(
        found.number,
        str(found.action),
        config.reference if config is not None else None,
        _variants(config, states) if config is not None else (),
        found.by,
        found.at,
        found.comment,
        found.restores,
        found.execution,
        found.step,
        config.description if config is not None else "",
    )


def _config(found: EndpointConfig, states: States, users: Iterable[str]) -> ConfigRow:
    return ConfigRow(
        found.reference,
        _variants(found, states),
        found.description,
        found.by,
        found.at,
        found.execution,
        found.step,
        tuple(users),
    )


def _variants(config: EndpointConfig, states: States) -> tuple[VariantRow, ...]:
    now = {item.model: states.get((item.group, item.version), _State()) for item in config.variants}
    return tuple(
        VariantRow(
            item.name,
            item.group,
            item.version,
            config.share(item),
            now[item.model].status,
            item.asked,
            now[item.model].deleted,
        )
        for item in config.variants
    )
