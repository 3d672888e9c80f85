"""Starting a run as a process of its own, which outlives whoever started it."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TypeVar

from nbpipe import store
from nbpipe.errors import NotFoundError, Problem
from nbpipe.store import queries

LOGS = "logs"  # in the store's folder: what the processes said that were started so
KEPT = 50  # logs
POLL_SECONDS = 0.02

Sign = TypeVar("Sign")


@dataclass(frozen=True)
class Launched:
    """A process that runs an execution of `pipeline` in the store `folder`, since `begun`."""

    process: subprocess.Popen[bytes]
    folder: Path
    pipeline: str
    begun: str
    answer: IO[bytes]
    log: IO[bytes]

    def execution(self) -> str | None:
        """Id of its execution, once that is in the store."""
        try:
            with contextlib.closing(store.connect(self.folder, create=False)) as connection:
                return queries.execution_of_process(connection, self.pipeline, self.process.pid, self.begun)
        except NotFoundError:
            return None

    def opened(self, seconds: float | None = None) -> str | None:
        """The same, waiting for it up to that long; None where the process ended without one, or is that slow."""
        return self.until(self.execution, seconds)

    def until(self, sign: Callable[[], Sign | None], seconds: float | None = None) -> Sign | None:
        """A sign of what the process does, waited for as `opened` does."""
        deadline = None if seconds is None else time.monotonic() + seconds
        while True:
            ended = self.process.poll() is not None
            found = sign()
            if found is not None or ended or (deadline is not None and time.monotonic() > deadline):
                return found
            time.sleep(POLL_SECONDS)

    def problems(self) -> list[Problem]:
        """Why it ended without an execution, from what it said."""
        self.answer.seek(0)
        self.log.seek(0)
        try:
            return [Problem(**item) for item in json.load(self.answer)["errors"]]
        except (ValueError, KeyError, TypeError, IndexError):
            said = self.log.read().decode("utf-8", "replace").strip()
            hint = said or "try it in a terminal: nbpipe run"
            return [Problem("not-started", "the run did not start", hint)]

    def close(self) -> None:
        """Let go of what it writes to; it goes on."""
        self.answer.close()
        self.log.close()


def launch(
    folder: Path,
    pipeline: str,
    words: Sequence[str],
    environment: Mapping[str, str] | None = None,
    *,
    keep_log: bool = False,
    python: str = sys.executable,
) -> Launched:
    """Have a process of its own do what those words ask of the command line, in the store `folder`.

    `python` is the interpreter, with nbpipe, that runs it. It hears no interrupt of this process, and goes on after its end. What it says is kept in the store's folder where
    `keep_log`.
    """
    begun = store.now()
    answer = tempfile.TemporaryFile()  # noqa: SIM115 - `Launched` closes it
    log = _log(folder, begun) if keep_log else tempfile.TemporaryFile()  # noqa: SIM115
    try:
        process = subprocess.Popen(
            [python, "-m", "nbpipe", "--store", str(folder), *words, "--json"],
            stdin=subprocess.DEVNULL,
            stdout=answer,
            stderr=log,
            env={**os.environ, **(environment or {})},
            start_new_session=True,  # neither an interrupt nor the end of this process reaches it
        )
    except BaseException:
        answer.close()
        log.close()
        raise
    return Launched(process, folder, pipeline, begun, answer, log)


def _log(folder: Path, begun: str) -> IO[bytes]:
    """A new log in the store's folder; of the older ones, the last are kept."""
    store.prepare(folder)
    logs = folder / LOGS
    logs.mkdir(exist_ok=True)
    for old in sorted(logs.glob("run-*.log"))[: -KEPT + 1]:
        old.unlink(missing_ok=True)
    stamp = begun[:26].translate(str.maketrans("", "", "-:."))
    return (logs / f"run-{stamp}-{os.getpid()}.log").open("w+b")
