"""Reading endpoints: their configurations, their deployments, and which model versions they have."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from nbpipe.errors import NotFoundError, UsageError
from nbpipe.model import Deployment, DeploymentAction, Endpoint, EndpointConfig, Variant
from nbpipe.options import nearest
from nbpipe.store import queries
from nbpipe.store.queries import fetch

# Of the deployments of an endpoint, the newest.
NEWEST = "NOT EXISTS (SELECT 1 FROM deployments n WHERE n.endpoint = d.endpoint AND n.number > d.number)"
_HISTORY = 1000  # deployments of an endpoint that are read, the newest


@dataclass(frozen=True)
class Use:
    """A variant of what an endpoint has now, that is a certain model version. `share` is from 0 to 1."""

    endpoint: str
    deployment: int
    variant: str
    share: float


def uses(connection: sqlite3.Connection, group: str, version: int) -> list[Use]:
    """Where a model version is deployed now, by endpoint and variant."""
    rows = fetch(
        connection,
        "SELECT d.endpoint, d.number, v.variant, v.weight / (SELECT sum(w.weight) FROM endpoint_variants w"
        " WHERE w.config = v.config AND w.config_version = v.config_version) AS share FROM endpoint_variants v"
        " JOIN deployments d ON d.config = v.config AND d.config_version = v.config_version"
        f" WHERE v.model_group = ? AND v.version = ? AND {NEWEST} ORDER BY d.endpoint, v.position",
        (group, version),
    )
    return [Use(*row) for row in rows]


def refuse_in_use(connection: sqlite3.Connection, group: str, version: int) -> None:
    """`UsageError`, code `in-use`, where an endpoint has the model version."""
    found = uses(connection, group, version)
    if not found:
        return
    first = found[0]
    where = ", ".join(
        f"endpoint {item.endpoint} (deployment {item.deployment}, variant {item.variant}, {100 * item.share:.3g} %)"
        for item in found
    )
    raise UsageError(
        f"{group}:{version} is in use: it is deployed at {where}",
        "deploy something else there first, or take it away:"
        f' nbpipe endpoints rollback {first.endpoint}, or nbpipe endpoints delete {first.endpoint} --comment "…"',
        code="in-use",
    )


def config(connection: sqlite3.Connection, ref: str) -> EndpointConfig:
    """The endpoint configuration that `canary:2`, or `canary` (the newest), means.

    Raises `NotFoundError` with the nearest name, `UsageError` where `ref` is none of these.
    """
    name, colon, number = ref.partition(":")
    if not name or (colon and number != "latest" and not number.isdecimal()):
        raise UsageError(
            f"{ref!r} names no endpoint configuration",
            "write NAME for the newest, or NAME:2",
            code="config-reference",
        )
    version = int(number) if number.isdecimal() else None
    found = _configs(
        connection,
        "name = :name AND version = coalesce(:version, (SELECT max(version) FROM endpoint_configs WHERE name = :name))",
        {"name": name, "version": version},
    )
    if found:
        return found[0]
    rows = fetch(connection, "SELECT DISTINCT name FROM endpoint_configs ORDER BY name LIMIT 1000")
    known = [row["name"] for row in rows]
    if name in known:
        raise NotFoundError(
            f"endpoint configuration {name!r} has no version {version}", f"the newest is meant by {name}"
        )
    such = "a step makes one: %%step canary --type EndpointConfig --variant blue=churn@champion"
    raise NotFoundError(
        f"there is no endpoint configuration {name!r}", (nearest(name, known) if known else None) or such
    )


def configs(connection: sqlite3.Connection, limit: int = 200, before: str = "") -> list[EndpointConfig]:
    """Endpoint configurations, those that were made last first; after `before` (`canary:2`) where it is given.

    Raises as `config` where there is no `before`.
    """
    last = config(connection, before) if before else None
    after = "(at, name, version) < (:at, :name, :version)" if last is not None else "1"
    place = {"at": last.at, "name": last.name, "version": last.version} if last is not None else {}
    found = _configs(
        connection,
        f"{after} ORDER BY at DESC, name DESC, version DESC LIMIT :limit",
        {**place, "limit": limit},
    )
    return sorted(found, key=lambda item: (item.at or "", item.name, item.version), reverse=True)


def count_configs(connection: sqlite3.Connection) -> int:
    """How many endpoint configurations there are."""
    return int(fetch(connection, "SELECT count(*) AS n FROM endpoint_configs")[0]["n"])


def users(connection: sqlite3.Connection) -> dict[str, list[str]]:
    """The endpoints that have each configuration now, by its reference (`canary:2`)."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    rows = fetch(
        connection,
        f"SELECT d.endpoint, d.config || ':' || d.config_version AS config FROM deployments d WHERE {NEWEST}"
        " AND d.config IS NOT NULL ORDER BY d.endpoint",
    )
    for row in rows:
        found[row["config"]].append(row["endpoint"])
    return found


def same_config(connection: sqlite3.Connection, asked: EndpointConfig) -> EndpointConfig | None:
    """The newest configuration of that name, where it says the same."""
    try:
        newest = config(connection, asked.name)
    except NotFoundError:
        return None
    same = (newest.variants, newest.description) == (asked.variants, asked.description)
    return newest if same else None


def names(connection: sqlite3.Connection, *, deleted: bool = False) -> list[str]:
    """Names of endpoints; those that were deleted only where `deleted`."""
    shown = "1" if deleted else "d.config IS NOT NULL"
    sql = f"SELECT d.endpoint FROM deployments d WHERE {NEWEST} AND {shown} ORDER BY d.endpoint"
    return [row["endpoint"] for row in fetch(connection, sql)]


def endpoints(
    connection: sqlite3.Connection, limit: int = 200, after: str = "", *, deleted: bool = False
) -> list[Endpoint]:
    """Endpoints by name from after `after`, each with its newest deployment alone."""
    shown = "1" if deleted else "d.config IS NOT NULL"
    with queries.snapshot(connection):
        found = _deployments(
            connection, f"{NEWEST} AND {shown} AND d.endpoint > ? ORDER BY d.endpoint LIMIT ?", (after, limit)
        )
    return [Endpoint(item.endpoint, (item,)) for item in found]


def endpoint(connection: sqlite3.Connection, name: str) -> Endpoint:
    """An endpoint with its history, also one that was deleted. Raises `NotFoundError`, with the nearest name."""
    with queries.snapshot(connection):
        found = _deployments(connection, "d.endpoint = ? ORDER BY d.number DESC LIMIT ?", (name, _HISTORY))
        if not found:
            known = names(connection, deleted=True)
            hint = nearest(name, known) if known else None
            such = f"a step makes one: %%step deploy --type Endpoint --name {name} --config canary"
            raise NotFoundError(f"there is no endpoint {name!r}", hint or such, code="no-endpoint")
    return Endpoint(name, tuple(reversed(found)))


def history(connection: sqlite3.Connection, name: str, before: int, limit: int) -> list[Deployment]:
    """Deployments of an endpoint whose numbers are below `before`, the newest first."""
    return _deployments(
        connection, "d.endpoint = ? AND d.number < ? ORDER BY d.number DESC LIMIT ?", (name, before, limit)
    )


def newest(connection: sqlite3.Connection, name: str) -> Deployment | None:
    """The newest deployment of an endpoint, also one that deleted it; None where there is none of that name."""
    return next(iter(_deployments(connection, f"d.endpoint = ? AND {NEWEST}", (name,))), None)


def current(connection: sqlite3.Connection, name: str) -> Deployment | None:
    """What an endpoint has now; None where there is none of that name, or it was deleted."""
    found = newest(connection, name)
    return found if found is not None and found.config is not None else None


def deployment(connection: sqlite3.Connection, name: str, number: int) -> Deployment | None:
    """One deployment of an endpoint; None where there is none of that number."""
    return next(iter(_deployments(connection, "d.endpoint = ? AND d.number = ?", (name, number))), None)


def _deployments(
    connection: sqlite3.Connection, condition: str, values: Sequence[str | int]
) -> list[Deployment]:
    rows = fetch(connection, f"SELECT d.* FROM deployments d WHERE {condition}", values)
    wanted = sorted({(row["config"], row["config_version"]) for row in rows if row["config"] is not None})
    configs = {
        (item.name, item.version): item
        for item in _configs(
            connection,
            "(name, version) IN (SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(:wanted))",
            {"wanted": json.dumps(wanted)},
        )
    }
    return [
        Deployment(
            row["endpoint"],
            row["number"],
            DeploymentAction(row["action"]),
            configs.get((row["config"], row["config_version"])),
            row["by"],
            row["at"],
            row["comment"],
            row["restores"],
            row["execution"],
            row["step"],
        )
        for row in rows
    ]


def _configs(
    connection: sqlite3.Connection, condition: str, values: Mapping[str, str | int | None]
) -> list[EndpointConfig]:
    rows = fetch(connection, f"SELECT * FROM endpoint_configs WHERE {condition}", values)
    variants = fetch(
        connection,
        "SELECT v.* FROM endpoint_configs c JOIN endpoint_variants v ON v.config = c.name"
        f" AND v.config_version = c.version WHERE (c.name, c.version) IN (SELECT name, version FROM endpoint_configs"
        f" WHERE {condition}) ORDER BY v.config, v.config_version, v.position",
        values,
    )
    by_config = _by_config(variants)
    return [
        EndpointConfig(
            row["name"],
            tuple(by_config[row["name"], row["version"]]),
            row["version"],
            row["description"],
            row["execution"],
            row["step"],
            row["at"],
            row["by"],
        )
        for row in rows
    ]


def _by_config(rows: Iterable[sqlite3.Row]) -> defaultdict[tuple[str, int], list[Variant]]:
    found: defaultdict[tuple[str, int], list[Variant]] = defaultdict(list)
    for row in rows:
        variant = Variant(row["variant"], row["model_group"], row["version"], row["weight"], row["asked"])
        found[row["config"], row["config_version"]].append(variant)
    return found
