"""A run without a terminal: one plain line for each change of status, read from the events of the store."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TextIO

from nbpipe import store
from nbpipe.cli import terminal
from nbpipe.diagram import words
from nbpipe.model import Event, ExecutionStatus, StepStatus
from nbpipe.store import queries
from nbpipe.store.readers import seconds_between


class Quiet:
    """Follows a run and says nothing."""

    def __init__(self) -> None:
        self.execution: str | None = None

    def __call__(self, execution: str) -> None:
        self.execution = execution

    def __enter__(self) -> Quiet:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None


class Lines(Quiet):
    """Prints what changed since it was last called. A reader that went away does not end the run."""

    def __init__(self, folder: Path, stream: TextIO) -> None:
        super().__init__()
        self._folder, self._stream = folder, stream
        self._connection: sqlite3.Connection | None = None
        self._last = 0
        self._since: dict[str, str] = {}
        self._said: dict[str, object] = {}
        self._pipeline = ""
        self._broken = False

    def __call__(self, execution: str) -> None:
        super().__call__(execution)
        if self._broken:
            return
        if self._connection is None:
            self._connection = store.connect(self._folder, create=False)
        while events := queries.events(self._connection, self._last, execution=execution):
            self._last = events[-1].id
            for event in events:
                self._write(event)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._connection is not None:
            self._connection.close()

    def _write(self, event: Event) -> None:
        thing = f"{event.kind} {event.step}"
        since = self._since.setdefault(thing, event.at)
        if self._again(thing, event):
            return
        self._pipeline = str(event.data.get("pipeline", self._pipeline))
        line = change(event, since, self._pipeline)
        try:
            if line is not None and not self._broken:
                print(line, file=self._stream, flush=True)
        except (OSError, ValueError):
            self._broken = True

    def _again(self, thing: str, event: Event) -> bool:
        """Whether that was its status before: a step is announced anew when the execution that it runs has begun."""
        if (word := event.data.get("status")) is None:
            return False
        before, self._said[thing] = self._said.get(thing), word
        return word == before and "attempt" not in event.data


def change(event: Event, since: str, pipeline: str = "") -> str | None:
    """The line for an event, None where it is no change of status; `since` is when that thing first changed.

    >>> event = Event(1, "2026-11-21T12:00:00+00:00", "step", "e1", "train", {"status": "Executing"})
    >>> change(event, event.at).split()[1:]
    ['◐', 'Executing', 'train']
    """
    word = event.data.get("status")
    if event.kind == "execution" and word is not None:
        status: ExecutionStatus | StepStatus = ExecutionStatus(word)
        name, parts = pipeline, []
        if "version" in event.data:
            parts = [f"version {event.data['version']}", f"execution {event.execution}"]
    elif event.kind == "step" and word is not None and event.step is not None:
        status, name, parts = StepStatus(word), event.step, []
    else:
        return None
    seconds = seconds_between(since, event.at)
    if status.ended and seconds and status is not StepStatus.SKIPPED:
        parts.append(words.duration(seconds))
    if event.data.get("cached"):
        parts.append("cached")
    failure = event.data.get("failure")
    if failure and status is StepStatus.FAILED:
        parts.append(f"{failure['type']}: {failure['message']}")
    elif event.data.get("detail"):
        parts.append(str(event.data["detail"]))
    time = datetime.fromisoformat(event.at).astimezone().strftime("%H:%M:%S")
    said = words.printable(" · ".join(parts))
    return f"{time}  {terminal.status(status)[0]:<11}  {name}{'  ' + said if said else ''}"
