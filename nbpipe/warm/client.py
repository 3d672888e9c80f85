"""Finding the server for what a notebook imports, starting one where there is none, and running jobs in it."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import socket
import stat
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbpipe.model import Job
from nbpipe.warm.messages import hand_over, receive, send, take_over

MOST = 4  # servers a user, each of 100 to 250 MB

# What libraries read from the environment when they are imported.
_IMPORT_TIME = (
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "CUDA_VISIBLE_DEVICES",
    "PYTHONPATH",
    "VIRTUAL_ENV",
)


_started: list[subprocess.Popen[bytes]] = []


@dataclass(frozen=True)
class Warm:
    """A server, by what it has imported. Frozen processes cost memory, so each set of imports has one a user."""

    modules: tuple[str, ...]

    @property
    def path(self) -> Path:
        """Where it listens: in a folder that only this user can enter."""
        about = [
            sys.executable,
            sys.version,
            *self.modules,
            *(f"{name}={os.environ.get(name)}" for name in _IMPORT_TIME),
        ]
        return folder() / (hashlib.sha256(json.dumps(about).encode()).hexdigest()[:20] + ".sock")

    def ensure(self) -> bool:
        """Have a server that listens; a stale one is replaced. `OSError` where none can be started.

        Whether it was there before, and so has imported already.
        """
        with _lock(self.path.with_suffix(".lock")):
            if _alive(self.path):
                return True
            _make_room()
            with contextlib.suppress(FileNotFoundError):
                self.path.unlink()
            with self.path.with_suffix(".log").open("wb") as log:
                process = subprocess.Popen(
                    [sys.executable, "-m", "nbpipe.warm.server", str(self.path), *self.modules],
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    env={**os.environ, "PYTHONHASHSEED": "0"},
                    start_new_session=True,
                )
            _started.append(process)  # it outlives this process, which must not wait for it
            _wait_for(self.path, process)
            return False

    def submit(self, job: Job, environment: dict[str, str], *, many: bool = False) -> socket.socket:
        """Start a job. The connection gives its messages (see `receive`); closing it kills the job.

        With `many` the process is the one that this and others that are alike are forked from: see `Loaded`.
        """
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            connection.connect(str(self.path))
            about = {"folder": job.folder, "cwd": job.cwd, "environment": environment, "many": many}
            send(connection, about)
        except OSError:
            connection.close()
            raise
        return connection


class Loaded:
    """A process that jobs which are alike are forked from (see `nbpipe.warm.loaded`), once it has begun.

    `began` is when that was, by `time.monotonic()`. `tried` is set once it takes jobs or never will.
    """

    def __init__(self) -> None:
        self.tried = threading.Event()
        self.began: float | None = None
        self._connection: socket.socket | None = None
        self._channel: socket.socket | None = None
        self._closed = False

    @property
    def takes_jobs(self) -> bool:
        return self._channel is not None and not self._closed

    def begin(self, warm: Warm, job: Job, environment: dict[str, str]) -> None:
        """Have it start as that job does. Returns once it takes jobs or never will; it ends when this is closed."""
        try:
            self._connection = warm.submit(job, environment, many=True)
            while message := receive(self._connection):
                if "pid" in message:
                    self.began = time.monotonic()
                if "ready" in message:
                    taken = take_over(self._connection)
                    self._channel = None if taken is None else taken[1]
                    break
                if "exit" in message:
                    break
        except (OSError, ValueError):
            pass  # then it takes none
        finally:
            if self._channel is None:
                self.close()
            self.tried.set()

    def submit(self, folder: str) -> socket.socket:
        """Start a job, as `Warm.submit` does. `OSError` where the process has ended, which it does when it is idle."""
        if self._channel is None or self._closed:
            raise BrokenPipeError("it takes no jobs")
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            hand_over(self._channel, folder, theirs)
        except OSError:
            ours.close()
            raise
        finally:
            theirs.close()
        return ours

    def close(self) -> None:
        """End the process, and the jobs that were forked from it."""
        self._closed = True
        for end in (self._connection, self._channel):
            if end is not None:
                with contextlib.suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)
                end.close()


def available() -> bool:
    """Whether steps can be forked here: on Linux, where this was measured to be safe."""
    return sys.platform == "linux" and hasattr(os, "fork")


def folder() -> Path:
    """The folder of the sockets: private to the user. `OSError` where it is not."""
    base = os.environ.get("XDG_RUNTIME_DIR")
    path = (
        Path(base, "nbpipe")
        if base and os.access(base, os.W_OK)
        else Path(tempfile.gettempdir(), f"nbpipe-{os.getuid()}")
    )
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    found = path.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid() or found.st_mode & 0o077:
        raise PermissionError(f"{path} is open to other users")
    return path


def running() -> list[tuple[Path, int]]:
    """Sockets of the servers that listen, with their processes."""
    found = []
    for path in sorted(folder().glob("*.sock")):
        answer = _ask(path, {"hello": True})
        if answer:
            found.append((path, int(answer["pid"])))
    return found


def stop(path: Path) -> None:
    """Ask a server to end, once its jobs have."""
    _ask(path, {"stop": True})


def _make_room() -> None:
    """End the servers that were asked longest ago, so that with the new one there are no more than `MOST`."""
    sockets = sorted(folder().glob("*.sock"), key=lambda path: _asked(path.with_suffix(".lock")))
    for path in sockets[: max(0, len(sockets) - MOST + 1)]:
        stop(path)


def _asked(lock: Path) -> float:
    try:
        return lock.stat().st_mtime
    except OSError:
        return 0.0


def _alive(path: Path) -> bool:
    answer = _ask(path, {"hello": True})
    return bool(answer.get("fresh")) if answer else False


def _ask(path: Path, message: dict[str, Any]) -> dict[str, Any]:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.settimeout(30)  # it may be importing
        try:
            connection.connect(str(path))
            send(connection, message)
            return receive(connection)
        except (OSError, ValueError):
            return {}


def _wait_for(path: Path, process: subprocess.Popen[bytes]) -> None:
    for _ in range(1000):
        if path.exists():
            return
        if process.poll() is not None:
            raise OSError(
                f"the step server ended with exit code {process.returncode}: see {path.with_suffix('.log')}"
            )
        time.sleep(0.01)
    raise OSError("the step server did not start")


@contextlib.contextmanager
def _lock(path: Path) -> Iterator[None]:
    import fcntl

    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
