"""The lineage that an execution writes down with its attempts and decisions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from nbpipe import fingerprint
from nbpipe.model import (
    Artifact,
    Association,
    FileUse,
    Nested,
    Outcome,
    Run,
    Step,
)
from nbpipe.store import nodes

if TYPE_CHECKING:
    from nbpipe.scheduler.execution import RunningExecution


def of_step(
    run: RunningExecution,
    step: Step,
    inputs: Mapping[str, Artifact],
    attempt: int = 0,
    outcome: Outcome | None = None,
    planned: Run | Nested | None = None,
) -> tuple[Association, ...]:
    """The lineage of an attempt, or of a decision."""
    if outcome is not None:
        known = (use for use in outcome.files if use.digest and use.size >= 0)
        files = (*known, *_parameter_files(run, step))
        outcome = replace(outcome, files=files) if files or outcome.files else outcome
    return nodes.of_attempt(
        run.id,
        step.name,
        attempt,
        inputs={**planned.loads, **inputs} if isinstance(planned, Run) else inputs,
        models=planned.versions if isinstance(planned, Run) else (),
        outcome=outcome,
        parameters=step.parameters,
        code_digest=fingerprint.code(step, run.pipeline),
    )


def _parameter_files(run: RunningExecution, step: Step) -> list[FileUse]:
    """Files that the step's Path parameters name, by content: they count as read."""
    found = []
    for parameter in run.pipeline.parameters:
        value = run.request.parameters.get(parameter.name)
        if parameter.name in step.parameters and parameter.type.startswith("Path") and isinstance(value, str):
            path = Path(run.around.cwd, value).resolve()
            if path.is_file():
                found.append(FileUse(str(path), "read", path.stat().st_size, run.files.digest(str(path))))
    return found
