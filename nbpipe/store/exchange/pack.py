"""Packing executions and model versions, with everything that they need, into one file."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sqlite3
import uuid
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from nbpipe.errors import StoreError, UsageError
from nbpipe.model import ExecutionStatus
from nbpipe.store import folders, migrations, nodes, now, queries, registered, relations
from nbpipe.store.exchange import archive
from nbpipe.store.queries import fetch

_ENDED = ", ".join(f"'{status}'" for status in ExecutionStatus if status.ended)


class Blobs(Protocol):
    """What of an artifact store is needed here: see `nbpipe.artifacts.ArtifactStore`."""

    def open(self, digest: str) -> Any: ...


@dataclass(frozen=True)
class Exported:
    """What a file holds. `left_out` are executions that have not ended."""

    executions: tuple[str, ...]
    models: tuple[str, ...]
    artifacts: int
    bytes: int
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True)
class Selection:
    """Executions by id, and model versions by group and number, as parameters of the statements below."""

    executions: tuple[str, ...]
    models: tuple[tuple[str, int], ...]

    @property
    def values(self) -> dict[str, str]:
        """As JSON, which SQLite reads as a table."""
        return {"executions": json.dumps(self.executions), "models": json.dumps(self.models)}


_EXECUTIONS = "(SELECT value FROM json_each(:executions))"
_MODELS = "(SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(:models))"
_NAMED = "(json_extract(data, '$.group'), json_extract(data, '$.version'))"
_ALIAS = "(json_extract(data, '$.group'), json_extract(data, '$.alias'))"
# Aliases that these versions had: their removals name no version.
_MOVED = f"(SELECT model_group, alias FROM alias_history WHERE (model_group, version) IN {_MODELS})"

# Table → which of its rows belong to a selection.
_WHERE: Mapping[str, str] = {
    "executions": f"id IN {_EXECUTIONS} ORDER BY started_at, id",
    **dict.fromkeys(relations.OF_EXECUTION, f"execution IN {_EXECUTIONS} ORDER BY rowid"),
    **dict.fromkeys(relations.LEARNED, f"execution IN {_EXECUTIONS} ORDER BY rowid"),
    "pipelines": "(name, version) IN (SELECT pipeline, version FROM executions WHERE id IN"
    f" {_EXECUTIONS}) ORDER BY name, version",
    "environments": f"digest IN (SELECT environment FROM executions WHERE id IN {_EXECUTIONS}) ORDER BY digest",
    "cache_keys": f"key IN (SELECT cache_key FROM step_executions WHERE execution IN {_EXECUTIONS}"
    f" UNION SELECT cache_key FROM attempts WHERE execution IN {_EXECUTIONS}) ORDER BY key",
    "artifacts": f"digest IN (SELECT digest FROM outputs WHERE execution IN {_EXECUTIONS}"
    f" UNION SELECT digest FROM inputs WHERE execution IN {_EXECUTIONS}"
    f" UNION SELECT digest FROM files WHERE execution IN {_EXECUTIONS}"
    f" UNION SELECT digest FROM model_versions WHERE (model_group, version) IN {_MODELS}"
    f" UNION SELECT digest FROM model_baselines WHERE (model_group, version) IN {_MODELS}) ORDER BY digest",
    "model_groups": "name IN (SELECT json_extract(value, '$[0]') FROM json_each(:models)) ORDER BY name",
    "model_versions": f"(model_group, version) IN {_MODELS} ORDER BY model_group, version",
    "model_baselines": f"(model_group, version) IN {_MODELS} ORDER BY model_group, version, kind",
    "approvals": f"(model_group, version) IN {_MODELS} ORDER BY id",
    "stages": f"(model_group, version) IN {_MODELS} ORDER BY id",
    "aliases": f"(model_group, version) IN {_MODELS} ORDER BY model_group, alias",
    "alias_history": f"(model_group, version) IN {_MODELS}"
    f" OR (version IS NULL AND (model_group, alias) IN {_MOVED}) ORDER BY id",
    "events": f"execution IN {_EXECUTIONS} OR (execution IS NULL AND ("
    f"kind IN ('approval', 'alias', 'stage') AND {_NAMED} IN {_MODELS}"
    f" OR kind = 'alias' AND json_extract(data, '$.version') IS NULL AND {_ALIAS} IN {_MOVED}"
    " OR kind = 'pipeline' AND (json_extract(data, '$.pipeline'), json_extract(data, '$.version')) IN"
    f" (SELECT pipeline, version FROM executions WHERE id IN {_EXECUTIONS}))) ORDER BY id",
}


def pack(
    connection: sqlite3.Connection,
    store: Path,
    blobs: Blobs,
    target: Path,
    *,
    nbpipe: str,
    executions: Sequence[str] = (),
    models: Sequence[str] = (),
) -> Exported:
    """Write what is named, or everything, to `target`: under another name first, so that no half of it is seen.

    `nbpipe` is the version of the program. Raises `NotFoundError` for what is not there, `UsageError` for an execution
    that has not ended, `StoreError` for content that is gone or damaged.
    """
    target = Path(target)
    if target.is_dir():
        raise UsageError(f"{target} is a folder", f"give a file: {target / 'runs.zip'}", code="export-target")
    if not target.parent.is_dir():
        raise UsageError(
            f"there is no folder {target.parent}", f"make it: mkdir -p {target.parent}", code="export-target"
        )
    with queries.snapshot(connection):
        selection, left_out = select(connection, executions, models)
        tables = {table: rows_of(connection, table, selection) for table in relations.TRAVELLING}
    temporary = target.with_name(f".{target.name}.{uuid.uuid4().hex[:8]}.tmp")
    try:
        _write(temporary, tables, selection, store, blobs, nbpipe)
        os.replace(temporary, target)
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
    return Exported(
        selection.executions,
        tuple(f"{group}:{version}" for group, version in selection.models),
        len(tables["artifacts"]),
        target.stat().st_size,
        left_out,
    )


def select(
    connection: sqlite3.Connection, executions: Sequence[str] = (), models: Sequence[str] = ()
) -> tuple[Selection, tuple[str, ...]]:
    """What goes along with what is named; nothing named is everything. Also the executions that have not ended."""
    ended = {
        row["id"]: bool(row["ended"])
        for row in fetch(connection, f"SELECT id, status IN ({_ENDED}) AS ended FROM executions ORDER BY id")
    }
    registered = [
        (row["model_group"], row["version"], row["execution"])
        for row in fetch(
            connection,
            "SELECT model_group, version, execution FROM model_contents ORDER BY model_group, version",
        )
    ]
    if executions or models:
        named = {queries.execution_id(connection, ref) for ref in executions}
        versions = {_version(connection, ref) for ref in models}
        named |= {made for group, number, made in registered if (group, number) in versions and made}
        for execution in sorted(named):
            if not ended[execution]:
                raise UsageError(
                    f"execution {execution} has not ended",
                    f"wait for it, or end it: nbpipe stop {execution}",
                    code="not-ended",
                )
        left_out: tuple[str, ...] = ()
    else:
        named = {execution for execution, has_ended in ended.items() if has_ended}
        versions = {(group, number) for group, number, made in registered if made is None}
        left_out = tuple(execution for execution, has_ended in ended.items() if not has_ended)
    sources: dict[str, list[str]] = {}
    for row in fetch(
        connection,
        "SELECT DISTINCT execution, cached_from FROM step_executions WHERE cached_from IS NOT NULL"
        " UNION SELECT parent_execution, id FROM executions WHERE parent_execution IS NOT NULL",
    ):
        sources.setdefault(row["execution"], []).append(row["cached_from"])
    chosen: set[str] = set()
    waiting = list(named)
    while waiting:
        execution = waiting.pop()
        if execution not in chosen and ended.get(execution):
            chosen.add(execution)
            waiting += sources.get(execution, ())
    versions |= {(group, number) for group, number, made in registered if made in chosen}
    return Selection(tuple(sorted(chosen)), tuple(sorted(versions))), left_out


def _version(connection: sqlite3.Connection, ref: str) -> tuple[str, int]:
    found = registered.model_version(connection, ref)
    return found.group, found.version


def rows_of(connection: sqlite3.Connection, table: str, selection: Selection) -> list[dict[str, Any]]:
    """The rows of a table that belong to a selection, with all the columns that the table has."""
    if table == "associations":
        return list(_edges(connection, selection))
    found = fetch(connection, f"SELECT * FROM {table} WHERE {_WHERE[table]}", selection.values)
    return [dict(row) for row in found]


def _edges(connection: sqlite3.Connection, selection: Selection) -> Iterator[dict[str, Any]]:
    """Edges of lineage at the nodes of the selection, but for those that lead to what is not in it."""
    executions, models = set(selection.executions), set(selection.models)
    found: dict[tuple[str, str, str], dict[str, Any]] = {}
    for low, high in _ranges(selection):
        for end in ("source", "destination"):
            sql = f"SELECT * FROM associations WHERE {end} >= ? AND {end} < ?"
            for row in fetch(connection, sql, (low, high)):
                found[row["source"], row["destination"], row["type"]] = dict(row)
    for key in sorted(found):
        if all(_belongs(node, executions, models) for node in key[:2]):
            yield found[key]


def _ranges(selection: Selection) -> Iterator[tuple[str, str]]:
    for execution in selection.executions:
        for prefix in nodes.prefixes(execution):
            yield prefix, prefix + nodes.AFTER_ALL
    for group, version in selection.models:
        node = nodes.model(group, version)
        yield node, node + "\0"


def _belongs(node: str, executions: set[str], models: set[tuple[str, int]]) -> bool:
    kind, parts = nodes.parse(node)
    if kind in ("attempt", "parameter"):
        return parts[0] in executions
    if kind == "endpoint":  # what is deployed is true of one store
        return False
    return kind != "model" or (parts[0], int(parts[1])) in models


# ---- the file -------------------------------------------------------------------------------------------------------


def _write(
    path: Path,
    tables: Mapping[str, Sequence[Mapping[str, Any]]],
    selection: Selection,
    store: Path,
    blobs: Blobs,
    nbpipe: str,
) -> None:
    members: dict[str, archive.Member] = {}
    with path.open("xb") as raw, zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as made:
        for table, rows in tables.items():
            name = archive.table_name(table)
            members[name] = _add(made, name, (_line(row) for row in rows))
        for row in tables["artifacts"]:
            name, digest = archive.blob_name(row["digest"]), row["digest"]
            with blobs.open(digest) as file:
                members[name] = _add(made, name, _chunks(file))
            if f"sha256:{members[name].sha256}" != digest:
                raise StoreError(
                    f"the content of {digest} ({row['size']} bytes) has changed: it cannot be exported",
                    "`nbpipe store check --verify` lists all that is damaged; run the pipeline again with --no-cache",
                    code="damaged-blob",
                )
        for row in tables["attempts"]:
            place = (row["execution"], row["step"], row["number"])
            for file_name in folders.TOLD:
                source = folders.attempt(store, *place) / file_name
                if source.is_file():
                    name = archive.attempt_name(*place, file_name)
                    with source.open("rb") as file:
                        members[name] = _add(made, name, _chunks(file))
        holds = {
            "executions": list(selection.executions),
            "models": [f"{group}:{version}" for group, version in selection.models],
            "pipelines": [f"{row['name']}:{row['version']}" for row in tables["pipelines"]],
        }
        manifest = archive.Manifest(archive.VERSION, nbpipe, now(), migrations.NAMES, holds, members)
        _add(made, archive.MANIFEST, [json.dumps(manifest.to_json(), indent=1).encode()])
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _add(made: zipfile.ZipFile, name: str, content: Iterable[bytes]) -> archive.Member:
    hashed, size = hashlib.sha256(), 0
    with made.open(name, "w", force_zip64=True) as target:
        for chunk in content:
            target.write(chunk)
            hashed.update(chunk)
            size += len(chunk)
    return archive.Member(size, hashed.hexdigest())


def _line(row: Mapping[str, Any]) -> bytes:
    return json.dumps(dict(row), separators=(",", ":")).encode() + b"\n"


def _chunks(file: BinaryIO) -> Iterator[bytes]:
    while chunk := file.read(archive.CHUNK):
        yield chunk
