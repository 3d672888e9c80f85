"""Starting, resuming and reproducing executions: each is a process of its own, which outlives the server."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nbpipe import definition, launching, parameters
from nbpipe.api import versions
from nbpipe.api.asked import Asked, reading
from nbpipe.api.shapes import RunAgain, Started
from nbpipe.errors import NbpipeError, UsageError
from nbpipe.model import Execution
from nbpipe.options import nearest
from nbpipe.reproduction import rebuilt, recorded, under_way
from nbpipe.store import queries

PATIENCE = 60.0  # seconds until the execution has to be in the store

_AGAIN = ("tolerance", "anyway", "env")
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
    words = ["resume", identity, *(["--force"] if force else [])]
    return _launch(asked, asked.folder, execution.pipeline, words, _python_of(execution))


def reproduce(asked: Asked, group: str, version: str) -> RunAgain:
    """Run again what made a model version. What stands in the way is said before anything runs, unless that takes long."""
    for name in asked.body:
        if name not in _AGAIN:
            raise UsageError(f"a reproduction has no {name}", nearest(name, _AGAIN), code="body")
    tolerance = asked.given("tolerance", (int, float), "tolerance: 1e-9", None)
    if tolerance is not None and (isinstance(tolerance, bool) or not 0 <= tolerance < 1):
        raise UsageError(f"tolerance cannot be {tolerance}", "a number from 0 to below 1", code="body")
    with reading(asked.folder) as connection:
        found = recorded.of_model(connection, f"{group}:{version}")
    made = found.version
    assert made is not None
    known = under_way.of(asked.folder, made.group, made.version)
    if known is not None and known.ended_at is None:
        raise UsageError(
            f"{made.name} is being run again already, by {known.by}",
            "wait for its end, or stop it from the page of its execution",
            code="going-on",
        )
    # What it ran is looked at afterwards: it is there until the version is run again, or the store is cleaned up.
    words = ["reproduce", made.name, "--keep"]
    words += [] if tolerance is None else ["--tolerance", str(tolerance)]
    words += ["--anyway"] if asked.given("anyway", bool, "anyway: true", False) else []
    if asked.given("env", bool, "env: true", False):
        rebuilt.check(found.environment)
        words += ["--env"]

    def sign() -> under_way.UnderWay | None:
        now = under_way.of(asked.folder, made.group, made.version)
        is_new = now is not None and (known is None or now.id != known.id)
        return now if is_new and now is not None and now.doing != under_way.LOOKS else None

    with _launched(asked, asked.folder, found.pipeline.name, words, _python_of(found.execution)) as launched:
        now = launched.until(sign, PATIENCE)
        if now is None and launched.process.poll() is not None:
            raise _refused(launched)
        now = now or under_way.of(asked.folder, made.group, made.version)
        if now is None:
            raise _slow(launched)
    return versions.run_again(asked, now)


def _python_of(execution: Execution) -> str:
    """The interpreter that an execution ran with, as long as it is there."""
    python = execution.environment.get("executable") or sys.executable
    return python if Path(python).is_file() else sys.executable


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
    with _launched(asked, folder, pipeline, words, python) as launched:
        found = launched.opened(PATIENCE)
        if found is None and launched.process.poll() is not None:
            raise _refused(launched)
        if found is None:
            raise _slow(launched)
    return Started(found, asked.context.name(folder))


@contextlib.contextmanager
def _launched(
    asked: Asked, folder: Path, pipeline: str, words: list[str], python: str
) -> Iterator[launching.Launched]:
    """A process that does what these words ask; what it says can be read inside."""
    user = {"NBPIPE_USER": asked.context.user}
    launched = launching.launch(folder, pipeline, words, user, keep_log=True, python=python)
    _reap(launched.process)
    with contextlib.closing(launched):
        yield launched


def _slow(launched: launching.Launched) -> NbpipeError:
    launched.process.terminate()
    hint = f"see the logs in {launched.folder / launching.LOGS}"
    return UsageError(f"the run did not start within {PATIENCE:.0f} s", hint, code="slow")


def _refused(launched: launching.Launched) -> NbpipeError:
    problems = launched.problems()
    return UsageError(problems[0].message, problems=problems)


def _reap(process: subprocess.Popen[bytes]) -> None:
    """Wait for the end of the process beside everything else: else it would seem to live for ever."""
    threading.Thread(target=process.wait, name=f"nbpipe run {process.pid}", daemon=True).start()
