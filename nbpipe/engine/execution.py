"""A notebook of papermill's as a pipeline, and what became of it in the notebook's cells."""

from __future__ import annotations

import contextlib
import json
import os
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO
from urllib.parse import urlsplit

from papermill.engines import NotebookExecutionManager  # noqa: TID253 — imported by papermill only
from papermill.execute import ERROR_MARKER_TAG  # noqa: TID253
from papermill.iorw import papermill_io  # noqa: TID253
from papermill.log import logger  # noqa: TID253

from nbpipe import config, definition, merging, parameters, plugins, scheduler, store
from nbpipe import notebook as notebooks
from nbpipe.engine.refused import EndedError, RefusedError, WaitingError
from nbpipe.errors import NbpipeError
from nbpipe.merging import CellResult
from nbpipe.model import Execution, ExecutionStatus, Failure, Pipeline, StepExecution, StepStatus
from nbpipe.notebook import Notebook
from nbpipe.scheduler import Request
from nbpipe.store import queries
from nbpipe.warm import preload

INJECTED = "injected-parameters"
# What papermill gives every engine, and means nothing where no kernel is started.
UNUSED = frozenset({"input_path", "start_timeout", "kernel_name"})

TICK_SECONDS = 0.125
SAVES_APART = 10  # times as long as a save takes: so that writing takes a tenth of the time at most


def run(
    nb: Any,
    *,
    output_path: str | None = None,
    progress_bar: bool | dict[str, Any] = True,
    log_output: bool = False,
    autosave_cell_every: int = 30,
    stdout_file: TextIO | None = None,
    stderr_file: TextIO | None = None,
    store: str | Path | None = None,
    seed: int = 0,
    max_parallel: int | None = None,
    **others: Any,
) -> Any:
    """Run the notebook's pipeline and fill its cells; see `NbpipeEngine.execute_notebook`."""
    place = Place.of(nb)
    for name in sorted(name for name, value in others.items() if value is not None and name not in UNUSED):
        logger.warning(f"The engine nbpipe takes no {name}: it is ignored")
    try:
        request, indices = _request(nb, place, store, seed, max_parallel)
        modules = preload.modules(request.pipeline)
        executor = plugins.find("executors", "local")(max_parallel or os.cpu_count() or 1, modules)
    except NbpipeError as error:
        raise RefusedError.of(error) from error
    manager = _Manager(
        nb,
        output_path=output_path,
        progress_bar=progress_bar,
        log_output=log_output,
        autosave_cell_every=autosave_cell_every,
    )
    manager.notebook_start()  # an output that cannot be written is found out before anything runs
    cells = Cells(manager, request, indices, Log(log_output, stdout_file, stderr_file))
    try:
        with cells:
            finished = scheduler.run(request, executor, cells)
    except NbpipeError as error:
        raise (RefusedError if cells.execution is None else EndedError).of(error) from error
    if finished.interrupted:
        raise KeyboardInterrupt
    if finished.status is ExecutionStatus.WAITING:
        raise WaitingError(
            f"execution {finished.execution} waits for an answer",
            f"answer it, and it goes on: nbpipe callback list {finished.execution}",
            code="waiting",
        )
    if finished.status is not ExecutionStatus.SUCCEEDED and not cells.failed:
        raise EndedError(f"execution {finished.execution} was stopped", code="stopped")
    return manager.nb


# ---- what is asked --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Place:
    """Where a notebook comes from. `file` may not exist; `cwd` is where papermill was told to run, if it was."""

    file: Path
    exists: bool
    cwd: Path | None

    @classmethod
    def of(cls, nb: Any) -> Place:
        """The place that papermill's metadata name: a file; a URL, standard input and a notebook object are none."""
        # papermill has changed into its `cwd`, and its reader of files remembers where it was called.
        here = Path.cwd()
        called = Path(getattr(papermill_io.get_handler("local"), "_cwd", None) or here)
        given = nb.metadata.get("papermill", {}).get("input_path")
        cwd = here if here.resolve() != called.resolve() else None
        name = "notebook"
        if isinstance(given, str):
            with contextlib.suppress(OSError, ValueError):  # a whole notebook as text is no path
                if (called / given).is_file():
                    return cls(called / given, True, cwd)
                name = Path(urlsplit(given).path).stem.strip("-") or name if "\n" not in given else name
        return cls(here / f"{name}.ipynb", False, None)


def _request(
    nb: Any, place: Place, folder: str | Path | None, seed: int, max_parallel: int | None
) -> tuple[Request, dict[int, int]]:
    """What to run, and where each of the user's cells, by its number, stands in papermill's notebook."""
    notebook, indices = read(nb, place)
    where = place.file if place.cwd is None else place.cwd / place.file.name
    compiled = definition.compiled(notebook, where)
    for problem in compiled.warnings:
        logger.warning(problem.render())
    values = given(nb)
    texts = frozenset(name for name, value in values.items() if isinstance(value, str))
    bound = parameters.bind(compiled.pipeline.parameters, values, as_text=texts)
    settings = config.settings(place.file, folder)
    request = Request(compiled.pipeline, bound, place.file, settings, seed, max_parallel, cwd=place.cwd)
    return request, indices


def read(nb: Any, place: Place) -> tuple[Notebook, dict[int, int]]:
    """The user's notebook without what papermill put into it, and where its cells, by number, stand in `nb`."""
    own = [index for index, cell in enumerate(nb.cells) if INJECTED not in cell.metadata.get("tags", ())]
    kept = {
        "metadata": {key: nb.metadata[key] for key in ("kernelspec", "language_info") if key in nb.metadata},
        "cells": [{**nb.cells[index], "outputs": []} for index in own],
    }
    parsed = notebooks.parse(json.dumps(kept), place.file.stem)
    numbers = _numbers(place, len(own))
    cells = tuple(replace(cell, number=numbers[cell.number - 1]) for cell in parsed.cells)
    return replace(parsed, cells=cells), dict(zip(numbers, own, strict=True))


def _numbers(place: Place, count: int) -> list[int]:
    """The numbers that the cells have in the user's file, which may be what papermill wrote at another time."""
    if place.exists:
        with contextlib.suppress(NbpipeError):
            mine = frozenset({INJECTED, ERROR_MARKER_TAG})
            numbers = [cell.number for cell in definition.read(place.file).cells if not mine & {*cell.tags}]
            if len(numbers) == count:
                return numbers
    return list(range(1, count + 1))


def given(nb: Any) -> Mapping[str, Any]:
    """The parameters that papermill injected, now or when it wrote its input."""
    injected = any(INJECTED in cell.metadata.get("tags", ()) for cell in nb.cells)
    return dict(nb.metadata.get("papermill", {}).get("parameters", {})) if injected else {}


# ---- what became of it ----------------------------------------------------------------------------------------------


class _Manager(NotebookExecutionManager):  # type: ignore[misc]
    """papermill's manager, which would write the file twice for every cell."""

    waits = False

    def save(self, **more: Any) -> None:
        if not self.waits:
            super().save(**more)


@dataclass(frozen=True)
class Log:
    """Where papermill was told to send what cells print."""

    log_output: bool = False
    stdout: TextIO | None = None
    stderr: TextIO | None = None

    def write(self, output: Mapping[str, Any]) -> None:
        """Send one output there, as papermill's own engine does."""
        kind, text = output["output_type"], output.get("text", "")
        if kind == "stream":
            is_out = output.get("name") == "stdout"
            file = self.stdout if is_out else self.stderr
            if file is not None:
                file.write("".join(text))
                file.flush()
            if self.log_output:
                (logger.info if is_out else logger.warning)("".join(text))
        elif self.log_output and "text/plain" in output.get("data", {}):
            logger.info("".join(output["data"]["text/plain"]))


class Cells:
    """Fills the cells of papermill's notebook while an execution goes on, in a thread with a connection of its own.

    The scheduler only says which execution it is: it does not wait until a large notebook is written. What goes wrong
    on the way goes wrong again at the end, and is raised then.
    """

    def __init__(self, manager: _Manager, request: Request, indices: Mapping[int, int], log: Log) -> None:
        self.execution: str | None = None
        self.failed = False
        self._manager, self._indices, self._log = manager, indices, log
        self._pipeline: Pipeline = request.pipeline
        self._folder = request.settings.store
        self._begun, self._ended = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._follow, name="nbpipe papermill", daemon=True)
        self._running: set[str] = set()
        self._results: dict[str, dict[int, CellResult]] = {}
        self._shown: dict[int, CellResult] = {}
        self._unsaved, self._saved_at, self._cost = False, 0.0, 0.0

    def __call__(self, execution: str) -> None:
        if self.execution is None:
            self.execution = execution
            self._begun.set()

    def __enter__(self) -> Cells:
        self._manager.waits = True
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended.set()
        self._begun.set()
        self._thread.join()
        if self.execution is not None:
            with contextlib.closing(store.connect(self._folder, create=False)) as connection:
                self._update(queries.execution(connection, self.execution))
        self._finish()

    def _follow(self) -> None:
        self._begun.wait()
        if self.execution is None:
            return
        with (
            contextlib.suppress(Exception),
            contextlib.closing(store.connect(self._folder, create=False)) as connection,
        ):
            version = -1
            while not self._ended.wait(TICK_SECONDS):
                current = queries.data_version(connection)
                if current != version:
                    version = current
                    self._update(queries.execution(connection, self.execution))
                if self._unsaved and time.monotonic() - self._saved_at > SAVES_APART * self._cost:
                    self._save()

    def _update(self, found: Execution) -> None:
        for step in found.steps:
            if step.status is StepStatus.EXECUTING and step.step not in self._running:
                self._running.add(step.step)
                for cell in self._pipeline.step(step.step).cells:
                    self._start(cell.number)
            if not step.status.ended:  # it may be one that ended before, and runs again
                self._results.pop(step.step, None)
            elif step.step not in self._results:
                self._results[step.step] = self._of_step(found, step)
        self._show([step.step for step in found.steps])
        self._manager.nb.metadata["nbpipe"] = merging.about(found)
        self._unsaved = True

    def _finish(self) -> None:
        """Write the notebook as it is at the end."""
        manager = self._manager
        if len(self._results) < len(self._pipeline.steps) or self.failed:
            manager.cleanup_pbar()  # else papermill takes it to the end
        own = [self._cell(cell.number) for step in self._pipeline.steps for cell in step.cells]
        never = [cell for cell in own if cell.metadata.papermill["status"] == manager.PENDING]
        manager.notebook_complete()
        for cell in never:  # papermill calls all completed that stand above the first failed one
            cell.metadata.papermill["status"] = manager.PENDING
        self._save()

    def _save(self) -> None:
        begun = time.monotonic()
        self._manager.waits = False
        try:
            self._manager.save()
        finally:
            self._manager.waits = True
        self._unsaved, self._saved_at = False, time.monotonic()
        self._cost = self._saved_at - begun

    def _cell(self, number: int) -> Any:
        return self._manager.nb.cells[self._indices[number]]

    def _start(self, number: int) -> None:
        self._manager.cell_start(self._cell(number), self._indices[number])

    def _of_step(self, execution: Execution, step: StepExecution) -> dict[int, CellResult]:
        results = merging.of_step(self._pipeline, execution.id, step, self._folder)
        if step.failure is None:
            return results
        self.failed = True
        if not any(_raises(result) for result in results.values()):
            number = step.failure.cell if step.failure.cell in results else next(iter(results))
            results[number] = _raising(results[number], step.failure)
        return results

    def _show(self, steps: list[str]) -> None:
        """Fill the cells whose result is new; that of a setup cell may change with every step that ran it."""
        merged = merging.together(self._results[name] for name in steps if name in self._results)
        for number, result in merged.items():
            before = self._shown.get(number)
            if before is result:
                continue
            cell, index = self._cell(number), self._indices[number]
            cell.outputs = [_node(output) for output in result.outputs]
            cell.execution_count = result.execution_count
            if result.failed:
                self._manager.cell_exception(cell, cell_index=index)
            if before is None:
                if cell.metadata.papermill["start_time"] is None:
                    self._start(number)
                for output in result.outputs:
                    self._log.write(output)
                self._manager.cell_complete(cell, cell_index=index)
            cell.metadata.papermill.update(_timing(result))
            self._shown[number] = result


def _timing(result: CellResult) -> dict[str, Any]:
    """papermill's metadata of the cell, with the times of the step's own process."""
    status = result.timing.get("status", "completed")
    return {
        "start_time": result.timing.get("start_time"),
        "end_time": result.timing.get("end_time"),
        "duration": result.timing.get("duration"),
        "exception": result.failed,
        "status": "failed" if result.failed else status if status == "completed" else "pending",
    }


def _raises(result: CellResult) -> bool:
    """Whether papermill takes this for a failure: `sys.exit()` it does not, nbpipe does."""
    return any(
        output["output_type"] == "error"
        and not (output.get("ename") == "SystemExit" and output.get("evalue") in ("", "0"))
        for output in result.outputs
    )


def _raising(result: CellResult, failure: Failure) -> CellResult:
    named = replace(failure, type="StepFailed") if failure.type == "SystemExit" else failure
    return replace(result, outputs=(*result.outputs, merging.error(named)))


def _node(output: Mapping[str, Any]) -> Any:
    import nbformat

    return nbformat.from_dict(output)
