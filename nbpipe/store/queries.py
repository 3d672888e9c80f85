"""Reading the store: functions of a connection that answer with the nouns of `model`.

Each takes a fixed number of statements, whatever the number of steps, and has a limit where it lists.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from nbpipe.as_json import pipeline_from_json
from nbpipe.errors import NotFoundError, UsageError
from nbpipe.model import (
    Artifact,
    Event,
    Execution,
    ExecutionStatus,
    Metric,
    Pipeline,
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
    raise NotFoundError(f"there is no pipeline {name!r}", nearest(name, names, "nbpipe runs"))


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
    by_step = [by(rows, "step") for rows in (attempts, outputs, metrics)]
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
    raise NotFoundError(f"there is no execution {ref!r}{of}", nearest(ref, known, "nbpipe runs"))


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
    last = {step: sorted(row["seconds"] for row in found[:5]) for step, found in by(rows, "step").items()}
    return {step: seconds[len(seconds) // 2] for step, seconds in last.items()}


# ---- results that may be taken again --------------------------------------------------------------------------------


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


# ---- small things ---------------------------------------------------------------------------------------------------


def by(rows: Iterable[sqlite3.Row], key: str) -> defaultdict[Any, list[sqlite3.Row]]:
    """Rows by the value of a column."""
    groups: defaultdict[Any, list[sqlite3.Row]] = defaultdict(list)
    for row in rows:
        groups[row[key]].append(row)
    return groups


def nearest(name: str, known: Sequence[str], command: str) -> str:
    """What to say of a name that is not among the known ones, which `command` lists."""
    from difflib import get_close_matches

    near = get_close_matches(name, known, n=3, cutoff=0.5)
    if near:
        return f"did you mean {' or '.join(repr(item) for item in near)}?"
    return f"list them: {command}"


def _marks(values: Sequence[Any]) -> str:
    return ", ".join("?" * len(values))
