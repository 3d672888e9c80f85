"""The second run: in a scratch store, without the cache, with the threads and the seed of the first."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from nbpipe import config, plugins, scheduler, store
from nbpipe.artifacts import ArtifactStore
from nbpipe.config import Settings
from nbpipe.errors import NotFoundError, UsageError
from nbpipe.executors import Executor
from nbpipe.model import ModelVersion
from nbpipe.reproduction import files, recorded
from nbpipe.reproduction.files import InputFile
from nbpipe.reproduction.recorded import Recorded
from nbpipe.scheduler import Finished, Request, Selection
from nbpipe.scheduler.machine import THREADS, this_machine
from nbpipe.store import asof, folders, registered
from nbpipe.store.queries import fetch

# Their result is what somebody answered: that answer is taken, and not asked for again.
ANSWERED = frozenset({"Callback"})


@dataclass(frozen=True)
class Plan:
    """What is to be run again, where, and on which files. `folder` is where the steps run; in a `laid_out` one lie copies
    of the files as they were.
    """

    recorded: Recorded
    steps: tuple[str, ...]
    folder: Path
    inputs: tuple[InputFile, ...]
    settings: Settings
    laid_out: bool = False


def plan(
    connection: sqlite3.Connection,
    settings: Settings,
    ref: str,
    folder: Path | None = None,
    *,
    anyway: bool = False,
) -> Plan:
    """What making a model version again means here. `folder` stands for the one that the steps ran in.

    Raises `NotFoundError` and `UsageError`: no such version, its execution is gone, a folder or input files are missing
    or changed (but `anyway`), with a problem for each file.
    """
    found = recorded.of_model(connection, ref)
    steps = recorded.needed(connection, found)
    before = _folder_then(settings, found)
    here = (folder or _folder_now(settings, found)).resolve()
    if not here.is_dir():
        raise NotFoundError(
            f"the folder {here}, in which the steps of {ref} ran, is not there",
            "name the one that stands for it now: --folder DIR",
            code="no-folder",
        )
    artifacts = ArtifactStore(settings.artifacts)
    kept = _kept(connection, artifacts)
    inputs = tuple(files.found(found.files(steps), before, here, kept))
    broken = [] if anyway else list(files.problems(inputs))
    if broken:
        raise UsageError(broken[0].message, problems=broken)
    lay = not anyway and not all(item.is_same for item in inputs)
    return Plan(found, steps, here, inputs, settings, lay)


def _folder_then(settings: Settings, found: Recorded) -> str:
    told = found.environment.get("folder")
    return str(told) if told else str(_folder_now(settings, found))


def _folder_now(settings: Settings, found: Recorded) -> Path:
    """Where the notebook lies as seen from this store: in another checkout its own folder."""
    return (settings.store.parent / (found.execution.notebook or "notebook.ipynb")).parent


def _kept(connection: sqlite3.Connection, artifacts: ArtifactStore) -> Callable[[str], bool]:
    def is_kept(digest: str) -> bool:
        rows = fetch(connection, "SELECT 1 FROM artifacts WHERE digest = ?", (digest,))
        return bool(rows) and artifacts.exists(digest)

    return is_kept


@dataclass(frozen=True)
class Again:
    """What the second run came to. `scratch` is its store, which is removed when the block that made it ends."""

    recorded: Recorded
    finished: Finished
    settings: Settings
    folder: str


@contextlib.contextmanager
def scratch(settings: Settings, *, keep: bool = False) -> Iterator[Settings]:
    """A place for a scratch store, with the artifacts of the real one: equal content takes no more room."""
    store.prepare(settings.store)
    place = settings.store / folders.REPRODUCTIONS / uuid.uuid4().hex[:12]
    place.mkdir(parents=True)
    try:
        yield replace(settings, store=place)
    finally:
        if not keep:
            shutil.rmtree(place, ignore_errors=True)
            with contextlib.suppress(OSError):  # others may be at work
                place.parent.rmdir()


def run(
    planned: Plan,
    place: Settings,
    executor: Callable[[Request], Executor],
    on_change: Callable[[str], None] = lambda execution: None,
    max_parallel: int | None = None,
) -> Again:
    """Run what was planned, in the scratch store `place`."""
    found, execution = planned.recorded, planned.recorded.execution
    types = {step.type for step in found.pipeline.steps if step.name in planned.steps}
    earlier = any(getattr(plugins.find("steps", name), "works", False) for name in types)
    assert execution.started_at is not None
    asof.copy(
        planned.settings.store,
        place.store,
        execution.started_at,
        execution.pipeline,
        execution.id,
        earlier=earlier,
    )
    folder = planned.folder
    if planned.laid_out:
        folder = place.store / "folder"
        folder.mkdir()
        files.lay_out(planned.inputs, ArtifactStore(place.artifacts), folder)
    recorded_on = found.environment
    machine = this_machine()
    request = Request(
        found.pipeline,
        execution.parameters,
        folder / Path(execution.notebook or f"{execution.pipeline}.ipynb").name,
        place,
        execution.seed,
        max_parallel or recorded_on.get("slots"),
        cache=False,
        selection=Selection(planned.steps, ""),
        cwd=folder,
        answers={
            step.name: found.results[step.name].outcome.outputs
            for step in found.pipeline.steps
            if step.type in ANSWERED and step.name in found.results
        },
        machine=replace(machine, cpus=recorded_on.get("cores") or machine.cpus),
    )
    with _threads(recorded_on):
        finished = scheduler.run(request, executor(request), on_change)
    with contextlib.closing(store.connect(place.store, create=False)) as connection:
        version = _registered(connection, finished.execution, found.version)
        again = recorded.execution(connection, finished.execution, version)
    return Again(again, finished, place, str(folder))


def _registered(
    connection: sqlite3.Connection, execution: str, like: ModelVersion | None
) -> ModelVersion | None:
    """The version that the run entered into the scratch registry."""
    if like is None:
        return None
    rows = fetch(
        connection,
        "SELECT model_group, version FROM model_versions WHERE execution = ? AND step IS ? ORDER BY version",
        (execution, like.step),
    )
    return (
        registered.model_version(connection, f"{rows[-1]['model_group']}:{rows[-1]['version']}")
        if rows
        else None
    )


@contextlib.contextmanager
def _threads(environment: Mapping[str, Any]) -> Iterator[None]:
    """Numbers of threads as the first run had them: chosen by its caller, or not."""
    if "cores" not in environment:  # nobody wrote them down then
        yield
        return
    before = {name: os.environ.get(name) for name in THREADS}
    try:
        _set({name: environment.get(name) for name in THREADS})
        yield
    finally:
        _set(before)


def _set(variables: Mapping[str, str | None]) -> None:
    for name, value in variables.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = str(value)


def files_of(again: Again, planned: Plan) -> dict[str, str | None]:
    """Content of each file that the second run read, by its name as seen from the folder."""
    return {files.named(use.path, again.folder): use.digest for _, use in again.recorded.files(planned.steps)}


def user() -> str:
    """Who asks for the run."""
    return config.user()
