"""`nbpipe jobs`: the jobs of the steps that have many, in the words of the jobs tab of a step's page."""

from __future__ import annotations

import sqlite3
import sys
from argparse import Namespace
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from nbpipe import plugins
from nbpipe.api import jobs as found
from nbpipe.api.shapes import JobRow, Jobs
from nbpipe.as_json import to_json
from nbpipe.cli import answers, listing, outcome, store, terminal
from nbpipe.cli.terminal import Line, Span
from nbpipe.diagram import words
from nbpipe.errors import NotFoundError, UsageError
from nbpipe.model import StepStatus
from nbpipe.options import nearest
from nbpipe.store import queries
from nbpipe.store.readers import seconds_between

METRICS = 4  # columns, as on the page
LABEL = 30  # columns of what a job is about
_STAR = "★"


def jobs(asked: Namespace) -> int:
    """List the jobs of one step of an execution, or of each that has them."""
    status = str(StepStatus.FAILED) if asked.failed else None
    with store.reading(asked) as connection, queries.snapshot(connection):
        identity = queries.execution_id(connection, asked.execution)
        steps = _steps(connection, identity, asked.step)
        if asked.after and len(steps) > 1:
            hint = f"such as nbpipe jobs {asked.execution} {next(iter(steps))} --after {asked.after}"
            raise UsageError("--after counts the jobs of one step, and there are several", hint, code="after")
        pages = {
            name: found.listed(connection, identity, name, asked.after, asked.limit, status=status)
            for name in steps
        }
    if asked.json:
        answers.show(
            {
                "execution": identity,
                "steps": {name: _answer(steps[name], page) for name, page in pages.items()},
            }
        )
        return 0
    command = outcome.commands(store.settings(asked).store)
    lines: list[Line] = []
    for name, page in pages.items():
        lines += [*([[("", "")]] if lines else [])]
        lines += _lines(identity, name, steps[name], page, asked, command)
    if not pages:
        lines = [[(f"No step of execution {identity} has jobs: a Map and a Tuning have them.", "")]]
    terminal.show(lines, sys.stdout)
    return 0


def _steps(connection: sqlite3.Connection, execution: str, only: str | None) -> dict[str, str]:
    """The steps whose jobs are asked for, each with its type."""
    types = {step.step: step.type for step in queries.execution(connection, execution).steps}
    many = {name: kind for name, kind in types.items() if _has_many(kind)}
    if only is None:
        return many
    if only not in types:
        message = f"execution {execution} has no step {only!r}"
        raise NotFoundError(message, nearest(only, many or types), code="no-step")
    if only not in many:
        hint = f"those that have: {', '.join(many)}" if many else "a Map and a Tuning have them"
        raise NotFoundError(f"step {only} is a {types[only]} and has no jobs", hint, code="no-jobs")
    return {only: types[only]}


def _has_many(kind: str) -> bool:
    return kind in plugins.names("steps") and bool(getattr(plugins.find("steps", kind), "many", False))


# ---- JSON -----------------------------------------------------------------------------------------------------------


def _answer(kind: str, page: Jobs) -> dict[str, Any]:
    return {
        "type": kind,
        "counts": dict(page.counts),
        "total": page.total,
        "objective": page.objective or None,
        "next": None if page.next is None else int(page.next),
        "jobs": [_job(row) for row in page.rows],
    }


def _job(row: JobRow) -> dict[str, Any]:
    return {
        "job": name_of(row),
        "step": row.step,
        "label": row.label,
        "parameters": to_json(row.parameters),
        "status": str(row.status),
        "cached": row.cached,
        "best": row.best,
        "seconds": None if row.seconds is None else round(row.seconds, 3),
        "attempts": row.attempts,
        "metrics": to_json(row.metrics),
        "error": row.error or None,
    }


# ---- text -----------------------------------------------------------------------------------------------------------


def _lines(
    execution: str, step: str, kind: str, page: Jobs, asked: Namespace, command: outcome.Command
) -> list[Line]:
    counts = ", ".join(f"{page.counts[kind]} {kind.lower()}" for kind in StepStatus if kind in page.counts)
    number = listing.counted(sum(page.counts.values()), "job")
    head: Line = [(step, "strong"), (f"  {kind}  {number}{': ' if counts else ''}{counts}", "")]
    lines: list[Line] = [head]
    end, _, metric = page.objective.partition(":")
    if metric and not asked.failed:
        side = "highest" if end == "max" else "lowest"
        lines.append([(f"The best ({_STAR}) has the {side} {metric}.", "calm")])
    if not page.rows:
        return [*lines, [(_none(page, asked), "calm")]]
    lines += table(page, terminal.width(sys.stdout), failed=asked.failed)
    if page.next is not None:
        left = page.total - int(page.next)
        more = f"jobs {execution} {step}{' --failed' if asked.failed else ''} --after {page.next}"
        limit = f" --limit {asked.limit}" if asked.limit != 50 else ""
        lines.append([(f"… and {left} more: ", "calm"), (command(more + limit), "strong")])
    failing = next((row for row in page.rows if row.status is StepStatus.FAILED), None)
    if failing is not None:
        typed = command(f"logs {execution} {step} --job {name_of(failing)}")
        lines.append([("what one printed: ", "calm"), (typed, "strong")])
    return lines


def _none(page: Jobs, asked: Namespace) -> str:
    if asked.after and page.total:
        return f"There are {page.total}: none is left after {asked.after}."
    return "None failed." if asked.failed and page.counts else "It has no jobs yet."


def table(page: Jobs, width: int, *, failed: bool = False) -> list[Line]:
    """Jobs in the columns of the page, those that say nothing left out. Of `failed` ones it counts most why they did."""
    now = datetime.now(UTC).isoformat()
    metrics = () if failed else page.metrics[:METRICS]
    parameters = () if failed else page.parameters
    head = ["#", "status", "took", *metrics, *(parameters or ("job",)), "attempts", "why it failed"]
    tried = any(row.attempts > 1 for row in page.rows)
    rows: list[Sequence[Span]] = []
    for row in page.rows:
        cells: list[Span] = [
            (f"{name_of(row)}{' ' + _STAR if row.best else ''}", "strong"),
            _status(row),
            (_took(row, now), ""),
            *((_number(row.metrics.get(name)), "") for name in metrics),
            *((_said(row.parameters.get(name)), "calm") for name in parameters),
        ]
        cells += [] if parameters else [(words.cut(row.label, LABEL), "calm")]
        cells += [(str(row.attempts) if tried else "", "")]
        cells += [(row.error, "bad" if row.status is StepStatus.FAILED else "calm")]
        rows.append(cells)
    return listing.table(head, rows, width)


def name_of(row: JobRow) -> str:
    """What a job is called within its step: `17` of `tune.17`."""
    return row.step.partition(".")[2]


def _status(row: JobRow) -> Span:
    text, tone = terminal.status(row.status)
    return f"{text} {words.CACHED}" if row.cached else text, tone


def _took(row: JobRow, now: str) -> str:
    seconds = row.seconds
    if seconds is None and row.status in (StepStatus.STARTING, StepStatus.EXECUTING):
        seconds = seconds_between(row.started_at, now)
    return "" if seconds is None else words.duration(seconds)


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.4g}"


def _said(value: Any) -> str:
    return "" if value is None else _number(value) if isinstance(value, float) else str(value)
