"""`nbpipe plan` and `nbpipe why`: what a run would do, and why a step ran again."""

from __future__ import annotations

import contextlib
import difflib
import sqlite3
import sys
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nbpipe import config, definition, store
from nbpipe.cache.code import Codes
from nbpipe.cache.key import Difference, differences
from nbpipe.cli import answers, outcome, terminal
from nbpipe.cli import store as stores
from nbpipe.cli.parameters import bind
from nbpipe.cli.terminal import Line
from nbpipe.diagram import words
from nbpipe.errors import NotFoundError
from nbpipe.model import StepExecution, StepStatus
from nbpipe.options import nearest
from nbpipe.scheduler import Request
from nbpipe.scheduler import plan as planning
from nbpipe.store import queries

_STYLES = {"run": "strong", "hit": "good", "skip": "calm"}


def plan(asked: Namespace) -> int:
    """Say which steps of a notebook would run, which would take an earlier result, and how long it should take."""
    notebook = Path(asked.notebook)
    compiled = definition.load(notebook)
    terminal.show_problems(compiled.warnings, sys.stderr, "warning")
    bound = bind(compiled.pipeline.parameters, asked.given, asked.params)
    settings = config.settings(notebook, asked.store)
    request = Request(compiled.pipeline, bound, notebook, settings, asked.seed, cache=not asked.no_cache)
    with _reading(settings.store) as connection:
        found = planning.plan(request, connection)
    if asked.json:
        answers.show(_answer(found))
        return 0
    width = max((len(item.step.name) for item in found.steps), default=0)
    room = max(20, terminal.width(sys.stdout) - width - 17)  # what the columns before it leave
    lines: list[Line] = [
        [
            (f"{item.action:5}", _STYLES[item.action]),
            (f"{item.step.name:{width}}  ", ""),
            (f"{_duration(item):>8}  ", "calm"),
            (words.cut(item.why, room), ""),
        ]
        for item in found.steps
    ]
    count = sum(item.action == "run" for item in found.steps)
    took = f", about {words.duration(found.seconds)}" if found.seconds and count else ""
    lines.append([(f"{count} of {len(found.steps)} steps would run{took}", "calm")])
    terminal.show(lines, sys.stdout)
    return 0


def _duration(item: planning.Planned) -> str:
    return words.duration(item.seconds) if item.action == "run" and item.seconds else ""


def _answer(found: planning.Plan) -> dict[str, Any]:
    return {
        "steps": {
            item.step.name: {"action": item.action, "why": item.why, "expected_seconds": item.seconds}
            for item in found.steps
        },
        "expected_seconds": found.seconds,
    }


@contextlib.contextmanager
def _reading(folder: Path) -> Iterator[sqlite3.Connection | None]:
    """The store, if there is one; a plan makes none."""
    if not (folder / store.DATABASE).exists():
        yield None
        return
    with contextlib.closing(store.connect(folder, create=False)) as connection:
        yield connection


def why(asked: Namespace) -> int:
    """Say why a step of an execution ran, or whose result it took."""
    with stores.reading(asked) as connection:
        found = _explained(connection, asked.execution, asked.step)
    if asked.json:
        answers.show(found.answer())
        return 0
    command = outcome.commands(stores.settings(asked).store)
    terminal.show(found.lines(command), sys.stdout)
    return 0


class _Explained:
    """Why a step ran: what is not as it was in the execution before it in which it succeeded."""

    def __init__(self, execution: str, step: StepExecution) -> None:
        self.execution, self.step = execution, step
        self.before: str | None = None
        self.changes: tuple[Difference, ...] = ()
        self.writers: dict[str, str] = {}
        self.diff: list[str] = []

    @property
    def text(self) -> str:
        name = f"step {self.step.step} of execution {self.execution}"
        if self.step.cached:
            return (
                f"{name} took the result of {self.step.cached_from}: nothing that it depends on had changed"
            )
        if self.step.status is StepStatus.SKIPPED:
            return f"{name} was skipped: {self.step.detail}"
        if not self.step.attempts:
            return f"{name} needs no process: it is decided anew each time"
        if self.before is None:
            return f"{name} ran: there was no earlier result"
        return (
            f"{name} ran: not everything was as in {self.before}"
            if self.changes
            else (
                f"{name} ran, though what it depends on was as in {self.before}: by --no-cache, or since that result "
                "did not hold all that is needed now"
            )
        )

    def answer(self) -> dict[str, Any]:
        return {
            "execution": self.execution,
            "step": self.step.step,
            "cached": self.step.cached,
            "compared_with": self.step.cached_from or self.before,
            "why": self.text,
            "changes": [{"part": item.part, "text": item.text} for item in self.changes],
            "diff": "\n".join(self.diff),
        }

    def lines(self, command: outcome.Command) -> list[Line]:
        lines: list[Line] = [[(self.text, "")]]
        for item in self.changes:
            lines.append([(f"  {item.text}", "strong")])
            name = item.text.removeprefix("input ").partition(" ")[0] if item.part == "inputs" else ""
            if name in self.writers:
                asked = command(f"why {self.execution} {self.writers[name]}")
                lines.append([(f"    it comes from step {self.writers[name]}: ", "calm"), (asked, "strong")])
        styles = {"+": "good", "-": "bad", "@": "calm"}
        lines += [[(f"    {line}", styles.get(line[:1], ""))] for line in self.diff]
        return lines


def _explained(connection: sqlite3.Connection, reference: str, name: str) -> _Explained:
    execution = queries.execution(connection, reference)
    step = next((item for item in execution.steps if item.step == name), None)
    if step is None:
        hint = nearest(name, [item.step for item in execution.steps])
        raise NotFoundError(f"execution {execution.id} has no step {name!r}", hint)
    found = _Explained(execution.id, step)
    new = queries.cache_key(connection, execution.id, name)
    found.before = queries.last_with_key(connection, execution.pipeline, name, before=execution.id)
    if step.cached or new is None or found.before is None:
        return found
    old = queries.cache_key(connection, found.before, name)
    assert old is not None
    here = queries.pipeline(connection, execution.pipeline, execution.version)
    earlier = queries.execution(connection, found.before)
    there = queries.pipeline(connection, earlier.pipeline, earlier.version)
    found.changes = (
        *differences(old.components, new.components),
        *_files(connection, found.before, execution.id, name),
    )
    found.writers = {variable: writers[-1] for variable, writers in here.step(name).inputs.items() if writers}
    if {"body", "setup"} & {item.part for item in found.changes}:
        before, after = Codes(there).of(there.step(name)), Codes(here).of(here.step(name))
        for one, two in (
            (before.setup_source, after.setup_source),
            (before.body_source, after.body_source),
        ):
            lines = list(difflib.unified_diff(one.splitlines(), two.splitlines(), lineterm="", n=2))
            found.diff += lines[2:]
    return found


def _files(connection: sqlite3.Connection, before: str, now: str, step: str) -> tuple[Difference, ...]:
    """Files that the step used both times, and that had another content."""
    old, new = (queries.result(connection, execution, step) for execution in (before, now))
    if old is None or new is None:
        return ()
    known = {use.path: use.digest for use in old.outcome.files if use.mode != "written"}
    return tuple(
        Difference("files", f"the file {use.path} changed")
        for use in new.outcome.files
        if use.mode != "written" and use.path in known and known[use.path] != use.digest
    )
