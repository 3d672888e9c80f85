"""Running cells in forked children of the test process: real isolation without the price of a kernel start.

As a warm server does, the test process imports what its children will, and only imports it.
"""

from __future__ import annotations

import contextlib
import functools
import importlib
import json
import os
import sys
import time
import traceback
import types
import warnings
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from pathlib import Path
from typing import Any

from nbpipe import worker
from nbpipe.job import JOB_VARIABLE, write
from nbpipe.model import Failure, Job, Outcome, StepStatus
from nbpipe.tracking import now

_SHELL = (
    "application",
    "completer",
    "completerlib",
    "interactiveshell",
    "logger",
    "magics.extension",
    "oinspect",
)
_ALWAYS = (
    *(f"IPython.core.{name}" for name in _SHELL),
    *("nbpipe.magics", "nbpipe.runtime", "nbpipe.work", "numpy.random"),
)


@functools.cache
def imported(name: str) -> None:
    """Import a module here, so that no child has to. What cannot be imported is left to the child, which says why."""
    with contextlib.suppress(BaseException), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        importlib.import_module(name)


@functools.cache
def rehearsed() -> None:
    """What each child would import or find out again."""
    from nbpipe import materializers, watch

    for name in _ALWAYS:
        imported(name)
    materializers.choose(None), materializers.fingerprint([]), watch.machinery()


def prepared(modules: Iterable[str]) -> None:
    """Import what the cells of a job import, as far as a warm server would."""
    from nbpipe.warm import preload

    wanted = [name for name in modules if name.partition(".")[0] not in preload.REFUSED]
    for name in preload.importable(name for name in wanted if name not in sys.modules):
        imported(name)
    if "pandas" in sys.modules:
        imported("pyarrow.pandas_compat")  # which writing a frame asks for


def in_child(work: Callable[[], None], cwd: str) -> int:
    """Run `work` in a forked child with its own working directory; the child's exit code, 0 if it returned."""
    rehearsed()
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            os.chdir(cwd)
            null = os.open(os.devnull, os.O_RDWR)
            for stream in (0, 1):
                os.dup2(null, stream)
            sys.stdout = open(os.devnull, "w")  # noqa: SIM115
            work()
            code = 0
        except BaseException:
            traceback.print_exc(file=sys.__stderr__)
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def shell() -> Any:
    """A fresh IPython shell whose namespace is `__main__`, as in a kernel."""
    from IPython.core.interactiveshell import InteractiveShell
    from traitlets.config import Config

    warnings.simplefilter("default")  # the user's warnings are no errors of ours
    main = types.ModuleType("__main__")
    sys.modules["__main__"] = main
    config = Config()
    config.HistoryManager.enabled = False
    InteractiveShell.clear_instance()
    made = InteractiveShell.instance(config=config, user_module=main, user_ns=main.__dict__)
    made.showtraceback = lambda *a, **k: None
    made.enable_gui = lambda gui=None: None
    made.showsyntaxerror = lambda *a, **k: None
    return made


class ForkedExecutor:
    """An executor that runs a job's notebook, cell by cell, in a forked child. `submit` waits for its end."""

    name = "forked"

    def __init__(self, slots: int = 1) -> None:
        self.slots = slots

    def submit(self, job: Job) -> Future[Outcome]:
        write(job)
        prepared(job.imports)
        folder, started_at, clock = Path(job.folder), now(), time.perf_counter()
        code = in_child(lambda: self._work(folder, started_at, clock), job.cwd)
        future: Future[Outcome] = Future()
        path = folder / "outcome.json"
        if path.exists():
            from nbpipe.as_json import outcome_from_json

            future.set_result(outcome_from_json(json.loads(path.read_text("utf-8"))))
        else:
            failure = Failure("WorkerDied", f"exit code {code}")
            future.set_result(
                Outcome(StepStatus.FAILED, failure=failure, started_at=started_at, ended_at=now())
            )
        return future

    def began(self, job: Job) -> float | None:
        """It has ended by then."""
        return None

    def stop(self, job: Job) -> None:
        """Nothing runs between two calls."""

    def close(self) -> None:
        """Nothing is left open."""

    @staticmethod
    def _work(folder: Path, started_at: str, clock: float) -> None:
        os.environ[JOB_VARIABLE] = str(folder)
        data = json.loads((folder / "job.json").read_text("utf-8"))
        cells = json.loads((folder / "input.ipynb").read_text("utf-8"))["cells"]
        made, failure = shell(), None
        for cell in cells:
            result = made.run_cell(cell["source"], store_history=True)
            if not result.success:
                error = result.error_before_exec or result.error_in_exec
                failure = Failure(type(error).__name__, str(error))
                break
            if "parameters" in cell["metadata"]["tags"]:
                made.user_ns.update(data["parameters"])
        status = StepStatus.FAILED if failure else StepStatus.SUCCEEDED
        name = "error.json" if failure else "facts.json"
        facts = json.loads((folder / name).read_text("utf-8"))
        seconds = time.perf_counter() - clock
        worker._write(folder, worker.outcome(status, facts, failure, started_at, seconds))
