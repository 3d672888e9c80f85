"""Reading what steps gave: results that may be taken again, what they depended on, what was learned.

Functions of a connection, each of a fixed number of statements, with a limit where it lists.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import replace

from nbpipe.model import (
    Artifact,
    CacheKey,
    Lesson,
    LessonKind,
    Outcome,
    Result,
    StepStatus,
)
from nbpipe.store import readers
from nbpipe.store.queries import execution_id, fetch

_OUTPUTS = (
    "SELECT o.variable, o.kind, o.digest, o.materializer, o.meta, a.size, a.media_type, a.preview FROM outputs o"
    " JOIN artifacts a ON a.digest = o.digest WHERE o.execution = ? AND o.step = ? AND o.attempt IS ? ORDER BY o.id"
)


def results(connection: sqlite3.Connection, key: str, limit: int = 3) -> list[Result]:
    """Successful attempts with that cache key, the newest first."""
    rows = fetch(
        connection,
        "SELECT a.execution, a.step, a.number, a.ended_at, a.facts,"
        " EXISTS (SELECT 1 FROM metrics m WHERE m.execution = a.execution AND m.step = a.step) AS measured,"
        " EXISTS (SELECT 1 FROM files f WHERE f.execution = a.execution AND f.step = a.step) AS opened"
        " FROM attempts a WHERE a.cache_key = ? AND a.status = ? ORDER BY a.ended_at DESC LIMIT ?",
        (key, StepStatus.SUCCEEDED, limit),
    )
    return [
        Result(
            row["execution"],
            row["step"],
            row["number"],
            row["ended_at"],
            _outcome(
                connection,
                (row["execution"], row["step"], row["number"]),
                row["facts"],
                measured=row["measured"],
                opened=row["opened"],
            ),
            key,
        )
        for row in rows
    ]


def result(connection: sqlite3.Connection, execution: str, step: str) -> Result | None:
    """What a step of an execution (a full id) gave; None where it did not succeed.

    What a cached step did beside its code is that of the attempt whose result it took.
    """
    rows = fetch(
        connection,
        "SELECT s.*, a.number, a.facts FROM step_executions s LEFT JOIN attempts a ON s.cached = 0"
        " AND a.execution = s.execution AND a.step = s.step AND a.status = s.status"
        " WHERE s.execution = ? AND s.step = ? AND s.status = ? ORDER BY a.number DESC LIMIT 1",
        (execution, step, StepStatus.SUCCEEDED),
    )
    if not rows:
        return None
    row = rows[0]
    taken = None if row["taken"] is None else bool(row["taken"])
    if row["cached"] and row["cache_key"] is not None:
        for found in results(connection, row["cache_key"], limit=20):
            if found.execution == row["cached_from"]:
                return replace(found, taken=taken)
    outcome = _outcome(connection, (execution, step, row["number"]), row["facts"])
    return Result(execution, step, row["number"], row["ended_at"], outcome, row["cache_key"], taken)


def _outcome(
    connection: sqlite3.Connection,
    place: tuple[str, str, int | None],
    facts: str | None,
    *,
    measured: bool = True,
    opened: bool = True,
) -> Outcome:
    """What the attempt at `place` gave; most have no metrics and opened no files, and are not asked for them."""
    metrics = (
        "SELECT name, value, at_step, logged_at FROM metrics WHERE execution = ? AND step = ? AND attempt IS ?"
        " ORDER BY id"
    )
    files = (
        "SELECT path, mode, size, digest FROM files WHERE execution = ? AND step = ? AND attempt IS ?"
        " ORDER BY path, mode"
    )
    return readers.outcome(
        facts,
        fetch(connection, _OUTPUTS, place),
        fetch(connection, metrics, place) if measured else [],
        fetch(connection, files, place) if opened else [],
    )


def earlier_output(
    connection: sqlite3.Connection, pipeline: str, step: str, variable: str, but: str | None = None
) -> Artifact | None:
    """What a step last gave as `variable` in an execution of the pipeline, other than `but`; None where it never did."""
    rows = fetch(
        connection,
        "SELECT o.digest, o.materializer, o.meta, a.size, a.media_type, a.preview FROM executions e"
        " JOIN step_executions s ON s.execution = e.id AND s.step = :step AND s.status = :status"
        " JOIN outputs o ON o.execution = e.id AND o.step = :step AND o.variable = :variable AND o.kind = 'variable'"
        " JOIN artifacts a ON a.digest = o.digest"
        " WHERE e.pipeline = :pipeline AND e.id IS NOT :but ORDER BY e.started_at DESC, e.id DESC, o.id DESC LIMIT 1",
        {
            "pipeline": pipeline,
            "step": step,
            "variable": variable,
            "status": StepStatus.SUCCEEDED,
            "but": but,
        },
    )
    return readers.artifact(rows[0]) if rows else None


def output_of(connection: sqlite3.Connection, step: str, variable: str, ref: str) -> Artifact | None:
    """What a step of one execution (see `execution`) gave as `variable`; None where it gave nothing of that name."""
    found = result(connection, execution_id(connection, ref), step)
    return None if found is None else found.outcome.outputs.get(variable)


def cache_key(connection: sqlite3.Connection, execution: str, step: str) -> CacheKey | None:
    """What the result of a step of an execution (a full id) depends on, where it is known."""
    rows = fetch(
        connection,
        "SELECT k.key, k.components FROM step_executions s JOIN cache_keys k ON k.key = s.cache_key"
        " WHERE s.execution = ? AND s.step = ?",
        (execution, step),
    )
    return CacheKey(rows[0]["key"], json.loads(rows[0]["components"])) if rows else None


def last_with_key(
    connection: sqlite3.Connection, pipeline: str, step: str, before: str | None = None
) -> str | None:
    """The newest execution of a pipeline in which the step succeeded with a known key; before another one if given."""
    rows = fetch(
        connection,
        "SELECT e.id FROM executions e JOIN step_executions s ON s.execution = e.id AND s.step = :step"
        " WHERE e.pipeline = :pipeline AND s.cache_key IS NOT NULL AND s.status = :status AND (:before IS NULL OR"
        " (e.started_at, e.id) < (SELECT started_at, id FROM executions WHERE id = :before))"
        " ORDER BY e.started_at DESC, e.id DESC LIMIT 1",
        {"pipeline": pipeline, "step": step, "status": StepStatus.SUCCEEDED, "before": before},
    )
    return rows[0]["id"] if rows else None


def lessons(connection: sqlite3.Connection, codes: Iterable[str]) -> list[Lesson]:
    """What runs found out about steps with these digests of code."""
    wanted = set(codes)
    rows = fetch(connection, "SELECT code, kind, data FROM lessons ORDER BY learned_at, data")
    return [
        Lesson(row["code"], LessonKind(row["kind"]), tuple(json.loads(row["data"])))
        for row in rows
        if row["code"] in wanted
    ]


def lines_learned(connection: sqlite3.Connection, execution: str) -> list[str]:
    """What an execution (a full id) found out about its steps, a line each."""
    sql = "SELECT json_extract(data, '$.text') AS text FROM events WHERE execution = ? AND kind = 'lesson' ORDER BY id"
    return [row["text"] for row in fetch(connection, sql, (execution,))]


def file_digest(connection: sqlite3.Connection, path: str) -> tuple[int, int, int, int, str] | None:
    """Size, mtime and ctime in nanoseconds, inode and digest of a file as it was last read."""
    rows = fetch(
        connection, "SELECT size, mtime_ns, ctime_ns, inode, digest FROM file_digests WHERE path = ?", (path,)
    )
    return tuple(rows[0]) if rows else None
