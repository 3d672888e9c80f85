"""Single statements that the transactions of `writer.py` are made of. None of them begins or commits."""

from __future__ import annotations

import hashlib
import math
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from nbpipe.as_json import dumps
from nbpipe.model import (
    Artifact,
    Association,
    CacheKey,
    FileUse,
    Metric,
    Outcome,
    Result,
    StepStatus,
)
from nbpipe.store import nodes


class EventKind(StrEnum):
    """What an event is about; its data says what that thing is now."""

    PIPELINE = "pipeline"  # pipeline, version, digest
    EXECUTION = "execution"  # status and, where it applies, pipeline, version, resumed, failure
    STOP = "stop"  # by
    STEP = "step"  # status, cached, detail, attempt, failure
    MODEL = "model"  # group, version, status
    APPROVAL = "approval"  # group, version, status, by, comment
    ALIAS = "alias"  # group, alias, version (null: removed), by
    STAGE = "stage"  # group, version, stage, by, comment
    DELETE = "delete"  # group, version, by, comment
    ENDPOINT = "endpoint"  # endpoint, deployment, action, config, groups (whose use changed), by, comment
    REPRODUCTION = "reproduction"  # group, version: what is known of running it again has changed
    LESSON = "lesson"  # kind, data, text
    CALLBACK = "callback"  # status, by, comment


@dataclass(frozen=True)
class Taken:
    """A step that takes an earlier result instead of running."""

    step: str
    result: Result
    inputs: Mapping[str, Artifact] = field(default_factory=dict)
    detail: str = ""
    associations: Sequence[Association] = ()


def taken(connection: sqlite3.Connection, at: str, execution: str, items: Sequence[Taken]) -> None:
    """Record Pending steps that took an earlier result: a few statements, however many steps there are.

    `RuntimeError` where one of them is not Pending. The artifacts are known: an earlier attempt gave them.
    """
    connection.executemany(
        "INSERT OR REPLACE INTO inputs (execution, step, variable, digest, materializer, meta)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        [
            (execution, item.step, name, a.digest, a.materializer, dumps(a.meta))
            for item in items
            for name, a in item.inputs.items()
        ],
    )
    connection.executemany(
        _OUTPUT,
        [
            (execution, item.step, None, name, kind, a.digest, a.materializer, dumps(a.meta))
            for item in items
            for kind, artifacts in (
                ("variable", item.result.outcome.outputs),
                ("figure", item.result.outcome.figures),
            )
            for name, a in artifacts.items()
        ],
    )
    for item in items:
        if item.result.outcome.metrics:
            metrics(connection, at, execution, item.step, None, item.result.outcome.metrics)
    connection.executemany(
        _ASSOCIATION,
        [(edge.source, edge.destination, edge.type) for item in items for edge in item.associations],
    )
    cursor = connection.executemany(
        "UPDATE step_executions SET status = ?, cached = 1, detail = ?, failure = NULL, started_at = ?, ended_at = ?,"
        " cache_key = ?, cached_from = ?, taken = ? WHERE execution = ? AND step = ? AND status = ?",
        [
            (
                StepStatus.SUCCEEDED,
                item.detail or None,
                at,
                at,
                item.result.key,
                item.result.execution,
                None if item.result.taken is None else int(item.result.taken),
                execution,
                item.step,
                StepStatus.PENDING,
            )
            for item in items
        ],
    )
    if cursor.rowcount != len(items):
        raise RuntimeError(f"a step of execution {execution} that takes an earlier result is not Pending")
    events = [
        {"status": StepStatus.SUCCEEDED, "cached": True, **({"detail": item.detail} if item.detail else {})}
        for item in items
    ]
    connection.executemany(
        _EVENT,
        [
            (at, EventKind.STEP, execution, item.step, dumps(data))
            for item, data in zip(items, events, strict=True)
        ],
    )


_EVENT = "INSERT INTO events (at, kind, execution, step, data) VALUES (?, ?, ?, ?, ?)"
_OUTPUT = (
    "INSERT INTO outputs (execution, step, attempt, variable, kind, digest, materializer, meta)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)
_ASSOCIATION = "INSERT INTO associations (source, destination, type) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"


def event(
    connection: sqlite3.Connection,
    at: str,
    kind: EventKind,
    execution: str | None = None,
    step: str | None = None,
    /,
    **data: Any,
) -> None:
    """Record one change. Values that are None say nothing and are left out, except in `ALIAS`."""
    said = data if kind is EventKind.ALIAS else {k: v for k, v in data.items() if v is not None}
    connection.execute(
        _EVENT,
        (at, kind, execution, step, dumps(said)),
    )


def optional_json(value: Any) -> str | None:
    """Canonical JSON, or NULL for None."""
    return None if value is None else dumps(value)


def environment(connection: sqlite3.Connection, recorded: Mapping[str, Any]) -> str:
    """Keep an environment once; its digest. `git_commit` belongs to the execution and is left out."""
    known = {key: value for key, value in recorded.items() if key != "git_commit"}
    # The kind stands in the hash, so that no environment shares a digest with another thing by accident.
    digest = "sha256:" + hashlib.sha256(f"Environment\0{dumps(known)}".encode()).hexdigest()
    other = {key: value for key, value in known.items() if key not in ("python", "platform", "packages")}
    connection.execute(
        "INSERT INTO environments (digest, python, platform, packages, other) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT DO NOTHING",
        (digest, known.get("python"), known.get("platform"), dumps(known.get("packages", {})), dumps(other)),
    )
    return digest


def artifacts(connection: sqlite3.Connection, at: str, items: Iterable[Artifact]) -> None:
    """Keep artifacts that are not known yet."""
    connection.executemany(
        "INSERT INTO artifacts (digest, size, media_type, materializer, preview, created_at)"
        " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        [(a.digest, a.size, a.media_type, a.materializer, dumps(a.preview), at) for a in items],
    )


def outputs(
    connection: sqlite3.Connection,
    at: str,
    execution: str,
    step: str,
    attempt: int | None,
    kind: str,
    items: Mapping[str, Artifact],
) -> None:
    """Keep outputs of one kind, and the artifacts that they name."""
    if not items:
        return
    artifacts(connection, at, items.values())
    connection.executemany(
        _OUTPUT,
        [
            (execution, step, attempt, name, kind, a.digest, a.materializer, dumps(a.meta))
            for name, a in items.items()
        ],
    )


def inputs(
    connection: sqlite3.Connection,
    at: str,
    execution: str,
    step: str,
    items: Mapping[str, Artifact],
    *,
    again: bool = True,
) -> None:
    """Keep what a step is given; where it is tried `again`, in place of what an earlier attempt was given."""
    if again:
        connection.execute("DELETE FROM inputs WHERE execution = ? AND step = ?", (execution, step))
    if not items:
        return
    artifacts(connection, at, items.values())
    connection.executemany(
        "INSERT INTO inputs (execution, step, variable, digest, materializer, meta) VALUES (?, ?, ?, ?, ?, ?)",
        [(execution, step, name, a.digest, a.materializer, dumps(a.meta)) for name, a in items.items()],
    )


def metrics(
    connection: sqlite3.Connection,
    at: str,
    execution: str,
    step: str,
    attempt: int | None,
    items: Sequence[Metric],
) -> None:
    """Keep metrics in the order of logging, and mark the last one of each name."""
    if not items:
        return
    last = {metric.name: index for index, metric in enumerate(items)}
    connection.executemany(
        "INSERT INTO metrics (execution, step, attempt, name, value, at_step, logged_at, latest)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                execution,
                step,
                attempt,
                metric.name,
                None if math.isnan(metric.value) else float(metric.value),
                metric.step,
                metric.logged_at or at,
                int(last[metric.name] == index),
            )
            for index, metric in enumerate(items)
        ],
    )


def cache_key(connection: sqlite3.Connection, key: CacheKey | None) -> str | None:
    """Keep what a result depends on; its key."""
    if key is None:
        return None
    connection.execute(
        "INSERT INTO cache_keys (key, components) VALUES (?, ?) ON CONFLICT DO NOTHING",
        (key.digest, dumps(key.components)),
    )
    return key.digest


def facts(outcome: Outcome) -> str:
    """What an attempt did beside what its code shows, as JSON."""
    names = ("missing", "deleted", "shared", "changed", "stray", "watched")
    return dumps({name: value for name in names if (value := getattr(outcome, name))})


def files(
    connection: sqlite3.Connection, execution: str, step: str, attempt: int, items: Sequence[FileUse]
) -> None:
    """Keep the files that an attempt opened; of one path and mode, the last use counts."""
    if not items:
        return
    connection.executemany(
        "INSERT INTO files (execution, step, attempt, path, mode, size, digest) VALUES (?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET size = excluded.size, digest = excluded.digest",
        [(execution, step, attempt, use.path, use.mode, use.size, use.digest) for use in items],
    )


def associations(connection: sqlite3.Connection, items: Iterable[Association]) -> None:
    """Keep edges of lineage; one that is known stays as it is. `ValueError` where an end is no node."""
    edges = list(items)
    for edge in edges:
        nodes.parse(edge.source)
        nodes.parse(edge.destination)
    connection.executemany(
        _ASSOCIATION,
        [(edge.source, edge.destination, edge.type) for edge in edges],
    )
