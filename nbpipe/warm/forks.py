"""Processes that were forked for jobs: each belongs to a connection, and is killed when that is closed."""

from __future__ import annotations

import contextlib
import os
import selectors
import signal
import socket
from collections.abc import Callable
from functools import cache
from typing import NoReturn

from nbpipe.warm.messages import send


class Forks:
    """The children of a process with one thread, which forks them, waits for them, and does nothing else meanwhile."""

    def __init__(self) -> None:
        self.jobs: dict[int, socket.socket] = {}
        self.folders: dict[int, str] = {}  # process → its job's folder
        self.selector = selectors.DefaultSelector()
        self.wake, self.woken = os.pipe()
        for end in (self.wake, self.woken):
            os.set_blocking(end, False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.set_wakeup_fd(self.woken, warn_on_full_buffer=False)
        self.selector.register(self.wake, selectors.EVENT_READ, "wake")
        _prctl()  # to look it up takes each child half a millisecond

    def fork(self, folder: str, connection: socket.socket, child: Callable[[], NoReturn]) -> None:
        """Have a child do a job. It tells its connection what comes; this process, how it ended."""
        pid = os.fork()
        if pid == 0:
            self.leave()
            child()
        self.jobs[pid] = connection
        self.folders[pid] = folder
        self.selector.register(connection, selectors.EVENT_READ, pid)
        with contextlib.suppress(OSError):
            send(connection, {"pid": pid})

    def ready(self, timeout: float) -> bool:
        """Wait for something, tidy up after children; whether what is registered as `asked` has something."""
        asked = False
        for key, _ in self.selector.select(timeout=timeout):
            if key.data == "asked":
                asked = True
            elif key.data == "wake":
                with contextlib.suppress(BlockingIOError):
                    os.read(self.wake, 4096)
            else:
                self.hang_up(key.data)
        return asked

    def leave(self) -> None:
        """In the child: let go of what is its parent's."""
        signal.set_wakeup_fd(-1)
        self.selector.close()
        os.close(self.wake)
        os.close(self.woken)
        for connection in self.jobs.values():
            connection.close()

    def hang_up(self, pid: int) -> None:
        """The client closed its end, or is gone: so is its job."""
        connection = self.jobs.get(pid)
        if connection is None:
            return
        with contextlib.suppress(OSError):
            if connection.recv(1):
                return
        _kill(pid)
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)  # one that has just been forked has no group of its own yet
        from nbpipe.job import JOB_VARIABLE
        from nbpipe.processes import end_marked

        end_marked(JOB_VARIABLE, frozenset([self.folders[pid]]))  # what left its group
        with contextlib.suppress(KeyError, ValueError):
            self.selector.unregister(connection)

    def reap(self) -> None:
        while True:
            try:
                pid, status, usage = os.wait4(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if not pid:
                return
            _kill(pid)  # what it left behind in its group
            connection = self.jobs.pop(pid, None)
            self.folders.pop(pid, None)
            if connection is not None:
                with contextlib.suppress(KeyError, ValueError):
                    self.selector.unregister(connection)
                with contextlib.suppress(OSError):
                    send(
                        connection, {"exit": os.waitstatus_to_exitcode(status), "rss": usage.ru_maxrss * 1024}
                    )
                connection.close()


def _kill(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)


@cache
def _prctl() -> Callable[[int, int], int]:
    import ctypes

    return ctypes.CDLL(None).prctl


def end_with(parent: int) -> None:
    """Have the system kill this process when its parent dies: nobody else would know of it."""
    pr_set_pdeathsig = 1
    _prctl()(pr_set_pdeathsig, signal.SIGKILL)
    if os.getppid() != parent:  # it died before that
        os._exit(1)
