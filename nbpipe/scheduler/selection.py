"""Running only some steps: where the others' results come from."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from nbpipe import lessons
from nbpipe.cache.code import Codes
from nbpipe.errors import UsageError
from nbpipe.model import Pipeline, StepStatus
from nbpipe.options import nearest
from nbpipe.scheduler.request import Selection
from nbpipe.store import queries, results

_LOOK_BACK = 50  # executions


def needs(pipeline: Pipeline, selected: Sequence[str]) -> list[str]:
    """Steps whose results the selected ones take, in notebook order.

    >>> from nbpipe.model import Cell, Step
    >>> cell = (Cell(1, "", ""),)
    >>> steps = (Step("a", "Processing", cell), Step("b", "Processing", cell, depends_on=("a",)))
    >>> needs(Pipeline("p", steps), ["b"])
    ['a']
    """
    wanted = {name for step in pipeline.steps if step.name in selected for name in step.depends_on}
    return [step.name for step in pipeline.steps if step.name in wanted and step.name not in selected]


def select(
    pipeline: Pipeline, only: str, source: str | None, connection: sqlite3.Connection | None
) -> Selection:
    """The selection that `--only a,b --from EXEC` means; without `source` the newest execution that has what it takes.

    Raises `UsageError` where there is no such step, or no such result.
    """
    names = [name.strip() for name in only.split(",") if name.strip()]
    known = [step.name for step in pipeline.steps]
    for name in names:
        if name not in known:
            raise UsageError(
                f"--only names {name}, and there is no such step", nearest(name, known), code="only"
            )
    if not names:
        raise UsageError("--only names no step", "for example --only train,evaluate", code="only")
    if connection is not None:
        pipeline = _learned(pipeline, connection)
    needed = needs(pipeline, names)
    if not needed and source is None:
        return Selection(tuple(names), "")
    if connection is None:
        raise UsageError(
            f"--only: nothing has run yet that could give the result of step {needed[0]}",
            "run the whole pipeline first",
            code="only",
        )
    if source is not None:
        chosen = queries.execution_id(connection, source)
        missing = _missing(connection, chosen, pipeline, names)
        if missing:
            raise UsageError(
                f"execution {chosen} has no result of step {missing}, which {_taker(pipeline, names, missing)} takes",
                f"add {missing} to --only, or name another execution",
                code="only",
            )
        return Selection(tuple(names), chosen)
    for execution in queries.executions(connection, _LOOK_BACK, pipeline=pipeline.name):
        if not _missing(connection, execution.id, pipeline, names):
            return Selection(tuple(names), execution.id)
    raise UsageError(
        f"--only: no execution of {pipeline.name} has the results of step {', '.join(needed)}",
        "run the whole pipeline first, or select those steps too",
        code="only",
    )


def _learned(pipeline: Pipeline, connection: sqlite3.Connection) -> Pipeline:
    codes = Codes(pipeline)
    digests = {step.name: codes.of(step).digest for step in pipeline.steps}
    return lessons.applied(pipeline, digests, results.lessons(connection, digests.values()))


def _missing(
    connection: sqlite3.Connection, execution: str, pipeline: Pipeline, names: Sequence[str]
) -> str | None:
    """The first needed step that neither was skipped there nor succeeded and gave all that is taken from it."""
    found = queries.execution(connection, execution)
    status = {step.step: step.status for step in found.steps}
    chosen = [step for step in pipeline.steps if step.name in names]
    for name in needs(pipeline, names):
        if status.get(name) is StepStatus.SKIPPED:
            continue
        result = results.result(connection, execution, name)
        if result is None:
            return name
        taken = {variable for step in chosen for variable, writers in step.inputs.items() if name in writers}
        if taken - {*result.outcome.outputs, *result.outcome.missing}:
            return name
    return None


def _taker(pipeline: Pipeline, names: Sequence[str], needed: str) -> str:
    return next(step.name for step in pipeline.steps if step.name in names and needed in step.depends_on)
