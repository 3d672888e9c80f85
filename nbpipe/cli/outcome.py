"""What came out of an execution, and what to type next."""

from __future__ import annotations

import shlex
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from nbpipe import config, registry
from nbpipe.api.behind import failed_steps
from nbpipe.cli import terminal
from nbpipe.cli.terminal import Line
from nbpipe.diagram import words
from nbpipe.errors import Problem
from nbpipe.model import Execution, ExecutionStatus, Failure, ModelVersion, StepStatus
from nbpipe.store import queries

Command = Callable[[str], str]


def commands(folder: Path) -> Command:
    """How to write a command, so that it finds this store from where the caller is."""
    found = config.settings(Path.cwd()).store
    suffix = "" if found == folder else f" --store {shlex.quote(short(folder))}"
    return lambda text: f"nbpipe {text}{suffix}"


def short(folder: Path) -> str:
    """A path as seen from the current folder, where it lies below it."""
    try:
        return str(folder.relative_to(Path.cwd().resolve()))
    except ValueError:
        return str(folder)


def registered(connection: sqlite3.Connection, execution: str) -> list[ModelVersion]:
    """The model versions that an execution registered, as they are now."""
    found, last = [], 0
    while events := queries.events(connection, last, execution=execution):
        last = events[-1].id
        found += [
            registry.resolve(connection, f"{event.data['group']}:{event.data['version']}")
            for event in events
            if event.kind == "model"
        ]
    return found


def summary(execution: Execution, models: Sequence[ModelVersion], width: int) -> list[Line]:
    """One line on how it ended, and one for each model version that it registered."""
    sign, tone = terminal.status(execution.status)
    counts = [
        f"{count} {kind.lower()}"
        for kind in StepStatus
        if (count := sum(step.status is kind for step in execution.steps))
    ]
    time = f" in {words.duration(execution.seconds)}" if execution.seconds is not None else ""
    steps = f": {len(execution.steps)} step{'s' * (len(execution.steps) != 1)}, {', '.join(counts)}"
    lines: list[Line] = [[(sign, tone), (time + (steps if counts else ""), "")]]
    for model in models:
        left = f"{model.group}:{model.version}"
        room = width - words.columns(left) - len(model.status) - 6
        lines.append(
            [
                ("  ", ""),
                (left, "strong"),
                ("  ", ""),
                terminal.approval(model.status),
                (f"  {words.cut(metrics(model.metrics), max(room, 8))}", ""),
            ]
        )
    return lines


def metrics(found: Mapping[str, Any]) -> str:
    """Metrics in one line, nested ones by their path.

    >>> metrics({"auc": 0.81234, "by": {"n": 3}})
    'auc 0.8123, by.n 3'
    """
    return ", ".join(f"{name} {value}" for name, value in flat(found))


def flat(found: Mapping[str, Any], before: str = "") -> Iterable[tuple[str, str]]:
    """Name and text of each metric; a nested one by its path."""
    for name, value in found.items():
        if isinstance(value, Mapping):
            yield from flat(value, f"{before}{name}.")
        else:
            yield f"{before}{name}", f"{value:.4g}" if isinstance(value, float) else str(value)


def next_commands(execution: Execution, models: Sequence[ModelVersion], command: Command) -> list[str]:
    """Up to three commands that are worth trying after a success."""
    found: list[str] = []
    if models:
        name = f"{models[-1].group}:{models[-1].version}"
        found = [f"models show {name}", f"lineage {name}"]
    else:
        found = ["status latest"]
        made = [step for step in execution.steps if step.outputs]
        if made:
            found.append(f"lineage latest/{made[-1].step}.{made[-1].outputs[-1].variable}")
    ran = [step for step in execution.steps if step.attempts]
    telling = [step for step in ran if step.metrics] or ran
    if telling:
        found.append(f"logs latest {telling[-1].step}")
    return [command(text) for text in found]


def failure_lines(execution: Execution) -> list[Line]:
    """Why it did not succeed; of several failures the first one stands last."""
    failed = failed_steps(execution)
    lines: list[Line] = []
    for step in failed:
        assert step.failure is not None
        lines += [[("", "")], [(f"step {step.step}", "strong")]] if len(failed) > 1 else []
        lines += terminal.problem_lines(problem(step.failure))
    if execution.failure is not None and not failed and execution.status is ExecutionStatus.FAILED:
        lines += terminal.problem_lines(problem(execution.failure))
    return lines


def problem(failure: Failure) -> Problem:
    """A failure in the form of every other finding; the caret stands where the line's code begins."""
    source = failure.source
    column = len(source) - len(source.lstrip()) if source else None
    message = words.said(failure)
    if failure.step is not None:
        message = f"step {failure.step}: {message}"
    return Problem(
        failure.type, message, failure.hint, failure.cell, failure.line, column, failure.step, source
    )
