"""A notebook as one types it: what is wrong with it, what its cells are for, and what a run would do."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from nbpipe import config, definition, fingerprint, parameters, store
from nbpipe import notebook as notebooks
from nbpipe.api import asked as requests
from nbpipe.api import cards, executions, graphs
from nbpipe.api.asked import Asked
from nbpipe.api.shapes import Badge, Checked, ExecutionRow, Mark, Planned, PlannedStep, StepCard
from nbpipe.errors import NbpipeError, NotFoundError, Problem
from nbpipe.model import Artifact, Pipeline
from nbpipe.notebook import Notebook
from nbpipe.scheduler import Request
from nbpipe.scheduler import plan as planning
from nbpipe.store import queries

_VERDICTS = {"waits": "maybe", "decided": "now"}
_READABLE = frozenset({"json_value"})  # formats that execute nothing when they are loaded


def check(asked: Asked) -> Checked:
    """What `nbpipe check` says about unsaved cells, or about the file where none are given."""
    path = asked.context.below(asked.given("path", str, "path: notebooks/attrition.ipynb"))
    cells = asked.given("cells", list, "cells: [{id, cell_type, source, tags}]", None)
    notebook = definition.read(path) if cells is None else notebooks.typed(cells, path.stem)
    pipeline: Pipeline | None = None
    try:
        compiled = definition.compiled(notebook, path)
        pipeline = compiled.pipeline
        found = marks(compiled.warnings, "warning", notebook)
    except NbpipeError as error:
        found = marks(error.problems, "error", notebook)
    with _store(asked, path) as (folder, connection):
        last, last_steps = _last(asked, folder, connection, path.stem)
        return Checked(
            path.stem,
            found,
            badges(notebook, pipeline, connection),
            graphs.draw(connection, pipeline, _version(connection, pipeline))
            if pipeline is not None
            else None,
            pipeline.parameters if pipeline is not None else (),
            last,
            last_steps,
        )


def plan(asked: Asked) -> Planned:
    """What a run of the saved notebook would do, without loading anything but JSON."""
    path = asked.context.below(asked.given("path", str, "path: notebooks/attrition.ipynb"))
    pipeline = definition.load(path).pipeline
    bound = parameters.bind(pipeline.parameters, asked.given("parameters", dict, "parameters: {}", {}))
    folder = asked.context.store(asked.text("store"), path)
    settings = config.settings(path, folder)
    with _reading(folder) as connection:
        request = Request(pipeline, bound, path, settings, asked.given("seed", int, "seed: 0", 0))
        found = planning.plan(request, connection, _careful(settings.artifacts))
    steps = tuple(
        PlannedStep(item.step.name, _VERDICTS.get(item.open, item.action), item.why, item.seconds)
        for item in found.steps
    )
    hits = sum(item.verdict == "hit" for item in steps)
    runs = sum(item.verdict in ("run", "maybe") for item in steps)
    return Planned(steps, hits, runs, found.seconds)


def _careful(root: str) -> Any:
    """Loads what is JSON; anything else is for the run alone to load."""
    from nbpipe.artifacts import ArtifactStore

    blobs = ArtifactStore(root)

    def load(artifact: Artifact) -> Any:
        if artifact.materializer not in _READABLE:
            raise planning.Unread("it is decided in the run")
        return blobs.load(artifact)

    return load


def marks(problems: Iterable[Problem], severity: str, notebook: Notebook | None = None) -> tuple[Mark, ...]:
    """Problems with the ids of their cells; a mark reaches to the end of the word or line that it is about."""
    ids = {cell.number: cell.id for cell in notebook.cells} if notebook is not None else {}
    return tuple(
        Mark(
            item.code,
            item.message,
            item.hint or "",
            severity,
            item.cell,
            ids.get(item.cell) if item.cell is not None else None,
            item.line,
            item.column,
            _end(item),
        )
        for item in problems
    )


def _end(problem: Problem) -> int | None:
    """Where the word ends at which a problem begins.

    >>> _end(Problem("x", "no such step", None, 3, 1, 7, None, "%%step trian --x"))
    12
    """
    if problem.source is None or problem.column is None:
        return None
    end = problem.column
    while end < len(problem.source) and (problem.source[end].isalnum() or problem.source[end] in "_-"):
        end += 1
    return end if end > problem.column else min(problem.column + 1, len(problem.source))


def badges(
    notebook: Notebook, pipeline: Pipeline | None, connection: sqlite3.Connection | None = None
) -> tuple[Badge, ...]:
    """What stands above each tagged cell; inputs and outputs only where the whole compiles."""
    found: list[Badge] = []
    steps = {step.name: step for step in pipeline.steps} if pipeline is not None else {}
    learned = graphs.said(connection, pipeline) if pipeline is not None else {}
    first: set[str] = set()
    kinds: dict[str, str] = {}
    for cell in notebook.cells:
        tagged, _ = notebooks.tag(cell) if cell.kind == "code" else (None, [])
        if tagged is None or tagged.role == "scratch":
            continue
        step = steps.get(tagged.name)
        kinds.setdefault(tagged.name, _type(tagged))
        badge = Badge(
            cell.number,
            cell.id,
            tagged.role,
            tagged.name,
            (step.type if step is not None else kinds[tagged.name]) if tagged.role == "step" else "",
            (step.title if step is not None else "") or tagged.name,
            (),
            (),
        )
        if step is not None and step.name not in first:  # a step of several cells says it once
            first.add(step.name)
            badge = replace(
                badge, inputs=tuple(step.inputs), outputs=step.outputs, learned=learned.get(step.name, ())
            )
        found.append(badge)
    return tuple(found)


def _type(tagged: notebooks.Tagged) -> str:
    """The type that a first line asks for, also where the notebook does not compile."""
    words = [token.text for token in tagged.tokens]
    for index, word in enumerate(words):
        flag, equals, value = word.partition("=")
        if flag == "--type":
            return value if equals else words[index + 1] if index + 1 < len(words) else "Processing"
    return "Processing"


def _version(connection: sqlite3.Connection | None, pipeline: Pipeline) -> int | None:
    if connection is None:
        return None
    return queries.version_of(connection, pipeline.name, fingerprint.definition(pipeline))


def _last(
    asked: Asked, folder: Path, connection: sqlite3.Connection | None, pipeline: str
) -> tuple[ExecutionRow | None, tuple[StepCard, ...]]:
    if connection is None:
        return None, ()
    try:
        identity = queries.execution_id(connection, "latest", pipeline)
    except NotFoundError:
        return None, ()
    (line,) = executions.by_ids(connection, asked.context, folder, [identity])
    return line, cards.of(connection, [identity]).get(identity, ())


@contextlib.contextmanager
def _store(asked: Asked, path: Path) -> Any:
    """The store of a notebook and a connection, None where there is none or it cannot be read: a check needs none."""
    folder = asked.context.store(asked.text("store"), path)
    if asked.context.seen is not None:
        asked.context.seen(folder)
    try:
        opened = _reading(folder)
        connection = opened.__enter__()
    except NbpipeError:
        yield folder, None
        return
    try:
        yield folder, connection
    finally:
        opened.__exit__(None, None, None)


@contextlib.contextmanager
def _reading(folder: Path) -> Any:
    if not (folder / store.DATABASE).exists():
        yield None
        return
    with requests.reading(folder) as connection:
        yield connection
