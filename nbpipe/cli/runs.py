"""`nbpipe runs`, `status` and `stop`."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from nbpipe import scheduler, waiting
from nbpipe.api import behind
from nbpipe.cli import answers, callback, inside, listing, outcome, store, table, terminal
from nbpipe.cli.terminal import Line
from nbpipe.diagram import words
from nbpipe.model import Execution, ExecutionStatus
from nbpipe.store import queries
from nbpipe.store.readers import seconds_between


def runs(asked: Namespace) -> int:
    """List executions, the newest first."""
    found: list[Execution] = []
    if not store.is_missing(asked):
        with store.reading(asked) as connection:
            found = queries.executions(connection, asked.limit, pipeline=asked.pipeline)
    if asked.json:
        answers.show(answers.executions(found))
        return 0
    if not found:
        of = f" of pipeline {asked.pipeline}" if asked.pipeline else ""
        terminal.show(
            [[(f"There are no executions{of} yet.", "")], [("Start one: nbpipe run NOTEBOOK", "")]],
            sys.stdout,
        )
        return 0
    now = datetime.now(UTC)
    rows = [
        [
            (item.id, "strong"),
            (f"{words.cut(item.pipeline, 30)}:{item.version}{_within(item)}", ""),
            terminal.status(item.status),
            (listing.ago(item.started_at, now), ""),
            (_elapsed(item, now), ""),
            (_parameters(item.parameters), "calm"),
        ]
        for item in found
    ]
    head = ("execution", "pipeline", "status", "started", "time", "parameters")
    terminal.show(listing.table(head, rows, terminal.width(sys.stdout)), sys.stdout)
    return 0


def _within(execution: Execution) -> str:
    """Where it stands, if it runs as a step of another execution."""
    return f" in {execution.parent_execution}.{execution.parent_step}" if execution.parent_execution else ""


def _elapsed(execution: Execution, now: datetime) -> str:
    seconds = execution.seconds
    if seconds is None:
        seconds = seconds_between(execution.started_at, now.isoformat())
    return "" if seconds is None else words.duration(seconds)


def _parameters(found: Mapping[str, Any]) -> str:
    return " ".join(f"{name}={value}" for name, value in found.items())


def status(asked: Namespace) -> int:
    """Show one execution, as `run` does at its end."""
    with store.reading(asked) as connection:
        problem = waiting.notice(connection).get(queries.execution_id(connection, asked.execution), "")
        execution = queries.execution(connection, asked.execution)
        models = outcome.registered(connection, execution.id)
        questions = callback.open_questions(connection, execution)
        within = behind.of(connection, execution)
    if asked.json:
        answers.show(answers.execution(execution, waits=questions, inside=within))
        return 0
    now = datetime.now(UTC)
    width = terminal.width(sys.stdout)
    command = outcome.commands(store.settings(asked).store)
    started = f"started {listing.ago(execution.started_at, now)}"
    started += f" by {execution.started_by}" if execution.started_by else ""
    if execution.parent_execution:
        started += f", as step {execution.parent_step} of {execution.parent_execution}"
    lines: list[Line] = [*table.lines(execution, now, width), [(started, "calm")]]
    if execution.parameters:
        lines.append([(words.cut(f"parameters {_parameters(execution.parameters)}", width), "calm")])
    lines += outcome.summary(execution, models, width)[1:]
    lines += inside.lines(execution, within, command)
    if execution.status in (ExecutionStatus.FAILED, ExecutionStatus.STOPPED):
        helping = inside.help_of(execution, within, command)
        lines += [*outcome.failure_lines(execution), *([helping] if helping else [])]
    elif scheduler.is_orphan(execution.status, execution.host, execution.pid, execution.started_at):
        lines.append(
            [("the process that ran it is gone: ", "warn"), (command(f"stop {execution.id}"), "strong")]
        )
    lines += callback.waits(questions, command)
    if problem:
        lines.append([(problem, "warn")])
    terminal.show(lines, sys.stdout)
    return 0


def stop(asked: Namespace) -> int:
    """Ask the scheduler of an execution to stop it; one whose scheduler died is closed."""
    with store.reading(asked) as connection:
        identity = queries.execution_id(connection, asked.execution)
        done = scheduler.stop(connection, identity, store.settings(asked).user)
        execution = queries.execution(connection, identity)
    command = outcome.commands(store.settings(asked).store)
    if asked.json:
        answers.show({"execution": identity, "status": str(execution.status), "requested": done.requested})
        return 0
    if done.closed:
        said = f"closed execution {identity}: the process that ran it was gone"
    elif done.requested and execution.status is ExecutionStatus.STOPPED:
        said = f"stopped execution {identity}, which waited for an answer"
    elif execution.status.ended:
        said = f"execution {identity} is {execution.status}: there is nothing to stop"
    elif done.requested:
        said = f"asked execution {identity} to stop: {command(f'status {identity}')}"
    else:
        said = f"execution {identity} was asked to stop before: {command(f'status {identity}')}"
    terminal.show([[(said, "")]], sys.stdout)
    return 0
