"""Reading the store: functions of a connection that answer with the nouns of `model`.

Each takes a fixed number of statements, whatever the number of steps, and has a limit where it lists.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import Any

from nbpipe.as_json import pipeline_from_json, to_json
from nbpipe.errors import NotFoundError, UsageError
from nbpipe.model import (
    ApprovalRecord,
    Artifact,
    CacheKey,
    Deletion,
    Event,
    Execution,
    ExecutionStatus,
    Lesson,
    LessonKind,
    Metric,
    ModelGroup,
    ModelVersion,
    Outcome,
    Pipeline,
    Registration,
    Result,
    StepStatus,
)
from nbpipe.store import readers, translate

_AFTER_ALL = "\U0010ffff"  # sorts after every text that begins alike
_UNENDED = tuple(status for status in ExecutionStatus if not status.ended)


def fetch(
    connection: sqlite3.Connection, sql: str, values: Sequence[Any] | Mapping[str, Any] = ()
) -> list[sqlite3.Row]:
    """All rows of one statement, whatever row factory the connection has."""
    with translate(connection):
        cursor = connection.cursor()
        cursor.row_factory = sqlite3.Row
        try:
            return cursor.execute(sql, values).fetchall()
        finally:
            cursor.close()


@contextmanager
def snapshot(connection: sqlite3.Connection) -> Iterator[None]:
    """Let all statements inside see the store as of one moment."""
    if connection.in_transaction:
        yield
        return
    with translate(connection):
        connection.execute("BEGIN")
        try:
            yield
        finally:
            with suppress(sqlite3.Error):  # nothing was written
                connection.execute("ROLLBACK")


# ---- pipelines and executions ---------------------------------------------------------------------------------------


def version_of(connection: sqlite3.Connection, name: str, digest: str) -> int | None:
    """Version of the definition with that digest under that name, if it is known."""
    rows = fetch(connection, "SELECT version FROM pipelines WHERE name = ? AND digest = ?", (name, digest))
    return rows[0]["version"] if rows else None


def pipeline(connection: sqlite3.Connection, name: str, version: int | None = None) -> Pipeline:
    """A pipeline version, or the newest. Raises `NotFoundError`, with the nearest name."""
    rows = fetch(
        connection,
        "SELECT definition FROM pipelines WHERE name = :name AND version ="
        " coalesce(:version, (SELECT max(version) FROM pipelines WHERE name = :name))",
        {"name": name, "version": version},
    )
    if rows:
        return pipeline_from_json(json.loads(rows[0]["definition"]))
    known = fetch(connection, "SELECT DISTINCT name FROM pipelines LIMIT 1000")
    names = [row["name"] for row in known]
    if name in names:
        raise NotFoundError(f"pipeline {name!r} has no version {version}", "list its executions: nbpipe runs")
    raise NotFoundError(f"there is no pipeline {name!r}", _nearest(name, names, "nbpipe runs"))


def execution(connection: sqlite3.Connection, ref: str, pipeline: str | None = None) -> Execution:
    """An execution with its steps, attempts, outputs and the last value of each metric; six statements.

    `ref` is an id, the beginning of one, or `latest`; `pipeline` narrows the choice. Raises `NotFoundError` with the
    nearest ids, `UsageError` where several ids begin so.
    """
    with snapshot(connection):
        found = execution_id(connection, ref, pipeline)
        row = fetch(
            connection,
            "SELECT e.*, v.python, v.platform, v.packages, v.other FROM executions e"
            " JOIN environments v ON v.digest = e.environment WHERE e.id = ?",
            (found,),
        )[0]
        steps = fetch(
            connection,
            "SELECT * FROM step_executions WHERE execution = ? AND parent IS NULL ORDER BY position",
            (found,),
        )
        attempts = fetch(
            connection, "SELECT * FROM attempts WHERE execution = ? ORDER BY step, number", (found,)
        )
        outputs = fetch(
            connection,
            "SELECT o.step, o.attempt, o.variable, o.kind, o.digest, o.materializer, o.meta, a.size, a.media_type,"
            " a.preview FROM outputs o JOIN artifacts a ON a.digest = o.digest WHERE o.execution = ? ORDER BY o.id",
            (found,),
        )
        metrics = fetch(
            connection, "SELECT * FROM metrics WHERE execution = ? AND latest = 1 ORDER BY id", (found,)
        )
    by_step = [_by(rows, "step") for rows in (attempts, outputs, metrics)]
    return readers.execution(
        row, (readers.step_execution(step, *(group[step["step"]] for group in by_step)) for step in steps)
    )


def execution_id(connection: sqlite3.Connection, ref: str, pipeline: str | None = None) -> str:
    """The full id that `ref` means; see `execution`."""
    only, values = ("pipeline = ? AND ", [pipeline]) if pipeline is not None else ("", [])
    newest = f"SELECT id FROM executions WHERE {only}1 ORDER BY started_at DESC, id DESC LIMIT ?"
    if ref == "latest":  # what runs as a step of another execution began after that one
        alone = newest.replace("1 ORDER", "parent_execution IS NULL ORDER")
        found = [row["id"] for row in fetch(connection, alone, [*values, 1])]
    else:
        sql = f"SELECT id FROM executions WHERE {only}id >= ? AND id < ? ORDER BY id LIMIT 6"
        found = [row["id"] for row in fetch(connection, sql, [*values, ref, ref + _AFTER_ALL])]
    if found and (len(found) == 1 or found[0] == ref):
        return str(found[0])
    if found:
        more = ", …" if len(found) == 6 else ""
        raise UsageError(
            f"{ref!r} begins several executions: {', '.join(found[:5])}{more}",
            "give more of the id",
            code="ambiguous-execution",
        )
    known = [row["id"] for row in fetch(connection, newest, [*values, 200])]
    of = f" of pipeline {pipeline!r}" if pipeline is not None else ""
    if not known:
        raise NotFoundError(f"there are no executions{of} yet", "start one: nbpipe run NOTEBOOK")
    raise NotFoundError(f"there is no execution {ref!r}{of}", _nearest(ref, known, "nbpipe runs"))


def version_run(connection: sqlite3.Connection, execution: str) -> tuple[str, int]:
    """Name and version of the pipeline that an execution (a full id) runs."""
    rows = fetch(connection, "SELECT pipeline, version FROM executions WHERE id = ?", (execution,))
    if not rows:
        raise NotFoundError(f"there is no execution {execution!r}", "list them: nbpipe runs")
    return rows[0]["pipeline"], rows[0]["version"]


def execution_of_process(connection: sqlite3.Connection, pipeline: str, pid: int, since: str) -> str | None:
    """Id of the execution of a pipeline that a process has run, or taken up again, since that time."""
    rows = fetch(
        connection,
        "SELECT id FROM (SELECT * FROM executions WHERE pipeline = ? ORDER BY started_at DESC, id DESC LIMIT 200)"
        " WHERE pid = ? AND (heartbeat_at >= ? OR coalesce(resumed_at, started_at) >= ?)"
        " AND parent_execution IS NULL LIMIT 1",
        (pipeline, pid, since, since),
    )
    return rows[0]["id"] if rows else None


def executions(
    connection: sqlite3.Connection, limit: int = 20, before: str | None = None, pipeline: str | None = None
) -> list[Execution]:
    """Executions from the newest on, without steps and environment; `before` is the last id of the page before."""
    conditions, values = ["1"], []
    if pipeline is not None:
        conditions.append("pipeline = ?")
        values.append(pipeline)
    if before is not None:
        rows = fetch(connection, "SELECT started_at FROM executions WHERE id = ?", (before,))
        if not rows:
            raise NotFoundError(f"there is no execution {before!r}", "list them: nbpipe runs")
        conditions.append("(started_at, id) < (?, ?)")
        values += [rows[0]["started_at"], before]
    found = fetch(
        connection,
        f"SELECT * FROM executions WHERE {' AND '.join(conditions)} ORDER BY started_at DESC, id DESC LIMIT ?",
        [*values, limit],
    )
    return [readers.execution(row) for row in found]


def inputs(connection: sqlite3.Connection, execution: str, step: str) -> dict[str, Artifact]:
    """What the last attempt of a step was given, by variable; `execution` is a full id."""
    rows = fetch(
        connection,
        "SELECT i.variable, i.digest, i.materializer, i.meta, a.size, a.media_type, a.preview FROM inputs i"
        " JOIN artifacts a ON a.digest = i.digest WHERE i.execution = ? AND i.step = ? ORDER BY i.variable",
        (execution, step),
    )
    return {row["variable"]: readers.artifact(row) for row in rows}


def metric_series(
    connection: sqlite3.Connection, execution: str, step: str, name: str, limit: int = 10_000
) -> list[Metric]:
    """All values of one metric, in the order of logging, of the step's last attempt that logged it."""
    rows = fetch(
        connection,
        "SELECT name, value, at_step, logged_at FROM metrics WHERE execution = :execution AND step = :step AND name = :name"
        " AND attempt IS (SELECT attempt FROM metrics WHERE execution = :execution AND step = :step AND name = :name"
        " ORDER BY id DESC LIMIT 1) ORDER BY id LIMIT :limit",
        {"execution": execution, "step": step, "name": name, "limit": limit},
    )
    return [readers.metric(row) for row in rows]


def expected_seconds(connection: sqlite3.Connection, pipeline: str) -> dict[str, float]:
    """Seconds that each step took: the median of its last five successful attempts in the last fifty executions."""
    rows = fetch(
        connection,
        "SELECT a.step, a.seconds FROM (SELECT id, started_at FROM executions WHERE pipeline = ?"
        " ORDER BY started_at DESC, id DESC LIMIT 50) e JOIN attempts a ON a.execution = e.id"
        " WHERE a.status = ? AND a.seconds IS NOT NULL ORDER BY e.started_at DESC",
        (pipeline, StepStatus.SUCCEEDED),
    )
    last = {step: sorted(row["seconds"] for row in found[:5]) for step, found in _by(rows, "step").items()}
    return {step: seconds[len(seconds) // 2] for step, seconds in last.items()}


# ---- results that may be taken again --------------------------------------------------------------------------------

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


def nested(connection: sqlite3.Connection, execution: str) -> dict[str, str]:
    """The executions that run, or ran last, as steps of an execution (a full id): step → id."""
    rows = fetch(
        connection,
        "SELECT parent_step, id FROM executions WHERE parent_execution = ? ORDER BY started_at, id",
        (execution,),
    )
    return {row["parent_step"]: row["id"] for row in rows}


def children(connection: sqlite3.Connection, execution: str) -> dict[str, tuple[StepStatus, int]]:
    """Jobs of the steps of an execution (a full id) that have many: name → status, and how many attempts it had."""
    rows = fetch(
        connection,
        "SELECT s.step, s.status, (SELECT count(*) FROM attempts a WHERE a.execution = s.execution AND a.step = s.step)"
        " AS attempts FROM step_executions s WHERE s.execution = ? AND s.parent IS NOT NULL ORDER BY s.rowid",
        (execution,),
    )
    return {row["step"]: (StepStatus(row["status"]), row["attempts"]) for row in rows}


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


# ---- events and control ---------------------------------------------------------------------------------------------


def events(
    connection: sqlite3.Connection, after_id: int = 0, limit: int = 1000, execution: str | None = None
) -> list[Event]:
    """Events after `after_id`, in order; of one execution (a full id) or of all."""
    only, values = ("execution = ? AND ", [execution]) if execution is not None else ("", [])
    rows = fetch(
        connection, f"SELECT * FROM events WHERE {only}id > ? ORDER BY id LIMIT ?", [*values, after_id, limit]
    )
    return [readers.event(row) for row in rows]


def last_event_id(connection: sqlite3.Connection) -> int:
    """Id of the newest event, 0 where there is none."""
    return int(fetch(connection, "SELECT coalesce(max(id), 0) AS id FROM events")[0]["id"])


def data_version(connection: sqlite3.Connection) -> int:
    """A number that changes when another connection has written: cheap enough to ask every 50 ms."""
    return int(fetch(connection, "PRAGMA data_version")[0][0])


def stop_requested(connection: sqlite3.Connection, execution: str) -> bool:
    """Whether somebody asked the execution (a full id) to stop."""
    sql = "SELECT 1 FROM executions WHERE id = ? AND stop_requested_at IS NOT NULL"
    return bool(fetch(connection, sql, (execution,)))


def leases(connection: sqlite3.Connection, before: str) -> list[tuple[str, str | None, int | None, str]]:
    """Id, host, process and heartbeat of executions that have not ended and last beat before that time."""
    rows = fetch(
        connection,
        f"SELECT id, host, pid, heartbeat_at FROM executions WHERE status IN ({_marks(_UNENDED)})"
        " AND heartbeat_at < ? ORDER BY heartbeat_at LIMIT 1000",
        [*_UNENDED, before],
    )
    return [(row["id"], row["host"], row["pid"], row["heartbeat_at"]) for row in rows]


# ---- the model registry ---------------------------------------------------------------------------------------------

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
    by_group = _by(rows, "model_group")
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
            f"model group {name!r} has no alias {alias!r}", _nearest(alias, aliases, f"nbpipe models {name}")
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
    decided, names = _by(approvals, "version"), _names_of(aliases)
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
    return NotFoundError(f"there is no model group {name!r}", _nearest(name, known, "nbpipe models"))


# ---- small things ---------------------------------------------------------------------------------------------------


def _by(rows: Iterable[sqlite3.Row], key: str) -> defaultdict[Any, list[sqlite3.Row]]:
    groups: defaultdict[Any, list[sqlite3.Row]] = defaultdict(list)
    for row in rows:
        groups[row[key]].append(row)
    return groups


def _nearest(name: str, known: Sequence[str], command: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, known, n=3, cutoff=0.5)
    if near:
        return f"did you mean {' or '.join(repr(item) for item in near)}?"
    return f"list them: {command}"


def _marks(values: Sequence[Any]) -> str:
    return ", ".join("?" * len(values))
