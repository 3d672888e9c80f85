"""What a run would do, and how long it should take. Nothing is run, and nothing is written."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from nbpipe import lessons, plugins, seeding
from nbpipe.artifacts import ArtifactStore
from nbpipe.cache.code import Codes
from nbpipe.cache.files import Files
from nbpipe.cache.imports import Imports
from nbpipe.cache.key import Keys, differences
from nbpipe.cache.recall import Recall
from nbpipe.errors import NbpipeError
from nbpipe.model import (
    Artifact,
    CacheKey,
    Decision,
    Many,
    ModelVersion,
    Nested,
    Outcome,
    Pipeline,
    Result,
    Run,
    Step,
    StepStatus,
)
from nbpipe.scheduler.progress import Progress
from nbpipe.scheduler.queue import paths
from nbpipe.scheduler.request import Request
from nbpipe.steps import Inputs
from nbpipe.store import deployed, queries, registered, results
from nbpipe.store.writer import Writer


@dataclass(frozen=True)
class Planned:
    """What would become of a step: `run`, `hit` or `skip`, and why. `seconds` is None where it never ran.

    `open` where only the run can tell: `waits` for a step that would run, or `decided` without a process.
    """

    step: Step
    action: str
    why: str
    seconds: float | None = None
    open: str = ""


class Unread(NbpipeError):
    """A value that whoever asks for a plan does not load."""


@dataclass(frozen=True)
class Plan:
    """The steps in notebook order; `seconds` is how long the whole should take, where that can be told."""

    steps: tuple[Planned, ...]
    seconds: float | None


def plan(
    request: Request,
    connection: sqlite3.Connection | None,
    load: Callable[[Artifact], Any] | None = None,
) -> Plan:
    """The plan of a run; `connection` is None where there is no store yet.

    `load` gives the values that a Condition compares; it may raise `Unread`. By default all of them are loaded.
    """
    if connection is None:
        steps = tuple(Planned(step, "run", "it has not run yet") for step in request.pipeline.steps)
        return Plan(steps, None)
    planner = _Planner(request, connection, load)
    found = tuple(planner.step(step) for step in planner.progress.pipeline.steps)
    return Plan(found, _whole(planner.progress.pipeline, found))


def _whole(pipeline: Pipeline, steps: tuple[Planned, ...]) -> float | None:
    """The longest way through the steps that would run; None where one of them never ran."""
    running = [item for item in steps if item.action == "run"]
    if any(item.seconds is None and plugins.find("steps", item.step.type).python for item in running):
        return None
    seconds = {item.step.name: (item.seconds or 0.0) if item.action == "run" else 0.0 for item in steps}
    return max(paths(pipeline, seconds).values(), default=0.0)


class _Planner:
    def __init__(
        self,
        request: Request,
        connection: sqlite3.Connection,
        load: Callable[[Artifact], Any] | None,
    ) -> None:
        self.request, self.connection = request, connection
        self.artifacts = ArtifactStore(request.settings.artifacts)
        self.load = load or self.artifacts.load
        codes = Codes(request.pipeline)
        digests = {
            step.name: codes.of(step).digest
            for step in request.pipeline.steps
            if plugins.find("steps", step.type).python
        }
        learned = results.lessons(connection, digests.values())
        self.progress = Progress(lessons.applied(request.kept, digests, learned))
        files = Files(connection, Writer(connection))
        cwd = str((request.cwd or request.notebook.resolve().parent).resolve())
        self.folder = Path(cwd)
        folder = os.path.relpath(cwd, request.settings.store.parent)
        self.keys = Keys(
            request.pipeline, codes, Imports(cwd), files, request.parameters, cwd, request.seed, folder
        )
        self.recall = Recall(connection, files, self.artifacts.holds)
        self.expected = queries.expected_seconds(connection, request.pipeline.name)
        self.open: set[str] = set()  # steps that would run: what they give is not known

    def step(self, step: Step) -> Planned:
        seconds = self.expected.get(step.name)
        again = [name for name in step.depends_on if name in self.open]
        if again:
            self.open.add(step.name)
            return Planned(step, "run", self._after(step, again[0]), seconds, "waits")
        reason = self.progress.reason_to_skip(step)
        if reason is not None:
            self.progress.skip(step.name)
            return Planned(step, "skip", reason, 0.0)
        step_type = plugins.find("steps", step.type)
        inputs = self.progress.inputs(step)
        if step_type.irrevocable:
            self.open.add(step.name)
            return Planned(step, "run", "it needs no process", 0.0, "decided")
        fields = {
            key: value for key, value in step.options.items() if key in step_type.options.__dataclass_fields__
        }
        parameters = {name: self.request.parameters[name] for name in step.parameters}
        try:
            given = Inputs(
                inputs,
                parameters,
                self.load,
                self._model,
                partial(self._earlier, step),
                seeding.derive(self.request.seed, step.name),
                partial(results.output_of, self.connection, step.name),
                partial(deployed.config, self.connection),
                self.folder,
            )
            decided = step_type.plan(step, step_type.options(**fields), given)
        except Unread as error:
            self.open.add(step.name)
            return Planned(step, "run", error.args[0], 0.0, "decided")
        except NbpipeError as error:
            self.open.add(step.name)
            return Planned(step, "run", f"it would fail: {error.args[0]}", seconds)
        if isinstance(decided, Decision) and decided.question is not None:
            self.open.add(step.name)
            return Planned(step, "run", decided.detail, None, "waits")
        if isinstance(decided, Decision):
            self.progress.end(step.name, StepStatus.SUCCEEDED, taken=decided.taken)
            return Planned(step, "run", decided.detail, 0.0, "decided")
        if isinstance(decided, Nested):
            return self._nested(step, decided, seconds)
        body = Run(arguments=decided.arguments) if isinstance(decided, Many) else decided
        if not body.cache:
            self.open.add(step.name)
            return Planned(step, "run", "it runs every time", seconds)
        return self._python(
            step, self.keys.of(step, step_type.version, inputs, body, step_type.imports), seconds
        )

    def _nested(self, step: Step, inner: Nested, seconds: float | None) -> Planned:
        """An execution of its own: what becomes of its steps."""
        request = replace(
            self.request,
            pipeline=inner.pipeline,
            parameters=inner.parameters,
            notebook=Path(inner.notebook),
            cache=self.request.cache and step.cache,
            selection=None,
            cwd=None,
            keep=inner.outputs,
        )
        planner = _Planner(request, self.connection, self.load)
        found = [planner.step(item) for item in planner.progress.pipeline.steps]
        running = [item.step.name for item in found if item.action == "run" and item.open != "decided"]
        last = {name: planner.progress.last(name) for name in inner.outputs}
        if not running and all(last.values()):
            outputs = {name: item[1] for name, item in last.items() if item is not None}
            self.progress.end(step.name, StepStatus.SUCCEEDED, Outcome(StepStatus.SUCCEEDED, outputs))
            why = f"{inner.pipeline.name} runs, and takes the results of all its steps from the cache"
            return Planned(step, "run", why, 0.0, "decided")
        self.open.add(step.name)
        some = ", ".join(running[:3]) + (", …" if len(running) > 3 else "")
        why = f"{inner.pipeline.name} runs, of which {len(running)} of {len(found)} steps run: {some}"
        return Planned(step, "run", why, _whole(planner.progress.pipeline, tuple(found)) or seconds)

    def _model(self, ref: str) -> ModelVersion:
        return registered.model_version(self.connection, ref)

    def _earlier(self, step: Step, name: str) -> Artifact | None:
        return results.earlier_output(self.connection, self.request.pipeline.name, step.name, name)

    def _python(self, step: Step, key: CacheKey, seconds: float | None) -> Planned:
        if not self.request.cache or not step.cache:
            why = "--no-cache"
        elif step.when != "succeeded":
            why = f"--when {step.when}"
        else:
            found = self.recall.find(step, key)
            if isinstance(found, Result):
                self.progress.end(step.name, StepStatus.SUCCEEDED, found.outcome)
                return Planned(step, "hit", f"as in {found.execution}", 0.0)
            why = found or why_new(self.connection, self.request.pipeline.name, step.name, key)
        self.open.add(step.name)
        return Planned(step, "run", why, seconds)

    def _after(self, step: Step, other: str) -> str:
        names = [name for name, writers in step.inputs.items() if other in writers]
        return f"step {other} runs, which gives it {', '.join(names)}" if names else f"step {other} runs"


def why_new(connection: sqlite3.Connection, pipeline: str, step: str, key: CacheKey) -> str:
    """What is not as it was when the step last succeeded, in one line."""
    before = results.last_with_key(connection, pipeline, step)
    old = results.cache_key(connection, before, step) if before is not None else None
    if old is None:
        return "it has not run yet"
    found = differences(old.components, key.components)
    if not found and old.digest != key.digest:  # that result was for its own execution alone
        return "jobs of it failed, which are tried again"
    return "; ".join(item.text for item in found) or "its earlier result is gone"
