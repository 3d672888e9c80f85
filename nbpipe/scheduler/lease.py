"""Who runs an execution: whether that process still lives, and the signals that end it."""

from __future__ import annotations

import contextlib
import signal
import socket
from collections.abc import Iterator
from datetime import datetime

from nbpipe.model import ExecutionStatus


class Interrupted(BaseException):
    """A signal asks to stop."""


def is_alive(host: str, pid: int, heartbeat: str) -> bool:
    """Whether a scheduler that gave that sign of life still lives; one on another host is taken to be alive."""
    if host != socket.gethostname():
        return True
    import psutil

    try:
        process = psutil.Process(pid)
        younger = process.create_time() > datetime.fromisoformat(heartbeat).timestamp()
        return process.status() != psutil.STATUS_ZOMBIE and not younger  # else the number was given out again
    except psutil.Error:
        return False


def is_orphan(status: ExecutionStatus, host: str | None, pid: int | None, started_at: str | None) -> bool:
    """Whether the scheduler of an execution died, as far as this machine can tell."""
    return (
        not status.ended
        and status is not ExecutionStatus.WAITING
        and pid is not None
        and host == socket.gethostname()
        and started_at is not None
        and not is_alive(host, pid, started_at)
    )


@contextlib.contextmanager
def signals() -> Iterator[None]:
    """SIGTERM and SIGHUP stop an execution as Ctrl-C does. Only the main thread may set handlers."""

    def interrupt(number: int, frame: object) -> None:
        raise Interrupted

    kept = {}
    for name in ("SIGTERM", "SIGHUP"):
        with contextlib.suppress(ValueError, AttributeError):
            kept[name] = signal.signal(getattr(signal, name), interrupt)
    try:
        yield
    finally:
        for name, handler in kept.items():
            signal.signal(getattr(signal, name), handler)
