"""Runs executions: the only place where a status changes.

- `request`: what is asked, and what is answered
- `execution`: the loop, which records everything before anything that depends on it is looked at
- `attempts`: what the loop knows of an attempt
- `jobs`, `families`: steps that have many jobs, such as a Map; what they come to
- `answers`: steps that wait for somebody's answer
- `wiring`: the pipeline with what runs have learned about its code
- `progress`: statuses and values of the steps, and what follows from them
- `queue`: steps that could start, the longest expected path first
- `machine`: what there is to reserve
- `retries`: whether and when an attempt is tried again
- `lease`: whether a scheduler still lives
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from nbpipe import store
from nbpipe.executors import Executor
from nbpipe.scheduler.execution import RunningExecution
from nbpipe.scheduler.lease import is_alive, is_orphan
from nbpipe.scheduler.request import Finished, Request, Selection
from nbpipe.store import callbacks
from nbpipe.store.writer import Writer

__all__ = ["Finished", "Request", "Selection", "Stopped", "is_alive", "is_orphan", "resume", "run", "stop"]


def run(
    request: Request, executor: Executor, on_change: Callable[[str], None] = lambda execution: None
) -> Finished:
    """Run a pipeline to its end. `on_change` is called, with the execution's id, after recorded changes.

    Raises `ParameterError`, `UsageError` and `StoreError` before anything ran; a `StoreError` later (a full disk)
    stops the steps that run and is raised then.
    """
    connection = store.connect(request.settings.store)
    try:
        with contextlib.closing(executor):
            return RunningExecution(request, executor, connection, on_change).run()
    finally:
        connection.close()


def resume(
    request: Request,
    execution: str,
    executor: Executor,
    on_change: Callable[[str], None] = lambda execution: None,
) -> Finished:
    """Go on with an execution (a full id) that failed, was stopped or was killed: what succeeded does not run again.

    Raises `UsageError` where it runs or succeeded; otherwise as `run`.
    """
    connection = store.connect(request.settings.store)
    try:
        with contextlib.closing(executor):
            return RunningExecution(request, executor, connection, on_change, execution).run()
    finally:
        connection.close()


@dataclass(frozen=True)
class Stopped:
    """What became of a wish to stop: `closed` where the process that ran the execution was gone, `requested` where
    its scheduler was asked just now.
    """

    closed: bool
    requested: bool


def stop(connection: sqlite3.Connection, execution: str, by: str) -> Stopped:
    """Ask the scheduler of an execution (a full id) to stop it; one that waits for an answer has none, and is stopped
    at once. Executions whose scheduler died are closed.
    """
    writer = Writer(connection)
    if writer.within(partial(callbacks.stop, execution=execution, by=by), durable=True):
        return Stopped(False, True)
    closed = writer.close_lapsed(datetime.now(UTC), 0.0, is_alive)
    return Stopped(execution in closed, writer.request_stop(execution, by))
