"""Reading the model registry: groups and versions with what was decided about them.

Functions of a connection, each of a fixed number of statements, with a limit where it lists.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from nbpipe.as_json import to_json
from nbpipe.errors import NotFoundError, UsageError
from nbpipe.model import (
    ApprovalRecord,
    Deletion,
    ModelGroup,
    ModelVersion,
    Registration,
)
from nbpipe.store import readers
from nbpipe.store.queries import by, fetch, nearest, snapshot

# Of a deleted version the content may be gone, and its row with it.
_SIZE = "coalesce(a.size, 0) AS size, coalesce(a.media_type, '') AS media_type"
_WHOLE = f"v.*, {_SIZE}, coalesce(a.preview, '{{}}') AS preview, p.status"
_SUMMARY = (
    "v.model_group, v.version, v.digest, v.materializer, v.meta, v.metrics, v.execution, v.step, v.created_at,"
    f" v.created_by, '' AS card, {_SIZE}, '{{}}' AS preview, p.status"
)
_LIVE = (
    "NOT EXISTS (SELECT 1 FROM deletions d WHERE d.model_group = {0}.model_group AND d.version = {0}.version)"
)
_NEWEST_APPROVAL = (
    "JOIN approvals p ON p.id ="
    " (SELECT max(q.id) FROM approvals q WHERE q.model_group = v.model_group AND q.version = v.version)"
)


def groups(
    connection: sqlite3.Connection, limit: int = 200, versions: int = 100, *, deleted: bool = False
) -> list[ModelGroup]:
    """Model groups by name, with their newest versions; these without card, preview and past approvals.

    Versions that were deleted only where `deleted`.
    """
    with snapshot(connection):
        found = fetch(connection, "SELECT * FROM model_groups ORDER BY name LIMIT ?", (limit,))
        chosen = "(SELECT name FROM model_groups ORDER BY name LIMIT :limit) g JOIN"
        rows = fetch(
            connection,
            f"SELECT {_SUMMARY} FROM {chosen} model_versions v ON v.model_group = g.name AND v.version >"
            " (SELECT max(w.version) FROM model_versions w WHERE w.model_group = g.name) - :versions"
            f" LEFT JOIN artifacts a ON a.digest = v.digest {_NEWEST_APPROVAL}"
            f" WHERE :deleted OR {_LIVE.format('v')} ORDER BY v.model_group, v.version",
            {"limit": limit, "versions": versions, "deleted": deleted},
        )
        aliases = fetch(
            connection,
            f"SELECT l.model_group, l.version, l.alias FROM {chosen} aliases l ON l.model_group = g.name"
            " ORDER BY l.alias",
            {"limit": limit},
        )
        of_stages = fetch(
            connection,
            f"SELECT l.* FROM {chosen} stages l ON l.model_group = g.name ORDER BY l.id",
            {"limit": limit},
        )
        of_deletions = fetch(
            connection, f"SELECT l.* FROM {chosen} deletions l ON l.model_group = g.name", {"limit": limit}
        )
    names = _names_of(aliases)
    moved, gone = _by_version(of_stages), _by_version(of_deletions)
    by_group = by(rows, "model_group")
    return [
        ModelGroup(
            row["name"],
            row["description"],
            row["created_at"],
            tuple(
                readers.model_version(item, names[key], (), moved[key], gone[key])
                for item in by_group[row["name"]]
                for key in [(item["model_group"], item["version"])]
            ),
        )
        for row in found
    ]


def group(
    connection: sqlite3.Connection, name: str, versions: int = 1000, *, deleted: bool = False
) -> ModelGroup:
    """One model group with its newest versions, complete; those that were deleted only where `deleted`.

    Raises `NotFoundError`, with the nearest name.
    """
    with snapshot(connection):
        found = fetch(connection, "SELECT * FROM model_groups WHERE name = ?", (name,))
        if not found:
            raise _no_group(connection, name)
        newest = "v.version > (SELECT max(version) FROM model_versions WHERE model_group = :group) - :value"
        newest += "" if deleted else f" AND {_LIVE.format('v')}"
        entries = _versions(connection, name, newest, versions)
    return ModelGroup(name, found[0]["description"], found[0]["created_at"], tuple(entries))


def model_version(connection: sqlite3.Connection, ref: str, *, deleted: bool = False) -> ModelVersion:
    """The model version that `attrition:3`, `attrition:latest`, `attrition` (the newest) or `attrition@champion` means.

    Raises `NotFoundError` with the nearest name, and of a version that was deleted unless `deleted`; `UsageError` where
    `ref` is none of these.
    """
    name, version, alias = _parse_ref(ref)
    with snapshot(connection):
        if alias is not None:
            condition = (
                "v.version = (SELECT version FROM aliases WHERE model_group = :group AND alias = :value)"
            )
        else:
            newest = f"SELECT max(w.version) FROM model_versions w WHERE w.model_group = :group AND {_LIVE.format('w')}"
            condition = f"v.version = coalesce(:value, ({newest}))"
        found = _versions(connection, name, condition, version if alias is None else alias)
        if found and found[0].deleted is not None and not deleted:
            raise is_deleted(name, found[0].version, found[0].deleted)
        if found:
            return found[0]
        if not fetch(connection, "SELECT 1 FROM model_groups WHERE name = ?", (name,)):
            raise _no_group(connection, name)
        sql = "SELECT alias FROM aliases WHERE model_group = ? ORDER BY alias LIMIT 1000"
        aliases = [row["alias"] for row in fetch(connection, sql, (name,))]
    if alias is not None:
        raise NotFoundError(
            f"model group {name!r} has no alias {alias!r}", nearest(alias, aliases, f"nbpipe models {name}")
        )
    if version is None:
        raise NotFoundError(
            f"every version of model group {name!r} was deleted", f"list them: nbpipe models {name} --all"
        )
    raise NotFoundError(f"model group {name!r} has no version {version}", f"list them: nbpipe models {name}")


def is_deleted(group: str, version: int, deletion: Deletion) -> NotFoundError:
    """What is said of a version that was deleted."""
    return NotFoundError(
        f"{group}:{version} was deleted by {deletion.by}, {deletion.at}: {deletion.comment}",
        f"what is known of it: nbpipe models show {group}:{version}",
        code="deleted",
    )


def same_version(connection: sqlite3.Connection, registration: Registration) -> tuple[int, str] | None:
    """Number and approval of the newest version of a group, where the registration would only enter it once more.

    Metrics, card and baselines count too.
    """
    rows = fetch(
        connection,
        "SELECT v.version, v.digest, v.materializer, v.metrics, v.card, p.status, (SELECT a.status FROM approvals a"
        " WHERE a.model_group = v.model_group AND a.version = v.version ORDER BY a.id LIMIT 1) AS asked"
        f", {_LIVE.format('v')} AS live FROM model_versions v {_NEWEST_APPROVAL} WHERE v.model_group = ?"
        " ORDER BY v.version DESC LIMIT 1",
        (registration.group,),
    )
    if not rows or not rows[0]["live"]:
        return None
    row, model = rows[0], registration.artifact
    baselines = fetch(
        connection,
        "SELECT kind, digest FROM model_baselines WHERE model_group = ? AND version = ?",
        (registration.group, row["version"]),
    )
    known = (
        row["digest"],
        row["materializer"],
        json.loads(row["metrics"]),
        row["card"],
        row["asked"],
        {item["kind"]: item["digest"] for item in baselines},
    )
    wanted = (
        model.digest,
        model.materializer,
        to_json(registration.metrics),
        registration.card,
        registration.status,
        {kind: item.digest for kind, item in registration.baselines.items()},
    )
    return (row["version"], row["status"]) if known == wanted else None


def approval(connection: sqlite3.Connection, group: str, version: int) -> ApprovalRecord | None:
    """The newest decision about a model version; None where there is no such version."""
    rows = fetch(
        connection,
        "SELECT * FROM approvals WHERE model_group = ? AND version = ? ORDER BY id DESC LIMIT 1",
        (group, version),
    )
    return readers.approval(rows[0]) if rows else None


def last_decision(connection: sqlite3.Connection, group: str, version: int) -> int:
    """Id of the newest decision about a model version, 0 where there is none."""
    sql = "SELECT coalesce(max(id), 0) AS id FROM approvals WHERE model_group = ? AND version = ?"
    return int(fetch(connection, sql, (group, version))[0]["id"])


def stage(connection: sqlite3.Connection, group: str, version: int) -> str | None:
    """The stage that a model version was moved to last; None where it never was."""
    sql = "SELECT stage FROM stages WHERE model_group = ? AND version = ? ORDER BY id DESC LIMIT 1"
    rows = fetch(connection, sql, (group, version))
    return rows[0]["stage"] if rows else None


def deletion(connection: sqlite3.Connection, group: str, version: int) -> Deletion | None:
    """Who deleted a model version, when and why; None where nobody did."""
    sql = "SELECT by, at, comment FROM deletions WHERE model_group = ? AND version = ?"
    rows = fetch(connection, sql, (group, version))
    return Deletion(*rows[0]) if rows else None


def _versions(connection: sqlite3.Connection, group: str, condition: str, value: Any) -> list[ModelVersion]:
    where = f" WHERE v.model_group = :group AND {condition}"
    rows = fetch(
        connection,
        f"SELECT {_WHOLE} FROM model_versions v LEFT JOIN artifacts a ON a.digest = v.digest {_NEWEST_APPROVAL}{where}"
        " ORDER BY v.version",
        {"group": group, "value": value},
    )
    approvals = fetch(
        connection,
        f"SELECT p.* FROM model_versions v JOIN approvals p ON p.model_group = v.model_group AND p.version = v.version"
        f"{where} ORDER BY p.id",
        {"group": group, "value": value},
    )
    aliases = fetch(
        connection,
        "SELECT model_group, version, alias FROM aliases WHERE model_group = ? ORDER BY alias LIMIT 10000",
        (group,),
    )
    of_stages, of_deletions = (
        fetch(
            connection,
            f"SELECT p.* FROM model_versions v JOIN {table} p ON p.model_group = v.model_group AND p.version = v.version"
            f"{where} ORDER BY p.rowid",
            {"group": group, "value": value},
        )
        for table in ("stages", "deletions")
    )
    of_baselines = fetch(
        connection,
        "SELECT b.model_group, b.version, b.kind, b.digest, b.materializer, b.meta, a.size, a.media_type, a.preview"
        " FROM model_versions v JOIN model_baselines b ON b.model_group = v.model_group AND b.version = v.version"
        f" JOIN artifacts a ON a.digest = b.digest{where} ORDER BY b.kind",
        {"group": group, "value": value},
    )
    decided, names = by(approvals, "version"), _names_of(aliases)
    moved, gone, kept = _by_version(of_stages), _by_version(of_deletions), _by_version(of_baselines)
    return [
        readers.model_version(row, names[key], decided[row["version"]], moved[key], gone[key], kept[key])
        for row in rows
        for key in [(group, row["version"])]
    ]


def _by_version(rows: Iterable[sqlite3.Row]) -> defaultdict[tuple[str, int], list[sqlite3.Row]]:
    found: defaultdict[tuple[str, int], list[sqlite3.Row]] = defaultdict(list)
    for row in rows:
        found[row["model_group"], row["version"]].append(row)
    return found


def _names_of(aliases: Iterable[sqlite3.Row]) -> defaultdict[tuple[str, int], list[str]]:
    names: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
    for row in aliases:
        names[row["model_group"], row["version"]].append(row["alias"])
    return names


def _parse_ref(ref: str) -> tuple[str, int | None, str | None]:
    name, found, alias = ref.rpartition("@")
    if found and name and alias:
        return name, None, alias
    name, found, version = ref.partition(":")
    if (name and not found) or version == "latest":
        return name, None, None
    if name and version.isdecimal():
        return name, int(version), None
    raise UsageError(
        f"{ref!r} names no model version",
        "write GROUP, GROUP:3, GROUP:latest or GROUP@ALIAS",
        code="model-reference",
    )


def _no_group(connection: sqlite3.Connection, name: str) -> NotFoundError:
    known = [
        row["name"] for row in fetch(connection, "SELECT name FROM model_groups ORDER BY name LIMIT 1000")
    ]
    if not known:
        return NotFoundError(
            f"there is no model group {name!r}: no model is registered yet",
            "a step registers one: %%step NAME --type Register --model VARIABLE --group GROUP",
        )
    return NotFoundError(f"there is no model group {name!r}", nearest(name, known, "nbpipe models"))
