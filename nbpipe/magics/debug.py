"""`%pipeline debug`: what a step was given, and its code, in the live kernel."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from nbpipe import runtime, seeding, store
from nbpipe.artifacts import ArtifactStore
from nbpipe.config import Settings
from nbpipe.errors import NotFoundError, UsageError
from nbpipe.magics import session
from nbpipe.model import Artifact, Execution, Pipeline, Step, StepStatus
from nbpipe.options import nearest
from nbpipe.store import queries


def debug(path: Path, settings: Settings, asked: list[str]) -> None:
    """Make the kernel what the step's process was before its first line, and put the step's code into the next cell.

    The setup cells of the step are run, its parameters and inputs are set as they were, and random numbers start from
    the same seed. `asked` is the step and, if not the newest, the execution.
    """
    if not asked or len(asked) > 2:
        raise UsageError("%pipeline debug needs a step", "for example %pipeline debug train", code="debug")
    name, reference = asked[0], asked[1] if len(asked) > 1 else "latest"
    with closing(store.connect(settings.store, create=False)) as connection:
        execution = queries.execution(
            connection, reference, pipeline=path.stem if reference == "latest" else None
        )
        pipeline = queries.pipeline(connection, execution.pipeline, execution.version)
        step = _step(pipeline, execution, name)
        inputs = queries.inputs(connection, execution.id, name)
    shell = session.shell()
    for cell in pipeline.setup:
        if cell.number in step.setup:
            shell.run_cell(cell.source).raise_error()
    shell.user_ns.update({item: execution.parameters[item] for item in step.parameters})
    by_reference = frozenset(name for name in pipeline.setup_names if name in shell.user_ns)
    runtime.load(
        shell.user_ns, ArtifactStore(settings.artifacts), inputs, by_reference - {*step.writes}, name
    )
    seeding.start(seeding.derive(execution.seed, name))
    shell.set_next_input("\n".join(cell.source.strip("\n") for cell in step.cells), replace=False)
    print(_said(execution, step, inputs))


def _step(pipeline: Pipeline, execution: Execution, name: str) -> Step:
    """The step, which has Python to look at and was given something."""
    names = [step.name for step in pipeline.steps]
    if name not in names:
        raise NotFoundError(f"execution {execution.id} has no step {name!r}", nearest(name, names))
    step = pipeline.step(name)
    became = next(item for item in execution.steps if item.step == name)
    if not became.attempts and not became.cached:
        what = f"is {became.status}" if became.status is not StepStatus.SUCCEEDED else "needs no process"
        raise UsageError(
            f"step {name} of execution {execution.id} {what}: there is nothing to debug",
            "name a step that ran: %pipeline status",
            code="debug",
        )
    return step


def _said(execution: Execution, step: Step, inputs: dict[str, Artifact]) -> str:
    given = [f"{name} ({item.materializer})" for name, item in inputs.items()]
    given += [f"{name}={execution.parameters[name]!r}" for name in step.parameters]
    listed = ", ".join(given) or "nothing"
    return f"Step {step.name} of execution {execution.id} was given: {listed}. Its code is in the next cell."
