"""`nbpipe logs`: what the steps printed, from their executed notebooks."""

from __future__ import annotations

import sys
from argparse import Namespace

from nbpipe import printed
from nbpipe.api.steps import execution_of_step
from nbpipe.cli import outcome, store, terminal
from nbpipe.cli.terminal import Line
from nbpipe.model import StepExecution
from nbpipe.store import queries


def logs(asked: Namespace) -> int:
    """Print what one step, or each step in notebook order, printed."""
    with store.reading(asked) as connection:
        execution = queries.execution(connection, asked.execution)
        steps = list(execution.steps)
        if asked.step is not None:  # or one of the jobs of a step that has many
            steps = [execution_of_step(connection, execution.id, asked.step)]
        nested = queries.nested(connection, execution.id)
    folder = store.settings(asked).store
    coloured = terminal.is_coloured(sys.stdout)
    for step in steps:
        if asked.step is None:
            name: Line = [("── ", "calm"), (step.step, "strong"), ("  ", ""), terminal.status(step.status)]
            terminal.show([name], sys.stdout)
        text = printed.text(folder, execution.id, step, coloured=coloured)
        if not step.attempts and not step.cached and step.failure is None:
            text = step.detail or ""
        if step.step in nested:
            command = outcome.commands(folder)(f"logs {nested[step.step]}")
            said: Line = [("it is a pipeline of its own: ", "calm"), (command, "strong")]
            terminal.show([said], sys.stdout)
        elif text:
            print(text)
        elif asked.step is not None:
            terminal.show([[(_nothing(step), "calm")]], sys.stdout)
        if step.failure is not None and step.failure.message not in text:
            terminal.show(terminal.problem_lines(outcome.problem(step.failure)), sys.stdout)
    return 0


def _nothing(step: StepExecution) -> str:
    if not step.attempts and not step.cached:
        return f"step {step.step} is {step.status}: it ran no code"
    return f"step {step.step} printed nothing" + ("" if step.status.ended else " yet")
