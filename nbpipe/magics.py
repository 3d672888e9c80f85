"""The notebook's side: `%%setup`, `%%parameters`, `%%step` and `%pipeline` in a live kernel.

Cells with Python run as ordinary cells: an input transformer takes the magic line away before IPython sees it, so
that tracebacks, line numbers, `await` and `%%time` are those of the user's own cell.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nbpipe import config, definition, notebook, options, parameters, plugins, seeding, store
from nbpipe.errors import DefinitionError, NbpipeError, NotFoundError, NotYetError, Problem, UsageError
from nbpipe.store import queries


@dataclass
class Session:
    """What this kernel has run by hand: where each step began, and where its random state stands."""

    first: dict[str, str] = field(default_factory=dict)
    states: dict[str, dict[str, Any]] = field(default_factory=dict)
    taken: dict[str, tuple[bool, tuple[str, ...]]] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    running: str | None = None
    cell_id: str | None = None


session = Session()


class ShownError(UsageError):
    """A user's mistake, shown by IPython as its message alone."""

    def _render_traceback_(self) -> list[str]:
        return [str(self)]


def load(shell: Any) -> None:
    """Register the magics; `%load_ext nbpipe` calls it."""
    from IPython.core.magic import no_var_expand

    if transform in shell.input_transformers_cleanup:
        return
    shell.input_transformers_cleanup.append(transform)
    shell.register_magic_function(no_var_expand(step_cell), "cell", "step")
    shell.register_magic_function(no_var_expand(setup_cell), "cell", "setup")
    shell.register_magic_function(no_var_expand(parameters_cell), "cell", "parameters")
    shell.register_magic_function(no_var_expand(pipeline_line), "line", "pipeline")
    shell.events.register("pre_run_cell", _before_cell)
    shell.events.register("post_run_cell", _after_cell)


def unload(shell: Any) -> None:
    """Take the magics away again; `%unload_ext nbpipe` calls it."""
    if transform not in shell.input_transformers_cleanup:
        return
    shell.input_transformers_cleanup.remove(transform)
    for kind, name in (("cell", "step"), ("cell", "setup"), ("cell", "parameters"), ("line", "pipeline")):
        shell.magics_manager.magics[kind].pop(name, None)
    shell.events.unregister("pre_run_cell", _before_cell)
    shell.events.unregister("post_run_cell", _after_cell)


# -- cells -------------------------------------------------------------------------------------------------------------


def transform(lines: list[str]) -> list[str]:
    """Turn the magic line of a Python cell into an ordinary first line; other cells stay as they are.

    >>> transform(["%%setup\\n", "import math\\n"])
    ['# %%setup\\n', 'import math\\n']
    """
    if not lines or not lines[0].startswith("%%"):
        return lines
    head = lines[0].rstrip("\n")
    tagged, problems = notebook.tag(notebook.NotebookCell(1, "cell", "code", "".join(lines)))
    body_is_magic = any(line.startswith("%%") for line in lines[1:2])
    if tagged.role == "setup" and not problems and not body_is_magic:
        return [f"# {head}\n", *lines[1:]]
    if tagged.role == "step" and not body_is_magic and not problems and _type_of(tagged).python:
        return [f"__import__('nbpipe.magics').magics.begin({head!r})\n", *lines[1:]]
    return lines


def _type_of(tagged: notebook.Tagged) -> Any:
    words = [token.text for token in tagged.tokens]
    kind = "Processing"
    for index, word in enumerate(words):
        if word == "--type" and index + 1 < len(words):
            kind = words[index + 1]
        elif word.startswith("--type="):
            kind = word.partition("=")[2]
    return plugins.find("steps", kind if kind in plugins.names("steps") else "Processing")


def begin(line: str) -> None:
    """What the first line of a `%%step` cell does: check its options, and seed. Raises `ShownError`."""
    tagged, problems = notebook.tag(notebook.NotebookCell(1, "cell", "code", line))
    session.running = tagged.name
    if not problems:
        problems = _option_problems(tagged)
    if problems:
        raise ShownError(
            "The step's first line is not right.", problems=[_bare(problem) for problem in problems]
        )
    mark = session.cell_id or line
    state = session.states.get(tagged.name)
    if tagged.tokens or state is None or session.first.get(tagged.name) == mark:
        session.first[tagged.name] = mark
        seeding.start(seeding.derive(0, tagged.name))
    else:
        seeding.restore(state)
    for condition, (value, skipped) in session.taken.items():
        if tagged.name in skipped:
            print(f"In a pipeline run this step would be skipped: {condition} is {value}.")


def _option_problems(tagged: notebook.Tagged) -> list[Problem]:
    """What is wrong with the options, as the compiler says it; options that come later are fine by hand."""
    try:
        definition.compiled(
            notebook.Notebook("cell", (notebook.NotebookCell(1, "cell", "code", tagged.cell.source),))
        )
    except DefinitionError as error:
        return [problem for problem in error.problems if problem.code not in _NEEDS_THE_NOTEBOOK]
    return []


# Problems that only the whole notebook can have: by hand, the other cells may not be written yet.
_NEEDS_THE_NOTEBOOK = frozenset(
    {
        "branch", "cycle", "defined-below", "deleted", "dynamic-names", "history", "in-omits", "module-state",
        "no-steps", "not-yet", "option-missing", "scratch", "star-import", "undefined", "unknown-input",
        "unknown-output", "unknown-step",
    }
)  # fmt: skip


def _bare(problem: Problem) -> Problem:
    """The problem without a cell number: by hand the cell is the one that runs."""
    from dataclasses import replace

    return replace(problem, cell=None)


def setup_cell(line: str, cell: str) -> None:
    """`%%setup` where the transformer left it: before another cell magic, or with a mistake on its first line."""
    _run_body("setup", line, cell)


def step_cell(line: str, cell: str) -> None:
    """`%%step`: what the transformer left: steps without Python, bodies with a cell magic, and mistakes."""
    from IPython.display import Markdown, display

    source = f"%%step{' ' if line else ''}{line}\n{cell}"
    tagged, problems = notebook.tag(notebook.NotebookCell(1, "cell", "code", source))
    if problems:
        raise ShownError(
            "The step's first line is not right.", problems=[_bare(problem) for problem in problems]
        )
    step_type = _type_of(tagged)
    if step_type.python:
        begin(f"%%step {line}")
        _run_body("step", "", cell)
        return
    problems = _option_problems(tagged)
    if problems:
        raise ShownError("The step is not right.", problems=[_bare(problem) for problem in problems])
    tokens = [token for index, token in enumerate(tagged.tokens) if not _is_type(tagged.tokens, index)]
    values, _ = options.parse(tokens, [options.StepOptions, step_type.options], "the step")
    own = {key: value for key, value in values.items() if key in step_type.options.__dataclass_fields__}
    typed = step_type.options(**own)
    namespace = _shell().user_ns
    try:
        text = step_type.by_hand(tagged.body, typed, namespace)
    except KeyError as error:
        raise ShownError(
            f"{error.args[0]} has no value in this kernel", "run the cell that makes it first"
        ) from None
    except NbpipeError as error:
        raise ShownError(error.args[0], problems=[_bare(problem) for problem in error.problems]) from None
    if step_type.name == "Condition":
        _remember_branches(tagged, step_type, typed, namespace)
    display(Markdown(text))


def _is_type(tokens: Sequence[options.Token], index: int) -> bool:
    word = tokens[index].text
    return word.startswith("--type") or (index > 0 and tokens[index - 1].text == "--type")


def _remember_branches(
    tagged: notebook.Tagged, step_type: Any, typed: Any, namespace: dict[str, Any]
) -> None:
    from nbpipe import conditions

    taken = conditions.evaluate(conditions.parse(tagged.body), namespace)
    session.taken[tagged.name] = (taken, tuple(typed.otherwise if taken else typed.then))


def _run_body(role: str, line: str, cell: str) -> None:
    if line.strip():
        raise ShownError(f"%%{role} takes nothing after it", f"write just %%{role}")
    result = _shell().run_cell(cell, store_history=False)
    result.raise_error()


def parameters_cell(line: str, cell: str) -> None:
    """`%%parameters`: sets the defaults. Annotations are not evaluated, so `Path` and `Literal` need no import."""
    if line.strip():
        raise ShownError("%%parameters takes nothing after it", "write just %%parameters")
    found, problems = parameters.read(cell, 1)
    if problems:
        raise ShownError("The parameters are not right.", problems=[_bare(problem) for problem in problems])
    namespace = _shell().user_ns
    for parameter in found:
        if parameter.required:
            print(
                f"{parameter.name} has no default: set it by hand here, and give it with -p {parameter.name}=… in a run."
            )
        else:
            namespace[parameter.name] = parameter.default


def _before_cell(info: Any) -> None:
    source = getattr(info, "raw_cell", "") or ""
    session.cell_id = getattr(info, "cell_id", None) or source  # a host without cell ids: the text must do
    session.running = None
    if source.startswith("%%"):
        session.sources[session.cell_id] = source


def _after_cell(result: Any) -> None:
    if session.running is not None:
        session.states[session.running] = seeding.state()
        session.running = None


def _shell() -> Any:
    from IPython.core.getipython import get_ipython

    return get_ipython()


# -- %pipeline ---------------------------------------------------------------------------------------------------------

_NOT_YET = ("stop", "resume", "debug")
_TEXT = ("runs", "models", "check", "status", "logs", "lineage")


def pipeline_line(line: str) -> None:
    """`%pipeline [show]`, `%pipeline run [-p k=v]… [--wait]`, `plan`, `check`, `runs`, `models`."""
    tokens, problem = options.tokenize(line)
    if problem is not None:
        raise ShownError(problem.message, problem.hint)
    words = [token.text for token in tokens]
    path, words = _notebook_path(words)
    command, rest = (words[0], words[1:]) if words and not words[0].startswith("-") else ("show", words)
    try:
        if command == "show":
            show(path)
        elif command == "run":
            run(path, rest)
        elif command == "plan":
            _say_text(path, ["show", str(path), "--format", "text"])
            print("What would run, what the cache has and how long it takes: not yet.")
        elif command in _TEXT:
            _say_text(path, [command, *([str(path)] if command == "check" else rest)])
        elif command in _NOT_YET:
            raise NotYetError(
                f"%pipeline {command} is not there yet", "use %pipeline show, run, plan, runs or models"
            )
        else:
            known = ("show", "run", "plan", "check", "runs", "models", "status", "logs", "lineage")
            raise UsageError(f"there is no %pipeline {command}", options.nearest(command, known))
    except NbpipeError as error:
        raise ShownError(error.args[0], problems=error.problems) from None


def _notebook_path(words: list[str]) -> tuple[Path, list[str]]:
    """The notebook's file: `--notebook FILE`, or what JupyterLab, Notebook or VS Code say of it."""
    if "--notebook" in words:
        at = words.index("--notebook")
        if at + 1 == len(words):
            raise ShownError("--notebook needs a path", "write --notebook my.ipynb")
        return Path(words[at + 1]), [*words[:at], *words[at + 2 :]]
    namespace = _shell().user_ns
    for name in (
        namespace.get("__vsc_ipynb_file__"),
        os.environ.get("JPY_SESSION_NAME"),
        namespace.get("__session__"),
    ):
        if isinstance(name, str) and name.endswith(".ipynb"):
            path = Path(name)
            return (path if path.exists() else Path.cwd() / path.name), words
    raise ShownError(
        "nbpipe cannot tell which file this notebook is", "say it: %pipeline --notebook my.ipynb"
    )


def show(path: Path) -> None:
    """The graph as an SVG that stays in the saved notebook, with the status of the newest execution."""
    compiled = definition.load(path)
    _warn_unsaved(path)
    for warning in compiled.warnings:
        print(warning.render())
    _display_graph(path, compiled.pipeline, _newest(path, compiled.pipeline.name))


def _newest(path: Path, name: str) -> Any:
    settings = config.settings(path)
    try:
        connection = store.connect(settings.store, create=False)
    except NotFoundError:
        return None
    try:
        return queries.execution(connection, "latest", pipeline=name)
    except NotFoundError:
        return None
    finally:
        connection.close()


def _display_graph(path: Path, pipeline: Any, execution: Any, handle: Any = None) -> Any:
    from IPython.display import display

    from nbpipe import diagram

    steps = {item.step: item for item in execution.steps} if execution is not None else None
    data = {"image/svg+xml": diagram.to_svg(pipeline, steps), "text/plain": diagram.to_text(pipeline, steps)}
    if handle is not None:
        handle.update(data, raw=True)
        return handle
    return display(data, raw=True, display_id=True)


def run(path: Path, words: list[str]) -> None:
    """Start a run as a process of its own, which outlives the kernel; `--wait` shows it until it ends."""
    waiting = "--wait" in words
    words = [word for word in words if word != "--wait"]
    compiled = definition.load(path)
    _warn_unsaved(path)
    settings = config.settings(path)
    settings.store.mkdir(parents=True, exist_ok=True)
    log = settings.store / "last-run.log"
    with log.open("wb") as file:
        process = subprocess.Popen(
            [sys.executable, "-m", "nbpipe", "--store", str(settings.store), "run", str(path), *words],
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    execution = _opened(path, compiled.pipeline.name, process)
    if execution is None:
        process.wait()
        raise UsageError("the run did not start", _last_lines(log))
    print(
        f"Execution {execution.id} of {execution.pipeline}, version {execution.version}: {execution.status}"
    )
    handle = _display_graph(path, compiled.pipeline, execution)
    if not waiting:
        print("It goes on by itself. Look again with %pipeline, or %pipeline runs.")
        return
    try:
        while process.poll() is None:
            time.sleep(0.3)
            _display_graph(path, compiled.pipeline, _by_id(path, execution.id), handle)
    except KeyboardInterrupt:
        process.send_signal(signal.SIGINT)
        process.wait()
    ended = _by_id(path, execution.id)
    _display_graph(path, compiled.pipeline, ended, handle)
    print(_last_lines(log))
    if process.returncode not in (0, 3):
        message = ended.failure.message if ended.failure else f"exit code {process.returncode}"
        raise UsageError(
            f"execution {ended.id} ended {ended.status}: {message}", f"%pipeline logs {ended.id}"
        )


def _opened(path: Path, name: str, process: subprocess.Popen[bytes]) -> Any:
    """The execution that the process opened, once it is in the store; None where the process ended before."""
    while True:
        execution = _newest(path, name)
        if execution is not None and execution.pid == process.pid:
            return execution
        if process.poll() is not None:
            execution = _newest(path, name)
            return execution if execution is not None and execution.pid == process.pid else None
        time.sleep(0.05)


def _by_id(path: Path, execution: str) -> Any:
    connection = store.connect(config.settings(path).store, create=False)
    try:
        return queries.execution(connection, execution)
    finally:
        connection.close()


def _last_lines(log: Path) -> str:
    return "\n".join(log.read_text("utf-8", "replace").strip().splitlines()[-12:])


def _say_text(path: Path, words: list[str]) -> None:
    """What the command line says."""
    settings = config.settings(path)
    done = subprocess.run(
        [sys.executable, "-m", "nbpipe", "--store", str(settings.store), *words],
        capture_output=True,
        text=True,
    )
    print((done.stdout + done.stderr).rstrip())


def _warn_unsaved(path: Path) -> None:
    """Cells that were run here and do not stand in the file like that: the run takes the file."""
    sources = {cell.source.strip() for cell in definition.read(path).cells}
    changed = [source for source in session.sources.values() if source.strip() not in sources]
    if changed:
        first = changed[0].splitlines()[0]
        print(
            f"{len(changed)} cell(s) run here are not in {path.name} like that ({first}): save the notebook first."
        )
