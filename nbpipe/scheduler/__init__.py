"""Runs executions: the only place where a status changes.

- `request`: what is asked, and what is answered
- `execution`: the loop, which records everything before anything that depends on it is looked at
- `wiring`: the pipeline with what runs have learned about its code
- `progress`: statuses and values of the steps, and what follows from them
- `queue`: steps that could start, the longest expected path first
- `machine`: what there is to reserve
- `retries`: whether and when an attempt is tried again
- `lease`: whether a scheduler still lives
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable

from nbpipe import store
from nbpipe.executors import Executor
from nbpipe.scheduler.execution import RunningExecution
from nbpipe.scheduler.lease import is_alive
from nbpipe.scheduler.request import Finished, Request, Selection

__all__ = ["Finished", "Request", "Selection", "is_alive", "resume", "run"]


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
