"""Starting and resuming executions: each is a process of its own, which outlives the server."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import Any

from nbpipe import definition, launching, parameters
from nbpipe.api.asked import Asked, reading
from nbpipe.api.shapes import Started
from nbpipe.errors import NbpipeError, UsageError
from nbpipe.options import nearest
from nbpipe.store import queries

PATIENCE = 60.0  # seconds until the execution has to be in the store

_FIELDS = ("notebook", "parameters", "seed", "no_cache", "only", "from", "max_parallel")


def start(asked: Asked) -> Started:
    """Start a run of a notebook. What is wrong with its definition or the parameters is said before anything runs."""
    for name in asked.body:
        if name not in _FIELDS:
            raise UsageError(f"a run has no {name}", nearest(name, _FIELDS), code="body")
    path = asked.context.below(asked.given("notebook", str, "notebook: notebooks/attrition.ipynb"))
    given = asked.given("parameters", dict, "parameters: {}", {})
    words = ["run", str(path), "--seed", str(asked.given("seed", int, "seed: 0", 0))]
    words += ["--no-cache"] if asked.given("no_cache", bool, "no_cache: true", False) else []
    only = asked.given("only", (str, list), 'only: "train,evaluate"', None)
    words += [] if not only else [f"--only={only if isinstance(only, str) else ','.join(map(str, only))}"]
    source = asked.given("from", str, "from: 1a2b3c", None)
    words += [] if not source else [f"--from={source}"]
    most = asked.given("max_parallel", int, "max_parallel: 2", None)
    words += [] if most is None else ["--max-parallel", str(most)]
    notebook = definition.read(path)
    pipeline = definition.compiled(notebook, path).pipeline
    parameters.bind(pipeline.parameters, given)
    folder = asked.context.store(asked.text("store"), path)
    if asked.context.seen is not None:
        asked.context.seen(folder)
    python = asked.context.python(notebook.kernel)
    if python != sys.executable and not _has_nbpipe(python):
        raise UsageError(
            f"the kernel of this notebook, {notebook.kernel}, has no nbpipe",
            f"install it there: {python} -m pip install nbpipe-ml",
            code="kernel",
        )
    with _file_of(given) as file:
        words += [] if file is None else [f"--params={file}"]
        return _launch(asked, folder, pipeline.name, words, python)


def resume(asked: Asked, id: str) -> Started:
    """Go on with an execution that ended early; with `force` also where its notebook has changed."""
    force = asked.given("force", bool, "force: true", False)
    with reading(asked.folder) as connection:
        identity = queries.execution_id(connection, id)
        execution = queries.execution(connection, identity)
    python = execution.environment.get("executable") or sys.executable
    words = ["resume", identity, *(["--force"] if force else [])]
    return _launch(
        asked, asked.folder, execution.pipeline, words, python if Path(python).is_file() else sys.executable
    )


def _has_nbpipe(python: str) -> bool:
    words = [python, "-c", "import nbpipe"]
    try:
        return (
            subprocess.run(words, stdin=subprocess.DEVNULL, capture_output=True, timeout=PATIENCE).returncode
            == 0
        )
    except (OSError, subprocess.TimeoutExpired):
        return False


@contextlib.contextmanager
def _file_of(given: dict[str, Any]) -> Any:
    """The parameters as a file for the command line, which reads it before it opens the execution."""
    if not given:
        yield None
        return
    handle, path = tempfile.mkstemp(prefix="nbpipe-", suffix=".json")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(given, file)
        yield Path(path)
    finally:
        os.unlink(path)


def _launch(asked: Asked, folder: Path, pipeline: str, words: list[str], python: str) -> Started:
    user = {"NBPIPE_USER": asked.context.user}
    launched = launching.launch(folder, pipeline, words, user, keep_log=True, python=python)
    _reap(launched.process)
    with contextlib.closing(launched):
        found = launched.opened(PATIENCE)
        if found is None and launched.process.poll() is not None:
            raise _refused(launched)
    if found is None:
        launched.process.terminate()
        raise UsageError(
            f"the run did not start within {PATIENCE:.0f} s",
            f"see the logs in {folder / launching.LOGS}",
            code="slow",
        )
    return Started(found, asked.context.name(folder))


def _refused(launched: launching.Launched) -> NbpipeError:
    problems = launched.problems()
    return UsageError(problems[0].message, problems=problems)


def _reap(process: subprocess.Popen[bytes]) -> None:
    """Wait for the end of the process beside everything else: else it would seem to live for ever."""
    threading.Thread(target=process.wait, name=f"nbpipe run {process.pid}", daemon=True).start()
