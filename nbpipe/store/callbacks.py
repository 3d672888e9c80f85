"""Questions that Callback steps ask, and their answers. What writes is for use inside a transaction: `Writer.within`."""

from __future__ import annotations

import hashlib
import json
import secrets
import sqlite3
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from nbpipe.as_json import dumps
from nbpipe.errors import NotFoundError, UsageError
from nbpipe.model import (
    Artifact,
    Association,
    AuditAction,
    Callback,
    CallbackStatus,
    ExecutionStatus,
    Failure,
    Question,
    StepStatus,
)
from nbpipe.store import audit, changes, nodes, rows
from nbpipe.store.queries import fetch
from nbpipe.store.rows import EventKind

TOKEN_BYTES = 16

_ANSWERED = (CallbackStatus.SUCCEEDED, CallbackStatus.FAILED)
_COLUMNS = (
    "c.id, c.execution, c.step, c.token, c.question, c.choices, c.outputs, c.approval, c.asked_at, c.expires_at,"
    " c.status, c.answered_at, c.by, c.comment, c.answer"
)


# ---- asking ---------------------------------------------------------------------------------------------------------


def ask(
    connection: sqlite3.Connection,
    at: str,
    execution: str,
    step: str,
    question: Question,
    inputs: Mapping[str, Artifact],
) -> None:
    """A step asks, and waits. Asked again about the same, as after a kill, it keeps the token, and the answer too; but
    for an answer that had made it fail.
    """
    digest = _digest(question, inputs)
    known = fetch(
        connection,
        "SELECT id, digest FROM callbacks WHERE execution = ? AND step = ? AND (status = ?"
        " OR status = ? AND taken_at IS NULL OR status = ? AND (expires_at IS NULL OR expires_at > ?)) ORDER BY id DESC",
        (execution, step, *_ANSWERED, CallbackStatus.OPEN, at),
    )
    kept = next((row["id"] for row in known if row["digest"] == digest), None)
    connection.execute(
        "UPDATE callbacks SET status = ? WHERE execution = ? AND step = ? AND status = ? AND id IS NOT ?",
        (CallbackStatus.WITHDRAWN, execution, step, CallbackStatus.OPEN, kept),
    )
    connection.execute("UPDATE callbacks SET taken_at = NULL WHERE id IS ?", (kept,))
    if kept is None:
        expires = None
        if question.seconds is not None:
            moment = datetime.fromisoformat(at) + timedelta(seconds=question.seconds)
            expires = moment.isoformat(timespec="microseconds")
        connection.execute(
            "INSERT INTO callbacks (execution, step, token, digest, question, choices, outputs, approval, asked_at,"
            " expires_at, status) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                execution,
                step,
                secrets.token_hex(TOKEN_BYTES),
                digest,
                question.text,
                dumps(question.choices),
                dumps(question.outputs),
                int(question.approval),
                at,
                expires,
                CallbackStatus.OPEN,
            ),
        )
    rows.inputs(connection, at, execution, step, inputs)
    changes.move_step(connection, at, execution, step, StepStatus.WAITING, detail=headline(question.text))


def _digest(question: Question, inputs: Mapping[str, Artifact]) -> str:
    given = {name: item.digest for name, item in inputs.items()}
    return "sha256:" + hashlib.sha256(f"Question\0{dumps([question, given])}".encode()).hexdigest()


def headline(text: str) -> str:
    """The first line of a question that says something.

    >>> headline("\\n# Ship it?\\nAUC 0.81")
    'Ship it?'
    """
    lines = (line.strip().lstrip("#").strip() for line in text.splitlines())
    return next((line for line in lines if line), "it waits for an answer")


# ---- answering ------------------------------------------------------------------------------------------------------


def answer(
    connection: sqlite3.Connection,
    at: str,
    token: str,
    status: CallbackStatus,
    by: str,
    *,
    comment: str = "",
    values: Mapping[str, Any] | None = None,
    command: str = "",
) -> Callback:
    """Record an answer, with its record of the audit log. Of two at once the second gets the `UsageError`.

    Raises `NotFoundError` for an unknown token, `UsageError` for one that was used, has expired or was withdrawn.
    """
    found = by_token(connection, token)
    refuse_closed(found, at)
    connection.execute(
        "UPDATE callbacks SET status = ?, answered_at = ?, by = ?, comment = ?, answer = ? WHERE id = ?",
        (status, at, by, comment, dumps(dict(values or {})), found.id),
    )
    given = fetch(
        connection,
        "SELECT variable, digest FROM inputs WHERE execution = ? AND step = ?",
        (found.execution, found.step),
    )
    audit.append(
        connection,
        at,
        actor=by,
        command=command.replace(token, f"{token[:4]}…"),
        action=AuditAction.ANSWER,
        subject=nodes.attempt(found.execution, found.step),
        data={
            "question": found.question.text,
            "status": status,
            "comment": comment,
            "answer": dict(values or {}),
            "evidence": {row["variable"]: row["digest"] for row in given},
        },
        rows=[("callbacks", (found.id,))],
    )
    rows.event(
        connection,
        at,
        EventKind.CALLBACK,
        found.execution,
        found.step,
        status=status,
        by=by,
        comment=comment,
    )
    return by_token(connection, token)


def refuse_closed(found: Callback, at: str) -> None:
    """`UsageError` where a question cannot be answered any more; it says what became of it."""
    what = f"step {found.step} of execution {found.execution}"
    if found.status in _ANSWERED:
        why = f": {found.comment}" if found.comment else ""
        raise UsageError(
            f"{what} was answered already: {verdict(found)} by {found.by}, {found.answered_at}{why}",
            "a token is good for one answer; what still waits: nbpipe callback list",
            code="answered",
        )
    if found.status is CallbackStatus.EXPIRED or (found.expires_at is not None and found.expires_at <= at):
        raise UsageError(
            f"{what} waited for an answer until {found.expires_at}: the token has expired",
            f"ask anew: nbpipe resume {found.execution}",
            code="expired",
        )
    if found.status is CallbackStatus.WITHDRAWN:
        raise UsageError(
            f"{what} has withdrawn this question: what it was about has changed, or its execution was ended",
            "what waits now: nbpipe callback list",
            code="withdrawn",
        )


def verdict(found: Callback) -> str:
    """What an answer is called: of an approval as one speaks of it."""
    if not found.question.approval:
        return str(found.status)
    return {"Succeeded": "Approved", "Failed": "Rejected"}.get(found.status, str(found.status))


def expire(connection: sqlite3.Connection, at: str) -> list[tuple[str, str]]:
    """Close the questions whose time is over; the steps (execution, name) that waited for these answers."""
    over = fetch(
        connection,
        "SELECT c.id, c.execution, c.step FROM callbacks c JOIN step_executions s ON s.execution = c.execution"
        " AND s.step = c.step AND s.status = ? WHERE c.status = ? AND c.expires_at <= ?",
        (StepStatus.WAITING, CallbackStatus.OPEN, at),
    )
    for row in over:
        connection.execute(
            "UPDATE callbacks SET status = ? WHERE id = ?", (CallbackStatus.EXPIRED, row["id"])
        )
        rows.event(
            connection,
            at,
            EventKind.CALLBACK,
            row["execution"],
            row["step"],
            status=CallbackStatus.EXPIRED,
        )
    return [(row["execution"], row["step"]) for row in over]


# ---- going on -------------------------------------------------------------------------------------------------------


def take(
    connection: sqlite3.Connection,
    at: str,
    found: Callback,
    outputs: Mapping[str, Artifact],
    failure: Failure | None,
    associations: Sequence[Association],
    detail: str = "",
) -> None:
    """The step that asked has ended with its answer. `detail` is one line about it, where it was not given to a token."""
    connection.execute("UPDATE callbacks SET taken_at = ? WHERE id = ?", (at, found.id))
    rows.outputs(connection, at, found.execution, found.step, None, "variable", outputs)
    rows.associations(connection, associations)
    by = f" by {found.by}" if found.by else ""
    why = f": {found.comment}" if found.comment else ""
    changes.move_step(
        connection,
        at,
        found.execution,
        found.step,
        StepStatus.SUCCEEDED if failure is None else StepStatus.FAILED,
        detail=detail or f"{verdict(found)}{by}{why}",
        failure=failure,
    )


def withdraw(connection: sqlite3.Connection, at: str, execution: str, step: str, reason: str) -> None:
    """The step that asked is stopped, and what it asked with it."""
    connection.execute(
        "UPDATE callbacks SET status = ? WHERE execution = ? AND step = ? AND status = ?",
        (CallbackStatus.WITHDRAWN, execution, step, CallbackStatus.OPEN),
    )
    changes.move_step(connection, at, execution, step, StepStatus.STOPPED, detail=reason)


def rest(connection: sqlite3.Connection, at: str, execution: str) -> bool:
    """The execution waits, without a process. False where there is an answer already, or a wish to stop it."""
    asked = fetch(
        connection, "SELECT 1 FROM executions WHERE id = ? AND stop_requested_at IS NOT NULL", (execution,)
    )
    if asked or untaken(connection, execution):
        return False
    changes.move_execution(connection, at, execution, ExecutionStatus.WAITING, None)
    connection.execute("UPDATE executions SET heartbeat_at = NULL WHERE id = ?", (execution,))
    return True


def stop(connection: sqlite3.Connection, at: str, execution: str, by: str) -> bool:
    """Stop an execution that waits without a process; False where there is no such one."""
    resting = fetch(
        connection,
        "SELECT 1 FROM executions WHERE id = ? AND status = ? AND heartbeat_at IS NULL",
        (execution, ExecutionStatus.WAITING),
    )
    if not resting:
        return False
    rows.event(connection, at, EventKind.STOP, execution, by=by)
    for step, _ in changes.steps_in(connection, execution, StepStatus.WAITING, StepStatus.PENDING):
        changes.move_step(
            connection, at, execution, step, StepStatus.STOPPED, detail="the execution was stopped"
        )
    failure = Failure("Stopped", "the execution was stopped")
    changes.move_execution(connection, at, execution, ExecutionStatus.STOPPED, failure)
    return True


# ---- reading --------------------------------------------------------------------------------------------------------


def by_token(connection: sqlite3.Connection, token: str) -> Callback:
    """The question that a token completes; `NotFoundError` where there is none."""
    found = fetch(connection, f"SELECT {_COLUMNS} FROM callbacks c WHERE c.token = ?", (token,))
    if not found:
        raise NotFoundError(
            "no step asked with this token", "give it whole; what waits: nbpipe callback list", code="token"
        )
    return _callback(found[0])


def listed(
    connection: sqlite3.Connection,
    execution: str | None = None,
    step: str | None = None,
    *,
    closed: bool = False,
    limit: int = 200,
) -> list[Callback]:
    """Questions from the newest on: those that can be answered, or with `closed` all; of an execution, of a step."""
    found = fetch(
        connection,
        f"SELECT {_COLUMNS} FROM callbacks c WHERE (:closed OR c.status = 'Open')"
        " AND (:execution IS NULL OR c.execution = :execution) AND (:step IS NULL OR c.step = :step)"
        " ORDER BY c.id DESC LIMIT :limit",
        {"closed": closed, "execution": execution, "step": step, "limit": limit},
    )
    return [_callback(row) for row in found]


def untaken(connection: sqlite3.Connection, execution: str) -> list[Callback]:
    """Answers, and ends of patience, that the execution has not gone on with; of steps that wait for them."""
    found = fetch(
        connection,
        f"SELECT {_COLUMNS} FROM callbacks c JOIN step_executions s ON s.execution = c.execution AND s.step = c.step"
        " WHERE c.execution = ? AND s.status = ? AND c.taken_at IS NULL AND c.status IN (?, ?, ?) ORDER BY c.id",
        (execution, StepStatus.WAITING, *_ANSWERED, CallbackStatus.EXPIRED),
    )
    return [_callback(row) for row in found]


def is_due(connection: sqlite3.Connection, at: str, execution: str | None = None) -> bool:
    """Whether a question that a step waits with has had its time."""
    found = fetch(
        connection,
        "SELECT 1 FROM callbacks c JOIN step_executions s ON s.execution = c.execution AND s.step = c.step"
        " WHERE c.status = ? AND c.expires_at <= ? AND s.status = ? AND (? IS NULL OR c.execution = ?) LIMIT 1",
        (CallbackStatus.OPEN, at, StepStatus.WAITING, execution, execution),
    )
    return bool(found)


def left_waiting(connection: sqlite3.Connection) -> list[str]:
    """Executions that wait without a process though there is an answer."""
    found = fetch(
        connection,
        "SELECT DISTINCT e.id FROM executions e JOIN callbacks c ON c.execution = e.id JOIN step_executions s"
        " ON s.execution = c.execution AND s.step = c.step AND s.status = ?"
        " WHERE e.status = ? AND c.taken_at IS NULL AND c.status IN (?, ?, ?)",
        (StepStatus.WAITING, ExecutionStatus.WAITING, *_ANSWERED, CallbackStatus.EXPIRED),
    )
    return [row["id"] for row in found]


def _callback(row: sqlite3.Row) -> Callback:
    question = Question(
        row["question"],
        tuple(json.loads(row["outputs"])),
        tuple(json.loads(row["choices"])),
        bool(row["approval"]),
    )
    return Callback(
        row["id"],
        row["execution"],
        row["step"],
        row["token"],
        question,
        row["asked_at"],
        CallbackStatus(row["status"]),
        row["expires_at"],
        row["answered_at"],
        row["by"],
        row["comment"] or "",
        json.loads(row["answer"]) if row["answer"] else {},
    )
