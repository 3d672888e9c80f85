"""What the cells of the user's notebook gave in an execution, put together from the notebooks of its steps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from nbpipe import printed
from nbpipe.model import Execution, Failure, Pipeline, StepExecution, StepStatus


@dataclass(frozen=True)
class CellResult:
    """What one cell gave. `timing` is papermill's metadata of the cell: start and end time, duration, status."""

    outputs: tuple[Mapping[str, Any], ...] = ()
    execution_count: int | None = None
    timing: Mapping[str, Any] = field(default_factory=dict)

    @property
    def failed(self) -> bool:
        """Whether one of the outputs is an error."""
        return any(output.get("output_type") == "error" for output in self.outputs)


def fill(notebook: dict[str, Any], pipeline: Pipeline, execution: Execution, folder: Path) -> dict[str, Any]:
    """The notebook with what its cells gave in that execution; cells that did not run have no outputs."""
    results = together(of_step(pipeline, execution.id, step, folder) for step in execution.steps)
    nothing = CellResult()
    cells = [
        {
            **cell,
            "outputs": list(results.get(number, nothing).outputs),
            "execution_count": results.get(number, nothing).execution_count,
        }
        if isinstance(cell, dict) and cell.get("cell_type") == "code"
        else cell
        for number, cell in enumerate(notebook["cells"], 1)
    ]
    return {
        **notebook,
        "cells": cells,
        "metadata": {**notebook.get("metadata", {}), "nbpipe": about(execution)},
    }


def about(execution: Execution) -> dict[str, Any]:
    """What the metadata of a merged notebook says about its execution."""
    return {
        "execution": execution.id,
        "pipeline": execution.pipeline,
        "version": execution.version,
        "status": str(execution.status),
    }


def together(steps: Iterable[Mapping[int, CellResult]]) -> dict[int, CellResult]:
    """One result for each cell out of those of steps in notebook order.

    A setup cell ran in several steps: the first in which it failed counts, else the first.

    >>> first, second = CellResult(execution_count=1), CellResult(execution_count=2)
    >>> together([{1: first}, {1: second, 2: second}])[1].execution_count
    1
    """
    merged: dict[int, CellResult] = {}
    for results in steps:
        for number, result in results.items():
            kept = merged.get(number)
            if kept is None or (result.failed and not kept.failed):
                merged[number] = result
    return merged


def of_step(pipeline: Pipeline, execution: str, step: StepExecution, folder: Path) -> dict[int, CellResult]:
    """What the last attempt of a step gave, by the number of the user's cell: the setup that it ran and its body.

    What the outputs do not say stands with the step's first cell: a decision, why it was skipped, a failure without
    a traceback. `folder` is the store's.
    """
    place = printed.attempt_folder(folder, execution, step)
    found = printed.executed(place) if place is not None else None
    results: dict[int, CellResult] = {}
    for cell in printed.code_cells(found) if found else ():
        metadata = cell.get("metadata", {})
        written = metadata.get("nbpipe", {})
        number, outputs = written.get("cell"), tuple(cell.get("outputs", ()))
        if number is not None and written.get("role") in ("body", "setup"):
            results[number] = CellResult(outputs, cell.get("execution_count"), metadata.get("papermill", {}))
        elif (
            number in results and written.get("role") == "work"
        ):  # what the step's type showed after the body
            results[number] = replace(results[number], outputs=(*results[number].outputs, *outputs))
    own = [cell.number for cell in pipeline.step(step.step).cells]
    said = _note(step, results, own)
    if said is not None:
        first = results.get(own[0], CellResult(timing=_timing(step)))
        results[own[0]] = replace(first, outputs=(*first.outputs, said))
    elif not results:
        results[own[0]] = CellResult(timing=_timing(step))
    return results


def error(failure: Failure) -> dict[str, Any]:
    """A failure as the error output of a cell.

    >>> error(Failure("FailStep", "too weak", "train longer"))["traceback"]
    ['FailStep: too weak', '→ train longer']
    """
    hint = [f"→ {failure.hint}"] if failure.hint else []
    return {
        "output_type": "error",
        "ename": failure.type,
        "evalue": failure.message,
        "traceback": [f"{failure.type}: {failure.message}", *hint],
    }


def _note(
    step: StepExecution, results: Mapping[int, CellResult], own: Iterable[int]
) -> dict[str, Any] | None:
    if step.failure is not None:
        if any(number in results and results[number].failed for number in own):
            return None
        if any(result.failed for result in results.values()):  # its setup failed, and shows the traceback
            return _stream("stderr", f"{step.status}: {step.failure.message}\n")
        return error(step.failure)
    if step.detail and step.status is StepStatus.SUCCEEDED:
        return _stream("stdout", f"{step.detail}\n")
    if step.status is not StepStatus.SUCCEEDED and not step.attempts:
        return _stream("stdout", f"{step.status}{': ' + step.detail if step.detail else ''}\n")
    return None


def _stream(name: str, text: str) -> dict[str, Any]:
    return {"output_type": "stream", "name": name, "text": text}


def _timing(step: StepExecution) -> dict[str, Any]:
    """The same, for a step that left no notebook."""
    status = {StepStatus.SUCCEEDED: "completed", StepStatus.FAILED: "failed"}.get(step.status, "pending")
    if step.started_at is None or step.ended_at is None:
        return {"status": status}
    seconds = datetime.fromisoformat(step.ended_at) - datetime.fromisoformat(step.started_at)
    return {
        "start_time": step.started_at,
        "end_time": step.ended_at,
        "duration": seconds.total_seconds(),
        "status": status,
    }
