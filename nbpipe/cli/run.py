"""`nbpipe run`: a pipeline from its notebook to its end, in this process."""

from __future__ import annotations

import contextlib
import json
import os
import sys
from argparse import Namespace
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from nbpipe import config, definition, parameters, plugins, scheduler, store
from nbpipe.cli import answers, executed, outcome, terminal
from nbpipe.cli.lines import Lines, Quiet
from nbpipe.cli.live import LiveTable
from nbpipe.cli.terminal import Line
from nbpipe.errors import NbpipeError, NotYetError, UsageError
from nbpipe.model import Execution, ExecutionStatus, ModelVersion, Parameter, Pipeline
from nbpipe.options import nearest
from nbpipe.scheduler import Request
from nbpipe.store import queries
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
    _refuse_what_is_not_there(asked)
    notebook = Path(asked.notebook)
    compiled = definition.load(notebook)
    terminal.show_problems(compiled.warnings, sys.stderr, "warning")
    bound = bind(compiled.pipeline.parameters, asked.given, asked.params)
    copy = executed.Copy.prepare(notebook, Path(asked.output)) if asked.output else None
    settings = config.settings(notebook, asked.store)
    request = Request(
        compiled.pipeline, bound, notebook, settings, asked.seed, asked.max_parallel, not asked.no_cache
    )
    modules = None if asked.no_warm else preload.modules(compiled.pipeline)
    executor = plugins.find("executors", asked.executor)(asked.max_parallel or os.cpu_count() or 1, modules)
    view = _view(asked.json, settings.store)
    try:
        with view:
            finished = scheduler.run(request, executor, view)
    except NbpipeError as error:
        if view.execution is None:
            raise  # nothing ran
        _tell_broken(error, asked.json)
        return EXIT_CODES[ExecutionStatus.FAILED]
    with contextlib.closing(store.connect(settings.store, create=False)) as connection:
        execution = queries.execution(connection, finished.execution)
        models = outcome.registered(connection, execution.id)
    _write(copy, compiled.pipeline, execution, settings.store)
    with contextlib.suppress(BrokenPipeError):  # who read the first lines only still gets the exit code
        if asked.json:
            answers.show(answers.execution(execution))
        else:
            terminal.show(_said(execution, models, outcome.commands(settings.store)), sys.stdout)
    return INTERRUPTED if finished.interrupted else EXIT_CODES[finished.status]


def _said(execution: Execution, models: Sequence[ModelVersion], command: outcome.Command) -> list[Line]:
    """The last lines: what came out and what to try next, or what went wrong and the command that helps."""
    lines = outcome.summary(execution, models, terminal.width(sys.stdout))
    if execution.status is ExecutionStatus.SUCCEEDED:
        following = outcome.next_commands(execution, models, command)
        return [*lines, [("next:", "calm")], *([(f"  {text}", "")] for text in following)]
    more = [("the whole: ", ""), (command(f"status {execution.id}"), "strong")]
    return [*lines, *outcome.failure_lines(execution), outcome.helping(execution, command) or more]


def _refuse_what_is_not_there(asked: Namespace) -> None:
    for flag, value in (("--only", asked.only), ("--from", asked.from_)):
        if value is not None:
            raise NotYetError(f"{flag} is not there yet", "leave it out: all steps run", code="not-yet")
    if asked.executor == "dask":
        raise NotYetError("the executor dask is not there yet", "use --executor local", code="not-yet")
    known = plugins.names("executors")
    if asked.executor not in known:
        raise UsageError(
            f"there is no executor {asked.executor!r}", nearest(asked.executor, known), code="executor"
        )


def _view(as_json: bool, folder: Path) -> Quiet | LiveTable:
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


# ---- parameters -----------------------------------------------------------------------------------------------------


def bind(declared: tuple[Parameter, ...], given: list[str], file: str | None) -> dict[str, Any]:
    """A value for every parameter: from `-p`, else from the file, else its default."""
    values = _from_file(Path(file)) if file is not None else {}
    # YAML takes 1e-3 for a text; a number is what the parameter says it is.
    numbers = {item.name for item in declared if item.type.removesuffix(" | None") in ("int", "float")}
    typed = {name for name, value in values.items() if isinstance(value, str) and name in numbers}
    for pair in given:
        name, equals, text = pair.partition("=")
        if not equals or not name.strip():
            raise UsageError(
                f"-p {pair} sets nothing", "write -p NAME=VALUE, such as -p auc_threshold=0.8", code="value"
            )
        values[name.strip()] = text
        typed.add(name.strip())
    return parameters.bind(declared, values, as_text=frozenset(typed))


def _from_file(path: Path) -> dict[str, Any]:
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        raise UsageError(
            f"there is no file {path}", "give --params a YAML or JSON file", code="no-file"
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read: {error}", code="no-file") from None
    values = _json(path, text) if path.suffix.lower() == ".json" else _yaml(path, text)
    if values is None:
        return {}
    if not isinstance(values, dict):
        hint = "write one a line: name: value"
        raise UsageError(f"{path} holds no parameters by name", hint, code="params")
    return {str(name): value for name, value in values.items()}


def _json(path: Path, text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise UsageError(f"{path}, line {error.lineno}: it is not JSON: {error.msg}", code="params") from None


def _yaml(path: Path, text: str) -> Any:
    import yaml

    try:
        return yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f", line {mark.line + 1}" if mark is not None else ""
        what = getattr(error, "problem", None) or "it cannot be read"
        raise UsageError(f"{path}{place}: it is not YAML: {what}", code="params") from None
