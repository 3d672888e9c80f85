"""Answering what a Callback asked, and having an execution that waited go on as a process of its own."""

from __future__ import annotations

import contextlib
import json
import sqlite3
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from nbpipe import launching, scheduler, store
from nbpipe.errors import UsageError
from nbpipe.model import Callback, CallbackStatus, ExecutionStatus, Question
from nbpipe.options import nearest
from nbpipe.store import callbacks, queries
from nbpipe.store.writer import Writer

LARGEST = 1_000_000  # characters of an answer as JSON
PATIENCE = 20.0  # seconds until the process that goes on has taken the execution
APPROVED = "Approved"  # what the variable of an approval without choices becomes


@dataclass(frozen=True)
class Answered:
    """An answer as it was recorded, and what became of its execution: `status` is that after it.

    `problem` says why it does not go on by itself: it had ended before, or no process could be started.
    """

    callback: Callback
    status: ExecutionStatus
    problem: str = ""


def answer(
    connection: sqlite3.Connection,
    token: str,
    *,
    succeeded: bool,
    by: str,
    comment: str = "",
    values: Mapping[str, Any] | None = None,
    command: str = "",
    go: bool = True,
) -> Answered:
    """Complete the question of a token, once; the execution goes on with it, unless not to `go` is asked for.

    `values` are those of the variables that the step's `--out` names. Raises `NotFoundError` for an unknown token,
    `UsageError` for one that was used or has expired, and for values that the question does not take.
    """
    writer = Writer(connection)
    token = token.strip()
    found = callbacks.by_token(connection, token)
    try:
        callbacks.refuse_closed(found, store.now())
    except UsageError:
        notice(connection)  # its time is over: the step fails now, if nobody saw it before
        raise
    checked = check(found.question, succeeded=succeeded, comment=comment.strip(), values=values or {})
    status = CallbackStatus.SUCCEEDED if succeeded else CallbackStatus.FAILED
    done = writer.within(
        partial(
            callbacks.answer,
            token=token,
            status=status,
            by=by,
            comment=comment.strip(),
            values=checked,
            command=command,
        ),
        durable=True,
    )
    writer.close_lapsed(datetime.now(UTC), 0.0, scheduler.is_alive)
    execution = queries.execution(connection, done.execution)
    if execution.status.ended:
        problem = (
            f"execution {execution.id} is {execution.status}: the answer is kept, and counts once it is resumed,"
            f" by nbpipe resume {execution.id}"
        )
        return Answered(done, execution.status, problem)
    if not go or execution.status is not ExecutionStatus.WAITING:
        return Answered(done, execution.status)
    problem = go_on(connection, execution.id)
    return Answered(done, queries.execution(connection, execution.id).status, problem)


def check(question: Question, *, succeeded: bool, comment: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of an answer, as they are recorded. `UsageError` says what a question does not take.

    >>> check(Question("Ship it?", ("answer",), approval=True), succeeded=True, comment="fine", values={})
    {'answer': 'Approved'}
    """
    if question.approval and not comment:
        word = "an approval" if succeeded else "a rejection"
        raise UsageError(
            f"{word} needs a comment", 'say why: --comment "better on every slice"', code="comment"
        )
    if not succeeded:
        if values:
            raise UsageError(
                "an answer that fails the step has no outputs",
                "leave them out, and say why in the comment",
                code="outputs",
            )
        return {}
    given = dict(values)
    if question.approval and not question.choices:
        given = {**dict.fromkeys(question.outputs, APPROVED), **given}
    for name in given:
        if name not in question.outputs:
            hint = nearest(name, question.outputs) or "its step has no --out"
            raise UsageError(f"the step asks for no output {name}", hint, code="outputs")
    missing = [name for name in question.outputs if name not in given]
    if missing:
        example = question.choices[0] if question.choices else "…"
        raise UsageError(
            f"the answer lacks {', '.join(missing)}",
            " ".join(f"--output {name}={example}" for name in missing),
            code="outputs",
        )
    if question.choices and given[question.outputs[0]] not in question.choices:
        raise UsageError(
            f"{given[question.outputs[0]]!r} is none of the choices",
            f"choose one of {', '.join(question.choices)}",
            code="outputs",
        )
    _refuse_what_is_no_json(given)
    return given


def _refuse_what_is_no_json(given: Mapping[str, Any]) -> None:
    for name, value in given.items():
        try:
            text = json.dumps(value, allow_nan=False)
            text.encode()
        except (TypeError, ValueError, RecursionError):
            raise UsageError(
                f"output {name} is no JSON value",
                "give numbers, texts, or lists and dicts of them",
                code="outputs",
            ) from None
        if len(text) > LARGEST:
            raise UsageError(
                f"output {name} has {len(text)} characters as JSON, and {LARGEST} is the most",
                "put it into a file, and answer with its path",
                code="outputs",
            )


def read_value(text: str) -> Any:
    """The value that a text on a command line stands for: JSON where it is that, else the text itself.

    >>> read_value("3"), read_value("ship"), read_value('["a"]'), read_value("NaN")
    (3, 'ship', ['a'], 'NaN')
    """

    def refuse(word: str) -> None:
        raise ValueError(word)

    try:
        return json.loads(text, parse_constant=refuse)
    except (ValueError, RecursionError):
        return text


def notice(connection: sqlite3.Connection) -> dict[str, str]:
    """Close questions whose time is over, and have executions go on that wait though they need not.

    Those are the ones of these questions, and those whose going on was cut short. By execution, what stood in the way;
    empty where it goes on.
    """
    if callbacks.is_due(connection, store.now()):
        Writer(connection).within(callbacks.expire, durable=True)
    return {execution: go_on(connection, execution) for execution in callbacks.left_waiting(connection)}


def go_on(connection: sqlite3.Connection, execution: str) -> str:
    """Have an execution (a full id) that waits go on, as a process of its own, with the definition that it began with.

    Why it does not, in one line; empty where it does. Of two that ask at once, one process does it.
    """
    found = queries.execution(connection, execution)
    own = str(found.environment.get("executable") or "")
    words = ["resume", execution, "--force"]
    words += ["--no-cache"] if found.environment.get("no_cache") else []
    slots = found.environment.get("slots")
    words += ["--max-parallel", str(slots)] if slots else []
    user = {"NBPIPE_USER": found.started_by} if found.started_by else {}
    folder = store.folder_of(connection)
    try:
        launched = launching.launch(
            folder,
            found.pipeline,
            words,
            user,
            keep_log=True,
            python=own if own and Path(own).is_file() else sys.executable,
        )
    except OSError as error:
        return f"no process could be started ({error.strerror}): nbpipe resume {execution}"
    with contextlib.closing(launched):
        if launched.opened(PATIENCE) is not None or launched.process.poll() is None:
            _reap(launched)
            return ""
        problem = launched.problems()[0]
    if problem.code == "not-resumable":  # another one was quicker
        return ""
    return f"{problem.message}: nbpipe resume {execution}"


def _reap(launched: launching.Launched) -> None:
    """Wait for the end of the process beside everything else: else it would seem to live for ever."""
    import threading

    process = launched.process
    threading.Thread(target=process.wait, name=f"nbpipe resume {process.pid}", daemon=True).start()
