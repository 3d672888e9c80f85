"""Why a step of an execution ran, or whose result it took."""

from __future__ import annotations

import difflib
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field

from nbpipe import plugins
from nbpipe.cache.code import Codes
from nbpipe.cache.key import Difference, differences
from nbpipe.errors import NotFoundError
from nbpipe.model import StepExecution, StepStatus
from nbpipe.options import nearest
from nbpipe.store import queries, results


@dataclass(frozen=True)
class Explanation:
    """What is not as it was in the execution `before` it in which the step succeeded.

    `writers` are the steps that gave it its inputs, by variable; `diff` are the lines of what its code had changed;
    `partial` says that jobs of it had failed there, so that its result was for that execution alone. `inner` is the
    execution that the step was, where it ran as one.
    """

    execution: str
    step: StepExecution
    before: str | None = None
    changes: tuple[Difference, ...] = ()
    writers: Mapping[str, str] = field(default_factory=dict)
    diff: tuple[str, ...] = ()
    partial: bool = False
    inner: str | None = None

    @property
    def text(self) -> str:
        """The answer in one line."""
        name = f"step {self.step.step} of execution {self.execution}"
        if self.step.cached:
            return (
                f"{name} took the result of {self.step.cached_from}: nothing that it depends on had changed"
            )
        if self.step.status is StepStatus.SKIPPED:
            return f"{name} was skipped: {self.step.detail}"
        if self.step.type == "Callback":
            return f"{name} asks anew in every run"
        if not self.step.attempts:
            return f"{name} needs no process: it is decided anew each time"
        if self.inner is not None:
            return f"{name} ran as execution {self.inner}, each step of which has a cache of its own"
        if self.before is None:
            return f"{name} ran: there was no earlier result"
        if not self.changes and getattr(plugins.find("steps", self.step.type), "acts", False):
            return f"{name} ran as it does every time: a {self.step.type} is there for what it does outside"
        if self.partial:
            return f"{name} ran, to try again what had failed in {self.before}; nothing else had changed"
        return (
            f"{name} ran: not everything was as in {self.before}"
            if self.changes
            else (
                f"{name} ran, though what it depends on was as in {self.before}: by --no-cache, or since that result "
                "did not hold all that is needed now"
            )
        )


def explain(connection: sqlite3.Connection, reference: str, name: str) -> Explanation:
    """Why that step of that execution ran. `NotFoundError` with the nearest name where there is none."""
    execution = queries.execution(connection, reference)
    step = next((item for item in execution.steps if item.step == name), None)
    if step is None:
        hint = nearest(name, [item.step for item in execution.steps])
        raise NotFoundError(f"execution {execution.id} has no step {name!r}", hint)
    return of_step(connection, execution.id, execution.pipeline, execution.version, step)


def of_step(
    connection: sqlite3.Connection, execution: str, pipeline: str, version: int, step: StepExecution
) -> Explanation:
    """The same of a step that was read already; `execution` is a full id."""
    name = step.step
    new = results.cache_key(connection, execution, name)
    before = results.last_with_key(connection, pipeline, name, before=execution)
    if step.cached or new is None or before is None:
        inner = queries.nested(connection, execution).get(name)
        return Explanation(execution, step, before, inner=inner)
    old = results.cache_key(connection, before, name)
    assert old is not None
    here = queries.pipeline(connection, pipeline, version)
    written = name.partition(".")[0]  # a job's code is that of the step that it is a job of
    changes = (*differences(old.components, new.components), *_files(connection, before, execution, name))
    writers = {variable: found[-1] for variable, found in here.step(written).inputs.items() if found}
    diff: list[str] = []
    if {"body", "setup"} & {item.part for item in changes}:
        there = queries.pipeline(connection, *queries.version_run(connection, before))
        one, two = Codes(there).of(there.step(written)), Codes(here).of(here.step(written))
        for earlier, later in ((one.setup_source, two.setup_source), (one.body_source, two.body_source)):
            lines = difflib.unified_diff(earlier.splitlines(), later.splitlines(), lineterm="", n=2)
            diff += list(lines)[2:]
    partial = not changes and old.digest != new.digest
    return Explanation(execution, step, before, changes, writers, tuple(diff), partial)


def _files(connection: sqlite3.Connection, before: str, now: str, step: str) -> tuple[Difference, ...]:
    """Files that the step used both times, and that had another content."""
    old, new = (results.result(connection, execution, step) for execution in (before, now))
    if old is None or new is None:
        return ()
    known = {use.path: use.digest for use in old.outcome.files if use.mode != "written"}
    return tuple(
        Difference("files", f"the file {use.path} changed")
        for use in new.outcome.files
        if use.mode != "written" and use.path in known and known[use.path] != use.digest
    )
