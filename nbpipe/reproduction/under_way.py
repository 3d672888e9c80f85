"""Who runs a model version again just now, and how that ended: a file beside the scratch store of the second run.

The process that does it writes the file, whoever started it, so that every view tells the same, also after its own
restart. A file whose process is gone says that it was killed: nothing goes on for ever.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import socket
import sqlite3
import time
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from nbpipe import store
from nbpipe.as_json import to_json
from nbpipe.errors import NbpipeError, Problem
from nbpipe.model import ExecutionStatus
from nbpipe.scheduler import is_alive
from nbpipe.store import folders, rows
from nbpipe.store.rows import EventKind
from nbpipe.store.writer import Writer

LOOKS, BUILDS, RUNS = "looks", "builds", "runs"
# Whether a process of another machine lives cannot be asked; one that has written nothing for so long is taken to be gone.
SILENT_SECONDS = 86_400.0


@dataclass(frozen=True)
class UnderWay:
    """One reproduction of a version.

    `doing` is what it does, or did last: it looks whether it can be, builds the recorded environment, or runs.
    `scratch` is the name of its store's folder and `execution` the second run there. It ended well where `ended_at` is
    set and there are no `problems`: then a certificate was written.
    """

    id: str
    group: str
    version: int
    by: str
    host: str
    pid: int
    began_at: str
    changed_at: str
    doing: str = LOOKS
    scratch: str | None = None
    execution: str | None = None
    ended_at: str | None = None
    status: ExecutionStatus = ExecutionStatus.EXECUTING
    problems: tuple[Problem, ...] = ()

    def store(self, folder: Path) -> Path | None:
        """The scratch store, below the store `folder`; None where there is none, or not any more."""
        if self.scratch is None or not folders.is_id(self.scratch):
            return None
        found = folder / folders.REPRODUCTIONS / self.scratch
        return found if (found / store.DATABASE).is_file() else None


def of(folder: Path, group: str, version: int) -> UnderWay | None:
    """The reproduction of a version that goes on, else the last one that the store `folder` knows to have ended so that
    it needs to be told. One whose process is gone has ended.
    """
    found = [
        _as_it_is(folder, item) for item in _all(folder) if (item.group, item.version) == (group, version)
    ]
    return max(found, key=lambda item: (item.ended_at is None, item.began_at), default=None)


def _as_it_is(folder: Path, item: UnderWay) -> UnderWay:
    if item.ended_at is not None or _lives(folder, item):
        return item
    gone = Problem(
        "killed",
        "the process that ran it again is gone: it was killed, or its machine was restarted",
        f"run it again; what it said last may be in the newest files of {folder.name}/logs",
    )
    return replace(item, ended_at=item.changed_at, status=ExecutionStatus.FAILED, problems=(gone,))


def _lives(folder: Path, item: UnderWay) -> bool:
    if item.host == socket.gethostname():
        return is_alive(item.host, item.pid, item.changed_at)
    changed = datetime.fromisoformat(item.changed_at).timestamp()
    if (scratch := item.store(folder)) is not None:
        changed = max(changed, folders.weight(scratch)[1])
    return time.time() - changed < SILENT_SECONDS


class Told:
    """The file of the reproduction that this process does, kept current."""

    def __init__(self, folder: Path, now: UnderWay) -> None:
        self.folder, self.now = folder, now
        self.says()

    def says(self, **changes: Any) -> None:
        """Write what has changed, and have every view look."""
        self.now = replace(self.now, **changes, changed_at=store.now())
        _write(self.folder, self.now)
        _signal(self.folder, self.now)

    def ends(self, status: ExecutionStatus, problems: Sequence[Problem] = ()) -> None:
        """It has ended, and why where it gave no certificate."""
        self.says(ended_at=store.now(), status=status, problems=tuple(problems))

    def is_told_by_another(self) -> bool:
        """Whether a process that this one has begun has a file of its own about the same version."""
        mine = self.now
        return any(
            (item.group, item.version) == (mine.group, mine.version) and item.began_at > mine.began_at
            for item in _all(self.folder)
        )

    def leaves(self) -> None:
        """There is nothing more to say than what the certificate says, or another process."""
        _remove(self.folder, self.now.id)
        _signal(self.folder, self.now)


@contextlib.contextmanager
def told(folder: Path, group: str, version: int, by: str) -> Iterator[Told]:
    """Tell of a reproduction in the store `folder` as long as the block lasts. An error is how it ended.

    What an earlier one of this version left is removed, its scratch store too.
    """
    for item in _all(folder):
        if (item.group, item.version) == (group, version) and _as_it_is(folder, item).ended_at is not None:
            forget(folder, item)
    at = store.now()
    host, pid = socket.gethostname(), os.getpid()
    made = Told(folder, UnderWay(uuid.uuid4().hex[:12], group, version, by, host, pid, at, at))
    try:
        yield made
    except NbpipeError as error:
        made.ends(ExecutionStatus.FAILED, error.problems)
        raise
    except KeyboardInterrupt:
        made.ends(ExecutionStatus.STOPPED, [STOPPED])
        raise
    except BaseException as error:
        said = f"{type(error).__name__}: {' '.join(str(error).split())}"
        made.ends(ExecutionStatus.FAILED, [Problem("internal", said)])
        raise


STOPPED = Problem("stopped", "it was stopped before its end", "run it again")


def forget(folder: Path, item: UnderWay) -> None:
    """Remove what is known of a reproduction that has ended, with its scratch store."""
    if item.scratch is not None and folders.is_id(item.scratch):
        shutil.rmtree(folder / folders.REPRODUCTIONS / item.scratch, ignore_errors=True)
    _remove(folder, item.id)


# ---- files ----------------------------------------------------------------------------------------------------------


def _file(folder: Path, id: str) -> Path:
    return folder / folders.REPRODUCTIONS / f"{id}.json"


def _all(folder: Path) -> list[UnderWay]:
    return [
        item for path in (folder / folders.REPRODUCTIONS).glob("*.json") if (item := _read(path)) is not None
    ]


def _read(path: Path) -> UnderWay | None:
    """What a file says; None where it is gone by now, or nobody of us wrote it."""
    try:
        found = json.loads(path.read_text("utf-8"))
        found["problems"] = tuple(Problem(**item) for item in found["problems"])
        found["status"] = ExecutionStatus(found["status"])
        item = UnderWay(**found)
    except (OSError, ValueError, TypeError, KeyError):
        return None
    return item if item.id == path.stem else None


def _write(folder: Path, item: UnderWay) -> None:
    path = _file(folder, item.id)
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(".tmp")
    temporary.write_text(json.dumps(to_json(item)), "utf-8")
    os.replace(temporary, path)


def _remove(folder: Path, id: str) -> None:
    path = _file(folder, id)
    path.unlink(missing_ok=True)
    with contextlib.suppress(OSError):  # others may be at work
        path.parent.rmdir()


def _signal(folder: Path, item: UnderWay) -> None:
    """Record that it has changed: the views read that. A store that is locked for long costs them a look, no more."""
    record = partial(_event, group=item.group, version=item.version)
    with (
        contextlib.suppress(NbpipeError, sqlite3.Error),
        contextlib.closing(store.connect(folder, create=False)) as connection,
    ):
        Writer(connection).within(record)


def _event(connection: sqlite3.Connection, at: str, group: str, version: int) -> None:
    rows.event(connection, at, EventKind.REPRODUCTION, group=group, version=version)
