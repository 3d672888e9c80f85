"""From a ready step to a job: its own folder, with the notebook that papermill runs and what the runtime needs."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbpipe import parameters, seeding
from nbpipe.as_json import to_json
from nbpipe.errors import StoreError
from nbpipe.model import (
    Artifact,
    Cell,
    Job,
    Pipeline,
    Run,
    Step,
)
from nbpipe.store import folders

BODY_ALONE = Run()
_OWN = frozenset({"body", "work"})  # roles of cells that each of a step's many jobs may have differently
JOB_VARIABLE = "NBPIPE_JOB"  # names the attempt's folder in the environment of its processes

PREPARE = "__import__('nbpipe.runtime').runtime.prepare()"
BEGIN = "__import__('nbpipe.runtime').runtime.begin(globals())"
WORK = "__import__('nbpipe.runtime').runtime.work(globals())"
FINISH = "__import__('nbpipe.runtime').runtime.finish(globals())"
OWN_CODE = (PREPARE, BEGIN, WORK, FINISH)  # the cells that are not the user's


@dataclass(frozen=True)
class Surroundings:
    """What all jobs of an execution have in common. Paths are absolute; `artifacts` may be an fsspec URL."""

    execution: str
    store: str
    artifacts: str
    cwd: str
    seed: int
    parameters: Mapping[str, Any]
    kernel: str = "python3"


@dataclass(frozen=True)
class Below:
    """What the runtime must know of the steps below: names that they change in place, and that they read.

    `texts` are the texts in the step's code, some of which may name files.
    """

    changed: tuple[str, ...] = ()
    read: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()


def folder_of(store: Path, execution: str, step: str, attempt: int) -> Path:
    """The folder of one attempt: `executions/<id>/<step>/<attempt>` in the store."""
    return folders.attempt(store, execution, step, attempt)


def prepare(
    pipeline: Pipeline,
    step: Step,
    run: Run,
    inputs: Mapping[str, Artifact],
    attempt: int,
    around: Surroundings,
    below: Below = Below(),
    environment: Mapping[str, str] | None = None,
    imports: tuple[str, ...] = (),
    family: Mapping[str, Artifact] | None = None,
) -> Job:
    """The job with its `job.json` and `input.ipynb`, not yet written: see `write`.

    `family` are the inputs of the step, where this is one of its many jobs.
    """
    folder = os.path.join(around.store, "executions", around.execution, step.name, str(attempt))
    bound = {name: around.parameters[name] for name in step.parameters}
    shared = [
        name for name, artifact in inputs.items() if family is not None and family.get(name) == artifact
    ]
    job = {
        "execution": around.execution,
        "pipeline": pipeline.name,
        "step": step.name,
        "attempt": attempt,
        "store": around.store,
        "artifacts": around.artifacts,
        "execution_seed": around.seed,
        "seed": seeding.derive(around.seed, step.name),
        "setup": [cell.source for cell in pipeline.setup if cell.number in step.setup],
        "inputs": to_json(inputs),
        "shared": shared,  # with the other jobs of the step
        "outputs": list(step.outputs if run.gives is None else run.gives),
        "all": run.gives == (),  # of what the work answers
        "binds": to_json(run.binds),
        "search": to_json(run.search),
        "watch": list(step.watch),
        "changed_below": list(below.changed),
        "live": list(below.read),
        "texts": list(below.texts),
        "definitions": list(pipeline.definitions),
        "writes": list(step.writes),
        "promised": [*step.options.get("outputs", ()), *run.promised],
        "metrics": run.metrics,
        "setup_names": list(pipeline.setup_names),
        "parameters": bound,
        "work": run.work,
        "around": run.around,
        "plain": run.plain,
        "arguments": to_json(run.arguments),
        "loads": to_json(run.loads),
        "kernel": around.kernel,
    }
    files = {"job.json": job, "input.ipynb": notebook(pipeline, step, around.kernel, run=run)}
    given = dict(environment or {})
    alike = ""
    if family is not None and run.body:
        cells = [
            cell for cell in files["input.ipynb"]["cells"] if cell["metadata"]["nbpipe"]["role"] not in _OWN
        ]
        start = [
            around.execution,
            cells,
            {name: inputs[name].digest for name in shared},
            bound,
            given,
            imports,
        ]
        alike = hashlib.sha256(json.dumps(start, default=str).encode()).hexdigest()
    return Job(around.execution, step.name, attempt, folder, around.cwd, given, imports, files, alike)


def write(job: Job) -> None:
    """Make the job's folder, with its files. Raises `StoreError` where that cannot be done.

    Executors do it, each in the thread or on the machine where the job runs: the scheduler waits for no disk.
    """
    try:
        _make(job.folder)
        for name, value in job.files.items():
            with open(os.path.join(job.folder, name), "w", encoding="utf-8") as file:
                file.write(json.dumps(value))
    except OSError as error:
        raise StoreError(
            f"the store cannot be written ({job.folder}): {error.strerror}",
            "free some space or give another store: --store DIR",
        ) from error


def _make(folder: str) -> None:
    """Make the folder; those above are there but for the first attempts."""
    try:
        with contextlib.suppress(FileExistsError):
            os.mkdir(os.path.dirname(folder))
        os.mkdir(folder)
    except FileNotFoundError:
        os.makedirs(folder, exist_ok=True)
    except FileExistsError:
        pass


def notebook(
    pipeline: Pipeline, step: Step, kernel: str = "python3", *, run: Run = BODY_ALONE
) -> dict[str, Any]:
    """The step's own notebook: the setup it uses, its parameters, load, body, what its type does then, save.

    Every cell of the user keeps its number in `metadata.nbpipe.cell`.
    """
    setup = [
        _cell(f"setup-{cell.number}", cell.source, "setup", cell)
        for cell in pipeline.setup
        if cell.number in step.setup
    ]
    if step.parameters:
        source = parameters.render(pipeline.parameters, step.parameters)
        before = sum(
            1
            for cell in pipeline.setup
            if cell.number in step.setup and cell.number < (pipeline.parameters_cell or 0)
        )
        setup.insert(before, _cell("parameters", source, "parameters"))
    body = [_cell(f"body-{cell.number}", _body(step, cell), "body", cell) for cell in step.cells if run.body]
    cells = [
        _cell("prepare", PREPARE, "prepare"),
        *setup,
        _cell("load", BEGIN, "load"),
        *body,
        *([_cell("work", WORK, "work", step.cells[0])] if run.work else []),
        _cell("save", FINISH, "save"),
    ]
    return {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {
            "kernelspec": {"name": kernel, "display_name": kernel, "language": "python"},
            "language_info": {"name": "python"},
            "nbpipe": {"pipeline": pipeline.name, "step": step.name},
        },
        "cells": cells,
    }


def _body(step: Step, cell: Cell) -> str:
    """The body, moved down so that its lines have the numbers of the user's cell; a cell magic must come first.

    IPython drops empty lines at the top, so the first one is a comment.
    """
    if cell.source.lstrip("\n").startswith("%%") or cell.first_line < 2:
        return cell.source.lstrip("\n")
    return f"# {step.name}" + "\n" * (cell.first_line - 1) + cell.source


def _cell(cell_id: str, source: str, role: str, cell: Cell | None = None) -> dict[str, Any]:
    tags = ["parameters"] if role == "parameters" else [f"nbpipe-{role}"]
    about: dict[str, Any] = {"role": role}
    if cell is not None:
        about |= {"cell": cell.number, "first_line": cell.first_line}
    return {
        "cell_type": "code",
        "id": cell_id,
        "metadata": {"tags": tags, "nbpipe": about},
        "execution_count": None,
        "outputs": [],
        "source": source,
    }
