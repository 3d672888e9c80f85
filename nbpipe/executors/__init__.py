"""Where jobs run: one file an executor, each a class that fulfils `Executor`."""

from __future__ import annotations

from concurrent.futures import Future
from typing import Protocol

from nbpipe.model import Job, Outcome, Pipeline


class Executor(Protocol):
    """Runs jobs in processes of their own. It never opens the store."""

    name: str
    slots: int

    def submit(self, job: Job) -> Future[Outcome]:
        """Write the job's files (`job.write`) and start it.

        What the user's code did is an Outcome, never an exception; the future raises `StoreError` alone, where the
        files cannot be written.
        """
        ...

    def began(self, job: Job) -> float | None:
        """When the job's process began, by `time.monotonic()`; None while it waits for one. Timeouts count from here."""
        ...

    def stop(self, job: Job) -> None:
        """End the job's processes, all of them; its future then answers Stopped. Safe to call at any time."""
        ...

    def another(self, pipeline: Pipeline) -> Executor:
        """One like it, for the steps of another pipeline that run beside its own; whoever asks for it closes it."""
        ...

    def close(self) -> None:
        """Stop what still runs, and leave no process behind."""
        ...
