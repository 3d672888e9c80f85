"""`nbpipe logs`: what the steps printed, from their executed notebooks."""

from __future__ import annotations

import sqlite3
import sys
from argparse import Namespace

from nbpipe import printed
from nbpipe.api import behind
from nbpipe.api.steps import execution_of_step
from nbpipe.cli import inside, outcome, store, terminal
from nbpipe.cli.terminal import Line
from nbpipe.errors import NotFoundError, UsageError
from nbpipe.model import StepExecution
from nbpipe.store import queries


def logs(asked: Namespace) -> int:
    """Print what one step, or each step in notebook order, printed."""
    with store.reading(asked) as connection:
        execution = queries.execution(connection, asked.execution)
        steps = list(execution.steps)
        if asked.step is not None:  # or one of the jobs of a step that has many
            steps = [_step(connection, execution.id, asked.step, asked.job)]
        elif asked.job is not None:
            raise UsageError(
                "--job needs a step",
                f"such as nbpipe logs {asked.execution} tune --job {asked.job}",
                code="job",
            )
        within = behind.of(connection, execution)
    folder = store.settings(asked).store
    command = outcome.commands(folder)
    coloured = terminal.is_coloured(sys.stdout)
    for step in steps:
        if asked.step is None:
            name: Line = [("── ", "calm"), (step.step, "strong"), ("  ", ""), terminal.status(step.status)]
            terminal.show([name], sys.stdout)
        text = printed.text(folder, execution.id, step, coloured=coloured)
        if not step.attempts and not step.cached and step.failure is None:
            text = step.detail or ""
        if step.step in within.nested:
            whole = command(f"logs {within.nested[step.step]}")
            terminal.show([[("it is a pipeline of its own: ", "calm"), (whole, "strong")]], sys.stdout)
            if step.step in within.causes:
                terminal.show([inside.helping(within.causes[step.step], execution.id, command)], sys.stdout)
        elif text:
            print(text)
        elif asked.step is not None:
            terminal.show([[(_nothing(step), "calm")]], sys.stdout)
        if behind.failed(within.jobs.get(step.step, {})):
            terminal.show(
                [inside.of_jobs(execution.id, step.step, within.jobs[step.step], command)], sys.stdout
            )
        if step.failure is not None and step.failure.message not in text:
            terminal.show(terminal.problem_lines(outcome.problem(step.failure)), sys.stdout)
    return 0


def _step(connection: sqlite3.Connection, execution: str, step: str, job: str | None) -> StepExecution:
    """The step that is asked for, or its job."""
    found = execution_of_step(connection, execution, step)
    if job is None:
        return found
    try:
        return execution_of_step(connection, execution, f"{step}.{job}")
    except NotFoundError:
        hint = f"list them: nbpipe jobs {execution} {step}"
        raise NotFoundError(f"step {step} has no job {job}", hint, code="no-job") from None


def _nothing(step: StepExecution) -> str:
    if not step.attempts and not step.cached:
        return f"step {step.step} is {step.status}: it ran no code"
    return f"step {step.step} printed nothing" + ("" if step.status.ended else " yet")
