"""What an execution was, as the store has it: enough to run it again, and to hold the second run against it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from nbpipe import fingerprint, lessons
from nbpipe.cache.code import Codes
from nbpipe.errors import NotFoundError, UsageError
from nbpipe.model import Execution, FileUse, ModelVersion, Output, Pipeline, Result
from nbpipe.store import queries, registered, results

READING = ("read", "setup", "named", "run")


@dataclass(frozen=True)
class Recorded:
    """One execution. `results` are those of the steps that succeeded; `sources` names, for each step that took its
    result from an earlier execution, which one; `packages` are those that the steps import, by module.
    """

    execution: Execution
    pipeline: Pipeline
    results: Mapping[str, Result]
    sources: Mapping[str, str] = field(default_factory=dict)
    packages: Mapping[str, str] = field(default_factory=dict)
    version: ModelVersion | None = None

    @property
    def digest(self) -> str:
        """Digest of the definition."""
        return fingerprint.definition(self.pipeline)

    @property
    def environment(self) -> Mapping[str, Any]:
        """What it ran on."""
        return self.execution.environment

    def outputs(self, step: str) -> tuple[Output, ...]:
        """Variables and figures that a step gave, as far as they count."""
        return next((item.outputs for item in self.execution.steps if item.step == step), ())

    def files(self, steps: tuple[str, ...]) -> Iterator[tuple[str, FileUse]]:
        """The files that these steps were given from outside, each once, with the first step that read it.

        What a step of the execution has written itself is no input of it.
        """
        uses = [
            (name, use) for name in steps if name in self.results for use in self.results[name].outcome.files
        ]
        written = {use.path for _, use in uses if use.mode == "written"}
        seen: set[str] = set()
        for name, use in uses:
            if use.mode in READING and use.digest is not None and use.path not in written | seen:
                seen.add(use.path)
                yield name, use


def execution(connection: sqlite3.Connection, ref: str, version: ModelVersion | None = None) -> Recorded:
    """An execution as it was recorded."""
    with queries.snapshot(connection):
        found = queries.execution(connection, ref)
        pipeline = queries.pipeline(connection, found.pipeline, found.version)
        given = {
            step.step: result
            for step in found.steps
            if (result := results.result(connection, found.id, step.step)) is not None
        }
        packages: dict[str, str] = {}
        for step in found.steps:
            key = results.cache_key(connection, found.id, step.step)
            packages.update(key.components.get("packages", {}) if key is not None else {})
    sources = {
        step.step: step.cached_from for step in found.steps if step.cached and step.cached_from is not None
    }
    return Recorded(found, pipeline, given, sources, dict(sorted(packages.items())), version)


def of_model(connection: sqlite3.Connection, ref: str) -> Recorded:
    """The execution that made a model version.

    Raises `NotFoundError` where there is no such version, or its execution is not in the store, `UsageError` where no
    execution made it.
    """
    version = registered.model_version(connection, ref)
    name = f"{version.group}:{version.version}"
    if version.execution is None or version.step is None:
        raise UsageError(
            f"{name} was not made by an execution that this store knows",
            "take in the execution from where it ran: nbpipe store import FILE",
            code="no-execution",
        )
    try:
        return execution(connection, version.execution, version)
    except NotFoundError as error:
        raise NotFoundError(
            f"{name} was made by execution {version.execution}, which is not in this store any more",
            "take it in from a copy: nbpipe store import FILE",
            code="no-execution",
        ) from error


def needed(connection: sqlite3.Connection, recorded: Recorded) -> tuple[str, ...]:
    """The steps that the model version comes from, in notebook order, with what runs have learned about their code.

    What comes beside and after the Register step (a notification, a deployment) has no part in the model.
    """
    codes = Codes(recorded.pipeline)
    digests = {step.name: codes.of(step).digest for step in recorded.pipeline.steps}
    pipeline = lessons.applied(recorded.pipeline, digests, results.lessons(connection, digests.values()))
    return above(pipeline, None if recorded.version is None else recorded.version.step)


def above(pipeline: Pipeline, step: str | None) -> tuple[str, ...]:
    """A step and all that it comes from by the definition, in notebook order; without one all steps."""
    if step is None:
        return tuple(item.name for item in pipeline.steps)
    wanted: set[str] = set()
    waiting = [step]
    while waiting:
        name = waiting.pop()
        if name not in wanted:
            wanted.add(name)
            waiting += pipeline.step(name).depends_on
    return tuple(step.name for step in pipeline.steps if step.name in wanted)
