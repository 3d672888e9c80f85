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


def end_marked(variable: str, values: frozenset[str]) -> int:
    """Kill every process whose environment holds the variable with one of these values; how many there were.

    Children that a step started and left behind are no descendants any more, but they inherited its environment.
    Only Linux shows environments cheaply; elsewhere this does nothing.
    """
    prefix, count = f"{variable}=".encode(), 0
    for entry in Path("/proc").glob("[0-9]*/environ"):
        pid = int(entry.parent.name)
        try:
            found = next((part for part in entry.read_bytes().split(b"\0") if part.startswith(prefix)), None)
            if found is not None and os.fsdecode(found[len(prefix) :]) in values and pid != os.getpid():
                os.kill(pid, signal.SIGKILL)
                count += 1
        except OSError:
            continue
    return count
