"""`nbpipe run` and `nbpipe resume`: an execution to its end, in this process."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import sys
from argparse import Namespace
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from nbpipe import config, definition, fingerprint, plugins, scheduler, store
from nbpipe.api import behind
from nbpipe.artifacts import ArtifactStore
from nbpipe.cli import answers, callback, compared, executed, inside, outcome, terminal
from nbpipe.cli import store as stores
from nbpipe.cli.lines import Lines, Quiet
from nbpipe.cli.listing import counted
from nbpipe.cli.live import LiveTable
from nbpipe.cli.parameters import bind
from nbpipe.cli.terminal import Line
from nbpipe.diagram.words import amount
from nbpipe.errors import NbpipeError, NotYetError, UsageError
from nbpipe.executors import Executor
from nbpipe.model import Callback, Execution, ExecutionStatus, ModelVersion, Pipeline
from nbpipe.options import nearest
from nbpipe.reproduction import files, recorded
from nbpipe.scheduler import Finished, Request, Selection, selection
from nbpipe.store import queries, results
from nbpipe.store.writer import Writer
from nbpipe.warm import preload

EXIT_CODES: Mapping[ExecutionStatus, int] = {
    ExecutionStatus.SUCCEEDED: 0,
    ExecutionStatus.FAILED: 1,
    ExecutionStatus.WAITING: 3,
    ExecutionStatus.STOPPED: 4,
}
INTERRUPTED = 130


def run(asked: Namespace) -> int:
    """Run a notebook's pipeline and say what became of it; the exit code."""
    _check_executor(asked)
    notebook = Path(asked.notebook)
    compiled = definition.load(notebook)
    terminal.show_problems(compiled.warnings, sys.stderr, "warning")
    bound = bind(compiled.pipeline.parameters, asked.given, asked.params)
    copy = executed.Copy.prepare(notebook, Path(asked.output)) if asked.output else None
    settings = config.settings(notebook, asked.store)
    request = Request(
        compiled.pipeline,
        bound,
        notebook,
        settings,
        asked.seed,
        asked.max_parallel,
        not asked.no_cache,
        _selection(asked, compiled.pipeline, settings.store),
    )
    return _show(asked, request, partial(scheduler.run, request), copy, asked.keep_data)


def resume(asked: Namespace) -> int:
    """Go on with an execution that ended early, with the definition, the parameters and the seed that it began with."""
    _check_executor(asked)
    settings = stores.settings(asked)
    with stores.reading(asked) as connection:
        execution = queries.execution(connection, asked.execution)
        pipeline = queries.pipeline(connection, execution.pipeline, execution.version)
    notebook = settings.store.parent / (execution.notebook or f"{execution.pipeline}.ipynb")
    if not asked.force:
        _refuse_if_changed(execution.id, pipeline, notebook)
    request = Request(
        pipeline,
        execution.parameters,
        notebook,
        settings,
        execution.seed,
        asked.max_parallel,
        not asked.no_cache,
    )
    return _show(asked, request, partial(scheduler.resume, request, execution.id), None)


def _show(
    asked: Namespace,
    request: Request,
    start: Callable[[Executor, Callable[[str], None]], Finished],
    copy: executed.Copy | None,
    keep_data: int | None = None,
) -> int:
    """Start it, show it until it ends, and say what became of it."""
    executor = executor_of(asked, request.pipeline)
    kept: files.Kept | None = None
    settings = request.settings
    view = view_of(asked.json, settings.store)
    try:
        with view:
            finished = start(executor, view)
    except NbpipeError as error:
        if view.execution is None:
            raise  # nothing ran
        _tell_broken(error, asked.json)
        return EXIT_CODES[ExecutionStatus.FAILED]
    with contextlib.closing(store.connect(settings.store, create=False)) as connection:
        execution = queries.execution(connection, finished.execution)
        models = outcome.registered(connection, execution.id)
        open_questions = callback.open_questions(connection, execution)
        within = behind.of(connection, execution)
        learned = results.lines_learned(connection, execution.id)
        if keep_data is not None:
            kept = _keep(connection, execution, settings.artifacts, keep_data)
    _write(copy, request.pipeline, execution, settings.store)
    with contextlib.suppress(BrokenPipeError):  # who read the first lines only still gets the exit code
        if asked.json:
            answers.show(answers.execution(execution, waits=open_questions, inside=within))
        else:
            terminal.show([[(f"learned: {line}", "warn")] for line in learned], sys.stdout)
            terminal.show(_kept(kept), sys.stdout)
            command = outcome.commands(settings.store)
            terminal.show(_said(execution, models, command, open_questions, within), sys.stdout)
    return INTERRUPTED if finished.interrupted else EXIT_CODES[finished.status]


def _keep(connection: sqlite3.Connection, execution: Execution, artifacts: str, largest: int) -> files.Kept:
    found = recorded.execution(connection, execution.id)
    uses = found.files(tuple(step.name for step in found.pipeline.steps))
    return files.keep(uses, ArtifactStore(artifacts), largest, Writer(connection))


def _kept(kept: files.Kept | None) -> list[Line]:
    if kept is None:
        return []
    said = f"kept {counted(kept.count, 'file')} that steps read, {amount(kept.bytes)}"
    return [[(said, "calm")], *([(f"not kept: {path}: {why}", "warn")] for path, why in kept.left_out)]


def executor_of(asked: Namespace, pipeline: Pipeline) -> Executor:
    """The executor that the words ask for."""
    modules = None if asked.no_warm else preload.modules(pipeline)
    made: Executor = plugins.find("executors", asked.executor)(
        asked.max_parallel or os.cpu_count() or 1, modules
    )
    return made


def _selection(asked: Namespace, pipeline: Pipeline, folder: Path) -> Selection | None:
    """What `--only` and `--from` ask for."""
    if asked.only is None:
        if asked.from_ is not None:
            raise UsageError(
                "--from needs --only", "say which steps to run: --only train,evaluate", code="only"
            )
        return None
    if not (folder / store.DATABASE).exists():
        return selection.select(pipeline, asked.only, asked.from_, None)
    with contextlib.closing(store.connect(folder, create=False)) as connection:
        return selection.select(pipeline, asked.only, asked.from_, connection)


def _refuse_if_changed(execution: str, began: Pipeline, notebook: Path) -> None:
    """`UsageError` says what of the notebook is not as it was when the execution began."""
    force = "--force goes on with the notebook as it was then; nbpipe run starts anew with what it is now"
    try:
        now = definition.load(notebook).pipeline
    except NbpipeError as error:
        message = f"execution {execution} cannot be compared with its notebook: {error.args[0]}"
        raise UsageError(message, force, code="changed-notebook") from error
    if fingerprint.definition(now) == fingerprint.definition(began):
        return
    changed = ", ".join(compared.changes(began, now)) or "its definition"
    message = f"the notebook has changed since execution {execution} began: {changed}"
    raise UsageError(message, force, code="changed-notebook")


def _said(
    execution: Execution,
    models: Sequence[ModelVersion],
    command: outcome.Command,
    questions: Sequence[Callback],
    within: behind.Inside,
) -> list[Line]:
    """The last lines: what came out and what to try next, or what went wrong and the command that helps."""
    lines = outcome.summary(execution, models, terminal.width(sys.stdout))
    if execution.status is ExecutionStatus.WAITING:
        return [*lines, *outcome.failure_lines(execution), *callback.waits(questions, command)]
    lines += [inside.of_jobs(execution.id, *item, command) for item in within.failing]
    if execution.status is ExecutionStatus.SUCCEEDED:
        following = outcome.next_commands(execution, models, command)
        return [*lines, [("next:", "calm")], *([(f"  {text}", "")] for text in following)]
    more = [("the whole: ", ""), (command(f"status {execution.id}"), "strong")]
    return [*lines, *outcome.failure_lines(execution), inside.help_of(execution, within, command) or more]


def _check_executor(asked: Namespace) -> None:
    if asked.executor == "dask":
        raise NotYetError("the executor dask is not there yet", "use --executor local", code="not-yet")
    known = plugins.Names("executors")
    if asked.executor not in known:
        raise UsageError(
            f"there is no executor {asked.executor!r}", nearest(asked.executor, known), code="executor"
        )


def view_of(as_json: bool, folder: Path) -> Quiet | LiveTable:
    """What to follow the run with. With `--json` a person who watches the terminal still sees the table."""
    stream = sys.stderr if as_json else sys.stdout
    if terminal.is_terminal(stream):
        return LiveTable(folder, stream)
    return Quiet() if as_json else Lines(folder, stream)


def _tell_broken(error: NbpipeError, as_json: bool) -> None:
    if as_json:
        answers.show(answers.problems(error.problems))
    else:
        terminal.show_problems(error.problems, sys.stderr)


def _write(copy: executed.Copy | None, pipeline: Pipeline, execution: Execution, folder: Path) -> None:
    """The copy of the notebook. Where it cannot be written, the run is not lost for it."""
    if copy is None:
        return
    try:
        copy.write(pipeline, execution, folder)
    except OSError as error:
        hint = "the outputs are in the store: nbpipe logs " + execution.id
        problem = UsageError(f"{copy.target} cannot be written: {error.strerror}", hint, code="output")
        terminal.show_problems(problem.problems, sys.stderr)
