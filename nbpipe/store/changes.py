"""Changes of status, each checked against the table of legal ones. For use inside a transaction of `writer.py`."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from nbpipe.errors import NotFoundError
from nbpipe.model import (
    EXECUTION_TRANSITIONS,
    STEP_TRANSITIONS,
    ExecutionStatus,
    Failure,
    StepStatus,
)
from nbpipe.store import rows
from nbpipe.store.rows import EventKind


def move_step(
    connection: sqlite3.Connection,
    at: str,
    execution: str,
    step: str,
    status: StepStatus,
    *,
    cached: bool = False,
    detail: str | None = None,
    failure: Failure | None = None,
    attempt: int | None = None,
    cache_key: str | None = None,
) -> None:
    """Change the status of a step, with its times and its event; `RuntimeError` where that is not legal.

    A `cache_key` is noted where one is given.
    """
    never_ran = status in (StepStatus.PENDING, StepStatus.SKIPPED, StepStatus.STOPPED)
    cursor = connection.execute(
        _MOVE_STEP[status],
        (
            status,
            int(cached),
            detail,
            rows.optional_json(failure),
            None if never_ran else at,
            at if status.ended else None,
            cache_key,
            execution,
            step,
        ),
    )
    if cursor.rowcount != 1:
        raise RuntimeError(_why_not(connection, execution, step, status))
    rows.event(
        connection,
        at,
        EventKind.STEP,
        execution,
        step,
        status=status,
        cached=cached or None,
        detail=detail,
        attempt=attempt,
        failure=failure and {"type": failure.type, "message": failure.message},
    )


def _why_not(connection: sqlite3.Connection, execution: str, step: str, status: StepStatus) -> str:
    row = connection.execute(
        "SELECT status FROM step_executions WHERE execution = ? AND step = ?", (execution, step)
    ).fetchone()
    if row is None:
        return f"execution {execution} has no step {step!r}"
    return f"step {step!r} of execution {execution} cannot go from {row[0]} to {status}"


# New status → the statement, which changes nothing where the step may not go there from where it is.
_MOVE_STEP = {
    status: "UPDATE step_executions SET status = ?, cached = ?, detail = ?, failure = ?,"
    " started_at = coalesce(started_at, ?), ended_at = ?, cache_key = coalesce(?, cache_key)"
    " WHERE execution = ? AND step = ? AND status IN ("
    + ", ".join(f"'{before}'" for before, after in STEP_TRANSITIONS.items() if status in after)
    + ")"
    for status in StepStatus
}


def execution_status(connection: sqlite3.Connection, execution: str) -> ExecutionStatus:
    """Status of an execution; `NotFoundError` if there is none."""
    row = connection.execute("SELECT status FROM executions WHERE id = ?", (execution,)).fetchone()
    if row is None:
        raise NotFoundError(f"there is no execution {execution}", "list them: nbpipe runs")
    return ExecutionStatus(row[0])


def steps_in(
    connection: sqlite3.Connection, execution: str, *statuses: StepStatus
) -> list[tuple[str, StepStatus]]:
    """Steps with one of these statuses, in notebook order."""
    found = connection.execute(
        "SELECT step, status FROM step_executions WHERE execution = ? ORDER BY position", (execution,)
    )
    return [(step, StepStatus(status)) for step, status in found if status in statuses]


def move_execution(
    connection: sqlite3.Connection,
    at: str,
    execution: str,
    status: ExecutionStatus,
    failure: Failure | None,
) -> None:
    """Change the status of an execution, with its times and its event; `RuntimeError` where that is not legal."""
    current = execution_status(connection, execution)
    if status not in EXECUTION_TRANSITIONS[current]:
        raise RuntimeError(f"execution {execution} cannot go from {current} to {status}")
    rests = status.ended or status is ExecutionStatus.WAITING
    rested = current.ended or current is ExecutionStatus.WAITING
    started = connection.execute(
        "SELECT coalesce(resumed_at, started_at), coalesce(seconds, 0) FROM executions WHERE id = ?",
        (execution,),
    ).fetchone()
    seconds = (datetime.fromisoformat(at) - datetime.fromisoformat(started[0])).total_seconds() + started[1]
    connection.execute(
        "UPDATE executions SET status = ?, ended_at = ?, failure = ?, seconds = CASE WHEN ? THEN ? ELSE seconds END,"
        " resumed_at = CASE WHEN ? THEN ? ELSE resumed_at END WHERE id = ?",
        (
            status,
            at if status.ended else None,
            rows.optional_json(failure),
            rests and not rested,
            max(0.0, seconds),
            rested and not status.ended,
            at,
            execution,
        ),
    )
    rows.event(
        connection,
        at,
        EventKind.EXECUTION,
        execution,
        status=status,
        resumed=True if current.ended else None,
        failure=failure and {"type": failure.type, "message": failure.message},
    )


def scheduler_died(execution: str, host: str | None, pid: int | None) -> Failure:
    """What an execution failed of whose lease lapsed."""
    return Failure(
        "SchedulerDied",
        f"the process that ran this execution (process {pid or '?'} on {host or 'an unknown machine'}) is gone:"
        " it was killed, or the machine was restarted",
        f"go on with what it had done: nbpipe resume {execution}",
    )


def close_attempt(
    connection: sqlite3.Connection,
    at: str,
    execution: str,
    step: str,
    status: StepStatus,
    failure: Failure | None,
) -> None:
    """End the open attempt of a step, if there is one; nobody measured it, so its time is that of the rows."""
    connection.execute(
        "UPDATE attempts SET status = ?, ended_at = ?, failure = ?,"
        " seconds = max(0, round((julianday(?) - julianday(started_at)) * 86400, 3))"
        " WHERE execution = ? AND step = ? AND ended_at IS NULL",
        (status, at, rows.optional_json(failure), at, execution, step),
    )
