"""The local executor: a worker process for each job, as many at once as asked."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import Future
from pathlib import Path

from nbpipe.model import Failure, Job, Outcome, StepStatus, outcome_from_json
from nbpipe.processes import end_family, end_marked
from nbpipe.runtime import JOB_VARIABLE
from nbpipe.tracking import now


class LocalExecutor:
    """Runs each job as `python -m nbpipe.worker`, in a session of its own, and watches it from a thread."""

    name = "local"

    def __init__(self, slots: int | None = None) -> None:
        self.slots = slots or os.cpu_count() or 1
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._stopped: set[str] = set()
        self._lock = threading.Lock()

    def submit(self, job: Job) -> Future[Outcome]:
        future: Future[Outcome] = Future()
        threading.Thread(
            target=self._watch, args=(job, future), name=f"nbpipe {job.step}", daemon=True
        ).start()
        return future

    def stop(self, job: Job) -> None:
        with self._lock:
            self._stopped.add(job.folder)
            process = self._running.get(job.folder)
        if process is not None:
            end_family(process.pid)
            end_marked(JOB_VARIABLE, job.folder)

    def close(self) -> None:
        with self._lock:
            running = list(self._running.items())
        for folder, process in running:
            end_family(process.pid)
            end_marked(JOB_VARIABLE, folder)

    def _watch(self, job: Job, future: Future[Outcome]) -> None:
        started_at, clock = now(), time.perf_counter()
        try:
            outcome = self._run(job, started_at, clock)
        except OSError as error:
            failure = Failure("NotStarted", f"the step's process could not be started: {error}")
            outcome = Outcome(StepStatus.FAILED, failure=failure, started_at=started_at, ended_at=now())
        future.set_result(outcome)

    def _run(self, job: Job, started_at: str, clock: float) -> Outcome:
        folder = Path(job.folder)
        environment = {**os.environ, JOB_VARIABLE: job.folder, "PYTHONHASHSEED": "0"}
        with (folder / "worker.log").open("wb") as log:
            with self._lock:
                if job.folder in self._stopped:
                    return _stopped(started_at, clock)
                process = subprocess.Popen(
                    [sys.executable, "-m", "nbpipe.worker", job.folder],
                    cwd=job.cwd,
                    env=environment,
                    stdin=subprocess.PIPE,  # its end tells the worker that the scheduler is gone
                    stdout=log,
                    stderr=log,
                    start_new_session=True,
                )
                self._running[job.folder] = process
            code = process.wait()
        with self._lock:
            del self._running[job.folder]
            stopped = job.folder in self._stopped
        if process.stdin is not None:
            process.stdin.close()
        end_marked(JOB_VARIABLE, job.folder)
        if stopped:
            return _stopped(started_at, clock)
        try:
            return outcome_from_json(json.loads((folder / "outcome.json").read_text("utf-8")))
        except (OSError, ValueError, KeyError, TypeError):
            return _died(folder, code, started_at, clock)


def _stopped(started_at: str, clock: float) -> Outcome:
    failure = Failure("Stopped", "the step was stopped")
    seconds = time.perf_counter() - clock
    return Outcome(
        StepStatus.STOPPED, failure=failure, started_at=started_at, ended_at=now(), seconds=seconds
    )


def _died(folder: Path, code: int, started_at: str, clock: float) -> Outcome:
    """A worker that wrote no outcome: killed, or its disk was full."""
    log = (folder / "worker.log").read_text("utf-8", "replace").strip().splitlines()
    last = log[-1] if log else ""
    if code < 0:
        message = f"the step's worker was killed ({signal.Signals(-code).name})"
        hint: str | None = "by somebody, or by the system because memory ran out"
    elif "No space left on device" in "\n".join(log):
        message, hint = "there is no space left on the disk of the store", "free some space, then run again"
    else:
        message, hint = (
            f"the step's worker ended without a result: {last or f'exit code {code}'}",
            f"see {folder / 'worker.log'}",
        )
    failure = Failure("WorkerDied", message, hint, traceback="\n".join(log[-30:]))
    seconds = time.perf_counter() - clock
    return Outcome(StepStatus.FAILED, failure=failure, started_at=started_at, ended_at=now(), seconds=seconds)
