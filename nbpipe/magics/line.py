"""`%pipeline`: the pipeline of this notebook, seen and run from a cell of it."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from nbpipe import config, definition, fingerprint, launching, options, store
from nbpipe.api import behind
from nbpipe.config import Settings
from nbpipe.diagram import words
from nbpipe.errors import NbpipeError, NotFoundError, Problem, UsageError
from nbpipe.magics import help, session
from nbpipe.magics.debug import debug
from nbpipe.magics.session import CellError
from nbpipe.model import Execution, ExecutionStatus, Failure, Pipeline, StepStatus
from nbpipe.store import queries, registered
from nbpipe.store.writer import Writer

POLL_SECONDS = 0.2

# What is answered here from the notebook's file.
_LOOKED = frozenset({"show", "check"})
# What the command line does; those of the second set take an execution, and the newest of this notebook without one.
_ASKED = frozenset(
    "runs compare models endpoints policy audit lineage callback export reproduce store".split()
)
_OF_EXECUTION = frozenset({"status", "logs", "jobs", "report", "stop", "resume", "debug", "why"})
# These also take a step, which may stand alone; and options that have a value.
_OF_STEP = frozenset({"logs", "jobs"})
_VALUED = frozenset({"--job", "--limit", "--after", "-o", "--output"})


@dataclass(frozen=True)
class _Call:
    """The words of a line: `path` and `folder` are what `--notebook` and `--store` name."""

    command: str
    words: list[str]
    path: Path | None
    folder: str | None

    def notebook(self) -> Path:
        """The notebook's file; `NbpipeError` where nobody says which it is."""
        return self.path if self.path is not None else session.notebook_path()

    def settings(self) -> Settings:
        """Those of the notebook, or of the kernel's folder where its file is not known."""
        try:
            start = self.notebook()
        except NbpipeError:
            start = Path.cwd()
        return config.settings(start, self.folder)


def pipeline_line(line: str) -> None:
    """Show, run and ask about the pipeline of this notebook. `%pipeline?` lists the commands."""
    session.current.started = [process for process in session.current.started if process.poll() is None]
    try:
        call = _read(line)
        wants_help = bool({"-h", "--help"} & set(call.words))
        if call.command == "help" or (wants_help and call.command in _LOOKED):
            print(help.pipeline(), end="")
        elif wants_help and call.command in help.COMMANDS:
            _say(call, [call.command, "--help"])
        elif call.command in _LOOKED:
            _look(call)
        elif call.command == "run":
            run(call.notebook(), call.settings(), call.words)
        elif call.command == "plan":
            _tell_unsaved(call.notebook())
            _say(call, ["plan", str(call.notebook()), *call.words])
        elif call.command in _ASKED | _OF_EXECUTION and _is_empty(call):
            if call.command in _OF_EXECUTION:
                raise NotFoundError("nothing has run yet", "start a run: %pipeline run", code="no-store")
            print("Nothing has run yet. Start a run: %pipeline run")
        elif call.command == "debug":
            debug(call.notebook(), call.settings(), call.words)
        elif call.command == "resume":
            resume(call.notebook(), call.settings(), _of_execution(call))
        elif call.command == "why":
            _say(call, ["why", *(call.words if len(call.words) > 1 else ["latest", *call.words])])
        elif call.command in _OF_STEP:
            _say(call, [call.command, *_of_step(call)])
        elif call.command in _OF_EXECUTION:
            _say(call, [call.command, *_of_execution(call)])
        elif call.command == "runs" and "--pipeline" not in call.words:
            of = [] if _name(call) is None else ["--pipeline", str(_name(call))]
            _say(call, [call.command, *of, *call.words])
        elif call.command in _ASKED:
            _say(call, [call.command, *call.words])
        else:
            hint = options.nearest(call.command, help.COMMANDS)
            raise UsageError(f"there is no %pipeline {call.command}", hint or "list them: %pipeline?")
    except NbpipeError as error:
        raise CellError.of(error.problems) from None
    except KeyboardInterrupt:
        raise CellError("interrupted", "a run that was started goes on: look again with %pipeline") from None


help.attach(pipeline_line, help.pipeline)


def _read(line: str) -> _Call:
    tokens, problem = options.tokenize(line)
    if problem is not None:
        before = "%pipeline "
        column = None if problem.column is None else problem.column + len(before)
        raise CellError.of([replace(problem, column=column, source=before + line)])
    found = [token.text for token in tokens]
    path, folder = _pop(found, "--notebook", "my.ipynb"), _pop(found, "--store", "work/.nbpipe")
    command = found.pop(0) if found and not found[0].startswith("-") else ""
    if not command:
        command = "help" if {"-h", "--help"} & set(found) else "show"
    return _Call(command, found, Path(path) if path is not None else None, folder)


def _pop(found: list[str], flag: str, example: str) -> str | None:
    """Take an option and its value out of the words."""
    for at, word in enumerate(found):
        if word.startswith(f"{flag}="):
            return found.pop(at).partition("=")[2]
        if word == flag:
            if at + 1 == len(found):
                raise UsageError(f"{flag} needs a value", f"for example {flag} {example}", code="value")
            del found[at]
            return found.pop(at)
    return None


def _name(call: _Call) -> str | None:
    try:
        return call.notebook().stem
    except NbpipeError:
        return None


# ---- looking --------------------------------------------------------------------------------------------------------


def _look(call: _Call) -> None:
    """`show` and `check`: what the file says, without running any of it."""
    if call.words:
        raise UsageError(
            f"%pipeline {call.command} takes no {call.words[0]}", f"write %pipeline {call.command}"
        )
    path = call.notebook()
    compiled = definition.load(path)
    _tell_unsaved(path)
    for warning in compiled.warnings:
        print(f"warning: {warning.render()}")
    pipeline = compiled.pipeline
    if call.command == "show":
        _show(pipeline, path, call.settings())
    else:
        print(f"ok: {_count(pipeline.steps, 'step')}, {_count(pipeline.parameters, 'parameter')}")


def _count(items: Sequence[Any], word: str) -> str:
    return f"{len(items)} {word}{'' if len(items) == 1 else 's'}"


def _show(pipeline: Pipeline, path: Path, settings: Settings) -> None:
    """The live panel, and for the saved notebook the graph as an SVG with the status of the newest execution."""
    execution, earlier = None, False
    try:
        with closing(store.connect(settings.store, create=False)) as connection:
            execution = queries.execution(connection, "latest", pipeline=pipeline.name)
            version = queries.version_of(connection, pipeline.name, fingerprint.definition(pipeline))
            earlier = execution.version != version
    except NotFoundError:
        print("It has not run yet. Start a run: %pipeline run")
    if execution is not None:
        print(_headline(execution) + (" (of an earlier definition)" if earlier else ""))
    _Picture(pipeline, path, settings).draw(execution)


def _headline(execution: Execution) -> str:
    took = f" in {words.duration(execution.seconds)}" if execution.seconds is not None else ""
    return f"Execution {execution.id}, version {execution.version}: {execution.status}{took}"


class _Picture:
    """The graph in the cell's output, and in hosts that have widgets the panel in its place.

    Drawn again, the graph changes in place. The panel is live by itself; beside it the graph is what the saved notebook
    holds, so it is drawn at the beginning and when the execution that it `follows` has ended.
    """

    def __init__(
        self, pipeline: Pipeline, path: Path, settings: Settings, follows: str | None = None
    ) -> None:
        self.pipeline, self.settings, self.follows = pipeline, settings, follows
        self.panel = self._opened(path)
        self.handle: Any = None
        self.drawn: dict[str, str] = {}

    def draw(self, execution: Execution | None) -> None:
        """Show how far the execution is; None: that there is none."""
        from IPython.display import display

        from nbpipe import diagram

        if self.panel is not None and self.handle is not None and not (execution and execution.status.ended):
            return
        steps = {item.step: item for item in execution.steps} if execution is not None else None
        data = {
            **(self.panel.data if self.panel is not None else {}),
            "image/svg+xml": diagram.to_svg(self.pipeline, steps),
            "text/plain": diagram.to_text(self.pipeline, steps),
        }
        if data == self.drawn:
            return
        if self.handle is None:
            self.handle = display(data, raw=True, display_id=True)
        else:
            self.handle.update(data, raw=True)
        self.drawn = data

    def _opened(self, path: Path) -> Any:
        """The panel; None where this host has none."""
        if getattr(session.shell(), "kernel", None) is None:
            return None
        from nbpipe.widget import panel

        if not panel.available(session.shell()):
            return None
        opened = panel.show(self.pipeline, path, self.settings, self.follows, self._changed)
        session.keep(opened.close)
        return opened

    def _changed(self, changes: Any) -> None:
        """In a thread, when something changed in the store: the execution that is followed may have ended."""
        if self.handle is None or not any(
            row.id == self.follows and row.status.ended for row in changes.executions
        ):
            return
        with closing(store.connect(self.settings.store, create=False)) as connection:
            self.draw(queries.execution(connection, str(self.follows)))


def _tell_unsaved(path: Path) -> None:
    """Name the cells that were run here and do not stand in the file like that: what follows takes the file."""
    lines = session.unsaved(definition.read(path))
    if lines:
        which = words.listed(lines, 3)
        print(
            f"Not saved: {which} ran here with a text that {path.name} does not have. Save the notebook first."
        )


# ---- asking the command line ----------------------------------------------------------------------------------------


def _say(call: _Call, asked: list[str]) -> None:
    """Print what the command line says; `CellError` with its message where it refuses."""
    done = subprocess.run(
        [sys.executable, "-m", "nbpipe", "--store", str(call.settings().store), *asked],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )
    if done.stdout.strip():
        print(done.stdout.rstrip())
    if done.returncode != 0:
        raise CellError(done.stderr.rstrip() or f"it ended with exit code {done.returncode}")
    if done.stderr.strip():
        print(done.stderr.rstrip())


def _is_empty(call: _Call) -> bool:
    """Whether there is no store yet where one would be made; a store that was named has to be there."""
    return call.folder is None and not (call.settings().store / store.DATABASE).exists()


def _names(call: _Call) -> list[str]:
    """The words that are neither options nor their values."""
    pairs = zip(["", *call.words], call.words, strict=False)
    return [word for before, word in pairs if not word.startswith("-") and before not in _VALUED]


def _of_execution(call: _Call) -> list[str]:
    """The words, with the newest execution of this notebook before them where they name none."""
    if _names(call):
        return call.words
    with closing(store.connect(call.settings().store, create=False)) as connection:
        return [queries.execution_id(connection, "latest", pipeline=_name(call)), *call.words]


def _of_step(call: _Call) -> list[str]:
    """The same for a command that takes a step too: a word that names no execution is a step of the newest."""
    named = _names(call)
    with closing(store.connect(call.settings().store, create=False)) as connection:
        if named:
            with contextlib.suppress(NotFoundError):
                queries.execution_id(connection, named[0])
                return call.words
        return [queries.execution_id(connection, "latest", pipeline=_name(call)), *call.words]


# ---- running --------------------------------------------------------------------------------------------------------


def run(path: Path, settings: Settings, asked: list[str]) -> None:
    """Start a run as a process of its own, which outlives the kernel; `--wait` shows it until it ends.

    `CellError` where it does not start or, waited for, does not succeed.
    """
    compiled = definition.load(path)
    _tell_unsaved(path)
    for warning in compiled.warnings:
        print(f"warning: {warning.render()}")
    _start(path, settings, compiled.pipeline, ["run", str(path)], asked)


def resume(path: Path, settings: Settings, asked: list[str]) -> None:
    """Go on with an execution that ended early, as a process of its own; otherwise as `run`."""
    _tell_unsaved(path)
    with closing(store.connect(settings.store, create=False)) as connection:
        execution = queries.execution(connection, asked[0])
        pipeline = queries.pipeline(connection, execution.pipeline, execution.version)
    _start(path, settings, pipeline, ["resume", execution.id], asked[1:])


def _start(path: Path, settings: Settings, pipeline: Pipeline, command: list[str], asked: list[str]) -> None:
    """Have a process of its own do that, and show its execution."""
    waiting = "--wait" in asked
    asked = [word for word in asked if word not in ("--wait", "--json")]
    launched = launching.launch(settings.store, pipeline.name, [*command, *asked])
    session.current.started.append(launched.process)
    with closing(launched):
        execution = _opened(settings, launched)
    if waiting:
        _wait(path, settings, pipeline, execution, launched.process)
    else:
        print(_headline(execution))
        _Picture(pipeline, path, settings, execution.id).draw(execution)
        print("It goes on by itself. Look again: %pipeline. Stop it: %pipeline stop")


def _opened(settings: Settings, launched: launching.Launched) -> Execution:
    """The execution that the process opened, once it is in the store; `CellError` where it ended without one."""
    try:
        found = launched.opened()
    except KeyboardInterrupt:
        launched.process.terminate()
        launched.process.wait()
        raise CellError("the run was stopped before its first step") from None
    if found is None:
        raise CellError.of(launched.problems())
    with closing(store.connect(settings.store, create=False)) as connection:
        return queries.execution(connection, found)


def _wait(
    path: Path, settings: Settings, pipeline: Pipeline, execution: Execution, process: subprocess.Popen[bytes]
) -> None:
    """Show the run until it ends. An interrupt, whenever it comes, stops it; a second one stops looking."""
    picture: _Picture | None = None
    asked_to_stop = False
    while True:
        try:
            if picture is None:
                print(_headline(execution))
                picture = _Picture(pipeline, path, settings, execution.id)
            ended = _follow(settings, execution.id, process, picture)
            break
        except KeyboardInterrupt:
            if asked_to_stop:
                raise CellError(
                    f"execution {execution.id} is still stopping", "look again: %pipeline"
                ) from None
            asked_to_stop = True
            with closing(store.connect(settings.store, create=False)) as connection:
                Writer(connection).request_stop(execution.id, settings.user)
            print("Stopping it …")
    print(_headline(ended))
    with closing(store.connect(settings.store, create=False)) as connection:
        for group in registered.groups(connection):
            for model in group.versions:
                if model.execution == execution.id:
                    print(f"Registered {model.group}:{model.version}, {model.status}")
        within = behind.of(connection, ended)
    _refuse_unless_succeeded(ended, within, process.returncode)


def _follow(
    settings: Settings, identity: str, process: subprocess.Popen[bytes], picture: _Picture
) -> Execution:
    """Draw the run whenever it has changed, until its process has ended: what it came to."""
    version = -1
    with closing(store.connect(settings.store, create=False)) as connection:
        while True:
            ended = process.poll() is not None
            newest = queries.data_version(connection)
            if ended or newest != version:
                version = newest
                execution = queries.execution(connection, identity)
                picture.draw(execution)
                if ended:
                    return execution
            time.sleep(POLL_SECONDS)


def _refuse_unless_succeeded(execution: Execution, within: behind.Inside, code: int) -> None:
    """`CellError` names the step, the cell and the line of each failure."""
    if execution.status is ExecutionStatus.WAITING:
        print("It waits for an answer: %pipeline callback list")
    if execution.status in (ExecutionStatus.SUCCEEDED, ExecutionStatus.WAITING):
        return
    if execution.status is ExecutionStatus.STOPPED:
        raise CellError(f"execution {execution.id} was stopped", code="stopped")
    if not execution.status.ended:
        raise CellError(
            f"the process that ran execution {execution.id} ended early (exit code {code})",
            f"close it: %pipeline stop {execution.id}",
            code="scheduler-died",
        )
    failed = [
        step for step in execution.steps if step.status is StepStatus.FAILED and step.failure is not None
    ]
    problems = [_problem(step.failure) for step in failed if step.failure is not None]
    if not problems and execution.failure is not None:
        problems = [_problem(execution.failure)]
    cause = behind.cause_of(execution, within)
    if cause is not None and cause.step is not None:
        word, more = ("jobs", " --failed") if cause.jobs else ("logs", "")
        said = "its jobs that failed" if cause.jobs else "what it printed"
        problems.append(Problem("logs", f"{said}: %pipeline {word} {cause.execution} {cause.step}{more}"))
    raise CellError.of(problems or [Problem("failed", f"execution {execution.id} failed")])


def _problem(failure: Failure) -> Problem:
    """A failure in the form of every other finding; the caret stands where the line's code begins."""
    message = words.said(failure)
    if failure.step is not None:
        message = f"step {failure.step}: {message}"
    source = failure.source
    column = len(source) - len(source.lstrip()) if source else None
    return Problem(
        failure.type, message, failure.hint, failure.cell, failure.line, column, failure.step, source
    )
