"""The local executor: a process for each job, forked from a warm server, or a worker with a kernel of its own."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import Future
from pathlib import Path

from nbpipe.as_json import outcome_from_json
from nbpipe.errors import StoreError
from nbpipe.job import JOB_VARIABLE, write
from nbpipe.model import (
    Failure,
    Job,
    Outcome,
    Pipeline,
    StepStatus,
)
from nbpipe.processes import end_family, end_marked
from nbpipe.tracking import now
from nbpipe.warm import client, preload
from nbpipe.warm.messages import receive
from nbpipe.worker import death


class LocalExecutor:
    """Runs as many jobs at once as it has slots, and watches each from a thread.

    With `modules` (see `warm.preload`) a job is forked from a server that has imported them; while that one is still
    importing, jobs that import none of them are forked from a light server. Without `modules`, or where forking is not
    possible, a job is `python -m nbpipe.worker` with an ordinary kernel. The results are the same.
    """

    name = "local"

    def __init__(self, slots: int | None = None, modules: tuple[str, ...] | None = None) -> None:
        self.slots = slots or os.cpu_count() or 1
        self._forks = modules is not None
        self._modules = modules or ()
        self._warm = client.Warm(self._modules) if modules is not None and client.available() else None
        self._ready: dict[
            client.Warm, bool
        ] = {}  # servers that listen, and whether they have imported by now
        self._loaded: dict[str, client.Loaded] = {}  # processes that jobs which are alike are forked from
        self._running: dict[str, int] = {}  # folder → a process whose family is the job's
        self._connections: dict[str, socket.socket] = {}
        self._began: dict[str, float] = {}
        self._folders: set[str] = set()
        self._stopped: set[str] = set()
        self._lock = threading.Lock()

    def submit(self, job: Job) -> Future[Outcome]:
        self._folders.add(job.folder)
        future: Future[Outcome] = Future()
        threading.Thread(
            target=self._watch, args=(job, future), name=f"nbpipe {job.step}", daemon=True
        ).start()
        return future

    def began(self, job: Job) -> float | None:
        return self._began.get(job.folder)

    def stop(self, job: Job) -> None:
        with self._lock:
            self._stopped.add(job.folder)
        self._end(job.folder)

    def another(self, pipeline: Pipeline) -> LocalExecutor:
        return LocalExecutor(self.slots, preload.modules(pipeline) if self._forks else None)

    def close(self) -> None:
        with self._lock:
            running = [*self._running, *self._connections]
            loaded = [*self._loaded.values()]
        for folder in running:
            self._end(folder)
        for process in loaded:
            process.close()
        if self._folders:
            end_marked(JOB_VARIABLE, frozenset(self._folders))

    def _end(self, folder: str) -> None:
        with self._lock:
            pid = self._running.get(folder)
            connection = self._connections.get(folder)
        if pid is not None:
            end_family(pid)
        if connection is not None:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def _watch(self, job: Job, future: Future[Outcome]) -> None:
        started_at, clock = now(), time.perf_counter()
        try:
            write(job)
            warm = self._server(job)
            code = self._run_cold(job) if warm is None else self._run_warm(job, future, warm)
        except StoreError as error:
            future.set_exception(error)
            return
        except OSError as error:
            failure = Failure("NotStarted", f"the step's process could not be started: {error}")
            future.set_result(
                Outcome(StepStatus.FAILED, failure=failure, started_at=started_at, ended_at=now())
            )
            return
        if not future.done():
            future.set_result(self._outcome(job, code, started_at, clock))

    def _server(self, job: Job) -> client.Warm | None:
        """The server for a job; None where kernels have to do."""
        full = self._warm
        if full is None or not self._listens(full):
            return None
        light = client.Warm(())
        if self._ready.get(full) or self._needs_modules(job) or not self._listens(light):
            return full
        return light

    def _needs_modules(self, job: Job) -> bool:
        packages = {name.partition(".")[0] for name in job.imports}
        return any(name.partition(".")[0] in packages for name in self._modules)

    def _listens(self, warm: client.Warm) -> bool:
        """Whether a server is there, if need be a new one; looked for once a run."""
        with self._lock:
            if warm not in self._ready:
                try:
                    self._ready[warm] = warm.ensure()
                except OSError:
                    if warm == self._warm:
                        self._warm = None  # kernels do as well, only slower
                    return False
            return True

    def _run_warm(self, job: Job, future: Future[Outcome], warm: client.Warm) -> int | None:
        """Run a job in a forked child. A server may end, for want of work or of room, just before it is asked."""
        for _ in range(3):
            loaded = self._loaded_for(job, warm)
            if job.folder in self._stopped:
                return None
            with contextlib.suppress(OSError):
                taken, code = self._fork(job, future, warm, loaded)
                if taken:
                    return code
            if loaded is not None:  # it was idle, and has ended
                self._forget(job, loaded)
                continue
            with self._lock:
                self._ready.pop(warm, None)
            if not self._listens(warm):
                break
        return self._run_cold(job)

    def _environment(self, job: Job) -> dict[str, str]:
        return {**os.environ, **job.environment, JOB_VARIABLE: job.folder}

    def _loaded_for(self, job: Job, warm: client.Warm) -> client.Loaded | None:
        """The process that has started as this job does; None where the job must start by itself, or was stopped."""
        if not job.alike:
            return None
        with self._lock:
            loaded = self._loaded.get(job.alike)
            if loaded is None:
                loaded = self._loaded[job.alike] = client.Loaded()
                begin = threading.Thread(
                    target=loaded.begin, args=(warm, job, self._environment(job)), daemon=True
                )
                begin.start()
        arrived = time.monotonic()
        while not loaded.tried.wait(0.05) and job.folder not in self._stopped:
            if loaded.began is not None:  # the setup counts as a part of the job
                self._began.setdefault(job.folder, max(arrived, loaded.began))
        return loaded if loaded.takes_jobs else None

    def _forget(self, job: Job, loaded: client.Loaded) -> None:
        with self._lock:
            if self._loaded.get(job.alike) is loaded:
                del self._loaded[job.alike]
        loaded.close()

    def _fork(
        self,
        job: Job,
        future: Future[Outcome],
        warm: client.Warm,
        loaded: client.Loaded | None,
    ) -> tuple[bool, int | None]:
        """Whether the job was taken, and its exit code; the future is answered when the outcome is written."""
        started_at, clock = now(), time.perf_counter()
        connection = warm.submit(job, self._environment(job)) if loaded is None else loaded.submit(job.folder)
        with self._lock:
            self._connections[job.folder] = connection
        taken, code = False, None
        try:
            while message := receive(connection):
                if "pid" in message:
                    taken = True
                    with self._lock:
                        self._ready[warm] = True  # it forks, so it has imported
                        self._running[job.folder] = message["pid"]
                        self._began.setdefault(job.folder, time.monotonic())
                    if job.folder in self._stopped:
                        self._end(job.folder)
                elif "done" in message:
                    with self._lock:
                        self._running.pop(job.folder, None)  # what follows is only its tidying up
                    future.set_result(self._outcome(job, 0, started_at, clock))
                elif "exit" in message:
                    code = message["exit"]
        except OSError:
            pass  # the server is gone, or we hung up
        finally:
            with self._lock:
                self._connections.pop(job.folder, None)
                self._running.pop(job.folder, None)
            connection.close()
        return taken, code

    def _run_cold(self, job: Job) -> int | None:
        environment = {**os.environ, **job.environment, JOB_VARIABLE: job.folder, "PYTHONHASHSEED": "0"}
        with (Path(job.folder) / "worker.log").open("wb") as log:
            with self._lock:
                if job.folder in self._stopped:
                    return None
                process = subprocess.Popen(
                    [sys.executable, "-m", "nbpipe.worker", job.folder],
                    cwd=job.cwd,
                    env=environment,
                    stdin=subprocess.PIPE,  # its end tells the worker that the scheduler is gone
                    stdout=log,
                    stderr=log,
                    start_new_session=True,
                )
                self._running[job.folder] = process.pid
                self._began[job.folder] = time.monotonic()
            code = process.wait()
        end_marked(JOB_VARIABLE, frozenset([job.folder]))  # what a kernel that was killed has left
        with self._lock:
            self._running.pop(job.folder, None)
        if process.stdin is not None:
            process.stdin.close()
        return code

    def _outcome(self, job: Job, code: int | None, started_at: str, clock: float) -> Outcome:
        """What the job wrote, or why it wrote nothing."""
        if job.folder in self._stopped:
            return _stopped(started_at, clock)
        try:
            return outcome_from_json(json.loads((Path(job.folder) / "outcome.json").read_text("utf-8")))
        except (OSError, ValueError, KeyError, TypeError):
            return _died(Path(job.folder), code, started_at, clock, warm=self._warm is not None)


def _stopped(started_at: str, clock: float) -> Outcome:
    failure = Failure("Stopped", "the step was stopped")
    seconds = time.perf_counter() - clock
    return Outcome(
        StepStatus.STOPPED, failure=failure, started_at=started_at, ended_at=now(), seconds=seconds
    )


def _died(folder: Path, code: int | None, started_at: str, clock: float, *, warm: bool) -> Outcome:
    """A process that wrote no outcome: killed, or its disk was full."""
    log = _log(folder)
    if any("No space left on device" in line for line in log):
        failure = Failure(
            "DiskFull", "there is no space left on the disk of the store", "free some space, then run again"
        )
    elif warm and code is None:
        failure = Failure("WorkerDied", "the server that the step was forked from is gone", "run it again")
    elif warm:
        failure = death(code)
    elif code is not None and code < 0:
        message = f"the step's worker was killed ({signal.Signals(-code).name})"
        failure = Failure("WorkerDied", message, "by somebody, or by the system because memory ran out")
    else:
        message = f"the step's worker ended without a result: {log[-1] if log else f'exit code {code}'}"
        failure = Failure(
            "WorkerDied", message, f"see {folder / 'worker.log'}", traceback="\n".join(log[-30:])
        )
    seconds = time.perf_counter() - clock
    return Outcome(StepStatus.FAILED, failure=failure, started_at=started_at, ended_at=now(), seconds=seconds)


def _log(folder: Path) -> list[str]:
    try:
        return (folder / "worker.log").read_text("utf-8", "replace").strip().splitlines()
    except OSError:
        return []
