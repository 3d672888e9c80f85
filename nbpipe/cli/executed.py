"""A copy of the user's notebook with the outputs of a run in its cells."""

from __future__ import annotations

import json
import os
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbpipe import printed
from nbpipe.errors import UsageError
from nbpipe.model import Execution, Pipeline, StepExecution, StepStatus


def code_cells(notebook: Mapping[str, Any]) -> Iterator[tuple[str, int | None, Mapping[str, Any]]]:
    """Role, number in the user's notebook and content of each code cell that nbpipe wrote."""
    for cell in printed.code_cells(notebook):
        about = cell.get("metadata", {}).get("nbpipe", {})
        yield about.get("role", ""), about.get("cell"), cell


@dataclass(frozen=True)
class Copy:
    """A copy to be made of the user's notebook, as it was when the run began."""

    notebook: dict[str, Any]
    target: Path

    @classmethod
    def prepare(cls, notebook: Path, target: Path) -> Copy:
        """Check the target before anything runs. `UsageError` where it is the notebook itself or no place to write."""
        if _same(notebook, target):
            raise UsageError(
                f"--output {target} is the notebook itself",
                "nbpipe never writes to it: give another name",
                code="output",
            )
        if target.is_dir():
            hint = f"give a file: {target / (notebook.stem + '-executed.ipynb')}"
            raise UsageError(f"--output {target} is a folder", hint, code="output")
        if not target.parent.is_dir():
            raise UsageError(f"there is no folder {target.parent}", "make it, or give another", code="output")
        if not os.access(target.parent, os.W_OK):
            raise UsageError(f"{target.parent} may not be written to", "give another folder", code="output")
        return cls(json.loads(notebook.read_text("utf-8")), target)

    def write(self, pipeline: Pipeline, execution: Execution, folder: Path) -> None:
        """Write the copy with the outputs of that execution; `OSError` where that cannot be done."""
        temporary = self.target.with_name(f".{self.target.name}.{uuid.uuid4().hex[:8]}.tmp")
        filled = fill(self.notebook, pipeline, execution, folder)
        try:
            temporary.write_text(json.dumps(filled, indent=1, ensure_ascii=False) + "\n", "utf-8")
            os.replace(temporary, self.target)
        finally:
            temporary.unlink(missing_ok=True)


def _same(notebook: Path, target: Path) -> bool:
    """Whether both name one file, whatever the spelling, links included."""
    try:
        return os.path.samefile(notebook, target)
    except OSError:
        return notebook.resolve() == target.resolve()


def fill(notebook: dict[str, Any], pipeline: Pipeline, execution: Execution, folder: Path) -> dict[str, Any]:
    """The notebook with what its cells gave in that execution; cells that did not run have no outputs.

    A setup cell ran in several steps: the outputs of the first of them count.
    """
    results: dict[int, tuple[list[Any], int | None]] = {}
    for step in execution.steps:
        cells = [cell.number for cell in pipeline.step(step.step).cells]
        place = printed.attempt_folder(folder, execution.id, step)
        found = printed.executed(place) if place is not None else None
        for role, number, cell in code_cells(found) if found else ():
            result = (cell.get("outputs", []), cell.get("execution_count"))
            if number is not None and role == "body":
                results[number] = result
            elif number is not None and role == "setup":
                results.setdefault(number, result)
        said = _note(step, [output for number in cells for output in results.get(number, ([], None))[0]])
        if said is not None:
            outputs, count = results.get(cells[0], ([], None))
            results[cells[0]] = ([*outputs, said], count)
    cells_with = [
        {
            **cell,
            "outputs": results.get(number, ([], None))[0],
            "execution_count": results.get(number, ([], None))[1],
        }
        if isinstance(cell, dict) and cell.get("cell_type") == "code"
        else cell
        for number, cell in enumerate(notebook["cells"], 1)
    ]
    about = {
        "execution": execution.id,
        "pipeline": execution.pipeline,
        "version": execution.version,
        "status": str(execution.status),
    }
    return {**notebook, "cells": cells_with, "metadata": {**notebook.get("metadata", {}), "nbpipe": about}}


def _note(step: StepExecution, outputs: list[Any]) -> dict[str, Any] | None:
    """What the cell's own outputs do not say: a decision, why it was skipped, a failure with no traceback."""
    if step.failure is not None and not any(item.get("output_type") == "error" for item in outputs):
        hint = f"\n→ {step.failure.hint}" if step.failure.hint else ""
        return _stream("stderr", f"{step.status}: {step.failure.message}{hint}\n")
    if step.detail and step.status is StepStatus.SUCCEEDED:
        return _stream("stdout", f"{step.detail}\n")
    if step.status is not StepStatus.SUCCEEDED and not step.attempts:
        return _stream("stdout", f"{step.status}{': ' + step.detail if step.detail else ''}\n")
    return None


def _stream(name: str, text: str) -> dict[str, Any]:
    return {"output_type": "stream", "name": name, "text": text}
