"""Ending processes for certain, with everything that they started."""

from __future__ import annotations

import contextlib
import os
import signal
from pathlib import Path


def end_family(pid: int) -> None:
    """Kill a process and all its descendants; itself last, so that nothing is left to start more."""
    import psutil

    try:
        parent = psutil.Process(pid)
        family = parent.children(recursive=True)
    except psutil.NoSuchProcess:
        return
    for process in family:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.kill()
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def end_marked(variable: str, value: str) -> int:
    """Kill every process whose environment says that it belongs to an attempt; how many there were.

    Children that a step started and left behind are no descendants any more, but they inherited its environment.
    Only Linux shows environments cheaply; elsewhere this does nothing.
    """
    mark = f"{variable}={value}".encode()
    count = 0
    for entry in Path("/proc").glob("[0-9]*/environ"):
        try:
            if mark in entry.read_bytes().split(b"\0") and int(entry.parent.name) != os.getpid():
                os.kill(int(entry.parent.name), signal.SIGKILL)
                count += 1
        except OSError:
            continue
    return count
